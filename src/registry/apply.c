/* SPDX-License-Identifier: Apache-2.0 */
/* The only writer of the projections: one journaled act at a time, judged elsewhere (R1). */
#include "registry_int.h"

bool registry_open(struct store *s, const struct keys *k, struct registry **out, struct err *e)
{
    struct rows *q;
    bool got;
    if (!store_query(s, &q, e, ST_RECORD_ANY, ""))
        return false;
    bool ok = rows_next(q, &got, e);
    rows_end(q);
    if (!ok)
        return false;
    struct registry *r = mem_alloc(sizeof *r);
    r->store = s;
    r->keys = k;
    r->has_records = got;
    r->arena = arena_new();
    r->names = arena_new();
    r->source_arena = arena_new();
    r->shape_arena = arena_new();
    r->shapes = map_new();
    *out = r;
    return true;
}

void registry_close(struct registry *r)
{
    if (!r)
        return;
    VEC_FREE(&r->deltas);
    buf_free(&r->key);
    arena_free(r->arena);
    arena_free(r->names);
    arena_free(r->source_arena);
    arena_free(r->shape_arena);
    map_free(r->shapes);
    buf_free(&r->shape_key);
    buf_free(&r->shape);
    buf_free(&r->values);
    mem_free(r);
}

static void set_last(struct registry *r, struct str uscc)
{
    size_t n = uscc.n < sizeof r->last_uscc ? uscc.n : sizeof r->last_uscc - 1;
    memcpy(r->last_uscc, uscc.p ? uscc.p : "", n);
    r->last_uscc[n] = 0;
    r->last_known = true;
}

static void read_last(struct registry *r)
{
    struct rows *q;
    struct err ignored;
    bool got;
    if (!store_query(r->store, &q, &ignored, ST_ENTITY_MAX, ""))
        return;
    if (rows_next(q, &got, &ignored) && got)
        set_last(r, rows_str(q, 0));
    rows_end(q);
}

bool registry_may_have(struct registry *r, struct str uscc)
{
    if (!r->last_known)
        read_last(r);
    return !r->last_known || str_cmp(uscc, str_of(r->last_uscc)) <= 0;
}

void registry_note_entity(struct registry *r, struct str uscc)
{
    if (r->last_known && str_cmp(uscc, str_of(r->last_uscc)) > 0)
        set_last(r, uscc);
}

void registry_abandon(struct registry *r)
{
    r->last_known = false;
    r->deltas.n = 0;
    r->source = (struct reg_source){0};
    r->has_records = true; /* unknown after a rollback: the careful answer */
    arena_reset(r->names);
    shapes_forget(r);
}

void apply_count(struct registry *r, struct str agency, struct str type)
{
    for (size_t i = 0; i < r->deltas.n; i++) {
        struct filing_delta *d = &r->deltas.v[i];
        if (str_eq(d->agency, agency) && str_eq(d->type, type)) {
            d->records++;
            d->last = r->last_at;
            return;
        }
    }
    struct filing_delta fresh = {str_dup(r->names, agency), str_dup(r->names, type), 1, r->last_at};
    VEC_PUSH(&r->deltas, fresh);
}

bool registry_finish(struct registry *r, struct err *e)
{
    for (size_t i = 0; i < r->deltas.n; i++) {
        const struct filing_delta *d = &r->deltas.v[i];
        if (!store_run(r->store, NULL, e, ST_FILING_ADD, "ttii", d->agency, d->type, d->records, d->last.s))
            return false;
    }
    r->deltas.n = 0;
    arena_reset(r->names);
    return true;
}

static bool apply_opening(struct registry *r, const struct journal_entry *en, const struct cat_type *type,
                          struct err *e)
{
    return apply_open(r, en, type, e) && apply_entity_of_record(r, en, e);
}

static bool apply_kind(struct registry *r, const struct journal_entry *en, const struct cat_type *type, struct err *e)
{
    switch (en->kind) {
    case KIND_ENTITY_REGISTER:
    case KIND_ENTITY_CHANGE:
    case KIND_ENTITY_CANCEL:
        return apply_entity_act(r, en, e);
    case KIND_LICENCE_GRANT:
    case KIND_PENALTY_DECIDE:
    case KIND_HONOUR_GRANT:
    case KIND_RECORD_PUBLISH:
        return apply_opening(r, en, type, e);
    case KIND_LICENCE_CHANGE:
    case KIND_PENALTY_CHANGE:
    case KIND_RECORD_CHANGE:
    case KIND_RECORD_CORRECT:
        return apply_change(r, en, e);
    case KIND_LICENCE_END:
    case KIND_PENALTY_REVOKE:
    case KIND_HONOUR_END:
    case KIND_RECORD_END:
    case KIND_COPY_END:
        return apply_end(r, en, e);
    case KIND_RECORD_WITHDRAW:
        return apply_withdraw(r, en, e);
    case KIND_COPY_TAKE:
        return apply_copy_take(r, en, e);
    case KIND_OFFICER_ADD:
    case KIND_OFFICER_REVOKE:
        return apply_officer(r, en, e);
    case KIND_POWER_GRANT:
    case KIND_POWER_REVOKE:
        return apply_power(r, en, e);
    case KIND_RULES_ADOPT:
        return apply_edition(r, en, e);
    case KIND_LIST_NOTICE:
    case KIND_LIST_SERVE:
    case KIND_LIST_REPLY:
    case KIND_LIST_HEARING:
    case KIND_LIST_WAIVE:
    case KIND_LIST_DECIDE:
    case KIND_LIST_REMOVE:
    case KIND_LIST_ANNUL:
    case KIND_MEASURE_APPLY:
    case KIND_MEASURE_END:
    case KIND_OBJECTION_FILE:
    case KIND_OBJECTION_ANSWER:
    case KIND_REPAIR_APPLY:
    case KIND_REPAIR_DECIDE:
        return apply_step(r, en, type, e);
    case KIND_KEY_ADD: /* the table of keys is kept by access */
    case KIND_KEY_REVOKE:
    case KIND_NONE:
        break;
    }
    return ERR(e, ERR_CORRUPT, "act %lld has an unknown kind", (long long)en->seq);
}

bool registry_apply(struct registry *r, const struct journal_entry *en, const struct cat_type *type, struct err *e)
{
    const struct verdict *v = &en->verdict;
    arena_reset(r->arena);
    r->last_at = en->at;
    if (en->emptied)
        return apply_emptied(r, en, e);
    if (v->counts.n && !apply_counts(r, en, e)) /* before the record is gone that it counts for */
        return false;
    return apply_kind(r, en, type, e) && ((!v->n_duties && !v->n_done) || apply_duties(r, en, e));
}
