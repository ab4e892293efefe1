/* SPDX-License-Identifier: Apache-2.0 */
/*
 * POST /api/v1/acts: who it is, then whether there is room, then the body; the writer's answer comes while the
 * connection sleeps. No key, whole or in part, is said back or logged.
 */
#include "codec/codec.h"

#include "filing.h"

#include <strings.h>

enum { IDEMPOTENCY_CHARS = 200 };
static const char REALM[] = "Bearer realm=\"gongshi\"";

/* ---- who it is ---- */

static struct str shown_key(const struct http_request *q)
{
    static const char scheme[] = "Bearer ";
    struct str field = str_trim(http_header(q, "Authorization"));
    if (field.n <= sizeof scheme - 1 || strncasecmp(field.p, scheme, sizeof scheme - 1) != 0)
        return STR_NONE;
    return str_trim(str_n(field.p + sizeof scheme - 1, field.n - sizeof scheme + 1));
}

static bool unknown(const struct http_request *q, const char *code, struct http_answer *out)
{
    bool shown = strcmp(code, "key-missing") != 0;
    api_problem(q, 401, str_of(code), STR_NONE, out);
    out->challenge = str_printf(http_arena(q), "%s%s", REALM, shown ? ", error=\"invalid_token\"" : "");
    return false;
}

/* A filer leaves when its request is over, however that came. */
static void filer_leave(void *load)
{
    const struct filer *f = load;
    if (f->entered)
        act_server_leave(f->site->acts, str_of(f->agency));
}

static bool look_up(const struct site *s, const struct http_request *q, struct access_key *key, bool *fits,
                    struct err *e)
{
    struct site_thread *t = http_thread(q);
    if (!t || !s->acts)
        return ERR(e, ERR_BUSY, "the register cannot be written to");
    if (!t->store && !store_open_reader(s->dir, &t->store, e))
        return false;
    if (!lease_take(s, t, e))
        return false;
    bool ok = access_key_shown(t->store, &s->keys, shown_key(q), http_arena(q), fits, key, e);
    lease_give(s, t);
    return ok;
}

static bool admit(void *context, const struct http_request *q, struct http_answer *out)
{
    const struct site *s = context;
    struct access_key key;
    struct err e = {0};
    bool fits = false;
    if (!shown_key(q).n)
        return unknown(q, "key-missing", out);
    if (!s->behind_proxy && !http_is_near(q)) {
        api_problem(q, 403, STR("key-transport"), STR_NONE, out);
        return false;
    }
    if (!look_up(s, q, &key, &fits, &e)) {
        api_error(q, &e, out);
        return false;
    }
    if (!fits)
        return unknown(q, "key-unknown", out);
    struct filer *f = arena_alloc(http_arena(q), sizeof *f);
    *f = (struct filer){.site = s, .lang = api_lang(q)};
    snprintf(f->agency, sizeof f->agency, "%.*s", STR_FMT(key.agency));
    snprintf(f->key_id, sizeof f->key_id, "%.*s", STR_FMT(key.id));
    http_carry(q, f, filer_leave);
    return true;
}

static bool enter(void *context, const struct http_request *q, struct http_answer *out)
{
    const struct site *s = context;
    struct filer *f = http_load(q);
    f->entered = act_server_enter(s->acts, str_of(f->agency));
    if (!f->entered)
        api_problem(q, 503, STR("busy"), STR_NONE, out);
    return f->entered;
}

struct act_caller filer_caller(const struct filer *f)
{
    return (struct act_caller){.tcp = true, .key_id = str_of(f->key_id)};
}

/* ---- answers ---- */

static int status_of_refusal(struct str rule)
{
    static const struct {
        const char *rule;
        int status;
    } rows[] = {{"key-missing", 401},  {"key-unknown", 401},       {"key-agency", 403},
                {"key-operator", 403}, {"submission-reused", 409}, {"json", 400}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_is(rule, rows[i].rule))
            return rows[i].status;
    return 422;
}

void filing_refused(const struct http_request *q, struct str code, struct str rule, const struct findings *f,
                    struct http_answer *out)
{
    int status = status_of_refusal(rule);
    api_refusal(q, status, code, f, out);
    if (status == 401)
        out->challenge = str_of(REALM);
}

/* The rule behind the code: of a known submission or broken JSON it says more. */
static struct str first_rule(const struct findings *f)
{
    for (size_t i = 0; i < findings_kept(f); i++)
        if (findings_get(f, i)->level == FINDING_ERROR)
            return str_of(findings_get(f, i)->rule);
    return STR_NONE;
}

