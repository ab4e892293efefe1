/* SPDX-License-Identifier: Apache-2.0 */
/* Codes, beginnings of codes, old numbers; and who is not shown. */
#include "shelf.h"

#include "uscc/uscc.h"

static void search_number_a_code_finds_its_entity_however_it_is_typed(void **state)
{
    struct shelf *s = *state;
    struct str names[] = {STR("石磨坊"), STR("豆制品厂")};
    shelf_register(s, names, 2, 1);
    shelf_follow(s);
    struct str code = shelf_code(s, 2);
    assert_string_equal(shelf_hits(s, code.p), "豆制品厂/code");
    assert_string_equal(shelf_hits(s, str_printf(s->arena, " %.8s %.10s ", code.p, code.p + 8).p), "豆制品厂/code");
    assert_string_equal(shelf_hits(s, str_printf(s->arena, "%.2s-%.6s-%.10s", code.p, code.p + 2, code.p + 8).p),
                        "豆制品厂/code");
}

static void search_number_a_wrong_check_finds_nothing(void **state)
{
    struct shelf *s = *state;
    struct str names[] = {STR("石磨坊")};
    shelf_register(s, names, 1, 1);
    shelf_follow(s);
    char wrong[USCC_CHARS + 1] = {0};
    memcpy(wrong, shelf_code(s, 1).p, USCC_CHARS);
    wrong[17] = wrong[17] == '1' ? '2' : '1';
    assert_string_equal(shelf_hits(s, wrong), "");
}

static void search_number_the_beginning_of_a_code_finds_by_length_of_name(void **state)
{
    struct shelf *s = *state;
    struct str names[] = {STR("石磨坊有限公司"), STR("石磨坊")};
    shelf_register(s, names, 2, 1);
    shelf_follow(s);
    assert_string_equal(shelf_hits(s, "919901"), "石磨坊/code|石磨坊有限公司/code");
    assert_string_equal(shelf_hits(s, "91990"), "");
    assert_string_equal(shelf_hits(s, "919902"), "");
}

static void search_number_old_numbers_lead_to_the_code(void **state)
{
    struct shelf *s = *state;
    shelf_act(s, KIND_ENTITY_REGISTER, shelf_code(s, 7), "2019-01-01", "name", "石磨坊", "org_code", "MX000007-1",
              "reg_no", "990101000000015", NULL);
    shelf_follow(s);
    assert_string_equal(shelf_hits(s, "990101000000015"), "石磨坊/old-number");
    assert_string_equal(shelf_hits(s, "mx0000071"), "石磨坊/old-number");
    assert_string_equal(shelf_hits(s, "MX000007-1"), "石磨坊/old-number");
    char tax[16] = {0};
    memcpy(tax, shelf_code(s, 7).p + 2, 15);
    assert_string_equal(shelf_hits(s, tax), "石磨坊/old-number"); /* never filed: computed */
}

/* No number was filed: places 9 to 17 and 3 to 17 of every code on file are found, others are not. */
static void search_number_old_numbers_are_computed_for_every_code(void **state)
{
    enum { CODES = 40 };
    struct shelf *s = *state;
    char codes[CODES][USCC_CHARS + 1], number[16] = {0};
    for (int i = 0; i < CODES; i++) {
        char region[7], body[9];
        snprintf(region, sizeof region, "99%02d%02d", i % 7, i % 5);
        snprintf(body, sizeof body, "%08d", 77000 + i * 31);
        assert_true(uscc_compose(i % 3 ? '9' : '5', i % 2 ? '1' : '2', region, body, codes[i]));
        if (i != 11)
            shelf_act(s, KIND_ENTITY_REGISTER, str_dup(s->arena, str_of(codes[i])), "2019-01-01", "name",
                      str_printf(s->arena, "石磨坊%d号", i).p, NULL);
    }
    shelf_follow(s);
    for (int i = 0; i < CODES; i++) {
        const char *want = i == 11 ? "" : str_printf(s->arena, "石磨坊%d号/old-number", i).p;
        memcpy(number, codes[i] + 2, 15);
        assert_string_equal(shelf_hits(s, number), want);
        number[9] = 0;
        memcpy(number, codes[i] + 8, 9);
        assert_string_equal(shelf_hits(s, number), want);
        assert_string_equal(shelf_hits(s, str_printf(s->arena, "%.8s-%.1s", codes[i] + 8, codes[i] + 16).p), want);
        memset(number, 0, sizeof number);
    }
}

static void search_number_identity_numbers_are_not_looked_up_nor_said_back(void **state)
{
    struct shelf *s = *state;
    struct search_result r = shelf_search(s, "11010519491231002X", 0, 10); /* the standard's own example */
    assert_int_equal(r.total, 0);
    assert_int_equal(r.cleaned.n, 0);
}

static void search_number_only_public_entities_are_found(void **state)
{
    struct shelf *s = *state;
    struct str open = shelf_code(s, 1), gone = shelf_code(s, 2);
    shelf_act(s, KIND_HONOUR_GRANT, open, "2025-01-01", "name", "石磨坊", NULL);
    shelf_act(s, KIND_HONOUR_GRANT, gone, "2025-01-01", "name", "石磨店", NULL);
    shelf_follow(s);
    assert_string_equal(shelf_hits(s, "石磨"), "石磨坊/prefix|石磨店/prefix");
    shelf_withdraw(s, gone, 2);
    assert_string_equal(shelf_hits(s, "石磨"), "石磨坊/prefix");
    assert_string_equal(shelf_hits(s, gone.p), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(search_number_a_code_finds_its_entity_however_it_is_typed, shelf_open,
                                        shelf_close),
        cmocka_unit_test_setup_teardown(search_number_a_wrong_check_finds_nothing, shelf_open, shelf_close),
        cmocka_unit_test_setup_teardown(search_number_the_beginning_of_a_code_finds_by_length_of_name, shelf_open,
                                        shelf_close),
        cmocka_unit_test_setup_teardown(search_number_old_numbers_lead_to_the_code, shelf_open, shelf_close),
        cmocka_unit_test_setup_teardown(search_number_old_numbers_are_computed_for_every_code, shelf_open, shelf_close),
        cmocka_unit_test_setup_teardown(search_number_identity_numbers_are_not_looked_up_nor_said_back, shelf_open,
                                        shelf_close),
        cmocka_unit_test_setup_teardown(search_number_only_public_entities_are_found, shelf_open, shelf_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
