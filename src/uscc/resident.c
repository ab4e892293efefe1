/* SPDX-License-Identifier: Apache-2.0 */
#include "uscc_int.h"

#include <string.h>

/*
 * Birth years. Without a clock the last is 2099: beyond it nobody is born yet, and a wider range would take
 * ordinary organisation codes of counties numbered 21 to 99 for people.
 */
enum { YEAR_FIRST = 1850, YEAR_FIRST_PERMIT = 1900, YMD_LAST = 20991231 };

static int number(const char *digits, int n)
{
    int v = 0;
    for (int i = 0; i < n; i++)
        v = v * 10 + (digits[i] - '0');
    return v;
}

static bool all_digits(const char *c, int n)
{
    for (int i = 0; i < n; i++)
        if (!is_digit(c[i]))
            return false;
    return true;
}

/* Provinces of GB/T 2260, and 83, which residence permits of people from Taiwan carry. */
static bool is_province(const char *two)
{
    static const struct {
        uint8_t first, last;
    } rows[] = {{11, 15}, {21, 23}, {31, 37}, {41, 46}, {50, 54}, {61, 65}, {71, 71}, {81, 83}};
    int v = number(two, 2);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (v >= rows[i].first && v <= rows[i].last)
            return true;
    return false;
}

static bool is_birth_date(int year, const char *mmdd, int first_year, int last_ymd)
{
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int month = number(mmdd, 2), day = number(mmdd + 2, 2);
    if (year < first_year || month < 1 || month > 12 || day < 1)
        return false;
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    if (day > days[month - 1] + (leap && month == 2))
        return false;
    return year * 10000 + month * 100 + day <= (last_ymd > 0 ? last_ymd : YMD_LAST);
}

/* GB 11643-1999 (ISO 7064 MOD 11-2). */
static char mod_11_2(const char first17[17])
{
    static const uint8_t weights[17] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (int i = 0; i < 17; i++)
        sum += (first17[i] - '0') * weights[i];
    return "10X98765432"[sum % 11];
}

static bool is_whole_uscc(const char *c)
{
    return uscc_check_char(c) == c[17] && uscc_org_check_char(c + 8) == c[16];
}

bool resident_is_18(const char c[18], int last_ymd)
{
    bool born = c[6] == '1' || c[6] == '2'; /* the first digit of a year: most codes end here */
    if (!born || !all_digits(c, 17) || c[17] != mod_11_2(c))
        return false;
    if (is_province(c))
        return is_birth_date(number(c + 6, 4), c + 10, YEAR_FIRST, last_ymd);
    /* Foreigners' permits: 9, province, nationality. Enterprises begin like that too, and far more of them
     * exist, so that a code with both its checks right is read as what it says it is. */
    return c[0] == '9' && is_province(c + 1) && is_birth_date(number(c + 6, 4), c + 10, YEAR_FIRST_PERMIT, last_ymd) &&
           !is_whole_uscc(c);
}

static bool resident_is_15(const char c[15], int last_ymd)
{
    return all_digits(c, 15) && is_province(c) && is_birth_date(1900 + number(c + 6, 2), c + 8, 1900, last_ymd);
}

bool uscc_is_resident_id(const char *text, size_t n, bool with_15, int today_ymd)
{
    char c[18];
    bool changed = false;
    size_t count = clean(text, n, c, sizeof c, &changed);
    if (count == 18)
        return resident_is_18(c, today_ymd);
    return with_15 && count == 15 && resident_is_15(c, today_ymd);
}

/* The last 18 characters read, with the byte where each begins. */
struct window {
    char c[18];
    size_t start[18];
    int filled;
};

static void window_push(struct window *w, char c, size_t start)
{
    if (w->filled == 18) {
        memmove(w->c, w->c + 1, 17);
        memmove(w->start, w->start + 1, 17 * sizeof *w->start);
        w->filled = 17;
    }
    w->c[w->filled] = c;
    w->start[w->filled++] = start;
}

/* Most texts have too few digits to hold one; a full-width digit counts by its lead byte. */
static bool may_hold_17_digits(const char *text, size_t n)
{
    size_t digits = 0;
    for (size_t i = 0; i < n; i++)
        digits += (unsigned char)(text[i] - '0') <= 9 || (unsigned char)text[i] == 0xEF;
    return digits >= 17;
}

bool uscc_find_resident_id(const char *text, size_t n, int today_ymd, size_t *at, size_t *len)
{
    struct window w = {.filled = 0};
    bool changed = false;
    if (!may_hold_17_digits(text, n))
        return false;
    for (size_t next = 0; next < n;) {
        size_t start = next;
        char c = is_digit(text[next]) ? text[next++] : clean_next(text, n, &next, &changed);
        if (!is_digit(c) && c != 'X') {
            w.filled = 0;
            continue;
        }
        window_push(&w, c, start);
        if (w.filled == 18 && resident_is_18(w.c, today_ymd)) {
            *at = w.start[0];
            *len = next - w.start[0];
            return true;
        }
    }
    return false;
}
