/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a careful reader finds in a rulebook whose tables load: the inside of catalog_lint. A rule is one row of the
 * table in lint.c and one function that looks through the tables it is about; the functions stand by subject in
 * lint_*.c.
 */
#ifndef GONGSHI_CATALOG_LINT_H
#define GONGSHI_CATALOG_LINT_H

#include "catalog/catalog_int.h"

struct linter {
    const struct catalog *c;
    struct findings *f;
    enum finding_level least;    /* findings below it are not kept */
    const struct cat_rule *rule; /* the one that is looking */
};
/* A finding of the rule that is looking, at `column` of row i of the table (NULL: the row as a whole). */
void lint_say(struct linter *l, enum table_id t, size_t i, const char *column, struct str a1, struct str a2,
              struct str a3);
/* The same at another level than the rule's own. */
void lint_say_as(struct linter *l, enum finding_level level, enum table_id t, size_t i, const char *column,
                 struct str a1, struct str a2, struct str a3);

static inline size_t lint_rows(const struct linter *l, enum table_id t)
{
    return l->c->tables[t].n;
}
static inline const struct cat_list *lint_list(const struct linter *l, size_t i)
{
    return ROW(l->c, TABLE_LISTS, struct cat_list, i);
}
static inline const struct cat_measure *lint_measure(const struct linter *l, size_t i)
{
    return ROW(l->c, TABLE_MEASURES, struct cat_measure, i);
}
/* The cell of a column of row i. */
struct str lint_cell(const struct linter *l, enum table_id t, size_t i, const char *column);
/* `word` stands among the blank-separated words of the cell; "*" holds all. */
bool lint_has(struct str words, struct str word);
static inline bool lint_has_z(struct str words, const char *word)
{
    return lint_has(words, str_of(word));
}
/* Two intervals of days, open where DAY_NONE, share a day. */
bool lint_meet(struct day from_a, struct day to_a, struct day from_b, struct day to_b);

/* Walks a basis cell: "ID ARTICLES;ID ARTICLES". False at the end. */
struct lint_citation {
    const struct cat_instrument *instrument; /* never NULL: loading refuses unknown ones */
    struct str articles;
};
bool lint_citation_next(const struct linter *l, struct str *rest, struct lint_citation *out);
/* Some power row of that kind of agency for act kind and type, whatever the day; kind empty: any kind. */
bool lint_power_exists(const struct linter *l, struct str agency_kind, const char *act_kind, struct str type);

/* Some terms row of that clock for the type, its family or "*", whatever the day and grade. */
bool lint_term_exists(const struct linter *l, const struct cat_type *type, struct str what);

bool lint_is_word(const struct linter *l, const char *group, struct str word);

/* lint_words.c */
void lint_words(struct linter *l);
void lint_references(struct linter *l);
void lint_tie_ids(struct linter *l);
void lint_ground_trigger(struct linter *l);
void lint_translation(struct linter *l);
/* lint_lists.c */
void lint_list_tone(struct linter *l);
void lint_list_ground(struct linter *l);
void lint_list_basis(struct linter *l);
void lint_list_exit(struct linter *l);
void lint_list_remedy(struct linter *l);
void lint_list_machine(struct linter *l);
void lint_list_owner(struct linter *l);
void lint_list_power(struct linter *l);
void lint_list_weak(struct linter *l);
void lint_list_local(struct linter *l);
void lint_list_consent(struct linter *l);
void lint_list_gates(struct linter *l);
void lint_list_term(struct linter *l);
/* lint_measures.c */
void lint_measure_tone(struct linter *l);
void lint_measure_basis(struct linter *l);
void lint_measure_article(struct linter *l);
void lint_measure_low(struct linter *l);
void lint_measure_memo(struct linter *l);
void lint_measure_authority(struct linter *l);
void lint_measure_kind(struct linter *l);
void lint_measure_act(struct linter *l);
void lint_measure_end(struct linter *l);
void lint_measure_months(struct linter *l);
void lint_measure_untied(struct linter *l);
void lint_tie_basis(struct linter *l);
/* lint_machines.c */
void lint_machine_step(struct linter *l);
void lint_machine_duty(struct linter *l);
void lint_machine_stuck(struct linter *l);
void lint_machine_source(struct linter *l);
void lint_machine_clock(struct linter *l);
/* lint_time.c */
void lint_overlap(struct linter *l);
void lint_term_double(struct linter *l);
void lint_term_order(struct linter *l);
void lint_superseded(struct linter *l);
/* lint_local.c */
void lint_override_source(struct linter *l);
void lint_local_stricter(struct linter *l);
/* lint_powers.c */
void lint_power_family(struct linter *l);
void lint_power_list(struct linter *l);
void lint_power_measure(struct linter *l);
void lint_tier(struct linter *l);
void lint_state_why(struct linter *l);
void lint_unverified(struct linter *l);

#endif
