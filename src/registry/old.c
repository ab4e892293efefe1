/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The numbers from before there were codes. Those that were filed stand in the alias table. The others lead on by
 * arithmetic: an organisation code is places 9 to 17 of a code, a tax number places 3 to 17 (domain/uscc.md 7), so each
 * beginning that is on file is tried with it; beginnings are few and stand in order, so no index is kept.
 */
#include "registry_int.h"

#include "text/text.h"
#include "uscc/uscc.h"

enum { CHECKED_CHARS = USCC_CHARS - 1 }; /* what the last character of a code checks */

struct codes {
    struct arena *a;
    VEC(struct str) v;
};

static void codes_add(struct codes *out, struct str code)
{
    for (size_t i = 0; i < out->v.n; i++)
        if (str_eq(out->v.v[i], code))
            return;
    VEC_PUSH(&out->v, str_dup(out->a, code));
}

void registry_old_key(struct str number, struct buf *out)
{
    struct buf key = {0};
    text_name_key(number, &key);
    for (size_t i = 0; i < key.n; i++)
        if (key.p[i] != '-')
            buf_char(out, key.p[i] >= 'a' && key.p[i] <= 'z' ? (char)(key.p[i] - 'a' + 'A') : key.p[i]);
    buf_free(&key);
}

static bool filed(struct store *s, struct str number, struct codes *out, struct err *e)
{
    struct buf key = {0};
    struct rows *q = NULL;
    bool got = false;
    registry_old_key(number, &key);
    bool ok = store_query(s, &q, e, ST_ALIAS_OF, "t", buf_view(&key));
    while (ok && (ok = rows_next(q, &got, e)) && got)
        codes_add(out, rows_str(q, 0));
    rows_end(q);
    buf_free(&key);
    return ok;
}

/* The first code on file from `at` on; *got false at the end. */
static bool first_from(struct store *s, struct str at, bool *got, char code[USCC_CHARS], struct err *e)
{
    struct rows *q;
    if (!store_query(s, &q, e, ST_ENTITY_FROM, "t", at))
        return false;
    bool ok = rows_next(q, got, e);
    if (ok && *got) {
        ASSERT(rows_str(q, 0).n == USCC_CHARS);
        memcpy(code, rows_str(q, 0).p, USCC_CHARS);
    }
    rows_end(q);
    return ok;
}

/* Codes on file that have `tail` in front of their last place, whatever their beginning. */
static bool on_file(struct store *s, struct str tail, struct codes *out, struct err *e)
{
    size_t n = CHECKED_CHARS - tail.n;
    char want[CHECKED_CHARS], code[USCC_CHARS];
    bool got;
    if (!first_from(s, STR(""), &got, code, e))
        return false;
    while (got) {
        memcpy(want, code, n);
        memcpy(want + n, tail.p, tail.n);
        if (memcmp(code, want, CHECKED_CHARS) < 0 && !first_from(s, str_n(want, CHECKED_CHARS), &got, code, e))
            return false;
        if (got && memcmp(code, want, CHECKED_CHARS) == 0)
            codes_add(out, str_n(code, USCC_CHARS));
        if (!got || memcmp(code, want, n) > 0)
            continue;                  /* the step has led to the next beginning already */
        memset(want + n, '~', tail.n); /* behind every code that begins so */
        if (!first_from(s, str_n(want, CHECKED_CHARS), &got, code, e))
            return false;
    }
    return true;
}

static bool computed(struct store *s, struct str number, struct codes *out, struct err *e)
{
    struct uscc_old old;
    uscc_old_check(number.p, number.n, &old);
    if (old.readings & USCC_OLD_ORG_CODE)
        return on_file(s, str_of(old.org_code), out, e);
    if (old.readings & USCC_OLD_TAX_NO)
        return on_file(s, str_of(old.text), out, e);
    return true;
}

bool registry_old_number(struct store *s, struct str number, struct arena *a, struct str **codes, size_t *n,
                         struct err *e)
{
    struct codes out = {.a = a};
    bool ok = filed(s, number, &out, e) && computed(s, number, &out, e);
    if (ok) {
        *n = out.v.n;
        *codes = arena_alloc(a, *n * sizeof **codes + 1);
        if (*n)
            memcpy(*codes, out.v.v, *n * sizeof **codes);
    }
    VEC_FREE(&out.v);
    return ok;
}
