/* SPDX-License-Identifier: Apache-2.0 */
#include "text_int.h"

struct han_char {
    int32_t from, to;
};

/* In the pool: n characters, then the n characters they become. Sorted by first character, longer ones first. */
struct han_phrase {
    uint16_t at, n;
};

#include "han_table.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

bool han_may_change(int32_t cp)
{
    if (cp >= HAN_FIRST && cp <= HAN_LAST)
        return han_common_may_change(cp);
    size_t low = 0, high = COUNT(han_far);
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (han_far[mid] < cp)
            low = mid + 1;
        else
            high = mid;
    }
    return low < COUNT(han_far) && han_far[low] == cp;
}

static int32_t simple_char(int32_t cp)
{
    size_t low = 0, high = COUNT(han_chars);
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (han_chars[mid].from < cp)
            low = mid + 1;
        else
            high = mid;
    }
    return low < COUNT(han_chars) && han_chars[low].from == cp ? han_chars[low].to : cp;
}

static size_t first_phrase(int32_t cp)
{
    size_t low = 0, high = COUNT(han_phrases);
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (han_pool[han_phrases[mid].at] < cp)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* The longest phrase at v[0..n); NULL when none stands there. */
static const struct han_phrase *phrase_at(const int32_t *v, size_t n)
{
    for (size_t i = first_phrase(v[0]); i < COUNT(han_phrases); i++) {
        const struct han_phrase *p = &han_phrases[i];
        if (han_pool[p->at] != v[0])
            break;
        if (p->n <= n && memcmp(v, han_pool + p->at, p->n * sizeof *v) == 0)
            return p;
    }
    return NULL;
}

static bool simplify_once(int32_t *v, size_t n)
{
    bool changed = false;
    for (size_t i = 0; i < n;) {
        const struct han_phrase *p = phrase_at(v + i, n - i);
        size_t len = p ? p->n : 1;
        for (size_t k = 0; k < len; k++, i++) {
            int32_t to = p ? han_pool[p->at + p->n + k] : simple_char(v[i]);
            changed |= v[i] != to;
            v[i] = to;
        }
    }
    return changed;
}

void points_simplify(struct points *p)
{
    bool may = false;
    for (size_t i = 0; i < p->n && !may; i++)
        may = han_may_change(p->v[i]);
    while (may)
        may = simplify_once(p->v, p->n);
}
