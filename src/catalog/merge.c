/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of all folders in one order, that of their keys: so nothing later depends on the order in a file. */
#include <stdlib.h>

#include "catalog/catalog_int.h"

static int compare_keys(const struct table_spec *spec, const struct raw_row *x, const struct raw_row *y)
{
    for (size_t i = 0; i < spec->n_cols; i++) {
        int order = spec->cols[i].flags & COL_KEY ? str_cmp(x->cells[i], y->cells[i]) : 0;
        if (order)
            return order;
    }
    return 0;
}

static int compare_rows(const void *x, const void *y, void *spec)
{
    const struct raw_row *a = x, *b = y;
    int order = compare_keys(spec, a, b);
    if (!order)
        order = (a->depth > b->depth) - (a->depth < b->depth);
    return order ? order : (a->line > b->line) - (a->line < b->line);
}

static struct str key_text(struct arena *a, const struct table_spec *spec, const struct raw_row *row)
{
    struct buf b = {0};
    for (size_t i = 0; i < spec->n_cols; i++) {
        if (!(spec->cols[i].flags & COL_KEY) || !row->cells[i].n)
            continue;
        if (b.n)
            buf_char(&b, ' ');
        buf_str(&b, row->cells[i]);
    }
    struct str text = str_dup(a, buf_view(&b));
    buf_free(&b);
    return text;
}

/* What an extending folder adds is marked local, for good: the copy in a register keeps the mark. */
static void mark_local(struct loader *l, enum table_id t)
{
    int at = table_column(t, "local");
    const struct table_spec *spec = table_spec(t);
    struct raw_table *table = &l->c->tables[t];
    for (size_t i = 0; at >= 0 && i < table->n; i++) {
        if (!table->v[i].depth || table->v[i].under)
            continue;
        struct str *cells = arena_alloc(l->c->arena, spec->n_cols * sizeof *cells);
        memcpy(cells, table->v[i].cells, spec->n_cols * sizeof *cells);
        cells[at] = STR("yes");
        table->v[i].cells = cells;
    }
}

/* The upper row, with the lower one's cells where its file has no such column. */
static struct raw_row lay_over(struct loader *l, const struct table_spec *spec, const struct raw_row *lower,
                               const struct raw_row *upper)
{
    struct raw_row row = *upper;
    row.under = lower->cells;
    if (spec->overrides == OVERRIDES_ROW)
        return row;
    struct str *cells = arena_alloc(l->c->arena, spec->n_cols * sizeof *cells);
    for (size_t i = 0; i < spec->n_cols; i++)
        cells[i] = upper->places[i] ? upper->cells[i] : lower->cells[i];
    row.cells = cells;
    return row;
}

static bool same_thing(const struct table_spec *spec, int from, const struct raw_row *x, const struct raw_row *y)
{
    for (int i = 0; i < (int)spec->n_cols; i++)
        if (i != from && (spec->cols[i].flags & COL_KEY) && !str_eq(x->cells[i], y->cells[i]))
            return false;
    return true;
}

/* Rows of an id follow each other in time; a file that does not say which one it completes means the newest. */
static void take_period(struct loader *l, const struct table_spec *spec, int from, struct raw_table *table, size_t i)
{
    struct raw_row *row = &table->v[i];
    const struct raw_row *newest = NULL;
    for (size_t k = 0; k < i; k++) { /* lower folders are read first */
        const struct raw_row *x = &table->v[k];
        if (x->depth < row->depth && same_thing(spec, from, x, row) &&
            (!newest || str_cmp(x->cells[from], newest->cells[from]) >= 0))
            newest = x;
    }
    if (!newest)
        return;
    struct str *cells = arena_alloc(l->c->arena, spec->n_cols * sizeof *cells);
    memcpy(cells, row->cells, spec->n_cols * sizeof *cells);
    cells[from] = newest->cells[from];
    row->cells = cells;
}

static void take_periods(struct loader *l, enum table_id t)
{
    const struct table_spec *spec = table_spec(t);
    struct raw_table *table = &l->c->tables[t];
    int from = table_column(t, "valid_from");
    if (spec->overrides != OVERRIDES_CELLS || from < 0 || !(spec->cols[from].flags & COL_KEY))
        return;
    for (size_t i = 0; i < table->n; i++)
        if (table->v[i].depth && !table->v[i].places[from])
            take_period(l, spec, from, table, i);
}

static void merge_table(struct loader *l, enum table_id t)
{
    struct raw_table *table = &l->c->tables[t];
    const struct table_spec *spec = table_spec(t);
    if (table->n)
        qsort_r(table->v, table->n, sizeof *table->v, compare_rows, (void *)spec);
    size_t n = 0;
    for (size_t i = 0; i < table->n; i++) {
        const struct raw_row *row = &table->v[i];
        bool again = n && !compare_keys(spec, &table->v[n - 1], row);
        if (again && (spec->overrides == OVERRIDES_NOT || row->depth == table->v[n - 1].depth))
            loader_bad(l, t, row, NULL, "rules-key", key_text(l->c->arena, spec, row), STR_NONE);
        table->v[again ? n - 1 : n] = again ? lay_over(l, spec, &table->v[n - 1], row) : *row;
        n += !again;
    }
    table->n = n;
}

void merge_tables(struct loader *l)
{
    for (int t = 0; t < TABLE_COUNT; t++) {
        take_periods(l, (enum table_id)t);
        merge_table(l, (enum table_id)t);
        mark_local(l, (enum table_id)t);
    }
}
