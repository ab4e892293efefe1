/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Inside codec: a workbook (XLSX) passes four stations. `book_zip` counts what it unpacks and knows the limits;
 * `book_xml` parses one member, pausing where it is told; `book_sheet` makes rows of one sheet's cells; and
 * `codec_book` finds the header and answers like any other table. Whatever the file claims, nothing is set aside for it
 * in advance.
 */
#ifndef GONGSHI_CODEC_BOOK_INT_H
#define GONGSHI_CODEC_BOOK_INT_H

#include <expat.h>

#include "codec/codec.h"

enum {
    BOOK_MAX_MEMBERS = 64,
    BOOK_MAX_UNPACKED = 1 << 30,
    BOOK_MAX_RATIO = 100,
    BOOK_RATIO_FROM = 1 << 16, /* below this many bytes nobody asks for the ratio */
    BOOK_MAX_DEPTH = 32,
    BOOK_MAX_TOKEN = 1 << 20,    /* one tag or comment */
    BOOK_MAX_SHARED = 256 << 20, /* memory for shared strings */
    BOOK_MAX_FORMATS = 65536,
    BOOK_MAX_MERGES = 65536, /* that are kept to be counted */
    BOOK_MAX_ROWS = 1048576,
    BOOK_MAX_COLUMNS = 16384,
};

/* Why a workbook is read no further; words name the limit or the broken part. */
enum book_fault_kind { BOOK_FINE, BOOK_LIMIT, BOOK_BROKEN, BOOK_ROW_TOO_LONG };
struct book_fault {
    enum book_fault_kind kind;
    char words[64];
};
/* Keeps the first fault; false always. */
bool book_fail(struct book_fault *f, enum book_fault_kind kind, const char *words);

/* ---- book_dir.c: the directory of an archive, read and doubted before anything is unpacked ---- */

struct book_member {
    struct str name; /* in the archive's bytes */
    uint64_t at, packed, unpacked;
};
struct book_zip {
    struct str bytes;
    struct book_member members[BOOK_MAX_MEMBERS];
    size_t n;
    uint64_t spent; /* bytes unpacked so far, of all members, also of those read twice */
    struct book_fault fault;
};
bool book_is_zip(struct str bytes);
bool book_zip_open(struct book_zip *z, struct str bytes); /* false: z->fault */
const struct book_member *book_zip_member(const struct book_zip *z, struct str name);

/* ---- book_zip.c: the bytes of one member ---- */

struct book_stream {
    struct book_zip *zip;
    const struct book_member *member;
    struct archive *archive;
    uint64_t got;
};
bool book_stream_open(struct book_stream *s, struct book_zip *z, const struct book_member *m); /* false: z->fault */
/* Up to `most` bytes; *n is 0 at the end. false: the archive's fault. */
bool book_stream_read(struct book_stream *s, char *out, size_t most, size_t *n);
void book_stream_close(struct book_stream *s);

/* ---- book_xml.c: one member as elements ---- */

struct book_xml {
    struct book_stream stream;
    XML_Parser parser;
    void *context;
    /* Names come without their prefix. Any may be NULL. */
    void (*start)(void *context, const char *name, const char **attributes);
    void (*end)(void *context, const char *name);
    void (*text)(void *context, struct str text);
    int depth;
    size_t quiet; /* bytes since anything happened */
    bool is_paused, is_over;
};
enum book_xml_next { BOOK_XML_PAUSED, BOOK_XML_END, BOOK_XML_FAULT };
bool book_xml_open(struct book_xml *x, struct book_zip *z, const struct book_member *m); /* handlers are set */
enum book_xml_next book_xml_run(struct book_xml *x);                                  /* to the next pause or the end */
void book_xml_pause(struct book_xml *x);                                              /* from an `end` handler */
void book_xml_fail(struct book_xml *x, enum book_fault_kind kind, const char *words); /* from any handler */
void book_xml_close(struct book_xml *x);
struct str book_attribute(const char **attributes, const char *name); /* by its name without prefix; empty if absent */
/* Reads a small member to its end. An absent one is BOOK_BROKEN only when it is needed. */
bool book_xml_all(struct book_xml *x, struct book_zip *z, const char *member, bool is_needed);

