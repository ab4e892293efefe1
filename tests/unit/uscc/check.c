/* SPDX-License-Identifier: Apache-2.0 */
#include "uscc_test.h"

/* Codes of invented organisations, right in both places. */
static const char *const good[] = {
    THE_EXAMPLE,          "91990101MA0ABCDE6C", "92990203MA7XYW010L", "12990000MB0A12342T",
    "51990000500000015J", "11990100MB1000029U", "919901017161000318", "9199010100000217XX",
    "91990101000000350Y", "14990101MA0000015B", "91990205M000000193",
};
enum { GOOD = sizeof good / sizeof *good };

/* The twin of the shared vectors: the same faults, invented codes. */
static void uscc_check_verdicts_follow_the_table(void **state)
{
    enum {
        C = USCC_NOTE_CLEANED,
        O = USCC_NOTE_ORG_CHECK,
        K = USCC_NOTE_CATEGORY_UNKNOWN,
        E = USCC_NOTE_CATEGORY_EXTENDED,
        P = USCC_NOTE_EARLY_PILOT
    };
    static const struct {
        const char *text;
        enum uscc_verdict verdict;
        unsigned notes;
        int at;
        char expected, expected_org;
    } rows[] = {
        {"91990101MA0ABCDE6C", USCC_VALID, 0, 0, 0, 0},
        {"91990101MA0ABCDE7F", USCC_VALID, O, 0, 0, '6'},
        {"54990105MF1234567J", USCC_VALID, E, 0, 0, 0},
        {"14990101MA0000015B", USCC_VALID, K, 0, 0, 0},
        {"91990101ma0abcde6c", USCC_VALID, C, 0, 0, 0},
        {"９１９９０１０１ＭＡ０ＡＢＣＤＥ６Ｃ", USCC_VALID, C, 0, 0, 0},
        {" 91990101-MA0ABCDE6-C\t\r\n", USCC_VALID, C, 0, 0, 0},
        {"\xEF\xBB\xBF"
         "91990101\xE3\x80\x80MA0ABCDE6\xC2\xA0"
         "C\xE2\x80\x8B",
         USCC_VALID, C, 0, 0, 0},
        {"91990101－MA0ABCDE6‐C", USCC_VALID, C, 0, 0, 0},
        {"", USCC_LENGTH, 0, 0, 0, 0},
        {"   ", USCC_LENGTH, C, 0, 0, 0},
        {"12345678", USCC_LENGTH, 0, 0, 0, 0},
        {"not-a-credit-code", USCC_LENGTH, C, 0, 0, 0},
        {"91990101MA0ABCDE6", USCC_LENGTH, 0, 0, 0, 0},
        {"91990101MA0ABCDE6C7", USCC_LENGTH, 0, 0, 0, 0},
        {"i1990101MA0ABCDE6C", USCC_ALPHABET_BAD, C, 1, 0, 0},
        {"91990101MA0ABCDEZC", USCC_ALPHABET_BAD, 0, 17, 0, 0},
        {"91990101MA0ABCDE6I", USCC_ALPHABET_BAD, 0, 18, 0, 0},
        {"FOOBARFOOBARFOOBAR", USCC_ALPHABET_BAD, 0, 2, 0, 0},
        {"91990101MA0ABC公E6C", USCC_ALPHABET_BAD, 0, 15, 0, 0},
        {"91990101MA0ABCDE6\xFF", USCC_ALPHABET_BAD, 0, 18, 0, 0},
        {"91A90101MA0ABCDE6C", USCC_REGION, 0, 3, 0, 0},
        {"9199010YMA0ABCDE6C", USCC_REGION, 0, 8, 0, 0},
        {"91990101MA0ABCDE6D", USCC_CHECK, 0, 18, 'C', 0},
        {"91990101MA0ABCDE70", USCC_CHECK, O, 18, 'F', '6'},
        {"91350100M000100Y4A", USCC_CHECK, P, 18, '3', 0},
        {"11010519491231002X", USCC_RESIDENT_ID_SHAPED, 0, 0, 0, 0}, /* the example of GB 11643-1999 */
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct uscc_report r = check(rows[i].text);
        if (r.verdict != rows[i].verdict || r.notes != rows[i].notes || r.at != rows[i].at)
            fail_msg("%s: %s, notes %u, at %d", rows[i].text, uscc_verdict_name(r.verdict), r.notes, r.at);
        assert_int_equal(r.expected, rows[i].expected);
        assert_int_equal(r.expected_org, rows[i].expected_org);
        bool kept = r.verdict != USCC_LENGTH && r.verdict != USCC_RESIDENT_ID_SHAPED;
        assert_int_equal(strlen(r.code), kept ? USCC_CHARS : 0);
    }
}

