/* SPDX-License-Identifier: Apache-2.0 */
#include "base_test.h"

/* Beside the map, a plain list that is searched from end to end. */
static void base_map_agrees_with_a_list(void **state)
{
    enum { KEYS = 300 };
    static int values[8];
    static char keys[KEYS][24];
    void *list[KEYS] = {0};
    struct map *m = map_new();
    size_t count = 0;
    uint64_t seed = 9;
    (void)state;
    for (int i = 0; i < KEYS; i++)
        snprintf(keys[i], sizeof keys[i], "%.*s%d", i % 13, "一二三四", i);
    for (int i = 0; i < 20000; i++) {
        size_t k = draw(&seed) % KEYS;
        struct str key = str_of(keys[k]);
        assert_ptr_equal(map_find(m, key), list[k]);
        if (draw(&seed) % 3)
            continue;
        void *value = &values[draw(&seed) % 8];
        assert_ptr_equal(map_put(m, key, value), list[k]);
        count += list[k] == NULL;
        list[k] = value;
        assert_int_equal(map_count(m), count);
    }
    map_free(m);
    map_free(NULL);
}

static void base_map_gives_entries_in_order_of_insertion(void **state)
{
    struct map *m = map_new();
    struct str key;
    void *value;
    size_t at = 0;
    char text[16];
    (void)state;
    for (int i = 0; i < 5000; i++) {
        snprintf(text, sizeof text, "%d", (i * 7919) % 5000); /* the map must copy: text changes */
        map_put(m, str_of(text), m);
    }
    map_put(m, STR("0"), &at); /* known already: keeps its place */
    for (int i = 0; i < 5000; i++) {
        int64_t n;
        assert_true(map_each(m, &at, &key, &value));
        assert_true(str_int(key, &n));
        assert_int_equal(n, (i * 7919) % 5000);
        assert_ptr_equal(value, n == 0 ? (void *)&at : (void *)m);
    }
    assert_false(map_each(m, &at, &key, &value));
    map_free(m);
}

static void base_map_tells_empty_and_prefix_keys_apart(void **state)
{
    int a, b, c;
    struct map *m = map_new();
    (void)state;
    assert_null(map_find(m, STR_NONE));
    map_put(m, STR(""), &a);
    map_put(m, STR("12345678"), &b);
    map_put(m, str_n("12345678\0", 9), &c);
    assert_ptr_equal(map_find(m, STR_NONE), &a);
    assert_ptr_equal(map_find(m, STR("12345678")), &b);
    assert_ptr_equal(map_find(m, str_n("12345678\0", 9)), &c);
    map_free(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(base_map_agrees_with_a_list),
        cmocka_unit_test(base_map_gives_entries_in_order_of_insertion),
        cmocka_unit_test(base_map_tells_empty_and_prefix_keys_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
