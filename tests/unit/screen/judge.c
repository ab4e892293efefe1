/* SPDX-License-Identifier: Apache-2.0 */
/* One row: the four results and the reasons, and what never happens (B1, B2, B4, B5). */
#include "counter.h"

#include <stdio.h>

#include "uscc/uscc.h"

#define FOOD     "岚安市试验食品有限公司"
#define RENAMED  "岚安市试验新能源有限公司"
#define BEFORE   "岚安市试验商贸有限公司"
#define SHOP     "岚安市试验面馆"
#define OLD_ONE  "990101264774115"
#define OLD_MANY "990101262915821"
#define PERSON   "110101199003074477"

struct desk {
    struct bench *b;
    struct counter c;
    const char *food, *renamed, *shop, *twin, *held, *nobody;
};

static int open_desk(void **state)
{
    struct desk *d = mem_alloc(sizeof *d);
    void *bench;
    bench_open(&bench);
    struct bench *b = d->b = bench;
    d->food = bench_code(b, "91", "990101", 1);
    d->renamed = bench_code(b, "91", "990101", 2);
    d->shop = bench_code(b, "92", "990101", 3);
    d->twin = bench_code(b, "92", "990101", 4);
    d->held = bench_code(b, "91", "990101", 5);
    d->nobody = bench_code(b, "91", "990101", 6);
    counter_register(b, d->food, FOOD, ",'reg_no':'" OLD_ONE "'");
    counter_register(b, d->renamed, BEFORE, "");
    bench_expect(b, "accepted", NULL,
                 "{'kind':'entity.change'," MR ",'subject':'%s','on':'2024-02-01','fields':{'name':'" RENAMED "'}}",
                 d->renamed);
    counter_register(b, d->shop, SHOP, ",'reg_no':'" OLD_MANY "'");
    counter_register(b, d->twin, SHOP, ",'reg_no':'" OLD_MANY "'");
    counter_fine(b, d->food, FOOD, 1, "accepted");
    counter_fine(b, d->food, FOOD, 2, "accepted");
    counter_fine(b, d->held, "岚安市无人有限公司", 3, "held");
    counter_open(b, &d->c);
    *state = d;
    return 0;
}

static int close_desk(void **state)
{
    struct desk *d = *state;
    void *bench = d->b;
    counter_close(&d->c);
    bench_close(&bench);
    mem_free(d);
    return 0;
}

static void expect(struct desk *d, const char *code, const char *name, const char *fmt, const char *first,
                   const char *second)
{
    struct str want = str_of(fmt);
    want = first ? str_printf(d->c.a, "%.*s %s", STR_FMT(want), first) : want;
    want = second ? str_printf(d->c.a, "%.*s %s", STR_FMT(want), second) : want;
    assert_string_equal(counter_says(&d->c, code, name), str_z(d->c.a, want));
}

static void screen_judge_code_and_name_make_a_match(void **state)
{
    struct desk *d = *state;
    expect(d, d->food, FOOD, "match screen-code-name", d->food, NULL);
    expect(d, d->food, " 岚安市试验食品 有限公司　", "match screen-code-name", d->food, NULL);
    expect(d, d->food, "", "match screen-code", d->food, NULL);
    expect(d, d->renamed, RENAMED, "match screen-code-name", d->renamed, NULL);
    expect(d, d->renamed, BEFORE, "match screen-code-former-name", d->renamed, NULL);
    char spaced[64];
    snprintf(spaced, sizeof spaced, "%.2s-%.6s %s", d->food, d->food + 2, d->food + 8);
    expect(d, spaced, FOOD, "match screen-code-name cleaned", d->food, NULL);
}

static void screen_judge_a_name_alone_is_never_a_match(void **state)
{
    struct desk *d = *state;
    expect(d, "", FOOD, "possible screen-name", d->food, NULL);
    expect(d, "", BEFORE, "possible screen-name screen-name-former", d->renamed, NULL);
    struct screen_line line = counter_judge(&d->c, "", SHOP);
    assert_int_equal(line.result, SCREEN_POSSIBLE);
    assert_int_equal(line.n_candidates, 2);
    expect(d, "", "岚安市试验食品", "no_match screen-name-unknown", NULL, NULL);
    expect(d, "", "试验食品有限公司", "no_match screen-name-unknown", NULL, NULL);
}

static void screen_judge_a_code_with_another_name_is_possible(void **state)
{
    struct desk *d = *state;
    expect(d, d->food, "岚安市别的有限公司", "possible screen-name-differs", d->food, NULL);
    expect(d, d->food, RENAMED, str_z(d->c.a, str_of("possible screen-name-differs screen-name-elsewhere")), d->food,
           d->renamed);
}

