/* SPDX-License-Identifier: Apache-2.0 */
/* For the tests of base: cmocka with what it needs, and a stream of numbers that is the same in every run. */
#ifndef GONGSHI_TEST_BASE_H
#define GONGSHI_TEST_BASE_H

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/base.h"

#define assert_str(s, z)                                                                                               \
    do {                                                                                                               \
        struct str s_ = (s);                                                                                           \
        if (!str_is(s_, z))                                                                                            \
            fail_msg("is '%.*s', should be '%s'", STR_FMT(s_), z);                                                     \
    } while (0)

/* splitmix64 */
static inline uint64_t draw(uint64_t *seed)
{
    uint64_t z = *seed += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

/* True when f ends the process by a signal, as a broken promise does. */
static inline bool dies(void (*f)(void))
{
    int status = 0;
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        if (!freopen("/dev/null", "w", stderr))
            _exit(0);
        signal(SIGABRT, SIG_DFL);
        f();
        _exit(0);
    }
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

#endif
