/* SPDX-License-Identifier: Apache-2.0 */
/* Files from outside, and beside each test its twin on invented data. */
#include "codec_test.h"

/* ---- a red list as an authority published it ---- */

static void read_red_list(struct table *t, struct findings *f, int64_t *rows, int64_t *shifted)
{
    struct table_row row;
    enum table_next next;
    while ((next = table_next(t, &row, f)) != TABLE_END) {
        assert_int_equal(next, TABLE_ROW);
        assert_int_equal(row.n, 5);
        ++*rows;
        *shifted += str_is(row.cells[3], "2018"); /* the year stands where the header says grade */
    }
}

static void assert_red_list(struct table *t, struct findings *f, int64_t expected_rows)
{
    size_t n;
    int64_t rows = 0, shifted = 0;
    const struct str *header = table_header(t, &n);
    assert_string_equal(table_encoding(t), "gb18030");
    assert_int_equal(table_separator(t), ',');
    assert_int_equal(n, 5);
    assert_true(str_is(header[0], "编号\t纳税人识别号"));
    assert_true(str_is(header[4], "税务机关"));
    read_red_list(t, f, &rows, &shifted);
    assert_int_equal(rows, expected_rows);
    assert_int_equal(shifted, expected_rows);
    assert_int_equal(findings_kept(f), 0);
}

static void codec_real_red_list_opens_as_published(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    const char *path = shared_folder(a, "data/red-list/class-a-taxpayers-2018-heilongjiang.gb18030.csv");
    struct findings *f = findings_new();
    struct table *t = NULL;
    if (path) {
        assert_true(table_open(path, NULL, f, &t, NULL));
        assert_red_list(t, f, 5226);
    }
    table_close(t);
    findings_free(f);
    arena_free(a);
    if (!path)
        skip();
}

static void codec_real_red_list_twin_opens_alike(void **state)
{
    (void)state;
    /* 编号\t纳税人识别号,纳税人名称,信用级别,评价年度,税务机关 and three invented firms in GB18030 */
    static const char head[] = "\xB1\xE0\xBA\xC5\t\xC4\xC9\xCB\xB0\xC8\xCB\xCA\xB6\xB1\xF0\xBA\xC5,"
                               "\xC4\xC9\xCB\xB0\xC8\xCB\xC3\xFB\xB3\xC6,\xD0\xC5\xD3\xC3\xBC\xB6\xB1\xF0,"
                               "\xC6\xC0\xBC\xDB\xC4\xEA\xB6\xC8,\xCB\xB0\xCE\xF1\xBB\xFA\xB9\xD8\r\n";
    static const char row[] =
        "1,91990000MA00000000,\xBC\xD7\xD2\xD2\xB9\xAB\xCB\xBE,2018,\xB1\xFB\xCB\xB0\xCE\xF1\xBE\xD6\r\n";
    struct buf b = {0};
    buf_z(&b, head);
    for (int i = 0; i < 3; i++)
        buf_z(&b, row);
    struct findings *f = findings_new();
    struct table *t = NULL;
    assert_true(table_open_bytes(buf_view(&b), NULL, f, &t, NULL));
    assert_red_list(t, f, 3);
    table_close(t);
    findings_free(f);
    buf_free(&b);
}

/* ---- csv-spectrum: each table beside its JSON ---- */

static void assert_row_is(const struct table_row *row, const struct str *header, const json_t *object)
{
    assert_int_equal(json_object_size(object), row->n);
    for (size_t i = 0; i < row->n; i++) {
        char key[100];
        snprintf(key, sizeof key, "%.*s", STR_FMT(header[i]));
        const json_t *v = json_object_get(object, key);
        assert_non_null(v);
        if (strcmp(key, "Contact Phone Number") == 0)
            continue; /* the suite's own two files differ here */
        assert_true(str_eq(row->cells[i], str_n(json_string_value(v), json_string_length(v))));
    }
}

static void assert_table_is(struct table *t, struct findings *f, const json_t *rows)
{
    size_t n, i = 0;
    const struct str *header = table_header(t, &n);
    struct table_row row;
    bool is_one = json_is_object(rows); /* one of the files has its only row bare */
    for (; table_next(t, &row, f) == TABLE_ROW; i++)
        assert_row_is(&row, header, is_one ? rows : json_array_get(rows, i));
    assert_int_equal(i, is_one ? 1 : json_array_size(rows));
    assert_int_equal(findings_kept(f), 0);
}

