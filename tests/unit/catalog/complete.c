/* SPDX-License-Identifier: Apache-2.0 */
/* An operator's folder completes rows of the one below: its columns replace those cells, and nothing else changes. */
#include "family.h"

/* The parent's newest regime of the board lacks something. */
static struct family family_incomplete(void)
{
    struct family f = family_new();
    const char *lists = path_join(f.a, f.parent, "lists.csv");
    change_text(f.a, lists, "usable,,,,,harbour,agency doc_no,sea",
                "display-only,缺救济,remedy not known,,,harbour,agency doc_no,sea");
    return f;
}

static const struct cat_list *board(const struct catalog *c, int year)
{
    return catalog_list(c, STR("adrift"), day_of_date(year, 6, 1));
}

/* What the lint finds of one rule in the child, at that level. */
static int64_t told(struct family *f, const char *rule, enum finding_level level)
{
    struct findings *found = findings_new();
    struct catalog *c = load_good(f->child);
    int64_t n = 0;
    catalog_lint(c, FINDING_WARNING, found);
    for (size_t i = 0; i < findings_kept(found); i++) {
        const struct finding *x = findings_get(found, i);
        n += strcmp(x->rule, rule) == 0 && x->level == level && str_find(x->file, STR("/child/")) >= 0;
    }
    catalog_free(c);
    findings_free(found);
    return n;
}

static void catalog_complete_makes_a_list_usable(void **state)
{
    struct family f = family_incomplete();
    (void)state;
    add_table(&f, "lists.csv", "source,id,state,state_why,state_why_en,remedy\n",
              "bay rule 3,adrift,usable,,,向湾务会申诉\n");
    struct catalog *c = load_good(f.child);
    struct findings *found = findings_new();
    assert_int_equal(board(c, 2025)->type.state, STATE_USABLE);
    assert_true(str_is(board(c, 2025)->remedy, "向湾务会申诉"));
    assert_true(str_is(board(c, 2025)->exit, "系缆后申请下榜")); /* no column of the file: as below */
    assert_true(str_is(board(c, 2025)->type.source, "bay rule 3"));
    assert_true(str_is(board(c, 2022)->remedy, "可向港务监申诉")); /* the earlier regime is not touched */
    assert_false(board(c, 2025)->type.local);                      /* it stays the parent's list */
    assert_int_equal(catalog_type(c, STR("adrift"))->state, STATE_USABLE);
    assert_true(catalog_lint(c, FINDING_ERROR, found));
    findings_free(found);
    catalog_free(c);
    family_free(&f);
}

static void catalog_complete_can_mean_an_earlier_row(void **state)
{
    struct family f = family_incomplete();
    (void)state;
    add_table(&f, "lists.csv", "id,valid_from,remedy,source\n", "adrift,2021-01-01,向湾务会申诉,bay rule 3\n");
    struct catalog *c = load_good(f.child);
    assert_true(str_is(board(c, 2022)->remedy, "向湾务会申诉"));
    assert_true(str_is(board(c, 2025)->remedy, "可向港务监申诉"));
    assert_int_equal(catalog_lists(c, &(const struct cat_list *){NULL}), 3);
    catalog_free(c);
    family_free(&f);
}

/* Tables whose key is no `id`. */
static void catalog_complete_knows_rows_by_their_own_keys(void **state)
{
    struct family f = family_new();
    (void)state;
    add_table(&f, "grounds.csv", "id,list,cure,cure_en,source\n", "lamp,adrift,点灯,a lamp lit,bay rule 4\n");
    add_table(&f, "list_measures.csv", "list,measure,must,source\n", "adrift,short-tide,,bay rule 5\n");
    struct catalog *c = load_good(f.child);
    size_t n;
    catalog_grounds(c, STR("adrift"), &n);
    assert_int_equal(n, 3);
    assert_true(str_is(catalog_ground(c, STR("adrift"), STR("lamp"), DAY_NONE)->cure, "点灯"));
    assert_true(str_is(catalog_ground(c, STR("adrift"), STR("lamp"), DAY_NONE)->trigger, "paper"));
    struct day now = day_of_date(2026, 1, 1), then = day_of_date(2023, 1, 1);
    const struct cat_list_measure *tie = catalog_list_measure(c, STR("adrift"), STR("short-tide"), now);
    assert_false(tie->must); /* the newest row, and the cell is emptied: its column is there */
    assert_true(str_is(tie->basis, "shore-rule 4"));
    assert_true(str_is(catalog_list_measure(c, STR("adrift"), STR("short-tide"), then)->source, "invented"));
    assert_int_equal(catalog_list_measures(c, &(const struct cat_list_measure *){NULL}), 3);
    catalog_free(c);
    family_free(&f);
}

static void catalog_complete_must_say_which_row(void **state)
{
    struct family f = family_new();
    (void)state;
    add_table(&f, "grounds.csv", "id,cure,source\n", "lamp,点灯,bay rule 4\n");
    assert_int_equal(refusals(&f, "rules-column-missing"), 1);
    add_table(&f, "grounds.csv", "list,cure,source\n", "adrift,点灯,bay rule 4\n");
    assert_int_equal(refusals(&f, "rules-column-missing"), 1);
    family_free(&f);
}

