/* SPDX-License-Identifier: Apache-2.0 */
/* The order of results, Q1, and that it is the same for every limit, Q4. */
#include "shelf.h"

static void fill(struct shelf *s)
{
    static const char *const names[] = {"岚安石磨豆制品有限公司", "石磨", "石磨坊", "大石磨坊", "石桥磨具厂",
                                        "新石磨坊有限公司"};
    struct str v[6];
    for (size_t i = 0; i < 6; i++)
        v[i] = str_of(names[i]);
    shelf_register(s, v, 6, 1);
}

static void search_order_is_exact_prefix_part_then_length(void **state)
{
    struct shelf *s = *state;
    fill(s);
    assert_int_equal(shelf_follow(s), 6);
    assert_string_equal(shelf_hits(s, "石磨"),
                        "石磨/exact|石磨坊/prefix|大石磨坊/part|新石磨坊有限公司/part|岚安石磨豆制品有限公司/part");
    assert_string_equal(
        shelf_hits(s, "石"),
        "石磨/prefix|石磨坊/prefix|石桥磨具厂/prefix|大石磨坊/part|新石磨坊有限公司/part|岚安石磨豆制品有限公司/part");
}

static void search_order_active_stands_before_ended_then_code(void **state)
{
    struct shelf *s = *state;
    struct str same[] = {STR("石磨坊"), STR("石磨坊"), STR("石磨坊")};
    shelf_register(s, same, 3, 1);
    shelf_follow(s);
    shelf_act(s, KIND_ENTITY_CANCEL, shelf_code(s, 1), "2025-05-01", NULL);
    shelf_follow(s);
    struct search_result r = shelf_search(s, "石磨坊", 0, 10);
    assert_int_equal(r.total, 3);
    assert_true(str_eq(r.hits[0].entity.uscc, shelf_code(s, 2)));
    assert_true(str_eq(r.hits[1].entity.uscc, shelf_code(s, 3)));
    assert_true(str_eq(r.hits[2].entity.uscc, shelf_code(s, 1)));
}

static void search_order_code_decides_across_chunks(void **state)
{
    struct shelf *s = *state;
    struct str name = STR("石磨坊");
    for (int i = 3; i >= 1; i--) { /* later files bring smaller codes */
        shelf_register(s, &name, 1, i);
        shelf_follow(s);
    }
    struct search_result r = shelf_search(s, "磨坊", 0, 10);
    for (int i = 0; i < 3; i++)
        assert_true(str_eq(r.hits[i].entity.uscc, shelf_code(s, i + 1)));
}

static void search_order_is_the_same_for_every_limit(void **state)
{
    struct shelf *s = *state;
    fill(s);
    shelf_follow(s);
    struct search_result all = shelf_search(s, "石", 0, 100);
    for (size_t offset = 0; offset <= all.n; offset++)
        for (size_t limit = 0; limit <= all.n; limit++) {
            struct search_result r = shelf_search(s, "石", offset, limit);
            assert_int_equal(r.total, all.total);
            assert_true(r.n <= limit);
            for (size_t i = 0; i < r.n; i++)
                assert_true(str_eq(r.hits[i].entity.uscc, all.hits[offset + i].entity.uscc));
        }
}

static void search_order_all_terms_must_be_there(void **state)
{
    struct shelf *s = *state;
    fill(s);
    shelf_follow(s);
    assert_string_equal(shelf_hits(s, "有限公司 石磨坊"), "新石磨坊有限公司/part");
    assert_string_equal(shelf_hits(s, "磨坊　大"), "大石磨坊/part");
    assert_string_equal(shelf_hits(s, "石 磨坊"), "石磨坊/exact|大石磨坊/part|新石磨坊有限公司/part");
    assert_string_equal(shelf_hits(s, "磨石"), ""); /* both characters, never side by side */
    assert_string_equal(shelf_hits(s, "石磨 纺织"), "");
    assert_string_equal(shelf_hits(s, ""), "");
    assert_string_equal(shelf_hits(s, "　 "), "");
}

static void search_order_hostile_queries_find_nothing_and_harm_nothing(void **state)
{
    struct shelf *s = *state;
    fill(s);
    shelf_follow(s);
    static const char *const hostile[] = {"\"",        "\"\"",    "石\" OR \"磨", "NEAR(",       "*",
                                          "^石",       "a AND b", "text:石",      "' OR 1=1 --", "\xff\xfe",
                                          "石磨 \xE7", "-石",     "(((((((((",    "%",           "_"};
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++)
        assert_string_equal(shelf_hits(s, hostile[i]), "");
    struct buf longest = {0};
    for (int i = 0; i < 5000; i++)
        buf_z(&longest, "石 ");
    buf_char(&longest, '\0');
    assert_int_equal(shelf_search(s, longest.p, 0, 10).total, 6);
    buf_free(&longest);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(search_order_is_exact_prefix_part_then_length, shelf_open, shelf_close),
        cmocka_unit_test_setup_teardown(search_order_active_stands_before_ended_then_code, shelf_open, shelf_close),
        cmocka_unit_test_setup_teardown(search_order_code_decides_across_chunks, shelf_open, shelf_close),
        cmocka_unit_test_setup_teardown(search_order_is_the_same_for_every_limit, shelf_open, shelf_close),
        cmocka_unit_test_setup_teardown(search_order_all_terms_must_be_there, shelf_open, shelf_close),
        cmocka_unit_test_setup_teardown(search_order_hostile_queries_find_nothing_and_harm_nothing, shelf_open,
                                        shelf_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
