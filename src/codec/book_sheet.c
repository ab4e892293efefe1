/* SPDX-License-Identifier: Apache-2.0 */
/* One sheet, row by row. The parser pauses behind each row that holds something; nothing outlives its row. */
#include "codec/book_int.h"

static bool is_true(struct str s)
{
    return str_is(s, "1") || str_is(s, "true");
}

/* "C17": the column from 0; false when there are no letters or too many. */
static bool column_of(struct str address, size_t *out)
{
    size_t column = 0, i = 0;
    for (; i < address.n && address.p[i] >= 'A' && address.p[i] <= 'Z' && column <= BOOK_MAX_COLUMNS; i++)
        column = column * 26 + (size_t)(address.p[i] - 'A') + 1;
    *out = column - 1;
    return column >= 1 && column <= BOOK_MAX_COLUMNS;
}

/* ---- starts ---- */

static void start_row(struct book_sheet *s, const char **attributes)
{
    struct str r = book_attribute(attributes, "r");
    int64_t line = s->row.line + 1;
    if ((r.n && !str_int(r, &line)) || line <= s->row.line || line > BOOK_MAX_ROWS) {
        book_xml_fail(&s->xml, BOOK_BROKEN, "row number");
        return;
    }
    memset(s->row.cells, 0, s->used * sizeof *s->row.cells);
    memset(s->row.is_text, 0, s->used * sizeof *s->row.is_text);
    s->used = 0;
    buf_clear(&s->text);
    s->row.line = line;
    s->row.n = s->row.long_column = 0;
    s->column = SIZE_MAX; /* the first cell stands at 0 unless it says otherwise */
    s->in_row = true;
    s->hidden_rows += is_true(book_attribute(attributes, "hidden"));
}

static void start_cell(struct book_sheet *s, const char **attributes)
{
    size_t column = s->column + 1;
    int64_t style = 0;
    struct str type = STR_NONE;
    for (const char **a = attributes; *a; a += 2) {
        struct str value = str_of(a[1]);
        bool ok = true;
        if (strcmp(*a, "r") == 0)
            ok = column_of(value, &column);
        else if (strcmp(*a, "s") == 0)
            ok = str_int(value, &style);
        else if (strcmp(*a, "t") == 0)
            type = value;
        if (!ok) {
            book_xml_fail(&s->xml, BOOK_BROKEN, "cell address");
            return;
        }
    }
    if ((s->column != SIZE_MAX && column <= s->column) || column >= BOOK_MAX_COLUMNS) {
        book_xml_fail(&s->xml, BOOK_BROKEN, "cell address");
        return;
    }
    s->column = column;
    s->type = !type.n ? 'n' : str_is(type, "str") ? 'x' : *type.p;
    bool is_known = style >= 0 && (size_t)style < s->parts->formats.n;
    s->format = is_known ? s->parts->formats.v[style] : (struct book_format){LOOK_GENERAL, 0};
    s->is_long = s->is_phonetic = false;
    buf_clear(&s->value);
}

static void start_in_row(struct book_sheet *s, const char *name, const char **attributes)
{
    if (strcmp(name, "c") == 0)
        start_cell(s, attributes);
    else if (strcmp(name, "v") == 0)
        s->takes_text = s->type != 'i';
    else if (strcmp(name, "t") == 0)
        s->takes_text = s->type == 'i' && !s->is_phonetic;
    else if (strcmp(name, "rPh") == 0)
        s->is_phonetic = true;
}

static void count_columns(struct book_sheet *s, const char **attributes)
{
    int64_t first, last;
    if (is_true(book_attribute(attributes, "hidden")) && str_int(book_attribute(attributes, "min"), &first) &&
        str_int(book_attribute(attributes, "max"), &last) && first >= 1 && last >= first && last < BOOK_MAX_COLUMNS)
        s->hidden_columns += last - first + 1; /* hiding all to the right edge hides nothing that is there */
}

/* "A5:C7": row 7. */
static void keep_merge(struct book_sheet *s, const char **attributes)
{
    struct str range = book_attribute(attributes, "ref"), part, last = STR_NONE;
    int64_t row;
    while (str_split(&range, ':', &part))
        last = part;
    while (last.n && (*last.p < '0' || *last.p > '9'))
        last = str_n(last.p + 1, last.n - 1);
    if (str_int(last, &row) && row >= 1 && row <= BOOK_MAX_ROWS && s->merges.n < BOOK_MAX_MERGES)
        VEC_PUSH(&s->merges, (int32_t)row);
}

static void on_start(void *context, const char *name, const char **attributes)
{
    struct book_sheet *s = context;
    if (s->in_row)
        start_in_row(s, name, attributes);
    else if (s->in_data && strcmp(name, "row") == 0)
        start_row(s, attributes);
    else if (strcmp(name, "sheetData") == 0)
        s->in_data = true;
    else if (strcmp(name, "col") == 0)
        count_columns(s, attributes);
    else if (strcmp(name, "mergeCell") == 0)
        keep_merge(s, attributes);
}

