/* SPDX-License-Identifier: Apache-2.0 */
/* The file: settings, formats, triggers against another program, backup, sizes, digest, grams. */
#include <pthread.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scratch.h"
#include "store/store_int.h"
#include "store_sql.h"

/* SQL straight into the file, as somebody behind the register's back would. */
static int raw(const char *dir, const char *sql)
{
    sqlite3 *db;
    struct arena *a = arena_new();
    assert_int_equal(sqlite3_open(path_join(a, dir, "register.db"), &db), SQLITE_OK);
    int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
    sqlite3_close(db);
    arena_free(a);
    return rc;
}

static void add_chain(struct store *s, int64_t from, int64_t to)
{
    MUST(store_begin(s, err));
    for (int64_t i = from; i < to; i++)
        MUST(store_run(s, NULL, err, ST_CHAIN_PUT, "ii", (int64_t)1, i));
    MUST(store_commit(s, err));
}

static int64_t count_chain(struct store *s)
{
    struct rows *r;
    int64_t n = 0;
    MUST(store_query(s, &r, err, ST_CHAIN_OF, "i", (int64_t)1));
    while (next(r))
        n++;
    rows_end(r);
    return n;
}

static void store_file_every_statement_prepares(void **state)
{
    struct store *s;
    MUST(store_open_writer(*state, &s, err));
    for (size_t i = 0; i < ST_COUNT; i++) {
        sqlite3_stmt *stmt;
        if (sqlite3_prepare_v2(s->db, statement_sql[i], -1, &stmt, NULL) != SQLITE_OK)
            fail_msg("%s: %s", statement_names[i], sqlite3_errmsg(s->db));
        sqlite3_finalize(stmt);
    }
    store_close(s);
}

