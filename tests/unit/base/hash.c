/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>

#include "base_test.h"

static void assert_hex(const void *p, size_t n, const char *hex)
{
    struct buf b = {0};
    hex_put(&b, p, n);
    assert_str(buf_view(&b), hex);
    buf_free(&b);
}

/* FIPS 180-4 examples, and the million letters a in pieces of odd sizes. */
static void base_hash_sha256_gives_the_published_digests(void **state)
{
    static const struct {
        const char *text, *hex;
    } rows[] = {
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    };
    uint8_t out[SHA256_BYTES];
    char as[1000];
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sha256_of(rows[i].text, strlen(rows[i].text), out);
        assert_hex(out, sizeof out, rows[i].hex);
    }
    memset(as, 'a', sizeof as);
    struct sha256 *h = sha256_new();
    for (int round = 0; round < 2; round++) { /* the running hash is reusable */
        sha256_start(h);
        for (size_t done = 0, n = 1; done < 1000000; done += n, n = n * 7 % 1000 + 1) {
            n = n < 1000000 - done ? n : 1000000 - done;
            sha256_add(h, as, n);
        }
        sha256_end(h, out);
        assert_hex(out, sizeof out, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    }
    sha256_free(h);
    sha256_free(NULL);
}

static void base_hash_running_hash_is_apart_from_the_quick_one(void **state)
{
    uint8_t whole[SHA256_BYTES], parts[SHA256_BYTES], other[SHA256_BYTES];
    struct sha256 *h = sha256_new();
    (void)state;
    sha256_start(h);
    sha256_add(h, "ab", 2);
    sha256_of("xyz", 3, other);
    sha256_add(h, "c", 1);
    sha256_end(h, parts);
    sha256_of("abc", 3, whole);
    assert_memory_equal(whole, parts, sizeof whole);
    sha256_free(h);
}

