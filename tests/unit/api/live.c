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

static void fail_page(void *context, const struct http_request *q, int status, const char *code,
                      struct http_answer *out)
{
    (str_starts(http_path(q), STR("/api")) ? api_fail : portal_fail)(context, q, status, code, out);
}

int live_open(void **state)
{
    static const struct http_route *const tables[] = {api_routes, portal_routes, NULL};
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
    struct http_options o = {.listen = "127.0.0.1:0",
                             .tables = tables,
                             .context = &l->site,
                             .thread_start = site_thread_start,
                             .thread_end = site_thread_end,
                             .fail = fail_page};
    if (!http_start(&o, &l->server, &e))
        fail_msg("%s", e.msg);
    *state = l;
    return 0;
}

int live_close(void **state)
{
    struct live *l = *state;
    void *bench = l->bench;
    http_stop(l->server);
    store_close(l->reader);
    catalog_free(l->catalog);
    bench_close(&bench);
    free(l->answer);
    free(l);
    return 0;
}

static char *ask(int port, const char *text)
{
    struct sockaddr_in to = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int s = socket(AF_INET, SOCK_STREAM, 0);
    size_t n = 0, cap = 1 << 20;
    char *out = malloc(cap);
    ssize_t got;
    assert_int_equal(connect(s, (struct sockaddr *)&to, sizeof to), 0);
    assert_int_equal(send(s, text, strlen(text), MSG_NOSIGNAL), (ssize_t)strlen(text));
    while (n + 1 < cap && (got = recv(s, out + n, cap - 1 - n, 0)) > 0)
        n += (size_t)got;
    out[n] = 0;
    close(s);
    return out;
}

const char *live_get(struct live *l, const char *headers, const char *fmt, ...)
{
    char path[4096], text[8192];
    va_list args;
    va_start(args, fmt);
    vsnprintf(path, sizeof path, fmt, args);
    va_end(args);
    snprintf(text, sizeof text, "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%s\r\n", path, headers);
    free(l->answer);
    l->answer = ask(http_port(l->server), text);
    return l->answer;
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
