/* SPDX-License-Identifier: Apache-2.0 */
#include <utf8proc.h>

#include "text_test.h"

static void text_name_key_table(void **state)
{
    static const struct {
        const char *name, *key;
    } rows[] = {
        {"", ""},
        {"云州市晴川贸易有限公司", "云州市晴川贸易有限公司"},
        {"云州　晴川\t贸易 有限公司\r\n", "云州晴川贸易有限公司"},
        {"云州（晴川）贸易【北】〔南〕", "云州(晴川)贸易(北)(南)"},
        {"云州[晴川]{贸易}<北>《南》", "云州(晴川)(贸易)(北)(南)"},
        {"ＡＢＣ　Ｔｒａｄｉｎｇ　Ｃｏ．，Ｌｔｄ．", "abctradingco.,ltd."},
        {"ABC Trading Co., Ltd.", "abctradingco.,ltd."},
        {"阿依·古丽•商店・北･南‧东", "阿依·古丽·商店·北·南·东"},
        {"Straße GROẞ", "strassegross"},
        {"Ⅲ号厂㈱", "iii号厂(株)"},
        {"ｶﾞﾗｽ", "ガラス"},
        {"云\xE2\x80\x8B州\xEF\xBB\xBF\xE2\x80\x8E商\xC2\xAD店\x01", "云州商店"},
        {"葛\xF3\xA0\x84\x80城", "葛城"},
        {"e \xCC\x81", "é"}, /* the blank goes, then the accent finds its letter */
        {"ΟΔΟΣ", "οδοσ"},
        {"雲州市晴川貿易有限公司", "云州市晴川贸易有限公司"},
        {"雲州　晴川（貿易）ＡＢＣ", "云州晴川(贸易)abc"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_makes(text_name_key, rows[i].name, rows[i].key);
    assert_int_equal(made_by(text_name_key, str_n("a\0b", 3)).n, 2);
    assert_int_equal(made_by(text_name_key, STR_NONE).n, 0);
}

static void text_name_key_appends(void **state)
{
    struct buf b = {0};
    (void)state;
    buf_z(&b, "x:");
    text_name_key(STR("甲Ａ"), &b);
    text_name_key(STR("é·"), &b);
    assert_true(str_is(buf_view(&b), "x:甲aé·"));
    buf_free(&b);
}

/* Past the quick way: what Unicode and the house make of the text, without the short cut. */
static void slow_key(struct str s, struct buf *out)
{
    struct points p;
    points_normal(s, true, &p);
    points_simplify(&p);
    points_put(out, p.v, p.n);
    VEC_FREE(&p);
}

static void text_name_key_twice_is_once_and_quick_is_slow(void **state)
{
    uint64_t seed = 1;
    char room[256];
    (void)state;
    for (int i = 0; i < 60000; i++) {
        struct str s = draw_text(&seed, room);
        struct str key = made_by(text_name_key, s);
        if (!str_eq(key, made_by(slow_key, s)) || !str_eq(key, made_by(text_name_key, key)))
            fail_msg("round %d: %.*s", i, STR_FMT(s));
        assert_true(str_utf8_valid(key));
    }
}

/* Unicode's own form in one call of the library, for texts without anything the house treats on its own. */
static void text_person_key_is_unicodes_form(void **state)
{
    (void)state;
    for (int32_t cp = 0x21; cp < 0x30000; cp++) {
        char room[5] = {0};
        if (cp >= 0xD800 && cp <= 0xDFFF)
            continue;
        struct str s = str_n(room, str_utf8_put(room, cp));
        utf8proc_uint8_t *theirs = utf8proc_NFKC_Casefold((const utf8proc_uint8_t *)room);
        assert_non_null(theirs);
        bool plain = true;
        struct str left = str_of((const char *)theirs);
        for (size_t at = 0; at < left.n;) {
            int32_t c = str_utf8_next(left, &at);
            utf8proc_category_t kind = utf8proc_category(c);
            plain = plain && mark_bracket(c) == c && mark_dot(c) == c && kind != UTF8PROC_CATEGORY_CC &&
                    kind != UTF8PROC_CATEGORY_CF && kind < UTF8PROC_CATEGORY_ZS;
        }
        if (plain && !str_eq(made_by(text_person_key, s), left))
            fail_msg("U+%04X", (unsigned)cp);
        free(theirs);
    }
}

/* T1: the four differences that must not count, alone and together. */
static size_t put_variant(uint64_t *seed, int32_t cp, char *out)
{
    static const int32_t open[] = {'(', 0xFF08, 0x3010, 0x3014, '[', 0xFF3B, '{', '<', 0xFE59, 0x300A};
    static const int32_t shut[] = {')', 0xFF09, 0x3011, 0x3015, ']', 0xFF3D, '}', '>', 0xFE5A, 0x300B};
    static const int32_t blank[] = {' ', 0x3000, 0xA0, '\t', 0x200B, 0x2009, 0xFEFF, 0x2060};
    size_t n = 0, kind = draw(seed) % 10;
    if (draw(seed) % 4 == 0)
        n += str_utf8_put(out, blank[draw(seed) % 8]);
    if (cp == '(' || cp == ')')
        return n + str_utf8_put(out + n, cp == '(' ? open[kind] : shut[kind]);
    if (cp >= 'a' && cp <= 'z' && kind % 2)
        cp -= 'a' - 'A';
    if (cp > ' ' && cp < 0x7F && kind % 3 == 0)
        cp += 0xFF01 - '!';
    return n + str_utf8_put(out + n, cp);
}

static void text_name_key_ignores_case_width_brackets_blanks(void **state)
{
    static const char *const names[] = {"云州市abc贸易(集团)有限公司", "x(甲)co.,ltd", "晴川·é商店(个体工商户)"};
    uint64_t seed = 2;
    char room[1024];
    (void)state;
    for (int i = 0; i < 9000; i++) {
        struct str name = str_of(names[i % 3]);
        size_t n = 0;
        for (size_t at = 0; at < name.n;)
            n += put_variant(&seed, str_utf8_next(name, &at), room + n);
        if (!str_eq(made_by(text_name_key, str_n(room, n)), name))
            fail_msg("%.*s", (int)n, room);
    }
}

static void text_name_key_tells_other_names_apart(void **state)
{
    (void)state;
    assert_false(str_eq(made_by(text_name_key, STR("晴川一店")), made_by(text_name_key, STR("晴川二店"))));
    assert_false(str_eq(made_by(text_name_key, STR("晴川(北)")), made_by(text_name_key, STR("晴川北"))));
    assert_false(str_eq(made_by(text_name_key, STR("晴川·北")), made_by(text_name_key, STR("晴川北"))));
    assert_false(str_eq(made_by(text_name_key, STR("晴川-1")), made_by(text_name_key, STR("晴川1"))));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_name_key_table),
        cmocka_unit_test(text_name_key_appends),
        cmocka_unit_test(text_name_key_twice_is_once_and_quick_is_slow),
        cmocka_unit_test(text_person_key_is_unicodes_form),
        cmocka_unit_test(text_name_key_ignores_case_width_brackets_blanks),
        cmocka_unit_test(text_name_key_tells_other_names_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
