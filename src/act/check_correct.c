/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A correction sets right what a decision of due process says; it never makes it heavier (E4, N7): whatever weighs more
 * needs a notice and a decision of its own. docs/design/due-process.md, 11.
 */
#include "act_int.h"

enum weight { WEIGHT_ITEMS, WEIGHT_MONTHS, WEIGHT_IN_FORCE, WEIGHT_PUBLIC };

static const struct {
    const char *field;
    enum weight weight;
} weights[] = {
    {"grounds", WEIGHT_ITEMS},       {"measures", WEIGHT_ITEMS},    {"term_months", WEIGHT_MONTHS},
    {"until", WEIGHT_IN_FORCE},      {"valid_to", WEIGHT_IN_FORCE}, {"valid_until", WEIGHT_IN_FORCE},
    {"public_until", WEIGHT_PUBLIC},
};

static bool items_stay(struct check *k, const struct act *now, const char *field)
{
    struct str *said, *stood;
    size_t n, n_stood;
    return act_items(k->act, field, k->b->arena, &said, &n) && act_items(now, field, k->b->arena, &stood, &n_stood) &&
           items_within(said, n, stood, n_stood);
}

static bool months_stay(struct check *k, const struct act *now, const char *field)
{
    int64_t said, stood;
    return str_int(act_text(k->act, field), &said) && str_int(act_text(now, field), &stood) && said <= stood;
}

/* The same words ("listed"), or a day not after the one that stands. */
static bool day_stays(struct check *k, const struct act *now, const char *field, struct day stands)
{
    struct day said = act_on(k->act, field);
    return str_eq(act_text(k->act, field), act_text(now, field)) ||
           (day_is(said) && day_is(stands) && said.n <= stands.n);
}

static bool weighs_no_more(struct check *k, const struct act *now, size_t i)
{
    const char *field = weights[i].field;
    if (!act_field_find(k->act, str_of(field)))
        return true;
    switch (weights[i].weight) {
    case WEIGHT_ITEMS:
        return items_stay(k, now, field);
    case WEIGHT_MONTHS:
        return months_stay(k, now, field);
    case WEIGHT_IN_FORCE:
        return day_stays(k, now, field, k->target.in_force_until);
    default:
        return day_stays(k, now, field, k->target.public_until);
    }
}

bool check_correction(struct check *k, const struct cat_type *type, const struct act *now)
{
    bool by_process =
        type && type->tone == TONE_ADVERSE && (type->family == FAMILY_LIST || type->family == FAMILY_MEASURE);
    for (size_t i = 0; by_process && i < sizeof weights / sizeof *weights; i++)
        if (!weighs_no_more(k, now, i))
            return refuse(k, "heavier-than-notice", str_of(weights[i].field), STR_NONE, STR_NONE);
    return true;
}
