/* SPDX-License-Identifier: Apache-2.0 */
/*
 * catalog: a typed view of one rulebook, read from a jurisdiction folder of CSV tables (which may
 * `extends` another) or from the copy inside a register. It holds the law as data and judges nothing.
 *
 *   K1  A broken table is refused with file, line, rule; nothing of it is used.
 *   K2  Two folders with the same rows give the same digest, whatever the order of rows and columns.
 *   K3  Everything is immutable after loading: any thread may read a catalog without a lock.
 *
 * All strings live as long as the catalog. Look-ups that take a day return the row in force on that day.
 */
#ifndef GONGSHI_CATALOG_H
#define GONGSHI_CATALOG_H

#include "catalog/process.h"

struct catalog;

/* Reads DIR and what it extends (a path relative to DIR in its jurisdiction.csv). Broken rows are
 * findings with `file` set; with any error-level finding the answer is false, ERR_DATA. */
bool catalog_load(const char *dir, struct findings *f, struct catalog **out, struct err *e) MUST_CHECK;
void catalog_free(struct catalog *c);

/*
 * What loading does not refuse and a careful reader would: words of no group, ids of the wrong table, promises of the
 * design that a row does not keep, rows that contradict each other in time. An unsound rulebook still loads (an edition
 * once adopted must open), but is never adopted: true only when no error was found. Findings below `least` are left
 * out. Each names file, line, column and rule.
 */
bool catalog_lint(const struct catalog *c, enum finding_level least, struct findings *f);
/* A rule of the lint: its own level, what to do about it, and the paper that asks for it. Its words: rules.def. */
struct cat_rule {
    const char *id;
    enum finding_level level;
    const char *fix_zh, *fix_en, *source;
};
const struct cat_rule *catalog_rule(size_t i);          /* NULL past the end */
const struct cat_rule *catalog_rule_of(const char *id); /* NULL for rules of loading alone */
/* SHA-256 over all rows of all tables in sorted order, hex, 64 characters. */
struct str catalog_digest(const struct catalog *c);
/* Copies the tables, with what they extend merged in, as one folder without `extends`; equal digest. */
bool catalog_write(const struct catalog *c, const char *dir, struct err *e) MUST_CHECK;

/* How large a table is and how much of it stands on a text that was read. False past the last table. */
struct cat_count {
    const char *table;
    size_t rows;
    bool has_read; /* the table says of each row whether its text was read */
    size_t read;   /* rows that say so; the others are unverified */
    bool has_states;
    size_t ids, usable, display_only, historic; /* of record types, lists and measures, by the newest row of each id */
};
bool catalog_count(const struct catalog *c, size_t i, struct cat_count *out);

/* The tables as text, for listings: rows in order of their keys; an unknown table has none, an unknown column is empty.
 */
size_t catalog_rows(const struct catalog *c, const char *table);
struct str catalog_cell(const struct catalog *c, const char *table, size_t row, const char *column);
const char *catalog_column(const char *table, size_t i); /* NULL past the last one */

/* What turns rulebook a into b: rows by key, cells by column, folders merged. The jurisdiction's own row is left out.
 */
enum cat_change_kind { CHANGE_ADDED, CHANGE_REMOVED, CHANGE_CELL };
struct cat_change {
    const char *table;
    enum cat_change_kind kind;
    struct str key, zh; /* cells of the key joined by blanks; the row's Chinese name, where it has one */
    const char *column; /* of a changed cell; NULL otherwise */
    struct str old, new;
};
/* Calls back in order of table and key; false from it stops. Texts are borrowed for the call. */
void catalog_diff(const struct catalog *a, const struct catalog *b,
                  bool (*each)(void *context, const struct cat_change *change), void *context);

struct cat_jurisdiction {
    struct str id, zh, en;
    struct day effective; /* day from which this edition rules */
    bool invented;        /* every page says so */
};
const struct cat_jurisdiction *catalog_jurisdiction(const struct catalog *c);

