/* SPDX-License-Identifier: Apache-2.0 */
/* Powers and terms: the rows that say who may, and how long. */
#include "catalog/catalog_int.h"

struct power_ask {
    const struct cat_agency *agency;
    struct str type;
    struct day on;
    bool level_fault, anywhere; /* anywhere: only rows that no region bounds */
};

static bool level_in(struct str levels, struct str level)
{
    return str_is(levels, "*") || str_has_word(levels, level);
}

static const struct cat_power *power_in(const struct power_list *list, struct power_ask *ask)
{
    for (size_t i = 0; list && i < list->n; i++) {
        const struct cat_power *p = list->v[i];
        bool type_fits = str_is(p->type, "*") || str_is(ask->type, "*") || str_eq(p->type, ask->type);
        bool bounded = ask->anywhere && !str_is(p->region, "any");
        if (!type_fits || bounded || !catalog_in_force(p->valid_from, p->valid_to, ask->on))
            continue;
        if (level_in(p->levels, ask->agency->level))
            return p;
        ask->level_fault = true;
    }
    return NULL;
}

/* "licence.grant" is also looked for as "licence." */
static struct str kind_prefix(struct str kind)
{
    ptrdiff_t dot = str_find(kind, STR("."));
    return dot < 0 ? kind : str_n(kind.p, (size_t)dot + 1);
}

static const struct cat_power *power_find(const struct catalog *c, struct power_ask *ask, struct str act_kind)
{
    const struct str agency_kinds[] = {ask->agency->kind, STR("*")};
    const struct str act_kinds[] = {act_kind, kind_prefix(act_kind)};
    const struct cat_power *found = NULL;
    struct pair key;
    for (size_t i = 0; !found && i < 4; i++)
        found = power_in(map_find(c->by_power, pair_key(&key, agency_kinds[i / 2], act_kinds[i % 2])), ask);
    return found;
}

const struct cat_power *catalog_power(const struct catalog *c, const struct cat_agency *agency, struct str act_kind,
                                      struct str type, struct day on, bool *level_fault)
{
    struct power_ask ask = {.agency = agency, .type = type, .on = on};
    const struct cat_power *found = power_find(c, &ask, act_kind);
    if (level_fault)
        *level_fault = !found && ask.level_fault;
    return found;
}

bool catalog_power_anywhere(const struct catalog *c, const struct cat_agency *agency, struct str act_kind,
                            struct str type, struct day on)
{
    struct power_ask ask = {.agency = agency, .type = type, .on = on, .anywhere = true};
    return power_find(c, &ask, act_kind) != NULL;
}

size_t catalog_powers(const struct catalog *c, const struct cat_power **rows)
{
    *rows = ROW(c, TABLE_POWERS, struct cat_power, 0);
    return c->tables[TABLE_POWERS].n;
}

static const struct cat_term *term_in(const struct catalog *c, struct str scope, struct str what, struct str grade,
                                      struct day on)
{
    struct pair key;
    const struct term_list *list = map_find(c->by_term, pair_key(&key, scope, what));
    for (size_t i = 0; list && i < list->n; i++) {
        const struct cat_term *t = list->v[i];
        if (str_eq(t->grade, grade) && catalog_in_force(t->valid_from, t->valid_to, on))
            return t;
    }
    return NULL;
}

const struct cat_term *catalog_term(const struct catalog *c, const struct cat_type *type, const char *what,
                                    struct str grade, struct day on)
{
    struct str name = str_of(what);
    const struct cat_term *t = type ? term_in(c, type->id, name, grade, on) : NULL;
    if (!t && type)
        t = term_in(c, str_of(cat_family_name(type->family)), name, grade, on);
    return t ? t : term_in(c, STR("*"), name, grade, on);
}

size_t catalog_terms(const struct catalog *c, const struct cat_term **rows)
{
    *rows = ROW(c, TABLE_TERMS, struct cat_term, 0);
    return c->tables[TABLE_TERMS].n;
}