/* A slip in the id makes a row of its own, which the file has too few columns for: each is named. */
static void catalog_complete_of_nothing_is_refused(void **state)
{
    struct family f = family_new();
    (void)state;
    add_table(&f, "lists.csv", "id,remedy,source\n", "a-drift,向湾务会申诉,bay rule 3\n");
    assert_int_equal(refusals(&f, "rules-column-missing"), 7); /* zh en family tone state class subjects */
    family_free(&f);
}

static void catalog_complete_twice_in_one_folder_is_refused(void **state)
{
    struct family f = family_new();
    (void)state;
    add_table(&f, "lists.csv", "id,remedy,source\n", "adrift,甲,bay rule 3\nadrift,乙,bay rule 3\n");
    assert_int_equal(refusals(&f, "rules-key"), 1);
    family_free(&f);
}

static void catalog_complete_over_three_folders(void **state)
{
    struct family f = family_new();
    const char *cove = path_join(f.a, f.dir, "cove");
    struct err e;
    (void)state;
    add_table(&f, "lists.csv", "id,remedy,remedy_en,source\n", "adrift,甲,first,bay rule 3\n");
    assert_true(dir_make(cove, 0755, &e));
    write_text(path_join(f.a, cove, "jurisdiction.csv"),
               str_printf(f.a, "%scove,小湾,The Cove,../child,2024-02-01,yes,invented\n", jurisdiction_head));
    write_text(path_join(f.a, cove, "lists.csv"), STR("id,remedy,source\nadrift,乙,cove rule 1\n"));
    struct catalog *c = load_good(cove);
    assert_true(str_is(board(c, 2025)->remedy, "乙"));
    assert_true(str_is(board(c, 2025)->remedy_en, "first"));
    assert_true(str_is(board(c, 2025)->exit, "系缆后申请下榜"));
    catalog_free(c);
    family_free(&f);
}

/* A register keeps the whole as one folder: it opens as what was adopted. */
static void catalog_complete_copies_with_an_equal_digest(void **state)
{
    struct family f = family_incomplete();
    const char *copy = path_join(f.a, f.dir, "copy"), *again = path_join(f.a, f.dir, "again");
    struct err e;
    (void)state;
    add_table(&f, "lists.csv", "id,state,state_why,state_why_en,source\n", "adrift,usable,,,bay rule 3\n");
    add_table(&f, "grounds.csv", "list,id,cure,cure_en,source\n", "adrift,lamp,点灯,a lamp lit,bay rule 4\n");
    struct catalog *c = load_good(f.child), *parent = load_good(f.parent);
    assert_true(catalog_write(c, copy, &e));
    struct catalog *d = load_good(copy);
    assert_true(catalog_write(d, again, &e));
    struct catalog *g = load_good(again);
    assert_true(str_eq(catalog_digest(c), catalog_digest(d)));
    assert_true(str_eq(catalog_digest(c), catalog_digest(g)));
    assert_false(str_eq(catalog_digest(c), catalog_digest(parent)));
    assert_int_equal(board(d, 2025)->type.state, STATE_USABLE);
    catalog_free(c);
    catalog_free(d);
    catalog_free(g);
    catalog_free(parent);
    family_free(&f);
}

static void catalog_complete_says_where_the_value_comes_from(void **state)
{
    struct family f = family_new();
    (void)state;
    add_table(&f, "lists.csv", "id,remedy\n", "adrift,向湾务会申诉\n");
    assert_int_equal(told(&f, "override-source", FINDING_ERROR), 1);
    add_table(&f, "lists.csv", "id,remedy,source\n", "adrift,向湾务会申诉,bay rule 3\n");
    assert_int_equal(told(&f, "override-source", FINDING_ERROR), 0);
    family_free(&f);
}

/* ---- never harder on people than what lies below, but for a local regulation ---- */

