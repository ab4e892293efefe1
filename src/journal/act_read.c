/* SPDX-License-Identifier: Apache-2.0 */
/* Acts from canonical JSON: one table of members, one reader a form. */
#include "codec/codec.h"
#include "journal_int.h"
#include "scan.h"

enum form {
    F_TEXT,
    F_KIND,
    F_BY,
    F_ORIGIN,
    F_DAY,
    F_INSTANT,
    F_INT,
    F_TRUE,
    F_STATUS,
    F_SCALARS, /* above: one value; below: readers of their own */
    F_REF = F_SCALARS,
    F_FIELDS,
    F_PAPERS,
    F_SUBJECT,
    F_DUTIES,
    F_SEQS
};
struct member {
    const char *name;
    enum form form;
    size_t at; /* offset in its struct */
};

static const struct member act_members[] = {
    {"agency", F_TEXT, offsetof(struct act, agency)},
    {"approved_by", F_TEXT, offsetof(struct act, approved_by)},
    {"at", F_INSTANT, offsetof(struct act, at)},
    {"by", F_BY, offsetof(struct act, by)},
    {"confirmed_by", F_TEXT, offsetof(struct act, confirmed_by)},
    {"doc_no", F_TEXT, offsetof(struct act, doc_no)},
    {"drafted_by", F_TEXT, offsetof(struct act, drafted_by)},
    {"fields", F_FIELDS, 0},
    {"kind", F_KIND, offsetof(struct act, kind)},
    {"on", F_DAY, offsetof(struct act, on)},
    {"origin", F_ORIGIN, offsetof(struct act, origin)},
    {"papers", F_PAPERS, 0},
    {"refers_to", F_REF, 0},
    {"subject", F_SUBJECT, 0},
    {"submission", F_TEXT, offsetof(struct act, submission)},
    {"type", F_TEXT, offsetof(struct act, type)},
};
static const struct member ref_members[] = {
    {"agency", F_TEXT, offsetof(struct act_ref, agency)},
    {"doc_no", F_TEXT, offsetof(struct act_ref, doc_no)},
    {"kind", F_KIND, offsetof(struct act_ref, kind)},
    {"type", F_TEXT, offsetof(struct act_ref, type)},
};
static const struct member paper_members[] = {
    {"kind", F_TEXT, offsetof(struct act_paper, kind)},
    {"name", F_TEXT, offsetof(struct act_paper, name)},
    {"sha256", F_TEXT, offsetof(struct act_paper, sha256)},
};
static const struct member person_members[] = {
    {"id_hmac", F_TEXT, offsetof(struct act_person, id_hmac)},
    {"id_mask", F_TEXT, offsetof(struct act_person, id_mask)},
    {"id_no", F_TEXT, offsetof(struct act_person, id_no)},
    {"name", F_TEXT, offsetof(struct act_person, name)},
};
static const struct member duty_members[] = {
    {"agency", F_TEXT, offsetof(struct duty, agency)},   {"count", F_INT, offsetof(struct duty, count)},
    {"does", F_KIND, offsetof(struct duty, does)},       {"due", F_DAY, offsetof(struct duty, due)},
    {"from", F_DAY, offsetof(struct duty, from)},        {"matter", F_INT, offsetof(struct duty, matter)},
    {"owed_by", F_TEXT, offsetof(struct duty, owed_by)}, {"provisional", F_TRUE, offsetof(struct duty, provisional)},
    {"term", F_TEXT, offsetof(struct duty, term)},       {"unit", F_TEXT, offsetof(struct duty, unit)},
};
static const struct member verdict_members[] = {
    {"answers", F_INT, offsetof(struct verdict, answers)},
    {"counts", F_TEXT, offsetof(struct verdict, counts)},
    {"done", F_SEQS, 0},
    {"duties", F_DUTIES, 0},
    {"edition", F_INT, offsetof(struct verdict, edition)},
    {"expanded", F_TRUE, offsetof(struct verdict, expanded)},
    {"ground", F_INT, offsetof(struct verdict, ground)},
    {"in_force_from", F_DAY, offsetof(struct verdict, in_force_from)},
    {"in_force_until", F_DAY, offsetof(struct verdict, in_force_until)},
    {"public_from", F_DAY, offsetof(struct verdict, public_from)},
    {"public_until", F_DAY, offsetof(struct verdict, public_until)},
    {"public_until_computed", F_TRUE, offsetof(struct verdict, public_until_computed)},
    {"rules", F_TEXT, offsetof(struct verdict, rules)},
    {"state", F_TEXT, offsetof(struct verdict, state)},
    {"status", F_STATUS, offsetof(struct verdict, held)},
    {"target", F_INT, offsetof(struct verdict, target)},
};
#define N(table) (sizeof(table) / sizeof(table)[0])

