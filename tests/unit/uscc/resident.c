/* SPDX-License-Identifier: Apache-2.0 */
/* The tripwire. The only number of a person here is the example of GB 11643-1999. */
#include "uscc_test.h"

#define PERSON "11010519491231002X"

static bool is_id(const char *text, bool with_15, int today)
{
    return uscc_is_resident_id(text, strlen(text), with_15, today);
}

static void uscc_resident_the_standards_example_is_caught_however_written(void **state)
{
    static const char *const same[] = {PERSON, "11010519491231002x", " 110105 19491231 002X ", "110105-19491231-002X",
                                       "１１０１０５１９４９１２３１００２Ｘ"};
    (void)state;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        assert_true(is_id(same[i], false, 0));
        struct uscc_report r = check(same[i]);
        assert_int_equal(r.verdict, USCC_RESIDENT_ID_SHAPED);
        for (size_t k = 0; k < sizeof r.code; k++) /* nothing of it is handed on */
            assert_int_equal(r.code[k], 0);
    }
}

static void uscc_resident_every_single_change_of_a_digit_is_no_id(void **state)
{
    (void)state;
    for (int place = 0; place < 18; place++)
        for (const char *c = "0123456789X"; *c; c++) {
            char text[19] = PERSON;
            text[place] = *c;
            assert_int_equal(is_id(text, false, 0), strcmp(text, PERSON) == 0);
        }
}

/* A number with the right check character and otherwise any content; nobody holds it. */
static void made(char out[19], const char *region, int ymd)
{
    snprintf(out, 19, "%s%08d000", region, ymd);
    for (const char *c = "0123456789X"; *c; c++) {
        long sum = 0;
        out[17] = *c;
        out[18] = '\0';
        for (int i = 0; i < 18; i++) /* ISO 7064 MOD 11-2 in its pure form */
            sum = (sum * 2 + (out[i] == 'X' ? 10 : out[i] - '0')) % 11;
        if (sum == 1)
            return;
    }
}

static void uscc_resident_date_and_province_must_be_real(void **state)
{
    static const struct {
        const char *region;
        int ymd, today;
        bool is;
    } rows[] = {
        {"110105", 19491231, 0, true},        {"110105", 18500101, 0, true},         {"110105", 18491231, 0, false},
        {"110105", 20260630, 20260630, true}, {"110105", 20260701, 20260630, false}, {"110105", 20991231, 0, true},
        {"110105", 21000101, 0, false},       {"110105", 20240229, 0, true},         {"110105", 20230229, 0, false},
        {"110105", 19000229, 0, false},       {"110105", 20000229, 0, true},         {"110105", 19490431, 0, false},
        {"110105", 19491301, 0, false},       {"110105", 19490001, 0, false},        {"110105", 19491200, 0, false},
        {"990105", 19491231, 0, false},       {"160105", 19491231, 0, false},        {"000000", 19491231, 0, false},
        {"710000", 19491231, 0, true},        {"810000", 19491231, 0, true},         {"820000", 19491231, 0, true},
        {"830000", 19491231, 0, true},        {"650000", 19491231, 0, true},         {"911999", 19491231, 0, true},
        {"911999", 18991231, 0, false},       {"999999", 19491231, 0, false},
    };
    char text[19];
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        made(text, rows[i].region, rows[i].ymd);
        if (is_id(text, false, rows[i].today) != rows[i].is)
            fail_msg("%s %d", rows[i].region, rows[i].ymd);
    }
}

/* Enterprises of counties 19 and 20 can look like foreigners' permits: both checks right make it a code. */
static void uscc_resident_an_enterprise_with_both_checks_right_stays_a_code(void **state)
{
    char text[19];
    int codes = 0, people = 0;
    (void)state;
    for (int ymd = 19500101; ymd < 19800000; ymd++) {
        made(text, "911999", ymd);
        if (text[17] == 'X' || ymd % 100 == 0 || ymd % 100 > 28 || ymd / 100 % 100 == 0 || ymd / 100 % 100 > 12)
            continue;
        bool code = uscc_check_char(text) == text[17] && uscc_org_check_char(text + 8) == text[16];
        assert_int_equal(is_id(text, false, 0), !code);
        assert_int_equal(check(text).verdict, code ? USCC_VALID : USCC_RESIDENT_ID_SHAPED);
        codes += code;
        people += !code;
    }
    assert_true(codes > 0 && people > 100 * codes);
}

static void uscc_resident_fifteen_digits_count_when_asked(void **state)
{
    (void)state;
    assert_true(is_id("110105491231002", true, 0));
    assert_false(is_id("110105491231002", false, 0));
    assert_false(is_id("110105491331002", true, 0));
    assert_false(is_id("990105491231002", true, 0));
    assert_false(is_id("11010549123100X", true, 0));
    assert_false(is_id("", true, 0));
    assert_false(is_id("1101054912310021", true, 0));
}

static void uscc_resident_free_text_is_searched(void **state)
{
    static const struct {
        const char *before, *id, *after;
    } rows[] = {
        {"", PERSON, ""},
        {"身份证号", PERSON, "，住址略"},
        {"证号：", "１１０１０５１９４９１２３１００２ｘ", "。"},
        {"", PERSON, "01"}, /* old tax numbers of individual businesses */
        {"第12号 ", PERSON, ""},
        {"9", PERSON, ""},
        {"\xFF\xE4", PERSON, "\xE4\xBD"},
        {"文号 XX", PERSON, ""},
    };
    char text[256];
    size_t at = 99, len = 99;
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        snprintf(text, sizeof text, "%s%s%s", rows[i].before, rows[i].id, rows[i].after);
        if (!uscc_find_resident_id(text, strlen(text), 0, &at, &len))
            fail_msg("row %zu", i);
        assert_int_equal(at, strlen(rows[i].before));
        assert_int_equal(len, strlen(rows[i].id));
    }
    static const char *const free_of_it[] = {"",
                                             "11010519491231002",
                                             "110105194912310020",
                                             "1101051949 1231002X",
                                             "代码 91990101MA0ABCDE6C",
                                             "京朝市监处罚〔2024〕1101号"};
    for (size_t i = 0; i < sizeof free_of_it / sizeof *free_of_it; i++)
        assert_false(uscc_find_resident_id(free_of_it[i], strlen(free_of_it[i]), 0, &at, &len));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(uscc_resident_the_standards_example_is_caught_however_written),
        cmocka_unit_test(uscc_resident_every_single_change_of_a_digit_is_no_id),
        cmocka_unit_test(uscc_resident_date_and_province_must_be_real),
        cmocka_unit_test(uscc_resident_an_enterprise_with_both_checks_right_stays_a_code),
        cmocka_unit_test(uscc_resident_fifteen_digits_count_when_asked),
        cmocka_unit_test(uscc_resident_free_text_is_searched),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
