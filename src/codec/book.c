/* SPDX-License-Identifier: Apache-2.0 */
/* A workbook as a table: which sheet, where its header stands, and what is wrong with a row. */
#include "codec/codec_int.h"

#include "codec/book_int.h"

enum { HEAD_ROWS = 32, HEAD_BYTES = 1 << 20, NO_HEADER = HEAD_ROWS };

struct codec_book {
    struct arena *arena;
    struct book_zip zip;
    struct book_parts parts;
    struct book_sheet sheet;
    struct str name;
    struct book_row *held; /* the first rows, among which the header is looked for */
    size_t n_held, held_at;
    const struct book_row *row; /* last handed out */
    struct str *header;
    size_t n_header, n_columns;
    int64_t header_line;
    bool may_explain, is_broken, is_over, is_noted;
};

/* ---- findings ---- */

static struct str number_text(char out[24], int64_t n)
{
    return str_n(out, (size_t)snprintf(out, 24, "%lld", (long long)n));
}

static void find_fault(const struct codec_book *b, struct findings *f)
{
    static const char *const rules[] = {
        [BOOK_LIMIT] = "archive-limit", [BOOK_BROKEN] = "workbook-broken", [BOOK_ROW_TOO_LONG] = "row-too-long"};
    const struct book_fault *fault = &b->zip.fault;
    char limit[24];
    struct str words =
        fault->kind == BOOK_ROW_TOO_LONG ? number_text(limit, TABLE_MAX_ROW_BYTES) : str_of(fault->words);
    finding_at(f, FINDING_ERROR, b->sheet.row.line, 0, rules[fault->kind], words, STR_NONE, STR_NONE);
}

static bool refuse(struct findings *f, const char *rule, struct str a1, struct str a2, struct err *e)
{
    finding_at(f, FINDING_ERROR, 0, 0, rule, a1, a2, STR_NONE);
    return ERR(e, ERR_DATA, "the workbook is no readable table (%s)", rule);
}

static bool refuse_fault(const struct codec_book *b, struct findings *f, struct err *e)
{
    find_fault(b, f);
    return ERR(e, ERR_DATA, "the workbook cannot be read");
}

static void find_number(struct findings *f, int64_t line, size_t column, const char *rule, int64_t number)
{
    char text[24];
    finding_at(f, FINDING_ERROR, line, (int)column, rule, number_text(text, number), STR_NONE, STR_NONE);
}

static bool check_text(const struct book_row *row, size_t i, struct findings *f)
{
    enum codec_fault kind;
    int32_t cp;
    char name[24];
    codec_text_fault(row->cells[i], 0, &kind, &cp);
    if (kind == FAULT_NONE)
        return true;
    int n = snprintf(name, sizeof name, "U+%04X", (unsigned)cp);
    finding_at(f, FINDING_ERROR, row->line, (int)i + 1, "bad-character", str_n(name, (size_t)n), STR_NONE, STR_NONE);
    return false;
}

static bool check_row(const struct codec_book *b, const struct book_row *row, struct findings *f)
{
    bool ok = true;
    if (row->n > b->n_columns) {
        char is[24], should[24];
        finding_at(f, FINDING_ERROR, row->line, (int)b->n_columns + 1, "column-count", number_text(is, (int64_t)row->n),
                   number_text(should, (int64_t)b->n_columns), STR_NONE);
        ok = false;
    }
    for (size_t i = 0; i < b->n_columns; i++) {
        ok = check_text(row, i, f) && ok;
        bool is_long = row->long_column == i + 1 ||
                       (row->cells[i].n > TABLE_MAX_CELL_CHARS && str_utf8_len(row->cells[i]) > TABLE_MAX_CELL_CHARS);
        if (is_long)
            find_number(f, row->line, i + 1, "cell-too-long", TABLE_MAX_CELL_CHARS);
        ok = ok && !is_long;
    }
    return ok;
}

/* What a reader of the sheet does not see at a glance, said once at its end. */
static void note_sheet(struct codec_book *b, struct findings *f)
{
    char rows[24], columns[24];
    const struct book_sheet *s = &b->sheet;
    if (b->is_noted)
        return;
    b->is_noted = true;
    int64_t merged = 0; /* titles above the header are merged often, and nothing is lost there */
    for (size_t i = 0; i < s->merges.n; i++)
        merged += s->merges.v[i] >= b->header_line;
    if (s->hidden_rows || s->hidden_columns)
        finding_at(f, FINDING_NOTE, 0, 0, "sheet-hidden-parts", b->name, number_text(rows, s->hidden_rows),
                   number_text(columns, s->hidden_columns));
    if (merged)
        finding_at(f, FINDING_NOTE, 0, 0, "sheet-merged", b->name, number_text(rows, merged), STR_NONE);
}

/* ---- which sheet ---- */

