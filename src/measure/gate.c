/* SPDX-License-Identifier: Apache-2.0 */
/* The ground of a measure, its circle, its end. */
#include "measure/measure.h"

/* ---- the ground ---- */

static bool opens_a_ground(const struct matter *g)
{
    return g->decision && (g->decision->kind == KIND_LIST_DECIDE || g->decision->kind == KIND_HONOUR_GRANT);
}

/* As far as acts go: neither ended nor out of view by one. What has no machine lives until an act ends it. */
static bool stands(const struct matter *g)
{
    bool is_list = g->list && g->list->type.family == FAMILY_LIST;
    return opens_a_ground(g) && !g->ended && day_is(g->listed_on) &&
           (g->copied ||
            (is_list ? str_has_word(STR("listed restored repair_pending"), g->made) : !str_is(g->made, "withheld")));
}

static bool is_over(const struct matter *g, const struct catalog *c, struct day on, struct arena *a)
{
    return (day_is(g->last) && on.n > g->last.n) || str_is(matter_state(g, c, on, a), "expired");
}

bool ground_is_live(const struct matter *g, const struct catalog *c, struct day on, struct arena *a)
{
    return stands(g) && !is_over(g, c, on, a);
}

static bool grounds_meet(const struct step *s, struct str words)
{
    struct str *ids;
    size_t n;
    if (!words.n)
        return true;
    if (!s->ground->decision || !act_items(&s->ground->decision->act, "grounds", s->a, &ids, &n))
        return false;
    for (size_t i = 0; i < n; i++)
        if (str_has_word(words, ids[i]))
            return true;
    return false;
}

static bool is_tied(const struct step *s)
{
    const struct cat_type *list = s->ground->type;
    const struct cat_list_measure *x = list ? catalog_list_measure(s->c, list->id, s->measure->type.id, s->on) : NULL;
    return x && grounds_meet(s, x->grounds);
}

/* A receipt of another step of the chain names no ground. */
static bool names_a_decision(const struct step *s)
{
    return s->named && (s->named->kind == KIND_LIST_DECIDE || s->named->kind == KIND_HONOUR_GRANT);
}

bool measure_ground(struct step *s)
{
    const struct matter *g = s->ground;
    struct str id = s->measure->type.id;
    if (!g || !g->n || !opens_a_ground(g) || !names_a_decision(s))
        return step_refuse(s, "no-ground", id, STR_NONE);
    if (!stands(g))
        return step_refuse(s, "no-ground", id, g->made);
    if (g->copied)
        return step_refuse(s, "ground-copied", id, STR_NONE);
    if (is_over(g, s->c, s->on, s->a))
        return step_refuse(s, "past-end", id, STR_NONE);
    if (!is_tied(s))
        return step_refuse(s, "not-tied-to-list", id, g->type ? g->type->id : STR_NONE);
    if (s->measure->kind == MEASURE_REWARD && s->serious_in_view)
        return step_refuse(s, "serious-listing", id, STR_NONE);
    return true;
}

/* ---- the circle ---- */

static bool reaches_person(struct str subjects)
{
    static const char *const persons[] = {"person",      "legal-rep", "main-person",
                                          "responsible", "affecting", "controller"};
    for (size_t i = 0; i < sizeof persons / sizeof *persons; i++)
        if (str_has_word(subjects, str_of(persons[i])))
            return true;
    return false;
}

bool measure_reaches(const struct cat_measure *x, struct str subject)
{
    if (str_starts(subject, STR(PERSON_PREFIX)))
        return reaches_person(x->subjects);
    struct str category = str_n(subject.p, subject.n < 2 ? subject.n : 2);
    bool individual = str_is(category, "92");
    bool government = str_is(category, "11") || str_is(category, "12");
    return (!individual && str_has_word(x->subjects, STR("organisation"))) ||
           (individual && str_has_word(x->subjects, STR("individual"))) ||
           (government && str_has_word(x->subjects, STR("government")));
}

bool measure_gate_subject_kind(struct step *s)
{
    return measure_reaches(s->measure, s->act->subject) ||
           step_refuse(s, "wrong-subject-kind", s->measure->type.id, s->measure->subjects);
}

/* ---- the end ---- */

struct day measure_last(const struct act *apply)
{
    struct day d = DAY_NONE;
    struct str until = act_text(apply, "until");
    day_parse(until, &d);
    return d;
}

static struct str day_text(const struct step *s, struct day d)
{
    char text[DAY_CHARS];
    return str_dup(s->a, str_of(day_format(d, text)));
}

static bool is_bound_to_ground(const struct cat_measure *x)
{
    return x->ends == ENDS_LISTED || x->ends == ENDS_DONE || x->ends == ENDS_RECORD;
}

bool measure_gate_end(struct step *s)
{
    const struct cat_measure *x = s->measure;
    struct day until = measure_last(s->act);
    bool needs_day = x->ends == ENDS_RANGE || x->ends == ENDS_FIXED;
    if (!day_is(until))
        return (str_is(act_text(s->act, "until"), "listed") && is_bound_to_ground(x)) ||
               step_refuse(s, "end-missing", x->type.id, STR_NONE);
    if (until.n < s->on.n)
        return step_refuse(s, "too-short", day_text(s, s->on), STR_NONE);
    struct day longest = x->months_max ? day_add_months(s->on, x->months_max) : DAY_NONE;
    if (day_is(longest) && until.n > longest.n)
        return step_refuse(s, "too-long", day_text(s, longest), STR_NONE);
    if (x->ends == ENDS_LISTED && day_is(s->ground->last) && until.n > s->ground->last.n)
        return step_refuse(s, "too-long", day_text(s, s->ground->last), STR_NONE);
    struct day shortest = needs_day && x->months_min ? day_add_months(s->on, x->months_min) : DAY_NONE;
    return !day_is(shortest) || until.n >= shortest.n || step_refuse(s, "too-short", day_text(s, shortest), STR_NONE);
}

bool measure_field(struct step *s)
{
    struct str field = act_text(s->act, "field");
    const struct cat_option *options;
    size_t n = catalog_options(s->c, s->measure->fields, &options);
    if (!s->measure->fields.n || !n)
        return true;
    if (!field.n)
        return step_refuse(s, "required", STR("field"), STR_NONE);
    for (size_t i = 0; i < n; i++)
        if (str_eq(options[i].id, field))
            return true;
    return step_refuse(s, "enum", field, STR("field"));
}
