/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Malformed heads over a raw socket. Each row is sent as it is, followed by nothing. None may reach a handler, none
 * may be answered with success, and none may count as two requests (smuggling).
 */
#include "http_test.h"

#define GET    "GET / HTTP/1.1\r\n"
#define HOST   "Host: x\r\n"
#define END    "\r\n"
#define SECOND "GET /things/smuggled HTTP/1.1\r\nHost: x\r\n\r\n"

struct raw {
    const char *name, *bytes;
    size_t n;
};
#define ROW(name, bytes)                                                                                               \
    {                                                                                                                  \
        name, bytes, sizeof(bytes) - 1                                                                                 \
    }

static const struct raw BAD[] = {
    ROW("length and coding",
        "POST / HTTP/1.1\r\n" HOST "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" SECOND),
    ROW("coding and length",
        "GET / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\nContent-Length: 44\r\n\r\n0\r\n\r\n" SECOND),
    ROW("two lengths", GET HOST "Content-Length: 0\r\nContent-Length: 0\r\n\r\n"),
    ROW("two lengths that differ", GET HOST "Content-Length: 0\r\nContent-Length: 40\r\n\r\n" SECOND),
    ROW("length list", GET HOST "Content-Length: 0, 0\r\n\r\n"),
    ROW("length plus", GET HOST "Content-Length: +0\r\n\r\n"),
    ROW("length minus", GET HOST "Content-Length: -1\r\n\r\n"),
    ROW("length hex", GET HOST "Content-Length: 0x0\r\n\r\n"),
    ROW("length words", GET HOST "Content-Length: ten\r\n\r\n"),
    ROW("length empty", GET HOST "Content-Length:\r\n\r\n"),
    ROW("length huge", GET HOST "Content-Length: 99999999999999999999999\r\n\r\n"),
    ROW("length blank inside", GET HOST "Content-Length: 0 0\r\n\r\n"),
    ROW("length tab", GET HOST "Content-Length:\t4\r\n\r\nabcd"),
    ROW("length with a body", GET HOST "Content-Length: 4\r\n\r\nabcd"),
    ROW("length with a request inside", GET HOST "Content-Length: 43\r\n\r\n" SECOND),
    ROW("length name with blank", GET HOST "Content-Length : 43\r\n\r\n" SECOND),
    ROW("length name with tab", GET HOST "Content-Length\t: 43\r\n\r\n" SECOND),
    ROW("coding chunked", GET HOST "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" SECOND),
    ROW("coding upper case", GET HOST "TRANSFER-ENCODING: CHUNKED\r\n\r\n0\r\n\r\n" SECOND),
    ROW("coding identity", GET HOST "Transfer-Encoding: identity\r\n\r\n"),
    ROW("coding unknown", GET HOST "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
    ROW("coding twice", GET HOST "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n"),
    ROW("coding with vertical tab", GET HOST "Transfer-Encoding: \x0b"
                                             "chunked\r\n\r\n0\r\n\r\n"),
    ROW("coding name with blank", GET HOST "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" SECOND),
    ROW("coding behind a bare CR", GET HOST "X: a\rTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" SECOND),
    ROW("coding behind a bare LF", GET HOST "X: a\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" SECOND),
    ROW("coding in a folded line", GET HOST "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n" SECOND),
    ROW("two Host", GET HOST "Host: y\r\n\r\n"),
    ROW("two Host, the same", GET HOST HOST "\r\n"),
    ROW("two Host, other case", GET HOST "hOsT: y\r\n\r\n"),
    ROW("no Host", GET "\r\n"),
    ROW("no Host, other fields", GET "Accept: */*\r\n\r\n"),
    ROW("Host with a blank before the colon", GET "Host : x\r\n\r\n"),
    ROW("bare CR ends the request line", "GET / HTTP/1.1\rHost: x\r\n\r\n"),
    ROW("bare LF ends the request line", "GET / HTTP/1.1\nHost: x\r\n\r\n"),
    ROW("bare LF everywhere", "GET / HTTP/1.1\nHost: x\n\n"),
    ROW("bare CR everywhere", "GET / HTTP/1.1\rHost: x\r\r"),
    ROW("bare CR inside a value", GET HOST "X: a\rb\r\n\r\n"),
    ROW("bare CR before CRLF", GET HOST "X: a\r\r\n\r\n"),
    ROW("bare CR ends the head", GET HOST "X: a\r\r" SECOND),
    ROW("bare LF ends the head", GET HOST "X: a\n\n" SECOND),
    ROW("CRLF then bare LF ends the head", GET HOST "X: a\r\n\n" SECOND),
    ROW("CRLF then bare CR ends the head", GET HOST "X: a\r\n\r" SECOND),
    ROW("bare LF ends one field", GET "X: a\n" HOST "\r\n"),
    ROW("LF CR", GET HOST "X: a\n\r\n\r"),
    ROW("folded with a blank", GET HOST "X: a\r\n b\r\n\r\n"),
    ROW("folded with a tab", GET HOST "X: a\r\n\tb\r\n\r\n"),
    ROW("folded Host", GET "Host: x\r\n y\r\n\r\n"),
    ROW("folded first field", GET " Host: x\r\n\r\n"),
    ROW("folded first field with tab", GET "\tHost: x\r\n\r\n"),
    ROW("NUL in the method", "G\0T / HTTP/1.1\r\n" HOST END),
    ROW("NUL in the target", "GET /\0 HTTP/1.1\r\n" HOST END),
    ROW("NUL in the version", "GET / HTTP/1.1\0\r\n" HOST END),
    ROW("NUL in a name", GET HOST "X\0Y: a\r\n\r\n"),
    ROW("NUL in a value", GET HOST "X: a\0b\r\n\r\n"),
    ROW("NUL ends a value", GET HOST "X: a\0\r\n\r\n"),
    ROW("two NUL end a value", GET HOST "X: a\0\0Y: b\r\n\r\n"),
    ROW("NUL for a colon", GET HOST "X\0 a\r\n\r\n"),
    ROW("two NUL alone", GET HOST "\0\0\r\n\r\n"),
    ROW("NUL for an empty line", GET HOST "\0\r\n\r\n"),
    ROW("control in a value", GET HOST "X: a\x01"
                                       "b\r\n\r\n"),
    ROW("escape in a value", GET HOST "X: \x1b[31m\r\n\r\n"),
    ROW("DEL in a value", GET HOST "X: a\x7f\r\n\r\n"),
    ROW("backspace in a name", GET HOST "X\x08: a\r\n\r\n"),
    ROW("blank in a name", GET HOST "X Y: a\r\n\r\n"),
    ROW("no name", GET HOST ": a\r\n\r\n"),
    ROW("no colon", GET HOST "nonsense\r\n\r\n"),
    ROW("no colon, only blanks", GET HOST "   \r\n\r\n"),
    ROW("bracket in a name", GET HOST "X[]: a\r\n\r\n"),
    ROW("slash in a name", GET HOST "X/Y: a\r\n\r\n"),
    ROW("high byte in a name", GET HOST "X\xc3\xa9: a\r\n\r\n"),
    ROW("at in a name", GET HOST "X@Y: a\r\n\r\n"),
    ROW("quote in a name", GET HOST "\"X\": a\r\n\r\n"),
    ROW("version 2.0", "GET / HTTP/2.0\r\n" HOST END),
    ROW("version 1.2", "GET / HTTP/1.2\r\n" HOST END),
    ROW("version 1.10", "GET / HTTP/1.10\r\n" HOST END),
    ROW("version 11", "GET / HTTP/11\r\n" HOST END),
    ROW("version lower case", "GET / http/1.1\r\n" HOST END),
    ROW("version of another protocol", "GET / RTSP/1.0\r\n" HOST END),
    ROW("version missing", "GET /\r\n" HOST END),
    ROW("version then blank", "GET / HTTP/1.1 \r\n" HOST END),
    ROW("version then words", "GET / HTTP/1.1 x\r\n" HOST END),
    ROW("target missing", "GET HTTP/1.1\r\n" HOST END),
    ROW("target empty", "GET  HTTP/1.1\r\n" HOST END),
    ROW("two blanks before the target", "GET  / HTTP/1.1\r\n" HOST END),
    ROW("two blanks after the target", "GET /  HTTP/1.1\r\n" HOST END),
    ROW("tabs for blanks", "GET\t/\tHTTP/1.1\r\n" HOST END),
    ROW("blank before the method", " GET / HTTP/1.1\r\n" HOST END),
    ROW("blank in the target", "GET /things/a b HTTP/1.1\r\n" HOST END),
    ROW("fragment in the target", "GET /things/a#b HTTP/1.1\r\n" HOST END),
    ROW("control in the target", "GET /things/\x01 HTTP/1.1\r\n" HOST END),
    ROW("high byte in the target, bad UTF-8", "GET /things/a?q=\xff HTTP/1.1\r\n" HOST END),
    ROW("absolute target", "GET http://x/ HTTP/1.1\r\n" HOST END),
    ROW("authority target", "CONNECT x:80 HTTP/1.1\r\n" HOST END),
    ROW("star target", "OPTIONS * HTTP/1.1\r\n" HOST END),
    ROW("target without slash", "GET things HTTP/1.1\r\n" HOST END),
    ROW("method missing", "/ HTTP/1.1\r\n" HOST END),
    ROW("method lower case", "get / HTTP/1.1\r\n" HOST END),
    ROW("method unknown", "BREW / HTTP/1.1\r\n" HOST END),
    ROW("proxy preface", "PROXY TCP4 127.0.0.1 127.0.0.1 1 2\r\n" GET HOST END),
    ROW("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    ROW("TLS hello", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"),
    ROW("only blank lines and noise", "\r\n\r\n\r\nxx\r\n\r\n"),
    ROW("JSON", "{\"a\":1}\r\n\r\n"),
    ROW("empty request line with colon", ":\r\n\r\n"),
    ROW("answer instead of request", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
};

/* Handlers run: none. Answers: at most one, none of success. (The library writes the head of its own answer to a bad
 * length twice; it closes the connection then.) */
static void check_refused(struct fixture *f, const char *name, const char *bytes, size_t n)
{
    static char out[65536];
    int before = f->seen.handled;
    (void)raw_ask(http_port(f->server), bytes, n, out, sizeof out);
    if (f->seen.handled != before)
        fail_msg("%s: reached a handler", name);
    int heads = count_of(out, "HTTP/1.1 ") - (strstr(out, "value for <b>Content-Length</b>") != NULL);
    if (heads > 1 || strstr(out, " 200 ") || strstr(out, "smuggled"))
        fail_msg("%s: answered\n%s", name, out);
    if (out[0] && !strstr(out, "HTTP/1.1 4") && !strstr(out, "HTTP/1.0 4") && !strstr(out, "HTTP/1.1 505") &&
        !strstr(out, "HTTP/1.1 501"))
        fail_msg("%s: not refused in words\n%s", name, out);
}

static void http_head_malformed_is_refused_once(void **state)
{
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
        check_refused(*state, BAD[i].name, BAD[i].bytes, BAD[i].n);
}

/* The same rows cut into single bytes decide the same. */
static void http_head_malformed_in_pieces_is_refused(void **state)
{
    struct fixture *f = *state;
    static char out[65536];
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i += 7) {
        int before = f->seen.handled, s = raw_connect(http_port(f->server));
        bool closed;
        for (size_t k = 0; k < BAD[i].n; k++)
            if (send(s, BAD[i].bytes + k, 1, MSG_NOSIGNAL) < 0)
                break;
        (void)shutdown(s, SHUT_WR);
        (void)raw_read(s, out, sizeof out, 1000, &closed);
        (void)close(s);
        if (f->seen.handled != before || strstr(out, " 200 "))
            fail_msg("%s in pieces: accepted", BAD[i].name);
    }
}

static void put_fields(struct buf *b, int fields, int bytes_each)
{
    for (int i = 0; i < fields; i++) {
        buf_printf(b, "X-%04d: ", i);
        for (int k = 0; k < bytes_each; k++)
            buf_char(b, 'a');
        buf_z(b, "\r\n");
    }
}

static void size_row(struct fixture *f, int url, int fields, int bytes_each, const char *want)
{
    static char out[65536];
    struct buf b = {0};
    buf_z(&b, "GET /things/");
    for (int i = 0; i < url - 8; i++)
        buf_char(&b, 'u');
    buf_z(&b, " HTTP/1.1\r\n" HOST "Connection: close\r\n");
    put_fields(&b, fields, bytes_each);
    buf_z(&b, "\r\n");
    (void)raw_ask(http_port(f->server), b.p, b.n, out, sizeof out);
    if (!strstr(out, want))
        fail_msg("url %d, %d fields of %d: wanted %s, got %.200s", url, fields, bytes_each, want, out);
    buf_free(&b);
}

static void http_head_sizes_at_the_limits(void **state)
{
    struct fixture *f = *state;
    size_row(f, 100, 0, 0, "HTTP/1.1 200");
    size_row(f, 2048 - 4, 0, 0, "HTTP/1.1 200");
    size_row(f, 2049, 0, 0, "HTTP/1.1 414");
    size_row(f, 6000, 0, 0, "HTTP/1.1 414");
    size_row(f, 20, 62, 4, "HTTP/1.1 200");
    size_row(f, 20, 63, 4, "HTTP/1.1 431");
    size_row(f, 20, 200, 4, "HTTP/1.1 431");
    size_row(f, 20, 40, 180, "HTTP/1.1 200");
    size_row(f, 20, 40, 200, "HTTP/1.1 431");
    size_row(f, 20, 1, 8000, "HTTP/1.1 200");
    size_row(f, 20, 1, 8200, "HTTP/1.1 431");
    size_row(f, 20, 1, 200000, "HTTP/1.1 431");
    size_row(f, 200000, 0, 0, "HTTP/1.1 414");
}

static void http_head_good_ones_pass(void **state)
{
    static const struct raw good[] = {
        ROW("plain", GET HOST END),
        ROW("1.0 without Host", "GET / HTTP/1.0\r\n\r\n"),
        ROW("blanks around a value", GET "Host:   x  \r\nX:\t a \t\r\n\r\n"),
        ROW("no blank after the colon", GET "Host:x\r\n\r\n"),
        ROW("empty value", GET HOST "X:\r\n\r\n"),
        ROW("length of nothing", GET HOST "Content-Length: 0\r\n\r\n"),
        ROW("UTF-8 in a value", GET HOST "X: 青岚\r\n\r\n"),
        ROW("blank line first", "\r\n" GET HOST END),
        ROW("query", "GET /things/a?q=1 HTTP/1.1\r\n" HOST END),
        ROW("empty query", "GET /? HTTP/1.1\r\n" HOST END),
        ROW("head", "HEAD / HTTP/1.1\r\n" HOST END),
    };
    struct fixture *f = *state;
    char out[8192];
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        (void)raw_ask(http_port(f->server), good[i].bytes, good[i].n, out, sizeof out);
        if (!strstr(out, " 200 "))
            fail_msg("%s: refused\n%s", good[i].name, out);
    }
    static const char two[] = GET HOST END "GET /things/b HTTP/1.1\r\n" HOST END;
    (void)raw_ask(http_port(f->server), two, sizeof two - 1, out, sizeof out);
    assert_int_equal(count_of(out, "HTTP/1.1 200"), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(http_head_good_ones_pass),
        cmocka_unit_test(http_head_malformed_is_refused_once),
        cmocka_unit_test(http_head_malformed_in_pieces_is_refused),
        cmocka_unit_test(http_head_sizes_at_the_limits),
    };
    return cmocka_run_group_tests(tests, server_setup, server_teardown);
}