static bool members_read(struct scan_value j, const struct member *table, size_t n, void *into, struct arena *a,
                         struct err *e);

static bool field_read(struct str id, struct scan_value v, struct act_field *out)
{
    static const enum field_form forms[] = {
        [SCAN_TEXT] = FORM_TEXT,  [SCAN_INT] = FORM_INT,   [SCAN_TRUE] = FORM_BOOL,
        [SCAN_FALSE] = FORM_BOOL, [SCAN_LIST] = FORM_JSON, [SCAN_OBJECT] = FORM_JSON};
    if (v.kind == SCAN_OTHER)
        return false;
    *out = (struct act_field){id, forms[v.kind], v.text};
    return true;
}

/* Insertion sort: fields come sorted already from everything that this house wrote. false when the id is there. */
static bool field_insert(struct act_field *fields, size_t n, struct act_field one)
{
    size_t i = n;
    int order = -1;
    while (i > 0 && (order = str_cmp(fields[i - 1].id, one.id)) > 0) {
        fields[i] = fields[i - 1];
        i--;
    }
    fields[i] = one;
    return i == 0 || order != 0;
}

enum { MAX_FIELDS = 256, FIELDS_AT_FIRST = 16 };

static void fields_grow(struct arena *a, struct act *out, size_t *room)
{
    if (out->n_fields < *room)
        return;
    struct act_field *more = arena_alloc(a, mem_mul(*room * 2, sizeof *more));
    memcpy(more, out->fields, out->n_fields * sizeof *more);
    out->fields = more;
    *room *= 2;
}

static bool fields_read(struct scan_value j, struct arena *a, struct act *out, struct err *e)
{
    size_t room = FIELDS_AT_FIRST;
    struct scan s;
    struct str id;
    struct scan_value v;
    bool more;
    if (j.kind != SCAN_OBJECT)
        return ERR(e, ERR_INVALID, "\"fields\" must be an object");
    out->fields = arena_alloc(a, room * sizeof *out->fields);
    bool ok = scan_object(j, a, &s);
    while (ok && (ok = scan_member(&s, &id, &v, &more)) && more) {
        struct act_field one;
        if (out->n_fields == MAX_FIELDS)
            return ERR(e, ERR_INVALID, "\"fields\" has more than %d members", (int)MAX_FIELDS);
        if (!field_read(id, v, &one))
            return ERR(e, ERR_INVALID, "field \"%.*s\" must be text, a whole number, true, false, a list or an object",
                       id.n < 100 ? (int)id.n : 100, id.p);
        fields_grow(a, out, &room);
        if (!field_insert(out->fields, out->n_fields++, one))
            return ERR(e, ERR_INVALID, "field \"%.*s\" stands twice", id.n < 100 ? (int)id.n : 100, id.p);
    }
    return ok || ERR(e, ERR_INVALID, "\"fields\" does not read");
}

static bool ref_read(struct scan_value j, struct arena *a, struct act *out, struct err *e)
{
    out->has_ref = true;
    if (j.kind == SCAN_TEXT) {
        out->refers_to.receipt = j.text;
        return out->refers_to.receipt.n > 0 || ERR(e, ERR_INVALID, "\"refers_to\" is empty");
    }
    if (j.kind != SCAN_OBJECT)
        return ERR(e, ERR_INVALID, "\"refers_to\" must be a receipt or an object");
    return members_read(j, ref_members, N(ref_members), &out->refers_to, a, e);
}

/* Counts the items of a list by walking it once, so that they can stand in one piece. */
static bool list_count(struct scan_value j, struct arena *a, size_t *n)
{
    struct scan s;
    struct scan_value v;
    bool more = false;
    *n = 0;
    bool ok = j.kind == SCAN_LIST && scan_list(j, a, &s);
    while (ok && (ok = scan_item(&s, &v, &more)) && more)
        ++*n;
    return ok;
}

/* A list of objects of one shape: `bytes` each, made by `start` where their defaults are not zero. */
static bool objects_read(struct scan_value j, const struct member *table, size_t n_table, size_t bytes,
                         const void *start, struct arena *a, void **out, size_t *n, struct err *e)
{
    struct scan s;
    struct scan_value v;
    bool more, ok = list_count(j, a, n) && scan_list(j, a, &s);
    char *items = arena_alloc(a, mem_mul(ok ? *n : 0, bytes) + 1);
    for (size_t i = 0; ok && i < *n; i++) {
        memcpy(items + i * bytes, start, bytes);
        ok = scan_item(&s, &v, &more) && v.kind == SCAN_OBJECT;
        if (ok && !members_read(v, table, n_table, items + i * bytes, a, e))
            return false;
    }
    *out = items;
    return ok || ERR(e, ERR_INVALID, "a list does not read");
}

