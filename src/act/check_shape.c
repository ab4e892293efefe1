/* SPDX-License-Identifier: Apache-2.0 */
/* Shape: kind, type, the fields of the rulebook's table, required ones, forms of values. */
#include "act_int.h"

#include "codec/codec.h"
#include "text/text.h"
#include "uscc/uscc.h"

static struct str kind_text(const struct check *k)
{
    return str_of(act_kind_text(k->act->kind));
}

static bool type_fits(struct check *k)
{
    const struct act *a = k->act;
    k->type = a->type.n ? catalog_type_on(k->c, a->type, day_is(a->on) ? a->on : k->b->today) : NULL;
    if (!k->schema->takes_type)
        return !a->type.n || (refuse(k, "shape", STR("type"), STR_NONE, STR_NONE), false);
    bool measure = k->schema->family == FAMILY_MEASURE;
    if (!k->type || (measure && k->type->family != FAMILY_MEASURE)) {
        refuse(k, measure ? "not-in-catalogue" : "type-unknown", a->type, STR_NONE, STR_NONE);
        return false;
    }
    bool copy = a->kind == KIND_COPY_TAKE || a->kind == KIND_COPY_END;
    bool family = copy || k->type->family == k->schema->family;
    bool tone = a->kind != KIND_RECORD_PUBLISH || k->type->tone != TONE_ADVERSE; /* adverse kinds are a closed list */
    if (!family || !tone)
        refuse(k, "type-unknown", a->type, STR_NONE, STR_NONE);
    return family && tone;
}

static int today_number(struct day d)
{
    int y, m, day;
    day_to_date(d, &y, &m, &day);
    return y * 10000 + m * 100 + day;
}

struct str masked_text(struct arena *a, struct str value)
{
    size_t at = 0, shown = 0;
    for (int i = 0; i < 2 && at < value.n; i++, shown = at)
        str_utf8_next(value, &at);
    return str_printf(a, "%.*s…(%zu)", (int)shown, value.p, str_utf8_len(value));
}

/* Anywhere in a text; in groups where the text is nothing else. */
static bool identity_number(struct day day, struct str text, struct str *found)
{
    size_t at = 0, len = text.n;
    int today = today_number(day);
    if (text.n < 17)
        return false;
    if (!uscc_find_resident_id(text.p, text.n, today, &at, &len) && !uscc_is_resident_id(text.p, text.n, false, today))
        return false;
    *found = str_n(text.p + at, len);
    return true;
}

struct str sayable(struct arena *a, struct day today, struct str value)
{
    struct str found;
    struct uscc_report code;
    if (!identity_number(today, value, &found))
        return value;
    uscc_check(value.p, value.n, NULL, &code);
    return code.verdict == USCC_VALID ? value : masked_text(a, value);
}

/* An identity number has no place in an organisation's record, whatever the field (P1). */
static bool holds_identity_number(struct check *k, const struct cat_field *f, struct str value)
{
    struct str found;
    if (f->value == VALUE_DAY || str_is(f->member, "subject") || !identity_number(k->b->today, value, &found))
        return false;
    struct uscc_report code; /* an organisation's own code in a field made for codes is no such number */
    uscc_check(found.p, found.n, NULL, &code);
    if (f->value == VALUE_CODE && code.verdict == USCC_VALID)
        return false;
    refuse(k, "id-in-field", f->id, masked_text(k->b->arena, found), STR_NONE);
    return true;
}

static bool field_fits(struct check *k, struct act_field *x)
{
    const struct cat_field *f = catalog_field(k->c, kind_text(k), k->act->type, x->id);
    if (!f || f->member.n || f->klass == CLASS_RESTRICTED || f->value == VALUE_PAPER) {
        refuse(k, "field-unknown", x->id, STR_NONE, STR_NONE);
        return false;
    }
    if (!value_normal(k, f, x))
        return false;
    if (f->max_chars && x->value.n > (size_t)f->max_chars && str_utf8_len(x->value) > (size_t)f->max_chars) {
        refuse(k, "too-long", f->id, STR_NONE, STR_NONE);
        return false;
    }
    ptrdiff_t bad = x->form == FORM_TEXT ? text_forbidden(x->value) : -1;
    if (bad >= 0) {
        refuse(k, "bad-character", f->id, STR_NONE, STR_NONE);
        return false;
    }
    return !holds_identity_number(k, f, x->value);
}

