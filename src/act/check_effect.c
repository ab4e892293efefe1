/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What an accepted act makes: the state of its case, from when to when its record is in force and public, the duties it
 * opens and closes, what it adds to the yearly counts (docs/design/due-process.md, 9, 11 and 12). All of it goes into
 * the verdict, so that a replay judges nothing.
 */
#include "act_int.h"

static struct store *db(const struct check *k)
{
    return k->b->w->store;
}

/* ---- days ---- */

static void in_view_from(struct check *k, struct day first, struct day last)
{
    k->v.in_force_from = first;
    k->v.in_force_until = last;
    k->v.public_from = k->b->today;
    k->v.public_until = last;
}

/* What the decision says now, after corrections. */
static bool decision_now(struct check *k, struct act *out, struct err *e)
{
    struct reg_record row = k->cf->head;
    struct act_field *fields;
    size_t n;
    if (!registry_fold(db(k), &row, DAY_NONE, (struct instant){0}, k->b->arena, &fields, &n, e))
        return false;
    *out = k->cf->found_case.decision->act;
    out->fields = fields;
    out->n_fields = n;
    return true;
}

/* A restored listing has the last day of the first one: what was got by concealment is no gain, nor is it a second
 * term.
 */
static struct day first_last(const struct matter *m)
{
    for (size_t i = 0; i < m->n; i++) {
        const struct verdict *v = &m->acts[i].verdict;
        bool publishes = m->acts[i].kind == KIND_LIST_SERVE || m->acts[i].kind == KIND_LIST_DECIDE;
        if (publishes && day_is(v->public_from))
            return v->in_force_until;
    }
    return DAY_NONE;
}

static bool days_of_service(struct check *k, struct err *e)
{
    struct act decision;
    struct listing_term t;
    const struct matter *m = &k->cf->found_case;
    if (str_is(act_outcome(&m->decision->act), "restore")) {
        in_view_from(k, k->b->today, first_last(m));
        return true;
    }
    if (!decision_now(k, &decision, e))
        return false;
    struct step s = k->cf->step;
    (void)listing_term(&s, &decision, k->b->today, &t);
    in_view_from(k, t.first, t.last);
    return true;
}

static void days_of_decision(struct check *k)
{
    struct listing_term t;
    struct step s = k->cf->step;
    bool carried = k->act->origin == ORIGIN_CARRIED;
    if (!carried && !str_is(k->v.state, "listed"))
        return;
    (void)listing_term(&s, k->act, carried ? k->act->on : k->b->today, &t);
    in_view_from(k, t.first, t.last);
}

static bool days(struct check *k, struct err *e)
{
    switch (k->act->kind) {
    case KIND_LIST_DECIDE:
        days_of_decision(k);
        return true;
    case KIND_LIST_SERVE:
        return !k->cf->found_case.decision || days_of_service(k, e);
    case KIND_MEASURE_APPLY:
        in_view_from(k, k->act->on, measure_last(k->act));
        return true;
    default:
        return true;
    }
}

/* ---- duties ---- */

static bool is_outcome(const struct check *k, const char *outcome)
{
    return str_is(act_text(k->act, "outcome"), outcome);
}

static bool ends_case(const struct check *k)
{
    switch (k->act->kind) {
    case KIND_LIST_DECIDE: /* of a proceeding, or of what was repaired */
    case KIND_LIST_REMOVE:
    case KIND_LIST_ANNUL:
    case KIND_MEASURE_END:
    case KIND_PENALTY_REVOKE:
    case KIND_LICENCE_END:
    case KIND_HONOUR_END:
    case KIND_RECORD_END:
    case KIND_RECORD_WITHDRAW:
        return true;
    case KIND_REPAIR_DECIDE:
        return is_outcome(k, "granted");
    default:
        return false;
    }
}

static enum act_kind opened_by(const struct check *k, int64_t seq)
{
    const struct matter *m = k->cf ? &k->cf->found_case : NULL;
    for (size_t i = 0; m && i < m->n; i++)
        if (m->acts[i].seq == seq)
            return m->acts[i].kind;
    return KIND_NONE;
}

/* An act does what it owes; a decision on an application settles whatever that asked for; nobody waits for a hearing
 * that was waived; what is to be annulled is not repaired, heard or served any more. */
