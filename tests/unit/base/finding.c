/* SPDX-License-Identifier: Apache-2.0 */
#include "base_test.h"

static void base_finding_rules_are_sorted_and_their_words_well_formed(void **state)
{
    const char *id, *zh, *en, *before = "";
    (void)state;
    for (size_t i = 0; finding_rule_at(i, &id, &zh, &en); i++) {
        if (strcmp(before, id) >= 0)
            fail_msg("'%s' stands after '%s'", id, before);
        assert_true(finding_rule_known(id));
        const char *both[] = {zh, en};
        for (int k = 0; k < 2; k++) {
            assert_true(both[k][0] && str_utf8_valid(str_of(both[k])));
            for (const char *w = strchr(both[k], '%'); w; w = strchr(w + 2, '%'))
                if (w[1] != '%' && (w[1] < '1' || w[1] > '3'))
                    fail_msg("%s: %s", id, w);
        }
        before = id;
    }
    assert_false(finding_rule_known("no-such-rule") || finding_rule_known("") || finding_rule_known(NULL));
}

static void assert_words(const struct finding *one, enum lang lang, const char *words)
{
    struct buf b = {0};
    finding_message(one, lang, &b);
    assert_str(buf_view(&b), words);
    buf_free(&b);
}

static void base_finding_message_fills_in_arguments_once(void **state)
{
    const struct finding shrunk = {.rule = "copy-shrunk", .args = {STR("%2"), STR("10"), STR_NONE}};
    const struct finding length = {.rule = "length", .args = {STR_NONE, STR("17"), STR_NONE}};
    (void)state;
    assert_words(&shrunk, LANG_EN, "the newer copy has %2% fewer entries, more than 10%: add --yes if that is right");
    assert_words(&length, LANG_ZH, "统一社会信用代码应为 18 位，实为 17 位");
}

static void base_finding_arguments_are_copied(void **state)
{
    struct findings *f = findings_new();
    char text[] = "first";
    (void)state;
    finding_at(f, FINDING_ERROR, 2, 3, "enum", str_of(text), STR_NONE, STR("z"));
    memcpy(text, "other", 5);
    const struct finding *one = findings_get(f, 0);
    assert_str(one->args[0], "first");
    assert_str(one->args[1], "");
    assert_str(one->args[2], "z");
    assert_int_equal(one->line, 2);
    assert_int_equal(one->column, 3);
    findings_free(f);
    findings_free(NULL);
}

static void base_finding_keeps_a_thousand_and_counts_all(void **state)
{
    struct findings *f = findings_new(), *g = findings_new();
    (void)state;
    for (int i = 0; i < 1500; i++)
        finding_at(f, FINDING_ERROR, i, 0, "code-check", STR_NONE, STR_NONE, STR_NONE);
    for (int i = 0; i < 5; i++)
        finding_at(f, FINDING_NOTE, i, 0, "code-check", STR_NONE, STR_NONE, STR_NONE);
    assert_int_equal(findings_kept(f), 1005);
    assert_int_equal(findings_count(f, FINDING_ERROR), 1500);
    assert_int_equal(findings_count(f, FINDING_WARNING), 0);
    assert_int_equal(findings_count_rule(f, "code-check"), 1505);
    finding_at(g, FINDING_ERROR, 1, 0, "code-check", STR_NONE, STR_NONE, STR_NONE);
    findings_move(g, f);
    assert_int_equal(findings_kept(g), 1005);
    assert_int_equal(findings_count(g, FINDING_ERROR), 1501);
    assert_int_equal(findings_count(g, FINDING_NOTE), 5);
    assert_int_equal(findings_kept(f) + (size_t)findings_count(f, FINDING_ERROR), 0);
    finding_at(f, FINDING_ERROR, 1, 0, "code-check", STR_NONE, STR_NONE, STR_NONE); /* and serves again */
    assert_int_equal(findings_kept(f), 1);
    findings_free(f);
    findings_free(g);
}

static void base_finding_sort_is_by_place_then_level_and_stable(void **state)
{
    static const struct {
        enum finding_level level;
        int64_t line;
        int column;
        const char *mark;
    } rows[] = {
        {FINDING_NOTE, 2, 1, "e"},  {FINDING_ERROR, 1, 2, "b"}, {FINDING_ERROR, 2, 1, "d"},
        {FINDING_ERROR, 1, 2, "c"}, {FINDING_NOTE, 1, 1, "a"},  {FINDING_NOTE, 2, 1, "f"},
    };
    struct findings *f = findings_new();
    char order[7] = {0};
    (void)state;
    for (size_t i = 0; i < 6; i++)
        finding_at(f, rows[i].level, rows[i].line, rows[i].column, "dup", str_of(rows[i].mark), STR_NONE, STR_NONE);
    for (int again = 0; again < 2; again++) {
        findings_sort(f);
        for (size_t i = 0; i < 6; i++)
            order[i] = findings_get(f, i)->args[0].p[0];
        assert_string_equal(order, "abcdef");
    }
    findings_free(f);
}

static void add_unknown(void)
{
    finding_at(findings_new(), FINDING_NOTE, 0, 0, "no-such-rule", STR_NONE, STR_NONE, STR_NONE);
}

static void base_finding_unknown_rule_is_a_bug(void **state)
{
    (void)state;
    assert_true(dies(add_unknown));
    assert_string_equal(finding_level_name(FINDING_WARNING), "warning");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(base_finding_rules_are_sorted_and_their_words_well_formed),
        cmocka_unit_test(base_finding_message_fills_in_arguments_once),
        cmocka_unit_test(base_finding_arguments_are_copied),
        cmocka_unit_test(base_finding_keeps_a_thousand_and_counts_all),
        cmocka_unit_test(base_finding_sort_is_by_place_then_level_and_stable),
        cmocka_unit_test(base_finding_unknown_rule_is_a_bug),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
