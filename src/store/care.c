/* SPDX-License-Identifier: Apache-2.0 */
/* Looking after the file: backup, integrity, sizes. */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "store_int.h"

/* One step copies all pages under one read lock: the copy is of one moment and never has to start anew. */
static bool copy_pages(struct store *s, const char *path, struct err *e)
{
    sqlite3 *to = NULL;
    sqlite3_backup *b = NULL;
    int rc = sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE, NULL);
    if (rc == SQLITE_OK) /* whoever sees the file sees it synced and renamed: it needs no journal of its own */
        rc = sqlite3_exec(to, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", NULL, NULL, NULL);
    if (rc == SQLITE_OK && !(b = sqlite3_backup_init(to, "main", s->db, "main")))
        rc = sqlite3_errcode(to);
    if (rc == SQLITE_OK)
        rc = sqlite3_backup_step(b, -1);
    bool ok = rc == SQLITE_DONE || store_fail(NULL, rc, e, "backup");
    if (b && sqlite3_backup_finish(b) != SQLITE_OK && ok)
        ok = store_fail(to, sqlite3_errcode(to), e, "backup");
    sqlite3_close(to);
    return ok;
}

static bool sync_file(const char *path, struct err *e)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return ERR_ERRNO(e, "backup");
    bool ok = fsync(fd) == 0 || ERR_ERRNO(e, "backup");
    close(fd);
    return ok;
}

bool store_backup(struct store *s, const char *to_dir, struct err *e)
{
    struct arena *a = arena_new();
    const char *end = path_join(a, to_dir, "register.db");
    const char *temp = path_join(a, to_dir, "register.db.tmp");
    (void)unlink(temp); /* of an earlier attempt that was broken off */
    bool ok = file_write_atomic(temp, STR(""), 0600, e) && copy_pages(s, temp, e) && sync_file(temp, e);
    if (ok && rename(temp, end) != 0)
        ok = ERR_ERRNO(e, "backup");
    ok = ok && file_sync_dir(to_dir, e);
    if (!ok)
        (void)unlink(temp);
    arena_free(a);
    return ok;
}

bool store_integrity(struct store *s, struct err *e)
{
    struct rows *r;
    bool got = false;
    if (!store_query(s, &r, e, ST_INTEGRITY, ""))
        return false;
    bool ok = rows_next(r, &got, e);
    if (ok && !(got && str_is(rows_str(r, 0), "ok")))
        ok = ERR(e, ERR_CORRUPT, "%.*s", STR_FMT(rows_str(r, 0)));
    rows_end(r);
    return ok;
}

bool store_sizes(struct store *s, void (*each)(void *context, const char *table, int64_t bytes, int64_t rows),
                 void *context, struct err *e)
{
    struct rows *r;
    bool got = true;
    if (!store_query(s, &r, e, ST_SIZES, ""))
        return false;
    bool ok;
    while ((ok = rows_next(r, &got, e)) && got)
        each(context, rows_str(r, 0).p, rows_i64(r, 1), rows_i64(r, 2)); /* SQLite ends its texts with a zero */
    rows_end(r);
    return ok;
}
