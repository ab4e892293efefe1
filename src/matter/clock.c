/* SPDX-License-Identifier: Apache-2.0 */
/* Counting days: the day of the event is not counted, the last day is; months end on the same number (procedure 7.2).
 */
#include "matter/matter.h"

enum { MONTHS_OF_A_YEAR = 12 };

static struct day plain_end(const struct catalog *c, const struct cat_term *t, struct day event, bool *provisional)
{
    if (str_is(t->unit, "workday"))
        return catalog_add_workdays(c, event, t->count, provisional);
    if (str_is(t->unit, "month"))
        return day_add_months(event, t->count);
    if (str_is(t->unit, "year"))
        return day_add_months(event, t->count * MONTHS_OF_A_YEAR);
    return day_add(event, t->count);
}

static struct day rolled(const struct catalog *c, struct day d, bool *provisional)
{
    bool guess = false;
    while (day_is(d) && !catalog_is_workday(c, d, &guess)) {
        *provisional = *provisional || guess;
        d = day_add(d, 1);
    }
    *provisional = *provisional || guess;
    return d;
}

struct clock_end clock_count(const struct catalog *c, const struct cat_term *t, struct day event, bool rolls)
{
    struct clock_end out = {.last = DAY_NONE, .term = t};
    if (!t || !day_is(event))
        return out;
    out.last = plain_end(c, t, event, &out.provisional);
    if (rolls)
        out.last = rolled(c, out.last, &out.provisional);
    return out;
}

struct clock_end clock_run(const struct catalog *c, const struct cat_type *type, const char *what, struct day event,
                           bool rolls)
{
    return clock_count(c, catalog_term(c, type, what, STR_NONE, event), event, rolls);
}

struct clock_end clock_due(const struct catalog *c, const struct cat_type *type, struct str what, struct day event)
{
    char name[64];
    if (!what.n || what.n >= sizeof name)
        return (struct clock_end){.last = DAY_NONE};
    memcpy(name, what.p, what.n);
    name[what.n] = 0;
    return clock_run(c, type, name, event, true);
}

void duty_by(struct duty *d, const struct clock_end *due)
{
    d->due = due->last;
    d->provisional = due->provisional;
    if (!due->term)
        return;
    d->term = due->term->id;
    d->count = due->term->count;
    d->unit = due->term->unit;
}