static bool papers_read(struct scan_value j, struct arena *a, struct act *out, struct err *e)
{
    static const struct act_paper none;
    void *items;
    if (j.kind != SCAN_LIST)
        return ERR(e, ERR_INVALID, "member \"papers\" has a wrong value");
    bool ok = objects_read(j, paper_members, N(paper_members), sizeof none, &none, a, &items, &out->n_papers, e);
    out->papers = ok ? items : NULL;
    return ok;
}

static bool duties_read(struct scan_value j, struct arena *a, struct verdict *out, struct err *e)
{
    static const struct duty none = {.from = {INT32_MIN}, .due = {INT32_MIN}};
    void *items;
    bool ok = objects_read(j, duty_members, N(duty_members), sizeof none, &none, a, &items, &out->n_duties, e);
    out->duties = ok ? items : NULL;
    return ok;
}

static bool seqs_read(struct scan_value j, struct arena *a, struct verdict *out, struct err *e)
{
    struct scan s;
    struct scan_value v;
    bool more, ok = list_count(j, a, &out->n_done) && scan_list(j, a, &s);
    out->done = arena_alloc(a, mem_mul(ok ? out->n_done : 0, sizeof *out->done) + 1);
    for (size_t i = 0; ok && i < out->n_done; i++)
        ok = scan_item(&s, &v, &more) && v.kind == SCAN_INT && str_int(v.text, &out->done[i]);
    return ok || ERR(e, ERR_INVALID, "a list of numbers does not read");
}

/* A code, or {"person":{…}}: then what stands for the code is made of the keyed hash. */
static bool subject_read(struct scan_value j, struct arena *a, struct act *out, struct err *e)
{
    struct scan s;
    struct str name;
    struct scan_value v;
    bool more;
    if (j.kind == SCAN_TEXT) {
        out->subject = j.text;
        return !str_starts(j.text, STR(PERSON_PREFIX)) || ERR(e, ERR_INVALID, "member \"subject\" has a wrong value");
    }
    if (j.kind != SCAN_OBJECT || !scan_object(j, a, &s) || !scan_member(&s, &name, &v, &more) || !more ||
        !str_is(name, "person") || v.kind != SCAN_OBJECT || s.p != s.end)
        return ERR(e, ERR_INVALID, "member \"subject\" is a code or {\"person\":{…}}");
    if (!members_read(v, person_members, N(person_members), &out->person, a, e))
        return false;
    if (!out->person.name.n)
        return ERR(e, ERR_INVALID, "the person has no name");
    out->subject = str_printf(a, PERSON_PREFIX "%.*s", STR_FMT(out->person.id_hmac));
    return true;
}

static bool word_read(struct scan_value v, const char *const *words, size_t n, unsigned *out)
{
    for (size_t i = 0; v.kind == SCAN_TEXT && i < n; i++) {
        if (str_is(v.text, words[i])) {
            *out = (unsigned)i;
            return true;
        }
    }
    return false;
}

static bool by_read(struct scan_value v, enum act_by *out)
{
    const char *const words[] = {act_by_text(BY_AGENCY), act_by_text(BY_SUBJECT), act_by_text(BY_OPERATOR),
                                 act_by_text(BY_ANYONE)};
    unsigned i = 0;
    bool ok = word_read(v, words, N(words), &i);
    *out = (enum act_by)i;
    return ok;
}

static bool origin_read(struct scan_value v, enum act_origin *out)
{
    const char *const words[] = {act_origin_text(ORIGIN_FILED), act_origin_text(ORIGIN_CARRIED),
                                 act_origin_text(ORIGIN_COPIED)};
    unsigned i = 0;
    bool ok = word_read(v, words, N(words), &i);
    *out = (enum act_origin)i;
    return ok;
}

static bool status_read(struct scan_value v, bool *held)
{
    static const char *const words[] = {"accepted", "held"};
    unsigned i = 0;
    bool ok = word_read(v, words, N(words), &i);
    *held = i == 1;
    return ok;
}

static bool kind_read(struct scan_value v, enum act_kind *out)
{
    *out = v.kind == SCAN_TEXT ? act_kind_of(v.text) : KIND_NONE;
    return *out != KIND_NONE;
}

