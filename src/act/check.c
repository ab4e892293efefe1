/* SPDX-License-Identifier: Apache-2.0 */
/* The one check (A1): its steps in the order of acts.md, and the small ones among them. */
#include "act_int.h"

static bool refused(struct check *k, const char *rule)
{
    if (!k->refused)
        k->refused = rule;
    return true;
}

/* A number that stands where none belongs is not said back, whatever else is wrong with it. */
static struct str plain(const struct check *k, struct str text)
{
    return sayable(k->b->arena, k->b->today, text);
}

static struct finding finding_of(struct check *k, enum finding_level level, const char *rule, struct str a1,
                                 struct str a2, struct str a3)
{
    a1 = plain(k, a1);
    return (struct finding){.level = level,
                            .line = k->line,
                            .rule = rule,
                            .args = {a1, plain(k, a2), plain(k, a3)},
                            .pointer = pointer_of(k, rule, a1)};
}

bool refuse(struct check *k, const char *rule, struct str a1, struct str a2, struct str a3)
{
    struct finding one = finding_of(k, FINDING_ERROR, rule, a1, a2, a3);
    one.suggestion = hint_for(k, rule);
    findings_add(k->f, &one);
    return refused(k, rule);
}

bool refuse_hinting(struct check *k, const char *rule, struct str a1, struct str a2, struct str suggestion)
{
    struct finding one = {FINDING_ERROR, .line = k->line,  .pointer = pointer_of(k, rule, a1),
                          .rule = rule,  .args = {a1, a2}, .suggestion = suggestion};
    findings_add(k->f, &one);
    return refused(k, rule);
}

void remark_hinting(struct check *k, enum finding_level level, const char *rule, struct str field, struct str a1,
                    struct str suggestion)
{
    struct str pointer = str_printf(k->b->arena, "/fields/%.*s", STR_FMT(field));
    struct finding one = {level,        .line = k->line, .pointer = pointer,
                          .rule = rule, .args = {a1},    .suggestion = suggestion};
    findings_add(k->f, &one);
}

void remark(struct check *k, enum finding_level level, const char *rule, struct str a1, struct str a2, struct str a3)
{
    struct finding one = finding_of(k, level, rule, a1, a2, a3);
    findings_add(k->f, &one);
}

static bool may_file(const struct act_schema *s, enum act_by by)
{
    return str_has_word(str_of(s->by), str_of(act_by_text(by)));
}

static bool officer_fits(struct check *k, struct str id, const char *role, struct err *e)
{
    struct reg_officer o;
    bool found;
    if (!registry_officer_find(k->b->w->store, k->act->agency, id, k->b->arena, &found, &o, e))
        return false;
    struct day today = k->b->today;
    bool fits = found && day_within(o.from, o.to, today);
    bool has_role = false;
    struct str rest = o.roles, one;
    while (fits && str_split(&rest, str_find(o.roles, STR("|")) >= 0 ? '|' : ' ', &one))
        has_role = has_role || str_is(str_trim(one), role);
    return has_role || refuse(k, "officer-unknown", id, STR_NONE, STR_NONE);
}

bool check_actor(struct check *k, struct err *e)
{
    const struct act *a = k->act;
    bool copy = a->origin == ORIGIN_COPIED;
    /* An edition comes with its tables, through writer_adopt; an act alone would name a rulebook that is not there. */
    /* Only what was decided can be copied from elsewhere: no step, no notice, no measure. */
    bool copyable = k->schema->opens && a->kind != KIND_LIST_NOTICE && a->kind != KIND_MEASURE_APPLY;
    if (a->kind == KIND_RULES_ADOPT || (copy ? a->by != BY_OPERATOR || !copyable : !may_file(k->schema, a->by)))
        return refuse(k, "wrong-actor", str_of(act_kind_text(a->kind)), str_of(act_by_text(a->by)), STR_NONE);
    if (k->schema->officers && a->by == BY_AGENCY && (!a->drafted_by.n || !a->approved_by.n))
        return refuse(k, "officer-unknown", STR("-"), STR_NONE, STR_NONE);
    if ((a->drafted_by.n && !officer_fits(k, a->drafted_by, "draft", e)) ||
        (a->approved_by.n && !officer_fits(k, a->approved_by, "approve", e)) ||
        (a->confirmed_by.n && !officer_fits(k, a->confirmed_by, "confirm", e)))
        return false;
    if (!k->refused && a->drafted_by.n && str_eq(a->drafted_by, a->approved_by))
        refuse(k, "same-officer", STR_NONE, STR_NONE, STR_NONE);
    return true;
}

