/* SPDX-License-Identifier: Apache-2.0 */
/* The files of a folder and of those it extends, as raw rows in the order of the columns of spec.c. */
#include "catalog/catalog_int.h"
#include "codec/codec.h"

enum { CHAIN_MAX = 8 };

void loader_bad_file(struct loader *l, struct str file, int column, const char *rule, struct str a1)
{
    struct finding one = {
        .level = FINDING_ERROR, .line = 1, .column = column, .file = file, .rule = rule, .args = {a1}};
    findings_add(l->f, &one);
}

void loader_bad(struct loader *l, enum table_id t, const struct raw_row *row, const char *name, const char *rule,
                struct str a1, struct str a2)
{
    int column = name ? row->places[table_column(t, name)] : 0;
    struct finding one = {
        .level = FINDING_ERROR, .line = row->line, .column = column, .file = row->file, .rule = rule, .args = {a1, a2}};
    findings_add(l->f, &one);
}

/* The reader of tables knows lines, not files: its findings get the file here. */
static void take_findings(struct loader *l, const struct findings *from, struct str file)
{
    for (size_t i = 0; i < findings_kept(from); i++) {
        struct finding one = *findings_get(from, i);
        one.file = file;
        findings_add(l->f, &one);
    }
}

static bool map_column(struct loader *l, enum table_id t, struct str file, struct str cell, int at, int *places)
{
    const struct table_spec *spec = table_spec(t);
    for (size_t i = 0; i < spec->n_cols; i++) {
        if (!str_is(cell, spec->cols[i].name))
            continue;
        if (places[i])
            loader_bad_file(l, file, at, "rules-column-double", cell);
        bool fresh = !places[i];
        places[i] = at;
        return fresh;
    }
    loader_bad_file(l, file, at, "rules-column-unknown", cell);
    return false;
}

/* What an extending file must have: the row it is about. Without valid_from it is about the newest one (merge.c). */
static bool names_the_row(const struct col *col)
{
    return (col->flags & COL_KEY) && strcmp(col->name, "valid_from") != 0;
}

/* Where each column of the spec stands in the file; NULL when the header is wrong. */
static const int *map_header(struct loader *l, enum table_id t, struct str file, int depth, const struct table *table)
{
    const struct table_spec *spec = table_spec(t);
    int *places = arena_alloc(l->c->arena, spec->n_cols * sizeof *places);
    size_t n;
    const struct str *header = table_header(table, &n);
    bool ok = true;
    for (size_t i = 0; i < n; i++)
        ok = map_column(l, t, file, header[i], (int)i + 1, places) && ok;
    for (size_t i = 0; i < spec->n_cols; i++) {
        bool inherits = depth && spec->overrides == OVERRIDES_CELLS && !names_the_row(&spec->cols[i]);
        if (places[i] || inherits || (spec->cols[i].flags & COL_OPTIONAL))
            continue;
        loader_bad_file(l, file, 0, "rules-column-missing", str_of(spec->cols[i].name));
        ok = false;
    }
    return ok ? places : NULL;
}

static const struct str *copy_cells(struct arena *a, const struct table_spec *spec, const int *places,
                                    const struct table_row *row)
{
    struct str *cells = arena_alloc(a, spec->n_cols * sizeof *cells);
    for (size_t i = 0; i < spec->n_cols; i++) {
        struct str cell = places[i] && (size_t)places[i] <= row->n ? str_trim(row->cells[places[i] - 1]) : STR_NONE;
        cells[i] = cell.n ? str_dup(a, cell) : STR("");
    }
    return cells;
}

static void read_rows(struct loader *l, enum table_id t, struct str file, int depth, struct table *table,
                      struct findings *f)
{
    const int *places = map_header(l, t, file, depth, table);
    if (!places)
        return;
    struct table_row row;
    for (;;) {
        enum table_next next = table_next(table, &row, f);
        if (next == TABLE_END || next == TABLE_BROKEN)
            return;
        if (next != TABLE_ROW)
            continue;
        struct raw_row raw = {copy_cells(l->c->arena, table_spec(t), places, &row), row.line, file, places, depth};
        VEC_PUSH(&l->c->tables[t], raw);
    }
}

static bool read_table(struct loader *l, enum table_id t, const char *dir, int depth, bool may_lack, struct err *e)
{
    struct str name = str_printf(l->c->arena, "%s.csv", table_spec(t)->name);
    const char *path = path_join(l->c->arena, dir, name.p);
    if (!file_exists(path)) {
        if (!may_lack)
            loader_bad_file(l, str_of(path), 0, "rules-file", name);
        return true;
    }
    const struct table_options options = {.encoding = "utf-8", .separator = ','};
    struct findings *f = findings_new();
    struct table *table = NULL;
    struct err own = {0};
    bool ok = table_open(path, &options, f, &table, &own);
    if (ok)
        read_rows(l, t, str_of(path), depth, table, f);
    table_close(table);
    take_findings(l, f, str_of(path));
    findings_free(f);
    if (!ok && own.kind != ERR_DATA) {
        if (e)
            *e = own;
        return false;
    }
    return true;
}

/* The one row of jurisdiction.csv just read, or NULL with a finding. */
static const struct raw_row *only_row(struct loader *l, const char *dir)
{
    struct raw_table *t = &l->c->tables[TABLE_JURISDICTION];
    if (t->n == 1)
        return &t->v[0];
    loader_bad_file(l, str_of(path_join(l->c->arena, dir, "jurisdiction.csv")), 0, "rules-table",
                    STR("jurisdiction.csv: 1 row"));
    return NULL;
}

/* Fills dirs from the folder itself to the lowest one that it rests on. */
static bool read_jurisdictions(struct loader *l, const char *dir, const char *dirs[CHAIN_MAX], int *n, struct err *e)
{
    struct raw_table *t = &l->c->tables[TABLE_JURISDICTION];
    struct raw_row own = {0};
    int column = table_column(TABLE_JURISDICTION, "extends");
    for (*n = 0; dir; (*n)++) {
        t->n = 0;
        dirs[*n] = dir;
        if (!read_table(l, TABLE_JURISDICTION, dir, 0, false, e))
            return false;
        const struct raw_row *row = only_row(l, dir);
        if (!row)
            break;
        if (*n == 0)
            own = *row;
        struct str extends = row->cells[column];
        dir = extends.n ? path_join(l->c->arena, dir, str_z(l->c->arena, extends)) : NULL;
        if (dir && (*n + 1 == CHAIN_MAX || !file_is_dir(dir))) {
            loader_bad(l, TABLE_JURISDICTION, row, "extends", "rules-extends", extends, STR_NONE);
            dir = NULL;
        }
    }
    t->n = own.cells ? 1 : 0;
    if (own.cells)
        t->v[0] = own;
    return true;
}

bool read_chain(struct loader *l, const char *dir, struct err *e)
{
    const char *dirs[CHAIN_MAX];
    int n = 0;
    if (!file_exists(path_join(l->c->arena, dir, "jurisdiction.csv")))
        return ERR(e, ERR_NOT_FOUND, "no rulebook in %s: it has no jurisdiction.csv", dir);
    if (!read_jurisdictions(l, dir, dirs, &n, e))
        return false;
    for (int i = n; i-- > 0;)
        for (int t = TABLE_JURISDICTION + 1; t < TABLE_COUNT; t++)
            if (!read_table(l, (enum table_id)t, dirs[i], n - 1 - i, i < n - 1, e))
                return false;
    return true;
}
