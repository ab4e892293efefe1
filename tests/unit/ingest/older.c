/* SPDX-License-Identifier: Apache-2.0 */
/* Archives: the column sets before the present standard, where the same figure means another thing, one list stands in
 * two columns, and words of the agency's own stand behind an option. */
#include "desk.h"

static const char *licence_of(struct desk *d, const char *header, int serial, const char *state)
{
    return str_printf(d->arena, "%s\n岚安石磨坊,%s,旧许〔2017〕%d号,普通,准予经营,2017/5/5,2027/5/5,%s\n", header,
                      desk_code(d, serial), serial, state)
        .p;
}

static void ingest_older_state_figures_follow_the_column_set(void **state)
{
    struct desk *d = *state;
    struct ingest_options o = desk_options(KIND_LICENCE_GRANT, "mr-990101");
    static const char now[] = "XK_XDR_MC,XK_XDR_SHXYM,XK_WSH,XK_XKLB,XK_NR,XK_JDRQ,XK_YXQZI,XK_ZT";
    static const char old[] = "XK_XDR,XK_XDR_SHXYM,XK_WSH,XK_SPLB,XK_NR,XK_JDRQ,XK_JZQ,XK_ZT";
    static const struct {
        const char *header, *figure, *state;
    } rows[] = {{now, "1", "valid"}, {now, "2", "invalid"}, {old, "0", "valid"}, {old, "", ""}, {old, "1", "invalid"}};
    for (int i = 0; i < (int)(sizeof rows / sizeof *rows); i++) {
        assert_true(desk_import(d, &o, licence_of(d, rows[i].header, i + 1, rows[i].figure)));
        desk_expect(d, 1, 0, 0, 0);
        assert_string_equal(desk_field(d, desk_code(d, i + 1), "state"), rows[i].state);
    }
    assert_true(desk_import(d, &o, licence_of(d, old, 9, "2"))); /* under objection: no state of a licence */
    desk_expect(d, 0, 0, 0, 1);
    desk_expect_at(d, "enum", FINDING_ERROR, 2, 8);
}

#define PENALTY "CF_XDR_MC,CF_XDR_SHXYM,CF_WSH,CF_WFXW,CF_YJ,CF_CFLB1,CF_JG,CF_NR_FK,CF_JDRQ,CF_GSJZQ,CF_CFLB2,CF_ZT\n"
static const char *penalty_of(struct desk *d, const char *second, const char *state)
{
    return str_printf(d->arena,
                      PENALTY "岚安石磨坊,%s,岚石市监处罚〔2026〕1号,虚假宣传,广告法第五十五条,罚款,罚款2000元,0.2,"
                              "2026-03-02,2027-03-02,%s,%s\n",
                      desk_code(d, 1), second, state)
        .p;
}

static void ingest_older_two_columns_make_one_list(void **state)
{
    struct desk *d = *state;
    struct ingest_options o = desk_options(KIND_PENALTY_DECIDE, "mr-990101");
    assert_true(desk_import(d, &o, penalty_of(d, "警告;罚款", "0")));
    desk_expect(d, 0, 1, 0, 0);
    assert_string_equal(desk_field(d, desk_code(d, 1), "penalty_kind"), "fine;warning");
    assert_true(desk_import(d, &o, penalty_of(d, "警告", "")));
    desk_expect(d, 0, 0, 1, 0); /* the same content */
    struct ingest_pair set = {STR("penalty_kind"), STR("警告;罚款;责令关闭")};
    o.sets = &set;
    o.n_sets = 1;
    assert_true(desk_import(d, &o, penalty_of(d, "警告", "")));
    desk_expect(d, 0, 0, 0, 1);
    desk_expect_at(d, "conflict", FINDING_ERROR, 2, 0); /* --set stands in place of both */
}

/* What its agency had revoked by then never becomes public. */
static void ingest_older_a_revoked_penalty_is_refused(void **state)
{
    struct desk *d = *state;
    struct ingest_options o = desk_options(KIND_PENALTY_DECIDE, "mr-990101");
    static const char *const states[] = {"1", "撤销", "2", "3"};
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        assert_true(desk_import(d, &o, penalty_of(d, "", states[i])));
        desk_expect(d, 0, 0, 0, 1);
        desk_expect_at(d, "enum", FINDING_ERROR, 2, 12);
    }
    assert_int_equal(desk_feed(d), 1);
}

static const char *class_of(struct desk *d, const char *klass, int serial)
{
    return str_printf(
               d->arena,
               "name,uscc,doc_no,许可类别,content,decided_on\n岚安石磨坊,%s,岚许〔2026〕%d号,%s,准予,2026-03-02\n",
               desk_code(d, 1), serial, klass)
        .p;
}

static void ingest_older_words_behind_an_option_are_kept(void **state)
{
    struct desk *d = *state;
    struct ingest_options o = desk_options(KIND_LICENCE_GRANT, "mr-990101");
    assert_true(desk_import(d, &o, class_of(d, "其他-补办", 1)));
    desk_expect(d, 1, 0, 0, 0);
    assert_string_equal(desk_field(d, desk_code(d, 1), "licence_class"), "other");
    assert_string_equal(desk_field(d, desk_code(d, 1), "licence_class_words"), "补办");
    assert_int_equal(findings_count_rule(d->f, "enum-words") + findings_count_rule(d->f, "words-dropped"), 0);
    assert_true(desk_import(d, &o, class_of(d, "其他", 2)));
    desk_expect(d, 1, 0, 0, 0);
    assert_int_equal(findings_count_rule(d->f, "enum-words"), 1);
    assert_true(desk_import(d, &o, class_of(d, "普通", 3)));
    assert_int_equal(findings_count_rule(d->f, "enum-words"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(ingest_older_state_figures_follow_the_column_set, desk_open, desk_close),
        cmocka_unit_test_setup_teardown(ingest_older_two_columns_make_one_list, desk_open, desk_close),
        cmocka_unit_test_setup_teardown(ingest_older_a_revoked_penalty_is_refused, desk_open, desk_close),
        cmocka_unit_test_setup_teardown(ingest_older_words_behind_an_option_are_kept, desk_open, desk_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
