/* SPDX-License-Identifier: Apache-2.0 */
/* For tests of faults: commits that leave a trace in two tables, and the check of what must be left of them. */
#ifndef GONGSHI_TEST_FAULT_H
#define GONGSHI_TEST_FAULT_H

#include <unistd.h>

#include "../unit/journal/journal_test.h"

/* One commit of n acts, each with a row of a projection; false with an error when the store refuses. */
static inline bool try_commit(struct reg *r, int64_t n, struct err *e)
{
    struct arena *a = arena_new();
    bool ok = store_begin(r->store, e);
    if (ok)
        (void)journal_begin(r->journal, (struct instant){1000});
    for (int64_t i = 0; ok && i < n; i++) {
        int64_t seq = journal_last_seq(r->journal) + 1;
        struct act act = invented_act(a, seq);
        struct verdict v = plain_verdict();
        ok = journal_append(r->journal, &act, &v, STR("local"), &seq, e) &&
             store_run(r->store, NULL, e, ST_CHAIN_PUT, "ii", (int64_t)1, seq);
        arena_reset(a);
    }
    ok = ok && journal_finish(r->journal, e) && store_commit(r->store, e);
    if (!ok) {
        store_rollback(r->store);
        journal_abandon(r->journal);
    }
    arena_free(a);
    return ok;
}

/* How many acts stand; the file must be sound, the journal verify, and the projection have as many rows. */
static inline bool sound(const char *dir, int64_t *n, struct err *e)
{
    struct store *s;
    struct rows *r;
    bool got = true;
    int64_t rows = 0;
    if (!store_open_writer(dir, &s, e))
        return false;
    bool ok = store_integrity(s, e) && journal_verify(s, n, e) && store_query(s, &r, e, ST_CHAIN_OF, "i", (int64_t)1);
    if (ok) {
        while ((ok = rows_next(r, &got, e)) && got)
            rows++;
        rows_end(r);
    }
    if (ok && rows != *n)
        ok = ERR(e, ERR_CORRUPT, "%lld acts, %lld rows", (long long)*n, (long long)rows);
    store_close(s);
    return ok;
}

/* Memory holds the files where there is a folder for that: these tests open thousands of registers. */
static inline int fast_scratch_make(void **state)
{
    char shm[] = "/dev/shm/gongshi-test-XXXXXX";
    if (access("/dev/shm", W_OK) != 0 || !mkdtemp(shm))
        return scratch_make(state);
    *state = strdup(shm);
    return 0;
}

#define FAULT_TEST(f) cmocka_unit_test_setup_teardown(f, fast_scratch_make, scratch_drop)

/* A number below n from a seeded sequence, so that a failure can be had again. */
static inline uint32_t dice(uint64_t *seed, uint32_t n)
{
    *seed = *seed * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)((*seed >> 33) % n);
}

#endif
