/* SPDX-License-Identifier: Apache-2.0 */
/* The JSON twins of the public pages, and the state of the service. */
#include "codec/codec.h"

#include "api_int.h"

static const char JSON_TYPE[] = "application/json";

struct str api_page_link(const struct http_request *q)
{
    struct str path = http_path(q), rest = str_n(path.p + sizeof "/api/v1" - 1, path.n - sizeof "/api/v1" + 1);
    struct str query = site_query(q);
    return str_printf(http_arena(q), "<%.*s%s%.*s>; rel=\"alternate\"; type=\"text/html\"; hreflang=\"zh-Hans\"",
                      STR_FMT(rest), query.n ? "?" : "", STR_FMT(query));
}

void api_json_answer(const struct http_request *q, const struct view_ask *ask, struct http_answer *out)
{
    out->content_type = JSON_TYPE;
    out->cache = "no-cache";
    out->etag = site_etag(ask, http_arena(q));
    out->noindex = out->any_origin = true;
}

void api_with_ask(void *context, const struct http_request *q, struct http_answer *out, api_answer_fn answer)
{
    const struct site *s = context;
    enum lang lang = api_lang(q);
    struct view_ask ask = {0};
    struct err e = {0};
    if (site_kept(s, q, lang, out))
        return;
    bool ok = site_ask(s, q, lang, &ask, &e);
    ask.lean = true;
    if (ok)
        ok = answer(&ask, q, out, &e);
    if (!ok)
        api_error(q, &e, out);
    else if (out->status == 200)
        site_keep(s, q, lang, out);
    site_done(s, q, &ask);
}

static bool find_entity(const struct view_ask *ask, const struct http_request *q, struct http_answer *out, bool *found,
                        struct view_entity *x, struct err *e)
{
    bool moved;
    if (site_is_person_number(http_segment(q, "uscc")))
        return ERR(e, ERR_INVALID, "%s", api_word(ask->lang, API_W_bad_person));
    if (!view_entity(ask, http_segment(q, "uscc"), http_arena(q), found, x, e))
        return false;
    if (*found)
        return true;
    if (!site_moved(ask, q, &moved, out, e))
        return false;
    if (moved)
        out->any_origin = true;
    else
        api_problem(q, 404, STR("not-found"), STR_NONE, out);
    return true;
}

static bool answer_entity(const struct view_ask *ask, const struct http_request *q, struct http_answer *out,
                          struct err *e)
{
    struct view_entity x;
    bool found;
    if (!find_entity(ask, q, out, &found, &x, e) || !found)
        return !e->kind;
    api_json_answer(q, ask, out);
    out->link = api_page_link(q);
    view_entity_json(&x, &out->body);
    return true;
}

static bool answer_records(const struct view_ask *ask, const struct http_request *q, struct http_answer *out,
                           struct err *e)
{
    struct view_entity x;
    bool found;
    if (!find_entity(ask, q, out, &found, &x, e) || !found)
        return !e->kind;
    struct buf *b = &out->body;
    api_json_answer(q, ask, out);
    buf_z(b, "{");
    json_put_text(b, "uscc", x.uscc);
    json_put_name(b, "records");
    buf_char(b, '[');
    for (size_t i = 0; i < x.n_records; i++) {
        if (i)
            buf_char(b, ',');
        view_record_json(&x.records[i], b);
    }
    buf_z(b, "]}");
    return true;
}

static void answer_gone(const struct http_request *q, const struct view_withdrawn *gone, struct http_answer *out)
{
    char day[DAY_CHARS];
    api_problem(q, 410, STR("gone"), STR_NONE, out);
    struct buf *b = &out->body;
    b->n--; /* before the closing brace */
    json_put_text(b, "reason", gone->reason);
    json_put_text(b, "withdrawn_on", str_of(day_format(gone->on, day)));
    buf_char(b, '}');
}

static bool answer_record(const struct view_ask *ask, const struct http_request *q, struct http_answer *out,
                          struct err *e)
{
    struct view_case x;
    struct view_withdrawn gone;
    enum view_gone there;
    if (!view_case(ask, http_segment(q, "id"), http_arena(q), &there, &x, &gone, e))
        return false;
    if (there == VIEW_WITHDRAWN) {
        answer_gone(q, &gone, out);
        return true;
    }
    if (there == VIEW_UNKNOWN) {
        api_problem(q, 404, STR("not-found"), STR_NONE, out);
        return true;
    }
    api_json_answer(q, ask, out);
    out->link = api_page_link(q);
    view_case_json(&x, &out->body);
    return true;
}

static void put_hit(const struct view_ask *ask, const struct http_request *q, const struct search_hit *h, struct buf *b)
{
    struct str id, text;
    view_hit_feature(h, ask->lang, http_arena(q), &id, &text);
    view_hit_json(h, b);
    b->n--; /* before the closing brace */
    json_put_name(b, "features");
    buf_z(b, "[{");
    json_put_text(b, "id", STR("match"));
    json_put_text(b, "value", id);
    json_put_text(b, "text", text);
    buf_z(b, "}]}");
}

static void put_page(const struct view_ask *ask, const struct http_request *q, const struct view_search *r,
                     struct str next, struct http_answer *out)
{
    struct buf *b = &out->body;
    buf_char(b, '{');
    json_put_text(b, "query", r->result.cleaned);
    json_put_name(b, "total");
    buf_printf(b, "{\"value\":%lld,\"relation\":\"%s\"}", (long long)r->result.total, r->result.partial ? "gte" : "eq");
    json_put_name(b, "partial");
    buf_z(b, r->result.partial ? "true" : "false");
    json_put_name(b, "results");
    buf_char(b, '[');
    for (size_t i = 0; i < r->result.n; i++) {
        if (i)
            buf_char(b, ',');
        put_hit(ask, q, &r->result.hits[i], b);
    }
    buf_char(b, ']');
    json_put_text(b, "next", next);
    buf_char(b, '}');
}

