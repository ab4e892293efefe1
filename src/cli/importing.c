/* SPDX-License-Identifier: Apache-2.0 */
/* Telling how far an import is: a bar that redraws on a terminal, a plain line every ten seconds otherwise. */
#include <stdio.h>
#include <unistd.h>

#include "cli/cli_int.h"

void tick_start(struct tick *t, const struct cli *c)
{
    int64_t now = monotonic_ms();
    *t = (struct tick){.c = c, .terminal = isatty(STDERR_FILENO) == 1, .started_ms = now, .told_ms = now};
}

static void bar_draw(const char *phase, int64_t done, int64_t total, double rate)
{
    enum { WIDTH = 24 };
    char bar[WIDTH + 1];
    int64_t filled = total > 0 ? done * WIDTH / total : 0;
    for (int i = 0; i < WIDTH; i++)
        bar[i] = i < filled ? '#' : '.';
    bar[WIDTH] = 0;
    double left = total > done && rate > 0 ? (double)(total - done) / rate : 0;
    fprintf(stderr, "\r%-8s [%s] %lld/%lld  %.0f/s  %.0f s \033[K", phase, bar, (long long)done, (long long)total, rate,
            left);
}

void tick_progress(void *tick, const char *phase, int64_t done, int64_t total)
{
    enum { BAR_MS = 100, LINE_MS = 10000 };
    struct tick *t = tick;
    int64_t now = monotonic_ms();
    if (now - t->told_ms < (t->terminal ? BAR_MS : LINE_MS))
        return;
    t->told_ms = now;
    int64_t spent = now - t->started_ms;
    double rate = spent > 0 ? (double)done * 1000.0 / (double)spent : 0;
    if (total <= 0)
        fprintf(stderr, t->terminal ? "\r%s %lld  %.0f/s \033[K" : "%s %lld %.0f/s\n", phase, (long long)done, rate);
    else if (t->terminal)
        bar_draw(phase, done, total, rate);
    else
        fprintf(stderr, "%s %lld/%lld %.0f/s\n", phase, (long long)done, (long long)total, rate);
    t->drawn = t->terminal;
}

void tick_end(struct tick *t)
{
    if (t->drawn)
        fprintf(stderr, "\r\033[K");
    t->drawn = false;
}
