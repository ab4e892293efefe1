/* SPDX-License-Identifier: Apache-2.0 */
/* CSV out, RFC 4180. */
#include "codec/codec_int.h"

static bool is_any(char c, const char *set)
{
    return c && strchr(set, c);
}

static bool needs_quotes(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (is_any(s.p[i], ",\"\r\n"))
            return true;
    return false;
}

void csv_put(struct buf *out, struct str cell, bool guard)
{
    bool is_guarded = guard && cell.n && is_any(cell.p[0], "=+-@\t\r");
    bool is_quoted = needs_quotes(cell);
    if (is_quoted)
        buf_char(out, '"');
    if (is_guarded)
        buf_char(out, '\'');
    for (size_t i = 0; is_quoted && i < cell.n; i++) {
        if (cell.p[i] == '"')
            buf_char(out, '"');
        buf_char(out, cell.p[i]);
    }
    if (is_quoted)
        buf_char(out, '"');
    else
        buf_str(out, cell);
}

void csv_put_row(struct buf *out, const struct str *cells, size_t n, bool guard)
{
    for (size_t i = 0; i < n; i++) {
        if (i)
            buf_char(out, ',');
        csv_put(out, cells[i], guard);
    }
    buf_z(out, "\r\n");
}
