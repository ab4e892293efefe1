/* SPDX-License-Identifier: Apache-2.0 */
/* What an organisation's row holds of its fields is what the journal folds to, after any changes, corrections, rebuild.
 */
#include "bench.h"

#include <stdlib.h>

enum { FIRMS = 40, ROUNDS = 6, LONG = 100 };

static uint32_t seed = 20261124;

static int pick(int n)
{
    seed = seed * 1664525u + 1013904223u;
    return (int)((seed >> 8) % (uint32_t)n);
}

/* Some fields, each there or not, short, long or empty; the last too long for any row in one of four. */
static struct str fields(struct bench *b, const char *name)
{
    struct buf f = {0};
    buf_printf(&f, "'name':'%s'", name);
    if (pick(2))
        buf_printf(&f, ",'address':'岚安市试验路%d号'", pick(1000));
    if (pick(2))
        buf_printf(&f, ",'capital':'%d.%06d'", pick(1000), pick(1000000));
    if (pick(3) == 0)
        buf_printf(&f, ",'founded_on':'20%02d-0%d-1%d'", pick(20), 1 + pick(9), pick(10));
    if (pick(3) == 0)
        buf_printf(&f, ",'reg_no':'99010%d000012345'", pick(9));
    if (pick(3) == 0) {
        buf_z(&f, ",'scope':'");
        for (int i = pick(4) ? pick(30) : LONG + pick(30); i >= 0; i--)
            buf_z(&f, "批发");
        buf_z(&f, "'");
    }
    struct str out = str_dup(b->arena, buf_view(&f));
    buf_free(&f);
    return out;
}

static bool has_column(struct str id)
{
    return str_is(id, "name") || str_is(id, "status") || str_is(id, "former_names");
}

static size_t without_columns(struct act_field *f, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (!has_column(f[i].id))
            f[kept++] = f[i];
    return kept;
}

struct tally {
    struct store *s;
    struct arena *a;
    int checked, in_row;
};

static bool row_is_fold(void *context, const struct reg_entity *x, struct err *e)
{
    struct tally *t = context;
    struct act_field *row, *fold;
    size_t n_row, n_fold;
    if (!registry_entity_latest(t->s, x, t->a, &row, &n_row, e) ||
        !registry_entity_fields(t->s, x, DAY_NONE, (struct instant){0}, t->a, &fold, &n_fold, e))
        return false;
    n_row = without_columns(row, n_row);
    n_fold = without_columns(fold, n_fold);
    assert_int_equal(n_row, n_fold);
    for (size_t i = 0; i < n_row; i++)
        assert_true(str_eq(row[i].id, fold[i].id) && row[i].form == fold[i].form &&
                    str_eq(row[i].value, fold[i].value));
    t->checked++;
    t->in_row += !str_is(x->shape, "-");
    return true;
}

static void check_all(struct bench *b, int want)
{
    struct err e = {0};
    struct tally t = {.s = bench_reader(b), .a = arena_new()};
    if (!registry_entity_each(t.s, STR(""), row_is_fold, &t, &e))
        fail_msg("%s", e.msg);
    assert_int_equal(t.checked, want);
    assert_true(t.in_row > 0 && t.in_row < t.checked); /* both ways are met */
    arena_free(t.a);
    store_close(t.s);
}

static void act_latest_row_is_what_the_journal_folds_to(void **state)
{
    struct bench *b = *state;
    for (int i = 0; i < FIRMS; i++)
        bench_expect(b, "accepted", NULL,
                     "{'kind':'entity.register'," MR ",'subject':'%s','on':'2019-01-01','fields':{%s}}",
                     bench_code(b, "91", "990101", 100 + i), fields(b, str_printf(b->arena, "甲%d有限公司", i).p).p);
    check_all(b, FIRMS);
    int changed = 0;
    for (int round = 1; round <= ROUNDS; round++) {
        for (int i = 0; i < FIRMS; i++) {
            if (pick(2))
                continue;
            /* every other keeps its name, as most changes do */
            struct str name = str_printf(b->arena, pick(2) ? "甲%d有限公司" : "乙%d有限公司", i);
            struct answer x =
                bench_submit(b, "{'kind':'entity.change'," MR ",'subject':'%s','on':'2026-03-%02d','fields':{%s}}",
                             bench_code(b, "91", "990101", 100 + i), 10 + round, fields(b, name.p).p);
            changed += strcmp(x.status, "accepted") == 0;
        }
        check_all(b, FIRMS);
    }
    assert_true(changed > FIRMS);
    assert_true(bench_rebuilds_equal(b));
    check_all(b, FIRMS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(act_latest_row_is_what_the_journal_folds_to, bench_open, bench_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
