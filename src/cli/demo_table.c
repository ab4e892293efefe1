/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/demo_int.h"

static struct str header_of(const struct cat_field *f, enum demo_header header)
{
    if (header == HEADER_OFFICIAL && f->official.n)
        return f->official;
    return header == HEADER_ID ? f->id : f->zh;
}

void demo_table_start(struct demo_table *t, const struct catalog *k, enum act_kind kind, struct str type,
                      const char *ids, enum demo_header header)
{
    *t = (struct demo_table){0};
    struct str rest = str_of(ids), id;
    while (str_split(&rest, ' ', &id)) {
        const struct cat_field *f = catalog_field(k, str_of(act_kind_text(kind)), type.n ? type : STR("*"), id);
        if (!f)
            continue;
        ASSERT(t->n < DEMO_COLUMNS_MAX);
        t->cells[t->n] = header_of(f, header);
        t->columns[t->n++] = f;
    }
    csv_put_row(&t->csv, t->cells, t->n, false);
    memset(t->cells, 0, sizeof t->cells);
}

void demo_cell(struct demo_table *t, const char *id, struct str value)
{
    for (size_t i = 0; i < t->n; i++)
        if (str_is(t->columns[i]->id, id))
            t->cells[i] = value;
}

void demo_row(struct demo_table *t)
{
    csv_put_row(&t->csv, t->cells, t->n, false);
    memset(t->cells, 0, sizeof t->cells);
    t->rows++;
}

void demo_table_end(struct demo_table *t)
{
    buf_free(&t->csv);
}

struct str demo_day(struct arena *a, struct day d)
{
    int y, m, date;
    if (!day_is(d))
        return STR_NONE;
    day_to_date(d, &y, &m, &date);
    return str_printf(a, "%04d/%02d/%02d", y, m, date);
}