static void screen_judge_a_right_code_not_on_file_is_a_stranger(void **state)
{
    struct desk *d = *state;
    expect(d, d->nobody, "", "no_match screen-code-unknown", NULL, NULL);
    expect(d, d->nobody, "岚安市别的有限公司", "no_match screen-code-unknown screen-name-unknown", NULL, NULL);
    expect(d, d->nobody, FOOD, "no_match screen-code-unknown screen-name-elsewhere", NULL, NULL);
}

static void screen_judge_what_is_not_public_is_a_stranger_too(void **state)
{
    struct desk *d = *state;
    expect(d, d->held, "", "no_match screen-code-unknown", NULL, NULL);
    expect(d, d->held, "岚安市无人有限公司", "no_match screen-code-unknown screen-name-unknown", NULL, NULL);
    expect(d, "", "岚安市无人有限公司", "no_match screen-name-unknown", NULL, NULL);
}

static void screen_judge_broken_codes_are_insufficient_and_say_why(void **state)
{
    struct desk *d = *state;
    char bad[USCC_CHARS + 1];
    snprintf(bad, sizeof bad, "%s", d->food);
    bad[17] = bad[17] == '1' ? '2' : '1';
    struct screen_line line = counter_judge(&d->c, bad, "");
    assert_int_equal(line.result, SCREEN_INSUFFICIENT);
    assert_string_equal(line.reasons[0].rule, "code-check");
    assert_true(str_find(line.reasons[0].suggestion, str_of(d->food)) >= 0);
    assert_int_equal(line.n_candidates, 0);
    expect(d, bad, FOOD, "possible code-check screen-name", d->food, NULL);
    expect(d, bad, "岚安市别的有限公司", "insufficient_data code-check screen-name-unknown", NULL, NULL);
    expect(d, "12345", "", "insufficient_data length", NULL, NULL);
    expect(d, "9.1990101E+17", "", "insufficient_data excel-exponent", NULL, NULL);
    expect(d, "#N/A", "", "insufficient_data excel-error", NULL, NULL);
    bad[9] = 'I';
    expect(d, bad, "", "insufficient_data alphabet", NULL, NULL);
    expect(d, "", "", "insufficient_data screen-empty", NULL, NULL);
    expect(d, " 　", "\t ", "insufficient_data screen-empty", NULL, NULL);
}

static void screen_judge_old_numbers_lead_to_the_organisation(void **state)
{
    struct desk *d = *state;
    expect(d, OLD_ONE, "", "match screen-old-number", d->food, NULL);
    expect(d, OLD_ONE, FOOD, "match screen-old-number screen-code-name", d->food, NULL);
    expect(d, OLD_ONE, "岚安市别的有限公司", "possible screen-old-number screen-name-differs", d->food, NULL);
    expect(d, OLD_MANY, SHOP, "possible screen-old-several", d->shop, d->twin);
    expect(d, "990101264774123", "", "no_match screen-old-unknown", NULL, NULL);
    expect(d, "990101264774116", "", "insufficient_data screen-old-broken", NULL, NULL);
}

/* Neither the number nor what would give it away stands anywhere in the answer. */
static void refused(struct desk *d, const char *code, const char *name, const char *secret, const char *rule)
{
    struct screen_line line = counter_judge(&d->c, code, name);
    const char *json = counter_json(&d->c, &line);
    size_t n;
    screen_columns(&n);
    struct str *cells = arena_alloc(d->c.a, n * sizeof *cells);
    assert_int_equal(line.result, SCREEN_INSUFFICIENT);
    assert_string_equal(line.reasons[0].rule, rule);
    assert_int_equal(line.n_candidates, 0);
    assert_null(strstr(json, secret));
    screen_line_cells(d->c.screen, &line, true, d->c.a, cells);
    for (size_t i = 0; i < n; i++)
        assert_true(str_find(cells[i], str_of(secret)) < 0);
}

static void screen_judge_identity_numbers_are_refused_and_never_said(void **state)
{
    struct desk *d = *state;
    refused(d, PERSON, "", "19900307", "resident-id-shaped");
    refused(d, PERSON, FOOD, "19900307", "resident-id-shaped");
    refused(d, "110101 19900307 4477", "", "19900307", "resident-id-shaped");
    refused(d, "号" PERSON, "", "19900307", "resident-id-shaped");
    refused(d, "110101199003074000", "", "19900307", "resident-id-shaped"); /* as a spreadsheet leaves it */
    refused(d, "110101199003074479", "", "19900307", "resident-id-shaped"); /* one typing error */
    refused(d, "110101900307447", "", "900307", "resident-id-shaped");
    refused(d, d->food, "某某" PERSON, "19900307", "id-in-field");
    refused(d, "", PERSON, "19900307", "id-in-field");
    refused(d, "", "110101900307447", "900307", "id-in-field");
}

