/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A VFS round the default one. It hands everything on but syncs, logs what reaches the main file and the
 * WAL, and can let the k-th call fail. While it is registered as default, every store goes through it.
 */
#ifndef GONGSHI_TEST_SHIM_H
#define GONGSHI_TEST_SHIM_H

#include <sqlite3.h>

#include "base/base.h"

enum shim_file_id { SHIM_DB, SHIM_WAL, SHIM_FILES, SHIM_OTHER = SHIM_FILES };
enum shim_op_kind { SHIM_WRITE, SHIM_TRUNCATE, SHIM_SYNC };

struct shim_op {
    enum shim_file_id file;
    enum shim_op_kind kind;
    int64_t offset; /* TRUNCATE: the new size */
    size_t at, n;   /* bytes in shim.data */
};

struct shim {
    bool logging;
    VEC(struct shim_op) ops;
    struct buf data;
    int64_t calls;   /* writes, truncates and syncs so far */
    int64_t fail_at; /* the call that fails; 0 none */
    bool fail_for_ever;
    bool has_failed;
};

/* One at a time. */
void shim_install(struct shim *s);
void shim_remove(void);
void shim_free(struct shim *s);

#endif
