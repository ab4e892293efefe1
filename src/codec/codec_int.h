/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Inside codec: a table passes three stations. `codec_source` turns any file in any encoding into a window of
 * UTF-8 in which malformed input has become the byte 0xFF; `codec_scan` cuts one row off the window; and
 * `codec_text_fault` says whether what was cut is fit to leave the room (C1). table.c drives them.
 */
#ifndef GONGSHI_CODEC_INT_H
#define GONGSHI_CODEC_INT_H

#include <iconv.h>

#include "codec/codec.h"

/* ---- charset.c: which encoding ---- */

enum codec_charset { CHARSET_UNKNOWN, CHARSET_UTF8, CHARSET_GB18030, CHARSET_UTF16LE, CHARSET_UTF16BE, CHARSET_COUNT };

struct codec_charset_row {
    const char *name;  /* as table_encoding says it */
    const char *label; /* as a finding says it */
    const char *iconv; /* NULL: no conversion */
    size_t unit_bytes; /* what one malformed place takes */
};
const struct codec_charset_row *codec_charset_row(enum codec_charset c);
/* The encoding a user named; *bom_decides when the name leaves the byte order open. */
bool codec_charset_named(const char *name, enum codec_charset *out, bool *bom_decides);
/* The encoding of a byte order mark at the start, and its length; CHARSET_UNKNOWN when there is none. */
enum codec_charset codec_charset_bom(struct str raw, size_t *bom_bytes);
/* UTF-16 without a mark, by the zero halves of its ASCII. */
enum codec_charset codec_charset_utf16(struct str raw);
/* UTF-8 or GB18030 by counting what decodes; UNKNOWN sets *bad_at to the first byte that is no UTF-8. */
enum codec_charset codec_charset_guess(struct str raw, size_t *bad_at);
/* What a binary file is ("XLSX/ZIP", "PDF", "NUL"), NULL when it is text; *at is the place. */
const char *codec_binary_kind(struct str raw, bool wide, size_t *at);

/* ---- source.c: where the bytes come from ---- */

struct codec_source {
    struct str raw; /* all bytes of the input */
    size_t raw_at;  /* how many the converter has taken */
    struct file_map map;
    bool is_mapped;
    struct buf owned; /* a short pipe */
    enum codec_charset charset;
    iconv_t cd;
    bool is_converting;
    struct buf text;      /* the converted window */
    const char *at, *end; /* what is not yet cut off */
    bool is_final;        /* nothing comes after `end` */
    bool is_pipe;
};
bool codec_source_open(struct codec_source *s, const char *path, struct err *e) MUST_CHECK;
void codec_source_open_bytes(struct codec_source *s, struct str bytes);
/* Starts the window behind the first `skip` bytes. */
bool codec_source_start(struct codec_source *s, enum codec_charset c, size_t skip, struct err *e) MUST_CHECK;
void codec_source_more(struct codec_source *s); /* moves the window's rest and appends; ask only while !is_final */
void codec_source_close(struct codec_source *s);
int64_t codec_source_read(const struct codec_source *s);

/* ---- scan.c: one row ---- */

enum codec_scan_result { SCAN_ROW, SCAN_MORE, SCAN_UNCLOSED, SCAN_TOO_LONG };

struct codec_next { /* the next place of one byte value, remembered between rows */
    const char *at;
    bool is_found;
};

struct codec_row {
    struct str cells[TABLE_MAX_COLUMNS];
    const char *starts[TABLE_MAX_COLUMNS]; /* where each cell's raw text begins */
    size_t n;                              /* all cells, also those beyond the array */
    struct str raw;                        /* the row without its line end */
    const char *after;                     /* where the next row starts */
    int64_t line_ends;                     /* from the row's start to `after` */
    size_t stray_column;                   /* 1-based: text behind a closing quote; 0 when none */
    const char *quote_at;                  /* SCAN_UNCLOSED: where the quote opened */
};

struct codec_scan {
    char separator;
    bool stops[256]; /* bytes that end an unquoted cell */
    struct codec_next lf, cr, quote;
    struct buf spare; /* cells with doubled quotes, undoubled; as long as the row */
};
void codec_scan_init(struct codec_scan *s, char separator);
void codec_scan_moved(struct codec_scan *s); /* the window has moved in memory */
void codec_scan_fini(struct codec_scan *s);
/* Cuts the row at p. SCAN_MORE only when !is_final. p < end. */
enum codec_scan_result codec_scan_row(struct codec_scan *s, const char *p, const char *end, bool is_final,
                                      struct codec_row *row);
int64_t codec_line_ends(const char *p, const char *end); /* LF, CR LF and lone CR are one each */

/* ---- sniff.c ---- */

/* The separator most even over the first rows of the window; *hint_bytes is the length of a "sep=;" line. */
char codec_sniff_separator(const char *p, const char *end, bool is_final, size_t *hint_bytes);

/* ---- textcheck.c ---- */

enum codec_fault { FAULT_NONE, FAULT_ENCODING, FAULT_CHARACTER };
/* The first byte from `from` on that breaks C1, or s.n; *cp is the character of a FAULT_CHARACTER. */
size_t codec_text_fault(struct str s, size_t from, enum codec_fault *kind, int32_t *cp);
bool codec_text_ok(struct str s);

#endif
