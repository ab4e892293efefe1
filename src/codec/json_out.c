/* SPDX-License-Identifier: Apache-2.0 */
/* Canonical JSON out: RFC 8785 without reals. */
#include <stdlib.h>

#include "codec/codec_int.h"

static void put_escape(struct buf *out, unsigned char c)
{
    static const char from[] = "\b\t\n\f\r\"\\", to[] = "btnfr\"\\";
    const char *known = c ? strchr(from, c) : NULL;
    if (!known) {
        buf_z(out, "\\u00");
        hex_put(out, &c, 1);
        return;
    }
    buf_char(out, '\\');
    buf_char(out, to[known - from]);
}

void json_put_string(struct buf *out, struct str s)
{
    size_t from = 0;
    buf_char(out, '"');
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        buf_put(out, s.p + from, i - from);
        put_escape(out, c);
        from = i + 1;
    }
    if (s.n)
        buf_put(out, s.p + from, s.n - from);
    buf_char(out, '"');
}

struct member {
    struct str key;
    const json_t *value;
};

/*
 * UTF-16 code units sort like code points, but for the surrogates (D800 to DFFF) of U+10000 and more, which come
 * before U+E000 to U+FFFF. In UTF-8 those are the lead bytes F0 and up against EE and EF.
 */
static int member_cmp(const void *left, const void *right)
{
    const struct str a = ((const struct member *)left)->key, b = ((const struct member *)right)->key;
    size_t n = a.n < b.n ? a.n : b.n, i = 0;
    while (i < n && a.p[i] == b.p[i])
        i++;
    if (i == n)
        return (a.n > b.n) - (a.n < b.n);
    unsigned char x = (unsigned char)a.p[i], y = (unsigned char)b.p[i];
    bool is_swapped = x >= 0xEE && y >= 0xEE && (x >= 0xF0) != (y >= 0xF0);
    return is_swapped == (x < y) ? 1 : -1;
}

static void put_object(const json_t *v, struct buf *out)
{
    size_t n = json_object_size(v), i = 0, key_length;
    const char *key;
    json_t *value;
    struct member *members = mem_alloc(mem_mul(n + 1, sizeof *members));
    json_object_keylen_foreach((json_t *)(uintptr_t)v, key, key_length, value)
    {
        members[i++] = (struct member){str_n(key, key_length), value};
    }
    qsort(members, n, sizeof *members, member_cmp);
    buf_char(out, '{');
    for (i = 0; i < n; i++) {
        if (i)
            buf_char(out, ',');
        json_put_string(out, members[i].key);
        buf_char(out, ':');
        json_canonical(members[i].value, out);
    }
    buf_char(out, '}');
    mem_free(members);
}

static void put_array(const json_t *v, struct buf *out)
{
    size_t i;
    json_t *item;
    buf_char(out, '[');
    json_array_foreach(v, i, item)
    {
        if (i)
            buf_char(out, ',');
        json_canonical(item, out);
    }
    buf_char(out, ']');
}

void json_canonical(const json_t *v, struct buf *out)
{
    ASSERT(!json_is_real(v));
    switch (json_typeof(v)) {
    case JSON_OBJECT:
        put_object(v, out);
        break;
    case JSON_ARRAY:
        put_array(v, out);
        break;
    case JSON_STRING:
        json_put_string(out, str_n(json_string_value(v), json_string_length(v)));
        break;
    case JSON_INTEGER:
        buf_i64(out, json_integer_value(v));
        break;
    default:
        buf_z(out, json_is_null(v) ? "null" : json_is_true(v) ? "true" : "false");
    }
}

static int take_chunk(const char *p, size_t n, void *out)
{
    buf_put(out, p, n);
    return 0;
}

void json_put_value(const json_t *v, struct buf *out)
{
    (void)json_dump_callback(v, take_chunk, out, JSON_COMPACT);
}
