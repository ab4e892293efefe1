/* SPDX-License-Identifier: Apache-2.0 */
/* What rows say of each other: references, and the promises of the design that a rulebook could break. */
#include "catalog/catalog_int.h"
#include "uscc/uscc.h"

/* ---- plain references: a table of columns and where they lead ---- */

enum { REF_LIST = 1, REF_STAR = 2 }; /* several by ';', each "ID" or "ID words"; "*" stands for all */
struct reference {
    enum table_id table;
    const char *column;
    size_t map_at; /* offset of a map in struct catalog */
    unsigned flags;
};
#define TO(map) offsetof(struct catalog, map)
static const struct reference references[] = {
    {TABLE_AGENCIES, "kind", TO(by_agency_kind)},
    {TABLE_AGENCIES, "region", TO(by_region)},
    {TABLE_AGENCIES, "parent", TO(by_agency)},
    {TABLE_AGENCIES, "successor", TO(by_agency), REF_LIST},
    {TABLE_RECORD_TYPES, "owner", TO(by_agency)},
    {TABLE_RECORD_TYPES, "basis", TO(by_instrument), REF_LIST},
    {TABLE_LISTS, "owner", TO(by_agency)},
    {TABLE_LISTS, "basis", TO(by_instrument), REF_LIST},
    {TABLE_MEASURES, "owner", TO(by_agency)},
    {TABLE_MEASURES, "basis", TO(by_instrument), REF_LIST},
    {TABLE_GROUNDS, "list", TO(by_type)},
    {TABLE_GROUNDS, "basis", TO(by_instrument), REF_LIST},
    {TABLE_TRANSITIONS, "act", TO(by_act_kind)},
    {TABLE_TRANSITIONS, "owes", TO(by_act_kind)},
    {TABLE_TRANSITIONS, "basis", TO(by_instrument), REF_LIST},
    {TABLE_LIST_MEASURES, "list", TO(by_type)},
    {TABLE_LIST_MEASURES, "measure", TO(by_type)},
    {TABLE_LIST_MEASURES, "basis", TO(by_instrument), REF_LIST},
    {TABLE_FIELDS, "kind", TO(by_act_kind)},
    {TABLE_FIELDS, "type", TO(by_type), REF_STAR},
    {TABLE_FIELDS, "options", TO(by_set)},
    {TABLE_FIELDS, "older_options", TO(by_set)},
    {TABLE_TERMS, "basis", TO(by_instrument), REF_LIST},
    {TABLE_POWERS, "agency_kind", TO(by_agency_kind), REF_STAR},
    {TABLE_POWERS, "type", TO(by_type), REF_STAR},
    {TABLE_POWERS, "basis", TO(by_instrument), REF_LIST},
};

static void dangling(struct loader *l, enum table_id t, const struct raw_row *row, const char *column, struct str to)
{
    loader_bad(l, t, row, column, "rules-reference", str_of(column), to);
}

static void check_reference(struct loader *l, const struct reference *r, const struct raw_row *row, int column)
{
    const struct map *map;
    memcpy(&map, (const char *)l->c + r->map_at, sizeof map);
    struct str rest = row->cells[column], one, id;
    if (!rest.n || ((r->flags & REF_STAR) && str_is(rest, "*")))
        return;
    if (!(r->flags & REF_LIST)) {
        if (!map_find(map, rest))
            dangling(l, r->table, row, r->column, rest);
        return;
    }
    while (str_split(&rest, ';', &one)) {
        one = str_trim(one);
        if (str_split(&one, ' ', &id) && !map_find(map, id))
            dangling(l, r->table, row, r->column, id);
    }
}

static void check_references(struct loader *l)
{
    for (size_t k = 0; k < sizeof references / sizeof *references; k++) {
        const struct reference *r = &references[k];
        int column = table_column(r->table, r->column);
        for (size_t i = 0; i < l->c->tables[r->table].n; i++)
            check_reference(l, r, &l->c->tables[r->table].v[i], column);
    }
}

/* ---- powers and terms: references of more than one kind ---- */

static bool is_act_kind(const struct catalog *c, struct str kind)
{
    size_t at = 0;
    struct str known;
    void *value;
    if (!str_ends(kind, STR(".")))
        return map_find(c->by_act_kind, kind) != NULL;
    while (map_each(c->by_act_kind, &at, &known, &value))
        if (str_starts(known, kind))
            return true;
    return false;
}

static void check_powers(struct loader *l)
{
    const struct catalog *c = l->c;
    for (size_t i = 0; i < c->tables[TABLE_POWERS].n; i++) {
        const struct cat_power *p = ROW(c, TABLE_POWERS, struct cat_power, i);
        const struct raw_row *row = &c->tables[TABLE_POWERS].v[i];
        if (!is_act_kind(c, p->act_kind))
            dangling(l, TABLE_POWERS, row, "act_kind", p->act_kind);
        if (p->granter.n && !map_find(c->by_agency, p->granter) && !map_find(c->by_agency_kind, p->granter))
            dangling(l, TABLE_POWERS, row, "granter", p->granter);
    }
}

