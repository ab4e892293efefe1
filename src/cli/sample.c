/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `act template`: an example of a kind, with every required field filled. It speaks of the first case of the demo and
 * of that case's own records, so that the demo accepts it as it stands.
 */
#include <stdlib.h>

#include "cli/demo_int.h"

static const struct {
    const char *kind; /* NULL: every kind */
    const char *id, *value;
} samples[] = {
    {"penalty.decide", "severity", "general"},
    {NULL, "key", "9f3a61c2d04b7e15"},
    {"key.add", "hmac", "y2vqx7m3aebcdkz5fn4wjtuo6glirshpy2vqx7m3aebcdkz5fn4q"},
    {"penalty.decide", "penalty_kind", "fine"},
    {NULL, "fine", "2.000000"},
    {NULL, "confiscated", "1.000000"},
    {NULL, "basis", "《中华人民共和国食品安全法》第一百二十六条"},
    {NULL, "reason", "更正录入错误"},
    {NULL, "year", "2025"},
    {NULL, "officer", "officer-1"},
    {NULL, "roles", "draft"},
    {NULL, "valid_from", "2026-06-29"},
    {NULL, "valid_to", "2029-06-28"},
    {NULL, "act_kind", "licence.grant"},
};

static const char *sample_of(const char *kind, struct str id)
{
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        if (str_is(id, samples[i].id) && (!samples[i].kind || strcmp(kind, samples[i].kind) == 0))
            return samples[i].value;
    return NULL;
}

static json_t *text_json(struct str s)
{
    return json_stringn(s.p ? s.p : "", s.n);
}

static json_t *value_of(const struct cat_field *f, const char *kind, const struct demo_org *org)
{
    const char *sample = sample_of(kind, f->id);
    if (str_is(f->id, "name"))
        return text_json(org->name);
    if (f->value == VALUE_INT)
        return json_integer(sample ? strtoll(sample, NULL, 10) : 1);
    if (f->value == VALUE_BOOL)
        return json_false();
    if (f->value == VALUE_NAMES)
        return json_string("样例旧名有限公司");
    if (sample)
        return json_string(sample);
    if (f->value == VALUE_DAY)
        return json_string("2026-06-29");
    if (f->value == VALUE_MONEY_WAN)
        return json_string("1.000000");
    if (f->value == VALUE_CODE)
        return json_string(org->uscc);
    if (f->n_options)
        return text_json(f->options[0].id);
    return text_json(f->zh);
}

/* ID=VALUE[|VALUE…] or ID, against what is in the sample already. */
static bool condition_holds(struct str condition, const json_t *fields)
{
    struct str id = condition, values = STR_NONE, one;
    ptrdiff_t eq = str_find(condition, STR("="));
    if (eq >= 0) {
        id = str_n(condition.p, (size_t)eq);
        values = str_n(condition.p + eq + 1, condition.n - (size_t)eq - 1);
    }
    const char *have = json_string_value(json_object_getn(fields, id.p, id.n));
    if (!have || eq < 0)
        return have != NULL;
    while (str_split(&values, '|', &one))
        if (str_is(one, have))
            return true;
    return false;
}

static void fields_fill(const struct catalog *c, const char *kind, struct str type, const struct demo_org *org,
                        json_t *fields)
{
    size_t n;
    const struct cat_field *const *f = catalog_fields(c, str_of(kind), type, &n);
    for (int conditional = 0; conditional < 2; conditional++)
        for (size_t i = 0; i < n; i++) {
            bool wanted = conditional ? f[i]->required == 'C' && condition_holds(f[i]->condition, fields)
                                      : f[i]->required == 'M' || str_is(f[i]->id, "severity");
            if (wanted && !f[i]->member.n && f[i]->klass != CLASS_RESTRICTED)
                json_object_setn_new(fields, f[i]->id.p, f[i]->id.n, value_of(f[i], kind, org));
        }
}

/* The record that the demo filed for its first case, which a following act names. */
static enum act_kind opening_kind(enum act_kind kind)
{
    switch (kind) {
    case KIND_PENALTY_CHANGE:
    case KIND_PENALTY_REVOKE:
        return KIND_PENALTY_DECIDE;
    case KIND_HONOUR_END:
        return KIND_HONOUR_GRANT;
    case KIND_RECORD_CHANGE:
    case KIND_RECORD_END:
        return KIND_RECORD_PUBLISH;
    default:
        return KIND_LICENCE_GRANT;
    }
}

