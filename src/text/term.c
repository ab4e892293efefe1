/* SPDX-License-Identifier: Apache-2.0 */
#include "text_int.h"

#include "term_table.h"

#define TABLE(terms)                                                                                                   \
    {                                                                                                                  \
        terms, sizeof(terms) / sizeof *(terms)                                                                         \
    }

static const struct {
    const struct term *v;
    size_t n;
} tables[TERM_TABLES] = {
    [TERM_FORM] = TABLE(form_terms),
    [TERM_TRADE] = TABLE(trade_terms),
    [TERM_PLACE] = TABLE(place_terms),
    [TERM_ENGLISH] = TABLE(english_terms),
};

const struct term *term_find(enum term_table table, struct str word)
{
    size_t low = 0, high = tables[table].n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        int side = str_cmp(str_of(tables[table].v[mid].word), word);
        if (side == 0)
            return &tables[table].v[mid];
        if (side < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}
