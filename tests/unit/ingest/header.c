/* SPDX-License-Identifier: Apache-2.0 */
/* Columns: three names mixed, any order, --map, --set, restricted, unknown, missing, doubled, contradicted. */
#include "desk.h"

#define REGISTER desk_options(KIND_ENTITY_REGISTER, "mr-990101")

static const char *file(struct desk *d, const char *header, const char *row)
{
    char *text = arena_alloc(d->arena, strlen(header) + strlen(row) + 3);
    sprintf(text, "%s\n%s\n", header, row);
    return text;
}

static void ingest_header_three_names_in_any_order(void **state)
{
    struct desk *d = *state;
    struct ingest_options o = desk_options(KIND_PENALTY_DECIDE, NULL);
    const char *row =
        str_printf(d->arena,
                   "2026/3/2,岚石市监处罚〔2026〕1号,岚安石磨坊,%s,警告、罚款,虚假宣传,罚款2000元,0.2,广告法第五十五条,"
                   "岚安市望岚区市场监督管理局,2027/3/2",
                   desk_code(d, 1))
            .p;
    const char *header =
        "CF_JDRQ,处罚决定书文号,name,CF_XDR_SHXYM,penalty_kind,CF_WFXW,处罚内容,CF_NR_FK,basis,处罚机关,public_until";
    assert_true(desk_import(d, &o, file(d, header, row)) || d->err.kind == ERR_DATA);
    desk_expect(d, 0, 1, 0, 0); /* nobody has registered the firm: held back */
    assert_string_equal(desk_field(d, desk_code(d, 1), "fine"), "0.200000");
    assert_string_equal(desk_field(d, desk_code(d, 1), "penalty_kind"), "warning;fine");
}

static void ingest_header_restricted_columns_are_dropped_with_one_note(void **state)
{
    struct desk *d = *state;
    struct ingest_options o = REGISTER;
    const char *row = str_printf(d->arena, "%s,岚安石磨坊,11010519491231002X,内部", desk_code(d, 1)).p;
    assert_true(desk_import(d, &o, file(d, "uscc,name,身份证号,备注", row)));
    desk_expect(d, 1, 0, 0, 0);
    desk_expect_at(d, "restricted-dropped", FINDING_NOTE, 1, 3);
    assert_int_equal(findings_count_rule(d->f, "restricted-dropped"), 1);
}

static void ingest_header_unknown_columns_are_ignored_with_a_note_each(void **state)
{
    struct desk *d = *state;
    struct ingest_options o = REGISTER;
    const char *row = str_printf(d->arena, "x,%s,岚安石磨坊,y", desk_code(d, 1)).p;
    assert_true(desk_import(d, &o, file(d, "RESOURCE_ID,uscc,name,CHECK_FLAG", row)));
    desk_expect(d, 1, 0, 0, 0);
    desk_expect_at(d, "column-unknown", FINDING_NOTE, 1, 1);
    desk_expect_at(d, "column-unknown", FINDING_NOTE, 1, 4);
}

static void ingest_header_a_missing_or_doubled_column_refuses_the_file(void **state)
{
    struct desk *d = *state;
    struct ingest_options o = REGISTER;
    assert_false(desk_import(d, &o, file(d, "uscc,住所", str_printf(d->arena, "%s,某路", desk_code(d, 1)).p)));
    assert_int_equal(d->err.kind, ERR_DATA);
    desk_expect_at(d, "header-missing", FINDING_ERROR, 1, 0);
    assert_false(
        desk_import(d, &o, file(d, "uscc,name,企业名称", str_printf(d->arena, "%s,甲,乙", desk_code(d, 1)).p)));
    desk_expect_at(d, "column-duplicate", FINDING_ERROR, 1, 3);
    assert_int_equal(desk_feed(d), 1); /* the rulebook only */
}

static void ingest_header_map_by_number_and_text_and_set(void **state)
{
    struct desk *d = *state;
    struct ingest_options o = REGISTER;
    struct ingest_pair maps[] = {{STR("name"), STR("2")}, {STR("uscc"), STR("那个码")}};
    struct ingest_pair sets[] = {{STR("registered_on"), STR("2019年3月5日")}, {STR("status"), STR("在营")}};
    o.maps = maps;
    o.n_maps = 2;
    o.sets = sets;
    o.n_sets = 2;
    assert_true(desk_import(d, &o, file(d, "那个码,随便", str_printf(d->arena, "%s,岚安石磨坊", desk_code(d, 1)).p)));
    desk_expect(d, 1, 0, 0, 0);
    assert_string_equal(desk_field(d, desk_code(d, 1), "name"), "岚安石磨坊");
    assert_string_equal(desk_field(d, desk_code(d, 1), "status"), "active");
}

