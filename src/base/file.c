/* SPDX-License-Identifier: Apache-2.0 */
#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK_BYTES ((size_t)64 << 10)

bool file_exists(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0;
}

bool file_is_dir(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static ssize_t read_some(int fd, void *p, size_t n)
{
    ssize_t got;
    do
        got = read(fd, p, n);
    while (got < 0 && errno == EINTR);
    return got;
}

static bool write_all(int fd, const char *p, size_t n)
{
    while (n) {
        ssize_t put = write(fd, p, n);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        p += put;
        n -= (size_t)put;
    }
    return true;
}

bool file_read(const char *path, size_t max_bytes, struct buf *out, struct err *e)
{
    size_t before = out->n;
    ssize_t got = 1;
    bool ok = false;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return ERR_ERRNO(e, "cannot open %s", path);
    while (got > 0 && out->n - before <= max_bytes) {
        buf_reserve(out, CHUNK_BYTES);
        got = read_some(fd, out->p + out->n, CHUNK_BYTES);
        out->n += got > 0 ? (size_t)got : 0;
    }
    if (got < 0)
        ERR_ERRNO(e, "cannot read %s", path);
    else if (out->n - before > max_bytes)
        ERR(e, ERR_LIMIT, "%s is larger than %zu bytes", path, max_bytes);
    else
        ok = true;
    close(fd);
    if (!ok)
        out->n = before;
    return ok;
}

/* A file being written beside its place: it gets its name only when all of it is on the disk. */
struct draft {
    char *path;
    int fd;
};

static bool draft_open(const char *path, unsigned mode, struct draft *d, struct err *e)
{
    struct buf name = {0};
    buf_printf(&name, "%s.XXXXXX", path);
    buf_put(&name, "", 1);
    int fd = mkostemp(name.p, O_CLOEXEC);
    if (fd < 0 || fchmod(fd, (mode_t)mode) != 0) {
        ERR_ERRNO(e, "cannot write %s", path);
        if (fd >= 0) {
            unlink(name.p);
            close(fd);
        }
        buf_free(&name);
        return false;
    }
    *d = (struct draft){name.p, fd};
    return true;
}

static bool sync_parent(const char *path, struct err *e)
{
    const char *slash = strrchr(path, '/');
    struct buf parent = {0};
    if (!slash)
        buf_char(&parent, '.');
    else
        buf_put(&parent, path, slash == path ? 1 : (size_t)(slash - path));
    buf_char(&parent, '\0');
    bool ok = file_sync_dir(parent.p, e);
    buf_free(&parent);
    return ok;
}

/* Ends a draft: into its place when ok, else away. Frees it in both cases. */
static bool draft_end(struct draft *d, const char *path, bool ok, struct err *e)
{
    bool placed = false;
    if (ok && fsync(d->fd) != 0)
        ok = ERR_ERRNO(e, "cannot write %s", path);
    if (close(d->fd) != 0 && ok)
        ok = ERR_ERRNO(e, "cannot write %s", path);
    if (ok) {
        placed = rename(d->path, path) == 0;
        ok = placed ? sync_parent(path, e) : ERR_ERRNO(e, "cannot rename to %s", path);
    }
    if (!placed)
        unlink(d->path);
    mem_free(d->path);
    return ok;
}

bool file_write_atomic(const char *path, struct str data, unsigned mode, struct err *e)
{
    struct draft d;
    if (!draft_open(path, mode, &d, e))
        return false;
    bool ok = write_all(d.fd, data.p, data.n);
    if (!ok)
        ERR_ERRNO(e, "cannot write %s", path);
    return draft_end(&d, path, ok, e);
}

static bool copy_bytes(int from, int to, const char *from_path, const char *to_path, struct err *e)
{
    char *chunk = mem_alloc(CHUNK_BYTES);
    ssize_t got;
    bool ok = true;
    while (ok && (got = read_some(from, chunk, CHUNK_BYTES)) != 0) {
        if (got < 0)
            ok = ERR_ERRNO(e, "cannot read %s", from_path);
        else if (!write_all(to, chunk, (size_t)got))
            ok = ERR_ERRNO(e, "cannot write %s", to_path);
    }
    mem_free(chunk);
    return ok;
}

bool file_copy(const char *from, const char *to, unsigned mode, struct err *e)
{
    struct draft d;
    int fd = open(from, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return ERR_ERRNO(e, "cannot open %s", from);
    bool ok = draft_open(to, mode, &d, e);
    if (ok)
        ok = draft_end(&d, to, copy_bytes(fd, d.fd, from, to, e), e);
    close(fd);
    return ok;
}

bool file_sync_dir(const char *path, struct err *e)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return ERR_ERRNO(e, "cannot open %s", path);
    bool ok = fsync(fd) == 0;
    if (!ok)
        ERR_ERRNO(e, "cannot write %s to the disk", path);
    close(fd);
    return ok;
}

static bool make_one(const char *path, unsigned mode, struct err *e)
{
    if (mkdir(path, (mode_t)mode) == 0)
        return sync_parent(path, e);
    int why = errno;
    if (file_is_dir(path)) /* whatever mkdir said of it: "/" on a read-only disk is fine too */
        return true;
    errno = why;
    return ERR_ERRNO(e, "cannot make %s", path);
}

bool dir_make(const char *path, unsigned mode, struct err *e)
{
    struct buf part = {0};
    size_t n = strlen(path);
    bool ok = true;
    while (n > 1 && path[n - 1] == '/')
        n--;
    for (size_t i = 1; ok && i <= n; i++) {
        if (i < n && (path[i] != '/' || path[i - 1] == '/'))
            continue;
        buf_clear(&part);
        buf_put(&part, path, i);
        buf_char(&part, '\0');
        ok = make_one(part.p, mode, e);
    }
    buf_free(&part);
    return n == 0 ? ERR(e, ERR_INVALID, "an empty path names no folder") : ok;
}

bool file_map_open(const char *path, struct file_map *out, struct err *e)
{
    struct stat st;
    void *p = NULL;
    bool ok = false;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return ERR_ERRNO(e, "cannot open %s", path);
    if (fstat(fd, &st) != 0) {
        ERR_ERRNO(e, "cannot read %s", path);
        goto out;
    }
    if (!S_ISREG(st.st_mode)) {
        ERR(e, ERR_IO, "%s is no plain file", path);
        goto out;
    }
    if (st.st_size && (p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0)) == MAP_FAILED) {
        ERR_ERRNO(e, "cannot map %s", path);
        goto out;
    }
    out->data = str_n(p, (size_t)st.st_size);
    ok = true;
out:
    close(fd);
    return ok;
}

void file_map_load(const struct file_map *m, size_t most_bytes)
{
    if (m->data.n && m->data.n <= most_bytes)
        (void)madvise((void *)(uintptr_t)m->data.p, m->data.n, MADV_POPULATE_READ);
}

void file_map_close(struct file_map *m)
{
    if (m->data.n)
        munmap((void *)(uintptr_t)m->data.p, m->data.n);
    m->data = STR_NONE;
}
