/* SPDX-License-Identifier: Apache-2.0 */
/* Which periods run with a step of a list: named by its row, by its gates, or by what it begins. */
#include "view_int.h"

/* A condition that is NULL is not asked. The step's own `clock` needs no row here. */
static const struct {
    const char *gate, *act, *when, *to, *clock;
} runs[] = {
    {"window", NULL, NULL, NULL, "reply-window"},
    {NULL, "list.serve", "unserved", NULL, "reply-window"},
    {"hearing", NULL, NULL, NULL, "hearing-window"},
    {NULL, "list.reply", "in-window", NULL, "hearing-window"},
    {"hearing-notice", NULL, NULL, NULL, "hearing-notice"},
    {"trigger", "list.decide", NULL, NULL, "decide-after-trigger"},
    {NULL, "list.decide", NULL, "listed", "publish"},
    {NULL, "list.serve", NULL, "listed", "publish"},
    {"eligible", NULL, NULL, NULL, "repair-earliest"},
    {NULL, "repair.apply", NULL, NULL, "accept-repair"},
    {"term-over", NULL, NULL, NULL, "list-term-shortest"},
    {"term-over", NULL, NULL, NULL, "list-term"},
    {NULL, "repair.decide", NULL, "repaired", "take-down"},
    {NULL, "list.remove", NULL, NULL, "take-down"},
    {NULL, "objection.file", NULL, NULL, "objection-window"},
    {NULL, "objection.file", NULL, NULL, "accept-objection"},
};

static bool is_met(struct str words, const char *asked)
{
    return !asked || str_has_word(words, str_of(asked));
}

bool view_step_runs(const struct cat_transition *t, struct str clock)
{
    if (str_eq(t->clock, clock))
        return true;
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++)
        if (str_is(clock, runs[i].clock) && is_met(t->gates, runs[i].gate) && is_met(t->act, runs[i].act) &&
            is_met(t->when, runs[i].when) && is_met(t->to, runs[i].to))
            return true;
    return false;
}

size_t view_step_terms(const struct view_list *x, const struct cat_transition *t, struct arena *a,
                       const struct cat_term ***out)
{
    const struct cat_term **v = arena_alloc(a, x->n_terms * sizeof *v + 1);
    size_t k = 0;
    for (size_t i = 0; i < x->n_terms; i++)
        if (view_step_runs(t, x->terms[i]->what))
            v[k++] = x->terms[i];
    *out = v;
    return k;
}
