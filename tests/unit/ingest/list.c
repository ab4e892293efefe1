/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A yearly list published elsewhere, taken as a copy: GB18030, its header over the wrong columns with a tab in it,
 * repeats, other offices and names, old numbers, short codes. First an invented one of this kind, then the real one
 * where it lies.
 */
#include "desk.h"

#include <stdlib.h>

static struct ingest_pair maps[] = {
    {{"uscc", 4}, {"2", 1}}, {{"name", 4}, {"3", 1}}, {{"year", 4}, {"4", 1}}, {{"authority", 9}, {"5", 1}}};

static struct ingest_options copy_options(const char *url)
{
    struct ingest_options o = desk_options(KIND_HONOUR_GRANT, NULL);
    o.type = STR("sta-a");
    o.copied_from = str_of(url);
    o.retrieved = day_of_date(2026, 3, 31);
    o.maps = maps;
    o.n_maps = sizeof maps / sizeof *maps;
    return o;
}

static void ingest_list_invented_twin_is_taken_as_a_copy(void **state)
{
    struct desk *d = *state;
    struct ingest_options o = copy_options("https://example.invalid/a-2024");
    const char *path = ROOT "/tests/data/yearly-list.gb18030.csv";
    assert_true(desk_import_path(d, &o, path));
    assert_string_equal(d->report.encoding, "gb18030");
    /* 60 firms; two repeats and one other office are unchanged, one other name and six bad codes are refused */
    desk_expect(d, 60, 0, 3, 7);
    desk_expect_at(d, "dup", FINDING_NOTE, 64, 5);
    desk_expect_at(d, "conflict", FINDING_ERROR, 65, 3);
    desk_expect_at(d, "length", FINDING_ERROR, 66, 2);
    desk_expect_at(d, "length", FINDING_ERROR, 67, 2);
    desk_expect_at(d, "resident-id-shaped", FINDING_ERROR, 68, 2);
    desk_expect_at(d, "length", FINDING_ERROR, 69, 2);
    desk_expect_at(d, "length", FINDING_ERROR, 70, 2);
    desk_expect_at(d, "code-check", FINDING_ERROR, 71, 2);
}

static void ingest_list_taken_again_is_unchanged_and_refused_alike(void **state)
{
    struct desk *d = *state;
    struct ingest_options o = copy_options("https://example.invalid/a-2024");
    const char *path = ROOT "/tests/data/yearly-list.gb18030.csv";
    assert_true(desk_import_path(d, &o, path));
    assert_true(desk_import_path(d, &o, path));
    desk_expect(d, 0, 0, 63, 7);
    assert_int_equal(findings_count_rule(d->f, "conflict"), 1);
    assert_int_equal(findings_count_rule(d->f, "length"), 4);
}

static void ingest_list_without_the_map_is_refused(void **state)
{
    struct desk *d = *state;
    struct ingest_options o = copy_options("https://example.invalid/a-2024");
    o.n_maps = 0;
    assert_false(desk_import_path(d, &o, ROOT "/tests/data/yearly-list.gb18030.csv"));
    assert_int_equal(d->err.kind, ERR_DATA);
    desk_expect_at(d, "column-content", FINDING_ERROR, 1, 2);
    assert_int_equal(desk_feed(d), 1);
}

static void ingest_list_real_one_goes_in_and_is_unchanged_after(void **state)
{
    struct desk *d = *state;
    const char *shared = getenv("GONGSHI_SHARED");
    const char *path = path_join(d->arena, shared ? shared : ROOT "/../shared",
                                 "data/red-list/class-a-taxpayers-2018-heilongjiang.gb18030.csv");
    if (!file_exists(path)) {
        print_message("skipped: the shared data is not there (%s)\n", path);
        skip();
    }
    struct ingest_options o = copy_options("https://example.invalid/class-a-2018");
    assert_true(desk_import_path(d, &o, path));
    struct import_sum first = d->report.sum;
    assert_int_equal(d->report.rows, 5226);
    assert_int_equal(first.accepted + first.unchanged + first.refused, 5226);
    /* counted by a second program that knows nothing of this one */
    assert_int_equal(first.accepted, 4948);
    assert_int_equal(first.unchanged, 243);
    assert_int_equal(findings_count_rule(d->f, "length"), 26);
    assert_int_equal(findings_count_rule(d->f, "conflict"), 7);
    assert_int_equal(findings_count_rule(d->f, "code-check"), 2);
    for (size_t i = 0; i < findings_kept(d->f); i++) /* nothing of the file but its shape is said */
        assert_true(findings_get(d->f, i)->level != FINDING_ERROR || findings_get(d->f, i)->line > 1);
    assert_true(desk_import_path(d, &o, path));
    assert_int_equal(d->report.sum.accepted, 0);
    assert_int_equal(d->report.sum.refused, first.refused);
    assert_int_equal(d->report.sum.unchanged, first.accepted + first.unchanged);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(ingest_list_invented_twin_is_taken_as_a_copy, desk_open, desk_close),
        cmocka_unit_test_setup_teardown(ingest_list_taken_again_is_unchanged_and_refused_alike, desk_open, desk_close),
        cmocka_unit_test_setup_teardown(ingest_list_without_the_map_is_refused, desk_open, desk_close),
        cmocka_unit_test_setup_teardown(ingest_list_real_one_goes_in_and_is_unchanged_after, desk_open, desk_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
