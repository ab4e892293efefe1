/* SPDX-License-Identifier: Apache-2.0 */
/* How characters are mistaken for one another. */
#include "uscc_int.h"

#include <stdlib.h>

/* Each group holds characters that are read for one another, in print or by hand. */
bool look_alike(char a, char b)
{
    static const char *const groups[] = {"0ODQ", "1IL7T", "2Z",  "5S", "8B3", "VUY", "6GB", "9GQP",
                                         "4A",   "CG",    "MNH", "WV", "KX",  "EF",  "PR"};
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        bool has_a = false, has_b = false;
        for (const char *g = groups[i]; *g; g++) {
            has_a |= *g == a;
            has_b |= *g == b;
        }
        if (has_a && has_b)
            return true;
    }
    return false;
}

/* Where a key is, in quarters of a key's width; false for what is no key. */
static bool key_place(char c, int *x, int *y)
{
    static const struct {
        const char *keys;
        int shift; /* rows of a keyboard stand a little further right, the lower the more */
    } rows[] = {{"1234567890", 0}, {"QWERTYUIOP", 2}, {"ASDFGHJKL", 3}, {"ZXCVBNM", 5}};
    for (int row = 0; row < 4; row++)
        for (int i = 0; rows[row].keys[i]; i++)
            if (rows[row].keys[i] == c) {
                *x = i * 4 + rows[row].shift;
                *y = row;
                return true;
            }
    return false;
}

/* Digits also lie in a block of their own: 789, 456, 123, and 0 below 1 and 2. */
static bool pad_touches(char a, char b)
{
    if (!is_digit(a) || !is_digit(b))
        return false;
    if (a == '0' || b == '0')
        return a + b - '0' == '1' || a + b - '0' == '2';
    int p = a - '1', q = b - '1';
    return abs(p % 3 - q % 3) + abs(p / 3 - q / 3) == 1;
}

bool keys_touch(char a, char b)
{
    int ax, ay, bx, by;
    if (a == b || !key_place(a, &ax, &ay) || !key_place(b, &bx, &by))
        return false;
    if (ay == by)
        return abs(ax - bx) == 4;
    return (abs(ay - by) == 1 && abs(ax - bx) <= 3) || pad_touches(a, b);
}
