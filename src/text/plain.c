/* SPDX-License-Identifier: Apache-2.0 */
#include <utf8proc.h>

#include "text/text.h"

size_t text_columns(struct str s)
{
    size_t columns = 0;
    for (size_t at = 0; at < s.n;) {
        int32_t cp = str_utf8_next(s, &at);
        columns += cp < 0 ? 1 : (size_t)utf8proc_charwidth(cp);
    }
    return columns;
}

/* C0 controls but tab, LF and CR; Bidi_Control of Unicode; the block of non-characters. */
static const struct {
    int32_t first, last;
} forbidden[] = {
    {0x00, 0x08},     {0x0B, 0x0C},     {0x0E, 0x1F},     {0x061C, 0x061C},
    {0x200E, 0x200F}, {0x202A, 0x202E}, {0x2066, 0x2069}, {0xFDD0, 0xFDEF},
};

static bool is_forbidden(int32_t cp)
{
    if (cp < 0 || (cp & 0xFFFE) == 0xFFFE) /* malformed, or the last two of a plane */
        return true;
    for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++)
        if (cp >= forbidden[i].first && cp <= forbidden[i].last)
            return true;
    return false;
}

/* What most text is made of, without a table: printable ASCII, and U+3000 to U+CFFF, where nothing is forbidden. */
static size_t plain_step(struct str s, size_t at)
{
    const unsigned char *p = (const unsigned char *)s.p + at;
    if (p[0] >= 0x20 && p[0] < 0x80)
        return 1;
    bool three = p[0] >= 0xE3 && p[0] <= 0xEC && s.n - at >= 3 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80;
    return three ? 3 : 0;
}

ptrdiff_t text_forbidden(struct str s)
{
    for (size_t at = 0; at < s.n;) {
        size_t start = at;
        size_t plain = plain_step(s, at);
        at += plain;
        if (!plain && is_forbidden(str_utf8_next(s, &at)))
            return (ptrdiff_t)start;
    }
    return -1;
}
