/* SPDX-License-Identifier: Apache-2.0 */
/* Tables from strangers: C1 and C2, and what comes out goes in again as it was. */
#include "codec/codec.h"
#include "fuzz.h"

static void check_cell(struct str s)
{
    ASSERT(str_utf8_valid(s));
    for (size_t i = 0; i < s.n; i++)
        ASSERT((unsigned char)s.p[i] >= 0x20 || s.p[i] == '\t' || s.p[i] == '\n' || s.p[i] == '\r');
}

static void check_round_trip(const struct table_row *row)
{
    struct buf b = {0};
    struct findings *f = findings_new();
    struct table *t = NULL;
    struct table_row again;
    struct table_options options = {.encoding = "utf-8", .separator = ',', .no_header = true};
    buf_z(&b, "\xEF\xBB\xBF"); /* the first cell may begin with the same character */
    csv_put_row(&b, row->cells, row->n, false);
    ASSERT(table_open_bytes(buf_view(&b), &options, f, &t, NULL));
    ASSERT(table_next(t, &again, f) == TABLE_ROW && again.n == row->n && again.line == 1);
    for (size_t i = 0; i < row->n; i++)
        ASSERT(str_eq(row->cells[i], again.cells[i]));
    ASSERT(table_next(t, &again, f) == TABLE_END);
    table_close(t);
    findings_free(f);
    buf_free(&b);
}

static void read_rows(struct table *t, struct findings *f)
{
    struct table_row row;
    enum table_next next;
    int64_t line = 0, found;
    size_t columns = 0;
    while ((next = table_next(t, &row, f)) == TABLE_ROW || next == TABLE_BAD_ROW) {
        ASSERT(row.line > line);
        line = row.line;
        found = findings_count(f, FINDING_ERROR);
        ASSERT(next == TABLE_ROW || found > 0);
        if (next == TABLE_BAD_ROW)
            continue;
        ASSERT(row.n <= TABLE_MAX_COLUMNS && (!columns || row.n == columns));
        columns = row.n;
        for (size_t i = 0; i < row.n; i++)
            check_cell(row.cells[i]);
        if (line < 100)
            check_round_trip(&row);
    }
    ASSERT(next == TABLE_END || findings_count(f, FINDING_ERROR) > 0);
    ASSERT(table_bytes_read(t) <= table_bytes_total(t));
}

static void read_table(struct str bytes, const struct table_options *options)
{
    struct findings *f = findings_new();
    struct table *t = NULL;
    struct err e = {0};
    if (table_open_bytes(bytes, options, f, &t, &e))
        read_rows(t, f);
    else
        ASSERT(e.kind == ERR_DATA && findings_count(f, FINDING_ERROR) > 0);
    for (size_t i = 0; i < findings_kept(f); i++) {
        const struct finding *one = findings_get(f, i);
        ASSERT(one->line >= 0 && one->column >= 0);
    }
    table_close(t);
    findings_free(f);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct table_options ways[] = {
        {0},
        {.no_header = true},
        {.encoding = "gb18030", .separator = ','},
        {.encoding = "utf-16", .separator = '\t'},
        {.encoding = "utf-8", .separator = ',', .no_header = true},
    };
    struct str bytes = str_n((const char *)data, size);
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++)
        read_table(bytes, &ways[i]);
    return 0;
}
