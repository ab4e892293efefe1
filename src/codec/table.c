/* SPDX-License-Identifier: Apache-2.0 */
/* The reader of tables: opens, finds the header, hands out rows and says what is wrong with the others. */
#include "codec/codec_int.h"

#include "codec/book_int.h"

enum { SAMPLE_BYTES = 1 << 20 };

struct table {
    struct codec_source source;
    struct codec_scan scan;
    struct codec_row row;
    struct arena *arena; /* the header's text */
    struct str *header;
    size_t n_header;
    int64_t header_line;
    size_t n_columns; /* every row's; 0 until the first row has told */
    int64_t line;     /* where the next row starts */
    bool may_explain; /* the row to come may be the explanation behind the header */
    bool is_broken, has_row;
    struct codec_book *book; /* a workbook answers for itself; the rest is then unused */
};

/* ---- findings ---- */

static struct str number_text(char out[24], int64_t n)
{
    int length = snprintf(out, 24, "%lld", (long long)n);
    return str_n(out, (size_t)length);
}

static void find_number(struct findings *f, int64_t line, size_t column, const char *rule, int64_t number)
{
    char text[24];
    finding_at(f, FINDING_ERROR, line, (int)column, rule, number_text(text, number), STR_NONE, STR_NONE);
}

/* The 1-based column of a place in the row. */
static size_t column_at(const struct codec_row *row, const char *place)
{
    size_t n = row->n < TABLE_MAX_COLUMNS ? row->n : TABLE_MAX_COLUMNS, column = 1;
    while (column < n && row->starts[column] <= place)
        column++;
    return column;
}

/* Malformed bytes and forbidden characters, one finding a cell. */
static bool check_text(const struct table *t, struct findings *f)
{
    const struct codec_row *row = &t->row;
    enum codec_fault kind;
    int32_t cp;
    bool ok = true;
    size_t at = codec_text_fault(row->raw, 0, &kind, &cp);
    while (kind != FAULT_NONE) {
        size_t column = column_at(row, row->raw.p + at);
        char name[24];
        int n = snprintf(name, sizeof name, "U+%04X", (unsigned)cp);
        bool is_encoding = kind == FAULT_ENCODING;
        struct str arg = is_encoding ? str_of(codec_charset_row(t->source.charset)->label) : str_n(name, (size_t)n);
        finding_at(f, FINDING_ERROR, t->line, (int)column, is_encoding ? "encoding" : "bad-character", arg, STR_NONE,
                   STR_NONE);
        ok = false;
        if (column >= row->n || column >= TABLE_MAX_COLUMNS)
            break;
        at = codec_text_fault(row->raw, (size_t)(row->starts[column] - row->raw.p), &kind, &cp);
    }
    return ok;
}

static bool check_lengths(const struct table *t, struct findings *f)
{
    const struct codec_row *row = &t->row;
    if (row->raw.n <= TABLE_MAX_CELL_CHARS)
        return true;
    bool ok = true;
    for (size_t i = 0; i < row->n; i++) {
        if (row->cells[i].n <= TABLE_MAX_CELL_CHARS || str_utf8_len(row->cells[i]) <= TABLE_MAX_CELL_CHARS)
            continue;
        find_number(f, t->line, i + 1, "cell-too-long", TABLE_MAX_CELL_CHARS);
        ok = false;
    }
    return ok;
}

static bool check_columns(struct table *t, struct findings *f)
{
    size_t n = t->row.n;
    if (!t->n_columns && n > TABLE_MAX_COLUMNS) {
        find_number(f, t->line, TABLE_MAX_COLUMNS + 1, "too-many-columns", TABLE_MAX_COLUMNS);
        return false;
    }
    if (!t->n_columns)
        t->n_columns = n;
    if (n == t->n_columns)
        return true;
    char is[24], should[24];
    size_t first_wrong = (n < t->n_columns ? n : t->n_columns) + 1;
    finding_at(f, FINDING_ERROR, t->line, (int)first_wrong, "column-count", number_text(is, (int64_t)n),
               number_text(should, (int64_t)t->n_columns), STR_NONE);
    return false;
}

/* All that is wrong with the row just cut. */
static bool check_row(struct table *t, struct findings *f)
{
    bool ok = check_columns(t, f);
    if (t->row.stray_column) {
        finding_at(f, FINDING_ERROR, t->line, (int)t->row.stray_column, "stray-quote", STR_NONE, STR_NONE, STR_NONE);
        ok = false;
    }
    if (!check_text(t, f))
        return false;
    return ok && check_lengths(t, f);
}

static void find_broken(const struct table *t, enum codec_scan_result why, struct findings *f)
{
    const struct codec_row *row = &t->row;
    if (why == SCAN_TOO_LONG) {
        find_number(f, t->line, 0, "row-too-long", TABLE_MAX_ROW_BYTES);
        return;
    }
    int64_t opened = t->line + codec_line_ends(t->source.at, row->quote_at);
    find_number(f, t->line, row->n + 1, "unclosed-quote", opened);
}

