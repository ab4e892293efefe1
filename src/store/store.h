/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store: the only room that knows a database. Connections, transactions, numbered migrations, named
 * statements (statements.def; their text in sqlite/statements.sql). Callers name a statement and bind
 * values; no SQL is ever put together from strings, and nothing above knows which database it is.
 *
 *   S1  WAL, synchronous FULL, foreign keys on, trusted_schema off, DEFENSIVE, no double-quoted strings,
 *       cell_size_check, secure_delete, mmap off: all read back at open; a difference is ERR_CORRUPT.
 *   S2  Only the writer connection commits and checkpoints. Readers are read-only, never checkpoint.
 *   S3  A data directory of a newer format is refused with ERR_CONFLICT and left as it is.
 *   S4  The journal's tables take no UPDATE and no DELETE of rows (triggers); the one exception is
 *       the emptying of content, which has its own statement.
 *
 * A struct store belongs to one thread at a time.
 */
#ifndef GONGSHI_STORE_H
#define GONGSHI_STORE_H

#include "base/base.h"

enum { STORE_FORMAT = 1 }; /* number of the newest migration */

struct store;

/* Opens PATH/register.db for writing, creates and migrates it. The caller holds the data directory's lock. */
bool store_open_writer(const char *dir, struct store **out, struct err *e) MUST_CHECK;
/* Opens for reading. ERR_NOT_FOUND when there is no register. */
bool store_open_reader(const char *dir, struct store **out, struct err *e) MUST_CHECK;
void store_close(struct store *s); /* NULL is harmless; a writer checkpoints first */

/* One write transaction at a time. Rollback is harmless when none is open. */
bool store_begin(struct store *s, struct err *e) MUST_CHECK;
bool store_commit(struct store *s, struct err *e) MUST_CHECK;
void store_rollback(struct store *s);
/* Inside a write transaction: a part of it that may be taken back alone. Parts do not nest. */
bool store_mark(struct store *s, struct err *e) MUST_CHECK;
bool store_mark_keep(struct store *s, struct err *e) MUST_CHECK;
bool store_mark_back(struct store *s, struct err *e) MUST_CHECK;
/* One snapshot for several reads; nests with store_begin not at all. */
bool store_read_begin(struct store *s, struct err *e) MUST_CHECK;
void store_read_end(struct store *s);

enum store_statement {
#define STATEMENT(id) ST_##id,
#include "statements.def"
#undef STATEMENT
    ST_COUNT
};

/*
 * Bind letters, one a parameter in order: i int64_t · t struct str as text (p NULL: null) · b struct str as
 * bytes (p NULL: null) · d struct day (DAY_NONE: null) · n null (takes no argument).
 */
/* Runs a statement that returns no rows; *changed (may be NULL) is the number of rows it touched. */
bool store_run(struct store *s, int64_t *changed, struct err *e, enum store_statement st, const char *letters,
               ...) MUST_CHECK;

/* A running query. Columns are numbered from 0; texts are borrowed until the next step or end. */
struct rows;
bool store_query(struct store *s, struct rows **out, struct err *e, enum store_statement st, const char *letters,
                 ...) MUST_CHECK;
bool rows_next(struct rows *r, bool *got, struct err *e) MUST_CHECK;
int64_t rows_i64(struct rows *r, int column);    /* null reads 0 */
struct str rows_str(struct rows *r, int column); /* text or bytes; null reads p NULL */
struct day rows_day(struct rows *r, int column); /* null reads DAY_NONE */
bool rows_is_null(struct rows *r, int column);
void rows_end(struct rows *r); /* NULL is harmless; the same statement may be queried again after it */

/* Stops the running statement of this connection once thread_cpu_ms() passes the deadline (ERR_LIMIT); 0 clears it. */
void store_set_deadline(struct store *s, int64_t cpu_ms_at_most);

/*
 * One thing that rides on a connection and is dropped with it (journal keeps its block cache so). Attach
 * once; store_attached is NULL before.
 */
void store_attach(struct store *s, void *attached, void (*drop)(void *attached));
void *store_attached(const struct store *s);

/* A consistent copy into another folder's register.db, while others write; from a reader. */
bool store_backup(struct store *s, const char *to_dir, struct err *e) MUST_CHECK;
/* Integrity check of the file; false with ERR_CORRUPT and the first complaint. */
bool store_integrity(struct store *s, struct err *e) MUST_CHECK;
/* Bytes by table (with its indexes), for doctor: calls back per table. */
bool store_sizes(struct store *s, void (*each)(void *context, const char *table, int64_t bytes, int64_t rows),
                 void *context, struct err *e) MUST_CHECK;
/* Digest over all rows of the named projection tables in key order (doctor --rebuild compares them). */
bool store_digest_projections(struct store *s, uint8_t out[SHA256_BYTES], struct err *e) MUST_CHECK;
/* Empties all projection tables (inside a transaction). */
bool store_clear_projections(struct store *s, struct err *e) MUST_CHECK;
/* Moves the WAL into the main file as far as readers allow. Writer only. */
bool store_checkpoint(struct store *s, struct err *e) MUST_CHECK;

#endif
