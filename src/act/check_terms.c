/* SPDX-License-Identifier: Apache-2.0 */
/* Gates that are terms: from when to when a record is in force and public, by the rows of the rulebook. */
#include "act_int.h"

#include "codec/codec.h"

/* The last day of a display: months end on the same number, and that day is included (procedure 7.2, 10 C). */
struct day term_last_day(const struct catalog *c, const struct cat_term *t, struct day from)
{
    return clock_count(c, t, from, false).last;
}

static struct day term_start(const struct check *k, const struct cat_term *t)
{
    bool display = str_is(t->start, "display");
    return display || !day_is(k->act->on) ? k->b->today : k->act->on;
}

static void ruled_by(struct check *k, const struct cat_term *t)
{
    k->v.rules = t->id;
}

static const struct cat_term *term(const struct check *k, const struct cat_type *type, const char *what,
                                   struct str grade)
{
    return catalog_term(k->c, type, what, grade, day_is(k->act->on) ? k->act->on : k->b->today);
}

static bool is_grade(struct str s)
{
    return str_is(s, "slight") || str_is(s, "general") || str_is(s, "serious");
}

/* The longest lawful end: of the grade where one is given, else of any grade. DAY_NONE: no rule known. */
static struct day longest_end(const struct check *k, const struct cat_type *type, struct str grade)
{
    static const char *const grades[] = {"slight", "general", "serious"};
    struct day last = DAY_NONE;
    for (size_t i = 0; i < sizeof grades / sizeof *grades; i++) {
        if (is_grade(grade) && !str_is(grade, grades[i]))
            continue;
        const struct cat_term *t = term(k, type, "display-longest", str_of(grades[i]));
        if (t) {
            struct day end = term_last_day(k->c, t, term_start(k, t));
            last = !day_is(last) || end.n > last.n ? end : last;
        }
    }
    return last;
}

static bool beyond(struct day until, struct day last)
{
    return day_is(last) && until.n > last.n;
}

static bool given_end(struct check *k, const struct cat_type *type, struct day until, struct str grade)
{
    char day[DAY_CHARS];
    struct day last = longest_end(k, type, grade);
    if (beyond(until, last))
        return refuse(k, "pub-end", str_printf(k->b->arena, "public_until > %s", day_format(last, day)), STR_NONE,
                      STR_NONE);
    k->v.public_until = until;
    return true;
}

/* From the grade the longest term; without a grade the shortest lawful one, and it says so. */
static bool computed_end(struct check *k, const struct cat_type *type, struct str grade)
{
    bool graded = is_grade(grade);
    const struct cat_term *t =
        graded ? term(k, type, "display-longest", grade) : term(k, type, "display-shortest", STR("general"));
    if (!t)
        return refuse(k, "pub-end", STR("-"), STR_NONE, STR_NONE);
    k->v.public_until = term_last_day(k->c, t, term_start(k, t));
    k->v.public_until_computed = true;
    ruled_by(k, t);
    if (!graded)
        remark(k, FINDING_WARNING, "severity-missing",
               str_dup(k->b->arena, str_of(day_format(k->v.public_until, (char[DAY_CHARS]){0}))), STR_NONE, STR_NONE);
    return true;
}

static bool end_of_copy(struct check *k, const struct cat_type *type, struct day taken)
{
    const struct cat_term *t = term(k, type, "copied-view", STR_NONE);
    if (!t)
        return refuse(k, "pub-end", STR("copied-view"), STR_NONE, STR_NONE);
    k->v.public_until = day_add(taken, t->count);
    ruled_by(k, t);
    return true;
}

/* Decided before a row that binds existing records: filed late it leaves when it would have left, filed in time. */
static void bind_existing(struct check *k, const struct cat_type *type, struct str grade)
{
    const struct existing x = {.catalog = k->c,
                               .type = type,
                               .decided = day_is(k->act->on) ? k->act->on : k->b->today,
                               .shown_from = day_is(k->v.public_from) ? k->v.public_from : k->b->today,
                               .grade = grade,
                               .computed = k->v.public_until_computed};
    k->v.public_until = existing_end(&x, k->v.public_until);
}

static bool is_adverse(const struct cat_type *t)
{
    return t && t->tone == TONE_ADVERSE;
}

static bool public_end(struct check *k, const struct cat_type *type, const struct act *a)
{
    struct day until = act_on(a, "public_until");
    if (!is_adverse(type)) {
        k->v.public_until = until;
        return true;
    }
    if (k->act->origin == ORIGIN_COPIED)
        return end_of_copy(k, type, k->copy_taken);
    struct str grade = act_text(a, "severity");
    bool ok = day_is(until) ? given_end(k, type, until, grade) : computed_end(k, type, grade);
    bind_existing(k, type, grade);
    return ok;
}

