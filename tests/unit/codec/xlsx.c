/* SPDX-License-Identifier: Apache-2.0 */
/* Workbooks written by another program: what was put in comes out, cell by cell. */
#include <unistd.h>
#include <xlsxwriter.h>

#include "codec_test.h"

enum { ROWS = 3000, COLUMNS = 9 };

/* A workbook in a file of its own, read and removed at once. */
struct book {
    char path[64];
    lxw_workbook *workbook;
    lxw_worksheet *sheet;
};

static void book_start(struct book *b, bool is_streamed)
{
    snprintf(b->path, sizeof b->path, P_tmpdir "/gongshi-xlsx-XXXXXX");
    close(mkstemp(b->path));
    lxw_workbook_options options = {.constant_memory = is_streamed};
    b->workbook = workbook_new_opt(b->path, &options);
    b->sheet = workbook_add_worksheet(b->workbook, "表1");
}

static void book_finish(struct book *b, struct buf *out)
{
    assert_int_equal(workbook_close(b->workbook), LXW_NO_ERROR);
    assert_true(file_read(b->path, 64 << 20, out, NULL));
    unlink(b->path);
}

/* The value of a cell, as text; the same numbers on every machine. */
static struct str value_at(struct arena *a, int row, int column)
{
    switch (column) {
    case 0:
        return str_printf(a, "91990%03dMA%08X", row % 1000, row * 2654435u);
    case 1:
        return str_printf(a, "青禾<%d>&\"白鹭\"有限公司", row % 50);
    case 2:
        return row % 3 ? str_printf(a, "%d", row * 37) : STR("");
    case 3:
        return str_printf(a, "%d.%02d", row, row % 99 + 1);
    case 4:
        return row % 7 ? STR("一行\n二行") : STR(" x ");
    default:
        return column == 8 ? STR("末") : STR("");
    }
}

static bool is_number_column(int column)
{
    return column == 2 || column == 3;
}

static void write_cell(struct book *b, struct arena *a, int row, int column)
{
    struct str v = row ? value_at(a, row, column) : str_printf(a, "列%d", column + 1);
    lxw_row_t r = (lxw_row_t)row;
    lxw_col_t c = (lxw_col_t)column;
    double number = strtod(str_z(a, v), NULL);
    if (row && is_number_column(column) && v.n)
        assert_int_equal(worksheet_write_number(b->sheet, r, c, number, NULL), LXW_NO_ERROR);
    else if (v.n)
        assert_int_equal(worksheet_write_string(b->sheet, r, c, str_z(a, v), NULL), LXW_NO_ERROR);
}

/* 12.30 as a number is 12.3. */
static struct str shown(struct arena *a, int row, int column)
{
    struct str v = value_at(a, row, column);
    return column == 3 ? str_printf(a, "%.15g", strtod(str_z(a, v), NULL)) : v;
}

static void check_rows(struct table *t, struct findings *f)
{
    struct table_row row;
    struct arena *a = arena_new();
    for (int i = 1; i < ROWS; i++) {
        arena_reset(a);
        assert_int_equal(table_next(t, &row, f), TABLE_ROW);
        assert_int_equal(row.line, i + 1);
        assert_int_equal(row.n, COLUMNS);
        for (int c = 0; c < COLUMNS; c++)
            assert_true(str_eq(row.cells[c], shown(a, i, c)));
    }
    assert_int_equal(table_next(t, &row, f), TABLE_END);
    assert_int_equal(table_next(t, &row, f), TABLE_END);
    arena_free(a);
}

