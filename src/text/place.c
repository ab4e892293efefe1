/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "text_int.h"

enum { CODE_DIGITS = 6, CITY_DIGITS = 4 };

/* One way to write a region. */
struct spelling {
    struct str word, within; /* within: the digits of the code that say something */
    bool district;           /* 天河 for 天河区: too common a word to be a region on its own */
};

struct text_places {
    const struct spelling *v;
    size_t n;
};

static const char *const levels[] = {"特别行政区", "自治区", "自治州", "自治县", "自治旗", "新区", "地区",
                                     "林区",       "省",     "市",     "盟",     "县",     "区",   "旗"};
static const char *const peoples[] = {
    "壮族",   "回族",   "维吾尔",   "土家族",   "苗族",   "侗族",   "布依族", "藏族",   "羌族",   "彝族",
    "傣族",   "白族",   "哈尼族",   "景颇族",   "傈僳族", "朝鲜族", "蒙古族", "蒙古",   "哈萨克", "柯尔克孜",
    "瑶族",   "满族",   "畲族",     "黎族",     "仡佬族", "水族",   "土族",   "撒拉族", "东乡族", "保安族",
    "裕固族", "纳西族", "独龙族",   "怒族",     "普米族", "拉祜族", "佤族",   "布朗族", "毛南族", "仫佬族",
    "锡伯",   "塔吉克", "达斡尔族", "鄂温克族", "鄂伦春", "各族",
};

/* s without an ending of the list; s itself when two characters would not remain. */
static struct str without(struct str s, const char *const *endings, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct str end = str_of(endings[i]), rest = str_n(s.p, s.n - end.n);
        if (s.n > end.n && str_ends(s, end) && str_utf8_len(rest) >= 2)
            return rest;
    }
    return s;
}

/* 云州 for 云州市, 青江 for 青江土家族苗族自治州. */
static struct str short_name(struct str full)
{
    struct str s = without(full, levels, sizeof levels / sizeof *levels), before;
    do {
        before = s;
        s = without(s, peoples, sizeof peoples / sizeof *peoples);
    } while (s.n != before.n);
    return s;
}

static struct str telling_digits(struct str code)
{
    while (code.n >= 2 && code.p[code.n - 1] == '0' && code.p[code.n - 2] == '0')
        code.n -= 2;
    return code;
}

static int by_word(const void *a, const void *b)
{
    const struct spelling *x = a, *y = b;
    int side = str_cmp(x->word, y->word);
    if (side)
        return side;
    return x->district != y->district ? x->district - y->district : str_cmp(x->within, y->within);
}

struct text_places *text_places_new(struct arena *a, const struct text_place *v, size_t n)
{
    struct text_places *places = arena_alloc(a, sizeof *places);
    struct spelling *s = arena_alloc(a, mem_mul(2 * n + 1, sizeof *s));
    for (size_t i = 0; i < n; i++) {
        struct str full = v[i].name, brief = short_name(full), within = telling_digits(v[i].code);
        if (full.n)
            s[places->n++] = (struct spelling){full, within, false};
        if (brief.n && brief.n != full.n)
            s[places->n++] = (struct spelling){brief, within, str_ends(full, STR("区")) && within.n > CITY_DIGITS};
    }
    qsort(s, places->n, sizeof *s, by_word);
    places->v = s;
    return places;
}

static size_t first_spelling(const struct text_places *places, struct str word)
{
    size_t low = 0, high = places->n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (str_cmp(places->v[mid].word, word) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static bool lies_in(const struct spelling *s, struct str within)
{
    if (within.n == 0)
        return !s->district;
    return s->within.n > within.n && str_starts(s->within, within);
}

/* The first spelling of `word` that lies there and says at most `digits` of a code. */
static const struct spelling *spelling_of(const struct text_places *places, struct str word, struct str within,
                                          size_t digits)
{
    for (size_t i = first_spelling(places, word); i < places->n && str_eq(places->v[i].word, word); i++)
        if (places->v[i].within.n <= digits && lies_in(&places->v[i], within))
            return &places->v[i];
    return NULL;
}

static size_t longest_at(const struct text_places *places, const struct letters *l, size_t from, struct str *within,
                         size_t digits)
{
    size_t most = l->n - from < TERM_CHARS ? l->n - from : TERM_CHARS;
    for (size_t chars = most; chars >= 2; chars--) {
        struct str word = letters_span(l, from, from + chars);
        const struct spelling *s = spelling_of(places, word, *within, digits);
        if (s)
            *within = s->within;
        if (s || (within->n == 0 && term_find(TERM_PLACE, word)))
            return chars;
    }
    return 0;
}

size_t place_at(const struct text_places *places, const struct letters *l, size_t from, struct str *within)
{
    return longest_at(places, l, from, within, CODE_DIGITS);
}

size_t place_of_city_at(const struct text_places *places, const struct letters *l, size_t from)
{
    struct str anywhere = STR_NONE;
    return longest_at(places, l, from, &anywhere, CITY_DIGITS);
}
