/* SPDX-License-Identifier: Apache-2.0 */
/* The clocks of a case: what ran from when until when, and whether it was kept (due-process.md 8). */
#include "view_int.h"

struct clocks {
    const struct view_ask *ask;
    const struct reg_record *record;
    const struct matter *m;
    struct arena *a;
    VEC(struct view_clock) v;
};

static enum view_clock_state state_of(const struct clocks *c, const struct view_clock *k, bool is_duty)
{
    if (day_is(k->met))
        return day_is(k->until) && k->met.n > k->until.n ? CLOCK_LATE : CLOCK_MET;
    if (!day_is(k->until))
        return CLOCK_UNKNOWN;
    if (c->ask->when.as_of.n <= k->until.n)
        return CLOCK_RUNS;
    return is_duty ? CLOCK_OVERDUE : CLOCK_OVER;
}

static void add(struct clocks *c, struct view_clock k, bool is_duty)
{
    static const enum view_word_id words[] = {
        [CLOCK_RUNS] = VIEW_W_clock_runs, [CLOCK_MET] = VIEW_W_clock_met,         [CLOCK_LATE] = VIEW_W_clock_late,
        [CLOCK_OVER] = VIEW_W_clock_over, [CLOCK_OVERDUE] = VIEW_W_clock_overdue, [CLOCK_UNKNOWN] = VIEW_W_clock_none};
    struct str met = day_is(k.met) ? view_day(c->a, k.met) : STR_NONE;
    k.state = state_of(c, &k, is_duty);
    k.state_label = view_word(c->ask, c->a, words[k.state], met, STR_NONE);
    k.period = view_count(c->ask, k.by, c->a);
    VEC_PUSH(&c->v, k);
}

/* ---- windows of the party, terms ---- */

static void window_add(struct clocks *c)
{
    const struct matter *m = c->m;
    struct clock_end w = matter_window(m, c->ask->catalog);
    if (!m->served)
        return;
    struct view_clock k = {.what = STR("reply-window"),
                           .owed_by = view_label(c->ask, "by", STR("subject"), c->a),
                           .from = m->served_on,
                           .until = w.last,
                           .met = DAY_NONE,
                           .by = w.term,
                           .provisional = w.provisional};
    k.label = view_label(c->ask, "clock", k.what, c->a);
    add(c, k, false);
}

/* The term of what is shown: its last day stands with the record. */
static void term_add(struct clocks *c)
{
    const struct reg_record *r = c->record;
    if ((r->kind != KIND_LIST_DECIDE && r->kind != KIND_MEASURE_APPLY) || !day_is(r->in_force_until))
        return;
    struct view_clock k = {
        .what = STR("list-term"), .from = r->in_force_from, .until = r->in_force_until, .met = DAY_NONE};
    k.label = view_word(c->ask, c->a, VIEW_W_clock_in_force, STR_NONE, STR_NONE);
    add(c, k, false);
}

/* ---- duties ---- */

static bool is_done_by(const struct journal_entry *en, int64_t opened)
{
    for (size_t i = 0; i < en->verdict.n_done; i++)
        if (en->verdict.done[i] == opened)
            return true;
    return false;
}

static struct day done_on(const struct clocks *c, int64_t opened)
{
    for (size_t i = 0; i < c->m->n; i++)
        if (is_done_by(&c->m->acts[i], opened))
            return day_of_instant(c->m->acts[i].at);
    return DAY_NONE;
}

static void duty_add(struct clocks *c, enum act_kind does, struct str owed_by, struct day from, struct day due,
                     struct str term, bool provisional, struct day met)
{
    const struct view_ask *ask = c->ask;
    struct str kind = str_of(act_kind_text(does));
    struct view_clock k = {.owed_by = view_label(ask, "by", owed_by, c->a),
                           .from = from,
                           .until = due,
                           .met = met,
                           .by = view_term(ask->catalog, term),
                           .provisional = provisional};
    k.what = k.by ? k.by->what : kind;
    k.label = k.by ? view_label(ask, "clock", k.by->what, c->a) : view_label(ask, "act-kind", kind, c->a);
    if (!day_is(met) && c->record->ended_at.s)
        return;
    add(c, k, true);
}

static bool is_in_view(const struct clocks *c, const struct journal_entry *en)
{
    const struct view_ask *ask = c->ask;
    return (!ask->when.known.s || en->at.s <= ask->when.known.s) && en->act.on.n <= ask->when.as_of.n;
}

static void duties_add(struct clocks *c)
{
    for (size_t i = 0; i < c->m->n; i++) {
        const struct journal_entry *en = &c->m->acts[i];
        if (!is_in_view(c, en))
            continue;
        for (size_t k = 0; k < en->verdict.n_duties; k++) {
            const struct duty *d = &en->verdict.duties[k];
            if (!d->matter) /* that of the act itself */
                duty_add(c, d->does, d->owed_by, d->from, d->due, d->term, d->provisional, done_on(c, en->seq));
        }
    }
}

static bool is_of_chain(const struct clocks *c, int64_t opened)
{
    for (size_t i = 0; i < c->m->n; i++)
        if (c->m->acts[i].seq == opened)
            return true;
    return false;
}

/* Opened by acts of another record: a listing whose penalty fell. */
static bool foreign_duties_add(struct clocks *c, struct err *e)
{
    struct reg_duty *v;
    size_t n;
    if (!registry_duties(c->ask->store, c->record->seq, c->a, &v, &n, e))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!is_of_chain(c, v[i].opened) && v[i].from.n <= c->ask->when.as_of.n)
            duty_add(c, v[i].does, v[i].owed_by, v[i].from, v[i].due, v[i].term, v[i].provisional, DAY_NONE);
    return true;
}

bool view_clocks(const struct view_ask *ask, const struct reg_record *r, const struct matter *m, struct arena *a,
                 struct view_clock **out, size_t *n, struct err *e)
{
    struct clocks c = {.ask = ask, .record = r, .m = m, .a = a};
    window_add(&c);
    duties_add(&c);
    bool ok = foreign_duties_add(&c, e);
    term_add(&c);
    *out = arena_alloc(a, c.v.n * sizeof **out + 1);
    if (c.v.n)
        memcpy(*out, c.v.v, c.v.n * sizeof **out);
    *n = c.v.n;
    VEC_FREE(&c.v);
    return ok;
}
