/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Workbooks from strangers. Input that starts like an archive is read as one; any other is the XML of a sheet, put into
 * the least workbook, so that mutations reach the cells without passing a checksum.
 */
#include "codec/codec.h"
#include "fuzz.h"

static uint32_t crc_of(struct str s)
{
    uint32_t crc = ~0u;
    for (size_t i = 0; i < s.n; i++) {
        crc ^= (unsigned char)s.p[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320u : 0);
    }
    return ~crc;
}

static void put_le(struct buf *b, uint64_t v, int bytes)
{
    for (int i = 0; i < bytes; i++)
        buf_char(b, (char)(i < 8 ? v >> 8 * i : 0));
}

static void put_head(struct buf *b, const char *mark, size_t mark_bytes, struct str name, struct str data)
{
    buf_put(b, mark, mark_bytes);
    put_le(b, 0, 8); /* flags, stored, time */
    put_le(b, crc_of(data), 4);
    put_le(b, data.n, 4);
    put_le(b, data.n, 4);
    put_le(b, name.n, 2);
    put_le(b, 0, 2);
}

static void put_book(struct buf *b, struct str sheet)
{
    const struct str parts[][2] = {
        {STR("xl/workbook.xml"), STR("<workbook><sheets><sheet name=\"S\" id=\"a\"/></sheets></workbook>")},
        {STR("xl/_rels/workbook.xml.rels"),
         STR("<r><Relationship Id=\"a\" Type=\"/worksheet\" Target=\"s.xml\"/></r>")},
        {STR("xl/sharedStrings.xml"), STR("<sst><si><t>a</t></si><si><r><t>b</t></r></si></sst>")},
        {STR("xl/styles.xml"),
         STR("<s><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"1\"/></cellXfs></s>")},
        {STR("xl/s.xml"), sheet},
    };
    enum { PARTS = sizeof parts / sizeof *parts };
    size_t at[PARTS];
    for (size_t i = 0; i < PARTS; i++) {
        at[i] = b->n;
        put_head(b, "PK\3\4\24\0", 6, parts[i][0], parts[i][1]);
        buf_str(b, parts[i][0]);
        buf_str(b, parts[i][1]);
    }
    size_t directory = b->n;
    for (size_t i = 0; i < PARTS; i++) {
        put_head(b, "PK\1\2\24\0\24\0", 8, parts[i][0], parts[i][1]);
        put_le(b, 0, 10);
        put_le(b, at[i], 4);
        buf_str(b, parts[i][0]);
    }
    size_t end = b->n;
    buf_put(b, "PK\5\6\0\0\0\0", 8);
    put_le(b, PARTS, 2);
    put_le(b, PARTS, 2);
    put_le(b, end - directory, 4);
    put_le(b, directory, 4);
    put_le(b, 0, 2);
}

static void check_cell(struct str s)
{
    ASSERT(str_utf8_valid(s));
    for (size_t i = 0; i < s.n; i++)
        ASSERT((unsigned char)s.p[i] >= 0x20 || s.p[i] == '\t' || s.p[i] == '\n' || s.p[i] == '\r');
}

static void read_rows(struct table *t, struct findings *f)
{
    struct table_row row;
    enum table_next next;
    int64_t line = 0;
    size_t columns = 0, n;
    while ((next = table_next(t, &row, f)) == TABLE_ROW || next == TABLE_BAD_ROW) {
        ASSERT(row.line > line);
        line = row.line;
        ASSERT(table_cells(t, &n) && n <= TABLE_MAX_COLUMNS);
        ASSERT(next == TABLE_ROW || findings_count(f, FINDING_ERROR) > 0);
        ASSERT(next != TABLE_ROW || !columns || row.n == columns);
        columns = next == TABLE_ROW ? row.n : columns;
        for (size_t i = 0; next == TABLE_ROW && i < row.n; i++)
            check_cell(row.cells[i]);
    }
    ASSERT(next == TABLE_END || findings_count(f, FINDING_ERROR) > 0);
    ASSERT(table_next(t, &row, f) == next);
    ASSERT(table_bytes_read(t) <= table_bytes_total(t) || next == TABLE_BROKEN);
    check_cell(table_sheet(t));
}

static void read_book(struct str bytes, bool no_header)
{
    struct findings *f = findings_new();
    struct table *t = NULL;
    struct err e = {0};
    if (table_open_bytes(bytes, &(struct table_options){.no_header = no_header}, f, &t, &e))
        read_rows(t, f);
    else
        ASSERT(e.kind == ERR_DATA && findings_count(f, FINDING_ERROR) > 0);
    table_close(t);
    findings_free(f);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str bytes = str_n((const char *)data, size);
    struct buf book = {0};
    if (!str_starts(bytes, STR("PK"))) {
        put_book(&book, bytes);
        bytes = buf_view(&book);
    }
    read_book(bytes, false);
    read_book(bytes, true);
    buf_free(&book);
    return 0;
}
