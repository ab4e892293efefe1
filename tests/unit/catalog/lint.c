/* SPDX-License-Identifier: Apache-2.0 */
/* The tiny jurisdiction with one fault: it loads, and the lint tells the fault, at its place, and no other. */
#include "catalog_test.h"

#define REMOVED "-" /* for a column: the line is taken out */
#define ADDED   "+" /* for a column: the value is a line more */
struct fault {
    const char *table;
    int line;
    const char *column, *value; /* the one cell to change */
    const char *rule;
    const char *at;        /* table of the finding; NULL: the same */
    int at_line;           /* 0: the same line */
    const char *at_column; /* NULL: the same column */
};
static const struct fault errors[] = {
    /* words of no group */
    {"terms", 7, "what", "answer-window", "rules-word"},
    {"terms", 7, "start", "sunrise", "rules-word"},
    {"transitions", 5, "from", "silent", "rules-word"},
    {"transitions", 8, "to", "gone", "rules-word"},
    {"transitions", 7, "gates", "condition-met luck", "rules-word"},
    {"transitions", 3, "when", "unread", "rules-word"},
    {"transitions", 5, "papers", "scroll", "rules-word"},
    {"transitions", 2, "clock", "hand-over", "rules-word"},
    {"transitions", 7, "by", "gull", "rules-word"},
    {"transitions", 2, "owed_by", "gull", "rules-word"},
    {"grounds", 2, "papers", "gossip", "rules-word"},
    {"grounds", 4, "requires", "luck", "rules-word"},
    {"lists", 4, "requires", "luck", "rules-word"},
    {"lists", 4, "field", "fashion", "rules-word"},
    {"lists", 4, "owner_kind", "warden bishop", "rules-word"},
    {"lists", 4, "catalogue", "land", "rules-word"},
    {"measures", 2, "category", "pier", "rules-word"},
    {"measures", 4, "by_kinds", "bishop", "rules-word"},
    /* ids of other tables */
    {"lists", 4, "machine", "raft", "rules-reference"},
    {"measures", 2, "machine", "quay raft", "rules-reference"},
    {"record_types", 3, "machine", "raft", "rules-reference"},
    {"lists", 4, "replaces", "rebuke", "rules-reference"},
    {"list_measures", 2, "grounds", "lines ropes", "rules-reference"},
    {"measures", 2, "fields", "berth_sizes", "rules-reference"},
    {"instruments", 4, "region", "970000", "rules-reference"},
    {"list_measures", 2, "measure", "berth", "tie-no-measure"},
    {"list_measures", 2, "list", "rebuke", "tie-no-measure"},
    {"grounds", 2, "list", "no-mooring", "tie-no-measure"},
    {"grounds", 4, "trigger", "day:02-30", "ground-trigger"},
    {"grounds", 4, "trigger", "tide", "ground-trigger"},
    {"grounds", 2, "papers", "", "ground-trigger"},
    /* lists */
    {"lists", 4, "tone", "favourable", "list-tone"},
    {"lists", 2, "class", "abnormal", "list-tone", NULL, 0, "tone"},
    {"lists", 4, "basis", "", "list-no-basis"},
    {"lists", 4, "exit", "", "list-no-exit"},
    {"lists", 4, "remedy", "", "list-no-remedy"},
    {"lists", 3, "owner_kind", "", "list-no-owner", NULL, 0, "owner"},
    {"lists", 4, "machine", "", "list-no-machine"},
    {"lists", 4, "consent_levels", "county", "list-consent"},
    {"lists", 4, "basis", "harbour-act 8", "list-local-basis"},
    {"powers", 10, REMOVED, NULL, "list-no-power", "lists", 2, "id"},
    /* machines */
    {"transitions", 7, "by", "", "machine-step"},
    {"transitions", 4, "gates", "", "machine-step"},
    {"transitions", 2, "owed_by", "", "machine-duty"},
    {"transitions", 5, "clock", "serve-decision", "machine-duty"},
    {"transitions", 4, REMOVED, NULL, "machine-source", "transitions", 4, "from"},
    {"transitions", 11, REMOVED, NULL, "machine-stuck", "transitions", 10, "to"},
    /* measures */
    {"measures", 2, "tone", "favourable", "measure-tone"},
    {"measures", 2, "kind", "reward", "measure-tone", NULL, 0, "tone"},
    {"measures", 2, "basis", "", "measure-no-basis"},
    {"measures", 2, "basis", "harbour-act", "measure-no-article"},
    {"measures", 2, "basis", "pact 1", "measure-basis-memo"},
    {"measures", 2, "basis", "fish-order 2", "measure-basis-low"},
    {"measures", 3, "basis", "fish-order 2;pact 1", "measure-basis-low"},
    {"instruments", 4, "region", "", "measure-basis-low", "measures", 3, "basis"},
    {"measures", 2, "by_kinds", "", "measure-no-authority"},
    {"powers", 9, REMOVED, NULL, "measure-no-authority", "measures", 3, "by_kinds"},
    {"measures", 2, "effect", "weighed", "measure-no-act"},
    {"measures", 3, "effect", "law", "measure-no-act"},
    {"measures", 2, "class", "market", "measure-no-act"},
    {"measures", 2, "ends", "unknown", "measure-no-end"},
    {"measures", 2, "ends", "fixed", "measure-months", NULL, 0, "months_max"},
    {"measures", 3, "months_min", "9", "measure-months"},
    /* powers */
    {"powers", 0, ADDED, "warden,*,measure.,adrift,own,,,,,invented", "power-family", NULL, 11, "type"},
    {"powers", 6, "type", "no-mooring", "power-family"},
    /* time */
    {"lists", 4, "valid_from", "2023-12-31", "rules-overlap"},
    {"lists", 3, "valid_to", "", "rules-overlap", NULL, 4, "valid_from"},
    {"list_measures", 4, "valid_from", "2024-12-31", "rules-overlap"},
    {"transitions", 0, ADDED,
     "quay,Q2,barred,measure.end,,free,agency,reason,,,,,,解禁,bar lifted,2024-01-01,,,invented,", "rules-overlap",
     NULL, 12, "valid_from"},
    {"terms", 0, ADDED, "rebuke-now,rebuke,display-longest,general,3,month,decision,2025-01-01,,,,invented,",
     "term-double", NULL, 11, "id"},
    {"terms", 3, "valid_from", "2023-12-01", "term-double", NULL, 0, "id"},
    {"terms", 9, "count", "13", "term-contradiction"},
    {"terms", 0, ADDED, "least,penalty,display-shortest,general,1,year,decision,,,,,invented,", "term-contradiction",
     NULL, 11, "count"},
};
static const struct fault warnings[] = {
    {"lists", 3, "basis_tier", "D", "list-basis-weak"},
    {"grounds", 3, "cure_en", "", "rules-translation"},
    {"measures", 2, "what", "", "rules-translation"},
    {"lists", 4, "exit_en", "", "rules-translation"},
    {"instruments", 4, "en", "", "rules-translation"},
    {"transitions", 2, "gates", "basis ground", "gate-missing", "lists", 4, "requires"},
    {"transitions", 5, "gates", "basis ground window", "gate-missing", "lists", 4, "consent_levels"},
    {"measures", 2, "by_kinds", "guild warden", "measure-kind-power"},
    {"list_measures", 2, REMOVED, NULL, "measure-untied", "measures", 2, "id"},
    {"list_measures", 2, "basis", "", "tie-no-basis"},
    {"powers", 6, "levels", "nation province", "power-beyond-list"},
    {"powers", 0, ADDED, "guild,city,measure.,short-tide,own,,harbour-act 10,,,invented", "power-beyond-measure", NULL,
     11, "agency_kind"},
    {"instruments", 2, "tier", "B", "tier-overstated", "lists", 3, "basis_tier"},
    {"lists", 4, "state_why", "缺", "state-why-stale"},
    {"instruments", 2, "valid_to", "2022-06-30", "edition-superseded", "measures", 2, "basis"},
    {"terms", 10, "basis", "fish-order 3", "edition-superseded"},
};

