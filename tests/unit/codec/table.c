/* SPDX-License-Identifier: Apache-2.0 */
/* Rows, headers, separators, and every finding with its line and column. */
#include "codec_test.h"

#define B(literal) STR(literal)

struct pair {
    struct str input;
    const char *expected;
};

static void assert_pairs(const struct pair *pairs, size_t n)
{
    for (size_t i = 0; i < n; i++)
        assert_shows(pairs[i].input, NULL, pairs[i].expected);
}
#define ASSERT_PAIRS(pairs) assert_pairs(pairs, sizeof(pairs) / sizeof(pairs)[0])

static void codec_table_rows_end_with_lf_crlf_or_cr(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {B("a,b\n1,2\n3,4"), "H1|a|b\nR2|1|2\nR3|3|4\n"},
        {B("a,b\r\n1,2\r\n3,4\r\n"), "H1|a|b\nR2|1|2\nR3|3|4\n"},
        {B("a,b\r1,2\r3,4\r"), "H1|a|b\nR2|1|2\nR3|3|4\n"},
        {B("a,b\r\n1,2\r3,4\n5,6"), "H1|a|b\nR2|1|2\nR3|3|4\nR4|5|6\n"},
    };
    ASSERT_PAIRS(pairs);
}

static void codec_table_quotes_hide_separators_newlines_and_quotes(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {B("a,b\n\"1,1\",\"x\"\"y\"\n3,4\n"), "H1|a|b\nR2|1,1|x\"y\nR3|3|4\n"},
        {B("a,b\n\"up\r\non\ra\ntime\",2\n3,4\n"), "H1|a|b\nR2|up\r\non\ra\ntime|2\nR6|3|4\n"},
        {B("a,b\n\"\",\"\"\"\"\n"), "H1|a|b\nR2||\"\n"},
        {B("a,b\n37'36\"N,6\"\n"), "H1|a|b\nR2|37'36\"N|6\"\n"},
        {B("a,b\n1,\"2\""), "H1|a|b\nR2|1|2\n"},
        {B("a,b\n1,\"\""), "H1|a|b\nR2|1|\n"},
        {B("a,b\n \"x\",1\n"), "H1|a|b\nR2| \"x\"|1\n"},
    };
    ASSERT_PAIRS(pairs);
}

static void codec_table_cells_are_trimmed_of_nothing_the_header_of_blanks(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {B(" a ,\xE3\x80\x80"
           "b\n 1 ,2\t\n"),
         "H1|a|b\nR2| 1 |2\t\n"},
        {B("a,b\n  ,x\n"), "H1|a|b\nR2|  |x\n"},
        {B("\xEF\xBB\xBF"
           "a,b\n\xEF\xBB\xBF"
           "1,2\n"),
         "H1|a|b\nR2|\xEF\xBB\xBF"
         "1|2\n"}, /* one mark at the start, no other */
    };
    ASSERT_PAIRS(pairs);
}

static void codec_table_blank_rows_are_passed_and_counted(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {B("\n\r\n  \na,b\n\n , \n,\n\"\",\n1,2\n\n"), "H4|a|b\nR9|1|2\n"},
        {B("a,b\n"), "H1|a|b\n"},
        {B("a,b"), "H1|a|b\n"},
    };
    ASSERT_PAIRS(pairs);
}

static void codec_table_explanations_round_the_header_are_passed(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {B("\"表格说明：\n日期写作 2023/02/03\",,\na,b\n1,2\n"), "H3|a|b\nR4|1|2\n"},
        {B("a,b\n填表说明：必填\n1,2\n填表说明,2\n"), "H1|a|b\nR3|1|2\nR4|填表说明|2\n"},
    };
    ASSERT_PAIRS(pairs);
}

