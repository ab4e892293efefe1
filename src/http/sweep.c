/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Deadlines. The library's own time-out counts inactivity only: a client that sends a byte a second keeps its
 * connection for ever. So every connection carries an instant by which its head must be complete, then one by
 * which its answer must be read, and a thread shuts the sockets that are past theirs.
 */
#include <sys/socket.h>
#include <time.h>

#include "http_int.h"

struct http_conn *http_conn_of(struct MHD_Connection *c)
{
    const union MHD_ConnectionInfo *i = MHD_get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return i ? i->socket_context : NULL;
}

static void conn_add(struct http_server *s, struct http_conn *k)
{
    pthread_mutex_lock(&s->lock);
    k->next = s->conns;
    if (k->next)
        k->next->prev = k;
    s->conns = k;
    pthread_mutex_unlock(&s->lock);
}

static void conn_remove(struct http_server *s, struct http_conn *k)
{
    pthread_mutex_lock(&s->lock);
    if (k->prev)
        k->prev->next = k->next;
    else
        s->conns = k->next;
    if (k->next)
        k->next->prev = k->prev;
    pthread_mutex_unlock(&s->lock);
    arena_free(k->arena);
    mem_free(k);
}

void http_conn_notify(void *server, struct MHD_Connection *c, void **socket_context,
                      enum MHD_ConnectionNotificationCode code)
{
    struct http_server *s = server;
    if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
        if (*socket_context)
            conn_remove(s, *socket_context);
        *socket_context = NULL;
        return;
    }
    const union MHD_ConnectionInfo *i = MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);
    struct http_conn *k = mem_alloc(sizeof *k);
    k->server = s;
    k->arena = arena_new();
    k->fd = i ? (int)i->connect_fd : -1;
    atomic_store(&k->deadline_ms, monotonic_ms() + HTTP_HEAD_S * 1000);
    *socket_context = k;
    conn_add(s, k);
}

/* On such a connection nothing was written yet, or all of the answers before, so the words fall into no other answer.
 */
static void say_too_slow(const struct http_conn *k)
{
    static const char words[] = "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n"
                                "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n\r\n";
    (void)send(k->fd, words, sizeof words - 1, MSG_DONTWAIT | MSG_NOSIGNAL);
}

/* A body may rest, but each stretch of ten seconds must bring its ten kibibytes. */
static bool drips(struct http_conn *k, int64_t now)
{
    if (!atomic_load(&k->reading) || now - k->window_ms < HTTP_BODY_WINDOW_S * 1000)
        return false;
    int64_t bytes = atomic_load(&k->body_bytes), got = bytes - k->window_bytes;
    int64_t wanted = (now - k->window_ms) * HTTP_BODY_BYTES_A_S / 1000;
    k->window_ms = now;
    k->window_bytes = bytes;
    return got < wanted;
}

static void sweep(struct http_server *s)
{
    int64_t now = monotonic_ms();
    for (struct http_conn *k = s->conns; k; k = k->next) {
        if (atomic_load(&k->deadline_ms) > now && !drips(k, now))
            continue;
        bool quiet = !atomic_load(&k->answering) && !atomic_load(&k->answered);
        if (quiet || atomic_exchange(&k->reading, false))
            say_too_slow(k);
        (void)shutdown(k->fd, SHUT_RDWR);
        atomic_store(&k->deadline_ms, INT64_MAX);
    }
}

static void *sweep_run(void *server)
{
    struct http_server *s = server;
    pthread_mutex_lock(&s->lock);
    while (!s->stopping) {
        struct timespec until;
        clock_gettime(CLOCK_MONOTONIC, &until);
        until.tv_nsec += HTTP_SWEEP_MS * 1000000L;
        until.tv_sec += until.tv_nsec / 1000000000L;
        until.tv_nsec %= 1000000000L;
        (void)pthread_cond_timedwait(&s->wake, &s->lock, &until);
        sweep(s);
    }
    pthread_mutex_unlock(&s->lock);
    return NULL;
}

bool http_sweep_start(struct http_server *s, struct err *e)
{
    if (pthread_create(&s->sweeper, NULL, sweep_run, s) != 0)
        return ERR(e, ERR_LIMIT, "no more threads");
    return true;
}

void http_sweep_stop(struct http_server *s)
{
    pthread_mutex_lock(&s->lock);
    s->stopping = true;
    pthread_cond_signal(&s->wake);
    pthread_mutex_unlock(&s->lock);
    (void)pthread_join(s->sweeper, NULL);
}
