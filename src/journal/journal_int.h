/* SPDX-License-Identifier: Apache-2.0 */
/* For insiders of journal: blocks of acts, the cache of them that rides on a connection, and bodies. */
#ifndef GONGSHI_JOURNAL_INT_H
#define GONGSHI_JOURNAL_INT_H

#include <zstd.h>

#include "journal/journal.h"

enum {
    BLOCK_ACTS = 64,
    BLOCK_FULL_BYTES = 1 << 20, /* a block of very long acts ends earlier */
    BLOCK_MAX_BYTES = 8 << 20,  /* more than any block that we write: anything larger is damage */
    SALT_BYTES = 16,
    CACHE_BLOCKS = 16,
    ZSTD_LEVEL = 3
};

struct block { /* acts first … first+n-1 in clear */
    int64_t first;
    int n;
    uint8_t salts[BLOCK_ACTS * SALT_BYTES];
    struct buf raw;          /* n times (4-byte length, canonical JSON) */
    uint32_t at[BLOCK_ACTS]; /* where each JSON begins in raw */
    uint32_t bytes[BLOCK_ACTS];
};

/* The columns of the journal's tables are never null. */
static inline struct str or_empty(struct str s)
{
    return s.p ? s : STR("");
}

struct cache { /* of one connection */
    struct block blocks[CACHE_BLOCKS];
    const struct journal *writer; /* whose blocks in hand are read before stored ones; NULL for readers */
    ZSTD_DCtx *inflate;
    struct sha256 *hash;
};
struct cache *cache_of(struct store *s);

static inline bool block_has(const struct block *b, int64_t seq)
{
    return b->n > 0 && seq >= b->first && seq < b->first + b->n;
}
struct str block_json(const struct block *b, int i);
bool block_emptied(const struct block *b, int i);
void block_start(struct block *b, int64_t first);
void block_push(struct block *b, struct str json); /* its salt must stand in b->salts */
/* ERR_CORRUPT when it does not hold together. */
bool block_unpack(ZSTD_DCtx *inflate, int64_t first, int64_t n, struct str salts, struct str packed, struct block *out,
                  struct err *e) MUST_CHECK;
/* From a row of CONTENT_OF or CONTENT_AFTER. ERR_CORRUPT when it does not hold together. */
bool block_decode(struct cache *c, struct rows *r, struct block *out, struct err *e) MUST_CHECK;
/* The stored block that holds seq; out is the caller's. ERR_CORRUPT when there is none. */
bool block_load(struct store *s, int64_t seq, struct block *out, struct err *e) MUST_CHECK;
/* The same, kept by the connection; borrowed until the next call. Never older than an erasure. */
bool block_find(struct store *s, int64_t seq, const struct block **out, struct err *e) MUST_CHECK;
/* J3. */
void block_body(struct sha256 *hash, const struct block *b, int i, uint8_t out[SHA256_BYTES]);

/* What stands in the tables for one block, as it was read back. */
struct stored {
    int64_t first, n;
    struct buf salts, packed;
    uint8_t bodies[BLOCK_ACTS * SHA256_BYTES]; /* of the journal's rows */
};
void stored_free(struct stored *x);
/* Reads back the block that begins at first, with its rows. ERR_CORRUPT when rows are missing. */
bool stored_read(struct store *s, int64_t first, struct stored *out, struct err *e) MUST_CHECK;
/* J4: unpacks it into scratch and compares each body. Touches no connection. */
bool stored_check(const struct stored *x, ZSTD_DCtx *inflate, struct sha256 *hash, struct block *scratch,
                  struct err *e) MUST_CHECK;

struct packer;
struct journal {
    struct store *store;
    const struct keys *keys;
    struct cache *cache;
    int64_t last_seq, mark_seq; /* mark: as of journal_begin */
    struct instant last_at, mark_at;
    struct block open;    /* acts not stored yet */
    struct block scratch; /* being checked or erased */
    struct stored stored;
    struct block kept; /* `open` as of journal_mark */
    int64_t kept_seq;
    struct buf json, packed;
    ZSTD_CCtx *deflate;
    struct packer *packer; /* NULL until there is more than a block */
};
/* The bytes to store for b, into `packed`. */
bool block_encode(ZSTD_CCtx *deflate, const struct block *b, struct buf *packed, struct err *e) MUST_CHECK;
bool content_put(struct store *s, const struct block *b, struct str packed, struct err *e) MUST_CHECK;
/* Everything appended is stored and was read back. */
bool journal_flush(struct journal *j, struct err *e) MUST_CHECK;

/* ---- a second thread packs and checks full blocks, while the writer's goes on (packer.c) ---- */
/* Takes over the full open block, which starts anew. */
bool pack_later(struct journal *j, struct err *e) MUST_CHECK;
bool pack_drain(struct journal *j, struct err *e) MUST_CHECK; /* until all is stored and checked */
void pack_abandon(struct journal *j);
void packer_free(struct packer *p); /* NULL is harmless */
/* A block that was taken over and may not be stored yet. */
const struct block *packer_has(const struct packer *p, int64_t seq);

static inline const struct block *block_in_hand(const struct cache *c, int64_t seq)
{
    const struct journal *j = c->writer;
    if (!j)
        return NULL;
    return block_has(&j->open, seq) ? &j->open : j->packer ? packer_has(j->packer, seq) : NULL;
}

/* The content of act i of b, as it stands in a journal row that the caller has read into out. */
bool entry_fill(const struct block *b, struct arena *a, struct journal_entry *out, struct err *e) MUST_CHECK;

#endif
