/* SPDX-License-Identifier: Apache-2.0 */
/* Transactions, statements, triggers: what the header of store promises about rows. */
#include "scratch.h"

static void put(struct store *s, const char *key, const char *value)
{
    MUST(store_run(s, NULL, err, ST_META_PUT, "tt", str_of(key), str_of(value)));
}

static bool has(struct store *s, const char *key, const char *value)
{
    struct rows *r;
    bool got = false;
    MUST(store_query(s, &r, err, ST_META_GET, "t", str_of(key)));
    MUST(rows_next(r, &got, err));
    bool is = got && str_is(rows_str(r, 0), value);
    rows_end(r);
    return is;
}

static void store_transaction_commit_lasts_and_rollback_does_not(void **state)
{
    struct store *s;
    MUST(store_open_writer(*state, &s, err));
    MUST(store_begin(s, err));
    put(s, "kept", "1");
    MUST(store_commit(s, err));
    MUST(store_begin(s, err));
    put(s, "lost", "1");
    store_rollback(s);
    store_rollback(s);
    store_close(s);
    MUST(store_open_writer(*state, &s, err));
    assert_true(has(s, "kept", "1"));
    assert_false(has(s, "lost", "1"));
    store_close(s);
    store_close(NULL);
}

static void store_transaction_reader_sees_one_snapshot(void **state)
{
    struct store *w, *r;
    MUST(store_open_writer(*state, &w, err));
    MUST(store_open_reader(*state, &r, err));
    MUST(store_read_begin(r, err));
    assert_false(has(r, "a", "1"));
    MUST(store_begin(w, err));
    put(w, "a", "1");
    assert_false(has(r, "a", "1"));
    MUST(store_commit(w, err));
    assert_false(has(r, "a", "1"));
    store_read_end(r);
    assert_true(has(r, "a", "1"));
    MUST_FAIL(ERR_DENIED, store_run(r, NULL, err, ST_META_PUT, "tt", STR("b"), STR("1")));
    store_close(r);
    store_close(w);
}

static void store_transaction_null_and_empty_stay_apart(void **state)
{
    struct store *s;
    struct rows *r;
    bool got;
    MUST(store_open_writer(*state, &s, err));
    MUST(store_begin(s, err));
    MUST(store_run(s, NULL, err, ST_OFFICER_PUT, "tttdd", STR("a"), STR("1"), STR(""), DAY_NONE, (struct day){0}));
    MUST(store_run(s, NULL, err, ST_SHAPE_PUT, "tt", STR("a"), STR("")));
    MUST(store_run(s, NULL, err, ST_ENTITY_PUT, "tttidiiidb", STR("x"), STR("n"), STR_NONE, (int64_t)1, DAY_NONE,
                   (int64_t)1, (int64_t)INT64_MAX, INT64_MIN, (struct day){-5}, STR_NONE));
    MUST(store_commit(s, err));
    MUST(store_query(s, &r, err, ST_OFFICER_GET, "tt", STR("a"), STR("1")));
    MUST(rows_next(r, &got, err));
    assert_true(got && !rows_is_null(r, 2) && rows_str(r, 2).p && rows_str(r, 2).n == 0);
    assert_true(rows_is_null(r, 3) && !day_is(rows_day(r, 3)) && rows_day(r, 4).n == 0);
    rows_end(r);
    MUST(store_query(s, &r, err, ST_ENTITY_GET, "t", STR("x")));
    MUST(rows_next(r, &got, err));
    assert_true(got && rows_is_null(r, 2) && !rows_str(r, 2).p);
    assert_true(rows_i64(r, 6) == INT64_MAX && rows_i64(r, 7) == INT64_MIN && rows_day(r, 8).n == -5);
    rows_end(r);
    rows_end(NULL);
    store_close(s);
}

