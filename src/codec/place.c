/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/codec.h"

/* Names with anything but letters, digits and the like stand in quotes, as formulas have them. */
static bool needs_quotes(struct str name)
{
    for (size_t i = 0; i < name.n; i++) {
        unsigned char c = (unsigned char)name.p[i];
        bool is_digit = c >= '0' && c <= '9', is_letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
        if (!is_letter && c != '_' && c < 0x80 && !(is_digit && i))
            return true;
    }
    return false;
}

static void put_sheet(struct buf *out, struct str name)
{
    if (!needs_quotes(name)) {
        buf_str(out, name);
        return;
    }
    buf_char(out, '\'');
    for (size_t i = 0; i < name.n; i++) {
        if (name.p[i] == '\'')
            buf_char(out, '\'');
        buf_char(out, name.p[i]);
    }
    buf_char(out, '\'');
}

static void put_letters(struct buf *out, int column)
{
    char letters[8];
    size_t n = sizeof letters;
    for (; column > 0; column = (column - 1) / 26)
        letters[--n] = (char)('A' + (column - 1) % 26);
    buf_put(out, letters + n, sizeof letters - n);
}

void table_place_put(struct buf *out, struct str sheet, int64_t line, int column)
{
    if (!sheet.n) {
        if (line > 0)
            buf_i64(out, line);
        if (line > 0 && column > 0)
            buf_printf(out, ":%d", column);
        return;
    }
    put_sheet(out, sheet);
    if (line <= 0)
        return;
    buf_char(out, '!');
    put_letters(out, column);
    buf_i64(out, line);
}
