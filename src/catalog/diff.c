/* SPDX-License-Identifier: Apache-2.0 */
/* Tables as text: cells by the name of their column, and what two rulebooks differ in. */
#include "catalog/catalog_int.h"

static bool table_named(const char *name, enum table_id *out)
{
    for (int t = 0; t < TABLE_COUNT; t++)
        if (strcmp(table_spec((enum table_id)t)->name, name) == 0) {
            *out = (enum table_id)t;
            return true;
        }
    return false;
}

size_t catalog_rows(const struct catalog *c, const char *table)
{
    enum table_id t;
    return table_named(table, &t) ? c->tables[t].n : 0;
}

struct str catalog_cell(const struct catalog *c, const char *table, size_t row, const char *column)
{
    enum table_id t;
    if (!table_named(table, &t) || row >= c->tables[t].n)
        return STR_NONE;
    int at = table_column(t, column);
    return at < 0 ? STR_NONE : c->tables[t].v[row].cells[at];
}

const char *catalog_column(const char *table, size_t i)
{
    enum table_id t;
    return table_named(table, &t) && i < table_spec(t)->n_cols ? table_spec(t)->cols[i].name : NULL;
}

/* ---- differences ---- */

struct compare {
    enum table_id table;
    bool (*each)(void *context, const struct cat_change *change);
    void *context;
    struct buf key;
};

static int order_of(const struct table_spec *spec, const struct str *x, const struct str *y)
{
    for (size_t i = 0; i < spec->n_cols; i++) {
        int order = spec->cols[i].flags & COL_KEY ? str_cmp(x[i], y[i]) : 0;
        if (order)
            return order;
    }
    return 0;
}

static bool tell(struct compare *d, enum cat_change_kind kind, const struct str *cells, const char *column,
                 struct str old, struct str new)
{
    const struct table_spec *spec = table_spec(d->table);
    buf_clear(&d->key);
    for (size_t i = 0; i < spec->n_cols; i++)
        if ((spec->cols[i].flags & COL_KEY) && cells[i].n)
            buf_printf(&d->key, "%s%.*s", d->key.n ? " " : "", STR_FMT(cells[i]));
    int zh = table_column(d->table, "zh");
    struct cat_change change = {.table = spec->name,
                                .kind = kind,
                                .key = buf_view(&d->key),
                                .zh = zh < 0 ? STR_NONE : cells[zh],
                                .column = column,
                                .old = old,
                                .new = new};
    return d->each(d->context, &change);
}

static bool tell_cells(struct compare *d, const struct str *a, const struct str *b)
{
    const struct table_spec *spec = table_spec(d->table);
    for (size_t i = 0; i < spec->n_cols; i++)
        if (!str_eq(a[i], b[i]) && !tell(d, CHANGE_CELL, b, spec->cols[i].name, a[i], b[i]))
            return false;
    return true;
}

/* Both sides are in order of their keys. `extends` has done its work and is no difference. */
static bool compare_tables(struct compare *d, const struct raw_table *a, const struct raw_table *b)
{
    const struct table_spec *spec = table_spec(d->table);
    size_t i = 0, k = 0;
    bool on = true;
    while (on && (i < a->n || k < b->n)) {
        int order = i == a->n ? 1 : k == b->n ? -1 : order_of(spec, a->v[i].cells, b->v[k].cells);
        if (order < 0)
            on = tell(d, CHANGE_REMOVED, a->v[i].cells, NULL, STR_NONE, STR_NONE);
        else if (order > 0)
            on = tell(d, CHANGE_ADDED, b->v[k].cells, NULL, STR_NONE, STR_NONE);
        else
            on = tell_cells(d, a->v[i].cells, b->v[k].cells);
        i += order <= 0;
        k += order >= 0;
    }
    return on;
}

void catalog_diff(const struct catalog *a, const struct catalog *b,
                  bool (*each)(void *context, const struct cat_change *change), void *context)
{
    struct compare d = {.each = each, .context = context};
    bool on = true;
    for (int t = TABLE_JURISDICTION + 1; on && t < TABLE_COUNT; t++) {
        d.table = (enum table_id)t;
        on = compare_tables(&d, &a->tables[t], &b->tables[t]);
    }
    buf_free(&d.key);
}
