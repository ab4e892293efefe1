/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The demo: an invented province, the same from the same seed on every machine. Organisations and their lives first
 * (demo_orgs.c), then what was decided about them (demo_records.c), written as the files that agencies send
 * (demo_files.c) and loaded by the ordinary road with a rising clock (demo_load.c). Cases of due process stand in the
 * rulebook's folder (demo_cases.c).
 *
 * Places and agencies come from the rulebook; no C knows their names.
 */
#ifndef GONGSHI_CLI_DEMO_INT_H
#define GONGSHI_CLI_DEMO_INT_H

#include "cli/cli_int.h"
#include "uscc/uscc.h"

/* ---- chance: splitmix64, so that no library decides what the demo looks like ---- */
struct chance {
    uint64_t state;
};
uint64_t chance_next(struct chance *c);
uint32_t chance_below(struct chance *c, uint32_t n); /* 0 … n-1 */
bool chance_hit(struct chance *c, uint32_t permille);

/* ---- words (demo_words.c) ---- */
struct trade {
    const char *word;     /* as it stands in a name */
    const char *industry; /* GB/T 4754-2017 section */
};
const char *word_brand(struct chance *c, int half); /* half 0 or 1 of a two-character brand */
const struct trade *word_trade(struct chance *c);
const char *word_shop(struct chance *c);
const char *word_firm_form(struct chance *c);
const char *word_coop(struct chance *c);
const char *word_road(struct chance *c);
const char *word_association(struct chance *c);
const char *word_private_body(struct chance *c);
const char *word_institution(struct chance *c); /* what follows the number */
const char *word_organ(size_t i);               /* what follows the place; NULL past the end */

/* ---- organisations ---- */
enum demo_kind {
    DEMO_FIRM,
    DEMO_TRADER,
    DEMO_COOP,
    DEMO_ORGAN,
    DEMO_INSTITUTION,
    DEMO_ASSOCIATION,
    DEMO_PRIVATE,
    DEMO_FUND,
    DEMO_VILLAGE,
    DEMO_KINDS
};
struct demo_kind_row {
    char department, category;
    uint32_t permille;     /* share of all organisations */
    const char *registrar; /* kind of agency that registers it */
    const char *type_code; /* enterprise type, or empty */
};
extern const struct demo_kind_row demo_kinds[DEMO_KINDS];

struct demo_org {
    char uscc[USCC_CHARS + 1];
    char reg_no[16]; /* old 15-digit number, or empty */
    enum demo_kind kind;
    struct str name, other_name; /* other_name: the earlier one of those that were renamed */
    struct str address;
    const char *industry;
    int32_t capital_wan; /* 0: not stated */
    uint32_t place;      /* index into places */
    struct day born, renamed, ended;
};
struct demo_place {
    struct str code;       /* of the county or district */
    struct str city;       /* of its prefecture */
    struct str name, full; /* "云溪区", "青岚省岚安市云溪区" */
    struct str short_name; /* without the word for its rank */
    struct str city_name, city_short;
};
#define DEMO_PROVINCE "990000"
enum { DEMO_CASES = 6 };
#define DEMO_CASE_DOC_NO "青试〔2026〕1号" /* number of each record of the first case */
struct demo {
    struct arena *a;
    const char *rules; /* the rulebook's folder */
    struct str acts;   /* of cases.jsonl, those not yet submitted */
    const struct catalog *catalog;
    struct chance chance;
    struct demo_place *places; /* counties and districts; behind them the province itself */
    size_t n_places;           /* without the province */
    int serial;                /* of document numbers */
    uint32_t scale;            /* so many times as many decisions as usual */
    struct str province_name, province_short;
    struct demo_org *orgs; /* the first DEMO_CASES are the cases of the home page */
    size_t n_orgs;
    struct map *names, *codes; /* taken already */
    struct day first, last;    /* days of the first and last filing */
};
/* Finds the places; ERR_INVALID when the rulebook has none (it is not one for a demo). */
bool demo_open(struct demo *d, const struct catalog *k, uint64_t seed, struct err *e) MUST_CHECK;
void demo_close(struct demo *d);
bool demo_orgs_make(struct demo *d, size_t n, struct err *e) MUST_CHECK;
/* The six cases alone; the same for every seed. */
void demo_cases_make(struct demo *d);
/* An agency of that kind whose region is the place's county, else its city, else the province; NULL: none. */
const struct cat_agency *demo_agency(const struct demo *d, const struct demo_place *p, const char *kind);

/* ---- tables: a CSV file in the making; its columns are fields of the rulebook ---- */
enum { DEMO_COLUMNS_MAX = 40 };
enum demo_header { HEADER_OFFICIAL, HEADER_ZH, HEADER_ID };
struct demo_table {
    const struct cat_field *columns[DEMO_COLUMNS_MAX];
    struct str cells[DEMO_COLUMNS_MAX]; /* of the row being made */
    size_t n;
    struct buf csv;
    int64_t rows;
};
/* `ids` are blank-separated field ids; those that the rulebook does not have are left out. */
void demo_table_start(struct demo_table *t, const struct catalog *k, enum act_kind kind, struct str type,
                      const char *ids, enum demo_header header);
void demo_cell(struct demo_table *t, const char *id, struct str value); /* harmless when there is no such column */
void demo_row(struct demo_table *t);                                    /* ends the row, cells are empty again */
void demo_table_end(struct demo_table *t);

/* ---- what was decided ---- */
struct demo_step { /* what agencies send at one moment: everything of the days in between */
    struct instant at;
    struct day from, to; /* from <= day < to */
};
/* One row a decision of the step, over all organisations; agencies by their code. */
void demo_licences(struct demo *d, const struct demo_step *s, struct demo_table *t);
void demo_penalties(struct demo *d, const struct demo_step *s, struct demo_table *t);
/* A yearly list of one city's tax office. */
void demo_honours(struct demo *d, const struct demo_step *s, struct str city, const char *title, struct demo_table *t);
extern const char demo_licence_columns[], demo_penalty_columns[], demo_honour_columns[], demo_entity_columns[];
void demo_entity_row(struct demo *d, const struct demo_org *o, struct demo_table *t);
struct str demo_day(struct arena *a, struct day d); /* 2026/06/30, as spreadsheets have it */

/* ---- loading ---- */
/* Writes the files under dir/files and imports them, step by step. */
bool demo_load(struct cli *c, struct demo *d, const char *dir, struct err *e) MUST_CHECK;
/* cases.jsonl of the rulebook's folder, in order of `at`. */
bool demo_acts_open(struct demo *d, struct err *e) MUST_CHECK;
/* Submits those up to that moment; ERR_DATA when one is not accepted. */
bool demo_acts_load(struct demo *d, struct door *door, struct instant until, struct err *e) MUST_CHECK;
/* Their rows of the home page. */
bool demo_acts_tell(struct demo *d, struct buf *out, struct err *e) MUST_CHECK;
/* cases.csv for the home page. */
bool demo_cases_write(struct demo *d, const char *dir, struct err *e) MUST_CHECK;
/* examples/: the shapes in which real agencies send. */
bool demo_examples_write(struct demo *d, const char *dir, struct err *e) MUST_CHECK;

#endif
