/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One row with all its steps (docs/design/due-process.md, 10): a decision that names its notice and the day on which
 * that was served becomes the steps it took. Each is judged as if it had come alone; all of them are filed or none is.
 */
#include "act_int.h"

enum { STEPS_MOST = 6 };

struct expansion {
    const struct act *row;
    struct arena *a;
    struct act steps[STEPS_MOST];
    size_t n, decision;
    struct day noticed, served, heard, decision_served;
    struct str to_notice; /* document number */
};

bool is_one_row(const struct act *a)
{
    return a->kind == KIND_LIST_DECIDE && a->origin == ORIGIN_FILED && act_text(a, "notice_doc_no").n &&
           act_text(a, "notice_served_on").n;
}

/* ---- parts of the row ---- */

static bool is_one_of(struct str s, const char *const *v)
{
    for (; v && *v; v++)
        if (str_is(s, *v))
            return true;
    return false;
}

/* Of the row alone: how it was brought about. */
static const char *const of_the_way[] = {"notice_on",         "notice_served_on",   "hearing_on",  "served_on",
                                         "notice_doc_no",     "served_how",         "reply_until", "notice_served_how",
                                         "notice_drafted_by", "notice_approved_by", NULL};

/* The row's fields but those of the way and those named; with `c` only what that step has a field for. */
static void fields_take(struct expansion *x, struct act *step, const struct catalog *c, const char *const *but)
{
    struct str kind = str_of(act_kind_text(step->kind));
    struct act_field *v = arena_alloc(x->a, (x->row->n_fields + 1) * sizeof *v);
    size_t n = 0;
    for (size_t i = 0; i < x->row->n_fields; i++) {
        struct str id = x->row->fields[i].id;
        if (!is_one_of(id, of_the_way) && !is_one_of(id, but) && (!c || catalog_field(c, kind, step->type, id)))
            v[n++] = x->row->fields[i];
    }
    step->fields = v;
    step->n_fields = n;
}

static void field_set(struct expansion *x, struct act *step, const char *id, struct str value)
{
    struct act_field *v = arena_alloc(x->a, (step->n_fields + 1) * sizeof *v);
    size_t at = 0;
    if (!value.n)
        return;
    while (at < step->n_fields && str_cmp(step->fields[at].id, str_of(id)) < 0)
        at++;
    if (step->n_fields)
        memcpy(v, step->fields, at * sizeof *v);
    v[at] = (struct act_field){str_of(id), FORM_TEXT, value};
    if (step->n_fields > at)
        memcpy(v + at + 1, step->fields + at, (step->n_fields - at) * sizeof *v);
    step->fields = v;
    step->n_fields++;
}

static void papers_take(struct expansion *x, struct act *step, bool wanted, const char *const *kinds)
{
    struct act_paper *v = arena_alloc(x->a, (x->row->n_papers + 1) * sizeof *v);
    step->n_papers = 0;
    for (size_t i = 0; i < x->row->n_papers; i++)
        if (is_one_of(x->row->papers[i].kind, kinds) == wanted)
            v[step->n_papers++] = x->row->papers[i];
    step->papers = v;
}

static struct act *step_add(struct expansion *x, enum act_kind kind, struct day on, enum act_kind named)
{
    struct act *s = &x->steps[x->n++];
    *s = *x->row;
    s->kind = kind;
    s->on = on;
    s->doc_no = s->submission = STR_NONE;
    s->fields = NULL;
    s->n_fields = s->n_papers = 0;
    if (named == KIND_NONE)
        return s;
    s->has_ref = true;
    s->refers_to = (struct act_ref){.agency = x->row->agency,
                                    .kind = named,
                                    .type = x->row->type,
                                    .doc_no = named == KIND_LIST_NOTICE ? x->to_notice : x->row->doc_no};
    return s;
}

/* ---- the steps ---- */

/* What the list requires is shown with the notice. */
static const char *const of_what_is_required[] = {"order_doc_no", "order_due_on", "final_on", "ruling_doc_no", NULL};
static const char *const early_papers[] = {"notice", "order", "service-proof", "request", "record", NULL};

static void notice_add(struct expansion *x, const struct catalog *c)
{
    struct act *s = step_add(x, KIND_LIST_NOTICE, x->noticed, KIND_NONE);
    struct str drafted = act_text(x->row, "notice_drafted_by"), approved = act_text(x->row, "notice_approved_by");
    s->doc_no = x->to_notice;
    s->drafted_by = drafted.n ? drafted : s->drafted_by;
    s->approved_by = approved.n ? approved : s->approved_by;
    fields_take(x, s, c, NULL);
    papers_take(x, s, true, (const char *const[]){"notice", "order", NULL});
}

