/* SPDX-License-Identifier: Apache-2.0 */
/* Hostile archives: each ends in its finding, soon and in little memory. */
#include <archive.h>
#include <archive_entry.h>
#include <sys/resource.h>

#include "book_test.h"

enum { SOON_MS = 2000, MEMORY_KB = 64 << 10 };

static void assert_ends(struct str bytes, const char *expected)
{
    struct rusage before, after;
    getrusage(RUSAGE_SELF, &before);
    int64_t start = monotonic_ms();
    assert_shows(bytes, NULL, expected);
    int64_t spent = monotonic_ms() - start;
    getrusage(RUSAGE_SELF, &after);
    assert_true(spent < SOON_MS);
    assert_true(after.ru_maxrss - before.ru_maxrss < MEMORY_KB);
}

static void assert_book_ends(struct str sheet, const struct member *parts, size_t n, const char *expected)
{
    struct buf book = {0};
    put_book(&book, sheet, parts, n);
    assert_ends(buf_view(&book), expected);
    buf_free(&book);
}

static void codec_bomb_what_is_no_workbook(void **state)
{
    (void)state;
    struct buf b = {0};
    put_archive(&b, &(struct member){.name = "readme.txt", .data = STR("hello")}, 1);
    assert_ends(buf_view(&b), "Odata\nF1:0 binary-file XLSX/ZIP\n");
    b.n -= 30;
    assert_ends(buf_view(&b), "Odata\nF0:0 workbook-broken ZIP directory\n");
    buf_free(&b);
}

static void codec_bomb_members(void **state)
{
    (void)state;
    struct member parts[BOOK_EXTRA_MAX];
    char names[BOOK_EXTRA_MAX][16];
    for (int n = 60; n <= 62; n++) {
        for (int i = 0; i < n; i++) {
            snprintf(names[i], sizeof names[i], "x/%d", i);
            parts[i] = (struct member){.name = names[i], .data = STR("x")};
        }
        assert_book_ends(STR(S_HEAD "<row><c t=\"str\"><v>a</v></c></row>" S_TAIL), parts, (size_t)n,
                         n <= 61 ? "H1|a\n" : "Odata\nF0:0 archive-limit > 64 members\n");
    }
}

static void codec_bomb_links_are_refused(void **state)
{
    (void)state;
    struct member link = {.name = "xl/styles.xml", .data = STR("/etc/passwd"), .mode = 0120777};
    assert_book_ends(STR(S_HEAD S_TAIL), &link, 1, "Odata\nF0:0 archive-limit link\n");
}

static void codec_bomb_overlapping_members(void **state)
{
    (void)state;
    struct member twice = {.name = "xl/styles.xml", .data = STR(S_HEAD S_TAIL), .same_place_as = 3};
    assert_book_ends(STR(S_HEAD S_TAIL), &twice, 1, "Odata\nF0:0 archive-limit overlapping members\n");
}

static void codec_bomb_sizes_that_lie(void **state)
{
    (void)state;
    static const char sheet[] = S_HEAD "<row><c t=\"str\"><v>a</v></c></row>" S_TAIL;
    struct member lie = {.name = "xl/worksheets/sheet1.xml", .data = str_of(sheet), .says = 20};
    assert_book_ends(STR(""), &lie, 1, "Odata\nF0:0 archive-limit a member is not as long as it says\n");
    lie.says = sizeof sheet + 20;
    assert_book_ends(STR(""), &lie, 1, "Odata\nF0:0 archive-limit a member is not as long as it says\n");
    lie.says = 1u << 30;
    assert_book_ends(STR(""), &lie, 1, "Odata\nF0:0 archive-limit > 1 GiB\n");
    lie.says = 1u << 28;
    assert_book_ends(STR(""), &lie, 1, "Odata\nF0:0 archive-limit > 100:1\n");
}

static void codec_bomb_archive_in_the_archive(void **state)
{
    (void)state;
    struct buf inner = {0};
    put_book(&inner, STR(S_HEAD S_TAIL), NULL, 0);
    struct member nested = {.name = "xl/worksheets/sheet1.xml", .data = buf_view(&inner)};
    assert_book_ends(STR(""), &nested, 1, "Odata\nF0:0 archive-limit an archive in the archive\n");
    buf_free(&inner);
}

static void codec_bomb_entities_and_types(void **state)
{
    (void)state;
    struct member parts[] = {
        {.name = "xl/sharedStrings.xml",
         .data = STR("<!DOCTYPE sst [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
                     "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]><sst><si><t>&c;</t></si></sst>")}};
    assert_book_ends(STR(S_HEAD S_TAIL), parts, 1, "Odata\nF0:0 archive-limit XML DTD\n");
    parts[0].data = STR("<!DOCTYPE sst SYSTEM \"file:///etc/passwd\"><sst/>");
    assert_book_ends(STR(S_HEAD S_TAIL), parts, 1, "Odata\nF0:0 archive-limit XML DTD\n");
    parts[0].data = STR("<sst><si><t>&unknown;</t></si></sst>");
    assert_book_ends(STR(S_HEAD S_TAIL), parts, 1, "Odata\nF0:0 workbook-broken XML\n");
}

static void put_times(struct buf *b, const char *what, size_t n)
{
    for (size_t i = 0; i < n; i++)
        buf_z(b, what);
}

static void codec_bomb_depth(void **state)
{
    (void)state;
    for (size_t n = 30; n <= 31; n++) {
        struct buf b = {0};
        put_times(&b, "<a>", n + 1);
        buf_z(&b, "<b/>");
        put_times(&b, "</a>", n + 1);
        assert_book_ends(buf_view(&b), NULL, 0,
                         n == 30 ? "Odata\nF0:0 empty-file\n" : "Odata\nF0:0 archive-limit XML depth > 32\n");
        buf_free(&b);
    }
}