static bool scalar_read(struct scan_value v, enum form form, void *into)
{
    switch (form) {
    case F_TEXT:
        *(struct str *)into = v.text;
        return v.kind == SCAN_TEXT;
    case F_KIND:
        return kind_read(v, into);
    case F_BY:
        return by_read(v, into);
    case F_ORIGIN:
        return origin_read(v, into);
    case F_DAY:
        return v.kind == SCAN_TEXT && day_parse(v.text, into);
    case F_INSTANT:
        return v.kind == SCAN_TEXT && instant_parse(v.text, into);
    case F_INT:
        return v.kind == SCAN_INT && str_int(v.text, into);
    case F_TRUE:
        *(bool *)into = v.kind == SCAN_TRUE;
        return v.kind == SCAN_TRUE || v.kind == SCAN_FALSE;
    default:
        ASSERT(form == F_STATUS);
        return status_read(v, into);
    }
}

static const struct member *member_find(const struct member *table, size_t n, struct str name)
{
    for (size_t i = 0; i < n; i++) {
        if (str_is(name, table[i].name))
            return &table[i];
    }
    return NULL;
}

static bool member_read(const struct member *m, struct scan_value v, void *into, struct arena *a, struct err *e)
{
    switch (m->form) {
    case F_FIELDS:
        return fields_read(v, a, into, e);
    case F_REF:
        return ref_read(v, a, into, e);
    case F_PAPERS:
        return papers_read(v, a, into, e);
    case F_SUBJECT:
        return subject_read(v, a, into, e);
    case F_DUTIES:
        return duties_read(v, a, into, e);
    case F_SEQS:
        return seqs_read(v, a, into, e);
    default:
        break;
    }
    return scalar_read(v, m->form, (char *)into + m->at) ||
           ERR(e, ERR_INVALID, "member \"%s\" has a wrong value", m->name);
}

static bool members_read(struct scan_value j, const struct member *table, size_t n, void *into, struct arena *a,
                         struct err *e)
{
    struct scan s;
    struct str name;
    struct scan_value v;
    bool more, ok = scan_object(j, a, &s);
    while (ok && (ok = scan_member(&s, &name, &v, &more)) && more) {
        const struct member *m = member_find(table, n, name);
        if (!m)
            return ERR(e, ERR_INVALID, "unknown member \"%.*s\"", name.n < 100 ? (int)name.n : 100, name.p);
        if (!member_read(m, v, into, a, e))
            return false;
    }
    return ok || ERR(e, ERR_INVALID, "an object does not read");
}

static bool act_read(struct scan_value j, struct arena *a, struct act *out, struct err *e)
{
    struct act act = {.on = DAY_NONE};
    if (j.kind != SCAN_OBJECT)
        return ERR(e, ERR_INVALID, "an act is an object");
    if (!members_read(j, act_members, N(act_members), &act, a, e))
        return false;
    if (act.kind == KIND_NONE)
        return ERR(e, ERR_INVALID, "member \"kind\" is missing");
    *out = act;
    return true;
}

bool act_of_json(const json_t *j, struct arena *a, struct act *out, struct err *e)
{
    struct buf b = {0};
    struct scan_value v;
    json_canonical(j, &b);
    struct str text = str_dup(a, buf_view(&b));
    buf_free(&b);
    return scan_whole(text, a, &v) ? act_read(v, a, out, e) : ERR(e, ERR_INVALID, "an act is an object");
}

/* {"act":…,"verdict":…}, in this order. */
static bool both_find(struct str text, struct arena *a, struct scan_value *act, struct scan_value *verdict)
{
    struct scan_value whole;
    struct scan s;
    struct str first, second, name;
    bool more;
    struct scan_value v;
    return scan_whole(text, a, &whole) && whole.kind == SCAN_OBJECT && scan_object(whole, a, &s) &&
           scan_member(&s, &first, act, &more) && more && str_is(first, "act") && act->kind == SCAN_OBJECT &&
           scan_member(&s, &second, verdict, &more) && more && str_is(second, "verdict") &&
           verdict->kind == SCAN_OBJECT && scan_member(&s, &name, &v, &more) && !more;
}

bool act_verdict_of_json(struct str text, struct arena *a, struct act *act, struct verdict *out, struct err *e)
{
    struct scan_value of_act, of_verdict;
    struct verdict v = {
        .in_force_from = DAY_NONE, .in_force_until = DAY_NONE, .public_from = DAY_NONE, .public_until = DAY_NONE};
    text = str_dup(a, text);
    if (!str_utf8_valid(text) || !both_find(text, a, &of_act, &of_verdict))
        return ERR(e, ERR_INVALID, "content is not an act and a verdict");
    if (!members_read(of_verdict, verdict_members, N(verdict_members), &v, a, e) || !act_read(of_act, a, act, e))
        return false;
    *out = v;
    return true;
}
