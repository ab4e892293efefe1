/* SPDX-License-Identifier: Apache-2.0 */
/* The collected vectors of other projects, which are not part of this repository. Their twin is in check.c. */
#include "uscc_test.h"

enum {
    SKIPPED = 77,
    COLUMNS = 4 /* code, expected, computed, orgcode_check */
};

static FILE *vectors;

static const char *const curated[] = {"91350211M00013FA1N", "91350211M0000XUF46", "91350100M0001TGQXM",
                                      "91350203M0001FUE2P"};

static bool is_curated(void *context, const char code[USCC_CHARS])
{
    (void)context;
    for (size_t i = 0; i < sizeof curated / sizeof *curated; i++)
        if (memcmp(code, curated[i], USCC_CHARS) == 0)
            return true;
    return false;
}

/* Design section 8: how the file's words read in ours. */
static const char *verdict_of(const char *code, const char *expected, const char *computed)
{
    if (strcmp(expected, "issued-but-nonconforming") == 0 || strcmp(code, curated[0]) == 0)
        return "issued-exception";
    if (strcmp(expected, "invalid") != 0)
        return "valid";
    return strcmp(computed, "charset") == 0 ? "alphabet" : computed;
}

static void split(char *line, char *cells[COLUMNS])
{
    for (int i = 0; i < COLUMNS; i++) {
        cells[i] = line ? strsep(&line, "\t\r\n") : "";
        assert_non_null(cells[i]);
    }
}

static void uscc_vectors_come_out_as_collected(void **state)
{
    const struct uscc_facts facts = {NULL, is_curated, NULL};
    char line[4096], *cells[COLUMNS];
    int rows = 0, exceptions = 0;
    (void)state;
    assert_non_null(fgets(line, sizeof line, vectors));
    while (fgets(line, sizeof line, vectors)) {
        struct uscc_report r;
        split(line, cells);
        uscc_check(cells[0], strlen(cells[0]), &facts, &r);
        const char *want = verdict_of(cells[0], cells[1], cells[2]);
        if (strcmp(uscc_verdict_name(r.verdict), want) != 0)
            fail_msg("%s: %s, should be %s", cells[0], uscc_verdict_name(r.verdict), want);
        if (r.verdict == USCC_VALID || r.verdict == USCC_CHECK)
            assert_int_equal((r.notes & USCC_NOTE_ORG_CHECK) != 0, strcmp(cells[3], "bad") == 0);
        assert_int_equal((r.notes & USCC_NOTE_CLEANED) != 0 && r.verdict == USCC_VALID,
                         strcmp(cells[1], "valid-after-cleaning") == 0);
        exceptions += r.verdict == USCC_ISSUED_EXCEPTION;
        rows++;
    }
    assert_true(rows >= 50);
    assert_int_equal(exceptions, 4);
}

int main(void)
{
    char path[4096];
    const char *shared = getenv("GONGSHI_SHARED");
    snprintf(path, sizeof path, "%s/data/uscc/vectors.tsv", shared ? shared : "../shared");
    vectors = fopen(path, "r");
    if (!vectors) {
        printf("SKIP: no %s\n", path);
        return SKIPPED;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(uscc_vectors_come_out_as_collected),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    fclose(vectors);
    return failed;
}
