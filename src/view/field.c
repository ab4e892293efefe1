/* SPDX-License-Identifier: Apache-2.0 */
/* A stored field becomes something to show, or is left out: what the catalogue does not call public does not leave
 * (V2). */
#include <stdlib.h>

#include "codec/codec.h"

#include "view_int.h"

enum { REGION_CHARS = 6 };

static struct str option_label(const struct view_ask *ask, const struct cat_field *f, struct str id)
{
    for (size_t i = 0; i < f->n_options; i++)
        if (str_eq(f->options[i].id, id))
            return view_lang(ask, f->options[i].zh, f->options[i].en);
    return catalog_label(ask->catalog, id, ask->lang);
}

static struct str text_of(const json_t *v)
{
    return str_n(json_string_value(v), json_string_length(v));
}

/* Ids of the rulebook's own tables in words; the id itself where it is none. */
static struct str id_label(const struct view_ask *ask, struct str type, struct str id)
{
    const struct catalog *c = ask->catalog;
    const struct cat_ground *g = type.n ? catalog_ground(c, type, id, DAY_NONE) : NULL;
    const struct cat_type *t = catalog_type(c, id);
    if (g)
        return view_lang(ask, g->zh, g->en);
    if (t)
        return view_lang(ask, t->zh, t->en);
    return catalog_agency(c, id) ? view_agency_name(ask, id) : catalog_label(c, id, ask->lang);
}

static struct str region_label(const struct view_ask *ask, struct str code, struct arena *a)
{
    struct buf b = {0};
    catalog_region_name(ask->catalog, code, ask->lang, &b);
    struct str out = str_dup(a, buf_view(&b));
    buf_free(&b);
    return out;
}

/* One item of a list: a text, or an object's name, else its canonical JSON. */
static void put_item(const struct view_ask *ask, const struct cat_field *f, struct str type, const json_t *v,
                     struct buf *out)
{
    const json_t *name = json_is_object(v) ? json_object_get(v, "name") : NULL;
    if (json_is_string(name))
        buf_str(out, text_of(name));
    else if (json_is_string(v))
        buf_str(out, f->n_options             ? option_label(ask, f, text_of(v))
                     : f->value == VALUE_LIST ? id_label(ask, type, text_of(v))
                                              : text_of(v));
    else
        json_canonical(v, out);
}

static struct str list_value(const struct view_ask *ask, const struct cat_field *f, struct str type, struct str json,
                             struct arena *a)
{
    json_t *list = NULL;
    struct buf b = {0};
    if (!json_read(json, JSON_MAX_BYTES, &list, NULL) || !json_is_array(list)) {
        json_decref(list);
        return json;
    }
    if (!json_array_size(list))
        buf_str(&b, view_word(ask, a, VIEW_W_nothing, STR_NONE, STR_NONE));
    for (size_t i = 0; i < json_array_size(list); i++) {
        if (i)
            buf_z(&b, ask->lang == LANG_EN ? ", " : "、");
        put_item(ask, f, type, json_array_get(list, i), &b);
    }
    struct str out = str_dup(a, buf_view(&b));
    buf_free(&b);
    json_decref(list);
    return out;
}

/* Without the zeros that only fill the places after the point; the unit stands in the label. */
static struct str plain_amount(struct str v)
{
    if (str_find(v, STR(".")) < 0)
        return v;
    while (v.n && v.p[v.n - 1] == '0')
        v.n--;
    if (v.n && v.p[v.n - 1] == '.')
        v.n--;
    return v;
}

/* Texts that may be an id of the rulebook's. */
static bool may_be_id(const struct cat_field *f)
{
    return str_is(f->id, "consent_by") || str_is(f->id, "until");
}

