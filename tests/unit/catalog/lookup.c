/* SPDX-License-Identifier: Apache-2.0 */
/* A jurisdiction that no C knows: regions, agencies, words, powers and terms of the tiny island. */
#include "catalog_test.h"

static struct arena *arena;
static struct catalog *tiny;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    tiny = load_repository("tests/data/tiny");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    catalog_free(tiny);
    arena_free(arena);
    return 0;
}

static struct day day(int y, int m, int d)
{
    return day_of_date(y, m, d);
}

static void catalog_lookup_jurisdiction_is_told(void **state)
{
    (void)state;
    const struct cat_jurisdiction *j = catalog_jurisdiction(tiny);
    assert_str(j->id, "tiny");
    assert_true(j->invented);
    assert_int_equal(j->effective.n, day(2024, 1, 1).n);
}

static struct str region_name(const char *code, enum lang lang)
{
    struct buf b = {0};
    catalog_region_name(tiny, str_of(code), lang, &b);
    struct str s = str_dup(arena, buf_view(&b));
    buf_free(&b);
    return s;
}

static void catalog_lookup_region_has_its_newest_name(void **state)
{
    (void)state;
    assert_str(catalog_region(tiny, STR("980101"))->zh, "新灯塔村");
    assert_null(catalog_region(tiny, STR("980199")));
    assert_str(region_name("980101", LANG_ZH), "小岛北岸新灯塔村");
    assert_str(region_name("980101", LANG_EN), "New Lighthouse Village, North Shore, Tiny Island");
    assert_str(region_name("980100", LANG_ZH), "小岛北岸");
    assert_str(region_name("980000", LANG_ZH), "小岛");
    assert_str(region_name("980201", LANG_ZH), "小岛风车村"); /* 980200 is a filler */
    assert_str(region_name("970000", LANG_ZH), "970000");
    assert_str(region_name("9", LANG_ZH), "9");
}

static void catalog_lookup_region_holds_by_prefix(void **state)
{
    (void)state;
    assert_true(catalog_region_holds(STR("100000"), STR("980101")));
    assert_true(catalog_region_holds(STR("000000"), STR("980101")));
    assert_true(catalog_region_holds(STR("980000"), STR("980101")));
    assert_true(catalog_region_holds(STR("980100"), STR("980101")));
    assert_true(catalog_region_holds(STR("980101"), STR("980101")));
    assert_false(catalog_region_holds(STR("980100"), STR("980201")));
    assert_false(catalog_region_holds(STR("980101"), STR("980100")));
    assert_false(catalog_region_holds(STR("970000"), STR("980000")));
    assert_false(catalog_region_holds(STR("98"), STR("980101")));
    assert_false(catalog_region_holds(STR("980000"), STR("")));
}

static void catalog_lookup_agency_by_id_code_and_any_name(void **state)
{
    (void)state;
    const struct cat_agency *x = catalog_agency(tiny, STR("harbour"));
    assert_non_null(x);
    assert_ptr_equal(catalog_agency_by_uscc(tiny, STR("11980000TY0000013Q")), x);
    assert_ptr_equal(catalog_agency_by_name(tiny, STR("小岛港务监")), x);
    assert_ptr_equal(catalog_agency_by_name(tiny, STR("the HARBOUR  warden")), x);
    assert_ptr_equal(catalog_agency_by_name(tiny, STR("港务监")), x);
    assert_ptr_equal(catalog_agency_by_name(tiny, STR("warden")), x);
    assert_null(catalog_agency_by_name(tiny, STR("")));
    assert_null(catalog_agency_by_name(tiny, STR("港")));
    assert_null(catalog_agency_by_uscc(tiny, STR("")));
    assert_str(catalog_agency(tiny, STR("old-north"))->successor, "north");
    assert_false(x->local);
    const struct cat_agency *rows;
    assert_int_equal(catalog_agencies(tiny, &rows), 3);
    assert_str(rows[0].id, "harbour");
    assert_str(rows[2].id, "old-north");
}

static void catalog_lookup_types_and_lists_are_one_namespace(void **state)
{
    (void)state;
    const struct cat_type *rows;
    assert_int_equal(catalog_types(tiny, &rows), 7); /* two rows of adrift are one type */
    assert_str(rows[5].id, "tidy-boats");
    assert_ptr_equal(catalog_type(tiny, STR("tidy-boats")), &rows[5]);
    assert_int_equal(rows[5].family, FAMILY_HONOUR);
    assert_int_equal(rows[5].tone, TONE_FAVOURABLE);
    assert_true(rows[5].past_stays);
    assert_null(catalog_type(tiny, STR("penalty")));
    assert_string_equal(cat_family_name(FAMILY_RECORD), "record");
}

