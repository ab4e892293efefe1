/* SPDX-License-Identifier: Apache-2.0 */
/* What stands in one cell: the traces of a spreadsheet program, days and money in the forms the field uses. */
#include "codec/codec_int.h"

enum { SPREADSHEET_DIGITS = 15, LAST_DAY_NUMBER = 60000 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* How many digits stand at the start. */
static size_t digits(struct str s)
{
    size_t n = 0;
    while (n < s.n && is_digit(s.p[n]))
        n++;
    return n;
}

static bool all_digits(struct str s)
{
    return s.n > 0 && digits(s) == s.n;
}

static struct str behind(struct str s, size_t n)
{
    return str_n(s.p + n, s.n - n);
}

static bool take_char(struct str *s, const char *any_of)
{
    if (!s->n || !*s->p || !strchr(any_of, *s->p))
        return false;
    *s = behind(*s, 1);
    return true;
}

/* ---- damage ---- */

static bool is_error_value(struct str s)
{
    static const char *const values[] = {"#N/A",  "#REF!",   "#VALUE!", "#NAME?",       "#NULL!",
                                         "#NUM!", "#DIV/0!", "#SPILL!", "#GETTING_DATA"};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        if (str_is(s, values[i]))
            return true;
    size_t hashes = 0;
    while (hashes < s.n && s.p[hashes] == '#')
        hashes++;
    return hashes >= 3 && hashes == s.n;
}

/* 9.12308E+17. A point or a sign is asked for: 1234E5678 may be a real old code. */
static bool is_exponent(struct str s)
{
    take_char(&s, "-");
    size_t n = digits(s);
    if (!n || n > SPREADSHEET_DIGITS + 2)
        return false;
    s = behind(s, n);
    bool has_point = take_char(&s, ".");
    if (has_point) {
        n = digits(s);
        s = behind(s, n);
    }
    if (!n || !take_char(&s, "eE"))
        return false;
    bool has_sign = take_char(&s, "+-");
    return (has_point || has_sign) && s.n <= 3 && all_digits(s);
}

static bool is_precision_lost(struct str s, size_t full_length)
{
    /* One zero behind 15 digits is chance as often as not where no length tells that the number is whole. */
    size_t shortest = full_length ? full_length : SPREADSHEET_DIGITS + 2;
    if (s.n <= SPREADSHEET_DIGITS || s.n < shortest || !all_digits(s))
        return false;
    for (size_t i = SPREADSHEET_DIGITS; i < s.n; i++)
        if (s.p[i] != '0')
            return false;
    return true;
}

static bool is_day_number(struct str s, int64_t *number)
{
    /* Four digits from 1900 to 2100 are a year somebody typed, not a day of the year 1905. */
    return s.n <= 5 && all_digits(s) && str_int(s, number) && *number >= 1 && *number <= LAST_DAY_NUMBER &&
           !(*number >= 1900 && *number <= 2100);
}

enum cell_damage cell_damage_of(struct str cell, enum cell_want want, size_t full_length)
{
    struct str s = str_trim(cell);
    int64_t number;
    bool is_number_text = want == WANT_CODE || want == WANT_NUMBER_TEXT;
    if (is_error_value(s))
        return DAMAGE_ERROR_VALUE;
    if (want != WANT_TEXT && is_exponent(s))
        return DAMAGE_EXPONENT;
    if (want == WANT_DAY && is_day_number(s, &number))
        return DAMAGE_DAY_NUMBER;
    if (is_number_text && full_length && s.n < full_length && all_digits(s))
        return DAMAGE_LEADING_ZEROS;
    if (is_number_text && is_precision_lost(s, full_length))
        return DAMAGE_TRAILING_ZEROS;
    return DAMAGE_NONE;
}

/* ---- days ---- */

/* Spreadsheets count 1900-01-01 as 1 and believe in 1900-02-29, which is 60. */
static struct day day_of_number(int64_t n)
{
    if (n == 60)
        return DAY_NONE;
    return day_add(day_of_date(1899, 12, n < 60 ? 31 : 30), (int32_t)n);
}

static bool take_number(struct str *s, size_t least, size_t most, int *out)
{
    size_t n = digits(*s);
    int64_t v;
    if (n < least || n > most || !str_int(str_n(s->p, n), &v))
        return false;
    *out = (int)v;
    *s = behind(*s, n);
    return true;
}

static bool take_text(struct str *s, struct str text)
{
    if (!str_starts(*s, text))
        return false;
    *s = behind(*s, text.n);
    return true;
}

/* "", " 00:00", " 00:00:00", " 00:00:00.0", T instead of the blank. */
static bool is_time_of_day(struct str s)
{
    int hour, minute, second = 0;
    if (!s.n)
        return true;
    if (!take_char(&s, " T") || !take_number(&s, 1, 2, &hour) || !take_char(&s, ":") || !take_number(&s, 2, 2, &minute))
        return false;
    if (s.n && (!take_char(&s, ":") || !take_number(&s, 2, 2, &second)))
        return false;
    if (take_char(&s, ".") && !all_digits(s))
        return false;
    return digits(s) == s.n && hour < 24 && minute < 60 && second < 60;
}

struct civil {
    int year, month, day;
};

static bool parse_marked(struct str s, struct civil *c)
{
    static const struct {
        struct str behind_year, behind_month, behind_day;
        bool may_have_time;
    } forms[] = {
        {{"-", 1}, {"-", 1}, {"", 0}, true},
        {{"/", 1}, {"/", 1}, {"", 0}, true},
        {{".", 1}, {".", 1}, {"", 0}, false},
        {{"年", 3}, {"月", 3}, {"日", 3}, false},
    };
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        struct str rest = s;
        if (take_number(&rest, 4, 4, &c->year) && take_text(&rest, forms[i].behind_year) &&
            take_number(&rest, 1, 2, &c->month) && take_text(&rest, forms[i].behind_month) &&
            take_number(&rest, 1, 2, &c->day) && take_text(&rest, forms[i].behind_day))
            return forms[i].may_have_time ? is_time_of_day(rest) : !rest.n;
    }
    return false;
}

