/* SPDX-License-Identifier: Apache-2.0 */
#include "hash.h"

#include <errno.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <pthread.h>
#include <sys/random.h>

/*
 * OpenSSL looks an algorithm up by name at every use unless it was fetched before, and a context costs
 * more than a short hash. So the algorithms are fetched once a process and each thread keeps its contexts.
 */
struct tools {
    EVP_MD_CTX *hash;
    EVP_CIPHER_CTX *aes;
};

static EVP_MD *sha256_md;
static EVP_CIPHER *aes128_ecb;
static pthread_key_t tools_key;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static _Thread_local struct tools *my_tools;

static void tools_free(void *p)
{
    struct tools *t = p;
    my_tools = NULL; /* the destructor runs in the thread that ends */
    EVP_MD_CTX_free(t->hash);
    EVP_CIPHER_CTX_free(t->aes);
    mem_free(t);
}

static void fetch(void)
{
    sha256_md = EVP_MD_fetch(NULL, "SHA256", NULL);
    aes128_ecb = EVP_CIPHER_fetch(NULL, "AES-128-ECB", NULL);
    ASSERT(sha256_md && aes128_ecb);
    ASSERT(pthread_key_create(&tools_key, tools_free) == 0);
}

static EVP_MD_CTX *hash_context(void)
{
    pthread_once(&once, fetch);
    EVP_MD_CTX *c = EVP_MD_CTX_new();
    ASSERT(c && EVP_DigestInit_ex2(c, sha256_md, NULL) == 1);
    return c;
}

static struct tools *tools(void)
{
    if (my_tools)
        return my_tools;
    struct tools *t = mem_alloc(sizeof *t);
    t->hash = hash_context();
    t->aes = EVP_CIPHER_CTX_new();
    ASSERT(t->aes && pthread_setspecific(tools_key, t) == 0);
    my_tools = t;
    return t;
}

struct sha256 {
    EVP_MD_CTX *context;
};

static void hash_start(EVP_MD_CTX *c)
{
    ASSERT(EVP_DigestInit_ex2(c, NULL, NULL) == 1);
}

static void hash_add(EVP_MD_CTX *c, const void *p, size_t n)
{
    if (n)
        ASSERT(EVP_DigestUpdate(c, p, n) == 1);
}

static void hash_end(EVP_MD_CTX *c, uint8_t out[SHA256_BYTES])
{
    ASSERT(EVP_DigestFinal_ex(c, out, NULL) == 1);
}

struct sha256 *sha256_new(void)
{
    struct sha256 *h = mem_alloc(sizeof *h);
    h->context = hash_context();
    return h;
}

void sha256_free(struct sha256 *h)
{
    if (!h)
        return;
    EVP_MD_CTX_free(h->context);
    mem_free(h);
}

void sha256_start(struct sha256 *h)
{
    hash_start(h->context);
}

void sha256_add(struct sha256 *h, const void *p, size_t n)
{
    hash_add(h->context, p, n);
}

void sha256_end(struct sha256 *h, uint8_t out[SHA256_BYTES])
{
    hash_end(h->context, out);
}

void sha256_of(const void *p, size_t n, uint8_t out[SHA256_BYTES])
{
    EVP_MD_CTX *c = tools()->hash;
    hash_start(c);
    hash_add(c, p, n);
    hash_end(c, out);
}

/* RFC 2104, written out: OpenSSL's own costs a look-up and three allocations a call. */
void hmac_sha256(const uint8_t *key, size_t key_n, const void *p, size_t n, uint8_t out[SHA256_BYTES])
{
    enum { BLOCK = 64 };
    uint8_t pad[BLOCK] = {0}, inner[SHA256_BYTES];
    EVP_MD_CTX *c = tools()->hash;
    if (key_n > BLOCK)
        sha256_of(key, key_n, pad);
    else if (key_n)
        memcpy(pad, key, key_n);
    for (int i = 0; i < BLOCK; i++)
        pad[i] ^= 0x36;
    hash_start(c);
    hash_add(c, pad, BLOCK);
    hash_add(c, p, n);
    hash_end(c, inner);
    for (int i = 0; i < BLOCK; i++)
        pad[i] ^= 0x36 ^ 0x5C;
    hash_start(c);
    hash_add(c, pad, BLOCK);
    hash_add(c, inner, sizeof inner);
    hash_end(c, out);
    mem_wipe(pad, sizeof pad);
}

void random_bytes(void *p, size_t n)
{
    for (size_t done = 0; done < n;) {
        ssize_t got = getrandom((char *)p + done, n - done, 0);
        ASSERT(got > 0 || errno == EINTR);
        done += got > 0 ? (size_t)got : 0;
    }
}

static void aes_block(const uint8_t key[16], const uint8_t in[16], uint8_t out[16], int encrypt)
{
    EVP_CIPHER_CTX *c = tools()->aes;
    int n = 0;
    ASSERT(EVP_CipherInit_ex2(c, aes128_ecb, key, NULL, encrypt, NULL) == 1);
    ASSERT(EVP_CIPHER_CTX_set_padding(c, 0) == 1);
    ASSERT(EVP_CipherUpdate(c, out, &n, in, 16) == 1 && n == 16);
}

void aes128_encrypt(const uint8_t key[16], const uint8_t in[16], uint8_t out[16])
{
    aes_block(key, in, out, 1);
}

void aes128_decrypt(const uint8_t key[16], const uint8_t in[16], uint8_t out[16])
{
    aes_block(key, in, out, 0);
}

bool bytes_equal(const void *a, const void *b, size_t n)
{
    return CRYPTO_memcmp(a, b, n) == 0;
}

void base32_put(struct buf *b, const void *p, size_t n)
{
    static const char digits[] = "abcdefghijklmnopqrstuvwxyz234567";
    uint32_t bits = 0;
    int held = 0;
    for (size_t i = 0; i < n; i++) {
        bits = bits << 8 | ((const uint8_t *)p)[i];
        for (held += 8; held >= 5; held -= 5)
            buf_char(b, digits[bits >> (held - 5) & 31]);
    }
    if (held)
        buf_char(b, digits[bits << (5 - held) & 31]);
}

static int base32_digit(char c)
{
    if (c >= 'a' && c <= 'z')
        return c - 'a';
    return c >= '2' && c <= '7' ? c - '2' + 26 : -1;
}

static bool base32_is_canonical(struct str s, size_t n)
{
    size_t bits = mem_mul(n, 8);
    if (s.n != bits / 5 + (bits % 5 != 0))
        return false;
    for (size_t i = 0; i < s.n; i++)
        if (base32_digit(s.p[i]) < 0)
            return false;
    /* The last character carries spare low bits, which must be zero: one value has one spelling. */
    return s.n == 0 || (base32_digit(s.p[s.n - 1]) & ((1 << (s.n * 5 - bits)) - 1)) == 0;
}

bool base32_parse(struct str s, void *out, size_t n)
{
    uint32_t bits = 0;
    int held = 0;
    size_t at = 0;
    if (!base32_is_canonical(s, n))
        return false;
    for (size_t i = 0; i < s.n && at < n; i++) {
        bits = bits << 5 | (uint32_t)base32_digit(s.p[i]);
        held += 5;
        if (held < 8)
            continue;
        held -= 8;
        ((uint8_t *)out)[at++] = (uint8_t)(bits >> held);
    }
    return true;
}