static bool has_rows(struct codec_book *b, const struct book_sheet_row *sheet)
{
    struct book_sheet *s = mem_alloc(sizeof *s);
    bool has = sheet->target.n && book_sheet_open(s, &b->zip, &b->parts, sheet->target) &&
               book_sheet_next(s) == BOOK_XML_PAUSED;
    book_sheet_close(s);
    mem_free(s);
    return has;
}

static void list_name(struct buf *names, struct str name)
{
    buf_z(names, names->n ? "、" : "");
    buf_str(names, name);
}

/* The sheet of that name; without one the first that holds something, hidden ones last. */
static const struct book_sheet_row *choose(struct codec_book *b, const char *told, struct buf *others)
{
    const struct book_sheet_row *best = NULL, *rows = b->parts.sheets.v;
    for (size_t i = 0; i < b->parts.sheets.n; i++) {
        bool is_named = told && str_is(rows[i].name, told);
        if (!is_named && !has_rows(b, &rows[i]))
            continue;
        bool is_better = told ? is_named : !best || (best->is_hidden && !rows[i].is_hidden);
        const struct book_sheet_row *other = is_better ? best : &rows[i];
        best = is_better ? &rows[i] : best;
        if (other)
            list_name(others, other->name);
    }
    return best;
}

/* A name that may not leave the room is replaced by the sheet's number. */
static void clean_names(struct codec_book *b)
{
    for (size_t i = 0; i < b->parts.sheets.n; i++) {
        struct str *name = &b->parts.sheets.v[i].name;
        if (!name->n || name->n >= TABLE_SHEET_BYTES || !codec_text_ok(*name))
            *name = str_printf(b->arena, "#%zu", i + 1);
    }
}

static bool open_sheet(struct codec_book *b, const char *told, struct findings *f, struct err *e)
{
    struct buf others = {0};
    clean_names(b);
    const struct book_sheet_row *sheet = choose(b, told, &others);
    struct str rest = str_dup(b->arena, buf_view(&others));
    buf_free(&others);
    if (b->zip.fault.kind != BOOK_FINE)
        return refuse_fault(b, f, e);
    if (!sheet && told)
        return refuse(f, "sheet-unknown", str_of(told), rest, e);
    if (!sheet)
        return refuse(f, "empty-file", STR_NONE, STR_NONE, e);
    b->name = sheet->name;
    if (sheet->is_hidden)
        finding_at(f, FINDING_NOTE, 0, 0, "sheet-hidden", b->name, STR_NONE, STR_NONE);
    if (rest.n)
        finding_at(f, FINDING_NOTE, 0, 0, "sheet-others", b->name, rest, STR_NONE);
    return book_sheet_open(&b->sheet, &b->zip, &b->parts, sheet->target) || refuse_fault(b, f, e);
}

/* ---- where the header stands ---- */

static bool is_explanation(const struct book_row *row)
{
    size_t i = 0;
    while (i + 1 < TABLE_MAX_COLUMNS && !row->cells[i].n)
        i++;
    return str_find(row->cells[i], STR("表格说明")) >= 0 || str_find(row->cells[i], STR("填表说明")) >= 0;
}

static size_t filled(const struct book_row *row, bool text_only)
{
    size_t n = 0;
    for (size_t i = 0; i < row->n && i < TABLE_MAX_COLUMNS; i++)
        n += row->cells[i].n && (!text_only || row->is_text[i]);
    return n;
}

/* Titles and remarks above a header have fewer cells than the rows below it; a few rows may have more. */
static bool is_header(const struct codec_book *b, size_t i)
{
    size_t n = filled(&b->held[i], false), more = 0;
    if (filled(&b->held[i], true) < 2 || is_explanation(&b->held[i]))
        return false;
    for (size_t k = i + 1; k < b->n_held; k++)
        more += filled(&b->held[k], false) > n;
    return more <= (b->n_held - i - 1) / 4;
}

/* The first row where nothing looks like a header: it is then judged as one. */
static size_t find_header(const struct codec_book *b)
{
    size_t first = NO_HEADER;
    for (size_t i = 0; i < b->n_held; i++) {
        if (is_header(b, i))
            return i;
        if (first == NO_HEADER && !is_explanation(&b->held[i]))
            first = i;
    }
    return first;
}

static void hold_row(struct codec_book *b)
{
    struct book_row *row = &b->held[b->n_held++];
    *row = b->sheet.row;
    for (size_t i = 0; i < b->sheet.used; i++)
        row->cells[i] = str_dup(b->arena, row->cells[i]);
}

static bool hold_head(struct codec_book *b, struct findings *f, struct err *e)
{
    enum book_xml_next next = BOOK_XML_PAUSED;
    size_t before = arena_used(b->arena);
    b->held = arena_alloc(b->arena, HEAD_ROWS * sizeof *b->held);
    before += HEAD_ROWS * sizeof *b->held;
    while (b->n_held < HEAD_ROWS && arena_used(b->arena) < before + HEAD_BYTES) {
        next = book_sheet_next(&b->sheet);
        if (next != BOOK_XML_PAUSED)
            break;
        hold_row(b);
    }
    b->is_over = next == BOOK_XML_END;
    if (next == BOOK_XML_FAULT)
        return refuse_fault(b, f, e);
    return b->n_held || refuse(f, "empty-file", STR_NONE, STR_NONE, e);
}

