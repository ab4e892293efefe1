/* SPDX-License-Identifier: Apache-2.0 */
/* The sequence: density, time, bodies, reading back, erasure, submissions. */
#include <openssl/sha.h>
#include <sqlite3.h>
#include <zstd.h>

#include "journal_test.h"

static void assert_act(struct store *s, int64_t seq, struct arena *a)
{
    struct journal_entry en;
    struct buf got = {0}, want = {0};
    struct act act = invented_act(a, seq);
    MUST(journal_get(s, seq, a, &en, err));
    assert_int_equal(en.seq, seq);
    assert_true(str_is(en.agency, "yl-amr") && str_is(en.actor, "local") && !en.emptied);
    act_json(&en.act, &got);
    act_json(&act, &want);
    assert_true(str_eq(buf_view(&got), buf_view(&want)));
    buf_free(&got);
    buf_free(&want);
}

static void journal_sequence_is_dense_over_commits_and_rollbacks(void **state)
{
    struct reg r;
    int64_t n = 0, seq;
    struct arena *a = arena_new();
    reg_open(&r, *state);
    MUST(journal_verify(r.store, &n, err));
    assert_int_equal(n, 0);
    for (int i = 0; i < 40; i++) {
        reg_add(&r, i * 7 % 150, 1000 + i);
        MUST(store_begin(r.store, err));
        (void)journal_begin(r.journal, (struct instant){5000});
        for (int k = 0; k < i * 5; k++) {
            struct act act = invented_act(a, 1);
            struct verdict v = plain_verdict();
            MUST(journal_append(r.journal, &act, &v, STR("local"), &seq, err));
        }
        store_rollback(r.store);
        journal_abandon(r.journal);
    }
    int64_t last = journal_last_seq(r.journal);
    assert_int_equal(journal_last_at(r.journal).s, 1039);
    reg_close(&r);
    reg_open(&r, *state);
    assert_int_equal(journal_last_seq(r.journal), last);
    MUST(journal_verify(r.store, &n, err));
    assert_int_equal(n, last);
    for (seq = last; seq > 0; seq -= 3)
        assert_act(r.store, seq, a);
    struct journal_entry en;
    MUST_FAIL(ERR_NOT_FOUND, journal_get(r.store, last + 1, a, &en, err));
    MUST_FAIL(ERR_NOT_FOUND, journal_get(r.store, 0, a, &en, err));
    reg_close(&r);
    arena_free(a);
}

static void journal_sequence_time_never_falls(void **state)
{
    struct reg r;
    reg_open(&r, *state);
    reg_add(&r, 1, 2000);
    assert_int_equal(journal_begin(r.journal, (struct instant){1000}).s, 2000);
    assert_int_equal(journal_begin(r.journal, (struct instant){2001}).s, 2001);
    reg_close(&r);
}

static void journal_sequence_acts_of_an_open_commit_can_be_read(void **state)
{
    struct reg r;
    struct arena *a = arena_new();
    int64_t seq;
    reg_open(&r, *state);
    reg_add(&r, 10, 1);
    MUST(store_begin(r.store, err));
    (void)journal_begin(r.journal, (struct instant){2});
    for (int i = 0; i < 200; i++) {
        struct act act = invented_act(a, journal_last_seq(r.journal) + 1);
        struct verdict v = plain_verdict();
        MUST(journal_append(r.journal, &act, &v, STR("local"), &seq, err));
        assert_act(r.store, seq, a);
        assert_act(r.store, 1 + i % seq, a);
        arena_reset(a);
    }
    store_rollback(r.store);
    journal_abandon(r.journal);
    struct journal_entry en;
    MUST_FAIL(ERR_NOT_FOUND, journal_get(r.store, 11, a, &en, err));
    reg_add(&r, 70, 3); /* other acts under the numbers that were given back */
    for (seq = 1; seq <= 80; seq++)
        assert_act(r.store, seq, a);
    reg_close(&r);
    arena_free(a);
}

