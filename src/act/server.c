/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The writer in a thread of its own. Jobs wait in one queue; what is queued of single acts is committed together (group
 * commit), a file is a commit of its own. Who asked is answered after the commit (A5).
 *
 * `lock` guards the queue and the state of each job in it; the writer itself belongs to the writer's thread.
 */
#include "act_int.h"

#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <unistd.h>

#include "search/search.h"

enum { GROUP_MAX = 256 };
enum job_kind { JOB_SUBMIT, JOB_IMPORT, JOB_ADOPT };

struct job { /* lives on the stack of the thread that waits for it */
    struct job *next;
    enum job_kind kind;
    struct str text; /* act as JSON, or folder of rules */
    const struct import_order *order;
    struct instant now;
    int progress_fd; /* -1: nobody looks on */
    int64_t queued_ms;
    struct buf answer;
    struct findings *findings;
    struct import_sum sum;
    bool ok, done, wrote;
    struct err err;
};

struct act_server {
    struct writer *writer;
    int control_fd;
    pthread_t writer_thread, control_thread;
    pthread_mutex_t lock;
    pthread_cond_t work, answered;
    struct job *first, *last;
    bool stopping;
    VEC(int) connections; /* their sockets: a stopping server hangs up on them */
    atomic_llong feed;
};

