/* SPDX-License-Identifier: Apache-2.0 */
/* A file of rows: which column is which, and one answer a row, also for rows that cannot be read (B3). */
#include "screen_int.h"

#include "text/text.h"

enum which { COLUMN_CODE, COLUMN_NAME, COLUMN_REG_NO, COLUMN_TAX_NO, COLUMN_ORG_CODE, COLUMNS };
static const char *const column_fields[COLUMNS] = {[COLUMN_CODE] = "uscc",
                                                   [COLUMN_NAME] = "name",
                                                   [COLUMN_REG_NO] = "reg_no",
                                                   [COLUMN_TAX_NO] = "tax_no",
                                                   [COLUMN_ORG_CODE] = "org_code"};

enum { ABSENT = -1, UNIT_SEPARATOR = 0x1f }; /* no text holds that, so a line is one cell */

struct screen_file {
    struct screen *s;
    struct table *t;
    struct findings *f;   /* of the file */
    struct findings *row; /* of the row at hand */
    int at[COLUMNS];      /* column from 0, or ABSENT */
    bool list;            /* the first column holds codes or names */
    bool header_is_row;   /* what was read as header is the first row of a list */
    bool may_be_table;    /* a list by default: a second column would be passed over in silence */
    int64_t rows;
};

/* ---- which column is which ---- */

static int which_field(const struct screen *s, struct str words)
{
    const struct cat_field *f = catalog_field_by_header(s->ask.catalog, STR("entity.register"), STR("*"), words);
    for (int i = 0; f && i < COLUMNS; i++)
        if (f->klass != CLASS_RESTRICTED && str_is(f->id, column_fields[i]))
            return i;
    return ABSENT;
}

static bool same_text(struct str a, struct str b)
{
    struct buf x = {0}, y = {0};
    text_name_key(a, &x);
    text_name_key(b, &y);
    bool same = str_eq(buf_view(&x), buf_view(&y));
    buf_free(&x);
    buf_free(&y);
    return same;
}

/* A number from 1, or the text of a header. Without a header the number of columns is not known yet. */
static int column_named(const struct str *header, size_t n, struct str text)
{
    int64_t number;
    if (str_int(text, &number))
        return number >= 1 && number <= (n ? (int64_t)n : TABLE_MAX_COLUMNS) ? (int)number - 1 : ABSENT;
    for (size_t i = 0; i < n; i++)
        if (same_text(header[i], text))
            return (int)i;
    return ABSENT;
}

static bool map_one(struct screen_file *x, const struct screen_map *m, const struct str *header, size_t n,
                    struct err *e)
{
    int which = which_field(x->s, m->field), column = column_named(header, n, m->column);
    if (which == ABSENT)
        return ERR(e, ERR_INVALID, "--map takes uscc, name, reg_no, tax_no or org_code, not '%.*s'", STR_FMT(m->field));
    if (column == ABSENT)
        return ERR(e, ERR_INVALID, "there is no column '%.*s'", STR_FMT(m->column));
    x->at[which] = column;
    return true;
}

/* A header that names a field twice says nothing certain, unless --map has chosen. */
static bool read_header(struct screen_file *x, const struct str *header, size_t n, struct err *e)
{
    bool mapped[COLUMNS], twice = false;
    for (int i = 0; i < COLUMNS; i++)
        mapped[i] = x->at[i] != ABSENT;
    for (size_t i = 0; i < n; i++) {
        int which = header[i].n ? which_field(x->s, header[i]) : ABSENT;
        if (which == ABSENT || mapped[which])
            continue;
        if (x->at[which] != ABSENT) {
            finding_at(x->f, FINDING_ERROR, table_header_line(x->t), (int)i + 1, "column-duplicate",
                       str_of(column_fields[which]), STR_NONE, STR_NONE);
            twice = true;
        }
        x->at[which] = (int)i;
    }
    return !twice || ERR(e, ERR_DATA, "two columns have the same meaning; choose with --map");
}

static bool has_columns(const struct screen_file *x)
{
    for (int i = 0; i < COLUMNS; i++)
        if (x->at[i] != ABSENT)
            return true;
    return false;
}

static bool columns_unknown(struct screen_file *x, int64_t line, struct err *e)
{
    finding_at(x->f, FINDING_ERROR, line, 0, "screen-columns", STR_NONE, STR_NONE, STR_NONE);
    return ERR(e, ERR_DATA, "no column of codes or names was recognised");
}

