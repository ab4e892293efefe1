/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whole names, one after the other. The first look-ups go through the gram index, half a millisecond each; who asks
 * for more gets a table of all names in memory, made once: it costs what some hundred look-ups cost, whatever the
 * size of the register. The table only says "these may be it": each is read and compared.
 */
#include "search_int.h"

#include <stdlib.h>

#include "text/text.h"
#include "uscc/uscc.h"

enum { LOOKUPS_BEFORE_TABLE = 256, TABLE_MAX_NAMES = 10 * 1000 * 1000 };

struct name_row {
    uint8_t hash[8];
    uint8_t code[USCC_KEY_BYTES];
};
struct search_names {
    struct store *s;
    struct reg_when when;
    int64_t asked;
    bool has_table;
    VEC(struct name_row) rows; /* sorted by hash, then code */
    struct buf key;
    struct arena *scratch;
};

struct search_names *search_names_new(struct store *s, const struct reg_when *when)
{
    struct search_names *x = mem_alloc(sizeof *x);
    x->s = s;
    x->when = *when;
    x->scratch = arena_new();
    return x;
}

void search_names_free(struct search_names *x)
{
    if (!x)
        return;
    VEC_FREE(&x->rows);
    buf_free(&x->key);
    arena_free(x->scratch);
    mem_free(x);
}

/* FNV-1a; big-endian, so that memcmp orders it. */
static void hash_of(struct str key, uint8_t out[8])
{
    uint64_t h = 0xcbf29ce484222325u;
    for (size_t i = 0; i < key.n; i++)
        h = (h ^ (unsigned char)key.p[i]) * 0x100000001b3u;
    for (int i = 0; i < 8; i++)
        out[i] = (uint8_t)(h >> (56 - 8 * i));
}

static void add_name(struct search_names *x, const uint8_t code[USCC_KEY_BYTES], struct str name)
{
    struct name_row row;
    buf_clear(&x->key);
    text_name_key(name, &x->key);
    hash_of(buf_view(&x->key), row.hash);
    memcpy(row.code, code, sizeof row.code);
    VEC_PUSH(&x->rows, row);
}

static bool add_entity(void *context, const struct reg_entity *r, struct err *e)
{
    struct search_names *x = context;
    struct reg_name *names;
    uint8_t code[USCC_KEY_BYTES];
    size_t n;
    if (r->uscc.n != USCC_CHARS || !uscc_pack(r->uscc.p, code))
        return ERR(e, ERR_CORRUPT, "an organisation's code on file is none");
    if (x->rows.n >= TABLE_MAX_NAMES)
        return ERR(e, ERR_LIMIT, "more names than a table in memory should hold");
    if (!(r->flags & ENTITY_HAS_NAMES)) {
        add_name(x, code, r->name);
        return true;
    }
    arena_reset(x->scratch);
    if (!registry_names(x->s, r, x->scratch, &names, &n, e))
        return false;
    for (size_t i = 0; i < n; i++)
        add_name(x, code, names[i].name);
    return true;
}

static int by_hash(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(struct name_row));
}

/* A register of tens of millions goes on by its gram index. */
static bool make_table(struct search_names *x, struct err *e)
{
    struct err local = {0};
    x->has_table = registry_entity_each(x->s, STR_NONE, add_entity, x, &local);
    if (!x->has_table) {
        VEC_FREE(&x->rows);
        return local.kind == ERR_LIMIT || ERR(e, local.kind, "%s", local.msg);
    }
    if (x->rows.n)
        qsort(x->rows.v, x->rows.n, sizeof *x->rows.v, by_hash);
    return true;
}

/* An index that is behind the feed would miss names. */
static bool is_time_for_table(struct search_names *x, bool *out, struct err *e)
{
    int64_t indexed, last;
    *out = x->asked == LOOKUPS_BEFORE_TABLE;
    if (x->asked)
        return true;
    if (!search_position(x->s, &indexed, e) || !search_read_i64(x->s, ST_JOURNAL_LAST, &last, e))
        return false;
    *out = indexed < last;
    return true;
}

/* The first row of the hash, or where it would stand. */
static size_t first_of(const struct search_names *x, const uint8_t hash[8])
{
    size_t low = 0, high = x->rows.n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (memcmp(x->rows.v[middle].hash, hash, 8) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool gather_table(struct search_names *x, struct gathering *g, struct err *e)
{
    uint8_t hash[8];
    char code[USCC_CHARS + 1];
    hash_of(g->q->whole, hash);
    for (size_t i = first_of(x, hash); i < x->rows.n && memcmp(x->rows.v[i].hash, hash, 8) == 0; i++) {
        if (!gathering_may_go_on(g))
            return true;
        ASSERT(uscc_unpack(x->rows.v[i].code, code));
        if (!gather_entity(g, str_n(code, USCC_CHARS), FOUND_PART, NULL, e))
            return false;
    }
    return true;
}

static void hand_out(struct gathering *g, struct arena *a, struct search_hit **hits, size_t *n, bool *partial)
{
    size_t kept = 0;
    gathering_settle(g);
    while (kept < g->hits.n && g->hits.v[kept].out.how == FOUND_EXACT)
        kept++;
    *hits = arena_alloc(a, kept * sizeof **hits + 1);
    for (size_t i = 0; i < kept; i++)
        (*hits)[i] = g->hits.v[i].out;
    *n = kept;
    *partial = g->partial;
}

bool search_names_find(struct search_names *x, struct str name, struct arena *a, struct search_hit **hits, size_t *n,
                       bool *partial, struct err *e)
{
    struct query q;
    query_of_name(name, a, &q);
    bool make;
    if (!is_time_for_table(x, &make, e) || (make && !x->has_table && !make_table(x, e)))
        return false;
    x->asked++;
    arena_reset(x->scratch);
    struct gathering g = {.s = x->s, .q = &q, .when = &x->when, .a = a, .scratch = x->scratch};
    bool ok = !q.n_terms || (x->has_table ? gather_table(x, &g, e) : gather_exact(&g, e));
    if (ok)
        hand_out(&g, a, hits, n, partial);
    VEC_FREE(&g.hits);
    buf_free(&g.key);
    return ok;
}