static void compare_file(struct arena *a, const char *folder, struct str name)
{
    struct str stem = str_n(name.p, name.n - 4);
    const char *csv = path_join(a, path_join(a, folder, "csvs"), name.p);
    const char *json = path_join(a, path_join(a, folder, "json"), str_printf(a, "%.*s.json", STR_FMT(stem)).p);
    struct findings *f = findings_new();
    struct buf b = {0};
    struct table *t = NULL;
    json_t *rows = NULL;
    print_message("%s\n", name.p);
    assert_true(table_open(csv, &(struct table_options){.separator = ','}, f, &t, NULL));
    assert_true(file_read(json, JSON_MAX_BYTES, &b, NULL) && json_read(buf_view(&b), JSON_MAX_BYTES, &rows, NULL));
    assert_table_is(t, f, rows);
    json_decref(rows);
    table_close(t);
    findings_free(f);
    buf_free(&b);
}

static void codec_real_csv_spectrum_agrees_with_its_json(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    const char *folder = shared_folder(a, "data/csv");
    struct str *names = NULL;
    size_t n = 0;
    if (folder)
        assert_true(dir_list(path_join(a, folder, "csvs"), a, &names, &n, NULL));
    for (size_t i = 0; i < n; i++)
        compare_file(a, folder, names[i]);
    assert_true(!folder || n >= 12);
    arena_free(a);
    if (!folder)
        skip();
}

