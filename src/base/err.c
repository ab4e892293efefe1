/* SPDX-License-Identifier: Apache-2.0 */
#include "err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A message cut short must not end in half a character. */
static void cut_half_character(char *msg)
{
    size_t n = strlen(msg), tail = 0;
    while (tail < n && tail < 3 && ((unsigned char)msg[n - 1 - tail] & 0xC0) == 0x80)
        tail++;
    if (tail < n && ((unsigned char)msg[n - 1 - tail] & 0xC0) == 0xC0)
        msg[n - 1 - tail] = '\0';
}

PRINTF_LIKE(5, 0)
static void fill_v(struct err *e, enum err_kind kind, const char *file, int line, const char *fmt, va_list args)
{
    e->kind = kind;
    e->file = file;
    e->line = line;
    int n = vsnprintf(e->msg, sizeof e->msg, fmt, args);
    if (n < 0 || (size_t)n >= sizeof e->msg)
        cut_half_character(e->msg);
}

bool err_set(struct err *e, enum err_kind kind, const char *file, int line, const char *fmt, ...)
{
    if (!e)
        return false;
    struct err made; /* the words may quote e's own message */
    va_list args;
    va_start(args, fmt);
    fill_v(&made, kind, file, line, fmt, args);
    va_end(args);
    *e = made;
    return false;
}

static enum err_kind kind_of_errno(int number)
{
    static const struct {
        int number;
        enum err_kind kind;
    } rows[] = {
        {ENOSPC, ERR_FULL},   {EDQUOT, ERR_FULL},  {ENOENT, ERR_NOT_FOUND},
        {EACCES, ERR_DENIED}, {EPERM, ERR_DENIED}, {EROFS, ERR_DENIED},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].number == number)
            return rows[i].kind;
    return ERR_IO;
}

bool err_errno(struct err *e, const char *file, int line, const char *fmt, ...)
{
    int number = errno;
    if (!e)
        return false;
    struct err made;
    char reason[128];
    va_list args;
    va_start(args, fmt);
    fill_v(&made, kind_of_errno(number), file, line, fmt, args);
    va_end(args);
    size_t n = strlen(made.msg);
    snprintf(made.msg + n, sizeof made.msg - n, ": %s", strerror_r(number, reason, sizeof reason));
    *e = made;
    return false;
}

const char *err_kind_name(enum err_kind kind)
{
    static const char *const names[ERR_KINDS] = {
        [ERR_OK] = "ok",
        [ERR_INVALID] = "invalid",
        [ERR_DATA] = "data",
        [ERR_NOT_FOUND] = "not-found",
        [ERR_CONFLICT] = "conflict",
        [ERR_DENIED] = "denied",
        [ERR_LIMIT] = "limit",
        [ERR_BUSY] = "busy",
        [ERR_FULL] = "full",
        [ERR_IO] = "io",
        [ERR_CORRUPT] = "corrupt",
    };
    ASSERT((unsigned)kind < ERR_KINDS);
    return names[kind];
}

_Noreturn void assert_failed(const char *file, int line, const char *expr)
{
    fprintf(stderr, "gongshi: %s:%d: broken promise: %s\n", file, line, expr);
    abort();
}
