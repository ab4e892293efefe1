/* SPDX-License-Identifier: Apache-2.0 */
/* Traditional to simplified. The second opinion is OpenCC's own library. */
#include <opencc/opencc.h>

#include "text_test.h"

static void text_han_table(void **state)
{
    static const struct {
        const char *name, *key;
    } rows[] = {
        {"雲州市華豐銀行股份有限公司", "云州市华丰银行股份有限公司"},
        {"乾坤電機廠", "乾坤电机厂"},         /* the phrase keeps 乾 */
        {"乾燥設備廠", "干燥设备厂"},         /* alone it is 干 */
        {"晴川項鍊店", "晴川项链店"},         /* 鍊 is 炼 alone, 链 in a necklace */
        {"云州干燥设备厂", "云州干燥设备厂"}, /* simplified stays as it is */
        {"𠁞𠂆㑮", "𠀾𠂆𫝈"},                 /* beyond the basic plane and before it */
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_makes(text_name_key, rows[i].name, rows[i].key);
}

static void text_han_people_keep_their_characters(void **state)
{
    (void)state;
    assert_makes(text_person_key, "鍾　離", "鍾離");
    assert_makes(text_name_key, "鍾　離", "钟离");
}

/* What the library makes of s when it is asked until it changes nothing. Valid until the next call. */
static struct str library_says(opencc_t cc, struct str s)
{
    static char kept[2][4096];
    assert_true(s.n * 2 < sizeof kept[0]);
    memcpy(kept[0], s.p, s.n);
    kept[0][s.n] = '\0';
    for (int i = 0;; i = 1 - i) {
        size_t n = opencc_convert_utf8_to_buffer(cc, kept[i], strlen(kept[i]), kept[1 - i]);
        assert_true(n != (size_t)-1);
        if (strcmp(kept[0], kept[1]) == 0)
            return str_of(kept[0]);
    }
}

static void agree(opencc_t cc, struct str s)
{
    struct str plain = made_by(text_person_key, s), want = library_says(cc, plain), got = made_by(text_name_key, s);
    if (!str_eq(got, want))
        fail_msg("'%.*s' gives '%.*s', the library says '%.*s'", STR_FMT(s), STR_FMT(got), STR_FMT(want));
}

static void text_han_agrees_with_the_library_on_every_character(void **state)
{
    char room[4];
    for (int32_t cp = 0x3400; cp < 0x32000; cp++)
        if (cp < 0xA000 || cp >= 0x20000)
            agree(*state, str_n(room, str_utf8_put(room, cp)));
}

/* Texts drawn from the characters of OpenCC's phrases, so that many hold a phrase or part of one. */
static void text_han_agrees_with_the_library_on_drawn_texts(void **state)
{
    static const char stock[] =
        "乾坤燥角徵變項鍊龍鍾老態萬情有獨千粟書中自餘慶麼幺些族瞭解據望計畫籌覆沒回藉憑著名於是樊期郭子"
        "哪吒隆元於潛薹蒜裏袖壺昇平開頭閒鐵鎖銀鑽石肘手足云州市有限公司甲";
    struct str all = str_of(stock);
    int32_t points[128];
    size_t n = 0;
    uint64_t seed = 5;
    char room[64];
    for (size_t at = 0; at < all.n;)
        points[n++] = str_utf8_next(all, &at);
    for (int i = 0; i < 100000; i++) {
        size_t bytes = 0, from = draw(&seed) % n;
        for (uint64_t count = 1 + draw(&seed) % 10; count; count--) {
            from = draw(&seed) % 3 ? (from + 1) % n : draw(&seed) % n;
            bytes += str_utf8_put(room + bytes, points[from]);
        }
        agree(*state, str_n(room, bytes));
    }
}

static int open_library(void **state)
{
    *state = opencc_open("t2s.json");
    return *state == (opencc_t)-1;
}

static int close_library(void **state)
{
    return opencc_close(*state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_han_table),
        cmocka_unit_test(text_han_people_keep_their_characters),
        cmocka_unit_test(text_han_agrees_with_the_library_on_every_character),
        cmocka_unit_test(text_han_agrees_with_the_library_on_drawn_texts),
    };
    return cmocka_run_group_tests(tests, open_library, close_library);
}
