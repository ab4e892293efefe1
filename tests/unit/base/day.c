/* SPDX-License-Identifier: Apache-2.0 */
#include <time.h>

#include "base_test.h"

static struct day day_at(const char *z)
{
    struct day d = DAY_NONE;
    assert_true(day_parse(str_of(z), &d));
    return d;
}

static void assert_day(struct day d, const char *z)
{
    char text[DAY_CHARS];
    assert_string_equal(day_format(d, text), z);
}

/* The stupid second implementation: a calendar that counts one day after the other. */
static void base_day_every_day_from_0_to_9999_follows_the_one_before(void **state)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int32_t n = day_of_date(0, 1, 1).n;
    int weekday = 6, y, m, d; /* 0000-01-01 was a Saturday */
    (void)state;
    for (int year = 0; year <= 9999; year++)
        for (int month = 1; month <= 12; month++) {
            int last = days[month - 1] + (month == 2 && ((year % 4 == 0 && year % 100 != 0) || year % 400 == 0));
            for (int day = 1; day <= last; day++, n++, weekday = weekday % 7 + 1) {
                struct day one = day_of_date(year, month, day);
                day_to_date(one, &y, &m, &d);
                if (one.n != n || y != year || m != month || d != day || day_weekday(one) != weekday)
                    fail_msg("%04d-%02d-%02d", year, month, day);
            }
            assert_false(day_is(day_of_date(year, month, last + 1)));
        }
    assert_int_equal(n - 1, day_of_date(9999, 12, 31).n);
}

static void base_day_agrees_with_the_c_library(void **state)
{
    uint64_t seed = 7;
    char ours[INSTANT_CHARS], theirs[64];
    (void)state;
    for (int i = 0; i < 20000; i++) {
        struct instant t = {(int64_t)(draw(&seed) % 315537897599u) - 62135596800};
        time_t civil = t.s + 8 * 3600;
        struct tm tm;
        assert_non_null(gmtime_r(&t.s, &tm));
        snprintf(theirs, sizeof theirs, "%04d-%02d-%02dT%02d:%02d:%02dZ", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday,
                 tm.tm_hour, tm.tm_min, tm.tm_sec);
        assert_string_equal(instant_format(t, ours), theirs);
        assert_non_null(gmtime_r(&civil, &tm));
        struct day d = day_of_instant(t);
        if (day_is(d))
            assert_int_equal(d.n, day_of_date(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday).n);
        struct instant back;
        assert_true(instant_parse(str_of(ours), &back));
        assert_int_equal(back.s, t.s);
    }
}

static void base_day_parse_takes_one_form_only(void **state)
{
    static const char *const bad[] = {"",           "2026-1-01",  "2026-01-1",  "2026/01/01", "20260101",
                                      "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-01-01 ",
                                      "0999-12-31", "2026-01-0a", "+026-01-01", "2026-01-00", "１026-01-01"};
    struct day d = {42};
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (day_parse(str_of(bad[i]), &d))
            fail_msg("%s passes", bad[i]);
        assert_int_equal(d.n, 42);
    }
    assert_int_equal(day_at("1970-01-01").n, 0);
    assert_int_equal(day_at("2024-02-29").n, 19782);
    assert_false(day_parse(STR_NONE, &d));
}

