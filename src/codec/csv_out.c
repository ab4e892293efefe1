/* SPDX-License-Identifier: Apache-2.0 */
/* CSV out, RFC 4180. */
#include "codec/codec_int.h"

static bool is_any(char c, const char *set)
{
    return c && strchr(set, c);
}

static bool needs_quotes(struct str s)
{
    static const bool special[256] = {[','] = true, ['"'] = true, ['\r'] = true, ['\n'] = true};
    for (size_t i = 0; i < s.n; i++)
        if (special[(unsigned char)s.p[i]])
            return true;
    return false;
}

static void put_doubling_quotes(struct buf *out, struct str s)
{
    const char *quote;
    while (s.n && (quote = memchr(s.p, '"', s.n))) {
        size_t n = (size_t)(quote + 1 - s.p);
        buf_put(out, s.p, n);
        buf_char(out, '"');
        s = str_n(s.p + n, s.n - n);
    }
    buf_str(out, s);
}

void csv_put(struct buf *out, struct str cell, bool guard)
{
    bool is_quoted = needs_quotes(cell);
    if (is_quoted)
        buf_char(out, '"');
    if (guard && cell.n && is_any(cell.p[0], "=+-@\t\r"))
        buf_char(out, '\'');
    put_doubling_quotes(out, cell);
    if (is_quoted)
        buf_char(out, '"');
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
