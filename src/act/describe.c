/* SPDX-License-Identifier: Apache-2.0 */
/* An act kind as a JSON Schema, drawn from its row and from the fields that the rulebook gives it. */
#include "act/act.h"

static json_t *options_json(const struct cat_field *f)
{
    json_t *list = json_array();
    for (size_t i = 0; i < f->n_options; i++)
        json_array_append_new(list, json_stringn(f->options[i].id.p, f->options[i].id.n));
    return list;
}

static json_t *text_json(void)
{
    return json_pack("{s:s}", "type", "string");
}

static json_t *basis_json(void)
{
    json_t *one = json_pack("{s:s,s:{s:o,s:o},s:[s],s:b}", "type", "object", "properties", "instrument", text_json(),
                            "article", text_json(), "required", "instrument", "additionalProperties", 0);
    return json_pack("{s:s,s:o}", "type", "array", "items", one);
}

static json_t *papers_json(void)
{
    json_t *digest = json_pack("{s:s,s:s}", "type", "string", "pattern", "^[0-9a-f]{64}$");
    json_t *one =
        json_pack("{s:s,s:{s:o,s:o,s:o},s:[s,s],s:b}", "type", "object", "properties", "kind", text_json(), "name",
                  text_json(), "sha256", digest, "required", "kind", "sha256", "additionalProperties", 0);
    return json_pack("{s:s,s:o}", "type", "array", "items", one);
}

/* A receipt, or the words that find one act of the subject. */
static json_t *ref_json(void)
{
    json_t *words =
        json_pack("{s:s,s:{s:o,s:o,s:o,s:o},s:b}", "type", "object", "properties", "agency", text_json(), "kind",
                  text_json(), "type", text_json(), "doc_no", text_json(), "additionalProperties", 0);
    json_t *receipt = json_pack("{s:s,s:s}", "type", "string", "pattern", "^[a-z2-7]{26}$");
    return json_pack("{s:[o,o]}", "oneOf", receipt, words);
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
    case VALUE_LIST:
        return json_pack("{s:s,s:{s:s}}", "type", "array", "items", "type", "string");
    case VALUE_BASIS:
        return basis_json();
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
    json_object_set_new(p, "refers_to", ref_json());
    json_object_set_new(p, "papers", papers_json());
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

json_t *act_schema_json(const struct catalog *c, enum act_kind kind, struct str type)
{
    const struct act_schema *s = act_schema_of(kind);
    const char *text = act_kind_text(kind);
    json_t *p = envelope_json(s, text);
    json_object_set_new(p, "fields", fields_json(c, str_of(text), type.n ? type : STR("*")));
    return json_pack("{s:s,s:s,s:b,s:o,s:o}", "title", text, "type", "object", "additionalProperties", 0, "properties",
                     p, "required", required_json(s));
}
