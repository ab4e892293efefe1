/* SPDX-License-Identifier: Apache-2.0 */
/* The listener, its threads, and the road of one request: head, parts, route, handler, answer. */
#include <time.h>
#include <unistd.h>

#include "http_int.h"

/* What thread_start made for one serving thread; the key's destructor gives it back at the thread's end. */
struct served {
    struct http_server *server;
    void *made;
};

static void served_end(void *p)
{
    struct served *t = p;
    if (t->server->options.thread_end)
        t->server->options.thread_end(t->server->options.context, t->made);
    mem_free(t);
}

static void *served_of(struct http_server *s)
{
    struct served *t = pthread_getspecific(s->thread_key);
    if (!t) {
        t = mem_alloc(sizeof *t);
        t->server = s;
        if (s->options.thread_start)
            t->made = s->options.thread_start(s->options.context);
        (void)pthread_setspecific(s->thread_key, t);
    }
    return t->made;
}

static void id_write(uint64_t id, char out[17])
{
    static const char digits[] = "0123456789abcdef";
    for (int i = 15; i >= 0; i--, id >>= 4)
        out[i] = digits[id & 15];
    out[16] = 0;
}

/* The library calls this with the first line read; what is returned travels with the request. */
static void *request_begin(void *server, const char *uri, struct MHD_Connection *c)
{
    struct http_server *s = server;
    struct http_conn *k = http_conn_of(c);
    if (!k)
        return NULL;
    arena_reset(k->arena);
    struct http_request *q = arena_alloc(k->arena, sizeof *q);
    q->server = s;
    q->connection = c;
    q->arena = k->arena;
    q->uri = str_dup(k->arena, str_of(uri));
    q->announced = -1;
    id_write(s->id_base + atomic_fetch_add(&s->requests, 1), q->id);
    return q;
}

static void request_end(void *server, struct MHD_Connection *c, void **request, enum MHD_RequestTerminationCode why)
{
    struct http_conn *k = http_conn_of(c);
    (void)server;
    (void)why;
    if (*request)
        http_request_release(*request);
    if (k) {
        atomic_store(&k->reading, false);
        atomic_store(&k->deadline_ms, monotonic_ms() + HTTP_HEAD_S * 1000);
        atomic_store(&k->answered, true);
        atomic_store(&k->answering, false);
    }
    *request = NULL;
}

void http_fail(struct http_request *q, struct http_fault fault, struct http_answer *out)
{
    const struct http_options *o = &q->server->options;
    out->status = fault.status;
    if (o->fail)
        o->fail(o->context, q, fault.status, fault.code, out);
    else
        buf_printf(&out->body, "%d %s\n", fault.status, fault.code);
    out->status = fault.status;
}

static enum MHD_Result fail(struct http_request *q, struct http_fault fault, const char *allow, bool close)
{
    struct http_answer out = {0};
    http_fail(q, fault, &out);
    return http_send(q, &out, allow, close);
}

static void find_route(struct http_request *q)
{
    struct buf allow = {0};
    q->fault = http_request_parse(q);
    if (!q->fault.status)
        q->fault = http_route_find(q, &q->route, &allow);
    if (allow.n)
        q->allow = str_dup(q->arena, buf_view(&allow)).p;
    buf_free(&allow);
}

static bool has_body(const struct http_request *q)
{
    return q->coded || q->announced > 0;
}

/* A refusal that comes before the body: a short one is read and dropped, behind a long one, or too long a one, we
 * close. */
static enum MHD_Result refuse_body(struct http_request *q, struct http_answer *out)
{
    bool is_short = !q->coded && q->announced <= HTTP_DROP_BYTES && !q->expects && out->status != 413;
    if (!is_short)
        return http_send(q, out, NULL, true);
    q->late = *out;
    q->has_late = q->dropping = true;
    return MHD_YES;
}

static enum MHD_Result take_body(struct http_request *q, struct http_conn *k)
{
    struct http_answer out = {.status = 200};
    if (!http_body_admit(q, &out))
        return refuse_body(q, &out);
    if (k && q->announced > 0) {
        int64_t now = monotonic_ms();
        atomic_store(&k->body_bytes, 0);
        k->window_ms = now;
        k->window_bytes = 0;
        atomic_store(&k->deadline_ms, now + HTTP_BODY_S * 1000);
        atomic_store(&k->reading, true);
    }
    return MHD_YES;
}

/* After a head that was not understood, what follows on the connection cannot be either: close. */
static enum MHD_Result request_head(struct http_request *q, const char *method)
{
    static const struct http_fault no_body = {413, "body-refused"};
    struct http_conn *k = http_conn_of(q->connection);
    if (k) {
        atomic_store(&k->answering, true);
        atomic_store(&k->deadline_ms, monotonic_ms() + HTTP_ANSWER_S * 1000);
    }
    q->seen = true;
    q->method = str_of(method);
    q->thread = served_of(q->server);
    struct http_fault f = http_head_check(q);
    q->method = str_dup(q->arena, q->method);
    if (f.status) {
        q->path = q->query = STR("");
        return fail(q, f, NULL, true);
    }
    find_route(q);
    if (q->route && !q->fault.status && q->route->takes)
        return take_body(q, k);
    if (has_body(q))
        return fail(q, q->fault.status ? q->fault : no_body, q->allow, true);
    return MHD_YES; /* answered on the second call: an answer now would close the connection */
}

static enum MHD_Result send_late(struct http_request *q)
{
    struct http_answer out = q->late;
    q->has_late = false;
    return http_send(q, &out, NULL, false);
}

