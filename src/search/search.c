/* SPDX-License-Identifier: Apache-2.0 */
#include "search_int.h"

#include <stdlib.h>

const char *search_how_name(enum search_how h)
{
    static const char *const names[] = {"code", "old-number", "exact", "prefix", "part"};
    return names[h];
}

bool gathering_may_go_on(struct gathering *g)
{
    if (g->candidates >= SEARCH_MAX_CANDIDATES) {
        g->partial = true;
        return false;
    }
    g->candidates++;
    return true;
}

/* The order of results, Q1. */
static int compare(const void *pa, const void *pb)
{
    const struct hit *a = pa, *b = pb;
    if (a->out.how != b->out.how)
        return a->out.how < b->out.how ? -1 : 1;
    if (a->chars != b->chars)
        return a->chars < b->chars ? -1 : 1;
    if (a->ended != b->ended)
        return a->ended ? 1 : -1;
    return str_cmp(a->out.entity.uscc, b->out.entity.uscc);
}

static int by_code_then_best(const void *pa, const void *pb)
{
    const struct hit *a = pa, *b = pb;
    int c = str_cmp(a->out.entity.uscc, b->out.entity.uscc);
    return c ? c : compare(pa, pb);
}

void gathering_settle(struct gathering *g)
{
    struct hit *v = g->hits.v;
    size_t n = 0;
    if (!g->hits.n)
        return;
    qsort(v, g->hits.n, sizeof *v, by_code_then_best);
    for (size_t i = 0; i < g->hits.n; i++)
        if (!n || !str_eq(v[n - 1].out.entity.uscc, v[i].out.entity.uscc))
            v[n++] = v[i];
    g->hits.n = n;
    qsort(v, n, sizeof *v, compare);
}

/* A budget that ran out is no failure: what was found until then is the answer. */
static bool gather(struct gathering *g, struct err *e)
{
    struct err local = {0};
    bool is_code;
    store_set_deadline(g->s, thread_cpu_ms() + SEARCH_BUDGET_MS);
    bool ok = gather_codes(g, &is_code, &local) && (is_code || g->partial || gather_names(g, &local));
    store_set_deadline(g->s, 0);
    if (!ok && local.kind == ERR_LIMIT) {
        g->partial = true;
        return true;
    }
    if (!ok && e)
        *e = local;
    return ok;
}

static void page(const struct gathering *g, size_t offset, size_t limit, struct search_result *out)
{
    size_t n = offset < g->hits.n ? g->hits.n - offset : 0;
    n = n < limit ? n : limit;
    struct search_hit *hits = arena_alloc(g->a, n * sizeof *hits + 1);
    for (size_t i = 0; i < n; i++)
        hits[i] = g->hits.v[offset + i].out;
    *out = (struct search_result){hits, n, (int64_t)g->hits.n, g->partial, g->q->cleaned};
}

bool search_run(struct store *s, struct str text, size_t offset, size_t limit, const struct reg_when *when,
                struct arena *a, struct search_result *out, struct err *e)
{
    struct query q;
    query_parse(text, a, &q);
    struct gathering g = {.s = s, .q = &q, .when = when, .a = a, .scratch = arena_new()};
    bool ok = q.n_terms == 0 || gather(&g, e);
    if (ok) {
        gathering_settle(&g);
        page(&g, offset, limit, out);
    }
    VEC_FREE(&g.hits);
    buf_free(&g.key);
    arena_free(g.scratch);
    return ok;
}