/* ---- rows ---- */

static bool is_blank(const struct codec_row *row)
{
    if (row->n > TABLE_MAX_COLUMNS)
        return false;
    for (size_t i = 0; i < row->n; i++)
        if (str_trim(row->cells[i]).n)
            return false;
    return true;
}

/* Templates carry a line that tells how to fill them in. */
static bool is_explanation(const struct codec_row *row)
{
    return str_find(row->cells[0], STR("表格说明")) >= 0 || str_find(row->cells[0], STR("填表说明")) >= 0;
}

static bool at_end(const struct table *t)
{
    return t->source.at == t->source.end && t->source.is_final;
}

/* Cuts the next row without passing it. Not at the end. */
static enum codec_scan_result cut_row(struct table *t)
{
    struct codec_source *s = &t->source;
    for (;;) {
        enum codec_scan_result r = SCAN_MORE;
        if (s->at < s->end)
            r = codec_scan_row(&t->scan, s->at, s->end, s->is_final, &t->row);
        if (r != SCAN_MORE || s->is_final)
            return r;
        codec_source_more(s);
        codec_scan_moved(&t->scan);
    }
}

static void pass_row(struct table *t)
{
    t->source.at = t->row.after;
    t->line += t->row.line_ends;
}

enum table_next table_next(struct table *t, struct table_row *row, struct findings *f)
{
    if (t->book)
        return codec_book_next(t->book, row, f);
    if (t->is_broken)
        return TABLE_BROKEN;
    t->has_row = true;
    while (!at_end(t)) {
        enum codec_scan_result r = cut_row(t);
        *row = (struct table_row){.line = t->line};
        if (r != SCAN_ROW) {
            if (at_end(t))
                break;
            t->is_broken = true;
            find_broken(t, r, f);
            return TABLE_BROKEN;
        }
        bool is_data = !is_blank(&t->row) && !(t->may_explain && is_explanation(&t->row));
        bool is_good = is_data && check_row(t, f);
        t->may_explain = t->may_explain && !is_data;
        pass_row(t);
        if (!is_data)
            continue;
        if (!is_good)
            return TABLE_BAD_ROW;
        row->cells = t->row.cells;
        row->n = t->row.n;
        return TABLE_ROW;
    }
    t->has_row = false;
    return TABLE_END;
}

const struct str *table_cells(const struct table *t, size_t *n)
{
    if (t->book)
        return codec_book_cells(t->book, n);
    *n = !t->has_row ? 0 : t->row.n < TABLE_MAX_COLUMNS ? t->row.n : TABLE_MAX_COLUMNS;
    return *n ? t->row.cells : NULL;
}

/* ---- open ---- */

static bool refuse(struct findings *f, int64_t line, const char *rule, struct str arg, struct err *e)
{
    finding_at(f, FINDING_ERROR, line, 0, rule, arg, STR_NONE, STR_NONE);
    return ERR(e, ERR_DATA, "the file is no readable table (%s)", rule);
}

/* The first bytes; a long file's end with a row, so that no character is cut in two. */
static struct str sample_of(struct str raw)
{
    if (raw.n <= SAMPLE_BYTES)
        return raw;
    const char *last = memrchr(raw.p, '\n', SAMPLE_BYTES);
    return str_n(raw.p, last ? (size_t)(last + 1 - raw.p) : SAMPLE_BYTES);
}

/* Told, or marked, or guessed from the first bytes; *skip is the mark. */
static bool find_charset(struct table *t, const char *told, struct findings *f, enum codec_charset *out, size_t *skip,
                         struct err *e)
{
    struct str raw = t->source.raw, sample = str_n(raw.p, raw.n < SAMPLE_BYTES ? raw.n : SAMPLE_BYTES);
    enum codec_charset c = CHARSET_UNKNOWN, marked = codec_charset_bom(raw, skip);
    bool bom_decides = false;
    size_t at = 0;
    if (told && !codec_charset_named(told, &c, &bom_decides))
        return ERR(e, ERR_INVALID, "unknown encoding '%s'", told);
    if (c && !bom_decides && marked != c)
        *skip = 0;
    enum codec_charset wide = codec_charset_utf16(sample);
    if (!told || bom_decides)
        c = marked ? marked : wide ? wide : c;
    bool is_wide = c == CHARSET_UTF16LE || c == CHARSET_UTF16BE;
    const char *binary = codec_binary_kind(sample, is_wide, &at);
    if (binary)
        return refuse(f, 1 + codec_line_ends(raw.p, raw.p + at), "binary-file", str_of(binary), e);
    if (!c)
        c = codec_charset_guess(sample_of(raw), &at);
    if (!c)
        return refuse(f, 1 + codec_line_ends(raw.p, raw.p + at), "encoding",
                      str_of(codec_charset_row(CHARSET_UNKNOWN)->label), e);
    *out = c;
    return true;
}