static void uscc_check_every_single_change_is_caught(void **state)
{
    static const char alphabet[] = USCC_ALPHABET;
    (void)state;
    for (size_t g = 0; g < GOOD; g++) {
        assert_int_equal(check(good[g]).verdict, USCC_VALID);
        assert_string_equal(check(good[g]).code, good[g]);
        for (int place = 0; place < USCC_CHARS; place++)
            for (int c = '!'; c < 127; c++) {
                char text[USCC_CHARS + 1];
                strcpy(text, good[g]);
                text[place] = (char)c;
                if (c == good[g][place] || c == (good[g][place] | 0x20))
                    continue;
                struct uscc_report r = check(text);
                if (r.verdict == USCC_VALID)
                    fail_msg("%s passes", text);
                bool known = strchr(alphabet, c >= 'a' && c <= 'z' ? c - 32 : c) != NULL;
                assert_int_equal(r.verdict == USCC_ALPHABET_BAD || r.verdict == USCC_LENGTH, !known);
            }
    }
}

static void uscc_check_swapping_two_of_the_first_17_is_caught(void **state)
{
    (void)state;
    for (size_t g = 0; g < GOOD; g++)
        for (int a = 0; a < 17; a++)
            for (int b = a + 1; b < 17; b++) {
                char text[USCC_CHARS + 1];
                strcpy(text, good[g]);
                text[a] = good[g][b];
                text[b] = good[g][a];
                if (text[a] != text[b] && check(text).verdict == USCC_VALID)
                    fail_msg("%s passes", text);
            }
}

/* U1 again, in the plainest words, on random texts near to codes. */
static enum uscc_verdict plain_verdict(const char *text)
{
    static const char alphabet[] = USCC_ALPHABET;
    size_t n = strlen(text);
    if (n != USCC_CHARS)
        return USCC_LENGTH;
    if (strspn(text, alphabet) != n)
        return USCC_ALPHABET_BAD;
    if (uscc_is_resident_id(text, n, false, 0))
        return USCC_RESIDENT_ID_SHAPED;
    if (strspn(text + 2, "0123456789") < 6)
        return USCC_REGION;
    return uscc_check_char(text) == text[17] ? USCC_VALID : USCC_CHECK;
}

static void uscc_check_agrees_with_the_plain_reading(void **state)
{
    static const char letters[] = "0123456789012345678901234567890123456789ABCDEFGHJKLMNPQRTUWXYIOSVZ!";
    uint64_t seed = 11714;
    int seen[USCC_VERDICTS] = {0};
    (void)state;
    for (int i = 0; i < 300000; i++) {
        char text[USCC_CHARS + 2];
        strcpy(text, good[draw(&seed) % GOOD]);
        for (uint64_t changes = draw(&seed) % 4; changes; changes--)
            text[draw(&seed) % USCC_CHARS] = letters[draw(&seed) % (sizeof letters - 1)];
        if (draw(&seed) % 3 == 0 && strspn(text, USCC_ALPHABET) >= 17)
            text[17] = uscc_check_char(text);
        if (draw(&seed) % 50 == 0)
            text[draw(&seed) % USCC_CHARS] = '\0';
        struct uscc_report r = check(text);
        if (r.verdict != plain_verdict(text))
            fail_msg("%s: %s", text, uscc_verdict_name(r.verdict));
        seen[r.verdict]++;
    }
    assert_true(seen[USCC_VALID] > 1000 && seen[USCC_CHECK] > 1000 && seen[USCC_REGION] > 1000);
    assert_true(seen[USCC_ALPHABET_BAD] > 1000 && seen[USCC_LENGTH] > 1000);
}

