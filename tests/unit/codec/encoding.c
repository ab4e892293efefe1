/* SPDX-License-Identifier: Apache-2.0 */
/* The same table in every encoding reads the same; what is malformed spoils its row and no other. */
#include <iconv.h>

#include "codec/codec_int.h"
#include "codec_test.h"

static const struct {
    const char *iconv, *mark, *name;
    size_t mark_bytes;
} encodings[] = {
    {"UTF-8", "", "utf-8", 0},
    {"UTF-8", "\xEF\xBB\xBF", "utf-8", 3},
    {"GB18030", "", "gb18030", 0},
    {"UTF-16LE", "", "utf-16le", 0},
    {"UTF-16LE", "\xFF\xFE", "utf-16le", 2},
    {"UTF-16BE", "", "utf-16be", 0},
    {"UTF-16BE", "\xFE\xFF", "utf-16be", 2},
    {"GB18030", "\x84\x31\x95\x33", "gb18030", 4},
};
enum { ENCODINGS = sizeof encodings / sizeof encodings[0] };

static void convert(struct str text, size_t encoding, struct buf *out)
{
    iconv_t cd = iconv_open(encodings[encoding].iconv, "UTF-8");
    assert_true(cd != (iconv_t)-1);
    buf_clear(out);
    buf_put(out, encodings[encoding].mark, encodings[encoding].mark_bytes);
    buf_reserve(out, text.n * 4 + 16);
    char *in = (char *)(uintptr_t)text.p, *to = out->p + out->n;
    size_t left = text.n, room = out->cap - out->n;
    assert_true(iconv(cd, &in, &left, &to, &room) != (size_t)-1);
    out->n = (size_t)(to - out->p);
    iconv_close(cd);
}

static void assert_same_everywhere(struct str text)
{
    struct buf bytes = {0}, expected = {0}, out = {0};
    show_table(&expected, text, NULL);
    for (size_t i = 0; i < ENCODINGS; i++) {
        convert(text, i, &bytes);
        struct findings *f = findings_new();
        struct table *t = NULL;
        assert_true(table_open_bytes(buf_view(&bytes), NULL, f, &t, NULL));
        assert_string_equal(table_encoding(t), encodings[i].name);
        assert_int_equal(table_separator(t), ',');
        buf_clear(&out);
        show_rows(&out, t, f);
        show_findings(&out, f);
        assert_int_equal(table_bytes_read(t), bytes.n);
        assert_int_equal(table_bytes_total(t), bytes.n);
        if (!str_eq(buf_view(&out), buf_view(&expected)))
            fail_msg("%s differs", encodings[i].name);
        table_close(t);
        findings_free(f);
    }
    buf_free(&bytes);
    buf_free(&expected);
    buf_free(&out);
}

static void codec_encoding_a_table_reads_the_same_in_all(void **state)
{
    (void)state;
    assert_same_everywhere(STR("代码,名称\r\n91990000MA00000000,\"甲,乙\n\"\"一一\"\"公司\"\n1,𠀀々〇\n\n2,ｘ\n3\n"));
}

/* Some megabytes, so that characters and rows fall across every border of the window. */
static void codec_encoding_long_tables_read_the_same_in_all(void **state)
{
    (void)state;
    uint64_t seed = 99;
    struct buf b = {0};
    buf_z(&b, "代码,名称\n");
    while (b.n < 3u << 20) {
        size_t n = next_random(&seed) % 60;
        buf_z(&b, n % 3 ? "1,\"" : "\"一\"\"\",\"");
        for (size_t i = 0; i < n; i++) {
            char one[4];
            buf_put(&b, one, str_utf8_put(one, (int32_t)(0x4E00 + next_random(&seed) % 20000)));
        }
        buf_z(&b, n % 5 ? "\"\r\n" : "\n\"\n");
    }
    assert_same_everywhere(buf_view(&b));
    buf_free(&b);
}

