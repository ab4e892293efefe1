/* SPDX-License-Identifier: Apache-2.0 */
/* The pages over a whole register: every route in both languages, hostile names, old numbers, what is never echoed. */
#include <stdlib.h>

#include "../api/live.h"

#define NAME "岚安市<b>\\u0022\\u0027&试验</b><script>alert(1)</script>有限公司"

static const char *CODE;
static struct answer HONOUR;

static void fill(struct live *l)
{
    CODE = bench_code(l->bench, "91", "990101", 1);
    bench_expect(l->bench, "accepted", NULL,
                 "{'kind':'entity.register'," MR ",'subject':'%s','on':'2019-06-03','fields':{'name':'" NAME
                 "','reg_no':'990101000012345',"
                 "'legal_rep':'任某','scope':'\\u003cimg src=x onerror=alert(1)\\u003e'}}",
                 CODE);
    HONOUR = bench_expect(l->bench, "accepted", NULL,
                          "{'kind':'honour.grant','type':'honour'," MR
                          ",'subject':'%s','doc_no':'岚市监表〔2026〕1号','on':'2026-03-30',"
                          "'fields':{'name':'" NAME "','title':'\\u0022\\u003e\\u003cscript\\u003e诚信'}}",
                          CODE);
}

static int count(const char *text, const char *what)
{
    int n = 0;
    for (const char *p = text; (p = strstr(p, what)); p++)
        n++;
    return n;
}

static void check_page(const char *path, const char *a, bool english, bool noindex)
{
    const char *body = live_body(a);
    if (count(body, "<script") || count(body, "<b>") || count(body, "onerror=alert(1)>") || count(body, "javascript:"))
        fail_msg("%s: something unescaped\n%s", path, body);
    if (!strstr(body, english ? "<html lang=\"en\">" : "<html lang=\"zh-Hans\">"))
        fail_msg("%s: wrong language", path);
    if (!strstr(body, "hreflang=\"en\"") || !strstr(body, "hreflang=\"zh-Hans\"") || !strstr(body, "class=\"skip\"") ||
        !strstr(body, "<main id=\"main\"") || count(body, "<h1") != 1)
        fail_msg("%s: a part of the frame is missing", path);
    if (!strstr(body, english ? "rehearsal register" : "演练登记簿"))
        fail_msg("%s: does not say that it is a rehearsal", path);
    if (strstr(body, "src=\"http") || strstr(body, "href=\"http") || strstr(body, "url("))
        fail_msg("%s: refers to elsewhere", path);
    if (noindex != (strcmp(live_header(a, "X-Robots-Tag"), "noindex, noarchive") == 0))
        fail_msg("%s: robots", path);
    if (!strstr(live_header(a, "Content-Security-Policy"), "default-src 'none'"))
        fail_msg("%s: policy", path);
    assert_true(strlen(body) < 100 * 1024);
}

static void portal_page_every_route_in_both_languages(void **state)
{
    struct live *l = *state;
    char entity[128], record[128], query[] = "/search?q=%22%3E%3Cscript%3E%3Cb%3E";
    fill(l);
    snprintf(entity, sizeof entity, "/entities/%s", CODE);
    snprintf(record, sizeof record, "/records/%s", HONOUR.receipt);
    const struct {
        const char *path;
        int status;
        bool noindex;
    } rows[] = {{"/", 200, false},         {"/search", 200, true},        {query, 200, true},
                {entity, 200, true},       {record, 200, true},           {"/lists", 200, false},
                {"/measures", 200, false}, {"/agencies", 200, false},     {"/rules", 200, false},
                {"/about", 200, false},    {"/entities/none", 404, true}, {"/records/none", 404, true},
                {"/nothing", 404, true},   {"/search?x=1", 400, true},    {"/entities/%3Cscript%3E", 404, true}};
    for (size_t i = 0; i < 2 * (sizeof rows / sizeof *rows); i++) {
        bool english = i % 2;
        const char *a = live_get(l, "", "%s%s", english ? "/en" : "", rows[i / 2].path);
        if (live_status(a) != rows[i / 2].status)
            fail_msg("%s: %s", rows[i / 2].path, a);
        check_page(rows[i / 2].path, a, english, rows[i / 2].noindex);
    }
}

static void portal_page_hostile_text_is_shown_as_text(void **state)
{
    struct live *l = *state;
    fill(l);
    const char *body = live_body(live_get(l, "", "/entities/%s", CODE));
    assert_non_null(
        strstr(body, "岚安市&lt;b&gt;&quot;&#39;&amp;试验&lt;/b&gt;&lt;script&gt;alert(1)&lt;/script&gt;有限公司"));
    assert_non_null(strstr(body, "&lt;img src=x onerror=alert(1)&gt;"));
    body = live_body(live_get(l, "", "/search?q=%%22%%3E%%3Cscript%%3E"));
    assert_non_null(strstr(body, "value=\"&quot;&gt;&lt;script&gt;\""));
    assert_non_null(strstr(body, "role=\"status\""));
}

