/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A workbook keeps numbers as binary floating point and days as numbers; only the cell's format tells what people saw.
 * Fifteen digits are what a spreadsheet program keeps: a longer code comes out damaged, and is then recognised as such.
 */
#include <math.h>
#include <stdlib.h>

#include "codec/book_int.h"

enum {
    GOOD_DIGITS = 15,
    DAYS_1904 = 1462, /* between the two systems' first days */
    DAY_SECONDS = 86400,
    LAST_SERIAL = 2958465, /* 9999-12-31 */
    NUMBER_BYTES = 352     /* the longest %f of a double fits */
};

static const struct {
    int first, last;
    enum book_look look;
} ids[] = {
    {1, 11, LOOK_DIGITS}, {14, 17, LOOK_DAY},  {18, 21, LOOK_TIME},   {22, 22, LOOK_DAY_TIME}, {27, 31, LOOK_DAY},
    {32, 35, LOOK_TIME},  {36, 36, LOOK_DAY},  {37, 44, LOOK_DIGITS}, {45, 47, LOOK_TIME},     {48, 48, LOOK_DIGITS},
    {50, 54, LOOK_DAY},   {55, 56, LOOK_TIME}, {57, 58, LOOK_DAY},
};

struct book_format book_format_of_id(int64_t id)
{
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        if (id >= ids[i].first && id <= ids[i].last)
            return (struct book_format){(uint8_t)ids[i].look, 0};
    return (struct book_format){LOOK_GENERAL, 0};
}

/* What stands between quotes, in brackets or behind a backslash is no part of the number; returns the place behind. */
static size_t skip_literal(struct str code, size_t at, bool *is_elapsed)
{
    char c = code.p[at];
    if (c == '\\' || c == '_' || c == '*')
        return at + 2;
    if (c != '"' && c != '[')
        return at;
    const char *end = memchr(code.p + at + 1, c == '"' ? '"' : ']', code.n - at - 1);
    size_t behind = end ? (size_t)(end + 1 - code.p) : code.n;
    *is_elapsed = *is_elapsed || (c == '[' && behind == at + 3 && strchr("hHmMsS", code.p[at + 1]));
    return behind;
}

static bool is_general(struct str code)
{
    return code.n >= 7 && strncasecmp(code.p, "general", 7) == 0;
}

struct book_format book_format_of_code(struct str code)
{
    bool has_day = false, has_time = false, has_month = false, is_elapsed = false;
    size_t zeros = 0;
    if (!code.n || is_general(code) || str_is(code, "@"))
        return (struct book_format){LOOK_GENERAL, 0};
    while (zeros < code.n && code.p[zeros] == '0')
        zeros++;
    if (zeros == code.n)
        return (struct book_format){LOOK_DIGITS, (uint8_t)(zeros <= GOOD_DIGITS ? zeros : GOOD_DIGITS)};
    for (size_t at = 0; at < code.n && code.p[at] != ';';) {
        size_t behind = skip_literal(code, at, &is_elapsed);
        if (behind > at) {
            at = behind;
            continue;
        }
        char c = code.p[at++] | 0x20;
        has_day = has_day || c == 'y' || c == 'd';
        has_time = has_time || c == 'h' || c == 's';
        has_month = has_month || c == 'm';
    }
    bool is_day = has_day || (has_month && !has_time && !is_elapsed);
    bool is_time = has_time || is_elapsed;
    enum book_look look = is_day ? (is_time ? LOOK_DAY_TIME : LOOK_DAY) : is_time ? LOOK_TIME : LOOK_DIGITS;
    return (struct book_format){(uint8_t)look, 0};
}

/* ---- numbers ---- */

/* 9.11234567890123E+17, as the program itself shows it; the mantissa without trailing zeros. */
static void put_exponent(struct buf *out, double v)
{
    char text[NUMBER_BYTES];
    snprintf(text, sizeof text, "%.*E", GOOD_DIGITS - 1, v);
    char *e = strchr(text, 'E'), *last = e;
    while (last[-1] == '0')
        last--;
    last -= last[-1] == '.';
    buf_put(out, text, (size_t)(last - text));
    buf_z(out, e);
}

/* Fifteen digits, then zeros. */
static void put_zero_filled(struct buf *out, double v)
{
    char text[NUMBER_BYTES];
    snprintf(text, sizeof text, "%.*E", GOOD_DIGITS - 1, v);
    char *e = strchr(text, 'E');
    long exponent = strtol(e + 1, NULL, 10);
    for (const char *p = text; p < e; p++)
        if (*p != '.')
            buf_char(out, *p);
    for (long i = GOOD_DIGITS - 1; i < exponent; i++)
        buf_char(out, '0');
}

