/* SPDX-License-Identifier: Apache-2.0 */
/* Strict JSON in, canonical JSON out. */
#include "codec_test.h"

static bool reads(struct str text, struct err *e)
{
    json_t *v = NULL;
    bool ok = json_read(text, JSON_MAX_BYTES, &v, e);
    assert_int_equal(ok, v != NULL);
    json_decref(v);
    return ok;
}

static void assert_refused(struct str text, const char *words)
{
    struct err e = {0};
    if (reads(text, &e))
        fail_msg("accepted: %.*s", STR_FMT(text));
    assert_string_equal(e.msg, words);
}

/* ---- JSONTestSuite ---- */

/* Valid JSON that we refuse, and why. */
static const char *const refused_by_rule[][2] = {
    {"y_object_duplicated_key.json", "duplicate keys"},
    {"y_object_duplicated_key_and_value.json", "duplicate keys"},
    {"y_object_escaped_null_in_key.json", "C1: NUL"},
    {"y_string_allowed_escapes.json", "C1: backspace, form feed"},
    {"y_string_escaped_control_character.json", "C1: U+0012"},
    {"y_string_null_escape.json", "C1: NUL"},
};

static bool is_refused_by_rule(struct str name)
{
    for (size_t i = 0; i < sizeof refused_by_rule / sizeof refused_by_rule[0]; i++)
        if (str_is(name, refused_by_rule[i][0]))
            return true;
    return false;
}

static void judge_file(struct arena *a, const char *folder, struct str name)
{
    struct buf b = {0};
    assert_true(file_read(path_join(a, folder, name.p), JSON_MAX_BYTES, &b, NULL));
    bool ok = reads(buf_view(&b), NULL);
    bool is_wrong = (name.p[0] == 'n' && ok) || (name.p[0] == 'y' && ok == is_refused_by_rule(name));
    if (is_wrong)
        fail_msg("%s: %s", name.p, ok ? "accepted" : "refused");
    buf_free(&b);
}

static void codec_json_suite_is_judged_as_published(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    const char *folder = shared_folder(a, "data/json/test_parsing");
    struct str *names = NULL;
    size_t n = 0;
    if (folder)
        assert_true(dir_list(folder, a, &names, &n, NULL));
    for (size_t i = 0; i < n; i++)
        judge_file(a, folder, names[i]);
    assert_true(!folder || n > 300);
    arena_free(a);
    if (!folder)
        skip();
}

static void codec_json_suite_twin_is_judged_alike(void **state)
{
    (void)state;
    static const struct str good[] = {
        STR("[]"),
        STR(" {\"a\" : [1, -2.5e3, true, false, null, \"\"]}\n"),
        STR("\"x\""),
        STR("-0"),
        STR("[0e1]"),
        STR("{\"\":0}"),
        STR("[\"\\uD801\\udc37 \\u0060 \\\\u0000\"]"),
        STR("[\"\x7F\"]"),
        STR("[\"\xEF\xBF\xBF\"]"),
    };
    static const struct str bad[] = {
        STR(""),
        STR(" "),
        STR("[1,]"),
        STR("[,1]"),
        STR("[1 2]"),
        STR("{1:1}"),
        STR("{\"a\" 1}"),
        STR("[1]x"),
        STR("[01]"),
        STR("[+1]"),
        STR("[.5]"),
        STR("[5.]"),
        STR("[NaN]"),
        STR("['a']"),
        STR("[\"a\nb\"]"),
        STR("[\"\\x\"]"),
        STR("[\"\\u12\"]"),
        STR("[\"\\uD800\"]"),
        STR("[\"\xFF\"]"),
        STR("[\"\xC0\x80\"]"),
        STR("["),
        STR("{\"a\":1,\"a\":2}"),
        STR("\xEF\xBB\xBF[]"),
        STR("[1]\0"),
        STR("12\0"),
        STR("[\"\\u0000\"]"),
        STR("[\"\\u202e\"]"),
        STR("{\"\\u0001\":1}"),
        STR("[/*x*/]"),
        STR("TRUE"),
        STR("\"a"),
        STR("\"a\\"),
    };
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        assert_true(reads(good[i], NULL));
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        if (reads(bad[i], NULL))
            fail_msg("accepted: %.*s", STR_FMT(bad[i]));
}

/* ---- limits ---- */

