/* SPDX-License-Identifier: Apache-2.0 */
/* Collected names, which are not part of this repository. The twins on invented names are in name.c, han.c, parts.c and
 * pinyin.c. */
#include "text_test.h"

enum { SKIPPED = 77 };

static FILE *names, *conversions, *forms;

static void slow_key(struct str s, struct buf *out)
{
    struct points p;
    points_normal(s, true, &p);
    points_simplify(&p);
    points_put(out, p.v, p.n);
    VEC_FREE(&p);
}

static void text_names_collected_keys_are_settled(void **state)
{
    char line[4096];
    int rows = 0;
    (void)state;
    while (fgets(line, sizeof line, names)) {
        struct str s = str_of(line);
        if (!str_utf8_valid(s))
            continue;
        struct str key = made_by(text_name_key, s);
        assert_true(str_eq(key, made_by(slow_key, s)));
        assert_true(str_eq(key, made_by(text_name_key, key)));
        rows++;
    }
    assert_true(rows > 100);
}

/* What stands between the quotes after "name": in a line of the JSON file; false when the line has another member. */
static bool take_member(const char *line, const char *name, char *out)
{
    const char *colon = strstr(line, "\": \""), *open = strchr(line, '"');
    if (!colon || !open || !str_is(str_n(open + 1, (size_t)(colon - open) - 1), name))
        return false;
    return sscanf(colon + 4, "%4000[^\"]", out) == 1;
}

static void text_names_published_conversions_agree(void **state)
{
    char line[4096], input[4096] = "", want[4096];
    int rows = 0, as_published = 0;
    (void)state;
    while (fgets(line, sizeof line, conversions)) {
        take_member(line, "input", input);
        if (!take_member(line, "t2s", want))
            continue;
        struct str key = made_by(text_name_key, str_of(input)), same = made_by(text_person_key, str_of(want));
        rows++;
        as_published += str_eq(key, made_by(text_name_key, same));
    }
    printf("%d of %d published conversions; the others are of dictionaries later than 1.1.6\n", as_published, rows);
    assert_true(rows >= 50 && as_published >= 44);
}

static struct text_places *places_of_the_rulebook(struct arena *a)
{
    VEC(struct text_place) v = {0};
    char line[4096];
    FILE *f = fopen("data/cn/regions.csv", "r");
    assert_non_null(f);
    while (fgets(line, sizeof line, f)) {
        struct str rest = str_of(line), code, name, part;
        str_split(&rest, ',', &code);
        str_split(&rest, ',', &name);
        for (int i = 0; i < 4; i++) /* the English name, first and last edition, filler */
            str_split(&rest, ',', &part);
        if (code.n == 6 && !str_is(part, "yes"))
            VEC_PUSH(&v, ((struct text_place){str_dup(a, name), str_dup(a, code)}));
    }
    fclose(f);
    assert_true(v.n > 3000);
    struct text_places *places = text_places_new(a, v.v, v.n);
    VEC_FREE(&v);
    return places;
}

/* How a brand that was found differs from the one that was meant. */
enum miss { MISS_NONE, MISS_SWALLOWED, MISS_CUT, MISS_UNSEEN, MISS_INVENTED, MISS_OTHER, MISSES };
static const char *const miss_names[MISSES] = {
    [MISS_SWALLOWED] = "a region, trade or form taken into the brand",
    [MISS_CUT] = "a piece of the brand taken for a region, trade or form",
    [MISS_UNSEEN] = "no brand found",
    [MISS_INVENTED] = "a brand found where there is none",
    [MISS_OTHER] = "another piece of the name",
};

static enum miss miss_of(struct str found, struct str meant)
{
    if (str_eq(found, meant))
        return MISS_NONE;
    if (!found.n)
        return MISS_UNSEEN;
    if (!meant.n)
        return MISS_INVENTED;
    return str_find(found, meant) >= 0 ? MISS_SWALLOWED : str_find(meant, found) >= 0 ? MISS_CUT : MISS_OTHER;
}

