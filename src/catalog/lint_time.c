/* SPDX-License-Identifier: Apache-2.0 */
/* Rows in time and above each other: no day has two of them, none contradicts another, none outlives what it cites. */
#include "catalog/lint.h"

/* ---- one id, one row a day ---- */

static const struct {
    enum table_id table;
    const char *first, *second; /* the columns that name the thing whose rows follow each other */
} in_time[] = {
    {TABLE_RECORD_TYPES, "id", NULL},     {TABLE_LISTS, "id", NULL},
    {TABLE_MEASURES, "id", NULL},         {TABLE_GROUNDS, "list", "id"},
    {TABLE_TRANSITIONS, "machine", "id"}, {TABLE_LIST_MEASURES, "list", "measure"},
};

/* The day in the cell; DAY_NONE when it is empty. */
static struct day lint_day(const struct linter *l, enum table_id t, size_t i, const char *column)
{
    struct day d = DAY_NONE;
    struct str cell = lint_cell(l, t, i, column);
    return cell.n && day_parse(cell, &d) ? d : DAY_NONE;
}

static bool rows_meet(const struct linter *l, enum table_id t, size_t i, size_t k)
{
    return lint_meet(lint_day(l, t, i, "valid_from"), lint_day(l, t, i, "valid_to"), lint_day(l, t, k, "valid_from"),
                     lint_day(l, t, k, "valid_to"));
}

void lint_overlap(struct linter *l)
{
    for (size_t k = 0; k < sizeof in_time / sizeof *in_time; k++) {
        enum table_id t = in_time[k].table;
        const char *second = in_time[k].second;
        for (size_t i = 1; i < lint_rows(l, t); i++) { /* rows are in order of their keys, valid_from last */
            struct str id = lint_cell(l, t, i, second ? second : in_time[k].first);
            bool same = str_eq(lint_cell(l, t, i, in_time[k].first), lint_cell(l, t, i - 1, in_time[k].first)) &&
                        (!second || str_eq(id, lint_cell(l, t, i - 1, second)));
            if (same && rows_meet(l, t, i - 1, i))
                lint_say(l, t, i, "valid_from", id, lint_cell(l, t, i - 1, "valid_from"), STR_NONE);
        }
    }
}

/* ---- terms ---- */

static const struct cat_term *term_at(const struct linter *l, size_t i)
{
    return ROW(l->c, TABLE_TERMS, struct cat_term, i);
}

static bool terms_meet(const struct cat_term *a, const struct cat_term *b)
{
    return lint_meet(a->valid_from, a->valid_to, b->valid_from, b->valid_to);
}

/* Of two rows the one that stands later in its folder, or in the upper folder, is the one too many. */
static bool stands_later(const struct raw_row *a, const struct raw_row *b)
{
    return a->depth != b->depth ? a->depth > b->depth : a->line > b->line;
}

void lint_term_double(struct linter *l)
{
    const struct raw_row *rows = l->c->tables[TABLE_TERMS].v;
    for (size_t i = 0; i < lint_rows(l, TABLE_TERMS); i++)
        for (size_t k = 0; k < lint_rows(l, TABLE_TERMS); k++) {
            const struct cat_term *a = term_at(l, k), *b = term_at(l, i);
            bool same = str_eq(a->what, b->what) && str_eq(a->scope, b->scope) && str_eq(a->grade, b->grade);
            if (same && stands_later(&rows[i], &rows[k]) && terms_meet(a, b))
                lint_say(l, TABLE_TERMS, i, "id", b->id, a->id, STR_NONE);
        }
}

/* Months, where the unit is months or years: only what has one measure is compared. */
static bool term_size(const struct cat_term *t, struct str *measure, int *size)
{
    bool year = str_is(t->unit, "year");
    *measure = year ? STR("month") : t->unit;
    *size = year ? 12 * t->count : t->count;
    return !str_is(t->unit, "percent");
}

/* Below 0: a is shorter; *comparable false: not of one measure. */
static int term_compare(const struct cat_term *a, const struct cat_term *b, bool *comparable)
{
    struct str x, y;
    int m, n;
    bool both = term_size(a, &x, &m) && term_size(b, &y, &n);
    *comparable = both && str_eq(x, y);
    return *comparable ? (m > n) - (m < n) : 0;
}

static const char *const orders[][2] = {{"display-shortest", "display-longest"}, {"list-term-shortest", "list-term"}};

void lint_term_order(struct linter *l)
{
    for (size_t k = 0; k < sizeof orders / sizeof *orders; k++)
        for (size_t i = 0; i < lint_rows(l, TABLE_TERMS); i++)
            for (size_t j = 0; j < lint_rows(l, TABLE_TERMS); j++) {
                const struct cat_term *least = term_at(l, i), *most = term_at(l, j);
                bool comparable;
                if (str_is(least->what, orders[k][0]) && str_is(most->what, orders[k][1]) &&
                    str_eq(least->scope, most->scope) && str_eq(least->grade, most->grade) && terms_meet(least, most) &&
                    term_compare(least, most, &comparable) > 0)
                    lint_say(l, TABLE_TERMS, i, "count", least->id, most->id, STR_NONE);
            }
}

/* ---- what a row cites is in force as long as the row ---- */

static const enum table_id citing[] = {TABLE_RECORD_TYPES, TABLE_LISTS, TABLE_MEASURES, TABLE_GROUNDS,
                                       TABLE_TRANSITIONS,  TABLE_TERMS, TABLE_POWERS,   TABLE_LIST_MEASURES};

static bool is_open_past(struct day to, struct day end)
{
    return !day_is(to) || to.n > end.n;
}

/* Another instrument of the same cell begins while the ended one holds, or on the day after. */
static bool is_followed(const struct linter *l, struct str basis, const struct cat_instrument *ended)
{
    struct lint_citation other;
    while (lint_citation_next(l, &basis, &other)) {
        const struct cat_instrument *x = other.instrument;
        bool later = day_is(x->valid_from) && (!day_is(ended->valid_from) || x->valid_from.n > ended->valid_from.n);
        if (x != ended && later && x->valid_from.n <= ended->valid_to.n + 1 &&
            is_open_past(x->valid_to, ended->valid_to))
            return true;
    }
    return false;
}

void lint_superseded(struct linter *l)
{
    for (size_t k = 0; k < sizeof citing / sizeof *citing; k++)
        for (size_t i = 0; i < lint_rows(l, citing[k]); i++) {
            enum table_id t = citing[k];
            struct str basis = lint_cell(l, t, i, "basis"), rest = basis;
            struct lint_citation cited;
            if (table_column(t, "state") >= 0 && type_row(l->c, t, i)->state != STATE_USABLE)
                continue;
            while (lint_citation_next(l, &rest, &cited)) {
                const struct cat_instrument *x = cited.instrument;
                if (day_is(x->valid_to) && is_open_past(lint_day(l, t, i, "valid_to"), x->valid_to) &&
                    !is_followed(l, basis, x)) {
                    char day[DAY_CHARS];
                    lint_say(l, t, i, "basis", x->id, str_of(day_format(x->valid_to, day)), STR_NONE);
                }
            }
        }
}