static void portal_page_old_number_leads_on(void **state)
{
    struct live *l = *state;
    char want[128];
    fill(l);
    const char *a = live_get(l, "", "/entities/990101000012345");
    snprintf(want, sizeof want, "/entities/%s", CODE);
    assert_int_equal(live_status(a), 308);
    assert_string_equal(live_header(a, "Location"), want);
    a = live_get(l, "", "/en/entities/990101000012345");
    snprintf(want, sizeof want, "/en/entities/%s", CODE);
    assert_string_equal(live_header(a, "Location"), want);
    bench_expect(l->bench, "accepted", NULL,
                 "{'kind':'entity.register'," MR
                 ",'subject':'%s','fields':{'name':'丙有限公司','reg_no':'990101000012345'}}",
                 bench_code(l->bench, "91", "990101", 2));
    assert_int_equal(live_status(live_get(l, "", "/entities/990101000012345")),
                     404); /* none is meant more than the other */
}

static void portal_page_language_switch_keeps_the_page(void **state)
{
    struct live *l = *state;
    char want[256];
    fill(l);
    const char *a = live_get(l, "", "/en/entities/%s?as_of=2026-03-31", CODE);
    snprintf(want, sizeof want, "<a href=\"/entities/%s?as_of=2026-03-31\" hreflang=\"zh-Hans\"", CODE);
    assert_non_null(strstr(a, want));
    assert_non_null(strstr(a, "Shown as it stood on 2026-03-31"));
    assert_non_null(strstr(live_header(a, "Link"), "type=\"application/json\""));
    assert_string_equal(live_header(a, "Content-Language"), "en");
}

static void portal_page_persons_number_is_not_searched_nor_echoed(void **state)
{
    struct live *l = *state;
    static const int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    const char body[] = "11010119000101001"; /* invented, born 1900-01-01 */
    int sum = 0;
    for (int i = 0; i < 17; i++)
        sum += (body[i] - '0') * weights[i];
    const char *a = live_get(l, "", "/search?q=%s%c", body, "10X98765432"[sum % 11]);
    assert_int_equal(live_status(a), 400);
    assert_null(strstr(a, body));
    const char *box = strstr(a, "id=\"q\"");
    assert_non_null(box);
    assert_non_null(strstr(box, "value=\"\""));
    static const char *const doors[] = {"", "/en", "/api/v1"};
    for (size_t i = 0; i < sizeof doors / sizeof *doors; i++) {
        a = live_get(l, "", "%s/entities/%s%c", doors[i], body, "10X98765432"[sum % 11]);
        assert_int_equal(live_status(a), 400);
        assert_null(strstr(a, "19000101"));
        a = live_get(l, "", "%s/entities/110101000101001", doors[i]); /* 15 digits, as they were before 1999 */
        assert_int_equal(live_status(a), 400);
        assert_null(strstr(a, "000101"));
    }
}

static void portal_page_withdrawn_is_410_and_says_nothing(void **state)
{
    struct live *l = *state;
    fill(l);
    bench_expect(l->bench, "accepted", NULL,
                 "{'kind':'record.withdraw'," MR
                 ",'subject':'%s','on':'2026-04-01','refers_to':'%s','fields':{'reason':'error'}}",
                 CODE, HONOUR.receipt);
    const char *a = live_get(l, "", "/records/%s", HONOUR.receipt);
    assert_int_equal(live_status(a), 410);
    assert_null(strstr(a, CODE));
    assert_null(strstr(a, "诚信"));
    assert_non_null(strstr(a, "2026-04-01"));
}

static void portal_page_empty_is_never_good(void **state)
{
    struct live *l = *state;
    const char *code = bench_code(l->bench, "91", "990101", 9);
    bench_expect(l->bench, "accepted", NULL,
                 "{'kind':'entity.register'," MR ",'subject':'%s','fields':{'name':'戊有限公司'}}", code);
    const char *a = live_get(l, "", "/en/entities/%s", code);
    assert_non_null(strstr(a, "As of 2026-04-01, of the records received from"));
}

static void portal_page_style_sheet_is_cached_for_ever(void **state)
{
    struct live *l = *state;
    char path[128];
    const char *a = live_get(l, "", "/"), *p = strstr(a, "/assets/portal-");
    assert_non_null(p);
    snprintf(path, sizeof path, "%.*s", (int)strcspn(p, "\""), p);
    a = live_get(l, "", "%s", path);
    assert_int_equal(live_status(a), 200);
    assert_non_null(strstr(live_header(a, "Cache-Control"), "immutable"));
    assert_string_equal(live_header(a, "Content-Type"), "text/css; charset=utf-8");
    assert_int_equal(live_status(live_get(l, "", "/assets/portal.css")), 404);
    assert_int_equal(live_status(live_get(l, "", "/assets/..%%2fportal_int.h")), 404);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, live_open, live_close)
int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(portal_page_every_route_in_both_languages),
        CASE(portal_page_hostile_text_is_shown_as_text),
        CASE(portal_page_old_number_leads_on),
        CASE(portal_page_language_switch_keeps_the_page),
        CASE(portal_page_persons_number_is_not_searched_nor_echoed),
        CASE(portal_page_withdrawn_is_410_and_says_nothing),
        CASE(portal_page_empty_is_never_good),
        CASE(portal_page_style_sheet_is_cached_for_ever),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
