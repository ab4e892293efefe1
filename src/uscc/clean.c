/* SPDX-License-Identifier: Apache-2.0 */
#include "uscc_int.h"

/* Characters that people and programs put between the digits of a number; all are left out. */
static const struct {
    uint32_t first, last;
} dropped[] = {
    {0x09, 0x0D},     {0x20, 0x20},     {0x2D, 0x2D},     {0xA0, 0xA0},     {0xAD, 0xAD},     {0x2000, 0x2015},
    {0x202F, 0x202F}, {0x205F, 0x2060}, {0x2212, 0x2212}, {0x3000, 0x3000}, {0xFEFF, 0xFEFF},
};

static bool is_dropped(uint32_t cp)
{
    for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
        if (cp >= dropped[i].first && cp <= dropped[i].last)
            return true;
    return false;
}

/* Code point at text[*at], moving on; a malformed byte counts as one foreign character. */
static uint32_t decode(const char *text, size_t n, size_t *at)
{
    const unsigned char *p = (const unsigned char *)text + *at;
    size_t left = n - *at;
    size_t length = p[0] < 0x80 ? 1 : p[0] < 0xC2 ? 0 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : p[0] < 0xF5 ? 4 : 0;
    *at += 1;
    if (length == 1)
        return p[0];
    if (length == 0 || length > left)
        return UINT32_MAX;
    uint32_t cp = p[0] & (0x7Fu >> length);
    for (size_t i = 1; i < length; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return UINT32_MAX;
        cp = cp << 6 | (p[i] & 0x3Fu);
    }
    *at += length - 1;
    return cp;
}

char clean_next(const char *text, size_t n, size_t *at, bool *changed)
{
    uint32_t cp = decode(text, n, at), was = cp;
    if (cp >= 0xFF01 && cp <= 0xFF5E)
        cp -= 0xFF01 - '!';
    if (cp >= 'a' && cp <= 'z')
        cp -= 'a' - 'A';
    if (is_dropped(cp))
        cp = 0;
    else if (cp < 0x20 || cp >= 0x7F)
        return CLEAN_FOREIGN;
    if (cp != was)
        *changed = true;
    return (char)cp;
}

size_t clean(const char *text, size_t n, char *out, size_t room, bool *changed)
{
    size_t count = 0;
    for (size_t at = 0; at < n;) {
        char c = clean_next(text, n, &at, changed);
        if (!c)
            continue;
        if (count < room)
            out[count] = c;
        count++;
    }
    return count;
}
