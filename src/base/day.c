/* SPDX-License-Identifier: Apache-2.0 */
#include "day.h"

#include <time.h>

/*
 * Years 0 to 9999 and nothing else, so that every day and instant has its ten characters. The
 * arithmetic counts years from March, which puts the leap day last, in eras of 400 years (146,097 days).
 */
#define DAY_FIRST        (-719528) /* 0000-01-01 */
#define DAY_LAST         2932896   /* 9999-12-31 */
#define SECONDS_A_DAY    86400
#define CIVIL_OFFSET_SEC (8 * 3600)

static bool leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && leap(year) ? 29 : days[month - 1];
}

struct day day_of_date(int year, int month, int day)
{
    if (year < 0 || year > 9999 || month < 1 || month > 12 || day < 1 || day > month_days(year, month))
        return DAY_NONE;
    int y = year - (month <= 2) + 400; /* one era later keeps all terms positive */
    int year_of_era = y % 400;
    int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return (struct day){(y / 400 - 1) * 146097 + day_of_era - 719468};
}

void day_to_date(struct day d, int *year, int *month, int *day)
{
    ASSERT(d.n >= DAY_FIRST && d.n <= DAY_LAST);
    int z = d.n + 719468 + 146097;
    int day_of_era = z % 146097;
    int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int m = (5 * day_of_year + 2) / 153;
    *day = day_of_year - (153 * m + 2) / 5 + 1;
    *month = m < 10 ? m + 3 : m - 9;
    *year = year_of_era + (z / 146097 - 1) * 400 + (*month <= 2);
}

int day_weekday(struct day d)
{
    ASSERT(day_is(d));
    int from_monday = (int)(((int64_t)d.n + 3) % 7); /* 1970-01-01 was a Thursday */
    return (from_monday + 7) % 7 + 1;
}

struct day day_add(struct day d, int32_t days)
{
    int64_t n = (int64_t)d.n + days;
    if (!day_is(d) || n < DAY_FIRST || n > DAY_LAST)
        return DAY_NONE;
    return (struct day){(int32_t)n};
}

struct day day_add_months(struct day d, int months)
{
    int year, month, day;
    if (!day_is(d))
        return d;
    day_to_date(d, &year, &month, &day);
    int64_t total = (int64_t)year * 12 + (month - 1) + months;
    if (total < 0 || total / 12 > 9999)
        return DAY_NONE;
    year = (int)(total / 12);
    month = (int)(total % 12) + 1;
    int last = month_days(year, month);
    return day_of_date(year, month, day < last ? day : last);
}

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

static struct day day_of_seconds(int64_t s)
{
    int64_t n = floor_div(s, SECONDS_A_DAY);
    return n < DAY_FIRST || n > DAY_LAST ? DAY_NONE : (struct day){(int32_t)n};
}

struct day day_of_instant(struct instant t)
{
    return t.s > INT64_MAX - CIVIL_OFFSET_SEC ? DAY_NONE : day_of_seconds(t.s + CIVIL_OFFSET_SEC);
}

struct instant day_start(struct day d)
{
    if (!day_is(d))
        return (struct instant){INT64_MIN};
    return (struct instant){(int64_t)d.n * SECONDS_A_DAY - CIVIL_OFFSET_SEC};
}

/* Reads exactly n digits at s[at]. */
static bool digits(struct str s, size_t at, size_t n, int *out)
{
    int v = 0;
    if (s.n < at + n)
        return false;
    for (size_t i = at; i < at + n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        v = v * 10 + (s.p[i] - '0');
    }
    *out = v;
    return true;
}

static bool date_at_start(struct str s, struct day *out)
{
    int year, month, day;
    if (!digits(s, 0, 4, &year) || !digits(s, 5, 2, &month) || !digits(s, 8, 2, &day))
        return false;
    if (s.p[4] != '-' || s.p[7] != '-')
        return false;
    *out = day_of_date(year, month, day);
    return day_is(*out);
}

bool day_parse(struct str s, struct day *out)
{
    struct day d;
    if (s.n != 10 || s.p[0] == '0' || !date_at_start(s, &d))
        return false;
    *out = d;
    return true;
}