static bool plan(struct screen_file *x, const struct screen_options *o, struct err *e)
{
    size_t n;
    const struct str *header = table_header(x->t, &n);
    for (size_t i = 0; i < o->n_maps; i++)
        if (!map_one(x, &o->maps[i], header, n, e))
            return false;
    if (!o->list && !read_header(x, header, n, e))
        return false;
    if (has_columns(x))
        return true;
    x->list = n <= 1; /* 0: no header was asked for */
    x->may_be_table = !o->list;
    x->header_is_row = n == 1;
    return x->list || columns_unknown(x, table_header_line(x->t), e);
}

bool screen_file_open(struct screen *s, const char *path, const struct screen_options *o, struct findings *f,
                      struct screen_file **out, struct err *e)
{
    struct table_options options = {.encoding = o->encoding,
                                    .sheet = o->sheet,
                                    .no_header = o->no_header || o->list,
                                    .separator = o->list ? UNIT_SEPARATOR : 0};
    struct screen_file *x = mem_alloc(sizeof *x);
    x->s = s;
    x->f = f;
    x->row = findings_new();
    for (int i = 0; i < COLUMNS; i++)
        x->at[i] = ABSENT;
    if (!table_open(path, &options, f, &x->t, e) || !plan(x, o, e)) {
        screen_file_close(x);
        return false;
    }
    *out = x;
    return true;
}

void screen_file_close(struct screen_file *x)
{
    if (!x)
        return;
    table_close(x->t);
    findings_free(x->row);
    mem_free(x);
}

void screen_file_progress(const struct screen_file *x, int64_t *done, int64_t *total)
{
    *done = table_bytes_read(x->t);
    *total = table_bytes_total(x->t);
}

/* ---- rows ---- */

static struct str cell_of(const struct screen_file *x, const struct table_row *row, enum which which)
{
    int at = x->at[which];
    return at == ABSENT || (size_t)at >= row->n ? STR_NONE : str_trim(row->cells[at]);
}

/* The code, or else the first old number that the row has. */
static struct screen_input input_of(const struct screen_file *x, const struct table_row *row, struct arena *a)
{
    struct screen_input in = {cell_of(x, row, COLUMN_CODE), cell_of(x, row, COLUMN_NAME)};
    for (enum which i = COLUMN_REG_NO; i < COLUMNS && !in.code.n; i++)
        in.code = cell_of(x, row, i);
    struct str only = x->list && row->n ? str_trim(row->cells[0]) : STR_NONE;
    if (only.n && looks_like_code(only, a))
        in.code = only;
    else if (only.n)
        in.name = only;
    return (struct screen_input){str_dup(a, in.code), str_dup(a, in.name)};
}

/* A row that the table's reader refuses has an answer too: what is wrong with it, and nothing of what it holds. */
static void answer_bad_row(struct screen_file *x, struct arena *a, struct screen_line *out)
{
    *out = (struct screen_line){.result = SCREEN_INSUFFICIENT};
    for (size_t i = 0; i < findings_kept(x->row); i++) {
        struct finding why = *findings_get(x->row, i);
        for (int k = 0; k < 3; k++)
            why.args[k] = str_dup(a, why.args[k]);
        why.suggestion = str_dup(a, why.suggestion);
        why.file = why.pointer = STR_NONE;
        reason_add(out, why);
    }
    findings_free(x->row);
    x->row = findings_new();
}

static enum table_next next_row(struct screen_file *x, struct table_row *row)
{
    size_t n;
    if (!x->header_is_row)
        return table_next(x->t, row, x->row);
    x->header_is_row = false;
    *row = (struct table_row){.line = table_header_line(x->t), .cells = table_header(x->t, &n)};
    row->n = n;
    return TABLE_ROW;
}

bool screen_file_next(struct screen_file *x, struct arena *a, bool *got, struct screen_line *out, struct err *e)
{
    struct table_row row;
    enum table_next next = next_row(x, &row);
    *got = next == TABLE_ROW || next == TABLE_BAD_ROW;
    if (!*got) {
        findings_move(x->f, x->row);
        return next == TABLE_END || ERR(e, ERR_DATA, "the file cannot be read to its end");
    }
    if (next == TABLE_ROW && x->list && x->may_be_table && row.n > 1)
        return columns_unknown(x, row.line, e);
    if (next == TABLE_BAD_ROW) {
        answer_bad_row(x, a, out);
    } else {
        struct screen_input in = input_of(x, &row, a);
        if (!screen_judge(x->s, &in, a, out, e))
            return false;
    }
    out->row = ++x->rows;
    out->line = row.line;
    return true;
}
