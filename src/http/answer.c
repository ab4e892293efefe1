/* SPDX-License-Identifier: Apache-2.0 */
/* Out: the headers of every answer (H2), conditional answers, and the hand-over to the library. */
#include "http_int.h"

struct header {
    const char *name, *value;
};
/* No script is shipped: 'none' covers it. */
static const struct header ALWAYS[] = {
    {"Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
                                "frame-ancestors 'none'; base-uri 'none'"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
    {"Referrer-Policy", "no-referrer"},
    {"Vary", "Accept, Accept-Language"},
    {"X-Content-Type-Options", "nosniff"},
};

bool http_etag_matches(struct str if_none_match, struct str etag)
{
    struct str rest = if_none_match, one;
    if (!etag.n)
        return false;
    while (str_split(&rest, ',', &one)) {
        one = str_trim(one);
        if (str_is(one, "*"))
            return true;
        if (str_starts(one, STR("W/")))
            one = str_n(one.p + 2, one.n - 2);
        if (one.n == etag.n + 2 && one.p[0] == '"' && one.p[one.n - 1] == '"' && memcmp(one.p + 1, etag.p, etag.n) == 0)
            return true;
    }
    return false;
}

/* A value with a line end would be a second header: such a thing is never sent. */
static void add(struct MHD_Response *r, const char *name, const char *value)
{
    if (value && *value && !strpbrk(value, "\r\n"))
        (void)MHD_add_response_header(r, name, value);
}

static void add_str(const struct http_request *q, struct MHD_Response *r, const char *name, struct str value)
{
    if (value.n)
        add(r, name, str_z(q->arena, value));
}

static struct str quoted(struct arena *a, struct str s)
{
    char *p = arena_alloc(a, s.n + 2);
    p[0] = p[s.n + 1] = '"';
    memcpy(p + 1, s.p, s.n);
    return str_n(p, s.n + 2);
}

static void add_own(const struct http_request *q, struct MHD_Response *r, const struct http_answer *out)
{
    if (out->etag.n)
        add_str(q, r, "ETag", quoted(q->arena, out->etag));
    add(r, "Cache-Control", out->cache ? out->cache : "no-store");
    if (out->status != 304) {
        add(r, "Content-Type", out->content_type ? out->content_type : "text/plain; charset=utf-8");
        add_str(q, r, "Content-Language", out->language);
    }
    add_str(q, r, "Location", out->location);
    add_str(q, r, "Link", out->link);
    add_str(q, r, "WWW-Authenticate", out->challenge);
    if (out->noindex)
        add(r, "X-Robots-Tag", "noindex, noarchive");
    if (out->any_origin)
        add(r, "Access-Control-Allow-Origin", "*");
    if (out->retry_after_s)
        add_str(q, r, "Retry-After", str_printf(q->arena, "%d", out->retry_after_s));
}

static bool is_conditional(const struct http_request *q, const struct http_answer *out)
{
    return out->status == 200 && out->etag.n && http_etag_matches(http_header(q, "If-None-Match"), out->etag);
}

enum MHD_Result http_send(struct http_request *q, struct http_answer *out, const char *allow, bool close)
{
    if (is_conditional(q, out)) {
        out->status = 304;
        buf_clear(&out->body);
    }
    struct MHD_Response *r =
        out->body.p ? MHD_create_response_from_buffer_with_free_callback(out->body.n, out->body.p, mem_free)
                    : MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
    if (!r) {
        buf_free(&out->body);
        return MHD_NO;
    }
    out->body = (struct buf){0};
    for (size_t i = 0; i < sizeof ALWAYS / sizeof *ALWAYS; i++)
        add(r, ALWAYS[i].name, ALWAYS[i].value);
    add_own(q, r, out);
    add(r, "Allow", allow);
    add(r, "X-Request-Id", q->id);
    if (close)
        add(r, "Connection", "close");
    enum MHD_Result done = MHD_queue_response(q->connection, (unsigned)out->status, r);
    MHD_destroy_response(r);
    return done;
}
