/* SPDX-License-Identifier: Apache-2.0 */
#include "uscc_test.h"

static size_t suggest(const char *text, struct uscc_suggestion out[8])
{
    return uscc_suggest(text, strlen(text), NULL, out, 8);
}

static void uscc_suggest_each_kind_of_error_is_named(void **state)
{
    static const struct {
        const char *text;
        enum uscc_edit edit;
        int at;
        char from, to;
    } rows[] = {
        {"91350100M000100Y43", USCC_EDIT_NONE, 0, 0, 0},
        {" 91350100m000100y43", USCC_EDIT_CLEANED, 0, 0, 0},
        {"９１３５０１００Ｍ０００１００Ｙ４３", USCC_EDIT_CLEANED, 0, 0, 0},
        {"9135O100M000100Y43", USCC_EDIT_CONFUSION, 5, 'O', '0'},
        {"9135OIOOMOOOIOOY43", USCC_EDIT_CONFUSION, 5, 'O', '0'}, /* the same confusion all along */
        {"91350100M000100V43", USCC_EDIT_CONFUSION, 16, 'V', 'Y'},
        {"91350100M000100Y42", USCC_EDIT_KEY, 18, '2', '3'},
        {"91351000M000100Y43", USCC_EDIT_SWAP, 5, '1', '0'},
        {"91350100M00100Y43", USCC_EDIT_MISSING, 10, 0, '0'},
        {"91350100M0001000Y43", USCC_EDIT_EXTRA, 14, '0', 0},
    };
    struct uscc_suggestion s[8];
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t n = suggest(rows[i].text, s), at = 0;
        while (at < n && strcmp(s[at].code, THE_EXAMPLE) != 0)
            at++;
        if (at == n || s[at].edit != rows[i].edit)
            fail_msg("%s: %zu suggestions, %s", rows[i].text, n,
                     at < n ? uscc_edit_name(s[at].edit) : "not the right one");
        if (rows[i].edit != USCC_EDIT_MISSING && rows[i].edit != USCC_EDIT_EXTRA)
            assert_int_equal(s[at].at, rows[i].at);
        assert_true(s[at].from == rows[i].from && s[at].to == rows[i].to);
    }
}

static void uscc_suggest_all_are_whole_sorted_and_stand_once(void **state)
{
    uint64_t seed = 3;
    struct uscc_suggestion s[8], few[2];
    size_t most = 0;
    (void)state;
    for (int round = 0; round < 3000; round++) {
        char text[USCC_CHARS + 2] = THE_EXAMPLE;
        for (uint64_t k = draw(&seed) % 3; k < 3; k++)
            text[draw(&seed) % USCC_CHARS] = USCC_ALPHABET[draw(&seed) % 31];
        if (draw(&seed) % 4 == 0)
            text[17] = 0;
        size_t n = suggest(text, s);
        for (size_t i = 0; i < n; i++) {
            struct uscc_report r = check(s[i].code);
            assert_int_equal(r.verdict, USCC_VALID);
            assert_true(s[i].edit == USCC_EDIT_NONE || !(r.notes & USCC_NOTE_ORG_CHECK));
            assert_true(i == 0 || s[i - 1].cost <= s[i].cost);
            for (size_t k = 0; k < i; k++)
                assert_string_not_equal(s[i].code, s[k].code);
        }
        assert_int_equal(uscc_suggest(text, strlen(text), NULL, few, 2), n < 2 ? n : 2);
        assert_true(n == 0 || memcmp(few, s, sizeof *s) == 0);
        most = n > most ? n : most;
    }
    assert_true(most >= 4);
}

static void uscc_suggest_nothing_for_a_person_or_for_nothing(void **state)
{
    struct uscc_suggestion s[8];
    (void)state;
    assert_int_equal(suggest("11010519491231002X", s), 0); /* the example of GB 11643-1999 */
    assert_int_equal(suggest("", s), 0);
    assert_int_equal(suggest("9135", s), 0);
    assert_int_equal(suggest("公公公公公公公公公公公公公公公公公公", s), 0);
    assert_int_equal(uscc_suggest(THE_EXAMPLE, USCC_CHARS, NULL, NULL, 0), 0);
    assert_string_equal(uscc_edit_name(USCC_EDIT_CONFUSION), "confusion");
    assert_string_equal(uscc_edit_name(USCC_EDITS), "");
}

/* ---- the measure: valid codes broken by one typing error ---- */

/* The keys around each key, written down by hand: the room has its own table. */
static const char *const around[] = {
    "12Q4",    "213QW5",  "324WE6",  "435ER17", "546RT28", "657TY39", "768YU4", "879UI5", "980IO6", "09OP",   "QWA12",
    "WQESA23", "EWRDS34", "RETFD45", "TRYGF56", "YTUHG67", "UYIJH78", "PO0L",   "AQSZW",  "DSFXCE", "FDGCVR", "GFHVBT",
    "HGJBNY",  "JHKNMU",  "KJLMI",   "LKOP",    "XZCSD",   "CXVDF",   "BVNGH",  "NBMHJ",  "MNJK",
};
static const char *const alike[] = {"0OQD", "1IL", "2Z", "5S", "8B", "UV", "6G", "QO0", "YV", "D0", "B8", "G6"};

