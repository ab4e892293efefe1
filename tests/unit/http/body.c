/* SPDX-License-Identifier: Apache-2.0 */
/* Bodies over a raw socket: who may send one, how long, how fast, how it is framed; answers that come later. */
#include <pthread.h>
#include <time.h>

#include "http_test.h"

#include "http/http_int.h"

enum { SMALL = 1000, LARGE = 1 << 20 };

static _Atomic int entered, left, admitted;
static pthread_t later_thread;

static bool admit(void *context, const struct http_request *q, struct http_answer *out)
{
    (void)context;
    if (!http_header(q, "Authorization").n) {
        out->status = 401;
        out->challenge = STR("Bearer realm=\"x\"");
        buf_z(&out->body, "401 who");
        return false;
    }
    atomic_fetch_add(&admitted, 1);
    return true;
}

static void leave(void *load)
{
    (void)load;
    atomic_fetch_add(&left, 1);
}

static bool enter(void *context, const struct http_request *q, struct http_answer *out)
{
    (void)context;
    if (http_header(q, "X-Full").n) {
        out->status = 503;
        out->retry_after_s = 5;
        buf_z(&out->body, "503 full");
        return false;
    }
    atomic_fetch_add(&entered, 1);
    http_carry(q, q->arena, leave);
    return true;
}

static void handle_body(void *context, const struct http_request *q, struct http_answer *out)
{
    struct str body = http_body(q);
    unsigned long sum = 0;
    atomic_fetch_add(&((struct seen *)context)->handled, 1);
    for (size_t i = 0; i < body.n; i++)
        sum += (unsigned char)body.p[i];
    buf_printf(&out->body, "got %zu %lu %s %s", body.n, sum, http_media(q), http_is_near(q) ? "near" : "far");
    out->status = 201;
    out->location = STR("/things/1");
}

static void *answer_soon(void *request)
{
    const struct http_request *q = request;
    struct http_answer out = {.status = 201};
    (void)nanosleep(&(struct timespec){.tv_nsec = 300000000}, NULL);
    buf_printf(&out.body, "later %zu", http_body(q).n);
    http_finish(q, &out);
    return NULL;
}

static void handle_later(void *context, const struct http_request *q, struct http_answer *out)
{
    (void)out;
    atomic_fetch_add(&((struct seen *)context)->handled, 1);
    http_later(q);
    if (http_header(q, "X-Now").n) { /* the answer is there before the handler has returned */
        struct http_answer now = {.status = 201};
        buf_z(&now.body, "at once");
        http_finish(q, &now);
        return;
    }
    assert_int_equal(pthread_create(&later_thread, NULL, answer_soon, (void *)(uintptr_t)q), 0);
}

static const struct http_media MEDIA[] = {{"application/json", SMALL}, {"application/x-ndjson", LARGE}, {0}};
static const struct http_taking TAKES = {MEDIA, admit, enter};
static const struct http_route BODY_ROUTES[] = {{"GET", "/", NULL, handle_echo, NULL},
                                                {"POST", "/things", "strict", handle_body, &TAKES},
                                                {"POST", "/later", NULL, handle_later, &TAKES},
                                                {0}};
static const struct http_route *const BODY_TABLES[] = {BODY_ROUTES, NULL};

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    struct http_options o = {
        .listen = "127.0.0.1:0", .tables = BODY_TABLES, .context = &f->seen, .fail = handle_fail, .per_address = 64};
    struct err e = {0};
    if (!http_start(&o, &f->server, &e))
        fail_msg("%s", e.msg);
    *state = f;
    return 0;
}

#define HOST "Host: x\r\n"
#define AUTH "Authorization: a\r\n"
#define JSON "Content-Type: application/json\r\n"
#define POST "POST /things HTTP/1.1\r\n" HOST

static const char *ask(void **state, const char *text)
{
    static char out[65536];
    struct fixture *f = *state;
    (void)raw_ask(http_port(f->server), text, strlen(text), out, sizeof out);
    return out;
}

