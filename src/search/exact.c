/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A whole name by the gram index: its key has a length, a length is one range of doc numbers, and a few of its grams
 * leave so few of them that each is read and compared.
 */
#include "search_int.h"

enum { EXACT_MAX_GRAMS = 4, REGION_CHARS = 2, LONG_NAME_CHARS = 7 };

/* Characters [from, from + n) of a key. */
static struct str chars_of(struct str key, size_t from, size_t n)
{
    size_t start = 0, end;
    for (; from && start < key.n; from--)
        str_utf8_next(key, &start);
    for (end = start; n && end < key.n; n--)
        str_utf8_next(key, &end);
    return str_n(key.p + start, end - start);
}

/*
 * A name begins with its region and ends with its legal form, which thousands share; what stands between is its own.
 * The rarest gram comes first, because the index walks that one.
 */
static struct str exact_match(struct str key, size_t chars, struct arena *a)
{
    struct buf b = {0};
    size_t first = chars >= LONG_NAME_CHARS ? REGION_CHARS : 0, last = chars < 2 ? 0 : chars - 2;
    for (size_t i = 0; i < EXACT_MAX_GRAMS && first + i <= last; i++)
        query_put_gram(&b, chars_of(key, first + i, 2));
    query_put_first(&b, key);
    struct str match = str_dup(a, buf_view(&b));
    buf_free(&b);
    return match;
}

bool gather_exact(struct gathering *g, struct err *e)
{
    struct rows *rows;
    size_t chars = g->q->whole_chars;
    VEC(int64_t) docs = {0};
    if (!store_query(g->s, &rows, e, ST_GRAM_FIND_IN, "tii", exact_match(g->q->whole, chars, g->scratch),
                     doc_of_length(chars), doc_of_length(chars) + doc_of_length(1)))
        return false;
    bool got = false, ok;
    while ((ok = rows_next(rows, &got, e)) && got && gathering_may_go_on(g))
        VEC_PUSH(&docs, rows_i64(rows, 0));
    rows_end(rows);
    for (size_t i = 0; ok && i < docs.n; i++)
        ok = gather_doc(g, docs.v[i], e);
    VEC_FREE(&docs);
    return ok;
}
