/* SPDX-License-Identifier: Apache-2.0 */
/* Who files what, and the JSON Schema of a kind, all drawn from the rulebook. */
#include "cli/cli_int.h"

static bool covers(const struct catalog *c, const struct cat_agency *g, struct str region, enum act_kind kind,
                   struct str type, struct day on)
{
    bool level_fault = false;
    if ((day_is(g->valid_from) && g->valid_from.n > on.n) || (day_is(g->valid_to) && g->valid_to.n < on.n))
        return false;
    const struct cat_power *p = catalog_power(c, g, str_of(act_kind_text(kind)), type, on, &level_fault);
    return p && (str_is(p->region, "any") || catalog_region_holds(g->region, region));
}

/* How near an agency is: the smallest region that holds the place; among equals the registrar of enterprises. */
static int nearness(const struct cat_agency *g, struct str region)
{
    static const size_t digits[] = {2, 4, 6};
    int near = str_is(g->kind, "mr");
    for (size_t i = 0; i < sizeof digits / sizeof *digits; i++)
        if (g->region.n == 6 && region.n == 6 && memcmp(g->region.p, region.p, digits[i]) == 0)
            near += 2;
    return near;
}

const struct cat_agency *filer_for(const struct catalog *c, struct str region, enum act_kind kind, struct str type,
                                   struct day on)
{
    const struct cat_agency *rows, *best = NULL;
    size_t n = catalog_agencies(c, &rows);
    for (size_t i = 0; i < n; i++) {
        if (!covers(c, &rows[i], region, kind, type, on))
            continue;
        if (!best || nearness(&rows[i], region) > nearness(best, region))
            best = &rows[i];
    }
    return best;
}

struct str type_for(const struct catalog *c, struct str region, enum act_kind kind, struct day on)
{
    const struct act_schema *s = act_schema_of(kind);
    const struct cat_type *rows;
    size_t n = catalog_types(c, &rows);
    if (!s->takes_type)
        return STR_NONE;
    struct str family = str_of(cat_family_name(s->family));
    const struct cat_type *plain = catalog_type(c, family); /* "licence", "penalty" … before any special type */
    if (plain && plain->state == STATE_USABLE && filer_for(c, region, kind, plain->id, on))
        return plain->id;
    for (size_t i = 0; i < n; i++)
        if (rows[i].family == s->family && rows[i].state == STATE_USABLE && filer_for(c, region, kind, rows[i].id, on))
            return rows[i].id;
    return STR_NONE;
}

static int dump_chunk(const char *p, size_t n, void *out)
{
    buf_put(out, p, n);
    return 0;
}

void json_pretty(const json_t *j, struct buf *out)
{
    json_dump_callback(j, dump_chunk, out, JSON_INDENT(2));
    buf_char(out, '\n');
}

bool act_schema_put(const struct catalog *c, enum act_kind kind, struct str type, struct buf *out, struct err *e)
{
    if (type.n && !catalog_type(c, type))
        return ERR(e, ERR_NOT_FOUND, "the rulebook has no record type '%.*s'", STR_FMT(type));
    json_t *j = act_schema_json(c, kind, type);
    json_object_set_new(j, "$schema", json_string("https://json-schema.org/draft/2020-12/schema"));
    json_pretty(j, out);
    json_decref(j);
    return true;
}
