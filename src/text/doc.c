/* SPDX-License-Identifier: Apache-2.0 */
#include "text_int.h"

enum {
    ZI = 0x5B57,         /* 字 */
    DI = 0x7B2C,         /* 第 */
    HAO = 0x53F7,        /* 号 */
    NIAN = 0x5E74,       /* 年 */
    IDEOGRAPHS = 0x3400, /* the first of them */
    YEAR_OPEN = 0x3014,  /* 〔 */
    YEAR_CLOSE = 0x3015, /* 〕 */
    YEAR_SPAN = 6        /* bracket, four digits, bracket */
};

static bool is_digit(int32_t cp)
{
    return cp >= '0' && cp <= '9';
}

static size_t digits_from(const int32_t *v, size_t n)
{
    size_t i = 0;
    while (i < n && is_digit(v[i]))
        i++;
    return i;
}

static bool is_year(const int32_t *v, size_t n)
{
    return n >= YEAR_SPAN && v[0] == '(' && digits_from(v + 1, 5) == 4 && v[5] == ')';
}

/* Where the serial begins: the digits at the very end. */
static size_t serial_start(const struct points *p)
{
    size_t at = p->n;
    while (at > 0 && is_digit(p->v[at - 1]))
        at--;
    return at;
}

/* Takes the characters `word` out that stand directly before place `at`; returns how many. */
static size_t drop_before(struct points *p, size_t at, int32_t word)
{
    size_t first = at;
    if (at == 0)
        return 0;
    while (first > 0 && p->v[first - 1] == word)
        first--;
    memmove(p->v + first, p->v + at, (p->n - at) * sizeof *p->v);
    p->n -= at - first;
    return at - first;
}

static void mark_years(struct points *p)
{
    for (size_t i = 0; i < p->n; i++) {
        if (!is_year(p->v + i, p->n - i))
            continue;
        i -= drop_before(p, i, ZI);
        p->v[i] = YEAR_OPEN;
        p->v[i + YEAR_SPAN - 1] = YEAR_CLOSE;
        size_t after = i + YEAR_SPAN;
        while (after < p->n && p->v[after] == DI)
            after++;
        drop_before(p, after, DI);
        i += YEAR_SPAN - 1;
    }
}

/* 第 before the serial goes, unless it is all that keeps two numbers apart. */
static void drop_serial_word(struct points *p)
{
    size_t serial = serial_start(p), word = serial;
    while (word > 0 && p->v[word - 1] == DI)
        word--;
    if (serial < p->n && (word == 0 || !is_digit(p->v[word - 1])))
        drop_before(p, serial, DI);
}

static void doc_points(struct str doc_no, struct points *p)
{
    points_normal(doc_no, false, p);
    drop_before(p, p->n, HAO);
    mark_years(p);
    drop_serial_word(p);
}

void text_doc_key(struct str doc_no, struct buf *out)
{
    struct points p;
    doc_points(doc_no, &p);
    points_put(out, p.v, p.n);
    VEC_FREE(&p);
}

bool text_doc_same(struct str a, struct str b)
{
    struct buf x = {0}, y = {0};
    text_doc_key(a, &x);
    text_doc_key(b, &y);
    bool same = str_eq(buf_view(&x), buf_view(&y));
    buf_free(&x);
    buf_free(&y);
    return same;
}

static bool is_stroke(int32_t cp)
{
    static const int32_t strokes[] = {'/', '\\', '-', '_', '.', '*', 0x2010, 0x2013, 0x2014, 0x2015, 0x2500, 0x3001};
    for (size_t i = 0; i < sizeof strokes / sizeof *strokes; i++)
        if (cp == strokes[i])
            return true;
    return false;
}

static bool only_strokes(const struct points *p)
{
    for (size_t i = 0; i < p->n; i++)
        if (!is_stroke(p->v[i]))
            return false;
    return true;
}

/* A year or a short serial and nothing else: "2019", "2019年", "〔2019〕", "12". */
static bool only_short_number(const struct points *p)
{
    size_t n = digits_from(p->v, p->n);
    if (n == p->n)
        return n <= 4;
    if (p->n == YEAR_SPAN && p->v[0] == YEAR_OPEN)
        return digits_from(p->v + 1, 5) == 4;
    return n == 4 && p->n == 5 && p->v[4] == NIAN;
}

static bool is_placeholder_word(struct str key)
{
    static const char *const words[] = {"无", "无文", "暂无", "暂无文", "见附件"}; /* as keys: a final 号 is off */
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is(key, words[i]))
            return true;
    return false;
}

bool text_doc_is_placeholder(struct str doc_no)
{
    struct points p;
    struct buf key = {0};
    doc_points(doc_no, &p);
    points_put(&key, p.v, p.n);
    bool is = only_strokes(&p) || only_short_number(&p) || is_placeholder_word(buf_view(&key));
    buf_free(&key);
    VEC_FREE(&p);
    return is;
}

/* 2023, and also 2023001234. */
static bool holds_year(const struct points *p)
{
    for (size_t i = 0; i < p->n; i++) {
        size_t n = digits_from(p->v + i, p->n - i);
        bool century = n >= 4 && ((p->v[i] == '1' && p->v[i + 1] == '9') || (p->v[i] == '2' && p->v[i + 1] == '0'));
        if (century)
            return true;
        i += n;
    }
    return false;
}

static bool holds_letter(const struct points *p)
{
    for (size_t i = 0; i < p->n; i++)
        if ((p->v[i] >= 'A' && p->v[i] <= 'Z') || (p->v[i] >= 'a' && p->v[i] <= 'z') ||
            (p->v[i] >= IDEOGRAPHS && p->v[i] != ZI && p->v[i] != DI && p->v[i] != HAO && p->v[i] != NIAN))
            return true;
    return false;
}

enum text_doc_gap text_doc_gap_of(struct str doc_no)
{
    struct points p;
    doc_points(doc_no, &p);
    enum text_doc_gap gap = !holds_letter(&p) ? TEXT_DOC_NO_ORGAN : holds_year(&p) ? TEXT_DOC_WHOLE : TEXT_DOC_NO_YEAR;
    VEC_FREE(&p);
    return gap;
}
