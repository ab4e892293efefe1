/* SPDX-License-Identifier: Apache-2.0 */
/* The rulebook in time: which row begins or ends on which day. */
#include "view_int.h"

/* In the order in which people ask. */
static const char *const dated[] = {"instruments", "lists",       "measures", "list_measures", "record_types",
                                    "grounds",     "transitions", "terms",    "powers"};

static struct day dated_cell(const struct catalog *c, const char *table, size_t row, const char *column)
{
    struct day d;
    return day_parse(catalog_cell(c, table, row, column), &d) ? d : DAY_NONE;
}

size_t view_rule_in_force(const struct catalog *c, const char *table, struct day on)
{
    size_t n = catalog_rows(c, table), k = 0;
    for (size_t i = 0; i < n; i++)
        k += catalog_in_force(dated_cell(c, table, i, "valid_from"), dated_cell(c, table, i, "valid_to"), on);
    return k;
}

static size_t table_order(const char *table)
{
    size_t i = 0;
    while (strcmp(dated[i], table) != 0)
        i++;
    return i;
}

static int newest_first(const void *px, const void *py)
{
    const struct view_turn *x = px, *y = py;
    size_t i = table_order(x->table), k = table_order(y->table);
    if (x->on.n != y->on.n)
        return x->on.n < y->on.n ? 1 : -1;
    if (x->begins != y->begins)
        return x->begins ? 1 : -1;
    if (i != k)
        return i < k ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
}

size_t view_rule_turns(const struct catalog *c, struct arena *a, struct view_turn **out)
{
    size_t most = 0, k = 0;
    for (size_t t = 0; t < sizeof dated / sizeof *dated; t++)
        most += 2 * catalog_rows(c, dated[t]);
    struct view_turn *v = arena_alloc(a, most * sizeof *v + 1);
    for (size_t t = 0; t < sizeof dated / sizeof *dated; t++)
        for (size_t i = 0; i < catalog_rows(c, dated[t]); i++) {
            struct day from = dated_cell(c, dated[t], i, "valid_from"), to = dated_cell(c, dated[t], i, "valid_to");
            if (day_is(from))
                v[k++] = (struct view_turn){from, true, dated[t], i};
            if (day_is(to))
                v[k++] = (struct view_turn){day_add(to, 1), false, dated[t], i};
        }
    if (k)
        qsort(v, k, sizeof *v, newest_first);
    *out = v;
    return k;
}
