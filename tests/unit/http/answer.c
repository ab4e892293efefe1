/* SPDX-License-Identifier: Apache-2.0 */
/* Answers seen from outside: headers, conditions, methods, routes. */
#include "http_test.h"

static void ask(void **state, const char *head, char *out, size_t cap)
{
    struct fixture *f = *state;
    char text[4096];
    (void)snprintf(text, sizeof text, "%s\r\nHost: x\r\nConnection: close\r\n\r\n", head);
    (void)raw_ask(http_port(f->server), text, strlen(text), out, cap);
}

static void http_answer_headers_are_on_every_answer(void **state)
{
    static const char *const heads[] = {"GET / HTTP/1.1",           "HEAD / HTTP/1.1",
                                        "GET /none HTTP/1.1",       "POST / HTTP/1.1",
                                        "GET /old HTTP/1.1",        "GET /things/a?x=1 HTTP/1.1",
                                        "GET /%zz HTTP/1.1",        "GET / HTTP/1.1\r\nIf-None-Match: \"v1\"",
                                        "GET / HTTP/1.1\r\nHost: y"};
    static const char *const wanted[] = {"Content-Security-Policy: default-src 'none';",
                                         "X-Content-Type-Options: nosniff",
                                         "Referrer-Policy: no-referrer",
                                         "Cross-Origin-Opener-Policy: same-origin",
                                         "Permissions-Policy: ",
                                         "Cache-Control: ",
                                         "X-Request-Id: ",
                                         "Vary: "};
    char out[8192];
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        ask(state, heads[i], out, sizeof out);
        for (size_t k = 0; k < sizeof wanted / sizeof *wanted; k++)
            if (!strstr(out, wanted[k]))
                fail_msg("%s: no %s in\n%s", heads[i], wanted[k], out);
        assert_null(strstr(out, "script-src"));
    }
}

static void http_answer_tag_match_gives_304(void **state)
{
    char out[8192];
    ask(state, "GET / HTTP/1.1\r\nIf-None-Match: \"v0\", W/\"v1\"", out, sizeof out);
    assert_non_null(strstr(out, "HTTP/1.1 304"));
    assert_non_null(strstr(out, "ETag: \"v1\""));
    assert_null(strstr(out, "id="));
    ask(state, "GET / HTTP/1.1\r\nIf-None-Match: \"v0\"", out, sizeof out);
    assert_non_null(strstr(out, "HTTP/1.1 200"));
    ask(state, "GET / HTTP/1.1\r\nIf-None-Match: *", out, sizeof out);
    assert_non_null(strstr(out, "HTTP/1.1 304"));
}

static void http_answer_head_has_length_and_no_body(void **state)
{
    char out[8192];
    ask(state, "HEAD /things/abc HTTP/1.1", out, sizeof out);
    assert_non_null(strstr(out, "HTTP/1.1 200"));
    assert_non_null(strstr(out, "Content-Length: 9\r\n"));
    assert_null(strstr(out, "id=abc"));
}

static void http_answer_other_method_is_405_with_allow(void **state)
{
    char out[8192];
    ask(state, "DELETE /things/abc HTTP/1.1", out, sizeof out);
    assert_non_null(strstr(out, "HTTP/1.1 405"));
    assert_non_null(strstr(out, "Allow: GET, HEAD\r\n"));
    assert_non_null(strstr(out, "405 method-not-allowed"));
}

static void http_answer_no_header_is_injected(void **state)
{
    char out[8192];
    ask(state, "GET /inject HTTP/1.1", out, sizeof out);
    assert_non_null(strstr(out, "HTTP/1.1 200"));
    assert_null(strstr(out, "X-Evil"));
}

