/* SPDX-License-Identifier: Apache-2.0 */
/* Bad input: each fault names place and rule, and nothing of it enters the register. */
#include "desk.h"

#define PENALTY_HEADER                                                                                                 \
    "uscc,name,doc_no,违法行为类型,basis,处罚类别,处罚内容,罚款金额（万元）,处罚决定日期,公示截止期\n"

static struct ingest_options penalty(void)
{
    return desk_options(KIND_PENALTY_DECIDE, "mr-990101");
}

/* A good penalty row but for one cell. */
static const char *penalty_but(struct desk *d, int column, const char *cell)
{
    const char *cells[10] = {desk_code(d, 1),
                             "岚安石磨坊",
                             "岚石市监处罚〔2026〕1号",
                             "虚假宣传",
                             "广告法第五十五条",
                             "罚款",
                             "罚款2000元",
                             "0.2",
                             "2026-03-02",
                             "2027-03-02"};
    struct str row = STR(PENALTY_HEADER);
    if (column)
        cells[column - 1] = cell;
    for (int i = 0; i < 10; i++)
        row = str_printf(d->arena, "%.*s%s%s", STR_FMT(row), cells[i], i < 9 ? "," : "\n");
    return row.p;
}

static void ingest_refuse_the_row_that_the_others_differ_from_is_good(void **state)
{
    struct desk *d = *state;
    struct ingest_options o = penalty();
    assert_true(desk_import(d, &o, penalty_but(d, 0, "")));
    desk_expect(d, 0, 1, 0, 0);
}

static void ingest_refuse_one_fault_in_a_penalty(void **state)
{
    struct desk *d = *state;
    struct ingest_options o = penalty();
    static const struct {
        int column;
        const char *cell, *rule;
    } faults[] = {
        {9, "2023-02-30", "format"}, {9, "2027-01-01", "date-order"},
        {9, "", "required"},         {8, "两千", "format"},
        {3, "", "doc-no"},           {3, "无", "doc-no"},
        {5, "", "no-basis"},         {10, "2099/12/31", "pub-end"},
        {6, "打板子", "enum"},       {2, "", "name-missing"},
        {1, "", "required"},
    };
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        assert_true(desk_import(d, &o, penalty_but(d, faults[i].column, faults[i].cell)));
        desk_expect(d, 0, 0, 0, 1);
        desk_expect_at(d, faults[i].rule, FINDING_ERROR, 2, faults[i].column);
    }
    assert_int_equal(desk_feed(d), 1);
}

static void ingest_refuse_a_wrong_check(void **state)
{
    struct desk *d = *state;
    struct ingest_options o = penalty();
    char code[19];
    strcpy(code, desk_code(d, 1));
    code[17] = code[17] == '1' ? '2' : '1';
    assert_true(desk_import(d, &o, penalty_but(d, 1, code)));
    desk_expect(d, 0, 0, 0, 1);
    desk_expect_at(d, "code-check", FINDING_ERROR, 2, 1);
}

static void ingest_refuse_a_name_that_is_not_that_codes(void **state)
{
    struct desk *d = *state;
    struct ingest_options o = desk_options(KIND_ENTITY_REGISTER, "mr-990101");
    assert_true(desk_import(
        d, &o, str_printf(d->arena, "uscc,name,registered_on\n%s,岚安石磨坊,2019-01-01\n", desk_code(d, 1)).p));
    o = penalty();
    assert_true(desk_import(d, &o, penalty_but(d, 2, "岚安豆坊")));
    desk_expect(d, 0, 0, 0, 1);
    desk_expect_at(d, "code-name", FINDING_ERROR, 2, 2);
}

static void refused_whole(struct desk *d, const struct ingest_options *o, struct str bytes, const char *rule)
{
    if (desk_import_bytes(d, o, bytes))
        fail_msg("accepted, though %s was expected", rule);
    assert_int_equal(d->err.kind, ERR_DATA);
    if (!desk_finding(d, rule))
        fail_msg("no finding %s", rule);
    assert_int_equal(desk_feed(d), 1);
}

static void ingest_refuse_whole_files(void **state)
{
    struct desk *d = *state;
    struct ingest_options o = desk_options(KIND_ENTITY_REGISTER, "mr-990101");
    refused_whole(d, &o, STR(""), "empty-file");
    refused_whole(d, &o, STR("PK\003\004rubbish\0\0\0\0\0\0\0\0\0"), "binary-file");
    refused_whole(d, &o, STR("uscc,name\nabc\0def,x\n"), "binary-file");
    o.agency = STR("nobody-1");
    refused_whole(d, &o, STR("uscc,name\n1,x\n"), "agency-unknown");
    o = penalty();
    o.type = STR("no-such-type");
    refused_whole(d, &o, STR(PENALTY_HEADER), "type-unknown");
}

