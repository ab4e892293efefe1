/* SPDX-License-Identifier: Apache-2.0 */
#include <iconv.h>
#include <inttypes.h>

#include "base_test.h"

static void base_str_comparing_is_by_bytes_and_length(void **state)
{
    (void)state;
    assert_true(str_cmp(STR("ab"), STR("abc")) < 0);
    assert_true(str_cmp(STR("b"), STR("abc")) > 0);
    assert_true(str_cmp(STR("\xE4"), STR("z")) > 0);
    assert_int_equal(str_cmp(STR_NONE, STR("")), 0);
    assert_true(str_starts(STR("abc"), STR("ab")) && !str_starts(STR("ab"), STR("abc")) &&
                str_starts(STR_NONE, STR("")));
    assert_true(str_ends(STR("abc"), STR("bc")) && !str_ends(STR("bc"), STR("abc")) && str_ends(STR_NONE, STR_NONE));
    assert_int_equal(str_find(STR("abcabd"), STR("abd")), 3);
    assert_int_equal(str_find(STR("abc"), STR("")), 0);
    assert_int_equal(str_find(STR_NONE, STR_NONE), 0);
    assert_int_equal(str_find(STR("abc"), STR("abcd")), -1);
    assert_int_equal(str_find(STR("abc"), STR("x")), -1);
}

static void base_str_trim_takes_the_blanks_of_cells(void **state)
{
    (void)state;
    assert_str(str_trim(STR("\xEF\xBB\xBF \xE3\x80\x80 a b \xC2\xA0\r\n\t")), "a b");
    assert_str(str_trim(STR(" \xE3\x80\x80\xC2\xA0")), "");
    assert_str(str_trim(STR_NONE), "");
    assert_str(str_trim(STR("\xE3\x80\x81")), "\xE3\x80\x81"); /* one byte from the blank, and kept */
    assert_str(str_trim(STR("\x80\x80 ")), "\x80\x80");
}

static void base_str_split_gives_the_parts(void **state)
{
    struct str rest = STR("a,,b"), part;
    (void)state;
    assert_true(str_split(&rest, ',', &part));
    assert_str(part, "a");
    assert_true(str_split(&rest, ',', &part));
    assert_str(part, "");
    assert_true(str_split(&rest, ',', &part));
    assert_str(part, "b");
    assert_false(str_split(&rest, ',', &part));
    rest = STR("");
    assert_false(str_split(&rest, ',', &part));
}

static void base_str_int_reads_all_of_the_range_and_no_more(void **state)
{
    static const char *const bad[] = {"",
                                      "-",
                                      "+1",
                                      " 1",
                                      "1 ",
                                      "1a",
                                      "9223372036854775808",
                                      "-9223372036854775809",
                                      "--1",
                                      "0x1",
                                      "1.0",
                                      "１",
                                      "99999999999999999999"};
    static const int64_t good[] = {0, 1, -1, 42, INT64_MAX, INT64_MIN, INT64_MAX - 1, INT64_MIN + 1};
    int64_t v = 7;
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (str_int(str_of(bad[i]), &v))
            fail_msg("'%s' passes", bad[i]);
        assert_int_equal(v, 7);
    }
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        struct buf b = {0}, c = {0};
        buf_i64(&b, good[i]);
        buf_printf(&c, "%" PRId64, good[i]);
        assert_true(str_eq(buf_view(&b), buf_view(&c)));
        assert_true(str_int(buf_view(&b), &v));
        assert_true(v == good[i]);
        buf_free(&b);
        buf_free(&c);
    }
}

static void base_str_every_code_point_goes_out_and_in(void **state)
{
    char bytes[4];
    (void)state;
    for (int32_t cp = 0; cp <= 0x10FFFF; cp++) {
        size_t n = str_utf8_put(bytes, cp), at = 0;
        bool surrogate = cp >= 0xD800 && cp <= 0xDFFF;
        int32_t back = str_utf8_next(str_n(bytes, n), &at);
        if (surrogate ? back != -1 || at != 1 : back != cp || at != n)
            fail_msg("U+%04X", (unsigned)cp);
    }
}

