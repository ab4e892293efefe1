/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which case an act of due process is about: what refers_to names, the whole case of it folded from its acts, and
 * whether the act is a step of that case or opens one that rests on it. Nothing is refused here; later steps look at
 * what was found in their own order.
 */
#include "act_int.h"

static struct store *db(const struct check *k)
{
    return k->b->w->store;
}

bool is_step_of_process(const struct check *k)
{
    return k->schema->process && k->act->origin != ORIGIN_COPIED;
}

/* The rulebook that ruled the act: a running case keeps its own (E9). */
static const struct catalog *rules_of(const struct check *k, const struct journal_entry *en)
{
    const struct writer *w = k->b->w;
    for (size_t i = 0; i < w->editions.n; i++)
        if (w->editions.v[i].seq == en->verdict.edition)
            return w->editions.v[i].catalog;
    return k->c;
}

static struct str type_of_case(const struct journal_entry *acts, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (acts[i].act.type.n)
            return acts[i].act.type;
    return STR_NONE;
}

static bool is_penalty(const struct reg_record *r)
{
    return r->kind == KIND_PENALTY_DECIDE;
}

static bool severity_of(struct check *k, const struct reg_record *r, struct str *out, struct err *e)
{
    struct act_field *fields;
    size_t n;
    struct reg_record row = *r;
    if (!registry_fold(db(k), &row, DAY_NONE, (struct instant){0}, k->b->arena, &fields, &n, e))
        return false;
    *out = act_text(&(struct act){.fields = fields, .n_fields = n}, "severity");
    return true;
}

static bool case_load(struct check *k, struct casefile *cf, struct err *e)
{
    struct journal_entry *acts;
    size_t n;
    if (!registry_case(db(k), &k->target, k->b->arena, &cf->head, &acts, &n, e))
        return false;
    matter_fold(rules_of(k, &acts[0]), acts, n, type_of_case(acts, n), k->act->on, k->b->arena, &cf->found_case);
    cf->found_case.last = is_penalty(&cf->head) ? cf->head.public_until : cf->head.in_force_until;
    cf->found = true;
    return !is_penalty(&cf->head) || severity_of(k, &cf->head, &cf->step.severity, e);
}

/* By receipt the very act; in words the one that opened the record. */
static bool named_act(struct check *k, struct casefile *cf)
{
    int64_t seq = k->target.seq;
    if (k->act->refers_to.receipt.n && !receipt_parse(&k->b->w->keys, k->act->refers_to.receipt, &seq))
        return false;
    for (size_t i = 0; i < cf->found_case.n; i++)
        if (cf->found_case.acts[i].seq == seq)
            cf->named = &cf->found_case.acts[i];
    return cf->named != NULL;
}

bool is_of_same_type(const struct check *k)
{
    return k->cf->found_case.type && str_eq(k->cf->found_case.type->id, k->act->type);
}

/* A decision is a step of the proceeding or listing that it names; what it names otherwise is what it rests on. */
static bool is_own_case(const struct check *k)
{
    switch (k->act->kind) {
    case KIND_LIST_NOTICE:
    case KIND_MEASURE_APPLY:
        return false;
    case KIND_LIST_DECIDE:
        return is_of_same_type(k) && (k->target.kind == KIND_LIST_NOTICE || k->target.kind == KIND_LIST_DECIDE);
    default:
        return true;
    }
}

/* A live serious listing of the subject that is in view keeps it from rewards. */
static bool serious_in_view(struct check *k, bool *any, struct err *e)
{
    struct reg_record *records;
    size_t n;
    struct reg_when now = {.today = k->b->today, .as_of = k->b->today};
    *any = false;
    if (!registry_records(db(k), k->act->subject, k->b->arena, &records, &n, e))
        return false;
    for (size_t i = 0; i < n && !*any; i++) {
        const struct cat_list *list = catalog_list(k->c, records[i].type, records[i].decided_on);
        enum reg_shown shown;
        if (records[i].kind != KIND_LIST_DECIDE || records[i].origin == ORIGIN_COPIED || !list ||
            list->klass != LIST_SERIOUS)
            continue;
        if (!registry_shown(db(k), &records[i], &now, k->b->arena, &shown, e))
            return false;
        *any = shown == SHOWN_CURRENT;
    }
    return true;
}

static void step_start(struct check *k, struct casefile *cf)
{
    struct step *s = &cf->step;
    s->m = cf->is_step ? &cf->found_case : &cf->fresh;
    s->ground = cf->found && !cf->is_step ? &cf->found_case : NULL;
    s->c = k->c;
    s->act = k->act;
    s->agency = k->agency;
    s->named = cf->named;
    s->on = k->act->on;
    s->today = k->b->today;
    s->a = k->b->arena;
    s->list = s->m->list;
    s->measure = k->act->kind == KIND_MEASURE_APPLY ? catalog_measure(k->c, k->act->type, k->act->on) : NULL;
}

bool check_case(struct check *k, struct err *e)
{
    if (!is_step_of_process(k))
        return true;
    struct casefile *cf = k->cf = arena_alloc(k->b->arena, sizeof *cf);
    matter_fold(k->c, NULL, 0, k->act->type, k->act->on, k->b->arena, &cf->fresh);
    if (k->act->has_ref && !ref_find(k, e))
        return false;
    if (k->has_target && !k->target_is_entity) {
        if (!case_load(k, cf, e))
            return false;
        cf->found = named_act(k, cf);
        cf->is_step = cf->found && is_own_case(k);
    }
    step_start(k, cf);
    return k->act->kind != KIND_MEASURE_APPLY || serious_in_view(k, &cf->step.serious_in_view, e);
}

bool opens_case(const struct check *k)
{
    const struct act *a = k->act;
    bool says_step = a->kind == KIND_LIST_DECIDE && a->has_ref &&
                     (a->refers_to.kind == KIND_LIST_NOTICE || a->refers_to.kind == KIND_LIST_DECIDE);
    if (!k->schema->opens || !is_step_of_process(k))
        return k->schema->opens;
    return !says_step && !k->cf->is_step && (a->kind != KIND_LIST_DECIDE || str_is(act_outcome(a), "list"));
}
