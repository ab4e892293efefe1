/* SPDX-License-Identifier: Apache-2.0 */
/* Acts from JSON: one table of members, one reader a form. */
#include "codec/codec.h"
#include "journal_int.h"

enum form { F_TEXT, F_KIND, F_BY, F_ORIGIN, F_DAY, F_INSTANT, F_REF, F_FIELDS, F_LIST, F_INT, F_TRUE, F_STATUS };
struct member {
    const char *name;
    enum form form;
    size_t at; /* offset in its struct */
};

static const struct member act_members[] = {
    {"agency", F_TEXT, offsetof(struct act, agency)},
    {"approved_by", F_TEXT, offsetof(struct act, approved_by)},
    {"at", F_INSTANT, offsetof(struct act, at)},
    {"by", F_BY, offsetof(struct act, by)},
    {"confirmed_by", F_TEXT, offsetof(struct act, confirmed_by)},
    {"doc_no", F_TEXT, offsetof(struct act, doc_no)},
    {"drafted_by", F_TEXT, offsetof(struct act, drafted_by)},
    {"fields", F_FIELDS, 0},
    {"kind", F_KIND, offsetof(struct act, kind)},
    {"on", F_DAY, offsetof(struct act, on)},
    {"origin", F_ORIGIN, offsetof(struct act, origin)},
    {"papers", F_LIST, offsetof(struct act, papers)},
    {"refers_to", F_REF, 0},
    {"subject", F_TEXT, offsetof(struct act, subject)},
    {"submission", F_TEXT, offsetof(struct act, submission)},
    {"type", F_TEXT, offsetof(struct act, type)},
};
static const struct member ref_members[] = {
    {"agency", F_TEXT, offsetof(struct act_ref, agency)},
    {"doc_no", F_TEXT, offsetof(struct act_ref, doc_no)},
    {"kind", F_KIND, offsetof(struct act_ref, kind)},
    {"type", F_TEXT, offsetof(struct act_ref, type)},
};
static const struct member verdict_members[] = {
    {"edition", F_INT, offsetof(struct verdict, edition)},
    {"in_force_from", F_DAY, offsetof(struct verdict, in_force_from)},
    {"in_force_until", F_DAY, offsetof(struct verdict, in_force_until)},
    {"public_from", F_DAY, offsetof(struct verdict, public_from)},
    {"public_until", F_DAY, offsetof(struct verdict, public_until)},
    {"public_until_computed", F_TRUE, offsetof(struct verdict, public_until_computed)},
    {"rules", F_TEXT, offsetof(struct verdict, rules)},
    {"status", F_STATUS, offsetof(struct verdict, held)},
    {"target", F_INT, offsetof(struct verdict, target)},
};
#define N(table) (sizeof(table) / sizeof(table)[0])

static bool members_read(const json_t *j, const struct member *table, size_t n, void *into, struct arena *a,
                         struct err *e);

static struct str text_of(const json_t *v)
{
    return str_n(json_string_value(v), json_string_length(v));
}

static struct str canonical(const json_t *v, struct arena *a)
{
    struct buf b = {0};
    json_canonical(v, &b);
    struct str s = str_dup(a, buf_view(&b));
    buf_free(&b);
    return s;
}

static bool field_read(const char *id, const json_t *v, struct arena *a, struct act_field *out)
{
    out->id = str_dup(a, str_of(id));
    switch (json_typeof(v)) {
    case JSON_STRING:
        out->form = FORM_TEXT;
        out->value = str_dup(a, text_of(v));
        return true;
    case JSON_INTEGER:
        out->form = FORM_INT;
        out->value = str_printf(a, "%lld", (long long)json_integer_value(v));
        return true;
    case JSON_TRUE:
    case JSON_FALSE:
        out->form = FORM_BOOL;
        out->value = json_is_true(v) ? STR("true") : STR("false");
        return true;
    case JSON_ARRAY:
    case JSON_OBJECT:
        out->form = FORM_JSON;
        out->value = canonical(v, a);
        return true;
    default:
        return false;
    }
}

/* Insertion sort: fields come sorted already from everything that this house wrote. */
static void field_insert(struct act_field *fields, size_t n, struct act_field one)
{
    size_t i = n;
    for (; i > 0 && str_cmp(fields[i - 1].id, one.id) > 0; i--)
        fields[i] = fields[i - 1];
    fields[i] = one;
}

enum { MAX_FIELDS = 256 };

static bool fields_read(const json_t *j, struct arena *a, struct act *out, struct err *e)
{
    const char *id;
    json_t *v;
    if (!json_is_object(j))
        return ERR(e, ERR_INVALID, "\"fields\" must be an object");
    if (json_object_size(j) > MAX_FIELDS)
        return ERR(e, ERR_INVALID, "\"fields\" has more than %d members", (int)MAX_FIELDS);
    out->fields = arena_alloc(a, json_object_size(j) * sizeof *out->fields);
    json_object_foreach((json_t *)j, id, v)
    {
        struct act_field one = {0};
        if (!field_read(id, v, a, &one))
            return ERR(e, ERR_INVALID,
                       "field \"%.100s\" must be text, a whole number, true, false, a list or an object", id);
        field_insert(out->fields, out->n_fields++, one);
    }
    return true;
}

