/* SPDX-License-Identifier: Apache-2.0 */
/* The public rule of design section 6, computed when reading (R2, R3). */
#include "registry_int.h"

enum reg_shown registry_shown_on(const struct reg_record *r, struct day on)
{
    if (r->flags & (RECORD_WITHDRAWN | RECORD_HELD | RECORD_WITHHELD | RECORD_UNPUBLISHED))
        return SHOWN_NOT;
    if (day_is(r->public_from) && on.n < r->public_from.n)
        return SHOWN_NOT;
    enum reg_shown after = r->flags & RECORD_PAST_STAYS ? SHOWN_PAST : SHOWN_NOT;
    if (day_is(r->public_until) && on.n > r->public_until.n)
        return after;
    bool over = day_is(r->in_force_until) && on.n > r->in_force_until.n;
    if (over && (r->kind == KIND_LIST_DECIDE || r->kind == KIND_MEASURE_APPLY))
        return after;
    return over && after == SHOWN_PAST ? SHOWN_PAST : SHOWN_CURRENT;
}

/* Whether the register had published it by then, to the second. */
static bool was_public(const struct reg_record *r, const struct journal_entry *open, struct instant known)
{
    struct instant from = r->public_at.s ? r->public_at : open->at;
    return from.s <= known.s && day_of_instant(known).n >= r->public_from.n;
}

static bool shown_alone(struct store *s, const struct reg_record *r, const struct reg_when *when, struct arena *a,
                        enum reg_shown *out, struct err *e)
{
    if (registry_shown_on(r, when->today) == SHOWN_NOT) { /* what has left does not come back (N7) */
        *out = SHOWN_NOT;
        return true;
    }
    struct reg_record then = *r;
    if (when->known.s) {
        struct journal_entry open;
        if (!journal_get(s, r->seq, a, &open, e))
            return false;
        if (!was_public(r, &open, when->known)) {
            *out = SHOWN_NOT;
            return true;
        }
        struct act_field *fields;
        size_t n;
        if (!registry_fold(s, &then, when->as_of, when->known, a, &fields, &n, e))
            return false;
        if (then.public_from.n < r->public_from.n) /* held back at first: public from its release */
            then.public_from = r->public_from;
    }
    *out = registry_shown_on(&then, when->as_of);
    return true;
}

/* What rests on another is shown as long as that is, not where that is merely shown as past (section 7). */
static bool ground_shown(struct store *s, const struct reg_record *r, const struct reg_when *when, struct arena *a,
                         enum reg_shown *out, struct err *e)
{
    struct reg_record ground;
    bool found;
    *out = SHOWN_NOT;
    if (!registry_record_by_seq(s, r->subject, r->ground, a, &found, &ground, e))
        return false;
    bool runs = found && registry_shown_on(&ground, when->today) == SHOWN_CURRENT;
    return !runs || shown_alone(s, &ground, when, a, out, e);
}

bool registry_shown(struct store *s, const struct reg_record *r, const struct reg_when *when, struct arena *a,
                    enum reg_shown *out, struct err *e)
{
    enum reg_shown own, ground = SHOWN_CURRENT;
    if (!shown_alone(s, r, when, a, &own, e))
        return false;
    if (own != SHOWN_NOT && r->kind == KIND_MEASURE_APPLY && !ground_shown(s, r, when, a, &ground, e))
        return false;
    *out = ground == SHOWN_CURRENT ? own : SHOWN_NOT;
    return true;
}

bool registry_entity_is_public(struct store *s, const struct reg_entity *x, const struct reg_when *when,
                               struct arena *a, bool *out, struct err *e)
{
    if (x->flags & ENTITY_REGISTERED) {
        *out = true;
        return true;
    }
    struct reg_record *records;
    size_t n;
    if (!registry_records(s, x->uscc, a, &records, &n, e))
        return false;
    bool is_public = false;
    for (size_t i = 0; i < n && !is_public; i++) {
        enum reg_shown shown;
        if (!registry_shown(s, &records[i], when, a, &shown, e))
            return false;
        is_public = shown != SHOWN_NOT;
    }
    *out = is_public;
    return true;
}