/* The C library's converter as the judge of random bytes, most of them near the edges. */
static void base_str_utf8_validity_agrees_with_iconv(void **state)
{
    static const unsigned char edges[] = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2,
                                          0xDF, 0xE0, 0xE4, 0xED, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xF8, 0xFC, 0xFF};
    iconv_t judge = iconv_open("UTF-32LE", "UTF-8");
    uint64_t seed = 3;
    int valid = 0;
    (void)state;
    assert_true(judge != (iconv_t)-1);
    for (int i = 0; i < 200000; i++) {
        char in[6], out[64], *from = in, *to = out;
        size_t n = draw(&seed) % 6, left = n, room = sizeof out;
        for (size_t k = 0; k < n; k++)
            in[k] = (char)edges[draw(&seed) % sizeof edges];
        iconv(judge, NULL, NULL, NULL, NULL);
        bool theirs = iconv(judge, &from, &left, &to, &room) != (size_t)-1;
        bool ours = str_utf8_valid(str_n(in, n));
        assert_int_equal(ours, theirs);
        valid += ours;
        if (ours)
            assert_int_equal(str_utf8_len(str_n(in, n)), (sizeof out - room) / 4);
    }
    iconv_close(judge);
    assert_in_range(valid, 1000, 150000);
}

static void base_str_length_prefixed_pieces_come_back(void **state)
{
    struct buf b = {0};
    struct str rest, part;
    (void)state;
    buf_put_lp(&b, STR("one"));
    buf_put_lp(&b, STR_NONE);
    for (size_t cut = 0; cut < 7; cut++) {
        rest = str_n(b.p, cut);
        assert_false(str_take_lp(&rest, &part));
        assert_int_equal(rest.n, cut);
    }
    rest = buf_view(&b);
    assert_true(str_take_lp(&rest, &part));
    assert_str(part, "one");
    assert_true(str_take_lp(&rest, &part));
    assert_str(part, "");
    assert_false(str_take_lp(&rest, &part));
    rest = STR("\xFF\xFF\xFF\xFFx");
    assert_false(str_take_lp(&rest, &part));
    buf_free(&b);
}

static void base_str_hex_comes_back_and_bad_hex_does_not(void **state)
{
    uint8_t bytes[3] = {0x00, 0xAF, 0xFF}, out[3] = {9, 9, 9};
    struct buf b = {0};
    (void)state;
    hex_put(&b, bytes, 3);
    assert_str(buf_view(&b), "00afff");
    assert_true(hex_parse(STR("00AFff"), out, 3));
    assert_memory_equal(out, bytes, 3);
    memset(out, 9, 3);
    assert_false(hex_parse(STR("00afgg"), out, 3) || hex_parse(STR("00aff"), out, 3) ||
                 hex_parse(STR("00afff0"), out, 3));
    assert_false(hex_parse(STR("00af\x16\x16"), out, 3)); /* 0x16 | 0x20 is '6' */
    assert_int_equal(out[0], 9);
    buf_free(&b);
}

static void base_str_printing_grows_what_it_needs(void **state)
{
    struct buf b = {0};
    struct arena *a = arena_new();
    (void)state;
    for (int i = 0; i < 1000; i++)
        buf_printf(&b, "%d,", i % 10);
    assert_int_equal(b.n, 2000);
    assert_memory_equal(b.p + 1980, "0,1,2,3,4,5,6,7,8,9,", 20);
    struct str s = str_printf(a, "%s-%05d", "x", 42);
    assert_string_equal(s.p, "x-00042");
    assert_int_equal(s.n, 7);
    assert_string_equal(str_z(a, str_n("abcdef", 3)), "abc");
    assert_string_equal(str_z(a, STR_NONE), "");
    buf_clear(&b);
    buf_put(&b, NULL, 0);
    assert_int_equal(b.n, 0);
    buf_free(&b);
    assert_null(b.p);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(base_str_comparing_is_by_bytes_and_length),
        cmocka_unit_test(base_str_trim_takes_the_blanks_of_cells),
        cmocka_unit_test(base_str_split_gives_the_parts),
        cmocka_unit_test(base_str_int_reads_all_of_the_range_and_no_more),
        cmocka_unit_test(base_str_every_code_point_goes_out_and_in),
        cmocka_unit_test(base_str_utf8_validity_agrees_with_iconv),
        cmocka_unit_test(base_str_length_prefixed_pieces_come_back),
        cmocka_unit_test(base_str_hex_comes_back_and_bad_hex_does_not),
        cmocka_unit_test(base_str_printing_grows_what_it_needs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
