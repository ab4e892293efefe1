/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "uscc/uscc_int.h"
#include "uscc_test.h"

/* The lines of a text, cut and judged one by one with uscc_check, in the plainest way. */
struct plain {
    const char *text;
    size_t n, at;
    struct uscc_counts counts;
    const struct uscc_facts *facts;
};

static bool plain_next(struct plain *p, const char **line, size_t *n, enum uscc_verdict *v)
{
    if (p->at < p->n) {
        size_t from = p->at, to = from;
        while (to < p->n && p->text[to] != '\n')
            to++;
        p->at = to < p->n ? to + 1 : to;
        while (to > from && p->text[to - 1] == '\r')
            to--;
        struct uscc_report r;
        uscc_check(p->text + from, to - from, p->facts, &r);
        *line = p->text + from;
        *n = to - from;
        *v = r.verdict;
        p->counts.lines++;
        p->counts.of[r.verdict]++;
        return true;
    }
    return false;
}

static void compare_line(void *context, const char *line, size_t n, enum uscc_verdict v)
{
    const char *want_line = NULL;
    size_t want_n = 0;
    enum uscc_verdict want = USCC_VERDICTS;
    if (!plain_next(context, &want_line, &want_n, &want))
        fail_msg("a line too many: %.*s", (int)n, line);
    if (want_line != line || want_n != n || want != v)
        fail_msg("'%.*s' is %s, should be %s", (int)n, line, uscc_verdict_name(v), uscc_verdict_name(want));
}

static struct uscc_counts agree(const char *text, size_t n, const struct uscc_facts *facts)
{
    struct plain p = {.text = text, .n = n, .facts = facts};
    struct uscc_counts called = {0}, counted = {0};
    assert_int_equal(uscc_check_lines(text, n, true, facts, &called, compare_line, &p), n);
    assert_int_equal(p.at, n);
    assert_int_equal(uscc_check_lines(text, n, true, facts, &counted, NULL, NULL), n);
    struct lines scalar = {text, text + n, true, facts, {0}, NULL, NULL};
    lines_scalar(&scalar);
    assert_memory_equal(&called, &p.counts, sizeof called);
    assert_memory_equal(&counted, &p.counts, sizeof counted);
    assert_memory_equal(&scalar.counts, &p.counts, sizeof p.counts);
    return counted;
}

/* ---- lines of all kinds ---- */

static size_t put(char *out, const char *text)
{
    size_t n = strlen(text);
    memcpy(out, text, n);
    return n;
}

static void good_code(uint64_t *seed, char code[USCC_CHARS + 1])
{
    char region[7], body[9];
    snprintf(region, sizeof region, "99%04u", (unsigned)(draw(seed) % 10000));
    snprintf(body, sizeof body, "%08u", (unsigned)(draw(seed) % 100000000));
    for (uint64_t letters = draw(seed) % 4; letters; letters--)
        body[draw(seed) % 8] = USCC_ALPHABET[draw(seed) % 31];
    assert_true(uscc_compose("15919N"[draw(seed) % 6], "12"[draw(seed) % 2], region, body, code));
}

/* A text that reads as a person's number, of a region no person has one from but for its first two digits. */
static void person_like(uint64_t *seed, char code[USCC_CHARS + 1])
{
    static const uint8_t weights[17] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    unsigned sum = 0, year = 1840 + (unsigned)(draw(seed) % 300);
    snprintf(code, USCC_CHARS + 1, "%s99%02u%04u%02u%02u000", draw(seed) % 3 ? "11" : "91",
             (unsigned)(draw(seed) % 100), year, (unsigned)(draw(seed) % 15), (unsigned)(draw(seed) % 34));
    for (int i = 0; i < 17; i++)
        sum += (unsigned)(code[i] - '0') * weights[i];
    code[17] = "10X98765432"[sum % 11];
}

static size_t put_line(char *out, uint64_t *seed, unsigned kind)
{
    char code[USCC_CHARS + 1];
    good_code(seed, code);
    switch (kind) {
    case 0: /* any byte but LF in any place */
        code[draw(seed) % USCC_CHARS] = (char)(draw(seed) % 255 + 11);
        for (int i = 0; i < USCC_CHARS; i++)
            code[i] = code[i] == '\n' || code[i] == 0 ? '\n' + 1 : code[i];
        break;
    case 1:
        code[draw(seed) % USCC_CHARS] = USCC_ALPHABET[draw(seed) % 31];
        break;
    case 2:
        person_like(seed, code);
        break;
    case 3:
        code[draw(seed) % USCC_CHARS] = 0; /* too short */
        break;
    case 4:
        return put(out, code) + put(out + USCC_CHARS, &" -x"[draw(seed) % 3]);
    case 5:
        return put(out, draw(seed) % 2 ? "" : "９１９９０１０１ＭＡ０ＡＢＣＤＥ６Ｃ");
    default:
        break;
    }
    return put(out, code);
}

