/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The form of one value, and its normal form: an option stands as its id, several as ids joined by ';', whichever of
 * its names was written. So the same content is the same, whatever door it came through.
 */
#include "act_int.h"

#include <stdlib.h>

#include "codec/codec.h"

enum { ITEM_MAX_CHARS = 64 };

static bool bad(struct check *k, const struct cat_field *f, struct str value)
{
    static const char *const wants[] = {
        [VALUE_TEXT] = "text",   [VALUE_DAY] = "YYYY-MM-DD",  [VALUE_MONEY_WAN] = "0.000000",
        [VALUE_ENUM] = "enum",   [VALUE_ENUMS] = "enum",      [VALUE_CODE] = "code",
        [VALUE_INT] = "integer", [VALUE_BOOL] = "true/false", [VALUE_NAMES] = "name~day;…",
        [VALUE_PAPER] = "paper", [VALUE_LIST] = "[\"id\",…]", [VALUE_BASIS] = "[{\"instrument\",\"article\"},…]",
    };
    bool is_enum = f->n_options > 0;
    refuse(k, is_enum ? "enum" : "format", value, is_enum ? f->id : str_of(wants[f->value]), STR_NONE);
    return false;
}

static bool is_option(const struct cat_field *f, struct str value)
{
    for (size_t i = 0; i < f->n_options; i++)
        if (str_eq(f->options[i].id, value))
            return true;
    return false;
}

static bool option_normal(struct check *k, const struct cat_field *f, struct act_field *x)
{
    if (x->form != FORM_TEXT)
        return bad(k, f, x->value);
    if (is_option(f, x->value))
        return true;
    const struct cat_option *o = cat_field_option(f, x->value);
    if (!o)
        return bad(k, f, x->value);
    x->value = o->id;
    return true;
}

/* "a;b", or a list of texts. */
static bool options_split(struct check *k, const struct act_field *x, struct str **items, size_t *n)
{
    struct act one = {.fields = (struct act_field *)x, .n_fields = 1};
    if (x->form == FORM_JSON)
        return act_items(&one, str_z(k->b->arena, x->id), k->b->arena, items, n) && *n > 0;
    struct str rest = x->value, part;
    *n = 0;
    *items = arena_alloc(k->b->arena, (x->value.n + 1) * sizeof **items);
    while (x->form == FORM_TEXT && str_split(&rest, ';', &part))
        (*items)[(*n)++] = part;
    return *n > 0;
}

static bool all_options(const struct cat_field *f, struct str *items, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (is_option(f, items[i]))
            continue;
        const struct cat_option *o = cat_field_option(f, items[i]);
        if (!o)
            return false;
        items[i] = o->id;
    }
    return true;
}

static bool options_normal(struct check *k, const struct cat_field *f, struct act_field *x)
{
    struct str *items;
    size_t n;
    struct buf out = {0};
    if (!options_split(k, x, &items, &n) || !all_options(f, items, n))
        return bad(k, f, x->value);
    for (size_t i = 0; i < n; i++)
        buf_printf(&out, "%s%.*s", i ? ";" : "", STR_FMT(items[i]));
    *x = (struct act_field){x->id, FORM_TEXT, str_dup(k->b->arena, buf_view(&out))};
    buf_free(&out);
    return true;
}

static bool list_normal(struct check *k, const struct cat_field *f, struct act_field *x)
{
    struct act one = {.fields = x, .n_fields = 1};
    struct str *items;
    size_t n;
    struct buf out = {0};
    bool ok = act_field_find(&one, x->id) && act_items(&one, str_z(k->b->arena, x->id), k->b->arena, &items, &n) &&
              x->form == FORM_JSON && (!f->n_options || all_options(f, items, n));
    for (size_t i = 0; ok && i < n; i++) {
        ok = items[i].n <= ITEM_MAX_CHARS;
        buf_char(&out, i ? ',' : '[');
        json_put_string(&out, items[i]);
    }
    if (ok && n) {
        buf_char(&out, ']');
        x->value = str_dup(k->b->arena, buf_view(&out));
    }
    buf_free(&out);
    return ok || bad(k, f, x->value);
}

static bool basis_fits(struct check *k, const struct cat_field *f, const struct act_field *x)
{
    struct act one = {.fields = (struct act_field *)x, .n_fields = 1};
    struct act_basis *items;
    size_t n;
    return (x->form == FORM_JSON && act_bases(&one, str_z(k->b->arena, x->id), k->b->arena, &items, &n)) ||
           bad(k, f, x->value);
}

bool value_normal(struct check *k, const struct cat_field *f, struct act_field *x)
{
    struct day d;
    int64_t n;
    bool ok = true;
    switch (f->value) {
    case VALUE_DAY:
        ok = x->form == FORM_TEXT && day_parse(x->value, &d);
        break;
    case VALUE_MONEY_WAN:
        ok = x->form == FORM_TEXT && cell_money_wan(x->value, &n);
        break;
    case VALUE_ENUM:
        return option_normal(k, f, x);
    case VALUE_ENUMS:
        return options_normal(k, f, x);
    case VALUE_LIST:
        return list_normal(k, f, x);
    case VALUE_BASIS:
        return basis_fits(k, f, x);
    case VALUE_INT:
        ok = (x->form == FORM_INT || x->form == FORM_TEXT) && str_int(x->value, &n);
        x->form = ok ? FORM_INT : x->form;
        break;
    case VALUE_BOOL:
        ok = x->form == FORM_BOOL || (x->form == FORM_TEXT && (str_is(x->value, "true") || str_is(x->value, "false")));
        x->form = ok ? FORM_BOOL : x->form;
        break;
    case VALUE_TEXT:
    case VALUE_CODE:
    case VALUE_PAPER:
        ok = x->form == FORM_TEXT;
        break;
    case VALUE_NAMES:
        break;
    }
    return ok || bad(k, f, x->value);
}

/* copy.take says in words of its own what other acts say in theirs: url, and retrieved for the envelope's day. */
static bool is_retrieved(struct act *a, const struct act_field *x)
{
    struct day d;
    if (a->kind != KIND_COPY_TAKE || !str_is(x->id, "retrieved") || !day_parse(x->value, &d))
        return false;
    a->on = day_is(a->on) ? a->on : d;
    return a->on.n == d.n;
}

static int by_id(const void *a, const void *b)
{
    return str_cmp(((const struct act_field *)a)->id, ((const struct act_field *)b)->id);
}

void fields_own(struct check *k)
{
    struct act *a = k->act;
    struct act_field *v = arena_alloc(k->b->arena, a->n_fields * sizeof *v + 1);
    size_t n = 0;
    for (size_t i = 0; i < a->n_fields; i++) {
        if (is_retrieved(a, &a->fields[i]))
            continue;
        v[n] = a->fields[i];
        if (a->kind == KIND_COPY_TAKE && str_is(v[n].id, "url"))
            v[n].id = STR("copied_from");
        n++;
    }
    if (a->kind == KIND_COPY_TAKE && n)
        qsort(v, n, sizeof *v, by_id);
    a->fields = v;
    a->n_fields = n;
}
