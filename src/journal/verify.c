/* SPDX-License-Identifier: Apache-2.0 */
/* The journal against itself: every number there, time never falling, every body fitting its content. */
#include "journal_int.h"

struct verify {
    struct store *store;
    struct rows *content;
    struct block block;
    int64_t seq, at;
};

static bool next_block(struct verify *v, struct err *e)
{
    bool got;
    if (!rows_next(v->content, &got, e))
        return false;
    if (!got)
        return ERR(e, ERR_CORRUPT, "act %lld has no content", (long long)v->seq);
    if (!block_decode(cache_of(v->store), v->content, &v->block, e))
        return false;
    if (v->block.first != v->seq)
        return ERR(e, ERR_CORRUPT, "content begins at act %lld where %lld is next", (long long)v->block.first,
                   (long long)v->seq);
    return true;
}

static bool verify_row(struct verify *v, struct rows *r, struct err *e)
{
    uint8_t body[SHA256_BYTES];
    int64_t at = rows_i64(r, 1);
    if (rows_i64(r, 0) != v->seq)
        return ERR(e, ERR_CORRUPT, "act %lld is missing from the journal", (long long)v->seq);
    if (at < v->at)
        return ERR(e, ERR_CORRUPT, "act %lld is older than the one before it", (long long)v->seq);
    if (!block_has(&v->block, v->seq) && !next_block(v, e))
        return false;
    int i = (int)(v->seq - v->block.first);
    block_body(cache_of(v->store)->hash, &v->block, i, body);
    if (!block_emptied(&v->block, i) && !str_eq(rows_str(r, 6), str_n((const char *)body, sizeof body)))
        return ERR(e, ERR_CORRUPT, "the content of act %lld does not fit its body", (long long)v->seq);
    v->at = at;
    return true;
}

static bool nothing_left(struct verify *v, struct err *e)
{
    bool got = false;
    if (block_has(&v->block, v->seq))
        return ERR(e, ERR_CORRUPT, "there is content for act %lld, which is not in the journal", (long long)v->seq);
    if (!rows_next(v->content, &got, e))
        return false;
    return !got || ERR(e, ERR_CORRUPT, "there is content after the last act");
}

static bool verify_all(struct verify *v, struct rows *r, struct err *e)
{
    bool got = true, ok = true;
    for (v->seq = 1; ok && (ok = rows_next(r, &got, e)) && got; v->seq++)
        ok = verify_row(v, r, e);
    return ok && nothing_left(v, e);
}

/* Both queries run at once, so both see the same moment of the register. */
bool journal_verify(struct store *s, int64_t *checked, struct err *e)
{
    struct verify v = {.store = s, .at = INT64_MIN};
    struct rows *r;
    if (!store_query(s, &r, e, ST_JOURNAL_AFTER, "i", (int64_t)0))
        return false;
    bool ok = store_query(s, &v.content, e, ST_CONTENT_AFTER, "i", (int64_t)0);
    ok = ok && verify_all(&v, r, e);
    rows_end(v.content);
    rows_end(r);
    buf_free(&v.block.raw);
    if (ok)
        *checked = v.seq - 1;
    return ok;
}
