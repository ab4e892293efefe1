/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What would make a refused act right, where the rulebook can say: the grounds of a list, the measures that follow it,
 * the agencies that may, the steps that are open now. Ids of its rows, the same in every language.
 */
#include "act_int.h"

enum { HINTS_MAX = 8 }; /* more would hide the answer */

struct words {
    struct buf *out;
    int n;
};

static void word_add(struct words *w, struct str id)
{
    if (!id.n || w->n == HINTS_MAX)
        return;
    if (w->n++)
        buf_char(w->out, ' ');
    buf_str(w->out, id);
}

static void grounds_of_list(struct check *k, struct words *w)
{
    size_t n;
    const struct cat_ground *g = catalog_grounds(k->c, k->act->type, &n);
    for (size_t i = 0; i < n; i++)
        if (day_within(g[i].valid_from, g[i].valid_to, k->act->on))
            word_add(w, g[i].id);
}

static bool is_theirs_to_apply(struct check *k, struct str measure)
{
    bool level_fault;
    return k->agency && catalog_power(k->c, k->agency, STR("measure.apply"), measure, k->act->on, &level_fault);
}

static void measures_of_list(struct check *k, struct words *w)
{
    const struct matter *ground = k->cf ? k->cf->step.ground : NULL;
    const struct cat_list_measure *rows;
    size_t n = catalog_list_measures(k->c, &rows);
    for (size_t i = 0; ground && ground->type && i < n; i++) {
        if (!str_eq(rows[i].list, ground->type->id) || !day_within(rows[i].valid_from, rows[i].valid_to, k->act->on))
            continue;
        const struct cat_measure *x = catalog_measure(k->c, rows[i].measure, k->act->on);
        if (x && x->type.state == STATE_USABLE && is_theirs_to_apply(k, rows[i].measure))
            word_add(w, rows[i].measure);
    }
}

static void agencies_of_measure(struct check *k, struct words *w)
{
    const struct cat_measure *x =
        k->act->kind == KIND_MEASURE_APPLY ? catalog_measure(k->c, k->act->type, k->act->on) : NULL;
    const struct cat_agency **g;
    if (!x || act_of_person(k->act) || k->act->subject.n < 8)
        return;
    size_t n = measure_agencies(k->c, x, str_n(k->act->subject.p + 2, 6), k->act->on, k->b->arena, &g);
    for (size_t i = 0; i < n; i++)
        word_add(w, g[i]->id);
}

static void steps_open(struct check *k, struct words *w)
{
    struct str next = k->cf ? step_next(&k->cf->step, k->cf->state) : STR_NONE, one;
    while (str_split(&next, ' ', &one))
        word_add(w, one);
}

static const struct {
    const char *code;
    void (*say)(struct check *k, struct words *w);
} hints[] = {
    {"ground-unknown", grounds_of_list},
    {"not-tied-to-list", measures_of_list},
    {"wrong-authority", agencies_of_measure},
    {"wrong-level-or-region", agencies_of_measure},
    {"step-order", steps_open},
};

struct str hint_for(struct check *k, const char *code)
{
    struct buf out = {0};
    struct words w = {&out, 0};
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++)
        if (strcmp(hints[i].code, code) == 0)
            hints[i].say(k, &w);
    struct str s = str_dup(k->b->arena, buf_view(&out));
    buf_free(&out);
    return s;
}