static struct str path_of(struct arena *a, const char *dir, const char *table)
{
    return str_printf(a, "%s/%s.csv", dir, table);
}

/* Cells of one line, quotes kept: no cell of this jurisdiction holds a line break. */
static size_t cells_of(struct str line, struct str cells[64])
{
    size_t n = 0, from = 0;
    bool quoted = false;
    for (size_t i = 0; i <= line.n; i++) {
        if (i < line.n && line.p[i] == '"')
            quoted = !quoted;
        if (i < line.n && (quoted || line.p[i] != ','))
            continue;
        assert_in_range(n, 0, 63);
        cells[n++] = str_n(line.p + from, i - from);
        from = i + 1;
    }
    return n;
}

static int column_of(struct str head, const char *column)
{
    struct str cells[64];
    size_t n = cells_of(head, cells);
    for (size_t i = 0; i < n; i++)
        if (str_is(cells[i], column))
            return (int)i;
    fail_msg("no column %s", column);
    return -1;
}

static void put_cell(struct buf *out, struct str head, struct str line, const struct fault *x)
{
    struct str cells[64];
    size_t n = cells_of(line, cells);
    if (strcmp(x->column, REMOVED) == 0)
        return;
    cells[column_of(head, x->column)] = str_of(x->value);
    for (size_t i = 0; i < n; i++)
        buf_printf(out, "%s%.*s", i ? "," : "", STR_FMT(cells[i]));
    buf_char(out, '\n');
}

