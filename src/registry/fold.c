/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A record is the act that opened it with later acts laid over it. Most records have one act; only those with
 * RECORD_CHAINED read more than one.
 */
#include "registry_int.h"

static bool chain_seqs(struct store *s, int64_t open_seq, struct arena *a, int64_t **seqs, size_t *n, struct err *e)
{
    struct rows *q;
    if (!store_query(s, &q, e, ST_CHAIN_OF, "i", open_seq))
        return false;
    VEC(int64_t) v = {0};
    bool got = false, ok;
    while ((ok = rows_next(q, &got, e)) && got)
        VEC_PUSH(&v, rows_i64(q, 0));
    rows_end(q);
    if (ok)
        VEC_KEEP(&v, a, seqs, n);
    VEC_FREE(&v);
    return ok;
}

/* How an act is read: with its row or without. */
typedef bool read_act(struct store *s, int64_t seq, struct arena *a, struct journal_entry *out, struct err *e);

static bool chain_load(struct store *s, read_act *get, int64_t open_seq, bool chained, struct arena *a,
                       struct journal_entry **out, size_t *n, struct err *e)
{
    int64_t *seqs = NULL;
    size_t n_seqs = 0;
    if (chained && !chain_seqs(s, open_seq, a, &seqs, &n_seqs, e))
        return false;
    struct journal_entry *v = arena_alloc(a, (n_seqs + 1) * sizeof *v);
    if (!get(s, open_seq, a, &v[0], e))
        return false;
    for (size_t i = 0; i < n_seqs; i++)
        if (!get(s, seqs[i], a, &v[i + 1], e))
            return false;
    *out = v;
    *n = n_seqs + 1;
    return true;
}

bool registry_chain(struct store *s, const struct reg_record *r, struct arena *a, struct journal_entry **out, size_t *n,
                    struct err *e)
{
    return chain_load(s, journal_get, r->seq, (r->flags & RECORD_CHAINED) != 0, a, out, n, e);
}

static int by_id(const void *pa, const void *pb)
{
    return str_cmp(((const struct act_field *)pa)->id, ((const struct act_field *)pb)->id);
}

void fields_merge(struct arena *a, struct act_field **fields, size_t *n, const struct act_field *more, size_t n_more)
{
    struct act_field *v = arena_alloc(a, (*n + n_more) * sizeof *v + 1);
    size_t k = *n;
    if (k)
        memcpy(v, *fields, k * sizeof *v);
    for (size_t i = 0; i < n_more; i++) {
        size_t at = 0;
        while (at < *n && !str_eq(v[at].id, more[i].id))
            at++;
        v[at < *n ? at : k++] = more[i];
    }
    if (k)
        qsort(v, k, sizeof *v, by_id);
    *fields = v;
    *n = k;
}

/* Changes have a day of effect; corrections say what was true all along. `at` is only there when `known` is asked. */
static bool has_effect(const struct journal_entry *en, struct day as_of, struct instant known)
{
    if (en->emptied || (known.s && en->at.s > known.s))
        return false;
    return en->kind == KIND_RECORD_CORRECT || !day_is(as_of) || en->act.on.n <= as_of.n;
}

/* These belong to the step, not to the record that it changes. */
static bool is_step_field(struct str id)
{
    static const char *const ids[] = {"reason", "reason_basis", "erase"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        if (str_is(id, ids[i]))
            return true;
    return false;
}

static void merge_step(struct arena *a, struct act_field **fields, size_t *n, const struct act *act)
{
    struct act_field *keep = arena_alloc(a, act->n_fields * sizeof *keep + 1);
    size_t k = 0;
    for (size_t i = 0; i < act->n_fields; i++)
        if (!is_step_field(act->fields[i].id))
            keep[k++] = act->fields[i];
    fields_merge(a, fields, n, keep, k);
}

static bool is_change(enum act_kind k)
{
    return k == KIND_LICENCE_CHANGE || k == KIND_PENALTY_CHANGE || k == KIND_RECORD_CHANGE ||
           k == KIND_RECORD_CORRECT || k == KIND_ENTITY_CHANGE;
}

static void fold_days(struct reg_record *r, const struct journal_entry *en)
{
    r->in_force_from = en->verdict.in_force_from;
    r->in_force_until = en->verdict.in_force_until;
    r->public_from = en->verdict.public_from;
    r->public_until = en->verdict.public_until;
}

/* An adoption shortens the row, not the verdicts: where the whole chain was known and no act has ended the record, the
 * earlier day holds. An end that was known holds too. */
static void keep_shortened(struct reg_record *r, const struct reg_record *row)
{
    struct day until = row->public_until;
    bool earlier = day_is(until) && (!day_is(r->public_until) || until.n < r->public_until.n);
    if (r->ended_at.s)
        r->in_force_until = row->in_force_until;
    if (r->ended_at.s || (!r->end_seq && earlier))
        r->public_until = until;
}

bool registry_fold(struct store *s, struct reg_record *r, struct day as_of, struct instant known, struct arena *a,
                   struct act_field **fields, size_t *n, struct err *e)
{
    struct journal_entry *chain;
    size_t n_chain;
    bool chained = (r->flags & RECORD_CHAINED) != 0;
    struct reg_record row = *r;
    if (!chain_load(s, known.s ? journal_get : journal_content, r->seq, chained, a, &chain, &n_chain, e))
        return false;
    *fields = chain[0].act.fields;
    *n = chain[0].act.n_fields;
    if (n_chain == 1)
        return true;
    if (known.s) { /* as it was known then: start from the opening act, and no later end is known */
        fold_days(r, &chain[0]);
        if (r->ended_at.s > known.s)
            r->ended_at = (struct instant){0};
    }
    for (size_t i = 1; i < n_chain; i++) {
        bool publishes = chain[i].kind == KIND_LIST_SERVE && day_is(chain[i].verdict.public_from);
        if (known.s && publishes && chain[i].at.s <= known.s)
            fold_days(r, &chain[i]);
        if (!is_change(chain[i].kind) || !has_effect(&chain[i], as_of, known))
            continue;
        merge_step(a, fields, n, &chain[i].act);
        if (known.s)
            fold_days(r, &chain[i]);
    }
    if (known.s && (r->ended_at.s || chain[n_chain - 1].at.s <= known.s))
        keep_shortened(r, &row);
    return true;
}

bool registry_entity_fields(struct store *s, const struct reg_entity *x, struct day as_of, struct instant known,
                            struct arena *a, struct act_field **fields, size_t *n, struct err *e)
{
    *fields = NULL;
    *n = 0;
    if (!x->head_seq)
        return true;
    struct journal_entry *chain;
    size_t n_chain;
    if (!chain_load(s, known.s ? journal_get : journal_content, x->open_seq, x->head_seq != x->open_seq, a, &chain,
                    &n_chain, e))
        return false;
    *fields = chain[0].act.fields;
    *n = chain[0].act.n_fields;
    for (size_t i = 1; i < n_chain; i++)
        if (is_change(chain[i].kind) && has_effect(&chain[i], as_of, known))
            merge_step(a, fields, n, &chain[i].act);
    return true;
}