static void codec_encoding_published_bytes_of_gb18030(void **state)
{
    (void)state;
    /* GB 18030: one, two and four bytes; U+20000 is 95 32 82 36, U+20AC is A2 E3, U+00E9 is A8 A6. */
    assert_shows(STR("a,\xB9\xAB\xCA\xBE\n\x95\x32\x82\x36,\xA2\xE3\xA8\xA6\n"), NULL, "H1|a|公示\nR2|𠀀|€é\n");
    static const char *const names[] = {"gb18030", "GBK", "gb2312", "cp936", "GB-18030"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        assert_shows(STR("\xB9\xAB,\xCA\xBE\n"), &(struct table_options){.encoding = names[i]}, "H1|公|示\n");
}

/* EF BB BF B0 are two ideographs in GB18030, FF FE none in UTF-8. */
static void codec_encoding_what_is_told_goes_before_a_mark(void **state)
{
    (void)state;
    assert_shows(STR("\xEF\xBB\xBF\xB0,b\n"), &(struct table_options){.encoding = "gb18030"}, "H1|锘堪|b\n");
    assert_shows(STR("\xFF\xFE,b\n"), &(struct table_options){.encoding = "utf-8"}, "Odata\nF1:1 encoding UTF-8\n");
}

static void codec_encoding_malformed_bytes_spoil_their_row(void **state)
{
    (void)state;
    static const struct {
        const char *encoding;
        struct str input;
        const char *expected;
    } rows[] = {
        {"utf-8", STR("a,b\n1,\xFF\n\xE5\x85,\xC0\x80\n3,4\n5,\xED\xA0\x80\n"),
         "H1|a|b\nB2\nB3\nR4|3|4\nB5\nF2:2 encoding UTF-8\nF3:1 encoding UTF-8\nF3:2 encoding UTF-8\n"
         "F5:2 encoding UTF-8\n"},
        {"gb18030", STR("a,b\n1,\xFF\n\xB9,2\n3,\xCA\xBE\n\x80,\xB9"),
         "H1|a|b\nB2\nB3\nR4|3|示\nB5\nF2:2 encoding GB18030\nF3:1 encoding GB18030\nF5:1 encoding GB18030\n"
         "F5:2 encoding GB18030\n"},
        {"utf-16le",
         STR("a\0,\0b\0\n\0\x00\xDC,\0x\0\n\0"
             "3\0,\0"
             "4\0\n\0"
             "5\0,\0"
             "6"),
         "H1|a|b\nB2\nR3|3|4\nB4\nF2:1 encoding UTF-16LE\nF4:2 encoding UTF-16LE\n"},
        {"utf-16be",
         STR("\0a\0,\0b\0\n\xD8\x00\0,\0x\0\n\0"
             "3\0,\0"
             "4"),
         "H1|a|b\nB2\nR3|3|4\nF2:1 encoding UTF-16BE\n"},
        {"utf-8", STR("a,\xFF\n1,2\n"), "Odata\nF1:2 encoding UTF-8\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_shows(rows[i].input, &(struct table_options){.encoding = rows[i].encoding}, rows[i].expected);
}

static void codec_encoding_a_spoiled_place_does_not_change_the_guess(void **state)
{
    (void)state;
    assert_shows(STR("代码,名称\n1,甲乙\xFF\n2,丙丁\n"), NULL, "H1|代码|名称\nB2\nR3|2|丙丁\nF2:2 encoding UTF-8\n");
    struct buf utf8 = {0}, gb = {0};
    buf_z(&utf8, "代码,名称\n1,甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸\n2,丙\n");
    convert(buf_view(&utf8), 2, &gb);
    buf_z(&gb, "3,\xFF\n");
    assert_shows(buf_view(&gb), NULL,
                 "H1|代码|名称\nR2|1|甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸\nR3|2|丙\nB4\nF4:2 encoding GB18030\n");
    buf_free(&utf8);
    buf_free(&gb);
}

static void codec_encoding_bytes_of_no_encoding_are_refused(void **state)
{
    (void)state;
    static const char *const units[] = {"\xE9,",    "\xB9\x7F",         "\x80\x80",
                                        "\xFF\xB9", "\x81\x30\xFF\x30", "\x81\x30\x81,"};
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        struct buf b = {0};
        buf_z(&b, "a,b\n");
        for (int n = 0; n < 40; n++)
            buf_z(&b, units[i]);
        assert_shows(buf_view(&b), NULL, "Odata\nF2:0 encoding UTF-8/GB18030\n");
        buf_free(&b);
    }
}

/* The first wide character of a long file stands across the end of the sample. */
static void codec_encoding_a_character_across_the_sample_is_no_fault(void **state)
{
    (void)state;
    for (size_t before = 1; before < 3; before++) {
        struct buf b = {0};
        struct findings *f = findings_new();
        struct table *t = NULL;
        buf_z(&b, "a,b\n");
        while (b.n < (1u << 20) - 4096)
            buf_z(&b, "1,2\n");
        buf_z(&b, "1,");
        while (b.n < (1u << 20) - before)
            buf_char(&b, 'x');
        buf_z(&b, "公\n");
        assert_true(table_open_bytes(buf_view(&b), NULL, f, &t, NULL));
        assert_string_equal(table_encoding(t), "utf-8");
        table_close(t);
        findings_free(f);
        buf_free(&b);
    }
}

/* The fast check of text against one that decodes each character, on random bytes. */
static void codec_encoding_the_text_check_agrees_with_a_slow_one(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "a",  "bcdefghij",        "名称",         "\xE2\x80\xAE", "\xE2\x80\x8B", "\xE5\x90", "\x90", "\x1F",
        "\t", "\xF0\xA0\x80\x80", "\xED\xA0\x80", "\xD8\x9C",     "\xC3\xA9",     "\x7F",     "　、", "\xE2\x81\xA9"};
    static const int32_t forbidden[] = {0x61C,  0x200E, 0x200F, 0x202A, 0x202B, 0x202C,
                                        0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069};
    uint64_t seed = 3;
    struct buf b = {0};
    for (int i = 0; i < 50000; i++) {
        buf_clear(&b);
        for (size_t n = 1 + next_random(&seed) % 12; n; n--)
            buf_z(&b, pieces[next_random(&seed) % (sizeof pieces / sizeof pieces[0])]);
        bool ok = true;
        size_t at = 0, bad_at = 0;
        while (at < b.n && ok) {
            bad_at = at;
            int32_t cp = str_utf8_next(buf_view(&b), &at);
            ok = cp >= 0x20 || cp == '\t';
            for (size_t k = 0; k < sizeof forbidden / sizeof forbidden[0]; k++)
                ok = ok && cp != forbidden[k];
        }
        enum codec_fault kind;
        int32_t cp;
        assert_int_equal(codec_text_fault(buf_view(&b), 0, &kind, &cp), ok ? b.n : bad_at);
        assert_int_equal(kind == FAULT_NONE, ok);
    }
    buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codec_encoding_a_table_reads_the_same_in_all),
        cmocka_unit_test(codec_encoding_long_tables_read_the_same_in_all),
        cmocka_unit_test(codec_encoding_published_bytes_of_gb18030),
        cmocka_unit_test(codec_encoding_what_is_told_goes_before_a_mark),
        cmocka_unit_test(codec_encoding_malformed_bytes_spoil_their_row),
        cmocka_unit_test(codec_encoding_a_spoiled_place_does_not_change_the_guess),
        cmocka_unit_test(codec_encoding_bytes_of_no_encoding_are_refused),
        cmocka_unit_test(codec_encoding_a_character_across_the_sample_is_no_fault),
        cmocka_unit_test(codec_encoding_the_text_check_agrees_with_a_slow_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
