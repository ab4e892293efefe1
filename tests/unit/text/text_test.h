/* SPDX-License-Identifier: Apache-2.0 */
#ifndef GONGSHI_TEST_TEXT_H
#define GONGSHI_TEST_TEXT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "text/text.h"
#include "text/text_int.h"

/* What f makes of z; valid until the next call. */
static inline struct str made_by(void (*f)(struct str, struct buf *), struct str s)
{
    static char kept[4][1 << 16];
    static int turn;
    struct buf b = {0};
    f(s, &b);
    assert_true(b.n < sizeof kept[0]);
    char *place = kept[turn++ % 4];
    if (b.n)
        memcpy(place, b.p, b.n);
    struct str out = str_n(place, b.n);
    buf_free(&b);
    return out;
}

#define assert_makes(f, z, want)                                                                                       \
    do {                                                                                                               \
        struct str got_ = made_by(f, str_of(z));                                                                       \
        if (!str_is(got_, want))                                                                                       \
            fail_msg("'%s' gives '%.*s', should be '%s'", z, STR_FMT(got_), want);                                     \
    } while (0)

/* splitmix64: the same numbers in every run */
static inline uint64_t draw(uint64_t *seed)
{
    uint64_t z = *seed += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

/* A character in about half of all cases of a kind that names are made of, else any at all. */
static inline int32_t draw_character(uint64_t *seed)
{
    static const int32_t odd[] = {' ',    '(',    ']',     0xB7,   0x301,  0x327,  0x30A,  0x345,  0x3099,
                                  0x200B, 0xFEFF, 0xAD,    0x2028, 0x85,   0x130,  0xDF,   0x1E9E, 0xC5,
                                  0x212B, 0x1100, 0x1161,  0x11A8, 0xAC00, 0x3B1,  0x3A3,  0x3C2,  0x2126,
                                  0xFB01, 0xFF21, 0xFF08,  0x3000, 0x32A3, 0x3314, 0xF900, 0xFDFA, 0x115F,
                                  0x3164, 0xFE0F, 0xE0100, 0xB4,   0xA8,   0x1FBD, 0x149,  0x1F8};
    switch (draw(seed) % 8) {
    case 0:
    case 1:
    case 2:
        return (int32_t)(0x4E00 + draw(seed) % 0x5200);
    case 3:
        return (int32_t)(' ' + draw(seed) % 95);
    case 4:
    case 5:
        return odd[draw(seed) % (sizeof odd / sizeof *odd)];
    case 6:
        return (int32_t)(0xFF01 + draw(seed) % 0x5E);
    default:
        break;
    }
    int32_t any = (int32_t)(1 + draw(seed) % 0x10FFFF);
    return any >= 0xD800 && any <= 0xDFFF ? 'a' : any;
}

static inline struct str draw_text(uint64_t *seed, char room[256])
{
    size_t n = 0;
    for (uint64_t count = draw(seed) % 12; count; count--)
        n += str_utf8_put(room + n, draw_character(seed));
    return str_n(room, n);
}

#endif
