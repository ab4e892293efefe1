/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Strangers: right codes that are not on file, under names that are on file, nearly on file, or not at all. None of
 * them is ever a match or a possible one. 5,000 of them; 100,000 in the long suite.
 */
#include "counter.h"

#include <stdlib.h>

#include "uscc/uscc.h"

enum { ON_FILE = 300, FEW = 5000, MANY = 100000 };

struct crowd {
    struct counter c;
    const char *names[ON_FILE], *codes[ON_FILE];
    uint64_t seed;
};

static uint32_t chance(struct crowd *x, uint32_t below)
{
    x->seed = x->seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(x->seed >> 33) % below;
}

static bool is_on_file(const struct crowd *x, const char *code)
{
    for (int i = 0; i < ON_FILE; i++)
        if (strcmp(x->codes[i], code) == 0)
            return true;
    return false;
}

/* Half of them differ from a code on file in the organisation's part only, the rest in everything. */
static void stranger_code(struct crowd *x, char code[USCC_CHARS + 1])
{
    char body[8], region[6];
    const char *near = x->codes[chance(x, ON_FILE)];
    do {
        bool alike = chance(x, 2) == 0;
        memcpy(region, near + 2, 6);
        memcpy(body, near + 8, 8);
        for (int i = alike ? 5 : 0; i < 8; i++)
            body[i] = USCC_ALPHABET[chance(x, 31)];
        for (int i = 2; i < 6 && !alike; i++)
            region[i] = (char)('0' + chance(x, 10));
        assert_true(uscc_compose('9', "123"[chance(x, 3)], region, body, code));
    } while (is_on_file(x, code));
}

/* Names on file as they are, cut, doubled, or with one character of another name. */
static struct str stranger_name(struct crowd *x, struct arena *a)
{
    struct str one = str_of(x->names[chance(x, ON_FILE)]), two = str_of(x->names[chance(x, ON_FILE)]);
    switch (chance(x, 5)) {
    case 0:
        return one;
    case 1:
        return str_n(one.p, one.n - 3);
    case 2:
        return str_printf(a, "%.*s%.*s", STR_FMT(one), STR_FMT(two));
    case 3:
        return str_printf(a, "%.*s%.3s", (int)one.n - 6, one.p, two.p);
    default:
        return STR_NONE;
    }
}

static void fill(struct bench *b, struct crowd *x)
{
    static const char *const trades[] = {"食品", "商贸", "面馆", "化工", "科技"};
    for (int i = 0; i < ON_FILE; i++) {
        x->codes[i] = bench_code(b, "91", "990101", i + 1);
        x->names[i] = str_z(b->arena, str_printf(b->arena, "岚安市试验%d号%s有限公司", i, trades[i % 5]));
        counter_register(b, x->codes[i], x->names[i], "");
    }
}

static int how_many(void)
{
    const char *mode = getenv("GONGSHI_MODE");
    return mode && strcmp(mode, "long") == 0 ? MANY : FEW;
}

static void screen_stranger_is_never_possible(void **state)
{
    struct bench *b = *state;
    struct crowd x = {.seed = 20260401};
    struct err e = {0};
    struct arena *a = arena_new();
    fill(b, &x);
    counter_open(b, &x.c);
    for (int i = 0; i < how_many(); i++) {
        char code[USCC_CHARS + 1];
        struct screen_line line;
        arena_reset(a);
        stranger_code(&x, code);
        struct screen_input in = {str_n(code, USCC_CHARS), stranger_name(&x, a)};
        assert_true(screen_judge(x.c.screen, &in, a, &line, &e));
        if (line.result != SCREEN_NO_MATCH || line.n_candidates)
            fail_msg("%s '%.*s' is %s", code, STR_FMT(in.name), screen_result_name(line.result));
    }
    arena_free(a);
    counter_close(&x.c);
}

/* The other half of the promise: names alone, in every dress, are never more than possible. */
static void screen_stranger_names_alone_never_match(void **state)
{
    struct bench *b = *state;
    struct crowd x = {.seed = 7};
    struct err e = {0};
    struct arena *a = arena_new();
    int found = 0;
    fill(b, &x);
    counter_open(b, &x.c);
    for (int i = 0; i < how_many(); i++) {
        struct screen_line line;
        arena_reset(a);
        struct screen_input in = {STR_NONE, stranger_name(&x, a)};
        assert_true(screen_judge(x.c.screen, &in, a, &line, &e));
        assert_true(line.result != SCREEN_MATCH);
        found += line.result == SCREEN_POSSIBLE;
    }
    assert_true(found > how_many() / 10); /* the test can see what it looks for */
    arena_free(a);
    counter_close(&x.c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(screen_stranger_is_never_possible, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(screen_stranger_names_alone_never_match, bench_open, bench_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