static bool parse_compact(struct str s, struct civil *c)
{
    struct str year = str_n(s.p, 4), month = str_n(s.p + 4, 2), day = str_n(s.p + 6, 2);
    return take_number(&year, 4, 4, &c->year) && take_number(&month, 2, 2, &c->month) &&
           take_number(&day, 2, 2, &c->day);
}

static enum day_form judge_civil(struct civil c, struct day *out)
{
    static const struct {
        struct civil date;
        enum day_form form;
    } special[] = {
        {{2099, 12, 31}, DAY_FORM_NO_END}, {{9999, 12, 31}, DAY_FORM_NO_END}, {{1899, 12, 30}, DAY_FORM_ZERO},
        {{1899, 12, 31}, DAY_FORM_ZERO},   {{1900, 1, 0}, DAY_FORM_ZERO},     {{1900, 1, 1}, DAY_FORM_ZERO},
        {{1970, 1, 1}, DAY_FORM_ZERO},
    };
    for (size_t i = 0; i < sizeof special / sizeof special[0]; i++)
        if (special[i].date.year == c.year && special[i].date.month == c.month && special[i].date.day == c.day)
            return special[i].form;
    struct day d = c.year >= 1000 ? day_of_date(c.year, c.month, c.day) : DAY_NONE;
    if (!day_is(d))
        return DAY_FORM_BAD;
    *out = d;
    return DAY_FORM_OK;
}

static enum day_form judge_number(int64_t number, struct day *out)
{
    struct day d = day_of_number(number);
    if (number == 1)
        return DAY_FORM_ZERO;
    if (!day_is(d))
        return DAY_FORM_BAD;
    *out = d;
    return DAY_FORM_SERIAL;
}

static enum day_form judge_milliseconds(struct str s, struct day *out)
{
    int64_t ms;
    if (!str_int(s, &ms))
        return DAY_FORM_BAD;
    *out = day_of_instant((struct instant){ms / 1000});
    return DAY_FORM_OK;
}

static enum day_form judge_digits(struct str s, struct day *out)
{
    enum { COMPACT_DIGITS = 8, MS_DIGITS_LEAST = 12, MS_DIGITS_MOST = 13 };
    int64_t number;
    struct civil c;
    if (str_is(s, "0"))
        return DAY_FORM_ZERO;
    if (is_day_number(s, &number))
        return judge_number(number, out);
    if (s.n == COMPACT_DIGITS && parse_compact(s, &c))
        return judge_civil(c, out);
    if (s.n >= MS_DIGITS_LEAST && s.n <= MS_DIGITS_MOST)
        return judge_milliseconds(s, out);
    return DAY_FORM_BAD;
}

enum day_form cell_day(struct str cell, struct day *out)
{
    struct str s = str_trim(cell);
    struct civil c;
    if (!s.n)
        return DAY_FORM_EMPTY;
    if (str_is(s, "长期") || str_is(s, "永久"))
        return DAY_FORM_NO_END;
    if (all_digits(s))
        return judge_digits(s, out);
    return parse_marked(s, &c) ? judge_civil(c, out) : DAY_FORM_BAD;
}

/* ---- money ---- */

/* The digits before the point; thousands commas stand before each group of three or not at all. */
static bool take_whole(struct str *s, int64_t *whole)
{
    size_t n = digits(*s);
    bool is_grouped = n < s->n && s->p[n] == ',';
    if (!n || (is_grouped && n > 3))
        return false;
    *whole = 0;
    for (;;) {
        for (size_t i = 0; i < n; i++)
            if (__builtin_mul_overflow(*whole, 10, whole) || __builtin_add_overflow(*whole, s->p[i] - '0', whole))
                return false;
        *s = behind(*s, n);
        if (!take_char(s, ","))
            return true;
        n = digits(*s);
        if (n != 3 || !is_grouped)
            return false;
    }
}

bool cell_money_wan(struct str cell, int64_t *fen)
{
    enum { FEN_PER_WAN = 1000000, DECIMALS = 6 };
    struct str s = str_trim(cell);
    int64_t whole, part = 0;
    if (!take_whole(&s, &whole))
        return false;
    if (take_char(&s, ".")) {
        if (!all_digits(s) || s.n > DECIMALS)
            return false;
        for (size_t i = 0; i < DECIMALS; i++)
            part = part * 10 + (i < s.n ? s.p[i] - '0' : 0);
        s = STR_NONE;
    }
    if (s.n || __builtin_mul_overflow(whole, FEN_PER_WAN, &whole) || __builtin_add_overflow(whole, part, &whole))
        return false;
    *fen = whole;
    return true;
}
