/* SPDX-License-Identifier: Apache-2.0 */
#include "catalog_test.h"

static const char *digest_of(struct arena *a, const char *dir)
{
    struct catalog *c = load_good(dir);
    assert_int_equal(catalog_digest(c).n, 64);
    const char *z = str_z(a, catalog_digest(c));
    catalog_free(c);
    return z;
}

/* The lines of a table but the first, last line first. */
static void turn_rows(struct arena *a, const char *path)
{
    struct str rest = read_text(a, path), line;
    struct str turned = STR(""), head;
    assert_true(str_split(&rest, '\n', &head));
    while (str_split(&rest, '\n', &line))
        if (line.n)
            turned = str_printf(a, "%.*s\n%.*s", STR_FMT(line), STR_FMT(turned));
    write_text(path, str_printf(a, "%.*s\n%.*s", STR_FMT(head), STR_FMT(turned)));
}

static void catalog_digest_ignores_the_order_of_rows(void **state)
{
    struct arena *a = arena_new();
    const char *tiny = repository(a, "tests/data/tiny"), *dir = temp_dir(a);
    struct str *names;
    size_t n;
    struct err e;
    (void)state;
    copy_folder(a, tiny, dir);
    assert_true(dir_list(dir, a, &names, &n, &e));
    for (size_t i = 0; i < n; i++)
        turn_rows(a, path_join(a, dir, names[i].p));
    assert_string_equal(digest_of(a, dir), digest_of(a, tiny));
    assert_true(dir_remove(dir, &e));
    arena_free(a);
}

/* The first column of every line to its end; no cell of this table has a comma inside. */
static void turn_columns(struct arena *a, const char *path)
{
    struct str rest = read_text(a, path), line, turned = STR("");
    while (str_split(&rest, '\n', &line)) {
        struct str first;
        if (!str_split(&line, ',', &first))
            continue;
        turned = str_printf(a, "%.*s%.*s,%.*s\n", STR_FMT(turned), STR_FMT(line), STR_FMT(first));
    }
    write_text(path, turned);
}

static void catalog_digest_ignores_the_order_of_columns(void **state)
{
    struct arena *a = arena_new();
    const char *tiny = repository(a, "tests/data/tiny"), *dir = temp_dir(a);
    struct err e;
    (void)state;
    copy_folder(a, tiny, dir);
    turn_columns(a, path_join(a, dir, "agencies.csv"));
    turn_columns(a, path_join(a, dir, "terms.csv"));
    assert_string_equal(digest_of(a, dir), digest_of(a, tiny));
    assert_true(dir_remove(dir, &e));
    arena_free(a);
}

static void catalog_digest_sees_every_cell(void **state)
{
    static const char *const changes[][3] = {
        {"regions.csv", "Windmill Village", "Windmill Hamlet"},
        {"terms.csv", "copied-view,,5", "copied-view,,6"},
        {"calendar.csv", "First Day", "New Day"},
        {"exceptions.csv", "first printing", "second printing"},
        {"jurisdiction.csv", "2024-01-01", "2024-01-02"},
        {"powers.csv", "harbour-act 3", "harbour-act 4"},
    };
    struct arena *a = arena_new();
    const char *tiny = repository(a, "tests/data/tiny"), *dir = temp_dir(a), *before = digest_of(a, tiny);
    struct err e;
    (void)state;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        copy_folder(a, tiny, dir);
        change_text(a, path_join(a, dir, changes[i][0]), changes[i][1], changes[i][2]);
        assert_string_not_equal(digest_of(a, dir), before);
    }
    assert_true(dir_remove(dir, &e));
    arena_free(a);
}

static void copy_is_equal(const char *path)
{
    struct arena *a = arena_new();
    const char *dir = temp_dir(a);
    struct catalog *c = load_repository(path);
    struct err e;
    assert_true(catalog_write(c, dir, &e));
    struct catalog *copy = load_good(dir);
    assert_string_equal(str_z(a, catalog_digest(copy)), str_z(a, catalog_digest(c)));
    const struct cat_agency *x, *y;
    size_t n = catalog_agencies(c, &x);
    assert_int_equal(catalog_agencies(copy, &y), n);
    for (size_t i = 0; i < n; i++)
        assert_true(str_eq(x[i].id, y[i].id) && x[i].local == y[i].local);
    assert_true(str_eq(catalog_jurisdiction(c)->id, catalog_jurisdiction(copy)->id));
    catalog_free(c);
    catalog_free(copy);
    assert_true(dir_remove(dir, &e));
    arena_free(a);
}

static void catalog_digest_of_a_written_copy_is_equal(void **state)
{
    (void)state;
    copy_is_equal("tests/data/tiny");
    copy_is_equal("data/cn");
    copy_is_equal("data/demo"); /* merged, and what is local stays so */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(catalog_digest_ignores_the_order_of_rows),
        cmocka_unit_test(catalog_digest_ignores_the_order_of_columns),
        cmocka_unit_test(catalog_digest_sees_every_cell),
        cmocka_unit_test(catalog_digest_of_a_written_copy_is_equal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