static void notice_served_add(struct expansion *x)
{
    struct act *s = step_add(x, KIND_LIST_SERVE, x->served, KIND_LIST_NOTICE);
    field_set(x, s, "served_on", act_text(x->row, "notice_served_on"));
    field_set(x, s, "served_how", act_text(x->row, "notice_served_how"));
    field_set(x, s, "reply_until", act_text(x->row, "reply_until"));
    papers_take(x, s, true, (const char *const[]){"service-proof", NULL});
}

static void hearing_add(struct expansion *x, bool held)
{
    struct act *s = step_add(x, KIND_LIST_HEARING, held ? x->heard : x->served, KIND_LIST_NOTICE);
    field_set(x, s, "stage", held ? STR("held") : STR("set"));
    field_set(x, s, "hearing_on", act_text(x->row, "hearing_on"));
    papers_take(x, s, true, (const char *const[]){held ? "record" : "request", NULL});
}

static void decision_add(struct expansion *x)
{
    x->decision = x->n;
    struct act *s = step_add(x, KIND_LIST_DECIDE, x->row->on, KIND_LIST_NOTICE);
    s->doc_no = x->row->doc_no;
    fields_take(x, s, NULL, of_what_is_required);
    papers_take(x, s, false, early_papers);
}

static void decision_served_add(struct expansion *x)
{
    struct act *s = step_add(x, KIND_LIST_SERVE, x->decision_served, KIND_LIST_DECIDE);
    field_set(x, s, "served_on", act_text(x->row, "served_on"));
    field_set(x, s, "served_how", act_text(x->row, "served_how"));
    papers_take(x, s, true, (const char *const[]){"service-proof", NULL});
}

/* The days of the way; the name of one that is none. */
static const char *days_read(struct expansion *x)
{
    const struct {
        const char *field;
        struct day *to;
    } days[] = {{"notice_on", &x->noticed},
                {"notice_served_on", &x->served},
                {"hearing_on", &x->heard},
                {"served_on", &x->decision_served}};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        struct str text = act_text(x->row, days[i].field);
        *days[i].to = DAY_NONE;
        if (text.n && !day_parse(text, days[i].to))
            return days[i].field;
    }
    x->noticed = day_is(x->noticed) ? x->noticed : x->served;
    return NULL;
}

static void steps_make(struct expansion *x, const struct catalog *c)
{
    notice_add(x, c);
    notice_served_add(x);
    if (day_is(x->heard)) {
        hearing_add(x, false);
        hearing_add(x, true);
    }
    decision_add(x);
    if (day_is(x->decision_served))
        decision_served_add(x);
}

/* ---- all or none ---- */

static bool steps_file(struct act_batch *b, const struct expansion *x, int64_t line, struct findings *f,
                       struct act_answer *out, struct err *e)
{
    struct act_answer one;
    for (size_t i = 0; i < x->n; i++) {
        if (!batch_add_step(b, &x->steps[i], true, line, f, &one, e))
            return false;
        bool refused = one.status == STATUS_REFUSED;
        if (refused && i != x->decision)
            finding_at(f, FINDING_NOTE, line, 0, "expanded-step", str_of(act_kind_text(x->steps[i].kind)), STR_NONE,
                       STR_NONE);
        if (refused || i == x->decision)
            *out = one;
        if (refused)
            return true;
    }
    return true;
}

bool expand_add(struct act_batch *b, const struct act *a, int64_t line, struct findings *f, struct act_answer *out,
                struct err *e)
{
    struct expansion x = {.row = a, .a = arena_new(), .to_notice = act_text(a, "notice_doc_no")};
    const char *fault = days_read(&x);
    bool ok = true;
    *out = (struct act_answer){.status = STATUS_REFUSED, .kind = a->kind};
    if (!batch_shape(b, a, line, f, &out->code, e) || out->code) { /* what no step would take is unknown here too */
        ok = out->code != NULL;
    } else if (fault) {
        out->code = "format";
        finding_at(f, FINDING_ERROR, line, 0, "format", str_of(fault), act_text(a, fault), STR_NONE);
    } else {
        steps_make(&x, b->edition->catalog);
        ok = batch_mark(b, e) && steps_file(b, &x, line, f, out, e) &&
             (out->status == STATUS_REFUSED ? batch_mark_back(b, e) : batch_mark_keep(b, e));
    }
    out->kind = a->kind;
    arena_free(x.a);
    return ok;
}
