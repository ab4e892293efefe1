/* SPDX-License-Identifier: Apache-2.0 */
/* The national measures: who may apply which, what changed on which day, and what never takes an act. */
#include "catalog_test.h"

static struct arena *arena;
static struct catalog *cn;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    cn = load_repository("data/cn");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    catalog_free(cn);
    arena_free(arena);
    return 0;
}

static bool may_apply(const char *kind, const char *level, const char *measure)
{
    struct cat_agency someone = {.kind = str_of(kind), .level = str_of(level)};
    struct day on = day_of_date(2026, 6, 1);
    return catalog_power(cn, &someone, STR("measure.apply"), str_of(measure), on, NULL) != NULL;
}

static void catalog_measures_are_applied_by_their_own_kinds(void **state)
{
    static const char *const may[][3] = {
        {"approve", "county", "pref-commitment"}, {"mr", "county", "pref-commitment"},
        {"fin", "county", "funds-wages"},         {"hc", "county", "funds-wages"},
        {"court", "county", "consume-unit"},      {"em", "city", "supervise-safety"},
        {"customs", "city", "pref-customs"},      {"fin", "city", "gov-spend"},
        {"ps", "city", "entry-telecom-fraud"},    {"gov", "county", "exit-military"},
        {"fin", "county", "entry-procurement"},   {"mr", "county", "rew-green-channel"}};
    static const char *const never[][3] = {{"court", "county", "pref-commitment"},  {"assoc", "city", "funds-wages"},
                                           {"csb", "city", "funds-wages"},          {"credit", "city", "rew-publicity"},
                                           {"firm", "nation", "consume-rail"},      {"mr", "county", "consume-unit"},
                                           {"ps", "county", "entry-telecom-fraud"}, {"gov", "city", "exit-military"},
                                           {"em", "county", "push-court"},          {"mr", "county", "office-company"}};
    (void)state;
    for (size_t i = 0; i < sizeof may / sizeof *may; i++)
        assert_true(may_apply(may[i][0], may[i][1], may[i][2]));
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        assert_false(may_apply(never[i][0], never[i][1], never[i][2]));
}

/* A bar by law, a part of a penalty, a thing to weigh and a bank's own judgement are no acts of an authority. */
static void catalog_measures_that_take_acts_are_decisions_that_end(void **state)
{
    const struct cat_measure *rows;
    size_t n = catalog_measures(cn, &rows), usable[2] = {0, 0};
    (void)state;
    for (size_t i = 0; i < n; i++) {
        const struct cat_measure *x = &rows[i];
        bool usable_row = x->type.state == STATE_USABLE;
        assert_int_equal(x->type.tone, x->kind == MEASURE_REWARD ? TONE_FAVOURABLE : TONE_ADVERSE);
        assert_int_equal(usable_row, x->type.state_why.n == 0);
        assert_true(x->end.n && x->end_en.n && x->what.n && x->what_en.n);
        if (!usable_row)
            continue;
        usable[x->kind]++;
        assert_true(x->effect == EFFECT_DECISION || x->effect == EFFECT_NOTICE);
        assert_true(x->klass != MEASURE_MARKET && x->ends != ENDS_UNKNOWN);
        assert_str(x->type.machine, "measure");
    }
    assert_true(usable[MEASURE_PUNISHMENT] >= 22 && usable[MEASURE_REWARD] >= 6);
}

static const struct cat_measure *on_day(const char *id, int year, int month, int day)
{
    return catalog_measure(cn, str_of(id), day_of_date(year, month, day));
}

static const struct cat_list_measure *tied(const char *list, const char *measure, int year, int month, int day)
{
    return catalog_list_measure(cn, str_of(list), str_of(measure), day_of_date(year, month, day));
}

static void catalog_measures_change_with_the_law(void **state)
{
    (void)state;
    assert_str(on_day("pref-customs", 2026, 3, 31)->type.basis, "gacc-251");
    assert_str(on_day("pref-customs", 2026, 4, 1)->type.basis, "gacc-282 32");
    assert_str(on_day("office-serious-firm", 2024, 4, 30)->type.basis, "eir 17");
    assert_str(on_day("office-serious-firm", 2024, 5, 1)->type.basis, "eir-2024 18");
    assert_int_equal(str_find(on_day("consume-unit", 2015, 7, 21)->subjects, STR("controller")), -1);
    assert_true(str_find(on_day("consume-unit", 2015, 7, 22)->subjects, STR("controller")) > 0);

    assert_null(tied("spc-dishonest", "consume-unit", 2015, 7, 21));
    assert_true(tied("spc-dishonest", "consume-unit", 2015, 7, 22)->must);
    assert_null(tied("samr-serious", "honours-serious", 2024, 4, 30));
    assert_str(tied("samr-abnormal", "honours-serious", 2024, 4, 30)->basis, "eir 18");
    assert_str(tied("samr-abnormal", "honours-serious", 2024, 5, 1)->basis, "eir-2024 19");
    assert_null(tied("sme-debts", "gov-spend", 2025, 5, 31));
    assert_true(tied("sme-debts", "gov-spend", 2025, 6, 1)->must);
    assert_null(tied("samr-serious", "funds-wages", 2026, 6, 1));
}

static void catalog_measures_name_the_article_they_rest_on(void **state)
{
    (void)state;
    assert_str(on_day("funds-wages", 2026, 6, 1)->type.basis, "wages-724 48");
    assert_str(on_day("funds-wages", 2026, 6, 1)->fields, "wages-fields");
    assert_str(on_day("pref-commitment", 2026, 6, 1)->type.basis, "local-sh 30;local-ha 32;samr-44");
    assert_true(tied("samr-serious", "pref-commitment", 2026, 6, 1)->must);
    assert_true(tied("hrss-wages", "funds-wages", 2026, 6, 1)->must);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(catalog_measures_are_applied_by_their_own_kinds),
        cmocka_unit_test(catalog_measures_that_take_acts_are_decisions_that_end),
        cmocka_unit_test(catalog_measures_change_with_the_law),
        cmocka_unit_test(catalog_measures_name_the_article_they_rest_on),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