/* Renewed licences run from before their decision; by more than a year is rather a slip. */
static void remark_early_start(struct check *k)
{
    struct day from = act_on(k->act, "valid_from"), on = k->act->on;
    char start[DAY_CHARS], decided[DAY_CHARS];
    if (!k->schema->opens || k->schema->family == FAMILY_REGISTRATION || !day_is(from) ||
        day_add_months(from, 12).n >= on.n)
        return;
    remark(k, FINDING_WARNING, "date-order",
           str_printf(k->b->arena, "valid_from %s, %s", day_format(from, start), day_format(on, decided)), STR_NONE,
           STR_NONE);
}

static bool in_order(struct check *k, struct day first, struct day then, const char *words)
{
    if (day_is(then) && then.n < first.n) { /* no day comes before every day */
        refuse(k, "date-order", str_of(words), STR_NONE, STR_NONE);
        return false;
    }
    return true;
}

/* Carried: decided before the agency's opening day, and brought in soon after it (acts.md, existing entries). */
static bool may_be_carried(const struct check *k)
{
    const struct cat_term *t = catalog_term(k->c, k->type, "carried-window", STR_NONE, k->b->today);
    const struct act *a = k->act;
    struct day opening = k->agency ? k->agency->opening : DAY_NONE;
    bool carries = k->schema->opens && a->kind != KIND_LIST_NOTICE && a->kind != KIND_MEASURE_APPLY;
    return carries && t && k->act->on.n < opening.n && k->b->today.n <= opening.n + t->count;
}

bool check_dates(struct check *k, struct err *e)
{
    (void)e;
    const struct act *a = k->act;
    char day[DAY_CHARS];
    if (a->on.n > k->b->today.n && a->kind != KIND_POWER_GRANT && a->kind != KIND_OFFICER_ADD)
        return refuse(
            k, "date-order",
            str_printf(k->b->arena, "%s > %s", day_format(a->on, day), day_format(k->b->today, (char[DAY_CHARS]){0})),
            STR_NONE, STR_NONE);
    if (a->origin == ORIGIN_CARRIED && !may_be_carried(k))
        return refuse(k, "carried-after-opening", str_dup(k->b->arena, str_of(day_format(a->on, day))),
                      str_of(day_format(k->agency->opening, (char[DAY_CHARS]){0})), STR_NONE);
    (void)(in_order(k, act_on(a, "valid_from"), act_on(a, "valid_to"), "valid_to < valid_from") &&
           in_order(k, a->on, act_on(a, "valid_until"), "valid_until < decided_on") &&
           in_order(k, a->on, act_on(a, "public_until"), "public_until < decided_on") &&
           in_order(k, act_on(a, "founded_on"), k->b->today, "founded_on > today"));
    remark_early_start(k);
    return true;
}

bool check_usable(struct check *k, struct err *e)
{
    (void)e;
    const struct cat_type *t = k->type;
    if (!t)
        return true;
    struct day on = day_is(k->act->on) ? k->act->on : k->b->today;
    if (opens_case(k) && (t->state != STATE_USABLE || !day_within(t->valid_from, t->valid_to, on)))
        return refuse(k, "list-not-usable", t->id, t->state_why.n ? t->state_why : STR("-"),
                      t->state_why_en.n ? t->state_why_en : STR("-"));
    return true;
}

bool check_papers(struct check *k, struct err *e)
{
    (void)e;
    size_t n;
    const struct cat_field *const *fields = catalog_fields(k->c, str_of(act_kind_text(k->act->kind)), k->act->type, &n);
    for (size_t i = 0; i < n; i++) {
        if (fields[i]->value != VALUE_PAPER || fields[i]->required != 'M')
            continue;
        if (!act_has_paper(k->act, fields[i]->id))
            return refuse(k, "paper-missing", fields[i]->id, STR_NONE, STR_NONE);
    }
    return true;
}

bool act_check(struct check *k, struct err *e)
{
    static bool (*const steps[])(struct check *, struct err *) = {
        check_shape,  check_code, check_actor, check_dates, check_case,   check_usable, check_power,
        check_region, check_key,  check_ref,   check_terms, check_papers, check_effect,
    };
    k->v.edition = k->b->edition->seq;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && !k->refused && !k->unchanged; i++)
        if (!steps[i](k, e))
            return false;
    return true;
}
