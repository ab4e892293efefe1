/* SPDX-License-Identifier: Apache-2.0 */
#include "shim.h"

struct shim_file {
    sqlite3_file base;
    enum shim_file_id id;
    sqlite3_file *real; /* behind this struct, in the same allocation */
};

static sqlite3_vfs vfs;
static sqlite3_vfs *stock;
static struct shim *shim;

static sqlite3_file *real_of(sqlite3_file *f)
{
    return ((struct shim_file *)f)->real;
}

/* Counts a call; true when it is to fail. */
static bool fails(void)
{
    shim->calls++;
    if (!shim->fail_at || shim->calls < shim->fail_at || (shim->calls > shim->fail_at && !shim->fail_for_ever))
        return false;
    shim->has_failed = true;
    return true;
}

static void note(sqlite3_file *f, enum shim_op_kind kind, int64_t offset, const void *p, size_t n)
{
    enum shim_file_id id = ((struct shim_file *)f)->id;
    if (!shim->logging || id == SHIM_OTHER)
        return;
    struct shim_op op = {id, kind, offset, shim->data.n, n};
    buf_put(&shim->data, p, n);
    VEC_PUSH(&shim->ops, op);
}

static int x_close(sqlite3_file *f)
{
    return real_of(f)->pMethods->xClose(real_of(f));
}

static int x_read(sqlite3_file *f, void *p, int n, sqlite3_int64 at)
{
    return real_of(f)->pMethods->xRead(real_of(f), p, n, at);
}

static int x_write(sqlite3_file *f, const void *p, int n, sqlite3_int64 at)
{
    if (fails())
        return SQLITE_IOERR_WRITE;
    note(f, SHIM_WRITE, at, p, (size_t)n);
    return real_of(f)->pMethods->xWrite(real_of(f), p, n, at);
}

static int x_truncate(sqlite3_file *f, sqlite3_int64 size)
{
    if (fails())
        return SQLITE_IOERR_TRUNCATE;
    note(f, SHIM_TRUNCATE, size, NULL, 0);
    return real_of(f)->pMethods->xTruncate(real_of(f), size);
}

static int x_sync(sqlite3_file *f, int flags)
{
    (void)flags; /* not handed on: the log knows what a sync would have saved */
    if (fails())
        return SQLITE_IOERR_FSYNC;
    note(f, SHIM_SYNC, 0, NULL, 0);
    return SQLITE_OK;
}

static int x_file_size(sqlite3_file *f, sqlite3_int64 *size)
{
    return real_of(f)->pMethods->xFileSize(real_of(f), size);
}

static int x_lock(sqlite3_file *f, int level)
{
    return real_of(f)->pMethods->xLock(real_of(f), level);
}

static int x_unlock(sqlite3_file *f, int level)
{
    return real_of(f)->pMethods->xUnlock(real_of(f), level);
}

static int x_check_reserved(sqlite3_file *f, int *out)
{
    return real_of(f)->pMethods->xCheckReservedLock(real_of(f), out);
}

static int x_control(sqlite3_file *f, int op, void *arg)
{
    return real_of(f)->pMethods->xFileControl(real_of(f), op, arg);
}

static int x_sector_size(sqlite3_file *f)
{
    return real_of(f)->pMethods->xSectorSize(real_of(f));
}

static int x_device(sqlite3_file *f)
{
    return real_of(f)->pMethods->xDeviceCharacteristics(real_of(f));
}

static int x_shm_map(sqlite3_file *f, int page, int size, int extend, void volatile **out)
{
    return real_of(f)->pMethods->xShmMap(real_of(f), page, size, extend, out);
}

static int x_shm_lock(sqlite3_file *f, int offset, int n, int flags)
{
    return real_of(f)->pMethods->xShmLock(real_of(f), offset, n, flags);
}

static void x_shm_barrier(sqlite3_file *f)
{
    real_of(f)->pMethods->xShmBarrier(real_of(f));
}

static int x_shm_unmap(sqlite3_file *f, int del)
{
    return real_of(f)->pMethods->xShmUnmap(real_of(f), del);
}

static const sqlite3_io_methods methods = {
    2,           x_close,   x_read,     x_write,          x_truncate, x_sync,
    x_file_size, x_lock,    x_unlock,   x_check_reserved, x_control,  x_sector_size,
    x_device,    x_shm_map, x_shm_lock, x_shm_barrier,    x_shm_unmap};

static int x_open(sqlite3_vfs *v, sqlite3_filename name, sqlite3_file *f, int flags, int *out_flags)
{
    (void)v;
    struct shim_file *sf = (struct shim_file *)f;
    sf->real = (sqlite3_file *)(sf + 1);
    sf->id = flags & SQLITE_OPEN_MAIN_DB ? SHIM_DB : flags & SQLITE_OPEN_WAL ? SHIM_WAL : SHIM_OTHER;
    int rc = stock->xOpen(stock, name, sf->real, flags, out_flags);
    sf->base.pMethods = rc == SQLITE_OK ? &methods : NULL;
    return rc;
}

void shim_install(struct shim *s)
{
    shim = s;
    stock = sqlite3_vfs_find(NULL);
    vfs = *stock;
    vfs.zName = "shim";
    vfs.szOsFile = (int)sizeof(struct shim_file) + stock->szOsFile;
    vfs.xOpen = x_open;
    ASSERT(sqlite3_vfs_register(&vfs, 1) == SQLITE_OK);
}

void shim_remove(void)
{
    ASSERT(sqlite3_vfs_unregister(&vfs) == SQLITE_OK);
    ASSERT(sqlite3_vfs_register(stock, 1) == SQLITE_OK);
}

void shim_free(struct shim *s)
{
    VEC_FREE(&s->ops);
    buf_free(&s->data);
}
