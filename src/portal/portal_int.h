/* SPDX-License-Identifier: Apache-2.0 */
/* For insiders of portal: a page being written, the writers of values, the models of the small pages. */
#ifndef GONGSHI_PORTAL_INT_H
#define GONGSHI_PORTAL_INT_H

#include "portal/portal.h"
#include "portal_words.h"

struct page {
    struct buf *out;
    struct arena *a;
    const struct site *site;
    const struct http_request *q;
    const struct view_ask *ask; /* NULL on pages of errors */
    enum lang lang;
    struct str title;
    struct str path;         /* without /en */
    struct str here, zh, en; /* this address, and the same page in each language */
    struct str json;         /* address of the JSON twin, or empty */
    struct str query;        /* what stands in the search box */
    struct instant known_at; /* of the data shown; s = 0: unknown */
    bool is_home, noindex;
};

/* ---- the only ways text reaches a page; used by compiled templates ---- */
void page_html(struct page *pg, struct str html); /* literal parts of templates */
void page_text(struct page *pg, struct str s);    /* escaped for text and double-quoted attributes */
void page_int(struct page *pg, int64_t v);
void page_word(struct page *pg, enum portal_word_id id, struct str a1, struct str a2, struct str a3);
void page_part(struct page *pg, struct str s);    /* percent-encoded: one segment or one query value */
void page_address(struct page *pg, struct str s); /* an address of this site, else "#" */

/* ---- small helps for templates ---- */
const char *portal_word(enum lang lang, enum portal_word_id id);
struct str page_say(const struct page *pg, enum portal_word_id id);
struct str page_day(const struct page *pg, struct day d);
struct str page_instant(const struct page *pg, struct instant t);
struct str page_number(const struct page *pg, int64_t n);
struct str page_path(const struct page *pg, const char *path);              /* with /en where the page is English */
struct str page_to(const struct page *pg, const char *kind, struct str id); /* "/entities/X" likewise */
/* What a record's card is called: the decision's own words where it has them, else its type. */
struct str headline_of(const struct view_record *r);
struct str headline_lang(const struct page *pg, const struct view_record *r);
struct str page_style(const struct page *pg); /* address of the style sheet */
struct str page_pick(const struct page *pg, struct str zh, struct str en);
struct str page_lang_tag(enum lang lang);

/* ---- models of small pages ---- */
struct home_case {
    struct str code, zh, en, page; /* page: "/records/X", or empty: that of the organisation */
};

struct home {
    struct home_case *cases;
    size_t n;
    struct reg_counts counts;
};
struct results {
    struct str query, next;
    size_t first, limit;
    struct view_search found;
    enum portal_word_id hint; /* PORTAL_W_COUNT: none */
    struct str hint_arg;
};
struct filer {
    struct str id, name, level, region;
    int64_t records;
    struct instant last;
};
/* Records of one family, current before past. */
struct section {
    enum portal_word_id title;
    const char *anchor;
    bool grouped; /* by list or measure, and agency */
    const struct view_record **current, **past;
    size_t n_current, n_past;
};
enum { SECTIONS = 7 };
bool same_group(const struct view_record *a, const struct view_record *b);
struct str group_address(const struct page *pg, const struct view_record *r); /* of the list or the measure */
/* What stands on a list today, and what was counted of it. */
struct list_now {
    struct view_record *entries;
    struct view_count *counts;
    size_t n_entries, n_counts;
    struct str list, next;
};
struct repair_form {
    const struct cat_type **types; /* of which repair may be computed: lists, then penalties */
    size_t n_types;
    bool asked, found;
    struct view_repair answer;
    struct str calendar; /* address of the calendar file, or empty */
};
struct mission_row {
    const char *part, *state, *page, *command, *test, *reason;
};
extern const struct mission_row MISSION[];
extern const size_t MISSION_ROWS;
struct asset {
    const char *name, *type; /* "portal-1a2b3c4d.css" */
    const unsigned char *data;
    size_t n;
};
extern const struct asset ASSETS[];
extern const size_t ASSETS_N;

/* ---- models of the rulebook's pages ---- */
struct list_group {
    struct str title;
    const struct cat_list **v;
    size_t n;
};
struct measure_group {
    struct str category, title;
    const struct cat_measure **v;
    size_t n;
};
struct citation {
    const struct cat_type *type;
    struct str articles, address;
};
struct known_agency {
    const struct cat_agency *agency;
    size_t lists; /* that it keeps */
    bool first;   /* of its kind in the table */
};
/* A table of the rulebook: how large, how much of it read, how many rows in force on the day that is shown. */
struct table_count {
    struct cat_count count;
    size_t in_force;
};
struct edition_change {
    struct str table, row, column, old, new;
};
struct edition_page {
    const struct reg_edition *edition, *before; /* before: NULL for the first */
    struct edition_change *v;                   /* the first of them */
    size_t n, n_all;
};

