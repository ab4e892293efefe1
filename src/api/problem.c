/* SPDX-License-Identifier: Apache-2.0 */
/* Errors of the API, RFC 9457. */
#include "codec/codec.h"

#include "api_int.h"

struct problem {
    const char *code;
    enum api_word_id word;
};
/* Sorted by code. */
static const struct problem PROBLEMS[] = {
    {"bad-request", API_W_bad_request},
    {"body-refused", API_W_body_refused},
    {"busy", API_W_busy},
    {"gone", API_W_gone},
    {"head-too-large", API_W_head_too_large},
    {"internal", API_W_internal},
    {"method-not-allowed", API_W_method_not_allowed},
    {"not-found", API_W_not_found},
    {"repeated-parameter", API_W_repeated_parameter},
    {"unknown-parameter", API_W_unknown_parameter},
    {"url-too-long", API_W_url_too_long},
};

const char *api_word(enum lang lang, enum api_word_id id)
{
    return lang == LANG_EN ? API_WORDS[id].en : API_WORDS[id].zh;
}

enum lang api_lang(const struct http_request *q)
{
    struct str want = str_trim(http_header(q, "Accept-Language"));
    ptrdiff_t en = str_find(want, STR("en")), zh = str_find(want, STR("zh"));
    return en >= 0 && (zh < 0 || en < zh) ? LANG_EN : LANG_ZH;
}

static struct str title_of(struct str code, enum lang lang)
{
    for (size_t i = 0; i < sizeof PROBLEMS / sizeof *PROBLEMS; i++)
        if (str_is(code, PROBLEMS[i].code))
            return str_of(api_word(lang, PROBLEMS[i].word));
    return str_of(api_word(lang, API_W_bad_request));
}

void api_name(struct buf *out, const char *name)
{
    char last = out->n ? out->p[out->n - 1] : '{';
    if (last != '{' && last != '[')
        buf_char(out, ',');
    buf_printf(out, "\"%s\":", name);
}

void api_text(struct buf *out, const char *name, struct str s)
{
    api_name(out, name);
    if (s.n)
        json_put_string(out, s);
    else
        buf_z(out, "null");
}

void api_int(struct buf *out, const char *name, int64_t v)
{
    api_name(out, name);
    buf_i64(out, v);
}

void api_instant(struct buf *out, const char *name, struct instant t)
{
    char text[INSTANT_CHARS];
    api_text(out, name, t.s ? str_of(instant_format(t, text)) : STR_NONE);
}

void api_problem(const struct http_request *q, int status, struct str code, struct str detail, struct http_answer *out)
{
    enum lang lang = api_lang(q);
    struct arena *a = http_arena(q);
    struct buf *b = &out->body;
    buf_clear(b);
    out->status = status;
    out->content_type = "application/problem+json";
    out->cache = "no-store";
    out->etag = out->link = STR_NONE;
    out->language = lang == LANG_EN ? STR("en") : STR("zh-Hans");
    out->any_origin = out->noindex = true;
    out->retry_after_s = status == 503 ? 5 : 0;
    buf_char(b, '{');
    api_text(b, "type", str_printf(a, "/about#%.*s", STR_FMT(code)));
    api_text(b, "title", title_of(code, lang));
    api_int(b, "status", status);
    if (detail.n)
        api_text(b, "detail", detail);
    api_text(b, "instance", site_path(q));
    api_text(b, "code", code);
    api_text(b, "request_id", http_id(q));
    buf_z(b, ",\"errors\":[]}");
}

void api_error(const struct http_request *q, const struct err *e, struct http_answer *out)
{
    int status = http_status_of(e->kind);
    bool is_ours = status >= 500;
    if (is_ours)
        log_event(LOG_ERROR, "api.error", "request=%.*s kind=%s why=\"%s\"", STR_FMT(http_id(q)),
                  err_kind_name(e->kind), e->msg);
    struct str code = status == 503 ? STR("busy") : is_ours ? STR("internal") : STR("bad-request");
    api_problem(q, status, code, is_ours ? STR_NONE : str_of(e->msg), out);
}

void api_fail(const struct site *s, const struct http_request *q, int status, const char *code, struct http_answer *out)
{
    (void)s;
    api_problem(q, status, str_of(code), STR_NONE, out);
}
