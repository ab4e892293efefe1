/* SPDX-License-Identifier: Apache-2.0 */
/* The national lists: which take acts, what changed on which day, and that an unknown period stays unknown. */
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

static const struct day none = DAY_NONE;

static void catalog_lists_have_the_state_that_is_known_of_them(void **state)
{
    static const char *const usable[] = {
        "samr-serious", "samr-abnormal", "spc-dishonest", "hrss-wages",     "mem-safety",
        "sme-debts",    "sta-a",         "gacc-aeo",      "gacc-certified", NULL};
    static const char *const shown[] = {"sta-major", "gacc-serious", "debt-evasion", "env-credit", NULL};
    static const char *const past[] = {"samr-serious-2014", "charity-memo", NULL};
    static const char *const *const groups[] = {usable, shown, past};
    static const enum cat_state wanted[] = {STATE_USABLE, STATE_DISPLAY_ONLY, STATE_HISTORIC};
    (void)state;
    for (size_t g = 0; g < 3; g++)
        for (size_t i = 0; groups[g][i]; i++) {
            const struct cat_list *x = catalog_list(cn, str_of(groups[g][i]), none);
            assert_non_null(x);
            assert_int_equal(x->type.state, wanted[g]);
        }
}

/* Whatever takes acts says how it is entered, how it ends, what may be done against it, and for which reasons. */
static void catalog_lists_that_take_acts_say_the_way_in_and_out(void **state)
{
    const struct cat_list *rows;
    size_t n = catalog_lists(cn, &rows), grounds, usable = 0;
    (void)state;
    for (size_t i = 0; i < n; i++) {
        const struct cat_list *x = &rows[i];
        bool adverse = x->type.tone == TONE_ADVERSE;
        assert_int_equal(adverse, x->type.family == FAMILY_LIST);
        assert_int_equal(adverse, x->klass != LIST_FAVOURABLE);
        if (x->type.state != STATE_USABLE)
            continue;
        usable++;
        assert_true(x->entry.n && x->entry_en.n && x->exit.n && x->exit_en.n && x->remedy.n && x->remedy_en.n);
        assert_true(x->type.owner.n && x->owner_kind.n && x->type.basis.n);
        assert_non_null(catalog_grounds(cn, x->type.id, &grounds));
        assert_int_equal(adverse, x->type.machine.n > 0);
    }
    assert_true(usable >= 12);
}

/* Every adverse list that takes acts: its own kinds of agency may file each step, another kind none. */
static void catalog_lists_are_filed_by_their_own_kinds(void **state)
{
    static const char *const kinds[] = {"list.notice", "list.decide", "repair.decide", "objection.answer"};
    static const char *const rows[][3] = {
        {"samr-serious", "samr", "mof"}, {"samr-abnormal", "samr", "nmpa"}, {"spc-dishonest", "spc", "spp"},
        {"hrss-wages", "mohrss", "mof"}, {"mem-safety", "mem", "mee"},      {"mof-procurement", "mof", "samr"},
        {"sme-debts", "miit", "mca"},    {"mnr-serious", "mnr", "mee"},     {"mca-serious", "mca", "sta"}};
    struct day on = day_of_date(2026, 6, 1);
    bool fault;
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
            struct str list = str_of(rows[i][0]), kind = str_of(kinds[k]);
            assert_non_null(catalog_power(cn, catalog_agency(cn, str_of(rows[i][1])), kind, list, on, &fault));
            if (k < 3)
                assert_null(catalog_power(cn, catalog_agency(cn, str_of(rows[i][2])), kind, list, on, &fault));
        }
}

static int count_of(const char *list, const char *what, struct day on)
{
    const struct cat_term *t = catalog_term(cn, catalog_type(cn, str_of(list)), what, STR(""), on);
    return t ? t->count : -1;
}

