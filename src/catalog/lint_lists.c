/* SPDX-License-Identifier: Apache-2.0 */
/* What a list must say before it may take acts: N2, N3 and N6 of the design, and 国办发〔2020〕49号 (六), (七). */
#include "catalog/lint.h"

static bool is_usable(const struct cat_list *x)
{
    return x->type.state == STATE_USABLE;
}

/* Only an adverse list must have grounds, steps and remedies; an honour is granted. */
static bool takes_listings(const struct cat_list *x)
{
    return is_usable(x) && x->type.tone == TONE_ADVERSE;
}

void lint_list_tone(struct linter *l)
{
    for (size_t i = 0; i < lint_rows(l, TABLE_LISTS); i++) {
        const struct cat_list *x = lint_list(l, i);
        bool favourable = x->klass == LIST_FAVOURABLE;
        enum cat_tone tone = favourable ? TONE_FAVOURABLE : TONE_ADVERSE;
        enum cat_family family = favourable ? FAMILY_HONOUR : FAMILY_LIST;
        if (x->type.tone != tone)
            lint_say(l, TABLE_LISTS, i, "tone", x->type.id, lint_cell(l, TABLE_LISTS, i, "class"), STR_NONE);
        else if (x->type.family != family)
            lint_say(l, TABLE_LISTS, i, "family", x->type.id, lint_cell(l, TABLE_LISTS, i, "class"), STR_NONE);
    }
}

void lint_list_ground(struct linter *l)
{
    for (size_t i = 0; i < lint_rows(l, TABLE_LISTS); i++) {
        const struct cat_list *x = lint_list(l, i);
        size_t n;
        catalog_grounds(l->c, x->type.id, &n);
        if (is_usable(x) && !n)
            lint_say_as(l, takes_listings(x) ? FINDING_ERROR : FINDING_NOTE, TABLE_LISTS, i, "id", x->type.id, STR_NONE,
                        STR_NONE);
    }
}

void lint_list_basis(struct linter *l)
{
    for (size_t i = 0; i < lint_rows(l, TABLE_LISTS); i++)
        if (is_usable(lint_list(l, i)) && !lint_list(l, i)->type.basis.n)
            lint_say(l, TABLE_LISTS, i, "basis", lint_list(l, i)->type.id, STR_NONE, STR_NONE);
}

/* A favourable list that does not say when an entry is lost is incomplete, not unsound. */
void lint_list_exit(struct linter *l)
{
    for (size_t i = 0; i < lint_rows(l, TABLE_LISTS); i++) {
        const struct cat_list *x = lint_list(l, i);
        if (is_usable(x) && !x->exit.n)
            lint_say_as(l, takes_listings(x) ? FINDING_ERROR : FINDING_NOTE, TABLE_LISTS, i, "exit", x->type.id,
                        STR_NONE, STR_NONE);
    }
}

void lint_list_remedy(struct linter *l)
{
    for (size_t i = 0; i < lint_rows(l, TABLE_LISTS); i++) {
        const struct cat_list *x = lint_list(l, i);
        if (takes_listings(x) && !x->remedy.n)
            lint_say(l, TABLE_LISTS, i, "remedy", x->type.id, STR_NONE, STR_NONE);
    }
}

void lint_list_machine(struct linter *l)
{
    for (size_t i = 0; i < lint_rows(l, TABLE_LISTS); i++)
        if (takes_listings(lint_list(l, i)) && !lint_list(l, i)->type.machine.n)
            lint_say(l, TABLE_LISTS, i, "machine", lint_list(l, i)->type.id, STR_NONE, STR_NONE);
}

void lint_list_owner(struct linter *l)
{
    for (size_t i = 0; i < lint_rows(l, TABLE_LISTS); i++) {
        const struct cat_list *x = lint_list(l, i);
        if (is_usable(x) && !x->type.owner.n && !x->owner_kind.n)
            lint_say(l, TABLE_LISTS, i, "owner", x->type.id, STR_NONE, STR_NONE);
    }
}

