/* SPDX-License-Identifier: Apache-2.0 */
/* Working days, against the sums of the State Council's yearly notices. */
#include "catalog_test.h"

static void catalog_calendar_years_have_the_official_number_of_workdays(void **state)
{
    static const struct {
        int year, workdays;
    } years[] = {{2019, 250}, {2020, 249}, {2021, 250}, {2022, 249},
                 {2023, 249}, {2024, 251}, {2025, 248}, {2026, 248}};
    struct catalog *c = load_repository("data/cn");
    (void)state;
    for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
        int n = 0;
        bool provisional;
        for (struct day d = day_of_date(years[i].year, 1, 1); d.n <= day_of_date(years[i].year, 12, 31).n;
             d = day_add(d, 1)) {
            n += catalog_is_workday(c, d, &provisional);
            assert_false(provisional);
        }
        assert_int_equal(n, years[i].workdays);
    }
    catalog_free(c);
}

static void catalog_calendar_is_provisional_outside_its_years(void **state)
{
    struct catalog *c = load_repository("tests/data/tiny");
    bool provisional;
    (void)state;
    assert_false(catalog_is_workday(c, day_of_date(2024, 5, 1), &provisional)); /* a Wednesday, Boat Day */
    assert_false(provisional);
    assert_true(catalog_is_workday(c, day_of_date(2024, 5, 4), &provisional)); /* a Saturday made up */
    assert_false(catalog_is_workday(c, day_of_date(2024, 5, 5), &provisional));
    assert_true(catalog_is_workday(c, day_of_date(2025, 12, 31), &provisional));
    assert_false(provisional);
    assert_true(catalog_is_workday(c, day_of_date(2026, 1, 1), &provisional));
    assert_true(provisional);
    assert_true(catalog_is_workday(c, day_of_date(2023, 12, 29), &provisional));
    assert_true(provisional);
    assert_false(catalog_is_workday(c, day_of_date(2026, 1, 3), NULL));
    catalog_free(c);
}

static void catalog_calendar_adds_workdays_from_the_day_after(void **state)
{
    struct catalog *c = load_repository("tests/data/tiny");
    struct day tuesday = day_of_date(2024, 4, 30);
    bool provisional;
    (void)state;
    assert_int_equal(catalog_add_workdays(c, tuesday, 0, &provisional).n, tuesday.n);
    assert_int_equal(catalog_add_workdays(c, tuesday, 1, &provisional).n, day_of_date(2024, 5, 2).n);
    assert_int_equal(catalog_add_workdays(c, tuesday, 3, &provisional).n, day_of_date(2024, 5, 4).n);
    assert_int_equal(catalog_add_workdays(c, tuesday, 4, &provisional).n, day_of_date(2024, 5, 6).n);
    assert_false(provisional);
    assert_int_equal(catalog_add_workdays(c, day_of_date(2024, 5, 6), -2, NULL).n, day_of_date(2024, 5, 3).n);
    assert_int_equal(catalog_add_workdays(c, day_of_date(2025, 12, 31), 1, &provisional).n, day_of_date(2026, 1, 1).n);
    assert_true(provisional);
    assert_false(day_is(catalog_add_workdays(c, DAY_NONE, 3, &provisional)));
    catalog_free(c);
}

/* The worked example of procedure.md 10: seven working days from 8 October 2024 end on the 16th and pass a made-up
 * Saturday. */
static void catalog_calendar_double_publicity_ends_on_the_sixteenth(void **state)
{
    struct catalog *c = load_repository("data/cn");
    bool provisional;
    (void)state;
    struct day last = catalog_add_workdays(c, day_of_date(2024, 10, 8), 7, &provisional);
    assert_int_equal(last.n, day_of_date(2024, 10, 16).n);
    assert_false(provisional);
    catalog_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(catalog_calendar_years_have_the_official_number_of_workdays),
        cmocka_unit_test(catalog_calendar_is_provisional_outside_its_years),
        cmocka_unit_test(catalog_calendar_adds_workdays_from_the_day_after),
        cmocka_unit_test(catalog_calendar_double_publicity_ends_on_the_sixteenth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