/* `spoiled` of 64 lines are of the odd kinds; the rest is good. */
static size_t fill(char *out, size_t lines, uint64_t *seed, const char *end, unsigned spoiled)
{
    size_t n = 0;
    for (size_t i = 0; i < lines; i++) {
        unsigned kind = draw(seed) % 64 < spoiled ? (unsigned)(draw(seed) % 6) : 6;
        n += put_line(out + n, seed, kind);
        n += put(out + n, spoiled && draw(seed) % 97 == 0 ? "\r\r\n\n" : end);
    }
    return n;
}

static bool every_fourth(void *context, const char code[USCC_CHARS])
{
    (void)context;
    return (code[17] & 3) == 0;
}

enum { MOST_LINES = 25000, MOST_BYTES = MOST_LINES * 80 };

static void uscc_lines_every_way_gives_the_verdict_of_check(void **state)
{
    static const unsigned spoiled[] = {0, 1, 16, 64};
    const struct uscc_facts facts = {NULL, every_fourth, NULL};
    uint64_t seed = 2016;
    char *text = malloc(MOST_BYTES);
    struct uscc_counts all = {0};
    (void)state;
    for (size_t i = 0; i < sizeof spoiled / sizeof *spoiled; i++)
        for (int kind = 0; kind < 4; kind++) {
            size_t n = fill(text, MOST_LINES, &seed, kind & 1 ? "\r\n" : "\n", spoiled[i]);
            struct uscc_counts c = agree(text, n, kind & 2 ? &facts : NULL);
            for (int v = 0; v < USCC_VERDICTS; v++)
                all.of[v] += c.of[v];
        }
    for (int v = 0; v < USCC_VERDICTS; v++)
        if (all.of[v] < 100)
            fail_msg("only %d lines are %s", (int)all.of[v], uscc_verdict_name((enum uscc_verdict)v));
    free(text);
}

/* Each character of each place, alone among good lines: nothing slips through a table of the fast way. */
static void uscc_lines_every_byte_in_every_place_is_judged_alike(void **state)
{
    enum { LINES = 8 };
    (void)state;
    for (int place = 0; place < USCC_CHARS + 2; place++)
        for (int byte = 0; byte < 256; byte++) {
            char text[LINES * (USCC_CHARS + 2)];
            size_t n = 0;
            for (int i = 0; i < LINES; i++)
                n += put(text + n, place % 2 ? THE_EXAMPLE "\n" : THE_EXAMPLE "\r\n");
            text[(size_t)(byte % LINES) * (n / LINES) + (size_t)place % (n / LINES)] = (char)byte;
            agree(text, n, NULL);
        }
}

/* No byte before or behind the text is read: it lies at the end of its own memory (run under ASan). */
static void uscc_lines_any_cut_reads_nothing_outside(void **state)
{
    uint64_t seed = 7;
    (void)state;
    for (size_t lines = 0; lines < 20; lines++)
        for (size_t cut = 0; cut < 20; cut++) {
            char big[2048];
            size_t n = fill(big, lines, &seed, cut % 2 ? "\n" : "\r\n", 0);
            n -= cut < n ? cut : 0;
            char *text = malloc(n ? n : 1);
            memcpy(text, big, n);
            agree(text, n, NULL);
            free(text);
        }
}

static void uscc_lines_a_text_may_come_in_pieces(void **state)
{
    enum { LINES = 3000 };
    uint64_t seed = 99;
    char *text = malloc(LINES * 80);
    size_t n = fill(text, LINES, &seed, "\n", 8), used = 0, room = 0;
    struct uscc_counts pieces = {0}, whole = {0};
    (void)state;
    uscc_check_lines(text, n, true, NULL, &whole, NULL, NULL);
    while (room < n) {
        room = room + draw(&seed) % 500 < n ? room + draw(&seed) % 500 : n;
        size_t took = uscc_check_lines(text + used, room - used, room == n, NULL, &pieces, NULL, NULL);
        assert_true(took == 0 || room == n || text[used + took - 1] == '\n');
        used += took;
    }
    assert_int_equal(used, n);
    assert_memory_equal(&pieces, &whole, sizeof whole);
    assert_int_equal(uscc_check_lines(NULL, 0, true, NULL, &whole, NULL, NULL), 0);
    assert_int_equal(uscc_check_lines(THE_EXAMPLE, USCC_CHARS, false, NULL, &whole, NULL, NULL), 0);
    free(text);
}

static void uscc_lines_the_processor_is_asked(void **state)
{
    (void)state;
#if defined(__x86_64__)
    bool has = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt");
    assert_string_equal(uscc_instructions(), has ? "avx2" : "scalar");
#else
    assert_string_equal(uscc_instructions(), "scalar");
#endif
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(uscc_lines_every_way_gives_the_verdict_of_check),
        cmocka_unit_test(uscc_lines_every_byte_in_every_place_is_judged_alike),
        cmocka_unit_test(uscc_lines_any_cut_reads_nothing_outside),
        cmocka_unit_test(uscc_lines_a_text_may_come_in_pieces),
        cmocka_unit_test(uscc_lines_the_processor_is_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