/* Leaves the new format in the WAL, as a newer program does that is killed. */
static void write_newer_format(const char *dir)
{
    sqlite3 *db;
    struct arena *a = arena_new();
    assert_int_equal(sqlite3_open(path_join(a, dir, "register.db"), &db), SQLITE_OK);
    sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    assert_int_equal(sqlite3_exec(db, "PRAGMA user_version = 7", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    arena_free(a);
}

static void store_file_newer_format_is_left_alone(void **state)
{
    static const char *const files[] = {"register.db", "register.db-wal"};
    struct store *s;
    struct buf before[2] = {0}, after = {0};
    struct arena *a = arena_new();
    MUST(store_open_writer(*state, &s, err));
    store_close(s);
    write_newer_format(*state);
    for (int i = 0; i < 2; i++)
        MUST(file_read(path_join(a, *state, files[i]), 1 << 30, &before[i], err));
    struct err e = {0};
    assert_false(store_open_writer(*state, &s, &e));
    assert_int_equal(e.kind, ERR_CONFLICT);
    assert_non_null(strstr(e.msg, "format 7"));
    assert_non_null(strstr(e.msg, "up to 1"));
    MUST_FAIL(ERR_CONFLICT, store_open_reader(*state, &s, err));
    for (int i = 0; i < 2; i++) {
        buf_clear(&after);
        MUST(file_read(path_join(a, *state, files[i]), 1 << 30, &after, err));
        assert_true(str_eq(buf_view(&before[i]), buf_view(&after)));
        buf_free(&before[i]);
    }
    buf_free(&after);
    arena_free(a);
}

static void store_file_absent_or_foreign_is_refused(void **state)
{
    struct store *s;
    struct arena *a = arena_new();
    MUST_FAIL(ERR_NOT_FOUND, store_open_reader(*state, &s, err));
    MUST(file_write_atomic(path_join(a, *state, "register.db"),
                           STR("this is a letter, not a register, and long enough "
                               "to be looked at as if it were one; it goes on until it has more than a hundred bytes"),
                           0600, err));
    MUST_FAIL(ERR_CORRUPT, store_open_writer(*state, &s, err));
    MUST_FAIL(ERR_CORRUPT, store_open_reader(*state, &s, err));
    arena_free(a);
}

static void store_file_journal_refuses_update_and_delete(void **state)
{
    static const char *const attempts[] = {
        "UPDATE journal SET at = 5",
        "DELETE FROM journal",
        "DELETE FROM content",
        "UPDATE content SET block = x'00'",
        "UPDATE content SET n = 2, salts = x'00'",
        "UPDATE submission SET last_seq = 9",
        "DELETE FROM submission",
    };
    struct store *s;
    MUST(store_open_writer(*state, &s, err));
    store_close(s);
    assert_int_equal(raw(*state, "INSERT INTO journal VALUES (1, 1, 1, '', '', NULL, x'00');"
                                 "INSERT INTO content VALUES (1, 1, x'01', x'02');"
                                 "INSERT INTO submission VALUES ('a', 'b', x'00', 1, 1);"),
                     SQLITE_OK);
    for (size_t i = 0; i < sizeof attempts / sizeof attempts[0]; i++)
        assert_int_equal(raw(*state, attempts[i]), SQLITE_CONSTRAINT);
}

static void store_file_settings_hold(void **state)
{
    static const struct {
        const char *sql;
        int want;
    } all[] = {{"PRAGMA synchronous", 2},       {"PRAGMA foreign_keys", 1},  {"PRAGMA trusted_schema", 0},
               {"PRAGMA cell_size_check", 1},   {"PRAGMA secure_delete", 1}, {"PRAGMA mmap_size", 0},
               {"PRAGMA wal_autocheckpoint", 0}};
    struct store *both[2];
    MUST(store_open_writer(*state, &both[0], err));
    MUST(store_open_reader(*state, &both[1], err));
    for (size_t i = 0; i < 2 * sizeof all / sizeof all[0]; i++) {
        sqlite3_stmt *stmt;
        assert_int_equal(sqlite3_prepare_v2(both[i & 1]->db, all[i / 2].sql, -1, &stmt, NULL), SQLITE_OK);
        (void)sqlite3_step(stmt);
        assert_int_equal(sqlite3_column_int(stmt, 0), all[i / 2].want);
        sqlite3_finalize(stmt);
    }
    assert_int_not_equal(sqlite3_exec(both[0]->db, "SELECT \"text\"", NULL, NULL, NULL), SQLITE_OK);
    assert_int_not_equal(
        sqlite3_exec(both[0]->db, "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema", NULL, NULL, NULL),
        SQLITE_OK);
    store_close(both[1]);
    store_close(both[0]);
}

static void store_file_only_the_writer_checkpoints(void **state)
{
    struct store *w, *r;
    struct arena *a = arena_new();
    const char *wal = path_join(a, *state, "register.db-wal");
    MUST(store_open_writer(*state, &w, err));
    add_chain(w, 0, 1000);
    MUST(store_open_reader(*state, &r, err));
    assert_int_equal(count_chain(r), 1000);
    assert_int_not_equal(sqlite3_wal_checkpoint_v2(r->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL), SQLITE_OK);
    MUST(store_checkpoint(w, err));
    store_close(w);
    assert_true(file_exists(wal)); /* the reader is still there */
    store_close(r);
    assert_true(file_exists(wal)); /* and does not clear up when it goes */
    MUST(store_open_writer(*state, &w, err));
    assert_int_equal(count_chain(w), 1000);
    store_close(w);
    assert_false(file_exists(wal));
    arena_free(a);
}

struct reading {
    const char *dir;
    volatile bool stop;
};

static void *read_on(void *p)
{
    struct reading *b = p;
    struct store *r;
    MUST(store_open_reader(b->dir, &r, err));
    while (!b->stop) {
        MUST(store_read_begin(r, err));
        (void)count_chain(r);
        usleep(3000);
        store_read_end(r);
    }
    store_close(r);
    return NULL;
}

/* Four readers, so that somebody always holds some snapshot; without patience the WAL grows to 25,000 frames. */
static void store_file_wal_stays_bounded(void **state)
{
    struct store *w;
    struct buf fat = {0};
    struct reading reading = {.dir = *state};
    pthread_t threads[4];
    int most = 0;
    MUST(store_open_writer(*state, &w, err));
    for (int i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, read_on, &reading), 0);
    buf_reserve(&fat, 1 << 20);
    fat.n = 1 << 20;
    for (int i = 1; i < 200; i++) {
        memset(fat.p, i, fat.n);
        MUST(store_begin(w, err));
        MUST(store_run(w, NULL, err, ST_META_PUT, "tt", STR("fat"), buf_view(&fat)));
        MUST(store_commit(w, err));
        most = w->wal_frames > most ? w->wal_frames : most;
    }
    reading.stop = true;
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    assert_in_range(most, CHECKPOINT_FRAMES / 2, 5 * CHECKPOINT_FRAMES);
    store_close(w);
    buf_free(&fat);
}

struct background {
    struct store *w;
    volatile bool stop;
    int64_t n;
};

static void *write_on(void *p)
{
    struct background *b = p;
    for (b->n = 0; !b->stop; b->n += 100)
        add_chain(b->w, b->n, b->n + 100);
    return NULL;
}

static void store_file_backup_is_whole_while_others_write(void **state)
{
    struct background b = {0};
    struct store *r, *copy;
    pthread_t thread;
    struct arena *a = arena_new();
    const char *to = path_join(a, *state, "copy");
    MUST(dir_make(to, 0700, err));
    MUST(store_open_writer(*state, &b.w, err));
    MUST(store_open_reader(*state, &r, err));
    assert_int_equal(pthread_create(&thread, NULL, write_on, &b), 0);
    for (int i = 0; i < 10; i++) {
        MUST(store_backup(r, to, err));
        MUST(store_open_reader(to, &copy, err));
        MUST(store_integrity(copy, err));
        assert_int_equal(count_chain(copy) % 100, 0);
        store_close(copy);
        MUST(store_open_writer(to, &copy, err)); /* clears the shared index of the copy */
        store_close(copy);
    }
    b.stop = true;
    pthread_join(thread, NULL);
    MUST(store_integrity(r, err));
    MUST_FAIL(ERR_NOT_FOUND, store_backup(r, "/nowhere/at/all", err));
    store_close(r);
    store_close(b.w);
    arena_free(a);
}

static void sum_up(void *context, const char *table, int64_t bytes, int64_t rows)
{
    int64_t *found = context;
    assert_true(bytes > 0);
    if (strcmp(table, "chain") == 0)
        found[0] = rows;
    if (strcmp(table, "doc") == 0)
        found[1] = rows;
}

static void store_file_is_for_its_owner_only(void **state)
{
    static const char *const files[] = {"register.db", "register.db-wal", "copy/register.db"};
    struct store *s;
    struct arena *a = arena_new();
    MUST(dir_make(path_join(a, *state, "copy"), 0700, err));
    MUST(store_open_writer(*state, &s, err));
    add_chain(s, 0, 1);
    MUST(store_backup(s, path_join(a, *state, "copy"), err));
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        struct stat st;
        assert_int_equal(stat(path_join(a, *state, files[i]), &st), 0);
        assert_int_equal(st.st_mode & 0777, 0600);
    }
    store_close(s);
    arena_free(a);
}

