/* SPDX-License-Identifier: Apache-2.0 */
/* For the tests of uscc. Organisations are invented: regions 99xxxx, or the standard's own example. */
#ifndef GONGSHI_TEST_USCC_H
#define GONGSHI_TEST_USCC_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "uscc/uscc.h"

#define THE_EXAMPLE "91350100M000100Y43" /* of GB 32100-2015 itself */

static inline struct uscc_report check(const char *text)
{
    struct uscc_report r;
    memset(&r, 0xEE, sizeof r);
    uscc_check(text, strlen(text), NULL, &r);
    return r;
}

/* splitmix64: the same numbers in every run */
static inline uint64_t draw(uint64_t *seed)
{
    uint64_t z = *seed += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

#endif