static void wants(void **state, const char *text, const char *status, const char *words)
{
    struct fixture *f = *state;
    int before = f->seen.handled;
    const char *out = ask(state, text);
    if (!strstr(out, status) || (words && !strstr(out, words)))
        fail_msg("%s\nwanted %s %s, got\n%s", text, status, words ? words : "", out);
    if (count_of(out, "HTTP/1.1 ") - count_of(out, "HTTP/1.1 100") != 1)
        fail_msg("%s\nanswered more than once:\n%s", text, out);
    bool good = strstr(status, " 20") != NULL;
    if (f->seen.handled - before != good)
        fail_msg("%s\nhandled %d times", text, f->seen.handled - before);
}

static void http_body_is_taken_whole(void **state)
{
    wants(state, POST AUTH JSON "Content-Length: 5\r\n\r\nabcde", "HTTP/1.1 201", "got 5 495 application/json near");
    wants(state, POST AUTH JSON "Content-Length: 0\r\n\r\n", "HTTP/1.1 201", "got 0 0");
    wants(state, POST AUTH "Content-Type: Application/JSON; charset=UTF-8\r\nContent-Length: 2\r\n\r\n{}",
          "HTTP/1.1 201", "got 2");
    wants(state, POST AUTH "content-type:application/x-ndjson\r\ncontent-length: 2\r\n\r\n{}", "HTTP/1.1 201",
          "x-ndjson");
    assert_non_null(strstr(ask(state, POST AUTH JSON "Content-Length: 1\r\n\r\na"), "Location: /things/1"));
}

/* Whatever follows the announced length is the next request. */
static void http_body_ends_where_it_said(void **state)
{
    const char *out = ask(state, POST AUTH JSON "Content-Length: 3\r\n\r\nabcGET / HTTP/1.1\r\nHost: x\r\n\r\n");
    assert_non_null(strstr(out, "got 3"));
    assert_int_equal(count_of(out, "HTTP/1.1 2"), 2);
    out = ask(state,
              POST AUTH JSON "Content-Length: 40\r\n\r\nabcGET / HTTP/1.1\r\nHost: x\r\n\r\n"); /* never complete */
    assert_null(strstr(out, "HTTP/1.1 2"));
}

