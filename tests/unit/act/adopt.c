/* SPDX-License-Identifier: Apache-2.0 */
/* Adopting an edition: an unsound rulebook never, and terms that reach back only ever shorten. */
#include "bench.h"

#pragma GCC diagnostic ignored "-Wformat-nonliteral"

#include <stdlib.h>
#include <unistd.h>

static const char head[] =
    "id,scope,what,grade,count,unit,start,valid_from,valid_to,existing_from,basis,source,verified\n";

/* The demo's folder with its own terms, above the national one. */
static const char *rules_with(struct bench *b, const char *name, const char *terms)
{
    struct arena *a = b->arena;
    const char *over = path_join(a, b->dir, name), *demo = RULES, *cn = path_join(a, RULES, "../cn");
    const char *dir = path_join(a, over, "demo");
    struct str *names;
    struct err e;
    size_t n;
    assert_true(dir_make(over, 0755, &e) && dir_make(dir, 0755, &e));
    assert_int_equal(symlink(cn, path_join(a, over, "cn")), 0);
    assert_true(dir_list(demo, a, &names, &n, &e));
    for (size_t i = 0; i < n; i++) {
        struct buf text = {0};
        assert_true(file_read(path_join(a, demo, names[i].p), 1 << 22, &text, &e));
        assert_true(file_write_atomic(path_join(a, dir, names[i].p), buf_view(&text), 0644, &e));
        buf_free(&text);
    }
    struct str own = str_printf(a, "%s%s", head, terms);
    assert_true(file_write_atomic(path_join(a, dir, "terms.csv"), own, 0644, &e));
    return dir;
}

static int64_t adopt(struct bench *b, const char *dir)
{
    struct findings *f = findings_new();
    struct adopt_sum sum = {0};
    struct err e;
    if (!door_adopt(b->door, dir, f, &sum, &e))
        fail_msg("%s", e.msg);
    findings_free(f);
    return sum.shortened;
}

static const char *penalty(struct bench *b, int serial, const char *on, const char *severity)
{
    const char *code = bench_code(b, "91", "990101", serial);
    bench_expect(b, "accepted", NULL,
                 "{'kind':'entity.register'," MR ",'subject':'%s','fields':{'name':'甲%d有限公司'}}", code, serial);
    bench_expect(b, "accepted", NULL,
                 "{'kind':'penalty.decide','type':'penalty'," MR
                 ",'subject':'%s','doc_no':'岚市监处罚〔2026〕%d号','on':'%s',"
                 "'fields':{'name':'甲%d有限公司','subject_class':'organisation','unlawful_act':'甲','facts':'乙',"
                 "'basis':'某法第一条','penalty_kind':'fine','content':'罚款2000元','fine':'0.200000'%s%s%s}}",
                 code, serial, on, serial, *severity ? ",'severity':'" : "", severity, *severity ? "'" : "");
    return code;
}

static void assert_end(struct bench *b, const char *code, const char *until)
{
    struct store *s = bench_reader(b);
    struct reg_record *r;
    struct err e;
    size_t n;
    char day[DAY_CHARS];
    assert_true(registry_records(s, str_of(code), b->arena, &r, &n, &e));
    assert_int_equal(n, 1);
    assert_string_equal(day_format(r[0].public_until, day), until);
    store_close(s);
}

#define YEAR(existing)                                                                                                 \
    "penalty-general-longest-2026,penalty,display-longest,general,12,month,decision,2026-04-01,," existing             \
    ",ndrc-36,procedure 2.4,yes\n"

static void act_adopt_shortens_what_is_on_file(void **state)
{
    struct bench *b = *state;
    const char *general = penalty(b, 1, "2026-03-01", "general"), *old = penalty(b, 2, "2023-06-01", "general");
    const char *serious = penalty(b, 3, "2026-03-01", "serious"), *ungraded = penalty(b, 4, "2026-03-01", "");
    const char *under_new = penalty(b, 5, "2026-04-01", "general");
    assert_end(b, general, "2029-03-01"); /* three years, by the measures of 2023 */
    assert_end(b, old, "2026-06-01");
    assert_int_equal(adopt(b, rules_with(b, "second", YEAR("2026-05-01"))), 2);
    assert_end(b, general, "2027-03-01"); /* one year */
    assert_end(b, old, "2026-04-30");     /* one year was over long ago: the day before the row binds it */
    assert_end(b, serious, "2029-03-01");
    assert_end(b, ungraded, "2026-06-01");
    assert_end(b, under_new, "2027-04-01");
    assert_true(bench_rebuilds_equal(b));
    assert_end(b, general, "2027-03-01");
    bench_at(b, "2026-05-02T02:00:00Z");
    assert_int_equal(bench_shown(b, old, "penalty", NULL, NULL), 0);
    assert_int_equal(bench_shown(b, old, "penalty", "2026-04-10", "2026-04-01T00:00:00Z"), 0);
}

