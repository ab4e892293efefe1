/* SPDX-License-Identifier: Apache-2.0 */
/* What an agency owes (docs/design/due-process.md, 7, 8 and 11). */
#include <stdlib.h>

#include "measure/measure.h"
#include "view_int.h"

struct collect {
    const struct view_ask *ask;
    struct str agency; /* its own, or one that it succeeded */
    struct arena *a;
    VEC(struct view_task) v;
    const struct cat_measure *measure; /* that must follow what is looked at */
    struct str list;
};

/* ---- one task ---- */

static bool name_fill(struct collect *c, struct view_task *t, struct err *e)
{
    struct reg_entity x;
    bool found;
    if (!registry_entity_find(c->ask->store, t->subject, c->a, &found, &x, e))
        return false;
    t->subject_name = found ? x.name : STR_NONE;
    return true;
}

static bool task_add(struct collect *c, const struct reg_record *r, enum act_kind does, struct day from,
                     struct clock_end due, struct err *e)
{
    const struct view_ask *ask = c->ask;
    char id[RECEIPT_CHARS];
    bool applies = does == KIND_MEASURE_APPLY;
    const struct cat_type *type = applies ? &c->measure->type : catalog_type_on(ask->catalog, r->type, r->decided_on);
    struct view_task t = {.does = does,
                          .agency = r->agency,
                          .kind = str_of(act_kind_text(r->kind)),
                          .type = applies ? c->measure->type.id : r->type,
                          .doc_no = r->doc_no,
                          .id = str_dup(c->a, str_of(receipt_of(ask->keys, r->seq, id))),
                          .subject = r->subject,
                          .does_label = catalog_label(ask->catalog, str_of(act_kind_text(does)), ask->lang),
                          .type_label = type ? view_lang(ask, type->zh, type->en) : r->type,
                          .from = from,
                          .due = due.last,
                          .provisional = due.provisional,
                          .clock = view_period(ask, due.term, c->a)};
    if (due.term) {
        t.unit = due.term->unit;
        t.count = due.term->count;
    }
    t.overdue = day_is(t.due) && ask->when.as_of.n > t.due.n;
    if (!name_fill(c, &t, e))
        return false;
    VEC_PUSH(&c->v, t);
    return true;
}

/* ---- steps of its cases ---- */

static bool ends_by_time(const struct catalog *c, const struct reg_record *r)
{
    const struct cat_type *type = catalog_type_on(c, r->type, r->decided_on);
    struct str machines = type ? type->machine : STR_NONE, one;
    while (str_split(&machines, ' ', &one)) {
        size_t n;
        const struct cat_transition *rows = catalog_machine(c, one, &n);
        for (size_t i = 0; i < n; i++)
            if (!rows[i].act.n && str_has_word(rows[i].gates, STR("term-over")))
                return true;
    }
    return false;
}

/* Time has ended it, and with it what was still to be done; what is to be annulled stays so. */
static bool is_over(const struct collect *c, const struct reg_record *r)
{
    struct day last = r->kind == KIND_PENALTY_DECIDE ? r->public_until : r->in_force_until;
    return day_is(last) && c->ask->when.as_of.n > last.n && !(r->flags & RECORD_WITHHELD) &&
           ends_by_time(c->ask->catalog, r);
}

static bool duty_add(struct collect *c, const struct reg_duty *d, struct err *e)
{
    struct reg_record r;
    bool found;
    if (!registry_record_by_seq(c->ask->store, d->subject, d->matter, c->a, &found, &r, e))
        return false;
    if (!found || is_over(c, &r))
        return true;
    return task_add(c, &r, d->does, d->from,
                    (struct clock_end){d->due, d->provisional, view_term(c->ask->catalog, d->term)}, e);
}

static bool duties_add(struct collect *c, struct err *e)
{
    struct reg_duty *v;
    size_t n;
    if (!registry_duties_of(c->ask->store, c->agency, c->a, &v, &n, e))
        return false;
    for (size_t i = 0; i < n; i++)
        if (str_is(v[i].owed_by, "agency") && !duty_add(c, &v[i], e))
            return false;
    return true;
}