/* Passes blank rows, and explanations when a header is looked for; stands before the first row that counts. */
static bool find_first_row(struct table *t, bool skip_explanation, struct findings *f, struct err *e)
{
    while (!at_end(t)) {
        enum codec_scan_result r = cut_row(t);
        if (at_end(t))
            break;
        if (r != SCAN_ROW) {
            find_broken(t, r, f);
            return ERR(e, ERR_DATA, "the file is no readable table");
        }
        if (!is_blank(&t->row) && !(skip_explanation && is_explanation(&t->row)))
            return true;
        pass_row(t);
    }
    return refuse(f, 0, "empty-file", STR_NONE, e);
}

static bool read_header(struct table *t, struct findings *f, struct err *e)
{
    if (!check_row(t, f))
        return ERR(e, ERR_DATA, "the header row cannot be read");
    t->n_header = t->row.n;
    t->header = arena_alloc(t->arena, mem_mul(t->n_header, sizeof *t->header));
    for (size_t i = 0; i < t->n_header; i++)
        t->header[i] = str_dup(t->arena, str_trim(t->row.cells[i]));
    t->header_line = t->line;
    t->may_explain = true;
    pass_row(t);
    return true;
}

static bool find_separator(struct table *t, char told, struct err *e)
{
    struct codec_source *s = &t->source;
    if (told == '"' || told == '\r' || told == '\n' || (unsigned char)told >= 0x80)
        return ERR(e, ERR_INVALID, "this character cannot separate columns");
    size_t hint = 0;
    codec_scan_init(&t->scan, told ? told : codec_sniff_separator(s->at, s->end, s->is_final, &hint));
    s->at += hint;
    t->line += hint > 0;
    return true;
}

static bool start(struct table *t, const struct table_options *o, struct findings *f, struct err *e)
{
    static const struct table_options none = {0};
    o = o ? o : &none;
    enum codec_charset charset = CHARSET_UNKNOWN;
    size_t skip = 0;
    t->line = 1;
    if (!t->source.raw.n)
        return refuse(f, 0, "empty-file", STR_NONE, e);
    if (codec_book_is(t->source.raw))
        return codec_book_open(t->source.raw, o, f, &t->book, e);
    if (!find_charset(t, o->encoding, f, &charset, &skip, e) || !codec_source_start(&t->source, charset, skip, e))
        return false;
    if (!find_separator(t, o->separator, e) || !find_first_row(t, !o->no_header, f, e))
        return false;
    return o->no_header || read_header(t, f, e);
}

static struct table *table_new(void)
{
    struct table *t = mem_alloc(sizeof *t);
    t->arena = arena_new();
    return t;
}

static bool finish_open(struct table *t, bool ok, struct table **out)
{
    if (ok)
        *out = t;
    else
        table_close(t);
    return ok;
}

bool table_open(const char *path, const struct table_options *options, struct findings *f, struct table **out,
                struct err *e)
{
    struct table *t = table_new();
    return finish_open(t, codec_source_open(&t->source, path, e) && start(t, options, f, e), out);
}

bool table_open_bytes(struct str bytes, const struct table_options *options, struct findings *f, struct table **out,
                      struct err *e)
{
    struct table *t = table_new();
    codec_source_open_bytes(&t->source, bytes);
    return finish_open(t, start(t, options, f, e), out);
}

void table_close(struct table *t)
{
    if (!t)
        return;
    codec_book_close(t->book);
    codec_scan_fini(&t->scan);
    codec_source_close(&t->source);
    arena_free(t->arena);
    mem_free(t);
}

const char *table_encoding(const struct table *t)
{
    return t->book ? "xlsx" : codec_charset_row(t->source.charset)->name;
}

char table_separator(const struct table *t)
{
    return t->scan.separator;
}

struct str table_sheet(const struct table *t)
{
    return t->book ? codec_book_sheet(t->book) : STR_NONE;
}

const struct str *table_header(const struct table *t, size_t *n)
{
    int64_t line;
    if (t->book)
        return codec_book_header(t->book, n, &line);
    *n = t->n_header;
    return t->header;
}

int64_t table_header_line(const struct table *t)
{
    size_t n;
    int64_t line = t->header_line;
    if (t->book)
        codec_book_header(t->book, &n, &line);
    return line;
}

int64_t table_bytes_read(const struct table *t)
{
    int64_t total;
    return t->book ? codec_book_bytes(t->book, &total) : codec_source_read(&t->source);
}

int64_t table_bytes_total(const struct table *t)
{
    int64_t total = t->source.is_pipe ? 0 : (int64_t)t->source.raw.n;
    if (t->book)
        codec_book_bytes(t->book, &total);
    return total;
}
