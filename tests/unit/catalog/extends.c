/* SPDX-License-Identifier: Apache-2.0 */
/* A folder under another: it adds rows, it replaces words and terms, and nothing else. */
#include "family.h"

static const char agency_head[] =
    "id,kind,level,region,zh,en,uscc,parent,aliases,opening,valid_from,valid_to,successor,source\n";

static void catalog_extends_adds_rows_and_marks_them_local(void **state)
{
    struct family f = family_new();
    (void)state;
    add_table(&f, "agencies.csv", agency_head, "bay,guild,county,980101,海湾行会,Bay Guild,,north,,,,,,invented\n");
    struct catalog *c = load_good(f.child);
    const struct cat_agency *rows;
    assert_int_equal(catalog_agencies(c, &rows), 4);
    assert_true(catalog_agency(c, STR("bay"))->local);
    assert_false(catalog_agency(c, STR("north"))->local);
    assert_true(str_is(catalog_jurisdiction(c)->id, "bay"));
    catalog_free(c);
    family_free(&f);
}

static void catalog_extends_never_replaces_an_agency(void **state)
{
    struct family f = family_new();
    (void)state;
    add_table(&f, "agencies.csv", agency_head, "north,guild,city,980100,另一行会,Other Guild,,,,,,,,invented\n");
    assert_int_equal(refusals(&f, "rules-key"), 1);
    family_free(&f);
}

static void catalog_extends_may_replace_words_and_terms(void **state)
{
    struct family f = family_new();
    (void)state;
    add_table(&f, "glossary.csv", "group,id,zh,en,source\n", "status,active,在湾,in the bay,invented\n");
    add_table(&f, "terms.csv", term_head, "copied,*,copied-view,,3,day,,,,,,invented,\n");
    struct catalog *c = load_good(f.child);
    assert_true(str_is(catalog_label(c, STR("active"), LANG_EN), "in the bay"));
    assert_int_equal(catalog_term(c, NULL, "copied-view", STR(""), DAY_NONE)->count, 3);
    const struct cat_term *rows;
    assert_int_equal(catalog_terms(c, &rows), 9);
    catalog_free(c);
    family_free(&f);
}

static void catalog_extends_replaces_once_only(void **state)
{
    struct family f = family_new();
    (void)state;
    add_table(&f, "glossary.csv", "group,id,zh,en,source\n",
              "status,active,在湾,in the bay,invented\nstatus,active,在港,in port,invented\n");
    assert_int_equal(refusals(&f, "rules-key"), 1);
    family_free(&f);
}

static void catalog_extends_reaches_over_three_folders(void **state)
{
    struct family f = family_new();
    struct err e;
    (void)state;
    const char *cove = path_join(f.a, f.dir, "cove");
    assert_true(dir_make(cove, 0755, &e));
    write_text(path_join(f.a, cove, "jurisdiction.csv"),
               str_printf(f.a, "%scove,小湾,The Cove,../child,2024-02-01,yes,invented\n", jurisdiction_head));
    struct catalog *c = load_good(cove);
    assert_true(str_is(catalog_jurisdiction(c)->id, "cove"));
    assert_non_null(catalog_agency(c, STR("north")));
    catalog_free(c);
    family_free(&f);
}

static void catalog_extends_in_a_ring_is_refused(void **state)
{
    struct family f = family_new();
    (void)state;
    change_text(f.a, path_join(f.a, f.parent, "jurisdiction.csv"), "Tiny Island,,", "Tiny Island,../child,");
    assert_int_equal(refusals(&f, "rules-extends"), 1);
    family_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(catalog_extends_adds_rows_and_marks_them_local),
        cmocka_unit_test(catalog_extends_never_replaces_an_agency),
        cmocka_unit_test(catalog_extends_may_replace_words_and_terms),
        cmocka_unit_test(catalog_extends_replaces_once_only),
        cmocka_unit_test(catalog_extends_reaches_over_three_folders),
        cmocka_unit_test(catalog_extends_in_a_ring_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