void act_envelope(const struct act *a, struct act_said v[ACT_SAID])
{
    const struct act_said all[ACT_SAID] = {
        {"doc_no", "/doc_no", a->doc_no},
        {"drafted_by", "/drafted_by", a->drafted_by},
        {"approved_by", "/approved_by", a->approved_by},
        {"confirmed_by", "/confirmed_by", a->confirmed_by},
        {"refers_to", "/refers_to", a->refers_to.doc_no},
        {"refers_to", "/refers_to", a->refers_to.receipt},
        {"refers_to", "/refers_to", a->refers_to.agency},
        {"refers_to", "/refers_to", a->refers_to.type},
        {"type", "/type", a->type},
        {"agency", "/agency", a->agency},
        {"person", "/subject/person/name", a->person.name},
    };
    memcpy(v, all, sizeof all);
}

static bool refuse_identity_number(struct check *k, const char *member, struct str text)
{
    struct str found;
    return identity_number(k->b->today, text, &found) &&
           refuse(k, "id-in-field", str_of(member), masked_text(k->b->arena, found), STR_NONE);
}

/* The envelope's own texts are no place for one either: asked first, since a finding may say a text back. */
static bool envelope_holds_identity_number(struct check *k)
{
    struct act_said texts[ACT_SAID];
    act_envelope(k->act, texts);
    for (size_t i = 0; i < ACT_SAID; i++)
        if (refuse_identity_number(k, texts[i].member, texts[i].text))
            return true;
    return refuse_identity_number(k, "submission", k->act->submission);
}

static bool papers_fit(struct check *k)
{
    uint8_t digest[SHA256_BYTES];
    for (size_t i = 0; i < k->act->n_papers; i++) {
        const struct act_paper *p = &k->act->papers[i];
        const struct cat_field *f = catalog_field(k->c, kind_text(k), k->act->type, p->kind);
        if (!f || f->value != VALUE_PAPER || f->member.n)
            return refuse(k, "field-unknown", p->kind.n ? p->kind : STR("papers"), STR_NONE, STR_NONE), false;
        if (!hex_parse(p->sha256, digest, sizeof digest))
            return refuse(k, "format", masked_text(k->b->arena, p->sha256), STR("sha256"), STR_NONE), false;
        if (refuse_identity_number(k, "papers", p->name))
            return false;
    }
    return true;
}

/* What a measure is for, where its row has a set of fields; and until when, a day or the end of its ground. */
static bool measure_fits(struct check *k)
{
    struct str until = act_text(k->act, "until");
    struct day d;
    if (k->act->kind != KIND_MEASURE_APPLY)
        return true;
    if (until.n && !str_is(until, "listed") && !day_parse(until, &d))
        return refuse(k, "format", until, STR("YYYY-MM-DD, listed"), STR_NONE), false;
    struct step s = {.c = k->c, .act = k->act, .measure = catalog_measure(k->c, k->act->type, k->act->on)};
    if (!s.measure || measure_field(&s))
        return true;
    return refuse(k, s.refused, s.arg1, s.arg2, STR_NONE), false;
}

/* What an envelope member holds, as far as tables can require it. */
static bool member_present(const struct act *a, struct str member)
{
    return str_is(member, "subject")  ? a->subject.n > 0
           : str_is(member, "doc_no") ? a->doc_no.n > 0
           : str_is(member, "on")     ? day_is(a->on)
           : str_is(member, "agency") ? a->agency.n > 0
                                      : true;
}

static bool is_present(const struct act *a, const struct cat_field *f)
{
    return f->member.n ? member_present(a, f->member) : act_field_find(a, f->id) != NULL;
}

/* "penalty_kind=fine|confiscate": the other field holds one of the values; "licence_name": it is there. */
static bool condition_holds(const struct act *a, struct str condition)
{
    struct str id, values = condition, value;
    if (!str_split(&values, '=', &id))
        return false;
    const struct act_field *x = NULL;
    for (size_t i = 0; i < a->n_fields && !x; i++)
        if (str_eq(a->fields[i].id, id))
            x = &a->fields[i];
    if (!x)
        return false;
    if (!values.n)
        return true;
    while (str_split(&values, '|', &value))
        if (str_find(x->value, value) >= 0)
            return true;
    return false;
}

