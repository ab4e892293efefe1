/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Digest and copy. Both go over the joined rows in the order of their keys and columns, so that neither the
 * order in a file nor the split over folders shows. `extends` has done its work by then and is left out.
 */
#include "catalog/catalog_int.h"
#include "codec/codec.h"

static bool is_copied(enum table_id t, const struct col *col)
{
    return t != TABLE_JURISDICTION || strcmp(col->name, "extends") != 0;
}

/* Columns that say something, by name: a column that a later program knows and no row fills leaves the digest of an
 * edition adopted before it as it was. */
static void digest_row(struct buf *out, enum table_id t, const struct raw_row *row)
{
    const struct table_spec *spec = table_spec(t);
    buf_put_lp(out, str_of(spec->name));
    for (size_t i = 0; i < spec->n_cols; i++)
        if (is_copied(t, &spec->cols[i]) && row->cells[i].n) {
            buf_put_lp(out, str_of(spec->cols[i].name));
            buf_put_lp(out, row->cells[i]);
        }
    buf_put_lp(out, STR_NONE); /* no column is called so: here the row ends */
}

void digest_make(struct catalog *c)
{
    struct buf text = {0}, hex = {0};
    uint8_t digest[SHA256_BYTES];
    for (int t = 0; t < TABLE_COUNT; t++)
        for (size_t i = 0; i < c->tables[t].n; i++)
            digest_row(&text, (enum table_id)t, &c->tables[t].v[i]);
    sha256_of(text.p, text.n, digest);
    hex_put(&hex, digest, sizeof digest);
    memcpy(c->digest, hex.p, hex.n);
    buf_free(&text);
    buf_free(&hex);
}

static void put_table(struct buf *out, enum table_id t, const struct raw_table *table)
{
    const struct table_spec *spec = table_spec(t);
    VEC(struct str) row = {0};
    for (size_t i = 0; i <= table->n; i++) { /* the header first */
        row.n = 0;
        for (size_t k = 0; k < spec->n_cols; k++)
            if (is_copied(t, &spec->cols[k]))
                VEC_PUSH(&row, i ? table->v[i - 1].cells[k] : str_of(spec->cols[k].name));
        csv_put_row(out, row.v, row.n, false);
    }
    VEC_FREE(&row);
}

static bool write_table(const struct catalog *c, enum table_id t, const char *dir, struct arena *a, struct err *e)
{
    struct buf text = {0};
    put_table(&text, t, &c->tables[t]);
    const char *path = path_join(a, dir, str_printf(a, "%s.csv", table_spec(t)->name).p);
    bool ok = file_write_atomic(path, buf_view(&text), 0644, e);
    buf_free(&text);
    return ok;
}

bool catalog_write(const struct catalog *c, const char *dir, struct err *e)
{
    struct arena *a = arena_new();
    bool ok = dir_make(dir, 0755, e);
    for (int t = 0; ok && t < TABLE_COUNT; t++)
        ok = write_table(c, (enum table_id)t, dir, a, e);
    arena_free(a);
    return ok;
}
