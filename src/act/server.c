/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The writer in a thread of its own. Jobs wait in one queue; what is queued of single acts is committed together (group
 * commit), a file is a commit of its own. Who asked is answered after the commit (A5).
 *
 * The writer itself belongs to the writer's thread.
 */
#include "server_int.h"

#include <unistd.h>

#include "search/search.h"

enum { GROUP_MAX = 256, PLACES = 256, PLACES_OF_AGENCY = 64 };

static void publish(struct act_server *s)
{
    const struct writer *w = s->writer;
    atomic_store(&s->clock_ms, w->clock.s * 1000 - w->started_ms);
    atomic_store(&s->feed, journal_last_seq(w->journal));
}

/* ---- the queue ---- */

static void put_job(struct act_server *s, struct job *j)
{
    j->queued_ms = monotonic_ms();
    if (s->last)
        s->last->next = j;
    else
        s->first = j;
    s->last = j;
    pthread_cond_signal(&s->work);
}

/* False: the server is stopping. */
static bool queue_job(struct act_server *s, struct job *j, struct err *e)
{
    if (j->kind == JOB_SUBMIT && s->writer->rehearsal)
        j->own = submit_clock(j->text);
    pthread_mutex_lock(&s->lock);
    bool open = !s->stopping;
    if (open)
        put_job(s, j);
    pthread_mutex_unlock(&s->lock);
    return open || ERR(e, ERR_BUSY, "the server is stopping");
}

bool run_job(struct act_server *s, struct job *j, struct err *e)
{
    if (!queue_job(s, j, e))
        return false;
    pthread_mutex_lock(&s->lock);
    while (!j->done)
        pthread_cond_wait(&s->answered, &s->lock);
    pthread_mutex_unlock(&s->lock);
    if (!j->ok && e)
        *e = j->err;
    return j->ok;
}

/* Acts of one commit share its clock: one that brings its own is committed alone. */
static bool can_join(const struct job *j)
{
    return j->kind == JOB_SUBMIT && !j->now.s && !j->own.s;
}

/* Single acts that wait one behind the other, or the one other job in front. */
static size_t take_jobs(struct act_server *s, struct job *group[GROUP_MAX])
{
    size_t n = 0;
    pthread_mutex_lock(&s->lock);
    while (!s->first && !s->stopping)
        pthread_cond_wait(&s->work, &s->lock);
    while (s->first && n < GROUP_MAX && (n == 0 || (can_join(s->first) && can_join(group[0])))) {
        group[n++] = s->first;
        s->first = s->first->next;
    }
    if (!s->first)
        s->last = NULL;
    pthread_mutex_unlock(&s->lock);
    return n;
}

static void answer_posted(struct job *j)
{
    j->posted(j->context, &j->answer, j->findings, j->ok ? NULL : &j->err);
    findings_free(j->findings);
    mem_free(j);
}

static void answer_jobs(struct act_server *s, struct job *group[], size_t n)
{
    pthread_mutex_lock(&s->lock);
    for (size_t i = 0; i < n; i++)
        group[i]->done = true;
    pthread_cond_broadcast(&s->answered);
    pthread_mutex_unlock(&s->lock);
}

/* ---- the writer's thread ---- */

static void fail_all(struct job *group[], size_t n, const struct err *why)
{
    for (size_t i = 0; i < n; i++) {
        group[i]->ok = false;
        group[i]->err = *why;
    }
}

static void submit_group(struct act_server *s, struct job *group[], size_t n)
{
    struct act_batch *b;
    struct err why;
    bool wrote = false;
    int64_t names;
    if (!act_batch_open(s->writer, &b, &why)) {
        fail_all(group, n, &why);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        batch_caller(b, &group[i]->caller);
        group[i]->ok = submit_add(b, group[i]->text, group[i]->findings, &group[i]->answer, &group[i]->wrote, &why);
        if (!group[i]->ok) {
            act_batch_abort(b);
            fail_all(group, n, &why);
            return;
        }
        wrote = wrote || group[i]->wrote;
    }
    if (!act_batch_commit(b, &why)) {
        fail_all(group, n, &why);
        return;
    }
    if (wrote && !search_follow(s->writer->store, NULL, NULL, &names, &why)) /* the acts stand; the index catches up later */
        log_event(LOG_ERROR, "search.follow", "error=%s", err_kind_name(why.kind));
}