/* What opened a record has an address; a registration's is that of its entity. */
static struct str location_of(const struct http_request *q, const struct site *s, const struct act_answer *x)
{
    char receipt[RECEIPT_CHARS];
    const struct act_schema *schema = act_schema_of(x->kind);
    if (!schema || !schema->opens || schema->family == FAMILY_REGISTRATION)
        return STR_NONE;
    return str_printf(http_arena(q), "/api/v1/records/%s", receipt_of(&s->keys, x->seq, receipt));
}

/* The writer's own troubles: what the caller can do about them, and nothing of what they were. */
void filing_failed(const struct http_request *q, const struct err *why, struct http_answer *out)
{
    struct err e = *why;
    if (e.kind == ERR_LIMIT) {
        api_problem(q, 413, STR("body-too-large"), STR_NONE, out);
        return;
    }
    if (http_status_of(e.kind) < 500)
        e.kind = ERR_IO;
    api_error(q, &e, out);
}

static void answered(void *context, const struct act_answer *x, const struct findings *f, const struct err *failed)
{
    const struct http_request *q = context;
    const struct filer *who = http_load(q);
    struct http_answer out = {.status = 200};
    if (failed) {
        filing_failed(q, failed, &out);
    } else if (x->status == STATUS_REFUSED) {
        filing_refused(q, str_of(x->code), first_rule(f), f, &out);
    } else {
        api_written(q, &out);
        if (x->status != STATUS_UNCHANGED) {
            out.status = 201;
            out.location = location_of(q, who->site, x);
        }
        act_answer_json(&who->site->keys, x, f, who->lang, &out.body);
    }
    http_finish(q, &out);
}

/* ---- the submission ---- */

/* As it is, or in the quotes of a structured field (RFC 8941). */
static bool key_read(const struct http_request *q, struct str *out)
{
    struct str s = str_trim(http_header(q, "Idempotency-Key"));
    if (!http_header(q, "Idempotency-Key").p)
        return true;
    if (s.n >= 2 && s.p[0] == '"' && s.p[s.n - 1] == '"')
        s = str_n(s.p + 1, s.n - 2);
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] <= 0x20 || s.p[i] >= 0x7f || s.p[i] == '"' || s.p[i] == '\\')
            return false;
    *out = s;
    return s.n && s.n <= IDEMPOTENCY_CHARS && !site_is_person_number(s);
}

bool filing_submission(const struct http_request *q, struct str *out, struct http_answer *refused)
{
    *out = STR_NONE;
    if (key_read(q, out))
        return true;
    api_problem(q, 400, STR("idempotency-key"), STR_NONE, refused);
    return false;
}

/* The act with the header's key as its submission; one that is no object stays as it is, for the check to refuse. */
static bool with_submission(const struct http_request *q, struct str key, struct buf *act, struct http_answer *refused)
{
    json_t *j = NULL;
    struct err why;
    struct str body = http_body(q);
    if (!key.n || !json_read(body, JSON_MAX_BYTES, &j, &why) || !json_is_object(j)) {
        buf_str(act, body);
        json_decref(j);
        return true;
    }
    const json_t *own = json_object_get(j, "submission");
    bool same = !own || (json_is_string(own) && str_eq(str_of(json_string_value(own)), key));
    if (same) {
        json_object_set_new(j, "submission", json_stringn(key.p, key.n));
        json_put_value(j, act);
    } else {
        api_problem(q, 400, STR("idempotency-key"), STR_NONE, refused);
    }
    json_decref(j);
    return same;
}

static void post_one(const struct site *s, const struct http_request *q, struct str key, struct http_answer *out)
{
    struct buf act = {0};
    struct err e = {0};
    struct act_caller caller = filer_caller(http_load(q));
    if (with_submission(q, key, &act, out)) {
        http_later(q);
        if (!act_server_post(s->acts, &caller, buf_view(&act), answered, (void *)(uintptr_t)q, &e))
            answered((void *)(uintptr_t)q, NULL, NULL, &e);
    }
    buf_free(&act);
}

static void post_acts(void *context, const struct http_request *q, struct http_answer *out)
{
    const struct site *s = context;
    struct str key;
    bool batch = strcmp(http_media(q), NDJSON_TYPE) == 0;
    if (!filing_submission(q, &key, out))
        return;
    if (batch)
        batch_post(s->batches, q, key, out);
    else if (http_param(q, "strict").p)
        api_problem(q, 400, STR("unknown-parameter"), STR_NONE, out); /* of a batch only */
    else
        post_one(s, q, key, out);
}

static const struct http_media MEDIA[] = {{"application/json", JSON_MAX_BYTES}, {NDJSON_TYPE, 64 << 20}, {0}};
static const struct http_taking TAKES = {MEDIA, admit, enter};

const struct http_route filing_routes[] = {
    {"POST", "/api/v1/acts", "strict", post_acts, &TAKES},
    {0},
};
