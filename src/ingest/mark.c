/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The agency's own table, once more, with what was found standing at the cells it was found in. Every row is there, so
 * that the corrected file can be sent as it is: what was accepted is then `unchanged`. I2 and I3 hold here too.
 */
#include "workbook_int.h"

struct marking {
    const struct ingest_report *report;
    const struct findings *found;
    enum lang lang;
    struct findings *scratch; /* what the second reading finds is known already */
    struct table *t;
    struct workbook w;
    struct arena *a;
    size_t at; /* the first finding not yet placed */
    int today;
};

static size_t column_of(const struct finding *one)
{
    return one->column > 0 && one->column <= TABLE_MAX_COLUMNS ? (size_t)one->column - 1 : 0;
}

/* Findings are sorted by line: those up to the row's own. */
static size_t findings_until(const struct marking *m, int64_t line)
{
    size_t end = m->at;
    while (end < findings_kept(m->found) && findings_get(m->found, end)->line <= line)
        end++;
    return end;
}

static void words_put(const struct marking *m, const struct finding *one, int64_t line, struct buf *out)
{
    buf_z(out, out->n ? "\n" : "");
    if (one->line && one->line != line)
        buf_printf(out, "%lld: ", (long long)one->line);
    finding_message(one, m->lang, out);
    if (one->suggestion.n)
        buf_printf(out, " (%.*s)", STR_FMT(one->suggestion));
    buf_printf(out, " [%s]", one->rule);
}

/* The text of one cell as it may be shown. */
static struct str cell_shown(const struct marking *m, const struct str *cells, size_t n, size_t column, bool is_header)
{
    struct str found, cell = column < n ? cells[column] : STR_NONE;
    if (!is_header && m->report->restricted[column])
        return STR_NONE;
    return tripwire(cell, m->today, &found) ? masked(m->a, found) : cell;
}

/* Everything found in one column of the row; MARK_NONE when nothing was. */
static int comment_put(struct marking *m, size_t end, size_t column, int64_t line)
{
    struct buf words = {0};
    int mark = MARK_NONE;
    for (size_t i = m->at; i < end; i++) {
        const struct finding *one = findings_get(m->found, i);
        if (column_of(one) != column)
            continue;
        words_put(m, one, line, &words);
        mark = mark == MARK_NONE || (int)one->level > mark ? (int)one->level : mark;
    }
    if (words.n)
        workbook_comment(&m->w, column, buf_view(&words));
    buf_free(&words);
    return mark;
}

static bool row_put(struct marking *m, const struct str *cells, size_t n, int64_t line, bool is_header, struct err *e)
{
    size_t end = findings_until(m, line), last = n;
    for (size_t i = m->at; i < end; i++)
        last = column_of(findings_get(m->found, i)) >= last ? column_of(findings_get(m->found, i)) + 1 : last;
    arena_reset(m->a);
    for (size_t i = 0; i < last; i++) {
        int mark = end > m->at ? comment_put(m, end, i, line) : MARK_NONE;
        workbook_put(&m->w, i, cell_shown(m, cells, n, i, is_header), mark);
    }
    m->at = end;
    return workbook_end_row(&m->w, e);
}

static bool rows_put(struct marking *m, struct err *e)
{
    size_t n;
    struct table_row row;
    const struct str *cells = table_header(m->t, &n);
    enum table_next next;
    if (n && !row_put(m, cells, n, table_header_line(m->t), true, e))
        return false;
    while ((next = table_next(m->t, &row, m->scratch)) == TABLE_ROW || next == TABLE_BAD_ROW) {
        cells = table_cells(m->t, &n);
        if (!row_put(m, cells, n, row.line, false, e))
            return false;
    }
    bool has_more = m->at < findings_kept(m->found); /* a file that broke off: said in a row of its own */
    return !has_more || row_put(m, NULL, 0, INT64_MAX, true, e);
}

bool ingest_findings_xlsx(const char *path, const struct ingest_options *o, const struct ingest_report *r,
                          const struct findings *f, enum lang lang, const char *out, struct err *e)
{
    struct marking m = {.report = r, .found = f, .lang = lang, .today = today_number(o)};
    struct table_options options = {.encoding = o->encoding, .no_header = o->no_header, .sheet = o->sheet};
    size_t n;
    if (strcmp(path, "-") == 0)
        return ERR(e, ERR_INVALID, "standard input cannot be read again to mark it: give a file");
    m.scratch = findings_new();
    m.a = arena_new();
    bool ok = table_open(path, &options, m.scratch, &m.t, e);
    if (ok) {
        table_header(m.t, &n);
        ok = workbook_start(&m.w, out, table_sheet(m.t).n ? table_sheet(m.t) : STR("Sheet1"), n, e) && rows_put(&m, e);
        ok = workbook_finish(&m.w, ok, e);
    }
    table_close(m.t);
    findings_free(m.scratch);
    arena_free(m.a);
    return ok;
}

bool ingest_csv_to_xlsx(struct str csv, const char *out, struct err *e)
{
    struct workbook w;
    struct table *t = NULL;
    struct table_row row;
    struct findings *f = findings_new();
    struct table_options options = {.encoding = "utf-8", .separator = ',', .no_header = true};
    bool ok = table_open_bytes(csv, &options, f, &t, e);
    if (ok) {
        ok = workbook_start(&w, out, STR("Sheet1"), TABLE_MAX_COLUMNS, e);
        while (ok && table_next(t, &row, f) == TABLE_ROW) {
            for (size_t i = 0; i < row.n; i++)
                workbook_put(&w, i, row.cells[i], MARK_NONE);
            ok = workbook_end_row(&w, e);
        }
        ok = workbook_finish(&w, ok, e);
    }
    table_close(t);
    findings_free(f);
    return ok;
}
