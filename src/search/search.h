/* SPDX-License-Identifier: Apache-2.0 */
/*
 * search: from what a person types to entities. Codes, old numbers, names and any part of a name from one
 * character up, several terms. The engine behind this header (grams in the store's full-text table) will be
 * replaced; the order will not:
 *
 *   Q1  exact code or number, exact name, name begins with it, name contains it; within each the shorter name
 *       first, then active before ended, then by code. No relevance score.
 *   Q2  Every entity whose current or former name contains all terms is found, up to the stated budget; when the
 *       budget ends the search, `partial` is set.
 *   Q3  Only public entities are returned. No field of a person is searched.
 *   Q4  The same query gives the same order and the same first hit for every limit.
 */
#ifndef GONGSHI_SEARCH_H
#define GONGSHI_SEARCH_H

#include "registry/registry.h"

enum { SEARCH_MAX_CANDIDATES = 10000, SEARCH_BUDGET_MS = 200, SEARCH_MAX_QUERY_CHARS = 200, SEARCH_MAX_TERMS = 16 };

enum search_how { FOUND_CODE, FOUND_OLD_NUMBER, FOUND_EXACT, FOUND_PREFIX, FOUND_PART };
struct search_hit {
    struct reg_entity entity;
    enum search_how how;
    struct str former_name; /* the former name that matched, empty when the current one did */
};
struct search_result {
    struct search_hit *hits;
    size_t n;
    int64_t total;       /* entities found; a lower bound when partial */
    bool partial;
    struct str cleaned;  /* the query as it was understood */
};
/* Hits [offset, offset+limit). A blank query finds nothing. Texts live in a. */
bool search_run(struct store *s, struct str query, size_t offset, size_t limit, const struct reg_when *when, struct arena *a,
                struct search_result *out, struct err *e) MUST_CHECK;
/*
 * Whole names, for comparing files with the register: the public entities of which a current or former name is this
 * one by text_name_key, in the order of Q1, all FOUND_EXACT; *partial beyond SEARCH_MAX_CANDIDATES. An empty name
 * finds nothing. Asked often, it keeps a table of all names in memory (20 bytes each) instead of asking the index, so
 * the caller holds one snapshot from new to free.
 */
struct search_names;
struct search_names *search_names_new(struct store *s, const struct reg_when *when);
void search_names_free(struct search_names *x); /* NULL is harmless */
bool search_names_find(struct search_names *x, struct str name, struct arena *a, struct search_hit **hits, size_t *n,
                       bool *partial, struct err *e) MUST_CHECK;
const char *search_how_name(enum search_how h); /* "code", "old-number", "exact", "prefix", "part" */

/* ---- following the feed: the writer calls these between its transactions ---- */
/* Brings the index up to the last committed act, in transactions of its own. *names counts what was indexed.
 * progress (may be NULL) is told how many acts are behind. */
bool search_follow(struct store *writer, void (*progress)(void *context, int64_t behind), void *context, int64_t *names,
                   struct err *e) MUST_CHECK;
/* Takes an entity's names out of the index, inside the writer's transaction: before an erasure, when what the index
 * needs to forget a name is still known. The next search_follow enters what remains. */
bool search_forget(struct store *writer, struct str uscc, struct err *e) MUST_CHECK;
bool search_position(struct store *s, int64_t *seq, struct err *e) MUST_CHECK; /* last act that is searchable */

#endif