const char *day_format(struct day d, char out[DAY_CHARS])
{
    int year, month, day;
    out[0] = '\0';
    if (!day_is(d))
        return out;
    day_to_date(d, &year, &month, &day);
    const int parts[] = {year / 100, year % 100, month, day};
    static const int place[] = {0, 2, 5, 8};
    for (int i = 0; i < 4; i++) {
        out[place[i]] = (char)('0' + parts[i] / 10);
        out[place[i] + 1] = (char)('0' + parts[i] % 10);
    }
    out[4] = out[7] = '-';
    out[10] = '\0';
    return out;
}

void day_put(struct buf *b, struct day d)
{
    char text[DAY_CHARS];
    buf_z(b, day_format(d, text));
}

/* hh:mm:ss at s[11]; a leap second counts as the second after it. */
static bool time_of_day(struct str s, int *seconds)
{
    int hour, minute, second;
    if (!digits(s, 11, 2, &hour) || !digits(s, 14, 2, &minute) || !digits(s, 17, 2, &second))
        return false;
    if ((s.p[10] | 0x20) != 't' || s.p[13] != ':' || s.p[16] != ':')
        return false;
    if (hour > 23 || minute > 59 || second > (minute == 59 ? 60 : 59))
        return false;
    *seconds = hour * 3600 + minute * 60 + second;
    return true;
}

/* Cuts ".123" off; false for a dot without digits. */
static bool skip_fraction(struct str *zone)
{
    if (zone->n == 0 || zone->p[0] != '.')
        return true;
    size_t i = 1;
    while (i < zone->n && zone->p[i] >= '0' && zone->p[i] <= '9')
        i++;
    *zone = str_n(zone->p + i, zone->n - i);
    return i > 1;
}

/* "Z" or "+hh:mm": seconds east of Greenwich. */
static bool zone_offset(struct str zone, int *seconds)
{
    int hour, minute;
    *seconds = 0;
    if (zone.n == 1)
        return (zone.p[0] | 0x20) == 'z';
    if (zone.n != 6 || zone.p[3] != ':' || (zone.p[0] != '+' && zone.p[0] != '-'))
        return false;
    if (!digits(zone, 1, 2, &hour) || !digits(zone, 4, 2, &minute) || hour > 23 || minute > 59)
        return false;
    *seconds = (zone.p[0] == '-' ? -1 : 1) * (hour * 3600 + minute * 60);
    return true;
}

bool instant_parse(struct str s, struct instant *out)
{
    struct day d;
    int of_day, east;
    if (s.n < 20 || !date_at_start(s, &d) || !time_of_day(s, &of_day))
        return false;
    struct str zone = str_n(s.p + 19, s.n - 19);
    if (!skip_fraction(&zone) || !zone_offset(zone, &east))
        return false;
    int64_t seconds = (int64_t)d.n * SECONDS_A_DAY + of_day - east;
    if (!day_is(day_of_seconds(seconds)))
        return false;
    out->s = seconds;
    return true;
}

const char *instant_format(struct instant t, char out[INSTANT_CHARS])
{
    struct day d = day_of_seconds(t.s);
    day_format(d, out);
    if (!day_is(d))
        return out;
    int of_day = (int)(t.s - (int64_t)d.n * SECONDS_A_DAY);
    const int parts[] = {of_day / 3600, of_day / 60 % 60, of_day % 60};
    for (int i = 0; i < 3; i++) {
        out[10 + 3 * i] = i == 0 ? 'T' : ':';
        out[11 + 3 * i] = (char)('0' + parts[i] / 10);
        out[12 + 3 * i] = (char)('0' + parts[i] % 10);
    }
    out[19] = 'Z';
    out[20] = '\0';
    return out;
}

struct instant instant_now(void)
{
    struct timespec now;
    ASSERT(clock_gettime(CLOCK_REALTIME, &now) == 0);
    return (struct instant){now.tv_sec};
}

int64_t monotonic_ms(void)
{
    struct timespec now;
    ASSERT(clock_gettime(CLOCK_MONOTONIC, &now) == 0);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t thread_cpu_ms(void)
{
    struct timespec t;
    ASSERT(clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t) == 0);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}
