/* SPDX-License-Identifier: Apache-2.0 */
/* From an act to a record: registration, licence, penalty, honour, their changes and ends, what is filed twice. */
#include "bench.h"

#define PENALTY(code, no, on, more)                                                                                                        \
    "{'kind':'penalty.decide','type':'penalty'," MR ",'subject':'%s','doc_no':'" no "','on':'" on "',"                                     \
    "'fields':{'name':'岚安市试验食品有限公司','subject_class':'organisation','unlawful_act':'销售不合格食品','facts'"   \
    ":'试验事实',"                                                                                                                     \
    "'basis':'《中华人民共和国食品安全法》第一百二十四条','penalty_kind':'fine','content':'罚款2000元','fine':'0." \
    "200000'" more "}}",                                                                                                                   \
        code

static const char *registered(struct bench *b, int serial)
{
    const char *code = bench_code(b, "91", "990101", serial);
    bench_expect(b, "accepted", NULL,
                 "{'kind':'entity.register'," MR
                 ",'subject':'%s','on':'2019-06-03','fields':{'name':'岚安市试验食品有限公司'}}",
                 code);
    return code;
}

static void act_road_registers_once(void **state)
{
    struct bench *b = *state;
    const char *code = registered(b, 1);
    bench_expect(b, "unchanged", NULL,
                 "{'kind':'entity.register'," MR
                 ",'subject':'%s','on':'2019-06-03','fields':{'name':'岚安市试验食品有限公司'}}",
                 code);
    bench_expect(b, "refused", "conflict",
                 "{'kind':'entity.register'," MR
                 ",'subject':'%s','on':'2019-06-03','fields':{'name':'岚安市别家有限公司'}}",
                 code);
}

static void act_road_publishes_a_penalty_until_its_end(void **state)
{
    struct bench *b = *state;
    const char *code = registered(b, 2);
    bench_at(b, "2026-04-08T02:00:00Z");
    bench_expect(b, "accepted", NULL, PENALTY(code, "岚市监处罚〔2026〕11号", "2026-04-07", ",'severity':'general'"));
    assert_int_equal(bench_shown(b, code, "penalty", NULL, NULL), 1);
    bench_expect(b, "unchanged", NULL, PENALTY(code, "岚市监处罚[2026]11号", "2026-04-07", ",'severity':'general'"));
    bench_expect(b, "refused", "conflict",
                 PENALTY(code, "岚市监处罚〔2026〕11号", "2026-04-06", ",'severity':'general'"));
    bench_at(b, "2027-04-07T15:59:59Z"); /* 23:59:59 of the last day in UTC+8 */
    assert_int_equal(bench_shown(b, code, "penalty", NULL, NULL), 1);
    bench_at(b, "2027-04-07T16:00:00Z");
    assert_int_equal(bench_shown(b, code, "penalty", NULL, NULL), 0);
    assert_int_equal(bench_shown(b, code, "penalty", "2026-06-01", "2026-06-01T00:00:00Z"), 0);
}

static void act_road_refuses_what_misses_substance(void **state)
{
    struct bench *b = *state;
    const char *code = registered(b, 3);
    bench_expect(b, "refused", "date-order", PENALTY(code, "岚市监处罚〔2026〕12号", "2026-04-02", ""));
    bench_expect(b, "refused", "doc-no", PENALTY(code, "无", "2026-03-02", ""));
    bench_expect(b, "refused", "pub-end",
                 PENALTY(code, "岚市监处罚〔2026〕13号", "2026-03-02", ",'public_until':'2031-01-01'"));
    bench_expect(b, "refused", "field-unknown", PENALTY(code, "岚市监处罚〔2026〕14号", "2026-03-02", ",'score':'12'"));
    bench_expect(
        b, "refused", "no-basis",
        "{'kind':'penalty.decide','type':'penalty'," MR
        ",'subject':'%s','doc_no':'岚市监处罚〔2026〕15号','on':'2026-03-02',"
        "'fields':{'name':'岚安市试验食品有限公司','subject_class':'organisation','unlawful_act':'甲','facts':'乙',"
        "'penalty_kind':'fine','content':'罚款2000元','fine':'0.200000'}}",
        code);
    bench_expect(b, "refused", "code-check",
                 "{'kind':'entity.register'," MR
                 ",'subject':'91990101TX0000011A','on':'2019-06-03','fields':{'name':'甲'}}");
    bench_expect(b, "refused", "shape",
                 PENALTY(code, "岚市监处罚〔2026〕17号", "2026-03-02", ",'severity':['general',0.5]"));
    bench_expect(b, "refused", "shape", PENALTY(code, "岚市监处罚〔2026〕17号", "2026-03-02", "},'points':{'x':1"));
    bench_expect(b, "refused", "type-unknown",
                 "{'kind':'record.publish','type':'social-score'," MR
                 ",'subject':'%s','on':'2026-03-02','fields':{'name':'甲'}}",
                 code);
}

