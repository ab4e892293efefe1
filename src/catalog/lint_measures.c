/* SPDX-License-Identifier: Apache-2.0 */
/* What a measure must have before an agency may apply it: the checks of measures.md 18, and N5 and N6 of the design. */
#include "catalog/lint.h"

static bool is_usable(const struct linter *l, size_t i)
{
    return lint_measure(l, i)->type.state == STATE_USABLE;
}

void lint_measure_tone(struct linter *l)
{
    for (size_t i = 0; i < lint_rows(l, TABLE_MEASURES); i++) {
        const struct cat_measure *x = lint_measure(l, i);
        bool reward = x->kind == MEASURE_REWARD;
        struct str kind = lint_cell(l, TABLE_MEASURES, i, "kind");
        if (x->type.tone != (reward ? TONE_FAVOURABLE : TONE_ADVERSE))
            lint_say(l, TABLE_MEASURES, i, "tone", x->type.id, kind, STR_NONE);
        else if (x->type.family != FAMILY_MEASURE)
            lint_say(l, TABLE_MEASURES, i, "family", x->type.id, kind, STR_NONE);
    }
}

/* ---- on what it rests ---- */

void lint_measure_basis(struct linter *l)
{
    for (size_t i = 0; i < lint_rows(l, TABLE_MEASURES); i++)
        if (is_usable(l, i) && !lint_measure(l, i)->type.basis.n)
            lint_say(l, TABLE_MEASURES, i, "basis", lint_measure(l, i)->type.id, STR_NONE, STR_NONE);
}

void lint_measure_article(struct linter *l)
{
    for (size_t i = 0; i < lint_rows(l, TABLE_MEASURES); i++) {
        const struct cat_measure *x = lint_measure(l, i);
        struct str rest = x->type.basis;
        struct lint_citation cited;
        bool article = false;
        while (lint_citation_next(l, &rest, &cited))
            article = article || cited.articles.n;
        if (is_usable(l, i) && x->type.basis.n && !article)
            lint_say(l, TABLE_MEASURES, i, "basis", x->type.id, STR_NONE, STR_NONE);
    }
}

static bool is_memorandum(const struct cat_instrument *x)
{
    return str_is(x->kind, "memorandum");
}

static bool only_memoranda(const struct linter *l, size_t i)
{
    struct str rest = lint_measure(l, i)->type.basis;
    struct lint_citation cited;
    size_t all = 0, memoranda = 0;
    for (; lint_citation_next(l, &rest, &cited); all++)
        memoranda += is_memorandum(cited.instrument);
    return all && memoranda == all;
}

void lint_measure_memo(struct linter *l)
{
    for (size_t i = 0; i < lint_rows(l, TABLE_MEASURES); i++)
        if (is_usable(l, i) && only_memoranda(l, i))
            lint_say(l, TABLE_MEASURES, i, "basis", lint_measure(l, i)->type.id, STR_NONE, STR_NONE);
}

/* Law, regulation, interpretation of the highest court, central policy; by tier where the kind is not said. */
static bool is_high(const struct cat_instrument *x)
{
    static const char *const high[] = {"law", "regulation", "interpretation", "policy"};
    for (size_t i = 0; i < sizeof high / sizeof *high; i++)
        if (str_is(x->kind, high[i]))
            return true;
    return !x->kind.n && (str_is(x->tier, "A") || str_is(x->tier, "B") || str_is(x->tier, "C"));
}

/* A local regulation carries what is applied in its region; a measure of a folder under the national one must have
 * somebody there who may apply it. */
static bool region_agrees(const struct linter *l, const struct cat_measure *x, const struct cat_instrument *regulation)
{
    if (!str_is(regulation->kind, "local") || !regulation->region.n)
        return false;
    if (!x->type.local)
        return true;
    for (size_t i = 0; i < lint_rows(l, TABLE_AGENCIES); i++) {
        const struct cat_agency *a = ROW(l->c, TABLE_AGENCIES, struct cat_agency, i);
        if (lint_has(x->by_kinds, a->kind) && catalog_region_holds(regulation->region, a->region))
            return true;
    }
    return false;
}

static bool is_carried(const struct linter *l, const struct cat_measure *x)
{
    struct str rest = x->type.basis;
    struct lint_citation cited;
    while (lint_citation_next(l, &rest, &cited))
        if (is_high(cited.instrument) || region_agrees(l, x, cited.instrument))
            return true;
    return false;
}