static void round_trip(bool is_streamed)
{
    struct book b;
    struct buf bytes = {0};
    struct arena *a = arena_new();
    struct findings *f = findings_new();
    struct table *t = NULL;
    size_t n;
    book_start(&b, is_streamed);
    for (int i = 0; i < ROWS; i++)
        for (int c = 0; c < COLUMNS; c++)
            write_cell(&b, a, i, c);
    book_finish(&b, &bytes);
    assert_true(table_open_bytes(buf_view(&bytes), NULL, f, &t, NULL));
    assert_string_equal(table_encoding(t), "xlsx");
    assert_true(str_is(table_sheet(t), "表1"));
    assert_true(str_is(table_header(t, &n)[8], "列9"));
    assert_int_equal(n, COLUMNS);
    check_rows(t, f);
    assert_int_equal(table_bytes_read(t), table_bytes_total(t));
    assert_int_equal(findings_kept(f), 0);
    table_close(t);
    findings_free(f);
    arena_free(a);
    buf_free(&bytes);
}

static void codec_xlsx_shared_strings_round_trip(void **state)
{
    (void)state;
    round_trip(false);
}

static void codec_xlsx_inline_strings_round_trip(void **state)
{
    (void)state;
    round_trip(true);
}

static void write_kinds(struct book *b)
{
    lxw_format *day = workbook_add_format(b->workbook), *zeros = workbook_add_format(b->workbook);
    format_set_num_format(day, "yyyy\"年\"m\"月\"d\"日\"");
    format_set_num_format(zeros, "000000000");
    lxw_rich_string_tuple one = {.string = "青"}, two = {.string = "禾"}, *rich[] = {&one, &two, NULL};
    static const char *const heads[] = {"代码", "日期", "组织机构代码", "名称", "是否", "公式"};
    for (lxw_col_t i = 0; i < 6; i++)
        worksheet_write_string(b->sheet, 2, i, heads[i], NULL);
    worksheet_merge_range(b->sheet, 0, 0, 0, 5, "行政处罚信息（示例）", NULL);
    worksheet_write_number(b->sheet, 3, 0, 911234567890123456.0, NULL);
    worksheet_write_datetime(b->sheet, 3, 1, &(lxw_datetime){.year = 2023, .month = 3, .day = 27}, day);
    worksheet_write_number(b->sheet, 3, 2, 12345678, zeros);
    worksheet_write_rich_string(b->sheet, 3, 3, rich, NULL);
    worksheet_write_boolean(b->sheet, 3, 4, 1, NULL);
    worksheet_write_formula_str(b->sheet, 3, 5, "=\"a\"&\"b\"", NULL, "ab");
}

static void codec_xlsx_kinds_of_cells(void **state)
{
    (void)state;
    struct book b;
    struct buf bytes = {0};
    book_start(&b, false);
    write_kinds(&b);
    book_finish(&b, &bytes);
    assert_shows(buf_view(&bytes), NULL,
                 "H3|代码|日期|组织机构代码|名称|是否|公式\n"
                 "R4|9.11234567890124E+17|2023-03-27|012345678|青禾|TRUE|ab\n");
    buf_free(&bytes);
}

/* Every cut and many a flipped bit: a finding or a table, never more. */
static void codec_xlsx_damaged_files(void **state)
{
    (void)state;
    struct book b;
    struct buf bytes = {0}, out = {0};
    uint64_t seed = 7;
    book_start(&b, false);
    write_kinds(&b);
    book_finish(&b, &bytes);
    for (size_t n = 98; n < bytes.n; n += 97) {
        show_table(&out, str_n(bytes.p, n), NULL);
        assert_true(str_starts(buf_view(&out), STR("Odata")));
    }
    for (int i = 0; i < 500; i++) {
        size_t at = next_random(&seed) % bytes.n;
        char bit = (char)(1 << next_random(&seed) % 8);
        bytes.p[at] ^= bit;
        show_table(&out, buf_view(&bytes), NULL);
        bytes.p[at] ^= bit;
    }
    buf_free(&bytes);
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codec_xlsx_shared_strings_round_trip),
        cmocka_unit_test(codec_xlsx_inline_strings_round_trip),
        cmocka_unit_test(codec_xlsx_kinds_of_cells),
        cmocka_unit_test(codec_xlsx_damaged_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
