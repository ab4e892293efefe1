/* SPDX-License-Identifier: Apache-2.0 */
/* J4: what was written is read back and compared, before it counts. */
#include "journal_int.h"

void stored_free(struct stored *x)
{
    buf_free(&x->salts);
    buf_free(&x->packed);
}

static bool read_content(struct store *s, int64_t first, struct stored *out, struct err *e)
{
    struct rows *r;
    bool got = false;
    if (!store_query(s, &r, e, ST_CONTENT_OF, "i", first))
        return false;
    bool ok = rows_next(r, &got, e);
    if (ok && got && rows_i64(r, 0) == first) {
        out->first = first;
        out->n = rows_i64(r, 1);
        buf_clear(&out->salts);
        buf_clear(&out->packed);
        buf_str(&out->salts, rows_str(r, 2));
        buf_str(&out->packed, rows_str(r, 3));
    } else if (ok) {
        ok = ERR(e, ERR_CORRUPT, "act %lld has no content", (long long)first);
    }
    rows_end(r);
    if (ok && (out->n < 1 || out->n > BLOCK_ACTS))
        ok = ERR(e, ERR_CORRUPT, "the acts from %lld on were not stored whole", (long long)first);
    return ok;
}

static bool read_body(struct rows *r, struct stored *out, int64_t i, struct err *e)
{
    bool got;
    if (!rows_next(r, &got, e))
        return false;
    struct str body = got ? rows_str(r, 6) : STR_NONE;
    if (!got || rows_i64(r, 0) != out->first + i || body.n != SHA256_BYTES)
        return ERR(e, ERR_CORRUPT, "act %lld is missing from the journal", (long long)(out->first + i));
    memcpy(out->bodies + i * SHA256_BYTES, body.p, SHA256_BYTES);
    return true;
}

bool stored_read(struct store *s, int64_t first, struct stored *out, struct err *e)
{
    struct rows *r;
    if (!read_content(s, first, out, e) || !store_query(s, &r, e, ST_JOURNAL_RANGE, "ii", first, first + out->n))
        return false;
    bool ok = true;
    for (int64_t i = 0; ok && i < out->n; i++)
        ok = read_body(r, out, i, e);
    rows_end(r);
    return ok;
}

bool stored_check(const struct stored *x, ZSTD_DCtx *inflate, struct sha256 *hash, struct block *scratch, struct err *e)
{
    uint8_t body[SHA256_BYTES];
    if (!block_unpack(inflate, x->first, x->n, buf_view(&x->salts), buf_view(&x->packed), scratch, e))
        return false;
    for (int i = 0; i < scratch->n; i++) {
        if (block_emptied(scratch, i))
            continue;
        block_body(hash, scratch, i, body);
        if (memcmp(body, x->bodies + i * SHA256_BYTES, SHA256_BYTES) != 0)
            return ERR(e, ERR_CORRUPT, "the content of act %lld does not fit its body", (long long)(x->first + i));
    }
    return true;
}
