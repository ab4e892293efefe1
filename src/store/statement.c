/* SPDX-License-Identifier: Apache-2.0 */
/* Named statements: prepared at first use, kept, bound without copying. */
#include "store_int.h"
#include "store_sql.h"

static bool prepare(struct store *s, enum store_statement st, struct rows **out, struct err *e)
{
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v3(s->db, statement_sql[st], -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);
    if (rc != SQLITE_OK)
        return store_fail(s->db, rc, e, statement_names[st]);
    struct rows *r = mem_alloc(sizeof *r);
    r->s = s;
    r->stmt = stmt;
    r->n_params = sqlite3_bind_parameter_count(stmt);
    r->next = s->statements[st];
    s->statements[st] = r;
    *out = r;
    return true;
}

static inline bool take(struct store *s, enum store_statement st, struct rows **out, struct err *e)
{
    for (struct rows *r = s->statements[st]; r; r = r->next) {
        if (!r->busy) {
            *out = r;
            return true;
        }
    }
    return prepare(s, st, out, e);
}

void statements_free(struct store *s)
{
    for (size_t i = 0; i < ST_COUNT; i++) {
        for (struct rows *r = s->statements[i], *next; r; r = next) {
            next = r->next;
            sqlite3_finalize(r->stmt);
            mem_free(r);
        }
        s->statements[i] = NULL;
    }
}

static int bind_str(sqlite3_stmt *stmt, int at, struct str v, bool text)
{
    if (!v.p)
        return sqlite3_bind_null(stmt, at);
    if (text)
        return sqlite3_bind_text64(stmt, at, v.p, v.n, SQLITE_STATIC, SQLITE_UTF8);
    return sqlite3_bind_blob64(stmt, at, v.p, v.n, SQLITE_STATIC);
}

static int bind_day(sqlite3_stmt *stmt, int at, struct day d)
{
    return day_is(d) ? sqlite3_bind_int64(stmt, at, d.n) : sqlite3_bind_null(stmt, at);
}

static int bind_all(struct rows *r, const char *letters, va_list args)
{
    int rc = SQLITE_OK;
    int at = 0;
    for (; letters[at] && rc == SQLITE_OK; at++) {
        switch (letters[at]) {
        case 'i':
            rc = sqlite3_bind_int64(r->stmt, at + 1, va_arg(args, int64_t));
            break;
        case 't':
            rc = bind_str(r->stmt, at + 1, va_arg(args, struct str), true);
            break;
        case 'b':
            rc = bind_str(r->stmt, at + 1, va_arg(args, struct str), false);
            break;
        case 'd':
            rc = bind_day(r->stmt, at + 1, va_arg(args, struct day));
            break;
        default:
            ASSERT(letters[at] == 'n');
            rc = sqlite3_bind_null(r->stmt, at + 1);
        }
    }
    ASSERT(rc != SQLITE_OK || at == r->n_params);
    return rc;
}

static void let_go(struct rows *r)
{
    sqlite3_reset(r->stmt);
    sqlite3_clear_bindings(r->stmt);
    r->busy = false;
}

/* A full disk makes SQLite end the transaction by itself; what follows must not be committed row by row. */
static bool transaction_lost(const struct store *s)
{
    return s->in_write && sqlite3_get_autocommit(s->db);
}

bool store_run(struct store *s, int64_t *changed, struct err *e, enum store_statement st, const char *letters, ...)
{
    struct rows *r;
    if (transaction_lost(s))
        return ERR(e, ERR_IO, "the transaction was broken off earlier");
    if (!take(s, st, &r, e))
        return false;
    va_list args;
    va_start(args, letters);
    int rc = bind_all(r, letters, args);
    va_end(args);
    if (rc == SQLITE_OK)
        rc = sqlite3_step(r->stmt);
    ASSERT(rc != SQLITE_ROW);
    bool done = rc == SQLITE_DONE || store_fail(s->db, rc, e, statement_names[st]);
    if (done && changed)
        *changed = sqlite3_changes64(s->db);
    let_go(r);
    return done;
}

bool store_query(struct store *s, struct rows **out, struct err *e, enum store_statement st, const char *letters, ...)
{
    struct rows *r;
    if (!take(s, st, &r, e))
        return false;
    va_list args;
    va_start(args, letters);
    int rc = bind_all(r, letters, args);
    va_end(args);
    if (rc != SQLITE_OK) {
        (void)store_fail(s->db, rc, e, statement_names[st]);
        let_go(r);
        return false;
    }
    r->busy = true;
    *out = r;
    return true;
}

bool rows_next(struct rows *r, bool *got, struct err *e)
{
    int rc = sqlite3_step(r->stmt);
    if (rc != SQLITE_ROW && rc != SQLITE_DONE)
        return store_fail(r->s->db, rc, e, "reading the register");
    *got = rc == SQLITE_ROW;
    return true;
}

int64_t rows_i64(struct rows *r, int column)
{
    return sqlite3_column_int64(r->stmt, column);
}

struct str rows_str(struct rows *r, int column)
{
    int type = sqlite3_column_type(r->stmt, column);
    if (type == SQLITE_NULL)
        return STR_NONE;
    const char *p =
        type == SQLITE_BLOB ? sqlite3_column_blob(r->stmt, column) : (const char *)sqlite3_column_text(r->stmt, column);
    return str_n(p ? p : "", (size_t)sqlite3_column_bytes(r->stmt, column));
}

struct day rows_day(struct rows *r, int column)
{
    if (rows_is_null(r, column))
        return DAY_NONE;
    return (struct day){(int32_t)sqlite3_column_int64(r->stmt, column)};
}

bool rows_is_null(struct rows *r, int column)
{
    return sqlite3_column_type(r->stmt, column) == SQLITE_NULL;
}

void rows_end(struct rows *r)
{
    if (r)
        let_go(r);
}
