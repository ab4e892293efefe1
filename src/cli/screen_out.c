/* SPDX-License-Identifier: Apache-2.0 */
/* The answers of `screen`, line by line, as JSON lines, JSON, CSV or a table; a file appears when it is whole. */
#include <unistd.h>

#include "cli/screen_int.h"

enum { FLUSH_BYTES = 1 << 16, COLUMNS_MAX = 32 };

static bool flush(struct answers *x, size_t least, struct err *e)
{
    if (x->text.n < least)
        return true;
    if (x->text.n && fwrite(x->text.p, 1, x->text.n, x->file) != x->text.n)
        return ERR_ERRNO(e, "%s", x->path ? x->path : "standard output");
    buf_clear(&x->text);
    return true;
}

static bool nothing(struct answers *x, struct err *e)
{
    (void)x;
    (void)e;
    return true;
}

/* ---- JSON lines, JSON ---- */

static bool jsonl_line(struct answers *x, const struct screen_line *line, struct err *e)
{
    screen_line_json(x->s, line, &x->text);
    buf_char(&x->text, '\n');
    return flush(x, FLUSH_BYTES, e);
}

static bool json_begin(struct answers *x, struct err *e)
{
    (void)e;
    buf_char(&x->text, '{');
    screen_basis_json(x->s, &x->text);
    buf_z(&x->text, ",\"lines\":[");
    return true;
}

static bool json_line(struct answers *x, const struct screen_line *line, struct err *e)
{
    buf_z(&x->text, x->rows ? ",\n" : "\n");
    screen_line_json(x->s, line, &x->text);
    return flush(x, FLUSH_BYTES, e);
}

static bool json_end(struct answers *x, struct err *e)
{
    (void)e;
    buf_printf(&x->text, "],\"rows\":%lld", (long long)x->rows);
    for (int i = 0; i < SCREEN_RESULTS; i++)
        buf_printf(&x->text, ",\"%s\":%lld", screen_result_name((enum screen_result)i), (long long)x->counts[i]);
    buf_z(&x->text, "}\n");
    return true;
}

/* ---- CSV ---- */

static bool csv_begin(struct answers *x, struct err *e)
{
    struct str cells[COLUMNS_MAX];
    size_t n;
    const struct screen_column *columns = screen_columns(&n);
    (void)e;
    ASSERT(n <= COLUMNS_MAX);
    for (size_t i = 0; i < n; i++)
        cells[i] = str_of(columns[i].id);
    csv_put_row(&x->text, cells, n, false);
    return true;
}

static bool csv_line(struct answers *x, const struct screen_line *line, struct err *e)
{
    struct str cells[COLUMNS_MAX];
    size_t n;
    screen_columns(&n);
    screen_line_cells(x->s, line, false, x->a, cells);
    csv_put_row(&x->text, cells, n, true);
    return flush(x, FLUSH_BYTES, e);
}

/* ---- a table for people ---- */

static const struct column table_columns[] = {{"row", "序号", "row"},
                                              {"result", "结果", "result"},
                                              {"input", "所给", "given"},
                                              {"uscc", "统一社会信用代码", "code on file"},
                                              {"name", "现用名称", "current name"},
                                              {"reasons", "理由", "reasons"}};
enum { TABLE_CELLS = sizeof table_columns / sizeof *table_columns };

static bool table_begin(struct answers *x, struct err *e)
{
    (void)e;
    x->sheet = (struct sheet){table_columns, TABLE_CELLS, {0}};
    return true;
}

static bool table_line(struct answers *x, const struct screen_line *line, struct err *e)
{
    struct arena *a = x->c->a; /* the widths are known at the end */
    const struct screen_candidate *first = line->n_candidates ? line->candidates : NULL;
    const struct screen_input *in = &line->input;
    struct str cells[TABLE_CELLS] = {
        str_printf(a, "%lld", (long long)line->row),
        str_of(screen_result_word(line->result, x->c->lang)),
        str_printf(a, "%.*s%s%.*s", STR_FMT(in->code), in->code.n && in->name.n ? " " : "", STR_FMT(in->name)),
        first ? str_dup(a, first->uscc) : STR_NONE,
        first ? str_dup(a, first->name) : STR_NONE,
        screen_reasons_text(x->s, line, a)};
    (void)e;
    sheet_row(&x->sheet, cells);
    return true;
}

static bool table_end(struct answers *x, struct err *e)
{
    (void)e;
    sheet_render(&x->sheet, OUT_TABLE, x->c->lang, &x->text);
    return true;
}

/* ---- which form, and where to ---- */

static const struct answer_form forms[] = {
    [OUT_TABLE] = {".txt", table_begin, table_line, table_end},
    [OUT_JSON] = {".json", json_begin, json_line, json_end},
    [OUT_JSONL] = {".jsonl", nothing, jsonl_line, nothing},
    [OUT_CSV] = {".csv", csv_begin, csv_line, nothing},
};

static const struct answer_form *form_of(const struct cli *c, const char *path)
{
    if (path && str_ends(str_of(path), str_of(answer_book.extension)))
        return &answer_book;
    for (size_t i = 0; path && i < sizeof forms / sizeof *forms; i++)
        if (str_ends(str_of(path), str_of(forms[i].extension)))
            return &forms[i];
    return &forms[c->format];
}

bool answers_open(const struct cli *c, const struct screen *s, const char *path, struct answers *out, struct err *e)
{
    struct answers x = {.c = c, .s = s, .form = form_of(c, path), .path = path, .file = stdout};
    if (path) {
        x.part = (char *)str_printf(c->a, "%s.part", path).p;
        x.file = x.form == &answer_book ? NULL : fopen(x.part, "wb");
        if (!x.file && x.form != &answer_book)
            return ERR_ERRNO(e, "%s", path);
    }
    x.a = arena_new();
    *out = x;
    if (out->form->begin(out, e))
        return true;
    answers_close(out);
    return false;
}

bool answers_line(struct answers *x, const struct screen_line *line, struct err *e)
{
    arena_reset(x->a);
    if (!x->form->line(x, line, e))
        return false;
    x->rows++;
    x->counts[line->result]++;
    return true;
}

bool answers_finish(struct answers *x, struct err *e)
{
    if (!x->form->end(x, e) || !flush(x, 0, e))
        return false;
    if (!x->path)
        return true;
    if (x->file && (fflush(x->file) != 0 || fsync(fileno(x->file)) != 0))
        return ERR_ERRNO(e, "%s", x->path);
    if (rename(x->part, x->path) != 0)
        return ERR_ERRNO(e, "%s", x->path);
    x->part = NULL;
    return true;
}

void answers_close(struct answers *x)
{
    if (x->file && x->file != stdout)
        fclose(x->file);
    if (x->book)
        answer_book.end(x, NULL);
    if (x->part)
        unlink(x->part);
    VEC_FREE(&x->sheet.cells);
    buf_free(&x->text);
    arena_free(x->a);
}