static bool closes(struct check *k, const struct reg_duty *d)
{
    enum act_kind by = opened_by(k, d->opened);
    if (ends_case(k))
        return true;
    switch (k->act->kind) {
    case KIND_OBJECTION_ANSWER:
        return (d->does == KIND_OBJECTION_ANSWER && k->cf->objection && d->opened == k->cf->objection->seq) ||
               (is_outcome(k, "annul") && by != KIND_OBJECTION_ANSWER);
    case KIND_REPAIR_DECIDE:
        return d->does == KIND_REPAIR_DECIDE || by == KIND_REPAIR_APPLY;
    case KIND_LIST_WAIVE:
        return d->does == KIND_LIST_HEARING && act_has(k->act, "waives", STR("hearing"), k->b->arena);
    default:
        return d->does == k->act->kind;
    }
}

static void count_word(struct check *k, const char *word)
{
    struct str old = k->v.counts;
    k->v.counts = old.n ? str_printf(k->b->arena, "%.*s %s", STR_FMT(old), word) : str_of(word);
}

static bool is_withdrawal(enum act_kind does)
{
    return does == KIND_LIST_ANNUL || does == KIND_PENALTY_REVOKE || does == KIND_RECORD_CORRECT ||
           does == KIND_RECORD_WITHDRAW;
}

static bool close_duties(struct check *k, int64_t matter, struct err *e)
{
    struct reg_duty *open;
    size_t n;
    if (!registry_duties(db(k), matter, k->b->arena, &open, &n, e))
        return false;
    k->v.done = arena_alloc(k->b->arena, n * sizeof *k->v.done + 1);
    for (size_t i = 0; i < n; i++) {
        if (!closes(k, &open[i]))
            continue;
        k->v.done[k->v.n_done++] = open[i].opened;
        if (is_withdrawal(open[i].does) && day_is(open[i].due) && k->b->today.n > open[i].due.n)
            count_word(k, "late-withdrawal");
    }
    return true;
}

/* An act opens either the duty of its step or those of what falls with it: room for as many. */
static void duties_room(struct check *k, size_t most)
{
    ASSERT(!k->v.duties);
    k->v.duties = arena_alloc(k->b->arena, most * sizeof *k->v.duties + 1);
}

/* ---- what falls with a penalty ---- */

static bool is_decided(const struct reg_record *r)
{
    return r->kind == KIND_LIST_DECIDE && r->origin != ORIGIN_COPIED && !r->ended_at.s &&
           !(r->flags & RECORD_WITHDRAWN);
}

/* A duty that an earlier act of the penalty opened there stays what it is: only who says so changes. */
static bool duty_before(struct check *k, int64_t matter, struct duty *out, struct err *e)
{
    struct reg_duty *open;
    size_t n;
    if (!registry_duties(db(k), matter, k->b->arena, &open, &n, e))
        return false;
    for (size_t i = 0; i < n; i++)
        if (open[i].does == KIND_LIST_ANNUL) {
            out->from = open[i].from;
            out->due = open[i].due;
            out->term = open[i].term;
            out->count = open[i].count;
            out->unit = open[i].unit;
            out->provisional = open[i].provisional;
        }
    return true;
}

static bool fallen(struct check *k, struct err *e)
{
    struct reg_record *resting;
    size_t n;
    if (!registry_resting(db(k), k->target.seq, k->b->arena, &resting, &n, e))
        return false;
    duties_room(k, n);
    for (size_t i = 0; i < n; i++) {
        if (!is_decided(&resting[i]))
            continue;
        struct clock_end due = clock_due(k->c, catalog_type(k->c, resting[i].type), STR("withdraw"), k->act->on);
        struct duty d = {.does = KIND_LIST_ANNUL,
                         .owed_by = STR("agency"),
                         .agency = resting[i].agency,
                         .from = k->act->on,
                         .matter = resting[i].seq};
        duty_by(&d, &due);
        if (!duty_before(k, resting[i].seq, &d, e))
            return false;
        k->v.duties[k->v.n_duties++] = d;
    }
    return true;
}

/* ---- counts ---- */

