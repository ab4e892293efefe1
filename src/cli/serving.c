/* SPDX-License-Identifier: Apache-2.0 */
/* One process that writes and answers: the act server, the pages, the JSON, until somebody says stop. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/cli_int.h"
#include "portal/portal.h"

static struct instant serving_now(const struct site *site)
{
    return act_server_now(site->acts);
}

static int64_t serving_feed(const struct site *site)
{
    return act_server_feed(site->acts);
}

static void serving_fail(void *context, const struct http_request *q, int status, const char *code,
                         struct http_answer *out)
{
    bool api = str_starts(http_path(q), STR("/api"));
    (api ? api_fail : portal_fail)(context, q, status, code, out);
}

static bool site_open(const struct cli *c, const char *dir, struct site *site, struct err *e)
{
    struct store *reader = NULL;
    struct register_info info;
    struct catalog *catalog = NULL;
    bool ok =
        store_open_reader(dir, &reader, e) && keys_load(dir, false, &site->keys, e) && act_info(dir, reader, &info, e);
    if (ok && c->now.s && !info.rehearsal)
        ok = ERR(e, ERR_INVALID, "--now is for rehearsal registers only");
    ok = ok && act_catalog(dir, reader, day_of_instant(c->now.s ? c->now : info.clock), &catalog, e);
    if (ok) {
        site->dir = dir;
        site->catalog = catalog;
        site->rehearsal = info.rehearsal;
        site->invented = catalog_jurisdiction(catalog)->invented;
        site->now = serving_now;
        site->feed = serving_feed;
        api_describe(catalog, &site->description);
        site->behind_proxy = opt_flag(c, "behind-proxy");
    }
    store_close(reader);
    return ok;
}

static const char *url_of(const struct cli *c, const char *listen, int port)
{
    const char *colon = strrchr(listen, ':');
    struct str host = colon ? str_n(listen, (size_t)(colon - listen)) : str_of(listen);
    if (!host.n || str_is(host, "0.0.0.0"))
        host = STR("127.0.0.1");
    return str_z(c->a, str_printf(c->a, "http://%.*s:%d/", STR_FMT(host), port));
}

static void banner(const struct cli *c, const char *dir, const char *url)
{
    char real[4096]; /* PATH_MAX, as realpath demands */
    printf("%s\n", url);
    fflush(stdout);
    tell(c, "数据：%s", "data: %s", realpath(dir, real) ? real : dir);
    tell(c, "停止：按 Ctrl-C，或 kill %ld", "stop: Ctrl-C, or kill %ld", (long)getpid());
}

/* Blocks the two signals in every thread made from here on; wait_for_stop takes them. */
static sigset_t stop_signals_block(void)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    signal(SIGPIPE, SIG_IGN);
    return set;
}

bool serve_until_told(const struct cli *c, const char *dir, const char *listen,
                      void (*intro)(const struct cli *c, const char *url, void *context), void *context, struct err *e)
{
    static const struct http_route *const tables[] = {api_routes, filing_routes, portal_routes, NULL};
    struct site site = {0};
    struct http_server *http = NULL;
    sigset_t stop = stop_signals_block();
    struct writer_options w = {.now = c->now};
    int64_t per_address = 0; /* the listener's own */
    bool ok = opt_int(c, "per-address", 1, 2000, &per_address, e) && site_open(c, dir, &site, e) &&
              act_server_start(dir, &w, &site.acts, e) && batches_start(&site, &site.batches, e);
    site.leases = ok ? site_leases_new() : NULL;
    struct http_options o = {.listen = listen,
                             .tables = tables,
                             .context = &site,
                             .thread_start = site_thread_start,
                             .thread_end = site_thread_end,
                             .fail = serving_fail,
                             .per_address = (int)per_address};
    ok = ok && http_start(&o, &http, e);
    if (ok) {
        const char *url = url_of(c, listen, http_port(http));
        banner(c, dir, url);
        if (intro)
            intro(c, url, context);
        int got;
        sigwait(&stop, &got);
        tell(c, "正在停止…", "stopping …");
    }
    http_stop(http);
    batches_stop(site.batches);
    site_leases_free(site.leases);
    act_server_stop(site.acts);
    buf_free(&site.description);
    catalog_free((struct catalog *)site.catalog);
    mem_wipe(&site.keys, sizeof site.keys);
    return ok;
}
