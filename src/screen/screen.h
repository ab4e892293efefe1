/* SPDX-License-Identifier: Apache-2.0 */
/*
 * screen: a list of suppliers, customers or grantees against the register. One answer a row, in the order of the rows,
 * with reasons in words. It reads, writes nothing anywhere, and sends nothing anywhere.
 *
 *   B1  `match` needs a code on file, or an old number that leads to exactly one organisation; a name that is given
 *       must be a current or former name of that very organisation. A name alone never makes a match.
 *   B2  A row whose code is right but not on file is a stranger: `no_match`, whatever its name.
 *   B3  Rows are never lost, joined or reordered: as many lines as rows that are not blank.
 *   B4  What is shaped like a person's identity number is refused for its row and never said back.
 *   B5  Only what the public rule shows (registry_shown, today) is told. Decisions stand apart by type and agency, each
 *       with its number and day: there is no verdict over them.
 */
#ifndef GONGSHI_SCREEN_H
#define GONGSHI_SCREEN_H

#include "codec/codec.h"
#include "view/view.h"

enum { SCREEN_MAX_CANDIDATES = 20, SCREEN_MAX_REASONS = 8 };

enum screen_result { SCREEN_MATCH, SCREEN_POSSIBLE, SCREEN_NO_MATCH, SCREEN_INSUFFICIENT, SCREEN_RESULTS };
const char *screen_result_name(enum screen_result r); /* "match", "possible", "no_match", "insufficient_data" */
const char *screen_result_word(enum screen_result r, enum lang lang);

enum screen_found { SCREEN_BY_CODE, SCREEN_BY_OLD_NUMBER, SCREEN_BY_NAME, SCREEN_BY_FORMER_NAME };

struct screen_record {
    struct str id, doc_no; /* id: receipt */
    struct day decided_on, in_force_from, in_force_until, public_until;
};
struct screen_group { /* what one agency has decided in one type, newest first */
    struct str type, type_label, agency, agency_name;
    enum cat_tone tone;
    struct screen_record *records;
    size_t n;
};
struct screen_candidate {
    struct str uscc, name, status, status_label; /* the current name */
    struct str former_name;                      /* the one that fits, when the current one does not */
    enum screen_found found;
    struct screen_group *groups; /* by type, then agency */
    size_t n_groups;
};
/* One row as it was given; trimmed texts, empty where there is none. */
struct screen_input {
    struct str code, name;
};
struct screen_line {
    int64_t row;               /* 1-based among the rows that are not blank */
    int64_t line;              /* where it stands in the file, 0 when in none */
    struct screen_input input; /* as given; an identity number masked; empty when the row cannot be read */
    enum screen_result result;
    struct finding reasons[SCREEN_MAX_REASONS]; /* rules.def has the words */
    size_t n_reasons;
    struct screen_candidate *candidates;
    size_t n_candidates;
    bool more; /* candidates beyond SCREEN_MAX_CANDIDATES were left out */
};

/* What every answer rests on. */
struct screen_basis {
    int64_t feed;       /* last act of the snapshot */
    struct str edition; /* digest of the rulebook that labels types and agencies */
    struct day as_of;
};

/* ---- one row ---- */
struct screen;
/* The ask is copied, and so borrowed: one reader, one snapshot, public view, held by the caller from new to free. */
bool screen_new(const struct view_ask *ask, struct screen **out, struct err *e) MUST_CHECK;
void screen_free(struct screen *s); /* NULL is harmless */
const struct screen_basis *screen_basis(const struct screen *s);
/* Judges one row; row and line are left 0. Results live in a. */
bool screen_judge(struct screen *s, const struct screen_input *in, struct arena *a, struct screen_line *out,
                  struct err *e) MUST_CHECK;

/* ---- a file ---- */
struct screen_map {
    struct str field, column; /* uscc, name, reg_no, tax_no, org_code; header text or number from 1 */
};
struct screen_options {
    const char *encoding, *sheet; /* NULL: found */
    bool no_header;               /* the first row is data */
    bool list;                    /* each line is one code or name, whatever commas are in it */
    const struct screen_map *maps;
    size_t n_maps;
};
struct screen_file;
/*
 * Columns are found by the three names of entity.register's fields. A file of one column with no such header is a list
 * of codes or names. ERR_DATA with findings when nothing says which column is which. "-" is standard input.
 */
bool screen_file_open(struct screen *s, const char *path, const struct screen_options *o, struct findings *f,
                      struct screen_file **out, struct err *e) MUST_CHECK;
void screen_file_close(struct screen_file *x); /* NULL is harmless */
/* *got false at the end. ERR_DATA, with findings, when the file cannot be read on. */
bool screen_file_next(struct screen_file *x, struct arena *a, bool *got, struct screen_line *out,
                      struct err *e) MUST_CHECK;
void screen_file_progress(const struct screen_file *x, int64_t *done, int64_t *total); /* bytes; total 0: unknown */

/* ---- a line as text ---- */
/* {"row":…,"line":…,"input":{…},"result":…,"reasons":[…],"candidates":[…],"feed":…,"edition":…,"as_of":…} */
void screen_line_json(const struct screen *s, const struct screen_line *x, struct buf *out);
void screen_basis_json(const struct screen *s, struct buf *out); /* "feed":…,"edition":…,"as_of":… without braces */
struct screen_column {
    const char *id, *zh, *en;
};
const struct screen_column *screen_columns(size_t *n);
/* One cell a column; result and status as ids, or in words for people. Further candidates stand together in one cell.
 */
void screen_line_cells(const struct screen *s, const struct screen_line *x, bool words, struct arena *a,
                       struct str *cells);
/* All reasons as one text. */
struct str screen_reasons_text(const struct screen *s, const struct screen_line *x, struct arena *a);

#endif
