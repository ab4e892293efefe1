/* SPDX-License-Identifier: Apache-2.0 */
/* From a request to a page: language by address, snapshot, tag, errors in words. */
#include "portal_int.h"

static bool is_english(struct str path)
{
    return str_starts(path, STR("/en/")) || str_is(path, "/en");
}

static struct str with_query(struct arena *a, const char *prefix, struct str path, struct str query)
{
    return str_printf(a, "%s%.*s%s%.*s", prefix, STR_FMT(path), query.n ? "?" : "", STR_FMT(query));
}

static struct page page_open(const struct site *s, const struct http_request *q, struct http_answer *out)
{
    struct arena *a = http_arena(q);
    struct str path = site_path(q), query = site_query(q);
    struct page pg = {
        .out = &out->body, .a = a, .site = s, .q = q, .lang = is_english(http_path(q)) ? LANG_EN : LANG_ZH};
    pg.path = is_english(path) ? str_n(path.p + 3, path.n - 3) : path;
    if (!pg.path.n)
        pg.path = STR("/");
    pg.zh = with_query(a, "", pg.path, query);
    pg.en = with_query(a, "/en", pg.path, query);
    pg.here = pg.lang == LANG_EN ? pg.en : pg.zh;
    return pg;
}

/* What every page carries, whatever became of it. */
static void page_close(struct page *pg, struct http_answer *out)
{
    out->content_type = "text/html; charset=utf-8";
    out->language = page_lang_tag(pg->lang);
    out->noindex = pg->noindex;
}

void page_fail(struct page *pg, struct http_answer *out, int status, enum portal_word_id title,
               enum portal_word_id words)
{
    buf_clear(&out->body);
    out->status = status;
    out->cache = NULL;
    out->etag = out->link = STR_NONE;
    pg->title = page_say(pg, title);
    pg->noindex = true;
    tpl_error(pg, status, page_say(pg, words));
    page_close(pg, out);
}

static void page_error(struct page *pg, const struct err *e, struct http_answer *out)
{
    int status = http_status_of(e->kind);
    if (status >= 500) {
        log_event(LOG_ERROR, "portal.error", "request=%.*s kind=%s why=\"%s\"", STR_FMT(http_id(pg->q)),
                  err_kind_name(e->kind), e->msg);
        page_fail(pg, out, status, PORTAL_W_error_server, PORTAL_W_error_server_words);
        out->retry_after_s = status == 503 ? 5 : 0;
        return;
    }
    page_fail(pg, out, status, PORTAL_W_error_request, PORTAL_W_error_request_words);
}

static void alternates(struct page *pg, struct http_answer *out)
{
    struct buf b = {0};
    if (pg->json.n)
        buf_printf(&b, "<%.*s>; rel=\"alternate\"; type=\"application/json\", ", STR_FMT(pg->json));
    buf_printf(&b, "<%.*s>; rel=\"alternate\"; hreflang=\"%s\"", STR_FMT(pg->lang == LANG_EN ? pg->zh : pg->en),
               pg->lang == LANG_EN ? "zh-Hans" : "en");
    out->link = str_dup(pg->a, buf_view(&b));
    buf_free(&b);
}

void page_serve(void *context, const struct http_request *q, struct http_answer *out, page_fn write)
{
    const struct site *s = context;
    struct page pg = page_open(s, q, out);
    struct view_ask ask = {0};
    struct err e = {0};
    int64_t feed;
    if (site_kept(s, q, pg.lang, out))
        return;
    bool ok = site_ask(s, q, pg.lang, &ask, &e);
    pg.ask = &ask;
    out->cache = "no-cache";
    if (ok) {
        out->etag = site_etag(&ask, pg.a);
        ok = view_ask_feed(&ask, &feed, &pg.known_at, &e) && write(&pg, out, &e);
    }
    site_done(s, q, &ask);
    if (!ok) {
        page_error(&pg, &e, out);
        return;
    }
    page_close(&pg, out);
    if (out->status != 200)
        return;
    alternates(&pg, out);
    site_keep(s, q, pg.lang, out);
}

void portal_fail(const struct site *s, const struct http_request *q, int status, const char *code,
                 struct http_answer *out)
{
    static const struct {
        int status;
        enum portal_word_id title, words;
    } rows[] = {{404, PORTAL_W_error_none, PORTAL_W_error_none_words},
                {405, PORTAL_W_error_method, PORTAL_W_error_method_words},
                {414, PORTAL_W_error_long, PORTAL_W_error_long_words}};
    struct page pg = page_open(s, q, out);
    enum portal_word_id title = status >= 500 ? PORTAL_W_error_server : PORTAL_W_error_request;
    enum portal_word_id words = status >= 500 ? PORTAL_W_error_server_words : PORTAL_W_error_request_words;
    (void)code;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].status == status) {
            title = rows[i].title;
            words = rows[i].words;
        }
    page_fail(&pg, out, status, title, words);
}
