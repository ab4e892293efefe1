/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Cuts one row of separated values off a window. RFC 4180, and where files break it: a quote inside an unquoted
 * cell is a character like any other; LF, CR LF and lone CR each end a row; text behind a closing quote makes
 * the row bad (`stray_column`), and the row then ends at the next line end.
 *
 * Most rows have no quote. For those the whole work is memchr: three remembered places (LF, CR, quote) and one
 * call a cell. That is why libcsv, which looks at each byte in turn, is only the witness in the tests.
 */
#include "codec/codec_int.h"

void codec_scan_init(struct codec_scan *s, char separator)
{
    s->separator = separator;
    memset(s->stops, 0, sizeof s->stops);
    s->stops[(unsigned char)separator] = s->stops['\r'] = s->stops['\n'] = true;
    codec_scan_moved(s);
}

void codec_scan_moved(struct codec_scan *s)
{
    s->lf = s->cr = s->quote = (struct codec_next){NULL, false};
}

void codec_scan_fini(struct codec_scan *s)
{
    buf_free(&s->spare);
}

/* The first c in [p, limit), or limit. What was searched once is not searched again. */
static inline const char *next_of(struct codec_next *next, char c, const char *p, const char *limit)
{
    const char *from = next->at && next->at > p ? next->at : p;
    if (next->is_found && from == next->at)
        return from < limit ? from : limit;
    if (from >= limit)
        return limit;
    const char *hit = memchr(from, c, (size_t)(limit - from));
    *next = (struct codec_next){hit ? hit : limit, hit != NULL};
    return next->at;
}

int64_t codec_line_ends(const char *p, const char *end)
{
    int64_t n = 0;
    for (; p < end; p++)
        n += *p == '\n' || (*p == '\r' && !(p + 1 < end && p[1] == '\n'));
    return n;
}

/* What the row being cut may look at. */
struct cut {
    struct codec_scan *scan;
    struct codec_row *row;
    const char *start, *limit, *end; /* limit: the end, or one byte past the longest row */
    bool is_final;
};

/* The window or the longest row has ended at limit: what now? */
static enum codec_scan_result cut_at_limit(const struct cut *c, bool in_quote)
{
    bool is_too_long = c->limit - c->start > TABLE_MAX_ROW_BYTES;
    if (!is_too_long && !c->is_final)
        return SCAN_MORE;
    if (in_quote)
        return SCAN_UNCLOSED;
    return is_too_long ? SCAN_TOO_LONG : SCAN_ROW;
}

static inline void put_cell(struct codec_row *row, const char *start, struct str cell)
{
    if (row->n < TABLE_MAX_COLUMNS) {
        row->starts[row->n] = start;
        row->cells[row->n] = cell;
    }
    row->n++;
}

/* Ends the row at `at`: the text's end or a CR or LF. */
static inline enum codec_scan_result cut_finish(struct cut *c, const char *at)
{
    struct codec_row *row = c->row;
    row->raw = str_n(c->start, (size_t)(at - c->start));
    row->after = at;
    row->line_ends = 0;
    if (at == c->end)
        return SCAN_ROW;
    row->after++;
    row->line_ends = 1;
    if (*at == '\n')
        return SCAN_ROW;
    if (row->after == c->end && !c->is_final)
        return SCAN_MORE; /* a LF may follow the CR */
    row->after += row->after < c->end && *row->after == '\n';
    return SCAN_ROW;
}

static enum codec_scan_result cut_plain_row(struct cut *c, const char *row_end)
{
    const char *p = c->start, *hit;
    while ((hit = memchr(p, c->scan->separator, (size_t)(row_end - p)))) {
        put_cell(c->row, p, str_n(p, (size_t)(hit - p)));
        p = hit + 1;
    }
    put_cell(c->row, p, str_n(p, (size_t)(row_end - p)));
    return cut_finish(c, row_end);
}

static const char *skip_to_stop(const struct cut *c, const char *p)
{
    while (p < c->limit && !c->scan->stops[(unsigned char)*p])
        p++;
    return p;
}

/*
 * Takes the quoted cell whose quote stands at *at, and moves *at to what ends it. A cell without doubled quotes is
 * borrowed from the window, others are put together in `spare`, which is large enough not to move.
 */
static enum codec_scan_result cut_quoted(struct cut *c, const char **at)
{
    struct buf *spare = &c->scan->spare;
    const char *from = *at + 1, *q = from;
    size_t spare_at = spare->n;
    bool is_closed_at_limit = false;
    while ((q = q < c->limit ? memchr(q, '"', (size_t)(c->limit - q)) : NULL)) {
        is_closed_at_limit = q + 1 == c->limit;
        if (is_closed_at_limit || q[1] != '"')
            break;
        buf_put(spare, from, (size_t)(q + 1 - from));
        from = q += 2;
    }
    if (!q || is_closed_at_limit) {
        c->row->quote_at = *at;
        enum codec_scan_result r = cut_at_limit(c, !q);
        if (r != SCAN_ROW)
            return r;
    }
    struct str cell = str_n(from, (size_t)(q - from));
    if (spare->n > spare_at) {
        buf_str(spare, cell);
        cell = str_n(spare->p + spare_at, spare->n - spare_at);
    }
    put_cell(c->row, *at, cell);
    *at = skip_to_stop(c, q + 1);
    if (*at > q + 1 && !c->row->stray_column)
        c->row->stray_column = c->row->n;
    return SCAN_ROW;
}

/* `first_end`: the first CR or LF, which may stand inside quotes. */
static enum codec_scan_result cut_quoted_row(struct cut *c, const char *first_end)
{
    struct buf *spare = &c->scan->spare;
    buf_clear(spare);
    buf_reserve(spare, (size_t)(c->limit - c->start));
    const char *p = c->start;
    for (;;) {
        const char *start = p;
        enum codec_scan_result r = SCAN_ROW;
        if (p < c->limit && *p == '"') {
            r = cut_quoted(c, &p);
        } else {
            p = skip_to_stop(c, p);
            put_cell(c->row, start, str_n(start, (size_t)(p - start)));
        }
        if (r == SCAN_ROW && p == c->limit)
            r = cut_at_limit(c, false);
        if (r != SCAN_ROW)
            return r;
        if (p == c->limit || *p != c->scan->separator)
            break;
        p++;
    }
    enum codec_scan_result r = cut_finish(c, p);
    if (p != first_end)
        c->row->line_ends = codec_line_ends(c->start, c->row->after);
    return r;
}

enum codec_scan_result codec_scan_row(struct codec_scan *s, const char *p, const char *end, bool is_final,
                                      struct codec_row *row)
{
    ASSERT(p < end);
    bool is_long = end - p > TABLE_MAX_ROW_BYTES;
    struct cut c = {.scan = s, .row = row, .start = p, .end = end, .is_final = is_final};
    c.limit = is_long ? p + TABLE_MAX_ROW_BYTES + 1 : end;
    row->n = row->stray_column = 0;
    row->quote_at = NULL;
    const char *row_end = next_of(&s->lf, '\n', p, c.limit);
    row_end = next_of(&s->cr, '\r', p, row_end);
    if (next_of(&s->quote, '"', p, row_end) < row_end)
        return cut_quoted_row(&c, row_end);
    enum codec_scan_result r = row_end == c.limit ? cut_at_limit(&c, false) : SCAN_ROW;
    return r == SCAN_ROW ? cut_plain_row(&c, row_end) : r;
}
