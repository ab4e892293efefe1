/* SPDX-License-Identifier: Apache-2.0 */
/* From the result codes of SQLite to the kinds of error of the house. */
#include <errno.h>

#include "store_int.h"

static const struct {
    int code;
    enum err_kind kind;
    const char *words;
} codes[] = {
    {SQLITE_FULL, ERR_FULL, "no space left in the data directory: nothing was written, reading goes on"},
    {SQLITE_BUSY, ERR_BUSY, "another process holds the register"},
    {SQLITE_LOCKED, ERR_BUSY, "the register is locked"},
    {SQLITE_INTERRUPT, ERR_LIMIT, "the question took longer than allowed"},
    {SQLITE_TOOBIG, ERR_LIMIT, "a value is longer than the store takes"},
    {SQLITE_CONSTRAINT, ERR_CONFLICT, "the store refused the row"},
    {SQLITE_CORRUPT, ERR_CORRUPT, "the register file is damaged"},
    {SQLITE_NOTADB, ERR_CORRUPT, "the register file is no register"},
    {SQLITE_READONLY, ERR_DENIED, "this connection only reads"},
    {SQLITE_PERM, ERR_DENIED, "access to the register file is denied"},
    {SQLITE_AUTH, ERR_DENIED, "access to the register file is denied"},
    {SQLITE_CANTOPEN, ERR_IO, "the register file cannot be opened"},
};

/* SQLite reports a full disk as FULL when it writes, but as an I/O error when it sizes the shared index. */
static int plain_code(sqlite3 *db, int rc)
{
    int no = db ? sqlite3_system_errno(db) : 0;
    if ((rc & 0xff) == SQLITE_IOERR && (no == ENOSPC || no == EDQUOT))
        return SQLITE_FULL;
    return rc & 0xff;
}

bool store_fail(sqlite3 *db, int rc, struct err *e, const char *what)
{
    int code = plain_code(db, rc);
    ASSERT(code != SQLITE_MISUSE);
    const char *detail = db ? sqlite3_errmsg(db) : sqlite3_errstr(rc);
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        if (codes[i].code == code)
            return ERR(e, codes[i].kind, "%s: %s (%s)", what, codes[i].words, detail);
    }
    return ERR(e, ERR_IO, "%s: %s (code %d)", what, detail, rc);
}
