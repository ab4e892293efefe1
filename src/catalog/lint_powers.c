/* SPDX-License-Identifier: Apache-2.0 */
/* Powers against what they are powers for; what types say of themselves; how much of a table was read. */
#include <stdio.h>

#include "catalog/lint.h"

static const struct cat_power *power_at(const struct linter *l, size_t i)
{
    return ROW(l->c, TABLE_POWERS, struct cat_power, i);
}

/* Act kinds are FAMILY.STEP; objection, repair, power and the like are of no family. */
static bool family_of(struct str act_kind, enum cat_family *out)
{
    static const struct {
        const char *kind;
        enum cat_family family;
    } kinds[] = {{"entity", FAMILY_REGISTRATION}, {"licence", FAMILY_LICENCE}, {"penalty", FAMILY_PENALTY},
                 {"honour", FAMILY_HONOUR},       {"record", FAMILY_RECORD},   {"list", FAMILY_LIST},
                 {"measure", FAMILY_MEASURE}};
    struct str head;
    if (!str_split(&act_kind, '.', &head))
        return false;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_is(head, kinds[i].kind)) {
            *out = kinds[i].family;
            return true;
        }
    return false;
}

/* record.correct and record.withdraw change records of any family. */
static bool is_for_all(struct str act_kind)
{
    return str_is(act_kind, "record.correct") || str_is(act_kind, "record.withdraw");
}

void lint_power_family(struct linter *l)
{
    for (size_t i = 0; i < lint_rows(l, TABLE_POWERS); i++) {
        const struct cat_power *p = power_at(l, i);
        const struct cat_type *type = catalog_type(l->c, p->type);
        enum cat_family family;
        if (type && !is_for_all(p->act_kind) && family_of(p->act_kind, &family) && type->family != family)
            lint_say(l, TABLE_POWERS, i, "type", p->type, p->act_kind, STR_NONE);
    }
}

static bool is_of(struct str act_kind, const char *prefix)
{
    return str_starts(act_kind, str_of(prefix));
}

void lint_power_list(struct linter *l)
{
    for (size_t i = 0; i < lint_rows(l, TABLE_POWERS); i++) {
        const struct cat_power *p = power_at(l, i);
        const struct cat_list *x = is_of(p->act_kind, "list.") ? catalog_list(l->c, p->type, DAY_NONE) : NULL;
        struct str rest = p->levels, level;
        while (x && x->levels.n && !str_is(x->levels, "*") && str_split(&rest, ' ', &level))
            if (!lint_has(x->levels, level))
                lint_say(l, TABLE_POWERS, i, "levels", p->type, level, STR_NONE);
    }
}

void lint_power_measure(struct linter *l)
{
    for (size_t i = 0; i < lint_rows(l, TABLE_POWERS); i++) {
        const struct cat_power *p = power_at(l, i);
        const struct cat_measure *x = is_of(p->act_kind, "measure.") ? catalog_measure(l->c, p->type, DAY_NONE) : NULL;
        if (x && x->by_kinds.n && !lint_has(x->by_kinds, p->agency_kind))
            lint_say(l, TABLE_POWERS, i, "agency_kind", p->type, p->agency_kind, STR_NONE);
    }
}

/* ---- types ---- */

static const enum table_id type_tables[] = {TABLE_RECORD_TYPES, TABLE_LISTS, TABLE_MEASURES};
enum { TYPE_TABLES = sizeof type_tables / sizeof *type_tables };

/* Tiers are letters, A the strongest. */
static struct str strongest(const struct linter *l, struct str basis)
{
    struct lint_citation cited;
    struct str best = STR_NONE;
    while (lint_citation_next(l, &basis, &cited)) {
        struct str tier = cited.instrument->tier;
        if (!tier.n)
            return STR_NONE;
        if (!best.n || str_cmp(tier, best) < 0)
            best = tier;
    }
    return best;
}

void lint_tier(struct linter *l)
{
    for (size_t k = 0; k < TYPE_TABLES; k++)
        for (size_t i = 0; i < lint_rows(l, type_tables[k]); i++) {
            const struct cat_type *x = type_row(l->c, type_tables[k], i);
            struct str best = strongest(l, x->basis);
            if (x->basis_tier.n && best.n && str_cmp(x->basis_tier, best) < 0)
                lint_say(l, type_tables[k], i, "basis_tier", x->id, x->basis_tier, best);
        }
}

void lint_state_why(struct linter *l)
{
    for (size_t k = 0; k < TYPE_TABLES; k++)
        for (size_t i = 0; i < lint_rows(l, type_tables[k]); i++) {
            const struct cat_type *x = type_row(l->c, type_tables[k], i);
            if (x->state == STATE_USABLE && x->state_why.n)
                lint_say(l, type_tables[k], i, "state_why", x->id, STR_NONE, STR_NONE);
        }
}

/* ---- what was read ---- */

static bool counts(const struct linter *l, enum table_id t, size_t i)
{
    return table_column(t, "state") < 0 || type_row(l->c, t, i)->state == STATE_USABLE;
}

static void count_table(struct linter *l, enum table_id t)
{
    size_t unread = 0, all = 0, first = 0;
    char words[2][24];
    for (size_t i = 0; i < lint_rows(l, t); i++) {
        bool read = str_is(lint_cell(l, t, i, "verified"), "yes");
        if (!counts(l, t, i))
            continue;
        all++;
        first = !read && !unread ? i : first;
        unread += !read;
    }
    snprintf(words[0], sizeof words[0], "%zu", unread);
    snprintf(words[1], sizeof words[1], "%zu", all);
    if (unread)
        lint_say(l, t, first, "verified", str_of(table_spec(t)->name), str_of(words[0]), str_of(words[1]));
}

void lint_unverified(struct linter *l)
{
    static const enum table_id read[] = {TABLE_INSTRUMENTS, TABLE_RECORD_TYPES, TABLE_LISTS,         TABLE_GROUNDS,
                                         TABLE_TRANSITIONS, TABLE_MEASURES,     TABLE_LIST_MEASURES, TABLE_TERMS};
    for (size_t k = 0; k < sizeof read / sizeof *read; k++)
        count_table(l, read[k]);
}
