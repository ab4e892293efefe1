/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/code_int.h"

/* A chunk stays in a processor's own cache between reading and checking. */
enum { CHUNK = 256 << 10, CACHE_LINE = 64 };

static bool fd_fill(int fd, struct buf *b, size_t *got, struct err *e)
{
    buf_reserve(b, CHUNK);
    ssize_t n;
    do
        n = read(fd, b->p + b->n, CHUNK);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return ERR_ERRNO(e, "reading codes");
    b->n += (size_t)n;
    *got = (size_t)n;
    return true;
}

/* Begins with what was kept back, so placed that the kernel copies to the start of a cache line: three times as fast.
 */
static size_t begin(struct code_source *s, struct buf *room)
{
    buf_clear(room);
    buf_reserve(room, s->rest.n + CACHE_LINE + CHUNK);
    size_t from = -(uintptr_t)(room->p + s->rest.n) % CACHE_LINE;
    room->n = from;
    buf_put(room, s->rest.p, s->rest.n);
    buf_clear(&s->rest);
    return from;
}

/* Drops the rest of a line that was judged by its beginning. */
static void skip_line(struct code_source *s, struct buf *room, size_t *from)
{
    const char *lf = room->n > *from ? memchr(room->p + *from, '\n', room->n - *from) : NULL;
    *from = lf ? (size_t)(lf - room->p) + 1 : room->n;
    s->skipping = !lf;
}

/* Keeps back what follows the last LF. A line that fills a whole chunk is judged by that. */
static void keep_rest(struct code_source *s, struct str *lines)
{
    const char *lf = lines->n ? memrchr(lines->p, '\n', lines->n) : NULL;
    size_t whole = lf ? (size_t)(lf - lines->p) + 1 : 0;
    s->skipping = !lf && lines->n >= CHUNK;
    if (s->skipping)
        return;
    buf_put(&s->rest, lines->p + whole, lines->n - whole);
    lines->n = whole;
}

static bool fd_next(struct code_source *s, struct buf *room, struct str *lines, bool *more, struct err *e)
{
    size_t got = 1, from = begin(s, room), n = 0;
    while (got && n < CHUNK && (n == 0 || !memchr(room->p + from, '\n', n))) {
        if (!fd_fill(s->fd, room, &got, e))
            return false;
        s->done += (int64_t)got;
        if (s->skipping)
            skip_line(s, room, &from);
        n = room->n - from;
    }
    *lines = str_n(room->p + from, n);
    *more = got != 0;
    if (*more)
        keep_rest(s, lines);
    return true;
}

static void fd_close(struct code_source *s)
{
    if (s->fd != STDIN_FILENO)
        close(s->fd);
    buf_free(&s->rest);
}

static bool fd_open(const char *path, struct code_source *s, struct err *e)
{
    struct stat st;
    bool is_stdin = strcmp(path, "-") == 0;
    int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return ERR_ERRNO(e, "%s", path);
    char mark[4];
    if (pread(fd, mark, sizeof mark, 0) == sizeof mark && memcmp(mark, "PK\3\4", 4) == 0) {
        close(fd);
        return ERR(e, ERR_INVALID, "%s is a workbook: name the column with the codes, --column NAME", path);
    }
    *s = (struct code_source){.next = fd_next, .close = fd_close, .fd = fd};
    s->total = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) ? st.st_size : 0;
    return true;
}

/* A cell as one line. */
static void cell_put(struct str cell, struct buf *lines)
{
    size_t from = lines->n;
    buf_str(lines, cell);
    for (size_t i = from; i < lines->n; i++)
        if (lines->p[i] == '\n' || lines->p[i] == '\r')
            lines->p[i] = ' ';
    buf_char(lines, '\n');
}

static bool table_lines(struct code_source *s, struct buf *room, struct str *lines, bool *more, struct err *e)
{
    struct table_row row;
    buf_clear(room);
    while (*more && room->n < CHUNK) {
        enum table_next got = table_next(s->table, &row, s->findings);
        if (got == TABLE_BROKEN)
            return ERR(e, ERR_DATA, "the table cannot be read on");
        *more = got != TABLE_END;
        if (got == TABLE_ROW)
            cell_put(row.cells[s->column], room);
        s->bad_rows += got == TABLE_BAD_ROW;
    }
    s->done = table_bytes_read(s->table);
    *lines = buf_view(room);
    return true;
}

static void table_done(struct code_source *s)
{
    table_close(s->table);
}

static bool column_find(const struct table *t, const char *column, size_t *out, struct err *e)
{
    size_t n;
    int64_t number = 0;
    const struct str *header = table_header(t, &n);
    for (size_t i = 0; i < n; i++)
        if (str_is(header[i], column)) {
            *out = i;
            return true;
        }
    if (!str_int(str_of(column), &number) || number < 1 || (size_t)number > n)
        return ERR(e, ERR_INVALID, "no column '%s'", column);
    *out = (size_t)number - 1;
    return true;
}

bool code_source_open(const char *path, const char *column, struct findings *f, struct code_source *out, struct err *e)
{
    if (!column)
        return fd_open(path, out, e);
    struct table *t;
    size_t at = 0;
    if (!table_open(path, NULL, f, &t, e))
        return false;
    if (!column_find(t, column, &at, e)) {
        table_close(t);
        return false;
    }
    *out = (struct code_source){.next = table_lines, .close = table_done, .table = t, .column = at, .findings = f};
    out->total = table_bytes_total(t);
    return true;
}
