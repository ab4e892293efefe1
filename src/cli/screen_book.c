/* SPDX-License-Identifier: Apache-2.0 */
/* The answers of `screen` as a workbook: one sheet of lines, one that says what they rest on. */
#include <xlsxwriter.h>

#include "cli/screen_int.h"

enum { COLUMNS_MAX = 32, BOOK_MAX_ROWS = 1048576, CELL_MAX_CHARS = 32767, HEAD_WIDTH = 22 };

static bool put(struct answers *x, lxw_worksheet *page, lxw_row_t row, lxw_col_t column, struct str text, struct err *e)
{
    size_t at = 0;
    for (size_t i = 0; i < CELL_MAX_CHARS && at < text.n; i++)
        str_utf8_next(text, &at);
    lxw_error why = worksheet_write_string(page, row, column, str_z(x->a, str_n(text.p, at)), NULL);
    return !why || ERR(e, ERR_IO, "%s: %s", x->path, lxw_strerror(why));
}

static bool begin(struct answers *x, struct err *e)
{
    size_t n;
    const struct screen_column *columns = screen_columns(&n);
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    x->book = workbook_new_opt(x->part, &options);
    if (!x->book)
        return ERR(e, ERR_IO, "%s: cannot write a workbook", x->path);
    x->page = workbook_add_worksheet(x->book, x->c->lang == LANG_ZH ? "核对结果" : "screening");
    lxw_format *head = workbook_add_format(x->book);
    format_set_bold(head);
    worksheet_set_column(x->page, 0, (lxw_col_t)(n - 1), HEAD_WIDTH, NULL);
    worksheet_freeze_panes(x->page, 1, 0);
    for (size_t i = 0; i < n; i++)
        worksheet_write_string(x->page, 0, (lxw_col_t)i, say(x->c, columns[i].zh, columns[i].en), head);
    return true;
}

static bool line_put(struct answers *x, const struct screen_line *line, struct err *e)
{
    struct str cells[COLUMNS_MAX];
    size_t n;
    screen_columns(&n);
    ASSERT(n <= COLUMNS_MAX);
    if (x->rows + 1 >= BOOK_MAX_ROWS)
        return ERR(e, ERR_LIMIT, "a sheet holds %d rows: write CSV instead", BOOK_MAX_ROWS);
    screen_line_cells(x->s, line, true, x->a, cells);
    for (size_t i = 0; i < n; i++)
        if (cells[i].n && !put(x, x->page, (lxw_row_t)(x->rows + 1), (lxw_col_t)i, cells[i], e))
            return false;
    return true;
}

/* What the lines rest on, once more in words. */
static bool about_put(struct answers *x, struct err *e)
{
    const struct screen_basis *b = screen_basis(x->s);
    lxw_worksheet *page = workbook_add_worksheet(x->book, x->c->lang == LANG_ZH ? "说明" : "about");
    char day[DAY_CHARS];
    struct str rows[][2] = {
        {str_of(say(x->c, "截至日期", "as of")), str_of(day_format(b->as_of, day))},
        {str_of(say(x->c, "截至行为号", "feed position")), str_printf(x->a, "%lld", (long long)b->feed)},
        {str_of(say(x->c, "规则版本", "rulebook edition")), b->edition},
        {str_of(say(x->c, "行数", "rows")), str_printf(x->a, "%lld", (long long)x->rows)},
        {str_of(screen_result_name(SCREEN_MATCH)), str_printf(x->a, "%lld", (long long)x->counts[SCREEN_MATCH])},
        {str_of(screen_result_name(SCREEN_POSSIBLE)), str_printf(x->a, "%lld", (long long)x->counts[SCREEN_POSSIBLE])},
        {str_of(screen_result_name(SCREEN_NO_MATCH)), str_printf(x->a, "%lld", (long long)x->counts[SCREEN_NO_MATCH])},
        {str_of(screen_result_name(SCREEN_INSUFFICIENT)),
         str_printf(x->a, "%lld", (long long)x->counts[SCREEN_INSUFFICIENT])},
    };
    worksheet_set_column(page, 0, 1, HEAD_WIDTH, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (!put(x, page, (lxw_row_t)i, 0, rows[i][0], e) || !put(x, page, (lxw_row_t)i, 1, rows[i][1], e))
            return false;
    return true;
}

static bool end(struct answers *x, struct err *e)
{
    bool ok = about_put(x, e);
    lxw_error why = workbook_close(x->book);
    x->book = NULL;
    return ok && (!why || ERR(e, ERR_IO, "%s: %s", x->path, lxw_strerror(why)));
}

const struct answer_form answer_book = {".xlsx", begin, line_put, end};
