/* SPDX-License-Identifier: Apache-2.0 */
/* The JSON doors over a whole register. */
#include "live.h"

#include <stdlib.h>

static const char *firm(struct live *l, int serial, const char *name)
{
    const char *code = bench_code(l->bench, "91", "990101", serial);
    bench_expect(l->bench, "accepted", NULL, "{'kind':'entity.register'," MR ",'subject':'%s','fields':{'name':'%s'}}",
                 code, name);
    return code;
}

static struct answer honour(struct live *l, const char *code, const char *name, int no)
{
    return bench_expect(l->bench, "accepted", NULL,
                        "{'kind':'honour.grant','type':'honour'," MR
                        ",'subject':'%s','doc_no':'岚市监表〔2026〕%d号','on':'2026-03-30',"
                        "'fields':{'name':'%s','title':'诚信经营示范单位'}}",
                        code, no, name);
}

static void searchable(struct live *l)
{
    struct err e = {0};
    struct writer *w;
    int64_t names;
    door_close(l->bench->door);
    struct writer_options o = {l->bench->now};
    if (!writer_open(l->bench->dir, &o, &w, &e) || !search_follow(writer_store(w), NULL, NULL, &names, &e))
        fail_msg("%s", e.msg);
    writer_close(w);
    assert_true(door_open(l->bench->dir, &o, &l->bench->door, &e));
}

static void api_answer_entity_and_condition(void **state)
{
    struct live *l = *state;
    const char *code = firm(l, 1, "岚安市试验食品有限公司");
    const char *a = live_get(l, "", "/api/v1/entities/%s", code);
    char etag[128], header[256];
    assert_int_equal(live_status(a), 200);
    assert_string_equal(live_header(a, "Content-Type"), "application/json");
    assert_string_equal(live_header(a, "Cache-Control"), "no-cache");
    assert_string_equal(live_header(a, "X-Robots-Tag"), "noindex, noarchive");
    assert_string_equal(live_header(a, "Access-Control-Allow-Origin"), "*");
    assert_non_null(strstr(live_header(a, "Link"), "rel=\"alternate\"; type=\"text/html\""));
    snprintf(etag, sizeof etag, "%s", live_header(a, "ETag"));
    assert_true(strlen(etag) > 4);
    snprintf(header, sizeof header, "If-None-Match: %s\r\n", etag);
    a = live_get(l, header, "/api/v1/entities/%s", code);
    assert_int_equal(live_status(a), 304);
    assert_string_equal(live_body(a), "");
    honour(l, code, "岚安市试验食品有限公司", 1);
    a = live_get(l, header, "/api/v1/entities/%s", code);
    assert_int_equal(live_status(a), 200);
    json_t *j = live_json(a);
    assert_int_equal(json_array_size(json_object_get(j, "records")), 1);
    json_decref(j);
    a = live_get(l, "", "/api/v1/entities/%s/records", code);
    j = live_json(a);
    assert_int_equal(json_array_size(json_object_get(j, "records")), 1);
    json_decref(j);
}

/* The memory of answers never outlives what made them true. */
static void api_answer_kept_ones_follow_acts_and_days(void **state)
{
    struct live *l = *state;
    const char *code = firm(l, 2, "甲有限公司");
    struct answer h = honour(l, code, "甲有限公司", 2);
    for (int i = 0; i < 6; i++) /* more than there are threads: every memory has it */
        assert_int_equal(live_status(live_get(l, "", "/api/v1/records/%s", h.receipt)), 200);
    bench_expect(l->bench, "accepted", NULL,
                 "{'kind':'record.withdraw'," MR
                 ",'subject':'%s','on':'2026-04-01','refers_to':'%s','fields':{'reason':'error'}}",
                 code, h.receipt);
    for (int i = 0; i < 6; i++) {
        const char *a = live_get(l, "", "/api/v1/records/%s", h.receipt);
        assert_int_equal(live_status(a), 410);
        assert_null(strstr(a, code));
        assert_null(strstr(a, "honour"));
    }
    bench_expect(l->bench, "accepted", NULL,
                 "{'kind':'penalty.decide','type':'penalty'," MR
                 ",'subject':'%s','doc_no':'岚市监处罚〔2026〕2号','on':'2026-03-30',"
                 "'fields':{'name':'甲有限公司','subject_class':'organisation','unlawful_act':'甲','facts':'乙','basis'"
                 ":'某法第一条',"
                 "'penalty_kind':'fine','content':'罚款2000元','fine':'0.200000','severity':'general'}}",
                 code);
    for (int i = 0; i < 6; i++)
        assert_non_null(strstr(live_get(l, "", "/api/v1/entities/%s", code), "penalty"));
    assert_true(instant_parse(STR("2031-01-01T00:00:00Z"), &l->bench->now)); /* no act, only a day */
    for (int i = 0; i < 6; i++)
        assert_null(strstr(live_get(l, "", "/api/v1/entities/%s", code), "penalty"));
}

