/* SPDX-License-Identifier: Apache-2.0 */
/* D7: the k-th write, sync or truncate fails, once or for ever, for every k until a run has no k-th one. */
#include "fault_test.h"
#include "shim.h"

enum { COMMITS = 12 };

struct outcome {
    int64_t acknowledged, begun; /* acts; `begun` counts the one commit that was refused as well */
};

static bool open_all(struct reg *r, const char *dir, struct err *e)
{
    *r = (struct reg){0};
    if (!store_open_writer(dir, &r->store, e))
        return false;
    if (keys_load(dir, true, &r->keys, e) && journal_open(r->store, &r->keys, &r->journal, e))
        return true;
    store_close(r->store);
    return false;
}

static void scenario(const char *dir, struct outcome *out)
{
    struct reg r;
    struct err e = {0};
    *out = (struct outcome){0};
    if (!open_all(&r, dir, &e))
        return;
    for (int i = 0; i < COMMITS; i++) {
        int64_t n = 1 + i * 7 % 90, before = journal_last_seq(r.journal);
        out->begun = before + n;
        if (try_commit(&r, n, &e))
            out->acknowledged = before + n;
        else
            break; /* as a server would: stop, and look after a restart */
        if (i % 4 == 3 && !store_checkpoint(r.store, &e))
            break;
    }
    reg_close(&r);
}

static bool one_run(const char *dir, int64_t k, bool for_ever)
{
    struct shim shim = {.fail_at = k, .fail_for_ever = for_ever};
    struct outcome out;
    struct err e = {0};
    int64_t n = 0;
    MUST(dir_make(dir, 0700, err));
    shim_install(&shim);
    scenario(dir, &out);
    shim_remove();
    if (!sound(dir, &n, &e))
        fail_msg("call %lld: %s", (long long)k, e.msg);
    if (n < out.acknowledged || n > out.begun)
        fail_msg("call %lld: %lld acts, %lld acknowledged, %lld begun", (long long)k, (long long)n,
                 (long long)out.acknowledged, (long long)out.begun);
    MUST(dir_remove(dir, err));
    bool failed = shim.has_failed;
    shim_free(&shim);
    return failed;
}

static void sweep(const char *dir, bool for_ever)
{
    struct arena *a = arena_new();
    int64_t k = 1;
    while (one_run(path_join(a, dir, "one"), k, for_ever))
        k++;
    print_message("%lld calls, each failing %s\n", (long long)(k - 1), for_ever ? "for ever" : "once");
    assert_true(k > 100);
    arena_free(a);
}

static void fault_io_errors_once(void **state)
{
    sweep(*state, false);
}

static void fault_io_errors_for_ever(void **state)
{
    sweep(*state, true);
}

/* D6: after a failed sync nothing is written any more until the register is opened again. */
static void fault_io_errors_failed_sync_ends_writing(void **state)
{
    struct shim shim = {0};
    struct reg r;
    int64_t n;
    shim_install(&shim);
    reg_open(&r, *state);
    MUST(try_commit(&r, 3, err));
    int64_t before = shim.calls;
    MUST(try_commit(&r, 3, err));
    shim.fail_at = shim.calls + (shim.calls - before); /* a commit's last call is its sync */
    MUST_FAIL(ERR_IO, try_commit(&r, 3, err));
    MUST_FAIL(ERR_IO, try_commit(&r, 3, err));
    MUST(journal_verify(r.store, &n, err)); /* reading goes on */
    assert_int_equal(n, 6);
    reg_close(&r);
    shim_remove();
    reg_open(&r, *state);
    MUST(try_commit(&r, 3, err));
    reg_close(&r);
    shim_free(&shim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FAULT_TEST(fault_io_errors_once),
        FAULT_TEST(fault_io_errors_for_ever),
        FAULT_TEST(fault_io_errors_failed_sync_ends_writing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
