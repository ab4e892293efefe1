/* SPDX-License-Identifier: Apache-2.0 */
#include "registry_int.h"

/* A copy that came alone, with no copy.take before it, is the first that was taken of its source. */
static bool source_open(struct registry *r, const struct journal_entry *en, struct str agency, struct str type,
                        struct str url, struct str retrieved, struct err *e)
{
    struct day taken = DAY_NONE;
    day_parse(retrieved, &taken);
    return store_run(r->store, NULL, e, ST_SOURCE_PUT, "itttidi", en->seq, agency, type, url, en->seq,
                     day_is(taken) ? taken : day_of_instant(en->at), (int64_t)0);
}

/* The source of a copied act; the one used last is kept, since a file has one. */
static bool source_of(struct registry *r, const struct journal_entry *en, int64_t *seq, struct err *e)
{
    const struct act *a = &en->act;
    struct str url = act_text(a, "copied_from");
    const struct reg_source *last = &r->source;
    if (last->seq && str_eq(last->agency, a->agency) && str_eq(last->type, a->type) && str_eq(last->url, url)) {
        *seq = last->seq;
        return true;
    }
    bool found;
    arena_reset(r->source_arena);
    r->source.seq = 0;
    if (!registry_source_find(r->store, a->agency, a->type, url, r->source_arena, &found, &r->source, e))
        return false;
    *seq = found ? r->source.seq : en->seq;
    return found || source_open(r, en, a->agency, a->type, url, act_text(a, "retrieved_on"), e);
}

static unsigned flags_of(const struct journal_entry *en, const struct cat_type *type)
{
    unsigned flags = 0;
    flags |= type->tone == TONE_ADVERSE ? RECORD_ADVERSE : 0;
    flags |= type->past_stays ? RECORD_PAST_STAYS : 0;
    flags |= type->external ? RECORD_EXTERNAL : 0;
    flags |= en->verdict.held ? RECORD_HELD : 0;
    flags |= en->verdict.public_until_computed ? RECORD_COMPUTED_END : 0;
    bool waits = en->kind == KIND_LIST_NOTICE || (en->kind == KIND_LIST_DECIDE && !day_is(en->verdict.public_from));
    flags |= waits ? RECORD_UNPUBLISHED : 0;
    return flags;
}

static bool next_gen(struct registry *r, struct str subject, struct str nkey, int64_t *gen, struct err *e)
{
    struct rows *q;
    bool got;
    if (!store_query(r->store, &q, e, ST_RECORD_OF_KEY, "tt", subject, nkey))
        return false;
    bool ok = rows_next(q, &got, e);
    if (ok)
        *gen = got ? rows_i64(q, 2) + 1 : 0;
    rows_end(q);
    return ok;
}

bool apply_open(struct registry *r, const struct journal_entry *en, const struct cat_type *type, struct err *e)
{
    const struct act *a = &en->act;
    const struct verdict *v = &en->verdict;
    ASSERT(type);
    int64_t source = 0, gen;
    bool copied = a->origin == ORIGIN_COPIED;
    if (copied && !source_of(r, en, &source, e))
        return false;
    struct buf plain = {0};
    buf_clear(&r->key);
    registry_natural_key(type, a, copied ? &plain : &r->key);
    if (copied)
        registry_copy_key(act_text(a, "copied_from"), buf_view(&plain), &r->key);
    buf_free(&plain);
    struct str nkey = buf_view(&r->key);
    int64_t kind = en->kind, origin = a->origin, flags = flags_of(en, type);
    struct str doc_no = a->doc_no.n ? a->doc_no : STR_NONE;
    if (!next_gen(r, a->subject, nkey, &gen, e) ||
        !store_run(r->store, NULL, e, ST_RECORD_PUT, copied ? "ttiitiittdddddinni" : "ttiitiittdddddinnn", a->subject,
                   nkey, gen, en->seq, a->type, kind, origin, a->agency, doc_no, a->on, v->in_force_from,
                   v->in_force_until, v->public_from, v->public_until, flags, source))
        return false;
    if (copied && !store_run(r->store, NULL, e, ST_SOURCE_LIVE, "ii", source, (int64_t)1))
        return false;
    if (v->ground && !store_run(r->store, NULL, e, ST_RECORD_REST, "ttii", a->subject, nkey, gen, v->ground))
        return false;
    if (en->kind != KIND_LIST_NOTICE)
        apply_count(r, a->agency, a->type);
    return true;
}

