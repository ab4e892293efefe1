/* SPDX-License-Identifier: Apache-2.0 */
#include <sys/stat.h>

#include "base_test.h"

struct place {
    char dir[40];
    struct arena *a;
};

static int place_make(void **state)
{
    struct place *p = mem_alloc(sizeof *p);
    strcpy(p->dir, "/tmp/gongshi-base-XXXXXX");
    p->a = arena_new();
    *state = p;
    return mkdtemp(p->dir) ? 0 : -1;
}

static int place_drop(void **state)
{
    struct place *p = *state;
    bool ok = dir_remove(p->dir, NULL);
    arena_free(p->a);
    mem_free(p);
    return ok ? 0 : -1;
}

#define IN(name) path_join(p->a, p->dir, name)

static void base_file_what_is_written_is_read(void **state)
{
    struct place *p = *state;
    struct err e;
    struct buf b = {0}, big = {0};
    struct stat st;
    for (int i = 0; i < 100000; i++)
        buf_i64(&big, i);
    assert_true(file_write_atomic(IN("f"), buf_view(&big), 0640, &e));
    assert_true(file_write_atomic(IN("empty"), STR_NONE, 0600, &e));
    assert_int_equal(stat(IN("f"), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0640);
    buf_z(&b, "before");
    assert_true(file_read(IN("f"), big.n, &b, &e));
    assert_int_equal(b.n, big.n + 6);
    assert_memory_equal(b.p + 6, big.p, big.n);
    b.n = 6;
    assert_false(file_read(IN("f"), big.n - 1, &b, &e));
    assert_int_equal(e.kind, ERR_LIMIT);
    assert_str(buf_view(&b), "before"); /* untouched on failure */
    assert_true(file_read(IN("empty"), 0, &b, &e));
    assert_int_equal(b.n, 6);
    assert_true(file_copy(IN("f"), IN("g"), 0600, &e));
    b.n = 0;
    assert_true(file_read(IN("g"), SIZE_MAX, &b, &e));
    assert_true(str_eq(buf_view(&b), buf_view(&big)));
    buf_free(&b);
    buf_free(&big);
}

static void base_file_a_failed_write_leaves_the_old_and_no_litter(void **state)
{
    struct place *p = *state;
    struct err e;
    struct str *names;
    size_t n;
    assert_true(dir_make(IN("taken/inside"), 0755, &e));
    assert_false(file_write_atomic(IN("taken"), STR("x"), 0600, &e)); /* a folder with content cannot be replaced */
    assert_false(file_write_atomic(IN("absent/f"), STR("x"), 0600, &e));
    assert_int_equal(e.kind, ERR_NOT_FOUND);
    assert_false(file_copy(IN("absent"), IN("f"), 0600, &e));
    assert_int_equal(e.kind, ERR_NOT_FOUND);
    assert_false(file_copy(p->dir, IN("f"), 0600, &e)); /* opens, but cannot be read */
    assert_true(dir_list(p->dir, p->a, &names, &n, &e));
    assert_int_equal(n, 1);
    assert_str(names[0], "taken");
}

static void base_file_folders_are_made_listed_and_removed(void **state)
{
    struct place *p = *state;
    struct err e;
    struct str *names;
    size_t n = 9;
    assert_true(dir_make(IN("a/b//c/"), 0755, &e) && dir_make(IN("a/b/c"), 0755, &e));
    assert_true(dir_list(IN("a/b/c"), p->a, &names, &n, &e));
    assert_int_equal(n, 0);
    static const char *const made[] = {"z", "B", "a", "ab"};
    for (int i = 0; i < 4; i++)
        assert_true(file_write_atomic(path_join(p->a, IN("a/b"), made[i]), STR("1"), 0600, &e));
    assert_true(dir_list(IN("a/b"), p->a, &names, &n, &e));
    assert_int_equal(n, 5);
    static const char *const sorted[] = {"B", "a", "ab", "c", "z"};
    for (size_t i = 0; i < n; i++)
        assert_str(names[i], sorted[i]);
    assert_int_equal(symlink(IN("a/b/z"), IN("a/link")), 0);
    assert_int_equal(symlink(p->dir, IN("a/up")), 0); /* must not be followed */
    assert_true(file_write_atomic(IN("stays"), STR("1"), 0600, &e));
    assert_true(dir_remove(IN("a"), &e) && dir_remove(IN("a"), &e));
    assert_false(file_exists(IN("a")));
    assert_true(file_exists(IN("stays")) && !file_is_dir(IN("stays")) && file_is_dir(p->dir));
    assert_false(dir_make(IN("stays/below"), 0755, &e));
    assert_false(dir_make(IN("stays"), 0755, &e));
    assert_false(dir_make("", 0755, &e));
    assert_false(dir_list(IN("a"), p->a, &names, &n, &e));
    assert_int_equal(e.kind, ERR_NOT_FOUND);
}

static void base_file_mapping_shows_the_bytes(void **state)
{
    struct place *p = *state;
    struct err e;
    struct file_map m;
    assert_true(file_write_atomic(IN("f"), STR("some bytes"), 0600, &e));
    assert_true(file_write_atomic(IN("empty"), STR_NONE, 0600, &e));
    assert_true(file_map_open(IN("f"), &m, &e));
    assert_str(m.data, "some bytes");
    file_map_close(&m);
    file_map_close(&m); /* closed already */
    assert_true(file_map_open(IN("empty"), &m, &e));
    assert_int_equal(m.data.n, 0);
    file_map_close(&m);
    assert_false(file_map_open(p->dir, &m, &e));
    assert_false(file_map_open(IN("absent"), &m, &e));
    assert_int_equal(e.kind, ERR_NOT_FOUND);
}

static void base_file_space_left_is_known(void **state)
{
    struct place *p = *state;
    struct err e;
    uint64_t left = 0, block = 0;
    assert_true(dir_free_bytes(p->dir, &left, &block, &e));
    assert_true(left > 0 && block >= 512);
    assert_false(dir_free_bytes(IN("absent"), &left, &block, &e));
    assert_string_equal(path_join(p->a, "a/", "b"), "a/b");
    assert_string_equal(path_join(p->a, "", "b"), "b");
}

#define PLACE_TEST(f) cmocka_unit_test_setup_teardown(f, place_make, place_drop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE_TEST(base_file_what_is_written_is_read),
        PLACE_TEST(base_file_a_failed_write_leaves_the_old_and_no_litter),
        PLACE_TEST(base_file_folders_are_made_listed_and_removed),
        PLACE_TEST(base_file_mapping_shows_the_bytes),
        PLACE_TEST(base_file_space_left_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
