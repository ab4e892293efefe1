/* SPDX-License-Identifier: Apache-2.0 */
#include "uscc_test.h"

static struct uscc_old old(const char *text)
{
    struct uscc_old o;
    memset(&o, 0xEE, sizeof o);
    uscc_old_check(text, strlen(text), &o);
    return o;
}

/* All invented; 110108000000016 is the example of GS 15-2006. */
static void uscc_old_readings_follow_the_checks(void **state)
{
    enum { G = USCC_OLD_ORG_CODE, T = USCC_OLD_TAX_NO, R = USCC_OLD_REG_NO, P = USCC_OLD_PERSON };
    static const struct {
        const char *text;
        unsigned readings;
        bool near_miss;
        const char *kept, *region, *org_code;
    } rows[] = {
        {"M000100Y4", G, false, "M000100Y4", "", "M000100Y4"},
        {"M000100Y-4", G, false, "M000100Y4", "", "M000100Y4"},
        {"m000100y4", G, false, "M000100Y4", "", "M000100Y4"},
        {"M000100Y5", 0, true, "M000100Y5", "", ""},
        {"M000100公4", 0, false, "", "", ""},
        {"990101M000100Y4", T, false, "990101M000100Y4", "990101", "M000100Y4"},
        {"990101M000100Y5", 0, true, "990101M000100Y5", "990101", ""},
        {"110108000000016", R, false, "110108000000016", "110108", ""},
        {"100000000000014", R, false, "100000000000014", "100000", ""},
        {"990101000010030", T | R, false, "990101000010030", "990101", "000010030"},
        {"110108000000017", 0, true, "110108000000017", "110108", ""},
        {"99A101M000100Y4", 0, false, "", "", ""},
        {"110101900101123", P, false, "", "", ""},      /* 15 digits of a person, born 1990-01-01 */
        {"11010519491231002X00", P, false, "", "", ""}, /* the example of GB 11643-1999 and a count of shops */
        {"11010519491231002XAA", 0, false, "", "", ""},
        {"99010519491231002X00", 0, false, "", "", ""},
        {"", 0, false, "", "", ""},
        {"1234567890", 0, false, "", "", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct uscc_old o = old(rows[i].text);
        if (o.readings != rows[i].readings || o.near_miss != rows[i].near_miss)
            fail_msg("%s: readings %u, near miss %d", rows[i].text, o.readings, o.near_miss);
        assert_string_equal(o.text, rows[i].kept);
        assert_string_equal(o.region, rows[i].region);
        assert_string_equal(o.org_code, rows[i].org_code);
    }
    assert_int_equal(old("110108000000017").expected_reg_no, '6');
    assert_int_equal(old("M000100Y5").expected_org, '4');
}

static void uscc_old_nothing_of_a_person_is_kept_unless_it_reads_as_a_number(void **state)
{
    char text[16];
    int kept = 0, masked = 0;
    (void)state;
    for (int serial = 0; serial < 1000; serial++) {
        snprintf(text, sizeof text, "110101900101%03d", serial);
        struct uscc_old o = old(text);
        assert_true(o.readings & USCC_OLD_PERSON);
        bool other = (o.readings & ~(unsigned)USCC_OLD_PERSON) != 0;
        assert_int_equal(o.text[0] != 0, other);
        kept += other;
        masked += !other;
        assert_true(other || (!o.expected_org && !o.expected_reg_no && !o.org_code[0] && !o.region[0]));
    }
    assert_true(kept > 100 && masked > 700);
}

static void uscc_old_candidates_hold_the_number_and_both_checks(void **state)
{
    struct uscc_candidate c[64], few[2];
    size_t n = uscc_candidates("M000100Y4", "350100", c, 64);
    (void)state;
    assert_true(n > 10 && n <= 49);
    assert_string_equal(c[0].code, THE_EXAMPLE);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(check(c[i].code).verdict, USCC_VALID);
        assert_memory_equal(c[i].code + 8, "M000100Y4", 9);
        assert_true(c[i].row && c[i].row->department == c[i].code[0] && c[i].row->category == c[i].code[1]);
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(c[i].code, c[k].code);
    }
    assert_int_equal(uscc_candidates("M000100Y4", "350100", few, 2), n);
    assert_string_equal(few[1].code, c[1].code);
    assert_int_equal(uscc_candidates("M000100Y4", "350100", NULL, 0), n);
    assert_int_equal(uscc_candidates("M000100Y5", "350100", c, 64), 0);
    assert_int_equal(uscc_candidates("M000100Y4", "35010X", c, 64), 0);
    assert_int_equal(uscc_candidates("S000100Y4", "350100", c, 64), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(uscc_old_readings_follow_the_checks),
        cmocka_unit_test(uscc_old_nothing_of_a_person_is_kept_unless_it_reads_as_a_number),
        cmocka_unit_test(uscc_old_candidates_hold_the_number_and_both_checks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
