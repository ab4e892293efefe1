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

/*
 * The quick way for ideographs, ASCII, full-width ASCII and the ideographic blank: nearly every name is made of
 * them, and none of them composes with a neighbour. Writes at most s.n bytes; -1 when another character comes.
 */
static ptrdiff_t plain_key(struct str s, char *out)
{
    const unsigned char *p = (const unsigned char *)s.p, *end = p + s.n;
    char *o = out;
    while (p < end) {
        size_t left = (size_t)(end - p), bytes = 3;
        if (left >= 3 && is_ideograph(p)) {
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

void text_name_key(struct str name, struct buf *out)
{
    struct points p;
    buf_reserve(out, name.n + 1); /* one more: plain_key may write a byte it then takes back */
    ptrdiff_t n = plain_key(name, out->p + out->n);
    if (n >= 0) {
        out->n += (size_t)n;
        return;
    }
    points_normal(name, true, &p);
    points_put(out, p.v, p.n);
    VEC_FREE(&p);
}