static void codec_real_csv_spectrum_twin_agrees_with_its_json(void **state)
{
    (void)state;
    static const struct {
        struct str csv;
        const char *json;
    } pairs[] = {
        {STR("甲,乙\r\n1,\"左, 右\""), "[{\"甲\":\"1\",\"乙\":\"左, 右\"}]"},
        {STR("a,b,c\n1,\"\",\"\"\n2,3,4"),
         "[{\"a\":\"1\",\"b\":\"\",\"c\":\"\"},{\"a\":\"2\",\"b\":\"3\",\"c\":\"4\"}]"},
        {STR("a,b\n1,\"ha \n\"\"ha\"\" \nha\"\n"), "[{\"a\":\"1\",\"b\":\"ha \\n\\\"ha\\\" \\nha\"}]"},
        {STR("k,v\n1,\"{\"\"x\"\": [1, 2]}\"\n"), "[{\"k\":\"1\",\"v\":\"{\\\"x\\\": [1, 2]}\"}]"},
        {STR("a,b\n12\xEF\xBF\xBD"
             "3'8\"N,x"),
         "[{\"a\":\"12\xEF\xBF\xBD"
         "3'8\\\"N\",\"b\":\"x\"}]"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        struct findings *f = findings_new();
        struct table *t = NULL;
        json_t *rows = NULL;
        assert_true(table_open_bytes(pairs[i].csv, &(struct table_options){.separator = ','}, f, &t, NULL));
        assert_true(json_read(str_of(pairs[i].json), JSON_MAX_BYTES, &rows, NULL));
        assert_table_is(t, f, rows);
        json_decref(rows);
        table_close(t);
        findings_free(f);
    }
}

/* ---- naughty strings: each comes back as it went, or its row is refused ---- */

/* C1 once more, said the slow way. */
static bool is_allowed(struct str s)
{
    bool ok = true;
    for (size_t at = 0; at < s.n && ok;) {
        int32_t cp = str_utf8_next(s, &at);
        bool is_bidi = cp == 0x61C || cp == 0x200E || cp == 0x200F || (cp >= 0x202A && cp <= 0x202E) ||
                       (cp >= 0x2066 && cp <= 0x2069);
        ok = !is_bidi && (cp >= 0x20 || cp == '\t' || cp == '\n' || cp == '\r');
    }
    return ok;
}

static void assert_csv_round_trip(struct str s)
{
    struct str cells[3] = {STR("x"), s, STR("y")};
    struct buf b = {0};
    buf_z(&b, "a,b,c\r\n");
    csv_put_row(&b, cells, 3, false);
    csv_put_row(&b, cells, 1, false); /* the wrong width: always bad, and on the right line */
    struct findings *f = findings_new();
    struct table *t = NULL;
    struct table_row row;
    assert_true(
        table_open_bytes(buf_view(&b), &(struct table_options){.encoding = "utf-8", .separator = ','}, f, &t, NULL));
    assert_int_equal(table_next(t, &row, f), is_allowed(s) ? TABLE_ROW : TABLE_BAD_ROW);
    if (is_allowed(s))
        assert_true(str_eq(row.cells[1], s) && str_is(row.cells[2], "y"));
    else
        assert_int_equal(findings_count_rule(f, "bad-character"), 1);
    assert_int_equal(table_next(t, &row, f), TABLE_BAD_ROW);
    table_close(t);
    findings_free(f);
    buf_free(&b);
}

static void assert_json_round_trip(struct str s)
{
    struct buf b = {0};
    json_t *v = NULL;
    json_put_string(&b, s);
    assert_int_equal(json_read(buf_view(&b), JSON_MAX_BYTES, &v, NULL), is_allowed(s));
    if (v)
        assert_true(str_eq(s, str_n(json_string_value(v), json_string_length(v))));
    json_decref(v);
    buf_free(&b);
}

static void codec_real_naughty_strings_come_back_or_are_refused(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    const char *path = shared_folder(a, "data/strings/resources/blns.json");
    json_t *all = path ? json_load_file(path, JSON_ALLOW_NUL, NULL) : NULL, *one;
    size_t i;
    json_array_foreach(all, i, one)
    {
        struct str s = str_n(json_string_value(one), json_string_length(one));
        assert_csv_round_trip(s);
        assert_json_round_trip(s);
    }
    assert_true(!path || json_array_size(all) > 400);
    json_decref(all);
    arena_free(a);
    if (!path)
        skip();
}

static void codec_real_naughty_strings_twin_come_back_or_are_refused(void **state)
{
    (void)state;
    static const struct str strings[] = {
        STR(""),
        STR("=1+1"),
        STR("\"\"\""),
        STR(",,\r\n,"),
        STR("'; DROP TABLE x--"),
        STR("<b onclick=1>"),
        STR("\xE2\x80\xAE"
            "gnp"),
        STR("\x07"),
        STR("\xC2\xA0 \xE3\x80\x80"),
        STR("\\u0000"),
        STR("名\t称"),
        STR("\xF0\x9F\x91\xAA\xE2\x80\x8D"),
        STR("\xE2\x81\xA6test\xE2\x81\xA7"),
        STR("\r"),
        STR("\xEF\xBB\xBF"),
    };
    for (size_t i = 0; i < sizeof strings / sizeof strings[0]; i++) {
        assert_csv_round_trip(strings[i]);
        assert_json_round_trip(strings[i]);
    }
}

static void codec_real_guarded_cells_start_no_formula(void **state)
{
    (void)state;
    static const struct {
        struct str cell;
        const char *out;
    } rows[] = {
        {STR("=1+1"), "'=1+1"},
        {STR("+1"), "'+1"},
        {STR("-1"), "'-1"},
        {STR("@x"), "'@x"},
        {STR("\tx"), "'\tx"},
        {STR("\rx"), "\"'\rx\""},
        {STR("=a,\"b\""), "\"'=a,\"\"b\"\"\""},
        {STR("1=1"), "1=1"},
        {STR(""), ""},
    };
    struct buf b = {0};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        buf_clear(&b);
        csv_put(&b, rows[i].cell, true);
        assert_true(str_is(buf_view(&b), rows[i].out));
    }
    buf_clear(&b);
    csv_put_row(&b, (struct str[]){STR("=1"), STR("b")}, 2, false);
    assert_true(str_is(buf_view(&b), "=1,b\r\n"));
    buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codec_real_red_list_opens_as_published),
        cmocka_unit_test(codec_real_red_list_twin_opens_alike),
        cmocka_unit_test(codec_real_csv_spectrum_agrees_with_its_json),
        cmocka_unit_test(codec_real_csv_spectrum_twin_agrees_with_its_json),
        cmocka_unit_test(codec_real_naughty_strings_come_back_or_are_refused),
        cmocka_unit_test(codec_real_naughty_strings_twin_come_back_or_are_refused),
        cmocka_unit_test(codec_real_guarded_cells_start_no_formula),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
