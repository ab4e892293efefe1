/* SPDX-License-Identifier: Apache-2.0 */
/* What the XML of a sheet may say, and how it comes out: types, formats, places, headers, notes. */
#include "book_test.h"

#define T(text)    "<c t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define HEAD       "<row r=\"1\">" T("代码") T("名称") T("日期") "</row>"
#define ROW(cells) "<row>" cells "</row>"

static const char styles[] =
    "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;"
    "d&quot;日&quot;\"/><numFmt numFmtId=\"165\" formatCode=\"000000000\"/>"
    "<numFmt numFmtId=\"166\" formatCode=\"[Red]#,##0.00;[h]\"/>"
    "<numFmt numFmtId=\"167\" formatCode=\"yyyy/m/d h:mm\"/></numFmts>"
    "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
    "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/>"
    "<xf numFmtId=\"166\"/><xf numFmtId=\"167\"/><xf numFmtId=\"1\"/><xf numFmtId=\"20\"/>"
    "<xf numFmtId=\"31\"/></cellXfs></styleSheet>";
enum { GENERAL, BUILT_IN_DAY, OWN_DAY, NINE_ZEROS, MONEY, DAY_TIME, WHOLE, TIME, CHINESE_DAY };

/* One cell of a style, as text. */
static void assert_cell(const char *attributes, const char *value, bool is_1904, const char *expected)
{
    struct buf rows = {0}, want = {0};
    struct member parts[] = {{.name = "xl/styles.xml", .data = str_of(styles)},
                             {.name = "xl/workbook.xml",
                              .data = STR("<workbook><workbookPr date1904=\"1\"/><sheets><sheet name=\"S\" "
                                          "xmlns:r=\"urn:r\" r:id=\"r1\"/></sheets></workbook>")}};
    buf_printf(&rows, ROW(T("a") T("b")) "<row><c %s>%s</c>" T("x") "</row>", attributes, value);
    buf_printf(&want, "H1|a|b\nR2|%s|x\n", expected);
    buf_char(&want, '\0');
    buf_char(&rows, '\0');
    assert_sheet_shows(rows.p, parts, is_1904 ? 2 : 1, NULL, want.p);
    buf_free(&rows);
    buf_free(&want);
}