static void codec_table_the_evenest_separator_is_found(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {B("a;b\n1,5;2\n3;4\n"), "H1|a|b\nR2|1,5|2\nR3|3|4\n"},
        {B("a\tb\n1,5\t2,2\n3\t4\n"), "H1|a|b\nR2|1,5|2,2\nR3|3|4\n"},
        {B("a,b\n\"1;1;1\",2\n\"3;3;3\",4\n"), "H1|a|b\nR2|1;1;1|2\nR3|3;3;3|4\n"},
        {B("a\tb;c,d\n1,2\n3,4\n"), "H1|a\tb;c|d\nR2|1|2\nR3|3|4\n"},
        {B("a\n1\n2\n"), "H1|a\nR2|1\nR3|2\n"},
        {B("a\tb\tc\n"), "H1|a|b|c\n"},
        {B("sep=;\r\na;b\r\n1;2\r\n"), "H2|a|b\nR3|1|2\n"},
        {B("sep=|\na|b,c\n1|2\n"), "H2|a|b,c\nR3|1|2\n"},
    };
    ASSERT_PAIRS(pairs);
    assert_shows(B("a,b;c\n1,2;3\n"), &(struct table_options){.separator = ';'}, "H1|a,b|c\nR2|1,2|3\n");
    assert_shows(B("sep=;\na\n"), &(struct table_options){.separator = ','}, "H1|sep=;\nR2|a\n");
    assert_shows(B("a|b\n1|2\n"), &(struct table_options){.separator = '|'}, "H1|a|b\nR2|1|2\n");
    assert_shows(B("a"), &(struct table_options){.separator = '"'}, "Oinvalid\n");
}

static void codec_table_without_a_header_the_first_row_is_data(void **state)
{
    (void)state;
    static const struct table_options bare = {.no_header = true};
    assert_shows(B("\n1,2\n3,4\n5\n"), &bare, "R2|1|2\nR3|3|4\nB4\nF4:2 column-count 1 2\n");
    assert_shows(B(" \n \n"), &bare, "Odata\nF0:0 empty-file\n");
}

static void codec_table_wrong_column_counts_are_placed(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {B("a,b,c\n1,2\n1,2,3,4\n1,2,3\n"),
         "H1|a|b|c\nB2\nB3\nR4|1|2|3\nF2:3 column-count 2 3\nF3:4 column-count 4 3\n"},
        {B("a,b\n1,2,3\n4,5,6\n"), "H1|a|b\nB2\nB3\nF2:3 column-count 3 2\nF3:3 column-count 3 2\n"},
    };
    ASSERT_PAIRS(pairs);
}

static void codec_table_bad_characters_are_placed(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {B("a,b\n1,\x01\n\"x\ny\",\xE2\x80\xAEz\n\xD8\x9C,\xE2\x81\xA6\n3,4\n"),
         "H1|a|b\nB2\nB3\nB5\nR6|3|4\nF2:2 bad-character U+0001\nF3:2 bad-character U+202E\n"
         "F5:1 bad-character U+061C\nF5:2 bad-character U+2066\n"},
        {B("a,\x02\n1,2\n"), "Odata\nF1:2 bad-character U+0002\n"},
    };
    ASSERT_PAIRS(pairs);
}

static void codec_table_text_behind_a_closing_quote_spoils_one_row(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {B("a,b\n1,\"x\"y\n3,4\n"), "H1|a|b\nB2\nR3|3|4\nF2:2 stray-quote\n"},
        {B("a,b\n\"x\" ,2\n3,4\n"), "H1|a|b\nB2\nR3|3|4\nF2:1 stray-quote\n"},
    };
    ASSERT_PAIRS(pairs);
}

static void codec_table_an_unclosed_quote_names_its_line(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {B("a,b\n1,2\n\"x\ny\",\"z\n5,6\n"), "H1|a|b\nR2|1|2\nX3\nF3:2 unclosed-quote 4\n"},
        {B("a,b\n1,\""), "H1|a|b\nX2\nF2:2 unclosed-quote 2\n"},
        {B("a,b\n1,\"2\"\""), "H1|a|b\nX2\nF2:2 unclosed-quote 2\n"},
        {B("\"a,b\n1,2\n"), "Odata\nF1:1 unclosed-quote 1\n"},
    };
    ASSERT_PAIRS(pairs);
}