static bool ref_read(const json_t *j, struct arena *a, struct act *out, struct err *e)
{
    out->has_ref = true;
    if (json_is_string(j)) {
        out->refers_to.receipt = str_dup(a, text_of(j));
        return out->refers_to.receipt.n > 0 || ERR(e, ERR_INVALID, "\"refers_to\" is empty");
    }
    if (!json_is_object(j))
        return ERR(e, ERR_INVALID, "\"refers_to\" must be a receipt or an object");
    return members_read(j, ref_members, N(ref_members), &out->refers_to, a, e);
}

static bool word_read(const json_t *v, const char *const *words, size_t n, unsigned *out)
{
    for (size_t i = 0; json_is_string(v) && i < n; i++) {
        if (str_is(text_of(v), words[i])) {
            *out = (unsigned)i;
            return true;
        }
    }
    return false;
}

static bool by_read(const json_t *v, enum act_by *out)
{
    const char *const words[] = {act_by_text(BY_AGENCY), act_by_text(BY_SUBJECT), act_by_text(BY_OPERATOR),
                                 act_by_text(BY_ANYONE)};
    unsigned i = 0;
    bool ok = word_read(v, words, N(words), &i);
    *out = (enum act_by)i;
    return ok;
}

static bool origin_read(const json_t *v, enum act_origin *out)
{
    const char *const words[] = {act_origin_text(ORIGIN_FILED), act_origin_text(ORIGIN_CARRIED),
                                 act_origin_text(ORIGIN_COPIED)};
    unsigned i = 0;
    bool ok = word_read(v, words, N(words), &i);
    *out = (enum act_origin)i;
    return ok;
}

static bool status_read(const json_t *v, bool *held)
{
    static const char *const words[] = {"accepted", "held"};
    unsigned i = 0;
    bool ok = word_read(v, words, N(words), &i);
    *held = i == 1;
    return ok;
}

static bool text_read(const json_t *v, struct arena *a, struct str *out)
{
    if (!json_is_string(v))
        return false;
    *out = str_dup(a, text_of(v));
    return true;
}

static bool list_read(const json_t *v, struct arena *a, struct str *out)
{
    if (!json_is_array(v))
        return false;
    *out = canonical(v, a);
    return true;
}

static bool kind_read(const json_t *v, enum act_kind *out)
{
    *out = json_is_string(v) ? act_kind_of(text_of(v)) : KIND_NONE;
    return *out != KIND_NONE;
}

static bool scalar_read(const json_t *v, enum form form, void *into, struct arena *a)
{
    switch (form) {
    case F_TEXT:
        return text_read(v, a, into);
    case F_KIND:
        return kind_read(v, into);
    case F_BY:
        return by_read(v, into);
    case F_ORIGIN:
        return origin_read(v, into);
    case F_DAY:
        return json_is_string(v) && day_parse(text_of(v), into);
    case F_INSTANT:
        return json_is_string(v) && instant_parse(text_of(v), into);
    case F_LIST:
        return list_read(v, a, into);
    case F_INT:
        *(int64_t *)into = json_integer_value(v);
        return json_is_integer(v);
    case F_TRUE:
        *(bool *)into = json_is_true(v);
        return json_is_boolean(v);
    default:
        ASSERT(form == F_STATUS);
        return status_read(v, into);
    }
}

static const struct member *member_find(const struct member *table, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(table[i].name, name) == 0)
            return &table[i];
    }
    return NULL;
}

static bool members_read(const json_t *j, const struct member *table, size_t n, void *into, struct arena *a,
                         struct err *e)
{
    const char *name;
    json_t *v;
    json_object_foreach((json_t *)j, name, v)
    {
        const struct member *m = member_find(table, n, name);
        if (!m)
            return ERR(e, ERR_INVALID, "unknown member \"%.100s\"", name);
        bool ok = true;
        if (m->form == F_FIELDS)
            ok = fields_read(v, a, into, e);
        else if (m->form == F_REF)
            ok = ref_read(v, a, into, e);
        else if (!scalar_read(v, m->form, (char *)into + m->at, a))
            ok = ERR(e, ERR_INVALID, "member \"%s\" has a wrong value", name);
        if (!ok)
            return false;
    }
    return true;
}

bool act_of_json(const json_t *j, struct arena *a, struct act *out, struct err *e)
{
    struct act act = {.on = DAY_NONE};
    if (!json_is_object(j))
        return ERR(e, ERR_INVALID, "an act is an object");
    if (!members_read(j, act_members, N(act_members), &act, a, e))
        return false;
    if (act.kind == KIND_NONE)
        return ERR(e, ERR_INVALID, "member \"kind\" is missing");
    *out = act;
    return true;
}

static bool both_read(const json_t *j, struct arena *a, struct act *act, struct verdict *out, struct err *e)
{
    struct verdict v = {
        .in_force_from = DAY_NONE, .in_force_until = DAY_NONE, .public_from = DAY_NONE, .public_until = DAY_NONE};
    const json_t *of_act = json_object_get(j, "act"), *of_verdict = json_object_get(j, "verdict");
    if (!json_is_object(of_act) || !json_is_object(of_verdict) || json_object_size(j) != 2)
        return ERR(e, ERR_INVALID, "content is not an act and a verdict");
    if (!members_read(of_verdict, verdict_members, N(verdict_members), &v, a, e) || !act_of_json(of_act, a, act, e))
        return false;
    *out = v;
    return true;
}

bool act_verdict_of_json(struct str text, struct arena *a, struct act *act, struct verdict *v, struct err *e)
{
    json_t *j = NULL;
    if (!json_read(text, BLOCK_FULL_BYTES + JSON_MAX_BYTES, &j, e))
        return false;
    bool ok = both_read(j, a, act, v, e);
    json_decref(j);
    return ok;
}