static void store_file_sizes_count_rows(void **state)
{
    struct store *s;
    int64_t found[2] = {-1, -1};
    MUST(store_open_writer(*state, &s, err));
    add_chain(s, 0, 30000);
    MUST(store_begin(s, err));
    for (int64_t i = 0; i < 5000; i++)
        MUST(store_run(s, NULL, err, ST_DOC_PUT, "ibi", i, STR("twelve bytes"), (int64_t)0));
    MUST(store_commit(s, err));
    MUST(store_sizes(s, sum_up, found, err));
    assert_int_equal(found[0], 30000);
    assert_int_equal(found[1], 5000);
    store_close(s);
}

static void store_file_digest_sees_every_change_and_no_order(void **state)
{
    struct store *s;
    uint8_t empty[32], one[32], other[32];
    MUST(store_open_writer(*state, &s, err));
    MUST(store_digest_projections(s, empty, err));
    add_chain(s, 1, 3);
    MUST(store_digest_projections(s, one, err));
    assert_memory_not_equal(empty, one, 32);
    MUST(store_begin(s, err));
    MUST(store_clear_projections(s, err));
    MUST(store_digest_projections(s, other, err));
    assert_memory_equal(empty, other, 32);
    MUST(store_run(s, NULL, err, ST_CHAIN_PUT, "ii", (int64_t)1, (int64_t)2));
    MUST(store_run(s, NULL, err, ST_CHAIN_PUT, "ii", (int64_t)1, (int64_t)1));
    MUST(store_digest_projections(s, other, err));
    assert_memory_equal(one, other, 32);
    MUST(store_run(s, NULL, err, ST_META_PUT, "tt", STR("a"), STR("b"))); /* no projection */
    MUST(store_digest_projections(s, other, err));
    assert_memory_equal(one, other, 32);
    MUST(store_run(s, NULL, err, ST_ALIAS_PUT, "tt", STR("a"), STR("b")));
    MUST(store_digest_projections(s, other, err));
    assert_memory_not_equal(one, other, 32);
    store_rollback(s);
    store_close(s);
}

