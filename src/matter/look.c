/* SPDX-License-Identifier: Apache-2.0 */
/* Looking into acts. */
#include "matter/matter.h"

static bool text_has(struct str text, struct str value)
{
    struct str one;
    if (str_eq(text, value))
        return true;
    while (str_split(&text, ';', &one))
        if (str_eq(one, value))
            return true;
    return false;
}

bool act_has(const struct act *a, const char *field, struct str value, struct arena *ar)
{
    const struct act_field *f = act_field_find(a, str_of(field));
    struct str *items;
    size_t n;
    if (!f)
        return false;
    if (f->form != FORM_JSON)
        return text_has(f->value, value);
    return act_items(a, field, ar, &items, &n) && items_within(&value, 1, items, n);
}

struct day act_on(const struct act *a, const char *field)
{
    struct day d = DAY_NONE;
    struct str text = act_text(a, field);
    if (text.n)
        day_parse(text, &d);
    return d;
}

bool items_within(const struct str *v, size_t n, const struct str *of, size_t n_of)
{
    for (size_t i = 0; i < n; i++) {
        size_t at = 0;
        while (at < n_of && !str_eq(v[i], of[at]))
            at++;
        if (at == n_of)
            return false;
    }
    return true;
}

struct str act_outcome(const struct act *a)
{
    struct str outcome = act_text(a, "outcome");
    return !outcome.n && a->kind == KIND_LIST_DECIDE ? STR("list") : outcome;
}