static void act_road_computes_the_shortest_end_without_severity(void **state)
{
    struct bench *b = *state;
    const char *code = registered(b, 4);
    struct answer a = bench_expect(b, "accepted", NULL, PENALTY(code, "岚市监处罚〔2026〕16号", "2026-03-31", ""));
    assert_non_null(strstr(a.text, "severity-missing"));
}

static void act_road_warns_when_words_and_figure_differ(void **state)
{
    struct bench *b = *state;
    const char *code = registered(b, 9);
    struct answer right = bench_expect(b, "accepted", NULL,
                                       PENALTY(code, "岚市监处罚〔2026〕18号", "2026-03-31", ",'severity':'general'"));
    assert_null(strstr(right.text, "money-unit"));
    struct answer wrong =
        bench_expect(b, "accepted", NULL,
                     "{'kind':'penalty.decide','type':'penalty'," MR
                     ",'subject':'%s','doc_no':'岚市监处罚〔2026〕19号','on':'2026-03-31',"
                     "'fields':{'name':'岚安市试验食品有限公司','subject_class':'organisation','unlawful_act':'甲','"
                     "facts':'乙','basis':'某法第一条',"
                     "'penalty_kind':'fine','content':'罚款2,000元','fine':'2000','severity':'general'}}",
                     code);
    assert_non_null(strstr(wrong.text, "money-unit"));
}

static void act_road_carries_only_what_is_older_than_the_opening(void **state)
{
    struct bench *b = *state;
    const char *code = registered(b, 10);
    const char *honour = "{'kind':'honour.grant','type':'honour'," MR
                         ",'origin':'carried','subject':'%s','doc_no':'岚市监表〔2026〕%d号','on':'%s',"
                         "'fields':{'name':'岚安市试验食品有限公司','title':'诚信'}}";
    bench_at(b, "2026-04-10T02:00:00Z");
    bench_expect(b, "accepted", NULL, honour, code, 1, "2026-03-31");
    bench_expect(b, "refused", "carried-after-opening", honour, code, 2, "2026-04-01");
    bench_at(b, "2026-07-15T02:00:00Z");
    bench_expect(b, "refused", "carried-after-opening", honour, code, 3, "2026-03-31");
}

static void act_road_ends_and_changes_a_licence(void **state)
{
    struct bench *b = *state;
    const char *code = registered(b, 5);
    bench_expect(b, "accepted", NULL,
                 "{'kind':'licence.grant','type':'licence'," MR
                 ",'subject':'%s','doc_no':'岚市监许可〔2026〕1号','on':'2026-03-01',"
                 "'fields':{'name':'岚安市试验食品有限公司','subject_class':'organisation','doc_title':'准予许可决定书'"
                 ",'licence_class':'ordinary',"
                 "'content':'食品经营','valid_from':'2026-03-01','valid_to':'2031-02-28','licence_name':'"
                 "食品经营许可证','licence_no':'JY1990101'}}",
                 code);
    bench_expect(
        b, "accepted", NULL,
        "{'kind':'licence.change','type':'licence'," MR
        ",'subject':'%s','doc_no':'岚市监许可变〔2026〕1号','on':'2026-03-20',"
        "'refers_to':{'agency':'mr-990101','kind':'licence.grant','type':'licence','doc_no':'岚市监许可〔2026〕1号'},"
        "'fields':{'content':'食品经营（变更）'}}",
        code);
    const char *end =
        "{'kind':'licence.end','type':'licence'," MR ",'subject':'%s','on':'2026-03-30',"
        "'refers_to':{'agency':'mr-990101','kind':'licence.grant','type':'licence','doc_no':'岚市监许可〔2026〕1号'},"
        "'fields':{'reason':'注销'}}";
    bench_expect(b, "accepted", NULL, end, code);
    bench_expect(b, "unchanged", NULL, end, code);
    assert_int_equal(bench_shown(b, code, "licence", NULL, NULL), 1); /* stays as past */
    assert_true(bench_rebuilds_equal(b));
}

