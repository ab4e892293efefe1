/* SPDX-License-Identifier: Apache-2.0 */
/*
 * For insiders of search: the query as understood, the hits as they gather, and the layout of a doc number.
 *
 * A doc number is made so that the order of the full-text table is the order of results:
 *
 *   bits 41 and up   characters of the name key, at most DOC_MAX_CHARS
 *   bit  40          1 when the entity has ended
 *   bits 0 to 39     serial inside that bucket
 *
 * A doc only says "this entity may match". Whether it does, and how, is read from the entity's names as they
 * stand, so a doc that has become stale can hide nothing and show nothing.
 */
#ifndef GONGSHI_SEARCH_INT_H
#define GONGSHI_SEARCH_INT_H

#include "search/search.h"
#include "uscc/uscc.h"

enum { DOC_MAX_CHARS = 8191, DOC_LENGTH_SHIFT = 41, DOC_ENDED_SHIFT = 40, QUERY_MAX_GRAMS = 64 };

static inline int64_t doc_of_length(size_t chars)
{
    return (int64_t)(chars < DOC_MAX_CHARS ? chars : DOC_MAX_CHARS) << DOC_LENGTH_SHIFT;
}

struct query {
    struct str whole;                   /* name key of all of it, blanks gone */
    struct str terms[SEARCH_MAX_TERMS]; /* name keys of its blank-separated parts */
    size_t n_terms;
    size_t whole_chars, longest_chars;
    struct str code;   /* whole in upper case without hyphens, when made of the code alphabet; or empty */
    struct str number; /* the same for any letters and digits: old numbers */
    struct str cleaned;
};
/* Texts live in a. A blank query has no terms. */
void query_parse(struct str text, struct arena *a, struct query *q);
/* The same for one whole name, whatever blanks are in it. */
void query_of_name(struct str name, struct arena *a, struct query *q);
void query_put_gram(struct buf *out, struct str gram);   /* one more gram that must be there */
void query_put_first(struct buf *out, struct str whole); /* the mark of the beginning */
/* The full-text expression: all terms are there; with `prefix` the name also begins with the whole. */
struct str query_match(const struct query *q, bool prefix, struct arena *a);

/* How a code stands in a doc: packed, two thirds of its length. Every code on file packs. */
static inline struct str code_packed(struct str uscc, uint8_t room[USCC_KEY_BYTES])
{
    bool fits = uscc.n == USCC_CHARS && uscc_pack(uscc.p, room);
    ASSERT(fits);
    return str_n((const char *)room, USCC_KEY_BYTES);
}

struct hit {
    struct search_hit out;
    size_t chars; /* of the matching name's key */
    bool ended;
};
struct gathering {
    struct store *s;
    const struct query *q;
    const struct reg_when *when;
    struct arena *a;       /* for what is returned */
    struct arena *scratch; /* for one candidate */
    struct buf key;
    VEC(struct hit) hits;
    int64_t candidates; /* looked at so far */
    bool partial;
};
/* Counts one more candidate; false when the budget is spent, and then g->partial is set. */
bool gathering_may_go_on(struct gathering *g);

bool entity_has_ended(const struct reg_entity *x);
/* Adds the entity of that code when it is public: found by its names (how FOUND_PART stands for "as its names say"), or
 * by a number. *added may be NULL. */
bool gather_entity(struct gathering *g, struct str uscc, enum search_how how, bool *added, struct err *e) MUST_CHECK;
/* Codes, beginnings of codes, old numbers. *is_code: the query is a whole code, names are not to be searched. */
bool gather_codes(struct gathering *g, bool *is_code, struct err *e) MUST_CHECK;
/* The first number of the first row; 0 when there is none. */
bool search_read_i64(struct store *s, enum store_statement st, int64_t *out, struct err *e) MUST_CHECK;
bool gather_names(struct gathering *g, struct err *e) MUST_CHECK;
bool gather_exact(struct gathering *g,
                  struct err *e) MUST_CHECK; /* by the whole alone; longer names may be among them */
bool gather_doc(struct gathering *g, int64_t doc, struct err *e) MUST_CHECK; /* the entity of one doc */
/* One hit an entity, the best one, in the order of results (Q1). */
void gathering_settle(struct gathering *g);

#endif
