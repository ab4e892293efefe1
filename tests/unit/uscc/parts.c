/* SPDX-License-Identifier: Apache-2.0 */
#include "uscc_test.h"

static void uscc_parts_are_cut_where_the_standard_cuts(void **state)
{
    struct uscc_parts p;
    (void)state;
    assert_true(uscc_parse(THE_EXAMPLE, &p));
    assert_true(p.department == '9' && p.category == '1' && p.check == '3' && p.expected == '3');
    assert_string_equal(p.region, "350100");
    assert_string_equal(p.subject, "M000100Y4");
    assert_int_equal(p.expected_org, '4');
    assert_string_equal(p.row->category_zh, "企业");
    assert_true(uscc_parse("14990101MA0ABCDE70", &p)); /* both checks wrong: parts all the same */
    assert_true(p.expected_org == '6' && p.expected != '0' && !p.row);
    assert_false(uscc_parse("91A90101MA0ABCDE6C", &p));
    assert_false(uscc_parse("91990101MA0ABCDZ6C", &p));
}

static void uscc_parts_compose_makes_both_checks(void **state)
{
    char code[USCC_CHARS + 1] = "untouched";
    (void)state;
    assert_true(uscc_compose('9', '1', "350100", "M000100Y", code));
    assert_string_equal(code, THE_EXAMPLE);
    assert_false(uscc_compose('9', '1', "35010A", "M000100Y", code));
    assert_false(uscc_compose('9', 'I', "350100", "M000100Y", code));
    assert_false(uscc_compose('9', '1', "350100", "M000100S", code));
    assert_false(uscc_compose('9', '1', "350100", "M00010-Y", code));
    assert_string_equal(code, THE_EXAMPLE);
}

static void random_text(uint64_t *seed, char text[USCC_CHARS + 1])
{
    for (int i = 0; i < USCC_CHARS; i++)
        text[i] = USCC_ALPHABET[draw(seed) % 31];
    text[USCC_CHARS] = 0;
}

static void uscc_parts_keys_come_back_in_the_same_order(void **state)
{
    uint64_t seed = 12;
    char a[USCC_CHARS + 1], b[USCC_CHARS + 1], back[USCC_CHARS + 1];
    uint8_t ka[USCC_KEY_BYTES], kb[USCC_KEY_BYTES];
    (void)state;
    random_text(&seed, a);
    for (int i = 0; i < 200000; i++) {
        memcpy(b, a, sizeof b);
        random_text(&seed, a);
        memcpy(a, b, draw(&seed) % USCC_CHARS); /* a common beginning of any length */
        assert_true(uscc_pack(a, ka) && uscc_pack(b, kb) && uscc_unpack(ka, back));
        assert_string_equal(back, a);
        int text = strcmp(a, b), key = memcmp(ka, kb, sizeof ka);
        assert_true((text < 0) == (key < 0) && (text > 0) == (key > 0));
    }
}

static void uscc_parts_keys_refuse_what_is_none(void **state)
{
    static const char ends[2][USCC_CHARS + 1] = {"000000000000000000", "YYYYYYYYYYYYYYYYYY"};
    uint8_t key[USCC_KEY_BYTES] = {0}, high[USCC_KEY_BYTES];
    char code[USCC_CHARS + 1];
    (void)state;
    assert_false(uscc_pack("91990101MA0ABCDEZC", key));
    assert_false(uscc_pack("91990101MA0ABCDE\xFF"
                           "C",
                           key));
    for (int i = 0; i < 2; i++) {
        assert_true(uscc_pack(ends[i], key) && uscc_unpack(key, code));
        assert_string_equal(code, ends[i]);
    }
    memset(high, 0xFF, sizeof high);
    assert_false(uscc_unpack(high, code));
    key[5]++; /* one more than nine Y */
    assert_false(uscc_unpack(key, code));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(uscc_parts_are_cut_where_the_standard_cuts),
        cmocka_unit_test(uscc_parts_compose_makes_both_checks),
        cmocka_unit_test(uscc_parts_keys_come_back_in_the_same_order),
        cmocka_unit_test(uscc_parts_keys_refuse_what_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
