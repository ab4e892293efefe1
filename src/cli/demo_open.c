/* SPDX-License-Identifier: Apache-2.0 */
/* The places of the demo: the counties and districts of the rulebook's invented regions (99xxxx). */
#include "cli/demo_int.h"

static bool is_invented(struct str code)
{
    return code.n == 6 && memcmp(code.p, "99", 2) == 0;
}

static bool is_county(struct str code)
{
    return is_invented(code) && memcmp(code.p + 4, "00", 2) != 0;
}

/* "云溪区" gives "云溪": the word for the rank is one character, and a name has at least two before it. */
static struct str without_rank(struct str name)
{
    static const char *const ranks[] = {"省", "市", "区", "县"};
    for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++)
        if (str_ends(name, str_of(ranks[i])) && str_utf8_len(name) > 2)
            return str_n(name.p, name.n - strlen(ranks[i]));
    return name;
}

static void place_fill(struct demo *d, struct demo_place *p, const struct cat_region *r)
{
    struct buf full = {0};
    p->code = r->code;
    p->name = r->zh;
    p->short_name = without_rank(r->zh);
    p->city = str_printf(d->a, "%.4s00", r->code.p);
    const struct cat_region *city = catalog_region(d->catalog, p->city);
    p->city_name = city ? city->zh : r->zh;
    p->city_short = without_rank(p->city_name);
    catalog_region_name(d->catalog, r->code, LANG_ZH, &full);
    p->full = str_dup(d->a, buf_view(&full));
    buf_free(&full);
}

bool demo_open(struct demo *d, const struct catalog *k, uint64_t seed, struct err *e)
{
    const struct cat_region *rows;
    size_t n = catalog_regions(k, &rows);
    *d = (struct demo){
        .a = arena_new(), .catalog = k, .chance = {seed}, .scale = 1, .names = map_new(), .codes = map_new()};
    d->first = day_of_date(2020, 1, 1);
    d->last = day_of_date(2026, 6, 30);
    for (size_t i = 0; i < n; i++)
        d->n_places += is_county(rows[i].code);
    d->places = arena_alloc(d->a, mem_mul(d->n_places + 1, sizeof *d->places));
    d->n_places = 0;
    for (size_t i = 0; i < n; i++)
        if (is_county(rows[i].code))
            place_fill(d, &d->places[d->n_places++], &rows[i]);
    const struct cat_region *province = catalog_region(k, STR(DEMO_PROVINCE));
    if (d->n_places == 0 || !province) {
        demo_close(d);
        return ERR(e, ERR_INVALID,
                   "this rulebook has no invented places (99xxxx); the demo and the templates need data/demo");
    }
    d->province_name = province->zh;
    d->province_short = without_rank(province->zh);
    d->places[d->n_places] = (struct demo_place){.code = STR(DEMO_PROVINCE),
                                                 .city = STR(DEMO_PROVINCE),
                                                 .name = province->zh,
                                                 .full = province->zh,
                                                 .short_name = d->province_short,
                                                 .city_name = province->zh,
                                                 .city_short = d->province_short};
    return true;
}

void demo_close(struct demo *d)
{
    map_free(d->names);
    map_free(d->codes);
    arena_free(d->a);
    *d = (struct demo){0};
}

static const struct cat_agency *agency_at(const struct demo *d, struct str region, const char *kind)
{
    const struct cat_agency *rows;
    size_t n = catalog_agencies(d->catalog, &rows);
    for (size_t i = 0; i < n; i++)
        if (str_eq(rows[i].region, region) && str_is(rows[i].kind, kind))
            return &rows[i];
    return NULL;
}

const struct cat_agency *demo_agency(const struct demo *d, const struct demo_place *p, const char *kind)
{
    const struct str regions[] = {p->code, p->city, STR(DEMO_PROVINCE)};
    for (size_t i = 0; i < sizeof regions / sizeof *regions; i++) {
        const struct cat_agency *g = agency_at(d, regions[i], kind);
        if (g)
            return g;
    }
    return NULL;
}
