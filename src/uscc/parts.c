/* SPDX-License-Identifier: Apache-2.0 */
#include "uscc_int.h"

#include <string.h>

bool uscc_parse(const char code[USCC_CHARS], struct uscc_parts *out)
{
    struct uscc_parts p = {.department = code[0], .category = code[1], .check = code[USCC_CHARS - 1]};
    for (int i = 0; i < USCC_CHARS; i++)
        if (!value_plus_1[(unsigned char)code[i]] || (i >= 2 && i < 8 && !is_digit(code[i])))
            return false;
    memcpy(p.region, code + 2, 6);
    memcpy(p.subject, code + 8, 9);
    p.expected = uscc_check_char(code);
    p.expected_org = uscc_org_check_char(code + 8);
    p.row = uscc_category_of(code[0], code[1]);
    *out = p;
    return true;
}

bool uscc_compose(char department, char category, const char region[6], const char body8[8], char out[USCC_CHARS + 1])
{
    char code[USCC_CHARS + 1] = {department, category};
    struct uscc_parts p;
    memcpy(code + 2, region, 6);
    memcpy(code + 8, body8, 8);
    code[16] = uscc_org_check_char(body8);
    code[17] = '0';
    if (!uscc_parse(code, &p))
        return false;
    code[17] = p.expected;
    memcpy(out, code, sizeof code);
    return true;
}

/* A key is two halves of nine characters, each a number of base 31 (45 bits) in six bytes, the largest first. */
enum { HALF_CHARS = USCC_CHARS / 2, HALF_BYTES = USCC_KEY_BYTES / 2 };

static bool half_pack(const char *chars, uint8_t *key)
{
    uint64_t number = 0;
    for (int i = 0; i < HALF_CHARS; i++) {
        unsigned value = value_plus_1[(unsigned char)chars[i]];
        if (value == 0)
            return false;
        number = number * 31 + (value - 1);
    }
    for (int i = HALF_BYTES; i-- > 0; number >>= 8)
        key[i] = (uint8_t)number;
    return true;
}

static bool half_unpack(const uint8_t *key, char *chars)
{
    uint64_t number = 0;
    for (int i = 0; i < HALF_BYTES; i++)
        number = number << 8 | key[i];
    for (int i = HALF_CHARS; i-- > 0; number /= 31)
        chars[i] = USCC_ALPHABET[number % 31];
    return number == 0;
}

bool uscc_pack(const char code[USCC_CHARS], uint8_t key[USCC_KEY_BYTES])
{
    uint8_t k[USCC_KEY_BYTES];
    if (!half_pack(code, k) || !half_pack(code + HALF_CHARS, k + HALF_BYTES))
        return false;
    memcpy(key, k, sizeof k);
    return true;
}

bool uscc_unpack(const uint8_t key[USCC_KEY_BYTES], char code[USCC_CHARS + 1])
{
    char c[USCC_CHARS + 1] = "";
    if (!half_unpack(key, c) || !half_unpack(key + HALF_BYTES, c + HALF_CHARS))
        return false;
    memcpy(code, c, sizeof c);
    return true;
}
