/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Acts as canonical JSON (RFC 8785), written member by member in sorted order: a tree in between would
 * cost more than everything else that a million rows go through here. Members at their default are left out.
 */
#include "codec/codec.h"
#include "journal_int.h"

/* `key` is the quoted key with its colon. */
static inline void key_put(struct buf *b, struct str key)
{
    if (b->p[b->n - 1] != '{')
        buf_char(b, ',');
    buf_str(b, key);
}

static inline void text_put(struct buf *b, struct str key, struct str v)
{
    if (v.n == 0)
        return;
    key_put(b, key);
    json_put_string(b, v);
}

static inline void word_put(struct buf *b, struct str key, const char *word)
{
    key_put(b, key);
    buf_char(b, '"');
    buf_z(b, word);
    buf_char(b, '"');
}

static inline void json_put(struct buf *b, struct str key, struct str json)
{
    if (json.n == 0)
        return;
    key_put(b, key);
    buf_str(b, json);
}

static inline void days_put(struct buf *b, struct str key, struct day d)
{
    char text[DAY_CHARS];
    if (day_is(d))
        word_put(b, key, day_format(d, text));
}

static inline void int_put(struct buf *b, struct str key, int64_t v)
{
    if (v == 0)
        return;
    key_put(b, key);
    buf_i64(b, v);
}

static void fields_put(struct buf *b, const struct act *a)
{
    if (a->n_fields == 0)
        return;
    key_put(b, STR("\"fields\":"));
    buf_char(b, '{');
    for (size_t i = 0; i < a->n_fields; i++) {
        const struct act_field *f = &a->fields[i];
        ASSERT(i == 0 || str_cmp(f[-1].id, f->id) < 0);
        if (i > 0)
            buf_char(b, ',');
        json_put_string(b, f->id);
        buf_char(b, ':');
        if (f->form == FORM_TEXT)
            json_put_string(b, f->value);
        else
            buf_str(b, f->value);
    }
    buf_char(b, '}');
}

static void ref_put(struct buf *b, const struct act *a)
{
    const struct act_ref *r = &a->refers_to;
    if (!a->has_ref)
        return;
    key_put(b, STR("\"refers_to\":"));
    if (r->receipt.n) {
        json_put_string(b, r->receipt);
        return;
    }
    buf_char(b, '{');
    text_put(b, STR("\"agency\":"), r->agency);
    text_put(b, STR("\"doc_no\":"), r->doc_no);
    if (r->kind != KIND_NONE)
        word_put(b, STR("\"kind\":"), act_kind_text(r->kind));
    text_put(b, STR("\"type\":"), r->type);
    buf_char(b, '}');
}

static void papers_put(struct buf *b, const struct act *a)
{
    if (a->n_papers == 0)
        return;
    key_put(b, STR("\"papers\":"));
    buf_char(b, '[');
    for (size_t i = 0; i < a->n_papers; i++) {
        buf_z(b, i ? ",{" : "{");
        text_put(b, STR("\"kind\":"), a->papers[i].kind);
        text_put(b, STR("\"name\":"), a->papers[i].name);
        text_put(b, STR("\"sha256\":"), a->papers[i].sha256);
        buf_char(b, '}');
    }
    buf_char(b, ']');
}

static void subject_put(struct buf *b, const struct act *a)
{
    if (!act_of_person(a)) {
        text_put(b, STR("\"subject\":"), a->subject);
        return;
    }
    key_put(b, STR("\"subject\":"));
    buf_z(b, "{\"person\":{");
    text_put(b, STR("\"id_hmac\":"), a->person.id_hmac);
    text_put(b, STR("\"id_mask\":"), a->person.id_mask);
    text_put(b, STR("\"name\":"), a->person.name);
    buf_z(b, "}}");
}