void lint_measure_low(struct linter *l)
{
    for (size_t i = 0; i < lint_rows(l, TABLE_MEASURES); i++) {
        const struct cat_measure *x = lint_measure(l, i);
        bool reduces = x->kind == MEASURE_PUNISHMENT && x->klass == MEASURE_REDUCE;
        if (is_usable(l, i) && reduces && x->type.basis.n && !only_memoranda(l, i) && !is_carried(l, x))
            lint_say(l, TABLE_MEASURES, i, "basis", x->type.id, STR_NONE, STR_NONE);
    }
}

/* ---- who applies it, and how ---- */

void lint_measure_authority(struct linter *l)
{
    for (size_t i = 0; i < lint_rows(l, TABLE_MEASURES); i++) {
        const struct cat_measure *x = lint_measure(l, i);
        struct str rest = x->by_kinds, kind;
        bool some = false;
        while (str_split(&rest, ' ', &kind))
            some = some || lint_power_exists(l, str_is(kind, "*") ? STR_NONE : kind, "measure.apply", x->type.id);
        if (is_usable(l, i) && !some)
            lint_say(l, TABLE_MEASURES, i, "by_kinds", x->type.id, STR_NONE, STR_NONE);
    }
}

void lint_measure_kind(struct linter *l)
{
    for (size_t i = 0; i < lint_rows(l, TABLE_MEASURES); i++) {
        const struct cat_measure *x = lint_measure(l, i);
        struct str rest = x->by_kinds, kind;
        while (is_usable(l, i) && str_split(&rest, ' ', &kind))
            if (!str_is(kind, "*") && !lint_power_exists(l, kind, "measure.apply", x->type.id))
                lint_say(l, TABLE_MEASURES, i, "by_kinds", x->type.id, kind, STR_NONE);
    }
}

void lint_measure_act(struct linter *l)
{
    for (size_t i = 0; i < lint_rows(l, TABLE_MEASURES); i++) {
        const struct cat_measure *x = lint_measure(l, i);
        bool acts = x->effect == EFFECT_DECISION || x->effect == EFFECT_NOTICE;
        if (!is_usable(l, i))
            continue;
        if (!acts)
            lint_say(l, TABLE_MEASURES, i, "effect", x->type.id, lint_cell(l, TABLE_MEASURES, i, "effect"), STR_NONE);
        else if (x->klass == MEASURE_MARKET)
            lint_say(l, TABLE_MEASURES, i, "class", x->type.id, STR("market"), STR_NONE);
    }
}

/* ---- how it ends ---- */

void lint_measure_end(struct linter *l)
{
    for (size_t i = 0; i < lint_rows(l, TABLE_MEASURES); i++)
        if (is_usable(l, i) && lint_measure(l, i)->ends == ENDS_UNKNOWN)
            lint_say(l, TABLE_MEASURES, i, "ends", lint_measure(l, i)->type.id, STR_NONE, STR_NONE);
}

void lint_measure_months(struct linter *l)
{
    for (size_t i = 0; i < lint_rows(l, TABLE_MEASURES); i++) {
        const struct cat_measure *x = lint_measure(l, i);
        bool counted = x->ends == ENDS_FIXED || x->ends == ENDS_RANGE;
        if (x->months_min > x->months_max && x->months_max)
            lint_say(l, TABLE_MEASURES, i, "months_min", x->type.id, lint_cell(l, TABLE_MEASURES, i, "ends"), STR_NONE);
        else if (is_usable(l, i) && counted && !x->months_max && !x->months_min)
            lint_say(l, TABLE_MEASURES, i, "months_max", x->type.id, lint_cell(l, TABLE_MEASURES, i, "ends"), STR_NONE);
    }
}

/* ---- after which listing ---- */

void lint_measure_untied(struct linter *l)
{
    for (size_t i = 0; i < lint_rows(l, TABLE_MEASURES); i++) {
        const struct cat_list_measure *ties;
        size_t n = catalog_list_measures(l->c, &ties);
        bool tied = false;
        for (size_t k = 0; k < n; k++)
            tied = tied || str_eq(ties[k].measure, lint_measure(l, i)->type.id);
        if (is_usable(l, i) && !tied)
            lint_say(l, TABLE_MEASURES, i, "id", lint_measure(l, i)->type.id, STR_NONE, STR_NONE);
    }
}

void lint_tie_basis(struct linter *l)
{
    for (size_t i = 0; i < lint_rows(l, TABLE_LIST_MEASURES); i++) {
        const struct cat_list_measure *x = ROW(l->c, TABLE_LIST_MEASURES, struct cat_list_measure, i);
        if (!x->basis.n)
            lint_say(l, TABLE_LIST_MEASURES, i, "basis", x->list, x->measure, STR_NONE);
    }
}