static void ref_fill(const struct demo *d, enum act_kind kind, json_t *act)
{
    enum act_kind opening = opening_kind(kind);
    struct str region = d->places[0].code, type = type_for(d->catalog, region, opening, d->last);
    const struct cat_agency *g = filer_for(d->catalog, region, opening, type, d->last);
    json_t *ref = json_object();
    json_object_set_new(ref, "kind", json_string(act_kind_text(opening)));
    json_object_set_new(ref, "type", text_json(type));
    json_object_set_new(ref, "agency", text_json(g ? g->id : STR("")));
    json_object_set_new(ref, "doc_no", json_string(DEMO_CASE_DOC_NO));
    json_object_set_new(act, "refers_to", ref);
    if (json_object_get(act, "type"))
        json_object_set_new(act, "type", text_json(type));
    if (g)
        json_object_set_new(act, "agency", text_json(g->id));
}

/* An organisation that is not on file yet, for entity.register; the first case for everything else. */
static void subject_fill(const struct demo *d, enum act_kind kind, struct demo_org *org)
{
    *org = d->orgs[0];
    if (kind != KIND_ENTITY_REGISTER)
        return;
    memcpy(org->uscc + 8, "MA0TRYA1", 8);
    org->uscc[16] = uscc_org_check_char(org->uscc + 8);
    org->uscc[17] = uscc_check_char(org->uscc);
    org->name = str_printf(d->a, "%.*s样例商贸有限公司", STR_FMT(d->places[0].city_name));
}

static void envelope_fill(const struct demo *d, enum act_kind kind, struct str type, const struct demo_org *org,
                          json_t *act)
{
    const struct act_schema *s = act_schema_of(kind);
    struct str region = d->places[0].code;
    const struct cat_agency *g = filer_for(d->catalog, region, kind, type, d->last);
    json_object_set_new(act, "kind", json_string(act_kind_text(kind)));
    if (!strstr(s->by, "agency"))
        json_object_set_new(act, "by", json_string(s->by));
    if (g || !strstr(s->by, "agency"))
        json_object_set_new(
            act, "agency",
            text_json(g ? g->id : filer_for(d->catalog, region, KIND_LICENCE_GRANT, STR("licence"), d->last)->id));
    if (s->takes_type)
        json_object_set_new(act, "type", text_json(type));
    if (s->takes_subject)
        json_object_set_new(act, "subject", json_string(org->uscc));
    json_object_set_new(act, "on", json_string("2026-06-29"));
    if (s->takes_type && s->opens)
        json_object_set_new(act, "doc_no", json_string("青试〔2026〕90001号"));
    if (s->needs_ref)
        ref_fill(d, kind, act);
}

/* Kinds that are no use as an example: filed by a verb of their own, or by nobody under this rulebook. */
static bool template_makes_sense(const struct demo *d, enum act_kind kind, struct str type, struct err *e)
{
    if (kind == KIND_RULES_ADOPT)
        return ERR(e, ERR_INVALID, "rules.adopt is filed by gongshi rules adopt DIR");
    if (kind == KIND_COPY_END)
        return ERR(e, ERR_INVALID, "copy.end is filed by gongshi import --copied-from … --complete");
    bool by_agency = strstr(act_schema_of(kind)->by, "agency") != NULL;
    if (by_agency && !filer_for(d->catalog, d->places[0].code, kind, type, d->last))
        return ERR(e, ERR_NOT_FOUND, "no agency of this rulebook may file %s", act_kind_text(kind));
    return true;
}

/* A copy is of something that authorities decide: its type is one of theirs. */
static struct str type_choose(const struct demo *d, enum act_kind kind, struct str asked)
{
    if (asked.n)
        return asked;
    return type_for(d->catalog, d->places[0].code, kind == KIND_COPY_TAKE ? KIND_HONOUR_GRANT : kind, d->last);
}

bool act_template_put(const struct catalog *c, enum act_kind kind, struct str type, struct buf *out, struct err *e)
{
    struct demo d = {0};
    struct demo_org org;
    if (!demo_open(&d, c, 0, e))
        return false;
    d.orgs = arena_alloc(d.a, DEMO_CASES * sizeof *d.orgs);
    d.n_orgs = DEMO_CASES;
    demo_cases_make(&d);
    subject_fill(&d, kind, &org);
    struct str chosen = type_choose(&d, kind, type);
    if (!template_makes_sense(&d, kind, chosen, e)) {
        demo_close(&d);
        return false;
    }
    json_t *act = json_object(), *fields = json_object();
    envelope_fill(&d, kind, chosen, &org, act);
    fields_fill(c, act_kind_text(kind), chosen.n ? chosen : STR("*"), &org, fields);
    json_object_set_new(act, "fields", fields);
    json_pretty(act, out);
    json_decref(act);
    demo_close(&d);
    return true;
}