struct str view_value(const struct view_ask *ask, const struct cat_field *f, struct str type, const struct act_field *v,
                      struct arena *a)
{
    if (v->form == FORM_JSON)
        return list_value(ask, f, type, v->value, a);
    if (v->form == FORM_BOOL)
        return view_word(ask, a, str_is(v->value, "true") ? VIEW_W_yes : VIEW_W_no, STR_NONE, STR_NONE);
    switch (f->value) {
    case VALUE_ENUM:
        return option_label(ask, f, v->value);
    case VALUE_MONEY_WAN:
        return plain_amount(v->value);
    case VALUE_CODE:
        return f->max_chars == REGION_CHARS ? region_label(ask, v->value, a) : v->value;
    default:
        return may_be_id(f) ? id_label(ask, type, v->value) : v->value;
    }
}

static const struct cat_field *field_row(const struct view_ask *ask, const char *const *kinds, struct str type,
                                         struct str id)
{
    const struct cat_field *f = NULL;
    for (; *kinds && !f; kinds++)
        f = catalog_field(ask->catalog, str_of(*kinds), type, id);
    return f;
}

static bool may_show(const struct view_ask *ask, const struct cat_field *f)
{
    return f && !f->member.n && !str_is(f->id, "basis") &&
           (f->klass == CLASS_PUBLIC || (f->klass == CLASS_SERVICE && ask->who != VIEW_PUBLIC));
}

struct placed {
    int pos;
    size_t at;
    struct view_field field;
};

static int by_place(const void *pa, const void *pb)
{
    const struct placed *x = pa, *y = pb;
    int px = x->pos ? x->pos : INT_MAX, py = y->pos ? y->pos : INT_MAX;
    return px != py ? (px < py ? -1 : 1) : x->at < y->at ? -1 : 1;
}

void view_fields(const struct view_ask *ask, const char *const *kinds, struct str type, const struct act_field *fields,
                 size_t n, struct arena *a, struct view_field **out, size_t *n_out)
{
    enum { LONG_TEXT_BYTES = 90 };
    struct placed *v = arena_alloc(a, n * sizeof *v + 1);
    size_t k = 0;
    for (size_t i = 0; i < n; i++) {
        const struct cat_field *f = field_row(ask, kinds, type, fields[i].id);
        if (!may_show(ask, f) || !fields[i].value.n)
            continue;
        struct str value = view_value(ask, f, type, &fields[i], a);
        v[k] = (struct placed){f->pos,
                               i,
                               {.id = fields[i].id,
                                .label = view_lang(ask, f->zh, f->en),
                                .value = value,
                                .is_long = value.n > LONG_TEXT_BYTES,
                                .raw = fields[i].value,
                                .form = fields[i].form}};
        k++;
    }
    if (k)
        qsort(v, k, sizeof *v, by_place);
    *out = arena_alloc(a, k * sizeof **out + 1);
    for (size_t i = 0; i < k; i++)
        (*out)[i] = v[i].field;
    *n_out = k;
}

static void put_instrument(const struct view_ask *ask, const json_t *v, struct buf *out)
{
    struct str id = text_of(json_object_get(v, "instrument")), article = text_of(json_object_get(v, "article"));
    const struct cat_instrument *x = catalog_instrument(ask->catalog, id);
    if (out->n)
        buf_z(out, ask->lang == LANG_EN ? "; " : "；");
    buf_str(out, x ? view_lang(ask, x->zh, x->en) : id);
    if (article.n)
        buf_printf(out, " %.*s", STR_FMT(article));
}

struct str view_basis(const struct view_ask *ask, struct act_field *fields, size_t n, struct arena *a)
{
    struct act act = {.fields = fields, .n_fields = n};
    const struct act_field *f = act_field_find(&act, STR("basis"));
    json_t *list = NULL;
    if (!f || f->form != FORM_JSON)
        return f ? f->value : STR_NONE;
    struct buf b = {0};
    if (json_read(f->value, JSON_MAX_BYTES, &list, NULL))
        for (size_t i = 0; i < json_array_size(list); i++)
            put_instrument(ask, json_array_get(list, i), &b);
    json_decref(list);
    struct str out = str_dup(a, buf_view(&b));
    buf_free(&b);
    return out;
}
