/* SPDX-License-Identifier: Apache-2.0 */
/* Where a table's bytes come from: a mapped file, a pipe kept in memory or spooled, bytes of the caller. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "codec/codec_int.h"

enum { PIPE_MEMORY_BYTES = 64 << 20, READ_BYTES = 1 << 16, WINDOW_BYTES = 1 << 18, MALFORMED = 0xFF };

static bool write_all(int fd, struct str data, struct err *e)
{
    while (data.n) {
        ssize_t n = write(fd, data.p, data.n);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return ERR_ERRNO(e, "temporary file");
        data = str_n(data.p + n, data.n - (size_t)n);
    }
    return true;
}

/* Appends what there is, up to READ_BYTES; *n is 0 at the end. */
static bool read_some(int fd, struct buf *b, size_t *n, struct err *e)
{
    buf_reserve(b, READ_BYTES);
    ssize_t got;
    do
        got = read(fd, b->p + b->n, READ_BYTES);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return ERR_ERRNO(e, "reading");
    *n = (size_t)got;
    b->n += *n;
    return true;
}

static bool spool_rest(int in, int out, struct buf *head, struct err *e)
{
    size_t n = head->n;
    while (n) {
        if (!write_all(out, buf_view(head), e))
            return false;
        buf_clear(head);
        if (!read_some(in, head, &n, e))
            return false;
    }
    return true;
}

/* A pipe longer than we keep in memory goes to a nameless file and is mapped from there. */
static bool spool(struct codec_source *s, int fd, struct err *e)
{
    char path[] = P_tmpdir "/gongshi-XXXXXX";
    int out = mkostemp(path, O_CLOEXEC);
    if (out < 0)
        return ERR_ERRNO(e, "temporary file");
    bool ok = spool_rest(fd, out, &s->owned, e) && file_map_open(path, &s->map, e);
    unlink(path);
    close(out);
    buf_free(&s->owned);
    s->is_mapped = ok;
    s->raw = ok ? s->map.data : STR_NONE;
    return ok;
}

static bool read_pipe(struct codec_source *s, int fd, struct err *e)
{
    size_t n = 1;
    s->is_pipe = true;
    while (n) {
        if (s->owned.n >= PIPE_MEMORY_BYTES)
            return spool(s, fd, e);
        if (!read_some(fd, &s->owned, &n, e))
            return false;
    }
    s->raw = buf_view(&s->owned);
    return true;
}

bool codec_source_open(struct codec_source *s, const char *path, struct err *e)
{
    if (strcmp(path, "-") == 0)
        return read_pipe(s, STDIN_FILENO, e);
    struct stat st;
    if (stat(path, &st) != 0)
        return ERR_ERRNO(e, "%s", path);
    if (S_ISDIR(st.st_mode))
        return ERR(e, ERR_INVALID, "%s is a folder", path);
    if (S_ISREG(st.st_mode)) {
        s->is_mapped = file_map_open(path, &s->map, e);
        s->raw = s->is_mapped ? s->map.data : STR_NONE;
        return s->is_mapped;
    }
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return ERR_ERRNO(e, "%s", path);
    bool ok = read_pipe(s, fd, e);
    close(fd);
    return ok;
}

void codec_source_open_bytes(struct codec_source *s, struct str bytes)
{
    s->raw = bytes;
}

bool codec_source_start(struct codec_source *s, enum codec_charset c, size_t skip, struct err *e)
{
    const char *from = codec_charset_row(c)->iconv;
    s->charset = c;
    s->raw_at = skip;
    if (!from) {
        s->at = s->raw.p + skip;
        s->end = s->raw.p + s->raw.n;
        s->is_final = true;
        return true;
    }
    s->cd = iconv_open("UTF-8", from);
    if (s->cd == (iconv_t)-1)
        return ERR_ERRNO(e, "this system cannot read %s", codec_charset_row(c)->label);
    s->is_converting = true;
    codec_source_more(s);
    return true;
}

/* One malformed place: the window gets a byte that no check lets pass, so that its row is found out. */
static void pass_malformed(struct codec_source *s, size_t *left, size_t *room)
{
    size_t unit = codec_charset_row(s->charset)->unit_bytes;
    size_t n = *left < unit ? *left : unit;
    s->text.p[s->text.n++] = (char)MALFORMED;
    s->raw_at += n;
    *left -= n;
    --*room;
}

void codec_source_more(struct codec_source *s)
{
    size_t rest = (size_t)(s->end - s->at);
    if (rest)
        memmove(s->text.p, s->at, rest);
    s->text.n = rest;
    /* A long row is looked at again after each growth: doubling keeps that linear. */
    size_t room = rest > WINDOW_BYTES ? rest : WINDOW_BYTES;
    buf_reserve(&s->text, room);
    size_t left = s->raw.n - s->raw_at;
    while (left && room) {
        char *in = (char *)(uintptr_t)(s->raw.p + s->raw_at), *out = s->text.p + s->text.n;
        const char *in_start = in, *out_start = out;
        bool is_clean = iconv(s->cd, &in, &left, &out, &room) != (size_t)-1;
        int why = errno;
        s->raw_at += (size_t)(in - in_start);
        s->text.n += (size_t)(out - out_start);
        if (is_clean || why == E2BIG)
            break;
        if (room)
            pass_malformed(s, &left, &room);
    }
    s->is_final = s->raw_at == s->raw.n;
    s->at = s->text.p;
    s->end = s->text.p + s->text.n;
}

void codec_source_close(struct codec_source *s)
{
    if (s->is_converting)
        iconv_close(s->cd);
    if (s->is_mapped)
        file_map_close(&s->map);
    buf_free(&s->owned);
    buf_free(&s->text);
}

int64_t codec_source_read(const struct codec_source *s)
{
    return (int64_t)(s->is_converting ? s->raw_at : (size_t)(s->at - s->raw.p));
}
