/* SPDX-License-Identifier: Apache-2.0 */
#include "text_int.h"

struct pinyin_char {
    int32_t cp;
    uint16_t at, n; /* its options */
};
struct pinyin_word {
    const char *word;
    uint16_t at, n;
};
struct pinyin_option {
    const char *syllables;
    uint8_t cost;
};

#include "pinyin_table.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

enum {
    STEPS_MAX = TEXT_PARTS_CHARS,
    COST_MAX = 6 /* what is less likely than this is left out */
};

/* A piece of the name that is read as one: a word, a character, a run of Latin letters or digits. */
struct step {
    const struct pinyin_option *v; /* NULL: as it is written */
    size_t n;
    struct str text;
};

/* A way to read the name so far: which option was taken at each step. */
struct way {
    unsigned cost;
    uint8_t pick[STEPS_MAX];
};

struct ways {
    struct way v[TEXT_READINGS_MAX];
    size_t n;
};

static const struct pinyin_char *find_char(int32_t cp)
{
    size_t low = 0, high = COUNT(pinyin_chars);
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (pinyin_chars[mid].cp < cp)
            low = mid + 1;
        else
            high = mid;
    }
    return low < COUNT(pinyin_chars) && pinyin_chars[low].cp == cp ? &pinyin_chars[low] : NULL;
}

static const struct pinyin_word *find_word(struct str word)
{
    size_t low = 0, high = COUNT(pinyin_words);
    while (low < high) {
        size_t mid = (low + high) / 2;
        int side = str_cmp(str_of(pinyin_words[mid].word), word);
        if (side == 0)
            return &pinyin_words[mid];
        if (side < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

static bool is_latin(int32_t cp)
{
    return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') || (cp >= '0' && cp <= '9');
}

/* The longest word of the table at rest; ends[i] is where its character i ends. */
static bool word_step(struct str rest, const size_t *ends, size_t chars, struct step *step)
{
    for (size_t n = chars; n >= 2; n--) {
        const struct pinyin_word *w = find_word(str_n(rest.p, ends[n - 1]));
        if (w) {
            *step = (struct step){pinyin_options + w->at, w->n, str_n(rest.p, ends[n - 1])};
            return true;
        }
    }
    return false;
}

static void char_step(struct str rest, size_t bytes, int32_t cp, struct step *step)
{
    const struct pinyin_char *c = find_char(cp);
    *step = (struct step){c ? pinyin_options + c->at : NULL, c ? c->n : 1, str_n(rest.p, bytes)};
}

static void latin_step(struct str rest, struct step *step)
{
    size_t n = 0;
    while (n < rest.n && is_latin((unsigned char)rest.p[n]))
        n++;
    *step = (struct step){NULL, 1, str_n(rest.p, n)};
}

/* Takes one step off *rest; false for a character that is not read (brackets, dots). */
static bool take_step(struct str *rest, struct step *step)
{
    size_t ends[PINYIN_WORD_CHARS], chars = 0, at = 0;
    int32_t first = 0;
    while (at < rest->n && chars < PINYIN_WORD_CHARS) {
        int32_t cp = str_utf8_next(*rest, &at);
        first = chars ? first : cp;
        ends[chars++] = at;
    }
    step->text = str_n(rest->p, ends[0]);
    if (is_latin(first))
        latin_step(*rest, step);
    else if (!word_step(*rest, ends, chars, step))
        char_step(*rest, ends[0], first, step);
    *rest = str_n(rest->p + step->text.n, rest->n - step->text.n);
    return step->v || is_latin(first);
}

/* Puts a way in its place by cost; ways as dear keep their order; the dearest falls out when there is no room. */
static void keep(struct ways *w, const struct way *from, unsigned cost, size_t step, size_t pick, size_t max)
{
    size_t at = w->n;
    if (cost > COST_MAX)
        return;
    while (at > 0 && w->v[at - 1].cost > cost)
        at--;
    if (at >= max)
        return;
    w->n += w->n < max;
    memmove(w->v + at + 1, w->v + at, (w->n - at - 1) * sizeof *w->v);
    w->v[at] = *from;
    w->v[at].cost = cost;
    w->v[at].pick[step] = (uint8_t)pick;
}

static void extend(const struct ways *old, const struct step *s, size_t step, size_t max, struct ways *out)
{
    out->n = 0;
    for (size_t i = 0; i < old->n; i++)
        for (size_t k = 0; k < s->n; k++)
            keep(out, &old->v[i], old->v[i].cost + (s->v ? s->v[k].cost : 0), step, k, max);
}

static void put_blank(struct buf *b)
{
    if (b->n)
        buf_char(b, ' ');
}

/* The first letter of each syllable; what is written in Latin stays whole. */
static void put_initials(struct str syllables, struct buf *b)
{
    struct str one;
    while (str_split(&syllables, ' ', &one))
        buf_char(b, one.p[0]);
}

static struct text_reading spell(struct arena *a, const struct step *steps, size_t n, const struct way *way)
{
    struct buf full = {0}, initials = {0};
    for (size_t i = 0; i < n; i++) {
        struct str s = steps[i].v ? str_of(steps[i].v[way->pick[i]].syllables) : steps[i].text;
        put_blank(&full);
        buf_str(&full, s);
        if (steps[i].v)
            put_initials(s, &initials);
        else
            buf_str(&initials, s);
    }
    struct text_reading out = {str_dup(a, buf_view(&full)), str_dup(a, buf_view(&initials))};
    buf_free(&full);
    buf_free(&initials);
    return out;
}

size_t text_pinyin(struct arena *a, struct str name_key, struct text_reading *v, size_t max)
{
    struct step steps[STEPS_MAX];
    struct ways ways[2] = {{.n = 1}};
    struct str rest = name_key;
    size_t n = 0, now = 0;
    max = max < TEXT_READINGS_MAX ? max : TEXT_READINGS_MAX;
    while (rest.n && n < STEPS_MAX)
        n += take_step(&rest, &steps[n]);
    if (n == 0 || max == 0)
        return 0;
    for (size_t i = 0; i < n; i++, now = 1 - now)
        extend(&ways[now], &steps[i], i, max, &ways[1 - now]);
    for (size_t i = 0; i < ways[now].n; i++)
        v[i] = spell(a, steps, n, &ways[now].v[i]);
    return ways[now].n;
}
