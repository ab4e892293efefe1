/* SPDX-License-Identifier: Apache-2.0 */
/* Copies of public lists: opened by copy.take, ended when a complete newer copy lacks them, or when the agency files itself. */
#include "bench.h"

#define URL "https://example.invalid/list"

static struct str put(struct stage *st, struct bench *b, int serial, int64_t line)
{
    struct err e;
    const char *code = bench_code(b, "91", "990101", serial);
    char name[64], year[] = "2025";
    snprintf(name, sizeof name, "岚安市第%d号有限公司", serial);
    struct act_field fields[] = {{STR("copied_from"), FORM_TEXT, STR(URL)},
                                 {STR("name"), FORM_TEXT, str_of(name)},
                                 {STR("retrieved_on"), FORM_TEXT, STR("2026-04-01")},
                                 {STR("year"), FORM_TEXT, str_of(year)}};
    struct act a = {.kind = KIND_HONOUR_GRANT, .type = STR("sta-a"), .by = BY_OPERATOR, .agency = STR("sta"), .subject = str_of(code),
                    .on = DAY_NONE, .origin = ORIGIN_COPIED, .fields = fields, .n_fields = 4};
    assert_true(stage_put(st, &a, line, &e));
    return str_of(code);
}

static bool take(struct bench *b, int from, int to, bool complete, bool yes, struct import_sum *sum, struct err *e)
{
    struct stage *st;
    struct findings *f = findings_new();
    assert_true(stage_create(b->dir, &st, e));
    for (int i = from; i < to; i++)
        put(st, b, i, i);
    assert_true(stage_finish(st, e));
    struct import_order o = {.stage = stage_id(st), .copied_from = STR(URL), .copy_type = STR("sta-a"), .copy_agency = STR("sta"),
                             .copy_sha256 = STR("00"), .retrieved = day_of_instant(b->now), .complete = complete,
                             .copy_rows = to - from, .yes = yes};
    bool ok = door_import(b->door, &o, f, NULL, NULL, sum, e);
    stage_discard(st);
    findings_free(f);
    return ok;
}

static void act_copy_complete_ends_what_is_gone(void **state)
{
    struct bench *b = *state;
    struct import_sum sum;
    struct err e;
    assert_true(take(b, 0, 100, true, false, &sum, &e));
    assert_int_equal(sum.accepted, 100);
    assert_true(take(b, 0, 100, true, false, &sum, &e));
    assert_int_equal(sum.unchanged, 100);
    assert_int_equal(sum.accepted + sum.ended, 0);
    assert_true(sum.first_seq > 0); /* the look itself is an act */
    assert_true(take(b, 5, 100, true, false, &sum, &e));
    assert_int_equal(sum.ended, 5);
    assert_true(bench_rebuilds_equal(b));
}

static void act_copy_that_shrinks_too_far_stops_and_asks(void **state)
{
    struct bench *b = *state;
    struct import_sum sum;
    struct err e;
    assert_true(take(b, 0, 100, true, false, &sum, &e));
    assert_false(take(b, 50, 100, true, false, &sum, &e));
    assert_int_equal(e.kind, ERR_CONFLICT);
    assert_true(take(b, 50, 100, true, true, &sum, &e));
    assert_int_equal(sum.ended, 50);
}

static void act_copy_ended_may_come_again(void **state)
{
    struct bench *b = *state;
    struct import_sum sum;
    struct err e;
    assert_true(take(b, 0, 20, true, false, &sum, &e));
    assert_true(take(b, 1, 20, true, true, &sum, &e));
    assert_true(take(b, 0, 20, true, false, &sum, &e));
    assert_int_equal(sum.accepted, 1);
    assert_int_equal(sum.unchanged, 19);
    assert_true(bench_rebuilds_equal(b));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(act_copy_complete_ends_what_is_gone, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(act_copy_that_shrinks_too_far_stops_and_asks, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(act_copy_ended_may_come_again, bench_open, bench_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
