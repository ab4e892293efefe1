/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Steps 8 to 12 for acts of due process: the same again, whose case it is, the row of the machine, its gates, terms and
 * papers (docs/design/due-process.md, 5). What a gate asks stands in its room; this file only keeps the order.
 */
#include "act_int.h"

static const struct {
    const char *id;
    step_gate *passes;
} gates[] = {
    {"basis", gate_basis},
    {"ground", listing_gate_ground},
    {"requires", listing_gate_requires},
    {"measures", listing_gate_measures},
    {"window", listing_gate_window},
    {"hearing", listing_gate_hearing},
    {"hearing-notice", listing_gate_hearing_notice},
    {"reply-answered", listing_gate_reply_answered},
    {"not-heavier", listing_gate_not_heavier},
    {"consent", listing_gate_consent},
    {"eligible", remedy_gate_eligible},
    {"other-officer", remedy_gate_other_officer},
    {"other-drafter", remedy_gate_other_drafter},
    {"objected", remedy_gate_objected},
    {"condition-met", remedy_gate_condition_met},
    {"reason", gate_reason},
    {"trigger-papers", NULL}, /* papers, at the end */
    {"tied", NULL},           /* the ground, before the row */
    {"subject-kind", measure_gate_subject_kind},
    {"end", measure_gate_end},
};

/* What a room refused becomes the act's answer. */
static bool told(struct check *k, bool passed)
{
    const struct step *s = &k->cf->step;
    if (!passed)
        refuse(k, s->refused, s->arg1, s->arg2, STR_NONE);
    return passed;
}

static bool pass_gates(struct check *k)
{
    struct step *s = &k->cf->step;
    struct str rest = s->row->gates, one;
    while (str_split(&rest, ' ', &one))
        for (size_t i = 0; i < sizeof gates / sizeof *gates; i++)
            if (str_is(one, gates[i].id) && gates[i].passes && !told(k, gates[i].passes(s)))
                return false;
    return true;
}

/* ---- the natural key of a step ---- */

bool check_case_key(struct check *k, struct err *e)
{
    (void)e;
    const struct casefile *cf = k->cf;
    return !cf->is_step || check_repeat(k, cf->found_case.acts, cf->found_case.n);
}

/* ---- whose case, and when ---- */

static bool is_above(const struct catalog *c, struct str agency, struct str id)
{
    enum { LEVELS_MAX = 8 };
    const struct cat_agency *g = catalog_agency(c, agency);
    for (int i = 0; g && g->parent.n && i < LEVELS_MAX; i++) {
        if (str_eq(g->parent, id))
            return true;
        g = catalog_agency(c, g->parent);
    }
    return false;
}

static bool is_theirs(const struct check *k)
{
    struct str of = k->cf->found_case.agency, by = k->act->agency;
    if (str_eq(of, by))
        return true;
    if (k->act->by != BY_AGENCY)
        return false;
    return catalog_agency_succeeds(k->c, of, by) || (step_superior_may(&k->cf->step) && is_above(k->c, of, by));
}

static bool in_time(const struct check *k)
{
    const struct casefile *cf = k->cf;
    struct day on = k->act->on;
    if (cf->named && day_is(cf->named->act.on) && on.n < cf->named->act.on.n)
        return false;
    return !cf->is_step || (on.n >= cf->found_case.opened.n && on.n >= cf->found_case.latest.n);
}

static bool refuse_time(struct check *k)
{
    refuse(k, "date-order", STR("on"), STR_NONE, STR_NONE);
    return false;
}

/* What opens a case names nothing, a penalty, or a case of its own type. */
static bool rests_on_penalty(const struct check *k)
{
    return k->cf->found_case.type && k->cf->found_case.type->family == FAMILY_PENALTY;
}

/* refers_to, its type, whose it is, the order in time. A measure's ground has an order and codes of its own. */
static bool case_fits(struct check *k)
{
    const struct casefile *cf = k->cf;
    const struct act *a = k->act;
    if (a->kind == KIND_MEASURE_APPLY)
        return told(k, measure_ground(&k->cf->step)) && (in_time(k) || refuse_time(k));
    bool must = k->schema->needs_ref || a->has_ref;
    bool misnamed = a->type.n && cf->found && !is_of_same_type(k) && (cf->is_step || !rests_on_penalty(k));
    if ((must && !cf->found) || misnamed)
        return refuse(k, "ref-unknown", STR_NONE, STR_NONE, STR_NONE), false;
    if (a->origin == ORIGIN_CARRIED && cf->is_step)
        return refuse(k, "step-order", str_of(act_kind_text(a->kind)), STR_NONE, STR_NONE), false;
    if (cf->is_step && !is_theirs(k))
        return refuse(k, "power", a->agency, str_of(act_kind_text(a->kind)), STR_NONE), false;
    return !cf->found || in_time(k) || refuse_time(k);
}

/* ---- the row ---- */

static bool objection_fits(struct check *k)
{
    bool several, by_receipt = k->act->refers_to.receipt.n > 0;
    if (k->act->kind != KIND_OBJECTION_ANSWER)
        return true;
    k->cf->objection = remedy_objection(&k->cf->step, by_receipt, &several);
    if (!k->cf->objection && several)
        return refuse(k, "ref-unknown", STR_NONE, STR_NONE, STR_NONE), false;
    return true;
}

static bool row_fits(struct check *k)
{
    k->cf->state = step_state(&k->cf->step);
    return told(k, step_row(&k->cf->step, k->cf->state)) && objection_fits(k);
}

/* ---- terms and papers ---- */

static bool publishes_itself(const struct check *k)
{
    return k->act->kind == KIND_LIST_DECIDE && str_is(k->cf->step.row->to, "listed");
}

static bool is_listing_decision(const struct check *k)
{
    return k->act->kind == KIND_LIST_DECIDE && str_is(act_outcome(k->act), "list");
}

/* At the decision a day of listing that has not come yet counts as the day of the decision. */
static bool terms_fit(struct check *k)
{
    struct listing_term t;
    if (!is_listing_decision(k))
        return true;
    return told(k, listing_term(&k->cf->step, k->act, publishes_itself(k) ? k->b->today : k->act->on, &t));
}

static bool papers_fit(struct check *k)
{
    return told(k, step_papers(&k->cf->step) && listing_papers(&k->cf->step));
}

/* ---- a running listing, carried in by the agency that decided it ---- */

static bool check_carried(struct check *k)
{
    struct step *s = &k->cf->step;
    struct listing_term t;
    return told(k, gate_basis(s) && listing_gate_ground(s) && listing_carried_ends(s) &&
                       listing_term(s, k->act, k->act->on, &t));
}

bool check_step(struct check *k, struct err *e)
{
    (void)e;
    bool lists = k->act->kind != KIND_LIST_DECIDE || str_is(act_outcome(k->act), "list");
    if (k->act->origin == ORIGIN_CARRIED && !lists)
        return refuse(k, "step-order", str_of(act_kind_text(k->act->kind)), STR_NONE, STR_NONE);
    if (!case_fits(k))
        return true;
    if (k->act->origin == ORIGIN_CARRIED)
        (void)check_carried(k);
    else
        (void)(row_fits(k) && pass_gates(k) && terms_fit(k) && papers_fit(k));
    return true;
}
