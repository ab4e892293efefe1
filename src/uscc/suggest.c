/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every text one typing error away is tried, and what both check characters admit is ranked. With 18 places and 30
 * other characters one in 341 gets through by chance, so that the order is what helps: how such errors happen,
 * then whether department and region exist.
 */
#include "uscc_int.h"

#include <string.h>

/* What makes a suggestion dearer. Measured by tests/unit/uscc/suggest.c. */
enum { COST_CATEGORY = 24, COST_EXTENDED = 2, COST_PROVINCE = 12, COST_REGION = 6 };
static const int edit_costs[USCC_EDITS] = {
    [USCC_EDIT_CONFUSION] = 0, [USCC_EDIT_KEY] = 4,     [USCC_EDIT_SWAP] = 5,
    [USCC_EDIT_OTHER] = 10,    [USCC_EDIT_MISSING] = 4, [USCC_EDIT_EXTRA] = 4,
};

struct search {
    const struct uscc_facts *facts;
    struct uscc_suggestion *out;
    size_t room, n;
};

const char *uscc_edit_name(enum uscc_edit e)
{
    static const char *const names[USCC_EDITS] = {
        [USCC_EDIT_NONE] = "none",       [USCC_EDIT_CLEANED] = "cleaned", [USCC_EDIT_CONFUSION] = "confusion",
        [USCC_EDIT_KEY] = "key",         [USCC_EDIT_SWAP] = "swap",       [USCC_EDIT_OTHER] = "other",
        [USCC_EDIT_MISSING] = "missing", [USCC_EDIT_EXTRA] = "extra",
    };
    return (unsigned)e < USCC_EDITS ? names[e] : "";
}

/* Provinces that register, in the order of the 2-digit prefixes; 10 is the nation. */
static bool is_province(const char *two)
{
    static const struct {
        uint8_t first, last;
    } rows[] = {{10, 15}, {21, 23}, {31, 37}, {41, 46}, {50, 54}, {61, 65}};
    int v = (two[0] - '0') * 10 + (two[1] - '0');
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (v >= rows[i].first && v <= rows[i].last)
            return true;
    return false;
}

static int cost_of(const struct search *s, const struct uscc_suggestion *one, unsigned notes)
{
    int cost = edit_costs[one->edit];
    if (notes & USCC_NOTE_CATEGORY_UNKNOWN)
        cost += COST_CATEGORY;
    if (notes & USCC_NOTE_CATEGORY_EXTENDED)
        cost += COST_EXTENDED;
    if (notes & USCC_NOTE_REGION_UNKNOWN)
        cost += COST_REGION;
    bool judged = s->facts && s->facts->region_known; /* a caller's regions need not be the nation's */
    return cost + (judged || is_province(one->code + 2) ? 0 : COST_PROVINCE);
}

/* Puts one in its place; the dearest falls off the end, and a code stands once, at its cheapest. */
static void rank(struct search *s, const struct uscc_suggestion *one)
{
    size_t at = s->n;
    while (at > 0 && s->out[at - 1].cost > one->cost)
        at--;
    size_t same = 0;
    while (same < s->n && strcmp(s->out[same].code, one->code) != 0)
        same++;
    if (same < at || at >= s->room)
        return;
    bool replaces = same < s->n;
    size_t last = replaces ? same : s->n < s->room ? s->n : s->room - 1;
    memmove(s->out + at + 1, s->out + at, (last - at) * sizeof *s->out);
    s->out[at] = *one;
    if (!replaces && s->n < s->room)
        s->n++;
}

/* Takes the text when it is a code right in both places, and nobody's identity number. */
static void consider(struct search *s, const char text[USCC_CHARS], enum uscc_edit edit, int at, char from, char to)
{
    struct uscc_report r;
    if (uscc_check_char(text) != text[USCC_CHARS - 1] || uscc_org_check_char(text + 8) != text[16])
        return;
    uscc_check(text, USCC_CHARS, s->facts, &r);
    if (r.verdict != USCC_VALID)
        return;
    struct uscc_suggestion one = {.edit = edit, .at = at, .from = from, .to = to};
    memcpy(one.code, text, USCC_CHARS);
    one.cost = cost_of(s, &one, r.notes);
    rank(s, &one);
}

static enum uscc_edit substitution(char from, char to)
{
    if (look_alike(from, to))
        return USCC_EDIT_CONFUSION;
    return keys_touch(from, to) ? USCC_EDIT_KEY : USCC_EDIT_OTHER;
}

/* What the weighted values of all 18 characters leave when divided by 31; a foreign one counts as 0. */
static unsigned remainder_of(const char given[USCC_CHARS])
{
    unsigned sum = 0, weight = 1;
    for (int i = 0; i < USCC_CHARS; i++, weight = i == USCC_CHARS - 1 ? 1 : weight * 3 % 31) {
        unsigned value = value_plus_1[(unsigned char)given[i]];
        sum += (value ? value - 1 : 0) * weight;
    }
    return sum % 31;
}

