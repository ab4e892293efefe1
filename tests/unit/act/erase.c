/* SPDX-License-Identifier: Apache-2.0 */
/* Withdrawal hides, erasure empties; the key stays taken, the counts stay, and a rebuild gives the same either way (R1). */
#include "bench.h"

enum { FIRMS = 200, ERASED = 20 };

static struct answer honour(struct bench *b, const char *status, const char *refused, const char *code, int number, const char *more)
{
    return bench_expect(b, status, refused,
                        "{'kind':'honour.grant','type':'honour'," MR ",'subject':'%s','doc_no':'岚市监表〔2026〕%d号','on':'2026-03-30'%s,"
                        "'fields':{'name':'岚安市第%d号有限公司','title':'诚信经营示范单位'}}", code, number, more, number);
}

static struct answer withdraw(struct bench *b, const char *code, const char *receipt, bool erase)
{
    return bench_expect(b, "accepted", NULL,
                        "{'kind':'record.withdraw'," MR ",'subject':'%s','on':'2026-04-01','refers_to':'%s',"
                        "'fields':{'reason':'person-request','basis':'个人信息保护法第四十七条'%s}}", code, receipt,
                        erase ? ",'erase':true" : "");
}

static void act_erase_hides_and_frees_the_key_for_who_names_it(void **state)
{
    struct bench *b = *state;
    const char *code = bench_code(b, "91", "990101", 41);
    bench_expect(b, "accepted", NULL, "{'kind':'entity.register'," MR ",'subject':'%s','fields':{'name':'岚安市第1号有限公司'}}", code);
    struct answer first = honour(b, "accepted", NULL, code, 1, "");
    struct answer gone = withdraw(b, code, first.receipt, false);
    assert_int_equal(bench_shown(b, code, "honour", NULL, NULL), 0);
    honour(b, "refused", "withdrawn", code, 1, "");
    char ref[64];
    snprintf(ref, sizeof ref, ",'refers_to':'%s'", gone.receipt);
    honour(b, "accepted", NULL, code, 1, ref);
    assert_int_equal(bench_shown(b, code, "honour", NULL, NULL), 1);
    assert_true(bench_rebuilds_equal(b));
}

static void act_erase_keeps_the_key_for_ever(void **state)
{
    struct bench *b = *state;
    const char *code = bench_code(b, "91", "990101", 42);
    struct answer first = honour(b, "accepted", NULL, code, 2, "");
    withdraw(b, code, first.receipt, true);
    honour(b, "refused", "withdrawn", code, 2, "");
    assert_true(bench_rebuilds_equal(b));
    honour(b, "refused", "withdrawn", code, 2, "");
}

static void act_erase_of_one_in_ten_rebuilds_the_same(void **state)
{
    struct bench *b = *state;
    struct answer receipts[FIRMS];
    const char *codes[FIRMS];
    for (int i = 0; i < FIRMS; i++) {
        codes[i] = bench_code(b, "91", "990101", 100 + i);
        if (i % 3 == 0)
            bench_expect(b, "accepted", NULL, "{'kind':'entity.register'," MR ",'subject':'%s','fields':{'name':'岚安市第%d号有限公司'}}",
                         codes[i], 100 + i);
        receipts[i] = honour(b, "accepted", NULL, codes[i], 100 + i, "");
    }
    for (int i = 0; i < ERASED; i++)
        withdraw(b, codes[i * 10], receipts[i * 10].receipt, true);
    assert_true(bench_rebuilds_equal(b));
    struct store *s = bench_reader(b);
    struct arena *a = arena_new();
    struct err e;
    int64_t checked;
    for (int i = 0; i < ERASED; i++) {
        struct reg_withdrawn w;
        bool found;
        assert_true(registry_withdrawn(s, receipts[i * 10].seq, a, &found, &w, &e));
        assert_true(found && w.erased && str_is(w.reason, "person-request"));
        struct journal_entry en;
        assert_true(journal_get(s, receipts[i * 10].seq, a, &en, &e));
        assert_true(en.emptied);
        assert_true(str_find(en.residue, STR("有限公司")) < 0);
    }
    assert_true(journal_verify(s, &checked, &e));
    arena_free(a);
    store_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(act_erase_hides_and_frees_the_key_for_who_names_it, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(act_erase_keeps_the_key_for_ever, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(act_erase_of_one_in_ten_rebuilds_the_same, bench_open, bench_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
