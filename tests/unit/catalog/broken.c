/* SPDX-License-Identifier: Apache-2.0 */
/* The tiny jurisdiction with one place broken: refused, with file, line, column and rule. */
#include "catalog_test.h"

struct breakage {
    const char *table, *old, *new; /* the one place to change; new NULL: the table is removed */
    const char *rule;
    int line, column;
};
static const struct breakage breakages[] = {
    {"agencies.csv", "id,kind,level", "id,kind,hight", "rules-column-unknown", 1, 3},
    {"agencies.csv", "id,kind,level", "id,kind,hight", "rules-column-missing", 1, 0},
    {"agencies.csv", "uscc,parent,", "uscc,uscc,", "rules-column-double", 1, 8},
    {"terms.csv", NULL, NULL, "rules-file", 1, 0},
    {"jurisdiction.csv", "tiny,小岛,Tiny Island,,2024-01-01,yes,invented\n", "", "rules-table", 1, 0},
    {"jurisdiction.csv", "Tiny Island,,", "Tiny Island,../nowhere,", "rules-extends", 2, 4},
    {"jurisdiction.csv", "2024-01-01", "2024-13-01", "rules-value", 2, 5},
    {"agencies.csv", "old-north,guild", "north,guild", "rules-key", 4, 0},
    {"agencies.csv", "北岸旧行会", "北岸 行会", "rules-key", 4, 5},
    {"agencies.csv", "港务监;Warden", "港务监;北岸行会", "rules-key", 3, 5},
    {"agencies.csv", "11980100TY0000021Q", "11980000TY0000013Q", "rules-key", 3, 7},
    {"agencies.csv", "11980100TY0000021Q", "11980100TY0000021R", "rules-value", 3, 7},
    {"agencies.csv", ",harbour,,,2020-01-01", ",harbor,,,2020-01-01", "rules-reference", 3, 8},
    {"agencies.csv", "2019-12-31,north", "2019-12-31,south", "rules-reference", 4, 13},
    {"agencies.csv", "harbour,warden", "harbour,keeper", "rules-reference", 2, 2},
    {"agencies.csv", "warden,province,980000", "warden,province,980009", "rules-reference", 2, 4},
    {"agencies.csv", "warden,province", "warden,empire", "rules-value", 2, 3},
    {"instruments.csv", "2021-01-01,2023-12-31", "2021-01-01,2020-12-31", "rules-interval", 3, 9},
    {"instruments.csv", "2021-01-01,2023-12-31", "2021-02-30,2023-12-31", "rules-value", 3, 8},
    {"regions.csv", "980201,", "98020,", "rules-value", 7, 1},
    {"regions.csv", "202001,202212", "202001,soon", "rules-value", 4, 5},
    {"record_types.csv", "rebuke,penalty,adverse,usable,,,,", "rebuke,penalty,adverse,usable,,,yes,",
     "rules-past-stays", 3, 9},
    {"record_types.csv", "berth,泊位证,berth permit,licence,neutral", "berth,泊位证,berth permit,licence,adverse",
     "rules-no-term", 2, 5},
    {"record_types.csv", "berth permit,licence", "berth permit,gift", "rules-value", 2, 4},
    {"record_types.csv", ",,,agency doc_no,perm", ",,,agency number,perm", "rules-natural-key", 2, 12},
    {"record_types.csv", "perm,,harbour-act", "perm,,harbour-law", "rules-reference", 2, 15},
    {"record_types.csv", "neutral,usable,,", "neutral,display-only,,", "rules-value", 2, 7},
    {"lists.csv", "tidy-boats,整洁", "berth,整洁", "rules-key", 2, 1},
    {"lists.csv", "yes,,harbour,", "yes,,port,", "rules-reference", 2, 11},
    {"lists.csv", "year|doc_no", "age|doc_no", "rules-natural-key", 2, 12},
    {"fields.csv", "licence.grant,berth,4", "licence.grant,wharf,4", "rules-reference", 6, 2},
    {"fields.csv", "penalty.decide,*,1", "penalty.scold,*,1", "rules-reference", 7, 1},
    {"fields.csv", ",berth_kind,public", ",wharf_kind,public", "rules-reference", 3, 14},
    {"fields.csv", ",berth_kind,public", ",,public", "rules-value", 3, 14},
    {"fields.csv", "berth_kind=deep", "berth_kind=deepest", "rules-reference", 4, 13},
    {"fields.csv", "berth_kind=deep", "wharf_kind=deep", "rules-reference", 4, 13},
    {"fields.csv", "berth_kind=deep", "", "rules-value", 4, 13},
    {"fields.csv", "C,berth_kind,,public", "O,berth_kind,,public", "rules-value", 6, 13},
    {"fields.csv", "户号;Holder No.", "户号;船 长", "rules-header", 4, 0},
    {"fields.csv", "subject,code,18,M,,,public,,conflict,invented,\nlicence.grant,*,2",
     "subject,cod,18,M,,,public,,conflict,invented,\nlicence.grant,*,2", "rules-value", 2, 10},
    {"fields.csv", "int,4,C", "int,4,X", "rules-value", 4, 12},
    {"fields.csv", "int,4,C", "int,-4,C", "rules-value", 4, 11},
    {"glossary.csv", "status,active",
     "status,active-active-active-active-active-active-active-active-active-active-active-active-active-active-active",
     "rules-value", 11, 2},
    {"options.csv", "berth_kind,shallow", "berth_kind,deep", "rules-key", 3, 0},
    {"options.csv", "shallow,浅水", "shallow,", "rules-value", 3, 3},
    {"terms.csv", "rebuke-old,rebuke", "rebuke-old,berths", "rules-reference", 2, 2},
    {"terms.csv", "harbour-act 7", "harbor-act 7", "rules-reference", 3, 11},
    {"terms.csv", "copied-view,,5,day", "copied-view,,5,week", "rules-value", 6, 6},
    {"terms.csv", "copied-view,,5,day", "copied-view,,,day", "rules-value", 6, 5},
    {"terms.csv", "rebuke-new,", "rebuke-old,", "rules-key", 3, 0},
    {"powers.csv", "warden,*,licence.", "wardens,*,licence.", "rules-reference", 2, 1},
    {"powers.csv", "licence.,berth", "licence.,wharf", "rules-reference", 2, 4},
    {"powers.csv", "*,licence.,", "*,permit.,", "rules-reference", 2, 3},
    {"powers.csv", "own,warden", "own,bishop", "rules-reference", 4, 6},
    {"powers.csv", "guild,province", "guild,province island", "rules-value", 3, 2},
    {"powers.csv", "harbour-act 3", "harbour-acts 3", "rules-reference", 3, 7},
    {"powers.csv", "berth,own", "berth,all", "rules-value", 4, 5},
    {"calendar.csv", "makeup_workday", "makeup", "rules-value", 3, 2},
    {"calendar.csv", "2024-05-04", "2024-05-01", "rules-key", 3, 0},
    {"glossary.csv", "word,city", "level,city", "rules-key", 10, 0},
    {"exceptions.csv", "91980100TY0000996B", "91980100TY0000996A", "rules-value", 2, 1},
    {"exceptions.csv", "91980100TY0000996B", "91980100TY", "rules-value", 2, 1},
    {"glossary.csv", "status,active,", "status,active,\"", "unclosed-quote", 11, 0},
};

