/* SPDX-License-Identifier: Apache-2.0 */
#include "text_test.h"

static const struct text_place invented[] = {
    {STR("晴川省"), STR("990000")},
    {STR("云州市"), STR("990100")},
    {STR("江北区"), STR("990102")},
    {STR("鸣泉县"), STR("990121")},
    {STR("青江土家族苗族自治州"), STR("991000")},
    {STR("白石市"), STR("991001")},
    {STR("远山自治区"), STR("980000")},
    {STR("云海市"), STR("980100")},
    {STR("单石县"), STR("980121")},
};

static struct text_parts parts_of(const struct text_places *places, const char *name)
{
    struct text_parts out;
    text_name_parts(places, made_by(text_name_key, str_of(name)), &out);
    return out;
}

static void text_parts_table(void **state)
{
    static const struct {
        const char *name, *region, *brand, *trade, *form, *branch, *bracket;
    } rows[] = {
        {"云州市华丰贸易有限公司", "云州市", "华丰", "贸易", "有限公司", "", ""},
        {"云州华丰贸易有限公司", "云州", "华丰", "贸易", "有限公司", "", ""},
        {"晴川省云州市江北区华丰电子科技有限责任公司", "晴川省云州市江北区", "华丰", "电子科技", "有限责任公司", "",
         ""},
        {"雲州華豐貿易有限公司", "云州", "华丰", "贸易", "有限公司", "", ""},
        {"华丰（云州）贸易有限公司", "云州", "华丰", "贸易", "有限公司", "", ""},
        {"华丰国际物流云州有限公司", "云州", "华丰", "国际物流", "有限公司", "", ""},
        {"云州华丰机械(集团)有限公司", "云州", "华丰", "机械", "(集团)有限公司", "", ""},
        {"云州华丰贸易有限公司江北分公司", "云州", "华丰", "贸易", "有限公司", "江北分公司", ""},
        {"华丰贸易云州分公司", "", "华丰", "贸易", "", "云州分公司", ""},
        {"云州市江北区禾木服装店", "云州市江北区", "禾木", "", "服装店", "", ""},
        {"云州江北禾木经营部（个体工商户）", "云州江北", "禾木", "", "经营部(个体工商户)", "", ""},
        {"云州禾木投资合伙企业（有限合伙）", "云州", "禾木", "投资", "合伙企业(有限合伙)", "", ""},
        {"江北禾木投资有限公司", "", "江北禾木", "投资", "有限公司", "", ""},
        {"鸣泉县石桥镇山里人农民专业合作社", "鸣泉县石桥镇", "山里人", "", "农民专业合作社", "", ""},
        {"云州经济开发区华丰化工厂", "云州经济开发区", "华丰", "", "化工厂", "", ""},
        {"云州电力公司", "云州", "", "电力", "公司", "", ""},
        {"青江华丰种子有限公司", "青江", "华丰", "种子", "有限公司", "", ""},
        {"远山江北物流有限公司", "远山", "江北", "物流", "有限公司", "", ""}, /* that district lies elsewhere */
        {"澳大利亚华丰投资公司", "澳大利亚", "华丰", "投资", "公司", "", ""},
        {"华丰贸易【北】有限公司", "", "华丰", "贸易", "有限公司", "", "北"},
        {"Abc Trading Co., Ltd", "", "abctradingco.,ltd", "", "", "", ""},
        {"公司", "", "", "", "公司", "", ""},
        {"云州", "云州", "", "", "", "", ""},
        {"", "", "", "", "", "", ""},
        {"((", "", "", "", "", "", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct text_parts p = parts_of(*state, rows[i].name);
        if (!str_is(p.region, rows[i].region) || !str_is(p.brand, rows[i].brand) || !str_is(p.trade, rows[i].trade) ||
            !str_is(p.form, rows[i].form) || !str_is(p.branch, rows[i].branch) || !str_is(p.bracket, rows[i].bracket))
            fail_msg("%s: region '%.*s' brand '%.*s' trade '%.*s' form '%.*s' branch '%.*s' bracket '%.*s'",
                     rows[i].name, STR_FMT(p.region), STR_FMT(p.brand), STR_FMT(p.trade), STR_FMT(p.form),
                     STR_FMT(p.branch), STR_FMT(p.bracket));
    }
}

static void text_parts_of_a_long_name_are_its_brand(void **state)
{
    char name[3 * (TEXT_PARTS_CHARS + 1)];
    for (size_t i = 0; i < sizeof name; i += 3)
        memcpy(name + i, "甲", 3);
    struct text_parts p;
    text_name_parts(*state, str_n(name, sizeof name), &p);
    assert_int_equal(p.brand.n, sizeof name);
    text_name_parts(*state, str_n(name, sizeof name - 3), &p);
    assert_int_equal(p.brand.n, sizeof name - 3);
}

static bool is_inside(struct str part, struct str key)
{
    return part.n == 0 || (part.p >= key.p && part.p + part.n <= key.p + key.n && str_utf8_valid(part));
}

static void text_parts_are_pieces_of_any_key(void **state)
{
    static const char *const bits[] = {"云州",   "市",   "江北", "(",    ")",          "有限公司",
                                       "分公司", "贸易", "华",   "集团", "个体工商户", "x"};
    uint64_t seed = 7;
    for (int i = 0; i < 100000; i++) {
        char room[512];
        size_t n = 0;
        for (uint64_t count = draw(&seed) % 12; count; count--) {
            const char *bit = bits[draw(&seed) % (sizeof bits / sizeof *bits)];
            memcpy(room + n, bit, strlen(bit));
            n += strlen(bit);
        }
        struct str key = str_n(room, n);
        struct text_parts p;
        text_name_parts(*state, key, &p);
        if (!is_inside(p.region, key) || !is_inside(p.brand, key) || !is_inside(p.trade, key) ||
            !is_inside(p.form, key) || !is_inside(p.branch, key) || !is_inside(p.bracket, key))
            fail_msg("%.*s", STR_FMT(key));
    }
}

static void text_legal_form_of_english_table(void **state)
{
    static const struct {
        const char *name, *form;
    } rows[] = {
        {"Qingchuan Trading Co., Ltd.", "有限公司"},
        {"QINGCHUAN TRADING CO.,LTD", "有限公司"},
        {"Ｑｉｎｇｃｈｕａｎ　Ｃｏ．，Ｌｔｄ．", "有限公司"},
        {"Qingchuan Company Limited", "有限公司"},
        {"Qingchuan (Group) Co., Ltd.", "集团有限公司"},
        {"Qingchuan Joint-Stock Co., Ltd.", "股份有限公司"},
        {"Qingchuan Group", "集团"},
        {"Qingchuan Holdings Limited", "控股有限公司"},
        {"Qingchuan Corp.", "公司"},
        {"Qingchuan, Inc.", "公司"},
        {"Qingchuan LLC", "有限责任公司"},
        {"Qingchuan L.L.C.", "有限责任公司"},
        {"Qingchuan Limited Liability Company", "有限责任公司"},
        {"Qingchuan Investment L.P.", "有限合伙"},
        {"Qingchuan Trading Co., Ltd. Yunzhou Branch", "分公司"},
        {"Farmers' Specialized Cooperative", "农民专业合作社"},
        {"Starco", ""}, /* "co" is no word of its own */
        {"Qingchuan Ltd Trading", ""},
        {"云州市晴川贸易有限公司", ""},
        {"", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str form = text_legal_form_of_english(str_of(rows[i].name));
        if (!str_is(form, rows[i].form))
            fail_msg("'%s' gives '%.*s'", rows[i].name, STR_FMT(form));
    }
}

int main(void)
{
    struct arena *a = arena_new();
    struct text_places *places = text_places_new(a, invented, sizeof invented / sizeof *invented);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(text_parts_table, places),
        cmocka_unit_test_prestate(text_parts_of_a_long_name_are_its_brand, places),
        cmocka_unit_test_prestate(text_parts_are_pieces_of_any_key, places),
        cmocka_unit_test(text_legal_form_of_english_table),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(a);
    return failed;
}
