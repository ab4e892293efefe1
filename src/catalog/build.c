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
        if (!put_cell(item + col->at, col, row->cells[k]))
            loader_bad(l, t, row, col->name, "rules-value", row->cells[k], str_of(col_kind_words(col)));
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
    return str_cmp(((const struct cat_type *)x)->id, ((const struct cat_type *)y)->id);
}

void build_types(struct loader *l)
{
    struct catalog *c = l->c;
    size_t n_types = c->tables[TABLE_RECORD_TYPES].n, n_lists = c->tables[TABLE_LISTS].n;
    c->types = arena_alloc(c->arena, mem_mul(n_types + n_lists, sizeof *c->types) + 1);
    c->n_types = n_types + n_lists;
    memcpy(c->types, c->tables[TABLE_RECORD_TYPES].items, n_types * sizeof *c->types);
    memcpy(c->types + n_types, c->tables[TABLE_LISTS].items, n_lists * sizeof *c->types);
    for (size_t i = 0; i < n_lists; i++)
        for (size_t k = 0; k < n_types; k++)
            if (str_eq(c->types[n_types + i].id, c->types[k].id))
                loader_bad(l, TABLE_LISTS, &c->tables[TABLE_LISTS].v[i], "id", "rules-key", c->types[k].id, STR_NONE);
    qsort(c->types, c->n_types, sizeof *c->types, compare_types);
}