static void store_transaction_same_query_nests(void **state)
{
    struct store *s;
    struct rows *outer;
    int pairs = 0;
    MUST(store_open_writer(*state, &s, err));
    MUST(store_begin(s, err));
    for (int64_t i = 1; i <= 5; i++)
        MUST(store_run(s, NULL, err, ST_CHAIN_PUT, "ii", (int64_t)1, i));
    MUST(store_commit(s, err));
    MUST(store_query(s, &outer, err, ST_CHAIN_OF, "i", (int64_t)1));
    while (next(outer)) {
        struct rows *inner;
        MUST(store_query(s, &inner, err, ST_CHAIN_OF, "i", (int64_t)1));
        while (next(inner))
            pairs++;
        rows_end(inner);
    }
    rows_end(outer);
    assert_int_equal(pairs, 25);
    store_close(s);
}

static void store_transaction_changed_counts_rows(void **state)
{
    struct store *s;
    int64_t n = -1;
    MUST(store_open_writer(*state, &s, err));
    MUST(store_begin(s, err));
    for (int64_t i = 1; i <= 3; i++)
        MUST(store_run(s, NULL, err, ST_CHAIN_PUT, "ii", (int64_t)7, i));
    MUST(store_run(s, &n, err, ST_CHAIN_CLEAR, "i", (int64_t)7));
    assert_int_equal(n, 3);
    MUST(store_run(s, &n, err, ST_CHAIN_CLEAR, "i", (int64_t)7));
    assert_int_equal(n, 0);
    store_close(s); /* an open transaction is rolled back */
}

static void store_transaction_content_of_triggers(void **state)
{
    struct store *s;
    MUST(store_open_writer(*state, &s, err));
    MUST(store_begin(s, err));
    MUST(store_run(s, NULL, err, ST_CONTENT_PUT, "iibb", (int64_t)1, (int64_t)1, STR("0123456789abcdef"), STR("x")));
    MUST_FAIL(ERR_CONFLICT,
              store_run(s, NULL, err, ST_CONTENT_EMPTY, "ibb", (int64_t)1, STR("0123456789abcdef"), STR("y")));
    MUST(store_run(s, NULL, err, ST_CONTENT_EMPTY, "ibb", (int64_t)1, STR("0000000000000000"), STR("y")));
    MUST_FAIL(ERR_CONFLICT,
              store_run(s, NULL, err, ST_CONTENT_PUT, "iibb", (int64_t)1, (int64_t)1, STR("s"), STR("x")));
    store_close(s);
}

static void store_transaction_deadline_stops_a_long_query(void **state)
{
    struct store *s;
    struct rows *r;
    bool got = true;
    struct err e = {0};
    MUST(store_open_writer(*state, &s, err));
    MUST(store_begin(s, err));
    for (int64_t i = 0; i < 5000; i++)
        MUST(store_run(s, NULL, err, ST_CHAIN_PUT, "ii", (int64_t)1, i));
    MUST(store_commit(s, err));
    store_set_deadline(s, thread_cpu_ms() - 1);
    MUST(store_query(s, &r, err, ST_CHAIN_OF, "i", (int64_t)1));
    while (rows_next(r, &got, &e) && got)
        ;
    rows_end(r);
    assert_int_equal(e.kind, ERR_LIMIT);
    store_set_deadline(s, 0);
    int n = 0;
    MUST(store_query(s, &r, err, ST_CHAIN_OF, "i", (int64_t)1));
    while (next(r))
        n++;
    rows_end(r);
    assert_int_equal(n, 5000);
    store_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(store_transaction_commit_lasts_and_rollback_does_not),
        SCRATCH_TEST(store_transaction_reader_sees_one_snapshot),
        SCRATCH_TEST(store_transaction_null_and_empty_stay_apart),
        SCRATCH_TEST(store_transaction_same_query_nests),
        SCRATCH_TEST(store_transaction_changed_counts_rows),
        SCRATCH_TEST(store_transaction_content_of_triggers),
        SCRATCH_TEST(store_transaction_deadline_stops_a_long_query),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
