/* SPDX-License-Identifier: Apache-2.0 */
#include "base_test.h"

static bool all_zero(const unsigned char *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (p[i])
            return false;
    return true;
}

static void base_mem_arena_gives_zeroed_aligned_bytes_of_its_own(void **state)
{
    struct arena *a = arena_new();
    uint64_t seed = 5;
    (void)state;
    for (int round = 0; round < 3; round++) {
        unsigned char *kept[500];
        size_t size[500], total = 0;
        for (int i = 0; i < 500; i++) {
            size[i] = draw(&seed) % (i % 50 == 0 ? 3000000 : 300);
            kept[i] = arena_alloc(a, size[i]);
            assert_int_equal((uintptr_t)kept[i] % _Alignof(max_align_t), 0);
            assert_true(all_zero(kept[i], size[i]));
            memset(kept[i], i & 0xFF, size[i]);
            total += size[i];
        }
        assert_int_equal(arena_used(a), total);
        for (int i = 0; i < 500; i++) /* nobody wrote over a neighbour */
            for (size_t k = 0; k<size[i]; k += size[i]> 1000 ? 997 : 1)
                assert_int_equal(kept[i][k], i & 0xFF);
        arena_reset(a);
        assert_int_equal(arena_used(a), 0);
    }
    arena_free(a);
    arena_free(NULL);
}

static void base_mem_arena_bytes_are_zero_again_after_a_reset(void **state)
{
    struct arena *a = arena_new();
    (void)state;
    unsigned char *first = arena_alloc(a, 1000);
    memset(first, 7, 1000);
    arena_reset(a);
    unsigned char *again = arena_alloc(a, 1000);
    assert_ptr_equal(again, first);
    assert_true(all_zero(again, 1000));
    arena_free(a);
}

static void base_mem_vectors_keep_their_items(void **state)
{
    VEC(int) v = {0};
    (void)state;
    for (int i = 0; i < 10000; i++)
        VEC_PUSH(&v, i * 3);
    for (int i = 0; i < 10000; i++)
        assert_int_equal(v.v[i], i * 3);
    VEC_FREE(&v);
    assert_null(v.v);
    assert_int_equal(v.n + v.cap, 0);
}

static void base_mem_wiping_leaves_zeros(void **state)
{
    unsigned char secret[32];
    (void)state;
    memset(secret, 7, sizeof secret);
    mem_wipe(secret, sizeof secret);
    assert_true(all_zero(secret, sizeof secret));
    mem_wipe(NULL, 0);
    unsigned char *p = mem_alloc(100);
    assert_true(all_zero(p, 100));
    mem_free(p);
    mem_free(NULL);
    mem_free(mem_alloc(0));
}

static void too_much(void)
{
    mem_mul(SIZE_MAX / 2, 3);
}

static void broken_promise(void)
{
    ASSERT(1 + 1 == 3);
}

static void base_mem_overflow_and_broken_promises_end_the_process(void **state)
{
    (void)state;
    assert_true(dies(too_much));
    assert_true(dies(broken_promise));
    assert_int_equal(mem_mul(SIZE_MAX / 2, 2), SIZE_MAX - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(base_mem_arena_gives_zeroed_aligned_bytes_of_its_own),
        cmocka_unit_test(base_mem_arena_bytes_are_zero_again_after_a_reset),
        cmocka_unit_test(base_mem_vectors_keep_their_items),
        cmocka_unit_test(base_mem_wiping_leaves_zeros),
        cmocka_unit_test(base_mem_overflow_and_broken_promises_end_the_process),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
