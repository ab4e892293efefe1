/* SPDX-License-Identifier: Apache-2.0 */
/* Look-ups in the tables that due process rests on. A list or measure is found through its type: it begins with it. */
#include "catalog/catalog_int.h"

static bool is_item_of(const struct catalog *c, enum table_id t, const void *item)
{
    const char *p = item, *first = c->tables[t].items;
    return p >= first && p < first + c->tables[t].n * table_spec(t)->item_bytes;
}

const struct cat_list *catalog_list(const struct catalog *c, struct str id, struct day on)
{
    const struct cat_type *x = type_row_on(c, id, on);
    return x && is_item_of(c, TABLE_LISTS, x) ? (const struct cat_list *)(const void *)x : NULL;
}

const struct cat_measure *catalog_measure(const struct catalog *c, struct str id, struct day on)
{
    const struct cat_type *x = type_row_on(c, id, on);
    return x && is_item_of(c, TABLE_MEASURES, x) ? (const struct cat_measure *)(const void *)x : NULL;
}

size_t catalog_lists(const struct catalog *c, const struct cat_list **rows)
{
    *rows = ROW(c, TABLE_LISTS, struct cat_list, 0);
    return c->tables[TABLE_LISTS].n;
}

size_t catalog_measures(const struct catalog *c, const struct cat_measure **rows)
{
    *rows = ROW(c, TABLE_MEASURES, struct cat_measure, 0);
    return c->tables[TABLE_MEASURES].n;
}

/* Rows whose first key column is `id`: rows are sorted by key, so they stand together. */
static struct map *spans_of(struct catalog *c, enum table_id t, int column)
{
    struct map *m = map_new();
    for (size_t i = 0; i < c->tables[t].n; i++) {
        struct str id = c->tables[t].v[i].cells[column];
        struct span *old = map_find(m, id);
        if (old) {
            old->n++;
            continue;
        }
        struct span *fresh = arena_alloc(c->arena, sizeof *fresh);
        *fresh = (struct span){i, 1};
        map_put(m, id, fresh);
    }
    return m;
}

void index_process(struct catalog *c)
{
    c->by_machine = spans_of(c, TABLE_TRANSITIONS, table_column(TABLE_TRANSITIONS, "machine"));
    c->by_grounds = spans_of(c, TABLE_GROUNDS, table_column(TABLE_GROUNDS, "list"));
}

const struct cat_ground *catalog_grounds(const struct catalog *c, struct str list, size_t *n)
{
    const struct span *s = map_find(c->by_grounds, list);
    *n = s ? s->n : 0;
    return s ? ROW(c, TABLE_GROUNDS, struct cat_ground, s->first) : NULL;
}

const struct cat_ground *catalog_ground(const struct catalog *c, struct str list, struct str id, struct day on)
{
    size_t n;
    const struct cat_ground *v = catalog_grounds(c, list, &n);
    for (size_t i = 0; i < n; i++)
        if (str_eq(v[i].id, id) && catalog_in_force(v[i].valid_from, v[i].valid_to, on))
            return &v[i];
    return NULL;
}

const struct cat_transition *catalog_machine(const struct catalog *c, struct str machine, size_t *n)
{
    const struct span *s = map_find(c->by_machine, machine);
    *n = s ? s->n : 0;
    return s ? ROW(c, TABLE_TRANSITIONS, struct cat_transition, s->first) : NULL;
}

size_t catalog_list_measures(const struct catalog *c, const struct cat_list_measure **rows)
{
    *rows = ROW(c, TABLE_LIST_MEASURES, struct cat_list_measure, 0);
    return c->tables[TABLE_LIST_MEASURES].n;
}

const struct cat_list_measure *catalog_list_measure(const struct catalog *c, struct str list, struct str measure,
                                                    struct day on)
{
    const struct cat_list_measure *v;
    size_t n = catalog_list_measures(c, &v);
    for (size_t i = 0; i < n; i++)
        if (str_eq(v[i].list, list) && str_eq(v[i].measure, measure) &&
            catalog_in_force(v[i].valid_from, v[i].valid_to, on))
            return &v[i];
    return NULL;
}
