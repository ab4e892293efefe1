/* SPDX-License-Identifier: Apache-2.0 */
/* Files: every row has its answer, in order (B3); columns by header, map or content; what strangers send. */
#include "counter.h"

#include <stdlib.h>
#include <unistd.h>

#define FOOD "岚安市试验食品有限公司"

struct desk {
    struct bench *b;
    struct counter c;
    const char *food, *path;
    struct findings *f;
};

static int open_desk(void **state)
{
    struct desk *d = mem_alloc(sizeof *d);
    void *bench;
    bench_open(&bench);
    d->b = bench;
    d->food = bench_code(d->b, "91", "990101", 1);
    d->path = str_z(d->b->arena, str_printf(d->b->arena, "%s/list", d->b->dir));
    d->f = findings_new();
    counter_register(d->b, d->food, FOOD, ",'reg_no':'990101264774115'");
    counter_open(d->b, &d->c);
    *state = d;
    return 0;
}

static int close_desk(void **state)
{
    struct desk *d = *state;
    void *bench = d->b;
    findings_free(d->f);
    counter_close(&d->c);
    bench_close(&bench);
    mem_free(d);
    return 0;
}

static void must(bool ok, const struct err *e)
{
    if (!ok)
        fail_msg("%s (%s:%d)", e->msg, e->file, e->line);
}

static void put_file(struct desk *d, struct str bytes)
{
    struct err e = {0};
    must(file_write_atomic(d->path, bytes, 0600, &e), &e);
}

/* The results of all rows, one letter each: m p n i; "!" at the end when the file breaks off. */
static const char *results(struct desk *d, struct str bytes, const struct screen_options *o)
{
    static const struct screen_options none = {0};
    struct err e = {0};
    struct screen_file *x;
    struct buf out = {0};
    bool got = true, ok = true;
    int64_t rows = 0, line_before = 0;
    put_file(d, bytes);
    if (!screen_file_open(d->c.screen, d->path, o ? o : &none, d->f, &x, &e)) {
        assert_true(e.kind == ERR_DATA || e.kind == ERR_INVALID);
        return "refused";
    }
    while (ok && got) {
        struct screen_line line;
        ok = screen_file_next(x, d->c.a, &got, &line, &e);
        if (!ok || !got)
            continue;
        assert_int_equal(line.row, ++rows);
        assert_true(line.line > line_before);
        line_before = line.line;
        counter_json(&d->c, &line);
        buf_char(&out, screen_result_name(line.result)[0]);
    }
    if (!ok) {
        assert_int_equal(e.kind, ERR_DATA);
        buf_char(&out, '!');
    }
    screen_file_close(x);
    const char *text = str_z(d->c.a, buf_view(&out));
    buf_free(&out);
    return text;
}

static struct str with_food(struct desk *d, const char *fmt)
{
    return str_printf(d->c.a, fmt, d->food);
}

static void screen_file_headers_in_three_names(void **state)
{
    struct desk *d = *state;
    assert_string_equal(results(d, with_food(d, "统一社会信用代码,企业名称\n%s," FOOD "\n," FOOD "\n"), NULL), "mp");
    assert_string_equal(results(d, with_food(d, "备注,ENTNAME,UNISCID\nx," FOOD ",%s\n"), NULL), "m");
    assert_string_equal(results(d, with_food(d, "uscc\tname\n%s\t" FOOD "\n"), NULL), "m");
    assert_string_equal(results(d, STR("名称,注册号\n" FOOD ",990101264774115\n,990101264774115\n"), NULL), "mm");
    assert_string_equal(results(d, with_food(d, "uscc,reg_no\n,990101264774115\n%s,1\n"), NULL), "mm");
}

static void screen_file_maps_overrule_headers(void **state)
{
    struct desk *d = *state;
    struct screen_map by_number[] = {{STR("uscc"), STR("2")}, {STR("name"), STR("供应商")}};
    struct screen_options o = {.maps = by_number, .n_maps = 2};
    assert_string_equal(results(d, with_food(d, "供应商,税号\n" FOOD ",%s\n"), &o), "m");
    assert_string_equal(results(d, with_food(d, "供应商,号,统一社会信用代码\n" FOOD ",%s,1\n"), &o), "m");
    struct screen_map wrong[] = {{STR("uscc"), STR("9")}};
    o = (struct screen_options){.maps = wrong, .n_maps = 1};
    assert_string_equal(results(d, with_food(d, "供应商,号\n" FOOD ",%s\n"), &o), "refused");
    wrong[0] = (struct screen_map){STR("legal_rep"), STR("1")};
    assert_string_equal(results(d, with_food(d, "供应商,号\n" FOOD ",%s\n"), &o), "refused");
    struct screen_map numbered[] = {{STR("uscc"), STR("1")}};
    o = (struct screen_options){.maps = numbered, .n_maps = 1, .no_header = true};
    assert_string_equal(results(d, with_food(d, "%s,x\n"), &o), "m");
}