static int break_table(struct arena *a, const char *dir, const struct fault *x)
{
    const char *path = path_of(a, dir, x->table).p;
    struct str rest = read_text(a, path), head = STR_NONE, line;
    struct buf out = {0};
    for (int n = 1; str_split(&rest, '\n', &line); n++) {
        head = n == 1 ? line : head;
        if (n == x->line)
            put_cell(&out, head, line, x);
        else if (line.n)
            buf_printf(&out, "%.*s\n", STR_FMT(line));
    }
    if (strcmp(x->column, ADDED) == 0)
        buf_printf(&out, "%s\n", x->value);
    write_text(path, buf_view(&out));
    buf_free(&out);
    const char *column = x->at_column ? x->at_column : x->column;
    struct str at = read_text(a, path_of(a, dir, x->at ? x->at : x->table).p);
    str_split(&at, '\n', &head);
    return x->at && !x->at_column ? 0 : column_of(head, column) + 1;
}

static bool is_told(const struct findings *f, const struct fault *x, enum finding_level level, int column)
{
    struct arena *a = arena_new();
    struct str table = str_printf(a, "/%s.csv", x->at ? x->at : x->table);
    int line = x->at_line ? x->at_line : x->line;
    bool told = false;
    for (size_t i = 0; i < findings_kept(f); i++) {
        const struct finding *one = findings_get(f, i);
        told = told || (!strcmp(one->rule, x->rule) && one->level == level && str_ends(one->file, table) &&
                        one->line == line && one->column == column);
    }
    arena_free(a);
    return told;
}

/* The same fault seen from two sides would send an official to two places. */
static bool is_alone(const struct findings *f, const struct fault *x, enum finding_level level)
{
    for (size_t i = 0; i < findings_kept(f); i++)
        if (findings_get(f, i)->level >= level && strcmp(findings_get(f, i)->rule, x->rule) != 0)
            return false;
    return true;
}

static void find_fault(struct arena *a, const char *dir, const struct fault *x, enum finding_level level)
{
    struct findings *f = findings_new();
    struct catalog *c = NULL;
    struct err e = {0};
    copy_folder(a, repository(a, "tests/data/tiny"), dir);
    int column = break_table(a, dir, x);
    bool loaded = catalog_load(dir, f, &c, &e);
    bool sound = loaded && catalog_lint(c, FINDING_WARNING, f);
    if (!loaded || sound != (level < FINDING_ERROR) || !is_told(f, x, level, column) || !is_alone(f, x, level)) {
        print_findings(f);
        fail_msg("%s.csv line %d, %s: '%s' should give %s alone, at column %d", x->table, x->line, x->column,
                 x->value ? x->value : "", x->rule, column);
    }
    catalog_free(c);
    findings_free(f);
}

static void find_all(const struct fault *v, size_t n, enum finding_level level)
{
    struct arena *a = arena_new();
    const char *dir = temp_dir(a);
    struct err e;
    for (size_t i = 0; i < n; i++)
        find_fault(a, dir, &v[i], level);
    assert_true(dir_remove(dir, &e));
    arena_free(a);
}

