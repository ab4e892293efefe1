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

static bool memo_hits(const struct check *k, const struct power_memo *m)
{
    return m->arena && m->none_filed && str_eq(m->agency, k->act->agency) && str_eq(m->type, k->act->type);
}

static void memo_keep(struct check *k, struct power_memo *m)
{
    if (!m->arena)
        m->arena = arena_new();
    arena_reset(m->arena);
    m->agency = str_dup(m->arena, k->act->agency);
    m->type = str_dup(m->arena, k->act->type);
    m->none_filed = true;
}

/* The rulebook's kinds are written for the first step; what follows it is covered by the same row or its own. */
static bool by_rulebook(struct check *k, bool *level_fault)
{
    struct str kind = str_of(act_kind_text(k->act->kind));
    return catalog_power(k->c, k->agency, kind, k->act->type, power_day(k), level_fault) != NULL;
}

/* Powers by act: once one is filed for agency and type, the rulebook alone is not enough. */
static bool by_act(struct check *k, bool *lacks, struct err *e)
{
    struct power_memo *m = &k->b->w->memo;
    bool any, holds;
    *lacks = false;
    if (memo_hits(k, m))
        return true;
    if (!registry_power(k->b->w->store, k->act->agency, str_of(act_kind_text(k->act->kind)), k->act->type, power_day(k), &any,
                        &holds, e))
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
    bool exists = (!day_is(g->valid_from) || g->valid_from.n <= on.n) && (!day_is(g->valid_to) || on.n <= g->valid_to.n);
    if (!exists)
        return refuse(k, "power", g->id, kind, STR_NONE);
    if (!by_rulebook(k, &level_fault))
        return level_fault ? refuse(k, "wrong-level-or-region", g->id, g->level, STR_NONE)
                           : refuse(k, "power", g->id, kind, STR_NONE);
    if (!by_act(k, &lacks, e))
        return false;
    return !lacks || refuse(k, "power", g->id, kind, STR_NONE);
}

/* The registering authority's region stands in the code (GB 32100, places 3 to 8). */
bool check_region(struct check *k, struct err *e)
{
    (void)e;
    const struct act *a = k->act;
    bool level_fault;
    if (!exercises_power(k) || !k->schema->takes_subject)
        return true;
    const struct cat_power *p = catalog_power(k->c, k->agency, str_of(act_kind_text(a->kind)), a->type, power_day(k), &level_fault);
    if (!p || str_is(p->region, "any"))
        return true;
    struct str matter = act_text(a, "matter_region"), home = str_n(a->subject.p + 2, 6);
    if (catalog_region_holds(k->agency->region, home) || (matter.n && catalog_region_holds(k->agency->region, matter)))
        return true;
    return refuse(k, "wrong-level-or-region", k->agency->id, home, STR_NONE);
}
