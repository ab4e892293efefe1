/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the tests of codec share. A table is read to its end and written down as text, one line a fact, so that a test
 * is a pair of texts:
 *
 *   O<err kind>            the file was refused        H<line>|cell|cell   the header
 *   R<line>|cell|cell      a row                       B<line>             a bad row
 *   X<line>                broken off                  F<line>:<column> rule arg arg
 */
#ifndef GONGSHI_CODEC_TEST_H
#define GONGSHI_CODEC_TEST_H

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "codec/codec.h"

static inline void show_cells(struct buf *out, char what, int64_t line, const struct str *cells, size_t n)
{
    buf_printf(out, "%c%lld", what, (long long)line);
    for (size_t i = 0; i < n; i++) {
        buf_char(out, '|');
        buf_str(out, cells[i]);
    }
    buf_char(out, '\n');
}

static inline void show_findings(struct buf *out, const struct findings *f)
{
    for (size_t i = 0; i < findings_kept(f); i++) {
        const struct finding *one = findings_get(f, i);
        buf_printf(out, "F%lld:%d %s", (long long)one->line, one->column, one->rule);
        for (size_t a = 0; a < 3 && one->args[a].n; a++)
            buf_printf(out, " %.*s", STR_FMT(one->args[a]));
        buf_char(out, '\n');
    }
}

static inline void show_rows(struct buf *out, struct table *t, struct findings *f)
{
    struct table_row row;
    size_t n;
    const struct str *header = table_header(t, &n);
    if (n)
        show_cells(out, 'H', table_header_line(t), header, n);
    enum table_next next;
    while ((next = table_next(t, &row, f)) != TABLE_END) {
        bool is_row = next == TABLE_ROW;
        show_cells(out,
                   is_row                  ? 'R'
                   : next == TABLE_BAD_ROW ? 'B'
                                           : 'X',
                   row.line, is_row ? row.cells : NULL, is_row ? row.n : 0);
        if (next == TABLE_BROKEN)
            break;
    }
}

/* Everything a table says, in out (cleared first). */
static inline void show_table(struct buf *out, struct str bytes, const struct table_options *options)
{
    struct findings *f = findings_new();
    struct table *t = NULL;
    struct err e = {0};
    buf_clear(out);
    if (table_open_bytes(bytes, options, f, &t, &e))
        show_rows(out, t, f);
    else
        buf_printf(out, "O%s\n", err_kind_name(e.kind));
    show_findings(out, f);
    table_close(t);
    findings_free(f);
}

static inline void assert_shows(struct str bytes, const struct table_options *options, const char *expected)
{
    struct buf out = {0};
    show_table(&out, bytes, options);
    buf_char(&out, '\0');
    assert_string_equal(out.p, expected);
    buf_free(&out);
}

/* The folder of real data, or NULL (and a word why) when it is not there: the test is skipped then. */
static inline const char *shared_folder(struct arena *a, const char *name)
{
    const char *root = getenv("GONGSHI_SHARED");
    const char *path = path_join(a, root ? root : "../shared", name);
    if (file_exists(path) || file_is_dir(path))
        return path;
    print_message("[ SKIP ] %s is not there\n", path);
    return NULL;
}

/* xorshift64*: the same numbers on every machine. */
static inline uint64_t next_random(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * 2685821657736338717u;
}

#endif
