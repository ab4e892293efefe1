/* SPDX-License-Identifier: Apache-2.0 */
/* Fields that hold lists. */
#include "journal_int.h"
#include "scan.h"

/* Room for as many items as the text can hold. */
static size_t most_items(struct str json)
{
    size_t n = 1;
    for (size_t i = 0; i < json.n; i++)
        n += json.p[i] == ',';
    return n;
}

static bool list_open(const struct act *a, const char *id, struct arena *ar, const struct act_field **f, struct scan *s)
{
    struct scan_value list;
    *f = act_field_find(a, str_of(id));
    return !*f || ((*f)->form == FORM_JSON && scan_whole((*f)->value, ar, &list) && list.kind == SCAN_LIST &&
                   scan_list(list, ar, s));
}

bool act_items(const struct act *a, const char *id, struct arena *ar, struct str **items, size_t *n)
{
    const struct act_field *f;
    struct scan s;
    struct scan_value v;
    bool more;
    *n = 0;
    *items = NULL;
    if (!list_open(a, id, ar, &f, &s) || !f)
        return !f;
    *items = arena_alloc(ar, most_items(f->value) * sizeof **items);
    bool ok;
    while ((ok = scan_item(&s, &v, &more)) && more) {
        if (v.kind != SCAN_TEXT || !v.text.n)
            return false;
        (*items)[(*n)++] = v.text;
    }
    return ok;
}

static bool basis_read(struct scan_value object, struct arena *ar, struct act_basis *out)
{
    struct scan s;
    struct str name;
    struct scan_value v;
    bool more, ok = object.kind == SCAN_OBJECT && scan_object(object, ar, &s);
    while (ok && (ok = scan_member(&s, &name, &v, &more)) && more) {
        struct str *to = str_is(name, "instrument") ? &out->instrument : str_is(name, "article") ? &out->article : NULL;
        if (!to || v.kind != SCAN_TEXT)
            return false;
        *to = v.text;
    }
    return ok && out->instrument.n > 0;
}

bool act_bases(const struct act *a, const char *id, struct arena *ar, struct act_basis **items, size_t *n)
{
    const struct act_field *f;
    struct scan s;
    struct scan_value v;
    bool more;
    *n = 0;
    *items = NULL;
    if (!list_open(a, id, ar, &f, &s) || !f)
        return !f;
    *items = arena_alloc(ar, most_items(f->value) * sizeof **items);
    bool ok;
    while ((ok = scan_item(&s, &v, &more)) && more)
        if (!basis_read(v, ar, &(*items)[(*n)++]))
            return false;
    return ok;
}