/* Filed numbers and computed ones; the path behind the number and the query are kept; of two holders none is meant. */
static void api_answer_old_number_leads_on(void **state)
{
    struct live *l = *state;
    char want[256];
    const char *code = bench_code(l->bench, "91", "990101", 5);
    bench_expect(l->bench, "accepted", NULL,
                 "{'kind':'entity.register'," MR
                 ",'subject':'%s','fields':{'name':'丙有限公司','reg_no':'990101000012345','org_code':'MX00000X-Y'}}",
                 code);
    const char *const numbers[] = {"990101000012345", "MX00000XY", "mx00000x-y"};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        const char *a = live_get(l, "", "/api/v1/entities/%s", numbers[i]);
        assert_int_equal(live_status(a), 308);
        snprintf(want, sizeof want, "/api/v1/entities/%s", code);
        assert_string_equal(live_header(a, "Location"), want);
        assert_string_equal(live_header(a, "X-Robots-Tag"), "noindex, noarchive");
    }
    const char *a = live_get(l, "", "/api/v1/entities/%.9s/records?as_of=2026-03-31", code + 8);
    snprintf(want, sizeof want, "/api/v1/entities/%s/records?as_of=2026-03-31", code);
    assert_string_equal(live_header(a, "Location"), want);
    assert_int_equal(live_status(live_get(l, "", "/api/v1/entities/%.15s", code + 2)), 308);
    assert_int_equal(live_status(live_get(l, "", "/api/v1/entities/990101000012353")), 404);
    bench_expect(l->bench, "accepted", NULL,
                 "{'kind':'entity.register'," MR
                 ",'subject':'%s','fields':{'name':'丁有限公司','reg_no':'990101000012345'}}",
                 bench_code(l->bench, "91", "990101", 6));
    assert_int_equal(live_status(live_get(l, "", "/api/v1/entities/990101000012345")), 404);
}

static void same_problem(const char *a, const char *b)
{
    json_t *x = live_json(a), *y = live_json(b);
    const char *const own[] = {"request_id", "instance"};
    for (size_t i = 0; i < 2; i++) {
        assert_non_null(json_object_get(x, own[i]));
        json_object_del(x, own[i]);
        json_object_del(y, own[i]);
    }
    assert_true(json_equal(x, y));
    json_decref(x);
    json_decref(y);
}

static void api_answer_unknown_and_held_are_the_same_404(void **state)
{
    struct live *l = *state;
    const char *held = bench_code(l->bench, "91", "990101", 3), *none = bench_code(l->bench, "91", "990101", 4);
    bench_expect(l->bench, "held", NULL,
                 "{'kind':'penalty.decide','type':'penalty'," MR
                 ",'subject':'%s','doc_no':'岚市监处罚〔2026〕3号','on':'2026-03-30',"
                 "'fields':{'name':'乙有限公司','subject_class':'organisation','unlawful_act':'甲','facts':'乙','basis'"
                 ":'某法第一条',"
                 "'penalty_kind':'fine','content':'罚款2000元','fine':'0.200000','severity':'general'}}",
                 held);
    char *a = strdup(live_get(l, "", "/api/v1/entities/%s", held));
    const char *b = live_get(l, "", "/api/v1/entities/%s", none);
    assert_int_equal(live_status(a), 404);
    assert_int_equal(live_status(b), 404);
    same_problem(a, b);
    free(a);
}

