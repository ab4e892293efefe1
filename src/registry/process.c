/* SPDX-License-Identifier: Apache-2.0 */
/* Cases, what rests on what, duties and yearly counts, as they are read. */
#include <stdlib.h>

#include "registry_int.h"

enum { CASE_PARTS_MAX = 16 };

/* ---- a case: records linked by the decision that led from one to the next ---- */

struct part {
    struct reg_record r;
    struct journal_entry *acts;
    size_t n;
};

static bool part_load(struct store *s, const struct reg_record *r, struct arena *a, struct part *out, struct err *e)
{
    out->r = *r;
    return registry_chain(s, r, a, &out->acts, &out->n, e);
}

static bool may_lead_back(const struct part *p)
{
    return p->acts[0].kind == KIND_LIST_DECIDE && !p->acts[0].emptied && p->acts[0].verdict.target;
}

/* The record that this one grew out of. */
static bool part_before(struct store *s, const struct part *p, struct arena *a, bool *found, struct part *out,
                        struct err *e)
{
    struct reg_record r;
    *found = false;
    if (!may_lead_back(p))
        return true;
    return registry_record_by_seq(s, p->r.subject, p->acts[0].verdict.target, a, found, &r, e) &&
           (!*found || part_load(s, &r, a, out, e));
}

/* The record that its last decision opened. */
static bool part_after(struct store *s, const struct part *p, struct arena *a, bool *found, struct part *out,
                       struct err *e)
{
    struct reg_record r;
    *found = false;
    for (size_t i = p->n; i-- > 1 && !*found;)
        if (p->acts[i].kind == KIND_LIST_DECIDE &&
            !registry_record_by_seq(s, p->r.subject, p->acts[i].seq, a, found, &r, e))
            return false;
    return !*found || part_load(s, &r, a, out, e);
}

static bool first_part(struct store *s, const struct reg_record *r, struct arena *a, struct part *out, struct err *e)
{
    bool found = true;
    if (!part_load(s, r, a, out, e))
        return false;
    for (int i = 0; i < CASE_PARTS_MAX && found; i++) {
        struct part before;
        if (!part_before(s, out, a, &found, &before, e))
            return false;
        if (found)
            *out = before;
    }
    return true;
}

/* The decision that led on stands in both chains: it is taken once. */
static void join(struct journal_entry *v, size_t *n, const struct part *p)
{
    for (size_t i = 0; i < p->n; i++) {
        bool there = false;
        for (size_t k = 0; k < *n && !there; k++)
            there = v[k].seq == p->acts[i].seq;
        if (!there)
            v[(*n)++] = p->acts[i];
    }
}

static int by_seq(const void *pa, const void *pb)
{
    const struct journal_entry *a = pa, *b = pb;
    return a->seq < b->seq ? -1 : a->seq > b->seq;
}

bool registry_case(struct store *s, const struct reg_record *r, struct arena *a, struct reg_record *head,
                   struct journal_entry **acts, size_t *n, struct err *e)
{
    struct part parts[CASE_PARTS_MAX];
    size_t n_parts = 1, most, k = 0;
    bool found = true;
    if (!first_part(s, r, a, &parts[0], e))
        return false;
    while (found && n_parts < CASE_PARTS_MAX) {
        if (!part_after(s, &parts[n_parts - 1], a, &found, &parts[n_parts], e))
            return false;
        n_parts += found;
    }
    most = 0;
    for (size_t i = 0; i < n_parts; i++)
        most += parts[i].n;
    struct journal_entry *v = arena_alloc(a, most * sizeof *v + 1);
    for (size_t i = 0; i < n_parts; i++)
        join(v, &k, &parts[i]);
    qsort(v, k, sizeof *v, by_seq);
    *head = parts[n_parts - 1].r;
    *acts = v;
    *n = k;
    return true;
}

/* ---- what rests on what ---- */

bool registry_resting(struct store *s, int64_t ground, struct arena *a, struct reg_record **out, size_t *n,
                      struct err *e)
{
    struct rows *q;
    return store_query(s, &q, e, ST_RECORD_OF_GROUND, "i", ground) && record_rows_collect(q, a, out, n, e);
}

static bool each_row(struct store *s, enum store_statement st, struct str key, registry_each_fn each, void *context,
                     struct err *e)
{
    struct rows *q;
    return store_query(s, &q, e, st, "t", key) && record_rows_each(q, each, context, NULL, e);
}

bool registry_list_of(struct store *s, struct str list, struct str agency, registry_each_fn each, void *context,
                      struct err *e)
{
    struct rows *q;
    return store_query(s, &q, e, ST_RECORD_OF_LIST_AGENCY, "tt", list, agency) &&
           record_rows_each(q, each, context, NULL, e);
}

bool registry_list_from(struct store *s, struct str list, struct str subject, registry_each_fn each, void *context,
                        const bool *stop, struct err *e)
{
    struct rows *q;
    return store_query(s, &q, e, ST_RECORD_ON_LIST, "tt", list, subject) && record_rows_each(q, each, context, stop, e);
}

