/* SPDX-License-Identifier: Apache-2.0 */
#include "uscc_int.h"

#include <string.h>

void lines_known(struct lines *l, const char *line, enum uscc_verdict v)
{
    l->counts.lines++;
    l->counts.of[v]++;
    if (l->each)
        l->each(l->context, line, USCC_CHARS, v);
}

/* A line left to uscc_check. */
static void lines_asked(struct lines *l, const char *line, size_t n)
{
    /* No verdict hangs on the region, and its table is the dearest question of all. */
    struct uscc_facts facts = l->facts ? *l->facts : (struct uscc_facts){0};
    facts.region_known = NULL;
    struct uscc_report r;
    uscc_check(line, n, &facts, &r);
    l->counts.lines++;
    l->counts.of[r.verdict]++;
    if (l->each)
        l->each(l->context, line, n, r.verdict);
}

bool lines_one(struct lines *l)
{
    size_t left = (size_t)(l->end - l->at);
    const char *line = l->at, *lf = left ? memchr(line, '\n', left) : NULL;
    if (left == 0 || (!lf && !l->last))
        return false;
    const char *stop = lf ? lf : l->end;
    l->at = lf ? lf + 1 : l->end;
    while (stop > line && stop[-1] == '\r')
        stop--;
    lines_asked(l, line, (size_t)(stop - line)); /* a blank line too: every line has its answer */
    return true;
}

void lines_scalar(struct lines *l)
{
    while (lines_one(l))
        ;
}

static bool has_avx2(void)
{
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt");
#else
    return false;
#endif
}

const char *uscc_instructions(void)
{
    return has_avx2() ? "avx2" : "scalar";
}

size_t uscc_check_lines(const char *text, size_t n, bool last, const struct uscc_facts *facts,
                        struct uscc_counts *counts, uscc_line_fn *each, void *context)
{
    struct lines l = {text, text + n, last, facts, {0}, each, context};
    if (n == 0)
        return 0;
#if defined(__x86_64__)
    if (has_avx2())
        lines_avx2(&l);
#endif
    lines_scalar(&l);
    if (counts) {
        counts->lines += l.counts.lines;
        for (int v = 0; v < USCC_VERDICTS; v++)
            counts->of[v] += l.counts.of[v];
    }
    return (size_t)(l.at - text);
}
