/* SPDX-License-Identifier: Apache-2.0 */
/* refers_to and step: which record the act is about, whose it is, and whether this step can follow. */
#include "act_int.h"

#include "text/text.h"

static struct store *db(const struct check *k)
{
    return k->b->w->store;
}

static bool record_matches(const struct reg_record *r, const struct act_ref *ref)
{
    return !(r->flags & RECORD_WITHDRAWN) && (!ref->agency.n || str_eq(ref->agency, r->agency)) &&
           (ref->kind == KIND_NONE || ref->kind == r->kind) && (!ref->type.n || str_eq(ref->type, r->type)) &&
           (!ref->doc_no.n || text_doc_same(ref->doc_no, r->doc_no));
}

/* The one record of the subject that the words fit; several that are open need the receipt. */
static bool target_by_words(struct check *k, struct err *e)
{
    struct reg_record *records;
    size_t n, fits = 0;
    if (!registry_records(db(k), k->act->subject, k->b->arena, &records, &n, e))
        return false;
    for (int want_open = 1; want_open >= 0 && !fits; want_open--)
        for (size_t i = 0; i < n; i++)
            if ((records[i].ended_at.s == 0) == want_open && record_matches(&records[i], &k->act->refers_to)) {
                k->target = records[i];
                fits++;
            }
    k->has_target = fits == 1;
    return true;
}

static bool target_by_receipt(struct check *k, struct err *e)
{
    int64_t seq;
    struct journal_entry en;
    struct err why;
    if (!receipt_parse(&k->b->w->keys, k->act->refers_to.receipt, &seq) || seq > k->b->last_seq)
        return true;
    if (!journal_get(db(k), seq, k->b->arena, &en, &why))
        return why.kind == ERR_NOT_FOUND || ERR(e, why.kind, "%s", why.msg);
    if (en.emptied || !str_eq(en.act.subject, k->act->subject))
        return true;
    if (!registry_record_by_seq(db(k), k->act->subject, seq, k->b->arena, &k->has_target, &k->target, e))
        return false;
    if (k->has_target) /* it opened a record itself */
        return true;
    int64_t open = en.verdict.target ? en.verdict.target : seq;
    k->target_is_entity = k->has_entity && open == k->entity.open_seq && (k->entity.flags & ENTITY_REGISTERED);
    if (k->target_is_entity) {
        k->has_target = true;
        return true;
    }
    return registry_record_by_seq(db(k), k->act->subject, open, k->b->arena, &k->has_target, &k->target, e);
}

static bool names_entity(const struct check *k)
{
    return !k->act->refers_to.receipt.n && k->act->refers_to.kind == KIND_ENTITY_REGISTER && k->has_entity &&
           (k->entity.flags & ENTITY_REGISTERED);
}

bool case_head(struct check *k, const struct reg_record *r, struct reg_record *head, struct err *e)
{
    struct journal_entry *acts;
    size_t n;
    bool of_case = r->kind == KIND_LIST_NOTICE || r->kind == KIND_LIST_DECIDE;
    *head = *r;
    return !of_case || registry_case(db(k), r, k->b->arena, head, &acts, &n, e);
}

bool names_withdrawal(const struct check *k, const struct reg_record *head)
{
    int64_t seq;
    return k->act->has_ref && receipt_parse(&k->b->w->keys, k->act->refers_to.receipt, &seq) && seq == head->end_seq;
}

/* What was withdrawn is found no more, by whichever act of its case; its withdrawal is. */
static bool leave_withdrawn(struct check *k, struct err *e)
{
    if (!k->has_target || k->target_is_entity)
        return true;
    if (!case_head(k, &k->target, &k->head, e))
        return false;
    k->has_target = !(k->head.flags & RECORD_WITHDRAWN) || names_withdrawal(k, &k->head);
    return true;
}

bool ref_find(struct check *k, struct err *e)
{
    if (names_entity(k)) {
        k->target_is_entity = k->has_target = true;
        return true;
    }
    bool by_receipt = k->act->refers_to.receipt.n > 0;
    return (by_receipt ? target_by_receipt(k, e) : target_by_words(k, e)) && leave_withdrawn(k, e);
}

