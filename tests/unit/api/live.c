/* SPDX-License-Identifier: Apache-2.0 */
#include "live.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

static struct instant now(const struct site *s)
{
    return ((struct live *)s->private_)->bench->now;
}

static int64_t feed(const struct site *s)
{
    struct live *l = s->private_;
    struct store *reader = bench_reader(l->bench);
    int64_t seq = 0;
    struct instant at;
    struct err e;
    assert_true(view_feed(reader, &seq, &at, &e));
    store_close(reader);
    return seq;
}

static int64_t served_feed(const struct site *s)
{
    return act_server_feed(s->acts);
}

static struct instant served_now(const struct site *s)
{
    return act_server_now(s->acts);
}

static void fail_page(void *context, const struct http_request *q, int status, const char *code,
                      struct http_answer *out)
{
    (str_starts(http_path(q), STR("/api")) ? api_fail : portal_fail)(context, q, status, code, out);
}

static void write_door(struct live *l)
{
    struct err e = {0};
    struct writer_options o = {l->bench->now};
    door_close(l->bench->door);
    l->bench->door = NULL;
    l->site.now = served_now;
    l->site.feed = served_feed;
    if (!act_server_start(l->bench->dir, &o, &l->site.acts, &e) || !batches_start(&l->site, &l->site.batches, &e))
        fail_msg("%s", e.msg);
}

static int open_live(void **state, bool writes)
{
    static const struct http_route *const tables[] = {api_routes, filing_routes, portal_routes, NULL};
    struct live *l = calloc(1, sizeof *l);
    void *bench = NULL;
    struct err e = {0};
    bench_open(&bench);
    l->bench = bench;
    l->reader = bench_reader(l->bench);
    l->site = (struct site){
        .dir = l->bench->dir, .rehearsal = true, .invented = true, .now = now, .feed = feed, .private_ = l};
    if (!keys_load(l->bench->dir, false, &l->site.keys, &e) ||
        !act_catalog(l->bench->dir, l->reader, day_of_instant(l->bench->now), &l->catalog, &e))
        fail_msg("%s", e.msg);
    l->site.catalog = l->catalog;
    if (writes)
        write_door(l);
    struct http_options o = {.listen = "127.0.0.1:0",
                             .tables = tables,
                             .context = &l->site,
                             .thread_start = site_thread_start,
                             .thread_end = site_thread_end,
                             .fail = fail_page,
                             .per_address = 400};
    if (!http_start(&o, &l->server, &e))
        fail_msg("%s", e.msg);
    *state = l;
    return 0;
}

int live_open(void **state)
{
    return open_live(state, false);
}

int live_write_open(void **state)
{
    return open_live(state, true);
}

int live_write_close(void **state)
{
    return live_close(state);
}

int live_close(void **state)
{
    struct live *l = *state;
    void *bench = l->bench;
    http_stop(l->server);
    batches_stop(l->site.batches);
    act_server_stop(l->site.acts);
    store_close(l->reader);
    catalog_free(l->catalog);
    bench_close(&bench);
    free(l->answer);
    free(l);
    return 0;
}

int live_connect(const struct live *l)
{
    struct sockaddr_in to = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)http_port(l->server)), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int s = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(connect(s, (struct sockaddr *)&to, sizeof to), 0);
    return s;
}

const char *live_read(struct live *l, int s, int wait_ms)
{
    struct timeval tv = {.tv_sec = wait_ms / 1000, .tv_usec = wait_ms % 1000 * 1000};
    size_t n = 0, cap = 1 << 20;
    ssize_t got;
    free(l->answer);
    l->answer = malloc(cap);
    (void)setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &tv, sizeof tv);
    while (n + 1 < cap && (got = recv(s, l->answer + n, cap - 1 - n, 0)) > 0)
        n += (size_t)got;
    l->answer[n] = 0;
    return l->answer;
}

const char *live_send(struct live *l, const char *bytes, size_t n)
{
    int s = live_connect(l);
    for (size_t at = 0; at < n;) {
        ssize_t k = send(s, bytes + at, n - at, MSG_NOSIGNAL);
        if (k <= 0)
            break;
        at += (size_t)k;
    }
    live_read(l, s, 20000);
    close(s);
    return l->answer;
}

const char *live_get(struct live *l, const char *headers, const char *fmt, ...)
{
    char path[4096], text[8192];
    va_list args;
    va_start(args, fmt);
    vsnprintf(path, sizeof path, fmt, args);
    va_end(args);
    snprintf(text, sizeof text, "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%s\r\n", path, headers);
    return live_send(l, text, strlen(text));
}

int live_status(const char *answer)
{
    return strncmp(answer, "HTTP/1.1 ", 9) == 0 ? atoi(answer + 9) : 0;
}

const char *live_body(const char *answer)
{
    const char *p = strstr(answer, "\r\n\r\n");
    return p ? p + 4 : "";
}

const char *live_header(const char *answer, const char *name)
{
    static char value[2048];
    size_t n = strlen(name);
    value[0] = 0;
    for (const char *p = answer; p < live_body(answer) - 2; p = strstr(p, "\r\n") + 2) {
        if (strncasecmp(p, name, n) == 0 && p[n] == ':') {
            const char *end = strstr(p, "\r\n");
            snprintf(value, sizeof value, "%.*s", (int)(end - p - (ptrdiff_t)n - 2), p + n + 2);
        }
    }
    return value;
}

json_t *live_json(const char *answer)
{
    json_t *j = json_loads(live_body(answer), JSON_REJECT_DUPLICATES, NULL);
    if (!j)
        fail_msg("no JSON: %s", answer);
    return j;
}
