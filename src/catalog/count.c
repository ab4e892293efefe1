/* SPDX-License-Identifier: Apache-2.0 */
#include "catalog/catalog_int.h"

static const enum table_id type_tables[] = {TABLE_RECORD_TYPES, TABLE_LISTS, TABLE_MEASURES};

static bool has_states(enum table_id t)
{
    for (size_t i = 0; i < sizeof type_tables / sizeof *type_tables; i++)
        if (type_tables[i] == t)
            return true;
    return false;
}

/* Rows of one id follow each other: the newest says what the list is today. */
static void count_states(const struct catalog *c, enum table_id t, struct cat_count *out)
{
    size_t n = c->tables[t].n;
    for (size_t i = 0; i < n; i++) {
        const struct cat_type *x = type_row(c, t, i);
        if (i + 1 < n && str_eq(x->id, type_row(c, t, i + 1)->id))
            continue;
        out->ids++;
        out->usable += x->state == STATE_USABLE;
        out->display_only += x->state == STATE_DISPLAY_ONLY;
        out->historic += x->state == STATE_HISTORIC;
    }
}

bool catalog_count(const struct catalog *c, size_t i, struct cat_count *out)
{
    if (i >= TABLE_COUNT)
        return false;
    enum table_id t = (enum table_id)i;
    int verified = table_column(t, "verified");
    *out = (struct cat_count){
        .table = table_spec(t)->name, .rows = c->tables[t].n, .has_read = verified >= 0, .has_states = has_states(t)};
    for (size_t k = 0; verified >= 0 && k < out->rows; k++)
        out->read += str_is(c->tables[t].v[k].cells[verified], "yes");
    if (out->has_states)
        count_states(c, t, out);
    return true;
}