static struct str text_of(const json_t *j, const char *name)
{
    return str_of(json_string_value(json_object_get(j, name)));
}

/* What remains of an act whose content is gone: its key stays taken, what it counted stays counted. */
static bool residue_apply(struct registry *r, const struct journal_entry *en, const json_t *j, struct err *e)
{
    struct str key = text_of(j, "key"), type = text_of(j, "type"), agency = text_of(j, "agency"),
               url = text_of(j, "url");
    uint8_t hmac[SHA256_BYTES];
    bool opened = hex_parse(key, hmac, sizeof hmac);
    struct reg_source source;
    bool found = true;
    if (url.n && !registry_source_find(r->store, agency, type, url, r->arena, &found, &source, e))
        return false;
    if (!found && !source_open(r, en, agency, type, url, text_of(j, "taken"), e))
        return false;
    if (opened && !store_run(r->store, NULL, e, ST_GONE_KEY_PUT, "b", str_n((const char *)hmac, sizeof hmac)))
        return false;
    if (opened && type.n && en->kind != KIND_LIST_NOTICE)
        apply_count(r, en->agency, type);
    return apply_tally(r, agency.n ? agency : en->agency, type, json_integer_value(json_object_get(j, "year")),
                       text_of(j, "counts"), e);
}

bool apply_emptied(struct registry *r, const struct journal_entry *en, struct err *e)
{
    json_error_t je;
    json_t *j = json_loadb(en->residue.p, en->residue.n, JSON_REJECT_DUPLICATES, &je);
    if (!j)
        return ERR(e, ERR_CORRUPT, "act %lld has no readable residue", (long long)en->seq);
    bool ok = residue_apply(r, en, j, e);
    json_decref(j);
    return ok;
}

/* The record that the act names by its verdict. */
static bool target_row(struct registry *r, const struct journal_entry *en, bool *found, struct record_row *row,
                       struct err *e)
{
    return record_row_by_seq(r->store, en->act.subject, en->verdict.target, r->arena, found, row, e);
}

static bool lengthen_chain(struct registry *r, const struct journal_entry *en, struct record_row *row, struct err *e)
{
    row->r.flags |= RECORD_CHAINED;
    return store_run(r->store, NULL, e, ST_CHAIN_PUT, "ii", row->r.seq, en->seq);
}

bool apply_change(struct registry *r, const struct journal_entry *en, struct err *e)
{
    struct record_row row;
    bool found;
    if (!target_row(r, en, &found, &row, e))
        return false;
    if (!found)
        return en->kind == KIND_RECORD_CORRECT ? apply_entity_correction(r, en, e)
                                               : ERR(e, ERR_CORRUPT, "act %lld changes no record", (long long)en->seq);
    row.r.in_force_from = en->verdict.in_force_from;
    row.r.in_force_until = en->verdict.in_force_until;
    row.r.public_from = en->verdict.public_from;
    row.r.public_until = en->verdict.public_until;
    row.r.flags &= ~(unsigned)RECORD_COMPUTED_END;
    row.r.flags |= en->verdict.public_until_computed ? RECORD_COMPUTED_END : 0;
    return lengthen_chain(r, en, &row, e) && record_row_set(r->store, &row, e);
}

/* An end works from its commit (design section 6): the day before that of `at` is the last public one. */
static void end_row(struct record_row *row, const struct journal_entry *en)
{
    row->r.ended_at = en->at;
    row->r.end_seq = en->seq;
    struct day last = day_add(day_of_instant(en->at), -1);
    if (!day_is(row->r.public_until) || row->r.public_until.n > last.n)
        row->r.public_until = last;
}

