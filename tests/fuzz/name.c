/* SPDX-License-Identifier: Apache-2.0 */
/* Names from strangers: parts are pieces of the key, readings are distinct and plain, and nothing else happens. */
#include "fuzz.h"
#include "text/text.h"

static void check_piece(struct str part, struct str key)
{
    ASSERT(part.n == 0 || (part.p >= key.p && part.p + part.n <= key.p + key.n));
    ASSERT(str_utf8_valid(part));
}

static void check_parts(struct arena *a, struct str key)
{
    static const struct text_place invented[] = {
        {STR("晴川省"), STR("990000")}, {STR("云州市"), STR("990100")}, {STR("江北区"), STR("990102")}};
    struct text_places *places = text_places_new(a, invented, sizeof invented / sizeof *invented);
    struct text_parts p;
    text_name_parts(places, key, &p);
    check_piece(p.region, key);
    check_piece(p.brand, key);
    check_piece(p.trade, key);
    check_piece(p.form, key);
    check_piece(p.branch, key);
    check_piece(p.bracket, key);
}

static void check_readings(struct arena *a, struct str key)
{
    struct text_reading r[TEXT_READINGS_MAX];
    size_t n = text_pinyin(a, key, r, TEXT_READINGS_MAX);
    ASSERT(n <= TEXT_READINGS_MAX);
    for (size_t i = 0; i < n; i++) {
        ASSERT(r[i].pinyin.n && r[i].initials.n && r[i].initials.n <= r[i].pinyin.n);
        ASSERT(i == 0 || !str_eq(r[i].pinyin, r[i - 1].pinyin));
        for (size_t k = 0; k < r[i].pinyin.n; k++)
            ASSERT((unsigned char)r[i].pinyin.p[k] >= ' ' && (unsigned char)r[i].pinyin.p[k] < 0x7F);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str name = str_n((const char *)data, size < 1024 ? size : 1024);
    struct buf key = {0};
    if (!str_utf8_valid(name))
        return 0;
    struct arena *a = arena_new();
    text_legal_form_of_english(name);
    text_name_key(name, &key);
    check_parts(a, buf_view(&key));
    check_readings(a, buf_view(&key));
    arena_free(a);
    buf_free(&key);
    return 0;
}
