/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The inside of a catalog. Each table passes four steps: its files are read into raw rows (read.c), the rows
 * of all folders are sorted by key and joined (merge.c), each row is turned into its struct by the table of
 * columns (spec.c, build.c), and what the rows say to each other is checked (check.c). Raw rows stay, for
 * digest and copy (write.c).
 */
#ifndef GONGSHI_CATALOG_INT_H
#define GONGSHI_CATALOG_INT_H

#include "catalog/catalog.h"

enum table_id {
    TABLE_JURISDICTION,
    TABLE_INSTRUMENTS,
    TABLE_REGIONS,
    TABLE_AGENCIES,
    TABLE_RECORD_TYPES,
    TABLE_LISTS,
    TABLE_GROUNDS,
    TABLE_TRANSITIONS,
    TABLE_MEASURES,
    TABLE_LIST_MEASURES,
    TABLE_FIELDS,
    TABLE_OPTIONS,
    TABLE_TERMS,
    TABLE_POWERS,
    TABLE_CALENDAR,
    TABLE_GLOSSARY,
    TABLE_EXCEPTIONS,
    TABLE_COUNT
};

/* ---- spec.c: the columns ---- */
enum col_kind {
    COL_TEXT,    /* struct str */
    COL_KEPT,    /* read, digested and copied, yet no member */
    COL_DAY,     /* struct day, empty: DAY_NONE */
    COL_INT,     /* int, not negative, empty: 0 */
    COL_BOOL,    /* bool: yes, no; empty: no */
    COL_WORD,    /* an enum: place of the cell in `words` */
    COL_CHOICE,  /* struct str that is one of `words` */
    COL_CHOICES, /* struct str of blank-separated `words`, or "*" */
    COL_LETTER   /* char: the one letter of one of `words` */
};
enum { COL_MUST = 1, COL_KEY = 2, COL_OPTIONAL = 4 }; /* not empty; part of the key; may be missing in a file */
struct col {
    const char *name;
    enum col_kind kind;
    size_t at; /* offset of the member */
    unsigned flags;
    const char *const *words; /* NULL at the end */
};
/* What a row of an extending folder does to the lower folder's row of the same key: it is refused; it takes its place;
 * its own columns replace those cells, and what its file has no column for stays. */
enum overrides { OVERRIDES_NOT, OVERRIDES_ROW, OVERRIDES_CELLS };
struct table_spec {
    const char *name; /* of the file, without .csv */
    const struct col *cols;
    size_t n_cols;
    size_t item_bytes;
    enum overrides overrides;
};
const struct table_spec *table_spec(enum table_id t);
const struct table_spec *table_spec_process(enum table_id t); /* spec_process.c: NULL when it is another table */
int table_column(enum table_id t, const char *name);          /* -1 when it has none */
const char *col_kind_words(const struct col *col);            /* what a cell should be, for a finding */

#define AT(type, member) offsetof(struct type, member)
extern const char *const words_levels[], *const words_families[], *const words_tones[], *const words_states[],
                                                                                            *const words_tiers[];
/* The columns that all types share, of a struct that begins with a cat_type; FROM_KEY: rows of one id may follow in
 * time. */
#define TYPE_COLS(FROM_KEY)                                                                                            \
    {"id", COL_TEXT, AT(cat_type, id), COL_MUST | COL_KEY}, {"zh", COL_TEXT, AT(cat_type, zh), COL_MUST},              \
        {"en", COL_TEXT, AT(cat_type, en), COL_MUST},                                                                  \
        {"family", COL_WORD, AT(cat_type, family), COL_MUST, words_families},                                          \
        {"tone", COL_WORD, AT(cat_type, tone), COL_MUST, words_tones},                                                 \
        {"state", COL_WORD, AT(cat_type, state), COL_MUST, words_states},                                              \
        {"state_why", COL_TEXT, AT(cat_type, state_why), 0},                                                           \
        {"state_why_en", COL_TEXT, AT(cat_type, state_why_en), 0},                                                     \
        {"past_stays", COL_BOOL, AT(cat_type, past_stays), 0}, {"external", COL_BOOL, AT(cat_type, external), 0},      \
        {"owner", COL_TEXT, AT(cat_type, owner), 0}, {"natural_key", COL_TEXT, AT(cat_type, natural_key), 0},          \
        {"catalogue", COL_TEXT, AT(cat_type, catalogue), 0},                                                           \
        {"basis_tier", COL_CHOICE, AT(cat_type, basis_tier), 0, words_tiers},                                          \
        {"basis", COL_TEXT, AT(cat_type, basis), 0}, {"machine", COL_TEXT, AT(cat_type, machine), 0},                  \
        {"valid_from", COL_DAY, AT(cat_type, valid_from), FROM_KEY}, {"valid_to", COL_DAY, AT(cat_type, valid_to), 0}, \
        {"source", COL_TEXT, AT(cat_type, source), COL_MUST}, {"verified", COL_BOOL, AT(cat_type, verified), 0},       \
    {                                                                                                                  \
        "local", COL_BOOL, AT(cat_type, local), COL_OPTIONAL                                                           \
    }

