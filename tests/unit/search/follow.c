/* SPDX-License-Identifier: Apache-2.0 */
/* The index follows the feed: renames, ends, being run twice, a rebuild. */
#include "shelf.h"

static void search_follow_former_names_lead_to_the_entity(void **state)
{
    struct shelf *s = *state;
    struct str name = STR("石磨坊");
    shelf_register(s, &name, 1, 1);
    assert_int_equal(shelf_follow(s), 1);
    shelf_act(s, KIND_ENTITY_CHANGE, shelf_code(s, 1), "2025-03-01", "name", "新豆坊", NULL);
    assert_int_equal(shelf_follow(s), 1); /* the new name only: the old one stands */
    struct search_result r = shelf_search(s, "石磨", 0, 10);
    assert_int_equal(r.total, 1);
    assert_true(str_is(r.hits[0].former_name, "石磨坊"));
    assert_true(str_is(r.hits[0].entity.name, "新豆坊"));
    r = shelf_search(s, "坊", 0, 10); /* both names: one hit, the current name speaks */
    assert_int_equal(r.total, 1);
    assert_int_equal(r.hits[0].former_name.n, 0);
}

static void search_follow_former_names_of_a_registration_are_indexed(void **state)
{
    struct shelf *s = *state;
    shelf_act(s, KIND_ENTITY_REGISTER, shelf_code(s, 1), "2019-01-01", "former_names", "石磨坊~2020-01-01;旧豆坊",
              "name", "新豆坊", NULL);
    assert_int_equal(shelf_follow(s), 3);
    assert_string_equal(shelf_hits(s, "石磨坊"), "新豆坊/exact");
    assert_string_equal(shelf_hits(s, "旧豆"), "新豆坊/prefix");
}

static void search_follow_running_again_changes_nothing(void **state)
{
    struct shelf *s = *state;
    struct str names[] = {STR("石磨坊"), STR("豆坊")};
    struct err e = {0};
    uint8_t before[SHA256_BYTES], after[SHA256_BYTES];
    int64_t seq;
    shelf_register(s, names, 2, 1);
    shelf_act(s, KIND_ENTITY_CHANGE, shelf_code(s, 1), "2025-03-01", "name", "新豆坊", NULL);
    shelf_act(s, KIND_ENTITY_CANCEL, shelf_code(s, 2), "2025-04-01", NULL);
    shelf_follow(s);
    shelf_must(store_digest_projections(s->store, before, &e), &e);
    assert_int_equal(shelf_follow(s), 0);
    shelf_must(search_position(s->store, &seq, &e), &e);
    assert_int_equal(seq, 4);
    shelf_must(store_digest_projections(s->store, after, &e), &e);
    assert_memory_equal(before, after, sizeof before);
}

static void search_follow_an_ended_entity_moves_behind(void **state)
{
    struct shelf *s = *state;
    struct str names[] = {STR("石磨坊"), STR("石磨坊")};
    shelf_register(s, names, 2, 1);
    shelf_follow(s);
    shelf_act(s, KIND_ENTITY_CANCEL, shelf_code(s, 1), "2025-04-01", NULL);
    assert_int_equal(shelf_follow(s), 1);
    struct search_result r = shelf_search(s, "石磨坊", 0, 10);
    assert_int_equal(r.total, 2);
    assert_true(str_eq(r.hits[1].entity.uscc, shelf_code(s, 1)));
}

/* What a rebuild does: all projections are emptied, the position is 0, and everything is indexed again. */
static void search_follow_starts_over_when_the_position_is_zero(void **state)
{
    struct shelf *s = *state;
    struct err e = {0};
    shelf_act(s, KIND_ENTITY_REGISTER, shelf_code(s, 1), "2019-01-01", "name", "石磨坊", NULL);
    shelf_act(s, KIND_ENTITY_CHANGE, shelf_code(s, 1), "2025-03-01", "name", "新豆坊", NULL);
    shelf_follow(s);
    shelf_must(store_begin(s->store, &e) && store_run(s->store, NULL, &e, ST_CLEAR_DOC, "") &&
                   store_run(s->store, NULL, &e, ST_CLEAR_GRAM, "") &&
                   store_run(s->store, NULL, &e, ST_CLEAR_SEARCH_STATE, "") && store_commit(s->store, &e),
               &e);
    assert_string_equal(shelf_hits(s, "豆坊"), "");
    assert_int_equal(shelf_follow(s), 2);
    assert_string_equal(shelf_hits(s, "石磨"), "新豆坊/prefix");
    assert_string_equal(shelf_hits(s, "豆坊"), "新豆坊/part");
}

static void search_follow_names_given_by_agencies_are_found(void **state)
{
    struct shelf *s = *state;
    shelf_act(s, KIND_HONOUR_GRANT, shelf_code(s, 1), "2025-01-01", "name", "石磨坊", "year", "2024", NULL);
    shelf_follow(s);
    shelf_act(s, KIND_HONOUR_GRANT, shelf_code(s, 1), "2025-02-01", "name", "石磨老坊", "year", "2025", NULL);
    shelf_follow(s);
    assert_string_equal(shelf_hits(s, "老坊"), "石磨坊/part");
    assert_string_equal(shelf_hits(s, "磨坊"), "石磨坊/part");
    shelf_act(s, KIND_ENTITY_REGISTER, shelf_code(s, 1), "2019-01-01", "name", "岚安石磨坊", NULL);
    shelf_follow(s);
    assert_string_equal(shelf_hits(s, "磨坊"), "岚安石磨坊/part");
    assert_string_equal(shelf_hits(s, "老坊"), ""); /* a registrar has filed: only its names count */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(search_follow_former_names_lead_to_the_entity, shelf_open, shelf_close),
        cmocka_unit_test_setup_teardown(search_follow_former_names_of_a_registration_are_indexed, shelf_open,
                                        shelf_close),
        cmocka_unit_test_setup_teardown(search_follow_running_again_changes_nothing, shelf_open, shelf_close),
        cmocka_unit_test_setup_teardown(search_follow_an_ended_entity_moves_behind, shelf_open, shelf_close),
        cmocka_unit_test_setup_teardown(search_follow_starts_over_when_the_position_is_zero, shelf_open, shelf_close),
        cmocka_unit_test_setup_teardown(search_follow_names_given_by_agencies_are_found, shelf_open, shelf_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
