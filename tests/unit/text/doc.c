/* SPDX-License-Identifier: Apache-2.0 */
#include "text_test.h"

static void text_doc_key_table(void **state)
{
    static const struct {
        const char *number, *key;
    } rows[] = {
        {"云市监处罚〔2026〕10号", "云市监处罚〔2026〕10"},
        {"云市监处罚[2026]10号", "云市监处罚〔2026〕10"},
        {"云市监处罚［２０２６］１０号", "云市监处罚〔2026〕10"},
        {"云市监处罚【2026】10", "云市监处罚〔2026〕10"},
        {"云市监处罚﹝2026﹞10 号", "云市监处罚〔2026〕10"},
        {"云市监处罚<2026>10号", "云市监处罚〔2026〕10"},
        {"云市监处罚（2026）第10号", "云市监处罚〔2026〕10"},
        {"云市监处罚字〔2026〕第0876号", "云市监处罚〔2026〕0876"},
        {"（晴川）市监处罚〔2026〕131 号", "(晴川)市监处罚〔2026〕131"},
        {"晴公（北）行罚决字(2026)0015号", "晴公(北)行罚决〔2026〕0015"},
        {"(2026)云01执123号", "〔2026〕云01执123"},
        {"云发改第3分局〔2026〕5号", "云发改第3分局〔2026〕5"}, /* not before the serial */
        {"云税字第0123号", "云税字0123"},
        {"云环罚(20261)5号", "云环罚(20261)5"}, /* five digits are no year */
        {"云环罚(202)5号", "云环罚(202)5"},
        {"云环罚(2026年)5号", "云环罚(2026年)5"},
        {"云\xE2\x80\x8B环罚〔2026〕\xEF\xBB\xBF"
         "5号\r\n",
         "云环罚〔2026〕5"},
        {"ABC-2026-001", "ABC-2026-001"},     /* case counts */
        {"云环罚2026第5号", "云环罚2026第5"}, /* or two numbers would run together */
        {"号", ""},
        {"", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_makes(text_doc_key, rows[i].number, rows[i].key);
}

static void text_doc_key_leading_zeros_and_case_tell_numbers_apart(void **state)
{
    (void)state;
    assert_false(
        str_eq(made_by(text_doc_key, STR("云环罚〔2026〕0876号")), made_by(text_doc_key, STR("云环罚〔2026〕876号"))));
    assert_false(
        str_eq(made_by(text_doc_key, STR("云环罚〔2026〕5号")), made_by(text_doc_key, STR("云环罚〔2025〕5号"))));
    assert_false(str_eq(made_by(text_doc_key, STR("a1")), made_by(text_doc_key, STR("A1"))));
}

static void text_doc_key_twice_is_once(void **state)
{
    static const int32_t parts[] = {'(', ')',    '[',    ']',    0x3014, 0x3015, '2',    '0',   '1',
                                    '9', 0x5B57, 0x7B2C, 0x53F7, ' ',    0x4E91, 0xFF12, 0x200B};
    uint64_t seed = 4;
    char room[256];
    (void)state;
    for (int i = 0; i < 100000; i++) {
        size_t n = 0;
        for (uint64_t count = draw(&seed) % 16; count; count--)
            n += str_utf8_put(room + n, parts[draw(&seed) % (sizeof parts / sizeof *parts)]);
        struct str key = made_by(text_doc_key, str_n(room, n));
        struct str again = made_by(text_doc_key, key);
        if (!str_eq(key, again))
            fail_msg("%.*s: %.*s, then %.*s", (int)n, room, STR_FMT(key), STR_FMT(again));
    }
}

static void text_doc_placeholders_are_no_numbers(void **state)
{
    static const char *const no[] = {"",       " ",  "无",   "无文号",   "暂无",   "见附件", "/",
                                     "-",      "－", "——",   "２０２６", "2026",   "2026年", "〔2026〕",
                                     "(2026)", "1",  "0012", "12号",     "第12号", " 无 "};
    static const char *const yes[] = {"云市监处罚〔2026〕10号", "20260001", "12345", "A1",
                                      "无锡罚〔2026〕1号",      "2026-1",   "XK1"};
    (void)state;
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (!text_doc_is_placeholder(str_of(no[i])))
            fail_msg("'%s' counts as a number", no[i]);
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        if (text_doc_is_placeholder(str_of(yes[i])))
            fail_msg("'%s' counts as no number", yes[i]);
}

static void text_doc_gaps_are_told(void **state)
{
    static const struct {
        const char *number;
        enum text_doc_gap gap;
    } rows[] = {
        {"云市监处罚〔2026〕10号", TEXT_DOC_WHOLE}, {"(2026)云01执123号", TEXT_DOC_WHOLE},
        {"云环罚2026001234", TEXT_DOC_WHOLE}, /* year and serial run together */
        {"双环许可2019", TEXT_DOC_WHOLE},           {"ABC-2026-001", TEXT_DOC_WHOLE},
        {"云税字第0123号", TEXT_DOC_NO_YEAR},       {"云环罚〔1026〕5号", TEXT_DOC_NO_YEAR},
        {"云环罚12019", TEXT_DOC_NO_YEAR}, /* begins with another figure */
        {"〔2026〕5号", TEXT_DOC_NO_ORGAN},         {"2026年字第5号", TEXT_DOC_NO_ORGAN},
        {"2026-0005", TEXT_DOC_NO_ORGAN},           {"", TEXT_DOC_NO_ORGAN},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (text_doc_gap_of(str_of(rows[i].number)) != rows[i].gap)
            fail_msg("%s", rows[i].number);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_doc_key_table),
        cmocka_unit_test(text_doc_gaps_are_told),
        cmocka_unit_test(text_doc_key_leading_zeros_and_case_tell_numbers_apart),
        cmocka_unit_test(text_doc_key_twice_is_once),
        cmocka_unit_test(text_doc_placeholders_are_no_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
