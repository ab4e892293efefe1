/* SPDX-License-Identifier: Apache-2.0 */
/* Cells become members, by the table of columns. */
#include <stdlib.h>

#include "catalog/catalog_int.h"

static int word_index(const char *const *words, struct str s)
{
    for (int i = 0; words[i]; i++)
        if (str_is(s, words[i]))
            return i;
    return -1;
}

static bool all_words(const char *const *words, struct str s)
{
    struct str rest = s, part;
    if (str_is(s, "*"))
        return true;
    while (str_split(&rest, ' ', &part))
        if (word_index(words, part) < 0)
            return false;
    return true;
}

static bool put_day(void *at, struct str cell)
{
    struct day d = DAY_NONE;
    if (cell.n && !day_parse(cell, &d))
        return false;
    memcpy(at, &d, sizeof d);
    return true;
}

static bool put_int(void *at, struct str cell)
{
    int64_t v = 0;
    if (cell.n && (!str_int(cell, &v) || v < 0 || v > 9999999))
        return false;
    int small = (int)v;
    memcpy(at, &small, sizeof small);
    return true;
}

static bool put_bool(void *at, struct str cell)
{
    bool yes = str_is(cell, "yes");
    if (cell.n && !yes && !str_is(cell, "no"))
        return false;
    memcpy(at, &yes, sizeof yes);
    return true;
}

static bool put_word(void *at, const struct col *col, struct str cell)
{
    int i = word_index(col->words, cell);
    if (i < 0)
        return false;
    unsigned value = (unsigned)i;
    _Static_assert(sizeof(enum cat_family) == sizeof value, "enums of columns have the size of unsigned");
    memcpy(at, &value, sizeof value);
    return true;
}

static bool put_letter(char *at, const struct col *col, struct str cell)
{
    if (word_index(col->words, cell) < 0)
        return false;
    *at = cell.p[0];
    return true;
}

static bool put_cell(char *at, const struct col *col, struct str cell)
{
    if ((!cell.n && (col->flags & COL_MUST)) || ((col->flags & COL_KEY) && cell.n > KEY_CELL_MAX))
        return false;
    switch (col->kind) {
    case COL_KEPT:
        return true;
    case COL_DAY:
        return put_day(at, cell);
    case COL_INT:
        return put_int(at, cell);
    case COL_BOOL:
        return put_bool(at, cell);
    case COL_WORD:
        return put_word(at, col, cell);
    case COL_LETTER:
        return put_letter(at, col, cell);
    case COL_CHOICE:
        if (cell.n && word_index(col->words, cell) < 0)
            return false;
        break;
    case COL_CHOICES:
        if (!all_words(col->words, cell))
            return false;
        break;
    case COL_TEXT:
        break;
    }
    memcpy(at, &cell, sizeof cell);
    return true;
}

static void build_row(struct loader *l, enum table_id t, size_t i)
{
    const struct table_spec *spec = table_spec(t);
    const struct raw_row *row = &l->c->tables[t].v[i];
    char *item = l->c->tables[t].items + i * spec->item_bytes;
    for (size_t k = 0; k < spec->n_cols; k++) {
        const struct col *col = &spec->cols[k];
        if (put_cell(item + col->at, col, row->cells[k]))
            continue;
        if (row->places[k])
            loader_bad(l, t, row, col->name, "rules-value", row->cells[k], str_of(col_kind_words(col)));
        else /* a row of its own in a file that only completes rows */
            loader_bad(l, t, row, NULL, "rules-column-missing", str_of(col->name), STR_NONE);
    }
}

/* No row ends before it begins, whatever the table. */
static void check_interval(struct loader *l, enum table_id t, size_t i)
{
    int from = table_column(t, "valid_from"), to = table_column(t, "valid_to");
    if (from < 0 || to < 0)
        return;
    const struct raw_row *row = &l->c->tables[t].v[i];
    struct day first, last;
    if (day_parse(row->cells[from], &first) && day_parse(row->cells[to], &last) && last.n < first.n)
        loader_bad(l, t, row, "valid_to", "rules-interval", row->cells[to], row->cells[from]);
}

void build_tables(struct loader *l)
{
    for (int t = 0; t < TABLE_COUNT; t++) {
        struct raw_table *table = &l->c->tables[t];
        table->items = arena_alloc(l->c->arena, mem_mul(table->n, table_spec((enum table_id)t)->item_bytes) + 1);
        for (size_t i = 0; i < table->n; i++) {
            build_row(l, (enum table_id)t, i);
            check_interval(l, (enum table_id)t, i);
        }
    }
}

static int compare_types(const void *x, const void *y)
{
    const struct cat_type *a = *(const struct cat_type *const *)x, *b = *(const struct cat_type *const *)y;
    int order = str_cmp(a->id, b->id);
    return order ? order : (a->valid_from.n > b->valid_from.n) - (a->valid_from.n < b->valid_from.n);
}

static const enum table_id type_tables[] = {TABLE_RECORD_TYPES, TABLE_LISTS, TABLE_MEASURES};
enum { TYPE_TABLES = sizeof type_tables / sizeof *type_tables };

const struct cat_type *type_row(const struct catalog *c, enum table_id t, size_t i)
{
    const char *item = c->tables[t].items + i * table_spec(t)->item_bytes;
    return (const struct cat_type *)(const void *)item;
}

/* One namespace: an id belongs to one table, though rows of it may follow each other in time there. */
static void check_namespace(struct loader *l)
{
    struct map *owner = map_new();
    for (size_t k = 0; k < TYPE_TABLES; k++)
        for (size_t i = 0; i < l->c->tables[type_tables[k]].n; i++) {
            struct str id = type_row(l->c, type_tables[k], i)->id;
            const enum table_id *old = map_find(owner, id);
            if (old && *old != type_tables[k])
                loader_bad(l, type_tables[k], &l->c->tables[type_tables[k]].v[i], "id", "rules-key", id, STR_NONE);
            map_put(owner, id, (void *)(uintptr_t)&type_tables[k]);
        }
    map_free(owner);
}

void build_types(struct loader *l)
{
    struct catalog *c = l->c;
    check_namespace(l);
    for (size_t k = 0; k < TYPE_TABLES; k++)
        c->n_all_types += c->tables[type_tables[k]].n;
    c->all_types = arena_alloc(c->arena, mem_mul(c->n_all_types, sizeof *c->all_types) + 1);
    size_t n = 0;
    for (size_t k = 0; k < TYPE_TABLES; k++)
        for (size_t i = 0; i < c->tables[type_tables[k]].n; i++)
            c->all_types[n++] = type_row(c, type_tables[k], i);
    qsort(c->all_types, n, sizeof *c->all_types, compare_types);
    c->types = arena_alloc(c->arena, mem_mul(n, sizeof *c->types) + 1);
    for (size_t i = 0; i < n; i++)
        if (i + 1 == n || !str_eq(c->all_types[i]->id, c->all_types[i + 1]->id))
            c->types[c->n_types++] = *c->all_types[i];
}
