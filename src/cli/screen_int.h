/* SPDX-License-Identifier: Apache-2.0 */
/* For the files of the verb `screen` only: where its lines go. */
#ifndef GONGSHI_CLI_SCREEN_INT_H
#define GONGSHI_CLI_SCREEN_INT_H

#include <stdio.h>

#include "cli/cli_int.h"
#include "screen/screen.h"

struct lxw_workbook;
struct lxw_worksheet;

struct answers {
    const struct cli *c;
    const struct screen *s;
    const struct answer_form *form;
    const char *path; /* NULL: standard output */
    char *part;       /* path while it is written */
    FILE *file;
    int64_t counts[SCREEN_RESULTS], rows;
    struct arena *a; /* of one line */
    struct buf text;
    struct sheet sheet; /* of the table */
    struct lxw_workbook *book;
    struct lxw_worksheet *page;
};
struct answer_form {
    const char *extension; /* of --out */
    bool (*begin)(struct answers *x, struct err *e);
    bool (*line)(struct answers *x, const struct screen_line *line, struct err *e);
    bool (*end)(struct answers *x, struct err *e);
};
extern const struct answer_form answer_book; /* a workbook, only into a file */

/* The form by the extension of --out, else by --format. */
bool answers_open(const struct cli *c, const struct screen *s, const char *path, struct answers *out,
                  struct err *e) MUST_CHECK;
bool answers_line(struct answers *x, const struct screen_line *line, struct err *e) MUST_CHECK;
/* The file gets its name when all of it is there. */
bool answers_finish(struct answers *x, struct err *e) MUST_CHECK;
void answers_close(struct answers *x); /* what was not finished is removed */

#endif
