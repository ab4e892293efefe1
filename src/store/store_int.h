/* SPDX-License-Identifier: Apache-2.0 */
/* For insiders of store: the connection, its prepared statements, and how a complaint of SQLite becomes an error. */
#ifndef GONGSHI_STORE_INT_H
#define GONGSHI_STORE_INT_H

#include <sqlite3.h>

#include "store/store.h"

enum {
    BUSY_MS = 5000,    /* how long a lock is waited for */
    PATIENCE_MS = 100, /* the same, for readers that keep a long WAL from starting anew */
    PAGE_BYTES = 8192, /* against 4096: a tenth smaller, a bulk load a fifth faster */
    WRITER_CACHE_KIB = 256 << 10,
    READER_CACHE_KIB = 64 << 10,
    CHECKPOINT_FRAMES = 2048, /* WAL frames (16 MiB) after which a commit moves them into the main file */
    WAL_KEEP_BYTES = 64 << 20 /* a longer WAL file is cut back once it starts anew */
};

struct rows { /* one prepared copy of one statement */
    struct store *s;
    sqlite3_stmt *stmt;
    int n_params;
    bool busy;
    struct rows *next; /* another copy of the same statement, for nested queries */
};

struct store {
    sqlite3 *db;
    char *dir;
    bool writer;
    bool in_write, in_read;
    bool broken;         /* a commit failed in a way that leaves the disk's state unknown: no more writing */
    int wal_frames;      /* frames in the WAL after the last commit */
    int checkpoint_at;   /* frames at which the next checkpoint is tried */
    int64_t deadline_ms; /* 0: none */
    struct rows *statements[ST_COUNT];
    void *attached;
    void (*attached_drop)(void *attached);
};

/* Fills e from the result code and the connection's words; always false. Never shows a bound value. */
bool store_fail(sqlite3 *db, int rc, struct err *e, const char *what);
void statements_free(struct store *s);
bool tokenizer_register(sqlite3 *db, struct err *e) MUST_CHECK;

#endif
