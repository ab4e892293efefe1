/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Civil days and instants are different types and never mix. A civil day is a day of the mainland,
 * UTC+8 with no daylight saving (fixed offset, no zone database); an instant is UTC, whole seconds.
 */
#ifndef GONGSHI_BASE_DAY_H
#define GONGSHI_BASE_DAY_H

#include <limits.h>

#include "str.h"

struct day {
    int32_t n; /* days since 1970-01-01, proleptic Gregorian; DAY_NONE when there is none */
};
struct instant {
    int64_t s; /* seconds since 1970-01-01T00:00:00Z */
};
#define DAY_NONE ((struct day){INT32_MIN})

static inline bool day_is(struct day d)
{
    return d.n != INT32_MIN;
}
/* From `from` to `to`, both included; DAY_NONE at either end leaves it open. */
static inline bool day_within(struct day from, struct day to, struct day on)
{
    return (!day_is(from) || from.n <= on.n) && (!day_is(to) || on.n <= to.n);
}
struct day day_of_date(int year, int month, int day); /* DAY_NONE when there is no such date */
void day_to_date(struct day d, int *year, int *month, int *day);
int day_weekday(struct day d);                        /* 1 Monday … 7 Sunday */
struct day day_add(struct day d, int32_t days);       /* DAY_NONE stays so; beyond years 0 to 9999 lies none */
/* The same day of a later month; the 31st becomes the month's last day (Civil Code art. 201-203). */
struct day day_add_months(struct day d, int months);
struct day day_of_instant(struct instant t);          /* the civil day in UTC+8 */
struct instant day_start(struct day d);               /* 00:00 UTC+8 of that day */
bool day_parse(struct str s, struct day *out);        /* YYYY-MM-DD only, 1000 to 9999 */
#define DAY_CHARS 11
const char *day_format(struct day d, char out[DAY_CHARS]); /* "YYYY-MM-DD", "" for DAY_NONE; returns out */
void day_put(struct buf *b, struct day d);

bool instant_parse(struct str s, struct instant *out); /* RFC 3339, Z or an offset; fractions are cut */
#define INSTANT_CHARS 21
const char *instant_format(struct instant t, char out[INSTANT_CHARS]); /* "YYYY-MM-DDThh:mm:ssZ" */
struct instant instant_now(void);                      /* the machine's clock */
int64_t monotonic_ms(void);
int64_t thread_cpu_ms(void);                           /* processor time of this thread: what a budget counts, however busy the machine */

#endif
