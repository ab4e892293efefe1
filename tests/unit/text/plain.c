/* SPDX-License-Identifier: Apache-2.0 */
#include "text_test.h"

static void text_plain_columns_follow_east_asian_width(void **state)
{
    static const struct {
        const char *text;
        size_t columns;
    } rows[] = {{"", 0},     {"abc", 3}, {"云州", 4},      {"云a州", 5},
                {"（）", 4}, {"ｱ", 1},   {"e\xCC\x81", 1}, {"云\xE2\x80\x8B", 2}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(text_columns(str_of(rows[i].text)), rows[i].columns);
}

/* The header's words, character by character. */
static bool plain_forbidden(int32_t cp)
{
    if (cp < 0x20)
        return cp != '\t' && cp != '\n' && cp != '\r';
    if ((cp & 0xFFFF) >= 0xFFFE || (cp >= 0xFDD0 && cp <= 0xFDEF))
        return true;
    return cp == 0x61C || cp == 0x200E || cp == 0x200F || (cp >= 0x202A && cp <= 0x202E) ||
           (cp >= 0x2066 && cp <= 0x2069);
}

static void text_plain_forbidden_characters_are_found_where_they_stand(void **state)
{
    char room[16] = "云";
    (void)state;
    for (int32_t cp = 0; cp <= 0x10FFFF; cp++) {
        if (cp >= 0xD800 && cp <= 0xDFFF)
            continue;
        size_t n = 3 + str_utf8_put(room + 3, cp);
        room[n] = 'x';
        if (text_forbidden(str_n(room, n + 1)) != (plain_forbidden(cp) ? 3 : -1))
            fail_msg("U+%04X", (unsigned)cp);
    }
    assert_int_equal(text_forbidden(STR_NONE), -1);
    assert_int_equal(text_forbidden(STR("云州\xE4")), 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_plain_columns_follow_east_asian_width),
        cmocka_unit_test(text_plain_forbidden_characters_are_found_where_they_stand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
