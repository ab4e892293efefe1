/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A folder that extends another must not be harder on people than what lies under it, unless a local regulation says
 * so: then it is told as a warning. Only folders know what lies under a row; the copy in a register has one depth.
 */
#include "catalog/lint.h"

/* Clocks whose shortening weighs on the subject; of all others it is the lengthening. */
static const char *const rights[] = {"reply-window",     "hearing-window",         "hearing-notice", "perform",
                                     "objection-window", "reconsideration-window", "lawsuit-window"};

static bool is_right(struct str what)
{
    for (size_t i = 0; i < sizeof rights / sizeof *rights; i++)
        if (str_is(what, rights[i]))
            return true;
    return false;
}

static bool has_regulation(const struct linter *l, struct str basis)
{
    struct lint_citation cited;
    while (lint_citation_next(l, &basis, &cited)) {
        struct str kind = cited.instrument->kind;
        if (str_is(kind, "local") || str_is(kind, "law") || str_is(kind, "regulation"))
            return true;
    }
    return false;
}

static void tell(struct linter *l, enum table_id t, size_t i, const char *column, struct str id, struct str lower)
{
    bool lawful = has_regulation(l, lint_cell(l, t, i, "basis"));
    lint_say_as(l, lawful ? FINDING_WARNING : FINDING_ERROR, t, i, column, id, lint_cell(l, t, i, column), lower);
}

static int64_t number(struct str cell)
{
    int64_t n = 0;
    return cell.n && str_int(cell, &n) ? n : 0;
}

/* Counts in the smallest unit that they share; *ok false when they share none. */
static int64_t measured(struct str count, struct str unit, struct str *base)
{
    bool year = str_is(unit, "year");
    *base = year ? STR("month") : unit;
    return number(count) * (year ? 12 : 1);
}

static bool is_stricter_term(const struct str *upper, const struct str *lower)
{
    int count = table_column(TABLE_TERMS, "count"), unit = table_column(TABLE_TERMS, "unit");
    int what = table_column(TABLE_TERMS, "what");
    struct str a, b;
    int64_t up = measured(upper[count], upper[unit], &a), low = measured(lower[count], lower[unit], &b);
    if (!str_eq(a, b) || !str_eq(upper[what], lower[what]))
        return false;
    return is_right(upper[what]) ? up < low : up > low;
}

/* ---- rows that are added: the nearest lower row that would have ruled ---- */

static const struct raw_row *term_row(const struct linter *l, size_t i)
{
    return &l->c->tables[TABLE_TERMS].v[i];
}

static bool would_rule(const struct linter *l, size_t lower, size_t upper, struct str scope)
{
    const struct cat_term *a = ROW(l->c, TABLE_TERMS, struct cat_term, lower);
    const struct cat_term *b = ROW(l->c, TABLE_TERMS, struct cat_term, upper);
    return term_row(l, lower)->depth < term_row(l, upper)->depth && str_eq(a->scope, scope) &&
           str_eq(a->what, b->what) && str_eq(a->grade, b->grade) &&
           lint_meet(a->valid_from, a->valid_to, b->valid_from, b->valid_to);
}

static bool look_in_scope(struct linter *l, size_t i, struct str scope)
{
    const struct cat_term *own = ROW(l->c, TABLE_TERMS, struct cat_term, i);
    bool some = false;
    for (size_t k = 0; k < lint_rows(l, TABLE_TERMS); k++) {
        if (!would_rule(l, k, i, scope))
            continue;
        some = true;
        if (is_stricter_term(term_row(l, i)->cells, term_row(l, k)->cells))
            tell(l, TABLE_TERMS, i, "count", own->id, ROW(l->c, TABLE_TERMS, struct cat_term, k)->id);
    }
    return some;
}

static void look_at_added_term(struct linter *l, size_t i)
{
    struct str scope = ROW(l->c, TABLE_TERMS, struct cat_term, i)->scope;
    const struct cat_type *type = catalog_type(l->c, scope);
    if (look_in_scope(l, i, scope) || (type && look_in_scope(l, i, str_of(cat_family_name(type->family)))))
        return;
    if (!str_is(scope, "*"))
        look_in_scope(l, i, STR("*"));
}

/* ---- rows that replace ---- */

/* Words that the upper cell has and the lower one has not. */
static bool has_more(struct str upper, struct str lower)
{
    struct str one;
    if (str_is(lower, "*"))
        return false;
    while (str_split(&upper, ' ', &one))
        if (one.n && !lint_has(lower, one))
            return true;
    return false;
}

static void look_at_cell(struct linter *l, enum table_id t, size_t i, const char *column, bool more_is_stricter)
{
    const struct raw_row *row = &l->c->tables[t].v[i];
    struct str upper = lint_cell(l, t, i, column), lower = row->under[table_column(t, column)];
    if (more_is_stricter ? has_more(upper, lower) : has_more(lower, upper))
        tell(l, t, i, column, lint_cell(l, t, i, "id"), lower);
}

static void look_at_months(struct linter *l, size_t i)
{
    int at = table_column(TABLE_MEASURES, "months_max");
    int64_t upper = lint_measure(l, i)->months_max, lower = number(l->c->tables[TABLE_MEASURES].v[i].under[at]);
    if (lower && (upper > lower || !upper))
        tell(l, TABLE_MEASURES, i, "months_max", lint_measure(l, i)->type.id,
             l->c->tables[TABLE_MEASURES].v[i].under[at]);
}

/* A completed row would otherwise stand under the source of the row that lacked the value. */
void lint_override_source(struct linter *l)
{
    for (int t = 0; t < TABLE_COUNT; t++) {
        int at = table_column((enum table_id)t, "source");
        for (size_t i = 0; at >= 0 && i < lint_rows(l, (enum table_id)t); i++) {
            const struct raw_row *row = &l->c->tables[t].v[i];
            if (row->under && !row->places[at])
                lint_say(l, (enum table_id)t, i, NULL, row->cells[0], STR_NONE, STR_NONE);
        }
    }
}

void lint_local_stricter(struct linter *l)
{
    for (size_t i = 0; i < lint_rows(l, TABLE_TERMS); i++) {
        const struct raw_row *row = term_row(l, i);
        if (row->under && is_stricter_term(row->cells, row->under))
            tell(l, TABLE_TERMS, i, "count", row->cells[0], row->under[table_column(TABLE_TERMS, "count")]);
        else if (row->depth && !row->under)
            look_at_added_term(l, i);
    }
    for (size_t i = 0; i < lint_rows(l, TABLE_LISTS); i++)
        if (l->c->tables[TABLE_LISTS].v[i].under) {
            look_at_cell(l, TABLE_LISTS, i, "subjects", true);
            look_at_cell(l, TABLE_LISTS, i, "consent_levels", false);
            look_at_cell(l, TABLE_LISTS, i, "requires", false);
        }
    for (size_t i = 0; i < lint_rows(l, TABLE_MEASURES); i++)
        if (l->c->tables[TABLE_MEASURES].v[i].under) {
            look_at_cell(l, TABLE_MEASURES, i, "subjects", true);
            look_at_months(l, i);
        }
}