static bool answer_search(const struct view_ask *ask, const struct http_request *q, struct http_answer *out,
                          struct err *e)
{
    struct arena *a = http_arena(q);
    struct str query = http_param(q, "q");
    struct view_search r;
    size_t offset, limit;
    if (site_is_person_number(query))
        return ERR(e, ERR_INVALID, "%s", api_word(ask->lang, API_W_bad_person));
    if (str_utf8_len(query) > SEARCH_MAX_QUERY_CHARS)
        return ERR(e, ERR_INVALID, "%s", api_word(ask->lang, API_W_bad_query));
    if (!site_paging(q, query, &offset, &limit, e) || !view_search(ask, query, offset, limit, a, &r, e))
        return false;
    struct str next = site_next_cursor(query, &r, offset, limit, a);
    api_json_answer(q, ask, out);
    put_page(ask, q, &r, next, out);
    if (next.n)
        out->link = str_printf(a, "</api/v1/search?limit=%zu&cursor=%.*s>; rel=\"next\"", limit, STR_FMT(next));
    return true;
}

static void put_filings(const struct reg_filing *f, size_t n, struct buf *b)
{
    json_put_name(b, "agencies");
    buf_char(b, '[');
    for (size_t i = 0; i < n;) {
        int64_t records = 0;
        struct instant last = {0};
        size_t first = i;
        for (; i < n && str_eq(f[i].agency, f[first].agency); i++) {
            records += f[i].records;
            last = f[i].last.s > last.s ? f[i].last : last;
        }
        if (first)
            buf_char(b, ',');
        buf_char(b, '{');
        json_put_text(b, "agency", f[first].agency);
        json_put_int(b, "records", records);
        json_put_instant(b, "last_filed_at", last);
        buf_char(b, '}');
    }
    buf_char(b, ']');
}

static bool answer_status(const struct view_ask *ask, const struct http_request *q, struct http_answer *out,
                          struct err *e)
{
    struct arena *a = http_arena(q);
    struct reg_counts c;
    struct reg_filing *f;
    size_t n;
    int64_t feed, searchable;
    struct instant at;
    if (!view_ask_feed(ask, &feed, &at, e) || !search_position(ask->store, &searchable, e) ||
        !registry_counts(ask->store, &c, e) || !registry_filings(ask->store, a, &f, &n, e))
        return false;
    api_json_answer(q, ask, out);
    struct buf *b = &out->body;
    buf_char(b, '{');
    json_put_int(b, "feed", feed);
    json_put_instant(b, "last_act_at", at);
    json_put_int(b, "searchable", searchable);
    json_put_int(b, "entities", c.entities);
    json_put_int(b, "records", c.records);
    put_filings(f, n, b);
    buf_char(b, '}');
    return true;
}

static bool answer_ready(const struct view_ask *ask, const struct http_request *q, struct http_answer *out,
                         struct err *e)
{
    int64_t feed;
    struct instant at;
    (void)q;
    if (!view_ask_feed(ask, &feed, &at, e))
        return false;
    buf_z(&out->body, "ready\n");
    return true;
}

static void get_entity(void *context, const struct http_request *q, struct http_answer *out)
{
    api_with_ask(context, q, out, answer_entity);
}
static void get_records(void *context, const struct http_request *q, struct http_answer *out)
{
    api_with_ask(context, q, out, answer_records);
}
static void get_record(void *context, const struct http_request *q, struct http_answer *out)
{
    api_with_ask(context, q, out, answer_record);
}
static void get_search(void *context, const struct http_request *q, struct http_answer *out)
{
    api_with_ask(context, q, out, answer_search);
}
static void get_status(void *context, const struct http_request *q, struct http_answer *out)
{
    api_with_ask(context, q, out, answer_status);
}
static void get_ready(void *context, const struct http_request *q, struct http_answer *out)
{
    api_with_ask(context, q, out, answer_ready);
}
static void get_health(void *context, const struct http_request *q, struct http_answer *out)
{
    (void)context;
    (void)q;
    buf_z(&out->body, "ok\n");
}

const struct http_route api_routes[] = {
    {"GET", "/api/v1/entities/{uscc}", "as_of known_at", get_entity},
    {"GET", "/api/v1/entities/{uscc}/records", "as_of known_at", get_records},
    {"GET", "/api/v1/records/{id}", "as_of known_at", get_record},
    {"GET", "/api/v1/search", "q limit cursor as_of known_at", get_search},
    {"GET", "/api/v1/lists", "as_of", api_get_lists},
    {"GET", "/api/v1/lists/{id}", "as_of", api_get_list},
    {"GET", "/api/v1/lists/{id}/entries", "after as_of known_at", api_get_entries},
    {"GET", "/api/v1/measures", "as_of", api_get_measures},
    {"GET", "/api/v1/measures/{id}", "as_of", api_get_measure},
    {"GET", "/api/v1/agencies/{id}", "as_of", api_get_agency},
    {"GET", "/api/v1/agencies/{id}/filings", NULL, api_get_filings},
    {"GET", "/api/v1/repair", SITE_REPAIR_PARAMS, api_get_repair},
    {"GET", "/api/v1/repair.ics", SITE_REPAIR_PARAMS, api_get_calendar},
    {"GET", "/api/v1/rules/instruments/{id}", NULL, api_get_instrument},
    {"GET", "/api/openapi.json", NULL, api_get_description},
    {"GET", "/healthz", NULL, get_health},
    {"GET", "/readyz", NULL, get_ready},
    {"GET", "/status.json", NULL, get_status},
    {0},
};
