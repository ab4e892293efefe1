/* SPDX-License-Identifier: Apache-2.0 */
/* Every chain list -> measure -> kind of agency -> instrument leads somewhere, on each of three days. */
#include "catalog_test.h"

struct walk {
    const struct catalog *c;
    struct day on;
    int ends;   /* dead ends met */
    int usable; /* rows that were walked from */
    bool quiet; /* a dead end is what the test wants */
};

static void dead(struct walk *w, struct str id, const char *what)
{
    char day[DAY_CHARS];
    w->ends++;
    if (!w->quiet)
        print_message("%s %.*s: %s\n", day_format(w->on, day), STR_FMT(id), what);
}

static bool on_day(struct day from, struct day to, struct day on)
{
    return (!day_is(from) || from.n <= on.n) && (!day_is(to) || on.n <= to.n);
}

static bool takes_acts(const struct cat_type *x, struct day on)
{
    return x->state == STATE_USABLE && on_day(x->valid_from, x->valid_to, on);
}

static bool is_known_kind(const struct catalog *c, struct str kind)
{
    struct buf key = {0};
    buf_printf(&key, "agency-kind.%.*s", STR_FMT(kind));
    bool known = !str_eq(catalog_label(c, buf_view(&key), LANG_EN), buf_view(&key));
    buf_free(&key);
    return known;
}

/* Whether an agency of that kind may file it, at some level. */
static bool may_file(const struct walk *w, struct str kind, const char *act_kind, struct str type)
{
    static const char *const levels[] = {"nation", "province", "city", "county", "zone", "township"};
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        struct cat_agency someone = {.kind = kind, .level = str_of(levels[i])};
        if (catalog_power(w->c, &someone, str_of(act_kind), type, w->on, NULL))
            return true;
    }
    return false;
}

static bool some_may_file(const struct walk *w, struct str kinds, const char *act_kind, struct str type)
{
    struct str one;
    while (str_split(&kinds, ' ', &one))
        if (one.n && may_file(w, one, act_kind, type))
            return true;
    return false;
}

/* Each instrument is there, and one of them is in force on the day. */
static void walk_basis(struct walk *w, struct str id, struct str basis)
{
    struct str one, instrument;
    bool in_force = false;
    while (str_split(&basis, ';', &one)) {
        one = str_trim(one);
        if (!str_split(&one, ' ', &instrument))
            continue;
        const struct cat_instrument *x = catalog_instrument(w->c, instrument);
        if (!x)
            dead(w, id, "its basis leads to no instrument");
        else
            in_force = in_force || on_day(x->valid_from, x->valid_to, w->on);
    }
    if (!in_force)
        dead(w, id, "no instrument of its basis is in force");
}

/* ---- lists ---- */

static bool machine_ends(const struct catalog *c, struct str machines)
{
    static const char *const ends[] = {"repaired", "removed", "expired"};
    struct str one;
    while (str_split(&machines, ' ', &one)) {
        size_t n;
        const struct cat_transition *t = catalog_machine(c, one, &n);
        for (size_t i = 0; i < n; i++)
            for (size_t k = 0; k < sizeof ends / sizeof *ends; k++)
                if (str_is(t[i].to, ends[k]))
                    return true;
    }
    return false;
}

static bool has_ground(const struct walk *w, struct str list)
{
    size_t n;
    const struct cat_ground *g = catalog_grounds(w->c, list, &n);
    for (size_t i = 0; i < n; i++)
        if (on_day(g[i].valid_from, g[i].valid_to, w->on))
            return true;
    return false;
}

static void walk_owner(struct walk *w, const struct cat_list *x)
{
    static const char *const adverse[] = {"list.decide", "repair.decide", "objection.answer", NULL};
    static const char *const favourable[] = {"honour.grant", "honour.end", NULL};
    const char *const *acts = x->klass == LIST_FAVOURABLE ? favourable : adverse;
    struct str rest = x->owner_kind, kind;
    bool some = false;
    while (str_split(&rest, ' ', &kind)) {
        some = true;
        if (!is_known_kind(w->c, kind))
            dead(w, x->type.id, "its owner is no kind of agency");
        for (size_t i = 0; acts[i]; i++)
            if (!may_file(w, kind, acts[i], x->type.id))
                dead(w, x->type.id, acts[i]);
    }
    if (!some)
        dead(w, x->type.id, "no kind of agency keeps it");
}