static void http_body_malformed_is_refused(void **state)
{
    static const struct {
        const char *text, *status, *words;
    } rows[] = {
        {POST JSON "Content-Length: 2\r\n\r\n{}", " 401 ", "WWW-Authenticate: Bearer"},
        {POST AUTH "Content-Length: 2\r\n\r\n{}", " 415 ", "media-type"},
        {POST AUTH "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}", " 415 ", NULL},
        {POST AUTH "Content-Type: application/json; charset=gbk\r\nContent-Length: 2\r\n\r\n{}", " 415 ", NULL},
        {POST AUTH "Content-Type: application/json; boundary=x\r\nContent-Length: 2\r\n\r\n{}", " 415 ", NULL},
        {POST AUTH "Content-Type: application/jsonx\r\nContent-Length: 2\r\n\r\n{}", " 415 ", NULL},
        {POST AUTH "Content-Type: application/json, text/plain\r\nContent-Length: 2\r\n\r\n{}", " 415 ", NULL},
        {POST AUTH JSON "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", " 415 ", NULL},
        {POST AUTH JSON JSON "Content-Length: 2\r\n\r\n{}", " 400 ", NULL},
        {POST AUTH AUTH JSON "Content-Length: 2\r\n\r\n{}", " 400 ", NULL},
        {POST AUTH JSON "Idempotency-Key: a\r\nIdempotency-Key: b\r\nContent-Length: 2\r\n\r\n{}", " 400 ", NULL},
        {POST AUTH JSON "Content-Length: 1001\r\n\r\n{}", " 413 ", "body-too-large"},
        {POST AUTH JSON "Content-Length: 99999999999\r\n\r\n{}", " 413 ", NULL},
        {POST AUTH JSON "\r\n", " 411 ", "length-required"},
        {POST AUTH JSON "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", " 411 ", NULL},
        {POST AUTH JSON "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n2\r\n{}\r\n0\r\n\r\n", " 400 ", NULL},
        {POST AUTH JSON "Expect: 200-ok\r\nContent-Length: 2\r\n\r\n{}", " 417 ", NULL},
        {POST AUTH JSON "Expect: 100-continue\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n{}", " 400 ", NULL},
        {POST AUTH JSON "X-Full: 1\r\nContent-Length: 2\r\n\r\n{}", " 503 ", "Retry-After: 5"},
        {"POST /things?other=1 HTTP/1.1\r\n" HOST AUTH JSON "Content-Length: 2\r\n\r\n{}", " 400 ",
         "unknown-parameter"},
        {"POST /things?strict=1&strict=1 HTTP/1.1\r\n" HOST AUTH JSON "Content-Length: 2\r\n\r\n{}", " 400 ", NULL},
        {"POST /none HTTP/1.1\r\n" HOST AUTH JSON "Content-Length: 2\r\n\r\n{}", " 404 ", NULL},
        {"POST / HTTP/1.1\r\n" HOST AUTH JSON "Content-Length: 2\r\n\r\n{}", " 405 ", "Allow: GET, HEAD"},
        {"PUT /things HTTP/1.1\r\n" HOST AUTH JSON "Content-Length: 2\r\n\r\n{}", " 405 ", "Allow: POST"},
        {"DELETE /things HTTP/1.1\r\n" HOST AUTH "\r\n", " 405 ", "Allow: POST"},
        {"GET /things HTTP/1.1\r\n" HOST AUTH "\r\n", " 405 ", "Allow: POST"},
        {"HEAD /things HTTP/1.1\r\n" HOST AUTH "\r\n", " 405 ", "Allow: POST"},
        {"GET / HTTP/1.1\r\n" HOST "Content-Length: 2\r\n\r\n{}", " 413 ", "body-refused"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        wants(state, rows[i].text, rows[i].status, rows[i].words);
}

/* Lengths in any other form than digits, once, reach no handler; the body is no request. */
static void http_body_lengths_that_lie(void **state)
{
    static const char *const lengths[] = {
        "Content-Length: +2\r\n",   "Content-Length: -2\r\n",      "Content-Length: 0x2\r\n",
        "Content-Length: 2, 2\r\n", "Content-Length: 2 2\r\n",     "Content-Length: two\r\n",
        "Content-Length:\r\n",      "Content-Length : 2\r\n",      "Content-Length: 2\r\nContent-Length: 2\r\n",
        "Content-Length: 2.0\r\n",  "Content-Length: 2\rX: y\r\n", "Content-Length: 2\r\nContent-Length: 40\r\n",
        "Content-Length: 2\n",      "Content-Length:\r\n 2\r\n",   "Content-Length: 18446744073709551618\r\n",
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        char text[512];
        int before = f->seen.handled;
        (void)snprintf(text, sizeof text, POST AUTH JSON "%s\r\n{}GET / HTTP/1.1\r\nHost: x\r\n\r\n", lengths[i]);
        const char *out = ask(state, text);
        if (f->seen.handled != before || strstr(out, "HTTP/1.1 2"))
            fail_msg("%s: accepted\n%s", lengths[i], out);
    }
}

static void fill(struct buf *b, const char *type, size_t n)
{
    buf_clear(b);
    buf_printf(b, POST AUTH "Content-Type: %s\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n", type, n);
    for (size_t i = 0; i < n; i++)
        buf_char(b, 'a');
}

static void http_body_sizes_at_the_limits(void **state)
{
    static const struct {
        const char *type;
        size_t n;
        const char *want;
    } rows[] = {{"application/json", SMALL - 1, "got 999 "},     {"application/json", SMALL, "got 1000 "},
                {"application/json", SMALL + 1, " 413 "},        {"application/x-ndjson", LARGE - 1, "got 1048575 "},
                {"application/x-ndjson", LARGE, "got 1048576 "}, {"application/x-ndjson", LARGE + 1, " 413 "}};
    struct fixture *f = *state;
    struct buf b = {0};
    static char out[8192];
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool closed;
        fill(&b, rows[i].type, rows[i].n);
        int s = raw_connect(http_port(f->server));
        for (size_t at = 0; at < b.n;) {
            ssize_t n = send(s, b.p + at, b.n - at, MSG_NOSIGNAL);
            if (n <= 0)
                break; /* refused and closed while we were still talking */
            at += (size_t)n;
        }
        size_t n = raw_read(s, out, sizeof out, 2000, &closed);
        close(s);
        bool gone = !n && rows[i].n > LARGE; /* a reset may overtake the words */
        if (!gone && !strstr(out, rows[i].want))
            fail_msg("%s of %zu: wanted %s, got %s", rows[i].type, rows[i].n, rows[i].want, out);
    }
    buf_free(&b);
}

static void http_body_continue_comes_only_when_let_in(void **state)
{
    struct fixture *f = *state;
    static char out[8192];
    bool closed;
    int s = raw_connect(http_port(f->server));
    static const char good[] = POST AUTH JSON "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n";
    assert_int_equal(send(s, good, sizeof good - 1, 0), sizeof good - 1);
    raw_read(s, out, sizeof out, 300, &closed);
    assert_non_null(strstr(out, "100 Continue"));
    assert_false(closed);
    assert_int_equal(send(s, "abc", 3, 0), 3);
    raw_read(s, out, sizeof out, 300, &closed);
    assert_non_null(strstr(out, "got 3"));
    close(s);
    s = raw_connect(http_port(f->server));
    static const char bad[] = POST JSON "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n";
    assert_int_equal(send(s, bad, sizeof bad - 1, 0), sizeof bad - 1);
    raw_read(s, out, sizeof out, 1000, &closed);
    assert_null(strstr(out, "100 Continue"));
    assert_non_null(strstr(out, " 401 "));
    assert_true(closed);
    close(s);
}

/* A connection that was refused for want of a key may show one next. */
static void http_body_refused_short_keeps_the_connection(void **state)
{
    const char *out =
        ask(state, POST JSON "Content-Length: 3\r\n\r\nabc" POST AUTH JSON "Content-Length: 4\r\n\r\nabcd");
    assert_non_null(strstr(out, " 401 "));
    assert_non_null(strstr(out, "got 4"));
    assert_int_equal(count_of(out, "HTTP/1.1 "), 2);
}

static void http_body_places_are_given_back(void **state)
{
    struct fixture *f = *state;
    entered = left = 0;
    for (int i = 0; i < 10; i++)
        (void)ask(state, POST AUTH JSON "Content-Length: 3\r\n\r\nabc");
    for (int i = 0; i < 10; i++) { /* gone in the middle */
        int s = raw_connect(http_port(f->server));
        static const char half[] = POST AUTH JSON "Content-Length: 30\r\n\r\nabc";
        (void)send(s, half, sizeof half - 1, MSG_NOSIGNAL);
        (void)nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
        close(s);
    }
    for (int i = 0; i < 200 && left < 20; i++)
        (void)nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
    assert_int_equal(entered, 20);
    assert_int_equal(left, 20);
}

static void http_later_answers_when_it_is_ready(void **state)
{
    struct fixture *f = *state;
    static char out[8192];
    bool closed;
    static const char text[] = "POST /later HTTP/1.1\r\n" HOST AUTH JSON "Content-Length: 3\r\n\r\nabc";
    int s = raw_connect(http_port(f->server));
    assert_int_equal(send(s, text, sizeof text - 1, 0), sizeof text - 1);
    assert_non_null(
        strstr(ask(state, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), " 200 ")); /* others go on */
    raw_read(s, out, sizeof out, 1000, &closed);
    assert_non_null(strstr(out, "later 3"));
    pthread_join(later_thread, NULL);
    close(s);
    static const char now[] = "POST /later HTTP/1.1\r\n" HOST AUTH JSON "X-Now: 1\r\nContent-Length: 3\r\n\r\nabc";
    s = raw_connect(http_port(f->server));
    for (int i = 0; i < 20; i++) { /* one behind the other on one connection */
        assert_int_equal(send(s, now, sizeof now - 1, 0), sizeof now - 1);
        out[0] = '\0';
        for (int k = 0; k < 100 && !strstr(out, "at once"); k++) /* however slow the machine */
            raw_read(s, out, sizeof out, 100, &closed);
        assert_non_null(strstr(out, "at once"));
    }
    close(s);
}

/* Whoever asked and went away does no harm; a stopping server waits for what it promised. */
static void http_later_survives_leaving_and_stopping(void **state)
{
    (void)state;
    void *own = NULL;
    setup(&own);
    struct fixture *f = own;
    static const char text[] = "POST /later HTTP/1.1\r\n" HOST AUTH JSON "Content-Length: 3\r\n\r\nabc";
    int s = raw_connect(http_port(f->server));
    (void)send(s, text, sizeof text - 1, 0);
    (void)nanosleep(&(struct timespec){.tv_nsec = 100000000}, NULL);
    close(s);
    pthread_join(later_thread, NULL);
    s = raw_connect(http_port(f->server));
    (void)send(s, text, sizeof text - 1, 0);
    (void)nanosleep(&(struct timespec){.tv_nsec = 100000000}, NULL);
    http_stop(f->server);
    pthread_join(later_thread, NULL);
    char out[4096];
    bool closed;
    raw_read(s, out, sizeof out, 500, &closed);
    assert_non_null(strstr(out, "later 3"));
    close(s);
    free(f);
}

static void http_near_is_loopback_only(void **state)
{
    static const struct {
        const char *text;
        bool near;
    } rows[] = {{"127.0.0.1", true},
                {"127.200.3.4", true},
                {"128.0.0.1", false},
                {"10.0.0.1", false},
                {"0.0.0.0", false},
                {"::1", true},
                {"::2", false},
                {"::", false},
                {"::ffff:127.0.0.1", true},
                {"::ffff:10.0.0.1", false},
                {"::ffff:126.0.0.1", false},
                {"fe80::1", false}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct sockaddr_in v4 = {.sin_family = AF_INET};
        struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
        bool is_4 = inet_pton(AF_INET, rows[i].text, &v4.sin_addr) == 1;
        assert_true(is_4 || inet_pton(AF_INET6, rows[i].text, &v6.sin6_addr) == 1);
        if (http_near(is_4 ? (struct sockaddr *)&v4 : (struct sockaddr *)&v6) != rows[i].near)
            fail_msg("%s", rows[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(http_body_is_taken_whole),
        cmocka_unit_test(http_body_ends_where_it_said),
        cmocka_unit_test(http_body_malformed_is_refused),
        cmocka_unit_test(http_body_lengths_that_lie),
        cmocka_unit_test(http_body_sizes_at_the_limits),
        cmocka_unit_test(http_body_continue_comes_only_when_let_in),
        cmocka_unit_test(http_body_refused_short_keeps_the_connection),
        cmocka_unit_test(http_body_places_are_given_back),
        cmocka_unit_test(http_later_answers_when_it_is_ready),
        cmocka_unit_test(http_later_survives_leaving_and_stopping),
        cmocka_unit_test(http_near_is_loopback_only),
    };
    return cmocka_run_group_tests(tests, setup, server_teardown);
}