bool view_overdue_steps(const struct view_ask *ask, struct str agency, struct arena *a, int64_t *out, struct err *e)
{
    struct collect c = {.ask = ask, .a = a, .agency = agency};
    bool ok = duties_add(&c, e);
    *out = 0;
    for (size_t i = 0; i < c.v.n; i++)
        *out += c.v.v[i].overdue;
    VEC_FREE(&c.v);
    return ok;
}

/* ---- measures whose ground is gone ---- */

static struct reg_record record_copy(struct arena *a, const struct reg_record *r)
{
    struct reg_record x = *r;
    x.subject = str_dup(a, r->subject);
    x.type = str_dup(a, r->type);
    x.agency = str_dup(a, r->agency);
    x.doc_no = str_dup(a, r->doc_no);
    return x;
}

static bool end_add(void *context, const struct reg_record *r, struct err *e)
{
    struct collect *c = context;
    struct day end;
    if (r->ended_at.s || (r->flags & RECORD_WITHDRAWN) || is_over(c, r))
        return true;
    if (!registry_ground_end(c->ask->store, r, c->ask->when.as_of, c->a, &end, e))
        return false;
    if (!day_is(end))
        return true;
    struct reg_record kept = record_copy(c->a, r);
    const struct cat_type *type = catalog_type_on(c->ask->catalog, r->type, r->decided_on);
    return task_add(c, &kept, KIND_MEASURE_END, end, clock_due(c->ask->catalog, type, STR("end-measure"), end), e);
}

/* ---- measures that must follow ---- */

/* Measures filed on the listing or, after a restoration, on what it was before. */
static bool is_filed(struct collect *c, const struct journal_entry *acts, size_t n, bool *filed, struct err *e)
{
    *filed = false;
    for (size_t i = 0; i < n && !*filed; i++) {
        struct reg_record *resting;
        size_t k = 0;
        bool decides = acts[i].kind == KIND_LIST_DECIDE || acts[i].kind == KIND_HONOUR_GRANT;
        if (decides && !registry_resting(c->ask->store, acts[i].seq, c->a, &resting, &k, e))
            return false;
        for (size_t j = 0; j < k && !*filed; j++)
            *filed = str_eq(resting[j].type, c->measure->type.id) && str_eq(resting[j].agency, c->agency);
    }
    return true;
}

static bool grounds_meet(const struct act *decision, struct str words, struct arena *a)
{
    struct str *ids;
    size_t n;
    if (!words.n)
        return true;
    if (!act_items(decision, "grounds", a, &ids, &n))
        return false;
    for (size_t i = 0; i < n; i++)
        if (str_has_word(words, ids[i]))
            return true;
    return false;
}

static struct str home_of(const struct collect *c, const struct reg_record *r)
{
    const struct cat_agency *g = catalog_agency(c->ask->catalog, r->agency);
    if (str_starts(r->subject, STR(PERSON_PREFIX)) || r->subject.n < 8)
        return g ? g->region : STR_NONE;
    return str_n(r->subject.p + 2, 6);
}

static bool is_nearest(const struct collect *c, const struct reg_record *r)
{
    const struct cat_agency **v;
    size_t n = measure_agencies(c->ask->catalog, c->measure, home_of(c, r), c->ask->when.as_of, c->a, &v);
    for (size_t i = 0; i < n; i++)
        if (str_eq(v[i]->id, c->agency))
            return true;
    return false;
}