/* A step filed again: the same number, or where it has none the same content. */
static bool repeats(const struct check *k, const struct journal_entry *en)
{
    bool same_stage = str_eq(act_text(&en->act, "stage"), act_text(k->act, "stage"));
    if (en->emptied || en->kind != k->act->kind || !same_stage)
        return false;
    if (k->act->doc_no.n || en->act.doc_no.n)
        return text_doc_same(k->act->doc_no, en->act.doc_no);
    return k->act->on.n == en->act.on.n || k->act->kind == KIND_RECORD_WITHDRAW;
}

bool check_repeat(struct check *k, const struct journal_entry *chain, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        struct str unlike = STR_NONE, noted = STR_NONE;
        if (!repeats(k, &chain[i]))
            continue;
        content_compare(k, &chain[i].act, chain[i].act.fields, chain[i].act.n_fields, &unlike, &noted);
        if (!unlike.n && !same_reference(k, &chain[i]))
            unlike = STR("refers_to");
        if (unlike.n && !k->act->doc_no.n)
            continue;
        if (unlike.n)
            return refuse(k, "conflict", unlike, STR_NONE, STR_NONE);
        k->unchanged = true;
        k->unchanged_seq = chain[i].seq;
        return true;
    }
    return true;
}

static bool family_fits(const struct check *k)
{
    static const struct {
        enum act_kind step, opened;
    } pairs[] = {
        {KIND_LICENCE_CHANGE, KIND_LICENCE_GRANT},  {KIND_LICENCE_END, KIND_LICENCE_GRANT},
        {KIND_PENALTY_CHANGE, KIND_PENALTY_DECIDE}, {KIND_PENALTY_REVOKE, KIND_PENALTY_DECIDE},
        {KIND_HONOUR_END, KIND_HONOUR_GRANT},       {KIND_RECORD_CHANGE, KIND_RECORD_PUBLISH},
        {KIND_RECORD_END, KIND_RECORD_PUBLISH},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i].step == k->act->kind)
            return k->target.kind == pairs[i].opened;
    return true;
}

static bool step_follows(struct check *k)
{
    const struct reg_record *r = &k->target;
    bool copy_end = k->act->kind == KIND_COPY_END;
    bool of_notice = k->act->kind == KIND_RECORD_CORRECT && r->kind == KIND_LIST_NOTICE; /* no record as yet */
    if (of_notice || (k->act->type.n && !str_eq(k->act->type, r->type)))
        return refuse(k, "ref-unknown", STR_NONE, STR_NONE, STR_NONE);
    if (!family_fits(k) || (copy_end != (r->origin == ORIGIN_COPIED) && k->act->kind != KIND_RECORD_WITHDRAW))
        return refuse(k, "step-order", str_of(act_kind_text(k->act->kind)), STR_NONE, STR_NONE);
    if (k->act->by == BY_AGENCY && !str_eq(r->agency, k->act->agency) &&
        !catalog_agency_succeeds(k->c, r->agency, k->act->agency))
        return refuse(k, "power", k->act->agency, str_of(act_kind_text(k->act->kind)), STR_NONE);
    bool may_follow_end = k->act->kind == KIND_RECORD_CORRECT || k->act->kind == KIND_RECORD_WITHDRAW;
    bool is_over = (r->flags & RECORD_WITHDRAWN) || (r->ended_at.s && !may_follow_end);
    if (is_over && copy_end)
        return refuse(k, "step-order", str_of(act_kind_text(k->act->kind)), STR_NONE, STR_NONE);
    if (is_over)
        return refuse(k, "record-ended", STR_NONE, STR_NONE, STR_NONE);
    if (day_is(k->act->on) && day_is(r->decided_on) && k->act->on.n < r->decided_on.n)
        return refuse(k, "date-order", STR("on < decided_on"), STR_NONE, STR_NONE);
    return true;
}

