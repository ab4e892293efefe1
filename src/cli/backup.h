/* SPDX-License-Identifier: Apache-2.0 */
/* MANIFEST.json of a backup: {"format":1,"feed":n,"files":[{"name":…,"bytes":…,"sha256":…}]}, names sorted. */
#ifndef GONGSHI_CLI_BACKUP_H
#define GONGSHI_CLI_BACKUP_H

#include <stdio.h>

#include "base/base.h"

struct manifest_file {
    struct str name; /* relative, with '/' */
    int64_t bytes;
    uint8_t sha256[SHA256_BYTES];
};
struct manifest {
    struct arena *a;
    int64_t format, feed;
    VEC(struct manifest_file) files;
};
bool manifest_digest(const char *path, uint8_t sha256[SHA256_BYTES], int64_t *bytes, struct err *e) MUST_CHECK;
bool manifest_write(struct manifest *m, const char *dir, struct err *e) MUST_CHECK;
/* Reads it and compares every file it names: ERR_CORRUPT names the first that differs. */
bool manifest_verify(struct manifest *m, const char *dir, struct err *e) MUST_CHECK;

#endif