static bool is_family(struct str s)
{
    for (int f = FAMILY_REGISTRATION; f <= FAMILY_MEASURE; f++)
        if (str_is(s, cat_family_name((enum cat_family)f)))
            return true;
    return false;
}

static void check_terms(struct loader *l)
{
    for (size_t i = 0; i < l->c->tables[TABLE_TERMS].n; i++) {
        struct str scope = ROW(l->c, TABLE_TERMS, struct cat_term, i)->scope;
        if (!str_is(scope, "*") && !is_family(scope) && !map_find(l->c->by_type, scope))
            dangling(l, TABLE_TERMS, &l->c->tables[TABLE_TERMS].v[i], "scope", scope);
    }
}

/* ---- fields: conditions and sets ---- */

static void check_condition(struct loader *l, const struct cat_field *f, const struct raw_row *row)
{
    struct str rest = f->condition, id, value;
    str_split(&rest, '=', &id);
    const struct cat_field *other = catalog_field(l->c, f->kind, f->type, id);
    if (!other) {
        dangling(l, TABLE_FIELDS, row, "condition", id);
        return;
    }
    while (other->n_options && str_split(&rest, '|', &value))
        if (!cat_field_option(other, value))
            dangling(l, TABLE_FIELDS, row, "condition", value);
}

static bool has_option(const struct cat_field *f, struct str id)
{
    for (size_t i = 0; i < f->n_options; i++)
        if (str_eq(f->options[i].id, id))
            return true;
    return false;
}

/* "M 200", "C? 64?": a letter, then a length, each with '?' where it is not read in a source; -1: none of that. */
static int64_t standard_length(struct str standard)
{
    struct str rest = standard, letter, length;
    int64_t n = 0;
    if (!str_split(&rest, ' ', &letter) || !letter.n || !strchr("MCO", *letter.p) || letter.n > 2 ||
        (letter.n == 2 && letter.p[1] != '?'))
        return -1;
    length = rest;
    if (str_ends(length, STR("?")))
        length.n--;
    return !rest.n ? 0 : length.n && str_int(length, &n) && n > 0 ? n : -1;
}

/* What the standard allows fits in; what an older set means is a value of today's. */
static void check_standard(struct loader *l, const struct cat_field *f, const struct raw_row *row)
{
    int64_t length = f->standard.n ? standard_length(f->standard) : 0;
    if (length < 0 || (f->max_chars && f->max_chars < length))
        loader_bad(l, TABLE_FIELDS, row, "standard", "rules-value", f->standard, STR("standard"));
    if ((f->older != NULL) != (f->older_headers.n > 0))
        loader_bad(l, TABLE_FIELDS, row, "older_headers", "rules-value", f->older_headers, STR("older headers"));
    for (size_t i = 0; f->older && i < f->older->n_options; i++)
        if (!has_option(f, f->older->options[i].id))
            dangling(l, TABLE_FIELDS, row, "older_options", f->older->options[i].id);
}

static void check_fields(struct loader *l)
{
    for (size_t i = 0; i < l->c->tables[TABLE_FIELDS].n; i++) {
        const struct cat_field *f = &ROW(l->c, TABLE_FIELDS, struct field_row, i)->public_;
        const struct raw_row *row = &l->c->tables[TABLE_FIELDS].v[i];
        check_standard(l, f, row);
        bool is_enum = f->value == VALUE_ENUM || f->value == VALUE_ENUMS;
        if (f->value != VALUE_LIST && is_enum != (f->n_options > 0))
            loader_bad(l, TABLE_FIELDS, row, "options", "rules-value",
                       ROW(l->c, TABLE_FIELDS, struct field_row, i)->set, STR("set of options"));
        if ((f->required == 'C') != (f->condition.n > 0))
            loader_bad(l, TABLE_FIELDS, row, "condition", "rules-value", f->condition, STR("condition"));
        else if (f->condition.n)
            check_condition(l, f, row);
    }
}

/* ---- types: keys, and ends (N6, N7) ---- */

static bool is_key_part(const struct catalog *c, const struct cat_type *type, struct str part)
{
    static const char *const opening[] = {"entity.register", "licence.grant", "penalty.decide", "honour.grant",
                                          "record.publish",  "list.decide",   "measure.apply"};
    static const enum cat_family families[] = {FAMILY_REGISTRATION, FAMILY_LICENCE, FAMILY_PENALTY, FAMILY_HONOUR,
                                               FAMILY_RECORD,       FAMILY_LIST,    FAMILY_MEASURE};
    if (str_is(part, "agency") || str_is(part, "doc_no"))
        return true;
    for (size_t i = 0; i < sizeof opening / sizeof *opening; i++)
        if (families[i] == type->family && catalog_field(c, str_of(opening[i]), type->id, part))
            return true;
    return false;
}

