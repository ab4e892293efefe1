/* SPDX-License-Identifier: Apache-2.0 */
/* The public rule against a stupid second version of it, on random records and days; and what as_of and known_at may do. */
#include "bench.h"

static uint32_t seed = 20261123;

static int pick(int n)
{
    seed = seed * 1664525u + 1013904223u;
    return (int)((seed >> 8) % (uint32_t)n);
}

static struct day some_day(bool may_be_none)
{
    return may_be_none && pick(4) == 0 ? DAY_NONE : (struct day){20000 + pick(40)};
}

/* Written from the words of design section 6, day by day, without intervals. */
static enum reg_shown stupid(const struct reg_record *r, struct day on)
{
    bool hidden = (r->flags & RECORD_WITHDRAWN) || (r->flags & RECORD_HELD);
    bool begun = false, over = false, in_force_over = false;
    for (int d = 19900; d <= on.n; d++) {
        begun = begun || !day_is(r->public_from) || d == r->public_from.n;
        over = over || (day_is(r->public_until) && d == r->public_until.n + 1);
        in_force_over = in_force_over || (day_is(r->in_force_until) && d == r->in_force_until.n + 1);
    }
    if (hidden || !begun)
        return SHOWN_NOT;
    if (over)
        return r->flags & RECORD_PAST_STAYS ? SHOWN_PAST : SHOWN_NOT;
    return in_force_over && (r->flags & RECORD_PAST_STAYS) ? SHOWN_PAST : SHOWN_CURRENT;
}

static void act_public_rule_is_the_stupid_rule(void **state)
{
    (void)state;
    for (int i = 0; i < 20000; i++) {
        struct reg_record r = {.public_from = some_day(false), .public_until = some_day(true), .in_force_until = some_day(true)};
        r.flags = (pick(2) ? RECORD_ADVERSE : RECORD_PAST_STAYS) | (pick(10) ? 0 : RECORD_HELD) | (pick(10) ? 0 : RECORD_WITHDRAWN);
        struct day on = {19995 + pick(50)};
        assert_int_equal(registry_shown_on(&r, on), stupid(&r, on));
    }
}

static struct answer revoke(struct bench *b, const char *code)
{
    return bench_expect(b, "accepted", NULL,
                        "{'kind':'penalty.revoke','type':'penalty'," MR ",'subject':'%s','on':'2026-05-09',"
                        "'refers_to':{'agency':'mr-990101','kind':'penalty.decide','type':'penalty','doc_no':'岚市监处罚〔2026〕31号'},"
                        "'fields':{'reason':'法院撤销'}}", code);
}

static void act_public_never_brings_back_what_has_left(void **state)
{
    struct bench *b = *state;
    const char *code = bench_code(b, "91", "990101", 31);
    bench_expect(b, "accepted", NULL, "{'kind':'entity.register'," MR ",'subject':'%s','fields':{'name':'甲有限公司'}}", code);
    bench_expect(b, "accepted", NULL,
                 "{'kind':'penalty.decide','type':'penalty'," MR ",'subject':'%s','doc_no':'岚市监处罚〔2026〕31号','on':'2026-03-30',"
                 "'fields':{'name':'甲有限公司','subject_class':'organisation','unlawful_act':'甲','facts':'乙','basis':'某法第一条',"
                 "'penalty_kind':'fine','content':'罚款2000元','fine':'0.200000','severity':'serious'}}", code);
    bench_at(b, "2026-05-10T02:00:00Z");
    assert_int_equal(bench_shown(b, code, "penalty", "2026-05-01", NULL), 1);
    revoke(b, code);
    assert_int_equal(bench_shown(b, code, "penalty", NULL, NULL), 0);
    assert_int_equal(bench_shown(b, code, "penalty", "2026-05-01", NULL), 0);
    assert_int_equal(bench_shown(b, code, "penalty", "2026-05-01", "2026-05-09T00:00:00Z"), 0);
    assert_true(bench_rebuilds_equal(b));
}

static void act_public_correction_keeps_the_past_apart(void **state)
{
    struct bench *b = *state;
    const char *code = bench_code(b, "91", "990101", 32);
    bench_expect(b, "accepted", NULL, "{'kind':'entity.register'," MR ",'subject':'%s','fields':{'name':'甲有限公司'}}", code);
    struct answer a = bench_expect(b, "accepted", NULL,
                 "{'kind':'honour.grant','type':'honour'," MR ",'subject':'%s','doc_no':'岚市监表〔2026〕2号','on':'2026-03-30',"
                 "'fields':{'name':'甲有限公司','title':'诚信经营示范单位'}}", code);
    bench_at(b, "2026-05-10T02:00:00Z");
    bench_expect(b, "accepted", NULL,
                 "{'kind':'record.correct'," MR ",'subject':'%s','on':'2026-05-10','refers_to':'%s',"
                 "'fields':{'reason':'名称有误','title':'诚信经营单位'}}", code, a.receipt);
    struct store *s = bench_reader(b);
    struct arena *arena = arena_new();
    struct reg_record *records;
    struct act_field *fields;
    size_t n, n_fields;
    struct err e;
    assert_true(registry_records(s, str_of(code), arena, &records, &n, &e));
    assert_int_equal(n, 1);
    assert_true(registry_fold(s, &records[0], DAY_NONE, (struct instant){0}, arena, &fields, &n_fields, &e));
    struct act now = {.fields = fields, .n_fields = n_fields};
    assert_true(str_is(act_text(&now, "title"), "诚信经营单位"));
    assert_int_equal(act_text(&now, "reason").n, 0);
    arena_free(arena);
    store_close(s);
    assert_true(bench_rebuilds_equal(b));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(act_public_rule_is_the_stupid_rule),
        cmocka_unit_test_setup_teardown(act_public_never_brings_back_what_has_left, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(act_public_correction_keeps_the_past_apart, bench_open, bench_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
