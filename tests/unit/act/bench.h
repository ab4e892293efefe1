/* SPDX-License-Identifier: Apache-2.0 */
/* A workbench for tests of the whole road: a fresh rehearsal register in a folder of its own, acts as JSON. */
#ifndef TESTS_ACT_BENCH_H
#define TESTS_ACT_BENCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <jansson.h>

#include "act/act.h"

struct bench {
    char dir[64];
    struct writer *writer;
    struct door *door;
    struct arena *arena;
    struct instant now;
    const char *key; /* what the door shows, once it is opened again (bench_as) */
};
int bench_open(void **state);  /* a cmocka setup: register at 2026-04-01T00:00:00Z */
int bench_close(void **state); /* its teardown: removes the folder */
void bench_at(struct bench *b, const char *instant); /* moves the clock and reopens the door */

void bench_as(struct bench *b, const char *key); /* reopens the door, showing that key; NULL: none */

/* An invented code of the demo province: kind "91", region "990101", a serial. */
const char *bench_code(struct bench *b, const char *kind, const char *region, int serial);
/* Submits one act, printf-like with ' for "; the answer lives until the bench is closed. */
struct answer {
    const char *status, *code, *receipt, *text;
    int64_t seq;
} bench_submit(struct bench *b, const char *fmt, ...);
/* Asserts status (and code where given, NULL: none). */
struct answer bench_expect(struct bench *b, const char *status, const char *code, const char *fmt, ...);

/* Reading, by a connection of its own. */
struct store *bench_reader(struct bench *b);
int bench_shown(struct bench *b, const char *code, const char *type, const char *as_of, const char *known); /* records shown, current or past */
bool bench_rebuilds_equal(struct bench *b);

#define MR "'agency':'mr-990101'"

#endif
