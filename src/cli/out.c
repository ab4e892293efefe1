/* SPDX-License-Identifier: Apache-2.0 */
#include <stdarg.h>
#include <stdio.h>

#include "cli/cli_int.h"
#include "text/text.h"

const char *say(const struct cli *c, const char *zh, const char *en)
{
    return c->lang == LANG_ZH ? zh : en;
}

void tell(const struct cli *c, const char *zh, const char *en, ...)
{
    va_list v;
    va_start(v, en);
    fflush(stdout);
    vfprintf(stderr, c->lang == LANG_ZH ? zh : en, v);
    fputc('\n', stderr);
    va_end(v);
}

bool out_write(struct str text, struct err *e)
{
    if (text.n && fwrite(text.p, 1, text.n, stdout) != text.n)
        return ERR_ERRNO(e, "standard output");
    return true;
}

bool out_file(const char *path, struct str text, struct err *e)
{
    return strcmp(path, "-") == 0 ? out_write(text, e) : file_write_atomic(path, text, 0644, e);
}

void sheet_row(struct sheet *s, const struct str *cells)
{
    for (size_t i = 0; i < s->n_columns; i++)
        VEC_PUSH(&s->cells, cells[i]);
}

static struct str sheet_label(const struct sheet *s, size_t column, enum lang lang)
{
    return str_of(lang == LANG_ZH ? s->columns[column].zh : s->columns[column].en);
}

/* A cell on a terminal: what could move the cursor or turn the text round becomes a blank. */
static void cell_put(struct buf *out, struct str s)
{
    for (size_t at = 0; at < s.n;) {
        size_t from = at;
        int32_t cp = str_utf8_next(s, &at);
        bool plain = cp >= 0x20 && !(cp >= 0x7f && cp < 0xa0) && text_forbidden(str_n(s.p + from, at - from)) < 0;
        plain ? buf_put(out, s.p + from, at - from) : buf_char(out, ' ');
    }
}

static void line_put(struct buf *out, const struct str *cells, const size_t *widths, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t start = out->n;
        cell_put(out, cells[i]);
        size_t used = text_columns(str_n(out->p + start, out->n - start));
        for (; i + 1 < n && used < widths[i] + 2; used++)
            buf_char(out, ' ');
    }
    buf_char(out, '\n');
}

static void table_render(const struct sheet *s, enum lang lang, struct buf *out)
{
    enum { COLUMNS_MAX = 32 };
    ASSERT(s->n_columns <= COLUMNS_MAX);
    size_t widths[COLUMNS_MAX] = {0};
    struct str labels[COLUMNS_MAX];
    for (size_t i = 0; i < s->n_columns; i++) {
        labels[i] = sheet_label(s, i, lang);
        widths[i] = text_columns(labels[i]);
    }
    for (size_t i = 0; i < s->cells.n; i++) {
        size_t w = text_columns(s->cells.v[i]);
        if (w > widths[i % s->n_columns])
            widths[i % s->n_columns] = w;
    }
    line_put(out, labels, widths, s->n_columns);
    for (size_t i = 0; i < s->cells.n; i += s->n_columns)
        line_put(out, s->cells.v + i, widths, s->n_columns);
}

static void json_row_put(const struct sheet *s, size_t first, struct buf *out)
{
    for (size_t i = 0; i < s->n_columns; i++) {
        buf_char(out, i ? ',' : '{');
        json_put_string(out, str_of(s->columns[i].id));
        buf_char(out, ':');
        json_put_string(out, s->cells.v[first + i]);
    }
    buf_char(out, '}');
}

static void json_render(const struct sheet *s, bool lines, struct buf *out)
{
    if (!lines)
        buf_char(out, '[');
    for (size_t i = 0; i < s->cells.n; i += s->n_columns) {
        if (i && !lines)
            buf_char(out, ',');
        json_row_put(s, i, out);
        if (lines)
            buf_char(out, '\n');
    }
    if (!lines)
        buf_z(out, "]\n");
}

static void csv_render(const struct sheet *s, struct buf *out)
{
    for (size_t i = 0; i < s->n_columns; i++) {
        if (i)
            buf_char(out, ',');
        csv_put(out, str_of(s->columns[i].id), false);
    }
    buf_z(out, "\r\n");
    for (size_t i = 0; i < s->cells.n; i += s->n_columns)
        csv_put_row(out, s->cells.v + i, s->n_columns, true);
}

void sheet_render(const struct sheet *s, enum out_format format, enum lang lang, struct buf *out)
{
    switch (format) {
    case OUT_TABLE:
        table_render(s, lang, out);
        break;
    case OUT_JSON:
    case OUT_JSONL:
        json_render(s, format == OUT_JSONL, out);
        break;
    case OUT_CSV:
        csv_render(s, out);
        break;
    case OUT_CALENDAR:
        break;
    }
}

bool sheet_write(const struct cli *c, struct sheet *s, struct err *e)
{
    struct buf out = {0};
    sheet_render(s, c->format, c->lang, &out);
    bool ok = out_write(buf_view(&out), e);
    buf_free(&out);
    VEC_FREE(&s->cells);
    return ok;
}

static void finding_put(const struct cli *c, const char *file, struct str sheet, const struct finding *one,
                        struct buf *out)
{
    static const char *const zh[] = {[FINDING_NOTE] = "提示", [FINDING_WARNING] = "警告", [FINDING_ERROR] = "错误"};
    struct buf words = {0};
    buf_z(&words, "  ");
    if (one->file.n)
        buf_printf(&words, "%.*s", STR_FMT(one->file));
    else if (file)
        buf_z(&words, file);
    if (one->line)
        buf_char(&words, ':');
    if (one->line)
        table_place_put(&words, sheet, one->line, one->column);
    if (one->pointer.n)
        buf_printf(&words, " %.*s", STR_FMT(one->pointer));
    buf_printf(&words, "  %s  %s  ", c->lang == LANG_ZH ? zh[one->level] : finding_level_name(one->level), one->rule);
    finding_message(one, c->lang, &words);
    if (one->suggestion.n)
        buf_printf(&words, " (%.*s)", STR_FMT(one->suggestion));
    cell_put(out, buf_view(&words));
    buf_char(out, '\n');
    buf_free(&words);
}

struct str finding_words(const struct cli *c, const struct finding *x)
{
    struct buf words = {0};
    finding_message(x, c->lang, &words);
    struct str s = str_dup(c->a, buf_view(&words));
    buf_free(&words);
    return s;
}

void findings_tell(const struct cli *c, const char *file, const struct findings *f, size_t most)
{
    findings_tell_sheet(c, file, STR_NONE, f, most);
}

void findings_tell_sheet(const struct cli *c, const char *file, struct str sheet, const struct findings *f, size_t most)
{
    struct buf out = {0};
    size_t n = findings_kept(f), told = 0;
    for (int level = FINDING_ERROR; level >= FINDING_NOTE; level--)
        for (size_t i = 0; i < n && told < most; i++)
            if ((int)findings_get(f, i)->level == level) {
                finding_put(c, file, sheet, findings_get(f, i), &out);
                told++;
            }
    fflush(stdout);
    if (out.n)
        fwrite(out.p, 1, out.n, stderr);
    buf_free(&out);
    int64_t all = 0;
    for (int level = FINDING_NOTE; level <= FINDING_ERROR; level++)
        all += findings_count(f, (enum finding_level)level);
    if (all > (int64_t)told)
        tell(c, "  …另有 %lld 条", "  … and %lld more", (long long)(all - (int64_t)told));
}