/* RFC 4231 section 4, cases 1, 2, 3, 4, 6 and 7. */
static void base_hash_hmac_gives_the_rfc_4231_values(void **state)
{
    uint8_t key[131], data[256], out[SHA256_BYTES];
    (void)state;
    memset(key, 0x0b, 20);
    hmac_sha256(key, 20, "Hi There", 8, out);
    assert_hex(out, sizeof out, "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    hmac_sha256((const uint8_t *)"Jefe", 4, "what do ya want for nothing?", 28, out);
    assert_hex(out, sizeof out, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    memset(key, 0xaa, sizeof key);
    memset(data, 0xdd, 50);
    hmac_sha256(key, 20, data, 50, out);
    assert_hex(out, sizeof out, "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
    hmac_sha256(key, 131, "Test Using Larger Than Block-Size Key - Hash Key First", 54, out);
    assert_hex(out, sizeof out, "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    const char *long_text =
        "This is a test using a larger than block-size key and a larger than block-size data. The key "
        "needs to be hashed before being used by the HMAC algorithm.";
    hmac_sha256(key, 131, long_text, strlen(long_text), out);
    assert_hex(out, sizeof out, "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2");
    for (int i = 0; i < 25; i++)
        key[i] = (uint8_t)(i + 1);
    memset(data, 0xcd, 50);
    hmac_sha256(key, 25, data, 50, out);
    assert_hex(out, sizeof out, "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b");
}

static void base_hash_aes_gives_the_fips_197_block(void **state)
{
    uint8_t key[16], block[16], out[16];
    uint64_t seed = 11;
    (void)state;
    assert_true(hex_parse(STR("000102030405060708090a0b0c0d0e0f"), key, 16));
    assert_true(hex_parse(STR("00112233445566778899aabbccddeeff"), block, 16));
    aes128_encrypt(key, block, out);
    assert_hex(out, 16, "69c4e0d86a7b0430d8cdb78070b4c55a");
    aes128_decrypt(key, out, out);
    assert_memory_equal(out, block, 16);
    for (int i = 0; i < 1000; i++) {
        for (int k = 0; k < 16; k++) {
            key[k] = (uint8_t)draw(&seed);
            block[k] = (uint8_t)draw(&seed);
        }
        aes128_encrypt(key, block, out);
        assert_memory_not_equal(out, block, 16);
        aes128_decrypt(key, out, out);
        assert_memory_equal(out, block, 16);
    }
}

/* RFC 4648 section 10, in lower case and without padding. */
static void base_hash_base32_gives_the_rfc_4648_values(void **state)
{
    static const char *const rows[] = {"", "my", "mzxq", "mzxw6", "mzxw6yq", "mzxw6ytb", "mzxw6ytboi"};
    struct buf b = {0};
    char back[6];
    (void)state;
    for (size_t n = 0; n <= 6; n++) {
        buf_clear(&b);
        base32_put(&b, "foobar", n);
        assert_str(buf_view(&b), rows[n]);
        assert_true(base32_parse(buf_view(&b), back, n));
        assert_memory_equal(back, "foobar", n);
    }
    buf_free(&b);
}

static void base_hash_base32_has_one_spelling_a_value(void **state)
{
    static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz234567";
    char text[2] = {0};
    uint8_t out;
    int good = 0;
    (void)state;
    for (int i = 0; i < 256 * 256; i++) {
        text[0] = (char)(i >> 8);
        text[1] = (char)i;
        good += base32_parse(str_n(text, 2), &out, 1);
    }
    assert_int_equal(good, 256);
    assert_int_equal(sizeof alphabet - 1, 32);
    assert_false(base32_parse(STR("mzxw6ytbo"), text, 1));
    assert_false(base32_parse(STR("MY"), &out, 1));
    assert_false(base32_parse(STR("mz"), &out, 1)); /* spare bits not zero */
    assert_false(base32_parse(STR("my======"), &out, 1));
    assert_false(base32_parse(STR(""), &out, 1));
}

static void *hash_many(void *arg)
{
    uint8_t *out = arg;
    memset(out, 0, SHA256_BYTES);
    for (int i = 0; i < 20000; i++)
        sha256_of(out, SHA256_BYTES, out);
    return NULL;
}

static void base_hash_threads_do_not_disturb_each_other(void **state)
{
    enum { THREADS = 4 };
    pthread_t threads[THREADS];
    uint8_t out[THREADS][SHA256_BYTES], alone[SHA256_BYTES];
    (void)state;
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, hash_many, out[i]), 0);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    hash_many(alone);
    for (int i = 0; i < THREADS; i++)
        assert_memory_equal(out[i], alone, sizeof alone);
}

static void base_hash_random_bytes_differ_and_equality_compares_all(void **state)
{
    uint8_t a[64] = {0}, b[64] = {0};
    (void)state;
    random_bytes(a, sizeof a);
    random_bytes(b, sizeof b);
    assert_false(bytes_equal(a, b, sizeof a));
    memcpy(b, a, sizeof a);
    assert_true(bytes_equal(a, b, sizeof a));
    for (size_t i = 0; i < sizeof a; i++) {
        b[i] ^= 1;
        assert_false(bytes_equal(a, b, sizeof a));
        b[i] ^= 1;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(base_hash_sha256_gives_the_published_digests),
        cmocka_unit_test(base_hash_running_hash_is_apart_from_the_quick_one),
        cmocka_unit_test(base_hash_hmac_gives_the_rfc_4231_values),
        cmocka_unit_test(base_hash_aes_gives_the_fips_197_block),
        cmocka_unit_test(base_hash_base32_gives_the_rfc_4648_values),
        cmocka_unit_test(base_hash_base32_has_one_spelling_a_value),
        cmocka_unit_test(base_hash_threads_do_not_disturb_each_other),
        cmocka_unit_test(base_hash_random_bytes_differ_and_equality_compares_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
