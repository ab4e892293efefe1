/* SPDX-License-Identifier: Apache-2.0 */
/* A batch of acts, one JSON object a line: each line an act or a finding, then committed like a file. */
#include "ingest_int.h"

#include "uscc/uscc.h"

struct run {
    const struct lines_order *o;
    struct arena *a; /* of one line */
    struct findings *f, *scratch;
    struct stage *stage;
    struct ingest_report report;
    int64_t line, refused;
    bool barred; /* a row that the caller may not file at all: nothing enters */
    struct instant at;
    int today;
};

static bool fault(struct run *r, const char *rule, struct str a1, struct str a2, const char *pointer)
{
    struct finding one = {
        .level = FINDING_ERROR, .line = r->line, .rule = rule, .args = {a1, a2}, .pointer = str_of(pointer)};
    findings_add(r->f, &one);
    return false;
}

/* Found without a line: the one at hand. */
static void take_scratch(struct run *r)
{
    for (size_t i = 0; i < findings_kept(r->scratch); i++) {
        struct finding one = *findings_get(r->scratch, i);
        one.line = r->line;
        findings_add(r->f, &one);
    }
    findings_free(r->scratch);
    r->scratch = findings_new();
}

static bool line_act(struct run *r, struct str text, struct act *out)
{
    json_t *j;
    struct err why;
    if (!json_read(text, JSON_MAX_BYTES, &j, &why))
        return fault(r, "json", str_of(why.msg), STR_NONE, "");
    bool ok = act_parse(j, r->a, out, r->scratch) && !person_seal(r->o->keys, r->a, r->o->today, out, r->scratch);
    json_decref(j);
    if (!ok)
        take_scratch(r);
    return ok;
}

/* ---- the identity-number tripwire: nothing that trips it is staged (I2) ---- */

static bool is_code_of_its_own(const struct run *r, const struct act *a, const struct act_field *x)
{
    const struct cat_field *f = catalog_field(r->o->catalog, str_of(act_kind_text(a->kind)), a->type, x->id);
    struct uscc_report code;
    if (!f || f->value != VALUE_CODE)
        return f && f->value == VALUE_DAY;
    uscc_check(x->value.p, x->value.n, NULL, &code);
    return code.verdict == USCC_VALID;
}

static bool trips(struct run *r, struct str text, struct str place, const char *pointer)
{
    struct str found;
    if (!tripwire(text, r->today, &found))
        return false;
    fault(r, "id-in-field", place, masked(r->a, found), pointer);
    return true;
}

static bool is_clean(struct run *r, const struct act *a)
{
    struct str found;
    struct act_said texts[ACT_SAID];
    act_envelope(a, texts);
    if (a->subject.n && !act_of_person(a) && tripwire(a->subject, r->today, &found))
        return fault(r, "resident-id-shaped", masked(r->a, found), STR_NONE, "/subject");
    for (size_t i = 0; i < ACT_SAID; i++)
        if (trips(r, texts[i].text, str_of(texts[i].member), texts[i].pointer))
            return false;
    for (size_t i = 0; i < a->n_papers; i++)
        if (trips(r, a->papers[i].name, STR("papers"), "/papers") ||
            trips(r, a->papers[i].kind, STR("papers"), "/papers"))
            return false;
    for (size_t i = 0; i < a->n_fields; i++) {
        const struct act_field *x = &a->fields[i];
        if (!is_code_of_its_own(r, a, x) &&
            trips(r, x->value, x->id, str_printf(r->a, "/fields/%.*s", STR_FMT(x->id)).p))
            return false;
    }
    return true;
}

/* ---- lines ---- */

/* A batch has one submission and one clock: rows bring none of their own, or all the same. */
static bool fits_batch(struct run *r, const struct act *a)
{
    if (a->submission.n && !r->o->rehearse)
        return fault(r, "shape", STR("submission"), STR_NONE, "/submission");
    if (a->at.s && r->at.s && a->at.s != r->at.s && !r->o->rehearse)
        return fault(r, "date-order", STR("at"), STR_NONE, "/at");
    bool tcp = r->o->caller.tcp, foreign = a->by != BY_OPERATOR && a->agency.n && !str_eq(r->o->agency, a->agency);
    r->barred = r->barred || (tcp && (foreign || a->by == BY_OPERATOR));
    if (tcp && a->by == BY_OPERATOR)
        return fault(r, "key-operator", STR_NONE, STR_NONE, "/by");
    if (tcp && foreign)
        return fault(r, "key-agency", r->o->agency, a->agency, "/agency");
    if (a->at.s)
        r->at = a->at;
    return true;
}

static bool take_line(struct run *r, struct str text, struct err *e)
{
    struct act a;
    arena_reset(r->a);
    if (++r->report.rows > LINES_MAX_ROWS)
        return ERR(e, ERR_LIMIT, "a batch has at most %d rows", (int)LINES_MAX_ROWS);
    if (line_act(r, text, &a) && is_clean(r, &a) && fits_batch(r, &a)) {
        a.submission = STR_NONE; /* one of its own has only what is rehearsed */
        return stage_put(r->stage, &a, r->line, e);
    }
    r->refused++;
    return true;
}

static bool stage_all(struct run *r, struct err *e)
{
    struct str rest = r->o->bytes, line;
    if (!stage_create(r->o->dir, &r->stage, e))
        return false;
    while (str_split(&rest, '\n', &line)) {
        r->line++;
        line = str_trim(line);
        if (line.n && !take_line(r, line, e))
            return false;
    }
    return stage_finish(r->stage, e);
}

static bool commit(struct run *r, struct err *e)
{
    const struct lines_order *o = r->o;
    struct import_order order = {.caller = o->caller,
                                 .stage = stage_rows(r->stage) ? stage_id(r->stage) : STR_NONE,
                                 .strict = o->strict,
                                 .dry_run = o->rehearse || r->barred || (o->strict && r->refused),
                                 .now = r->at,
                                 .submission = o->submission};
    uint8_t digest[SHA256_BYTES];
    struct buf hex = {0};
    sha256_of(o->bytes.p, o->bytes.n, digest);
    hex_put(&hex, digest, sizeof digest);
    if (o->submission.n) {
        order.submission_agency = o->agency;
        order.submission_digest = buf_view(&hex);
    }
    bool ok = o->commit(o->context, &order, r->f, &r->report.sum, e);
    buf_free(&hex);
    return ok;
}

bool ingest_lines(const struct lines_order *o, struct findings *f, struct ingest_report *out, struct err *e)
{
    struct run r = {.o = o, .a = arena_new(), .f = f, .scratch = findings_new(), .report = {.file = STR("-")}};
    int y, m, d;
    day_to_date(o->today, &y, &m, &d);
    r.today = y * 10000 + m * 100 + d;
    bool ok = stage_all(&r, e) && commit(&r, e);
    if (ok) {
        r.report.sum.refused += r.refused; /* I1 */
        *out = r.report;
    }
    findings_sort(f);
    stage_discard(r.stage);
    findings_free(r.scratch);
    arena_free(r.a);
    return ok;
}
