/* SPDX-License-Identifier: Apache-2.0 */
/* The wrong-firm guard: nothing adverse is public under a code whose holder has another name (N5). */
#include "bench.h"

static struct answer penalty(struct bench *b, const char *status, const char *refused, const char *code, const char *name,
                             const char *on, int number, const char *more)
{
    return bench_expect(b, status, refused,
                        "{'kind':'penalty.decide','type':'penalty'," MR ",'subject':'%s','doc_no':'岚市监处罚〔2026〕%d号','on':'%s'%s,"
                        "'fields':{'name':'%s','subject_class':'organisation','unlawful_act':'甲','facts':'乙','basis':'某法第一条',"
                        "'penalty_kind':'fine','content':'罚款2000元','fine':'0.200000','severity':'serious'}}",
                        code, number, on, more, name);
}

static void enter(struct bench *b, const char *code, const char *name, const char *more)
{
    bench_expect(b, "accepted", NULL, "{'kind':'entity.register'," MR ",'subject':'%s','on':'2015-01-05','fields':{'name':'%s'%s}}",
                 code, name, more);
}

static void act_guard_refuses_another_firms_name(void **state)
{
    struct bench *b = *state;
    const char *code = bench_code(b, "91", "990101", 21);
    enter(b, code, "岚安市青禾食品有限公司", "");
    penalty(b, "refused", "code-name", code, "岚安市白鹭食品有限公司", "2026-03-02", 1, "");
    penalty(b, "accepted", NULL, code, "岚安市青禾食品有限公司", "2026-03-02", 1, "");
}

static void act_guard_knows_former_names_from_their_day(void **state)
{
    struct bench *b = *state;
    const char *code = bench_code(b, "91", "990101", 22);
    enter(b, code, "新名有限公司", ",'former_names':'旧名有限公司~2025-06-30'");
    penalty(b, "accepted", NULL, code, "旧名有限公司", "2026-03-02", 2, "");
    penalty(b, "accepted", NULL, code, "新名有限公司", "2026-03-02", 3, "");
    penalty(b, "refused", "code-name", code, "新名有限公司", "2025-06-30", 4, "");
}

static void act_guard_follows_a_change_of_name(void **state)
{
    struct bench *b = *state;
    const char *code = bench_code(b, "91", "990101", 23);
    enter(b, code, "甲有限公司", "");
    bench_expect(b, "accepted", NULL,
                 "{'kind':'entity.change'," MR ",'subject':'%s','on':'2026-02-01','fields':{'name':'乙有限公司'}}", code);
    penalty(b, "refused", "code-name", code, "乙有限公司", "2026-01-31", 5, "");
    penalty(b, "accepted", NULL, code, "乙有限公司", "2026-02-01", 5, "");
    penalty(b, "accepted", NULL, code, "甲有限公司", "2026-03-02", 6, "");
}

static void act_guard_holds_until_a_registrar_files(void **state)
{
    struct bench *b = *state;
    const char *code = bench_code(b, "91", "990101", 24), *other = bench_code(b, "91", "990101", 25);
    penalty(b, "held", NULL, code, "岚安市春风有限公司", "2026-03-02", 7, "");
    penalty(b, "held", NULL, other, "岚安市春风有限公司", "2026-03-02", 8, "");
    assert_int_equal(bench_shown(b, code, "penalty", NULL, NULL), 0);
    bench_at(b, "2026-04-03T02:00:00Z");
    enter(b, code, "岚安市春风有限公司", "");
    enter(b, other, "岚安市夏日有限公司", "");
    assert_int_equal(bench_shown(b, code, "penalty", NULL, NULL), 1);
    assert_int_equal(bench_shown(b, code, "penalty", "2026-04-02", NULL), 0);
    assert_int_equal(bench_shown(b, other, "penalty", NULL, NULL), 0);
    assert_true(bench_rebuilds_equal(b));
}

static void act_guard_takes_a_second_officers_word(void **state)
{
    struct bench *b = *state;
    const char *code = bench_code(b, "91", "990101", 26);
    penalty(b, "refused", "officer-unknown", code, "岚安市秋实有限公司", "2026-03-02", 9, ",'confirmed_by':'mr-2'");
    bench_expect(b, "accepted", NULL,
                 "{'kind':'officer.add','by':'operator'," MR ",'on':'2026-03-01','fields':{'officer':'mr-2','roles':'confirm'}}");
    penalty(b, "accepted", NULL, code, "岚安市秋实有限公司", "2026-03-02", 9, ",'confirmed_by':'mr-2'");
    assert_int_equal(bench_shown(b, code, "penalty", NULL, NULL), 1);
}

static void act_guard_opens_files_for_the_favourable_only(void **state)
{
    struct bench *b = *state;
    const char *code = bench_code(b, "91", "990101", 27);
    penalty(b, "held", NULL, code, "岚安市冬青有限公司", "2026-03-02", 10, "");
    struct store *s = bench_reader(b);
    struct arena *a = arena_new();
    struct reg_entity x;
    struct err e;
    bool found;
    assert_true(registry_entity_find(s, str_of(code), a, &found, &x, &e));
    assert_false(found);
    arena_free(a);
    store_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(act_guard_refuses_another_firms_name, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(act_guard_knows_former_names_from_their_day, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(act_guard_follows_a_change_of_name, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(act_guard_holds_until_a_registrar_files, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(act_guard_takes_a_second_officers_word, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(act_guard_opens_files_for_the_favourable_only, bench_open, bench_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
