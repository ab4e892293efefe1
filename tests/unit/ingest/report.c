/* SPDX-License-Identifier: Apache-2.0 */
/* What is said about an import, and the template that a clerk fills in. */
#include "desk.h"

#include <jansson.h>

static void ingest_report_json_has_the_contracts_members(void **state)
{
    struct desk *d = *state;
    struct ingest_options o = desk_options(KIND_ENTITY_REGISTER, "mr-990101");
    struct buf out = {0};
    assert_true(
        desk_import(d, &o, str_printf(d->arena, "uscc,name,x\n%s,岚安石磨坊,1\n12,岚安豆坊,1\n", desk_code(d, 1)).p));
    ingest_report_json(&d->report, d->f, LANG_ZH, &out);
    json_t *j = json_loadb(out.p, out.n, 0, NULL), *one;
    assert_non_null(j);
    assert_int_equal(json_integer_value(json_object_get(j, "rows")), 2);
    assert_int_equal(json_integer_value(json_object_get(j, "accepted")), 1);
    assert_int_equal(json_integer_value(json_object_get(j, "refused")), 1);
    assert_int_equal(json_array_size(json_object_get(j, "seq")), 2);
    one = json_array_get(json_object_get(j, "findings"), 0);
    assert_string_equal(json_string_value(json_object_get(one, "rule")), "column-unknown");
    assert_int_equal(json_integer_value(json_object_get(one, "line")), 1);
    assert_int_equal(json_integer_value(json_object_get(one, "column")), 3);
    assert_string_equal(json_string_value(json_object_get(one, "level")), "note");
    json_decref(j);
    buf_free(&out);
}

static void ingest_report_csv_guards_formulas(void **state)
{
    struct desk *d = *state;
    struct ingest_options o = desk_options(KIND_ENTITY_REGISTER, "mr-990101");
    struct buf out = {0};
    assert_true(desk_import(d, &o, str_printf(d->arena, "uscc,name,=cmd()\n%s,岚安石磨坊,1\n", desk_code(d, 1)).p));
    ingest_findings_csv(d->f, STR_NONE, LANG_EN, &out);
    assert_true(
        str_starts(buf_view(&out), STR("level,line,column,rule,message,suggestion\r\nnote,1,3,column-unknown,")));
    buf_free(&out);
}

static void template_comes_back(struct desk *d, enum act_kind kind)
{
    struct buf csv = {0};
    struct err e = {0};
    desk_must(ingest_template(d->catalog, kind, STR("*"), &csv, &e), &e);
    assert_true(str_find(buf_view(&csv), STR("填表说明")) > 0);
    struct ingest_options o = desk_options(kind, "mr-990101");
    assert_true(desk_import_bytes(d, &o, buf_view(&csv)) || d->err.kind == ERR_DATA);
    desk_expect(d, 0, 0, 0, 0); /* the comment row is no data, and every header is known */
    assert_int_equal(findings_count(d->f, FINDING_ERROR), 0);
    assert_int_equal(findings_count_rule(d->f, "column-unknown"), 0);
    buf_free(&csv);
}

static void ingest_report_templates_are_read_back(void **state)
{
    struct desk *d = *state;
    static const enum act_kind kinds[] = {KIND_ENTITY_REGISTER, KIND_ENTITY_CHANGE,  KIND_ENTITY_CANCEL,
                                          KIND_LICENCE_GRANT,   KIND_PENALTY_DECIDE, KIND_HONOUR_GRANT};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        template_comes_back(d, kinds[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(ingest_report_json_has_the_contracts_members, desk_open, desk_close),
        cmocka_unit_test_setup_teardown(ingest_report_csv_guards_formulas, desk_open, desk_close),
        cmocka_unit_test_setup_teardown(ingest_report_templates_are_read_back, desk_open, desk_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