static void put_decimal(struct buf *out, double v)
{
    char text[NUMBER_BYTES];
    snprintf(text, sizeof text, "%.*g", GOOD_DIGITS, v);
    const char *e = strchr(text, 'e');
    if (!e) {
        buf_z(out, text);
        return;
    }
    long places = GOOD_DIGITS - 1 - strtol(e + 1, NULL, 10); /* the exponent is negative: large ones go elsewhere */
    if (places > 2 * GOOD_DIGITS) {
        put_exponent(out, v);
        return;
    }
    int n = snprintf(text, sizeof text, "%.*f", (int)places, v);
    while (n > 1 && text[n - 1] == '0')
        n--;
    buf_put(out, text, (size_t)n);
}

static void put_number(struct buf *out, double v, struct book_format format)
{
    size_t start = out->n;
    if (fabs(v) < 1e15)
        put_decimal(out, v);
    else if (format.look == LOOK_DIGITS && fabs(v) < 1e30)
        put_zero_filled(out, v);
    else
        put_exponent(out, v);
    size_t n = out->n - start;
    if (n >= format.zeros || v < 0 || memchr(out->p + start, '.', n))
        return;
    size_t more = format.zeros - n;
    buf_reserve(out, more);
    memmove(out->p + start + more, out->p + start, n);
    memset(out->p + start, '0', more);
    out->n += more;
}

/* ---- days and times ---- */

static void put_day(struct buf *out, int64_t serial, bool is_1904)
{
    enum { NO_SUCH_DAY = 60 };
    serial += is_1904 ? DAYS_1904 : 0;
    if (serial == 0 || serial == NO_SUCH_DAY) { /* both stand in files, neither in the calendar */
        buf_z(out, serial ? "1900-02-29" : "1900-01-00");
        return;
    }
    day_put(out, day_add(day_of_date(1899, 12, serial < NO_SUCH_DAY ? 31 : 30), (int32_t)serial));
}

static void put_moment(struct buf *out, double v, enum book_look look, bool is_1904)
{
    int64_t days = (int64_t)floor(v), seconds = (int64_t)llround((v - floor(v)) * DAY_SECONDS);
    if (seconds == DAY_SECONDS) {
        days++;
        seconds = 0;
    }
    bool has_time = look == LOOK_TIME || (look == LOOK_DAY_TIME && seconds);
    if (look != LOOK_TIME || days)
        put_day(out, days, is_1904);
    if (!has_time)
        return;
    buf_printf(out, "%s%02d:%02d:%02d", look == LOOK_TIME && !days ? "" : " ", (int)(seconds / 3600),
               (int)(seconds / 60 % 60), (int)(seconds % 60));
}

/* Most numbers are short and whole: they stand as they are. */
static bool is_plain(struct str s)
{
    if (s.n > GOOD_DIGITS || (s.n > 1 && *s.p == '0'))
        return false;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return true;
}

void book_number_put(struct buf *out, struct str number, struct book_format format, bool is_1904)
{
    char text[64], *end;
    bool is_moment = format.look >= LOOK_DAY;
    if (!is_moment && number.n >= format.zeros && is_plain(number)) {
        buf_str(out, number);
        return;
    }
    size_t n = number.n < sizeof text - 1 ? number.n : sizeof text - 1;
    memcpy(text, number.p, n);
    text[n] = '\0';
    double v = strtod(text, &end);
    if (*end || end == text || n < number.n || !isfinite(v))
        buf_str(out, number); /* no number after all: what stands there is judged like any text */
    else if (is_moment && v >= 0 && v < LAST_SERIAL - DAYS_1904)
        put_moment(out, v, (enum book_look)format.look, is_1904);
    else
        put_number(out, v, format);
}

/* ---- text ---- */

/* _x000D_ stands for the character U+000D, _x005F_ for an underline that is one. */
static bool escape_at(struct str s, size_t at, int32_t *cp)
{
    uint8_t raw[2];
    if (s.n - at < 7 || s.p[at] != '_' || s.p[at + 1] != 'x' || s.p[at + 6] != '_')
        return false;
    char low[4];
    for (size_t i = 0; i < 4; i++)
        low[i] = s.p[at + 2 + i] >= 'A' && s.p[at + 2 + i] <= 'F' ? (char)(s.p[at + 2 + i] | 0x20) : s.p[at + 2 + i];
    if (!hex_parse(str_n(low, 4), raw, 2))
        return false;
    *cp = raw[0] << 8 | raw[1];
    return *cp < 0xD800 || *cp > 0xDFFF;
}

void book_unescape(struct buf *b, size_t from)
{
    struct str s = str_n(b->p + from, b->n - from);
    if (s.n < 7 || str_find(s, STR("_x")) < 0)
        return;
    size_t to = 0;
    int32_t cp;
    for (size_t at = 0; at < s.n;) {
        if (!escape_at(s, at, &cp)) {
            b->p[from + to++] = s.p[at++];
            continue;
        }
        to += str_utf8_put(b->p + from + to, cp);
        at += 7;
    }
    b->n = from + to;
}
