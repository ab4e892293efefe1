/* SPDX-License-Identifier: Apache-2.0 */
/* The index against a plain scan over all names: random names, random queries of every length, the same answers in
 * order. */
#include "shelf.h"

#include <stdlib.h>

#include "text/text.h"

enum { FIRMS = 900, QUERIES = 1500, NAME_LONGEST = 14, RENAMED_EACH = 7, CANCELLED_EACH = 11 };

static uint32_t next_random(uint32_t *x)
{
    *x ^= *x << 13;
    *x ^= *x >> 17;
    return *x ^= *x << 5;
}

/* Few different characters, so that pairs repeat and a gram conjunction alone would lie. */
static struct str random_name(struct arena *a, uint32_t *seed)
{
    static const char *const alphabet[] = {"石", "磨", "坊", "豆", "岚", "安", "A", "b", "1", "（", "）", "·"};
    size_t chars = 1 + next_random(seed) % NAME_LONGEST;
    struct str name = STR("");
    for (size_t i = 0; i < chars; i++) {
        uint32_t r = next_random(seed);
        name = str_printf(a, "%.*s%s", STR_FMT(name), alphabet[(r % 3 ? r >> 8 : r >> 20) % (r % 5 ? 5 : 12)]);
    }
    return name;
}

struct firm {
    struct str code, names[2], keys[2];
    size_t n_names;
    bool ended;
};

static struct str key_of(struct arena *a, struct str name)
{
    struct buf b = {0};
    text_name_key(name, &b);
    struct str key = str_dup(a, buf_view(&b));
    buf_free(&b);
    return key;
}

static void add_name(struct arena *a, struct firm *f, struct str name)
{
    f->names[f->n_names] = name;
    f->keys[f->n_names++] = key_of(a, name);
}

static struct firm *make_firms(struct shelf *s, uint32_t *seed)
{
    struct firm *firms = arena_alloc(s->arena, FIRMS * sizeof *firms);
    struct str *names = arena_alloc(s->arena, FIRMS * sizeof *names);
    for (int i = 0; i < FIRMS; i++) {
        firms[i].code = shelf_code(s, i);
        names[i] = random_name(s->arena, seed);
        add_name(s->arena, &firms[i], names[i]);
    }
    for (int part = 2; part >= 0; part--) { /* three files, the later codes first */
        shelf_register(s, names + part * FIRMS / 3, FIRMS / 3, part * FIRMS / 3);
        shelf_follow(s);
    }
    for (int i = 0; i < FIRMS; i += RENAMED_EACH) {
        struct str name = random_name(s->arena, seed);
        if (str_eq(name, names[i]))
            continue;
        shelf_act(s, KIND_ENTITY_CHANGE, firms[i].code, "2025-03-01", "name", name.p, NULL);
        add_name(s->arena, &firms[i], name);
    }
    for (int i = 0; i < FIRMS; i += CANCELLED_EACH) {
        shelf_act(s, KIND_ENTITY_CANCEL, firms[i].code, "2025-04-01", NULL);
        firms[i].ended = true;
    }
    shelf_follow(s);
    return firms;
}

struct found {
    struct str code;
    int how;
    size_t chars;
    bool ended;
};

static int by_rule(const void *pa, const void *pb)
{
    const struct found *a = pa, *b = pb;
    if (a->how != b->how)
        return a->how - b->how;
    if (a->chars != b->chars)
        return a->chars < b->chars ? -1 : 1;
    if (a->ended != b->ended)
        return a->ended - b->ended;
    return str_cmp(a->code, b->code);
}

static bool judge(const struct firm *f, struct str whole, const struct str *terms, size_t n, struct found *out)
{
    bool any = false;
    for (size_t k = 0; k < f->n_names; k++) {
        bool all = true;
        for (size_t i = 0; i < n; i++)
            all = all && str_find(f->keys[k], terms[i]) >= 0;
        if (!all)
            continue;
        int how = str_eq(f->keys[k], whole) ? FOUND_EXACT : str_starts(f->keys[k], whole) ? FOUND_PREFIX : FOUND_PART;
        struct found x = {f->code, how, str_utf8_len(f->keys[k]), f->ended};
        if (!any || by_rule(&x, out) < 0)
            *out = x;
        any = true;
    }
    return any;
}

static size_t scan(const struct firm *firms, struct str whole, const struct str *terms, size_t n, struct found *out)
{
    size_t found = 0;
    for (int i = 0; i < FIRMS; i++)
        found += judge(&firms[i], whole, terms, n, &out[found]);
    qsort(out, found, sizeof *out, by_rule);
    return found;
}

/* A stretch of some name, now and then a made-up one. */
static struct str random_term(struct arena *a, const struct firm *firms, uint32_t *seed)
{
    const struct firm *f = &firms[next_random(seed) % FIRMS];
    struct str name = next_random(seed) % 8 ? f->names[next_random(seed) % f->n_names] : random_name(a, seed);
    size_t chars = str_utf8_len(name), from = next_random(seed) % chars, n = 1 + next_random(seed) % (chars - from),
           at = 0;
    for (size_t i = 0; i < from; i++)
        str_utf8_next(name, &at);
    size_t start = at;
    for (size_t i = 0; i < n; i++)
        str_utf8_next(name, &at);
    return str_n(name.p + start, at - start);
}

static void compare(struct shelf *s, const struct firm *firms, struct found *want, uint32_t *seed)
{
    struct str query = STR(""), whole = STR(""), terms[3];
    size_t n = 1 + (next_random(seed) % 4 == 0) + (next_random(seed) % 16 == 0);
    for (size_t i = 0; i < n; i++) {
        struct str term = random_term(s->arena, firms, seed);
        terms[i] = key_of(s->arena, term);
        whole = str_printf(s->arena, "%.*s%.*s", STR_FMT(whole), STR_FMT(terms[i]));
        query = str_printf(s->arena, "%.*s%s%.*s", STR_FMT(query), i ? " " : "", STR_FMT(term));
    }
    size_t expected = scan(firms, whole, terms, n, want);
    struct search_result r = shelf_search(s, query.p, 0, FIRMS);
    if (r.n != expected)
        fail_msg("'%s': %zu hits, a scan finds %zu", query.p, r.n, expected);
    for (size_t i = 0; i < r.n; i++)
        if (!str_eq(r.hits[i].entity.uscc, want[i].code) || (int)r.hits[i].how != want[i].how)
            fail_msg("'%s': place %zu differs", query.p, i);
    assert_int_equal(r.total, (int64_t)expected);
    assert_false(r.partial);
}

static void search_oracle_a_plain_scan_finds_the_same_in_the_same_order(void **state)
{
    struct shelf *s = *state;
    uint32_t seed = 20260331;
    struct firm *firms = make_firms(s, &seed);
    struct found *want = arena_alloc(s->arena, FIRMS * sizeof *want);
    for (int i = 0; i < QUERIES; i++)
        compare(s, firms, want, &seed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(search_oracle_a_plain_scan_finds_the_same_in_the_same_order, shelf_open,
                                        shelf_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
