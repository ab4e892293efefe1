/* SPDX-License-Identifier: Apache-2.0 */
/* Archives put together byte by byte, so that a test can lie about any of them. Members are stored, not packed. */
#ifndef GONGSHI_BOOK_TEST_H
#define GONGSHI_BOOK_TEST_H

#include "codec_test.h"

struct member {
    const char *name;
    struct str data;
    uint32_t says;     /* unpacked size that the archive claims; 0: the truth */
    uint32_t mode;     /* unix mode; 0: none */
    int same_place_as; /* 1-based member whose bytes it shares; 0: its own */
};

static inline uint32_t crc_of(struct str s)
{
    uint32_t crc = ~0u;
    for (size_t i = 0; i < s.n; i++) {
        crc ^= (unsigned char)s.p[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320u : 0);
    }
    return ~crc;
}

static inline void put_le(struct buf *b, uint64_t v, int bytes)
{
    for (int i = 0; i < bytes; i++)
        buf_char(b, (char)(v >> 8 * i));
}

/* What the two heads of a member have in common. */
static inline void put_common(struct buf *b, const struct member *m)
{
    put_le(b, 0, 2); /* flags */
    put_le(b, 0, 2); /* stored */
    put_le(b, 0, 4); /* time */
    put_le(b, crc_of(m->data), 4);
    put_le(b, m->data.n, 4);
    put_le(b, m->says ? m->says : m->data.n, 4);
    put_le(b, strlen(m->name), 2);
    put_le(b, 0, 2); /* extra */
}

static inline void put_archive(struct buf *b, const struct member *m, size_t n)
{
    size_t *at = mem_alloc((n + 1) * sizeof *at);
    for (size_t i = 0; i < n; i++) {
        at[i] = m[i].same_place_as ? at[m[i].same_place_as - 1] : b->n;
        if (m[i].same_place_as)
            continue;
        buf_put(b, "PK\3\4\24\0", 6);
        put_common(b, &m[i]);
        buf_z(b, m[i].name);
        buf_str(b, m[i].data);
    }
    size_t directory = b->n;
    for (size_t i = 0; i < n; i++) {
        buf_put(b, m[i].mode ? "PK\1\2\24\3\24\0" : "PK\1\2\24\0\24\0", 8);
        put_common(b, &m[i]);
        put_le(b, 0, 6); /* comment, disk, internal attributes */
        put_le(b, (uint64_t)m[i].mode << 16, 4);
        put_le(b, at[i], 4);
        buf_z(b, m[i].name);
    }
    size_t end = b->n;
    buf_put(b, "PK\5\6\0\0\0\0", 8);
    put_le(b, n, 2);
    put_le(b, n, 2);
    put_le(b, end - directory, 4);
    put_le(b, directory, 4);
    put_le(b, 0, 2);
    mem_free(at);
}

/* The least workbook: one sheet "S" holding `rows`, and what `parts` adds or replaces. */
enum { BOOK_PARTS = 3, BOOK_EXTRA_MAX = 80 };

#define S_OPEN "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
#define S_HEAD S_OPEN "<sheetData>"
#define S_TAIL "</sheetData></worksheet>"

static inline void put_book(struct buf *b, struct str sheet, const struct member *parts, size_t n)
{
    static const char workbook[] = "<workbook><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\" "
                                   "xmlns:r=\"urn:r\"/></sheets></workbook>";
    static const char relations[] =
        "<Relationships><Relationship Id=\"r1\" Type=\"urn:x/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
        "<Relationship Id=\"r2\" Type=\"urn:x/sharedStrings\" Target=\"sharedStrings.xml\"/>"
        "<Relationship Id=\"r3\" Type=\"urn:x/styles\" Target=\"styles.xml\"/></Relationships>";
    struct member all[BOOK_PARTS + BOOK_EXTRA_MAX] = {
        {.name = "xl/workbook.xml", .data = str_of(workbook)},
        {.name = "xl/_rels/workbook.xml.rels", .data = str_of(relations)},
        {.name = "xl/worksheets/sheet1.xml", .data = sheet},
    };
    size_t used = BOOK_PARTS;
    for (size_t i = 0; i < n; i++) {
        size_t k = 0;
        while (k < used && strcmp(all[k].name, parts[i].name) != 0)
            k++;
        assert_true(k < BOOK_PARTS + BOOK_EXTRA_MAX);
        all[k] = parts[i];
        used += k == used;
    }
    put_archive(b, all, used);
}

/* Rows of a sheet put into the least workbook show as expected. */
static inline void assert_sheet_shows(const char *rows, const struct member *parts, size_t n,
                                      const struct table_options *options, const char *expected)
{
    struct buf sheet = {0}, book = {0};
    buf_printf(&sheet, S_HEAD "%s" S_TAIL, rows);
    put_book(&book, buf_view(&sheet), parts, n);
    assert_shows(buf_view(&book), options, expected);
    buf_free(&sheet);
    buf_free(&book);
}

#endif