static void check_natural_key(struct loader *l, enum table_id t, const struct cat_type *type, const struct raw_row *row)
{
    struct str rest = type->natural_key, one, part;
    while (str_split(&rest, ' ', &one))
        while (str_split(&one, '|', &part))
            if (!is_key_part(l->c, type, part))
                loader_bad(l, t, row, "natural_key", "rules-natural-key", part, STR_NONE);
}

/* Nothing adverse without an end (N6): a term, or for lists and measures a stated condition. */
static bool has_end(const struct catalog *c, enum table_id t, size_t at)
{
    const struct cat_type *type = type_row(c, t, at);
    if (t == TABLE_LISTS && ROW(c, t, struct cat_list, at)->exit.n)
        return true;
    if (t == TABLE_MEASURES)
        return true;
    for (size_t i = 0; i < c->tables[TABLE_TERMS].n; i++) {
        struct str scope = ROW(c, TABLE_TERMS, struct cat_term, i)->scope;
        if (str_eq(scope, type->id) || str_is(scope, cat_family_name(type->family)))
            return true;
    }
    return false;
}

static void check_types(struct loader *l, enum table_id t)
{
    for (size_t i = 0; i < l->c->tables[t].n; i++) {
        const struct cat_type *type = type_row(l->c, t, i);
        const struct raw_row *row = &l->c->tables[t].v[i];
        check_natural_key(l, t, type, row);
        if (type->tone == TONE_ADVERSE && type->past_stays)
            loader_bad(l, t, row, "past_stays", "rules-past-stays", type->id, STR_NONE);
        if (type->tone == TONE_ADVERSE && type->state == STATE_USABLE && !has_end(l->c, t, i))
            loader_bad(l, t, row, "tone", "rules-no-term", type->id, STR_NONE);
        if (type->state == STATE_DISPLAY_ONLY && !type->state_why.n)
            loader_bad(l, t, row, "state_why", "rules-value", type->state_why, STR("reason"));
    }
}

/* ---- codes ---- */

static void check_code(struct loader *l, enum table_id t, const struct raw_row *row, const char *column,
                       struct str code, enum uscc_verdict wanted)
{
    struct uscc_report report;
    uscc_check(code.p, code.n, NULL, &report);
    if (report.verdict != wanted || !str_is(code, report.code))
        loader_bad(l, t, row, column, "rules-value", code, STR("USCC"));
}

/* In clear, or as its digest: so a rulebook can know a code without naming an organisation. */
static void check_exception(struct loader *l, const struct raw_row *row, struct str code)
{
    uint8_t digest[SHA256_BYTES];
    struct str prefix = STR("sha256:");
    if (!str_starts(code, prefix))
        check_code(l, TABLE_EXCEPTIONS, row, "code", code, USCC_CHECK);
    else if (!hex_parse(str_n(code.p + prefix.n, code.n - prefix.n), digest, sizeof digest))
        loader_bad(l, TABLE_EXCEPTIONS, row, "code", "rules-value", code, STR("sha256"));
}

/* A region has six digits; an agency's code is right; an exception's is wrong, or it would be none. */
static void check_codes(struct loader *l)
{
    const struct catalog *c = l->c;
    int64_t number;
    for (size_t i = 0; i < c->tables[TABLE_REGIONS].n; i++) {
        struct str code = ROW(c, TABLE_REGIONS, struct cat_region, i)->code;
        if (code.n != 6 || code.p[0] == '-' || !str_int(code, &number))
            loader_bad(l, TABLE_REGIONS, &c->tables[TABLE_REGIONS].v[i], "code", "rules-value", code, STR("region"));
    }
    for (size_t i = 0; i < c->tables[TABLE_AGENCIES].n; i++) {
        struct str code = ROW(c, TABLE_AGENCIES, struct cat_agency, i)->uscc;
        if (code.n)
            check_code(l, TABLE_AGENCIES, &c->tables[TABLE_AGENCIES].v[i], "uscc", code, USCC_VALID);
    }
    for (size_t i = 0; i < c->tables[TABLE_EXCEPTIONS].n; i++)
        check_exception(l, &c->tables[TABLE_EXCEPTIONS].v[i], ROW(c, TABLE_EXCEPTIONS, struct exception_row, i)->code);
}

void check_tables(struct loader *l)
{
    check_references(l);
    check_powers(l);
    check_terms(l);
    check_fields(l);
    check_types(l, TABLE_RECORD_TYPES);
    check_types(l, TABLE_LISTS);
    check_types(l, TABLE_MEASURES);
    check_codes(l);
}