/* J3 once more, by another road: SQL, one-shot zstd and one-shot SHA-256. */
static void journal_sequence_bodies_are_what_the_header_says(void **state)
{
    struct reg r;
    sqlite3 *db;
    sqlite3_stmt *content, *journal;
    struct arena *a = arena_new();
    reg_open(&r, *state);
    reg_add(&r, 150, 1);
    reg_close(&r);
    assert_int_equal(sqlite3_open(path_join(a, *state, "register.db"), &db), SQLITE_OK);
    sqlite3_prepare_v2(db, "SELECT salts, block, n FROM content ORDER BY first_seq", -1, &content, NULL);
    sqlite3_prepare_v2(db, "SELECT body FROM journal ORDER BY seq", -1, &journal, NULL);
    int n = 0;
    while (sqlite3_step(content) == SQLITE_ROW) {
        static unsigned char raw[1 << 20], text[1 << 20], body[32];
        size_t got =
            ZSTD_decompress(raw, sizeof raw, sqlite3_column_blob(content, 1), (size_t)sqlite3_column_bytes(content, 1));
        size_t at = 0;
        for (int i = 0; i < sqlite3_column_int(content, 2); i++, n++) {
            size_t len = raw[at] | (size_t)raw[at + 1] << 8 | (size_t)raw[at + 2] << 16 | (size_t)raw[at + 3] << 24;
            memcpy(text, "gongshi-body/v1\n", 16);
            memcpy(text + 16, (const char *)sqlite3_column_blob(content, 0) + 16 * i, 16);
            memcpy(text + 32, raw + at + 4, len);
            SHA256(text, 32 + len, body);
            assert_int_equal(sqlite3_step(journal), SQLITE_ROW);
            assert_memory_equal(sqlite3_column_blob(journal, 0), body, 32);
            at += 4 + len;
        }
        assert_int_equal(at, got);
    }
    assert_int_equal(n, 150);
    sqlite3_finalize(content);
    sqlite3_finalize(journal);
    sqlite3_close(db);
    arena_free(a);
}

struct count {
    int64_t n, stop_at, next;
    struct store *store;
};

static bool count_one(void *context, const struct journal_entry *en, struct arena *a, struct err *e)
{
    struct count *c = context;
    struct journal_entry other;
    assert_int_equal(en->seq, c->next++);
    if (!journal_get(c->store, 1 + en->seq * 31 % 300, a, &other, e)) /* reading elsewhere in between */
        return false;
    return ++c->n != c->stop_at;
}

static bool refuse(void *context, const struct journal_entry *en, struct arena *a, struct err *e)
{
    (void)context, (void)en, (void)a;
    return ERR(e, ERR_LIMIT, "enough");
}

static void journal_sequence_each_visits_all_in_order(void **state)
{
    struct reg r;
    reg_open(&r, *state);
    reg_add(&r, 100, 1);
    reg_add(&r, 200, 2);
    struct count c = {.stop_at = -1, .next = 1, .store = r.store};
    MUST(journal_each(r.store, 0, count_one, &c, err));
    assert_int_equal(c.n, 300);
    c = (struct count){.stop_at = 5, .next = 91, .store = r.store};
    MUST(journal_each(r.store, 90, count_one, &c, err));
    assert_int_equal(c.n, 5);
    c = (struct count){.stop_at = -1, .next = 1, .store = r.store};
    MUST(journal_each(r.store, 300, count_one, &c, err));
    assert_int_equal(c.n, 0);
    MUST_FAIL(ERR_LIMIT, journal_each(r.store, 0, refuse, NULL, err));
    reg_close(&r);
}