/* ---- book_number.c: a number as its format shows it ---- */

enum book_look { LOOK_GENERAL, LOOK_DIGITS, LOOK_DAY, LOOK_DAY_TIME, LOOK_TIME };
struct book_format {
    uint8_t look;
    uint8_t zeros; /* a format of so many zeros: leading zeros are shown */
};
struct book_format book_format_of_id(int64_t id);
struct book_format book_format_of_code(struct str code);
void book_number_put(struct buf *out, struct str number, struct book_format format, bool is_1904);
void book_unescape(struct buf *b, size_t from); /* _x000D_ and its kin, in place */

/* ---- book_parts.c: shared strings, formats, the list of sheets ---- */

struct book_shared {
    uint32_t at, n;
    bool is_long; /* cut at the limit of a cell */
};
struct book_sheet_row {
    struct str name, target; /* the member's name; empty when it is no worksheet */
    bool is_hidden;
};
struct book_parts {
    struct arena *arena;
    VEC(struct book_sheet_row) sheets;
    VEC(struct book_format) formats; /* by the index in a cell's s="" */
    VEC(struct book_shared) shared;
    struct buf shared_text;
    bool is_1904;
};
bool book_parts_read(struct book_parts *p, struct book_zip *z); /* false: z->fault */
void book_parts_free(struct book_parts *p);
/* Appends what fits into a cell; false when it was cut. */
bool book_text_put(struct buf *b, size_t cell_start, struct str text);

/* ---- book_sheet.c: rows of one sheet ---- */

struct book_row {
    int64_t line;
    struct str cells[TABLE_MAX_COLUMNS];
    bool is_text[TABLE_MAX_COLUMNS];
    size_t n;           /* the last column that holds something, also beyond the array */
    size_t long_column; /* 1-based: a cell beyond its limit; 0 when none */
};
struct book_sheet {
    struct book_xml xml;
    const struct book_parts *parts;
    struct book_row row;
    struct buf text;              /* this row's own texts */
    size_t at[TABLE_MAX_COLUMNS]; /* where a cell's own text starts; SIZE_MAX: shared */
    size_t column;                /* of the cell at hand, from 0 */
    struct book_format format;    /* of the cell at hand */
    char type;                    /* first letter of t="": s, i(nlineStr), x (str), b, e, d, n */
    struct buf value;
    bool in_data, in_row, takes_text, is_phonetic, is_long;
    size_t used; /* slots of the row that must be cleared */
    int64_t hidden_rows, hidden_columns;
    VEC(int32_t) merges; /* the last row of each merged range, the first BOOK_MAX_MERGES */
};
/* s is zeroed. */
bool book_sheet_open(struct book_sheet *s, struct book_zip *z, const struct book_parts *p, struct str target);
/* The next row that holds something, in s->row until the next call. */
enum book_xml_next book_sheet_next(struct book_sheet *s);
void book_sheet_close(struct book_sheet *s);

/* ---- book.c: a table ---- */

struct codec_book;
/* A workbook has the signature and xl/workbook.xml. An archive that cannot be looked into may be one. */
bool codec_book_is(struct str bytes);
bool codec_book_open(struct str bytes, const struct table_options *o, struct findings *f, struct codec_book **out,
                     struct err *e) MUST_CHECK;
void codec_book_close(struct codec_book *b);
enum table_next codec_book_next(struct codec_book *b, struct table_row *row, struct findings *f);
const struct str *codec_book_header(const struct codec_book *b, size_t *n, int64_t *line);
const struct str *codec_book_cells(const struct codec_book *b, size_t *n); /* of the row last handed out */
struct str codec_book_sheet(const struct codec_book *b);
int64_t codec_book_bytes(const struct codec_book *b, int64_t *total);

#endif
