/* SPDX-License-Identifier: Apache-2.0 */
/* A counter for tests of screen: a bench's register, opened as the public sees it. */
#ifndef TESTS_SCREEN_COUNTER_H
#define TESTS_SCREEN_COUNTER_H

#include "../act/bench.h"

#include "screen/screen.h"

struct counter {
    struct store *store;
    struct catalog *catalog;
    struct keys keys;
    struct screen *screen;
    struct arena *a;
};
void counter_open(struct bench *b, struct counter *c);
void counter_close(struct counter *c);
/* Judges one row; fails the test when it cannot. */
struct screen_line counter_judge(struct counter *c, const char *code, const char *name);
/* "match screen-code-name 91…|91…": result, rules, candidates, blank-separated. */
const char *counter_says(struct counter *c, const char *code, const char *name);
const char *counter_json(struct counter *c, const struct screen_line *line);

/* Submits an organisation; extra is more JSON members of fields, with ' for ". */
void counter_register(struct bench *b, const char *code, const char *name, const char *extra);
void counter_fine(struct bench *b, const char *code, const char *name, int number, const char *status);

#endif