static char pick(const char *const *rows, size_t n, char c, uint64_t *seed)
{
    for (size_t i = 0; i < n; i++)
        if (rows[i][0] == c)
            return rows[i][1 + draw(seed) % (strlen(rows[i]) - 1)];
    return c;
}

static void widen(const char *code, char *out)
{
    for (; *code; code++, out += 3) {
        out[0] = '\xEF';
        out[1] = (char)(*code >= '`' ? 0xBD : 0xBC);
        out[2] = (char)(*code - '!' + 0x81);
    }
    *out = 0;
}

enum error { BY_KEY, BY_EYE, BY_SWAP, BY_WIDTH, BY_CHANCE, ERRORS };
static const char *const error_names[ERRORS] = {"key", "confusion", "swap", "width", "any character (not in the goal)"};

static bool broken(enum error kind, const char *code, char *out, uint64_t *seed)
{
    size_t at = draw(seed) % USCC_CHARS;
    strcpy(out, code);
    if (kind == BY_KEY)
        out[at] = pick(around, sizeof around / sizeof *around, code[at], seed);
    else if (kind == BY_EYE)
        out[at] = pick(alike, sizeof alike / sizeof *alike, code[at], seed);
    else if (kind == BY_CHANCE)
        out[at] = USCC_ALPHABET[draw(seed) % 31];
    else if (kind == BY_SWAP && at < 17) {
        out[at] = code[at + 1];
        out[at + 1] = code[at];
    } else if (kind == BY_WIDTH)
        widen(code, out);
    return strcmp(out, code) != 0;
}

/* Codes as they are spread in life: mostly enterprises, half with old bodies of digits, half of letter blocks. */
static void real_like(uint64_t *seed, char code[USCC_CHARS + 1])
{
    static const char *const kinds[] = {"91", "91", "91", "91", "92", "92", "93", "52", "12", "51", "11", "81"};
    static const int provinces[] = {11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41,
                                    42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 99};
    const char *kind = kinds[draw(seed) % 12];
    char region[7], body[9];
    snprintf(region, sizeof region, "%02d%02u%02u", provinces[draw(seed) % 32], (unsigned)(draw(seed) % 20),
             (unsigned)(draw(seed) % 30));
    if (draw(seed) % 2)
        snprintf(body, sizeof body, "%08u", (unsigned)(draw(seed) % 100000000));
    else {
        snprintf(body, sizeof body, "MA%06u", (unsigned)(draw(seed) % 1000000));
        for (int k = 2; k < 8; k++)
            if (draw(seed) % 2)
                body[k] = USCC_ALPHABET[draw(seed) % 31];
    }
    assert_true(uscc_compose(kind[0], kind[1], region, body, code));
}

static void uscc_suggest_the_right_code_is_among_the_first_three(void **state)
{
    enum { CODES = 100000 };
    uint64_t seed = 20151001;
    int tried[ERRORS] = {0}, first[ERRORS] = {0}, three[ERRORS] = {0}, all = 0, found = 0;
    (void)state;
    for (int i = 0; i < CODES + CODES / 10;) {
        enum error kind = i < CODES ? (enum error)(draw(&seed) % BY_CHANCE) : BY_CHANCE;
        char code[USCC_CHARS + 1], text[4 * USCC_CHARS];
        struct uscc_suggestion s[3];
        real_like(&seed, code);
        if (check(code).verdict != USCC_VALID || !broken(kind, code, text, &seed))
            continue;
        size_t n = uscc_suggest(text, strlen(text), NULL, s, 3), at = 0;
        while (at < n && strcmp(s[at].code, code) != 0)
            at++;
        tried[kind]++;
        first[kind] += n > 0 && at == 0;
        three[kind] += at < n;
        i++;
    }
    for (int k = 0; k < ERRORS; k++) {
        print_message("%s: %d tried, first %.2f %%, among three %.2f %%\n", error_names[k], tried[k],
                      100.0 * first[k] / tried[k], 100.0 * three[k] / tried[k]);
        all += k < BY_CHANCE ? tried[k] : 0;
        found += k < BY_CHANCE ? three[k] : 0;
    }
    print_message("all of the goal: %d tried, among three %.2f %%\n", all, 100.0 * found / all);
    assert_int_equal(all, CODES);
    assert_true(found >= CODES / 100 * 95);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(uscc_suggest_each_kind_of_error_is_named),
        cmocka_unit_test(uscc_suggest_all_are_whole_sorted_and_stand_once),
        cmocka_unit_test(uscc_suggest_nothing_for_a_person_or_for_nothing),
        cmocka_unit_test(uscc_suggest_the_right_code_is_among_the_first_three),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