static void base_day_months_end_on_the_last_day(void **state)
{
    static const struct {
        const char *from;
        int months;
        const char *to;
    } rows[] = {
        {"2026-01-31", 1, "2026-02-28"},  {"2024-01-31", 1, "2024-02-29"},  {"2026-01-31", 3, "2026-04-30"},
        {"2026-03-31", -1, "2026-02-28"}, {"2026-01-15", -1, "2025-12-15"}, {"2024-02-29", 12, "2025-02-28"},
        {"2024-02-29", 48, "2028-02-29"}, {"2026-12-31", 36, "2029-12-31"}, {"9999-12-01", 1, ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_day(day_add_months(day_at(rows[i].from), rows[i].months), rows[i].to);
    assert_false(day_is(day_add_months(DAY_NONE, 1)));
}

static void base_day_adding_leaves_the_calendar_as_none(void **state)
{
    (void)state;
    assert_day(day_add(day_at("2026-12-31"), 1), "2027-01-01");
    assert_day(day_add(day_at("2026-03-01"), -1), "2026-02-28");
    assert_day(day_add(day_at("9999-12-31"), 1), "");
    assert_day(day_add(day_at("2026-01-01"), INT32_MAX), "");
    assert_day(day_add(day_at("2026-01-01"), INT32_MIN), "");
    assert_false(day_is(day_add(DAY_NONE, 5)));
}

static void base_day_begins_at_midnight_in_the_east(void **state)
{
    char text[INSTANT_CHARS];
    struct instant t;
    (void)state;
    assert_string_equal(instant_format(day_start(day_at("2026-07-01")), text), "2026-06-30T16:00:00Z");
    assert_true(instant_parse(STR("2026-06-30T15:59:59Z"), &t));
    assert_day(day_of_instant(t), "2026-06-30");
    assert_day(day_of_instant((struct instant){t.s + 1}), "2026-07-01");
    assert_day(day_of_instant((struct instant){-8 * 3600 - 1}), "1969-12-31");
    assert_day(day_of_instant((struct instant){INT64_MAX}), "");
    assert_day(day_of_instant((struct instant){INT64_MIN}), "");
    assert_string_equal(instant_format((struct instant){INT64_MIN}, text), "");
}

static void base_day_instants_follow_rfc_3339(void **state)
{
    static const struct {
        const char *text, *same; /* NULL: refused */
    } rows[] = {
        {"1985-04-12T23:20:50.52Z", "1985-04-12T23:20:50Z"}, /* the examples of RFC 3339 section 5.8 */
        {"1996-12-19T16:39:57-08:00", "1996-12-20T00:39:57Z"},
        {"1990-12-31T23:59:60Z", "1991-01-01T00:00:00Z"},
        {"1990-12-31T15:59:60-08:00", "1991-01-01T00:00:00Z"},
        {"1937-01-01T12:00:27.87+00:20", "1937-01-01T11:40:27Z"},
        {"2026-06-30t10:00:00z", "2026-06-30T10:00:00Z"},
        {"2026-06-30T10:00:00+08:00", "2026-06-30T02:00:00Z"},
        {"0000-01-01T00:00:00+00:01", NULL},
        {"9999-12-31T23:59:59-00:01", NULL},
        {"2026-06-30T24:00:00Z", NULL},
        {"2026-06-30T10:00:60Z", NULL},
        {"2026-06-30T10:60:00Z", NULL},
        {"2026-06-30 10:00:00Z", NULL},
        {"2026-06-30T10:00:00", NULL},
        {"2026-06-30T10:00:00.Z", NULL},
        {"2026-06-30T10:00:00.5", NULL},
        {"2026-06-30T10:00:00+0800", NULL},
        {"2026-06-30T10:00:00+24:00", NULL},
        {"2026-06-31T10:00:00Z", NULL},
        {"2026-06-30T10:00:00ZZ", NULL},
        {"2026-06-30", NULL},
    };
    char text[INSTANT_CHARS];
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct instant t = {-5};
        bool ok = instant_parse(str_of(rows[i].text), &t);
        if (ok != (rows[i].same != NULL))
            fail_msg("%s", rows[i].text);
        assert_string_equal(instant_format(t, text), ok ? rows[i].same : "1969-12-31T23:59:55Z");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(base_day_every_day_from_0_to_9999_follows_the_one_before),
        cmocka_unit_test(base_day_agrees_with_the_c_library),
        cmocka_unit_test(base_day_parse_takes_one_form_only),
        cmocka_unit_test(base_day_months_end_on_the_last_day),
        cmocka_unit_test(base_day_adding_leaves_the_calendar_as_none),
        cmocka_unit_test(base_day_begins_at_midnight_in_the_east),
        cmocka_unit_test(base_day_instants_follow_rfc_3339),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