static bool must_add(void *context, const struct reg_record *row, struct err *e)
{
    struct collect *c = context;
    const struct catalog *rules = c->ask->catalog;
    enum reg_shown shown;
    struct journal_entry *acts;
    struct reg_record head, r = record_copy(c->a, row);
    size_t n;
    bool filed;
    if (r.origin == ORIGIN_COPIED || r.ended_at.s || !measure_reaches(c->measure, r.subject) || !is_nearest(c, &r))
        return true;
    if (!registry_shown(c->ask->store, &r, &c->ask->when, c->a, &shown, e))
        return false;
    struct day listed = r.origin == ORIGIN_CARRIED || !day_is(r.public_from) ? r.decided_on : r.public_from;
    const struct cat_list_measure *tie = catalog_list_measure(rules, r.type, c->measure->type.id, listed);
    if (shown != SHOWN_CURRENT || !tie || !tie->must)
        return true;
    if (!registry_case(c->ask->store, &r, c->a, &head, &acts, &n, e) || !is_filed(c, acts, n, &filed, e))
        return false;
    struct matter m;
    matter_fold(rules, acts, n, r.type, r.decided_on, c->a, &m);
    if (filed || !m.decision || !grounds_meet(&m.decision->act, tie->grounds, c->a))
        return true;
    return task_add(c, &r, KIND_MEASURE_APPLY, listed,
                    clock_due(rules, &c->measure->type, STR("decide-measure"), listed), e);
}

/* Powers by act narrow those of the rulebook. */
static bool may_apply(struct collect *c, bool *out, struct err *e)
{
    const struct cat_agency *g = catalog_agency(c->ask->catalog, c->agency);
    bool any, holds;
    *out = g && catalog_power(c->ask->catalog, g, STR("measure.apply"), c->measure->type.id, c->ask->when.as_of, NULL);
    if (!*out)
        return true;
    if (!registry_power(c->ask->store, c->agency, STR("measure.apply"), c->measure->type.id, c->ask->when.as_of, &any,
                        &holds, e))
        return false;
    *out = !any || holds;
    return true;
}

static bool musts_add(struct collect *c, struct err *e)
{
    const struct cat_list_measure *rows;
    size_t n = catalog_list_measures(c->ask->catalog, &rows);
    for (size_t i = 0; i < n; i++) {
        bool may,
            again = i > 0 && str_eq(rows[i].list, rows[i - 1].list) && str_eq(rows[i].measure, rows[i - 1].measure);
        c->measure =
            rows[i].must && !again ? catalog_measure(c->ask->catalog, rows[i].measure, c->ask->when.as_of) : NULL;
        if (!c->measure)
            continue;
        if (!may_apply(c, &may, e) || (may && !registry_list_each(c->ask->store, rows[i].list, must_add, c, e)))
            return false;
    }
    return true;
}

/* ---- all of them ---- */

static int by_due(const void *pa, const void *pb)
{
    const struct view_task *a = pa, *b = pb;
    if (day_is(a->due) != day_is(b->due))
        return day_is(a->due) ? -1 : 1;
    if (day_is(a->due) && a->due.n != b->due.n)
        return a->due.n < b->due.n ? -1 : 1;
    if (a->from.n != b->from.n)
        return a->from.n < b->from.n ? -1 : 1;
    int order = str_cmp(a->type, b->type);
    return order ? order : str_cmp(a->id, b->id);
}

static bool collect_of(struct collect *c, struct err *e)
{
    return duties_add(c, e) && registry_measure_each(c->ask->store, c->agency, end_add, c, e) && musts_add(c, e);
}

bool view_tasks(const struct view_ask *ask, struct str agency, struct arena *a, struct view_task **out, size_t *n,
                struct err *e)
{
    struct collect c = {.ask = ask, .a = a};
    const struct cat_agency *rows;
    size_t all = catalog_agencies(ask->catalog, &rows);
    bool ok = true;
    if (!catalog_agency(ask->catalog, agency))
        return ERR(e, ERR_NOT_FOUND, "no agency '%.*s' in the rulebook", STR_FMT(agency));
    for (size_t i = 0; i < all && ok; i++) {
        c.agency = rows[i].id;
        if (str_eq(rows[i].id, agency) || catalog_agency_succeeds(ask->catalog, rows[i].id, agency))
            ok = collect_of(&c, e);
    }
    *out = arena_alloc(a, c.v.n * sizeof **out + 1);
    *n = ok ? c.v.n : 0;
    if (*n)
        memcpy(*out, c.v.v, *n * sizeof **out);
    qsort(*out, *n, sizeof **out, by_due);
    VEC_FREE(&c.v);
    return ok;
}
