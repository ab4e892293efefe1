/* SPDX-License-Identifier: Apache-2.0 */
/* From path and method to a route. First match wins; a match of the path alone is a 405 with Allow. */
#include "http_int.h"

static const struct http_fault FAULT_NONE = {0, NULL};

static bool is_named(struct str part)
{
    return part.n > 2 && part.p[0] == '{' && part.p[part.n - 1] == '}';
}

/* One segment of pattern against one of the path. */
static bool segment_matches(struct http_request *q, struct str want, struct str got)
{
    if (!is_named(want))
        return str_eq(want, got);
    if (!got.n || q->n_segments == HTTP_MAX_SEGMENTS)
        return false;
    struct http_pair *to = &q->segments[q->n_segments];
    to->name = str_n(want.p + 1, want.n - 2);
    if (!http_decode(q->arena, got, false, &to->value))
        return false;
    q->n_segments++;
    return true;
}

static struct str take_segment(struct str *rest)
{
    size_t n = 0;
    while (n < rest->n && rest->p[n] != '/')
        n++;
    struct str part = str_n(rest->p, n);
    *rest = n < rest->n ? str_n(rest->p + n + 1, rest->n - n - 1) : STR_NONE;
    return part;
}

static bool path_matches(struct http_request *q, struct str pattern)
{
    struct str path = q->path;
    q->n_segments = 0;
    while (pattern.p && path.p) {
        struct str want = take_segment(&pattern), got = take_segment(&path);
        if (!segment_matches(q, want, got))
            return false;
    }
    return !pattern.p && !path.p;
}

static bool method_matches(const struct http_request *q, const char *method)
{
    return str_is(q->method, method) || (str_is(q->method, "HEAD") && strcmp(method, "GET") == 0);
}

static bool is_allowed(const char *params, struct str name)
{
    return str_has_word(str_of(params), name);
}

static struct http_fault params_check(const struct http_request *q, const struct http_route *r)
{
    for (size_t i = 0; i < q->n_params; i++) {
        if (!is_allowed(r->params, q->params[i].name))
            return (struct http_fault){400, "unknown-parameter"};
        for (size_t k = 0; k < i; k++)
            if (str_eq(q->params[k].name, q->params[i].name))
                return (struct http_fault){400, "repeated-parameter"};
    }
    return FAULT_NONE;
}

static void allow_method(struct buf *allow, const char *method)
{
    if (str_find(buf_view(allow), str_of(method)) >= 0)
        return;
    buf_printf(allow, "%s%s%s", allow->n ? ", " : "", method, strcmp(method, "GET") == 0 ? ", HEAD" : "");
}

struct http_fault http_route_find(struct http_request *q, const struct http_route **out, struct buf *allow)
{
    const struct http_route *const *table = q->server->options.tables;
    for (; *table; table++)
        for (const struct http_route *r = *table; r->method; r++) {
            if (!path_matches(q, str_of(r->pattern)))
                continue;
            if (method_matches(q, r->method)) {
                *out = r;
                return params_check(q, r);
            }
            allow_method(allow, r->method);
        }
    return allow->n ? (struct http_fault){405, "method-not-allowed"} : (struct http_fault){404, "not-found"};
}
