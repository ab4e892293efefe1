/* SPDX-License-Identifier: Apache-2.0 */
/* Collected names, which are not part of this repository. The twin on invented names is in name.c. */
#include "text_test.h"

enum { SKIPPED = 77 };

static FILE *names;

static void slow_key(struct str s, struct buf *out)
{
    struct points p;
    points_normal(s, true, &p);
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

int main(void)
{
    char path[4096];
    const char *shared = getenv("GONGSHI_SHARED");
    snprintf(path, sizeof path, "%s/data/names/companynameparser-groundtruth.txt", shared ? shared : "../shared");
    names = fopen(path, "r");
    if (!names) {
        printf("SKIP: no %s\n", path);
        return SKIPPED;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_names_collected_keys_are_settled),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    fclose(names);
    return failed;
}
