/* SPDX-License-Identifier: Apache-2.0 */
/* Collected names, which are not part of this repository. The twins on invented names are in name.c and han.c. */
#include "text_test.h"

enum { SKIPPED = 77 };

static FILE *names, *conversions;

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

static FILE *collected(const char *file)
{
    char path[4096];
    const char *shared = getenv("GONGSHI_SHARED");
    snprintf(path, sizeof path, "%s/data/names/%s", shared ? shared : "../shared", file);
    FILE *f = fopen(path, "r");
    if (!f)
        printf("SKIP: no %s\n", path);
    return f;
}

int main(void)
{
    names = collected("companynameparser-groundtruth.txt");
    conversions = collected("opencc-testcases.json");
    if (!names || !conversions)
        return SKIPPED;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_names_collected_keys_are_settled),
        cmocka_unit_test(text_names_published_conversions_agree),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    fclose(names);
    fclose(conversions);
    return failed;
}