static void journal_sequence_erasure_leaves_the_residue(void **state)
{
    struct reg r;
    struct arena *a = arena_new();
    struct store *reader;
    struct journal_entry en;
    int64_t n;
    const int64_t seqs[] = {3, 64, 65, 120};
    const struct str residues[] = {STR("{\"type\":\"a\"}"), STR("{\"type\":\"b\"}"), STR("{}"), STR("{\"year\":2026}")};
    reg_open(&r, *state);
    reg_add(&r, 100, 1);
    MUST(store_open_reader(*state, &reader, err));
    assert_act(reader, 3, a); /* now its block is kept in clear by the reader */
    MUST(store_begin(r.store, err));
    (void)journal_begin(r.journal, (struct instant){2});
    for (int i = 0; i < 30; i++) {
        struct act act = invented_act(a, journal_last_seq(r.journal) + 1);
        struct verdict v = plain_verdict();
        MUST(journal_append(r.journal, &act, &v, STR("local"), &n, err));
    }
    MUST(journal_erase(r.journal, seqs, residues, 4, err)); /* stored blocks, and the open one */
    const int64_t far = 131;
    MUST_FAIL(ERR_NOT_FOUND, journal_erase(r.journal, &far, residues, 1, err));
    MUST(journal_finish(r.journal, err));
    MUST(store_commit(r.store, err));
    struct store *const both[] = {r.store, reader};
    for (int64_t i = 1; i <= 260; i++) {
        int64_t seq = (i + 1) / 2;
        MUST(journal_get(both[i & 1], seq, a, &en, err));
        bool gone = seq == 3 || seq == 64 || seq == 65 || seq == 120;
        assert_int_equal(en.emptied, gone);
        if (!gone)
            assert_act(both[i & 1], seq, a);
    }
    MUST(journal_get(reader, 64, a, &en, err));
    assert_true(str_is(en.residue, "{\"type\":\"b\"}") && en.act.n_fields == 0 && en.kind == KIND_ENTITY_REGISTER);
    MUST(journal_verify(r.store, &n, err));
    assert_int_equal(n, 130);
    MUST(store_begin(r.store, err));
    (void)journal_begin(r.journal, (struct instant){3});
    MUST(journal_erase(r.journal, seqs, residues, 4, err)); /* again: nothing left to take out */
    MUST(store_commit(r.store, err));
    store_close(reader);
    reg_close(&r);
    arena_free(a);
}

