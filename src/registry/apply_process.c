/* SPDX-License-Identifier: Apache-2.0 */
/* Steps of due process: what each does to its record, the duties it opens and closes, what it adds to the counts. */
#include "registry_int.h"

static bool row_of(struct registry *r, const struct journal_entry *en, struct record_row *row, struct err *e)
{
    bool found;
    if (!record_row_by_seq(r->store, en->act.subject, en->verdict.target, r->arena, &found, row, e))
        return false;
    return found || ERR(e, ERR_CORRUPT, "act %lld is a step of no record", (long long)en->seq);
}

static bool chain_put(struct registry *r, const struct journal_entry *en, struct record_row *row, struct err *e)
{
    row->r.flags |= RECORD_CHAINED;
    return store_run(r->store, NULL, e, ST_CHAIN_PUT, "ii", row->r.seq, en->seq);
}

static bool publish(struct registry *r, const struct journal_entry *en, struct record_row *row, struct err *e)
{
    row->r.flags &= ~(unsigned)RECORD_UNPUBLISHED;
    row->r.in_force_from = en->verdict.in_force_from;
    row->r.in_force_until = en->verdict.in_force_until;
    row->r.public_from = en->verdict.public_from;
    row->r.public_until = en->verdict.public_until;
    return record_row_published(r->store, row, en->at, e);
}

enum effect { LENGTHENS, ENDS, WITHHOLDS, PUBLISHES };

static enum effect effect_of(const struct journal_entry *en)
{
    struct str outcome = act_text(&en->act, "outcome");
    switch (en->kind) {
    case KIND_LIST_SERVE:
        return day_is(en->verdict.public_from) ? PUBLISHES : LENGTHENS;
    case KIND_LIST_DECIDE: /* a proceeding ends with its decision, a shielded listing with its restoration */
    case KIND_LIST_REMOVE:
    case KIND_LIST_ANNUL:
    case KIND_MEASURE_END:
        return ENDS;
    case KIND_REPAIR_DECIDE:
        return str_is(outcome, "granted") ? ENDS : str_is(outcome, "shielded") ? WITHHOLDS : LENGTHENS;
    case KIND_OBJECTION_ANSWER:
        return str_is(outcome, "annul") ? WITHHOLDS : LENGTHENS;
    default:
        return LENGTHENS;
    }
}

static bool apply_effect(struct registry *r, const struct journal_entry *en, struct err *e)
{
    struct record_row row;
    if (!row_of(r, en, &row, e))
        return false;
    switch (effect_of(en)) {
    case ENDS:
        if (!row.r.ended_at.s)
            record_row_end(&row, en);
        break;
    case WITHHOLDS:
        row.r.flags |= RECORD_WITHHELD;
        break;
    case PUBLISHES:
        if (!publish(r, en, &row, e))
            return false;
        break;
    case LENGTHENS:
        break;
    }
    return chain_put(r, en, &row, e) && record_row_set(r->store, &row, e);
}

static bool opens(const struct journal_entry *en)
{
    return en->kind == KIND_LIST_NOTICE || en->kind == KIND_MEASURE_APPLY ||
           (en->kind == KIND_LIST_DECIDE && !str_is(act_text(&en->act, "outcome"), "drop"));
}

/* A proceeding is nobody's business but its own: it opens no file and counts as nothing filed. */
static bool open_record(struct registry *r, const struct journal_entry *en, const struct cat_type *type, struct err *e)
{
    return apply_open(r, en, type, e) && (en->kind == KIND_LIST_NOTICE || apply_entity_of_record(r, en, e));
}

bool apply_step(struct registry *r, const struct journal_entry *en, const struct cat_type *type, struct err *e)
{
    return (!opens(en) || open_record(r, en, type, e)) && (!en->verdict.target || apply_effect(r, en, e));
}

/* ---- duties and counts, of every act that has some ---- */

static bool duty_put(struct registry *r, const struct journal_entry *en, const struct duty *d, struct err *e)
{
    int64_t own = opens(en) ? en->seq : en->verdict.target, does = d->does, provisional = d->provisional;
    return store_run(r->store, NULL, e, ST_DUTY_PUT, "iiitttddtiti", d->matter ? d->matter : own, en->seq, does,
                     en->act.subject, d->agency.p ? d->agency : STR(""), d->owed_by, d->from, d->due,
                     d->term.n ? d->term : STR_NONE, d->count, d->unit.n ? d->unit : STR_NONE, provisional);
}

bool apply_duties(struct registry *r, const struct journal_entry *en, struct err *e)
{
    const struct verdict *v = &en->verdict;
    for (size_t i = 0; i < v->n_done; i++)
        if (!store_run(r->store, NULL, e, ST_DUTY_CLOSE, "iiii", v->target, v->done[i], en->seq, en->at.s))
            return false;
    for (size_t i = 0; i < v->n_duties; i++)
        if (!duty_put(r, en, &v->duties[i], e))
            return false;
    return true;
}

static bool tally_add(struct registry *r, struct str agency, struct str type, int64_t year, struct str what,
                      struct err *e)
{
    return store_run(r->store, NULL, e, ST_TALLY_ADD, "ttit", agency, type, year, what);
}

/* "listed late-withdrawal expired:2026": a word counts in the year of its act unless it names another. */
bool apply_tally(struct registry *r, struct str agency, struct str type, int64_t year, struct str words, struct err *e)
{
    struct str one, what;
    while (str_split(&words, ' ', &one)) {
        int64_t own = year;
        if (!str_split(&one, ':', &what))
            continue;
        if (one.n && !str_int(one, &own))
            return ERR(e, ERR_CORRUPT, "a count names no year");
        if (!tally_add(r, agency, type, own, what, e))
            return false;
    }
    return true;
}

bool apply_counts(struct registry *r, const struct journal_entry *en, struct err *e)
{
    struct record_row row;
    bool found = false, own = opens(en) || !en->verdict.target;
    int year, month, day;
    day_to_date(day_of_instant(en->at), &year, &month, &day);
    if (own)
        return apply_tally(r, en->act.agency, en->act.type, year, en->verdict.counts, e);
    if (!record_row_by_seq(r->store, en->act.subject, en->verdict.target, r->arena, &found, &row, e))
        return false;
    /* of an erased record: what remains of its opening act counts for it */
    return !found || apply_tally(r, row.r.agency, row.r.type, year, en->verdict.counts, e);
}
