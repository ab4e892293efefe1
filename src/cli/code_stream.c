/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Threads take turns at the source, work side by side, and take turns again at the output, in the same order. The
 * lines of one turn fit a processor's own cache, and no thread waits with more than one answer.
 */
#include <pthread.h>
#include <unistd.h>

#include "cli/code_int.h"

enum { THREADS_MAX = 16 };

struct stream {
    const struct code_work *w;
    struct code_source *source;
    pthread_mutex_t in, out;
    pthread_cond_t turned;
    uint64_t taken;   /* turns at the source */
    uint64_t written; /* turns at the output */
    bool dry, failed;
    struct tick tick;
    struct uscc_counts counts;
    struct err e;
};

struct worker {
    struct stream *s;
    struct buf room, words;
    struct str lines; /* in room */
    struct arena *a;
    struct uscc_counts counts;
};

static void fail(struct stream *s, const struct err *e)
{
    pthread_mutex_lock(&s->out);
    if (!s->failed)
        s->e = *e;
    s->failed = true;
    pthread_cond_broadcast(&s->turned);
    pthread_mutex_unlock(&s->out);
}

static bool has_failed(struct stream *s)
{
    pthread_mutex_lock(&s->out);
    bool failed = s->failed;
    pthread_mutex_unlock(&s->out);
    return failed;
}

/* One turn at the source. */
static bool take(struct worker *w, uint64_t *turn)
{
    struct stream *s = w->s;
    struct err e = {0};
    bool more = true, ok = true;
    pthread_mutex_lock(&s->in);
    bool dry = s->dry;
    if (!dry) {
        ok = s->source->next(s->source, &w->room, &w->lines, &more, &e);
        s->dry = !ok || !more;
        *turn = s->taken++;
        tick_progress(&s->tick, "MiB", s->source->done >> 20, s->source->total >> 20);
    }
    pthread_mutex_unlock(&s->in);
    if (!ok)
        fail(s, &e);
    return !dry && ok;
}

static void each_line(void *context, const char *line, size_t n, enum uscc_verdict v)
{
    struct worker *w = context;
    (void)v;
    code_put(w->s->w, w->a, str_n(line, n), &w->words);
}

/* One turn at the output. */
static bool hand_over(struct worker *w, uint64_t turn)
{
    struct stream *s = w->s;
    struct err e = {0};
    pthread_mutex_lock(&s->out);
    while (s->written != turn && !s->failed)
        pthread_cond_wait(&s->turned, &s->out);
    bool failed = s->failed;
    pthread_mutex_unlock(&s->out);
    if (failed)
        return false;
    bool ok = out_write(buf_view(&w->words), &e); /* nobody else writes before the turn has passed on */
    if (!ok)
        fail(s, &e);
    pthread_mutex_lock(&s->out);
    s->written++;
    pthread_cond_broadcast(&s->turned);
    pthread_mutex_unlock(&s->out);
    return ok;
}

static void *work(void *arg)
{
    struct worker *w = arg;
    const struct code_work *task = w->s->w;
    uint64_t turn;
    while (!has_failed(w->s) && take(w, &turn)) {
        uscc_check_lines(w->lines.p, w->lines.n, true, &task->facts, &w->counts, task->summary ? NULL : each_line, w);
        if (!task->summary && !hand_over(w, turn))
            break;
        buf_clear(&w->words);
        arena_reset(w->a);
    }
    return NULL;
}

static void counts_add(struct uscc_counts *to, const struct uscc_counts *from)
{
    to->lines += from->lines;
    for (int v = 0; v < USCC_VERDICTS; v++)
        to->of[v] += from->of[v];
}

/* The calling thread works too, so that a system without threads to give only makes it slower. */
static void run_all(struct stream *s)
{
    struct worker workers[THREADS_MAX];
    pthread_t threads[THREADS_MAX];
    long cpus = s->w->task == CODE_EXPLAIN ? 1 : sysconf(_SC_NPROCESSORS_ONLN);
    int wanted = cpus < 1 ? 1 : cpus > THREADS_MAX ? THREADS_MAX : (int)cpus, started = 1;
    for (int i = 0; i < wanted; i++)
        workers[i] = (struct worker){.s = s, .a = arena_new()};
    while (started < wanted && pthread_create(&threads[started], NULL, work, &workers[started]) == 0)
        started++;
    work(&workers[0]);
    for (int i = 1; i < started; i++)
        pthread_join(threads[i], NULL);
    for (int i = 0; i < wanted; i++) {
        counts_add(&s->counts, &workers[i].counts);
        buf_free(&workers[i].room);
        buf_free(&workers[i].words);
        arena_free(workers[i].a);
    }
}

bool code_stream(const struct code_work *w, struct code_source *source, struct uscc_counts *counts, struct err *e)
{
    struct stream s = {.w = w, .source = source};
    pthread_mutex_init(&s.in, NULL);
    pthread_mutex_init(&s.out, NULL);
    pthread_cond_init(&s.turned, NULL);
    tick_start(&s.tick, w->c);
    run_all(&s);
    tick_end(&s.tick);
    pthread_cond_destroy(&s.turned);
    pthread_mutex_destroy(&s.out);
    pthread_mutex_destroy(&s.in);
    counts_add(counts, &s.counts);
    if (s.failed && e)
        *e = s.e;
    return !s.failed;
}