/* 31 is prime: the outer check admits one character in each place. */
static void try_substitution(struct search *s, const char given[USCC_CHARS], int place)
{
    char text[USCC_CHARS];
    unsigned weight = 1;
    for (int i = 0; i < place && place < USCC_CHARS - 1; i++)
        weight = weight * 3 % 31;
    memcpy(text, given, USCC_CHARS);
    text[place] = '0';
    unsigned rest = remainder_of(text), value = 0;
    while ((rest + value * weight) % 31)
        value++;
    text[place] = USCC_ALPHABET[value];
    if (text[place] != given[place])
        consider(s, text, substitution(given[place], text[place]), place + 1, given[place], text[place]);
}

static void try_swap(struct search *s, const char given[USCC_CHARS], int place)
{
    char text[USCC_CHARS];
    memcpy(text, given, USCC_CHARS);
    text[place] = given[place + 1];
    text[place + 1] = given[place];
    if (text[place] != given[place])
        consider(s, text, USCC_EDIT_SWAP, place + 1, given[place], given[place + 1]);
}

/* The letters that are never used, read as what they look like, all at once. */
static void try_all_confusions(struct search *s, const char given[USCC_CHARS])
{
    static const char never[] = "IOSVZ", meant[] = "105U2";
    char text[USCC_CHARS];
    int first = 0;
    for (int i = USCC_CHARS; i-- > 0;) {
        const char *found = given[i] ? strchr(never, given[i]) : NULL;
        text[i] = found ? meant[found - never] : given[i];
        first = found ? i + 1 : first;
    }
    if (first)
        consider(s, text, USCC_EDIT_CONFUSION, first, given[first - 1], text[first - 1]);
}

static void try_18(struct search *s, const char given[USCC_CHARS])
{
    int foreign = 0, at = 0;
    for (int i = 0; i < USCC_CHARS; i++)
        if (!value_plus_1[(unsigned char)given[i]]) {
            foreign++;
            at = i;
        }
    try_all_confusions(s, given);
    if (foreign == 1)
        try_substitution(s, given, at);
    for (int i = 0; foreign == 0 && i < USCC_CHARS; i++) {
        try_substitution(s, given, i);
        if (i + 1 < USCC_CHARS)
            try_swap(s, given, i);
    }
}

static void try_17(struct search *s, const char given[USCC_CHARS - 1])
{
    static const char alphabet[] = USCC_ALPHABET;
    for (int place = 0; place < USCC_CHARS; place++) {
        char text[USCC_CHARS];
        memcpy(text, given, (size_t)place);
        memcpy(text + place + 1, given + place, (size_t)(USCC_CHARS - 1 - place));
        for (const char *c = alphabet; *c; c++) {
            text[place] = *c;
            consider(s, text, USCC_EDIT_MISSING, place + 1, 0, *c);
        }
    }
}

static void try_19(struct search *s, const char given[USCC_CHARS + 1])
{
    for (int place = 0; place <= USCC_CHARS; place++) {
        char text[USCC_CHARS];
        memcpy(text, given, (size_t)place);
        memcpy(text + place, given + place + 1, (size_t)(USCC_CHARS - place));
        consider(s, text, USCC_EDIT_EXTRA, place + 1, given[place], 0);
    }
}

/* The text itself, when nothing is wrong with it but perhaps its width, case or blanks. */
static size_t as_it_stands(const struct uscc_report *r, struct uscc_suggestion *out)
{
    *out = (struct uscc_suggestion){.edit = r->notes & USCC_NOTE_CLEANED ? USCC_EDIT_CLEANED : USCC_EDIT_NONE};
    memcpy(out->code, r->code, sizeof out->code);
    return 1;
}

/* An inner check that is wrong beside a right outer one makes a code doubtful, never wrong: it has no repair. */
size_t uscc_suggest(const char *text, size_t n, const struct uscc_facts *facts, struct uscc_suggestion *out,
                    size_t room)
{
    struct search s = {facts, out, room, 0};
    struct uscc_report r;
    char given[USCC_CHARS + 1];
    bool changed = false;
    uscc_check(text, n, facts, &r);
    if (room == 0 || r.verdict == USCC_RESIDENT_ID_SHAPED)
        return 0;
    if (uscc_is_acceptable(r.verdict))
        return as_it_stands(&r, out);
    size_t count = clean(text, n, given, sizeof given, &changed);
    if (count == USCC_CHARS)
        try_18(&s, given);
    else if (count == USCC_CHARS - 1)
        try_17(&s, given);
    else if (count == USCC_CHARS + 1)
        try_19(&s, given);
    return s.n;
}
