/* SPDX-License-Identifier: Apache-2.0 */
/* Hashing and random bytes, over OpenSSL. All functions may be called from any thread. */
#ifndef GONGSHI_BASE_HASH_H
#define GONGSHI_BASE_HASH_H

#include "str.h"

#define SHA256_BYTES 32

struct sha256; /* a running hash, reusable */
struct sha256 *sha256_new(void);
void sha256_free(struct sha256 *h);
void sha256_start(struct sha256 *h);
void sha256_add(struct sha256 *h, const void *p, size_t n);
void sha256_end(struct sha256 *h, uint8_t out[SHA256_BYTES]);

void sha256_of(const void *p, size_t n, uint8_t out[SHA256_BYTES]);
void hmac_sha256(const uint8_t *key, size_t key_n, const void *p, size_t n, uint8_t out[SHA256_BYTES]);
void random_bytes(void *p, size_t n); /* from the operating system; ends the process when it has none */
/* One block of AES-128 (FIPS 197). */
void aes128_encrypt(const uint8_t key[16], const uint8_t in[16], uint8_t out[16]);
void aes128_decrypt(const uint8_t key[16], const uint8_t in[16], uint8_t out[16]);
bool bytes_equal(const void *a, const void *b, size_t n); /* in constant time */

/* RFC 4648 base32, lower case, no padding: 16 bytes give 26 characters. */
void base32_put(struct buf *b, const void *p, size_t n);
bool base32_parse(struct str s, void *out, size_t n); /* exactly n bytes, canonical, lower case only */

#endif