static bool too_wide(const struct book_row *row, struct findings *f, struct err *e)
{
    find_number(f, row->line, TABLE_MAX_COLUMNS + 1, "too-many-columns", TABLE_MAX_COLUMNS);
    return ERR(e, ERR_DATA, "the workbook has too many columns");
}

static bool take_header(struct codec_book *b, struct findings *f, struct err *e)
{
    size_t at = find_header(b);
    if (at == NO_HEADER)
        return refuse(f, "empty-file", STR_NONE, STR_NONE, e);
    const struct book_row *row = &b->held[at];
    if (row->n > TABLE_MAX_COLUMNS)
        return too_wide(row, f, e);
    b->n_header = b->n_columns = row->n;
    b->header_line = row->line;
    if (!check_row(b, row, f))
        return ERR(e, ERR_DATA, "the header row cannot be read");
    b->header = arena_alloc(b->arena, row->n * sizeof *b->header);
    for (size_t i = 0; i < row->n; i++)
        b->header[i] = str_trim(row->cells[i]);
    b->held_at = at + 1;
    b->may_explain = true;
    return true;
}

/* Rows of a sheet end with their last filled cell: the widest of the first ones tells how many columns there are. */
static bool take_width(struct codec_book *b, struct findings *f, struct err *e)
{
    for (size_t i = 0; i < b->n_held; i++) {
        if (b->held[i].n > TABLE_MAX_COLUMNS)
            return too_wide(&b->held[i], f, e);
        b->n_columns = b->held[i].n > b->n_columns ? b->held[i].n : b->n_columns;
    }
    return true;
}

/* ---- rows ---- */

static const struct book_row *next_row(struct codec_book *b)
{
    if (b->held_at < b->n_held)
        return &b->held[b->held_at++];
    if (b->is_over)
        return NULL;
    enum book_xml_next next = book_sheet_next(&b->sheet);
    b->is_over = next == BOOK_XML_END;
    b->is_broken = next == BOOK_XML_FAULT;
    return next == BOOK_XML_PAUSED ? &b->sheet.row : NULL;
}

enum table_next codec_book_next(struct codec_book *b, struct table_row *row, struct findings *f)
{
    if (b->is_broken)
        return TABLE_BROKEN;
    do
        b->row = next_row(b);
    while (b->row && b->may_explain && is_explanation(b->row));
    b->may_explain = false;
    if (b->is_broken) {
        *row = (struct table_row){.line = b->sheet.row.line};
        find_fault(b, f);
        return TABLE_BROKEN;
    }
    if (!b->row) {
        note_sheet(b, f);
        return TABLE_END;
    }
    *row = (struct table_row){.line = b->row->line};
    if (!check_row(b, b->row, f))
        return TABLE_BAD_ROW;
    row->cells = b->row->cells;
    row->n = b->n_columns;
    return TABLE_ROW;
}

/* ---- the door ---- */

bool codec_book_is(struct str bytes)
{
    struct book_zip *z = mem_alloc(sizeof *z);
    bool is = book_is_zip(bytes) && (!book_zip_open(z, bytes) || book_zip_member(z, STR("xl/workbook.xml")));
    mem_free(z);
    return is;
}

bool codec_book_open(struct str bytes, const struct table_options *o, struct findings *f, struct codec_book **out,
                     struct err *e)
{
    struct codec_book *b = mem_alloc(sizeof *b);
    b->arena = arena_new();
    bool ok = (book_zip_open(&b->zip, bytes) && book_parts_read(&b->parts, &b->zip)) || refuse_fault(b, f, e);
    ok = ok && open_sheet(b, o->sheet, f, e) && hold_head(b, f, e);
    ok = ok && (o->no_header ? take_width(b, f, e) : take_header(b, f, e));
    if (ok)
        *out = b;
    else
        codec_book_close(b);
    return ok;
}

void codec_book_close(struct codec_book *b)
{
    if (!b)
        return;
    book_sheet_close(&b->sheet);
    book_parts_free(&b->parts);
    arena_free(b->arena);
    mem_free(b);
}

const struct str *codec_book_header(const struct codec_book *b, size_t *n, int64_t *line)
{
    *n = b->n_header;
    *line = b->header_line;
    return b->header;
}

const struct str *codec_book_cells(const struct codec_book *b, size_t *n)
{
    *n = b->row ? (b->row->n < TABLE_MAX_COLUMNS ? b->row->n : TABLE_MAX_COLUMNS) : 0;
    return b->row ? b->row->cells : NULL;
}

struct str codec_book_sheet(const struct codec_book *b)
{
    return b->name;
}

int64_t codec_book_bytes(const struct codec_book *b, int64_t *total)
{
    *total = (int64_t)b->sheet.xml.stream.member->unpacked;
    return (int64_t)b->sheet.xml.stream.got;
}