static bool has_power(const char *agency, const char *kind, const char *type, struct day on, bool *level_fault)
{
    return catalog_power(tiny, catalog_agency(tiny, str_of(agency)), str_of(kind), str_of(type), on, level_fault) !=
           NULL;
}

static void catalog_lookup_power_by_kind_level_type_and_day(void **state)
{
    bool fault;
    struct day now = day(2023, 5, 1);
    (void)state;
    assert_true(has_power("harbour", "licence.grant", "berth", now, &fault)); /* by the prefix */
    assert_true(has_power("harbour", "licence.end", "berth", now, &fault));
    assert_false(fault);
    assert_false(has_power("harbour", "licence.grant", "rebuke", now, &fault));
    assert_false(fault);
    assert_true(has_power("north", "licence.grant", "berth", now, &fault));
    assert_false(has_power("north", "licence.end", "berth", now, &fault));
    assert_false(has_power("north", "licence.grant", "berth", day(2019, 12, 31), &fault)); /* from 2020 on */
    assert_false(fault);
    assert_false(has_power("north", "penalty.decide", "rebuke", now, &fault)); /* of the province only */
    assert_true(fault);
    assert_false(has_power("north", "penalty.decide", "rebuke", day(2024, 1, 1), &fault)); /* and no longer */
    assert_false(fault);
    assert_true(has_power("north", "record.correct", "", now, NULL)); /* everybody's */
    assert_false(has_power("north", "record.withdraw", "", now, NULL));
}

static const char *term_id(const char *type, const char *what, const char *grade, struct day on)
{
    const struct cat_term *t =
        catalog_term(tiny, type ? catalog_type(tiny, str_of(type)) : NULL, what, str_of(grade), on);
    return t ? str_z(arena, t->id) : "";
}

static void catalog_lookup_term_of_the_type_before_that_of_its_family(void **state)
{
    (void)state;
    assert_string_equal(term_id("rebuke", "display-longest", "general", day(2023, 12, 31)), "rebuke-old");
    assert_string_equal(term_id("rebuke", "display-longest", "general", day(2024, 1, 1)), "rebuke-new");
    assert_string_equal(term_id("rebuke", "display-longest", "general", day(2019, 12, 31)), "penalty-any");
    assert_string_equal(term_id("rebuke", "display-longest", "serious", day(2024, 1, 1)), "penalty-serious");
    assert_string_equal(term_id("rebuke", "display-longest", "slight", day(2024, 1, 1)), "");
    assert_string_equal(term_id("berth", "display-longest", "general", day(2024, 1, 1)), "");
    assert_string_equal(term_id("berth", "copied-view", "", day(2024, 1, 1)), "copied");
    assert_string_equal(term_id(NULL, "copied-view", "", day(2024, 1, 1)), "copied");
    assert_string_equal(term_id(NULL, "display-longest", "general", day(2024, 1, 1)), "");
    const struct cat_term *rows;
    assert_int_equal(catalog_terms(tiny, &rows), 9);
}

static void catalog_lookup_words_come_from_the_glossary(void **state)
{
    (void)state;
    assert_str(catalog_label(tiny, STR("active"), LANG_ZH), "在航");
    assert_str(catalog_label(tiny, STR("active"), LANG_EN), "afloat");
    assert_str(catalog_label(tiny, STR("cancelled"), LANG_EN), "cancelled");
    assert_str(catalog_label(tiny, STR("level.city"), LANG_EN), "shore");
    assert_str(catalog_label(tiny, STR("word.city"), LANG_EN), "town");
    assert_str(catalog_label(tiny, STR("city"), LANG_EN), "shore"); /* the first group by name */
}

static void catalog_lookup_instruments_and_exceptions(void **state)
{
    const struct cat_instrument *rows;
    (void)state;
    assert_int_equal(catalog_instruments(tiny, &rows), 4);
    assert_str(catalog_instrument(tiny, STR("fish-order"))->number, "Order 7");
    assert_int_equal(catalog_instrument(tiny, STR("fish-order"))->valid_to.n, day(2023, 12, 31).n);
    assert_null(catalog_instrument(tiny, STR("fish")));
    assert_true(catalog_code_is_exception(tiny, STR("91980100TY0000996B")));
    assert_false(catalog_code_is_exception(tiny, STR("91980100TY0000996A")));
}

/* ---- rows that follow each other in time ---- */

static const char *exit_on(struct day on)
{
    return str_z(arena, catalog_list(tiny, STR("adrift"), on)->exit_en);
}

