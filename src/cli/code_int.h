/* SPDX-License-Identifier: Apache-2.0 */
/* For the files of the verb `code` only: words about one code, and streams of codes over all processors. */
#ifndef GONGSHI_CLI_CODE_INT_H
#define GONGSHI_CLI_CODE_INT_H

#include "cli/cli_int.h"
#include "uscc/uscc.h"

enum code_task { CODE_CHECK, CODE_EXPLAIN, CODE_SUGGEST };
struct code_work { /* shared by all threads: read only */
    const struct cli *c;
    enum code_task task;
    bool summary;                  /* counts only */
    size_t top;                    /* suggestions a code */
    const struct catalog *catalog; /* NULL when no rulebook is at hand: regions and exceptions stay unknown */
    const uint8_t *regions;        /* a bit for each of the million region codes */
    struct uscc_facts facts;
};
/* Takes regions and exceptions from the rulebook; *w stays where it is as long as it is used. */
void code_facts(struct code_work *w, const struct catalog *catalog);
/* The line of labels that a format begins with, if it has one. */
void code_head_put(const struct code_work *w, struct buf *out);
/* Appends what the task says of one code. The arena holds what is forgotten afterwards. */
void code_put(const struct code_work *w, struct arena *a, struct str given, struct buf *out);

/* The pieces of a code or old number, a line each, or as a member ,"parts":[…] of the row's object. */
void code_explain_lines(const struct code_work *w, struct arena *a, const struct uscc_report *r,
                        const struct uscc_old *old, struct buf *out);
void code_explain_json(const struct code_work *w, struct arena *a, const struct uscc_report *r,
                       const struct uscc_old *old, struct buf *out);

/* Where lines come from. `next` gives whole lines, held in *room; *more becomes false when nothing follows. */
struct code_source {
    bool (*next)(struct code_source *s, struct buf *room, struct str *lines, bool *more, struct err *e);
    void (*close)(struct code_source *s);
    int64_t done, total; /* bytes, for progress; total 0 when unknown */
    int fd;
    struct buf rest; /* the beginning of a line whose end was not read yet */
    bool skipping;   /* in a line longer than any code, judged by its beginning already */
    struct table *table;
    size_t column;
    int64_t bad_rows;
    struct findings *findings;
};
/* "-" is standard input. `column` NULL: one code a line; else header text or 1-based number of a table's column. */
bool code_source_open(const char *path, const char *column, struct findings *f, struct code_source *out,
                      struct err *e) MUST_CHECK;
/* Runs the source dry on all processors and writes in the order of the lines; adds to *counts. */
bool code_stream(const struct code_work *w, struct code_source *s, struct uscc_counts *counts,
                 struct err *e) MUST_CHECK;

#endif
