/* SPDX-License-Identifier: Apache-2.0 */
#include "search_int.h"

#include "text/text.h"
#include "uscc/uscc.h"

static struct str key_of(struct str text, struct arena *a)
{
    struct buf b = {0};
    text_name_key(text, &b);
    struct str key = str_dup(a, buf_view(&b));
    buf_free(&b);
    return key;
}

/* The next part between blanks of any width; false when there is none. */
static bool next_term(struct str text, size_t *at, struct str *term)
{
    size_t start = *at, end = *at;
    bool inside = false;
    while (*at < text.n) {
        size_t before = *at;
        int32_t c = str_utf8_next(text, at);
        bool blank = c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == 0x3000 || c == 0xA0;
        if (blank && inside)
            break;
        if (!blank && !inside)
            start = before;
        inside = inside || !blank;
        end = blank ? end : *at;
    }
    *term = str_n(text.p + start, inside ? end - start : 0);
    return inside;
}

static struct str cut(struct str text, size_t max_chars)
{
    size_t at = 0;
    for (size_t i = 0; i < max_chars && at < text.n; i++)
        str_utf8_next(text, &at);
    return str_n(text.p, at);
}

/* Letters and digits in upper case without hyphens; empty when anything else is in it. */
static struct str number_of(struct str key, struct arena *a)
{
    char *p = arena_alloc(a, key.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < key.n; i++) {
        char c = key.p[i];
        if (c == '-')
            continue;
        bool lower = c >= 'a' && c <= 'z';
        if (!lower && !(c >= '0' && c <= '9'))
            return STR_NONE;
        p[n++] = lower ? (char)(c - 'a' + 'A') : c;
    }
    return str_n(p, n);
}

static bool in_code_alphabet(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (strchr("IOSVZ", s.p[i]))
            return false;
    return s.n > 0;
}

/* Nobody is looked up by an identity number, nor is it said back. */
static bool is_identity_number(struct str text)
{
    struct uscc_report r;
    uscc_check(text.p, text.n, NULL, &r);
    return r.verdict == USCC_RESIDENT_ID_SHAPED;
}

void query_parse(struct str text, struct arena *a, struct query *q)
{
    *q = (struct query){0};
    if (!str_utf8_valid(text) || is_identity_number(text))
        return;
    text = cut(str_trim(text), SEARCH_MAX_QUERY_CHARS);
    struct str term;
    for (size_t at = 0; q->n_terms < SEARCH_MAX_TERMS && next_term(text, &at, &term);) {
        struct str key = key_of(term, a);
        size_t chars = str_utf8_len(key);
        if (!key.n)
            continue;
        q->terms[q->n_terms++] = key;
        q->longest_chars = chars > q->longest_chars ? chars : q->longest_chars;
        q->cleaned = q->cleaned.n ? str_printf(a, "%.*s %.*s", STR_FMT(q->cleaned), STR_FMT(term)) : str_dup(a, term);
        q->whole = q->whole.n ? str_printf(a, "%.*s%.*s", STR_FMT(q->whole), STR_FMT(key)) : key;
    }
    q->whole_chars = str_utf8_len(q->whole);
    q->number = number_of(q->whole, a);
    q->code = in_code_alphabet(q->number) ? q->number : STR_NONE;
}

void query_of_name(struct str name, struct arena *a, struct query *q)
{
    *q = (struct query){.whole = key_of(name, a)};
    q->whole_chars = q->longest_chars = str_utf8_len(q->whole);
    q->terms[0] = q->whole;
    q->n_terms = q->whole.n > 0;
}

/* A gram becomes a quoted string of the full-text language: nothing in it is an operator. */
void query_put_gram(struct buf *out, struct str gram)
{
    if (out->n)
        buf_z(out, " AND ");
    buf_char(out, '"');
    for (size_t i = 0; i < gram.n; i++) {
        if (gram.p[i] == '"')
            buf_char(out, '"');
        buf_char(out, gram.p[i]);
    }
    buf_char(out, '"');
}

static void put_grams(struct buf *out, struct str key, size_t *budget)
{
    struct buf grams = {0};
    text_query_grams(key, &grams);
    struct str rest = buf_view(&grams), gram;
    while (*budget && str_split(&rest, ' ', &gram))
        if (gram.n) {
            query_put_gram(out, gram);
            --*budget;
        }
    buf_free(&grams);
}

/* The mark of the beginning: the first pair, or the only character. */
void query_put_first(struct buf *out, struct str whole)
{
    struct buf mark = {0};
    buf_char(&mark, '^');
    buf_str(&mark, cut(whole, 2));
    query_put_gram(out, buf_view(&mark));
    buf_free(&mark);
}

struct str query_match(const struct query *q, bool prefix, struct arena *a)
{
    struct buf b = {0};
    size_t budget = QUERY_MAX_GRAMS; /* more grams than that narrow nothing down; every candidate is compared anyway */
    if (prefix) {
        query_put_first(&b, q->whole);
        put_grams(&b, q->whole, &budget);
    }
    for (size_t i = 0; i < q->n_terms && !prefix; i++)
        put_grams(&b, q->terms[i], &budget);
    struct str match = str_dup(a, buf_view(&b));
    buf_free(&b);
    return match;
}
