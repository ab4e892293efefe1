/* SPDX-License-Identifier: Apache-2.0 */
/*
 * codec: strangers' bytes become text with a place, and text becomes bytes again. Tables (CSV and its
 * kin) in, CSV out, canonical JSON out, strict JSON in. No clock, no network; the only file it opens is
 * the one it is given. Owner of every reader is the caller; one thread at a time.
 *
 *   C1  What comes out is valid UTF-8 without NUL, C0 (but tab, LF, CR) or bidi controls.
 *   C2  Every finding names line and column; the row it stands in is marked bad and skipped.
 *   C3  Memory is bounded by the longest row (limits below), whatever the file claims.
 */
#ifndef GONGSHI_CODEC_H
#define GONGSHI_CODEC_H

#include <jansson.h>

#include "base/base.h"

/* ---- tables ---- */

enum {
    TABLE_MAX_COLUMNS = 256,
    TABLE_MAX_CELL_CHARS = 32767,
    TABLE_MAX_ROW_BYTES = 8 << 20,
    TABLE_SHEET_BYTES = 401 /* a sheet's name and a zero */
};

struct table_options {
    const char *encoding; /* NULL: detect. "utf-8", "gb18030" (gbk, gb2312), "utf-16", "utf-16le", "utf-16be" */
    char separator;       /* 0: detect among comma, tab, semicolon */
    bool no_header;       /* the first row is data */
    const char *sheet;    /* of a workbook; NULL: the first visible one that holds something */
};

struct table_row {
    int64_t line;            /* 1-based line where the row starts; of a workbook, the row's number */
    const struct str *cells; /* trimmed of nothing; borrowed until the next call */
    size_t n;
};

struct table; /* an open table, read row by row */

/*
 * Opens a table. Detection, in the first 1 MiB: a BOM decides; else UTF-16 by the zero halves of its ASCII; else
 * UTF-8, then GB18030, whichever decodes but for a few spoiled places; else finding `encoding`.
 * Separator: the one most even over the first rows, quotes honoured; a first line "sep=;" tells it.
 * Findings that condemn the whole file: `empty-file`, `binary-file` (NUL or an archive signature),
 * `encoding`, `too-many-columns`. In that case returns false with ERR_DATA. "-" is standard input.
 * With a header, the first row that is not blank is taken as it; a row whose first cell contains
 * 表格说明 or 填表说明 before or behind it is skipped.
 *
 * A workbook (XLSX, told by its content; encoding and separator then mean nothing) is read one sheet at a time. Its
 * header is the first row with two cells of text and no fewer cells than most rows below: titles above are passed over.
 * Days come as YYYY-MM-DD by the cell's format, other numbers with the 15 digits that a spreadsheet keeps. Findings
 * that condemn it: `archive-limit` (64 members, 1 GiB unpacked, 100:1, links, DTD, depth 32, …), `workbook-broken`,
 * `sheet-unknown`, `empty-file`. Notes: `sheet-others`, `sheet-hidden`; at its end `sheet-hidden-parts`,
 * `sheet-merged`.
 */
bool table_open(const char *path, const struct table_options *options, struct findings *f, struct table **out,
                struct err *e) MUST_CHECK;
bool table_open_bytes(struct str bytes, const struct table_options *options, struct findings *f, struct table **out,
                      struct err *e) MUST_CHECK;
void table_close(struct table *t); /* NULL is harmless */

const char *table_encoding(const struct table *t); /* as found or told; "xlsx" for a workbook */
char table_separator(const struct table *t);       /* 0 for a workbook */
struct str table_sheet(const struct table *t);     /* the sheet that is read; empty when it is no workbook */
const struct str *table_header(const struct table *t, size_t *n); /* trimmed; n = 0 without one */
int64_t table_header_line(const struct table *t);
int64_t table_bytes_read(const struct table *t);  /* for progress */
int64_t table_bytes_total(const struct table *t); /* 0 when unknown (a pipe) */

enum table_next { TABLE_ROW, TABLE_BAD_ROW, TABLE_END, TABLE_BROKEN };
/*
 * The next row. BAD_ROW: findings were added (wrong column count `column-count`, bad character
 * `bad-character`, malformed bytes `encoding`, cell too long `cell-too-long`, text behind a closing quote
 * `stray-quote`), row->line is set, skip it.
 * BROKEN: the file cannot be read on (`unclosed-quote` with the line where the quote opened, or `row-too-long`):
 * nothing after it is known. Wholly blank rows are passed over. With a header the column count is
 * that of the header; else that of the first row.
 */
enum table_next table_next(struct table *t, struct table_row *row, struct findings *f);
/* The cells of the row last handed out, also of a bad one, at most TABLE_MAX_COLUMNS. Those of a bad row are as they
 * stood: C1 does not cover them. NULL before the first row and behind the last. */
