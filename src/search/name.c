/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Names: two passes over the gram index, each in the order of results. First the names that begin with the query (the
 * equal ones are the shortest of them), then all that contain its terms.
 */
#include "search_int.h"

struct docs {
    VEC(int64_t) v;
};

/* The pass's candidates, in order of doc number, without those in `seen` (which is in the same order). */
static bool collect(struct gathering *g, struct str match, size_t min_chars, const struct docs *seen, struct docs *out,
                    struct err *e)
{
    struct rows *rows;
    size_t next = 0;
    if (!store_query(g->s, &rows, e, ST_GRAM_FIND_IN, "tii", match, doc_of_length(min_chars), INT64_MAX))
        return false;
    bool got = false, ok;
    while ((ok = rows_next(rows, &got, e)) && got) {
        int64_t doc = rows_i64(rows, 0);
        while (next < seen->v.n && seen->v.v[next] < doc)
            next++;
        if (next < seen->v.n && seen->v.v[next] == doc)
            continue;
        if (!gathering_may_go_on(g))
            break;
        VEC_PUSH(&out->v, doc);
    }
    rows_end(rows);
    return ok;
}

static bool doc_entity(struct gathering *g, int64_t doc, char code[USCC_CHARS + 1], struct str *uscc, struct err *e)
{
    struct rows *rows;
    bool got;
    *uscc = STR_NONE;
    if (!store_query(g->s, &rows, e, ST_DOC_GET, "i", doc))
        return false;
    bool ok = rows_next(rows, &got, e);
    if (ok && got) {
        struct str key = rows_str(rows, 0);
        if (key.n != USCC_KEY_BYTES || !uscc_unpack((const uint8_t *)key.p, code))
            ok = ERR(e, ERR_CORRUPT, "the name index holds no code; doctor --rebuild makes it again");
        else
            *uscc = str_n(code, USCC_CHARS);
    }
    rows_end(rows);
    return ok;
}

bool gather_doc(struct gathering *g, int64_t doc, struct err *e)
{
    char code[USCC_CHARS + 1];
    struct str uscc;
    if (!doc_entity(g, doc, code, &uscc, e))
        return false;
    return !uscc.n || gather_entity(g, uscc, FOUND_PART, NULL, e);
}

static bool look_at(struct gathering *g, const struct docs *docs, struct err *e)
{
    for (size_t i = 0; i < docs->v.n; i++)
        if (!gather_doc(g, docs->v.v[i], e))
            return false;
    return true;
}

bool gather_names(struct gathering *g, struct err *e)
{
    const struct query *q = g->q;
    struct docs none = {0}, first = {0}, rest = {0};
    bool ok = collect(g, query_match(q, true, g->a), q->whole_chars, &none, &first, e) && look_at(g, &first, e);
    if (ok && !g->partial)
        ok = collect(g, query_match(q, false, g->a), q->longest_chars, &first, &rest, e) && look_at(g, &rest, e);
    VEC_FREE(&first.v);
    VEC_FREE(&rest.v);
    return ok;
}