static void publish(struct act_server *s)
{
    atomic_store(&s->feed, journal_last_seq(s->writer->journal));
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

/* Waits for the answer; a stopping server finishes what is queued and takes nothing new. */
static bool run_job(struct act_server *s, struct job *j, struct err *e)
{
    pthread_mutex_lock(&s->lock);
    if (s->stopping) {
        pthread_mutex_unlock(&s->lock);
        return ERR(e, ERR_BUSY, "the server is stopping");
    }
    put_job(s, j);
    while (!j->done)
        pthread_cond_wait(&s->answered, &s->lock);
    pthread_mutex_unlock(&s->lock);
    if (!j->ok && e)
        *e = j->err;
    return j->ok;
}

/* Single acts that wait one behind the other, or the one other job in front. */
static size_t take_jobs(struct act_server *s, struct job *group[GROUP_MAX])
{
    size_t n = 0;
    pthread_mutex_lock(&s->lock);
    while (!s->first && !s->stopping)
        pthread_cond_wait(&s->work, &s->lock);
    while (s->first && n < GROUP_MAX && (n == 0 || (s->first->kind == JOB_SUBMIT && group[0]->kind == JOB_SUBMIT))) {
        group[n++] = s->first;
        s->first = s->first->next;
    }
    if (!s->first)
        s->last = NULL;
    pthread_mutex_unlock(&s->lock);
    return n;
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
        group[i]->ok = submit_add(b, group[i]->text, &group[i]->answer, &group[i]->wrote, &why);
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

/* In a rehearsal a job brings its own clock, which a served one otherwise lets run. */
static bool set_clock(struct writer *w, const struct job *j, struct err *e)
{
    if (!j->now.s)
        return true;
    if (!w->rehearsal)
        return ERR(e, ERR_INVALID, "only a rehearsal register takes another clock");
    if (j->now.s < journal_last_at(w->journal).s)
        return ERR(e, ERR_INVALID, "--now is before the last act");
    w->clock = j->now;
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
        j->ok = writer_adopt(s->writer, str_z(s->writer->memo.arena, j->text), j->findings, &j->err);
}

static void *writer_main(void *context)
{
    struct act_server *s = context;
    struct job *group[GROUP_MAX];
    size_t n;
    while ((n = take_jobs(s, group)) > 0) {
        work(s, group, n);
        publish(s);
        answer_jobs(s, group, n);
    }
    return NULL;
}

/* ---- the control socket ---- */

static json_t *error_json(const struct err *why)
{
    return json_pack("{s:s,s:i}", "error", why->msg, "kind", (int)why->kind);
}

static json_t *serve_submit(struct act_server *s, const json_t *request, struct job *j)
{
    const json_t *act = json_object_get(request, "act");
    struct err why;
    j->kind = JOB_SUBMIT;
    j->text = str_n(json_string_value(act), json_string_length(act));
    bool ok = run_job(s, j, &why);
    return ok ? json_pack("{s:s#}", "answer", j->answer.p, (int)j->answer.n) : error_json(&why);
}

static json_t *serve_import(struct act_server *s, const json_t *request, struct job *j, int fd)
{
    struct import_order order;
    struct err why;
    order_of_json(json_object_get(request, "order"), &order);
    j->kind = JOB_IMPORT;
    j->order = &order;
    j->progress_fd = fd;
    json_t *reply = run_job(s, j, &why) ? json_pack("{s:o}", "sum", sum_to_json(&j->sum)) : error_json(&why);
    json_object_set_new(reply, "findings", findings_to_json(j->findings));
    return reply;
}

static json_t *serve_adopt(struct act_server *s, const json_t *request, struct job *j)
{
    struct err why;
    j->kind = JOB_ADOPT;
    j->text = str_of(json_string_value(json_object_get(request, "rules")));
    json_t *reply = run_job(s, j, &why) ? json_object() : error_json(&why);
    json_object_set_new(reply, "findings", findings_to_json(j->findings));
    return reply;
}

static json_t *serve_request(struct act_server *s, const json_t *request, int fd)
{
    const char *op = json_string_value(json_object_get(request, "op"));
    struct job j = {.progress_fd = -1, .findings = findings_new(),
                    .now = {json_integer_value(json_object_get(request, "now"))}};
    struct err why;
    json_t *reply;
    if (op && strcmp(op, "submit") == 0) {
        reply = serve_submit(s, request, &j);
    } else if (op && strcmp(op, "import") == 0) {
        reply = serve_import(s, request, &j, fd);
    } else if (op && strcmp(op, "adopt") == 0) {
        reply = serve_adopt(s, request, &j);
    } else {
        ERR(&why, ERR_INVALID, "unknown request");
        reply = error_json(&why);
    }
    findings_free(j.findings);
    buf_free(&j.answer);
    return reply;
}

struct connection {
    struct act_server *server;
    int fd;
};

static void forget_connection(struct act_server *s, int fd)
{
    pthread_mutex_lock(&s->lock);
    for (size_t i = 0; i < s->connections.n; i++)
        if (s->connections.v[i] == fd)
            s->connections.v[i] = s->connections.v[--s->connections.n];
    close(fd);
    pthread_cond_broadcast(&s->answered);
    pthread_mutex_unlock(&s->lock);
}

static void *connection_main(void *context)
{
    struct connection *c = context;
    json_t *request;
    struct err ignored;
    while (frame_receive(c->fd, &request, &ignored)) {
        json_t *reply = serve_request(c->server, request, c->fd);
        json_decref(request);
        bool sent = frame_send(c->fd, reply, &ignored);
        json_decref(reply);
        if (!sent)
            break;
    }
    forget_connection(c->server, c->fd);
    mem_free(c);
    return NULL;
}

static void accept_one(struct act_server *s)
{
    int fd = accept4(s->control_fd, NULL, NULL, SOCK_CLOEXEC);
    if (fd < 0)
        return;
    struct connection *c = mem_alloc(sizeof *c);
    *c = (struct connection){s, fd};
    pthread_t thread;
    pthread_mutex_lock(&s->lock);
    VEC_PUSH(&s->connections, fd);
    pthread_mutex_unlock(&s->lock);
    if (pthread_create(&thread, NULL, connection_main, c) == 0) {
        pthread_detach(thread);
        return;
    }
    forget_connection(s, fd);
    mem_free(c);
}

static void *control_main(void *context)
{
    struct act_server *s = context;
    struct pollfd p = {.fd = s->control_fd, .events = POLLIN};
    bool stop = false;
    while (!stop) {
        if (poll(&p, 1, 200) > 0)
            accept_one(s);
        pthread_mutex_lock(&s->lock);
        stop = s->stopping;
        pthread_mutex_unlock(&s->lock);
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

/* Everybody has had an answer by now; whoever still listens hears the end. */
static void hang_up(struct act_server *s)
{
    pthread_mutex_lock(&s->lock);
    for (size_t i = 0; i < s->connections.n; i++)
        shutdown(s->connections.v[i], SHUT_RD);
    while (s->connections.n)
        pthread_cond_wait(&s->answered, &s->lock);
    pthread_mutex_unlock(&s->lock);
    VEC_FREE(&s->connections);
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
    hang_up(s);
    close(s->control_fd);
    struct arena *a = arena_new();
    unlink(path_join(a, s->writer->dir, "control.sock"));
    arena_free(a);
    writer_close(s->writer);
    pthread_cond_destroy(&s->work);
    pthread_cond_destroy(&s->answered);
    pthread_mutex_destroy(&s->lock);
    mem_free(s);
}

int64_t act_server_feed(const struct act_server *s)
{
    return atomic_load(&s->feed);
}

bool act_server_submit(struct act_server *s, struct str act_text_json, struct buf *answer, struct err *e)
{
    struct job j = {.kind = JOB_SUBMIT, .text = act_text_json, .progress_fd = -1};
    bool ok = run_job(s, &j, e);
    if (ok)
        buf_str(answer, buf_view(&j.answer));
    buf_free(&j.answer);
    return ok;
}
