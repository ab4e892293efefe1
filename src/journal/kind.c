/* SPDX-License-Identifier: Apache-2.0 */
/* The names of kinds, filers and origins, and looking into an act. */
#include "journal_int.h"

static const struct {
    enum act_kind kind;
    const char *text;
} kinds[] = {
#define KIND(name, number, text) {KIND_##name, text},
#include "kinds.def"
#undef KIND
};
static const char *const bys[] = {"agency", "subject", "operator", "anyone"};
static const char *const origins[] = {"filed", "carried", "copied"};

const char *act_kind_text(enum act_kind k)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (kinds[i].kind == k)
            return kinds[i].text;
    }
    return "";
}

enum act_kind act_kind_of(struct str text)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (str_is(text, kinds[i].text))
            return kinds[i].kind;
    }
    return KIND_NONE;
}

const char *act_by_text(enum act_by b)
{
    return bys[b];
}

const char *act_origin_text(enum act_origin o)
{
    return origins[o];
}

const struct act_field *act_field_find(const struct act *a, struct str id)
{
    size_t from = 0, to = a->n_fields;
    while (from < to) {
        size_t mid = from + (to - from) / 2;
        int order = str_cmp(a->fields[mid].id, id);
        if (order == 0)
            return &a->fields[mid];
        if (order < 0)
            from = mid + 1;
        else
            to = mid;
    }
    return NULL;
}

struct str act_text(const struct act *a, const char *field_id)
{
    const struct act_field *f = act_field_find(a, str_of(field_id));
    return f ? f->value : STR_NONE;
}

bool act_has_paper(const struct act *a, struct str kind)
{
    for (size_t i = 0; i < a->n_papers; i++) {
        if (str_eq(a->papers[i].kind, kind))
            return true;
    }
    return false;
}