/* ---- regions (GB/T 2260 with history) ---- */
struct cat_region {
    struct str code; /* 6 digits */
    struct str zh, en;
    int from_rev, to_rev; /* first and last revision, YYYYMM; to_rev 0: still current */
    bool filler;          /* a level without a place of its own, left out of full names */
};
/* The newest row of that code, or NULL. */
const struct cat_region *catalog_region(const struct catalog *c, struct str code);
/* GB/T 2260 inclusion: 000000 and 100000 hold all, PP0000 its province, PPCC00 its prefecture. */
bool catalog_region_holds(struct str outer, struct str inner);
/* "青岚省岚安市" style full name of a code in the language, into out; the code itself when unknown. */
void catalog_region_name(const struct catalog *c, struct str code, enum lang lang, struct buf *out);
size_t catalog_regions(const struct catalog *c, const struct cat_region **rows);

/* ---- agencies ---- */
struct cat_agency {
    struct str id, kind, level; /* level: nation province city county zone township */
    struct str region;          /* 6 digits; 100000 for national ones */
    struct str zh, en, uscc;    /* uscc may be empty: not known, never computed */
    struct str parent;          /* id or empty */
    struct str aliases;         /* other names, separated by ';' */
    struct day opening;         /* day it joined; DAY_NONE unknown */
    struct day valid_from, valid_to;
    struct str successor; /* ids of who took over, separated by ';' */
    struct str source;
    bool local; /* from the extending folder, not from the national one */
};
const struct cat_agency *catalog_agency(const struct catalog *c, struct str id);
const struct cat_agency *catalog_agency_by_uscc(const struct catalog *c, struct str uscc);
const struct cat_agency *catalog_agency_by_name(const struct catalog *c,
                                                struct str name); /* zh, en or alias, by text_name_key */
/* After a reform the successor files what concerns an old act (actors.md 5), through several reforms too. */
bool catalog_agency_succeeds(const struct catalog *c, struct str old, struct str now);
size_t catalog_agencies(const struct catalog *c, const struct cat_agency **rows); /* sorted by id */

/* ---- types: what can be recorded (one namespace of ids: record types, lists, measures) ---- */
/* The newest row of that id, or NULL. */
const struct cat_type *catalog_type(const struct catalog *c, struct str id);
/* The row in force on the day, else the newest; NULL when there is none. DAY_NONE asks for the newest. */
const struct cat_type *catalog_type_on(const struct catalog *c, struct str id, struct day on);
size_t catalog_types(const struct catalog *c, const struct cat_type **rows); /* newest rows, sorted by id */
const char *cat_family_name(enum cat_family f);                              /* "registration", "licence" … */

/* ---- fields of an act kind (and record type, or * for all of that kind) ---- */
enum cat_value {
    VALUE_TEXT,
    VALUE_DAY,
    VALUE_MONEY_WAN,
    VALUE_ENUM,
    VALUE_ENUMS,
    VALUE_CODE,
    VALUE_INT,
    VALUE_BOOL,
    VALUE_NAMES,
    VALUE_PAPER,
    VALUE_LIST, /* of ids, or of options where it has some */
    VALUE_BASIS /* list of {instrument, article} */
};
enum cat_class { CLASS_PUBLIC, CLASS_RESTRICTED, CLASS_SERVICE };
enum cat_compare { COMPARE_CONFLICT, COMPARE_NOTE };
struct cat_option {
    struct str id, zh, en, aliases;
    bool words; /* says nothing by itself: words of the filer's own belong behind it (其他-补办) */
};              /* one value of an enum; id is what is stored; aliases by ';' */
struct cat_field {
    struct str kind, type; /* act kind; record type or "*" */
    int pos;               /* place in the official table and in templates; 0 not in templates */
    struct str id, official, zh, en;
    struct str aliases; /* other header names met in files, separated by ';' */
    struct str member;  /* envelope member it fills (subject, doc_no, on …), empty: fields.ID */
    enum cat_value value;
    int max_chars;
    char required;                    /* 'M' must, 'C' on condition, 'O' optional */
    struct str condition;             /* ID=VALUE[|VALUE…] or ID (present); for 'C' */
    const struct cat_option *options; /* for enums */
    size_t n_options;
    enum cat_class klass;
    bool scan; /* free text: look for identity numbers */
    enum cat_compare compare;
    struct str standard;      /* what the data standard asks: M, C or O, then its length; '?' behind what nobody read */
    struct str older_headers; /* by ';': headers that only older column sets have … */
    const struct cat_field *older; /* … and this field with the code values that hold in them, or NULL */
    struct str source;
    bool verified;
};
/* The fields of a kind for a type, in order of pos then id: rows of "*" and of the type itself. The array
 * lives with the catalog. n = 0 when the kind has none. */