/* Counted before `closing` is looked at, so that http_stop waits for every handler it did not stop. */
static void handle(struct http_request *q, struct http_answer *out)
{
    static const struct http_fault busy = {503, "busy"};
    struct http_server *s = q->server;
    bool counted = q->route->takes != NULL;
    if (counted)
        atomic_fetch_add(&s->handling, 1);
    if (counted && atomic_load(&s->closing))
        http_fail(q, busy, out);
    else
        q->route->handle(s->options.context, q, out);
    if (counted)
        atomic_fetch_sub(&s->handling, 1);
}

static enum MHD_Result request_answer(struct http_request *q)
{
    struct http_conn *k = http_conn_of(q->connection);
    if (q->has_late)
        return send_late(q);
    if (q->fault.status)
        return fail(q, q->fault, q->allow, false);
    if (k && atomic_exchange(&k->reading, false))
        atomic_store(&k->deadline_ms, monotonic_ms() + HTTP_ANSWER_S * 1000);
    struct http_answer out = {.status = 200};
    handle(q, &out);
    if (!q->sleeps)
        return http_send(q, &out, NULL, false);
    return MHD_YES; /* called again when it is resumed */
}

static enum MHD_Result request_step(void *server, struct MHD_Connection *c, const char *url, const char *method,
                                    const char *version, const char *upload, size_t *upload_n, void **request)
{
    struct http_request *q = *request;
    (void)server;
    (void)c;
    (void)url;
    (void)version;
    if (!q)
        return MHD_NO;
    if (!q->seen)
        return request_head(q, method);
    if (*upload_n) {
        http_body_take(q, upload, *upload_n);
        *upload_n = 0;
        return MHD_YES;
    }
    return request_answer(q);
}

static bool daemon_start(struct http_server *s, int fd, struct err *e)
{
    int threads = s->options.threads;
    if (threads <= 0)
        threads = (int)sysconf(_SC_NPROCESSORS_ONLN);
    if (threads < 2)
        threads = 2;
    int per_address = s->options.per_address ? s->options.per_address : HTTP_PER_ADDRESS;
    s->daemon = MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, request_step, s,
        MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_THREAD_POOL_SIZE, (unsigned)threads, MHD_OPTION_CONNECTION_LIMIT,
        (unsigned)HTTP_CONNECTIONS, MHD_OPTION_PER_IP_CONNECTION_LIMIT, (unsigned)per_address,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)HTTP_ANSWER_S, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)HTTP_POOL_BYTES, MHD_OPTION_URI_LOG_CALLBACK, request_begin, s, MHD_OPTION_NOTIFY_COMPLETED,
        request_end, s, MHD_OPTION_NOTIFY_CONNECTION, http_conn_notify, s, MHD_OPTION_END);
    return s->daemon ? true : ERR(e, ERR_IO, "the listener could not be started");
}

static struct http_server *server_new(const struct http_options *o)
{
    struct http_server *s = mem_alloc(sizeof *s);
    s->options = *o;
    pthread_condattr_t clock;
    pthread_condattr_init(&clock);
    pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
    pthread_mutex_init(&s->lock, NULL);
    pthread_cond_init(&s->wake, &clock);
    pthread_condattr_destroy(&clock);
    random_bytes(&s->id_base, sizeof s->id_base);
    return s;
}

static void server_free(struct http_server *s)
{
    pthread_cond_destroy(&s->wake);
    pthread_mutex_destroy(&s->lock);
    mem_free(s);
}

bool http_start(const struct http_options *o, struct http_server **out, struct err *e)
{
    struct http_server *s = server_new(o);
    int fd = -1;
    bool has_key = false, has_sweeper = false;
    if (!http_listen(o->listen, &fd, &s->port, e))
        goto out;
    has_key = pthread_key_create(&s->thread_key, served_end) == 0;
    if (!has_key) {
        (void)ERR(e, ERR_LIMIT, "no more thread keys");
        goto out;
    }
    has_sweeper = http_sweep_start(s, e);
    if (!has_sweeper || !daemon_start(s, fd, e))
        goto out;
    *out = s;
    return true;
out:
    if (has_sweeper)
        http_sweep_stop(s);
    if (has_key)
        pthread_key_delete(s->thread_key);
    if (fd >= 0)
        (void)close(fd);
    server_free(s);
    return false;
}

int http_port(const struct http_server *s)
{
    return s->port;
}

static bool is_answering(struct http_server *s)
{
    bool busy = false;
    pthread_mutex_lock(&s->lock);
    for (struct http_conn *k = s->conns; k && !busy; k = k->next)
        busy = atomic_load(&k->answering);
    pthread_mutex_unlock(&s->lock);
    return busy;
}

static void nap(void)
{
    (void)nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
}

void http_stop(struct http_server *s)
{
    if (!s)
        return;
    int fd = MHD_quiesce_daemon(s->daemon);
    atomic_store(&s->closing, true);
    while (atomic_load(&s->handling) > 0 ||
           atomic_load(&s->asleep) > 0) /* each is promised an answer, and it will come */
        nap();
    int64_t until = monotonic_ms() + HTTP_DRAIN_S * 1000;
    while (is_answering(s) && monotonic_ms() < until)
        nap();
    MHD_stop_daemon(s->daemon);
    if (fd >= 0)
        (void)close(fd);
    http_sweep_stop(s);
    pthread_key_delete(s->thread_key);
    server_free(s);
}
