/* SPDX-License-Identifier: Apache-2.0 */
#include "text/text.h"

#define FIRST_MARK '^'

/* Bytes of the character at p[0..n). A key is valid UTF-8, so the lead byte tells. */
static size_t char_bytes(const char *p, size_t n)
{
    unsigned char lead = (unsigned char)p[0];
    size_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return bytes < n ? bytes : n;
}

static void put_gram(struct buf *b, const char *p, size_t n)
{
    buf_put(b, p, n);
    buf_char(b, ' ');
}

static void put_first(struct buf *b, const char *p, size_t n)
{
    buf_char(b, FIRST_MARK);
    put_gram(b, p, n);
}

void text_grams(struct str name_key, struct buf *out)
{
    const char *p = name_key.p, *end = p + name_key.n;
    size_t n = name_key.n ? char_bytes(p, name_key.n) : 0;
    if (n == 0)
        return;
    buf_reserve(out, 5 * name_key.n + 16); /* each character stands in three grams at most */
    put_first(out, p, n);
    if (p + n < end)
        put_first(out, p, n + char_bytes(p + n, (size_t)(end - p) - n));
    while (p < end) {
        put_gram(out, p, n);
        const char *next = p + n;
        size_t next_n = next < end ? char_bytes(next, (size_t)(end - next)) : 0;
        if (next_n)
            put_gram(out, p, n + next_n);
        p = next;
        n = next_n;
    }
}

void text_query_grams(struct str query_key, struct buf *out)
{
    const char *p = query_key.p, *end = p + query_key.n;
    size_t n = query_key.n ? char_bytes(p, query_key.n) : 0;
    if (n == query_key.n && n) {
        put_gram(out, p, n);
        return;
    }
    while (p < end && p + n < end) {
        size_t next_n = char_bytes(p + n, (size_t)(end - p) - n);
        put_gram(out, p, n + next_n);
        p += n;
        n = next_n;
    }
}