struct onlooker {
    int fd;
};

static void show_progress(void *context, int64_t done, int64_t total)
{
    struct onlooker *who = context;
    struct err ignored;
    json_t *j = json_pack("{s:I,s:I}", "progress", (json_int_t)done, "total", (json_int_t)total);
    if (who->fd >= 0 && !frame_send(who->fd, j, &ignored))
        who->fd = -1; /* went away: the import goes on, it was handed over whole */
    json_decref(j);
}

static void import_job(struct act_server *s, struct job *j)
{
    struct onlooker who = {j->progress_fd};
    j->ok = import_run(s->writer, j->order, j->findings, show_progress, &who, &j->sum, &j->err);
    pthread_mutex_lock(&s->lock);
    if (s->first)
        j->sum.waited_ms = monotonic_ms() - s->first->queued_ms;
    pthread_mutex_unlock(&s->lock);
}

/* In a rehearsal a job brings its own clock, which a served one otherwise lets run. An act whose `at` is too early is
 * refused by its check. */
static bool set_clock(struct writer *w, const struct job *j, struct err *e)
{
    struct instant last = journal_last_at(w->journal), to = j->own.s >= last.s ? j->own : j->now;
    if (!to.s)
        return true;
    if (!w->rehearsal)
        return ERR(e, ERR_INVALID, "only a rehearsal register takes another clock");
    if (to.s < last.s)
        return ERR(e, ERR_INVALID, "--now is before the last act");
    w->clock = to;
    w->started_ms = monotonic_ms();
    return true;
}

static void work(struct act_server *s, struct job *group[], size_t n)
{
    struct job *j = group[0];
    if (!set_clock(s->writer, j, &j->err))
        j->ok = false;
    else if (j->kind == JOB_SUBMIT)
        submit_group(s, group, n);
    else if (j->kind == JOB_IMPORT)
        import_job(s, j);
    else
        j->ok = writer_adopt(s->writer, str_z(s->writer->memo.arena, j->text), j->findings, &j->adopted, &j->err);
}

static void *writer_main(void *context)
{
    struct act_server *s = context;
    struct job *group[GROUP_MAX];
    size_t n;
    while ((n = take_jobs(s, group)) > 0) {
        struct job *posted[GROUP_MAX];
        size_t n_posted = 0;
        work(s, group, n);
        publish(s);
        for (size_t i = 0; i < n; i++)
            if (group[i]->posted)
                posted[n_posted++] = group[i];
        answer_jobs(s, group, n); /* who waits may be gone after this, with the job on its stack */
        for (size_t i = 0; i < n_posted; i++)
            answer_posted(posted[i]);
    }
    return NULL;
}

/* ---- life ---- */

bool act_server_start(const char *dir, const struct writer_options *o, struct act_server **out, struct err *e)
{
    struct act_server *s = mem_alloc(sizeof *s);
    s->control_fd = -1;
    bool ok = writer_open(dir, o, &s->writer, e) && control_listen(dir, &s->control_fd, e);
    if (!ok) {
        writer_close(s->writer);
        mem_free(s);
        return false;
    }
    s->writer->clock = writer_now(s->writer);
    s->writer->started_ms = monotonic_ms();
    if (!s->writer->memo.arena)
        s->writer->memo.arena = arena_new();
    pthread_mutex_init(&s->lock, NULL);
    pthread_cond_init(&s->work, NULL);
    pthread_cond_init(&s->answered, NULL);
    publish(s);
    ok = pthread_create(&s->writer_thread, NULL, writer_main, s) == 0 &&
         pthread_create(&s->control_thread, NULL, control_main, s) == 0;
    ASSERT(ok);
    *out = s;
    return true;
}