static void catalog_lookup_list_by_day(void **state)
{
    const char *old = "off the board when its time is over", *new = "off the board once moored, on asking";
    (void)state;
    assert_string_equal(exit_on(day(2021, 1, 1)), old);
    assert_string_equal(exit_on(day(2023, 12, 31)), old);
    assert_string_equal(exit_on(day(2024, 1, 1)), new);
    assert_string_equal(exit_on(day(2020, 12, 31)), new); /* no row of that day: the newest */
    assert_string_equal(exit_on(DAY_NONE), new);
    assert_null(catalog_list(tiny, STR("rebuke"), DAY_NONE)); /* a type, and no list */
    assert_null(catalog_list(tiny, STR("no-mooring"), DAY_NONE));
    assert_null(catalog_list(tiny, STR("adr"), DAY_NONE));
    assert_null(catalog_list(tiny, STR("zzz"), DAY_NONE));
    assert_int_equal(catalog_list(tiny, STR("tidy-boats"), DAY_NONE)->klass, LIST_FAVOURABLE);
}

static void catalog_lookup_type_by_day(void **state)
{
    (void)state;
    const struct cat_type *newest = catalog_type(tiny, STR("adrift"));
    assert_int_equal(newest->valid_from.n, day(2024, 1, 1).n);
    assert_ptr_equal(catalog_type_on(tiny, STR("adrift"), day(2025, 1, 1)), newest); /* one address a row */
    assert_ptr_equal(catalog_type_on(tiny, STR("adrift"), DAY_NONE), newest);
    assert_ptr_equal(catalog_type_on(tiny, STR("adrift"), day(2019, 1, 1)), newest);
    assert_int_equal(catalog_type_on(tiny, STR("adrift"), day(2022, 1, 1))->valid_from.n, day(2021, 1, 1).n);
    assert_ptr_equal(catalog_type_on(tiny, STR("berth"), day(1999, 1, 1)), catalog_type(tiny, STR("berth")));
    assert_null(catalog_type_on(tiny, STR("adri"), day(2025, 1, 1)));
    assert_null(catalog_type_on(tiny, STR(""), DAY_NONE));
}

static void catalog_lookup_measure_and_its_ties_by_day(void **state)
{
    (void)state;
    assert_str(catalog_measure(tiny, STR("short-tide"), day(2025, 1, 1))->type.zh, "限潮");
    assert_int_equal(catalog_measure(tiny, STR("short-tide"), DAY_NONE)->months_max, 6);
    assert_null(catalog_measure(tiny, STR("adrift"), DAY_NONE));
    struct str list = STR("adrift"), measure = STR("short-tide");
    assert_false(catalog_list_measure(tiny, list, measure, day(2024, 12, 31))->must);
    assert_true(catalog_list_measure(tiny, list, measure, day(2025, 1, 1))->must);
    assert_null(catalog_list_measure(tiny, list, measure, day(2020, 12, 31))); /* not tied yet: no newest row instead */
    assert_null(catalog_list_measure(tiny, list, STR("weighed"), DAY_NONE));
    assert_str(catalog_list_measure(tiny, list, STR("no-mooring"), DAY_NONE)->grounds, "lines");
}

static void catalog_lookup_grounds_and_steps_in_order(void **state)
{
    size_t n;
    (void)state;
    const struct cat_ground *g = catalog_grounds(tiny, STR("adrift"), &n);
    assert_int_equal(n, 3);
    assert_str(g[0].id, "lamp");
    assert_str(g[2].id, "season");
    assert_true(catalog_ground(tiny, STR("adrift"), STR("season"), day(2025, 1, 1))->open_ended);
    assert_null(catalog_ground(tiny, STR("adrift"), STR("rope"), DAY_NONE));
    assert_null(catalog_grounds(tiny, STR("tidy-boats"), &n));
    assert_int_equal(n, 0);
    const struct cat_transition *t = catalog_machine(tiny, STR("buoy"), &n);
    assert_int_equal(n, 8);
    assert_str(t[0].id, "B1");
    assert_str(t[7].to, "struck");
    assert_null(catalog_machine(tiny, STR("raft"), &n));
    assert_int_equal(n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(catalog_lookup_jurisdiction_is_told),
        cmocka_unit_test(catalog_lookup_region_has_its_newest_name),
        cmocka_unit_test(catalog_lookup_region_holds_by_prefix),
        cmocka_unit_test(catalog_lookup_agency_by_id_code_and_any_name),
        cmocka_unit_test(catalog_lookup_types_and_lists_are_one_namespace),
        cmocka_unit_test(catalog_lookup_power_by_kind_level_type_and_day),
        cmocka_unit_test(catalog_lookup_term_of_the_type_before_that_of_its_family),
        cmocka_unit_test(catalog_lookup_words_come_from_the_glossary),
        cmocka_unit_test(catalog_lookup_instruments_and_exceptions),
        cmocka_unit_test(catalog_lookup_list_by_day),
        cmocka_unit_test(catalog_lookup_type_by_day),
        cmocka_unit_test(catalog_lookup_measure_and_its_ties_by_day),
        cmocka_unit_test(catalog_lookup_grounds_and_steps_in_order),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