static void codec_bomb_endless_tag(void **state)
{
    (void)state;
    struct buf b = {0};
    buf_z(&b, S_HEAD "<row r=\"");
    put_times(&b, "1111111111111111", 1 << 19);
    assert_book_ends(buf_view(&b), NULL, 0, "Odata\nF0:0 archive-limit XML tag > 1 MiB\n");
    buf_free(&b);
}

/* 300 cells of so many bytes in row 42; what the table says, in out. */
static void show_long_row(struct buf *out, size_t cell_bytes)
{
    struct buf b = {0}, cell = {0}, book = {0};
    put_times(&cell, "0123456789abcdef", cell_bytes / 16);
    buf_z(&b, S_HEAD "<row><c t=\"str\"><v>a</v></c><c t=\"str\"><v>b</v></c></row>");
    put_times(&b, "<row><c><v>1</v></c></row>", 40);
    buf_z(&b, "<row>");
    for (int i = 0; i < 300; i++)
        buf_printf(&b, "<c t=\"str\"><v>%.*s</v></c>", (int)cell.n, cell.p);
    buf_z(&b, "</row>" S_TAIL);
    put_book(&book, buf_view(&b), NULL, 0);
    show_table(out, buf_view(&book), NULL);
    buf_free(&b);
    buf_free(&cell);
    buf_free(&book);
}

static void codec_bomb_row_too_long(void **state)
{
    (void)state;
    struct buf out = {0};
    show_long_row(&out, 32000); /* columns beyond the last are not kept: just below the limit */
    assert_true(str_find(buf_view(&out), STR("B42\nF42:3 column-count 300 2\n")) >= 0);
    show_long_row(&out, 40000);
    assert_true(str_find(buf_view(&out), STR("X42\nF42:0 row-too-long 8388608\n")) >= 0);
    buf_free(&out);
}

static void codec_bomb_sheet_that_claims_to_be_full(void **state)
{
    (void)state;
    assert_book_ends(STR(S_OPEN "<dimension ref=\"A1:XFD1048576\"/><sheetData>"
                                "<row r=\"1\" spans=\"1:16384\"><c r=\"A1\" t=\"str\"><v>a</v></c>"
                                "<c r=\"B1\" t=\"str\"><v>b</v></c></row>"
                                "<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c>"
                                "<c r=\"XFD1048576\"><v>1</v></c></row>" S_TAIL),
                     NULL, 0, "H1|a|b\nB1048576\nF1048576:3 column-count 16384 2\n");
}

/* A real packed member: 300 MB of one element over and over, in the part that is read first. */
static void put_packed_bomb(struct buf *b)
{
    enum { PIECE = 1 << 20, PIECES = 300 };
    size_t used, room = 4 << 20;
    struct archive *a = archive_write_new();
    char *piece = mem_alloc(PIECE);
    static const char *const names[] = {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"};
    buf_reserve(b, room);
    for (int i = 0; i < PIECE; i += 4)
        memcpy(piece + i, "<b/>", 4);
    archive_write_set_format_zip(a);
    archive_write_open_memory(a, b->p, room, &used);
    for (int i = 0; i < 3; i++) {
        struct archive_entry *entry = archive_entry_new();
        archive_entry_set_pathname(entry, names[i]);
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_size(entry, (la_int64_t)PIECE * PIECES);
        assert_int_equal(archive_write_header(a, entry), ARCHIVE_OK);
        for (int k = 0; k < (i == 1 ? PIECES : 0); k++) {
            memcpy(piece, k ? "<b/>" : "<a> ", 4);
            assert_int_equal(archive_write_data(a, piece, PIECE), PIECE);
        }
        archive_entry_free(entry);
    }
    archive_write_close(a);
    archive_write_free(a);
    b->n = used;
    mem_free(piece);
}

static void codec_bomb_three_hundred_megabytes_of_elements(void **state)
{
    (void)state;
    struct buf b = {0};
    put_packed_bomb(&b);
    assert_true(b.n < 2 << 20);
    assert_ends(buf_view(&b), "Odata\nF0:0 archive-limit > 100:1\n");
    /* The same with a directory that promises little: found out as it unpacks. */
    ptrdiff_t row = str_find(buf_view(&b), STR("PK\1\2"));
    assert_true(row > 0);
    for (ptrdiff_t at = row; at < (ptrdiff_t)b.n - 46; at++)
        if (memcmp(b.p + at, "PK\1\2", 4) == 0)
            memcpy(b.p + at + 24, "\0\0\1\0", 4);
    assert_ends(buf_view(&b), "Odata\nF0:0 archive-limit a member is not as long as it says\n");
    buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codec_bomb_what_is_no_workbook),
        cmocka_unit_test(codec_bomb_members),
        cmocka_unit_test(codec_bomb_links_are_refused),
        cmocka_unit_test(codec_bomb_overlapping_members),
        cmocka_unit_test(codec_bomb_sizes_that_lie),
        cmocka_unit_test(codec_bomb_archive_in_the_archive),
        cmocka_unit_test(codec_bomb_entities_and_types),
        cmocka_unit_test(codec_bomb_depth),
        cmocka_unit_test(codec_bomb_endless_tag),
        cmocka_unit_test(codec_bomb_row_too_long),
        cmocka_unit_test(codec_bomb_sheet_that_claims_to_be_full),
        cmocka_unit_test(codec_bomb_three_hundred_megabytes_of_elements),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