static void put_officer(struct store *s, struct day from, struct day to)
{
    MUST(store_run(s, NULL, err, ST_OFFICER_PUT, "tttdd", STR("a"), STR("1"), STR("draft"), from, to));
}

static void store_file_digest_sees_which_column_is_null(void **state)
{
    struct store *s;
    uint8_t one[32], other[32];
    MUST(store_open_writer(*state, &s, err));
    MUST(store_begin(s, err));
    put_officer(s, DAY_NONE, (struct day){5});
    MUST(store_digest_projections(s, one, err));
    put_officer(s, (struct day){5}, DAY_NONE);
    MUST(store_digest_projections(s, other, err));
    assert_memory_not_equal(one, other, 32);
    store_close(s);
}

static int find(struct store *s, const char *match, int64_t *first)
{
    struct rows *r;
    int n = 0;
    MUST(store_query(s, &r, err, ST_GRAM_FIND, "t", str_of(match)));
    for (; next(r); n++)
        *first = n == 0 ? rows_i64(r, 0) : *first;
    rows_end(r);
    return n;
}

static void store_file_grams_are_taken_as_they_stand(void **state)
{
    struct store *s;
    int64_t first = 0;
    MUST(store_open_writer(*state, &s, err));
    MUST(store_begin(s, err));
    MUST(store_run(s, NULL, err, ST_GRAM_PUT, "it", (int64_t)5, STR("^云 云 云岭 ( (A a) ")));
    MUST(store_run(s, NULL, err, ST_GRAM_PUT, "it", (int64_t)9, STR("云  岭")));
    assert_int_equal(find(s, "\"云\"", &first), 2);
    assert_int_equal(find(s, "\"^云\"", &first), 1);
    assert_int_equal(first, 5);
    assert_int_equal(find(s, "\"(A\"", &first), 1);
    assert_int_equal(find(s, "\"(a\"", &first), 0); /* nothing is folded here */
    assert_int_equal(find(s, "\"岭\"", &first), 1);
    assert_int_equal(first, 9);
    MUST(store_run(s, NULL, err, ST_GRAM_DROP, "it", (int64_t)9, STR("云  岭")));
    assert_int_equal(find(s, "\"云\"", &first), 1);
    MUST(store_clear_projections(s, err));
    assert_int_equal(find(s, "\"云\"", &first), 0);
    store_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(store_file_every_statement_prepares),
        SCRATCH_TEST(store_file_newer_format_is_left_alone),
        SCRATCH_TEST(store_file_absent_or_foreign_is_refused),
        SCRATCH_TEST(store_file_journal_refuses_update_and_delete),
        SCRATCH_TEST(store_file_settings_hold),
        SCRATCH_TEST(store_file_only_the_writer_checkpoints),
        SCRATCH_TEST(store_file_wal_stays_bounded),
        SCRATCH_TEST(store_file_backup_is_whole_while_others_write),
        SCRATCH_TEST(store_file_is_for_its_owner_only),
        SCRATCH_TEST(store_file_sizes_count_rows),
        SCRATCH_TEST(store_file_digest_sees_every_change_and_no_order),
        SCRATCH_TEST(store_file_digest_sees_which_column_is_null),
        SCRATCH_TEST(store_file_grams_are_taken_as_they_stand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