static void on_text(void *context, struct str text)
{
    struct book_sheet *s = context;
    if (s->takes_text && !book_text_put(&s->value, 0, text))
        s->is_long = true;
}

/* ---- ends ---- */

/* The cell's text, borrowed from the shared strings or appended to the row's own. */
static bool take_shared(struct book_sheet *s, struct str *out)
{
    int64_t i;
    if (!str_int(buf_view(&s->value), &i) || i < 0 || (size_t)i >= s->parts->shared.n) {
        book_xml_fail(&s->xml, BOOK_BROKEN, "shared string");
        return false;
    }
    const struct book_shared *one = &s->parts->shared.v[i];
    s->is_long = one->is_long;
    *out = str_n(s->parts->shared_text.p + one->at, one->n);
    return true;
}

/* 2023-02-03T00:00:00 as people write it. */
static void put_iso_day(struct buf *out, struct str s)
{
    ptrdiff_t t = str_find(s, STR("T"));
    bool is_midnight = t >= 0 && str_starts(str_n(s.p + t, s.n - (size_t)t), STR("T00:00:00"));
    buf_put(out, s.p, t < 0 ? s.n : (size_t)t);
    if (t < 0 || is_midnight)
        return;
    buf_char(out, ' ');
    buf_put(out, s.p + t + 1, s.n - (size_t)t - 1);
}

static void put_own(struct book_sheet *s)
{
    struct str value = buf_view(&s->value);
    if (s->type == 'n')
        book_number_put(&s->text, value, s->format, s->parts->is_1904);
    else if (s->type == 'b')
        buf_z(&s->text, is_true(value) ? "TRUE" : "FALSE");
    else if (s->type == 'd')
        put_iso_day(&s->text, value);
    else
        buf_str(&s->text, value);
}

static void end_cell(struct book_sheet *s)
{
    struct str shared = STR_NONE;
    size_t start = s->text.n;
    if (!s->value.n)
        return;
    if (s->type == 's') {
        if (!take_shared(s, &shared))
            return;
    } else {
        if (s->type == 'i' || s->type == 'x')
            book_unescape(&s->value, 0);
        put_own(s);
    }
    struct str cell = s->type == 's' ? shared : str_n(s->text.p + start, s->text.n - start);
    if (!str_trim(cell).n)
        return;
    s->row.n = s->column + 1;
    if (s->is_long && !s->row.long_column)
        s->row.long_column = s->row.n;
    if (s->column >= TABLE_MAX_COLUMNS) {
        s->text.n = start; /* it is known that it is there, and that is enough */
        return;
    }
    s->used = s->row.n;
    s->row.cells[s->column] = cell;
    s->row.is_text[s->column] = s->type == 's' || s->type == 'i' || s->type == 'x';
    s->at[s->column] = s->type == 's' ? SIZE_MAX : start;
}

static void end_row(struct book_sheet *s)
{
    s->in_row = false;
    for (size_t i = 0; i < s->used; i++) /* the texts may have moved as they grew */
        if (s->row.cells[i].n && s->at[i] != SIZE_MAX)
            s->row.cells[i].p = s->text.p + s->at[i];
    if (s->row.n)
        book_xml_pause(&s->xml);
}

static void on_end(void *context, const char *name)
{
    struct book_sheet *s = context;
    s->takes_text = false;
    if (!s->in_row) {
        if (strcmp(name, "sheetData") == 0)
            s->in_data = false;
        return;
    }
    if (strcmp(name, "c") == 0)
        end_cell(s);
    else if (strcmp(name, "row") == 0)
        end_row(s);
    else if (strcmp(name, "rPh") == 0)
        s->is_phonetic = false;
    if (s->text.n > TABLE_MAX_ROW_BYTES)
        book_xml_fail(&s->xml, BOOK_ROW_TOO_LONG, "");
}

bool book_sheet_open(struct book_sheet *s, struct book_zip *z, const struct book_parts *p, struct str target)
{
    const struct book_member *m = book_zip_member(z, target);
    s->parts = p;
    s->xml = (struct book_xml){.context = s, .start = on_start, .end = on_end, .text = on_text};
    if (!m)
        return book_fail(&z->fault, BOOK_BROKEN, "worksheet");
    return book_xml_open(&s->xml, z, m);
}

enum book_xml_next book_sheet_next(struct book_sheet *s)
{
    return book_xml_run(&s->xml);
}

void book_sheet_close(struct book_sheet *s)
{
    book_xml_close(&s->xml);
    buf_free(&s->text);
    buf_free(&s->value);
    VEC_FREE(&s->merges);
}
