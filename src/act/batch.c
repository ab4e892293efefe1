/* SPDX-License-Identifier: Apache-2.0 */
/* One transaction of acts: check, append, apply. */
#include "act_int.h"

#include "search/search.h"
#include "text/text.h"

bool act_batch_open(struct writer *w, struct act_batch **out, struct err *e)
{
    if (!store_begin(w->store, e))
        return false;
    struct act_batch *b = mem_alloc(sizeof *b);
    b->w = w;
    b->arena = arena_new();
    b->scratch = findings_new();
    b->at = journal_begin(w->journal, writer_now(w));
    b->today = day_of_instant(b->at);
    b->edition = edition_on(w, b->today);
    b->last_seq = journal_last_seq(w->journal);
    b->first_seq = b->last_seq + 1;
    *out = b;
    return true;
}

static void batch_free(struct act_batch *b)
{
    arena_free(b->who.arena);
    buf_free(&b->holder);
    arena_free(b->arena);
    findings_free(b->scratch);
    mem_free(b);
}

void act_batch_abort(struct act_batch *b)
{
    if (!b)
        return;
    store_rollback(b->w->store);
    journal_abandon(b->w->journal);
    registry_abandon(b->w->registry);
    b->w->memo.none_filed = false;
    batch_free(b);
}

bool act_batch_commit(struct act_batch *b, struct err *e)
{
    struct writer *w = b->w;
    if (!b->appended) {
        act_batch_abort(b);
        return true;
    }
    if (!journal_finish(w->journal, e) || !registry_finish(w->registry, e) || !store_commit(w->store, e)) {
        act_batch_abort(b);
        return false;
    }
    batch_free(b);
    return true;
}

static bool is_key_kind(enum act_kind k)
{
    return k == KIND_KEY_ADD || k == KIND_KEY_REVOKE;
}

bool projections_apply(struct writer *w, const struct journal_entry *en, const struct cat_type *type, struct err *e)
{
    return is_key_kind(en->kind) ? access_apply(w->store, en, e) : registry_apply(w->registry, en, type, e);
}

bool batch_append(struct act_batch *b, const struct act *a, const struct verdict *v, const struct cat_type *type,
                  int64_t *seq, struct err *e)
{
    struct journal_entry en = {.at = b->at,
                               .kind = a->kind,
                               .agency = a->agency,
                               .ref = v->target,
                               .act = *a,
                               .verdict = *v,
                               .actor = b->actor[0] ? str_of(b->actor) : STR("local")};
    if (!journal_append(b->w->journal, a, v, en.actor, &en.seq, e) || !projections_apply(b->w, &en, type, e))
        return false;
    b->w->has_sources = b->w->has_sources || a->kind == KIND_COPY_TAKE;
    if (a->kind == KIND_POWER_GRANT || a->kind == KIND_POWER_REVOKE)
        b->w->memo.none_filed = false;
    if (is_key_kind(a->kind))
        batch_keys_changed(b);
    b->last_seq = en.seq;
    b->appended++;
    *seq = en.seq;
    return true;
}

/* What a withdrawal with erasure empties: the chain of the record, each act leaving type, year, outcome and key. */
static bool erase_chain(struct check *k, const struct journal_entry *chain, size_t n, struct str key_hex, struct err *e)
{
    struct arena *a = k->b->arena;
    int64_t *seqs = arena_alloc(a, n * sizeof *seqs);
    struct str *residues = arena_alloc(a, n * sizeof *residues);
    for (size_t i = 0; i < n; i++) {
        int year, month, day;
        day_to_date(day_of_instant(chain[i].at), &year, &month, &day);
        seqs[i] = chain[i].seq;
        residues[i] = i == 0 ? str_printf(a, "{\"key\":\"%.*s\",\"outcome\":\"erased\",\"type\":\"%.*s\",\"year\":%d}",
                                          STR_FMT(key_hex), STR_FMT(k->target.type), year)
                             : str_printf(a, "{\"outcome\":\"erased\",\"type\":\"%.*s\",\"year\":%d}", STR_FMT(k->target.type), year);
    }
    return journal_erase(k->b->w->journal, seqs, residues, n, e);
}

