/* SPDX-License-Identifier: Apache-2.0 */
#include "str.h"

#include <stdio.h>

int str_cmp(struct str a, struct str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n ? memcmp(a.p, b.p, n) : 0;
    if (order)
        return order;
    return (a.n > b.n) - (a.n < b.n);
}

bool str_starts(struct str s, struct str prefix)
{
    return s.n >= prefix.n && str_eq(str_n(s.p, prefix.n), prefix);
}

bool str_ends(struct str s, struct str suffix)
{
    if (s.n < suffix.n || suffix.n == 0)
        return suffix.n == 0;
    return str_eq(str_n(s.p + (s.n - suffix.n), suffix.n), suffix);
}

ptrdiff_t str_find(struct str s, struct str needle)
{
    if (needle.n == 0)
        return 0;
    if (s.n < needle.n)
        return -1;
    const char *hit = memmem(s.p, s.n, needle.p, needle.n);
    return hit ? hit - s.p : -1;
}

/* Blanks that spreadsheets and word processors leave at the ends of a cell. */
static const struct str blanks[] = {
    {" ", 1}, {"\t", 1}, {"\r", 1}, {"\n", 1}, {"\xE3\x80\x80", 3}, {"\xC2\xA0", 2}, {"\xEF\xBB\xBF", 3},
};
enum { BLANKS = sizeof blanks / sizeof *blanks };

/* Nearly every cell begins and ends with a byte that no blank has there. */
static bool may_be_blank(struct str s, bool at_end)
{
    unsigned char c = (unsigned char)(at_end ? s.p[s.n - 1] : s.p[0]);
    if (c <= ' ')
        return true;
    return at_end ? c == 0x80 || c == 0xA0 || c == 0xBF : c == 0xE3 || c == 0xC2 || c == 0xEF;
}

static size_t blank_at(struct str s, bool at_end)
{
    if (!s.n || !may_be_blank(s, at_end))
        return 0;
    for (size_t i = 0; i < BLANKS; i++)
        if (at_end ? str_ends(s, blanks[i]) : str_starts(s, blanks[i]))
            return blanks[i].n;
    return 0;
}

struct str str_trim(struct str s)
{
    for (size_t n; s.n && (n = blank_at(s, false)) > 0;)
        s = str_n(s.p + n, s.n - n);
    for (size_t n; s.n && (n = blank_at(s, true)) > 0;)
        s.n -= n;
    return s;
}

bool str_split(struct str *rest, char sep, struct str *part)
{
    if (rest->n == 0)
        return false;
    const char *hit = memchr(rest->p, sep, rest->n);
    size_t n = hit ? (size_t)(hit - rest->p) : rest->n;
    size_t taken = hit ? n + 1 : n;
    *part = str_n(rest->p, n);
    *rest = str_n(rest->p + taken, rest->n - taken);
    return true;
}

bool str_has_word(struct str words, struct str word)
{
    struct str one;
    while (str_split(&words, ' ', &one))
        if (one.n && str_eq(one, word))
            return true;
    return false;
}

struct str str_dup(struct arena *a, struct str s)
{
    char *copy = arena_alloc(a, s.n + 1);
    if (s.n)
        memcpy(copy, s.p, s.n);
    return str_n(copy, s.n);
}

const char *str_z(struct arena *a, struct str s)
{
    return str_dup(a, s).p;
}

struct str str_printf(struct arena *a, const char *fmt, ...)
{
    va_list args, again;
    ASSERT(fmt != NULL);
    va_start(args, fmt);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    ASSERT(n >= 0);
    char *out = arena_alloc(a, (size_t)n + 1);
    vsnprintf(out, (size_t)n + 1, fmt, again);
    va_end(again);
    return str_n(out, (size_t)n);
}

bool str_int(struct str s, int64_t *out)
{
    bool negative = s.n && s.p[0] == '-';
    size_t i = negative ? 1 : 0;
    int64_t v = 0;
    if (i == s.n)
        return false;
    for (; i < s.n; i++) {
        int digit = s.p[i] - '0';
        if (digit < 0 || digit > 9 || __builtin_mul_overflow(v, 10, &v))
            return false;
        if (__builtin_add_overflow(v, negative ? -digit : digit, &v)) /* so that INT64_MIN fits */
            return false;
    }
    *out = v;
    return true;
}

/* Length and least value of the sequence that a lead byte opens; length 0 for a byte that opens none. */
static int lead_length(unsigned char lead, int32_t *value, int32_t *least)
{
    static const struct {
        unsigned char mask, lead, length;
        int32_t least;
    } rows[] = {{0x80, 0x00, 1, 0}, {0xE0, 0xC0, 2, 0x80}, {0xF0, 0xE0, 3, 0x800}, {0xF8, 0xF0, 4, 0x10000}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if ((lead & rows[i].mask) != rows[i].lead)
            continue;
        *value = lead & (unsigned char)~rows[i].mask;
        *least = rows[i].least;
        return rows[i].length;
    }
    return 0;
}

int32_t str_utf8_next(struct str s, size_t *at)
{
    const unsigned char *p = (const unsigned char *)s.p + *at;
    size_t left = s.n - *at;
    int32_t cp = 0, least = 0;
    *at += 1;
    int length = lead_length(p[0], &cp, &least);
    if (length == 0 || (size_t)length > left)
        return -1;
    for (int i = 1; i < length; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return -1;
        cp = cp << 6 | (p[i] & 0x3F);
    }
    if (cp < least || cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        return -1;
    *at += (size_t)length - 1;
    return cp;
}

bool str_utf8_valid(struct str s)
{
    for (size_t at = 0; at < s.n;)
        if (str_utf8_next(s, &at) < 0)
            return false;
    return true;
}

size_t str_utf8_len(struct str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return n;
}

size_t str_utf8_put(char out[4], int32_t cp)
{
    static const unsigned char lead[] = {0, 0x00, 0xC0, 0xE0, 0xF0};
    size_t n = cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    for (size_t i = n; i-- > 1; cp >>= 6)
        out[i] = (char)(0x80 | (cp & 0x3F));
    out[0] = (char)(lead[n] | cp);
    return n;
}

bool str_take_lp(struct str *rest, struct str *out)
{
    if (rest->n < 4)
        return false;
    const unsigned char *p = (const unsigned char *)rest->p;
    size_t n = (size_t)p[0] | (size_t)p[1] << 8 | (size_t)p[2] << 16 | (size_t)p[3] << 24;
    if (rest->n - 4 < n)
        return false;
    *out = str_n(rest->p + 4, n);
    *rest = str_n(rest->p + 4 + n, rest->n - 4 - n);
    return true;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool hex_parse(struct str s, void *out, size_t n)
{
    if (s.n != mem_mul(n, 2))
        return false;
    for (size_t i = 0; i < s.n; i++)
        if (hex_digit(s.p[i]) < 0)
            return false;
    for (size_t i = 0; i < n; i++)
        ((uint8_t *)out)[i] = (uint8_t)(hex_digit(s.p[2 * i]) << 4 | hex_digit(s.p[2 * i + 1]));
    return true;
}

bool str_take_numeral(struct str *s, const struct str_numeral *v, size_t n, int64_t *value)
{
    for (size_t i = 0; i < n; i++)
        if (str_starts(*s, str_of(v[i].word))) {
            *value = v[i].value;
            *s = str_n(s->p + strlen(v[i].word), s->n - strlen(v[i].word));
            return true;
        }
    return false;
}