void lint_list_power(struct linter *l)
{
    for (size_t i = 0; i < lint_rows(l, TABLE_LISTS); i++) {
        const struct cat_list *x = lint_list(l, i);
        const char *kind = x->type.family == FAMILY_LIST ? "list.decide" : "honour.grant";
        if (is_usable(x) && !lint_power_exists(l, STR_NONE, kind, x->type.id))
            lint_say(l, TABLE_LISTS, i, "id", x->type.id, str_of(kind), STR_NONE);
    }
}

/* ---- how firm the ground is ---- */

/* A list is local when a folder under the national one brings it, or when its owner is no national agency. */
static bool is_local(const struct linter *l, const struct cat_list *x)
{
    const struct cat_agency *owner = x->type.owner.n ? catalog_agency(l->c, x->type.owner) : NULL;
    return x->type.local || (owner && !str_is(owner->level, "nation"));
}

void lint_list_weak(struct linter *l)
{
    for (size_t i = 0; i < lint_rows(l, TABLE_LISTS); i++) {
        const struct cat_list *x = lint_list(l, i);
        bool weak = str_is(x->type.basis_tier, "D") || str_is(x->type.basis_tier, "E");
        if (takes_listings(x) && weak && !is_local(l, x))
            lint_say(l, TABLE_LISTS, i, "basis_tier", x->type.id, x->type.basis_tier, STR_NONE);
    }
}

static bool cites_local_regulation(const struct linter *l, struct str basis)
{
    struct lint_citation cited;
    while (lint_citation_next(l, &basis, &cited))
        if (str_is(cited.instrument->kind, "local"))
            return true;
    return false;
}

void lint_list_local(struct linter *l)
{
    for (size_t i = 0; i < lint_rows(l, TABLE_LISTS); i++) {
        const struct cat_list *x = lint_list(l, i);
        if (takes_listings(x) && x->type.basis.n && is_local(l, x) && !cites_local_regulation(l, x->type.basis))
            lint_say(l, TABLE_LISTS, i, "basis", x->type.id, STR_NONE, STR_NONE);
    }
}

/* ---- what its machine must be able to test ---- */

void lint_list_consent(struct linter *l)
{
    for (size_t i = 0; i < lint_rows(l, TABLE_LISTS); i++) {
        const struct cat_list *x = lint_list(l, i);
        struct str rest = x->consent_levels, level;
        while (str_split(&rest, ' ', &level))
            if (!lint_has(x->levels, level))
                lint_say(l, TABLE_LISTS, i, "consent_levels", x->type.id, level, STR_NONE);
    }
}

static bool machine_has_gate(const struct linter *l, struct str machines, const char *gate)
{
    struct str one;
    size_t n;
    while (str_split(&machines, ' ', &one)) {
        const struct cat_transition *steps = catalog_machine(l->c, one, &n);
        for (size_t i = 0; i < n; i++)
            if (steps[i].gates.n && lint_has_z(steps[i].gates, gate))
                return true;
    }
    return false;
}

static bool some_ground_requires(const struct linter *l, const struct cat_list *x)
{
    size_t n;
    const struct cat_ground *grounds = catalog_grounds(l->c, x->type.id, &n);
    for (size_t i = 0; i < n; i++)
        if (grounds[i].requires.n && !str_is(grounds[i].requires, "none"))
            return true;
    return x->requires.n > 0;
}

void lint_list_gates(struct linter *l)
{
    for (size_t i = 0; i < lint_rows(l, TABLE_LISTS); i++) {
        const struct cat_list *x = lint_list(l, i);
        if (!takes_listings(x) || !x->type.machine.n)
            continue;
        if (some_ground_requires(l, x) && !machine_has_gate(l, x->type.machine, "requires"))
            lint_say(l, TABLE_LISTS, i, "requires", x->type.id, STR("requires"), STR_NONE);
        if (x->consent_levels.n && !machine_has_gate(l, x->type.machine, "consent"))
            lint_say(l, TABLE_LISTS, i, "consent_levels", x->type.id, STR("consent"), STR_NONE);
    }
}

void lint_list_term(struct linter *l)
{
    for (size_t i = 0; i < lint_rows(l, TABLE_LISTS); i++) {
        const struct cat_list *x = lint_list(l, i);
        if (takes_listings(x) && !lint_term_exists(l, &x->type, STR("list-term")))
            lint_say(l, TABLE_LISTS, i, "id", x->type.id, STR_NONE, STR_NONE);
    }
}