/* 2024, the end of 2025 and spring 2026: repair, the abnormal list and the levels of customs changed in between. */
static void catalog_lists_of_three_dates_differ(void **state)
{
    struct day a = day_of_date(2024, 6, 3), b = day_of_date(2025, 12, 25), c = day_of_date(2026, 4, 1);
    (void)state;
    assert_int_equal(count_of("samr-serious", "decide-repair", a), 15);
    assert_int_equal(count_of("samr-serious", "decide-repair", day_add(b, -1)), 15);
    assert_int_equal(count_of("samr-serious", "decide-repair", b), 7);
    assert_str(catalog_list(cn, STR("samr-abnormal"), day_of_date(2025, 4, 30))->type.basis,
               "eir 17;eir-2024;saic-68 6,7,8,9");
    assert_str(catalog_list(cn, STR("samr-abnormal"), day_of_date(2025, 5, 1))->type.basis, "eir-2024;samr-abn-2025");
    assert_str(catalog_list(cn, STR("gacc-serious"), b)->type.zh, "海关严重失信主体名单");
    assert_str(catalog_list(cn, STR("gacc-serious"), c)->type.zh, "海关严重失信企业");
    assert_str(catalog_list(cn, STR("gacc-aeo"), a)->type.basis, "customs-law;gacc-251");
    assert_int_equal(catalog_list(cn, STR("gacc-certified"), none)->type.valid_from.n, c.n);
    assert_null(catalog_term(cn, NULL, "repair-bar", STR(""), a));
}

/* E8: where the papers know no figure there is no row, and no row of "*" may stand in for it. */
static void catalog_lists_keep_unknown_periods_unknown(void **state)
{
    static const char *const unknown[][2] = {
        {"hrss-wages", "reply-window"},    {"mem-safety", "reply-window"},       {"hrss-wages", "publish"},
        {"mem-safety", "publish"},         {"hrss-wages", "accept-repair"},      {"hrss-wages", "decide-repair"},
        {"mem-safety", "take-down"},       {"samr-serious", "answer-objection"}, {"sme-debts", "list-term"},
        {"sme-debts", "reply-window"},     {"mca-serious", "list-term"},         {"mnr-serious", "repair-earliest"},
        {"samr-abnormal", "reply-window"}, {"samr-abnormal", "list-term"},       {"spc-dishonest", "reply-window"}};
    struct day on = day_of_date(2026, 6, 1);
    (void)state;
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        assert_int_equal(count_of(unknown[i][0], unknown[i][1], on), -1);
    assert_int_equal(count_of("samr-serious", "reply-window", on), 5);
    assert_int_equal(count_of("hrss-wages", "repair-earliest", on), 6);
    assert_int_equal(count_of("mem-safety", "repair-earliest", on), 12);
    assert_int_equal(count_of("spc-dishonest", "take-down", on), 3);
    assert_int_equal(count_of("hrss-wages", "withdraw", on), 3);
    assert_int_equal(count_of("hrss-wages", "serve-decision", on), 7);
}

static void catalog_lists_name_their_grounds(void **state)
{
    struct day on = day_of_date(2026, 6, 1);
    (void)state;
    const struct cat_ground *annual = catalog_ground(cn, STR("samr-abnormal"), STR("annual"), on);
    assert_str(annual->trigger, "day:06-30");
    assert_str(annual->requires, "none");
    assert_str(catalog_ground(cn, STR("samr-abnormal"), STR("unreachable"), on)->papers, "letters");
    assert_true(catalog_ground(cn, STR("spc-dishonest"), STR("able"), on)->open_ended);
    assert_false(catalog_ground(cn, STR("spc-dishonest"), STR("settlement"), on)->open_ended);
    assert_non_null(catalog_ground(cn, STR("samr-serious"), STR("food"), on));
    assert_non_null(catalog_ground(cn, STR("hrss-wages"), STR("amount"), on));
    assert_null(catalog_ground(cn, STR("hrss-wages"), STR("food"), on));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(catalog_lists_have_the_state_that_is_known_of_them),
        cmocka_unit_test(catalog_lists_that_take_acts_say_the_way_in_and_out),
        cmocka_unit_test(catalog_lists_are_filed_by_their_own_kinds),
        cmocka_unit_test(catalog_lists_of_three_dates_differ),
        cmocka_unit_test(catalog_lists_keep_unknown_periods_unknown),
        cmocka_unit_test(catalog_lists_name_their_grounds),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
