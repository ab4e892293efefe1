/* SPDX-License-Identifier: Apache-2.0 */
#include "text_int.h"

/*
 * A name without the brackets that say something on their own: 晴川(云州)贸易有限公司 is read as 晴川贸易有限公司 with
 * (云州) beside it. Brackets round a legal form are left out, what stands in them is kept.
 */
struct reading {
    const struct text_places *places;
    struct str key;
    struct letters letters;
    char text[4 * TEXT_PARTS_CHARS];
    uint16_t at[TEXT_PARTS_CHARS + 1];
    uint16_t source[TEXT_PARTS_CHARS]; /* place of the character in the key */
    size_t from, to;                   /* what is not given to a part yet */
    struct text_parts *parts;
};

static void push_letter(struct reading *r, size_t source, size_t bytes)
{
    size_t n = r->letters.n;
    memcpy(r->text + r->at[n], r->key.p + source, bytes);
    r->source[n] = (uint16_t)source;
    r->at[n + 1] = (uint16_t)(r->at[n] + bytes);
    r->letters.n = n + 1;
}

/* The piece of the key for characters [from, to), with the bracket that opens just before when it closes inside. */
static struct str piece(const struct reading *r, size_t from, size_t to)
{
    if (from >= to)
        return STR_NONE;
    size_t first = r->source[from], last = r->source[to - 1] + (size_t)(r->at[to] - r->at[to - 1]);
    if (last < r->key.n && r->key.p[last] == ')' && memchr(r->key.p + first, '(', last - first))
        last++;
    if (first && r->key.p[first - 1] == '(' && memchr(r->key.p + first, ')', r->key.n - first)) {
        first--;
        last += last < r->key.n && r->key.p[last] == ')';
    }
    return str_n(r->key.p + first, last - first);
}

static bool is_region(const struct reading *r, struct str word)
{
    uint16_t at[TEXT_PARTS_CHARS + 1] = {0};
    struct letters l = {word.p, at, 0};
    struct str within = STR_NONE;
    for (size_t i = 0; i < word.n; at[++l.n] = (uint16_t)i)
        str_utf8_next(word, &i);
    return l.n && place_at(r->places, &l, 0, &within) == l.n;
}

/* Whether the brackets with this inside leave the name: all but those round a legal form. */
static bool set_aside(struct reading *r, struct str inside)
{
    if (term_find(TERM_FORM, inside))
        return false;
    if (!r->parts->region.n && is_region(r, inside))
        r->parts->region = inside;
    else
        r->parts->bracket = inside;
    return true;
}

static void read_letters(struct reading *r)
{
    for (size_t i = 0; i < r->key.n;) {
        size_t start = i;
        int32_t cp = str_utf8_next(r->key, &i);
        const char *close = cp == '(' ? memchr(r->key.p + i, ')', r->key.n - i) : NULL;
        if (close && set_aside(r, str_n(r->key.p + i, (size_t)(close - r->key.p) - i)))
            i = (size_t)(close - r->key.p) + 1;
        else if (cp != '(' && cp != ')')
            push_letter(r, start, i - start);
    }
    r->to = r->letters.n;
}

/* The longest legal form at the end of [from, to). */
static const struct term *form_before(const struct reading *r, size_t to, size_t *chars)
{
    size_t most = to - r->from < TERM_CHARS ? to - r->from : TERM_CHARS;
    for (size_t n = most; n; n--) {
        const struct term *t = term_find(TERM_FORM, letters_span(&r->letters, to - n, to));
        *chars = n;
        if (t)
            return t;
    }
    *chars = 0;
    return NULL;
}

/* Where the company's own name ends in a name of its branch: after the last 公司 before `to`, 0 when there is none. */
static size_t end_of_parent(const struct reading *r, size_t to)
{
    while (to >= r->from + 3 && !str_is(letters_span(&r->letters, to - 2, to), "公司"))
        to--;
    return to >= r->from + 3 ? to : 0;
}

/* Start of the region that ends at `to`, or `to`. */
static size_t start_of_last_region(const struct reading *r, size_t to)
{
    for (size_t at = r->from + 2; at + 2 <= to; at++) {
        struct str within = STR_NONE;
        struct letters l = {r->letters.text, r->letters.at, to};
        if (at + place_at(r->places, &l, at, &within) == to)
            return at;
    }
    return to;
}

static void take_branch(struct reading *r, size_t chars)
{
    size_t own = r->to - chars, parent = end_of_parent(r, own);
    size_t start = parent ? parent : start_of_last_region(r, own);
    r->parts->branch = piece(r, start, r->to);
    r->to = start;
}

static void take_form(struct reading *r)
{
    size_t chars, end;
    const struct term *t = form_before(r, r->to, &chars);
    if (t && t->kind == KIND_BRANCH) {
        take_branch(r, chars);
        t = form_before(r, r->to, &chars);
    }
    end = r->to;
    r->to -= chars;
    if (t && t->kind == KIND_RIDER && form_before(r, r->to, &chars))
        r->to -= chars;
    r->parts->form = piece(r, r->to, end);
}

