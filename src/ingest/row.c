/* SPDX-License-Identifier: Apache-2.0 */
/* One row, by the plan, becomes one act. Checks of form only; what it means is judged by act. */
#include "ingest_int.h"

void row_fault(struct plan *p, int64_t line, int column, const char *rule, struct str a1, struct str a2, struct str a3)
{
    p->bad_row = true;
    finding_at(p->f, FINDING_ERROR, line, column, rule, a1, a2, a3);
}

/* The tripwire runs over every column but the restricted ones, known or not, before anything else reads them. */
static bool holds_identity_number(struct plan *p, const struct str *cells, int64_t line, struct arena *a)
{
    bool any = false;
    struct str found;
    for (size_t i = 0; i < p->n_columns; i++) {
        if (p->use[i] == COLUMN_RESTRICTED || !tripwire(cells[i], p->today, &found))
            continue;
        bool subject = plan_column_of(p, STR("uscc")) == (int)i + 1;
        struct str mask = masked(a, found);
        if (subject)
            row_fault(p, line, (int)i + 1, "resident-id-shaped", mask, STR_NONE, STR_NONE);
        else
            row_fault(p, line, (int)i + 1, "id-in-field", plan_label(p, (int)i), mask, STR_NONE);
        any = true;
    }
    return any;
}

static bool has_item(struct str list, struct str item)
{
    struct str one;
    while (str_split(&list, ';', &one))
        if (str_eq(one, item))
            return true;
    return false;
}

/* The values of two columns of one field, each once. */
static struct str joined(struct arena *a, struct str list, struct str more)
{
    struct str one;
    while (str_split(&more, ';', &one))
        if (!has_item(list, one))
            list = str_printf(a, "%.*s;%.*s", STR_FMT(list), STR_FMT(one));
    return list;
}

/* Slots are sorted by field: columns of one field stand side by side, but for the words of the first. */
static void put_text(struct plan *p, struct act *out, struct str id, struct str value, enum field_form form,
                     struct arena *a)
{
    for (size_t i = out->n_fields; i > 0 && i + 2 > out->n_fields; i--)
        if (str_eq(p->fields[i - 1].id, id)) {
            p->fields[i - 1].value = joined(a, p->fields[i - 1].value, value);
            return;
        }
    p->fields[out->n_fields++] = (struct act_field){id, form, value};
}

static void put_words(struct plan *p, struct act *out, const struct slot *s, struct arena *a)
{
    const struct cat_field *w = s->column != NO_COLUMN && p->words.n ? words_field(p, s->f) : NULL;
    if (w)
        put_text(p, out, w->id, p->words, FORM_TEXT, a);
}

static enum act_by by_of(struct str role)
{
    for (enum act_by by = BY_AGENCY; by <= BY_ANYONE; by++)
        if (str_is(role, act_by_text(by)))
            return by;
    return BY_AGENCY;
}

static void put(struct plan *p, struct act *out, const struct slot *s, struct str value, enum field_form form,
                struct arena *a)
{
    struct str *const members[TARGETS] = {
        [TO_SUBJECT] = &out->subject,
        [TO_DOC_NO] = &out->doc_no,
        [TO_TYPE] = &out->type,
        [TO_DRAFTED] = &out->drafted_by,
        [TO_APPROVED] = &out->approved_by,
        [TO_CONFIRMED] = &out->confirmed_by,
        [TO_REF_RECEIPT] = &out->refers_to.receipt,
        [TO_REF_AGENCY] = &out->refers_to.agency,
        [TO_REF_TYPE] = &out->refers_to.type,
        [TO_REF_DOC_NO] = &out->refers_to.doc_no,
    };
    if (s->target == TO_FIELD || s->target == TO_BOTH)
        put_text(p, out, s->f->id, value, form, a);
    if (s->target == TO_ON || s->target == TO_BOTH)
        day_parse(value, &out->on);
    else if (s->target == TO_BY)
        out->by = by_of(value);
    else if (s->target == TO_REF_KIND)
        out->refers_to.kind = act_kind_of(value);
    else if (members[s->target])
        *members[s->target] = value;
}

/* What an act of this kind names when the row does not say: a notice names the penalty that its list requires, all
 * others something of their own type. Where a kind has no type, the row must tell. */
static struct str named_type(const struct plan *p, const struct act *out)
{
    const struct cat_type *penalty = catalog_type(p->c, str_of(cat_family_name(FAMILY_PENALTY)));
    return p->schema->kind == KIND_LIST_NOTICE && penalty ? penalty->id : out->type;
}

/* A receipt says all; a number is one of this agency and of the act that opens what this one follows, unless the row
 * says otherwise. */
static void finish_ref(const struct plan *p, struct act *out)
{
    struct act_ref *ref = &out->refers_to;
    if (ref->receipt.n)
        *ref = (struct act_ref){.receipt = ref->receipt};
    out->has_ref = ref->receipt.n || ref->doc_no.n;
    if (ref->receipt.n || !ref->doc_no.n)
        return;
    ref->agency = ref->agency.n ? ref->agency : out->agency;
    ref->type = ref->type.n ? ref->type : named_type(p, out);
    const struct cat_type *t = ref->type.n ? catalog_type(p->c, ref->type) : NULL;
    if (!ref->kind && t)
        ref->kind = named_kind(p->schema->kind, t->family);
}

/* A file is the agency's, but for what is written of operators and copies, and for what it enters of what somebody
 * said. */
static enum act_by filer(const struct plan *p)
{
    struct str roles = str_of(p->schema->by), first = STR_NONE;
    (void)str_split(&roles, ' ', &first);
    return p->copy ? BY_OPERATOR : by_of(first);
}

static void fill(struct plan *p, const struct str *cells, int64_t line, struct arena *a, struct act *out)
{
    for (size_t i = 0; i < p->slots.n; i++) {
        const struct slot *s = &p->slots.v[i];
        struct str value = s->fixed;
        enum field_form form = s->form;
        if (s->target == TO_PAPERS) {
            struct str cell = s->column != NO_COLUMN ? str_trim(cells[s->column]) : s->fixed;
            (void)cell_papers(p, s->f, cell, line, s->column + 1, a, out); /* a fault bars the row */
            continue;
        }
        if (s->column != NO_COLUMN &&
            !cell_value(p, s->f, str_trim(cells[s->column]), line, s->column + 1, a, &value, &form))
            continue;
        if (value.n) {
            put(p, out, s, value, form, a);
            put_words(p, out, s, a);
        }
    }
}

bool row_act(struct plan *p, const struct str *cells, int64_t line, struct arena *a, struct act *out)
{
    p->bad_row = false;
    *out = (struct act){.kind = p->schema->kind,
                        .type = p->type,
                        .on = DAY_NONE,
                        .fields = p->fields,
                        .by = filer(p),
                        .origin = p->copy         ? ORIGIN_COPIED
                                  : p->o->carried ? ORIGIN_CARRIED
                                                  : ORIGIN_FILED};
    if (holds_identity_number(p, cells, line, a))
        return false;
    const struct cat_agency *agency = row_agency(p, cells, line);
    out->agency = agency ? agency->id : STR_NONE;
    fill(p, cells, line, a, out);
    finish_ref(p, out);
    return !p->bad_row;
}
