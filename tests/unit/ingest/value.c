/* SPDX-License-Identifier: Apache-2.0 */
/* Cells: what spreadsheets did to them, days, money, options, former names, identity numbers. */
#include "desk.h"

/* One registration with one further column. */
static bool one(struct desk *d, const char *column, const char *cell)
{
    struct ingest_options o = desk_options(KIND_ENTITY_REGISTER, "mr-990101");
    return desk_import(d, &o,
                       str_printf(d->arena, "uscc,name,%s\n%s,岚安石磨坊,%s\n", column, desk_code(d, 1), cell).p);
}

static void good(struct desk *d, const char *column, const char *cell, const char *field, const char *want)
{
    assert_true(one(d, column, cell));
    if (d->report.sum.accepted != 1)
        fail_msg("%s '%s' was refused", column, cell);
    assert_string_equal(desk_field(d, desk_code(d, 1), field), want);
}

static void bad(struct desk *d, const char *column, const char *cell, const char *rule)
{
    assert_true(one(d, column, cell));
    desk_expect(d, 0, 0, 0, 1);
    desk_expect_at(d, rule, FINDING_ERROR, 2, 3);
}

#define GOOD(name, column, cell, field, want)                                                                          \
    static void ingest_value_##name(void **state)                                                                      \
    {                                                                                                                  \
        good(*state, column, cell, field, want);                                                                       \
    }
GOOD(slashed_day_is_normal, "成立日期", "2019/3/5", "founded_on", "2019-03-05")
GOOD(chinese_day_is_normal, "成立日期", "2019年3月5日", "founded_on", "2019-03-05")
GOOD(day_number_is_read, "成立日期", "45012", "founded_on", "2023-03-27")
GOOD(no_end_is_empty, "营业期限至", "2099/12/31", "valid_to", "")
GOOD(for_ever_is_empty, "营业期限至", "长期", "valid_to", "")
GOOD(money_has_six_decimals, "注册资本", "20", "capital", "20.000000")
GOOD(money_takes_commas, "注册资本", "\"1,020.5\"", "capital", "1020.500000")
GOOD(state_word_is_mapped, "经营状态", "在业", "status", "active")
GOOD(state_with_brackets_is_mapped, "经营状态", "存续（在营、开业、在册）", "status", "active")
GOOD(former_names_are_normal, "曾用名", "旧坊甲~2019/6/30；旧坊乙", "former_names", "旧坊甲~2019-06-30;旧坊乙")
GOOD(blanks_around_are_gone, "住所", "　某路1号 ", "address", "某路1号")
#undef GOOD

static void ingest_value_damage_and_bad_forms_name_place_and_rule(void **state)
{
    struct desk *d = *state;
    static const char *const rows[][3] = {
        {"成立日期", "2023-02-30", "format"},
        {"成立日期", "昨天", "format"},
        {"注册资本", "12a", "format"},
        {"注册资本", "-5", "money-unit"},
        {"注册资本", "0.1234567", "money-unit"},
        {"经营状态", "飞走了", "enum"},
        {"注册号", "9.90101E+14", "excel-exponent"},
        {"住所", "#REF!", "excel-error"},
        {"住所", "请联系11010519491231002X先生", "id-in-field"},
        {"没有的列", "11010519491231002X", "id-in-field"},
        {"住所", "１１０１０５１９４９１２３１００２Ｘ", "id-in-field"},
        {"税务登记号", "11010519491231002X00", "id-in-field"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        bad(d, rows[i][0], rows[i][1], rows[i][2]);
    assert_int_equal(desk_feed(d), 1);
}

static void ingest_value_identity_numbers_are_masked_everywhere(void **state)
{
    struct desk *d = *state;
    struct buf out = {0};
    assert_true(one(d, "住所", "11010519491231002X"));
    ingest_report_json(&d->report, d->f, LANG_ZH, &out);
    ingest_findings_csv(d->f, STR_NONE, LANG_EN, &out);
    assert_true(str_find(buf_view(&out), STR("19491231")) < 0);
    assert_true(str_find(buf_view(&out), STR("11…(18)")) >= 0);
    buf_free(&out);
}

static void ingest_value_damaged_codes_are_named(void **state)
{
    struct desk *d = *state;
    struct ingest_options o = desk_options(KIND_ENTITY_REGISTER, "mr-990101");
    assert_true(desk_import(d, &o, "uscc,name\n9.1990101E+17,岚安石磨坊\n919901010000000000,岚安豆坊\n"));
    desk_expect(d, 0, 0, 0, 2);
    desk_expect_at(d, "excel-exponent", FINDING_ERROR, 2, 1);
    desk_expect_at(d, "excel-precision", FINDING_ERROR, 3, 1);
}

static void ingest_value_codes_are_cleaned_with_a_note(void **state)
{
    struct desk *d = *state;
    struct ingest_options o = desk_options(KIND_ENTITY_REGISTER, "mr-990101");
    const char *code = desk_code(d, 1);
    struct str spaced = str_printf(d->arena, "uscc,name\n%.8s %s,岚安石磨坊\n", code, code + 8);
    assert_true(desk_import(d, &o, spaced.p));
    desk_expect(d, 1, 0, 0, 0);
    desk_expect_at(d, "cleaned", FINDING_NOTE, 2, 1);
    assert_string_equal(desk_field(d, code, "name"), "岚安石磨坊");
}

#define T(f) cmocka_unit_test_setup_teardown(ingest_value_##f, desk_open, desk_close)
int main(void)
{
    const struct CMUnitTest tests[] = {
        T(slashed_day_is_normal),
        T(chinese_day_is_normal),
        T(day_number_is_read),
        T(no_end_is_empty),
        T(for_ever_is_empty),
        T(money_has_six_decimals),
        T(money_takes_commas),
        T(state_word_is_mapped),
        T(state_with_brackets_is_mapped),
        T(former_names_are_normal),
        T(blanks_around_are_gone),
        T(damage_and_bad_forms_name_place_and_rule),
        T(identity_numbers_are_masked_everywhere),
        T(damaged_codes_are_named),
        T(codes_are_cleaned_with_a_note),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
