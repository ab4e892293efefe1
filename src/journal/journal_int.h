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
    const struct block *open; /* the writer's block that is not stored yet; NULL for readers */
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
/* From a row of CONTENT_OF or CONTENT_AFTER. ERR_CORRUPT when it does not hold together. */
bool block_decode(struct cache *c, struct rows *r, struct block *out, struct err *e) MUST_CHECK;
/* The stored block that holds seq; out is the caller's. ERR_CORRUPT when there is none. */
bool block_load(struct store *s, int64_t seq, struct block *out, struct err *e) MUST_CHECK;
/* The same, kept by the connection; borrowed until the next call. Never older than an erasure. */
bool block_find(struct store *s, int64_t seq, const struct block **out, struct err *e) MUST_CHECK;
/* J3. */
void block_body(struct cache *c, const struct block *b, int i, uint8_t out[SHA256_BYTES]);
/* J4: the stored block that begins at first against the journal's rows. */
bool block_check(struct store *s, int64_t first, struct block *scratch, struct err *e) MUST_CHECK;

struct journal {
    struct store *store;
    const struct keys *keys;
    struct cache *cache;
    int64_t last_seq, mark_seq; /* mark: as of journal_begin */
    struct instant last_at, mark_at;
    struct block open;    /* acts not stored yet */
    struct block scratch; /* read back, or being erased */
    struct buf json, packed;
    ZSTD_CCtx *deflate;
};
/* The bytes to store for b; they live in j->packed. */
bool block_encode(struct journal *j, const struct block *b, struct str *out, struct err *e) MUST_CHECK;
bool journal_flush(struct journal *j, struct err *e) MUST_CHECK;

/* The content of act i of b, as it stands in a journal row that the caller has read into out. */
bool entry_fill(const struct block *b, struct arena *a, struct journal_entry *out, struct err *e) MUST_CHECK;

#endif
