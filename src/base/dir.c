/* SPDX-License-Identifier: Apache-2.0 */
#include "file.h"

#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <stdlib.h>
#include <sys/statvfs.h>

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *place)
{
    (void)st, (void)kind, (void)place;
    return remove(path);
}

bool dir_remove(const char *path, struct err *e)
{
    enum { OPEN_FOLDERS = 16 };
    /* Links are removed, never followed. */
    if (nftw(path, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS) == 0 || errno == ENOENT)
        return true;
    return ERR_ERRNO(e, "cannot remove %s", path);
}

static int by_bytes(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

bool dir_list(const char *path, struct arena *a, struct str **names, size_t *n, struct err *e)
{
    VEC(struct str) found = {0};
    struct dirent *entry;
    DIR *d = opendir(path);
    if (!d)
        return ERR_ERRNO(e, "cannot open %s", path);
    while ((errno = 0, entry = readdir(d)) != NULL)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            VEC_PUSH(&found, str_dup(a, str_of(entry->d_name)));
    bool ok = errno == 0;
    if (!ok)
        ERR_ERRNO(e, "cannot read %s", path);
    closedir(d);
    if (ok) {
        *names = arena_alloc(a, mem_mul(found.n, sizeof **names));
        *n = found.n;
        if (found.n)
            memcpy(*names, found.v, found.n * sizeof **names);
        qsort(*names, *n, sizeof **names, by_bytes);
    }
    VEC_FREE(&found);
    return ok;
}

bool dir_free_bytes(const char *path, uint64_t *free_bytes, uint64_t *block_bytes, struct err *e)
{
    struct statvfs st;
    if (statvfs(path, &st) != 0)
        return ERR_ERRNO(e, "cannot ask for the space left at %s", path);
    *free_bytes = (uint64_t)st.f_bavail * st.f_frsize;
    *block_bytes = st.f_frsize;
    return true;
}

const char *path_join(struct arena *a, const char *dir, const char *name)
{
    size_t n = strlen(dir);
    return str_printf(a, "%s%s%s", dir, n && dir[n - 1] != '/' ? "/" : "", name).p;
}
