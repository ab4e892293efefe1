/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the rulebook says of a list, a measure, an agency, an instrument, on a day: rows of the catalog joined for
 * reading, both directions of the chain list, measure, authority, basis. Included by view.h; include that.
 *
 *   V3  Nothing here is an answer about an organisation: the rulebook is public as a whole.
 */
#ifndef GONGSHI_VIEW_RULEBOOK_H
#define GONGSHI_VIEW_RULEBOOK_H

#include "catalog/catalog.h"
#include "codec/codec.h"

/* One instrument of a basis cell. */
struct view_law {
    struct str id, articles;
    const struct cat_instrument *row;
};
/* A basis cell taken apart; n = 0 for an empty one. */
size_t view_laws(const struct catalog *c, struct str basis, struct arena *a, struct view_law **out);

/* A kind of authority and the levels at which it may. */
struct view_filer {
    struct str kind, levels;
    const struct cat_power *power;
};
/* Who may file that act kind (or a beginning with its dot) for the type on the day, in order of the table. */
size_t view_filers(const struct catalog *c, const char *act_kind, struct str type, struct day on, struct arena *a,
                   struct view_filer **out);

/* A list and a measure tied to each other; the other end is looked from. */
struct view_tie {
    const struct cat_list_measure *row;
    const struct cat_list *list;
    const struct cat_measure *measure;
};
struct view_list {
    const struct cat_list *list;
    const struct cat_agency *owner; /* NULL where many keep it */
    struct view_law *laws;
    const struct cat_ground **grounds;   /* in force on the day */
    const struct cat_transition **steps; /* of its machines, in force on the day, objections last */
    const struct cat_term **terms;       /* the periods that rule it on the day */
    struct view_tie *ties;               /* must first */
    struct view_filer *listers;          /* who may list */
    const struct cat_list **regimes;     /* rows of the same id at other times, and the list it replaces */
    size_t n_laws, n_grounds, n_steps, n_terms, n_ties, n_listers, n_regimes;
};
/* On a day (DAY_NONE: the newest row). False: no such list. Results live in a. */
bool view_rule_list(const struct catalog *c, struct str id, struct day on, struct arena *a, struct view_list *out);

/* The period runs with the step: its row names it, or a gate waits for it, or the step begins it. */
bool view_step_runs(const struct cat_transition *t, struct str clock);
/* Those of the list's periods that run with the step. */
size_t view_step_terms(const struct view_list *x, const struct cat_transition *t, struct arena *a,
                       const struct cat_term ***out);

/* The periods that rule a type on the day: its own before those of its family, and of those for all types the ones that
 * a step of its machines asks for. */
size_t view_rule_terms(const struct catalog *c, const struct cat_type *type, struct day on, struct arena *a,
                       const struct cat_term ***out);

struct view_measure {
    const struct cat_measure *measure;
    struct view_law *laws;
    struct view_tie *ties; /* the lists and honours after which it must or may follow */
    struct view_filer *appliers;
    size_t n_laws, n_ties, n_appliers;
};
bool view_rule_measure(const struct catalog *c, struct str id, struct day on, struct arena *a,
                       struct view_measure *out);

struct view_agency {
    const struct cat_agency *agency, *parent;
    const struct cat_list **lists;       /* it may list on, on the day */
    const struct cat_measure **measures; /* it may apply, on the day */
    const struct cat_type **types;       /* other records it may file */
    size_t n_lists, n_measures, n_types;
};
bool view_rule_agency(const struct catalog *c, struct str id, struct day on, struct arena *a, struct view_agency *out);

/* How many are in force on the day, by state; DAY_NONE: all, by the newest row of each id. */
struct view_tally {
    size_t usable, display_only, historic, all;
};
struct view_tally view_tally_lists(const struct catalog *c, struct day on);
size_t view_list_rows(const struct catalog *c); /* of the table: a list whose rule changed has several */
struct view_tally view_tally_measures(const struct catalog *c, struct day on);

/* A row of the rulebook that begins or ends: `on` is the first day with it, or the first without it. */
struct view_turn {
    struct day on;
    bool begins;
    const char *table;
    size_t row; /* for catalog_cell */
};
/* All of them, the newest day first; of one day what ends before what begins, in order of the tables. */
size_t view_rule_turns(const struct catalog *c, struct arena *a, struct view_turn **out);

/* Rows of a table in force on the day. */
size_t view_rule_in_force(const struct catalog *c, const char *table, struct day on);

/* Their JSON, appended: ids, both languages, every fact of the row. */
void view_rule_list_json(const struct catalog *c, const struct view_list *x, struct buf *out);
void view_rule_measure_json(const struct catalog *c, const struct view_measure *x, struct buf *out);
void view_rule_agency_json(const struct catalog *c, const struct view_agency *x, struct buf *out);
/* {"counts":…,"lists":[…]}: of each no more than names, state, owner, class; those in force on the day, or
 * all. */
void view_rule_lists_json(const struct catalog *c, struct day on, struct buf *out);
void view_rule_measures_json(const struct catalog *c, struct day on, struct buf *out);
void view_rule_instrument_json(const struct cat_instrument *x, struct buf *out);

#endif