static bool ends_with_table(struct str path, const char *table)
{
    return str_ends(path, str_of(table));
}

static bool is_told(const struct findings *f, const struct breakage *b)
{
    for (size_t i = 0; i < findings_kept(f); i++) {
        const struct finding *x = findings_get(f, i);
        if (!strcmp(x->rule, b->rule) && x->level == FINDING_ERROR && ends_with_table(x->file, b->table) &&
            x->line == b->line && (x->column == b->column || !b->column))
            return true;
    }
    return false;
}

static void break_and_load(struct arena *a, const char *dir, const struct breakage *b)
{
    struct findings *f = findings_new();
    struct catalog *c = (struct catalog *)dir; /* must stay as it is */
    struct err e = {0};
    const char *path = path_join(a, dir, b->table);
    copy_folder(a, repository(a, "tests/data/tiny"), dir);
    if (b->new)
        change_text(a, path, b->old, b->new);
    else
        assert_int_equal(unlink(path), 0);
    bool loaded = catalog_load(dir, f, &c, &e);
    if (loaded || !is_told(f, b)) {
        print_findings(f);
        fail_msg("%s: '%s' for '%s' should give %s at %d:%d", b->table, b->new ? b->new : "", b->old ? b->old : "",
                 b->rule, b->line, b->column);
    }
    assert_int_equal(e.kind, ERR_DATA);
    assert_ptr_equal(c, dir);
    findings_free(f);
}

static void catalog_broken_each_place_is_told(void **state)
{
    struct arena *a = arena_new();
    const char *dir = temp_dir(a);
    struct err e;
    (void)state;
    for (size_t i = 0; i < sizeof breakages / sizeof *breakages; i++)
        break_and_load(a, dir, &breakages[i]);
    assert_true(dir_remove(dir, &e));
    arena_free(a);
}

static void catalog_broken_folder_without_rulebook_is_not_found(void **state)
{
    struct arena *a = arena_new();
    const char *dir = temp_dir(a);
    struct findings *f = findings_new();
    struct catalog *c = NULL;
    struct err e = {0};
    (void)state;
    assert_false(catalog_load(dir, f, &c, &e));
    assert_int_equal(e.kind, ERR_NOT_FOUND);
    assert_true(dir_remove(dir, &e));
    findings_free(f);
    arena_free(a);
}

/* Errors of another file that stand in the same findings do not condemn a good rulebook. */
static void catalog_broken_counts_only_its_own_errors(void **state)
{
    struct arena *a = arena_new();
    struct findings *f = findings_new();
    struct catalog *c = NULL;
    struct err e = {0};
    (void)state;
    finding_at(f, FINDING_ERROR, 1, 1, "rules-key", STR("x"), STR_NONE, STR_NONE);
    assert_true(catalog_load(repository(a, "tests/data/tiny"), f, &c, &e));
    catalog_free(c);
    catalog_free(NULL);
    findings_free(f);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(catalog_broken_each_place_is_told),
        cmocka_unit_test(catalog_broken_folder_without_rulebook_is_not_found),
        cmocka_unit_test(catalog_broken_counts_only_its_own_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
