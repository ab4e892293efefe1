/* SPDX-License-Identifier: Apache-2.0 */
/* Yearly counts without names, and how an agency keeps its days (N7; due-process.md 12). */
#include <stdlib.h>

#include "view_int.h"

struct tally {
    const struct view_ask *ask;
    struct arena *a;
    struct str agency; /* whose; empty: of a list's, all */
    VEC(struct reg_tally) v;
};

static void count_add(struct tally *t, struct str agency, struct str type, int64_t year, const char *what)
{
    for (size_t i = 0; i < t->v.n; i++) {
        struct reg_tally *x = &t->v.v[i];
        if (x->year == year && str_is(x->what, what) && str_eq(x->type, type) && str_eq(x->agency, agency)) {
            x->n++;
            return;
        }
    }
    struct reg_tally x = {
        .agency = str_dup(t->a, agency), .type = str_dup(t->a, type), .what = str_of(what), .year = year, .n = 1};
    VEC_PUSH(&t->v, x);
}

static int64_t year_of(struct day d)
{
    int year, month, day;
    day_to_date(d, &year, &month, &day);
    return year;
}

/* ---- what no act has counted yet: what time brought ---- */

static bool is_withdrawal(enum act_kind does)
{
    return does == KIND_LIST_ANNUL || does == KIND_PENALTY_REVOKE || does == KIND_RECORD_CORRECT ||
           does == KIND_RECORD_WITHDRAW;
}

static bool is_late(const struct tally *t, struct day due)
{
    return day_is(due) && t->ask->when.today.n > due.n;
}

static bool late_withdrawals(struct tally *t, const struct reg_record *r, struct err *e)
{
    struct reg_duty *v;
    size_t n;
    if (!registry_duties(t->ask->store, r->seq, t->a, &v, &n, e))
        return false;
    for (size_t i = 0; i < n; i++)
        if (is_withdrawal(v[i].does) && is_late(t, v[i].due))
            count_add(t, r->agency, r->type, year_of(t->ask->when.today), "late-withdrawal");
    return true;
}

static bool entry_count(void *context, const struct reg_record *r, struct err *e)
{
    struct tally *t = context;
    if (r->origin == ORIGIN_COPIED || r->ended_at.s ||
        (r->flags & (RECORD_WITHDRAWN | RECORD_HELD | RECORD_UNPUBLISHED)))
        return true;
    if (r->flags & RECORD_WITHHELD)
        return late_withdrawals(t, r, e);
    if (day_is(r->in_force_until) && r->in_force_until.n < t->ask->when.today.n)
        count_add(t, r->agency, r->type, year_of(day_add(r->in_force_until, 1)), "expired");
    return true;
}

static bool expired_of_agency(struct tally *t, struct err *e)
{
    const struct cat_type *types;
    size_t n = catalog_types(t->ask->catalog, &types);
    for (size_t i = 0; i < n; i++)
        if (types[i].family == FAMILY_LIST &&
            !registry_list_of(t->ask->store, types[i].id, t->agency, entry_count, t, e))
            return false;
    return true;
}

/* ---- ends of measures ---- */

struct ends {
    struct tally *t;
    int64_t overdue;
};

static bool end_count(void *context, const struct reg_record *r, struct err *e)
{
    struct ends *x = context;
    const struct view_ask *ask = x->t->ask;
    struct day end, today = ask->when.today;
    bool is_over = day_is(r->in_force_until) && r->in_force_until.n < today.n;
    if (r->ended_at.s || is_over || (r->flags & (RECORD_WITHDRAWN | RECORD_HELD)))
        return true;
    if (!registry_ground_end(ask->store, r, today, x->t->a, &end, e))
        return false;
    const struct cat_type *type = catalog_type_on(ask->catalog, r->type, r->decided_on);
    if (!day_is(end) || !is_late(x->t, clock_due(ask->catalog, type, STR("end-measure"), end).last))
        return true;
    x->overdue++;
    count_add(x->t, r->agency, r->type, year_of(today), "late-end");
    return true;
}

/* ---- as rows ---- */

static int by_year(const void *pa, const void *pb)
{
    const struct reg_tally *a = pa, *b = pb;
    if (a->year != b->year)
        return a->year > b->year ? -1 : 1;
    int order = str_cmp(a->type, b->type);
    order = order ? order : str_cmp(a->agency, b->agency);
    return order ? order : str_cmp(a->what, b->what);
}