/* ---- rows ---- */
struct raw_row {
    const struct str *cells; /* one a column of the spec */
    int64_t line;
    struct str file;
    const int *places;       /* place of each column in the file, from 1; 0: not there */
    int depth;               /* 0 for the lowest folder, 1 for the one that extends it … */
    const struct str *under; /* cells of the lower folder's row that it replaces, wholly or in part; NULL: none */
};
struct raw_table {
    struct raw_row *v;
    size_t n, cap;
    char *items; /* n structs, in the order of rows */
};

/* Structs of tables whose rows are no part of the header. */
struct jurisdiction_row {
    struct cat_jurisdiction public_;
    struct str extends;
};
struct field_row {
    struct cat_field public_; /* first: a field is found back from it */
    struct str set, older_set;
};
struct option_row {
    struct cat_option public_;
    struct str set;
};
struct label_row {
    struct str id, group, zh, en;
};
enum calendar_kind { CALENDAR_HOLIDAY, CALENDAR_MAKEUP };
struct calendar_row {
    struct day day;
    enum calendar_kind kind;
};
struct exception_row {
    struct str code;
};

/* The fields of a kind for a type, and how headers lead to them. */
struct field_group {
    const struct cat_field **v;
    size_t n;
    struct map *by_id, *by_header;
};
struct option_set {
    struct cat_option *v;
    size_t n, cap;
};
struct power_list {
    const struct cat_power **v;
    size_t n, cap;
};

struct term_list {
    const struct cat_term **v;
    size_t n, cap;
};

/* Neighbouring rows of a table. */
struct span {
    size_t first, n;
};

struct catalog {
    struct arena *arena;
    struct raw_table tables[TABLE_COUNT];
    struct cat_jurisdiction jurisdiction;
    const struct cat_type **all_types; /* every row of record types, lists, measures, by id, then valid_from */
    size_t n_all_types;
    struct cat_type *types; /* the newest of each id */
    size_t n_types;
    struct map *by_region, *by_agency, *by_agency_uscc, *by_agency_name, *by_type, *by_instrument, *by_label;
    struct map *by_machine, *by_grounds; /* to struct span */
    struct map *by_exception, *by_set, *by_fields, *by_power, *by_term, *by_agency_kind, *by_act_kind;
    struct day calendar_from, calendar_until; /* years covered; DAY_NONE when the table is empty */
    char digest[2 * SHA256_BYTES + 1];
};

#define ROW(c, table, type, i) ((type *)(void *)((c)->tables[table].items + (i) * sizeof(type)))

/* ---- one loading ---- */
struct loader {
    struct catalog *c;
    struct findings *f;
};
/* Adds an error at column `name` of the row (NULL: the row as a whole). */
void loader_bad(struct loader *l, enum table_id t, const struct raw_row *row, const char *name, const char *rule,
                struct str a1, struct str a2);
/* The place of a file as a whole. */
void loader_bad_file(struct loader *l, struct str file, int column, const char *rule, struct str a1);

/* read.c */
bool read_chain(struct loader *l, const char *dir, struct err *e) MUST_CHECK;
/* merge.c */
void merge_tables(struct loader *l);
/* build.c */
void build_tables(struct loader *l);
const struct cat_type *type_row(const struct catalog *c, enum table_id t, size_t i); /* of a table of types */
/* The row itself of that id in force on the day, else the newest; NULL: none (lookup.c). */
const struct cat_type *type_row_on(const struct catalog *c, struct str id, struct day on);
void build_types(struct loader *l); /* c->types out of two tables; ids unique over both */
/* index.c */
void index_tables(struct loader *l);
void index_fields(struct loader *l);   /* fields.c */
void index_process(struct catalog *c); /* process.c */
void index_free(struct catalog *c);
void index_fields_free(struct catalog *c);
/* check.c */
void check_tables(struct loader *l);
/* write.c */
void digest_make(struct catalog *c);

/* A key of two parts for a map. Cells of key columns are short enough for two; a longer question finds nothing. */
enum { KEY_CELL_MAX = 100 };
struct pair {
    char text[2 * KEY_CELL_MAX + 1];
};
struct str pair_key(struct pair *out, struct str a, struct str b);

#endif
