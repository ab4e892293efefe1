/* SPDX-License-Identifier: Apache-2.0 */
/* Who may not judge an objection or a repair, and when a list's own condition of removal is met. */
#include "remedy/remedy.h"

static bool is_decision(const struct journal_entry *en)
{
    static const enum act_kind kinds[] = {KIND_LIST_DECIDE,  KIND_PENALTY_DECIDE, KIND_MEASURE_APPLY,
                                          KIND_HONOUR_GRANT, KIND_LICENCE_GRANT,  KIND_RECORD_PUBLISH};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (en->kind == kinds[i])
            return true;
    return false;
}

static bool is_officer(struct str id, struct str of)
{
    return id.n && str_eq(id, of);
}

/* Any decision of the case counts: who restored a listing judges it as little as who made it. */
static bool took_part(const struct matter *m, struct str id, bool drafting_only)
{
    for (size_t i = 0; i < m->n; i++) {
        const struct act *a = &m->acts[i].act;
        if (is_decision(&m->acts[i]) &&
            (is_officer(id, a->drafted_by) || (!drafting_only && is_officer(id, a->approved_by))))
            return true;
    }
    return false;
}

bool remedy_gate_other_officer(struct step *s)
{
    const struct str ids[] = {s->act->drafted_by, s->act->approved_by};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        if (took_part(s->m, ids[i], false))
            return step_refuse(s, "officer-involved", ids[i], STR_NONE);
    return true;
}

bool remedy_gate_other_drafter(struct step *s)
{
    return !took_part(s->m, s->act->drafted_by, true) ||
           step_refuse(s, "officer-involved", s->act->drafted_by, STR_NONE);
}

bool remedy_gate_objected(struct step *s)
{
    return s->m->n_objections > 0 || step_refuse(s, "step-order", str_of(act_kind_text(s->act->kind)), STR_NONE);
}

bool remedy_gate_condition_met(struct step *s)
{
    struct day met = act_on(s->act, "condition_met_on");
    const struct journal_entry *decision = s->m->decision, *asked = s->m->application;
    bool fits = day_is(met) && met.n <= s->on.n && (!decision || met.n >= decision->act.on.n) &&
                (!asked || met.n <= asked->act.on.n);
    return fits || step_refuse(s, "condition-unmet", STR_NONE, STR_NONE);
}

const struct journal_entry *remedy_objection(const struct step *s, bool by_receipt, bool *several)
{
    const struct matter *m = s->m;
    *several = false;
    for (size_t i = 0; by_receipt && s->named && i < m->n_objections; i++)
        if (m->objections[i]->seq == s->named->seq)
            return m->objections[i];
    *several = m->n_objections > 1;
    return m->n_objections == 1 ? m->objections[0] : NULL;
}