bool registry_list_each(struct store *s, struct str list, registry_each_fn each, void *context, struct err *e)
{
    return each_row(s, ST_RECORD_OF_LIST, list, each, context, e);
}

bool registry_measure_each(struct store *s, struct str agency, registry_each_fn each, void *context, struct err *e)
{
    return each_row(s, ST_RECORD_OF_MEASURE, agency, each, context, e);
}

/* The public end of a listing tells both ways: an act cuts it to the day before its commit. */
static struct day end_of(const struct reg_record *g, struct day today)
{
    struct day over = DAY_NONE;
    if (g->kind == KIND_LIST_DECIDE)
        over = day_is(g->public_until) ? day_add(g->public_until, 1) : DAY_NONE;
    else if (g->ended_at.s)
        over = day_of_instant(g->ended_at);
    else if (day_is(g->in_force_until))
        over = day_add(g->in_force_until, 1);
    return day_is(over) && over.n <= today.n ? over : DAY_NONE;
}

bool registry_ground_end(struct store *s, const struct reg_record *measure, struct day today, struct arena *a,
                         struct day *out, struct err *e)
{
    struct reg_record ground;
    struct reg_withdrawn gone;
    bool found;
    *out = DAY_NONE;
    if (!measure->ground)
        return true;
    if (!registry_record_by_seq(s, measure->subject, measure->ground, a, &found, &ground, e))
        return false;
    if (found) {
        *out = end_of(&ground, today);
        return true;
    }
    if (!registry_withdrawn(s, measure->ground, a, &found, &gone, e))
        return false;
    *out = found ? gone.on : DAY_NONE; /* erased */
    return true;
}

/* ---- duties ---- */

static bool duties_collect(struct rows *q, struct arena *a, struct reg_duty **out, size_t *n, struct err *e)
{
    VEC(struct reg_duty) v = {0};
    bool got = false, ok;
    while ((ok = rows_next(q, &got, e)) && got) {
        struct reg_duty d = {.matter = rows_i64(q, 0),
                             .opened = rows_i64(q, 1),
                             .does = (enum act_kind)rows_i64(q, 2),
                             .subject = str_dup(a, rows_str(q, 3)),
                             .agency = str_dup(a, rows_str(q, 4)),
                             .owed_by = str_dup(a, rows_str(q, 5)),
                             .from = rows_day(q, 6),
                             .due = rows_day(q, 7),
                             .term = str_dup(a, rows_str(q, 8)),
                             .count = rows_i64(q, 9),
                             .unit = str_dup(a, rows_str(q, 10)),
                             .provisional = rows_i64(q, 11) != 0};
        VEC_PUSH(&v, d);
    }
    rows_end(q);
    if (ok)
        VEC_KEEP(&v, a, out, n);
    VEC_FREE(&v);
    return ok;
}

bool registry_duties(struct store *s, int64_t matter, struct arena *a, struct reg_duty **out, size_t *n, struct err *e)
{
    struct rows *q;
    return store_query(s, &q, e, ST_DUTY_OF_MATTER, "i", matter) && duties_collect(q, a, out, n, e);
}

bool registry_duties_of(struct store *s, struct str agency, struct arena *a, struct reg_duty **out, size_t *n,
                        struct err *e)
{
    struct rows *q;
    return store_query(s, &q, e, ST_DUTY_OF_AGENCY, "t", agency) && duties_collect(q, a, out, n, e);
}

static bool tallies_collect(struct rows *q, struct arena *a, struct reg_tally **out, size_t *n, struct err *e)
{
    VEC(struct reg_tally) v = {0};
    bool got = false, ok;
    while ((ok = rows_next(q, &got, e)) && got) {
        struct reg_tally x = {.agency = str_dup(a, rows_str(q, 0)),
                              .type = str_dup(a, rows_str(q, 1)),
                              .year = rows_i64(q, 2),
                              .what = str_dup(a, rows_str(q, 3)),
                              .n = rows_i64(q, 4)};
        VEC_PUSH(&v, x);
    }
    rows_end(q);
    if (ok)
        VEC_KEEP(&v, a, out, n);
    VEC_FREE(&v);
    return ok;
}

bool registry_tallies(struct store *s, struct str agency, struct arena *a, struct reg_tally **out, size_t *n,
                      struct err *e)
{
    struct rows *q;
    return store_query(s, &q, e, ST_TALLY_OF, "t", agency) && tallies_collect(q, a, out, n, e);
}

bool registry_tallies_of(struct store *s, struct str type, struct arena *a, struct reg_tally **out, size_t *n,
                         struct err *e)
{
    struct rows *q;
    return store_query(s, &q, e, ST_TALLY_OF_TYPE, "t", type) && tallies_collect(q, a, out, n, e);
}
