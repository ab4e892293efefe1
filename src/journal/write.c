/* SPDX-License-Identifier: Apache-2.0 */
/* Appending: rows at once, contents in blocks, each block read back before it counts. */
#include "codec/codec.h"
#include "journal_int.h"

static bool read_last(struct journal *j, struct err *e)
{
    struct rows *r;
    bool got = false;
    if (!store_query(j->store, &r, e, ST_JOURNAL_LAST, ""))
        return false;
    bool ok = rows_next(r, &got, e);
    if (ok && got) {
        j->last_seq = rows_i64(r, 0);
        j->last_at.s = rows_i64(r, 1);
    }
    rows_end(r);
    return ok;
}

bool journal_open(struct store *s, const struct keys *k, struct journal **out, struct err *e)
{
    struct journal *j = mem_alloc(sizeof *j);
    j->store = s;
    j->keys = k;
    j->cache = cache_of(s);
    j->deflate = ZSTD_createCCtx();
    ASSERT(j->deflate && !j->cache->writer);
    j->cache->writer = j;
    if (!read_last(j, e)) {
        journal_close(j);
        return false;
    }
    j->mark_seq = j->last_seq;
    j->mark_at = j->last_at;
    block_start(&j->open, j->last_seq + 1);
    *out = j;
    return true;
}

void journal_close(struct journal *j)
{
    if (!j)
        return;
    j->cache->writer = NULL;
    packer_free(j->packer);
    ZSTD_freeCCtx(j->deflate);
    buf_free(&j->open.raw);
    buf_free(&j->scratch.raw);
    stored_free(&j->stored);
    buf_free(&j->kept.raw);
    buf_free(&j->json);
    buf_free(&j->packed);
    mem_free(j);
}

int64_t journal_last_seq(const struct journal *j)
{
    return j->last_seq;
}

struct instant journal_last_at(const struct journal *j)
{
    return j->last_at;
}

struct instant journal_begin(struct journal *j, struct instant now)
{
    ASSERT(j->open.n == 0);
    j->mark_seq = j->last_seq;
    j->mark_at = j->last_at;
    if (now.s > j->last_at.s)
        j->last_at = now;
    return j->last_at;
}

void journal_abandon(struct journal *j)
{
    j->last_seq = j->mark_seq;
    j->last_at = j->mark_at;
    pack_abandon(j);
    block_start(&j->open, j->last_seq + 1);
}

static void block_copy(struct block *to, const struct block *from)
{
    struct buf raw = to->raw;
    buf_clear(&raw);
    buf_str(&raw, buf_view(&from->raw));
    *to = *from;
    to->raw = raw;
}

/* Blocks handed over before the mark are stored before it, so that going back drops only what came after. */
bool journal_mark(struct journal *j, struct err *e)
{
    if (!pack_drain(j, e))
        return false;
    block_copy(&j->kept, &j->open);
    j->kept_seq = j->last_seq;
    return true;
}

void journal_mark_back(struct journal *j)
{
    pack_abandon(j);
    block_copy(&j->open, &j->kept);
    j->last_seq = j->kept_seq;
}

bool journal_flush(struct journal *j, struct err *e)
{
    struct block *b = &j->open;
    if (!pack_drain(j, e))
        return false;
    if (b->n == 0)
        return true;
    if (!block_encode(j->deflate, b, &j->packed, e) || !content_put(j->store, b, buf_view(&j->packed), e) ||
        !stored_read(j->store, b->first, &j->stored, e) ||
        !stored_check(&j->stored, j->cache->inflate, j->cache->hash, &j->scratch, e))
        return false;
    if (j->scratch.n != b->n)
        return ERR(e, ERR_CORRUPT, "the acts from %lld on were not stored whole", (long long)b->first);
    block_start(b, b->first + b->n);
    return true;
}

static bool row_put(struct journal *j, const struct act *a, const struct verdict *v, struct str actor, struct err *e)
{
    uint8_t body[SHA256_BYTES];
    block_body(j->cache->hash, &j->open, j->open.n - 1, body);
    struct str bytes = str_n((const char *)body, sizeof body);
    if (v->target == 0)
        return store_run(j->store, NULL, e, ST_JOURNAL_PUT, "iiittnb", j->last_seq + 1, j->last_at.s, (int64_t)a->kind,
                         or_empty(a->agency), actor, bytes);
    return store_run(j->store, NULL, e, ST_JOURNAL_PUT, "iiittib", j->last_seq + 1, j->last_at.s, (int64_t)a->kind,
                     or_empty(a->agency), actor, v->target, bytes);
}

bool journal_append(struct journal *j, const struct act *a, const struct verdict *v, struct str actor, int64_t *seq,
                    struct err *e)
{
    buf_clear(&j->json);
    act_verdict_json(a, v, &j->json);
    if (j->json.n > JSON_MAX_BYTES)
        return ERR(e, ERR_LIMIT, "an act of %zu bytes is longer than %d", j->json.n, (int)JSON_MAX_BYTES);
    if (j->open.n == BLOCK_ACTS || j->open.raw.n > BLOCK_FULL_BYTES) {
        if (!pack_later(j, e))
            return false;
    }
    if (j->open.n == 0) /* one call to the system for the salts of a whole block */
        random_bytes(j->open.salts, sizeof j->open.salts);
    block_push(&j->open, buf_view(&j->json));
    if (!row_put(j, a, v, actor, e))
        return false;
    *seq = ++j->last_seq;
    return true;
}

bool journal_finish(struct journal *j, struct err *e)
{
    return journal_flush(j, e);
}