static void codec_table_broken_stays_broken(void **state)
{
    (void)state;
    struct findings *f = findings_new();
    struct table *t = NULL;
    struct table_row row;
    assert_true(table_open_bytes(B("a,b\n\"1,2\n"), NULL, f, &t, NULL));
    for (int i = 0; i < 3; i++)
        assert_int_equal(table_next(t, &row, f), TABLE_BROKEN);
    assert_int_equal(findings_count(f, FINDING_ERROR), 1);
    table_close(t);
    findings_free(f);
}

static void codec_table_files_that_are_no_tables_are_named(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {B(""), "Odata\nF0:0 empty-file\n"},
        {B("\xEF\xBB\xBF"), "Odata\nF0:0 empty-file\n"},
        {B("\xFF\xFE"), "Odata\nF0:0 empty-file\n"},
        {B(" \r\n,,\n"), "Odata\nF0:0 empty-file\n"},
        {B("PK\x03\x04rest"), "Odata\nF1:0 binary-file XLSX/ZIP\n"},
        {B("\xD0\xCF\x11\xE0\xA1\xB1"), "Odata\nF1:0 binary-file XLS/DOC\n"},
        {B("%PDF-1.7\n"), "Odata\nF1:0 binary-file PDF\n"},
        {B("a,b\n1,\0\n"), "Odata\nF2:0 binary-file NUL\n"},
        {B("a,b\n1,caf\xE9,\n"), "Odata\nF2:0 encoding UTF-8/GB18030\n"},
    };
    ASSERT_PAIRS(pairs);
    assert_shows(B("a"), &(struct table_options){.encoding = "ebcdic"}, "Oinvalid\n");
}

static void codec_table_a_nul_behind_the_sample_spoils_its_row(void **state)
{
    (void)state;
    struct buf b = {0}, out = {0};
    buf_z(&b, "a,b\n");
    int64_t line = 2;
    for (; b.n < (1 << 20); line++)
        buf_z(&b, "1,22222222222222222222222222\n");
    buf_put(&b, "1,\0x\n3,4\n", 9);
    show_table(&out, buf_view(&b), NULL);
    char tail[200];
    int n = snprintf(tail, sizeof tail, "B%lld\nR%lld|3|4\nF%lld:2 bad-character U+0000\n", (long long)line,
                     (long long)line + 1, (long long)line);
    assert_true(str_ends(buf_view(&out), str_n(tail, (size_t)n)));
    buf_free(&b);
    buf_free(&out);
}

static void codec_table_missing_files_and_folders_are_errors(void **state)
{
    (void)state;
    struct findings *f = findings_new();
    struct table *t = NULL;
    struct err e;
    assert_false(table_open("/nonexistent/none.csv", NULL, f, &t, &e));
    assert_int_equal(e.kind, ERR_NOT_FOUND);
    assert_false(table_open("/", NULL, f, &t, &e));
    assert_int_equal(e.kind, ERR_INVALID);
    assert_null(t);
    table_close(NULL);
    findings_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codec_table_rows_end_with_lf_crlf_or_cr),
        cmocka_unit_test(codec_table_quotes_hide_separators_newlines_and_quotes),
        cmocka_unit_test(codec_table_cells_are_trimmed_of_nothing_the_header_of_blanks),
        cmocka_unit_test(codec_table_blank_rows_are_passed_and_counted),
        cmocka_unit_test(codec_table_explanations_round_the_header_are_passed),
        cmocka_unit_test(codec_table_the_evenest_separator_is_found),
        cmocka_unit_test(codec_table_without_a_header_the_first_row_is_data),
        cmocka_unit_test(codec_table_wrong_column_counts_are_placed),
        cmocka_unit_test(codec_table_bad_characters_are_placed),
        cmocka_unit_test(codec_table_text_behind_a_closing_quote_spoils_one_row),
        cmocka_unit_test(codec_table_an_unclosed_quote_names_its_line),
        cmocka_unit_test(codec_table_broken_stays_broken),
        cmocka_unit_test(codec_table_files_that_are_no_tables_are_named),
        cmocka_unit_test(codec_table_a_nul_behind_the_sample_spoils_its_row),
        cmocka_unit_test(codec_table_missing_files_and_folders_are_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