static void misses_print(const struct buf misses[MISSES], const int count[MISSES], int rows)
{
    printf("brand exact in %d of %d names (%.1f %%)\n", count[MISS_NONE], rows, 100.0 * count[MISS_NONE] / rows);
    for (int m = MISS_NONE + 1; m < MISSES; m++)
        if (count[m])
            printf("%d: %s\n%.*s", count[m], miss_names[m], STR_FMT(buf_view(&misses[m])));
}

static void text_names_collected_brands_are_found(void **state)
{
    struct arena *a = arena_new();
    struct text_places *places = places_of_the_rulebook(a);
    struct buf misses[MISSES] = {0};
    char line[4096], name[2048], brand[2048];
    int rows = 0, count[MISSES] = {0};
    (void)state;
    rewind(names);
    while (fgets(line, sizeof line, names)) {
        brand[0] = '\0';
        if (sscanf(line, "%2000s %2000s", name, brand) < 1)
            continue;
        struct text_parts p;
        text_name_parts(places, made_by(text_name_key, str_of(name)), &p);
        struct str meant = made_by(text_name_key, str_of(brand));
        enum miss m = miss_of(p.brand, meant);
        count[m]++;
        if (m)
            buf_printf(&misses[m], "  %s: '%.*s', found '%.*s'\n", name, STR_FMT(meant), STR_FMT(p.brand));
        rows++;
    }
    misses_print(misses, count, rows);
    assert_true(rows == 500 && count[MISS_NONE] >= 450);
    for (int m = 0; m < MISSES; m++)
        buf_free(&misses[m]);
    arena_free(a);
}

/* GLEIF's list of Chinese legal forms has each in pinyin; columns 6 and 9. */
static void text_names_published_pinyin_agrees(void **state)
{
    struct arena *a = arena_new();
    char line[4096];
    int rows = 0;
    (void)state;
    while (fgets(line, sizeof line, forms)) {
        struct str rest = str_of(line), part[9] = {STR_NONE};
        for (int i = 0; i < 9; i++)
            str_split(&rest, ',', &part[i]);
        if (part[8].n == 0 || !str_is(part[2], "CN") || str_find(part[5], STR("（")) >= 0 ||
            str_find(part[5], STR("(")) >= 0)
            continue;
        struct text_reading r = {0};
        assert_int_equal(text_pinyin(a, made_by(text_name_key, part[5]), &r, 1), 1);
        struct buf said = {0}, wanted = {0};
        text_name_key(r.pinyin, &said);
        text_name_key(part[8], &wanted);
        if (!str_eq(buf_view(&said), buf_view(&wanted)))
            fail_msg("%.*s: '%.*s'", STR_FMT(part[5]), STR_FMT(r.pinyin));
        buf_free(&said);
        buf_free(&wanted);
        rows++;
    }
    assert_true(rows >= 20);
    arena_free(a);
}

static FILE *collected(const char *file)
{
    char path[4096];
    const char *shared = getenv("GONGSHI_SHARED");
    snprintf(path, sizeof path, "%s/data/%s", shared ? shared : "../shared", file);
    FILE *f = fopen(path, "r");
    if (!f)
        printf("SKIP: no %s\n", path);
    return f;
}

int main(void)
{
    names = collected("names/companynameparser-groundtruth.txt");
    conversions = collected("names/opencc-testcases.json");
    forms = collected("regions/gleif-elf-legal-forms-cn.csv");
    if (!names || !conversions || !forms)
        return SKIPPED;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_names_collected_keys_are_settled),
        cmocka_unit_test(text_names_published_conversions_agree),
        cmocka_unit_test(text_names_collected_brands_are_found),
        cmocka_unit_test(text_names_published_pinyin_agrees),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    fclose(names);
    fclose(conversions);
    fclose(forms);
    return failed;
}