/* A penalty by summary procedure, or a warning alone, is not published (SAMR Order 45 art. 2). */
static bool is_summary(const struct act *a)
{
    struct str kinds = act_text(a, "penalty_kind");
    return str_is(kinds, "warning") || str_is(kinds, "[\"warning\"]") || str_is(act_text(a, "procedure"), "summary");
}

static struct day first_of(struct day a, struct day b)
{
    return day_is(a) ? a : b;
}

static bool open_dates(struct check *k)
{
    const struct act *a = k->act;
    k->v.in_force_from = first_of(act_on(a, "valid_from"), a->on);
    k->v.in_force_until = first_of(act_on(a, "valid_to"), act_on(a, "valid_until"));
    k->v.public_from = k->b->today;
    k->v.public_until = DAY_NONE;
    if (a->kind == KIND_LIST_DECIDE)
        k->v.in_force_until = listing_end_named(a, a->on);
    if (k->type->family == FAMILY_PENALTY && is_summary(a))
        return refuse(k, "summary", STR_NONE, STR_NONE, STR_NONE);
    return public_end(k, k->type, a);
}

/* A change or correction: the record's days as they stand, with what the act says laid over them. */
static bool changed_dates(struct check *k, struct err *e)
{
    struct act_field *now;
    size_t n;
    struct reg_record r = k->target;
    const struct act *a = k->act;
    if (!registry_fold(k->b->w->store, &r, DAY_NONE, (struct instant){0}, k->b->arena, &now, &n, e))
        return false;
    struct act folded = {.fields = now, .n_fields = n};
    const struct cat_type *type = catalog_type(k->c, r.type);
    k->v.in_force_from = first_of(act_on(a, "valid_from"), r.in_force_from);
    k->v.in_force_until = first_of(first_of(act_on(a, "valid_to"), act_on(a, "valid_until")), r.in_force_until);
    k->v.public_from = r.public_from;
    k->v.public_until = r.public_until;
    k->v.public_until_computed = (r.flags & RECORD_COMPUTED_END) != 0;
    struct day until = act_on(a, "public_until");
    struct str grade = act_text(a, "severity");
    if (a->kind == KIND_RECORD_CORRECT && !check_correction(k, type, &folded))
        return false;
    if (!is_adverse(type) || (!day_is(until) && !grade.n)) {
        k->v.public_until = first_of(until, r.public_until);
        return true;
    }
    k->v.public_until_computed = false;
    struct day on = a->on;
    k->act->on = r.decided_on; /* terms count from the decision, not from the day of its correction */
    grade = grade.n ? grade : act_text(&folded, "severity");
    bool ok = day_is(until) ? given_end(k, type, until, grade) : computed_end(k, type, grade);
    bind_existing(k, type, grade);
    k->act->on = on;
    return ok;
}

static bool is_change_kind(enum act_kind kind)
{
    return kind == KIND_LICENCE_CHANGE || kind == KIND_PENALTY_CHANGE || kind == KIND_RECORD_CHANGE ||
           kind == KIND_RECORD_CORRECT;
}

/* Told to who files, and counted in public against the agency, never against the firm (N7). */
static void late_filing(struct check *k, const struct cat_term *t)
{
    remark(k, FINDING_NOTE, "late", str_printf(k->b->arena, "%d", t->count), STR_NONE, STR_NONE);
    k->v.counts = STR("late-filing");
}

static void remark_late(struct check *k)
{
    const struct cat_term *t = term(k, k->type, "late", STR_NONE);
    bool provisional;
    if (!t || !day_is(k->act->on) || k->act->origin != ORIGIN_FILED || k->type->family == FAMILY_REGISTRATION)
        return;
    if (k->b->today.n > catalog_add_workdays(k->c, k->act->on, t->count, &provisional).n)
        late_filing(k, t);
}

bool check_terms(struct check *k, struct err *e)
{
    if (k->cf) /* judged with its step */
        return true;
    if (k->act->kind == KIND_ENTITY_REGISTER) {
        k->v.in_force_from = k->act->on;
        return true;
    }
    if (k->act->kind == KIND_COPY_TAKE)
        return !is_adverse(k->type) || end_of_copy(k, k->type, k->act->on);
    if (k->schema->opens) {
        remark_late(k);
        if (k->type->family == FAMILY_PENALTY)
            check_money(k);
        return open_dates(k);
    }
    return !is_change_kind(k->act->kind) || k->target_is_entity || changed_dates(k, e);
}
