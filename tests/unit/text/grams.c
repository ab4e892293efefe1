/* SPDX-License-Identifier: Apache-2.0 */
#include "text_test.h"

static void text_grams_table(void **state)
{
    (void)state;
    assert_makes(text_grams, "", "");
    assert_makes(text_grams, "甲", "^甲 甲 ");
    assert_makes(text_grams, "甲a", "^甲 ^甲a 甲 甲a a ");
    assert_makes(text_grams, "云州店", "^云 ^云州 云 云州 州 州店 店 ");
    assert_makes(text_grams, "aa\xF0\xA0\x80\x80", "^a ^aa a aa a a\xF0\xA0\x80\x80 \xF0\xA0\x80\x80 ");
    assert_makes(text_query_grams, "", "");
    assert_makes(text_query_grams, "甲", "甲 ");
    assert_makes(text_query_grams, "甲a", "甲a ");
    assert_makes(text_query_grams, "云州店", "云州 州店 ");
}

static bool has_gram(struct str grams, struct str gram)
{
    struct str part;
    while (str_split(&grams, ' ', &part))
        if (str_eq(part, gram))
            return true;
    return false;
}

/* T2, and what makes it useful: whoever searches a part of a name asks only for grams that the name has. */
static void text_grams_of_a_name_contain_those_of_its_parts(void **state)
{
    uint64_t seed = 6;
    char room[256];
    (void)state;
    for (int i = 0; i < 5000; i++) {
        struct str key = made_by(text_name_key, draw_text(&seed, room));
        struct str all = made_by(text_grams, key);
        size_t start = 0, at = 0;
        for (uint64_t skip = draw(&seed) % 4; skip && start < key.n; skip--)
            str_utf8_next(key, &start);
        at = start;
        for (uint64_t take = draw(&seed) % 5; take && at < key.n; take--)
            str_utf8_next(key, &at);
        struct str grams = made_by(text_query_grams, str_n(key.p + start, at - start)), gram;
        while (str_split(&grams, ' ', &gram))
            if (!has_gram(all, gram))
                fail_msg("'%.*s' is no gram of '%.*s'", STR_FMT(gram), STR_FMT(key));
    }
}

static void text_grams_are_twice_the_characters_and_one(void **state)
{
    uint64_t seed = 8;
    char room[256];
    (void)state;
    for (int i = 0; i < 2000; i++) {
        struct str key = made_by(text_name_key, draw_text(&seed, room));
        struct str grams = made_by(text_grams, key), gram;
        size_t characters = str_utf8_len(key), n = 0;
        while (str_split(&grams, ' ', &gram)) {
            assert_true(gram.n > 0 && str_utf8_valid(gram));
            assert_in_range(str_utf8_len(gram), 1, 3);
            n++;
        }
        assert_int_equal(n, characters < 2 ? 2 * characters : 2 * characters + 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_grams_table),
        cmocka_unit_test(text_grams_of_a_name_contain_those_of_its_parts),
        cmocka_unit_test(text_grams_are_twice_the_characters_and_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