static void act_road_answers_a_submission_again(void **state)
{
    struct bench *b = *state;
    const char *code = bench_code(b, "91", "990101", 6);
    const char *act = "{'kind':'entity.register'," MR ",'submission':'s-1','subject':'%s','fields':{'name':'甲公司'}}";
    struct answer first = bench_expect(b, "accepted", NULL, act, code);
    struct answer again = bench_expect(b, "unchanged", NULL, act, code);
    assert_string_equal(first.receipt, again.receipt);
    bench_expect(b, "refused", "conflict",
                 "{'kind':'entity.register'," MR ",'submission':'s-1','subject':'%s','fields':{'name':'乙公司'}}",
                 code);
}

/* The standard's own example, GB 11643. */
static void act_road_takes_no_identity_number_anywhere(void **state)
{
    struct bench *b = *state;
    const char *code = registered(b, 11);
    const char *honour = "{'kind':'honour.grant','type':'honour'," MR
                         ",'subject':'%s','doc_no':'%s','submission':'%s','on':'2026-03-30',"
                         "'fields':{'name':'岚安市试验食品有限公司','title':'%s'}}";
    struct answer a = bench_expect(b, "refused", "id-in-field", honour, code, "11010519491231002X", "s-1", "诚信");
    assert_null(strstr(a.text, "19491231"));
    bench_expect(b, "refused", "id-in-field", honour, code, "岚市监表〔2026〕4号", "11010519491231002X", "诚信");
    bench_expect(b, "refused", "id-in-field", honour, code, "岚市监表〔2026〕4号", "s-1",
                 "张某１１０１０５１９４９１２３１００２Ｘ");
    bench_expect(b, "refused", "resident-id-shaped", honour, "11010519491231002X", "岚市监表〔2026〕4号", "s-1",
                 "诚信");
    bench_expect(b, "accepted", NULL, honour, code, "岚市监表〔2026〕4号", "s-1", "诚信");
}

static void act_road_keeps_to_powers_and_regions(void **state)
{
    struct bench *b = *state;
    const char *code = bench_code(b, "91", "990201", 7);
    bench_expect(b, "refused", "wrong-level-or-region",
                 "{'kind':'entity.register'," MR ",'subject':'%s','fields':{'name':'甲公司'}}", code);
    bench_expect(b, "refused", "power",
                 "{'kind':'entity.register','agency':'tax-990101','subject':'%s','fields':{'name':'甲公司'}}",
                 bench_code(b, "91", "990101", 8));
    bench_expect(b, "refused", "agency-unknown",
                 "{'kind':'entity.register','agency':'nobody','subject':'%s','fields':{'name':'甲公司'}}", code);
    bench_expect(b, "refused", "wrong-actor",
                 "{'kind':'entity.register','by':'operator'," MR ",'subject':'%s','fields':{'name':'甲公司'}}", code);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(act_road_registers_once, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(act_road_publishes_a_penalty_until_its_end, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(act_road_refuses_what_misses_substance, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(act_road_computes_the_shortest_end_without_severity, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(act_road_warns_when_words_and_figure_differ, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(act_road_carries_only_what_is_older_than_the_opening, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(act_road_ends_and_changes_a_licence, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(act_road_answers_a_submission_again, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(act_road_takes_no_identity_number_anywhere, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(act_road_keeps_to_powers_and_regions, bench_open, bench_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