static void catalog_lint_tells_each_error_at_its_place(void **state)
{
    (void)state;
    find_all(errors, sizeof errors / sizeof *errors, FINDING_ERROR);
}

static void catalog_lint_tells_each_warning_at_its_place(void **state)
{
    (void)state;
    find_all(warnings, sizeof warnings / sizeof *warnings, FINDING_WARNING);
}

/* A list that loses its last ground. */
static void catalog_lint_tells_a_list_without_grounds(void **state)
{
    struct arena *a = arena_new();
    const char *dir = temp_dir(a);
    struct findings *f = findings_new();
    struct err e;
    (void)state;
    copy_folder(a, repository(a, "tests/data/tiny"), dir);
    struct str text = read_text(a, path_of(a, dir, "grounds").p), head;
    str_split(&text, '\n', &head);
    write_text(path_of(a, dir, "grounds").p, str_printf(a, "%.*s\n", STR_FMT(head)));
    change_text(a, path_of(a, dir, "list_measures").p, ",lines,", ",,");
    struct catalog *c = load_good(dir);
    assert_false(catalog_lint(c, FINDING_ERROR, f));
    assert_int_equal(findings_count_rule(f, "list-no-ground"), 2); /* a row a regime */
    assert_int_equal(findings_count(f, FINDING_ERROR), 2);
    catalog_free(c);
    findings_free(f);
    assert_true(dir_remove(dir, &e));
    arena_free(a);
}

/* What comes with the program is sound, and so is the island. */
static void catalog_lint_finds_the_shipped_rulebooks_sound(void **state)
{
    static const char *const paths[] = {"data/cn", "data/demo", "tests/data/tiny"};
    (void)state;
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        struct catalog *c = load_repository(paths[i]);
        struct findings *f = findings_new();
        bool sound = catalog_lint(c, FINDING_NOTE, f);
        int64_t untranslated = findings_count_rule(f, "rules-translation");
        if (!sound || untranslated) {
            print_findings(f);
            fail_msg("%s has faults", paths[i]);
        }
        findings_free(f);
        catalog_free(c);
    }
}

static void catalog_lint_every_rule_has_words_advice_and_a_source(void **state)
{
    const struct cat_rule *rule;
    size_t n = 0;
    (void)state;
    for (; (rule = catalog_rule(n)); n++) {
        assert_true(finding_rule_known(rule->id));
        assert_true(rule->fix_zh[0] && rule->fix_en[0] && rule->source[0]);
        assert_ptr_equal(catalog_rule_of(rule->id), rule);
    }
    assert_in_range(n, 40, 100);
    assert_null(catalog_rule_of("rules-key"));
}

/* Every rule of the table is broken above at least once, but for notes and what needs two folders. */
static void catalog_lint_every_rule_can_fail(void **state)
{
    static const char *const elsewhere[] = {"local-stricter", "override-source", "list-no-ground"};
    const struct cat_rule *rule;
    (void)state;
    for (size_t i = 0; (rule = catalog_rule(i)); i++) {
        bool broken = rule->level == FINDING_NOTE;
        for (size_t k = 0; k < sizeof errors / sizeof *errors; k++)
            broken = broken || strcmp(errors[k].rule, rule->id) == 0;
        for (size_t k = 0; k < sizeof warnings / sizeof *warnings; k++)
            broken = broken || strcmp(warnings[k].rule, rule->id) == 0;
        for (size_t k = 0; k < sizeof elsewhere / sizeof *elsewhere; k++)
            broken = broken || strcmp(elsewhere[k], rule->id) == 0;
        if (!broken)
            fail_msg("nothing breaks the rule %s", rule->id);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(catalog_lint_tells_each_error_at_its_place),
        cmocka_unit_test(catalog_lint_tells_each_warning_at_its_place),
        cmocka_unit_test(catalog_lint_tells_a_list_without_grounds),
        cmocka_unit_test(catalog_lint_finds_the_shipped_rulebooks_sound),
        cmocka_unit_test(catalog_lint_every_rule_has_words_advice_and_a_source),
        cmocka_unit_test(catalog_lint_every_rule_can_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