static void uscc_check_cleaning_twice_changes_nothing(void **state)
{
    static const char *const junk[] = {" ", "-", "　", "\t", "\xE2\x80\x8B", "—"};
    uint64_t seed = 5;
    (void)state;
    for (int i = 0; i < 3000; i++) {
        char text[256] = "";
        const char *code = good[draw(&seed) % GOOD];
        for (int k = 0; k < USCC_CHARS; k++) {
            char wide[4] = {(char)0xEF, (char)(code[k] < '`' ? 0xBC : 0xBD), (char)(code[k] - '!' + 0x81), 0};
            char one[2] = {(char)(code[k] >= 'A' && draw(&seed) % 2 ? code[k] | 0x20 : code[k]), 0};
            strcat(text, draw(&seed) % 4 == 0 ? junk[draw(&seed) % 6] : "");
            strcat(text, draw(&seed) % 3 == 0 ? wide : one);
        }
        struct uscc_report r = check(text), again = check(r.code);
        assert_string_equal(r.code, code);
        assert_int_equal(again.verdict, USCC_VALID);
        assert_int_equal(again.notes & USCC_NOTE_CLEANED, 0);
        assert_int_equal((r.notes & USCC_NOTE_CLEANED) != 0, strcmp(text, code) != 0);
    }
}

struct calls {
    int regions, exceptions;
};

static bool region_99(void *context, const char region[6])
{
    ((struct calls *)context)->regions++;
    return memcmp(region, "990101", 6) == 0;
}

static bool one_exception(void *context, const char code[USCC_CHARS])
{
    ((struct calls *)context)->exceptions++;
    return memcmp(code, "91350100M000100Y4A", USCC_CHARS) == 0 || memcmp(code, "91A90101MA0ABCDE6C", USCC_CHARS) == 0;
}

static void uscc_check_facts_come_from_the_caller(void **state)
{
    static const struct {
        const char *text;
        enum uscc_verdict verdict;
        bool unknown;
        int exceptions_asked;
    } rows[] = {
        {"91990101MA0ABCDE6C", USCC_VALID, false, 0},           {"92990203MA7XYW010L", USCC_VALID, true, 0},
        {"91350100M000100Y4A", USCC_ISSUED_EXCEPTION, true, 1}, {"91350100M000100Y4B", USCC_CHECK, true, 1},
        {"91A90101MA0ABCDE6C", USCC_REGION, false, 0}, /* an exception is one of place 18 only */
        {"111000007161000377", USCC_CHECK, false, 1},  /* 100000, the nation, is in no table of places */
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct calls calls = {0, 0};
        const struct uscc_facts facts = {region_99, one_exception, &calls};
        struct uscc_report r;
        uscc_check(rows[i].text, USCC_CHARS, &facts, &r);
        if (r.verdict != rows[i].verdict || !(r.notes & USCC_NOTE_REGION_UNKNOWN) == rows[i].unknown)
            fail_msg("%s: %s %u", rows[i].text, uscc_verdict_name(r.verdict), r.notes);
        assert_int_equal(calls.exceptions, rows[i].exceptions_asked);
        if (r.verdict == USCC_ISSUED_EXCEPTION)
            assert_int_equal(r.expected, '3');
        assert_int_equal(uscc_is_acceptable(r.verdict), r.verdict == USCC_VALID || r.verdict == USCC_ISSUED_EXCEPTION);
    }
}

static void uscc_check_categories_are_found_by_their_two_places(void **state)
{
    static const char alphabet[] = USCC_ALPHABET;
    int known = 0, extended = 0;
    (void)state;
    for (int a = 0; a < 31; a++)
        for (int b = 0; b < 31; b++) {
            const struct uscc_category *c = uscc_category_of(alphabet[a], alphabet[b]);
            if (!c)
                continue;
            assert_true(c->department == alphabet[a] && c->category == alphabet[b]);
            assert_true(c->department_zh[0] && c->department_en[0] && c->category_zh[0] && c->category_en[0]);
            known++;
            extended += c->extended;
        }
    assert_int_equal(known, 49);
    assert_int_equal(extended, 13);
    assert_string_equal(uscc_category_of('9', '2')->category_zh, "个体工商户");
    assert_null(uscc_category_of('2', '2'));
    assert_null(uscc_category_of('\0', '\xFF'));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(uscc_check_verdicts_follow_the_table),
        cmocka_unit_test(uscc_check_every_single_change_is_caught),
        cmocka_unit_test(uscc_check_swapping_two_of_the_first_17_is_caught),
        cmocka_unit_test(uscc_check_agrees_with_the_plain_reading),
        cmocka_unit_test(uscc_check_cleaning_twice_changes_nothing),
        cmocka_unit_test(uscc_check_facts_come_from_the_caller),
        cmocka_unit_test(uscc_check_categories_are_found_by_their_two_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
