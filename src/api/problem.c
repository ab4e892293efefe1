/* SPDX-License-Identifier: Apache-2.0 */
/* Errors of the API, RFC 9457. */
#include "codec/codec.h"

#include "api_int.h"

struct problem {
    const char *code;
    enum api_word_id word;
};
/* Sorted by code. Codes that are rules of the check have their words there (rules.def). */
static const struct problem PROBLEMS[] = {
    {"bad-request", API_W_bad_request},
    {"body-refused", API_W_body_refused},
    {"body-too-large", API_W_body_too_large},
    {"busy", API_W_busy},
    {"expectation", API_W_expectation},
    {"full", API_W_full},
    {"gone", API_W_gone},
    {"head-too-large", API_W_head_too_large},
    {"idempotency-key", API_W_idempotency_key},
    {"internal", API_W_internal},
    {"key-transport", API_W_key_transport},
    {"length-required", API_W_length_required},
    {"media-type", API_W_media_type},
    {"method-not-allowed", API_W_method_not_allowed},
    {"not-found", API_W_not_found},
    {"repeated-parameter", API_W_repeated_parameter},
    {"too-many-rows", API_W_too_many_rows},
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

/* A rule's words without a case: … where the case would speak. */
static bool rule_title(struct str code, enum lang lang, struct arena *a, struct str *out)
{
    struct finding one = {.rule = str_z(a, code), .args = {STR("…"), STR("…"), STR("…")}};
    struct buf words = {0};
    if (!finding_rule_known(one.rule))
        return false;
    finding_message(&one, lang, &words);
    *out = str_dup(a, buf_view(&words));
    buf_free(&words);
    return true;
}

bool site_problem(struct str code, enum lang lang, struct arena *a, struct site_problem *out)
{
    const struct advice *advice = NULL;
    bool known = false;
    *out = (struct site_problem){0};
    for (size_t i = 0; i < sizeof PROBLEMS / sizeof *PROBLEMS && !known; i++)
        if (str_is(code, PROBLEMS[i].code)) {
            out->title = str_of(api_word(lang, PROBLEMS[i].word));
            known = true;
        }
    known = known || rule_title(code, lang, a, &out->title);
    if (known && finding_advice(code, &advice)) {
        out->advice = str_of(lang == LANG_EN ? advice->en : advice->zh);
        out->source = str_of(advice->source);
    }
    return known;
}

static bool is_reading(const struct http_request *q)
{
    return str_is(http_method(q), "GET") || str_is(http_method(q), "HEAD");
}

/* Other sites may read what anonymous readers may; what a key opens is not for them. */
void api_written(const struct http_request *q, struct http_answer *out)
{
    enum lang lang = api_lang(q);
    out->content_type = "application/json";
    out->cache = "no-store";
    out->language = lang == LANG_EN ? STR("en") : STR("zh-Hans");
    out->noindex = true;
}

static void error_put(const struct finding *x, enum lang lang, struct buf *b)
{
    struct buf words = {0};
    finding_message(x, lang, &words);
    buf_char(b, '{');
    if (x->line)
        json_put_int(b, "line", x->line);
    if (x->pointer.n)
        json_put_text(b, "pointer", x->pointer);
    json_put_text(b, "rule", str_of(x->rule));
    json_put_text(b, "message", buf_view(&words));
    json_put_text(b, "suggestion", finding_suggestion(x, lang));
    buf_char(b, '}');
    buf_free(&words);
}

static void errors_put(const struct findings *f, enum lang lang, struct buf *b)
{
    enum { SAID = 1000 };
    json_put_name(b, "errors");
    buf_char(b, '[');
    for (size_t i = 0, n = 0; f && i < findings_kept(f) && n < SAID; i++) {
        if (findings_get(f, i)->level != FINDING_ERROR)
            continue;
        if (n++)
            buf_char(b, ',');
        error_put(findings_get(f, i), lang, b);
    }
    buf_char(b, ']');
}

static void problem(const struct http_request *q, int status, struct str code, struct str detail,
                    const struct findings *f, struct http_answer *out)
{
    enum lang lang = api_lang(q);
    struct arena *a = http_arena(q);
    struct buf *b = &out->body;
    struct site_problem about;
    buf_clear(b);
    api_written(q, out);
    out->status = status;
    out->content_type = "application/problem+json";
    out->etag = out->link = out->location = STR_NONE;
    out->any_origin = is_reading(q);
    out->retry_after_s = status == 503 || status == 507 ? 5 : 0;
    struct str page = str_is(code, "conflict") && status == 409 ? STR("submission-reused") : code;
    if (!site_problem(page, lang, a, &about))
        about.title = str_of(api_word(lang, API_W_bad_request));
    buf_char(b, '{');
    json_put_text(b, "type", str_printf(a, "%s/problems/%.*s", lang == LANG_EN ? "/en" : "", STR_FMT(page)));
    json_put_text(b, "title", about.title);
    json_put_int(b, "status", status);
    if (detail.n)
        json_put_text(b, "detail", detail);
    json_put_text(b, "instance", site_path(q));
    json_put_text(b, "code", code);
    json_put_text(b, "request_id", http_id(q));
    errors_put(f, lang, b);
    buf_char(b, '}');
}

void api_problem(const struct http_request *q, int status, struct str code, struct str detail, struct http_answer *out)
{
    problem(q, status, code, detail, NULL, out);
}

void api_refusal(const struct http_request *q, int status, struct str code, const struct findings *f,
                 struct http_answer *out)
{
    struct buf words = {0};
    for (size_t i = 0; i < findings_kept(f) && !words.n; i++)
        if (findings_get(f, i)->level == FINDING_ERROR)
            finding_message(findings_get(f, i), api_lang(q), &words);
    problem(q, status, code, buf_view(&words), f, out);
    buf_free(&words);
}

void api_error(const struct http_request *q, const struct err *e, struct http_answer *out)
{
    int status = http_status_of(e->kind);
    bool is_ours = status >= 500;
    if (is_ours)
        log_event(LOG_ERROR, "api.error", "request=%.*s kind=%s why=\"%s\"", STR_FMT(http_id(q)),
                  err_kind_name(e->kind), e->msg);
    struct str code = status == 503   ? STR("busy")
                      : status == 507 ? STR("full")
                      : is_ours       ? STR("internal")
                                      : STR("bad-request");
    api_problem(q, status, code, is_ours ? STR_NONE : str_of(e->msg), out);
}

void api_fail(const struct site *s, const struct http_request *q, int status, const char *code, struct http_answer *out)
{
    (void)s;
    api_problem(q, status, str_of(code), STR_NONE, out);
}
