/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of the rulebook joined for reading. */
#include "view_int.h"

size_t view_laws(const struct catalog *c, struct str basis, struct arena *a, struct view_law **out)
{
    VEC(struct view_law) v = {0};
    struct str rest = basis, one, id;
    while (str_split(&rest, ';', &one)) {
        one = str_trim(one);
        if (!str_split(&one, ' ', &id) || !id.n)
            continue;
        VEC_PUSH(&v, ((struct view_law){id, str_trim(one), catalog_instrument(c, id)}));
    }
    size_t n;
    VEC_KEEP(&v, a, out, &n);
    VEC_FREE(&v);
    return n;
}

/* "list." stands for all kinds that begin so. */
static bool kind_fits(struct str row, struct str asked)
{
    bool row_begins = str_ends(row, STR(".")), asked_begins = str_ends(asked, STR("."));
    return str_eq(row, asked) || (row_begins && str_starts(asked, row)) || (asked_begins && str_starts(row, asked));
}

static bool is_known_who(const struct view_filer *v, size_t n, const struct cat_power *p)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(v[i].kind, p->agency_kind) && str_eq(v[i].levels, p->levels))
            return true;
    return false;
}

size_t view_filers(const struct catalog *c, const char *act_kind, struct str type, struct day on, struct arena *a,
                   struct view_filer **out)
{
    const struct cat_power *p;
    size_t n = catalog_powers(c, &p), k = 0;
    struct view_filer *v = arena_alloc(a, n * sizeof *v + 1);
    for (size_t i = 0; i < n; i++) {
        bool fits = kind_fits(p[i].act_kind, str_of(act_kind)) && str_eq(p[i].type, type) &&
                    catalog_in_force(p[i].valid_from, p[i].valid_to, on);
        if (fits && !is_known_who(v, k, &p[i]))
            v[k++] = (struct view_filer){p[i].agency_kind, p[i].levels, &p[i]};
    }
    *out = v;
    return k;
}

/* Ties of a list (or of a measure), must before may. */
static size_t ties_of(const struct catalog *c, struct str list, struct str measure, struct day on, struct arena *a,
                      struct view_tie **out)
{
    const struct cat_list_measure *rows;
    size_t n = catalog_list_measures(c, &rows), k = 0;
    struct view_tie *v = arena_alloc(a, n * sizeof *v + 1);
    for (int must = 1; must >= 0; must--)
        for (size_t i = 0; i < n; i++) {
            bool fits = rows[i].must == (must == 1) && (!list.n || str_eq(rows[i].list, list)) &&
                        (!measure.n || str_eq(rows[i].measure, measure)) &&
                        catalog_in_force(rows[i].valid_from, rows[i].valid_to, on);
            if (fits)
                v[k++] = (struct view_tie){&rows[i], catalog_list(c, rows[i].list, on),
                                           catalog_measure(c, rows[i].measure, on)};
        }
    *out = v;
    return k;
}

static void put_grounds(const struct catalog *c, struct view_list *x, struct day on, struct arena *a)
{
    size_t n;
    const struct cat_ground *v = catalog_grounds(c, x->list->type.id, &n);
    x->grounds = arena_alloc(a, n * sizeof *x->grounds + 1);
    for (size_t i = 0; i < n; i++)
        if (catalog_in_force(v[i].valid_from, v[i].valid_to, on))
            x->grounds[x->n_grounds++] = &v[i];
}

static bool is_objection(const struct cat_transition *t)
{
    return str_starts(t->act, STR("objection."));
}

/* Objections are open at any time: they stand behind the steps that follow each other. */
static void put_steps(const struct catalog *c, struct view_list *x, struct day on, struct arena *a)
{
    VEC(const struct cat_transition *) v = {0};
    struct str rest = x->list->type.machine, machine;
    while (str_split(&rest, ' ', &machine)) {
        size_t n;
        const struct cat_transition *rows = catalog_machine(c, machine, &n);
        for (int objections = 0; objections <= 1; objections++)
            for (size_t i = 0; i < n; i++)
                if (catalog_in_force(rows[i].valid_from, rows[i].valid_to, on) &&
                    is_objection(&rows[i]) == (objections == 1))
                    VEC_PUSH(&v, &rows[i]);
    }
    VEC_KEEP(&v, a, &x->steps, &x->n_steps);
    VEC_FREE(&v);
}

/* A step of the machines starts the clock, or waits for it. */
static bool machines_use(const struct catalog *c, struct str machines, struct str clock)
{
    struct str one;
    size_t n;
    while (str_split(&machines, ' ', &one)) {
        const struct cat_transition *t = catalog_machine(c, one, &n);
        for (size_t i = 0; i < n; i++)
            if (view_step_runs(&t[i], clock))
                return true;
    }
    return false;
}

/* What stands on a list has no grade of its own. */
static bool asks_for_grade(const struct cat_type *type, const struct cat_term *t)
{
    return t->grade.n && type->family == FAMILY_LIST && !str_eq(t->scope, type->id);
}

size_t view_rule_terms(const struct catalog *c, const struct cat_type *type, struct day on, struct arena *a,
                       const struct cat_term ***out)
{
    const struct cat_term *t;
    size_t n = catalog_terms(c, &t), k = 0;
    const struct cat_term **v = arena_alloc(a, n * sizeof *v + 1);
    for (size_t i = 0; i < n; i++)
        if (catalog_term(c, type, str_z(a, t[i].what), t[i].grade, on) == &t[i] && !asks_for_grade(type, &t[i]) &&
            (!str_is(t[i].scope, "*") || machines_use(c, type->machine, t[i].what)))
            v[k++] = &t[i];
    *out = v;
    return k;
}