static void act_adopt_comes_to_the_same_in_any_order(void **state)
{
    struct bench *b = *state;
    adopt(b, rules_with(b, "second", YEAR("2026-05-01")));
    const char *late = penalty(b, 1, "2026-03-01", "general");
    assert_end(b, late, "2027-03-01"); /* filed after the adoption, decided before the row */
    bench_expect(
        b, "accepted", NULL,
        "{'kind':'record.correct'," MR ",'subject':'%s','on':'2026-04-01','refers_to':{'agency':'mr-990101',"
        "'kind':'penalty.decide','type':'penalty','doc_no':'岚市监处罚〔2026〕1号'},'fields':{'severity':'general',"
        "'reason':'补录程度'}}",
        late);
    assert_end(b, late, "2027-03-01"); /* a correction does not bring the three years back */
    assert_int_equal(adopt(b, rules_with(b, "third", YEAR("2026-05-01"))), 0);
    assert_true(bench_rebuilds_equal(b));
}

static void act_adopt_never_lengthens(void **state)
{
    struct bench *b = *state;
    const char *general = penalty(b, 1, "2026-03-01", "general"), *short_one = penalty(b, 2, "2026-04-01", "slight");
    assert_int_equal(adopt(b, rules_with(b, "plain", YEAR(""))), 0); /* no existing_from: nothing on file changes */
    assert_end(b, general, "2029-03-01");
    assert_end(b, short_one, "2026-07-01");
    assert_int_equal(adopt(b, rules_with(b, "longer",
                                         "penalty-slight-longest-2026,penalty,display-longest,slight,3,month,decision,"
                                         "2026-04-01,,2029-01-01,ndrc-36,procedure 2.4,yes\n" YEAR("2029-01-01"))),
                     1);
    assert_end(b, general, "2028-12-31"); /* not before the day from which the row binds */
    assert_end(b, short_one, "2026-07-01");
    assert_true(bench_rebuilds_equal(b));
}

static void act_adopt_refuses_an_unsound_rulebook(void **state)
{
    struct bench *b = *state;
    const char *dir =
        rules_with(b, "unsound", "strange,penalty,display-forever,general,12,month,decision,,,,ndrc-36,x,\n");
    struct findings *f = findings_new();
    struct adopt_sum sum = {0};
    struct err e;
    assert_false(door_adopt(b->door, dir, f, &sum, &e));
    assert_int_equal(e.kind, ERR_DATA);
    assert_int_equal(findings_count_rule(f, "rules-word"), 1);
    assert_int_equal(findings_count(f, FINDING_NOTE), 0); /* what could be better is told by check, not here */
    findings_free(f);
    const char *general = penalty(b, 1, "2026-04-01", "general"); /* the register goes on under the old one */
    assert_end(b, general, "2027-04-01");
}

static void act_adopt_init_refuses_an_unsound_rulebook(void **state)
{
    struct bench *b = *state;
    const char *dir = rules_with(b, "unsound", "strange,penalty,late,general,12,month,sunrise,,,,ndrc-36,x,\n");
    struct findings *f = findings_new();
    struct err e;
    const char *fresh = path_join(b->arena, b->dir, "fresh");
    assert_false(act_init(fresh, dir, true, b->now, f, &e));
    assert_int_equal(e.kind, ERR_DATA);
    assert_int_equal(findings_count_rule(f, "rules-word"), 1);
    assert_false(act_is_register(fresh));
    findings_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(act_adopt_shortens_what_is_on_file, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(act_adopt_comes_to_the_same_in_any_order, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(act_adopt_never_lengthens, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(act_adopt_refuses_an_unsound_rulebook, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(act_adopt_init_refuses_an_unsound_rulebook, bench_open, bench_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
