/* SPDX-License-Identifier: Apache-2.0 */
/* A body that drips, or stops after a good start, is cut with 408; one that keeps the pace is not. */
#include <time.h>

#include "http_test.h"

enum { LENGTH = 60000, PIECE = 1024 };

static void handle_body(void *context, const struct http_request *q, struct http_answer *out)
{
    atomic_fetch_add(&((struct seen *)context)->handled, 1);
    buf_printf(&out->body, "got %zu", http_body(q).n);
}

static const struct http_media MEDIA[] = {{"text/plain", 1 << 20}, {0}};
static const struct http_taking TAKES = {MEDIA, NULL, NULL};
static const struct http_route BODY_ROUTES[] = {{"POST", "/", NULL, handle_body, &TAKES}, {0}};
static const struct http_route *const BODY_TABLES[] = {BODY_ROUTES, NULL};

static int post(struct http_server *s)
{
    char head[256];
    int sock = raw_connect(http_port(s));
    int n = snprintf(head, sizeof head,
                     "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n", LENGTH);
    assert_int_equal(send(sock, head, (size_t)n, 0), n);
    return sock;
}

static void http_deadline_slow_body_is_cut(void **state)
{
    struct fixture f = {0};
    struct http_options o = {.listen = "127.0.0.1:0", .tables = BODY_TABLES, .context = &f.seen, .fail = handle_fail};
    struct err e = {0};
    static const char bytes[LENGTH];
    char slow_out[1024] = "", stop_out[1024] = "", good_out[1024];
    bool slow_closed = false, stop_closed = false, good_closed;
    (void)state;
    assert_true(http_start(&o, &f.server, &e));
    int slow = post(f.server), stop = post(f.server), good = post(f.server);
    size_t good_sent = 0;
    assert_int_equal(send(stop, bytes, 30000, MSG_NOSIGNAL), 30000);
    for (int i = 0; i < 60 && !(slow_closed && stop_closed); i++) { /* about half a second each */
        if (!slow_closed) {
            (void)send(slow, bytes, 10, MSG_NOSIGNAL);
            (void)raw_read(slow, slow_out, sizeof slow_out, 200, &slow_closed);
        }
        if (!stop_closed)
            (void)raw_read(stop, stop_out, sizeof stop_out, 200, &stop_closed);
        size_t piece = LENGTH - good_sent < PIECE ? LENGTH - good_sent : PIECE;
        good_sent += piece && send(good, bytes, piece, MSG_NOSIGNAL) > 0 ? piece : 0;
        (void)nanosleep(&(struct timespec){.tv_nsec = 100000000}, NULL);
    }
    assert_true(slow_closed && stop_closed);
    assert_non_null(strstr(slow_out, "HTTP/1.1 408"));
    assert_non_null(strstr(stop_out, "HTTP/1.1 408"));
    assert_int_equal(f.seen.handled, 0);
    assert_int_equal(send(good, bytes, LENGTH - good_sent, MSG_NOSIGNAL), LENGTH - good_sent);
    (void)raw_read(good, good_out, sizeof good_out, 500, &good_closed);
    assert_non_null(strstr(good_out, "got 60000"));
    (void)close(slow);
    (void)close(stop);
    (void)close(good);
    http_stop(f.server);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(http_deadline_slow_body_is_cut)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