const struct cat_field *const *catalog_fields(const struct catalog *c, struct str kind, struct str type, size_t *n);
const struct cat_field *catalog_field(const struct catalog *c, struct str kind, struct str type, struct str id);
/* By id, official name, Chinese or English label or alias; compared by text_name_key. NULL when none. */
const struct cat_field *catalog_field_by_header(const struct catalog *c, struct str kind, struct str type,
                                                struct str header);
/* The option that a cell means (id, zh, en, or listed alias; compared by text_name_key), or NULL. */
const struct cat_option *cat_field_option(const struct cat_field *f, struct str cell);

/* The options of a set, 0 of one that is not there. */
size_t catalog_options(const struct catalog *c, struct str set, const struct cat_option **rows);

/* ---- powers: the outer limit by kind of agency ---- */
struct cat_power {
    struct str agency_kind, levels; /* "*" or blank-separated levels */
    struct str act_kind, type;      /* act kind, or a prefix ending in '.'; type or "*" */
    struct str region;              /* "own" (its region), "any" */
    struct str granter;             /* agency id or kind that may grant it by act, may be empty */
    struct str basis;
    struct day valid_from, valid_to;
    struct str source;
};
/* Some power of that agency for kind and type ("*": any) on the day, or NULL; *level_fault is set when one exists for
 * another level. */
const struct cat_power *catalog_power(const struct catalog *c, const struct cat_agency *agency, struct str act_kind,
                                      struct str type, struct day on, bool *level_fault);

/* Whether one of those powers is bounded by no region. */
bool catalog_power_anywhere(const struct catalog *c, const struct cat_agency *agency, struct str act_kind,
                            struct str type, struct day on);
size_t catalog_powers(const struct catalog *c, const struct cat_power **rows);

/* ---- terms ---- */
struct cat_term {
    struct str id;    /* unique */
    struct str scope; /* family or type id it is for, or * for all */
    struct str what;  /* glossary group clock: display-shortest, reply-window, decide-repair … */
    struct str grade; /* slight general serious, or empty */
    int count;
    struct str unit;            /* year month day workday percent */
    struct str start;           /* glossary group term-start: decision, display, listing, notice-served … */
    struct str clock;           /* its number among the clocks of procedure.md 8 (K21 …), or empty */
    struct str owed_by;         /* agency subject publisher operator court, or empty where nobody owes it */
    struct str lapse, lapse_en; /* what follows when it lapses, in words */
    struct day valid_from, valid_to, existing_from;
    struct str basis, source;
    bool verified;
};
/* The row for (scope, what, grade) in force on the day; a row of the type wins over one of its family, that over
 * one of scope "*". type may be NULL: then only "*". DAY_NONE asks for no day. NULL: unknown. */
const struct cat_term *catalog_term(const struct catalog *c, const struct cat_type *type, const char *what,
                                    struct str grade, struct day on);
size_t catalog_terms(const struct catalog *c, const struct cat_term **rows);

/* ---- instruments, glossary, calendar, exceptions ---- */
struct cat_instrument {
    struct str id, zh, en, number, issuer, tier, url;
    struct str translation; /* where a public English translation is found, in words or an address */
    struct str kind;        /* law regulation interpretation policy rule paper memorandum local draft */
    struct str region;      /* of a local instrument; empty: the nation */
    struct str edition;     /* edition whose articles are cited, where it differs from the first */
    struct day issued, valid_from, valid_to;
    struct str source;
    bool verified;
};
const struct cat_instrument *catalog_instrument(const struct catalog *c, struct str id);
size_t catalog_instruments(const struct catalog *c, const struct cat_instrument **rows);
/* Label of an identifier in the language (states, values, words), asked as ID or, where two groups of the glossary
 * share an id, as GROUP.ID (level.zone, agency-kind.zone); the id itself when the glossary has none. */
struct str catalog_label(const struct catalog *c, struct str id, enum lang lang);
bool catalog_is_workday(const struct catalog *c, struct day d,
                        bool *provisional); /* procedure.md 7; provisional past the table */
struct day catalog_add_workdays(const struct catalog *c, struct day from, int count, bool *provisional);
bool catalog_code_is_exception(const struct catalog *c, struct str code); /* curated issued exceptions */

#endif
