/* SPDX-License-Identifier: Apache-2.0 */
/*
 * For insiders of ingest. A file is read in three steps: a sample of its first rows, a plan (which column or fixed
 * value fills which member of the act), then one act a row by that plan.
 */
#ifndef GONGSHI_INGEST_INT_H
#define GONGSHI_INGEST_INT_H

#include "ingest/ingest.h"

enum { SAMPLE_ROWS = 200, NO_COLUMN = -1 };

/* Where a value goes in an act. */
enum target {
    TO_FIELD,
    TO_SUBJECT,
    TO_DOC_NO,
    TO_ON,
    TO_TYPE,
    TO_AGENCY,
    TO_DRAFTED,
    TO_APPROVED,
    TO_CONFIRMED,
    TO_REF_RECEIPT,
    TO_REF_AGENCY,
    TO_REF_KIND,
    TO_REF_TYPE,
    TO_REF_DOC_NO,
    TO_BOTH, /* the day of the act, and a field of its own: served_on */
    TO_BY,
    TO_PAPERS,
    TO_NOTHING, /* a submission does not come in a table */
    TARGETS
};
enum target target_of(const struct cat_field *f, const struct act_schema *schema);
/* The kind whose act this kind's refers_to names by number, of a type of that family; KIND_NONE where there is none. */
enum act_kind named_kind(enum act_kind kind, enum cat_family family);

enum column_use { COLUMN_UNKNOWN, COLUMN_RESTRICTED, COLUMN_USED };
struct slot {
    const struct cat_field *f;
    enum target target;
    int column;       /* from 0; NO_COLUMN: fixed */
    bool numbered;    /* mapped by number: its content is not doubted */
    struct str fixed; /* normal form already */
    enum field_form form;
};
struct sample {
    int64_t lines[SAMPLE_ROWS];
    struct str *cells[SAMPLE_ROWS];
    bool bad[SAMPLE_ROWS]; /* findings were added while reading it */
    size_t n, columns;
    enum table_next end; /* TABLE_ROW: the table goes on */
    struct arena *a;
};
struct agency_memo {
    struct str code, name;
    const struct cat_agency *agency;
    bool known;
};
/* The last option that a field's words meant: neighbouring rows mostly say the same. */
enum { OPTION_MEMOS = 16, OPTION_MEMO_CHARS = 96 };
struct option_memo {
    const struct cat_field *f;
    char cell[OPTION_MEMO_CHARS];
    size_t n;
    const struct cat_option *option;
};
struct plan {
    const struct catalog *c;
    const struct ingest_options *o;
    const struct act_schema *schema;
    struct str kind, type;
    const struct cat_agency *agency; /* of --agency, or the owner of a copied list; NULL: from the row */
    bool copy;
    struct arena *a;
    struct findings *f;
    const struct str *header; /* n_columns of them, masked where one is shaped like an identity number; or NULL */
    int64_t header_line;
    size_t n_columns;
    enum column_use use[TABLE_MAX_COLUMNS];
    VEC(struct slot) slots;             /* sorted by field id: the fields of an act are */
    int authority_code, authority_name; /* columns that name the filer, or NO_COLUMN */
    int today;                          /* YYYYMMDD, for the tripwire */
    struct agency_memo memo;
    struct option_memo options[OPTION_MEMOS];
    struct arena *memo_arena;
    struct act_field *fields; /* room for one row's */
    struct str words;         /* what stood behind the options of the cell at hand */
    bool bad_row;             /* an error was found in the row at hand */
};
/* Kind, type and agency of the order; false with ERR_DATA and a finding when one is unknown. */
bool plan_start(struct plan *p, struct err *e) MUST_CHECK;
/* Columns and fixed values; false with ERR_DATA when the file cannot be read by them. */
bool plan_columns(struct plan *p, struct err *e) MUST_CHECK;
/* Does a header promise what its column does not hold? Same answers. */
bool plan_compare_content(struct plan *p, const struct sample *s, struct err *e) MUST_CHECK;
struct str plan_label(const struct plan *p, int column);
/* 1-based column that fills the field or member of that name, 0 none. */
int plan_column_of(const struct plan *p, struct str field);
void plan_free(struct plan *p);
int today_number(const struct ingest_options *o); /* YYYYMMDD */

/* An error of the row at hand. */
void row_fault(struct plan *p, int64_t line, int column, const char *rule, struct str a1, struct str a2, struct str a3);
/* One act of one row; its texts live in a or in the row. false: refused, findings say why. */
bool row_act(struct plan *p, const struct str *cells, int64_t line, struct arena *a, struct act *out);
/* The field that keeps what stands behind an option (其他-补办): ID_words. NULL: the rulebook has none, or the file has
 * a column of its own for it. */
const struct cat_field *words_field(const struct plan *p, const struct cat_field *f);
/* The normal form of a cell for its field; empty *out: nothing to file. false: a finding says why. Words behind options
 * that have a field of their own are left in p->words. */
bool cell_value(struct plan *p, const struct cat_field *f, struct str cell, int64_t line, int column, struct arena *a,
                struct str *out, enum field_form *form);
bool cell_as_day(struct plan *p, const struct cat_field *f, struct str cell, int64_t line, int column, struct day *out);
/* As JSON lists, empty where nothing is in them: items divided by ';'; "instrument article,article;《…》第…条;…". */
struct str cell_list_json(const struct plan *p, const struct cat_field *f, struct arena *a, struct str items);
struct str cell_basis_json(const struct plan *p, struct arena *a, struct str cell);
/* Adds the papers of a cell to the act: "kind name sha256;…" in the column of papers, "name sha256;…" in that of one
 * kind. false: a finding says why. */
bool cell_papers(struct plan *p, const struct cat_field *f, struct str cell, int64_t line, int column, struct arena *a,
                 struct act *out);
/* Where an identity number stands in the text, in any of its forms. */
bool tripwire(struct str text, int today, struct str *found);
struct str masked(struct arena *a, struct str secret);
/* The filer of a row; NULL after a finding. */
const struct cat_agency *row_agency(struct plan *p, const struct str *cells, int64_t line);

#endif
