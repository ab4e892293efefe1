/* SPDX-License-Identifier: Apache-2.0 */
/* A request's parts: path, query, parameters, fields. What leaves here is valid UTF-8 without control characters. */
#include <strings.h>

#include "http_int.h"

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool http_decode(struct arena *a, struct str raw, bool plus, struct str *out)
{
    char *p = arena_alloc(a, raw.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < raw.n; i++) {
        char c = raw.p[i];
        if (c == '%') {
            int hi = raw.n - i > 2 ? hex_digit(raw.p[i + 1]) : -1;
            int lo = hi >= 0 ? hex_digit(raw.p[i + 2]) : -1;
            if (lo < 0)
                return false;
            c = (char)(hi * 16 + lo);
            i += 2;
        } else if (c == '+' && plus) {
            c = ' ';
        }
        if ((unsigned char)c < 0x20 || c == 0x7f)
            return false;
        p[n++] = c;
    }
    *out = str_n(p, n);
    return str_utf8_valid(*out);
}

static bool parse_params(struct http_request *q)
{
    struct str rest = q->query, part;
    while (str_split(&rest, '&', &part)) {
        if (!part.n)
            continue;
        ptrdiff_t eq = str_find(part, STR("="));
        struct str name = eq < 0 ? part : str_n(part.p, (size_t)eq);
        struct str value = eq < 0 ? str_n(part.p + part.n, 0) : str_n(part.p + eq + 1, part.n - (size_t)eq - 1);
        struct http_pair *to = &q->params[q->n_params];
        if (q->n_params == HTTP_MAX_PARAMS || !http_decode(q->arena, name, true, &to->name) ||
            !http_decode(q->arena, value, true, &to->value))
            return false;
        q->n_params++;
    }
    return true;
}

struct http_fault http_request_parse(struct http_request *q)
{
    static const struct http_fault bad = {400, "bad-request"};
    ptrdiff_t mark = str_find(q->uri, STR("?"));
    q->path = mark < 0 ? q->uri : str_n(q->uri.p, (size_t)mark);
    q->query = mark < 0 ? STR("") : str_n(q->uri.p + mark + 1, q->uri.n - (size_t)mark - 1);
    if (!q->path.n || q->path.p[0] != '/' || !parse_params(q))
        return bad;
    for (size_t i = 0; i < q->uri.n; i++) /* RFC 3986 has no such bytes in a target */
        if ((unsigned char)q->uri.p[i] <= 0x20 || q->uri.p[i] == 0x7f || q->uri.p[i] == '#')
            return bad;
    return (struct http_fault){0, NULL};
}

static struct str pair_find(const struct http_pair *v, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (str_is(v[i].name, name))
            return v[i].value;
    return STR_NONE;
}

struct str http_param(const struct http_request *q, const char *name)
{
    return pair_find(q->params, q->n_params, name);
}

struct str http_segment(const struct http_request *q, const char *name)
{
    return pair_find(q->segments, q->n_segments, name);
}

struct str http_header(const struct http_request *q, const char *name)
{
    return str_of(MHD_lookup_connection_value(q->connection, MHD_HEADER_KIND, name));
}

struct str http_method(const struct http_request *q)
{
    return q->method;
}

struct str http_path(const struct http_request *q)
{
    return q->path;
}

struct str http_query(const struct http_request *q)
{
    return q->query;
}

struct str http_id(const struct http_request *q)
{
    return str_n(q->id, 16);
}

struct arena *http_arena(const struct http_request *q)
{
    return q->arena;
}

void *http_thread(const struct http_request *q)
{
    return q->thread;
}

int http_status_of(enum err_kind kind)
{
    static const int status[ERR_KINDS] = {
        [ERR_OK] = 200,       [ERR_INVALID] = 400, [ERR_DATA] = 422,   [ERR_NOT_FOUND] = 404,
        [ERR_CONFLICT] = 409, [ERR_DENIED] = 403,  [ERR_LIMIT] = 413,  [ERR_BUSY] = 503,
        [ERR_FULL] = 507,     [ERR_IO] = 500,      [ERR_CORRUPT] = 500};
    return kind < ERR_KINDS ? status[kind] : 500;
}

struct str http_decoded(const struct http_request *q, struct str raw)
{
    struct str out = STR_NONE;
    return http_decode(q->arena, raw, true, &out) ? out : STR_NONE;
}
