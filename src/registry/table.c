/* SPDX-License-Identifier: Apache-2.0 */
/* The small projections: sources of copies, officers, powers by act, editions, filing figures. */
#include "registry_int.h"

static void source_read(struct rows *q, struct arena *a, struct reg_source *x)
{
    *x = (struct reg_source){
        .seq = rows_i64(q, 0),
        .agency = str_dup(a, rows_str(q, 1)),
        .type = str_dup(a, rows_str(q, 2)),
        .url = str_dup(a, rows_str(q, 3)),
        .last_taken = rows_day(q, 5),
        .complete = rows_i64(q, 6) != 0,
        .live = rows_i64(q, 7),
    };
}

static bool source_one(struct rows *q, struct arena *a, bool *found, struct reg_source *out, struct err *e)
{
    bool got;
    bool ok = rows_next(q, &got, e);
    if (ok && got)
        source_read(q, a, out);
    if (ok)
        *found = got;
    rows_end(q);
    return ok;
}

bool registry_source_find(struct store *s, struct str agency, struct str type, struct str url, struct arena *a,
                          bool *found, struct reg_source *out, struct err *e)
{
    struct rows *q;
    return store_query(s, &q, e, ST_SOURCE_FIND, "ttt", agency, type, url) && source_one(q, a, found, out, e);
}

bool registry_source_get(struct store *s, int64_t seq, struct arena *a, struct reg_source *out, struct err *e)
{
    struct rows *q;
    bool found;
    if (!store_query(s, &q, e, ST_SOURCE_GET, "i", seq) || !source_one(q, a, &found, out, e))
        return false;
    return found || ERR(e, ERR_NOT_FOUND, "no source %lld", (long long)seq);
}

bool registry_source_each(struct store *s, int64_t source, registry_each_fn each, void *context, struct err *e)
{
    struct rows *q;
    return store_query(s, &q, e, ST_RECORD_OF_SOURCE, "i", source) && record_rows_each(q, each, context, NULL, e);
}

bool registry_officer_find(struct store *s, struct str agency, struct str id, struct arena *a, bool *found,
                           struct reg_officer *out, struct err *e)
{
    struct rows *q;
    bool got;
    if (!store_query(s, &q, e, ST_OFFICER_GET, "tt", agency, id))
        return false;
    bool ok = rows_next(q, &got, e);
    if (ok && got)
        *out = (struct reg_officer){str_dup(a, rows_str(q, 0)), str_dup(a, rows_str(q, 1)), str_dup(a, rows_str(q, 2)),
                                    rows_day(q, 3), rows_day(q, 4)};
    if (ok)
        *found = got;
    rows_end(q);
    return ok;
}

/* "penalty." covers every kind that begins with it. */
static bool kind_covers(struct str power, struct str kind)
{
    return str_eq(power, kind) || (str_ends(power, STR(".")) && str_starts(kind, power));
}

bool registry_power(struct store *s, struct str agency, struct str act_kind, struct str type, struct day on, bool *any,
                    bool *holds, struct err *e)
{
    struct rows *q;
    if (!store_query(s, &q, e, ST_POWER_OF, "tt", agency, type))
        return false;
    bool got = false, ok, filed = false, held = false;
    while ((ok = rows_next(q, &got, e)) && got) {
        filed = true;
        struct day from = rows_day(q, 4), to = rows_day(q, 5);
        if (kind_covers(rows_str(q, 2), act_kind) && day_within(from, to, on))
            held = true;
    }
    rows_end(q);
    if (ok) {
        *any = filed;
        *holds = held;
    }
    return ok;
}

bool registry_editions(struct store *s, struct arena *a, struct reg_edition **out, size_t *n, struct err *e)
{
    struct rows *q;
    if (!store_query(s, &q, e, ST_EDITION_ALL, ""))
        return false;
    VEC(struct reg_edition) v = {0};
    bool got = false, ok;
    while ((ok = rows_next(q, &got, e)) && got) {
        struct reg_edition x = {rows_i64(q, 0), str_dup(a, rows_str(q, 1)), rows_day(q, 2), {rows_i64(q, 3)}};
        VEC_PUSH(&v, x);
    }
    rows_end(q);
    if (ok)
        VEC_KEEP(&v, a, out, n);
    VEC_FREE(&v);
    return ok;
}

bool registry_filings(struct store *s, struct arena *a, struct reg_filing **out, size_t *n, struct err *e)
{
    struct rows *q;
    if (!store_query(s, &q, e, ST_FILING_ALL, ""))
        return false;
    VEC(struct reg_filing) v = {0};
    bool got = false, ok;
    while ((ok = rows_next(q, &got, e)) && got) {
        struct reg_filing x = {
            str_dup(a, rows_str(q, 0)), str_dup(a, rows_str(q, 1)), rows_i64(q, 2), {rows_i64(q, 3)}};
        VEC_PUSH(&v, x);
    }
    rows_end(q);
    if (ok)
        VEC_KEEP(&v, a, out, n);
    VEC_FREE(&v);
    return ok;
}

static bool two_numbers(struct store *s, enum store_statement st, int64_t *x, int64_t *y, struct err *e)
{
    struct rows *q;
    bool got;
    if (!store_query(s, &q, e, st, ""))
        return false;
    bool ok = rows_next(q, &got, e);
    if (ok && got) {
        *x = rows_i64(q, 0);
        if (y)
            *y = rows_i64(q, 1);
    }
    rows_end(q);
    return ok;
}

bool registry_counts(struct store *s, struct reg_counts *out, struct err *e)
{
    struct reg_counts c = {0};
    if (!two_numbers(s, ST_ENTITY_COUNT, &c.entities, &c.registered, e) ||
        !two_numbers(s, ST_RECORD_COUNT, &c.records, NULL, e) ||
        !two_numbers(s, ST_JOURNAL_LAST, &c.acts, &c.last_at.s, e))
        return false;
    struct arena *a = arena_new();
    struct reg_filing *filings;
    size_t n;
    bool ok = registry_filings(s, a, &filings, &n, e);
    for (size_t i = 0; ok && i < n; i++)
        c.agencies_filing += i == 0 || !str_eq(filings[i].agency, filings[i - 1].agency);
    arena_free(a);
    if (ok)
        *out = c;
    return ok;
}
