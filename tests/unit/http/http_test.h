/* SPDX-License-Identifier: Apache-2.0 */
/* A small server with four routes and a raw socket, for the tests of http. */
#ifndef GONGSHI_HTTP_TEST_H
#define GONGSHI_HTTP_TEST_H

/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
/* clang-format on */

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "http/http.h"

struct seen {
    _Atomic int handled, failed, started, ended;
};

static void handle_echo(void *context, const struct http_request *q, struct http_answer *out)
{
    atomic_fetch_add(&((struct seen *)context)->handled, 1);
    out->content_type = "text/plain; charset=utf-8";
    buf_printf(&out->body, "id=%.*s q=%.*s", STR_FMT(http_segment(q, "id")), STR_FMT(http_param(q, "q")));
    out->etag = STR("v1");
    out->cache = "no-cache";
    out->noindex = true;
}
static void handle_move(void *context, const struct http_request *q, struct http_answer *out)
{
    (void)context;
    (void)q;
    out->status = 308;
    out->location = STR("/things/new");
}
static void handle_inject(void *context, const struct http_request *q, struct http_answer *out)
{
    (void)context;
    (void)q;
    out->link = STR("</x>; rel=a\r\nX-Evil: 1");
}
static void handle_fail(void *context, const struct http_request *q, int status, const char *code,
                        struct http_answer *out)
{
    (void)q;
    atomic_fetch_add(&((struct seen *)context)->failed, 1);
    buf_printf(&out->body, "%d %s", status, code);
}
static void *on_start(void *context)
{
    atomic_fetch_add(&((struct seen *)context)->started, 1);
    return context;
}
static void on_end(void *context, void *thread)
{
    assert_ptr_equal(context, thread);
    atomic_fetch_add(&((struct seen *)context)->ended, 1);
}

static const struct http_route ROUTES[] = {{"GET", "/", NULL, handle_echo},
                                           {"GET", "/things/{id}", "q lang", handle_echo},
                                           {"GET", "/old", NULL, handle_move},
                                           {"GET", "/inject", NULL, handle_inject},
                                           {0}};
static const struct http_route *const TABLES[] = {ROUTES, NULL};

struct fixture {
    struct seen seen;
    struct http_server *server;
};

static inline int server_setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    struct http_options o = {.listen = "127.0.0.1:0",
                             .tables = TABLES,
                             .context = &f->seen,
                             .thread_start = on_start,
                             .thread_end = on_end,
                             .fail = handle_fail,
                             .per_address = 64};
    struct err e = {0};
    if (!http_start(&o, &f->server, &e))
        fail_msg("%s", e.msg);
    *state = f;
    return 0;
}
static inline int server_teardown(void **state)
{
    struct fixture *f = *state;
    http_stop(f->server);
    free(f);
    return 0;
}

static int raw_connect(int port)
{
    int s = socket(AF_INET, SOCK_STREAM, 0), one = 1;
    struct sockaddr_in to = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    assert_int_equal(connect(s, (struct sockaddr *)&to, sizeof to), 0);
    (void)setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    return s;
}

/* Reads until the far end closes or nothing comes for wait_ms. *closed tells which. */
static size_t raw_read(int s, char *out, size_t cap, int wait_ms, bool *closed)
{
    struct timeval tv = {.tv_sec = wait_ms / 1000, .tv_usec = wait_ms % 1000 * 1000};
    (void)setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &tv, sizeof tv);
    size_t n = 0;
    ssize_t got = 0;
    while (n + 1 < cap && (got = recv(s, out + n, cap - 1 - n, 0)) > 0)
        n += (size_t)got;
    out[n] = 0;
    *closed = got == 0 || (got < 0 && (errno == ECONNRESET));
    return n;
}

/* Sends bytes, closes the writing side, and returns all that comes back. */
static inline size_t raw_ask(int port, const char *bytes, size_t n, char *out, size_t cap)
{
    bool closed;
    int s = raw_connect(port);
    (void)send(s, bytes, n, MSG_NOSIGNAL);
    (void)shutdown(s, SHUT_WR);
    size_t got = raw_read(s, out, cap, 1000, &closed);
    (void)close(s);
    return got;
}

static inline int count_of(const char *text, const char *what)
{
    int n = 0;
    for (const char *p = text; (p = strstr(p, what)); p++)
        n++;
    return n;
}

#endif
