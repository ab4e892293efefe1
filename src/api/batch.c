/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Batches, one behind the other in a thread of their own: parsing 64 MiB must hold neither a serving thread nor the
 * writer. Each waits with its request asleep; how many may, the places of the act server bound.
 */
#include <pthread.h>

#include "ingest/ingest.h"

#include "filing.h"

struct batch {
    struct batch *next;
    const struct http_request *q;
    struct str submission;
    bool strict;
};
struct batches {
    const struct site *site;
    pthread_t thread;
    pthread_mutex_t lock; /* guards the queue and `stopping` */
    pthread_cond_t work;
    struct batch *first, *last;
    bool stopping;
};

static bool commit(void *server, const struct import_order *o, struct findings *f, struct import_sum *out,
                   struct err *e)
{
    return act_server_import(server, o, f, out, e);
}

/* The rule that stands for all: where nothing entered, the first row's; keys before that. */
static struct str code_of(const struct findings *f)
{
    static const char *const first[] = {"key-unknown", "key-missing", "key-agency", "key-operator"};
    for (size_t i = 0; i < sizeof first / sizeof *first; i++)
        if (findings_count_rule(f, first[i]) > 0)
            return str_of(first[i]);
    for (size_t i = 0; i < findings_kept(f); i++)
        if (findings_get(f, i)->level == FINDING_ERROR)
            return str_of(findings_get(f, i)->rule);
    return STR("shape");
}

/* A row under another agency's key, or a key that is none any more, is not a row's fault: nothing of the batch enters.
 */
static bool is_for_the_door(const struct findings *f)
{
    struct str code = code_of(f);
    return str_starts(code, STR("key-"));
}

static void answer_report(const struct http_request *q, const struct ingest_report *r, const struct findings *f,
                          struct http_answer *out)
{
    const struct filer *who = http_load(q);
    const struct import_sum *s = &r->sum;
    bool nothing = s->rolled_back || !(s->accepted + s->held + s->unchanged);
    bool barred = is_for_the_door(f);
    if (barred || (nothing && s->refused)) {
        filing_refused(q, code_of(f), barred ? code_of(f) : STR_NONE, f, out);
        return;
    }
    api_written(q, out);
    out->status = s->accepted + s->held ? 201 : 200;
    ingest_report_json(r, f, who->lang, &out->body);
}

static bool run_lines(const struct site *s, const struct batch *b, struct findings *f, struct ingest_report *r,
                      struct err *e)
{
    const struct filer *who = http_load(b->q);
    struct lines_order o = {.dir = s->dir,
                            .catalog = s->catalog,
                            .keys = &s->keys,
                            .bytes = http_body(b->q),
                            .caller = filer_caller(who),
                            .agency = str_of(who->agency),
                            .submission = b->submission,
                            .strict = b->strict,
                            .today = day_of_instant(s->now(s)),
                            .commit = commit,
                            .context = s->acts};
    return ingest_lines(&o, f, r, e);
}

static void run(const struct site *s, const struct batch *b)
{
    struct findings *f = findings_new();
    struct ingest_report r = {0};
    struct http_answer out = {.status = 200};
    struct err e = {0};
    if (run_lines(s, b, f, &r, &e))
        answer_report(b->q, &r, f, &out);
    else if (e.kind == ERR_CONFLICT)
        api_problem(b->q, 409, STR("conflict"), STR_NONE, &out);
    else if (e.kind == ERR_LIMIT)
        api_problem(b->q, 413, STR("too-many-rows"), STR_NONE, &out);
    else
        filing_failed(b->q, &e, &out);
    findings_free(f);
    http_finish(b->q, &out);
}

static void *thread_main(void *context)
{
    struct batches *b = context;
    pthread_mutex_lock(&b->lock);
    for (;;) {
        while (!b->first && !b->stopping)
            pthread_cond_wait(&b->work, &b->lock);
        struct batch *one = b->first;
        if (!one)
            break;
        b->first = one->next;
        if (!b->first)
            b->last = NULL;
        pthread_mutex_unlock(&b->lock);
        run(b->site, one); /* one lives in its request's arena: gone after this */
        pthread_mutex_lock(&b->lock);
    }
    pthread_mutex_unlock(&b->lock);
    return NULL;
}

/* ?strict, ?strict=true; anything else is a mistake. */
static bool strict_read(const struct http_request *q, bool *strict)
{
    struct str v = http_param(q, "strict");
    *strict = v.p && (!v.n || str_is(v, "true") || str_is(v, "1"));
    return !v.p || *strict || str_is(v, "false") || str_is(v, "0");
}

void batch_post(struct batches *b, const struct http_request *q, struct str submission, struct http_answer *out)
{
    struct batch *one = arena_alloc(http_arena(q), sizeof *one);
    one->q = q;
    one->submission = str_dup(http_arena(q), submission);
    if (!strict_read(q, &one->strict)) {
        api_problem(q, 400, STR("bad-request"), STR("strict"), out);
        return;
    }
    http_later(q);
    pthread_mutex_lock(&b->lock);
    if (b->last)
        b->last->next = one;
    else
        b->first = one;
    b->last = one;
    pthread_cond_signal(&b->work);
    pthread_mutex_unlock(&b->lock);
}

bool batches_start(const struct site *s, struct batches **out, struct err *e)
{
    struct batches *b = mem_alloc(sizeof *b);
    b->site = s;
    pthread_mutex_init(&b->lock, NULL);
    pthread_cond_init(&b->work, NULL);
    bool ok = pthread_create(&b->thread, NULL, thread_main, b) == 0;
    if (ok) {
        *out = b;
        return true;
    }
    mem_free(b);
    return ERR(e, ERR_LIMIT, "no more threads");
}

void batches_stop(struct batches *b)
{
    if (!b)
        return;
    pthread_mutex_lock(&b->lock);
    b->stopping = true;
    pthread_cond_signal(&b->work);
    pthread_mutex_unlock(&b->lock);
    pthread_join(b->thread, NULL);
    pthread_cond_destroy(&b->work);
    pthread_mutex_destroy(&b->lock);
    mem_free(b);
}