static void screen_judge_what_is_current_stands_by_type_and_agency(void **state)
{
    struct desk *d = *state;
    struct screen_line line = counter_judge(&d->c, d->food, FOOD);
    assert_int_equal(line.candidates[0].n_groups, 1);
    const struct screen_group *g = &line.candidates[0].groups[0];
    assert_true(str_is(g->type, "penalty") && str_is(g->agency, "mr-990101") && g->tone == TONE_ADVERSE);
    assert_int_equal(g->n, 2);
    assert_true(g->agency_name.n > 0 && !str_eq(g->agency_name, g->agency));
    for (size_t i = 0; i < g->n; i++) {
        assert_true(str_starts(g->records[i].doc_no, STR("岚市监处罚")));
        assert_true(day_is(g->records[i].decided_on) && day_is(g->records[i].public_until));
        assert_int_equal(g->records[i].id.n, RECEIPT_CHARS - 1);
    }
}

static void screen_judge_what_has_ended_is_told_nowhere(void **state)
{
    struct desk *d = *state;
    bench_at(d->b, "2031-06-01T00:00:00Z");
    counter_close(&d->c);
    counter_open(d->b, &d->c);
    struct screen_line line = counter_judge(&d->c, d->food, FOOD);
    assert_int_equal(line.result, SCREEN_MATCH);
    assert_int_equal(line.candidates[0].n_groups, 0);
    assert_null(strstr(counter_json(&d->c, &line), "岚市监处罚"));
}

/* N1, N2: the members are these; nothing sums them up. */
static void screen_judge_json_has_no_verdict_over_an_organisation(void **state)
{
    static const char *const of_line[] = {"row",        "line", "input", "result",  "reasons",
                                          "candidates", "more", "feed",  "edition", "as_of"};
    static const char *const of_candidate[] = {"uscc", "name", "status", "found_by", "former_name", "current"};
    static const char *const of_group[] = {"type", "label", "tone", "agency", "agency_name", "records"};
    struct desk *d = *state;
    struct screen_line line = counter_judge(&d->c, d->food, FOOD);
    json_t *j = json_loads(counter_json(&d->c, &line), 0, NULL);
    json_t *one = json_array_get(json_object_get(j, "candidates"), 0);
    json_t *g = json_array_get(json_object_get(one, "current"), 0);
    assert_int_equal(json_object_size(j), sizeof of_line / sizeof *of_line);
    assert_int_equal(json_object_size(one), sizeof of_candidate / sizeof *of_candidate);
    assert_int_equal(json_object_size(g), sizeof of_group / sizeof *of_group);
    for (size_t i = 0; i < sizeof of_line / sizeof *of_line; i++)
        assert_non_null(json_object_get(j, of_line[i]));
    for (size_t i = 0; i < sizeof of_candidate / sizeof *of_candidate; i++)
        assert_non_null(json_object_get(one, of_candidate[i]));
    for (size_t i = 0; i < sizeof of_group / sizeof *of_group; i++)
        assert_non_null(json_object_get(g, of_group[i]));
    assert_int_equal(json_integer_value(json_object_get(j, "feed")), screen_basis(d->c.screen)->feed);
    assert_int_equal(json_string_length(json_object_get(j, "edition")), 64);
    assert_string_equal(json_string_value(json_object_get(j, "as_of")), "2026-04-01");
    json_decref(j);
}

#define DESK(name) cmocka_unit_test_setup_teardown(name, open_desk, close_desk)
int main(void)
{
    const struct CMUnitTest tests[] = {
        DESK(screen_judge_code_and_name_make_a_match),
        DESK(screen_judge_a_name_alone_is_never_a_match),
        DESK(screen_judge_a_code_with_another_name_is_possible),
        DESK(screen_judge_a_right_code_not_on_file_is_a_stranger),
        DESK(screen_judge_what_is_not_public_is_a_stranger_too),
        DESK(screen_judge_broken_codes_are_insufficient_and_say_why),
        DESK(screen_judge_old_numbers_lead_to_the_organisation),
        DESK(screen_judge_identity_numbers_are_refused_and_never_said),
        DESK(screen_judge_what_is_current_stands_by_type_and_agency),
        DESK(screen_judge_what_has_ended_is_told_nowhere),
        DESK(screen_judge_json_has_no_verdict_over_an_organisation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
