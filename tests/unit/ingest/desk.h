/* SPDX-License-Identifier: Apache-2.0 */
/* A workbench for tests of imports: a fresh rehearsal register, and files made from text. */
#ifndef TESTS_INGEST_DESK_H
#define TESTS_INGEST_DESK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "ingest/ingest.h"

struct desk {
    char dir[64], rules[512];
    struct door *door;
    struct catalog *catalog;
    struct arena *arena;
    struct instant now;
    struct findings *f; /* of the last import */
    struct ingest_report report;
    struct err err;
};
int desk_open(void **state);
int desk_close(void **state);
/* Options for a kind, filed by the given agency (NULL: from the row). */
struct ingest_options desk_options(enum act_kind kind, const char *agency);
/* Imports the text as a file; false: refused as a whole (err holds why). */
bool desk_import(struct desk *d, const struct ingest_options *o, const char *text);
bool desk_import_path(struct desk *d, const struct ingest_options *o, const char *path);
bool desk_import_bytes(struct desk *d, const struct ingest_options *o, struct str bytes);
/* Fails unless the counts of the last import are these. */
void desk_expect(struct desk *d, int64_t accepted, int64_t held, int64_t unchanged, int64_t refused);
/* The finding of that rule, or NULL; the place 0, 0 matches all. */
const struct finding *desk_finding(struct desk *d, const char *rule);
/* Fails unless there is one at that line and column. */
void desk_expect_at(struct desk *d, const char *rule, enum finding_level level, int64_t line, int column);
/* An invented code; lives in the desk's arena. */
const char *desk_code(struct desk *d, int serial);
/* A field of the newest record, or of the registration, of a code; "" when absent. */
const char *desk_field(struct desk *d, const char *code, const char *field);
int64_t desk_feed(struct desk *d);
void desk_must(bool ok, const struct err *e);

#endif