static void put_regimes(const struct catalog *c, struct view_list *x, struct arena *a)
{
    const struct cat_list *v;
    size_t n = catalog_lists(c, &v);
    x->regimes = arena_alloc(a, n * sizeof *x->regimes + 1);
    for (size_t i = 0; i < n; i++) {
        bool same = str_eq(v[i].type.id, x->list->type.id) && v[i].type.valid_from.n != x->list->type.valid_from.n;
        bool before = str_has_word(x->list->replaces, v[i].type.id),
             after = str_has_word(v[i].replaces, x->list->type.id);
        if (same || before || after)
            x->regimes[x->n_regimes++] = &v[i];
    }
}

bool view_rule_list(const struct catalog *c, struct str id, struct day on, struct arena *a, struct view_list *out)
{
    struct view_list x = {.list = catalog_list(c, id, on)};
    if (!x.list)
        return false;
    x.owner = catalog_agency(c, x.list->type.owner);
    x.n_laws = view_laws(c, x.list->type.basis, a, &x.laws);
    x.n_ties = ties_of(c, id, STR_NONE, on, a, &x.ties);
    bool honour = x.list->type.family == FAMILY_HONOUR;
    x.n_listers = view_filers(c, honour ? "honour.grant" : "list.decide", id, on, a, &x.listers);
    put_grounds(c, &x, on, a);
    put_steps(c, &x, on, a);
    x.n_terms = view_rule_terms(c, &x.list->type, on, a, &x.terms);
    put_regimes(c, &x, a);
    *out = x;
    return true;
}

bool view_rule_measure(const struct catalog *c, struct str id, struct day on, struct arena *a, struct view_measure *out)
{
    struct view_measure x = {.measure = catalog_measure(c, id, on)};
    if (!x.measure)
        return false;
    x.n_laws = view_laws(c, x.measure->type.basis, a, &x.laws);
    x.n_ties = ties_of(c, STR_NONE, id, on, a, &x.ties);
    x.n_appliers = view_filers(c, "measure.apply", id, on, a, &x.appliers);
    *out = x;
    return true;
}

/* The act kind that opens a record of the family. */
static const char *opening_kind(enum cat_family f)
{
    static const char *const kinds[] = {[FAMILY_REGISTRATION] = "entity.register", [FAMILY_LICENCE] = "licence.grant",
                                        [FAMILY_PENALTY] = "penalty.decide",       [FAMILY_HONOUR] = "honour.grant",
                                        [FAMILY_RECORD] = "record.publish",        [FAMILY_LIST] = "list.decide",
                                        [FAMILY_MEASURE] = "measure.apply"};
    return kinds[f];
}

bool view_rule_agency(const struct catalog *c, struct str id, struct day on, struct arena *a, struct view_agency *out)
{
    struct view_agency x = {.agency = catalog_agency(c, id)};
    const struct cat_type *types;
    size_t n = catalog_types(c, &types);
    if (!x.agency)
        return false;
    x.parent = catalog_agency(c, x.agency->parent);
    x.lists = arena_alloc(a, n * sizeof *x.lists + 1);
    x.measures = arena_alloc(a, n * sizeof *x.measures + 1);
    x.types = arena_alloc(a, n * sizeof *x.types + 1);
    for (size_t i = 0; i < n; i++) {
        bool level_fault;
        struct str type = types[i].id;
        if (!catalog_power(c, x.agency, str_of(opening_kind(types[i].family)), type, on, &level_fault))
            continue;
        const struct cat_list *list = catalog_list(c, type, on);
        const struct cat_measure *measure = catalog_measure(c, type, on);
        if (list)
            x.lists[x.n_lists++] = list;
        else if (measure)
            x.measures[x.n_measures++] = measure;
        else
            x.types[x.n_types++] = &types[i];
    }
    *out = x;
    return true;
}

static void tally(struct view_tally *t, const struct cat_type *type, struct day on)
{
    if (!catalog_in_force(type->valid_from, type->valid_to, on))
        return;
    t->all++;
    t->usable += type->state == STATE_USABLE;
    t->display_only += type->state == STATE_DISPLAY_ONLY;
    t->historic += type->state == STATE_HISTORIC;
}

struct view_tally view_tally_lists(const struct catalog *c, struct day on)
{
    struct view_tally t = {0};
    const struct cat_type *types;
    size_t n = catalog_types(c, &types);
    for (size_t i = 0; i < n; i++) {
        const struct cat_list *x = catalog_list(c, types[i].id, on);
        if (x)
            tally(&t, &x->type, on);
    }
    return t;
}

size_t view_list_rows(const struct catalog *c)
{
    const struct cat_list *rows;
    return catalog_lists(c, &rows);
}

struct view_tally view_tally_measures(const struct catalog *c, struct day on)
{
    struct view_tally t = {0};
    const struct cat_type *types;
    size_t n = catalog_types(c, &types);
    for (size_t i = 0; i < n; i++) {
        const struct cat_measure *x = catalog_measure(c, types[i].id, on);
        if (x)
            tally(&t, &x->type, on);
    }
    return t;
}
