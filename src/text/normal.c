/* SPDX-License-Identifier: Apache-2.0 */
#include <utf8proc.h>

#include "text_int.h"

/* Dropping what is invisible can bring an accent next to a letter, which then have to be composed. */
#define PASSES_MAX 8

static bool is_invisible(int32_t cp)
{
    switch (utf8proc_category(cp)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return true;
    default:
        return false;
    }
}

/* Decomposes s into p, composes again: NFKC of Unicode, case folded with fold. */
static void unicode_normal(struct str s, bool fold, struct points *p)
{
    utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_IGNORE;
    if (fold)
        options |= UTF8PROC_CASEFOLD;
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)s.p;
    utf8proc_ssize_t n = utf8proc_decompose(bytes, (utf8proc_ssize_t)s.n, p->v, (utf8proc_ssize_t)p->cap, options);
    ASSERT(n >= 0);
    if ((size_t)n > p->cap) {
        p->v = mem_realloc(p->v, mem_mul((size_t)n, sizeof *p->v));
        p->cap = (size_t)n;
        n = utf8proc_decompose(bytes, (utf8proc_ssize_t)s.n, p->v, n, options);
        ASSERT(n >= 0 && (size_t)n <= p->cap);
    }
    n = utf8proc_normalize_utf32(p->v, n, options);
    ASSERT(n >= 0);
    p->n = (size_t)n;
}

static void house_normal(struct points *p, bool fold)
{
    size_t kept = 0;
    for (size_t i = 0; i < p->n; i++) {
        int32_t cp = mark_bracket(p->v[i]);
        if (is_invisible(cp))
            continue;
        p->v[kept++] = fold ? mark_dot(cp) : cp;
    }
    p->n = kept;
}

void points_put(struct buf *b, const int32_t *v, size_t n)
{
    char bytes[4];
    for (size_t i = 0; i < n; i++)
        buf_put(b, bytes, str_utf8_put(bytes, v[i]));
}

void points_normal(struct str s, bool fold, struct points *out)
{
    struct buf before = {0}, after = {0};
    struct points p = {NULL, 0, 0};
    buf_str(&before, s);
    for (int pass = 0; pass < PASSES_MAX && before.n; pass++) {
        unicode_normal(buf_view(&before), fold, &p);
        house_normal(&p, fold);
        buf_clear(&after);
        points_put(&after, p.v, p.n);
        if (str_eq(buf_view(&before), buf_view(&after)))
            break;
        struct buf swap = before;
        before = after;
        after = swap;
    }
    buf_free(&before);
    buf_free(&after);
    *out = p;
}
