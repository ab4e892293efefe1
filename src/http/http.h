/* SPDX-License-Identifier: Apache-2.0 */
/*
 * http: a listener, a route table, limits, deadlines, conditional answers. It knows no register: doors hand it
 * routes. Over libmicrohttpd, epoll and a pool of threads.
 *
 *   H1  Limits of reliability 2.5: head 8 KiB, URL 2 KiB, 64 fields, 2,000 connections, 32 an address; head complete in
 *       10 s; answer read in 60 s; a body at least 1 KiB/s after 10 s and whole in 300 s (408).
 *   H2  Security headers are on every answer (table in headers.c), HEAD is answered wherever GET is.
 *   H3  Unknown query parameters are 400, unknown paths 404, other methods 405 with Allow.
 *   H4  A body is read only where a route takes one, only after its `admit` let it in, and only when its length was
 *       announced (else 411), is within the limit of its media type (else 413, 415) and of all bodies under way (else
 * 503). H5  Who cannot answer at once holds no thread: the connection sleeps until http_finish. A client that closed
 * its sending side meanwhile counts as gone.
 */
#ifndef GONGSHI_HTTP_H
#define GONGSHI_HTTP_H

#include "base/base.h"

struct http_request;
struct str http_param(const struct http_request *q,
                      const char *name); /* query parameter, decoded; p NULL when absent */
struct str http_segment(const struct http_request *q, const char *name); /* {name} of the route's pattern, decoded */
struct str http_header(const struct http_request *q, const char *name);  /* p NULL when absent */
struct str http_method(const struct http_request *q);
struct str http_path(const struct http_request *q);  /* as asked, without the query */
struct str http_query(const struct http_request *q); /* raw, without '?' */
struct str http_id(const struct http_request *q);    /* the request's id, in logs and X-Request-Id */
struct str http_decoded(const struct http_request *q,
                        struct str raw);                /* part of path or query; empty when ill-formed */
struct arena *http_arena(const struct http_request *q); /* lives as long as the request */
void *http_thread(const struct http_request *q);        /* what thread_start made for this thread */
bool http_is_near(const struct http_request *q);        /* the other end is this machine: a loopback address */
struct str http_body(const struct http_request *q);     /* all of it; until the answer is out */
const char *http_media(const struct http_request *q);   /* the row of `media` that it came under */
/* One thing that rides on a request; drop is called when the request is over, however it ended. */
void http_carry(const struct http_request *q, void *load, void (*drop)(void *load));
void *http_load(const struct http_request *q); /* NULL before */

struct http_answer {
    int status;               /* 200 */
    const char *content_type; /* "text/html; charset=utf-8" */
    struct buf body;          /* http takes it over */
    struct str etag;          /* without quotes; empty: none. A match is answered 304 by http */
    const char *cache;        /* Cache-Control, NULL: "no-store" */
    struct str location;      /* for 201, 301, 302, 308 */
    struct str language;      /* Content-Language; empty: none */
    struct str link;          /* Link; empty: none */
    bool noindex;             /* X-Robots-Tag: noindex, noarchive */
    bool any_origin;          /* Access-Control-Allow-Origin: * */
    int retry_after_s;        /* 0: none */
    struct str challenge;     /* WWW-Authenticate; empty: none */
};
/* In a handler that has no answer yet: the connection sleeps and its thread goes on. Then http_finish once, from any
 * thread, with the answer, which it takes over; until then the request and its arena are the caller's. */
void http_later(const struct http_request *q);
void http_finish(const struct http_request *q, struct http_answer *out);

struct http_media {
    const char *type; /* "application/json"; parameters other than charset=utf-8 are not taken */
    size_t max_bytes;
};
struct http_taking {                /* of a route with a body */
    const struct http_media *media; /* ended by type NULL */
    /* Both are asked with the head alone. false: *out is the answer, no byte of the body is kept. */
    bool (*admit)(void *context, const struct http_request *q, struct http_answer *out); /* first of all: who is it */
    bool (*enter)(void *context, const struct http_request *q, struct http_answer *out); /* last: is there room */
};
struct http_route {
    const char *method;  /* "GET", "POST" */
    const char *pattern; /* "/entities/{uscc}" */
    const char *params;  /* blank-separated names allowed in the query; NULL: none */
    void (*handle)(void *context, const struct http_request *q, struct http_answer *out);
    const struct http_taking *takes; /* NULL: no body */
};
struct http_options {
    const char *listen; /* "127.0.0.1:8080", "[::1]:8080"; port 0 takes a free one */
    const struct http_route *const
        *tables;   /* NULL-terminated list of tables, each ended by method NULL; first match wins */
    void *context; /* handed to handlers */
    void *(*thread_start)(void *context); /* once for each serving thread; may be NULL */
    void (*thread_end)(void *context, void *thread);
    void (*fail)(void *context, const struct http_request *q, int status, const char *code, struct http_answer *out);
    /* renders 400, 404, 405, 414, 431, 500 … in the door's manner */
    int threads;     /* 0: number of processors, at least 2 */
    int per_address; /* connections an address may hold; 0: 32 */
};
struct http_server;
bool http_start(const struct http_options *o, struct http_server **out,
                struct err *e) MUST_CHECK; /* port in use: ERR_BUSY */
int http_port(const struct http_server *s);
void http_stop(struct http_server *s); /* drains; NULL is harmless */
int http_status_of(enum err_kind kind);

#endif
