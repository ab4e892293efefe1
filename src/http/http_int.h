/* SPDX-License-Identifier: Apache-2.0 */
/* For insiders of http: a request, a connection under its deadline, and the room's own steps. */
#ifndef GONGSHI_HTTP_INT_H
#define GONGSHI_HTTP_INT_H

#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>

#include "http/http.h"

enum {
    HTTP_HEAD_BYTES = 8192,
    HTTP_URL_BYTES = 2048,
    HTTP_FIELDS = 64,
    HTTP_CONNECTIONS = 2000,
    HTTP_PER_ADDRESS = 32,
    HTTP_HEAD_S = 10,
    HTTP_ANSWER_S = 60,
    HTTP_DRAIN_S = 5,
    HTTP_BODY_S = 300,
    HTTP_BODY_WINDOW_S = 10,
    HTTP_BODY_BYTES_A_S = 1024,
    HTTP_BODIES_BYTES = 256 << 20, /* of all requests under way */
    HTTP_DROP_BYTES = 16 << 10,    /* so much of a refused body is read and dropped, to keep the connection */
    /* Room in the library for a head over the limit, so that the answer to it is ours and not the library's. Above 32
     * KiB the library takes pages of their own for it and gives them back: nothing of a request stays behind (P3). */
    HTTP_POOL_BYTES = 36864,
    HTTP_SWEEP_MS = 250,
    HTTP_MAX_PARAMS = 16,
    HTTP_MAX_SEGMENTS = 4
};

/* An error before any handler: status and code, both 0 when the request may go on. */
struct http_fault {
    int status;
    const char *code;
};
/* A connection under its deadline. */
struct http_conn {
    struct http_server *server;
    int fd;
    struct arena *arena;             /* of one request at a time; its first block is used again */
    _Atomic int64_t deadline_ms;     /* monotonic */
    _Atomic bool answering;          /* a head is complete, its answer is not yet out */
    _Atomic bool answered;           /* at least one answer has gone out */
    _Atomic bool reading;            /* a body is coming in */
    _Atomic int64_t body_bytes;      /* of it, so far */
    int64_t window_ms, window_bytes; /* the sweeper's: when it last looked at the rate, and what was there then */
    struct http_conn *prev, *next;   /* the server's list, under its lock */
};

struct http_pair {
    struct str name, value;
};
/* A request from its first line to its last byte out. */
struct http_request {
    struct http_server *server;
    struct MHD_Connection *connection;
    struct arena *arena;
    struct str method, uri, path, query;
    struct http_pair params[HTTP_MAX_PARAMS], segments[HTTP_MAX_SEGMENTS];
    size_t n_params, n_segments;
    const struct http_route *route;
    struct http_fault fault; /* found with the head, answered on the second call; status 0: none */
    const char *allow;       /* of a 405 */
    bool seen;               /* the handler's first call is over */
    int64_t announced;       /* length of the body; -1: none was announced */
    bool coded, expects;     /* Transfer-Encoding; Expect: 100-continue */
    const struct http_media *media;
    struct buf body;
    int64_t counted; /* of `announced`, in the server's sum */
    bool dropping;   /* the body is of no use: `late` answers it */
    struct http_answer late;
    bool has_late, sleeps;
    void *load;
    void (*drop)(void *load);
    void *thread;
    char id[17];
};

struct http_server {
    struct MHD_Daemon *daemon;
    struct http_options options;
    struct http_conn *conns; /* guarded by lock, as are stopping and wake */
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool stopping;
    pthread_t sweeper;
    pthread_key_t thread_key;
    _Atomic uint64_t requests;
    _Atomic int64_t bodies;           /* bytes announced */
    _Atomic int64_t handling, asleep; /* requests with a body: in their handler, waiting for http_finish */
    _Atomic bool closing;
    uint64_t id_base;
    int port;
};

/* Judges the head as it came: limits, line ends, repeated fields, a body. */
struct http_fault http_head_check(struct http_request *q);
/* Splits and decodes path and query. */
struct http_fault http_request_parse(struct http_request *q);
/* Finds the route and checks its parameters; *allow gets the methods of the path when only the method is wrong. */
struct http_fault http_route_find(struct http_request *q, const struct http_route **out, struct buf *allow);
/* Decodes %XX (and + as a blank in queries); false on bad escapes, NUL, controls or bad UTF-8. */
bool http_decode(struct arena *a, struct str raw, bool plus, struct str *out);
/* Whether the request's If-None-Match names the tag. */
bool http_etag_matches(struct str if_none_match, struct str etag);
/* Whether the request's body may be read; else *out is the answer. For routes that take one. */
bool http_body_admit(struct http_request *q, struct http_answer *out);
void http_body_take(struct http_request *q, const char *piece, size_t n);
/* What a request holds, when it is over. */
void http_request_release(struct http_request *q);
void http_fail(struct http_request *q, struct http_fault fault, struct http_answer *out); /* rendered by the door */
bool http_near(const struct sockaddr *from); /* 127.0.0.0/8, ::1, and the former in the clothes of the latter */
/* Queues the answer, with the headers of every answer; takes the body over. */
enum MHD_Result http_send(struct http_request *q, struct http_answer *out, const char *allow, bool close);

bool http_sweep_start(struct http_server *s, struct err *e) MUST_CHECK;
void http_sweep_stop(struct http_server *s);
void http_conn_notify(void *server, struct MHD_Connection *c, void **socket_context,
                      enum MHD_ConnectionNotificationCode code);
struct http_conn *http_conn_of(struct MHD_Connection *c);

/* A bound, listening socket for HOST:PORT; *port is what it got. */
bool http_listen(const char *listen_on, int *fd, int *port, struct err *e) MUST_CHECK;

#endif
