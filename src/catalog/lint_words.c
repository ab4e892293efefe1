/* SPDX-License-Identifier: Apache-2.0 */
/* Words that stand for something: each must be a word of its group, each id must lead somewhere. */
#include "catalog/lint.h"

/* ---- words of the glossary ---- */

struct word_column {
    enum table_id table;
    const char *column, *group;
    const char *also; /* a word that needs no row: it belongs to the form of the table */
};
static const struct word_column word_columns[] = {
    {TABLE_RECORD_TYPES, "catalogue", "catalogue", NULL},
    {TABLE_LISTS, "catalogue", "catalogue", NULL},
    {TABLE_LISTS, "owner_kind", "agency-kind", "*"},
    {TABLE_LISTS, "field", "field4", NULL},
    {TABLE_LISTS, "requires", "requires", NULL},
    {TABLE_GROUNDS, "requires", "requires", "none"},
    {TABLE_GROUNDS, "papers", "paper", NULL},
    {TABLE_TRANSITIONS, "from", "list-state", "none"},
    {TABLE_TRANSITIONS, "to", "list-state", "="},
    {TABLE_TRANSITIONS, "by", "by", NULL},
    {TABLE_TRANSITIONS, "gates", "gate", NULL},
    {TABLE_TRANSITIONS, "papers", "paper", NULL},
    {TABLE_TRANSITIONS, "owed_by", "by", NULL},
    {TABLE_TRANSITIONS, "clock", "clock", NULL},
    {TABLE_MEASURES, "category", "measure-category", NULL},
    {TABLE_MEASURES, "by_kinds", "agency-kind", "*"},
    {TABLE_TERMS, "what", "clock", NULL},
    {TABLE_TERMS, "start", "term-start", NULL},
};

static void look_at_words(struct linter *l, const struct word_column *w, size_t i)
{
    struct str rest = lint_cell(l, w->table, i, w->column), one;
    while (str_split(&rest, ' ', &one))
        if (one.n && !(w->also && str_is(one, w->also)) && !lint_is_word(l, w->group, one))
            lint_say(l, w->table, i, w->column, one, str_of(w->group), STR_NONE);
}

/* `when` is FIELD=VALUE, or a word of the group. */
static void look_at_when(struct linter *l, size_t i)
{
    struct str rest = lint_cell(l, TABLE_TRANSITIONS, i, "when"), one;
    while (str_split(&rest, ' ', &one))
        if (one.n && str_find(one, STR("=")) <= 0 && !lint_is_word(l, "when", one))
            lint_say(l, TABLE_TRANSITIONS, i, "when", one, STR("when"), STR_NONE);
}

void lint_words(struct linter *l)
{
    for (size_t k = 0; k < sizeof word_columns / sizeof *word_columns; k++)
        for (size_t i = 0; i < lint_rows(l, word_columns[k].table); i++)
            look_at_words(l, &word_columns[k], i);
    for (size_t i = 0; i < lint_rows(l, TABLE_TRANSITIONS); i++)
        look_at_when(l, i);
}

/* ---- ids of other tables ---- */

static void look_at_machines(struct linter *l, enum table_id t)
{
    for (size_t i = 0; i < lint_rows(l, t); i++) {
        struct str rest = lint_cell(l, t, i, "machine"), one;
        while (str_split(&rest, ' ', &one))
            if (one.n && !map_find(l->c->by_machine, one))
                lint_say(l, t, i, "machine", STR("machine"), one, STR_NONE);
    }
}

static void look_at_grounds(struct linter *l, size_t i)
{
    const struct cat_list_measure *x = ROW(l->c, TABLE_LIST_MEASURES, struct cat_list_measure, i);
    struct str rest = x->grounds, one;
    if (!catalog_list(l->c, x->list, DAY_NONE)) /* that is the fault, and told as such */
        return;
    while (str_split(&rest, ' ', &one))
        if (one.n && !catalog_ground(l->c, x->list, one, DAY_NONE))
            lint_say(l, TABLE_LIST_MEASURES, i, "grounds", STR("grounds"), one, STR_NONE);
}

void lint_references(struct linter *l)
{
    static const enum table_id with_machine[] = {TABLE_RECORD_TYPES, TABLE_LISTS, TABLE_MEASURES};
    for (size_t k = 0; k < sizeof with_machine / sizeof *with_machine; k++)
        look_at_machines(l, with_machine[k]);
    for (size_t i = 0; i < lint_rows(l, TABLE_LIST_MEASURES); i++)
        look_at_grounds(l, i);
    for (size_t i = 0; i < lint_rows(l, TABLE_MEASURES); i++) {
        struct str set = lint_measure(l, i)->fields;
        if (set.n && !map_find(l->c->by_set, set))
            lint_say(l, TABLE_MEASURES, i, "fields", STR("fields"), set, STR_NONE);
    }
    for (size_t i = 0; i < lint_rows(l, TABLE_LISTS); i++) {
        struct str old = lint_list(l, i)->replaces;
        if (old.n && !catalog_list(l->c, old, DAY_NONE))
            lint_say(l, TABLE_LISTS, i, "replaces", STR("replaces"), old, STR_NONE);
    }
    for (size_t i = 0; i < lint_rows(l, TABLE_INSTRUMENTS); i++) {
        struct str region = ROW(l->c, TABLE_INSTRUMENTS, struct cat_instrument, i)->region;
        if (region.n && !catalog_region(l->c, region))
            lint_say(l, TABLE_INSTRUMENTS, i, "region", STR("region"), region, STR_NONE);
    }
}

