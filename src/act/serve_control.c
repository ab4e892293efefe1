/* SPDX-License-Identifier: Apache-2.0 */
/* The server's end of the control socket: a thread a connection, each request a job for the writer. */
#include "server_int.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

static json_t *error_json(const struct err *why)
{
    return json_pack("{s:s,s:i}", "error", why->msg, "kind", (int)why->kind);
}

static struct str text_of(const json_t *request, const char *member)
{
    const json_t *v = json_object_get(request, member);
    return json_is_string(v) ? str_n(json_string_value(v), json_string_length(v)) : STR_NONE;
}

static json_t *serve_submit(struct act_server *s, const json_t *request, struct job *j)
{
    struct err why;
    struct buf answer = {0};
    j->kind = JOB_SUBMIT;
    j->text = text_of(request, "act");
    if (!run_job(s, j, &why))
        return error_json(&why);
    act_answer_json(&s->writer->keys, &j->answer, j->findings, LANG_EN, &answer);
    json_t *reply = json_pack("{s:s#}", "answer", answer.p, (int)answer.n);
    buf_free(&answer);
    return reply;
}

static json_t *serve_import(struct act_server *s, const json_t *request, struct job *j, int fd)
{
    struct import_order order;
    struct err why;
    order_of_json(json_object_get(request, "order"), &order);
    order.caller = j->caller;
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
    j->text = text_of(request, "rules");
    bool ok = run_job(s, j, &why);
    json_t *reply = ok ? json_pack("{s:I}", "shortened", (json_int_t)j->adopted.shortened) : error_json(&why);
    json_object_set_new(reply, "findings", findings_to_json(j->findings));
    return reply;
}

static json_t *serve_request(struct act_server *s, const json_t *request, int fd)
{
    const char *op = json_string_value(json_object_get(request, "op"));
    struct job j = {.progress_fd = -1,
                    .findings = findings_new(),
                    .caller = {.key = text_of(request, "key")},
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

void *control_main(void *context)
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

void control_hang_up(struct act_server *s)
{
    pthread_mutex_lock(&s->lock);
    for (size_t i = 0; i < s->connections.n; i++)
        shutdown(s->connections.v[i], SHUT_RD);
    while (s->connections.n)
        pthread_cond_wait(&s->answered, &s->lock);
    pthread_mutex_unlock(&s->lock);
    VEC_FREE(&s->connections);
}