static void screen_file_plain_lists(void **state)
{
    struct desk *d = *state;
    struct screen_options list = {.list = true}, no_header = {.no_header = true};
    assert_string_equal(results(d, with_food(d, "%s\n" FOOD "\n\n990101264774115\n甲\n"), NULL), "mpmn");
    assert_string_equal(results(d, STR("甲\n" FOOD), NULL), "np");
    assert_string_equal(results(d, STR("Acme Trading Co., Ltd.\nBrick, Stone, Sons\n" FOOD "\n"), &list), "nnp");
    assert_string_equal(results(d, STR("甲,乙\n丙,丁\n"), &no_header), "!");
    assert_string_equal(results(d, STR("甲,乙\n丙,丁\n"), NULL), "refused");
    assert_true(findings_count_rule(d->f, "screen-columns") == 2);
}

static void screen_file_a_header_that_says_twice_the_same_is_refused(void **state)
{
    struct desk *d = *state;
    assert_string_equal(results(d, STR("名称,企业名称\n甲,乙\n"), NULL), "refused");
    assert_int_equal(findings_count_rule(d->f, "column-duplicate"), 1);
    struct screen_map choice[] = {{STR("name"), STR("1")}};
    struct screen_options o = {.maps = choice, .n_maps = 1};
    assert_string_equal(results(d, STR("名称,企业名称\n" FOOD ",乙\n"), &o), "p");
}

static void screen_file_rows_that_cannot_be_read_have_an_answer_too(void **state)
{
    struct desk *d = *state;
    struct str bytes = str_printf(d->c.a,
                                  "uscc,name\n%s," FOOD "\n1,2,3\n%s,a\x01"
                                  "b\n\"x\"y,z\n," FOOD "\n",
                                  d->food, d->food);
    assert_string_equal(results(d, bytes, NULL), "miiip");
    assert_string_equal(results(d, with_food(d, "uscc,name\n%s," FOOD "\n,\"open\n,b\n"), NULL), "m!");
    assert_int_equal(findings_count_rule(d->f, "unclosed-quote"), 1);
}

static void screen_file_restricted_columns_are_not_read(void **state)
{
    struct desk *d = *state;
    struct screen_map id[] = {{STR("uscc"), STR("证件号码")}};
    struct screen_options o = {.maps = id, .n_maps = 1};
    assert_string_equal(results(d, STR("名称,证件号码\n" FOOD ",110101199003074477\n"), NULL), "p");
    assert_string_equal(results(d, STR("名称,证件号码\n,110101199003074477\n"), &o), "i"); /* asked for, and refused */
}

static void screen_file_hostile_bytes_are_refused_or_answered(void **state)
{
    struct desk *d = *state;
    static const char zip[] = "PK\3\4aaaaaaaaaaaaaaaaaaaaaaaaaaaa", nul[] = "uscc\n\0\0\0\n";
    char *wide = arena_alloc(d->c.a, 1 << 20);
    memset(wide, '9', 1 << 20);
    assert_string_equal(results(d, STR(""), NULL), "refused");
    assert_string_equal(results(d, str_n(zip, sizeof zip - 1), NULL), "refused");
    assert_string_equal(results(d, str_n(nul, sizeof nul - 1), NULL), "refused");
    memcpy(wide, "uscc\n", 5);
    assert_string_equal(results(d, str_n(wide, 1 << 20), NULL), "i");
    memset(wide, ',', 1 << 20);
    assert_string_equal(results(d, str_n(wide, 1 << 20), NULL), "refused");
    assert_string_equal(results(d,
                                STR("uscc\n=1+1\n@x\n<b>\n' OR 1=1 --\n\xE2\x80\xAE"
                                    "9\n"),
                                NULL),
                        "iiiii");
}

/* Every mixture of good, bad and odd rows: as many answers as rows, in their order. */
static void screen_file_count_and_order_are_kept(void **state)
{
    struct desk *d = *state;
    const struct {
        const char *row;
        char result;
    } kinds[] = {{str_z(d->c.a, str_printf(d->c.a, "%s," FOOD, d->food)), 'm'},
                 {"," FOOD, 'p'},
                 {",没有的名称", 'n'},
                 {"12,", 'i'},
                 {"a,b,c", 'i'},
                 {"\"\"\"\"," FOOD, 'p'}};
    uint32_t seed = 11;
    for (int round = 0; round < 20; round++) {
        struct buf bytes = {0}, want = {0};
        buf_z(&bytes, "uscc,name\r\n");
        for (int i = 0; i < 500; i++) {
            seed = seed * 1664525u + 1013904223u;
            size_t k = (seed >> 16) % (sizeof kinds / sizeof *kinds);
            buf_printf(&bytes, "%s\r\n", kinds[k].row);
            buf_char(&want, kinds[k].result);
        }
        assert_string_equal(results(d, buf_view(&bytes), NULL), str_z(d->c.a, buf_view(&want)));
        buf_free(&bytes);
        buf_free(&want);
    }
}

#define DESK(name) cmocka_unit_test_setup_teardown(name, open_desk, close_desk)
int main(void)
{
    const struct CMUnitTest tests[] = {
        DESK(screen_file_headers_in_three_names),
        DESK(screen_file_maps_overrule_headers),
        DESK(screen_file_plain_lists),
        DESK(screen_file_a_header_that_says_twice_the_same_is_refused),
        DESK(screen_file_rows_that_cannot_be_read_have_an_answer_too),
        DESK(screen_file_restricted_columns_are_not_read),
        DESK(screen_file_hostile_bytes_are_refused_or_answered),
        DESK(screen_file_count_and_order_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