static void ingest_refuse_an_unclosed_quote_even_after_good_rows(void **state)
{
    struct desk *d = *state;
    struct ingest_options o = desk_options(KIND_ENTITY_REGISTER, "mr-990101");
    struct buf b = {0};
    enum { BIG = 60 << 20 };
    buf_printf(&b, "uscc,name\n%s,岚安石磨坊\n%s,\"岚安", desk_code(d, 1), desk_code(d, 2));
    buf_reserve(&b, BIG);
    memset(b.p + b.n, 'x', BIG);
    b.n += BIG;
    if (desk_import_bytes(d, &o, buf_view(&b)))
        fail_msg("a broken file was accepted");
    assert_int_equal(d->err.kind, ERR_DATA);
    assert_true(desk_finding(d, "unclosed-quote") || desk_finding(d, "row-too-long"));
    assert_int_equal(desk_feed(d), 1);
    buf_free(&b);
}

static void ingest_refuse_a_wrong_column_count_row_by_row(void **state)
{
    struct desk *d = *state;
    struct ingest_options o = desk_options(KIND_ENTITY_REGISTER, "mr-990101");
    struct str text = str_printf(d->arena, "uscc,name\n%s,岚安石磨坊\n%s\n%s,岚安豆坊,多\n", desk_code(d, 1),
                                 desk_code(d, 2), desk_code(d, 3));
    assert_true(desk_import(d, &o, text.p));
    desk_expect(d, 1, 0, 0, 2);
    assert_int_equal(findings_count_rule(d->f, "column-count"), 2);
}

static void ingest_refuse_the_file_for_one_row_when_strict(void **state)
{
    struct desk *d = *state;
    struct ingest_options o = desk_options(KIND_ENTITY_REGISTER, "mr-990101");
    o.strict = true;
    struct str form = str_printf(d->arena, "uscc,name,成立日期\n%s,岚安石磨坊,2019-01-01\n%s,岚安豆坊,昨天\n",
                                 desk_code(d, 1), desk_code(d, 2));
    assert_false(desk_import(d, &o, form.p));
    assert_int_equal(d->err.kind, ERR_DATA);
    struct str substance =
        str_printf(d->arena, "uscc,name\n%s,岚安石磨坊\n123456789012345,岚安豆坊\n", desk_code(d, 1));
    assert_false(desk_import(d, &o, substance.p));
    assert_int_equal(desk_feed(d), 1);
}

static void ingest_refuse_nothing_but_write_nothing_when_dry(void **state)
{
    struct desk *d = *state;
    struct ingest_options o = desk_options(KIND_ENTITY_REGISTER, "mr-990101");
    o.dry_run = true;
    assert_true(desk_import(d, &o, str_printf(d->arena, "uscc,name\n%s,岚安石磨坊\n", desk_code(d, 1)).p));
    desk_expect(d, 1, 0, 0, 0);
    assert_true(d->report.sum.rolled_back);
    assert_int_equal(desk_feed(d), 1);
}

static void ingest_refuse_another_agencys_rows(void **state)
{
    struct desk *d = *state;
    struct ingest_options o = desk_options(KIND_ENTITY_REGISTER, "mr-990101");
    struct str text = str_printf(d->arena, "uscc,name,登记机关\n%s,岚安石磨坊,岚安市市场监督管理局\n", desk_code(d, 1));
    assert_true(desk_import(d, &o, text.p));
    desk_expect(d, 0, 0, 0, 1);
    desk_expect_at(d, "power", FINDING_ERROR, 2, 3);
    o.agency = STR_NONE;
    text = str_printf(d->arena, "uscc,name,登记机关\n%s,岚安石磨坊,火星管理局\n", desk_code(d, 1));
    assert_true(desk_import(d, &o, text.p));
    desk_expect_at(d, "agency-unknown", FINDING_ERROR, 2, 3);
}

/* Sent again because its answer was lost: nothing enters, and what was refused is said again. */
static void ingest_refuse_to_enter_a_known_submission_again(void **state)
{
    struct desk *d = *state;
    struct ingest_options o = desk_options(KIND_ENTITY_REGISTER, "mr-990101");
    struct str text = str_printf(d->arena, "uscc,name\n%s,岚安石磨坊\n91990101TX000009XX,岚安布坊\n", desk_code(d, 1));
    o.submission = STR("2026-04-001");
    assert_true(desk_import(d, &o, text.p));
    desk_expect(d, 1, 0, 0, 1);
    int64_t first = d->report.sum.first_seq;
    assert_true(desk_import(d, &o, text.p));
    desk_expect(d, 0, 0, 1, 1);
    assert_int_equal(d->report.sum.first_seq, first);
    desk_expect_at(d, "code-check", FINDING_ERROR, 3, 1);
    assert_false(desk_import(d, &o, str_printf(d->arena, "%.*s\n%s,岚安豆坊\n", STR_FMT(text), desk_code(d, 2)).p));
    assert_int_equal(d->err.kind, ERR_CONFLICT);
}

#define T(f) cmocka_unit_test_setup_teardown(ingest_refuse_##f, desk_open, desk_close)
int main(void)
{
    const struct CMUnitTest tests[] = {
        T(the_row_that_the_others_differ_from_is_good),
        T(one_fault_in_a_penalty),
        T(a_wrong_check),
        T(a_name_that_is_not_that_codes),
        T(whole_files),
        T(an_unclosed_quote_even_after_good_rows),
        T(a_wrong_column_count_row_by_row),
        T(the_file_for_one_row_when_strict),
        T(nothing_but_write_nothing_when_dry),
        T(another_agencys_rows),
        T(to_enter_a_known_submission_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
