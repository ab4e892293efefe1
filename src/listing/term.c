/* SPDX-License-Identifier: Apache-2.0 */
/* How long a listing lasts: from the day it is public, or the day its rulebook names, to the last day of its term. */
#include "listing/listing.h"

static bool is_open_ended(const struct step *s, const struct act *decision)
{
    struct str *ids;
    size_t n;
    if (!act_items(decision, "grounds", s->a, &ids, &n))
        return false;
    for (size_t i = 0; i < n; i++) {
        const struct cat_ground *g = catalog_ground(s->m->rows, s->list->type.id, ids[i], s->m->opened);
        if (g && g->open_ended)
            return true;
    }
    return false;
}

static struct day start_of(const struct cat_term *t, const struct act *decision, struct day listed)
{
    return t && str_is(t->start, "decision") ? decision->on : listed;
}

struct day listing_end_named(const struct act *decision, struct day start)
{
    int64_t months;
    struct day until = act_on(decision, "until");
    if (day_is(until))
        return until;
    return str_int(act_text(decision, "term_months"), &months) ? day_add_months(start, (int)months) : DAY_NONE;
}

/* A decision that names no term has the shortest that the list knows, else the longest (due-process.md 9). */
static struct day unnamed_end(struct step *s, const struct act *decision, struct day start, struct day longest)
{
    const struct cat_term *least =
        s->list ? catalog_term(s->c, &s->list->type, "list-term-shortest", STR_NONE, decision->on) : NULL;
    if (s->list && is_open_ended(s, decision))
        return DAY_NONE;
    return least ? clock_count(s->c, least, start, false).last : longest;
}

bool listing_term(struct step *s, const struct act *decision, struct day listed, struct listing_term *out)
{
    const struct cat_term *t = s->list ? catalog_term(s->c, &s->list->type, "list-term", STR_NONE, decision->on) : NULL;
    struct day start = start_of(t, decision, listed), longest = clock_count(s->c, t, start, false).last;
    struct day end = listing_end_named(decision, start);
    char text[DAY_CHARS];
    *out = (struct listing_term){listed, end, t};
    if (day_is(end) && end.n < decision->on.n)
        return step_refuse(s, "pub-end", str_dup(s->a, str_of(day_format(end, text))), STR_NONE);
    if (day_is(end))
        return !day_is(longest) || end.n <= longest.n ||
               step_refuse(s, "too-long", str_dup(s->a, str_of(day_format(longest, text))), STR_NONE);
    out->last = unnamed_end(s, decision, start, longest);
    return true;
}

bool listing_carried_ends(struct step *s)
{
    struct day end = listing_end_named(s->act, s->on);
    char text[DAY_CHARS];
    if (day_is(end))
        return end.n >= s->today.n || step_refuse(s, "pub-end", str_dup(s->a, str_of(day_format(end, text))), STR_NONE);
    return (s->list && is_open_ended(s, s->act)) || step_refuse(s, "pub-end", STR("-"), STR_NONE);
}