static bool late_end(struct check *k, struct err *e)
{
    struct day end;
    if (!registry_ground_end(db(k), &k->cf->head, k->b->today, k->b->arena, &end, e))
        return false;
    struct clock_end due = clock_due(k->c, k->cf->found_case.type, STR("end-measure"), end);
    if (day_is(due.last) && k->b->today.n > due.last.n)
        count_word(k, "late-end");
    return true;
}

static bool counts(struct check *k, struct err *e)
{
    switch (k->act->kind) {
    case KIND_LIST_DECIDE:
    case KIND_LIST_SERVE:
        if (day_is(k->v.public_from))
            count_word(k, k->act->origin == ORIGIN_CARRIED ? "carried" : "listed");
        return true;
    case KIND_LIST_REMOVE:
        count_word(k, "removed");
        return true;
    case KIND_LIST_ANNUL:
        count_word(k, "annulled");
        return true;
    case KIND_REPAIR_DECIDE:
        if (is_outcome(k, "granted"))
            count_word(k, "repaired");
        return true;
    case KIND_OBJECTION_FILE:
        count_word(k, "objection");
        return true;
    case KIND_OBJECTION_ANSWER:
        if (!is_outcome(k, "rejected"))
            count_word(k, "upheld");
        return true;
    case KIND_MEASURE_END:
        return late_end(k, e);
    default:
        return true;
    }
}

/* A listing that had run out before it was erased stays counted as such. */
static void count_expired(struct check *k)
{
    const struct reg_record *r = &k->target;
    int year, month, day;
    if (r->kind != KIND_LIST_DECIDE || r->ended_at.s || !day_is(r->in_force_until) ||
        r->in_force_until.n >= k->b->today.n || !str_is(act_text(k->act, "erase"), "true"))
        return;
    day_to_date(day_add(r->in_force_until, 1), &year, &month, &day);
    count_word(k, str_printf(k->b->arena, "expired:%d", year).p);
}

/* ---- all of it ---- */

static int64_t ground_of(const struct check *k)
{
    const struct casefile *cf = k->cf;
    switch (k->act->kind) {
    case KIND_LIST_NOTICE:
    case KIND_MEASURE_APPLY:
        return cf->found ? cf->head.seq : 0;
    case KIND_LIST_DECIDE:
        return str_is(act_outcome(k->act), "drop") ? 0 : cf->is_step ? cf->head.ground : cf->found ? cf->head.seq : 0;
    default:
        return 0;
    }
}

static void ruled_by(struct check *k)
{
    const struct cat_transition *row = k->cf->step.row;
    if (row)
        k->v.rules = str_printf(k->b->arena, "%.*s/%.*s", STR_FMT(row->machine), STR_FMT(row->id));
}

static bool effect_of_step(struct check *k, struct err *e)
{
    struct casefile *cf = k->cf;
    k->v.state = cf->step.row ? step_made(&cf->step, cf->state) : STR("listed");
    k->v.target = cf->is_step ? cf->head.seq : 0;
    k->v.ground = ground_of(k);
    if (cf->objection)
        k->v.answers = cf->objection->seq;
    else if (k->act->kind == KIND_REPAIR_DECIDE && cf->found_case.application)
        k->v.answers = cf->found_case.application->seq;
    ruled_by(k);
    if (!days(k, e) || (k->v.target && !close_duties(k, k->v.target, e)))
        return false;
    duties_room(k, 1);
    k->v.n_duties = cf->step.row && step_duty(&cf->step, k->v.duties);
    return counts(k, e);
}

/* Kinds from before: a correction or an end of a record that has duties, or that others rest on. */
static bool effect_of_others(struct check *k, struct err *e)
{
    bool concerns = k->has_target && !k->target_is_entity;
    if (!concerns || (k->act->kind != KIND_RECORD_CORRECT && !ends_case(k)))
        return true;
    if (!close_duties(k, k->target.seq, e))
        return false;
    count_expired(k);
    bool falls = k->act->kind == KIND_PENALTY_REVOKE || k->act->kind == KIND_RECORD_WITHDRAW;
    return !falls || k->target.kind != KIND_PENALTY_DECIDE || fallen(k, e);
}

bool check_effect(struct check *k, struct err *e)
{
    return k->cf ? effect_of_step(k, e) : effect_of_others(k, e);
}
