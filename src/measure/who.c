/* SPDX-License-Identifier: Apache-2.0 */
/* Who may apply a measure to a subject: of each kind of agency with the power, the one nearest to its home. */
#include "measure/measure.h"

static bool may_apply(const struct catalog *c, const struct cat_agency *g, const struct cat_measure *x,
                      struct str region, struct day on)
{
    bool level_fault;
    if (!day_within(g->valid_from, g->valid_to, on))
        return false;
    struct str kind = STR("measure.apply");
    return catalog_power(c, g, kind, x->type.id, on, &level_fault) &&
           (catalog_region_holds(g->region, region) || catalog_power_anywhere(c, g, kind, x->type.id, on));
}

/* How many of the six digits two regions share that mean anything: the more, the nearer. */
static int nearness(struct str region, struct str home)
{
    static const int digits[] = {6, 4, 2};
    for (size_t i = 0; region.n == 6 && home.n == 6 && i < sizeof digits / sizeof *digits; i++)
        if (memcmp(region.p, home.p, (size_t)digits[i]) == 0)
            return digits[i];
    return 0;
}

size_t measure_agencies(const struct catalog *c, const struct cat_measure *x, struct str region, struct day on,
                        struct arena *a, const struct cat_agency ***out)
{
    const struct cat_agency *rows;
    size_t all = catalog_agencies(c, &rows), n = 0;
    const struct cat_agency **v = arena_alloc(a, all * sizeof(const struct cat_agency *) + 1);
    for (size_t i = 0; i < all; i++) {
        if (!may_apply(c, &rows[i], x, region, on))
            continue;
        size_t at = 0;
        while (at < n && !str_eq(v[at]->kind, rows[i].kind))
            at++;
        if (at == n)
            v[n++] = &rows[i];
        else if (nearness(rows[i].region, region) > nearness(v[at]->region, region))
            v[at] = &rows[i];
    }
    *out = v;
    return n;
}