static void api_answer_bad_requests_are_problems(void **state)
{
    static const struct {
        const char *path;
        int status;
        const char *code;
    } rows[] = {
        {"/api/v1/entities/x?foo=1", 400, "unknown-parameter"},
        {"/api/v1/entities/x?as_of=2026-02-30", 400, "bad-request"},
        {"/api/v1/entities/x?as_of=2099-01-01", 400, "bad-request"},
        {"/api/v1/entities/x?as_of=", 400, "bad-request"},
        {"/api/v1/entities/x?known_at=yesterday", 400, "bad-request"},
        {"/api/v1/search?q=a&limit=0", 400, "bad-request"},
        {"/api/v1/search?q=a&limit=101", 400, "bad-request"},
        {"/api/v1/search?q=a&limit=x", 400, "bad-request"},
        {"/api/v1/search?q=a&cursor=abc", 400, "bad-request"},
        {"/api/v1/search?q=a&q=b", 400, "repeated-parameter"},
        {"/api/v1/nothing", 404, "not-found"},
        {"/api/v1/records/aaaaaaaaaaaaaaaaaaaaaaaaaa", 404, "not-found"},
        {"/api/v1/records/..%2f..%2f", 404, "not-found"},
    };
    struct live *l = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *a = live_get(l, "Accept-Language: en\r\n", "%s", rows[i].path);
        if (live_status(a) != rows[i].status)
            fail_msg("%s: %s", rows[i].path, a);
        assert_string_equal(live_header(a, "Content-Type"), "application/problem+json");
        assert_string_equal(live_header(a, "Cache-Control"), "no-store");
        json_t *j = live_json(a);
        assert_string_equal(json_string_value(json_object_get(j, "code")), rows[i].code);
        assert_int_equal(json_integer_value(json_object_get(j, "status")), rows[i].status);
        assert_string_equal(json_string_value(json_object_get(j, "request_id")), live_header(a, "X-Request-Id"));
        json_decref(j);
    }
}

static size_t take_page(struct live *l, const char *query, int limit, const char *cursor, char *codes, char *next)
{
    const char *a =
        live_get(l, "", "/api/v1/search?q=%s&limit=%d%s%s", query, limit, *cursor ? "&cursor=" : "", cursor);
    assert_int_equal(live_status(a), 200);
    json_t *j = live_json(a), *hits = json_object_get(j, "results"), *more = json_object_get(j, "next");
    for (size_t i = 0; i < json_array_size(hits); i++) {
        json_t *h = json_array_get(hits, i);
        strcat(codes, json_string_value(json_object_get(h, "uscc")));
        assert_int_equal(json_array_size(json_object_get(h, "features")), 1);
    }
    strcpy(next, json_is_string(more) ? json_string_value(more) : "");
    assert_int_equal(json_integer_value(json_object_get(json_object_get(j, "total"), "value")), 25);
    size_t n = json_array_size(hits);
    json_decref(j);
    return n;
}

static void api_answer_pages_are_one_list_for_every_limit(void **state)
{
    struct live *l = *state;
    static char whole[4096], pieces[4096];
    char next[64], name[64];
    for (int i = 0; i < 25; i++) {
        snprintf(name, sizeof name, "岚安市第%d号食品有限公司", i);
        firm(l, 100 + i, name);
    }
    searchable(l);
    static const char query[] = "%E9%A3%9F%E5%93%81";
    assert_int_equal(take_page(l, query, 100, "", whole, next), 25);
    assert_string_equal(next, "");
    for (int limit = 1; limit <= 25; limit += 6) {
        pieces[0] = next[0] = 0;
        do {
            char cursor[64];
            strcpy(cursor, next);
            take_page(l, query, limit, cursor, pieces, next);
        } while (*next);
        assert_string_equal(pieces, whole);
    }
    take_page(l, query, 10, "", pieces, next);
    assert_int_equal(live_status(live_get(l, "", "/api/v1/search?q=other&cursor=%s", next)), 400);
}

static void api_answer_health_and_status(void **state)
{
    struct live *l = *state;
    firm(l, 5, "丁有限公司");
    assert_string_equal(live_body(live_get(l, "", "/healthz")), "ok\n");
    assert_string_equal(live_body(live_get(l, "", "/readyz")), "ready\n");
    json_t *j = live_json(live_get(l, "", "/status.json"));
    assert_int_equal(json_integer_value(json_object_get(j, "feed")), l->site.feed(&l->site));
    assert_int_equal(json_integer_value(json_object_get(j, "entities")), 1);
    json_decref(j);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, live_open, live_close)
int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(api_answer_entity_and_condition),
        CASE(api_answer_old_number_leads_on),
        CASE(api_answer_kept_ones_follow_acts_and_days),
        CASE(api_answer_unknown_and_held_are_the_same_404),
        CASE(api_answer_bad_requests_are_problems),
        CASE(api_answer_pages_are_one_list_for_every_limit),
        CASE(api_answer_health_and_status),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
