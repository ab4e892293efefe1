/* SPDX-License-Identifier: Apache-2.0 */
/* `rules show`: a page under way, and the chains that are put on it. */
#ifndef GONGSHI_CLI_RULES_SHOW_H
#define GONGSHI_CLI_RULES_SHOW_H

#include "cli/rules_int.h"

struct show {
    struct cli *c;
    const struct catalog *k;
    struct sheet sheet; /* part, name, value */
    struct day on;      /* the day asked for, or today */
    bool strict;        /* asked for: rows of other days are not there */
};
void show_put(struct show *s, const char *part, struct str name, struct str value); /* nothing for an empty value */
struct str show_label(const struct show *s, struct str zh, struct str en);          /* in the caller's language */
bool show_in_force(const struct show *s, struct str from, struct str to);           /* cells, empty: open */

/* rules_chain.c */
void show_list_chain(struct show *s, struct str id);    /* grounds, steps, terms, measures, who, basis */
void show_measure_chain(struct show *s, struct str id); /* lists, who, basis */
void show_machine(struct show *s, struct str id);       /* steps, types that use it */
void show_cited(struct show *s, struct str id);         /* what cites an instrument */
void show_agency_powers(struct show *s, struct str id);
void show_term_basis(struct show *s, struct str id);
void show_powers(struct show *s, struct str type);
void show_terms(struct show *s, const struct cat_type *type);
void show_basis(struct show *s, struct str basis);

#endif