static void http_answer_routes_and_parameters(void **state)
{
    static const struct {
        const char *target, *status, *body;
    } rows[] = {
        {"/things/a", "200", "id=a q="},
        {"/things/%E9%9D%92?q=%E5%B2%9A+x", "200", "id=青 q=岚 x"},
        {"/things/a%2Fb", "200", "id=a/b q="},
        {"/things/a?q=a%26b&lang=en", "200", "id=a q=a&b"},
        {"/things/a?q", "200", "id=a q="},
        {"/things/a?z=1", "400", "400 unknown-parameter"},
        {"/things/a?q=1&q=2", "400", "400 repeated-parameter"},
        {"/things/a?q=%00", "400", "400 bad-request"},
        {"/things/a?q=%0d%0a", "400", "400 bad-request"},
        {"/things/a?q=%ff", "400", "400 bad-request"},
        {"/things/a?q=%e9%9d", "400", "400 bad-request"},
        {"/things/a?q=%4", "400", "400 bad-request"},
        {"/things/a?q=%", "400", "400 bad-request"},
        {"/things/a?q=%g1", "400", "400 bad-request"},
        {"/things/%ff", "404", "404 not-found"},
        {"/things/", "404", "404 not-found"},
        {"/things", "404", "404 not-found"},
        {"/things/a/b", "404", "404 not-found"},
        {"//things/a", "404", "404 not-found"},
        {"/../etc/passwd", "404", "404 not-found"},
        {"/things/..%2f..%2fetc", "200", "id=../../etc q="},
        {"/old", "308", "Location: /things/new"},
    };
    char out[8192], line[512], status[32];
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        (void)snprintf(line, sizeof line, "GET %s HTTP/1.1", rows[i].target);
        (void)snprintf(status, sizeof status, "HTTP/1.1 %s ", rows[i].status);
        ask(state, line, out, sizeof out);
        if (!strstr(out, status) || !strstr(out, rows[i].body))
            fail_msg("%s: wanted %s and %s, got\n%s", rows[i].target, rows[i].status, rows[i].body, out);
    }
}

static void http_answer_keep_alive_serves_many(void **state)
{
    struct fixture *f = *state;
    int s = raw_connect(http_port(f->server));
    char out[8192];
    bool closed = true;
    for (int i = 0; i < 50; i++) {
        static const char one[] = "GET /things/k HTTP/1.1\r\nHost: x\r\n\r\n";
        assert_int_equal(send(s, one, sizeof one - 1, 0), sizeof one - 1);
        size_t n = 0;
        while (!strstr(out, "id=k") || !n) {
            ssize_t got = recv(s, out + n, sizeof out - 1 - n, 0);
            assert_true(got > 0);
            n += (size_t)got;
            out[n] = 0;
        }
        assert_null(strstr(out, "Connection: close"));
    }
    (void)raw_read(s, out, sizeof out, 50, &closed);
    assert_false(closed);
    (void)close(s);
}

static void http_answer_port_in_use_is_busy(void **state)
{
    struct fixture *f = *state;
    char where[64];
    (void)snprintf(where, sizeof where, "127.0.0.1:%d", http_port(f->server));
    struct http_options o = {.listen = where, .tables = TABLES, .context = &f->seen};
    struct http_server *other = NULL;
    struct err e = {0};
    assert_false(http_start(&o, &other, &e));
    assert_int_equal(e.kind, ERR_BUSY);
    assert_non_null(strstr(e.msg, "in use"));
    static const char *const bad[] = {"8080", "127.0.0.1:", ":", "x y:80", "127.0.0.1:99999999", "www.example.org:80"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        o.listen = bad[i];
        assert_false(http_start(&o, &other, &e));
        assert_int_equal(e.kind, ERR_INVALID);
    }
}

static void http_answer_threads_are_told_of_their_end(void **state)
{
    (void)state;
    void *own = NULL;
    server_setup(&own);
    struct fixture *f = own;
    char out[4096];
    for (int i = 0; i < 20; i++)
        (void)raw_ask(http_port(f->server), "GET / HTTP/1.0\r\n\r\n", 18, out, sizeof out);
    assert_true(f->seen.started >= 1);
    http_stop(f->server);
    assert_int_equal(f->seen.started, f->seen.ended);
    free(f);
    http_stop(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(http_answer_headers_are_on_every_answer),
        cmocka_unit_test(http_answer_tag_match_gives_304),
        cmocka_unit_test(http_answer_head_has_length_and_no_body),
        cmocka_unit_test(http_answer_other_method_is_405_with_allow),
        cmocka_unit_test(http_answer_no_header_is_injected),
        cmocka_unit_test(http_answer_routes_and_parameters),
        cmocka_unit_test(http_answer_keep_alive_serves_many),
        cmocka_unit_test(http_answer_port_in_use_is_busy),
        cmocka_unit_test(http_answer_threads_are_told_of_their_end),
    };
    return cmocka_run_group_tests(tests, server_setup, server_teardown);
}
