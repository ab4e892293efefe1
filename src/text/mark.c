/* SPDX-License-Identifier: Apache-2.0 */
#include "text_int.h"

#define MIDDLE_DOT 0xB7

/* Opening and closing; compatibility forms are gone before anybody asks. */
static const int32_t brackets[][2] = {
    {'(', ')'},       {'[', ']'},       {'{', '}'},       {'<', '>'},       {0x2039, 0x203A}, {0xAB, 0xBB},
    {0x27E8, 0x27E9}, {0x3008, 0x3009}, {0x300A, 0x300B}, {0x300C, 0x300D}, {0x300E, 0x300F}, {0x3010, 0x3011},
    {0x3014, 0x3015}, {0x3016, 0x3017}, {0x3018, 0x3019}, {0x301A, 0x301B},
};

static const int32_t dots[] = {MIDDLE_DOT, 0x2022, 0x2027, 0x2219, 0x22C5, 0x2E31, 0x2E33, 0x30FB, 0x16EB};

int32_t mark_bracket(int32_t cp)
{
    for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++) {
        if (cp == brackets[i][0])
            return '(';
        if (cp == brackets[i][1])
            return ')';
    }
    return cp;
}

int32_t mark_dot(int32_t cp)
{
    for (size_t i = 0; i < sizeof dots / sizeof *dots; i++)
        if (cp == dots[i])
            return MIDDLE_DOT;
    return cp;
}
