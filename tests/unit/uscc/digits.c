/* SPDX-License-Identifier: Apache-2.0 */
/* The three check characters, against published numbers and against slower ways to find them. */
#include "uscc_test.h"

static void uscc_digits_published_numbers_come_out(void **state)
{
    (void)state;
    assert_int_equal(uscc_check_char("91350100M000100Y4"), '3'); /* GB 32100-2015, its example */
    assert_int_equal(uscc_org_check_char("M000100Y"), '4');
    assert_int_equal(uscc_org_check_char("D2143569"), 'X'); /* GB 11714-1997, its example */
    assert_int_equal(uscc_check_char("91350100M000100Y?"), 0);
    assert_int_equal(uscc_check_char("91350100M000100YI"), 0);
    assert_int_equal(uscc_org_check_char("M000100y"), 0);
    assert_int_equal(uscc_reg_no_check_digit("1100000133115X"), 0);
}

/* GB 32100 section 5 as a search: the one character that makes the weighted sum a multiple of 31. */
static char slow_check_char(const char *first17)
{
    static const char alphabet[] = USCC_ALPHABET;
    char found = 0;
    for (int c = 0; c < 31; c++) {
        unsigned long sum = (unsigned long)c;
        for (int i = 0; i < 17; i++) {
            unsigned long weight = 1;
            for (int k = 0; k < i; k++)
                weight = weight * 3 % 31;
            sum += weight * (unsigned long)(strchr(alphabet, first17[i]) - alphabet);
        }
        if (sum % 31 == 0) {
            assert_int_equal(found, 0);
            found = alphabet[c];
        }
    }
    return found;
}

static char slow_org_check_char(const char *body8)
{
    static const char values[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    static const int weights[] = {3, 7, 9, 10, 5, 8, 4, 2};
    for (int c = 0; c < 11; c++) {
        long sum = c;
        for (int i = 0; i < 8; i++)
            sum += weights[i] * (strchr(values, body8[i]) - values);
        if (sum % 11 == 0)
            return c == 10 ? 'X' : (char)('0' + c);
    }
    return 0;
}

/* ISO 7064 MOD 11,10 as a search: the digit after which the running product ends at 1. */
static char slow_mod_11_10(const char *digits, int n)
{
    for (int c = 0; c < 10; c++) {
        int product = 10;
        for (int i = 0; i < n; i++) {
            int sum = product + digits[i] - '0';
            while (sum > 10)
                sum -= 10;
            product = sum * 2 % 11;
        }
        if ((product + c) % 10 == 1)
            return (char)('0' + c);
    }
    return 0;
}

static void uscc_digits_agree_with_the_slow_way(void **state)
{
    static const char alphabet[] = USCC_ALPHABET, letters[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    uint64_t seed = 32100;
    char text[17];
    (void)state;
    assert_int_equal(slow_mod_11_10("0794", 4), '5'); /* ISO 7064, its example */
    for (int round = 0; round < 3000; round++) {
        for (int i = 0; i < 17; i++)
            text[i] = alphabet[draw(&seed) % 31];
        assert_int_equal(uscc_check_char(text), slow_check_char(text));
        for (int i = 0; i < 8; i++)
            text[i] = letters[draw(&seed) % 36];
        assert_int_equal(uscc_org_check_char(text), slow_org_check_char(text));
        for (int i = 0; i < 14; i++)
            text[i] = (char)('0' + draw(&seed) % 10);
        assert_int_equal(uscc_reg_no_check_digit(text), slow_mod_11_10(text, 14));
    }
}

static void uscc_digits_foreign_characters_are_told(void **state)
{
    static const char alphabet[] = USCC_ALPHABET;
    (void)state;
    for (int place = 0; place < 17; place++)
        for (int c = 1; c < 256; c++) {
            char text[18] = "91350100M000100Y4";
            text[place] = (char)c;
            assert_int_equal(uscc_check_char(text) != 0, strchr(alphabet, c) != NULL);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(uscc_digits_published_numbers_come_out),
        cmocka_unit_test(uscc_digits_agree_with_the_slow_way),
        cmocka_unit_test(uscc_digits_foreign_characters_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