static void raw(const char *dir, const char *sql)
{
    sqlite3 *db;
    struct arena *a = arena_new();
    assert_int_equal(sqlite3_open(path_join(a, dir, "register.db"), &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    sqlite3_close(db);
    arena_free(a);
}

static void journal_sequence_verify_sees_tampering(void **state)
{
    static const char *const attacks[] = {
        "DROP TRIGGER journal_no_update; UPDATE journal SET body = zeroblob(32) WHERE seq = 77",
        "DROP TRIGGER journal_no_delete; DELETE FROM journal WHERE seq = 77",
        "DROP TRIGGER journal_no_delete; DELETE FROM journal WHERE seq = 200",
        "DROP TRIGGER journal_no_delete; DELETE FROM journal WHERE seq = 1",
        "DROP TRIGGER journal_no_update; UPDATE journal SET at = 0 WHERE seq = 77",
        "DROP TRIGGER content_no_delete; DELETE FROM content WHERE first_seq = 65",
        "DROP TRIGGER content_no_delete; DELETE FROM content WHERE first_seq = 193",
        "DROP TRIGGER content_only_emptied; UPDATE content SET block = x'00' WHERE first_seq = 65",
        "UPDATE content SET salts = randomblob(length(salts)) WHERE first_seq = 65",
        "INSERT INTO content SELECT 201, n, salts, block FROM content WHERE first_seq = 1",
        "INSERT INTO journal VALUES (202, 9, 1, '', '', NULL, zeroblob(32))",
    };
    for (size_t i = 0; i < sizeof attacks / sizeof attacks[0]; i++) {
        struct reg r;
        int64_t n;
        struct arena *a = arena_new();
        char *dir = (char *)(uintptr_t)path_join(a, *state, "one");
        MUST(dir_make(dir, 0700, err));
        reg_open(&r, dir);
        reg_add(&r, 200, 1);
        MUST(journal_verify(r.store, &n, err));
        reg_close(&r);
        raw(dir, attacks[i]);
        reg_open(&r, dir);
        struct err e = {0};
        if (journal_verify(r.store, &n, &e) || e.kind != ERR_CORRUPT)
            fail_msg("not seen: %s (%s)", attacks[i], e.msg);
        reg_close(&r);
        MUST(dir_remove(dir, err));
        arena_free(a);
    }
}

static void journal_sequence_submissions_are_known_again(void **state)
{
    struct reg r;
    bool found = true, same = false;
    int64_t first = 0, last = 0;
    reg_open(&r, *state);
    MUST(journal_submission_find(r.store, &r.keys, STR("a"), STR("s"), STR("x"), &found, &same, &first, &last, err));
    assert_false(found);
    MUST(store_begin(r.store, err));
    MUST(journal_submission_put(r.journal, STR("a"), STR("s"), STR("x"), 5, 9, err));
    MUST_FAIL(ERR_CONFLICT, journal_submission_put(r.journal, STR("a"), STR("s"), STR("x"), 5, 9, err));
    MUST(store_commit(r.store, err));
    MUST(journal_submission_find(r.store, &r.keys, STR("a"), STR("s"), STR("x"), &found, &same, &first, &last, err));
    assert_true(found && same && first == 5 && last == 9);
    MUST(journal_submission_find(r.store, &r.keys, STR("a"), STR("s"), STR("y"), &found, &same, &first, &last, err));
    assert_true(found && !same);
    MUST(journal_submission_find(r.store, &r.keys, STR("b"), STR("s"), STR("x"), &found, &same, &first, &last, err));
    assert_false(found);
    reg_close(&r);
}

static void journal_sequence_long_acts_are_taken_to_the_limit(void **state)
{
    struct reg r;
    struct arena *a = arena_new();
    struct act act = invented_act(a, 1);
    struct verdict v = plain_verdict();
    struct journal_entry en;
    int64_t seq, n;
    char *text = arena_alloc(a, 1 << 20);
    memset(text, 'x', 1 << 20);
    reg_open(&r, *state);
    MUST(store_begin(r.store, err));
    (void)journal_begin(r.journal, (struct instant){1});
    for (int i = 0; i < 10; i++) {
        act.fields[1].value = str_n(text, (1 << 20) - 1000);
        MUST(journal_append(r.journal, &act, &v, STR("local"), &seq, err));
    }
    act.fields[1].value = str_n(text, 1 << 20);
    MUST_FAIL(ERR_LIMIT, journal_append(r.journal, &act, &v, STR("local"), &seq, err));
    MUST(journal_finish(r.journal, err));
    MUST(store_commit(r.store, err));
    MUST(journal_verify(r.store, &n, err));
    assert_int_equal(n, 10);
    MUST(journal_get(r.store, 7, a, &en, err));
    assert_int_equal(act_text(&en.act, "seat").n, (1 << 20) - 1000);
    reg_close(&r);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(journal_sequence_is_dense_over_commits_and_rollbacks),
        SCRATCH_TEST(journal_sequence_time_never_falls),
        SCRATCH_TEST(journal_sequence_acts_of_an_open_commit_can_be_read),
        SCRATCH_TEST(journal_sequence_bodies_are_what_the_header_says),
        SCRATCH_TEST(journal_sequence_each_visits_all_in_order),
        SCRATCH_TEST(journal_sequence_erasure_leaves_the_residue),
        SCRATCH_TEST(journal_sequence_verify_sees_tampering),
        SCRATCH_TEST(journal_sequence_submissions_are_known_again),
        SCRATCH_TEST(journal_sequence_long_acts_are_taken_to_the_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