void record_row_end(struct record_row *row, const struct journal_entry *en)
{
    struct day last = day_add(en->act.on, -1);
    if (!day_is(row->r.in_force_until) || row->r.in_force_until.n > last.n)
        row->r.in_force_until = last;
    end_row(row, en);
}

static bool source_lost_one(struct registry *r, const struct record_row *row, struct err *e)
{
    if (!row->r.source || row->r.ended_at.s)
        return true;
    return store_run(r->store, NULL, e, ST_SOURCE_LIVE, "ii", row->r.source, (int64_t)-1);
}

bool apply_end(struct registry *r, const struct journal_entry *en, struct err *e)
{
    struct record_row row;
    bool found;
    if (!target_row(r, en, &found, &row, e))
        return false;
    if (!found)
        return ERR(e, ERR_CORRUPT, "act %lld ends no record", (long long)en->seq);
    if (!source_lost_one(r, &row, e))
        return false;
    record_row_end(&row, en);
    return lengthen_chain(r, en, &row, e) && record_row_set(r->store, &row, e);
}

static bool erase_row(struct registry *r, const struct record_row *row, struct err *e)
{
    uint8_t hmac[SHA256_BYTES];
    record_key_hmac(r->keys, row->r.subject, row->nkey, hmac);
    return store_run(r->store, NULL, e, ST_GONE_KEY_PUT, "b", str_n((const char *)hmac, sizeof hmac)) &&
           store_run(r->store, NULL, e, ST_RECORD_DROP, "tti", row->r.subject, row->nkey, row->gen) &&
           store_run(r->store, NULL, e, ST_CHAIN_CLEAR, "i", row->r.seq) &&
           store_run(r->store, NULL, e, ST_DUTY_DROP_MATTER, "i", row->r.seq);
}

/* Duties that its acts opened in the cases of others, as a revoked penalty does in the listings that rest on it. */
static bool erase_duties_elsewhere(struct registry *r, int64_t ground, const struct journal_entry *acts, size_t n,
                                   struct err *e)
{
    struct reg_record *resting;
    size_t n_resting;
    if (!registry_resting(r->store, ground, r->arena, &resting, &n_resting, e))
        return false;
    for (size_t i = 0; i < n_resting; i++)
        for (size_t k = 0; k < n; k++)
            if (!store_run(r->store, NULL, e, ST_DUTY_DROP_OPENED, "ii", resting[i].seq, acts[k].seq))
                return false;
    return true;
}

/* A case goes whole: proceeding, listing, restoration. */
static bool erase_case(struct registry *r, const struct record_row *row, struct err *e)
{
    struct reg_record head;
    struct journal_entry *acts;
    size_t n;
    if (!registry_case(r->store, &row->r, r->arena, &head, &acts, &n, e))
        return false;
    for (size_t i = 0; i < n; i++) {
        struct record_row part;
        bool found;
        if (!record_row_by_seq(r->store, row->r.subject, acts[i].seq, r->arena, &found, &part, e) ||
            (found && (!erase_row(r, &part, e) || !erase_duties_elsewhere(r, part.r.seq, acts, n, e))))
            return false;
    }
    return apply_entity_after_erasure(r, row->r.subject, e);
}

bool apply_withdraw(struct registry *r, const struct journal_entry *en, struct err *e)
{
    const struct act *a = &en->act;
    bool erase = str_is(act_text(a, "erase"), "true"), found;
    struct record_row row;
    if (!target_row(r, en, &found, &row, e))
        return false;
    if (!store_run(r->store, NULL, e, ST_WITHDRAWN_PUT, "iitdi", en->verdict.target, en->seq, act_text(a, "reason"),
                   day_of_instant(en->at), (int64_t)erase))
        return false;
    if (!found) /* replayed after the emptying: nothing else is left to hide */
        return true;
    if (!source_lost_one(r, &row, e))
        return false;
    if (erase)
        return erase_case(r, &row, e);
    end_row(&row, en);
    row.r.flags |= RECORD_WITHDRAWN;
    return lengthen_chain(r, en, &row, e) && record_row_set(r->store, &row, e);
}
