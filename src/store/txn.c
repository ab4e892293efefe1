/* SPDX-License-Identifier: Apache-2.0 */
/* Transactions, room on the disk, and moving the WAL into the main file. */
#include <sys/statvfs.h>

#include "store_int.h"

static const uint64_t LOW_WATER_BYTES = 64 << 20; /* or 2 % of the disk, whichever is less */

/* Stopping early leaves room for the reader's files, for logs and for shutting down in order (D8). */
static bool room_left(struct store *s, struct err *e)
{
    struct statvfs fs;
    if (statvfs(s->dir, &fs) != 0)
        return ERR_ERRNO(e, "data directory");
    uint64_t share = (uint64_t)fs.f_blocks * fs.f_frsize / 50;
    uint64_t least = share < LOW_WATER_BYTES ? share : LOW_WATER_BYTES;
    uint64_t left = (uint64_t)fs.f_bavail * fs.f_frsize;
    if (left >= least)
        return true;
    return ERR(e, ERR_FULL,
               "only %llu KiB are left in the data directory and %llu KiB are needed: "
               "nothing was written, reading goes on",
               (unsigned long long)(left >> 10), (unsigned long long)(least >> 10));
}

bool store_begin(struct store *s, struct err *e)
{
    ASSERT(s->writer && !s->in_write && !s->in_read);
    if (s->broken)
        return ERR(e, ERR_IO, "an earlier write to the disk failed: the register must be opened again");
    if (!store_run(s, NULL, e, ST_BEGIN_WRITE, ""))
        return false;
    s->in_write = true;
    return true;
}

bool store_mark(struct store *s, struct err *e)
{
    ASSERT(s->in_write);
    return store_run(s, NULL, e, ST_MARK, "");
}

bool store_mark_keep(struct store *s, struct err *e)
{
    return store_run(s, NULL, e, ST_MARK_DROP, "");
}

bool store_mark_back(struct store *s, struct err *e)
{
    return store_run(s, NULL, e, ST_MARK_BACK, "") && store_run(s, NULL, e, ST_MARK_DROP, "");
}

/* After a failed sync nobody knows what the disk holds; trying again could report a loss as a success (D6). */
static void note_failure(struct store *s, const struct err *e)
{
    if (e->kind != ERR_FULL && e->kind != ERR_BUSY)
        s->broken = true;
}

static bool checkpoint(struct store *s, int mode, struct err *e)
{
    int frames = 0, moved = 0;
    int rc = sqlite3_wal_checkpoint_v2(s->db, "main", mode, &frames, &moved);
    if (rc == SQLITE_BUSY) /* a reader holds on to the old end; what could be moved was moved */
        rc = SQLITE_OK;
    if (rc != SQLITE_OK)
        return store_fail(s->db, rc, e, "moving the log into the register file");
    s->checkpoint_at = moved < frames ? frames + CHECKPOINT_FRAMES / 4 : CHECKPOINT_FRAMES;
    return true;
}

/*
 * The commit already stands: a checkpoint that fails for lack of room is tried again later, any other
 * failure shows at the next store_begin. Readers that follow each other without a gap would let the WAL
 * grow for ever, so a long one is worth waiting for them a little; not longer, for one may be a backup.
 */
static void after_commit(struct store *s)
{
    if (s->wal_frames < s->checkpoint_at && s->checkpoint_at > CHECKPOINT_FRAMES && s->wal_frames < CHECKPOINT_FRAMES)
        s->checkpoint_at = CHECKPOINT_FRAMES; /* the WAL has started anew */
    if (s->wal_frames < s->checkpoint_at)
        return;
    struct err e = {0};
    bool large = s->wal_frames > 4 * CHECKPOINT_FRAMES;
    sqlite3_busy_timeout(s->db, PATIENCE_MS);
    if (!checkpoint(s, large ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE, &e))
        note_failure(s, &e);
    sqlite3_busy_timeout(s->db, BUSY_MS);
    if (large)
        (void)sqlite3_db_release_memory(s->db);
}

bool store_commit(struct store *s, struct err *e)
{
    ASSERT(s->in_write);
    struct err mine = {0};
    bool ok = !sqlite3_get_autocommit(s->db) || ERR(&mine, ERR_IO, "the transaction was broken off earlier");
    ok = ok && room_left(s, &mine);
    if (ok && !store_run(s, NULL, &mine, ST_COMMIT, "")) {
        ok = false;
        note_failure(s, &mine);
    }
    if (!ok) {
        store_rollback(s);
        if (e)
            *e = mine;
        return false;
    }
    s->in_write = false;
    after_commit(s);
    return true;
}

void store_rollback(struct store *s)
{
    if (!s->in_write)
        return;
    s->in_write = false;
    if (!sqlite3_get_autocommit(s->db) && !store_run(s, NULL, NULL, ST_ROLLBACK, ""))
        s->broken = true;
}

bool store_read_begin(struct store *s, struct err *e)
{
    ASSERT(!s->in_write && !s->in_read);
    if (!store_run(s, NULL, e, ST_BEGIN_READ, ""))
        return false;
    s->in_read = true;
    return true;
}

void store_read_end(struct store *s)
{
    if (!s->in_read)
        return;
    s->in_read = false;
    if (!store_run(s, NULL, NULL, ST_ROLLBACK, ""))
        s->broken = true;
}

bool store_checkpoint(struct store *s, struct err *e)
{
    ASSERT(s->writer && !s->in_write);
    struct err mine = {0};
    if (checkpoint(s, SQLITE_CHECKPOINT_PASSIVE, &mine))
        return true;
    note_failure(s, &mine);
    if (e)
        *e = mine;
    return false;
}