struct harder {
    const char *table, *head, *row;
    int64_t errors, warnings;
};
static const struct harder harders[] = {
    {"terms.csv", term_head, "adrift-most,adrift,list-term,,2,year,listing,,,,harbour-act 8,bay,\n", 0,
     1}, /* a law says so */
    {"terms.csv", term_head, "adrift-most,adrift,list-term,,13,month,listing,,,,fish-order 8,bay,\n", 1, 0},
    {"terms.csv", term_head, "adrift-most,adrift,list-term,,13,month,listing,,,,shore-rule 8,bay,\n", 0, 1},
    {"terms.csv", term_head, "adrift-most,adrift,list-term,,12,month,listing,,,,,bay,\n", 0, 0},
    {"terms.csv", term_head, "adrift-most,adrift,list-term,,6,month,listing,,,,,bay,\n", 0, 0},
    {"terms.csv", term_head, "adrift-answer,adrift,reply-window,,2,workday,notice-served,,,,,bay,\n", 1, 0},
    {"terms.csv", term_head, "adrift-answer,adrift,reply-window,,9,workday,notice-served,,,,,bay,\n", 0, 0},
    {"terms.csv", term_head, "bay-serious,rebuke,display-longest,serious,10,month,decision,,,,,bay,\n", 1,
     0}, /* of its family: 9 */
    {"terms.csv", term_head, "bay-serious,rebuke,display-longest,serious,9,month,decision,,,,,bay,\n", 0, 0},
    {"terms.csv", term_head, "bay-hand,adrift,serve-decision,,3,day,decision,,,,,bay,\n", 1, 0}, /* of all: 2 */
    {"lists.csv", "id,subjects,source\n", "adrift,organisation individual person,bay\n", 0, 1},
    {"lists.csv", "id,subjects,basis,source\n", "adrift,organisation individual person,fish-order 2,bay\n", 1, 0},
    {"lists.csv", "id,consent_levels,source\n", "adrift,,bay\n", 0, 1},
    {"lists.csv", "id,requires,source\n", "adrift,,bay\n", 0, 1},
    {"lists.csv", "id,subjects,source\n", "adrift,organisation,bay\n", 0, 0},
    {"measures.csv", "id,subjects,source\n", "no-mooring,organisation person,bay\n", 0, 1},
    {"measures.csv", "id,months_max,source\n", "short-tide,12,bay\n", 0, 1},
    {"measures.csv", "id,months_max,source\n", "short-tide,3,bay\n", 0, 0},
};

static void catalog_complete_is_told_where_it_is_stricter(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof harders / sizeof *harders; i++) {
        struct family f = family_new();
        const struct harder *x = &harders[i];
        if (strcmp(x->table, "lists.csv") == 0 &&
            strstr(x->head, "basis")) /* the list is then local only in its owner */
            change_text(f.a, path_join(f.a, f.parent, "agencies.csv"), "harbour,warden,province",
                        "harbour,warden,nation");
        add_table(&f, x->table, x->head, x->row);
        int64_t errors = told(&f, "local-stricter", FINDING_ERROR),
                warnings = told(&f, "local-stricter", FINDING_WARNING);
        if (errors != x->errors || warnings != x->warnings)
            fail_msg("%s should give %d errors and %d warnings", x->row, (int)x->errors, (int)x->warnings);
        family_free(&f);
    }
}

static void catalog_complete_local_lists_need_a_local_regulation(void **state)
{
    static const char head[] =
        "id,zh,en,family,tone,state,state_why,state_why_en,past_stays,external,owner,natural_key,catalogue,"
        "basis_tier,basis,machine,valid_from,valid_to,source,verified,class,owner_kind,levels,subjects,field,"
        "requires,consent_levels,entry,entry_en,exit,exit_en,remedy,remedy_en,publicity,publicity_en,replaces\n";
    static const char row[] =
        "bay-litter,弃物榜,Board of Litter,list,adverse,usable,,,,,,agency doc_no,sea,B,%s,buoy,,,bay,,department,"
        "guild,city,organisation,,,,弃物,litter,清完下榜,off once cleared,申诉,complaint,,,\n";
    struct family f = family_new();
    (void)state;
    add_table(&f, "grounds.csv", "list,id,zh,en,source\n", "bay-litter,rope,弃绳,rope left,bay\n");
    add_table(&f, "powers.csv", "agency_kind,levels,act_kind,type,region,granter,basis,valid_from,valid_to,source\n",
              "guild,city,list.,bay-litter,own,,,,,bay\n");
    add_table(&f, "lists.csv", head, str_printf(f.a, row, "harbour-act 3").p);
    assert_int_equal(told(&f, "list-local-basis", FINDING_ERROR), 1);
    add_table(&f, "lists.csv", head, str_printf(f.a, row, "harbour-act 3;shore-rule 6").p);
    assert_int_equal(told(&f, "list-local-basis", FINDING_ERROR), 0);
    struct catalog *c = load_good(f.child);
    assert_true(catalog_type(c, STR("bay-litter"))->local);
    catalog_free(c);
    family_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(catalog_complete_makes_a_list_usable),
        cmocka_unit_test(catalog_complete_can_mean_an_earlier_row),
        cmocka_unit_test(catalog_complete_knows_rows_by_their_own_keys),
        cmocka_unit_test(catalog_complete_must_say_which_row),
        cmocka_unit_test(catalog_complete_of_nothing_is_refused),
        cmocka_unit_test(catalog_complete_twice_in_one_folder_is_refused),
        cmocka_unit_test(catalog_complete_over_three_folders),
        cmocka_unit_test(catalog_complete_copies_with_an_equal_digest),
        cmocka_unit_test(catalog_complete_says_where_the_value_comes_from),
        cmocka_unit_test(catalog_complete_is_told_where_it_is_stricter),
        cmocka_unit_test(catalog_complete_local_lists_need_a_local_regulation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
