/* SPDX-License-Identifier: Apache-2.0 */
/* One transaction of acts: check, append, apply. */
#include "codec/codec.h"

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
    b->w->has_sources = b->w->has_sources || a->kind == KIND_COPY_TAKE || a->origin == ORIGIN_COPIED;
    if (a->kind == KIND_POWER_GRANT || a->kind == KIND_POWER_REVOKE)
        b->w->memo.none_filed = false;
    if (is_key_kind(a->kind))
        batch_keys_changed(b);
    b->last_seq = en.seq;
    b->appended++;
    *seq = en.seq;
    return true;
}

/* What remains of an act: type, year, outcome, what it counted; of one that opened a record also the key; of a copy
 * also whence it was, which others may share. */
static struct str residue_of(struct check *k, const struct journal_entry *en, struct str key_hex, struct str counts)
{
    struct arena *a = k->b->arena;
    struct buf b = {0};
    int year, month, day;
    day_to_date(day_of_instant(en->at), &year, &month, &day);
    buf_printf(&b, "{\"agency\":\"%.*s\"", STR_FMT(k->target.agency));
    if (counts.n)
        buf_printf(&b, ",\"counts\":\"%.*s\"", STR_FMT(counts));
    if (key_hex.n)
        buf_printf(&b, ",\"key\":\"%.*s\"", STR_FMT(key_hex));
    buf_z(&b, ",\"outcome\":\"erased\"");
    if (en->act.origin == ORIGIN_COPIED)
        buf_printf(&b, ",\"taken\":\"%.*s\"", STR_FMT(act_text(&en->act, "retrieved_on")));
    buf_printf(&b, ",\"type\":\"%.*s\"", STR_FMT(k->target.type));
    if (en->act.origin == ORIGIN_COPIED) {
        buf_z(&b, ",\"url\":");
        json_put_string(&b, act_text(&en->act, "copied_from"));
    }
    buf_printf(&b, ",\"year\":%d}", year);
    struct str s = str_dup(a, buf_view(&b));
    buf_free(&b);
    return s;
}

/* The counts of the withdrawal itself would have nothing to belong to: the record's opening act keeps them, with their
 * year. */
static struct str counts_of(struct check *k, const struct journal_entry *en)
{
    struct str rest = en->seq == k->target.seq ? k->v.counts : STR_NONE, one;
    struct buf b = {0};
    int year, month, day;
    day_to_date(k->b->today, &year, &month, &day);
    buf_str(&b, en->verdict.counts);
    while (str_split(&rest, ' ', &one)) {
        buf_printf(&b, "%s%.*s", b.n ? " " : "", STR_FMT(one));
        if (str_find(one, STR(":")) < 0)
            buf_printf(&b, ":%d", year);
    }
    struct str s = str_dup(k->b->arena, buf_view(&b));
    buf_free(&b);
    return s;
}

static bool key_of(struct check *k, const struct journal_entry *en, struct arena *keep, struct str *hex, struct err *e)
{
    struct reg_record r;
    bool found;
    *hex = STR_NONE;
    if (!registry_record_by_seq(k->b->w->store, k->act->subject, en->seq, keep, &found, &r, e))
        return false;
    return !found || registry_record_key_hex(k->b->w->store, &k->b->w->keys, &r, keep, hex, e);
}

/* What a withdrawal with erasure empties: all acts of the case. */
struct erasure {
    struct journal_entry *acts;
    size_t n;
    int64_t *seqs;
    struct str *residues;
};

static bool erasure_prepare(struct check *k, struct erasure *x, struct arena *keep, struct err *e)
{
    struct reg_record head;
    if (!registry_case(k->b->w->store, &k->target, keep, &head, &x->acts, &x->n, e))
        return false;
    x->seqs = arena_alloc(keep, x->n * sizeof *x->seqs);
    x->residues = arena_alloc(keep, x->n * sizeof *x->residues);
    for (size_t i = 0; i < x->n; i++) {
        struct str hex;
        if (!key_of(k, &x->acts[i], keep, &hex, e))
            return false;
        x->seqs[i] = x->acts[i].seq;
        x->residues[i] = residue_of(k, &x->acts[i], hex, counts_of(k, &x->acts[i]));
    }
    return true;
}

static bool append_withdrawal(struct check *k, int64_t *seq, struct err *e)
{
    struct erasure x = {0};
    bool erase = str_is(act_text(k->act, "erase"), "true");
    struct arena *keep = arena_new(); /* the chain must outlive the append */
    bool ok = (!erase || (erasure_prepare(k, &x, keep, e) && search_forget(k->b->w->store, k->act->subject, e))) &&
              batch_append(k->b, k->act, &k->v, k->type, seq, e) &&
              (!erase || journal_erase(k->b->w->journal, x.seqs, x.residues, x.n, e));
    arena_free(keep);
    return ok;
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
            !str_eq(r->type, k->act->type) || !text_doc_same(k->act->doc_no, r->doc_no))
            continue;
        struct act end = {.kind = KIND_COPY_END,
                          .type = r->type,
                          .by = BY_OPERATOR,
                          .agency = r->agency,
                          .subject = r->subject,
                          .on = k->b->today};
        struct verdict v = {.edition = k->b->edition->seq,
                            .target = r->seq,
                            .in_force_from = DAY_NONE,
                            .in_force_until = DAY_NONE,
                            .public_from = DAY_NONE,
                            .public_until = DAY_NONE};
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

/* ---- a part that may be taken back alone ---- */

bool batch_mark(struct act_batch *b, struct err *e)
{
    b->kept = (struct batch_mark){b->last_seq, b->appended};
    return journal_mark(b->w->journal, e) && registry_finish(b->w->registry, e) && store_mark(b->w->store, e);
}

bool batch_mark_keep(struct act_batch *b, struct err *e)
{
    return store_mark_keep(b->w->store, e);
}

bool batch_mark_back(struct act_batch *b, struct err *e)
{
    b->last_seq = b->kept.last_seq;
    b->appended = b->kept.appended;
    b->w->memo.none_filed = false;
    journal_mark_back(b->w->journal);
    registry_abandon(b->w->registry);
    return store_mark_back(b->w->store, e);
}

static struct check check_of(struct act_batch *b, struct act *a, int64_t line, struct findings *f)
{
    struct check k = {
        .b = b, .c = b->edition->catalog, .act = a, .line = line, .f = f, .schema = act_schema_of(a->kind)};
    k.v.in_force_from = k.v.in_force_until = k.v.public_from = k.v.public_until = DAY_NONE;
    arena_reset(b->arena);
    return k;
}

bool batch_shape(struct act_batch *b, const struct act *a, int64_t line, struct findings *f, const char **refused,
                 struct err *e)
{
    struct act mine = *a;
    struct findings *own = findings_new(); /* what only warns is said again by the steps */
    struct check k = check_of(b, &mine, line, own);
    bool ok = credential_check(b, a, line, own, &k.refused, e) && (k.refused || check_shape(&k, e));
    *refused = k.refused;
    if (ok && k.refused)
        findings_move(f, own);
    findings_free(own);
    return ok;
}

bool batch_add_step(struct act_batch *b, const struct act *a, bool expanded, int64_t line, struct findings *f,
                    struct act_answer *out, struct err *e)
{
    struct act mine = *a;
    struct check k = check_of(b, &mine, line, f);
    k.v.expanded = expanded;
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

bool act_batch_add(struct act_batch *b, const struct act *a, int64_t line, struct findings *f, struct act_answer *out,
                   struct err *e)
{
    return is_one_row(a) ? expand_add(b, a, line, f, out, e) : batch_add_step(b, a, false, line, f, out, e);
}
