/* SPDX-License-Identifier: Apache-2.0 */
/* What both doors share: a reader a thread, the ask of a request, the tag of an answer. */
#include "api_int.h"

void *site_thread_start(void *context)
{
    const struct site *s = context;
    struct site_thread *t = mem_alloc(sizeof *t);
    struct err e = {0};
    t->cache = answer_cache_new();
    if (!store_open_reader(s->dir, &t->store, &e))
        log_event(LOG_ERROR, "site.reader", "why=\"%s\"", e.msg);
    lease_join(s->leases, t);
    return t;
}

void site_thread_end(void *context, void *thread)
{
    const struct site *s = context;
    struct site_thread *t = thread;
    if (!t)
        return;
    lease_leave(s->leases, t);
    store_close(t->store);
    answer_cache_free(t->cache);
    mem_free(t);
}

static bool read_as_of(const struct http_request *q, enum lang lang, struct reg_when *when, struct err *e)
{
    struct str text = http_param(q, "as_of");
    struct day d;
    if (!text.n)
        return text.p ? ERR(e, ERR_INVALID, "%s", api_word(lang, API_W_bad_as_of)) : true;
    if (!day_parse(text, &d) || d.n > when->today.n)
        return ERR(e, ERR_INVALID, "%s", api_word(lang, API_W_bad_as_of));
    when->as_of = d;
    return true;
}

static bool read_known_at(const struct http_request *q, enum lang lang, struct instant now, struct reg_when *when,
                          struct err *e)
{
    struct str text = http_param(q, "known_at");
    struct instant t;
    if (!text.p)
        return true;
    if (!instant_parse(text, &t) || t.s <= 0)
        return ERR(e, ERR_INVALID, "%s", api_word(lang, API_W_bad_known_at));
    if (t.s < now.s) /* what will be known is not: a later instant is now */
        when->known = t;
    return true;
}

bool site_ask(const struct site *s, const struct http_request *q, enum lang lang, struct view_ask *out, struct err *e)
{
    struct site_thread *t = http_thread(q);
    struct instant now = s->now(s);
    struct day today = day_of_instant(now);
    struct view_ask ask = {.catalog = s->catalog,
                           .keys = &s->keys,
                           .now = now,
                           .who = VIEW_PUBLIC,
                           .lang = lang,
                           .when = {.today = today, .as_of = today}};
    if (!read_as_of(q, lang, &ask.when, e) || !read_known_at(q, lang, now, &ask.when, e))
        return false;
    if (!t)
        return ERR(e, ERR_BUSY, "the register cannot be read");
    if (!t->store && !store_open_reader(s->dir, &t->store, e)) /* it may have been made since */
        return false;
    if (!lease_take(s, t, e))
        return false;
    ask.store = t->store;
    ask.feed = t->seq;
    ask.feed_at = t->at;
    *out = ask;
    return true;
}

void site_done(const struct site *s, const struct http_request *q, struct view_ask *ask)
{
    if (ask->store)
        lease_give(s, http_thread(q));
    ask->store = NULL;
}

struct str site_etag(const struct view_ask *ask, struct arena *a)
{
    int64_t seq;
    struct instant at;
    char day[DAY_CHARS];
    if (!view_ask_feed(ask, &seq, &at, NULL))
        return STR_NONE;
    return str_printf(a, "%lld.%s.%s", (long long)seq, day_format(ask->when.today, day),
                      ask->lang == LANG_EN ? "en" : "zh");
}

bool site_moved(const struct view_ask *ask, const struct http_request *q, bool *moved, struct http_answer *out,
                struct err *e)
{
    static const struct str ENTITIES = {"/entities/", sizeof "/entities/" - 1};
    struct str *codes, path = http_path(q), query = site_query(q);
    size_t n;
    *moved = false;
    if (!view_old_number(ask, http_segment(q, "uscc"), http_arena(q), &codes, &n, e))
        return false;
    if (n != 1) /* of several, none is meant more than the others */
        return true;
    size_t from = (size_t)str_find(path, ENTITIES) + ENTITIES.n, to = from;
    while (to < path.n && path.p[to] != '/')
        to++;
    out->status = 308;
    out->noindex = true;
    out->location = str_printf(http_arena(q), "%.*s%.*s%.*s%s%.*s", (int)from, path.p, STR_FMT(codes[0]),
                               (int)(path.n - to), path.p + to, query.n ? "?" : "", STR_FMT(query));
    *moved = true;
    return true;
}

/* Feed and day are part of the key: an answer can only be found while it is still true. */
static struct str kept_key(const struct site *s, const struct http_request *q, enum lang lang)
{
    struct {
        int64_t feed;
        int32_t day, lang;
    } head = {s->feed(s), day_of_instant(s->now(s)).n, (int32_t)lang};
    struct str path = http_path(q), query = http_query(q);
    char *p = arena_alloc(http_arena(q), sizeof head + path.n + 1 + query.n);
    memcpy(p, &head, sizeof head);
    memcpy(p + sizeof head, path.p, path.n);
    p[sizeof head + path.n] = '?';
    if (query.n)
        memcpy(p + sizeof head + path.n + 1, query.p, query.n);
    return str_n(p, sizeof head + path.n + 1 + query.n);
}

bool site_kept(const struct site *s, const struct http_request *q, enum lang lang, struct http_answer *out)
{
    struct site_thread *t = http_thread(q);
    return t && answer_cache_get(t->cache, kept_key(s, q, lang), http_arena(q), out);
}

void site_keep(const struct site *s, const struct http_request *q, enum lang lang, const struct http_answer *out)
{
    struct site_thread *t = http_thread(q);
    if (t && out->status == 200 && out->etag.n)
        answer_cache_put(t->cache, kept_key(s, q, lang), out);
}
