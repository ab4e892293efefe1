/* SPDX-License-Identifier: Apache-2.0 */
/* What a data standard asks of a field, and the code values of an older column set. */
#include "catalog_test.h"

static const char head[] = "kind,type,pos,id,official,zh,en,aliases,member,value,max_chars,required,condition,options,"
                           "klass,scan,compare,standard,older_headers,older_options,source,verified\n"
                           "licence.grant,*,1,holder,T_HOLDER,船户代码,holder,,subject,code,18,M,,,public,,conflict,"
                           "M? 18,,,invented,\n";
static const char rest[] =
    "penalty.decide,*,1,holder,,船户代码,holder,,subject,code,18,M,,,public,,conflict,,,,invented,\n"
    "honour.grant,*,2,year,,年份,year,,,int,4,O,,,public,,conflict,,,,invented,\n";
static const char options[] = "set,id,zh,en,aliases,words,source,verified\n"
                              "berth_state,open,开放,open,1,,invented,\n"
                              "berth_state,shut,关闭,shut,2,,invented,\n"
                              "berth_state,other,其他,other,9,yes,invented,\n"
                              "berth_state_older,open,开放,open,0,,invented,\n"
                              "berth_state_older,shut,关闭,shut,1,,invented,\n"
                              "strange,gone,已拆,gone,,,invented,\n";

/* The rulebook of the tests with one more field; NULL where it is refused, with what was found. */
static struct catalog *with_field(struct arena *a, const char *row, struct findings *f)
{
    const char *dir = temp_dir(a);
    struct catalog *c = NULL;
    struct err e;
    copy_folder(a, repository(a, "tests/data/tiny"), dir);
    write_text(path_join(a, dir, "fields.csv"), str_printf(a, "%s%s%s", head, row, rest));
    write_text(path_join(a, dir, "options.csv"), str_of(options));
    if (!catalog_load(dir, f, &c, &e))
        c = NULL;
    assert_true(dir_remove(dir, &e));
    return c;
}

#define FIELD(standard, headers, set)                                                                                  \
    "licence.grant,*,2,state,,状态,state,,,enum,40,O,,berth_state,public,,note," standard "," headers "," set          \
    ",invented,\n"

static void catalog_standard_an_older_set_has_its_own_figures(void **state)
{
    struct arena *arena = arena_new();
    struct findings *f = findings_new();
    struct catalog *c = with_field(arena, FIELD("M 16?", "OLD_A;OLD_B", "berth_state_older"), f);
    (void)state;
    print_findings(f);
    assert_non_null(c);
    const struct cat_field *now = catalog_field(c, STR("licence.grant"), STR(""), STR("state"));
    assert_str(now->standard, "M 16?");
    assert_str(cat_field_option(now, STR("1"))->id, "open");
    assert_str(cat_field_option(now->older, STR("1"))->id, "shut");
    assert_null(cat_field_option(now->older, STR("2")));
    assert_false(cat_field_option(now, STR("1"))->words);
    assert_true(cat_field_option(now, STR("9"))->words);
    assert_str(now->older->id, "state");
    catalog_free(c);
    findings_free(f);
    arena_free(arena);
}

static void catalog_standard_faults_are_told(void **state)
{
    static const char *const rows[][2] = {
        {FIELD("X 16", "", ""), "standard"},        /* no such letter */
        {FIELD("M sixteen", "", ""), "standard"},   /* no length */
        {FIELD("M 41", "", ""), "standard"},        /* longer than the field holds */
        {FIELD("M", "OLD_A", ""), "older_headers"}, /* how to know, but not what it means */
        {FIELD("M", "", "berth_state_older"), "older_headers"},
        {FIELD("M", "OLD_A", "strange"), "older_options"}, /* a value that today's set lacks */
        {FIELD("M", "OLD_A", "nowhere"), "older_headers"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena *a = arena_new();
        struct findings *f = findings_new();
        struct catalog *c = with_field(a, rows[i][0], f);
        if (c || !findings_kept(f))
            fail_msg("'%s' should be refused at %s", rows[i][0], rows[i][1]);
        assert_int_equal(findings_get(f, 0)->line, 3);
        findings_free(f);
        arena_free(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(catalog_standard_an_older_set_has_its_own_figures),
        cmocka_unit_test(catalog_standard_faults_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
