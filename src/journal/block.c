/* SPDX-License-Identifier: Apache-2.0 */
/* Blocks of up to 64 acts: packing, unpacking, and the few that a connection keeps in clear. */
#include "journal_int.h"

static const uint8_t no_salt[SALT_BYTES];

struct str block_json(const struct block *b, int i)
{
    return str_n(b->raw.p + b->at[i], b->bytes[i]);
}

bool block_emptied(const struct block *b, int i)
{
    return memcmp(b->salts + (size_t)i * SALT_BYTES, no_salt, SALT_BYTES) == 0;
}

void block_start(struct block *b, int64_t first)
{
    b->first = first;
    b->n = 0;
    buf_clear(&b->raw);
}

void block_push(struct block *b, struct str json)
{
    ASSERT(b->n < BLOCK_ACTS);
    buf_put_lp(&b->raw, json);
    b->at[b->n] = (uint32_t)(b->raw.n - json.n);
    b->bytes[b->n] = (uint32_t)json.n;
    b->n++;
}

bool block_encode(ZSTD_CCtx *deflate, const struct block *b, struct buf *packed, struct err *e)
{
    buf_clear(packed);
    buf_reserve(packed, ZSTD_compressBound(b->raw.n));
    size_t n = ZSTD_compressCCtx(deflate, packed->p, packed->cap, b->raw.p, b->raw.n, ZSTD_LEVEL);
    if (ZSTD_isError(n))
        return ERR(e, ERR_IO, "packing acts: %s", ZSTD_getErrorName(n));
    packed->n = n;
    return true;
}

bool content_put(struct store *s, const struct block *b, struct str packed, struct err *e)
{
    struct str salts = str_n((const char *)b->salts, (size_t)b->n * SALT_BYTES);
    return store_run(s, NULL, e, ST_CONTENT_PUT, "iibb", b->first, (int64_t)b->n, salts, packed);
}

static bool unpack(ZSTD_DCtx *inflate, struct str packed, struct buf *raw)
{
    unsigned long long size = ZSTD_getFrameContentSize(packed.p, packed.n);
    if (size > BLOCK_MAX_BYTES) /* the codes for "unknown" and "error" are larger than any size */
        return false;
    buf_clear(raw);
    buf_reserve(raw, (size_t)size);
    size_t n = ZSTD_decompressDCtx(inflate, raw->p, (size_t)size, packed.p, packed.n);
    raw->n = (size_t)size;
    return n == size;
}

static bool find_acts(struct block *b, int64_t n)
{
    struct str rest = buf_view(&b->raw), one;
    for (b->n = 0; b->n < n; b->n++) {
        if (!str_take_lp(&rest, &one))
            return false;
        b->at[b->n] = (uint32_t)(one.p - b->raw.p);
        b->bytes[b->n] = (uint32_t)one.n;
    }
    return rest.n == 0;
}

bool block_unpack(ZSTD_DCtx *inflate, int64_t first, int64_t n, struct str salts, struct str packed, struct block *out,
                  struct err *e)
{
    out->first = first;
    out->n = 0;
    bool fits = n > 0 && n <= BLOCK_ACTS && salts.n == (size_t)n * SALT_BYTES;
    if (!fits || !unpack(inflate, packed, &out->raw) || !find_acts(out, n)) {
        out->n = 0;
        return ERR(e, ERR_CORRUPT, "the content of the acts from %lld on does not unpack", (long long)first);
    }
    memcpy(out->salts, salts.p, salts.n);
    return true;
}

bool block_decode(struct cache *c, struct rows *r, struct block *out, struct err *e)
{
    return block_unpack(c->inflate, rows_i64(r, 0), rows_i64(r, 1), rows_str(r, 2), rows_str(r, 3), out, e);
}

bool block_load(struct store *s, int64_t seq, struct block *out, struct err *e)
{
    struct rows *r;
    bool got = false;
    if (!store_query(s, &r, e, ST_CONTENT_OF, "i", seq))
        return false;
    bool ok = rows_next(r, &got, e);
    if (ok && got)
        ok = block_decode(cache_of(s), r, out, e);
    rows_end(r);
    if (ok && !(got && block_has(out, seq)))
        ok = ERR(e, ERR_CORRUPT, "act %lld has no content", (long long)seq);
    return ok;
}

/* Which block holds seq, and whether `b` still is that block: an erasure always changes its salts. */
static bool is_fresh(struct store *s, int64_t seq, const struct block *b, bool *fresh, struct err *e)
{
    struct rows *r;
    bool got = false;
    *fresh = false;
    if (!block_has(b, seq))
        return true;
    if (!store_query(s, &r, e, ST_CONTENT_HEAD, "i", seq))
        return false;
    bool ok = rows_next(r, &got, e);
    if (ok && got && rows_i64(r, 0) == b->first && rows_i64(r, 1) == b->n)
        *fresh = str_eq(rows_str(r, 2), str_n((const char *)b->salts, (size_t)b->n * SALT_BYTES));
    rows_end(r);
    return ok;
}

bool block_find(struct store *s, int64_t seq, const struct block **out, struct err *e)
{
    struct cache *c = cache_of(s);
    *out = block_in_hand(c, seq);
    if (*out)
        return true;
    struct block *b = &c->blocks[(uint64_t)seq / BLOCK_ACTS % CACHE_BLOCKS];
    bool fresh;
    if (!is_fresh(s, seq, b, &fresh, e))
        return false;
    if (!fresh && !block_load(s, seq, b, e)) {
        b->n = 0;
        return false;
    }
    *out = b;
    return true;
}

void block_body(struct sha256 *hash, const struct block *b, int i, uint8_t out[SHA256_BYTES])
{
    struct str json = block_json(b, i);
    uint8_t head[2 * SALT_BYTES];
    memcpy(head, "gongshi-body/v1\n", SALT_BYTES);
    memcpy(head + SALT_BYTES, b->salts + (size_t)i * SALT_BYTES, SALT_BYTES);
    sha256_start(hash);
    sha256_add(hash, head, sizeof head);
    sha256_add(hash, json.p, json.n);
    sha256_end(hash, out);
}

static void cache_drop(void *p)
{
    struct cache *c = p;
    for (size_t i = 0; i < CACHE_BLOCKS; i++)
        buf_free(&c->blocks[i].raw);
    ZSTD_freeDCtx(c->inflate);
    sha256_free(c->hash);
    mem_free(c);
}

struct cache *cache_of(struct store *s)
{
    struct cache *c = store_attached(s);
    if (c)
        return c;
    c = mem_alloc(sizeof *c);
    c->inflate = ZSTD_createDCtx();
    ASSERT(c->inflate);
    c->hash = sha256_new();
    store_attach(s, c, cache_drop);
    return c;
}
