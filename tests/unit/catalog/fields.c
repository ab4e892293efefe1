/* SPDX-License-Identifier: Apache-2.0 */
#include "catalog_test.h"

static struct arena *arena;
static struct catalog *tiny;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    tiny = load_repository("tests/data/tiny");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    catalog_free(tiny);
    arena_free(arena);
    return 0;
}

static const char *ids_of(const char *kind, const char *type)
{
    size_t n;
    const struct cat_field *const *v = catalog_fields(tiny, str_of(kind), str_of(type), &n);
    struct buf b = {0};
    for (size_t i = 0; i < n; i++)
        buf_printf(&b, "%s%.*s", i ? " " : "", STR_FMT(v[i]->id));
    const char *z = str_z(arena, buf_view(&b));
    buf_free(&b);
    return z;
}

static void catalog_fields_stand_in_order_of_place(void **state)
{
    (void)state;
    assert_string_equal(ids_of("licence.grant", "other"), "holder berth_kind length secret"); /* no place: last */
    assert_string_equal(ids_of("licence.grant", "berth"), "holder berth_kind length buoy secret");
    assert_string_equal(ids_of("licence.grant", ""), "holder berth_kind length secret");
    assert_string_equal(ids_of("licence.end", "berth"), "");
    assert_null(catalog_field(tiny, STR("licence.grant"), STR("other"), STR("buoy")));
    assert_non_null(catalog_field(tiny, STR("licence.grant"), STR("berth"), STR("buoy")));
}

static const char *by_header(const char *header)
{
    const struct cat_field *f = catalog_field_by_header(tiny, STR("licence.grant"), STR("berth"), str_of(header));
    return f ? str_z(arena, f->id) : "";
}

static void catalog_fields_by_any_of_their_names(void **state)
{
    (void)state;
    assert_string_equal(by_header("holder"), "holder");
    assert_string_equal(by_header("t_holder"), "holder");
    assert_string_equal(by_header(" 船户代码 "), "holder");
    assert_string_equal(by_header("户号"), "holder");
    assert_string_equal(by_header("Ｈｏｌｄｅｒ　Ｎｏ．"), "holder"); /* full width */
    assert_string_equal(by_header("浮标号"), "buoy");
    assert_string_equal(by_header("浮标"), "");
    assert_string_equal(by_header(""), "");
    assert_null(catalog_field_by_header(tiny, STR("licence.end"), STR("berth"), STR("holder")));
}

static void catalog_fields_have_their_members(void **state)
{
    (void)state;
    const struct cat_field *f = catalog_field(tiny, STR("licence.grant"), STR("berth"), STR("holder"));
    assert_str(f->member, "subject");
    assert_int_equal(f->value, VALUE_CODE);
    assert_int_equal(f->max_chars, 18);
    assert_int_equal(f->required, 'M');
    f = catalog_field(tiny, STR("licence.grant"), STR("berth"), STR("secret"));
    assert_int_equal(f->klass, CLASS_RESTRICTED);
    assert_int_equal(f->compare, COMPARE_NOTE);
    assert_true(f->scan);
    f = catalog_field(tiny, STR("licence.grant"), STR("berth"), STR("length"));
    assert_int_equal(f->required, 'C');
    assert_str(f->condition, "berth_kind=deep");
}

static const char *option(const char *cell)
{
    const struct cat_field *f = catalog_field(tiny, STR("licence.grant"), STR("berth"), STR("berth_kind"));
    const struct cat_option *o = cat_field_option(f, str_of(cell));
    return o ? str_z(arena, o->id) : "";
}

static void catalog_fields_option_by_any_of_its_names(void **state)
{
    (void)state;
    assert_string_equal(option("deep"), "deep");
    assert_string_equal(option("深水"), "deep");
    assert_string_equal(option("Deep Water"), "deep");
    assert_string_equal(option("ｄ"), "deep");
    assert_string_equal(option("浅 泊"), "shallow");
    assert_string_equal(option("浅"), "");
    assert_string_equal(option(""), "");
    assert_null(cat_field_option(catalog_field(tiny, STR("licence.grant"), STR("*"), STR("length")), STR("deep")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(catalog_fields_stand_in_order_of_place),
        cmocka_unit_test(catalog_fields_by_any_of_their_names),
        cmocka_unit_test(catalog_fields_have_their_members),
        cmocka_unit_test(catalog_fields_option_by_any_of_its_names),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
