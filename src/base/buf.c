/* SPDX-License-Identifier: Apache-2.0 */
#include "str.h"

#include <stdio.h>

void buf_free(struct buf *b)
{
    mem_free(b->p);
    *b = (struct buf){0};
}

void buf_clear(struct buf *b)
{
    b->n = 0;
}

void buf_reserve(struct buf *b, size_t more)
{
    if (b->cap - b->n >= more)
        return;
    ASSERT(more <= SIZE_MAX / 4 && b->n <= SIZE_MAX / 4);
    size_t cap = b->cap ? b->cap : 64;
    while (cap < b->n + more)
        cap *= 2;
    b->p = mem_realloc(b->p, cap);
    b->cap = cap;
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
    va_list args, again;
    ASSERT(fmt != NULL);
    va_start(args, fmt);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    ASSERT(n >= 0);
    buf_reserve(b, (size_t)n + 1); /* vsnprintf writes its zero behind */
    vsnprintf(b->p + b->n, (size_t)n + 1, fmt, again);
    va_end(again);
    b->n += (size_t)n;
}

void buf_i64(struct buf *b, int64_t v)
{
    char digits[20];
    size_t at = sizeof digits;
    uint64_t rest = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (v < 0)
        digits[--at] = '-';
    buf_put(b, digits + at, sizeof digits - at);
}

void buf_put_lp(struct buf *b, struct str s)
{
    ASSERT(s.n <= UINT32_MAX);
    const uint8_t length[4] = {(uint8_t)s.n, (uint8_t)(s.n >> 8), (uint8_t)(s.n >> 16), (uint8_t)(s.n >> 24)};
    buf_put(b, length, sizeof length);
    buf_str(b, s);
}

void hex_put(struct buf *b, const void *p, size_t n)
{
    static const char digits[] = "0123456789abcdef";
    buf_reserve(b, mem_mul(n, 2));
    for (size_t i = 0; i < n; i++) {
        uint8_t byte = ((const uint8_t *)p)[i];
        buf_char(b, digits[byte >> 4]);
        buf_char(b, digits[byte & 15]);
    }
}