/* ---- rulebook_time.c ---- */
struct day rule_day(const struct page *pg); /* the day that the address asks for; DAY_NONE: none */
/* The address of a list or a measure, on the day that the address asks for. */
struct str rule_to(const struct page *pg, const char *kind, struct str id);
struct str rule_here(const struct page *pg); /* this page without a day */
struct str table_label(const struct page *pg, const char *table);
struct str row_label(const struct page *pg, const char *table);
struct str table_address(const struct page *pg, const char *table); /* empty: no page of its own */
size_t table_counts(const struct page *pg, struct table_count **out);
struct str turn_label(const struct page *pg, const struct view_turn *t);
struct str turn_address(const struct page *pg, const struct view_turn *t); /* empty: nowhere */

bool is_known_agency(const struct page *pg, const struct cat_agency *x); /* it stands on the page of agencies */

/* ---- labels.c: ids of the rulebook's tables in words ---- */
struct str scope_label(const struct page *pg, struct str scope);
struct str label_in(const struct page *pg, const char *group, struct str id);   /* of the glossary's group */
struct str labels_in(const struct page *pg, const char *group, struct str ids); /* blank-separated ids, joined */
struct str levels_label(const struct page *pg, struct str levels);
struct str state_label(const struct page *pg, enum cat_state s);
struct str class_id(enum cat_list_class k);
struct str effect_id(enum cat_effect e);
struct str measure_class_id(enum cat_measure_class k);
bool is_weak(const struct cat_type *t); /* its basis is a department rule or less */
struct str owner_label(const struct page *pg, const struct cat_type *t, struct str kinds);
struct str filers_label(const struct page *pg, const struct view_filer *v, size_t n);
struct str by_label(const struct page *pg, const struct cat_measure *m);
struct str kind_address(const struct page *pg, struct str kind); /* of agencies of that kind; empty: none is known */
/* The same for a row of a table: how many kinds, where they are too many to name. */
struct str by_short_label(const struct page *pg, const struct cat_measure *m);
struct str end_label(const struct page *pg, const struct cat_measure *m);
struct str to_label(const struct page *pg, const struct cat_transition *t);
/* "decision on repair: 7 working days from receipt of the application (agency)" */
struct str limit_label(const struct page *pg, const struct cat_term *t);
struct str next_label(const struct page *pg, const struct cat_list *l, const struct cat_transition *t);
struct str opens_label(const struct page *pg, const struct cat_list *l, const struct cat_ground *g);
struct str regime_address(const struct page *pg, const struct cat_list *l);
struct str region_label(const struct page *pg, struct str code);

/* ---- pages ---- */
typedef bool (*page_fn)(struct page *pg, struct http_answer *out, struct err *e);
void page_serve(void *context, const struct http_request *q, struct http_answer *out, page_fn write);
/* Turns the answer into a page of an error. */
void page_fail(struct page *pg, struct http_answer *out, int status, enum portal_word_id title,
               enum portal_word_id words);
void sections_of(const struct view_entity *x, struct arena *a, struct section out[SECTIONS]);

struct str case_address(const struct page *pg, const struct home_case *x);
bool page_home(struct page *pg, struct http_answer *out, struct err *e);
bool page_search(struct page *pg, struct http_answer *out, struct err *e);
bool page_entity(struct page *pg, struct http_answer *out, struct err *e);
bool page_record(struct page *pg, struct http_answer *out, struct err *e);
bool page_repair(struct page *pg, struct http_answer *out, struct err *e);
struct str repair_address(const struct page *pg, const struct view_record *r); /* the calculator, for that record */
struct str entries_address(const struct page *pg, const struct list_now *x);   /* the entries behind these */
bool list_now_read(const struct page *pg, struct str list, struct list_now *out, struct err *e);
bool page_about(struct page *pg, struct http_answer *out, struct err *e);
bool page_lists(struct page *pg, struct http_answer *out, struct err *e);
bool page_list(struct page *pg, struct http_answer *out, struct err *e);
bool page_measures(struct page *pg, struct http_answer *out, struct err *e);
bool page_measure(struct page *pg, struct http_answer *out, struct err *e);
bool page_agency(struct page *pg, struct http_answer *out, struct err *e);
bool page_terms(struct page *pg, struct http_answer *out, struct err *e);
bool page_instruments(struct page *pg, struct http_answer *out, struct err *e);
bool page_instrument(struct page *pg, struct http_answer *out, struct err *e);
bool page_lenders(struct page *pg, struct http_answer *out, struct err *e);
bool page_agencies(struct page *pg, struct http_answer *out, struct err *e);
bool page_problem(struct page *pg, struct http_answer *out, struct err *e);
bool page_changes(struct page *pg, struct http_answer *out, struct err *e);
bool page_edition(struct page *pg, struct http_answer *out, struct err *e);
bool page_rules(struct page *pg, struct http_answer *out, struct err *e);

#include "portal_templates.h"

#endif
