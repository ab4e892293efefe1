/* SPDX-License-Identifier: Apache-2.0 */
/* A head that drips is cut although the connection is never idle; so is one that sends nothing. */
#include <time.h>

#include "http_test.h"

static void nap(int ms)
{
    (void)nanosleep(&(struct timespec){.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L}, NULL);
}

static void http_deadline_slow_head_is_cut(void **state)
{
    struct fixture *f = *state;
    int drip = raw_connect(http_port(f->server)), silent = raw_connect(http_port(f->server));
    int64_t start = monotonic_ms();
    char out[4096];
    bool closed = false;
    size_t n = 0;
    (void)send(drip, "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ", 34, MSG_NOSIGNAL);
    while (!closed && monotonic_ms() - start < 14000) {
        (void)send(drip, "a", 1, MSG_NOSIGNAL);
        n += raw_read(drip, out + n, sizeof out - n, 500, &closed);
    }
    int64_t took = monotonic_ms() - start;
    assert_true(closed);
    assert_true(took >= 9500 && took < 12000);
    assert_non_null(strstr(out, "408"));
    (void)raw_read(silent, out, sizeof out, 3000, &closed);
    assert_true(closed);
    (void)close(drip);
    (void)close(silent);
    nap(50);
    assert_int_equal(f->seen.handled, 0);
    (void)raw_ask(http_port(f->server), "GET / HTTP/1.0\r\n\r\n", 18, out, sizeof out);
    assert_non_null(strstr(out, "200 OK"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(http_deadline_slow_head_is_cut)};
    return cmocka_run_group_tests(tests, server_setup, server_teardown);
}