/* Characters from `from` to the end of the first of the words that ends within `most` characters, 0 when none does. */
static size_t up_to_word(const struct reading *r, size_t from, const char *const *words, size_t least, size_t most)
{
    for (size_t n = least; n <= most && from + n + 2 <= r->to; n++)
        for (size_t i = 0; words[i]; i++)
            if (str_ends(letters_span(&r->letters, from, from + n), str_of(words[i])))
                return n;
    return 0;
}

/* Characters of what may follow a region: a street, a zone, a town (高新技术开发区, 鸣泉镇), 0 for none. */
static size_t zone_at(const struct reading *r, size_t from)
{
    static const char *const zones[] = {"街道",   "苏木",   "园区",   "新区",   "开发区",
                                        "保税区", "工业区", "工业园", "高新区", NULL};
    static const char *const towns[] = {"镇", "乡", "街", NULL};
    size_t n = up_to_word(r, from, zones, 3, 9);
    return n ? n : up_to_word(r, from, towns, 3, 4);
}

static void take_region(struct reading *r)
{
    struct str within = STR_NONE;
    size_t start = r->from, n;
    while (r->from < r->to && (n = place_at(r->places, &r->letters, r->from, &within)) && r->from + n <= r->to) {
        r->from += n;
        if (within.n == 0)
            break;
    }
    if (r->from > start && r->from < r->to)
        r->from += zone_at(r, r->from);
    if (r->from > start)
        r->parts->region = piece(r, start, r->from);
}

/* What it costs to read n characters as a brand: two to four are usual. */
static unsigned brand_cost(size_t n)
{
    static const unsigned cost[] = {0, 9, 0, 1, 2, 5, 8};
    return n < sizeof cost / sizeof *cost ? cost[n] : 8 + 3 * (unsigned)(n - 6);
}

enum { UNKNOWN_COST = 4 }; /* a character among the trade words that no word explains */

struct cut {
    unsigned cost[TEXT_PARTS_CHARS + 1]; /* of reading all from here as trade words */
    uint8_t word[TEXT_PARTS_CHARS + 1];  /* characters of the word that stands here, 0 for none */
    bool is_place[TEXT_PARTS_CHARS + 1];
};

/* Prices the end of the name from character i on, given the prices further right. */
static void price(const struct reading *r, struct cut *c, size_t i)
{
    size_t most = r->to - i < TERM_CHARS ? r->to - i : TERM_CHARS;
    size_t place = r->parts->region.n ? 0 : place_of_city_at(r->places, &r->letters, i);
    c->cost[i] = c->cost[i + 1] + UNKNOWN_COST;
    for (size_t n = 1; n <= most; n++) {
        bool is_place = n == place;
        if (!is_place && !term_find(TERM_TRADE, letters_span(&r->letters, i, i + n)))
            continue;
        if (c->word[i] && c->cost[i + n] > c->cost[i])
            continue;
        c->word[i] = (uint8_t)n;
        c->is_place[i] = is_place;
        if (c->cost[i + n] < c->cost[i])
            c->cost[i] = c->cost[i + n];
    }
}

static size_t best_start(const struct reading *r, const struct cut *c)
{
    size_t best = r->to;
    if (c->cost[r->from] == 0)
        return r->from;
    for (size_t i = r->to; i-- > r->from + 1;)
        if (c->word[i] && brand_cost(i - r->from) + c->cost[i] < brand_cost(best - r->from) + c->cost[best])
            best = i;
    return best;
}

/* A region among the trade words is taken out of [*start, *end) where it stands first or last. */
static void take_inner_region(struct reading *r, const struct cut *c, size_t *start, size_t *end)
{
    size_t at = *start;
    while (at < *end && !c->is_place[at])
        at += c->word[at] ? c->word[at] : 1;
    if (at >= *end)
        return;
    size_t after = at + c->word[at];
    r->parts->region = piece(r, at, after);
    if (at == *start)
        *start = after;
    else if (after == *end)
        *end = at;
}

static void cut_brand(struct reading *r)
{
    struct cut c = {0};
    for (size_t i = r->to; i-- > r->from;)
        price(r, &c, i);
    size_t brand_end = best_start(r, &c), start = brand_end, end = r->to;
    take_inner_region(r, &c, &start, &end);
    r->parts->brand = piece(r, r->from, brand_end);
    r->parts->trade = piece(r, start, end);
}

void text_name_parts(const struct text_places *places, struct str name_key, struct text_parts *out)
{
    struct reading r = {.places = places, .key = name_key, .parts = out};
    *out = (struct text_parts){0};
    if (str_utf8_len(name_key) > TEXT_PARTS_CHARS) {
        out->brand = name_key;
        return;
    }
    r.letters = (struct letters){r.text, r.at, 0};
    read_letters(&r);
    take_form(&r);
    take_region(&r);
    cut_brand(&r);
}
