/* SPDX-License-Identifier: Apache-2.0 */
/* For the files of this room only: text as code points, in Unicode's normal form. */
#ifndef GONGSHI_TEXT_INT_H
#define GONGSHI_TEXT_INT_H

#include "text/text.h"

struct points {
    int32_t *v;
    size_t n, cap;
};

/* NFKC of s without what is invisible (blanks, zero-width, controls), brackets of every kind as '(' and ')',
 * and, with fold, case folded and middle dots unified. Applying it again changes nothing. Free with VEC_FREE. */
void points_normal(struct str s, bool fold, struct points *out);
void points_put(struct buf *b, const int32_t *v, size_t n);

/* '(' or ')' for a bracket, the code point itself for all else. */
int32_t mark_bracket(int32_t cp);
/* U+00B7 for a middle dot of any script, the code point itself for all else. */
int32_t mark_dot(int32_t cp);

/* Traditional to simplified (OpenCC's t2s, repeated until nothing changes), in place: the length stays. */
void points_simplify(struct points *p);
/* False for a character that no conversion starts from: a name made of such ones is simplified already. */
bool han_may_change(int32_t cp);
/* The same for U+4E00 to U+9FFF, a bit each, at hand for the quick way. */
enum { HAN_FIRST = 0x4E00, HAN_LAST = 0x9FFF };
extern const uint64_t han_common[(HAN_LAST - HAN_FIRST) / 64 + 1];
static inline bool han_common_may_change(int32_t cp)
{
    return han_common[(cp - HAN_FIRST) / 64] >> (cp - HAN_FIRST) % 64 & 1;
}

/* Words by data/text. */
enum term_table { TERM_FORM, TERM_TRADE, TERM_PLACE, TERM_ENGLISH, TERM_TABLES };
enum term_kind { KIND_NONE, KIND_COMPANY, KIND_UNIT, KIND_SHOP, KIND_BRANCH, KIND_RIDER };
struct term {
    const char *word;
    enum term_kind kind; /* of a form */
    const char *means;   /* of an English form */
};
enum { TERM_CHARS = 12 }; /* no Chinese word of the tables is longer */
const struct term *term_find(enum term_table table, struct str word);

/* A name cut into characters: character i is text[at[i]..at[i+1]). */
struct letters {
    const char *text;
    const uint16_t *at;
    size_t n;
};
static inline struct str letters_span(const struct letters *l, size_t from, size_t to)
{
    return str_n(l->text + l->at[from], (size_t)(l->at[to] - l->at[from]));
}
/* Characters of the longest region that stands at `from` and lies in `*within` (digits, empty for anywhere), 0 when
 * none does; *within becomes that region's. */
size_t place_at(const struct text_places *places, const struct letters *l, size_t from, struct str *within);
/* The same for provinces, cities and countries only, wherever they lie. */
size_t place_of_city_at(const struct text_places *places, const struct letters *l, size_t from);

#endif
