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

static json_t *options_json(const struct cat_field *f)
{
    json_t *list = json_array();
    for (size_t i = 0; i < f->n_options; i++)
        json_array_append_new(list, json_stringn(f->options[i].id.p, f->options[i].id.n));
    return list;
}

/* The JSON Schema of one field's value. */
static json_t *value_json(const struct cat_field *f)
{
    switch (f->value) {
    case VALUE_DAY:
        return json_pack("{s:s,s:s}", "type", "string", "format", "date");
    case VALUE_MONEY_WAN:
        return json_pack("{s:s,s:s}", "type", "string", "pattern", "^[0-9]+(\\.[0-9]{1,6})?$");
    case VALUE_ENUM:
        return json_pack("{s:s,s:o}", "type", "string", "enum", options_json(f));
    case VALUE_CODE:
        return json_pack("{s:s,s:s}", "type", "string", "pattern", "^[0-9A-HJ-NPQRTUWXY]{18}$");
    case VALUE_INT:
        return json_pack("{s:s}", "type", "integer");
    case VALUE_BOOL:
        return json_pack("{s:s}", "type", "boolean");
    case VALUE_ENUMS:
    case VALUE_NAMES:
    case VALUE_PAPER:
    case VALUE_TEXT:
        break;
    }
    json_t *text = json_pack("{s:s}", "type", "string");
    if (f->max_chars)
        json_object_set_new(text, "maxLength", json_integer(f->max_chars));
    return text;
}

static void field_json(const struct cat_field *f, json_t *properties, json_t *required)
{
    json_t *v = value_json(f);
    json_object_set_new(v, "title", json_stringn(f->zh.p, f->zh.n));
    json_object_set_new(v, "description", json_stringn(f->en.p, f->en.n));
    json_object_setn_new(properties, f->id.p, f->id.n, v);
    if (f->required == 'M')
        json_array_append_new(required, json_stringn(f->id.p, f->id.n));
}

static json_t *fields_json(const struct catalog *c, struct str kind, struct str type)
{
    json_t *properties = json_object(), *required = json_array();
    size_t n;
    const struct cat_field *const *f = catalog_fields(c, kind, type, &n);
    for (size_t i = 0; i < n; i++)
        if (!f[i]->member.n && f[i]->klass != CLASS_RESTRICTED)
            field_json(f[i], properties, required);
    return json_pack("{s:s,s:b,s:o,s:o}", "type", "object", "additionalProperties", 0, "properties", properties,
                     "required", required);
}

/* The envelope of design section 8: every kind has it. */
static json_t *envelope_json(const struct act_schema *s, const char *kind)
{
    json_t *p = json_object();
    static const char *const texts[] = {"agency", "doc_no", "drafted_by", "approved_by", "confirmed_by", "submission"};
    json_object_set_new(p, "kind", json_pack("{s:s}", "const", kind));
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        json_object_set_new(p, texts[i], json_pack("{s:s}", "type", "string"));
    json_object_set_new(p, "by", json_pack("{s:[s,s,s,s]}", "enum", "agency", "subject", "operator", "anyone"));
    json_object_set_new(p, "on", json_pack("{s:s,s:s}", "type", "string", "format", "date"));
    json_object_set_new(
        p, "at",
        json_pack("{s:s,s:s,s:s}", "type", "string", "format", "date-time", "description", "rehearsal registers only"));
    json_object_set_new(p, "origin", json_pack("{s:[s,s,s]}", "enum", "filed", "carried", "copied"));
    json_object_set_new(p, "refers_to", json_pack("{s:[s,s]}", "type", "string", "object"));
    json_object_set_new(p, "papers", json_pack("{s:s}", "type", "array"));
    if (s->takes_type)
        json_object_set_new(p, "type", json_pack("{s:s}", "type", "string"));
    if (s->takes_subject)
        json_object_set_new(p, "subject",
                            json_pack("{s:s,s:s}", "type", "string", "pattern", "^[0-9A-HJ-NPQRTUWXY]{18}$"));
    return p;
}

static json_t *required_json(const struct act_schema *s)
{
    json_t *r = json_pack("[s]", "kind");
    if (s->takes_type)
        json_array_append_new(r, json_string("type"));
    if (s->takes_subject)
        json_array_append_new(r, json_string("subject"));
    if (s->needs_ref)
        json_array_append_new(r, json_string("refers_to"));
    return r;
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
    const struct act_schema *s = act_schema_of(kind);
    const char *text = act_kind_text(kind);
    if (type.n && !catalog_type(c, type))
        return ERR(e, ERR_NOT_FOUND, "the rulebook has no record type '%.*s'", STR_FMT(type));
    json_t *p = envelope_json(s, text);
    json_object_set_new(p, "fields", fields_json(c, str_of(text), type.n ? type : STR("*")));
    json_t *j =
        json_pack("{s:s,s:s,s:s,s:b,s:o,s:o}", "$schema", "https://json-schema.org/draft/2020-12/schema", "title", text,
                  "type", "object", "additionalProperties", 0, "properties", p, "required", required_json(s));
    json_pretty(j, out);
    json_decref(j);
    return true;
}
