/* SPDX-License-Identifier: Apache-2.0 */
#include "text_test.h"

static void text_pinyin_first_reading_table(void **state)
{
    static const struct {
        const char *name, *pinyin, *initials;
    } rows[] = {
        {"长春市", "chang chun shi", "ccs"},
        {"厦门", "xia men", "xm"},
        {"单县", "shan xian", "sx"},
        {"重庆", "chong qing", "cq"},
        {"六安", "lu an", "la"},
        {"台州", "tai zhou", "tz"},
        {"乐清", "yue qing", "yq"},
        {"东阿", "dong e", "de"},
        {"大埔", "da bu", "db"},
        {"蚌埠", "beng bu", "bb"},
        {"朝阳", "chao yang", "cy"},
        {"成都", "cheng du", "cd"},
        {"西藏", "xi zang", "xz"},
        {"吕梁", "lv liang", "ll"},
        {"行长", "hang zhang", "hz"},
        {"商业银行", "shang ye yin hang", "syyh"},
        {"音乐", "yin yue", "yy"},
        {"长孙", "zhang sun", "zs"},
        {"晴川重工有限公司", "qing chuan zhong gong you xian gong si", "qczgyxgs"},
        {"abc(晴川)·88", "abc qing chuan 88", "abcqc88"},
        {"𫖮", "yi", "y"},
    };
    struct arena *a = arena_new();
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct text_reading r = {0};
        assert_int_equal(text_pinyin(a, str_of(rows[i].name), &r, 1), 1);
        if (!str_is(r.pinyin, rows[i].pinyin) || !str_is(r.initials, rows[i].initials))
            fail_msg("%s: '%.*s' '%.*s'", rows[i].name, STR_FMT(r.pinyin), STR_FMT(r.initials));
    }
    arena_free(a);
}

static bool reads(const char *name, const char *pinyin)
{
    struct text_reading r[TEXT_READINGS_MAX];
    struct arena *a = arena_new();
    bool found = false;
    size_t n = text_pinyin(a, str_of(name), r, TEXT_READINGS_MAX);
    for (size_t i = 0; i < n; i++)
        found |= str_is(r[i].pinyin, pinyin);
    arena_free(a);
    return found;
}

static void text_pinyin_holds_all_likely_readings(void **state)
{
    (void)state;
    assert_true(reads("晟晴", "sheng qing") && reads("晟晴", "cheng qing"));
    assert_true(reads("乐川", "le chuan") && reads("乐川", "yue chuan"));
    assert_true(reads("重川", "zhong chuan") && reads("重川", "chong chuan"));
    assert_true(reads("乐行", "le xing") && reads("乐行", "yue hang"));
    assert_false(reads("银行", "yin xing")); /* a word of the table has its readings only */
}

static void text_pinyin_readings_differ_and_keep_to_the_limit(void **state)
{
    struct text_reading r[TEXT_READINGS_MAX + 1];
    struct arena *a = arena_new();
    (void)state;
    for (size_t max = 0; max <= TEXT_READINGS_MAX + 1; max++) {
        size_t n = text_pinyin(a, STR("乐重行长单"), r, max), most = max < TEXT_READINGS_MAX ? max : TEXT_READINGS_MAX;
        assert_int_equal(n, most);
        for (size_t i = 0; i < n; i++)
            for (size_t k = 0; k < i; k++)
                assert_false(str_eq(r[i].pinyin, r[k].pinyin));
    }
    assert_int_equal(text_pinyin(a, STR("(·)"), r, 8), 0);
    assert_int_equal(text_pinyin(a, STR_NONE, r, 8), 0);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_pinyin_first_reading_table),
        cmocka_unit_test(text_pinyin_holds_all_likely_readings),
        cmocka_unit_test(text_pinyin_readings_differ_and_keep_to_the_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
