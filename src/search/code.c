/* SPDX-License-Identifier: Apache-2.0 */
/* Codes, beginnings of codes, and the old numbers that lead to a code. */
#include "search_int.h"

#include "uscc/uscc.h"

enum { CODE_MIN_PREFIX = 6, OLD_NUMBER_MIN = 6, OLD_NUMBER_MAX = 20 };

/* A whole code, right or wrong: whoever types one means that one and no name. */
static bool whole_code(struct gathering *g, bool *is_code, struct err *e)
{
    struct uscc_report r;
    uscc_check(g->q->number.p, g->q->number.n, NULL, &r);
    *is_code = uscc_is_acceptable(r.verdict) || r.verdict == USCC_CHECK;
    if (!*is_code)
        return true;
    return gather_entity(g, str_of(r.code), FOUND_CODE, NULL, e); /* a wrong check may be a curated exception on file */
}

/* The first text after all texts that begin with s. */
static struct str after_prefix(struct str s, struct arena *a)
{
    struct str end = str_dup(a, s);
    ((char *)end.p)[end.n - 1]++;
    return end;
}

static bool codes_in_range(struct gathering *g, struct str from, struct str to, struct err *e)
{
    struct rows *rows;
    if (!store_query(g->s, &rows, e, ST_ENTITY_PREFIX, "tti", from, to, (int64_t)SEARCH_MAX_CANDIDATES + 1))
        return false;
    VEC(struct str) codes = {0};
    bool got = false, ok;
    while ((ok = rows_next(rows, &got, e)) && got && gathering_may_go_on(g))
        VEC_PUSH(&codes, str_dup(g->a, rows_str(rows, 0)));
    rows_end(rows);
    for (size_t i = 0; ok && i < codes.n; i++)
        ok = gather_entity(g, codes.v[i], FOUND_CODE, NULL, e);
    VEC_FREE(&codes);
    return ok;
}

static bool old_numbers(struct gathering *g, struct str number, struct err *e)
{
    struct str *codes;
    size_t n;
    if (!registry_old_number(g->s, number, g->a, &codes, &n, e))
        return false;
    for (size_t i = 0; i < n && gathering_may_go_on(g); i++)
        if (!gather_entity(g, codes[i], FOUND_OLD_NUMBER, NULL, e))
            return false;
    return true;
}

bool gather_codes(struct gathering *g, bool *is_code, struct err *e)
{
    const struct query *q = g->q;
    *is_code = false;
    if (!q->number.n)
        return true;
    if (q->number.n == USCC_CHARS) {
        if (!whole_code(g, is_code, e))
            return false;
        if (*is_code)
            return true;
    }
    if (q->number.n >= OLD_NUMBER_MIN && q->number.n <= OLD_NUMBER_MAX)
        if (!old_numbers(g, q->number, e))
            return false;
    if (q->code.n >= CODE_MIN_PREFIX && q->code.n < USCC_CHARS)
        return codes_in_range(g, q->code, after_prefix(q->code, g->a), e);
    return true;
}
