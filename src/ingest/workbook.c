/* SPDX-License-Identifier: Apache-2.0 */
#include "workbook_int.h"

#include <stdio.h>
#include <unistd.h>

enum { COLUMN_WIDTH = 20, COMMENT_WIDTH = 360, COMMENT_HEIGHT = 120, COMMENT_BYTES = 8000, NAME_CHARS = 31 };

static bool failed(struct workbook *w, struct err *e)
{
    return ERR(e, ERR_IO, "%s: %s", w->path.p, lxw_strerror(w->failed));
}

static void keep(struct workbook *w, lxw_error code)
{
    if (w->failed == LXW_NO_ERROR)
        w->failed = code;
}

/* Every cell is text, so that no program makes a number of a code when it is corrected. */
static void make_formats(struct workbook *w)
{
    static const lxw_color_t fills[] = {
        [FINDING_NOTE] = 0xDDEBF7, [FINDING_WARNING] = 0xFFEB9C, [FINDING_ERROR] = 0xFFC7CE};
    for (int i = 0; i < MARKS; i++) {
        w->formats[i] = workbook_add_format(w->book);
        format_set_num_format(w->formats[i], "@");
        if (i == MARK_NONE)
            continue;
        format_set_pattern(w->formats[i], LXW_PATTERN_SOLID);
        format_set_bg_color(w->formats[i], fills[i]);
        format_set_border(w->formats[i], LXW_BORDER_THIN);
    }
}

/* Programs take 31 characters, none of them []:*?/\, no apostrophe at either end. */
static const char *sheet_name(struct arena *a, struct str name)
{
    size_t at = 0, n = 0;
    while (at < name.n && n++ < NAME_CHARS)
        str_utf8_next(name, &at);
    char *z = (char *)(uintptr_t)str_z(a, str_n(name.p, at));
    for (char *p = z; *p; p++)
        if (strchr("[]:*?/\\'", *p))
            *p = '_';
    return *z ? z : "Sheet1";
}

bool workbook_start(struct workbook *w, const char *path, struct str sheet, size_t columns, struct err *e)
{
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    *w = (struct workbook){.a = arena_new(), .names = arena_new()};
    w->path = str_of(path);
    w->part = str_printf(w->names, "%s.part", path);
    w->book = workbook_new_opt(w->part.p, &options);
    if (!w->book)
        return ERR(e, ERR_IO, "%s: a workbook cannot be made there", path);
    make_formats(w);
    w->sheet = workbook_add_worksheet(w->book, sheet_name(w->names, sheet));
    if (!w->sheet)
        w->sheet = workbook_add_worksheet(w->book, NULL);
    if (columns)
        keep(w, worksheet_set_column(w->sheet, 0, (lxw_col_t)(columns - 1), COLUMN_WIDTH, w->formats[MARK_NONE]));
    worksheet_freeze_panes(w->sheet, 1, 0);
    return w->failed == LXW_NO_ERROR || failed(w, e);
}

static bool is_writable(int32_t cp)
{
    return cp >= 0x20 ? cp != 0xFFFE && cp != 0xFFFF : cp == '\t' || cp == '\n' || cp == '\r';
}

/* At most `chars` characters. */
static const char *writable(struct arena *a, struct str s, size_t chars)
{
    char *out = arena_alloc(a, s.n + 1);
    size_t n = 0, at = 0;
    while (at < s.n && chars--) {
        size_t from = at;
        if (!is_writable(str_utf8_next(s, &at))) {
            out[n++] = '\1';
            continue;
        }
        memcpy(out + n, s.p + from, at - from);
        n += at - from;
    }
    return out;
}

void workbook_put(struct workbook *w, size_t column, struct str text, int mark)
{
    lxw_col_t at = (lxw_col_t)column;
    if (text.n)
        keep(w, worksheet_write_string(w->sheet, w->row, at, writable(w->a, text, TABLE_MAX_CELL_CHARS),
                                       w->formats[mark]));
    else if (mark != MARK_NONE)
        keep(w, worksheet_write_blank(w->sheet, w->row, at, w->formats[mark]));
}

void workbook_comment(struct workbook *w, size_t column, struct str text)
{
    lxw_comment_options options = {.author = "gongshi", .width = COMMENT_WIDTH, .height = COMMENT_HEIGHT};
    keep(w, worksheet_write_comment_opt(w->sheet, w->row, (lxw_col_t)column, writable(w->a, text, COMMENT_BYTES),
                                        &options));
}

bool workbook_end_row(struct workbook *w, struct err *e)
{
    if (w->failed != LXW_NO_ERROR)
        return failed(w, e);
    arena_reset(w->a);
    if (++w->row >= WORKBOOK_ROWS)
        return ERR(e, ERR_LIMIT, "a workbook holds %d rows at most", WORKBOOK_ROWS);
    return true;
}

bool workbook_finish(struct workbook *w, bool ok, struct err *e)
{
    if (w->book)
        keep(w, workbook_close(w->book));
    if (ok && w->failed != LXW_NO_ERROR)
        ok = failed(w, e);
    if (ok && rename(w->part.p, w->path.p) != 0)
        ok = ERR_ERRNO(e, "%s", w->path.p);
    if (!ok && w->part.p)
        unlink(w->part.p);
    arena_free(w->a);
    arena_free(w->names);
    return ok;
}
