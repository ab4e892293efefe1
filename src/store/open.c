/* SPDX-License-Identifier: Apache-2.0 */
/* Opening and closing: settings that are read back, migrations, limits. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "store_int.h"
#include "store_sql.h"

static const char *const migrations[] = {migration_001};
_Static_assert(sizeof migrations / sizeof migrations[0] == STORE_FORMAT, "one migration a format");

/* S1: each is set, then asked; SQLite stays silent about a setting that it does not take. */
static const struct {
    const char *set, *get, *want;
} settings[] = {
    {"PRAGMA synchronous = FULL", "PRAGMA synchronous", "2"},
    {"PRAGMA foreign_keys = ON", "PRAGMA foreign_keys", "1"},
    {"PRAGMA trusted_schema = OFF", "PRAGMA trusted_schema", "0"},
    {"PRAGMA cell_size_check = ON", "PRAGMA cell_size_check", "1"},
    {"PRAGMA secure_delete = ON", "PRAGMA secure_delete", "1"},
    {"PRAGMA mmap_size = 0", "PRAGMA mmap_size", "0"},
    {"PRAGMA temp_store = MEMORY", "PRAGMA temp_store", "2"},
};
static const struct {
    int option, want;
} switches[] = {
    {SQLITE_DBCONFIG_DEFENSIVE, 1},
    {SQLITE_DBCONFIG_DQS_DML, 0},
    {SQLITE_DBCONFIG_DQS_DDL, 0},
};

static bool exec(sqlite3 *db, const char *sql, struct err *e)
{
    int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
    return rc == SQLITE_OK ? true : store_fail(db, rc, e, "opening the register");
}

/* The first column of the first row, as text; empty when there is none. */
static bool ask(sqlite3 *db, const char *sql, char out[32], struct err *e)
{
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v2(db, sql, -1, &stmt, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_step(stmt);
    const char *text = rc == SQLITE_ROW ? (const char *)sqlite3_column_text(stmt, 0) : NULL;
    snprintf(out, 32, "%s", text ? text : "");
    bool ok = rc == SQLITE_ROW || rc == SQLITE_DONE || store_fail(db, rc, e, "opening the register");
    sqlite3_finalize(stmt);
    return ok;
}

static bool expect(sqlite3 *db, const char *sql, const char *want, struct err *e)
{
    char got[32];
    if (!ask(db, sql, got, e))
        return false;
    if (strcmp(got, want) != 0)
        return ERR(e, ERR_CORRUPT, "%s answers %s where %s is needed", sql, got, want);
    return true;
}

static bool apply_settings(struct store *s, struct err *e)
{
    char cache[64];
    snprintf(cache, sizeof cache, "PRAGMA cache_size = -%d", s->writer ? WRITER_CACHE_KIB : READER_CACHE_KIB);
    if (!exec(s->db, cache, e))
        return false;
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
        if (!exec(s->db, settings[i].set, e) || !expect(s->db, settings[i].get, settings[i].want, e))
            return false;
    }
    for (size_t i = 0; i < sizeof switches / sizeof switches[0]; i++) {
        int got = -1;
        sqlite3_db_config(s->db, switches[i].option, switches[i].want, NULL);
        sqlite3_db_config(s->db, switches[i].option, -1, &got);
        if (got != switches[i].want)
            return ERR(e, ERR_CORRUPT, "SQLite refuses the switch %d", switches[i].option);
    }
    return true;
}

static int on_deadline(void *context)
{
    return thread_cpu_ms() > ((struct store *)context)->deadline_ms;
}

void store_set_deadline(struct store *s, int64_t cpu_ms_at_most)
{
    s->deadline_ms = cpu_ms_at_most;
    sqlite3_progress_handler(s->db, 1000, cpu_ms_at_most ? on_deadline : NULL, s);
}

static int on_wal(void *context, sqlite3 *db, const char *name, int frames)
{
    (void)db, (void)name;
    ((struct store *)context)->wal_frames = frames;
    return SQLITE_OK;
}

