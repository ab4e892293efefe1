/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Text. `struct str` is a borrowed view, not zero-terminated, valid UTF-8 once past `codec`.
 * `struct buf` grows on the heap; `char *` with a zero only at the edge of a foreign library.
 */
#ifndef GONGSHI_BASE_STR_H
#define GONGSHI_BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "err.h"
#include "mem.h"

struct str {
    const char *p; /* may be NULL when n is 0 */
    size_t n;
};

#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})
#define STR_NONE     ((struct str){NULL, 0})
#define STR_FMT(s)   (int)(s).n, (s).p ? (s).p : "" /* for "%.*s" */

static inline struct str str_of(const char *z) /* of a zero-terminated string; NULL gives empty */
{
    return (struct str){z, z ? strlen(z) : 0};
}
static inline struct str str_n(const char *p, size_t n)
{
    return (struct str){p, n};
}
static inline bool str_eq(struct str a, struct str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}
static inline bool str_is(struct str a, const char *z)
{
    return str_eq(a, str_of(z));
}
int str_cmp(struct str a, struct str b); /* by bytes, shorter first on a tie */
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
ptrdiff_t str_find(struct str s, struct str needle); /* byte offset or -1; empty needle gives 0 */
struct str str_trim(struct str s);                   /* ASCII blanks, CR, LF, tab, U+3000, U+00A0, BOM */
/* Takes the part before the first `sep` off *rest; false when *rest is spent. "a,,b" has 3 parts,
 * "a," one, an empty string none. */
bool str_split(struct str *rest, char sep, struct str *part);
/* Whether the blank-separated words hold this one; an empty one is no word. */
bool str_has_word(struct str words, struct str word);
struct str str_dup(struct arena *a, struct str s); /* zero-terminated copy (the zero not counted) */
const char *str_z(struct arena *a, struct str s);  /* the same, as char* */
struct str str_printf(struct arena *a, const char *fmt, ...) PRINTF_LIKE(2, 3);
bool str_int(struct str s, int64_t *out); /* all of s, decimal, optional '-'; else false */

/* Decodes one code point at s[*at] and moves *at on. Returns -1 on malformed UTF-8 (also overlong,
 * surrogates, > U+10FFFF), moving on by one byte. Ask only while *at < s.n. */
int32_t str_utf8_next(struct str s, size_t *at);
bool str_utf8_valid(struct str s);
size_t str_utf8_len(struct str s);            /* number of code points of a valid text */
size_t str_utf8_put(char out[4], int32_t cp); /* bytes written, 1 to 4 */

struct buf { /* {0} is an empty one; free with buf_free */
    char *p;
    size_t n, cap;
};
void buf_free(struct buf *b);
void buf_clear(struct buf *b); /* n = 0, keeps the memory */
void buf_reserve(struct buf *b, size_t more);
static inline void buf_put(struct buf *b, const void *p, size_t n)
{
    if (b->cap - b->n < n)
        buf_reserve(b, n);
    if (n)
        memcpy(b->p + b->n, p, n);
    b->n += n;
}
static inline void buf_str(struct buf *b, struct str s)
{
    buf_put(b, s.p, s.n);
}
static inline void buf_z(struct buf *b, const char *z)
{
    buf_put(b, z, strlen(z));
}
static inline void buf_char(struct buf *b, char c)
{
    buf_put(b, &c, 1);
}
void buf_printf(struct buf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);
void buf_i64(struct buf *b, int64_t v);
static inline struct str buf_view(const struct buf *b) /* borrowed until the next change */
{
    return (struct str){b->p, b->n};
}

/* Numerals of a language: the word of v that s begins with is cut from it, its value told. false: none of them. */
struct str_numeral {
    const char *word;
    int64_t value;
};
bool str_take_numeral(struct str *s, const struct str_numeral *v, size_t n, int64_t *value);
#define STR_TAKE(table, s, value) str_take_numeral(s, table, sizeof table / sizeof *table, value)

/* 4-byte little-endian length + bytes, for private staging and cache formats. */
void buf_put_lp(struct buf *b, struct str s);
bool str_take_lp(struct str *rest, struct str *out); /* false when the rest is too short */

void hex_put(struct buf *b, const void *p, size_t n); /* lower case */
bool hex_parse(struct str s, void *out, size_t n);    /* exactly 2n digits */

#endif