static void codec_sheet_numbers_come_with_fifteen_digits(void **state)
{
    (void)state;
    static const struct {
        int style;
        const char *value, *expected;
    } rows[] = {
        {GENERAL, "123456789012345", "123456789012345"},
        {GENERAL, "911234567890123000", "9.11234567890123E+17"},
        {GENERAL, "9.1123456789012346E+17", "9.11234567890124E+17"},
        {WHOLE, "9.1123456789012346E+17", "911234567890124000"},
        {GENERAL, "1E+15", "1E+15"},
        {GENERAL, "0.20000000000000001", "0.2"},
        {GENERAL, "1E-6", "0.000001"},
        {GENERAL, "1.5E-40", "1.5E-40"},
        {GENERAL, "-12.50", "-12.5"},
        {GENERAL, "0012", "12"},
        {NINE_ZEROS, "12345678", "012345678"},
        {NINE_ZEROS, "123456789", "123456789"},
        {MONEY, "1234.5", "1234.5"},
        {GENERAL, "nonsense", "nonsense"},
        {99, "7", "7"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena *a = arena_new();
        assert_cell(str_printf(a, "s=\"%d\"", rows[i].style).p, str_printf(a, "<v>%s</v>", rows[i].value).p, false,
                    rows[i].expected);
        arena_free(a);
    }
}

static void codec_sheet_damaged_codes_are_known_as_such(void **state)
{
    (void)state;
    assert_int_equal(cell_damage_of(STR("9.11234567890123E+17"), WANT_CODE, 0), DAMAGE_EXPONENT);
    assert_int_equal(cell_damage_of(STR("1E+15"), WANT_CODE, 0), DAMAGE_EXPONENT);
    assert_int_equal(cell_damage_of(STR("911234567890123000"), WANT_CODE, 0), DAMAGE_TRAILING_ZEROS);
}

static void codec_sheet_days_by_their_format(void **state)
{
    (void)state;
    static const struct {
        int style;
        const char *value;
        bool is_1904;
        const char *expected;
    } rows[] = {
        {BUILT_IN_DAY, "45012", false, "2023-03-27"},
        {OWN_DAY, "45012", false, "2023-03-27"},
        {CHINESE_DAY, "45012", false, "2023-03-27"},
        {GENERAL, "45012", false, "45012"},
        {BUILT_IN_DAY, "43550", true, "2023-03-27"},
        {BUILT_IN_DAY, "45012.5", false, "2023-03-27"},
        {DAY_TIME, "45012.5", false, "2023-03-27 12:00:00"},
        {DAY_TIME, "45012", false, "2023-03-27"},
        {DAY_TIME, "45011.999999999", false, "2023-03-27"},
        {TIME, "0.25", false, "06:00:00"},
        {BUILT_IN_DAY, "1", false, "1900-01-01"},
        {BUILT_IN_DAY, "59", false, "1900-02-28"},
        {BUILT_IN_DAY, "60", false, "1900-02-29"},
        {BUILT_IN_DAY, "61", false, "1900-03-01"},
        {BUILT_IN_DAY, "0", false, "1900-01-00"},
        {BUILT_IN_DAY, "-5", false, "-5"},
        {BUILT_IN_DAY, "1e300", false, "1E+300"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena *a = arena_new();
        assert_cell(str_printf(a, "s=\"%d\"", rows[i].style).p, str_printf(a, "<v>%s</v>", rows[i].value).p,
                    rows[i].is_1904, rows[i].expected);
        arena_free(a);
    }
}

static void codec_sheet_types_of_cells(void **state)
{
    (void)state;
    assert_cell("t=\"b\"", "<v>1</v>", false, "TRUE");
    assert_cell("t=\"b\"", "<v>0</v>", false, "FALSE");
    assert_cell("t=\"e\"", "<v>#N/A</v>", false, "#N/A");
    assert_cell("t=\"str\"", "<f>A1&amp;B1</f><v>甲&amp;乙</v>", false, "甲&乙");
    assert_cell("", "<f>1+1</f><v>2</v>", false, "2");
    assert_cell("", "<f>1+1</f>", false, "");
    assert_cell("t=\"d\"", "<v>2023-02-03T00:00:00</v>", false, "2023-02-03");
    assert_cell("t=\"d\"", "<v>2023-02-03T04:05:06</v>", false, "2023-02-03 04:05:06");
    assert_cell("t=\"inlineStr\"", "<is><r><t>甲</t></r><r><rPr/><t> 乙</t></r><rPh><t>jia</t></rPh></is>", false,
                "甲 乙");
    assert_cell("t=\"inlineStr\"", "<is><t>a_x0009_b_x005F_x0041__x41_</t></is>", false, "a\tb_x0041__x41_");
}

static void codec_sheet_shared_strings(void **state)
{
    (void)state;
    struct member parts[] = {
        {.name = "xl/sharedStrings.xml",
         .data = STR("<sst><si><t>代码</t></si><si><t>名称</t></si><si><r><t>青禾</t></r><r><t>公司</t></r>"
                     "<rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si><si/></sst>")}};
    assert_sheet_shows("<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row>"
                       "<row><c t=\"s\"><v>2</v></c><c t=\"s\"><v>3</v></c></row>",
                       parts, 1, NULL, "H1|代码|名称\nR2|青禾公司|\n");
    assert_sheet_shows("<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>4</v></c></row>", parts, 1, NULL,
                       "Odata\nF0:0 workbook-broken shared string\n");
    assert_sheet_shows("<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>-1</v></c></row>", parts, 1, NULL,
                       "Odata\nF0:0 workbook-broken shared string\n");
}

static void codec_sheet_rows_and_columns_where_they_say(void **state)
{
    (void)state;
    assert_sheet_shows(HEAD "<row r=\"5\"><c r=\"C5\"><v>3</v></c></row><row r=\"6\"/>"
                            "<row r=\"7\"><c r=\"A7\" t=\"str\"><v>  </v></c></row>"
                            "<row r=\"9\"><c r=\"A9\"><v>1</v></c><c r=\"E9\"/></row>",
                       NULL, 0, NULL, "H1|代码|名称|日期\nR5|||3\nR9|1||\n");
    assert_sheet_shows(HEAD "<row r=\"2\"><c r=\"D2\"><v>4</v></c></row><row r=\"3\"><c r=\"A3\"><v>1</v></c></row>",
                       NULL, 0, NULL, "H1|代码|名称|日期\nB2\nR3|1||\nF2:4 column-count 4 3\n");
    assert_sheet_shows(HEAD "<row r=\"2\"><c r=\"XFD2\"><v>4</v></c></row>", NULL, 0, NULL,
                       "H1|代码|名称|日期\nB2\nF2:4 column-count 16384 3\n");
    static const char *const bad[] = {
        "<row r=\"1\"><c><v>1</v></c></row>",
        "<row r=\"1048577\"><c><v>1</v></c></row>",
        "<row r=\"x\"><c><v>1</v></c></row>",
        "<row r=\"2\"><c r=\"XFE2\"><v>1</v></c></row>",
        "<row r=\"2\"><c r=\"7\"><v>1</v></c></row>",
        "<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"B2\"><v>1</v></c></row>",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct arena *a = arena_new();
        assert_sheet_shows(
            str_printf(a, HEAD "%s", bad[i]).p, NULL, 0, NULL,
            str_printf(a, "Odata\nF%d:0 workbook-broken %s\n", i < 3 ? 1 : 2, i < 3 ? "row number" : "cell address").p);
        arena_free(a);
    }
}

static void codec_sheet_titles_above_the_header_are_passed(void **state)
{
    (void)state;
    assert_sheet_shows(
        ROW(T("某市行政处罚信息表")) "<row>" T("填报单位") T(
            "某局") "</row>"
                    "<row>" T("填表说明：每行一条") "</row><row>" T("代码") T("名称") T(
                        "日期") "</row>"
                                "<row>" T(
                                    "填表说明") "</row>"
                                                "<row><c><v>1</v></c>" T(
                                                    "甲") "<c><v>3</v></c></row><row><c><v>2</v></c>" T("乙") "</row>",
        NULL, 0, NULL, "H4|代码|名称|日期\nR6|1|甲|3\nR7|2|乙|\n");
    /* One remark behind the table's edge does not make a row of data the header. */
    assert_sheet_shows(HEAD "<row>" T("1") T("甲") T("b") "</row><row>" T("2") T("乙") T("b")
                           T("!") "</row>"
                                  "<row>" T("3") T("丙") "</row><row>" T("4") T("丁") "</row>",
                       NULL, 0, NULL, "H1|代码|名称|日期\nR2|1|甲|b\nB3\nR4|3|丙|\nR5|4|丁|\nF3:4 column-count 4 3\n");
    /* Numbers only: the first row is taken, and judged by who reads it. */
    assert_sheet_shows("<row><c><v>1</v></c><c><v>2</v></c></row>", NULL, 0, NULL, "H1|1|2\n");
    assert_sheet_shows("<row><c><v>1</v></c></row><row><c><v>2</v></c><c><v>3</v></c></row>", NULL, 0,
                       &(struct table_options){.no_header = true}, "R1|1|\nR2|2|3\n");
}

static void codec_sheet_hidden_and_merged_are_read_and_noted(void **state)
{
    (void)state;
    struct buf book = {0};
    put_book(&book,
             STR(S_OPEN "<cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols><sheetData>" HEAD
                        "<row r=\"2\" hidden=\"1\">" T("1") T("甲")
                            T("x") "</row></sheetData><mergeCells>"
                                   "<mergeCell ref=\"A1:C1\"/><mergeCell ref=\"A2:A3\"/></mergeCells></worksheet>"),
             NULL, 0);
    assert_shows(buf_view(&book), NULL,
                 "H1|代码|名称|日期\nR2|1|甲|x\nF0:0 sheet-hidden-parts S 1 2\nF0:0 sheet-merged S 2\n");
    buf_free(&book);
}

static void codec_sheet_faults_of_text(void **state)
{
    (void)state;
    assert_sheet_shows(HEAD "<row>" T("a&#x202E;b") T("甲") "</row><row><c t=\"e\"><v>&#x202E;</v></c></row>"
                                                            "<row>" T("1") T("_x0001_") "</row><row>" T("2") "</row>",
                       NULL, 0, NULL,
                       "H1|代码|名称|日期\nB2\nB3\nB4\nR5|2||\nF2:1 bad-character U+202E\n"
                       "F3:1 bad-character U+202E\nF4:2 bad-character U+0001\n");
}

static void codec_sheet_long_cells(void **state)
{
    (void)state;
    for (size_t n = TABLE_MAX_CELL_CHARS; n <= TABLE_MAX_CELL_CHARS + 1; n++) {
        struct buf rows = {0};
        buf_z(&rows, HEAD "<row><c t=\"str\"><v>");
        for (size_t i = 0; i < n; i++)
            buf_z(&rows, "\xF0\xA0\x80\x80");
        buf_printf(&rows, "</v></c>" T("%s") "</row>%c", "x", '\0');
        struct buf sheet = {0}, book = {0}, out = {0};
        buf_printf(&sheet, S_HEAD "%s" S_TAIL, rows.p);
        put_book(&book, buf_view(&sheet), NULL, 0);
        show_table(&out, buf_view(&book), NULL);
        bool is_bad = str_find(buf_view(&out), STR("F2:1 cell-too-long 32767")) >= 0;
        assert_int_equal(is_bad, n > TABLE_MAX_CELL_CHARS);
        buf_free(&rows);
        buf_free(&sheet);
        buf_free(&book);
        buf_free(&out);
    }
}

static void codec_sheet_which_one_is_read(void **state)
{
    (void)state;
    static const char relations[] =
        "<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"/xl/worksheets/1.xml\"/>"
        "<Relationship Id=\"b\" Type=\"x/worksheet\" Target=\"worksheets/2.xml\"/>"
        "<Relationship Id=\"c\" Type=\"x/worksheet\" Target=\"worksheets/3.xml\"/></Relationships>";
    static const char workbook[] = "<workbook xmlns:r=\"u\"><sheets><sheet name=\"空\" r:id=\"c\"/>"
                                   "<sheet name=\"藏\" r:id=\"a\" state=\"hidden\"/><sheet name=\"表1\" r:id=\"b\"/>"
                                   "</sheets></workbook>";
    struct member parts[] = {
        {.name = "xl/workbook.xml", .data = str_of(workbook)},
        {.name = "xl/_rels/workbook.xml.rels", .data = str_of(relations)},
        {.name = "xl/worksheets/1.xml", .data = STR(S_HEAD "<row>" T("a") T("b") "</row>" S_TAIL)},
        {.name = "xl/worksheets/2.xml", .data = STR(S_HEAD "<row>" T("c") T("d") "</row>" S_TAIL)},
        {.name = "xl/worksheets/3.xml", .data = STR(S_HEAD "<row><c r=\"A1\" s=\"1\"/></row>" S_TAIL)},
    };
    struct buf book = {0};
    put_book(&book, STR(S_HEAD S_TAIL), parts, 5);
    assert_shows(buf_view(&book), NULL, "H1|c|d\nF0:0 sheet-others 表1 藏\n");
    assert_shows(buf_view(&book), &(struct table_options){.sheet = "藏"},
                 "H1|a|b\nF0:0 sheet-hidden 藏\nF0:0 sheet-others 藏 表1\n");
    assert_shows(buf_view(&book), &(struct table_options){.sheet = "无"}, "Odata\nF0:0 sheet-unknown 无 藏、表1\n");
    assert_shows(buf_view(&book), &(struct table_options){.sheet = "空"},
                 "Odata\nF0:0 sheet-others 空 藏、表1\nF0:0 empty-file\n");
    buf_free(&book);
}

static void codec_sheet_places_have_names(void **state)
{
    (void)state;
    static const struct {
        const char *sheet;
        int64_t line;
        int column;
        const char *expected;
    } rows[] = {
        {"表1", 17, 3, "表1!C17"},
        {"Sheet1", 1, 27, "Sheet1!AA1"},
        {"a b", 2, 26, "'a b'!Z2"},
        {"it's", 2, 702, "'it''s'!ZZ2"},
        {"1a", 3, 16384, "'1a'!XFD3"},
        {"S", 0, 0, "S"},
        {"S", 5, 0, "S!5"},
        {"", 17, 3, "17:3"},
        {"", 17, 0, "17"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf b = {0};
        table_place_put(&b, str_of(rows[i].sheet), rows[i].line, rows[i].column);
        buf_char(&b, '\0');
        assert_string_equal(b.p, rows[i].expected);
        buf_free(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codec_sheet_numbers_come_with_fifteen_digits),
        cmocka_unit_test(codec_sheet_damaged_codes_are_known_as_such),
        cmocka_unit_test(codec_sheet_days_by_their_format),
        cmocka_unit_test(codec_sheet_types_of_cells),
        cmocka_unit_test(codec_sheet_shared_strings),
        cmocka_unit_test(codec_sheet_rows_and_columns_where_they_say),
        cmocka_unit_test(codec_sheet_titles_above_the_header_are_passed),
        cmocka_unit_test(codec_sheet_hidden_and_merged_are_read_and_noted),
        cmocka_unit_test(codec_sheet_faults_of_text),
        cmocka_unit_test(codec_sheet_long_cells),
        cmocka_unit_test(codec_sheet_which_one_is_read),
        cmocka_unit_test(codec_sheet_places_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