static void walk_lists(struct walk *w)
{
    const struct cat_list *rows;
    size_t n = catalog_lists(w->c, &rows);
    for (size_t i = 0; i < n; i++) {
        const struct cat_list *x = &rows[i];
        if (!takes_acts(&x->type, w->on))
            continue;
        w->usable++;
        if (!has_ground(w, x->type.id))
            dead(w, x->type.id, "it has no ground");
        if (!x->exit.n || !x->exit_en.n)
            dead(w, x->type.id, "it does not say how an entry ends");
        if (x->klass != LIST_FAVOURABLE && !machine_ends(w->c, x->type.machine))
            dead(w, x->type.id, "none of its steps ends an entry");
        walk_owner(w, x);
        walk_basis(w, x->type.id, x->type.basis);
    }
}

/* ---- measures ---- */

static void walk_measures(struct walk *w)
{
    const struct cat_measure *rows;
    size_t n = catalog_measures(w->c, &rows);
    for (size_t i = 0; i < n; i++) {
        const struct cat_measure *x = &rows[i];
        struct str rest = x->by_kinds, kind;
        if (!takes_acts(&x->type, w->on))
            continue;
        w->usable++;
        while (str_split(&rest, ' ', &kind)) {
            if (!is_known_kind(w->c, kind))
                dead(w, x->type.id, "it is applied by no kind of agency");
            if (!may_file(w, kind, "measure.apply", x->type.id) || !may_file(w, kind, "measure.end", x->type.id))
                dead(w, x->type.id, "a kind that applies it has no power");
        }
        if (!some_may_file(w, x->by_kinds, "measure.apply", x->type.id))
            dead(w, x->type.id, "nobody may apply it");
        if (x->ends == ENDS_UNKNOWN || !x->end.n || !x->end_en.n)
            dead(w, x->type.id, "it has no end");
        if (x->effect != EFFECT_DECISION && x->effect != EFFECT_NOTICE)
            dead(w, x->type.id, "it is no act of its own");
        walk_basis(w, x->type.id, x->type.basis);
    }
}

/* ---- what follows what ---- */

static void walk_ties(struct walk *w)
{
    const struct cat_list_measure *rows;
    size_t n = catalog_list_measures(w->c, &rows);
    for (size_t i = 0; i < n; i++) {
        const struct cat_list_measure *t = &rows[i];
        const struct cat_list *list = catalog_list(w->c, t->list, w->on);
        const struct cat_measure *measure = catalog_measure(w->c, t->measure, w->on);
        if (!on_day(t->valid_from, t->valid_to, w->on))
            continue;
        if (!list || !measure)
            dead(w, t->measure, "a tie does not join a list and a measure");
        else if (takes_acts(&list->type, w->on) && takes_acts(&measure->type, w->on) &&
                 !some_may_file(w, measure->by_kinds, "measure.apply", t->measure))
            dead(w, t->measure, "it follows a list and nobody may apply it");
        if (t->basis.n)
            walk_basis(w, t->measure, t->basis);
    }
}

static bool is_tied(const struct walk *w, struct str measure)
{
    const struct cat_list_measure *rows;
    size_t n = catalog_list_measures(w->c, &rows);
    for (size_t i = 0; i < n; i++)
        if (str_eq(rows[i].measure, measure) && on_day(rows[i].valid_from, rows[i].valid_to, w->on))
            return true;
    return false;
}

/* An act must name a ground: a measure that follows nothing could never be applied. */
static void walk_untied(struct walk *w)
{
    const struct cat_measure *rows;
    size_t n = catalog_measures(w->c, &rows);
    for (size_t i = 0; i < n; i++)
        if (takes_acts(&rows[i].type, w->on) && !is_tied(w, rows[i].type.id))
            dead(w, rows[i].type.id, "it follows no list and no honour");
}

