/* SPDX-License-Identifier: Apache-2.0 */
/* Bodies: who may send one, of which kind and length, and answers that come later. */
#include <netinet/in.h>
#include <strings.h>

#include "http_int.h"

/* ---- what it may be ---- */

static bool same_word(struct str a, const char *b)
{
    return a.n == strlen(b) && strncasecmp(a.p, b, a.n) == 0;
}

/* The only parameter that means something here, in the only value that is read. */
static bool is_utf8(struct str parameter)
{
    struct str name;
    parameter = str_trim(parameter);
    if (!parameter.n)
        return true;
    if (!str_split(&parameter, '=', &name) || !same_word(str_trim(name), "charset"))
        return false;
    struct str value = str_trim(parameter);
    return same_word(value, "utf-8") || same_word(value, "\"utf-8\"");
}

static const struct http_media *media_of(const struct http_taking *t, struct str field)
{
    struct str rest = field, type, parameter;
    if (!str_split(&rest, ';', &type))
        return NULL;
    while (str_split(&rest, ';', &parameter))
        if (!is_utf8(parameter))
            return NULL;
    for (const struct http_media *m = t->media; m->type; m++)
        if (same_word(str_trim(type), m->type))
            return m;
    return NULL;
}

static bool is_packed(const struct http_request *q)
{
    struct str coding = str_trim(http_header(q, "Content-Encoding"));
    return coding.n && !same_word(coding, "identity");
}

/* The announced lengths of all bodies under way stay within the memory set aside for them. */
static bool count_in(struct http_request *q)
{
    int64_t sum = atomic_fetch_add(&q->server->bodies, q->announced) + q->announced;
    if (sum > HTTP_BODIES_BYTES) {
        atomic_fetch_sub(&q->server->bodies, q->announced);
        return false;
    }
    q->counted = q->announced;
    return true;
}

static struct http_fault fault_of(struct http_request *q)
{
    q->media = media_of(q->route->takes, http_header(q, "Content-Type"));
    if (!q->media || is_packed(q))
        return (struct http_fault){415, "media-type"};
    if (q->announced > (int64_t)q->media->max_bytes)
        return (struct http_fault){413, "body-too-large"};
    if (atomic_load(&q->server->closing) || !count_in(q))
        return (struct http_fault){503, "busy"};
    return (struct http_fault){0, NULL};
}

bool http_body_admit(struct http_request *q, struct http_answer *out)
{
    void *context = q->server->options.context;
    const struct http_taking *t = q->route->takes;
    if (t->admit && !t->admit(context, q, out))
        return false;
    struct http_fault f = q->coded || q->announced < 0 ? (struct http_fault){411, "length-required"} : fault_of(q);
    if (f.status) {
        http_fail(q, f, out);
        return false;
    }
    return !t->enter || t->enter(context, q, out);
}

/* ---- reading it ---- */

void http_body_take(struct http_request *q, const char *piece, size_t n)
{
    struct http_conn *k = http_conn_of(q->connection);
    if (k)
        atomic_fetch_add(&k->body_bytes, (int64_t)n);
    if (q->dropping)
        return;
    if (!q->body.p)
        buf_reserve(&q->body, (size_t)q->announced); /* pages come as they are written */
    buf_put(&q->body, piece, n);
}

void http_request_release(struct http_request *q)
{
    if (q->drop)
        q->drop(q->load);
    q->drop = NULL;
    if (q->has_late)
        buf_free(&q->late.body);
    buf_free(&q->body);
    atomic_fetch_sub(&q->server->bodies, q->counted);
    q->counted = 0;
}

/* ---- what handlers ask ---- */

struct str http_body(const struct http_request *q)
{
    return buf_view(&q->body);
}

const char *http_media(const struct http_request *q)
{
    return q->media ? q->media->type : NULL;
}

/* Handlers are handed their request for reading; what the room keeps for them is not theirs to see. */
static struct http_request *own(const struct http_request *q)
{
    return (struct http_request *)(uintptr_t)q;
}

void http_carry(const struct http_request *q, void *load, void (*drop)(void *load))
{
    ASSERT(!q->drop);
    own(q)->load = load;
    own(q)->drop = drop;
}

void *http_load(const struct http_request *q)
{
    return q->load;
}

bool http_near(const struct sockaddr *from)
{
    if (from->sa_family == AF_INET) {
        const struct sockaddr_in *v4 = (const struct sockaddr_in *)(const void *)from;
        return (ntohl(v4->sin_addr.s_addr) >> 24) == 127;
    }
    if (from->sa_family != AF_INET6)
        return false;
    const struct in6_addr *v6 = &((const struct sockaddr_in6 *)(const void *)from)->sin6_addr;
    return IN6_IS_ADDR_LOOPBACK(v6) || (IN6_IS_ADDR_V4MAPPED(v6) && v6->s6_addr[12] == 127);
}

bool http_is_near(const struct http_request *q)
{
    const union MHD_ConnectionInfo *i = MHD_get_connection_info(q->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    return i && i->client_addr && http_near(i->client_addr);
}

/* ---- later ---- */

void http_later(const struct http_request *q)
{
    struct http_conn *k = http_conn_of(q->connection);
    own(q)->sleeps = true;
    atomic_fetch_add(&q->server->asleep, 1);
    if (k)
        atomic_store(&k->deadline_ms, INT64_MAX); /* what is waited for is ours, not the client's */
    MHD_suspend_connection(q->connection);
}

void http_finish(const struct http_request *q, struct http_answer *out)
{
    struct http_server *s = q->server;
    struct http_conn *k = http_conn_of(q->connection);
    ASSERT(q->sleeps && !q->has_late);
    own(q)->late = *out;
    own(q)->has_late = true;
    *out = (struct http_answer){0};
    if (k)
        atomic_store(&k->deadline_ms, monotonic_ms() + HTTP_ANSWER_S * 1000);
    MHD_resume_connection(q->connection); /* from here on the request is its thread's */
    atomic_fetch_sub(&s->asleep, 1);
}
