/* SPDX-License-Identifier: Apache-2.0 */
/* Steps: each can be taken by somebody or by time, starts from a state that exists, and no state is a trap (N6). */
#include "catalog/lint.h"

static const struct cat_transition *step_at(const struct linter *l, size_t i)
{
    return ROW(l->c, TABLE_TRANSITIONS, struct cat_transition, i);
}

static size_t steps(const struct linter *l)
{
    return lint_rows(l, TABLE_TRANSITIONS);
}

void lint_machine_step(struct linter *l)
{
    for (size_t i = 0; i < steps(l); i++) {
        const struct cat_transition *t = step_at(l, i);
        if (t->act.n && !t->by.n)
            lint_say(l, TABLE_TRANSITIONS, i, "by", t->machine, t->id, STR_NONE);
        else if (!t->act.n && !t->gates.n)
            lint_say(l, TABLE_TRANSITIONS, i, "gates", t->machine, t->id, STR_NONE);
    }
}

void lint_machine_duty(struct linter *l)
{
    for (size_t i = 0; i < steps(l); i++) {
        const struct cat_transition *t = step_at(l, i);
        if ((t->owes.n > 0) != (t->owed_by.n > 0))
            lint_say(l, TABLE_TRANSITIONS, i, t->owes.n ? "owed_by" : "owes", t->machine, t->id, STR_NONE);
        else if (t->clock.n && !t->owes.n)
            lint_say(l, TABLE_TRANSITIONS, i, "clock", t->machine, t->id, STR_NONE);
    }
}

static bool is_made(const struct linter *l, struct str state)
{
    if (str_is(state, "none"))
        return true;
    for (size_t i = 0; i < steps(l); i++)
        if (str_eq(step_at(l, i)->to, state))
            return true;
    return false;
}

void lint_machine_source(struct linter *l)
{
    for (size_t i = 0; i < steps(l); i++) {
        struct str rest = step_at(l, i)->from, state;
        while (str_split(&rest, ' ', &state))
            if (state.n && lint_is_word(l, "list-state", state) && !is_made(l, state)) /* else the word is the fault */
                lint_say(l, TABLE_TRANSITIONS, i, "from", state, step_at(l, i)->machine, STR_NONE);
    }
}

/* ---- traps ---- */

/* The steps of the machines of one type; `leads[i]`: from the state that step i makes, some way leads out. */
struct walk {
    VEC(const struct cat_transition *) steps;
    VEC(bool) leads;
};

static void walk_take(const struct linter *l, struct str machines, struct walk *w)
{
    struct str one;
    w->steps.n = w->leads.n = 0;
    while (str_split(&machines, ' ', &one)) {
        size_t n;
        const struct cat_transition *v = catalog_machine(l->c, one, &n);
        for (size_t i = 0; i < n; i++) {
            VEC_PUSH(&w->steps, &v[i]);
            VEC_PUSH(&w->leads, false);
        }
    }
}

static void walk_free(struct walk *w)
{
    VEC_FREE(&w->steps);
    VEC_FREE(&w->leads);
}

static bool ends_by_kind(struct str act)
{
    static const char *const kinds[] = {"list.remove", "list.annul",      "measure.end", "penalty.revoke",
                                        "record.end",  "record.withdraw", "honour.end",  "licence.end"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_is(act, kinds[i]))
            return true;
    return false;
}

/* After it nothing is shown any more: an act of ending (or one that owes it), a repair that is not refused, a
 * proceeding that is dropped, the end of a term. */
static bool is_ending(const struct cat_transition *t)
{
    if (!t->act.n)
        return lint_has_z(t->gates, "term-over");
    if (str_is(t->act, "repair.decide"))
        return !lint_has_z(t->when, "outcome=refused");
    if (str_is(t->act, "list.decide"))
        return lint_has_z(t->when, "outcome=drop");
    return ends_by_kind(t->act) || ends_by_kind(t->owes);
}

/* An annulment corrects an error: a state that one may leave in no other way has no way out. */
static bool is_way_out(const struct cat_transition *t)
{
    return is_ending(t) && !str_is(t->act, "list.annul") && !ends_by_kind(t->owes);
}

static bool leads_on(const struct walk *w, struct str state)
{
    for (size_t i = 0; i < w->steps.n; i++) {
        const struct cat_transition *t = w->steps.v[i];
        bool stays = str_is(t->to, "=") || str_eq(t->to, state);
        if (lint_has(t->from, state) && (is_way_out(t) || (!stays && w->leads.v[i])))
            return true;
    }
    return false;
}

/* From the ways out backwards, until no step is added. */
static void walk_back(struct walk *w)
{
    bool more = true;
    while (more) {
        more = false;
        for (size_t i = 0; i < w->steps.n; i++)
            if (!w->leads.v[i] && leads_on(w, w->steps.v[i]->to))
                w->leads.v[i] = more = true;
    }
}

static void tell_traps(struct linter *l, const struct walk *w, struct str type)
{
    for (size_t i = 0; i < w->steps.n; i++) {
        const struct cat_transition *t = w->steps.v[i];
        if (str_is(t->to, "=") || is_ending(t) || w->leads.v[i])
            continue;
        const char *first = l->c->tables[TABLE_TRANSITIONS].items;
        size_t row = (size_t)((const char *)t - first) / sizeof *t;
        lint_say(l, TABLE_TRANSITIONS, row, "to", t->to, type, t->machine);
    }
}

void lint_machine_stuck(struct linter *l)
{
    struct walk w = {0};
    for (size_t i = 0; i < l->c->n_types; i++) {
        const struct cat_type *x = &l->c->types[i];
        if (x->state != STATE_USABLE || x->tone != TONE_ADVERSE || !x->machine.n)
            continue;
        walk_take(l, x->machine, &w);
        walk_back(&w);
        tell_traps(l, &w, x->id);
    }
    walk_free(&w);
}

/* ---- clocks that nobody knows ---- */

static struct str clock_of(const struct cat_transition *t)
{
    return lint_has_z(t->gates, "window") ? STR("reply-window") : t->clock;
}

static bool told_before(const struct walk *w, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (str_eq(clock_of(w->steps.v[k]), clock_of(w->steps.v[i])))
            return true;
    return false;
}

void lint_machine_clock(struct linter *l)
{
    struct walk w = {0};
    for (size_t i = 0; i < lint_rows(l, TABLE_LISTS); i++) {
        const struct cat_list *x = lint_list(l, i);
        if (x->type.state != STATE_USABLE)
            continue;
        walk_take(l, x->type.machine, &w);
        for (size_t k = 0; k < w.steps.n; k++) {
            struct str clock = clock_of(w.steps.v[k]);
            if (clock.n && !told_before(&w, k) && !lint_term_exists(l, &x->type, clock))
                lint_say(l, TABLE_LISTS, i, "id", x->type.id, clock, STR_NONE);
        }
    }
    walk_free(&w);
}