static struct walk walk(const struct catalog *c, struct day on, bool quiet)
{
    struct walk w = {.c = c, .on = on, .quiet = quiet};
    walk_lists(&w);
    walk_measures(&w);
    walk_ties(&w);
    walk_untied(&w);
    return w;
}

static const int days[][3] = {{2024, 6, 3}, {2025, 12, 26}, {2026, 6, 1}};

static void walk_rulebook(const char *dir, int least)
{
    struct catalog *c = load_repository(dir);
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        struct walk w = walk(c, day_of_date(days[i][0], days[i][1], days[i][2]), false);
        assert_int_equal(w.ends, 0);
        assert_true(w.usable >= least);
    }
    catalog_free(c);
}

static void catalog_chain_of_the_nation_has_no_dead_end(void **state)
{
    (void)state;
    walk_rulebook("data/cn", 24);
}

static void catalog_chain_of_the_province_has_no_dead_end(void **state)
{
    (void)state;
    walk_rulebook("data/demo", 27);
}

/* ---- the walk can fail: one row taken out, or one cell changed ---- */

static const struct {
    const char *file, *needle, *with; /* with NULL: every line that holds the needle goes */
} cuts[] = {
    {"cn/grounds.csv", "hrss-wages,", NULL},
    {"cn/powers.csv", ",list.,hrss-wages,", NULL},
    {"cn/powers.csv", ",repair.,hrss-wages,", NULL},
    {"cn/powers.csv", ",measure.,funds-wages,", NULL},
    {"cn/powers.csv", "fin,*,measure.,funds-wages,", NULL},
    {"cn/list_measures.csv", "hrss-wages,funds-wages,", NULL},
    {"demo/powers.csv", ",measure.,ql-site-funds,", NULL},
    {"demo/list_measures.csv", ",ql-site-funds,", NULL},
    {"demo/measures.csv", ",range,6,24,", ",unknown,,,"},
    {"demo/measures.csv", ",decision,must,", ",penalty,must,"},
    {"demo/measures.csv", ",organisation,hc,", ",organisation,hx,"},
    {"demo/instruments.csv", ",2020-01-01,", ",2030-01-01,"},
    {"demo/grounds.csv", "ql-prepaid,", NULL},
    {"demo/powers.csv", ",list.,ql-prepaid,", NULL},
    {"demo/list_measures.csv", ",ql-no-pledge,", NULL},
};

static void cut(struct arena *a, const char *path, const char *needle, const char *with)
{
    struct str rest = read_text(a, path), line;
    struct buf kept = {0};
    int met = 0;
    while (str_split(&rest, '\n', &line)) {
        ptrdiff_t at = str_find(line, str_of(needle));
        met += at >= 0;
        if (at < 0 && line.n)
            buf_printf(&kept, "%.*s\n", STR_FMT(line));
        else if (at >= 0 && with)
            buf_printf(&kept, "%.*s%s%.*s\n", (int)at, line.p, with, (int)(line.n - (size_t)at - strlen(needle)),
                       line.p + at + strlen(needle));
    }
    assert_true(met > 0);
    write_text(path, buf_view(&kept));
    buf_free(&kept);
}

static void catalog_chain_that_is_cut_is_found(void **state)
{
    struct arena *a = arena_new();
    const char *dir = temp_dir(a), *demo = path_join(a, dir, "demo");
    struct err e;
    (void)state;
    copy_folder(a, repository(a, "data/cn"), path_join(a, dir, "cn"));
    copy_folder(a, repository(a, "data/demo"), demo);
    for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
        const char *path = path_join(a, dir, cuts[i].file);
        struct str before = read_text(a, path);
        cut(a, path, cuts[i].needle, cuts[i].with);
        struct catalog *c = load_good(demo);
        struct walk w = walk(c, day_of_date(2026, 6, 1), true);
        if (!w.ends)
            print_message("not found: %s %s\n", cuts[i].file, cuts[i].needle);
        assert_true(w.ends > 0);
        catalog_free(c);
        write_text(path, before);
    }
    assert_true(dir_remove(dir, &e));
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(catalog_chain_of_the_nation_has_no_dead_end),
        cmocka_unit_test(catalog_chain_of_the_province_has_no_dead_end),
        cmocka_unit_test(catalog_chain_that_is_cut_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
