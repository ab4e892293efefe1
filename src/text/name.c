/* SPDX-License-Identifier: Apache-2.0 */
#include "text_int.h"

/* The name key of an ASCII character; 0 for blanks and controls, which go. */
static char ascii_key(unsigned char c)
{
    if (c <= ' ' || c == 0x7F)
        return 0;
    if (c >= 'A' && c <= 'Z')
        return (char)(c | 0x20);
    if (c == '[' || c == '{' || c == '<')
        return '(';
    return c == ']' || c == '}' || c == '>' ? ')' : (char)c;
}

/* The ASCII character that the one at p means: itself, its full-width form, the ideographic blank. -1 when none. */
static int ascii_of(const unsigned char *p, size_t left, size_t *bytes)
{
    *bytes = p[0] < 0x80 ? 1 : 3;
    if (p[0] < 0x80)
        return p[0];
    if (left < 3)
        return -1;
    if (p[0] == 0xE3)
        return p[1] == 0x80 && p[2] == 0x80 ? ' ' : -1;
    if (p[0] == 0xEF && p[1] == 0xBC && p[2] >= 0x81) /* U+FF01 to U+FF3F */
        return p[2] - 0x81 + '!';
    return p[0] == 0xEF && p[1] == 0xBD && p[2] <= 0x9E ? p[2] - 0x80 + '`' : -1;
}

static bool is_ideograph(const unsigned char *p) /* U+4E00 to U+9FFF */
{
    return (p[0] >= 0xE5 && p[0] <= 0xE9) || (p[0] == 0xE4 && p[1] >= 0xB8);
}

static int32_t ideograph(const unsigned char *p)
{
    return (p[0] & 0xF) << 12 | (p[1] & 0x3F) << 6 | (p[2] & 0x3F);
}

/*
 * The quick way for ideographs, ASCII, full-width ASCII and the ideographic blank: nearly every name is made of
 * them, and none of them composes with a neighbour. Writes at most s.n bytes; -1 when another character comes.
 * *may_change tells whether one of the ideographs may be traditional.
 */
static ptrdiff_t plain_key(struct str s, char *out, bool *may_change)
{
    const unsigned char *p = (const unsigned char *)s.p, *end = p + s.n;
    char *o = out;
    *may_change = false;
    while (p < end) {
        size_t left = (size_t)(end - p), bytes = 3;
        if (left >= 3 && is_ideograph(p)) {
            *may_change |= han_common_may_change(ideograph(p));
            memcpy(o, p, 3);
            o += 3;
        } else {
            int c = ascii_of(p, left, &bytes);
            if (c < 0)
                return -1;
            *o = ascii_key((unsigned char)c);
            o += *o != 0;
        }
        p += bytes;
    }
    return o - out;
}

/* The characters of s as they are. */
static void points_of(struct str s, struct points *p)
{
    *p = (struct points){mem_alloc(mem_mul(s.n, sizeof *p->v)), 0, s.n};
    for (size_t at = 0; at < s.n;)
        p->v[p->n++] = str_utf8_next(s, &at);
}

static void put_key(struct str name, bool simple, struct buf *out)
{
    struct points p;
    bool may_change;
    buf_reserve(out, name.n + 1); /* one more: plain_key may write a byte it then takes back */
    ptrdiff_t n = plain_key(name, out->p + out->n, &may_change);
    if (n >= 0 && !(simple && may_change)) {
        out->n += (size_t)n;
        return;
    }
    if (n >= 0)
        points_of(str_n(out->p + out->n, (size_t)n), &p);
    else
        points_normal(name, true, &p);
    if (simple)
        points_simplify(&p);
    points_put(out, p.v, p.n);
    VEC_FREE(&p);
}

void text_name_key(struct str name, struct buf *out)
{
    put_key(name, true, out);
}

void text_person_key(struct str name, struct buf *out)
{
    put_key(name, false, out);
}