void act_server_stop(struct act_server *s)
{
    if (!s)
        return;
    pthread_mutex_lock(&s->lock);
    s->stopping = true;
    pthread_cond_broadcast(&s->work);
    pthread_mutex_unlock(&s->lock);
    pthread_join(s->control_thread, NULL);
    pthread_join(s->writer_thread, NULL);
    control_hang_up(s);
    close(s->control_fd);
    struct arena *a = arena_new();
    unlink(path_join(a, s->writer->dir, "control.sock"));
    arena_free(a);
    writer_close(s->writer);
    pthread_cond_destroy(&s->work);
    pthread_cond_destroy(&s->answered);
    pthread_mutex_destroy(&s->lock);
    VEC_FREE(&s->places);
    mem_free(s);
}

int64_t act_server_feed(const struct act_server *s)
{
    return atomic_load(&s->feed);
}

struct instant act_server_now(const struct act_server *s)
{
    if (!s->writer->rehearsal)
        return instant_now();
    return (struct instant){(atomic_load(&s->clock_ms) + monotonic_ms()) / 1000};
}

/* ---- what comes over TCP ---- */

static struct place_taken *place_of(struct act_server *s, struct str agency)
{
    for (size_t i = 0; i < s->places.n; i++)
        if (str_is(agency, s->places.v[i].agency))
            return &s->places.v[i];
    return NULL;
}

bool act_server_enter(struct act_server *s, struct str agency)
{
    struct place_taken fresh = {.n = 0};
    bool in = agency.n < sizeof fresh.agency;
    snprintf(fresh.agency, sizeof fresh.agency, "%.*s", STR_FMT(agency));
    pthread_mutex_lock(&s->lock);
    in = in && !s->stopping && s->entered < PLACES;
    if (in && !place_of(s, agency))
        VEC_PUSH(&s->places, fresh);
    in = in && place_of(s, agency)->n < PLACES_OF_AGENCY;
    if (in) {
        place_of(s, agency)->n++;
        s->entered++;
    }
    pthread_mutex_unlock(&s->lock);
    return in;
}

void act_server_leave(struct act_server *s, struct str agency)
{
    pthread_mutex_lock(&s->lock);
    struct place_taken *p = place_of(s, agency);
    ASSERT(p && p->n > 0 && s->entered > 0);
    p->n--;
    s->entered--;
    if (!p->n)
        *p = s->places.v[--s->places.n];
    pthread_mutex_unlock(&s->lock);
}

/* The job and its texts in one piece. */
static struct job *job_new(const struct act_caller *caller, struct str text)
{
    struct job *j = mem_alloc(sizeof *j + text.n + caller->key_id.n);
    char *p = (char *)(j + 1);
    *j =
        (struct job){.kind = JOB_SUBMIT, .progress_fd = -1, .findings = findings_new(), .caller = {.tcp = caller->tcp}};
    if (text.n)
        memcpy(p, text.p, text.n);
    if (caller->key_id.n)
        memcpy(p + text.n, caller->key_id.p, caller->key_id.n);
    j->text = str_n(p, text.n);
    j->caller.key_id = str_n(p + text.n, caller->key_id.n);
    return j;
}

bool act_server_post(struct act_server *s, const struct act_caller *caller, struct str act_text_json, act_done *done,
                     void *context, struct err *e)
{
    struct job *j = job_new(caller, act_text_json);
    j->posted = done;
    j->context = context;
    if (queue_job(s, j, e))
        return true;
    findings_free(j->findings);
    mem_free(j);
    return false;
}

/* ---- what its caller waits for ---- */

bool act_server_submit(struct act_server *s, const struct act_caller *caller, struct str act_text_json,
                       struct buf *answer, struct err *e)
{
    struct job j = {.kind = JOB_SUBMIT, .text = act_text_json, .progress_fd = -1, .findings = findings_new()};
    if (caller)
        j.caller = *caller;
    bool ok = run_job(s, &j, e);
    if (ok)
        act_answer_json(&s->writer->keys, &j.answer, j.findings, LANG_EN, answer);
    findings_free(j.findings);
    return ok;
}

bool act_server_import(struct act_server *s, const struct import_order *o, struct findings *f, struct import_sum *out,
                       struct err *e)
{
    struct job j = {.kind = JOB_IMPORT, .order = o, .progress_fd = -1, .findings = f, .now = o->now};
    bool ok = run_job(s, &j, e);
    if (ok)
        *out = j.sum;
    return ok;
}
