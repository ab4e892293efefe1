/* SPDX-License-Identifier: Apache-2.0 */
/* One cell: spreadsheet damage, days, money. */
#include "codec_test.h"

static void codec_cell_damage_is_named(void **state)
{
    (void)state;
    static const struct {
        const char *cell;
        enum cell_want want;
        size_t length;
        enum cell_damage damage;
    } rows[] = {
        {"9.12308E+17", WANT_CODE, 18, DAMAGE_EXPONENT},
        {" 9.1E+17 ", WANT_CODE, 18, DAMAGE_EXPONENT},
        {"9E+17", WANT_NUMBER_TEXT, 0, DAMAGE_EXPONENT},
        {"9.1230803473969E17", WANT_CODE, 18, DAMAGE_EXPONENT},
        {"1.56818E+12", WANT_DAY, 0, DAMAGE_EXPONENT},
        {"1.2e+3", WANT_INT, 0, DAMAGE_EXPONENT},
        {"9.12308E+17", WANT_TEXT, 0, DAMAGE_NONE},
        {"1234E5678", WANT_CODE, 9, DAMAGE_NONE},
        {"9.12308E+", WANT_CODE, 18, DAMAGE_NONE},
        {"E+17", WANT_CODE, 18, DAMAGE_NONE},
        {"1.2.3E+4", WANT_CODE, 18, DAMAGE_NONE},
        {"123", WANT_NUMBER_TEXT, 6, DAMAGE_LEADING_ZEROS},
        {"123456", WANT_NUMBER_TEXT, 6, DAMAGE_NONE},
        {"123", WANT_NUMBER_TEXT, 0, DAMAGE_NONE},
        {"12A", WANT_NUMBER_TEXT, 6, DAMAGE_NONE},
        {"", WANT_CODE, 18, DAMAGE_NONE},
        {"912308034739690000", WANT_CODE, 18, DAMAGE_TRAILING_ZEROS},
        {"912308034739691000", WANT_CODE, 18, DAMAGE_TRAILING_ZEROS},
        {"912308034739691010", WANT_CODE, 18, DAMAGE_NONE},
        {"1234567890123450", WANT_NUMBER_TEXT, 16, DAMAGE_TRAILING_ZEROS},
        {"1234567890123450", WANT_NUMBER_TEXT, 0, DAMAGE_NONE},
        {"12345678901234500", WANT_NUMBER_TEXT, 0, DAMAGE_TRAILING_ZEROS},
        {"123456789012345", WANT_NUMBER_TEXT, 15, DAMAGE_NONE},
        {"45012", WANT_DAY, 0, DAMAGE_DAY_NUMBER},
        {"1", WANT_DAY, 0, DAMAGE_DAY_NUMBER},
        {"60000", WANT_DAY, 0, DAMAGE_DAY_NUMBER},
        {"60001", WANT_DAY, 0, DAMAGE_NONE},
        {"0", WANT_DAY, 0, DAMAGE_NONE},
        {"2023", WANT_DAY, 0, DAMAGE_NONE},
        {"45012", WANT_MONEY, 0, DAMAGE_NONE},
        {"2023/2/3", WANT_DAY, 0, DAMAGE_NONE},
        {"#N/A", WANT_TEXT, 0, DAMAGE_ERROR_VALUE},
        {"#REF!", WANT_CODE, 18, DAMAGE_ERROR_VALUE},
        {"#VALUE!", WANT_DAY, 0, DAMAGE_ERROR_VALUE},
        {"########", WANT_DAY, 0, DAMAGE_ERROR_VALUE},
        {"#", WANT_TEXT, 0, DAMAGE_NONE},
        {"#1", WANT_TEXT, 0, DAMAGE_NONE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (cell_damage_of(str_of(rows[i].cell), rows[i].want, rows[i].length) != rows[i].damage)
            fail_msg("%s, wanted as %d: not %d", rows[i].cell, (int)rows[i].want, (int)rows[i].damage);
}

static void codec_cell_days_are_read_in_every_form_met(void **state)
{
    (void)state;
    static const struct {
        const char *cell;
        enum day_form form;
        const char *day;
    } rows[] = {
        {"2023-02-03", DAY_FORM_OK, "2023-02-03"},
        {"2023/2/3", DAY_FORM_OK, "2023-02-03"},
        {"2023/02/03", DAY_FORM_OK, "2023-02-03"},
        {"20230203", DAY_FORM_OK, "2023-02-03"},
        {"2023.2.3", DAY_FORM_OK, "2023-02-03"},
        {"2023年2月3日", DAY_FORM_OK, "2023-02-03"},
        {"2023年02月03日", DAY_FORM_OK, "2023-02-03"},
        {" 2023-02-03 00:00:00 ", DAY_FORM_OK, "2023-02-03"},
        {"2023-02-03 23:59:59", DAY_FORM_OK, "2023-02-03"},
        {"2023/2/3 0:00", DAY_FORM_OK, "2023-02-03"},
        {"2023-02-03T08:00:00.000", DAY_FORM_OK, "2023-02-03"},
        {"2024-02-29", DAY_FORM_OK, "2024-02-29"},
        {"45012", DAY_FORM_SERIAL, "2023-03-27"},
        {"44927", DAY_FORM_SERIAL, "2023-01-01"},
        {"60000", DAY_FORM_SERIAL, "2064-04-08"},
        {"1568180781000", DAY_FORM_OK, "2019-09-11"},
        {"1568131200000", DAY_FORM_OK, "2019-09-11"}, /* 00:00 in UTC+8, still the 10th in UTC */
        {"1568131199999", DAY_FORM_OK, "2019-09-10"},
        {"946656000000", DAY_FORM_OK, "2000-01-01"},
        {"", DAY_FORM_EMPTY, ""},
        {" \xE3\x80\x80", DAY_FORM_EMPTY, ""},
        {"2099/12/31", DAY_FORM_NO_END, ""},
        {"2099-12-31 00:00:00", DAY_FORM_NO_END, ""},
        {"9999-12-31", DAY_FORM_NO_END, ""},
        {"99991231", DAY_FORM_NO_END, ""},
        {"长期", DAY_FORM_NO_END, ""},
        {"永久", DAY_FORM_NO_END, ""},
        {"1899-12-31 12:00:00", DAY_FORM_ZERO, ""},
        {"1899-12-30", DAY_FORM_ZERO, ""},
        {"1900-01-00", DAY_FORM_ZERO, ""},
        {"1900/1/0", DAY_FORM_ZERO, ""},
        {"1900-01-01", DAY_FORM_ZERO, ""},
        {"1970-01-01", DAY_FORM_ZERO, ""},
        {"0", DAY_FORM_ZERO, ""},
        {"1", DAY_FORM_ZERO, ""},
        {"60", DAY_FORM_BAD, ""}, /* the 29th of February 1900 of spreadsheets */
        {"2023", DAY_FORM_BAD, ""},
        {"60001", DAY_FORM_BAD, ""},
        {"2023-02-29", DAY_FORM_BAD, ""},
        {"2023-13-01", DAY_FORM_BAD, ""},
        {"2023-2/3", DAY_FORM_BAD, ""},
        {"2023-02", DAY_FORM_BAD, ""},
        {"23-02-03", DAY_FORM_BAD, ""},
        {"2023-02-03 25:00", DAY_FORM_BAD, ""},
        {"2023-02-03 x", DAY_FORM_BAD, ""},
        {"2023-02-031", DAY_FORM_BAD, ""},
        {"-45012", DAY_FORM_BAD, ""},
        {"20231301", DAY_FORM_BAD, ""},
        {"00010101", DAY_FORM_BAD, ""},
        {"2月3日", DAY_FORM_BAD, ""},
        {"yesterday", DAY_FORM_BAD, ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct day d = DAY_NONE;
        char text[DAY_CHARS];
        enum day_form form = cell_day(str_of(rows[i].cell), &d);
        if (form != rows[i].form || strcmp(day_format(d, text), rows[i].day) != 0)
            fail_msg("'%s': form %d, day '%s'", rows[i].cell, (int)form, text);
    }
}

/* Counting days one by one, with the leap day that spreadsheets put into 1900. */
static void codec_cell_day_numbers_agree_with_counting(void **state)
{
    (void)state;
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int year = 1900, month = 1, day = 1;
    for (int n = 1; n <= 60000; n++) {
        bool is_leap = year == 1900 || (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        char cell[8], expected[40], text[DAY_CHARS];
        snprintf(cell, sizeof cell, "%d", n);
        snprintf(expected, sizeof expected, "%04d-%02d-%02d", year, month, day);
        struct day d = DAY_NONE;
        bool is_number = n != 1 && n != 60 && (n < 1900 || n > 2100);
        assert_int_equal(cell_day(str_of(cell), &d) == DAY_FORM_SERIAL, is_number);
        assert_string_equal(day_format(d, text), is_number ? expected : "");
        if (++day > lengths[month - 1] + (month == 2 && is_leap)) {
            day = 1;
            month = month % 12 + 1;
            year += month == 1;
        }
    }
}

static void codec_cell_money_is_fen(void **state)
{
    (void)state;
    static const struct {
        const char *cell;
        bool ok;
        int64_t fen;
    } rows[] = {
        {"0.2", true, 200000},
        {"0", true, 0},
        {"1", true, 1000000},
        {"0.000001", true, 1},
        {"9.999999", true, 9999999},
        {" 12.50 ", true, 12500000},
        {"1,234.5", true, 1234500000},
        {"1,234,567", true, 1234567000000},
        {"1234567", true, 1234567000000},
        {"007", true, 7000000},
        {"9223372036854.775807", true, INT64_MAX},
        {"9223372036854.775808", false, 0},
        {"9223372036855", false, 0},
        {"99999999999999999999999", false, 0},
        {"0.0000001", false, 0},
        {"-1", false, 0},
        {"+1", false, 0},
        {"", false, 0},
        {".5", false, 0},
        {"5.", false, 0},
        {"1.2.3", false, 0},
        {"1,23", false, 0},
        {"1234,567", false, 0},
        {"1,234,56", false, 0},
        {",123", false, 0},
        {"1,", false, 0},
        {"0.2万元", false, 0},
        {"1e3", false, 0},
        {"1 000", false, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t fen = -7;
        bool ok = cell_money_wan(str_of(rows[i].cell), &fen);
        if (ok != rows[i].ok || fen != (ok ? rows[i].fen : -7))
            fail_msg("'%s': %d, %lld", rows[i].cell, (int)ok, (long long)fen);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codec_cell_damage_is_named),
        cmocka_unit_test(codec_cell_days_are_read_in_every_form_met),
        cmocka_unit_test(codec_cell_day_numbers_agree_with_counting),
        cmocka_unit_test(codec_cell_money_is_fen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
