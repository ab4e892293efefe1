/* SPDX-License-Identifier: Apache-2.0 */
/* constant PORT BYTES: the same server room returning a constant of that size at /constant: what the listener alone can do. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "http/http.h"

static size_t size;

static void answer(void *context, const struct http_request *q, struct http_answer *out)
{
    (void)context;
    (void)q;
    out->status = 200;
    out->content_type = "application/json";
    out->cache = "no-cache";
    buf_reserve(&out->body, size);
    memset(out->body.p, 'x', size);
    out->body.n = size;
    out->etag = STR("constant");
}

static void fail_page(void *context, const struct http_request *q, int status, const char *code, struct http_answer *out)
{
    (void)context;
    (void)q;
    out->status = status;
    out->content_type = "text/plain";
    buf_z(&out->body, code);
}

int main(int argc, char **argv)
{
    static const struct http_route routes[] = {{"GET", "/constant", NULL, answer}, {0}};
    static const struct http_route *const tables[] = {routes, NULL};
    char listen[64];
    struct http_server *server;
    struct err e;
    if (argc < 3)
        return 2;
    snprintf(listen, sizeof listen, "127.0.0.1:%s", argv[1]);
    size = (size_t)atol(argv[2]);
    struct http_options o = {.listen = listen, .tables = tables, .fail = fail_page};
    if (!http_start(&o, &server, &e)) {
        fprintf(stderr, "constant: %s\n", e.msg);
        return 1;
    }
    pause();
    return 0;
}