/* Loading refuses ids that are nothing; these are something else than a list and a measure. */
void lint_tie_ids(struct linter *l)
{
    for (size_t i = 0; i < lint_rows(l, TABLE_LIST_MEASURES); i++) {
        const struct cat_list_measure *x = ROW(l->c, TABLE_LIST_MEASURES, struct cat_list_measure, i);
        if (!catalog_list(l->c, x->list, DAY_NONE))
            lint_say(l, TABLE_LIST_MEASURES, i, "list", x->list, STR("list"), STR_NONE);
        if (!catalog_measure(l->c, x->measure, DAY_NONE))
            lint_say(l, TABLE_LIST_MEASURES, i, "measure", x->measure, STR("measure"), STR_NONE);
    }
    for (size_t i = 0; i < lint_rows(l, TABLE_GROUNDS); i++) {
        struct str list = lint_cell(l, TABLE_GROUNDS, i, "list");
        if (!catalog_list(l->c, list, DAY_NONE))
            lint_say(l, TABLE_GROUNDS, i, "list", list, STR("list"), STR_NONE);
    }
}

/* "day:MM-DD" of every year, so 29 February is none. */
static bool is_day_of_year(struct str s)
{
    struct str prefix = STR("day:");
    char text[DAY_CHARS];
    struct day d;
    if (!str_starts(s, prefix) || s.n != prefix.n + 5)
        return false;
    memcpy(text, "2025-", 5);
    memcpy(text + 5, s.p + prefix.n, 5);
    return day_parse(str_n(text, 10), &d);
}

void lint_ground_trigger(struct linter *l)
{
    for (size_t i = 0; i < lint_rows(l, TABLE_GROUNDS); i++) {
        const struct cat_ground *g = ROW(l->c, TABLE_GROUNDS, struct cat_ground, i);
        bool by_paper = str_is(g->trigger, "paper");
        if (g->trigger.n && !by_paper && !is_day_of_year(g->trigger))
            lint_say(l, TABLE_GROUNDS, i, "trigger", g->trigger, STR_NONE, STR_NONE);
        else if (by_paper && !g->papers.n)
            lint_say(l, TABLE_GROUNDS, i, "papers", STR("paper"), STR_NONE, STR_NONE);
    }
}

/* ---- both languages ---- */

static const struct {
    enum table_id table;
    const char *zh, *en;
} pairs[] = {
    {TABLE_INSTRUMENTS, "zh", "en"},
    {TABLE_RECORD_TYPES, "state_why", "state_why_en"},
    {TABLE_LISTS, "state_why", "state_why_en"},
    {TABLE_LISTS, "entry", "entry_en"},
    {TABLE_LISTS, "exit", "exit_en"},
    {TABLE_LISTS, "remedy", "remedy_en"},
    {TABLE_LISTS, "publicity", "publicity_en"},
    {TABLE_GROUNDS, "cure", "cure_en"},
    {TABLE_MEASURES, "state_why", "state_why_en"},
    {TABLE_MEASURES, "ground", "ground_en"},
    {TABLE_MEASURES, "end", "end_en"},
    {TABLE_MEASURES, "what", "what_en"},
    {TABLE_TERMS, "lapse", "lapse_en"},
};

/* What a usable row says is missing is stale, whatever the language. */
static bool is_stale(const struct linter *l, size_t k, size_t i)
{
    return strcmp(pairs[k].zh, "state_why") == 0 && type_row(l->c, pairs[k].table, i)->state == STATE_USABLE;
}

void lint_translation(struct linter *l)
{
    for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++)
        for (size_t i = 0; i < lint_rows(l, pairs[k].table); i++) {
            bool zh = lint_cell(l, pairs[k].table, i, pairs[k].zh).n > 0;
            bool en = lint_cell(l, pairs[k].table, i, pairs[k].en).n > 0;
            if (zh != en && !is_stale(l, k, i))
                lint_say(l, pairs[k].table, i, zh ? pairs[k].en : pairs[k].zh, str_of(zh ? pairs[k].en : pairs[k].zh),
                         STR_NONE, STR_NONE);
        }
}
