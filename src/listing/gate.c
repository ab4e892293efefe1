/* SPDX-License-Identifier: Apache-2.0 */
/* The gates of lists. Each looks at one thing and says which rule it breaks. */
#include "listing/listing.h"

static bool cited(const struct step *s, struct str **ids, size_t *n)
{
    return act_items(s->act, "grounds", s->a, ids, n);
}

static const struct cat_ground *ground_of(const struct step *s, struct str id)
{
    return s->list ? catalog_ground(s->m->rows, s->list->type.id, id, s->m->opened) : NULL;
}

bool listing_gate_ground(struct step *s)
{
    struct str *ids;
    size_t n;
    if (!cited(s, &ids, &n) || n == 0)
        return step_refuse(s, "ground-unknown", STR("-"), STR_NONE);
    for (size_t i = 0; i < n; i++)
        if (!ground_of(s, ids[i]))
            return step_refuse(s, "ground-unknown", ids[i], STR_NONE);
    return true;
}

/* ---- what the list requires ---- */

static bool penalty_there(const struct step *s)
{
    const struct matter *p = s->ground;
    return p && p->n && p->acts[0].kind == KIND_PENALTY_DECIDE && !p->ended && !p->copied &&
           !str_has_word(STR("repaired withheld"), p->made) && (!day_is(p->last) || s->on.n <= p->last.n);
}

static bool is_there(const struct step *s, struct str what)
{
    struct day due = act_on(s->act, "order_due_on"), final = act_on(s->act, "final_on");
    if (str_is(what, "penalty"))
        return penalty_there(s);
    if (str_is(what, "penalty-final"))
        return penalty_there(s) && day_is(final) && final.n <= s->on.n;
    if (str_is(what, "order"))
        return act_text(s->act, "order_doc_no").n && day_is(due) && due.n < s->on.n;
    if (str_is(what, "ruling"))
        return act_text(s->act, "ruling_doc_no").n > 0;
    return !what.n || str_is(what, "none");
}

static bool all_there(struct step *s, struct str words)
{
    struct str one;
    while (str_split(&words, ' ', &one))
        if (one.n && !is_there(s, one))
            return step_refuse(s, "requires-missing", one, STR_NONE);
    return true;
}

/* A cited ground may ask for something else than its list, or for nothing. */
static struct str required_by(const struct step *s, struct str id)
{
    const struct cat_ground *g = ground_of(s, id);
    return g && g->requires.n ? g->requires : s->list ? s->list->requires : STR_NONE;
}

bool listing_gate_requires(struct step *s)
{
    struct str *ids;
    size_t n;
    if (!cited(s, &ids, &n) || n == 0)
        return all_there(s, s->list ? s->list->requires : STR_NONE);
    for (size_t i = 0; i < n; i++)
        if (!all_there(s, required_by(s, ids[i])))
            return false;
    return true;
}

bool listing_gate_measures(struct step *s)
{
    struct str *ids;
    size_t n;
    if (!act_items(s->act, "measures", s->a, &ids, &n))
        return step_refuse(s, "not-tied-to-list", STR("measures"), STR_NONE);
    for (size_t i = 0; i < n; i++)
        if (!s->list || !catalog_list_measure(s->c, s->list->type.id, ids[i], s->on))
            return step_refuse(s, "not-tied-to-list", ids[i], s->list ? s->list->type.id : STR_NONE);
    return true;
}

/* ---- the subject's say ---- */

static struct str day_text(const struct step *s, struct day d)
{
    char text[DAY_CHARS];
    return day_is(d) ? str_dup(s->a, str_of(day_format(d, text))) : STR("?");
}

bool listing_gate_window(struct step *s)
{
    struct clock_end w = matter_window(s->m, s->c);
    bool over = day_is(w.last) && w.last.n < s->on.n;
    return s->m->waived_reply || s->m->hearing_held || over ||
           step_refuse(s, "window-open", day_text(s, w.last), STR_NONE);
}

bool listing_gate_hearing(struct step *s)
{
    return !s->m->hearing_open || step_refuse(s, "hearing-open", STR_NONE, STR_NONE);
}

bool listing_gate_hearing_notice(struct step *s)
{
    if (!s->m->hearing_set)
        return true;
    struct clock_end n = clock_run(s->c, s->m->type, "hearing-notice", s->m->set_on, false);
    return !day_is(n.last) || s->on.n > n.last.n ||
           step_refuse(s, "too-early", day_text(s, day_add(n.last, 1)), STR_NONE);
}

