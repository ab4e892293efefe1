/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Paging. A cursor is a place in the answer to one query: eight bytes of place, eight of the query's digest, in
 * base32. Another query's cursor is refused rather than read as a place in this one.
 */
#include "uscc/uscc.h"

#include "api_int.h"

enum { LIMIT_DEFAULT = 20, LIMIT_MAX = 100 };

struct cursor {
    uint8_t bytes[16];
};

static struct cursor cursor_of(struct str query, uint64_t offset)
{
    struct cursor c;
    uint8_t digest[SHA256_BYTES];
    sha256_of(query.p, query.n, digest);
    for (int i = 0; i < 8; i++)
        c.bytes[i] = (uint8_t)(offset >> (56 - 8 * i)) ^ digest[8 + i];
    memcpy(c.bytes + 8, digest, 8);
    return c;
}

static bool cursor_read(struct str text, struct str query, size_t *offset)
{
    struct cursor got, zero = cursor_of(query, 0);
    uint64_t at = 0;
    if (!base32_parse(text, got.bytes, sizeof got.bytes) || memcmp(got.bytes + 8, zero.bytes + 8, 8) != 0)
        return false;
    for (int i = 0; i < 8; i++)
        at = at << 8 | (uint8_t)(got.bytes[i] ^ zero.bytes[i]);
    *offset = (size_t)at;
    return at <= SEARCH_MAX_CANDIDATES;
}

/* Keys belong into a header; one that came in an address is not spread further. */
static bool holds_key(struct str s)
{
    return str_find(s, STR("gsk_")) >= 0;
}

bool site_is_person_number(struct str query)
{
    size_t at, len;
    struct uscc_old old;
    if (!query.n)
        return false;
    if (holds_key(query))
        return true;
    uscc_old_check(query.p, query.n, &old);
    return old.readings == USCC_OLD_PERSON || uscc_is_resident_id(query.p, query.n, false, 0) ||
           uscc_find_resident_id(query.p, query.n, 0, &at, &len);
}

/* A number in one of the parts, however it is written there. */
static bool holds_person_number(const struct http_request *q, struct str parts, char divider)
{
    struct str part;
    while (str_split(&parts, divider, &part))
        if (site_is_person_number(http_decoded(q, part)))
            return true;
    return false;
}

struct str site_path(const struct http_request *q)
{
    struct str path = http_path(q);
    return holds_person_number(q, path, '/') || site_is_person_number(http_segment(q, "uscc")) ? STR("/") : path;
}

struct str site_query(const struct http_request *q)
{
    struct str query = http_query(q), pairs = query, pair;
    while (str_split(&pairs, '&', &pair))
        if (holds_key(pair) || holds_person_number(q, pair, '='))
            return STR("");
    return query;
}

bool site_paging(const struct http_request *q, struct str query, size_t *offset, size_t *limit, struct err *e)
{
    enum lang lang = api_lang(q);
    struct str want = http_param(q, "limit"), cursor = http_param(q, "cursor");
    int64_t n = LIMIT_DEFAULT;
    size_t at = 0;
    if (want.p && (!str_int(want, &n) || n < 1 || n > LIMIT_MAX))
        return ERR(e, ERR_INVALID, "%s", api_word(lang, API_W_bad_limit));
    if (cursor.p && !cursor_read(cursor, query, &at))
        return ERR(e, ERR_INVALID, "%s", api_word(lang, API_W_bad_cursor));
    *limit = (size_t)n;
    *offset = at;
    return true;
}

struct str site_next_cursor(struct str query, const struct view_search *r, size_t offset, size_t limit, struct arena *a)
{
    size_t next = offset + limit;
    if (r->result.n < limit || (int64_t)next >= r->result.total || next > SEARCH_MAX_CANDIDATES)
        return STR_NONE;
    struct cursor c = cursor_of(query, next);
    struct buf b = {0};
    base32_put(&b, c.bytes, sizeof c.bytes);
    struct str out = str_dup(a, buf_view(&b));
    buf_free(&b);
    return out;
}
