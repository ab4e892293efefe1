/* SPDX-License-Identifier: Apache-2.0 */
/* When a repair may be asked for at the earliest, and with what. */
#include "remedy/remedy.h"

static bool is_penalty(const struct matter *m)
{
    return m->type && m->type->family == FAMILY_PENALTY;
}

/* A row for this very list; a penalty's shortest display by its grade. A figure of another list is never taken. */
static const struct cat_term *row_of(const struct matter *m, const struct catalog *c, struct str severity,
                                     struct day on)
{
    if (!m->type)
        return NULL;
    return is_penalty(m) ? catalog_term(c, m->type, "display-shortest", severity, on)
                         : catalog_term(c, m->type, "repair-earliest", STR_NONE, on);
}

static struct day start_of(const struct matter *m, const struct cat_term *t, struct day corrected)
{
    bool decision = str_is(t->start, "decision") || is_penalty(m);
    if (str_is(t->start, "correction"))
        return corrected;
    if (str_is(t->start, "display"))
        return m->listed_on;
    return decision && m->decision ? m->decision->act.on : m->listed_on;
}

void repair_earliest(const struct matter *m, const struct catalog *c, struct str severity, struct day corrected,
                     struct day on, struct repair_earliest *out)
{
    const struct cat_term *t = row_of(m, c, severity, on);
    *out = (struct repair_earliest){.when = REPAIR_AT_ONCE, .day = DAY_NONE, .by = t};
    if (!t) {
        out->when = m->list && m->list->klass == LIST_SERIOUS ? REPAIR_UNKNOWN : REPAIR_AT_ONCE;
        return;
    }
    struct clock_end shortest = clock_count(c, t, start_of(m, t, corrected), false);
    out->start = t->start;
    out->when = day_is(shortest.last) ? REPAIR_FROM_DAY : REPAIR_NEEDS_START;
    out->day = day_is(shortest.last) ? day_add(shortest.last, 1) : DAY_NONE;
    out->provisional = shortest.provisional;
}

static struct str day_text(struct arena *a, struct day d)
{
    char text[DAY_CHARS];
    return day_is(d) ? str_dup(a, str_of(day_format(d, text))) : STR("?");
}

bool remedy_gate_eligible(struct step *s)
{
    struct repair_earliest e;
    struct day corrected = act_on(s->act, "corrected_on"), performed = act_on(s->act, "performed_on");
    repair_earliest(s->m, s->c, s->severity, day_is(corrected) ? corrected : performed, s->on, &e);
    bool may =
        e.when == REPAIR_AT_ONCE || e.when == REPAIR_UNKNOWN || (e.when == REPAIR_FROM_DAY && s->on.n >= e.day.n);
    return may || step_refuse(s, "too-early", day_text(s->a, e.day), STR_NONE);
}

struct str repair_papers(const struct matter *m, const struct catalog *c, struct day on, struct arena *a)
{
    struct act apply = {.kind = KIND_REPAIR_APPLY, .by = BY_SUBJECT, .on = on};
    struct step s = {.m = m, .c = c, .act = &apply, .on = on, .today = on, .a = a, .list = m->list};
    return step_row(&s, matter_state(m, c, on, a)) ? s.row->papers : STR_NONE;
}