/* Connects and sets what touches no file. Nothing checkpoints at close unless the opener says so later. */
static bool connect(const char *dir, bool writer, struct store **out, struct err *e)
{
    struct store *s = mem_alloc(sizeof *s);
    s->writer = writer;
    s->checkpoint_at = CHECKPOINT_FRAMES;
    s->dir = mem_alloc(strlen(dir) + 1);
    memcpy(s->dir, dir, strlen(dir));
    struct arena *a = arena_new();
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                (writer ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
    int rc = sqlite3_open_v2(path_join(a, dir, "register.db"), &s->db, flags, NULL);
    arena_free(a);
    if (rc != SQLITE_OK) {
        (void)store_fail(s->db, rc, e, "opening the register");
        store_close(s);
        return false;
    }
    sqlite3_busy_timeout(s->db, BUSY_MS);
    sqlite3_limit(s->db, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_wal_autocheckpoint(s->db, 0);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    *out = s;
    return true;
}

static bool format_of(struct store *s, int *format, struct err *e)
{
    char text[32];
    if (!ask(s->db, "PRAGMA user_version", text, e))
        return false;
    int64_t n = 0;
    (void)str_int(str_of(text), &n);
    if (n > STORE_FORMAT)
        return ERR(e, ERR_CONFLICT,
                   "the register has format %lld, this program knows formats up to %d: use a newer one", (long long)n,
                   (int)STORE_FORMAT);
    *format = (int)n;
    return true;
}

static bool migrate(struct store *s, int format, struct err *e)
{
    if (format == STORE_FORMAT)
        return true;
    if (!exec(s->db, "BEGIN IMMEDIATE", e))
        return false;
    char version[64];
    snprintf(version, sizeof version, "PRAGMA user_version = %d", (int)STORE_FORMAT);
    bool ok = true;
    for (; ok && format < STORE_FORMAT; format++)
        ok = exec(s->db, migrations[format], e);
    ok = ok && exec(s->db, version, e) && exec(s->db, "COMMIT", e);
    if (!ok)
        (void)sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    return ok;
}

static bool disk_fits(const char *dir, struct err *e)
{
    uint64_t left, block;
    if (!dir_free_bytes(dir, &left, &block, e))
        return false;
    if (block < 4096) /* a full disk of smaller blocks kills the process through the shared index */
        return ERR(e, ERR_INVALID, "the file system of the data directory has blocks of %llu bytes, 4096 are needed",
                   (unsigned long long)block);
    return true;
}

/* SQLite makes files that all may read, and gives the WAL the mode of the main file; so it comes first. */
static bool make_file(const char *dir, struct err *e)
{
    struct arena *a = arena_new();
    int fd = open(path_join(a, dir, "register.db"), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool ok = fd >= 0 || errno == EEXIST || ERR_ERRNO(e, "opening the register");
    if (fd >= 0)
        close(fd);
    arena_free(a);
    return ok;
}

static bool set_up_writer(struct store *s, struct err *e)
{
    char pragma[64];
    int format;
    if (!format_of(s, &format, e) || !tokenizer_register(s->db, e))
        return false;
    snprintf(pragma, sizeof pragma, "PRAGMA page_size = %d", (int)PAGE_BYTES);
    if (format == 0 && !exec(s->db, pragma, e))
        return false;
    if (!expect(s->db, "PRAGMA journal_mode = WAL", "wal", e) || !apply_settings(s, e))
        return false;
    snprintf(pragma, sizeof pragma, "PRAGMA journal_size_limit = %d", (int)WAL_KEEP_BYTES);
    if (!exec(s->db, pragma, e) || !migrate(s, format, e))
        return false;
    sqlite3_wal_hook(s->db, on_wal, s);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
    return true;
}

static bool set_up_reader(struct store *s, struct err *e)
{
    int format;
    if (!format_of(s, &format, e))
        return false;
    if (format == 0)
        return ERR(e, ERR_NOT_FOUND, "the data directory holds no register yet");
    if (format < STORE_FORMAT)
        return ERR(e, ERR_CONFLICT, "the register has format %d: a writing verb must bring it to %d first", format,
                   (int)STORE_FORMAT);
    return tokenizer_register(s->db, e) && expect(s->db, "PRAGMA journal_mode", "wal", e) && apply_settings(s, e);
}

bool store_open_writer(const char *dir, struct store **out, struct err *e)
{
    struct store *s;
    if (!disk_fits(dir, e) || !make_file(dir, e) || !connect(dir, true, &s, e))
        return false;
    if (!set_up_writer(s, e)) {
        store_close(s);
        return false;
    }
    *out = s;
    return true;
}

static bool register_exists(const char *dir)
{
    struct arena *a = arena_new();
    bool is = file_exists(path_join(a, dir, "register.db"));
    arena_free(a);
    return is;
}

bool store_open_reader(const char *dir, struct store **out, struct err *e)
{
    struct store *s;
    if (!register_exists(dir))
        return ERR(e, ERR_NOT_FOUND, "%s holds no register", dir);
    if (!connect(dir, false, &s, e))
        return false;
    if (!set_up_reader(s, e)) {
        store_close(s);
        return false;
    }
    *out = s;
    return true;
}

void *store_attached(const struct store *s)
{
    return s->attached;
}

void store_attach(struct store *s, void *attached, void (*drop)(void *attached))
{
    ASSERT(!s->attached);
    s->attached = attached;
    s->attached_drop = drop;
}

void store_close(struct store *s)
{
    if (!s)
        return;
    store_rollback(s);
    store_read_end(s);
    if (s->attached)
        s->attached_drop(s->attached);
    statements_free(s);
    if (s->db)
        ASSERT(sqlite3_close(s->db) == SQLITE_OK); /* moves the WAL into the main file when it is the last one */
    mem_free(s->dir);
    mem_free(s);
}