/* With `whole`, also who handled it, under which submission, with which papers and when. */
static void act_put(const struct act *a, bool whole, struct buf *b)
{
    char at[INSTANT_CHARS];
    buf_char(b, '{');
    text_put(b, STR("\"agency\":"), a->agency);
    if (whole)
        text_put(b, STR("\"approved_by\":"), a->approved_by);
    if (whole && a->at.s)
        word_put(b, STR("\"at\":"), instant_format(a->at, at));
    if (a->by != BY_AGENCY)
        word_put(b, STR("\"by\":"), act_by_text(a->by));
    if (whole)
        text_put(b, STR("\"confirmed_by\":"), a->confirmed_by);
    text_put(b, STR("\"doc_no\":"), a->doc_no);
    if (whole)
        text_put(b, STR("\"drafted_by\":"), a->drafted_by);
    fields_put(b, a);
    word_put(b, STR("\"kind\":"), act_kind_text(a->kind));
    days_put(b, STR("\"on\":"), a->on);
    if (a->origin != ORIGIN_FILED)
        word_put(b, STR("\"origin\":"), act_origin_text(a->origin));
    if (whole)
        papers_put(b, a);
    ref_put(b, a);
    subject_put(b, a);
    if (whole)
        text_put(b, STR("\"submission\":"), a->submission);
    text_put(b, STR("\"type\":"), a->type);
    buf_char(b, '}');
}

static void duty_put(struct buf *b, const struct duty *d)
{
    buf_char(b, '{');
    text_put(b, STR("\"agency\":"), d->agency);
    int_put(b, STR("\"count\":"), d->count);
    word_put(b, STR("\"does\":"), act_kind_text(d->does));
    days_put(b, STR("\"due\":"), d->due);
    days_put(b, STR("\"from\":"), d->from);
    int_put(b, STR("\"matter\":"), d->matter);
    text_put(b, STR("\"owed_by\":"), d->owed_by);
    json_put(b, STR("\"provisional\":"), d->provisional ? STR("true") : STR_NONE);
    text_put(b, STR("\"term\":"), d->term);
    text_put(b, STR("\"unit\":"), d->unit);
    buf_char(b, '}');
}

static void duties_put(struct buf *b, const struct verdict *v)
{
    if (v->n_duties == 0)
        return;
    key_put(b, STR("\"duties\":"));
    buf_char(b, '[');
    for (size_t i = 0; i < v->n_duties; i++) {
        if (i > 0)
            buf_char(b, ',');
        duty_put(b, &v->duties[i]);
    }
    buf_char(b, ']');
}

static void done_put(struct buf *b, const struct verdict *v)
{
    if (v->n_done == 0)
        return;
    key_put(b, STR("\"done\":"));
    buf_char(b, '[');
    for (size_t i = 0; i < v->n_done; i++) {
        if (i > 0)
            buf_char(b, ',');
        buf_i64(b, v->done[i]);
    }
    buf_char(b, ']');
}

static void verdict_put(const struct verdict *v, struct buf *b)
{
    buf_char(b, '{');
    int_put(b, STR("\"answers\":"), v->answers);
    text_put(b, STR("\"counts\":"), v->counts);
    done_put(b, v);
    duties_put(b, v);
    int_put(b, STR("\"edition\":"), v->edition);
    json_put(b, STR("\"expanded\":"), v->expanded ? STR("true") : STR_NONE);
    int_put(b, STR("\"ground\":"), v->ground);
    days_put(b, STR("\"in_force_from\":"), v->in_force_from);
    days_put(b, STR("\"in_force_until\":"), v->in_force_until);
    days_put(b, STR("\"public_from\":"), v->public_from);
    days_put(b, STR("\"public_until\":"), v->public_until);
    json_put(b, STR("\"public_until_computed\":"), v->public_until_computed ? STR("true") : STR_NONE);
    text_put(b, STR("\"rules\":"), v->rules);
    text_put(b, STR("\"state\":"), v->state);
    word_put(b, STR("\"status\":"), v->held ? "held" : "accepted");
    int_put(b, STR("\"target\":"), v->target);
    buf_char(b, '}');
}

void act_content_json(const struct act *a, struct buf *out)
{
    act_put(a, false, out);
}

void act_json(const struct act *a, struct buf *out)
{
    act_put(a, true, out);
}

void act_verdict_json(const struct act *a, const struct verdict *v, struct buf *out)
{
    buf_str(out, STR("{\"act\":"));
    act_put(a, true, out);
    buf_str(out, STR(",\"verdict\":"));
    verdict_put(v, out);
    buf_char(out, '}');
}
