/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A term that reaches back: where its row says `existing_from DAY`, records decided before it leave at
 * min(old, max(new, DAY − 1)) (design section 4). It only ever shortens. The rule is laid over every end that the check
 * makes, and over what is on file when the edition is adopted; both come to the same, in whatever order they happen.
 */
#include "act_int.h"

static bool is_grade(struct str s)
{
    return str_is(s, "slight") || str_is(s, "general") || str_is(s, "serious");
}

static struct day start_of(const struct cat_term *t, const struct existing *x)
{
    static const char *const shown[] = {"display", "listing", "publication"};
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        if (str_is(t->start, shown[i]))
            return x->shown_from;
    return x->decided;
}

static struct day end_by(const struct cat_term *t, const struct existing *x)
{
    struct day end = term_last_day(x->catalog, t, start_of(t, x)), least = day_add(t->existing_from, -1);
    return end.n > least.n ? end : least;
}

/* The row that would rule the record had it been decided on the day from which existing ones are bound. */
static bool binds(const struct cat_term *t, const struct existing *x, const char *what)
{
    if (!day_is(t->existing_from) || !str_is(t->what, what) || !day_is(start_of(t, x)) ||
        (day_is(t->valid_from) && day_is(x->decided) && x->decided.n >= t->valid_from.n))
        return false;
    return catalog_term(x->catalog, x->type, what, t->grade, t->existing_from) == t;
}

/* The end by the rows of one clock: of the grade, or the latest of any grade. DAY_NONE: no row binds. */
static struct day end_of_clock(const struct existing *x, const char *what, struct str grade)
{
    const struct cat_term *rows;
    size_t n = catalog_terms(x->catalog, &rows);
    struct day latest = DAY_NONE;
    for (size_t i = 0; i < n; i++) {
        bool graded = is_grade(grade) && rows[i].grade.n;
        if ((graded && !str_eq(rows[i].grade, grade)) || !binds(&rows[i], x, what))
            continue;
        struct day end = end_by(&rows[i], x);
        latest = !day_is(latest) || end.n > latest.n ? end : latest;
    }
    return latest;
}

struct day existing_end(const struct existing *x, struct day old)
{
    struct day end;
    if (x->type->family == FAMILY_LIST)
        end = x->open_ended ? DAY_NONE : end_of_clock(x, "list-term", STR(""));
    else if (!is_grade(x->grade) && x->computed) /* the shortest lawful term was taken */
        end = end_of_clock(x, "display-shortest", STR("general"));
    else
        end = end_of_clock(x, "display-longest", x->grade);
    return day_is(end) && (!day_is(old) || end.n < old.n) ? end : old;
}

/* ---- adoption ---- */

struct adoption {
    const struct catalog *catalog;
    struct store *store;
};

static bool reaches_back(const struct catalog *c, struct day *first)
{
    const struct cat_term *rows;
    size_t n = catalog_terms(c, &rows);
    *first = DAY_NONE;
    for (size_t i = 0; i < n; i++)
        if (day_is(rows[i].existing_from) && (!day_is(*first) || rows[i].existing_from.n < first->n))
            *first = rows[i].existing_from;
    return day_is(*first);
}

/* Some ground of the listing has no term: it ends by its condition alone. */
static bool is_open_ended(const struct catalog *c, const struct reg_record *r, struct str grounds)
{
    json_t *list = json_loadb(grounds.p ? grounds.p : "", grounds.n, 0, NULL);
    const json_t *one;
    size_t i;
    bool open = false;
    json_array_foreach(list, i, one)
    {
        const struct cat_ground *g = catalog_ground(c, r->type, str_of(json_string_value(one)), r->decided_on);
        open = open || (g && g->open_ended);
    }
    json_decref(list);
    return open;
}

static bool new_end(void *context, const struct reg_record *r, struct arena *a, struct day *until, struct err *e)
{
    const struct adoption *d = context;
    struct reg_record folded = *r;
    struct act_field *fields;
    size_t n;
    struct existing x = {.catalog = d->catalog,
                         .type = catalog_type(d->catalog, r->type),
                         .decided = r->decided_on,
                         .shown_from = r->public_from,
                         .computed = (r->flags & RECORD_COMPUTED_END) != 0};
    if (!x.type)
        return true;
    if (!registry_fold(d->store, &folded, DAY_NONE, (struct instant){0}, a, &fields, &n, e))
        return false;
    struct act now = {.fields = fields, .n_fields = n};
    x.grade = act_text(&now, "severity");
    x.open_ended = is_open_ended(d->catalog, r, act_text(&now, "grounds"));
    *until = existing_end(&x, r->public_until);
    return true;
}

bool existing_apply(struct writer *w, const struct catalog *c, int64_t *shortened, struct err *e)
{
    struct adoption d = {c, w->store};
    struct day first;
    *shortened = 0;
    return !reaches_back(c, &first) || registry_shorten(w->registry, first, new_end, &d, shortened, e);
}