static void codec_json_depth_is_limited(void **state)
{
    (void)state;
    for (int n = JSON_MAX_DEPTH - 1; n <= JSON_MAX_DEPTH + 1; n++) {
        struct buf b = {0};
        for (int i = 0; i < n; i++)
            buf_z(&b, i % 2 ? "{\"[\":" : "[");
        buf_z(&b, "\"[[[[[[[[[[[[[[[[[[[[\"");
        for (int i = n; i-- > 0;)
            buf_z(&b, i % 2 ? "}" : "]");
        assert_int_equal(reads(buf_view(&b), NULL), n <= JSON_MAX_DEPTH);
        buf_free(&b);
    }
}

static void codec_json_integers_are_limited(void **state)
{
    (void)state;
    static const struct str good[] = {STR("9007199254740991"), STR("9007199254740992"), STR("-9007199254740992"),
                                      STR("[\"9007199254740993\"]"), STR("9007199254740993.0")};
    static const struct str bad[] = {STR("9007199254740993"), STR("-9007199254740993"), STR("9223372036854775807"),
                                     STR("9223372036854775808"), STR("123456789012345678901234567890")};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        assert_true(reads(good[i], NULL));
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_false(reads(bad[i], NULL));
}

static void codec_json_size_is_limited(void **state)
{
    (void)state;
    struct err e;
    json_t *v = NULL;
    assert_true(json_read(STR("[123]"), 5, &v, &e));
    json_decref(v);
    v = NULL;
    assert_false(json_read(STR("[1234]"), 5, &v, &e));
    assert_int_equal(e.kind, ERR_LIMIT);
    assert_null(v);
}

static void codec_json_refusals_name_the_place_and_never_the_input(void **state)
{
    (void)state;
    assert_refused(STR("{\n  \"甲\": 1,\n  \"乙\": 12345678901234567890\n}"),
                   "JSON line 3 column 8: an integer beyond 2^53");
    assert_refused(STR("[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]"), "JSON line 1 column 17: nested too deeply");
    struct err e = {0};
    assert_false(reads(STR("{\"a\": \"secret\", \"a\": 2}"), &e));
    assert_non_null(strstr(e.msg, "line 1"));
    assert_false(reads(STR("[1,\n secret]"), &e));
    assert_non_null(strstr(e.msg, "line 2"));
    assert_null(strstr(e.msg, "secret"));
    assert_false(reads(STR("[\"secret\x01\"]"), &e));
    assert_null(strstr(e.msg, "secret"));
}

/* ---- canonical ---- */

static void assert_canonical(const json_t *v, const char *expected)
{
    struct buf b = {0};
    json_canonical(v, &b);
    buf_char(&b, '\0');
    assert_string_equal(b.p, expected);
    buf_free(&b);
}

static void codec_json_canonical_sorts_keys_as_rfc_8785(void **state)
{
    (void)state;
    /* RFC 8785, 3.2.3 */
    json_t *v = json_loads("{\"\\u20ac\": \"Euro Sign\", \"\\r\": \"Carriage Return\","
                           "\"\\ufb33\": \"Hebrew Letter Dalet With Dagesh\", \"1\": \"One\","
                           "\"\\ud83d\\ude00\": \"Emoji: Grinning Face\", \"\\u0080\": \"Control\","
                           "\"\\u00f6\": \"Latin Small Letter O With Diaeresis\"}",
                           0, NULL);
    assert_canonical(v, "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xC2\x80\":\"Control\","
                        "\"\xC3\xB6\":\"Latin Small Letter O With Diaeresis\",\"\xE2\x82\xAC\":\"Euro Sign\","
                        "\"\xF0\x9F\x98\x80\":\"Emoji: Grinning Face\","
                        "\"\xEF\xAC\xB3\":\"Hebrew Letter Dalet With Dagesh\"}");
    json_decref(v);
}

static void codec_json_canonical_strings_are_escaped_as_rfc_8785(void **state)
{
    (void)state;
    struct buf b = {0};
    /* RFC 8785, 3.2.2: the string of the example */
    json_put_string(&b, STR("\xE2\x82\xAC$\x0F\nA'B\"\\\\\"/"));
    assert_true(str_is(buf_view(&b), "\"\xE2\x82\xAC$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\""));
    buf_clear(&b);
    json_put_string(&b, STR("\0\b\t\n\f\r\x1F\x7F"));
    assert_true(str_is(buf_view(&b), "\"\\u0000\\b\\t\\n\\f\\r\\u001f\x7F\""));
    buf_clear(&b);
    json_put_string(&b, STR_NONE);
    assert_true(str_is(buf_view(&b), "\"\""));
    buf_free(&b);
}