static bool append_withdrawal(struct check *k, int64_t *seq, struct err *e)
{
    struct journal_entry *chain = NULL;
    size_t n = 0;
    bool erase = str_is(act_text(k->act, "erase"), "true");
    struct str key = STR_NONE;
    struct arena *keep = arena_new(); /* the chain must outlive the append */
    bool ok = !erase || (registry_chain(k->b->w->store, &k->target, keep, &chain, &n, e) &&
                         registry_record_key_hex(k->b->w->store, &k->b->w->keys, &k->target, keep, &key, e));
    ok = ok && (!erase || search_forget(k->b->w->store, k->act->subject, e)) &&
         batch_append(k->b, k->act, &k->v, k->type, seq, e) && (!erase || erase_chain(k, chain, n, key, e));
    arena_free(keep);
    return ok;
}

static bool same_number(const struct act *a, const struct reg_record *r)
{
    struct buf x = {0}, y = {0};
    text_doc_key(a->doc_no, &x);
    text_doc_key(r->doc_no, &y);
    bool same = str_eq(buf_view(&x), buf_view(&y));
    buf_free(&x);
    buf_free(&y);
    return same;
}

/* A filed record ends the copy of the same agency, type, number and subject in the same commit (design section 4). */
static bool end_copies(struct check *k, struct err *e)
{
    struct reg_record *records;
    size_t n;
    if (!k->b->w->has_sources || !k->schema->opens || !k->type || k->act->origin == ORIGIN_COPIED)
        return true;
    if (!registry_records(k->b->w->store, k->act->subject, k->b->arena, &records, &n, e))
        return false;
    for (size_t i = 0; i < n; i++) {
        const struct reg_record *r = &records[i];
        int64_t seq;
        if (r->origin != ORIGIN_COPIED || r->ended_at.s || !str_eq(r->agency, k->act->agency) ||
            !str_eq(r->type, k->act->type) || !same_number(k->act, r))
            continue;
        struct act end = {.kind = KIND_COPY_END, .type = r->type, .by = BY_OPERATOR, .agency = r->agency, .subject = r->subject,
                          .on = k->b->today};
        struct verdict v = {.edition = k->b->edition->seq, .target = r->seq, .in_force_from = DAY_NONE, .in_force_until = DAY_NONE,
                            .public_from = DAY_NONE, .public_until = DAY_NONE};
        if (!batch_append(k->b, &end, &v, k->type, &seq, e))
            return false;
    }
    return true;
}

static void set_defaults(struct check *k)
{
    struct act *a = k->act;
    bool history = a->kind == KIND_ENTITY_REGISTER; /* a registrar's old row may not know the day */
    if (!day_is(a->on) && a->origin != ORIGIN_COPIED && (history || !k->schema->opens))
        a->on = k->b->today;
}

static bool accept(struct check *k, struct act_answer *out, struct err *e)
{
    int64_t seq;
    bool withdrawal = k->act->kind == KIND_RECORD_WITHDRAW;
    bool ok = withdrawal ? append_withdrawal(k, &seq, e) : batch_append(k->b, k->act, &k->v, k->type, &seq, e);
    if (!ok || !end_copies(k, e))
        return false;
    out->status = k->v.held ? STATUS_HELD : STATUS_ACCEPTED;
    out->seq = seq;
    return true;
}

bool act_batch_add(struct act_batch *b, const struct act *a, int64_t line, struct findings *f, struct act_answer *out,
                   struct err *e)
{
    struct act mine = *a;
    struct check k = {.b = b, .c = b->edition->catalog, .act = &mine, .line = line, .f = f, .schema = act_schema_of(a->kind)};
    k.v.in_force_from = k.v.in_force_until = k.v.public_from = k.v.public_until = DAY_NONE;
    arena_reset(b->arena);
    *out = (struct act_answer){.status = STATUS_REFUSED, .kind = a->kind};
    if (!k.schema)
        refuse(&k, "shape", STR("kind"), STR_NONE, STR_NONE);
    else if (!credential_check(b, a, line, f, &k.refused, e))
        return false;
    if (!k.refused)
        set_defaults(&k);
    if (!k.refused && !act_check(&k, e))
        return false;
    out->code = k.refused;
    if (k.refused)
        return true;
    if (k.unchanged) {
        out->status = STATUS_UNCHANGED;
        out->seq = k.unchanged_seq;
    } else if (!accept(&k, out, e)) {
        return false;
    }
    return true;
}