static void missing(struct check *k, const struct cat_field *f)
{
    if (str_is(f->id, "basis"))
        refuse(k, "no-basis", STR_NONE, STR_NONE, STR_NONE);
    else if (str_is(f->member, "doc_no"))
        refuse(k, "doc-no", STR("-"), STR_NONE, STR_NONE);
    else if (str_is(f->id, "name"))
        refuse(k, "name-missing", STR_NONE, STR_NONE, STR_NONE);
    else
        refuse(k, "required", f->id, STR_NONE, STR_NONE);
}

/* For a copy its list, source and day stand for number, basis and date (N3); only the name must be there. */
static bool required_here(const struct check *k, const struct cat_field *f)
{
    if (k->act->origin == ORIGIN_COPIED)
        return f->required == 'M' && str_is(f->id, "name");
    return f->required == 'M' && f->value != VALUE_PAPER;
}

static void check_required(struct check *k)
{
    size_t n;
    const struct cat_field *const *fields = catalog_fields(k->c, kind_text(k), k->act->type, &n);
    for (size_t i = 0; i < n; i++) {
        const struct cat_field *f = fields[i];
        if (f->required == 'O' || is_present(k->act, f))
            continue;
        if (required_here(k, f))
            missing(k, f);
        else if (f->required == 'C' && k->act->origin != ORIGIN_COPIED && condition_holds(k->act, f->condition))
            refuse(k, "cond-required", f->id, f->condition, STR_NONE);
    }
}

static bool wants_words(const struct cat_field *f, struct str value)
{
    struct str one;
    while (str_split(&value, ';', &one))
        for (size_t i = 0; i < f->n_options; i++)
            if (f->options[i].words && str_eq(f->options[i].id, one))
                return true;
    return false;
}

/* 其他 alone says nothing: the words behind it stand in a field of their own, ID_words. */
static void remark_words(struct check *k)
{
    for (size_t i = 0; i < k->act->n_fields; i++) {
        const struct act_field *x = &k->act->fields[i];
        const struct cat_field *f = catalog_field(k->c, kind_text(k), k->act->type, x->id);
        if (!f || !f->n_options || x->form != FORM_TEXT || !wants_words(f, x->value))
            continue;
        struct str id = str_printf(k->b->arena, "%.*s_words", STR_FMT(x->id));
        if (!act_text(k->act, id.p).n && catalog_field(k->c, kind_text(k), k->act->type, id))
            remark(k, FINDING_WARNING, "enum-words", f->id, id, STR_NONE);
    }
}

bool check_shape(struct check *k, struct err *e)
{
    (void)e;
    struct act *a = k->act;
    if (envelope_holds_identity_number(k) || !type_fits(k))
        return true;
    k->agency = a->agency.n ? catalog_agency(k->c, a->agency) : NULL;
    if (!k->agency && (a->by == BY_AGENCY || a->agency.n))
        return refuse(k, "agency-unknown", a->agency, STR_NONE, STR_NONE);
    if (k->schema->takes_subject != (a->subject.n > 0))
        return refuse(k, k->schema->takes_subject ? "required" : "shape", STR("subject"), STR_NONE, STR_NONE);
    if (!check_doc_no(k))
        return true;
    for (size_t i = 0; a->origin == ORIGIN_COPIED && i < 2; i++)
        if (!act_text(a, i ? "retrieved_on" : "copied_from").n)
            return refuse(k, "required", i ? STR("retrieved_on") : STR("copied_from"), STR_NONE, STR_NONE);
    fields_own(k);
    for (size_t i = 0; i < a->n_fields && !k->refused; i++) {
        k->place = sayable(k->b->arena, k->b->today, a->fields[i].id);
        field_fits(k, &a->fields[i]);
    }
    k->place = STR_NONE;
    if (!k->refused && papers_fit(k) && measure_fits(k))
        check_required(k);
    if (!k->refused && k->schema->opens)
        remark_words(k);
    return true;
}