const struct str *table_cells(const struct table *t, size_t *n);

/* A place as people name it: 表1!C17 in a sheet, 17:3 where `sheet` is empty; without column or line what there is. */
void table_place_put(struct buf *out, struct str sheet, int64_t line, int column);

/* What a spreadsheet program does to a column. Judged cell by cell against what the field should hold. */
enum cell_want { WANT_TEXT, WANT_CODE, WANT_DAY, WANT_MONEY, WANT_INT, WANT_NUMBER_TEXT };
enum cell_damage {
    DAMAGE_NONE,
    DAMAGE_EXPONENT,       /* 9.12308E+17 where a code or number should be: rule excel-exponent */
    DAMAGE_LEADING_ZEROS,  /* digits only and shorter than the code or number: rule excel-zeros */
    DAMAGE_TRAILING_ZEROS, /* 15 good digits, then zeros: rule excel-precision */
    DAMAGE_DAY_NUMBER,     /* 45012 where a day should be: rule excel-day (readable: 2023-03-27) */
    DAMAGE_ERROR_VALUE     /* #N/A, #REF!, #VALUE!, ####: rule excel-error */
};
/* `full_length` is the length a code or number should have, 0 when it has no fixed one. */
enum cell_damage cell_damage_of(struct str cell, enum cell_want want, size_t full_length);

/*
 * Reads a day from the forms of information-catalogue 4.6: 2023-02-03, 2023/2/3, 20230203, 2023.2.3,
 * 2023年2月3日, "2023-02-03 00:00:00", day numbers 1 to 60000 (1900 system; 1900 to 2100 are years and BAD),
 * milliseconds since 1970.
 */
enum day_form { DAY_FORM_BAD, DAY_FORM_EMPTY, DAY_FORM_OK, DAY_FORM_SERIAL, DAY_FORM_NO_END, DAY_FORM_ZERO };
/* NO_END: 2099/12/31, 9999-12-31, 长期, 永久. ZERO: 1899-12-30/31, 1900-01-00/01 (also the numbers 0 and 1),
 * 1970-01-01. *out is set for OK and SERIAL. */
enum day_form cell_day(struct str cell, struct day *out);

/* Money in units of 10,000 yuan with up to six decimals, as fen (0.01 yuan): "0.2" gives 200000.
 * Thousands commas are taken. false for letters, negatives, more decimals, overflow. */
bool cell_money_wan(struct str cell, int64_t *fen);

/* ---- CSV out ---- */

/* Appends one cell, RFC 4180 quoting; with `guard`, a cell starting with = + - @ tab or CR gets an apostrophe. */
void csv_put(struct buf *out, struct str cell, bool guard);
void csv_put_row(struct buf *out, const struct str *cells, size_t n, bool guard); /* ends with CRLF */

/* ---- calendars out ---- */

struct calendar_event {
    struct str uid;
    struct instant stamp; /* when this was said */
    struct day on;        /* the whole day */
    struct str title, text;
};
/* A file of whole days, RFC 5545: between begin and end any number of events. */
void calendar_begin(struct buf *out, struct str name);
void calendar_day(struct buf *out, const struct calendar_event *x);
void calendar_end(struct buf *out);

/* ---- JSON ---- */

enum { JSON_MAX_BYTES = 1 << 20, JSON_MAX_DEPTH = 16 };
/* Once, before any thread: what the JSON library gives back is wiped as our own memory is (mem.h). */
void json_wipes_memory(void);
/* Strict RFC 8259: UTF-8, no duplicate keys, depth <= 16, integers in +-2^53, no trailing bytes, size limit
 * max_bytes (ERR_LIMIT), strings as C1 has it. On failure ERR_INVALID with line and column in the words, which never
 * repeat the input. The caller json_decref()s *out. */
bool json_read(struct str text, size_t max_bytes, json_t **out, struct err *e) MUST_CHECK;
/* Appends canonical JSON (RFC 8785): sorted keys, no blanks. Reals are refused as a bug: use strings. */
void json_canonical(const json_t *v, struct buf *out);
void json_put_value(const json_t *v, struct buf *out); /* as it is, also what has no canonical form */
void json_put_string(struct buf *out, struct str s);   /* quoted and escaped after RFC 8785 */
/* A member of the object that is being written, with the comma where one is needed; name as it stands, unescaped. Empty
 * texts, DAY_NONE and no instant are null. */
void json_put_name(struct buf *out, const char *name);
void json_put_text(struct buf *out, const char *name, struct str s);
void json_put_int(struct buf *out, const char *name, int64_t v);
void json_put_bool(struct buf *out, const char *name, bool v);
void json_put_day(struct buf *out, const char *name, struct day d);
void json_put_instant(struct buf *out, const char *name, struct instant t);

#endif