static bool check_entity_step(struct check *k, struct err *e)
{
    struct journal_entry open;
    struct reg_record as_chain = {.seq = k->entity.open_seq,
                                  .flags = k->entity.head_seq != k->entity.open_seq ? RECORD_CHAINED : 0};
    struct journal_entry *chain = &open;
    size_t n = 0;
    k->v.target = k->entity.open_seq;
    if (!registry_chain(db(k), &as_chain, k->b->arena, &chain, &n, e) || !check_repeat(k, chain, n))
        return false;
    if (k->unchanged || k->refused)
        return true;
    if (k->act->kind == KIND_RECORD_WITHDRAW)
        return refuse(k, "step-order", str_of(act_kind_text(k->act->kind)), STR_NONE, STR_NONE);
    if (day_is(k->entity.ended_on) && k->act->kind == KIND_ENTITY_CANCEL)
        return refuse(k, "record-ended", STR_NONE, STR_NONE, STR_NONE);
    if (k->act->kind == KIND_ENTITY_CHANGE && day_is(k->entity.registered_on) && day_is(k->act->on) &&
        k->act->on.n < k->entity.registered_on.n)
        return refuse(k, "date-order", STR("on < registered_on"), STR_NONE, STR_NONE);
    return true;
}

/* A grant opens no record: it is named by its receipt, and revoked by whoever made it. */
static bool check_power_revoke(struct check *k, struct err *e)
{
    int64_t seq;
    struct journal_entry grant = {0};
    struct err why = {0};
    bool known = receipt_parse(&k->b->w->keys, k->act->refers_to.receipt, &seq) && seq <= k->b->last_seq;
    if (known && !journal_get(db(k), seq, k->b->arena, &grant, &why) && why.kind != ERR_NOT_FOUND)
        return ERR(e, why.kind, "%s", why.msg);
    if (!known || grant.kind != KIND_POWER_GRANT)
        return refuse(k, "ref-unknown", STR_NONE, STR_NONE, STR_NONE);
    if (!str_eq(grant.act.agency, k->act->agency))
        return refuse(k, "power", k->act->agency, str_of(act_kind_text(k->act->kind)), STR_NONE);
    if (k->act->on.n < grant.act.on.n)
        return refuse(k, "date-order", STR("on"), STR_NONE, STR_NONE);
    k->v.target = seq;
    return true;
}

/* Only a decision to list can be copied, from a list that was taken before. */
static bool check_copy(struct check *k, struct err *e)
{
    const struct act *a = k->act;
    struct reg_source source = {.last_taken = DAY_NONE};
    bool found;
    if (a->kind == KIND_LIST_DECIDE && !str_is(act_outcome(a), "list"))
        return refuse(k, "step-order", str_of(act_kind_text(a->kind)), STR_NONE, STR_NONE);
    if (!registry_source_find(db(k), a->agency, a->type, act_text(a, "copied_from"), k->b->arena, &found, &source, e))
        return false;
    k->copy_taken = source.last_taken;
    return found || refuse(k, "ref-unknown", STR("copied_from"), STR_NONE, STR_NONE);
}

bool check_ref(struct check *k, struct err *e)
{
    if (k->act->origin == ORIGIN_COPIED && k->schema->opens)
        return check_copy(k, e);
    if (k->cf)
        return check_step(k, e);
    if (k->act->kind == KIND_ENTITY_CHANGE || k->act->kind == KIND_ENTITY_CANCEL)
        return check_entity_step(k, e);
    if (!k->schema->needs_ref)
        return true;
    if (k->act->kind == KIND_POWER_REVOKE)
        return check_power_revoke(k, e);
    if (!k->act->has_ref)
        return refuse(k, "ref-unknown", STR_NONE, STR_NONE, STR_NONE);
    if (!ref_find(k, e))
        return false;
    if (!k->has_target)
        return refuse(k, "ref-unknown", STR_NONE, STR_NONE, STR_NONE);
    if (k->target_is_entity)
        return check_entity_step(k, e);
    struct journal_entry *chain;
    size_t n;
    k->target = k->head; /* what concerns a case concerns the record that it is now */
    k->v.target = k->target.seq;
    if (!registry_chain(db(k), &k->target, k->b->arena, &chain, &n, e) || !check_repeat(k, chain, n))
        return false;
    return k->unchanged || k->refused || step_follows(k);
}
