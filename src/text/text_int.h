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

#endif