static struct str what_label(const struct tally *t, struct str what)
{
    static const struct {
        const char *id;
        enum view_word_id word;
    } rows[] = {{"listed", VIEW_W_tally_listed},
                {"carried", VIEW_W_tally_carried},
                {"removed", VIEW_W_tally_removed},
                {"repaired", VIEW_W_tally_repaired},
                {"expired", VIEW_W_tally_expired},
                {"annulled", VIEW_W_tally_annulled},
                {"objection", VIEW_W_tally_objection},
                {"upheld", VIEW_W_tally_upheld},
                {"late-withdrawal", VIEW_W_tally_late_withdrawal},
                {"late-end", VIEW_W_tally_late_end},
                {"late-filing", VIEW_W_tally_late_filing}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_is(what, rows[i].id))
            return view_word(t->ask, t->a, rows[i].word, STR_NONE, STR_NONE);
    return what;
}

static struct view_count row_of(const struct tally *t, const struct reg_tally *x)
{
    const struct view_ask *ask = t->ask;
    const struct cat_type *type = catalog_type(ask->catalog, x->type);
    bool few = x->n < VIEW_COUNT_LEAST;
    return (struct view_count){.agency = x->agency,
                               .agency_name = view_agency_name(ask, x->agency),
                               .type = x->type,
                               .type_label = type ? view_lang(ask, type->zh, type->en) : x->type,
                               .what = x->what,
                               .what_label = what_label(t, x->what),
                               .text = few ? STR("<5") : str_printf(t->a, "%lld", (long long)x->n),
                               .year = x->year,
                               .n = few ? 0 : x->n};
}

static void rows_take(struct tally *t, struct view_count **out, size_t *n)
{
    *out = arena_alloc(t->a, t->v.n * sizeof **out + 1);
    if (t->v.n)
        qsort(t->v.v, t->v.n, sizeof *t->v.v, by_year);
    for (size_t i = 0; i < t->v.n; i++)
        (*out)[i] = row_of(t, &t->v.v[i]);
    *n = t->v.n;
    VEC_FREE(&t->v);
}

/* What acts counted; words and places as they were kept. */
static bool filed_take(struct tally *t, struct str list, struct err *e)
{
    struct reg_tally *v;
    size_t n;
    bool ok = list.n ? registry_tallies_of(t->ask->store, list, t->a, &v, &n, e)
                     : registry_tallies(t->ask->store, t->agency, t->a, &v, &n, e);
    for (size_t i = 0; ok && i < n; i++)
        VEC_PUSH(&t->v, v[i]);
    return ok;
}

bool view_counts(const struct view_ask *ask, struct str agency, struct str list, struct arena *a,
                 struct view_count **out, size_t *n, struct err *e)
{
    struct tally t = {.ask = ask, .a = a, .agency = agency};
    struct ends ends = {.t = &t};
    bool ok = filed_take(&t, list, e) &&
              (list.n ? registry_list_each(ask->store, list, entry_count, &t, e)
                      : expired_of_agency(&t, e) && registry_measure_each(ask->store, agency, end_count, &ends, e));
    rows_take(&t, out, n);
    return ok;
}

/* ---- an agency's filings ---- */

static bool filings_fill(const struct view_ask *ask, struct str agency, struct arena *a, struct view_filings *out,
                         struct err *e)
{
    struct reg_filing *rows;
    size_t n;
    if (!registry_filings(ask->store, a, &rows, &n, e))
        return false;
    out->v = arena_alloc(a, n * sizeof *out->v + 1);
    for (size_t i = 0; i < n; i++) {
        const struct cat_type *type = catalog_type(ask->catalog, rows[i].type);
        if (str_eq(rows[i].agency, agency))
            out->v[out->n++] = (struct view_filing){
                rows[i].type, type ? view_lang(ask, type->zh, type->en) : rows[i].type, rows[i].records, rows[i].last};
    }
    return true;
}

bool view_filings(const struct view_ask *ask, struct str agency, struct arena *a, struct view_filings *out,
                  struct err *e)
{
    struct view_filings x = {0};
    struct tally t = {.ask = ask, .a = a, .agency = agency};
    struct ends ends = {.t = &t};
    bool ok = filings_fill(ask, agency, a, &x, e) && filed_take(&t, STR_NONE, e) && expired_of_agency(&t, e) &&
              registry_measure_each(ask->store, agency, end_count, &ends, e) &&
              view_overdue_steps(ask, agency, a, &x.overdue_steps, e);
    rows_take(&t, &x.counts, &x.n_counts);
    x.overdue_ends = ends.overdue;
    *out = x;
    return ok;
}
