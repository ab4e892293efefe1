/* SPDX-License-Identifier: Apache-2.0 */
/* One act as JSON, and its answer. */
#include "act_int.h"

#include "codec/codec.h"
#include "search/search.h"

static void finding_put(const struct finding *x, enum lang lang, struct buf *out)
{
    struct buf words = {0};
    finding_message(x, lang, &words);
    buf_printf(out, "{\"level\":\"%s\",\"rule\":\"%s\"", finding_level_name(x->level), x->rule);
    json_put_text(out, "message", buf_view(&words));
    if (x->pointer.n)
        json_put_text(out, "pointer", x->pointer);
    struct str suggestion = finding_suggestion(x, lang);
    if (suggestion.n)
        json_put_text(out, "suggestion", suggestion);
    buf_char(out, '}');
    buf_free(&words);
}

void act_answer_json(const struct keys *k, const struct act_answer *x, const struct findings *f, enum lang lang,
                     struct buf *out)
{
    char receipt[RECEIPT_CHARS];
    buf_printf(out, "{\"status\":\"%s\",\"seq\":", act_status_name(x->status));
    if (x->seq)
        buf_i64(out, x->seq);
    else
        buf_z(out, "null");
    if (x->seq)
        buf_printf(out, ",\"receipt\":\"%s\"", receipt_of(k, x->seq, receipt));
    else
        buf_z(out, ",\"receipt\":null");
    if (x->code)
        buf_printf(out, ",\"code\":\"%s\"", x->code);
    else
        buf_z(out, ",\"code\":null");
    buf_z(out, ",\"findings\":[");
    for (size_t i = 0; i < findings_kept(f); i++) {
        if (i)
            buf_char(out, ',');
        finding_put(findings_get(f, i), lang, out);
    }
    buf_z(out, "]}");
}

/* The bytes that make two requests the same: the act, whole, in canonical form. */
static bool submitted_before(struct act_batch *b, const struct act *a, struct str request, struct findings *f,
                             struct act_answer *out, bool *known, struct err *e)
{
    bool found = false, same;
    int64_t first, last;
    *known = false;
    if (!a->submission.n)
        return true;
    if (!journal_submission_find(b->w->store, &b->w->keys, a->agency, a->submission, request, &found, &same, &first,
                                 &last, e))
        return false;
    *known = found;
    if (found && same) {
        *out = (struct act_answer){.status = STATUS_UNCHANGED, .seq = first, .kind = a->kind};
    } else if (found) {
        *out = (struct act_answer){.status = STATUS_REFUSED, .code = "conflict", .kind = a->kind};
        finding_at(f, FINDING_ERROR, 0, 0, "submission-reused", STR_NONE, STR_NONE, STR_NONE);
    }
    return true;
}

/* Whether a submission is known is told only to whom its agency's acts are open. */
static bool may_ask(struct act_batch *b, const struct act *a, struct findings *f, struct act_answer *out, struct err *e)
{
    const char *refused = NULL;
    if (!a->submission.n || !act_schema_of(a->kind)) /* then the one check of act_batch_add is enough */
        return true;
    if (!credential_check(b, a, 0, f, &refused, e))
        return false;
    *out = (struct act_answer){.status = STATUS_REFUSED, .code = refused, .kind = a->kind};
    return true;
}

static bool add_parsed(struct act_batch *b, const struct act *a, struct findings *f, struct act_answer *out,
                       bool *wrote, struct err *e)
{
    struct buf request = {0};
    bool known;
    out->code = NULL;
    if (!may_ask(b, a, f, out, e))
        return false;
    if (out->code)
        return true;
    act_json(a, &request);
    bool ok = submitted_before(b, a, buf_view(&request), f, out, &known, e);
    if (ok && !known) {
        int64_t before = b->appended;
        ok = act_batch_add(b, a, 0, f, out, e);
        *wrote = ok && b->appended > before;
        if (*wrote && a->submission.n)
            ok = journal_submission_put(b->w->journal, a->agency, a->submission, buf_view(&request), out->seq, out->seq,
                                        e);
    }
    buf_free(&request);
    return ok;
}

static bool parse_text(struct str text, struct arena *arena, struct act *a, struct findings *f)
{
    json_t *j;
    struct err why;
    if (!json_read(text, JSON_MAX_BYTES, &j, &why)) {
        finding_at(f, FINDING_ERROR, 0, 0, "json", str_of(why.msg), STR_NONE, STR_NONE);
        return false;
    }
    bool ok = act_parse(j, arena, a, f);
    json_decref(j);
    return ok;
}

bool submit_add(struct act_batch *b, struct str act_text_json, struct findings *f, struct act_answer *out, bool *wrote,
                struct err *e)
{
    struct arena *arena = arena_new();
    struct act a;
    bool ok = true;
    *wrote = false;
    *out = (struct act_answer){.status = STATUS_REFUSED, .code = "shape"};
    if (parse_text(act_text_json, arena, &a, f)) {
        out->kind = a.kind;
        const char *fault = person_seal(&b->w->keys, arena, b->today, &a, f);
        if (fault)
            out->code = fault;
        else if (a.at.s && (!b->w->rehearsal || a.at.s < b->at.s))
            finding_at(f, FINDING_ERROR, 0, 0, "date-order", STR("at"), STR_NONE, STR_NONE), out->code = "date-order";
        else
            ok = add_parsed(b, &a, f, out, wrote, e);
    }
    arena_free(arena);
    return ok;
}

struct instant submit_clock(struct str text)
{
    struct arena *arena = arena_new();
    struct findings *f = findings_new();
    struct act a = {0};
    struct instant at = {0};
    if (parse_text(text, arena, &a, f))
        at = a.at;
    findings_free(f);
    arena_free(arena);
    return at;
}

static bool run(struct writer *w, const struct act_caller *caller, struct str act_text_json, struct findings *f,
                struct act_answer *out, struct err *e)
{
    struct act_batch *b;
    bool wrote;
    int64_t names;
    struct instant given = w->now, at = w->rehearsal ? submit_clock(act_text_json) : (struct instant){0};
    if (at.s && at.s >= journal_last_at(w->journal).s)
        w->now = at;
    bool opened = act_batch_open(w, &b, e);
    w->now = given;
    if (!opened)
        return false;
    batch_caller(b, caller);
    if (!submit_add(b, act_text_json, f, out, &wrote, e)) {
        act_batch_abort(b);
        return false;
    }
    return act_batch_commit(b, e) && (!wrote || search_follow(w->store, NULL, NULL, &names, e));
}

bool submit_run(struct writer *w, const struct act_caller *caller, struct str act_text_json, struct buf *answer,
                struct err *e)
{
    struct findings *f = findings_new();
    struct act_answer x;
    bool ok = run(w, caller, act_text_json, f, &x, e);
    if (ok)
        act_answer_json(&w->keys, &x, f, LANG_EN, answer);
    findings_free(f);
    return ok;
}
