/* SPDX-License-Identifier: Apache-2.0 */
#include "catalog/catalog_int.h"

/* The table is sorted by day: its key, YYYY-MM-DD, sorts like the day. */
static const struct calendar_row *calendar_find(const struct catalog *c, struct day d)
{
    size_t low = 0, high = c->tables[TABLE_CALENDAR].n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        const struct calendar_row *x = ROW(c, TABLE_CALENDAR, struct calendar_row, mid);
        if (x->day.n == d.n)
            return x;
        if (x->day.n < d.n)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

bool catalog_is_workday(const struct catalog *c, struct day d, bool *provisional)
{
    const struct calendar_row *x = calendar_find(c, d);
    bool covered = day_is(c->calendar_from) && c->calendar_from.n <= d.n && d.n <= c->calendar_until.n;
    if (provisional)
        *provisional = !covered;
    return x ? x->kind == CALENDAR_MAKEUP : day_weekday(d) <= 5;
}

struct day catalog_add_workdays(const struct catalog *c, struct day from, int count, bool *provisional)
{
    struct day d = from;
    bool any = false;
    int step = count < 0 ? -1 : 1;
    for (int left = count * step; left > 0 && day_is(d);) {
        bool guess;
        d = day_add(d, step);
        left -= catalog_is_workday(c, d, &guess);
        any = any || guess;
    }
    if (provisional)
        *provisional = any;
    return d;
}