bool listing_gate_reply_answered(struct step *s)
{
    return s->m->replies == 0 || str_trim(act_text(s->act, "reply_answer")).n > 0 ||
           step_refuse(s, "reply-unanswered", STR_NONE, STR_NONE);
}

/* ---- nothing heavier than the notice ---- */

static bool months_of(const struct act *a, int64_t *months)
{
    return str_int(act_text(a, "term_months"), months);
}

/* The last day that the notice announced, counted as the decision counts its own; false: it announced no term. */
static bool term_is_heavier(struct step *s)
{
    int64_t noticed, months;
    struct day until = act_on(s->act, "until");
    if (!months_of(&s->m->notice->act, &noticed))
        return false;
    bool has_months = months_of(s->act, &months);
    if (has_months || day_is(until))
        return (has_months && months > noticed) || (day_is(until) && until.n > day_add_months(s->on, (int)noticed).n);
    struct listing_term whole;
    struct step free = *s; /* whether the list's own term is longer: a question, no refusal */
    return !listing_term(&free, s->act, s->on, &whole) || !day_is(whole.last) ||
           whole.last.n > day_add_months(whole.first, (int)noticed).n;
}

static bool is_within(const struct step *s, const char *field)
{
    struct str *now, *then;
    size_t n, n_then;
    return act_items(s->act, field, s->a, &now, &n) && act_items(&s->m->notice->act, field, s->a, &then, &n_then) &&
           items_within(now, n, then, n_then);
}

bool listing_gate_not_heavier(struct step *s)
{
    static const char *const lists[] = {"grounds", "measures"};
    if (!s->m->notice)
        return true;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (!is_within(s, lists[i]))
            return step_refuse(s, "heavier-than-notice", str_of(lists[i]), STR_NONE);
    return !term_is_heavier(s) || step_refuse(s, "heavier-than-notice", STR("term_months"), STR_NONE);
}

/* ---- consent of the next level up ---- */

static bool is_above(const struct catalog *c, const struct cat_agency *g, struct str id)
{
    enum { LEVELS_MAX = 8 };
    for (int i = 0; g && g->parent.n && i < LEVELS_MAX; i++) {
        if (str_eq(g->parent, id))
            return true;
        g = catalog_agency(c, g->parent);
    }
    return false;
}

static bool needs_consent(const struct step *s)
{
    return s->list && s->agency && str_has_word(s->list->consent_levels, s->agency->level);
}

bool listing_gate_consent(struct step *s)
{
    struct day on = act_on(s->act, "consent_on");
    if (!needs_consent(s))
        return true;
    bool given = is_above(s->c, s->agency, act_text(s->act, "consent_by")) && act_text(s->act, "consent_doc_no").n &&
                 day_is(on) && on.n <= s->on.n;
    return given || step_refuse(s, "consent-missing", s->agency->parent, STR_NONE);
}

/* ---- papers ---- */

static bool has_all(struct step *s, struct str kinds)
{
    struct str one;
    while (str_split(&kinds, ' ', &one))
        if (one.n && !act_has_paper(s->act, one))
            return step_refuse(s, "paper-missing", one, STR_NONE);
    return true;
}

static bool trigger_papers(struct step *s, const struct str *ids, size_t n)
{
    if (!str_has_word(s->row->gates, STR("trigger-papers")))
        return true;
    for (size_t i = 0; i < n; i++) {
        const struct cat_ground *g = ground_of(s, ids[i]);
        if (g && !has_all(s, g->papers))
            return false;
    }
    return true;
}

static bool order_paper(struct step *s, const struct str *ids, size_t n)
{
    bool asked = n == 0 && s->list && str_has_word(s->list->requires, STR("order"));
    if (!str_has_word(s->row->gates, STR("requires")))
        return true;
    for (size_t i = 0; i < n; i++)
        asked = asked || str_has_word(required_by(s, ids[i]), STR("order"));
    return !asked || has_all(s, STR("order"));
}

bool listing_papers(struct step *s)
{
    struct str *ids;
    size_t n;
    if (!s->list || !cited(s, &ids, &n))
        return true;
    bool consent = str_has_word(s->row->gates, STR("consent")) && needs_consent(s);
    return trigger_papers(s, ids, n) && (!consent || has_all(s, STR("consent"))) && order_paper(s, ids, n);
}
