/* SPDX-License-Identifier: Apache-2.0 */
/* Whole names: by the gram index at first, then by the table in memory; both agree with a look at every name. */
#include "shelf.h"

#include "text/text.h"

enum { MANY = 400 };

static const struct reg_when WHEN = {.today = {20454}, .as_of = {20454}};

/* Codes found, as "code|code|". */
static struct str found(struct shelf *s, struct search_names *x, struct str name)
{
    struct err e = {0};
    struct search_hit *hits;
    size_t n;
    bool partial;
    struct str out = STR("");
    shelf_must(search_names_find(x, name, s->arena, &hits, &n, &partial, &e), &e);
    assert_false(partial);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(hits[i].how, FOUND_EXACT);
        out = str_printf(s->arena, "%.*s%.*s|", STR_FMT(out), STR_FMT(hits[i].entity.uscc));
    }
    return out;
}

static void expect(struct shelf *s, struct search_names *x, const char *name, int first, int second)
{
    struct str want = STR("");
    if (first)
        want = str_printf(s->arena, "%.*s|", STR_FMT(shelf_code(s, first)));
    if (second)
        want = str_printf(s->arena, "%.*s%.*s|", STR_FMT(want), STR_FMT(shelf_code(s, second)));
    struct str got = found(s, x, str_of(name));
    if (!str_eq(got, want))
        fail_msg("'%s': %.*s, not %.*s", name, STR_FMT(got), STR_FMT(want));
}

static struct search_names *open_names(struct shelf *s)
{
    struct err e = {0};
    shelf_must(store_read_begin(s->store, &e), &e);
    return search_names_new(s->store, &WHEN);
}

static void close_names(struct shelf *s, struct search_names *x)
{
    search_names_free(x);
    store_read_end(s->store);
}

/* Names that begin alike, stand in pairs, or hold what the index's language could take for its own. */
static void fill(struct shelf *s, struct str names[MANY])
{
    for (int i = 0; i < MANY; i++)
        names[i] = str_printf(s->arena, "岚安市%s%d号商贸（集团）有限公司%s", i % 3 ? "汀洲" : "石磨", i / 2,
                              i % 5 ? "" : "分店");
    names[6] = STR("石");
    names[7] = STR("石磨");
    names[8] = STR("Shimo  Trading CO.,LTD");
    names[9] = STR("岚安市\"石磨\" AND 坊");
    shelf_register(s, names, MANY, 1);
}

static void look_for_the_odd(struct shelf *s, struct search_names *x)
{
    static const char *const nobody[] = {
        "", " ", "磨", "岚安市", "岚安市汀洲9999号商贸（集团）有限公司", "\" OR \"石", "Shimo Trading CO.,LT"};
    expect(s, x, "石", 7, 0);
    expect(s, x, "石磨", 8, 0);
    expect(s, x, "ＳＨＩＭＯ trading co.,ltd", 9, 0);
    expect(s, x, "岚安市\"石磨\"and坊", 10, 0);
    expect(s, x, "岚安市改名一号店", 1, 0);
    expect(s, x, "岚安市石磨0号商贸(集团)有限公司分店", 1, 0); /* its former name */
    for (size_t i = 0; i < sizeof nobody / sizeof *nobody; i++)
        expect(s, x, nobody[i], 0, 0);
}

static bool same_key(struct str a, struct str b)
{
    struct buf x = {0}, y = {0};
    text_name_key(a, &x);
    text_name_key(b, &y);
    bool same = str_eq(buf_view(&x), buf_view(&y));
    buf_free(&x);
    buf_free(&y);
    return same;
}

static void search_whole_agrees_with_a_look_at_every_name(void **state)
{
    struct shelf *s = *state;
    struct str names[MANY];
    fill(s, names);
    shelf_act(s, KIND_ENTITY_CHANGE, shelf_code(s, 1), "2025-03-01", "name", "岚安市改名一号店", NULL);
    shelf_follow(s);
    struct search_names *x = open_names(s);
    look_for_the_odd(s, x);
    for (int i = 0; i < MANY; i++) { /* the table is made on the way */
        struct str want = STR("");
        for (int k = 0; k < MANY; k++)
            if (same_key(names[i], names[k]))
                want = str_printf(s->arena, "%.*s%.*s|", STR_FMT(want), STR_FMT(shelf_code(s, k + 1)));
        struct str got = found(s, x, names[i]);
        assert_string_equal(str_z(s->arena, got), str_z(s->arena, want));
    }
    look_for_the_odd(s, x);
    close_names(s, x);
}

static void search_whole_does_not_wait_for_the_index(void **state)
{
    struct shelf *s = *state;
    struct str name = STR("石磨坊");
    shelf_register(s, &name, 1, 1);
    struct search_names *x = open_names(s);
    expect(s, x, "石磨坊", 1, 0);
    close_names(s, x);
}

static void search_whole_the_unpublic_are_not_found(void **state)
{
    struct shelf *s = *state;
    shelf_act(s, KIND_HONOUR_GRANT, shelf_code(s, 1), "2025-01-01", "name", "石磨坊", "year", "2024", NULL);
    shelf_follow(s);
    struct search_names *x = open_names(s);
    expect(s, x, "石磨坊", 1, 0);
    close_names(s, x);
    shelf_withdraw(s, shelf_code(s, 1), 1);
    x = open_names(s);
    expect(s, x, "石磨坊", 0, 0);
    close_names(s, x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(search_whole_agrees_with_a_look_at_every_name, shelf_open, shelf_close),
        cmocka_unit_test_setup_teardown(search_whole_does_not_wait_for_the_index, shelf_open, shelf_close),
        cmocka_unit_test_setup_teardown(search_whole_the_unpublic_are_not_found, shelf_open, shelf_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
