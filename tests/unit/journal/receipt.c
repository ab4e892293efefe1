/* SPDX-License-Identifier: Apache-2.0 */
/* Key files, and receipts made with them. */
#include <sys/stat.h>
#include <unistd.h>

#include "journal_test.h"

static void journal_receipt_round_trips_and_looks_random(void **state)
{
    struct keys k;
    MUST(keys_load(*state, true, &k, err));
    char before[RECEIPT_CHARS] = "";
    for (int64_t i = 1; i <= 10000; i++) {
        char text[RECEIPT_CHARS];
        int64_t seq = 0, want = i <= 5000 ? i : INT64_MAX - i * 977;
        assert_ptr_equal(receipt_of(&k, want, text), text);
        assert_int_equal(strlen(text), 26);
        assert_true(receipt_parse(&k, str_of(text), &seq));
        assert_int_equal(seq, want);
        int same = 0; /* neighbours share no more than chance gives */
        for (int c = 0; c < 26; c++)
            same += text[c] == before[c];
        assert_true(same < 12);
        memcpy(before, text, sizeof before);
    }
}

static void journal_receipt_anything_else_is_unknown(void **state)
{
    static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz234567";
    struct keys k, other;
    struct arena *a = arena_new();
    char text[RECEIPT_CHARS];
    int64_t seq = 77;
    MUST(keys_load(*state, true, &k, err));
    MUST(keys_load(path_join(a, *state, "other"), true, &other, err));
    for (int i = 0; i < 10000; i++) {
        uint8_t r[26];
        random_bytes(r, sizeof r);
        for (int c = 0; c < 26; c++)
            text[c] = alphabet[r[c] % 32];
        assert_false(receipt_parse(&k, str_n(text, 26), &seq));
    }
    for (int64_t i = 1; i <= 1000; i++) {
        receipt_of(&k, i, text);
        assert_false(receipt_parse(&other, str_of(text), &seq));
        text[i % 26] = alphabet[(strchr(alphabet, text[i % 26]) - alphabet + 1) % 32];
        assert_false(receipt_parse(&k, str_of(text), &seq));
    }
    receipt_of(&k, 5, text);
    assert_false(receipt_parse(&k, str_n(text, 25), &seq));
    assert_false(receipt_parse(&k, STR_NONE, &seq));
    receipt_of(&k, 0, text); /* no act has this number */
    assert_false(receipt_parse(&k, str_of(text), &seq));
    receipt_of(&k, -1, text);
    assert_false(receipt_parse(&k, str_of(text), &seq));
    assert_int_equal(seq, 77);
    arena_free(a);
}

static void journal_receipt_keys_are_made_once(void **state)
{
    struct keys k, again;
    struct stat st;
    struct arena *a = arena_new();
    MUST_FAIL(ERR_NOT_FOUND, keys_load(*state, false, &k, err));
    MUST(keys_load(*state, true, &k, err));
    MUST(keys_load(*state, true, &again, err));
    assert_memory_equal(&k, &again, sizeof k);
    assert_true(k.has_person);
    static const char *const files[] = {"keys/register", "keys/person"};
    for (int i = 0; i < 2; i++) {
        assert_int_equal(stat(path_join(a, *state, files[i]), &st), 0);
        assert_int_equal(st.st_mode & 0777, 0600);
    }
    assert_int_equal(unlink(path_join(a, *state, "keys/person")), 0);
    MUST(keys_load(*state, true, &again, err)); /* after a restore: none is made up */
    assert_false(again.has_person);
    assert_memory_equal(k.register_, again.register_, 32);
    assert_false(file_exists(path_join(a, *state, "keys/person")));
    MUST(file_write_atomic(path_join(a, *state, "keys/register"), STR("receipt 00\n"), 0600, err));
    MUST_FAIL(ERR_CORRUPT, keys_load(*state, true, &again, err));
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(journal_receipt_round_trips_and_looks_random),
        SCRATCH_TEST(journal_receipt_anything_else_is_unknown),
        SCRATCH_TEST(journal_receipt_keys_are_made_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
