/* SPDX-License-Identifier: Apache-2.0 */
#include "log.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "day.h"

static _Atomic int least_level = LOG_INFO; /* a process has one stderr, so it has one level */

void log_set_level(enum log_level least)
{
    atomic_store(&least_level, least);
}

/* Whatever a value holds, an event stays one line. */
static void keep_one_line(char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < 0x20 || *text == 0x7F)
            *text = ' ';
}

void log_event(enum log_level level, const char *event, const char *fmt, ...)
{
    static const char *const names[] = {"debug", "info", "warn", "error"};
    char line[2048], at[INSTANT_CHARS];
    if ((int)level < atomic_load(&least_level))
        return;
    int n = snprintf(line, sizeof line, "at=%s level=%s event=%.100s ", instant_format(instant_now(), at), names[level],
                     event);
    va_list args;
    va_start(args, fmt);
    vsnprintf(line + n, sizeof line - (size_t)n - 1, fmt, args);
    va_end(args);
    keep_one_line(line);
    size_t end = strlen(line);
    line[end] = '\n';
    fwrite(line, 1, end + 1, stderr); /* one call, so that lines of several threads do not mix */
}
