/* SPDX-License-Identifier: Apache-2.0 */
/* For tests of store and of journal: a folder of their own that goes away, and calls that must succeed. */
#ifndef GONGSHI_TEST_SCRATCH_H
#define GONGSHI_TEST_SCRATCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "store/store.h"

/* Says what failed before cmocka says where. */
#define MUST(call)                                                                                                     \
    do {                                                                                                               \
        struct err e_ = {0};                                                                                           \
        struct err *err = &e_;                                                                                         \
        if (!(call))                                                                                                   \
            fail_msg("%s: %s: %s", #call, err_kind_name(e_.kind), e_.msg);                                             \
    } while (0)
#define MUST_FAIL(want, call)                                                                                          \
    do {                                                                                                               \
        struct err e_ = {0};                                                                                           \
        struct err *err = &e_;                                                                                         \
        if (call)                                                                                                      \
            fail_msg("%s succeeds", #call);                                                                            \
        if (e_.kind != (want))                                                                                         \
            fail_msg("%s: %s: %s", #call, err_kind_name(e_.kind), e_.msg);                                             \
    } while (0)

static inline bool next(struct rows *r)
{
    bool got = false;
    MUST(rows_next(r, &got, err));
    return got;
}

static inline int scratch_make(void **state)
{
    char path[] = "/tmp/gongshi-test-XXXXXX";
    if (!mkdtemp(path))
        return -1;
    *state = strdup(path);
    return 0;
}

static inline int scratch_drop(void **state)
{
    struct err e = {0};
    bool ok = dir_remove(*state, &e);
    free(*state);
    return ok ? 0 : -1;
}

#define SCRATCH_TEST(f) cmocka_unit_test_setup_teardown(f, scratch_make, scratch_drop)

#endif
