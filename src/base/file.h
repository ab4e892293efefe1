/* SPDX-License-Identifier: Apache-2.0 */
/* Files. Every write that must last goes through file_write_atomic: temp file, fsync, rename, fsync of the folder. */
#ifndef GONGSHI_BASE_FILE_H
#define GONGSHI_BASE_FILE_H

#include <stdio.h>

#include "str.h"

bool file_exists(const char *path);
bool file_is_dir(const char *path);
bool file_read(const char *path, size_t max_bytes, struct buf *out, struct err *e) MUST_CHECK;
bool file_write_atomic(const char *path, struct str data, unsigned mode, struct err *e) MUST_CHECK;
bool file_copy(const char *from, const char *to, unsigned mode, struct err *e) MUST_CHECK; /* fsynced */
bool file_sync_dir(const char *path, struct err *e) MUST_CHECK;
bool dir_make(const char *path, unsigned mode, struct err *e) MUST_CHECK; /* parents too; existing is fine */
bool dir_remove(const char *path, struct err *e) MUST_CHECK;  /* with all in it; absent is fine */
/* Names in a folder, sorted by bytes, without "." and ".."; they live in a. */
bool dir_list(const char *path, struct arena *a, struct str **names, size_t *n, struct err *e) MUST_CHECK;
bool dir_free_bytes(const char *path, uint64_t *free_bytes, uint64_t *block_bytes, struct err *e) MUST_CHECK;
const char *path_join(struct arena *a, const char *dir, const char *name);

/* A whole file mapped read-only. The bytes stay until file_map_close. */
struct file_map {
    struct str data;
};
bool file_map_open(const char *path, struct file_map *out, struct err *e) MUST_CHECK;
/* Brings the file into memory at once where it is at most this long, instead of page by page; best effort. */
void file_map_load(const struct file_map *m, size_t most_bytes);
void file_map_close(struct file_map *m);

#endif