static void codec_json_canonical_values_have_one_form(void **state)
{
    (void)state;
    json_t *v = NULL;
    struct str text =
        STR(" { \"b\" : [ ] , \"a\" : { \"aa\":-0, \"a\":-12 } , \"c\" : [ true , false , null , \"\\/\" ], \"\":{}}");
    assert_true(json_read(text, JSON_MAX_BYTES, &v, NULL));
    assert_canonical(v, "{\"\":{},\"a\":{\"a\":-12,\"aa\":0},\"b\":[],\"c\":[true,false,null,\"/\"]}");
    json_decref(v);
}

/* The code units of a text, written out, compared one by one: the stupid order. */
static int units_cmp(const char *a, const char *b)
{
    uint32_t units[2][16];
    size_t n[2] = {0, 0};
    const char *texts[2] = {a, b};
    for (int i = 0; i < 2; i++) {
        struct str s = str_of(texts[i]);
        for (size_t at = 0; at < s.n;) {
            uint32_t cp = (uint32_t)str_utf8_next(s, &at);
            if (cp >= 0x10000)
                units[i][n[i]++] = 0xD800 + ((cp - 0x10000) >> 10);
            units[i][n[i]++] = cp >= 0x10000 ? 0xDC00 + ((cp - 0x10000) & 0x3FF) : cp;
        }
    }
    for (size_t i = 0; i < n[0] && i < n[1]; i++)
        if (units[0][i] != units[1][i])
            return units[0][i] < units[1][i] ? -1 : 1;
    return (n[0] > n[1]) - (n[0] < n[1]);
}

static void codec_json_canonical_order_agrees_with_code_units(void **state)
{
    (void)state;
    static const char *const characters[] = {
        "a", "\x7F", "é", "公", "\xED\x9F\xBF", "\xEE\x80\x80", "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"};
    uint64_t seed = 11;
    for (int i = 0; i < 20000; i++) {
        char keys[2][32] = {"", ""};
        for (int k = 0; k < 2; k++)
            for (size_t n = next_random(&seed) % 4; n; n--)
                strcat(keys[k], characters[next_random(&seed) % (sizeof characters / sizeof characters[0])]);
        int order = units_cmp(keys[0], keys[1]);
        if (!order)
            continue;
        json_t *v = json_object();
        json_object_set_new(v, keys[0], json_integer(0));
        json_object_set_new(v, keys[1], json_integer(1));
        struct buf b = {0};
        json_canonical(v, &b);
        assert_int_equal(b.p[b.n - 2], order < 0 ? '1' : '0');
        buf_free(&b);
        json_decref(v);
    }
}

static void codec_json_canonical_comes_back(void **state)
{
    (void)state;
    json_t *v = NULL, *again = NULL;
    struct buf b = {0};
    struct str text = STR("{\"名\":[{\"x\":\"\\t\\n\\\"\\\\\"},9007199254740992,-1,\"\\ud83d\\ude00\"]}");
    assert_true(json_read(text, JSON_MAX_BYTES, &v, NULL));
    json_canonical(v, &b);
    assert_true(json_read(buf_view(&b), JSON_MAX_BYTES, &again, NULL));
    assert_true(json_equal(v, again));
    json_decref(v);
    json_decref(again);
    buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codec_json_suite_is_judged_as_published),
        cmocka_unit_test(codec_json_suite_twin_is_judged_alike),
        cmocka_unit_test(codec_json_depth_is_limited),
        cmocka_unit_test(codec_json_integers_are_limited),
        cmocka_unit_test(codec_json_size_is_limited),
        cmocka_unit_test(codec_json_refusals_name_the_place_and_never_the_input),
        cmocka_unit_test(codec_json_canonical_sorts_keys_as_rfc_8785),
        cmocka_unit_test(codec_json_canonical_strings_are_escaped_as_rfc_8785),
        cmocka_unit_test(codec_json_canonical_values_have_one_form),
        cmocka_unit_test(codec_json_canonical_order_agrees_with_code_units),
        cmocka_unit_test(codec_json_canonical_comes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
