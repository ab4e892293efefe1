/* SPDX-License-Identifier: Apache-2.0 */
/* Power and region. A copy is nobody's exercise of power: it passes the checks of field, code and name only. */
#include "act_int.h"

static struct day power_day(const struct check *k)
{
    return day_is(k->act->on) ? k->act->on : k->b->today;
}

static bool exercises_power(const struct check *k)
{
    return k->act->by == BY_AGENCY && k->act->origin != ORIGIN_COPIED;
}

/* The type whose power is asked for: the act's own, or that of the record it is about; "*": any. */
static struct str power_type(const struct check *k)
{
    const struct matter *m = k->cf && k->cf->found ? &k->cf->found_case : NULL;
    if (!k->cf || k->act->type.n)
        return k->act->type;
    return m && m->type ? m->type->id : STR("*");
}

static bool memo_hits(const struct check *k, const struct power_memo *m)
{
    return m->arena && m->none_filed && str_eq(m->agency, k->act->agency) && str_eq(m->type, power_type(k));
}

static void memo_keep(struct check *k, struct power_memo *m)
{
    if (!m->arena)
        m->arena = arena_new();
    arena_reset(m->arena);
    m->agency = str_dup(m->arena, k->act->agency);
    m->type = str_dup(m->arena, power_type(k));
    m->none_filed = true;
}

/* The rulebook's kinds are written for the first step; what follows it is covered by the same row or its own. */
static bool by_rulebook(struct check *k, bool *level_fault)
{
    struct str kind = str_of(act_kind_text(k->act->kind));
    return catalog_power(k->c, k->agency, kind, power_type(k), power_day(k), level_fault) != NULL;
}

/* Powers by act: once one is filed for agency and type, the rulebook alone is not enough. */
static bool by_act(struct check *k, bool *lacks, struct err *e)
{
    struct power_memo *m = &k->b->w->memo;
    bool any, holds;
    *lacks = false;
    if (memo_hits(k, m))
        return true;
    if (!registry_power(k->b->w->store, k->act->agency, str_of(act_kind_text(k->act->kind)), power_type(k),
                        power_day(k), &any, &holds, e))
        return false;
    *lacks = any && !holds;
    if (!any)
        memo_keep(k, m);
    return true;
}

bool check_power(struct check *k, struct err *e)
{
    if (!exercises_power(k))
        return true;
    const struct cat_agency *g = k->agency;
    struct day on = power_day(k);
    struct str kind = str_of(act_kind_text(k->act->kind));
    bool level_fault = false, lacks;
    const char *lack = str_starts(kind, STR("measure.")) ? "wrong-authority" : "power";
    if (!day_within(g->valid_from, g->valid_to, on))
        return refuse(k, lack, g->id, kind, STR_NONE);
    if (!by_rulebook(k, &level_fault))
        return level_fault ? refuse(k, "wrong-level-or-region", g->id, g->level, STR_NONE)
                           : refuse(k, lack, g->id, kind, STR_NONE);
    if (!by_act(k, &lacks, e))
        return false;
    return !lacks || refuse(k, lack, g->id, kind, STR_NONE);
}

static struct str first_region(const struct journal_entry *acts, size_t n)
{
    struct str region = STR_NONE;
    for (size_t i = 0; i < n && !region.n; i++)
        region = act_text(&acts[i].act, "matter_region");
    return region;
}

/* Of the record that a correction, an end or a withdrawal is about. */
static bool region_of_record(struct check *k, struct str *out, struct err *e)
{
    struct reg_record head;
    struct journal_entry *acts;
    size_t n;
    if (!k->schema->needs_ref || !k->act->has_ref || k->act->kind == KIND_POWER_REVOKE)
        return true;
    if (!ref_find(k, e))
        return false;
    if (!k->has_target || k->target_is_entity || (k->act->type.n && !str_eq(k->act->type, k->target.type)))
        return true;
    if (!registry_case(k->b->w->store, &k->target, k->b->arena, &head, &acts, &n, e))
        return false;
    *out = first_region(acts, n);
    return true;
}

/* Where the matter lies, by the act or by the case it is a step of; a case of another type is not its case. */
static bool matter_region(struct check *k, struct str *out, struct err *e)
{
    const struct casefile *cf = k->cf;
    *out = act_text(k->act, "matter_region");
    if (out->n)
        return true;
    if (!cf)
        return region_of_record(k, out, e);
    if (cf->is_step && (!k->act->type.n || is_of_same_type(k)))
        *out = first_region(cf->found_case.acts, cf->found_case.n);
    return true;
}

/* A registrar's own lists (`reach` of the list) reach the firms that it registered, wherever something happened. */
static bool registered_region_only(const struct check *k)
{
    const struct step *s = k->cf ? &k->cf->step : NULL;
    const struct cat_list *list = s && s->list ? s->list : NULL;
    return list && str_is(list->reach, "registered");
}

/* The registering authority's region stands in the code (GB 32100, places 3 to 8). */
bool check_region(struct check *k, struct err *e)
{
    const struct act *a = k->act;
    struct str matter = STR_NONE;
    if (!exercises_power(k) || !k->schema->takes_subject ||
        catalog_power_anywhere(k->c, k->agency, str_of(act_kind_text(a->kind)), power_type(k), power_day(k)))
        return true;
    struct str home = act_of_person(a) ? STR_NONE : str_n(a->subject.p + 2, 6);
    if (catalog_region_holds(k->agency->region, home))
        return true;
    if (!registered_region_only(k) && !matter_region(k, &matter, e))
        return false;
    if (matter.n && catalog_region_holds(k->agency->region, matter))
        return true;
    return refuse(k, "wrong-level-or-region", k->agency->id, home.n ? home : STR("-"), STR_NONE);
}