static void ingest_header_maps_and_sets_of_nothing_are_refused(void **state)
{
    struct desk *d = *state;
    struct ingest_options o = REGISTER;
    struct ingest_pair bad[] = {{STR("no_such"), STR("1")}, {STR("name"), STR("9")}, {STR("name"), STR("无此列")}};
    const char *text = file(d, "uscc,name", str_printf(d->arena, "%s,岚安石磨坊", desk_code(d, 1)).p);
    static const char *const rules[] = {"map-unknown", "header-missing", "header-missing"};
    for (size_t i = 0; i < 3; i++) {
        o.maps = &bad[i];
        o.n_maps = 1;
        assert_false(desk_import(d, &o, text));
        assert_non_null(desk_finding(d, rules[i]));
    }
    o.n_maps = 0;
    struct ingest_pair id = {STR("address"), STR("11010519491231002X")};
    o.sets = &id;
    o.n_sets = 1;
    assert_false(desk_import(d, &o, text));
    assert_non_null(desk_finding(d, "id-in-field"));
}

static const char *shifted(struct desk *d)
{
    struct str text = STR("name,uscc,地址\n");
    for (int i = 0; i < 10; i++)
        text = str_printf(d->arena, "%.*s%s,岚安第%d坊,某路\n", STR_FMT(text), desk_code(d, i), i);
    return text.p;
}

static void ingest_header_that_its_content_contradicts_refuses_the_file(void **state)
{
    struct desk *d = *state;
    struct ingest_options o = REGISTER;
    assert_false(desk_import(d, &o, shifted(d)));
    assert_int_equal(d->err.kind, ERR_DATA);
    desk_expect_at(d, "column-content", FINDING_ERROR, 1, 1);
    desk_expect_at(d, "column-content", FINDING_ERROR, 1, 2);
    assert_int_equal(desk_feed(d), 1);
}

static void ingest_header_mapped_by_number_is_believed(void **state)
{
    struct desk *d = *state;
    struct ingest_options o = REGISTER;
    struct ingest_pair maps[] = {{STR("uscc"), STR("1")}, {STR("name"), STR("2")}};
    o.maps = maps;
    o.n_maps = 2;
    assert_true(desk_import(d, &o, shifted(d)));
    desk_expect(d, 10, 0, 0, 0);
}

static void ingest_header_days_under_another_label_are_seen(void **state)
{
    struct desk *d = *state;
    struct ingest_options o = REGISTER;
    struct str text = STR("uscc,name,成立日期\n");
    for (int i = 0; i < 6; i++)
        text = str_printf(d->arena, "%.*s2019-01-0%d,岚安第%d坊,某路\n", STR_FMT(text), i + 1, i);
    assert_false(desk_import(d, &o, text.p));
    desk_expect_at(d, "column-content", FINDING_ERROR, 1, 1);
    desk_expect_at(d, "column-content", FINDING_ERROR, 1, 3);
}

static void ingest_header_that_is_data_is_masked(void **state)
{
    struct desk *d = *state;
    struct ingest_options o = REGISTER;
    assert_false(desk_import(d, &o, "11010519491231002X,岚安石磨坊\n110101194912310021,岚安豆坊\n"));
    for (size_t i = 0; i < findings_kept(d->f); i++)
        for (int k = 0; k < 3; k++)
            assert_true(str_find(findings_get(d->f, i)->args[k], STR("19491231")) < 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(ingest_header_three_names_in_any_order, desk_open, desk_close),
        cmocka_unit_test_setup_teardown(ingest_header_restricted_columns_are_dropped_with_one_note, desk_open,
                                        desk_close),
        cmocka_unit_test_setup_teardown(ingest_header_unknown_columns_are_ignored_with_a_note_each, desk_open,
                                        desk_close),
        cmocka_unit_test_setup_teardown(ingest_header_a_missing_or_doubled_column_refuses_the_file, desk_open,
                                        desk_close),
        cmocka_unit_test_setup_teardown(ingest_header_map_by_number_and_text_and_set, desk_open, desk_close),
        cmocka_unit_test_setup_teardown(ingest_header_maps_and_sets_of_nothing_are_refused, desk_open, desk_close),
        cmocka_unit_test_setup_teardown(ingest_header_that_its_content_contradicts_refuses_the_file, desk_open,
                                        desk_close),
        cmocka_unit_test_setup_teardown(ingest_header_mapped_by_number_is_believed, desk_open, desk_close),
        cmocka_unit_test_setup_teardown(ingest_header_days_under_another_label_are_seen, desk_open, desk_close),
        cmocka_unit_test_setup_teardown(ingest_header_that_is_data_is_masked, desk_open, desk_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
