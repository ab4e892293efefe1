/* SPDX-License-Identifier: Apache-2.0 */
/* Both doors, open over a bench's register on a port of their own. */
#ifndef TESTS_API_LIVE_H
#define TESTS_API_LIVE_H

#include "../act/bench.h"

#include "portal/portal.h"

struct live {
    struct bench *bench;
    struct site site;
    struct store *reader;
    struct catalog *catalog;
    struct http_server *server;
    char *answer; /* of the last live_get */
};
int live_open(void **state);
int live_close(void **state);
/* The same with the write door: the writer serves, the bench has no door. */
int live_write_open(void **state);
int live_write_close(void **state);
/* A connection of one's own, and what comes back from it until it closes or nothing more comes for wait_ms. */
int live_connect(const struct live *l);
const char *live_read(struct live *l, int socket, int wait_ms);
/* Sends as it is, then reads what comes until the far end closes. */
const char *live_send(struct live *l, const char *bytes, size_t n);
/* Fetches; headers are whole lines ended by CRLF, may be "". Returns the whole answer, head and body. */
const char *live_get(struct live *l, const char *headers, const char *fmt, ...) PRINTF_LIKE(3, 4);
int live_status(const char *answer);
const char *live_body(const char *answer);
/* A header's value, until the next call; empty when absent. */
const char *live_header(const char *answer, const char *name);
json_t *live_json(const char *answer); /* the body, parsed; fails the test when it is none */

#endif
