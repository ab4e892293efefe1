/* SPDX-License-Identifier: Apache-2.0 */
/* POST /api/v1/acts over real sockets: who is let in, what is answered, what reaches the journal (Z9, Z11, D4). */
#include "live.h"

#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static const char *submit(struct live *l, const char *act)
{
    struct buf answer = {0};
    struct err e = {0};
    char *text = arena_alloc(l->bench->arena, strlen(act) + 1);
    for (size_t i = 0; act[i]; i++)
        text[i] = act[i] == '\'' ? '"' : act[i];
    if (!act_server_submit(l->site.acts, NULL, str_of(text), &answer, &e))
        fail_msg("%s", e.msg);
    const char *kept = str_z(l->bench->arena, buf_view(&answer));
    buf_free(&answer);
    return kept;
}

static void local(struct live *l, const char *act)
{
    const char *a = submit(l, act);
    if (!strstr(a, "\"accepted\""))
        fail_msg("%s: %s", act, a);
}

static struct access_fresh key_of(struct live *l, const char *agency)
{
    struct access_fresh key;
    access_key_make(&l->site.keys, str_of(agency), &key);
    local(l, str_printf(l->bench->arena,
                        "{'kind':'key.add','by':'operator','agency':'%s','fields':{'key':'%s','hmac':'%s'}}", agency,
                        key.id, key.mac)
                 .p);
    return key;
}

static void key_gone(struct live *l, const char *agency, const char *id)
{
    local(l, str_printf(l->bench->arena, "{'kind':'key.revoke','by':'operator','agency':'%s','fields':{'key':'%s'}}",
                        agency, id)
                 .p);
}

static const char *firm(struct live *l, int serial)
{
    const char *code = bench_code(l->bench, "91", "990101", serial);
    local(l, str_printf(l->bench->arena,
                        "{'kind':'entity.register'," MR ",'subject':'%s','fields':{'name':'甲有限公司'}}", code)
                 .p);
    return code;
}

static const char *honour(struct live *l, const char *code, int no, const char *more)
{
    char *t = (char *)(uintptr_t)str_printf(
                  l->bench->arena,
                  "{'kind':'honour.grant','type':'honour','agency':'mr-990101','subject':'%s','doc_no':'x%d'"
                  ",'on':'2026-03-30','fields':{'name':'甲有限公司','title':'乙'}%s}",
                  code, no, more)
                  .p;
    for (char *p = t; *p; p++)
        *p = *p == '\'' ? '"' : *p;
    return t;
}

/* A whole request; `key` NULL: none shown, `headers` are lines of their own. */
static struct str request(struct live *l, const char *key, const char *type, const char *headers, const char *body)
{
    struct arena *a = l->bench->arena;
    struct str auth = key ? str_printf(a, "Authorization: Bearer %s\r\n", key) : STR("");
    return str_printf(
        a,
        "POST /api/v1/acts HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept-Language: en\r\nContent-Type: %s\r\n"
        "Content-Length: %zu\r\n%.*s%s\r\n%s",
        type, strlen(body), STR_FMT(auth), headers, body);
}

static const char *post(struct live *l, const char *key, const char *headers, const char *body)
{
    struct str r = request(l, key, "application/json", headers, body);
    return live_send(l, r.p, r.n);
}

static const char *post_lines(struct live *l, const char *key, const char *headers, const char *body)
{
    struct str r = request(l, key, "application/x-ndjson", headers, body);
    return live_send(l, r.p, r.n);
}

static void want(const char *answer, int status, const char *code)
{
    json_t *j = live_json(answer);
    const char *got = json_string_value(json_object_get(j, "code"));
    if (live_status(answer) != status || (code ? !got || strcmp(got, code) != 0 : got != NULL))
        fail_msg("wanted %d %s, got\n%s", status, code ? code : "", answer);
    json_decref(j);
}

static void filing_is_refused_at_the_door_without_a_trace(void **state)
{
    struct live *l = *state;
    const char *code = firm(l, 1);
    want(post(l, NULL, "", honour(l, code, 1, "")), 401, "key-missing"); /* no key was ever made */
    want(post(l, "gsk_0123456789abcdef_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "",
              honour(l, code, 1, "")),
         401, "key-unknown");
    struct access_fresh key = key_of(l, "mr-990101"), other = key_of(l, "mr-990100"), dead = key_of(l, "mr-990101");
    key_gone(l, "mr-990101", dead.id);
    int64_t before = act_server_feed(l->site.acts);
    const char *act = honour(l, code, 1, "");
    const char *a = post(l, NULL, "", act);
    want(a, 401, "key-missing");
    assert_string_equal(live_header(a, "WWW-Authenticate"), "Bearer realm=\"gongshi\"");
    a = post(l, dead.printed, "", act);
    want(a, 401, "key-unknown");
    assert_non_null(strstr(live_header(a, "WWW-Authenticate"), "invalid_token"));
    want(post(l, "", "", act), 401, "key-missing");
    want(post(l, NULL, "Authorization: Basic Z3NrOng=\r\n", act), 401, "key-missing");
    want(post(l, other.printed, "", act), 403, "key-agency");
    want(post(l, key.printed, "", "{\"kind\":\"officer.add\",\"by\":\"operator\",\"agency\":\"mr-990101\"}"), 403,
         "key-operator");
    want(post(l, key.printed, "", "{\"kind\":\"honour.grant\",\"type\":\"honour\"}"), 422, "agency-unknown");
    want(post(l, key.printed, "", "{\"kind\":\"honour.grant\""), 400, "shape");
    want(post(l, key.printed, "", "[]"), 422, "shape");
    want(post(l, key.printed, "", "{\"kind\":\"honour.grant\",\"a\":1.5}"), 422, "shape");
    want(post(l, key.printed, "Idempotency-Key: a1\r\n", "{\"kind\":\"honour.grant\",\"a\":1.5}"), 422, "shape");
    want(post(l, key.printed, "Idempotency-Key: \r\n", act), 400, "idempotency-key");
    want(post(l, key.printed, "Idempotency-Key: a b\r\n", act), 400, "idempotency-key");
    want(post(l, key.printed, "Idempotency-Key: 11010519491231002X\r\n", act), 400, "idempotency-key");
    want(post(l, key.printed, "Idempotency-Key: a\r\n", honour(l, code, 1, ",'submission':'b'")), 400,
         "idempotency-key");
    want(post(l, key.printed, "", honour(l, code, 1, ",'extra':1")), 422, "shape");
    a = post(l, key.printed, "", honour(l, code, 1, ",'drafted_by':'nobody'"));
    want(a, 422, "officer-unknown");
    assert_non_null(strstr(a, "\"type\":\"/en/problems/officer-unknown\""));
    assert_non_null(strstr(a, "\"pointer\":\"/drafted_by\",\"rule\":\"officer-unknown\""));
    assert_non_null(strstr(a, "\"suggestion\":\"Give an officer"));
    assert_string_equal(live_header(a, "Access-Control-Allow-Origin"), "");
    assert_int_equal(act_server_feed(l->site.acts), before);
}

static void filing_answers_after_the_commit(void **state)
{
    struct live *l = *state;
    const char *code = firm(l, 2);
    struct access_fresh key = key_of(l, "mr-990101");
    const char *a = post(l, key.printed, "Idempotency-Key: one\r\n", honour(l, code, 2, ""));
    want(a, 201, NULL);
    char *where = strdup(live_header(a, "Location"));
    assert_true(str_starts(str_of(where), STR("/api/v1/records/")));
    assert_int_equal(live_status(live_get(l, "", "%s", where)), 200);
    a = post(l, key.printed, "Idempotency-Key: \"one\"\r\n", honour(l, code, 2, ""));
    want(a, 200, NULL);
    assert_non_null(strstr(a, strrchr(where, '/') + 1)); /* the same receipt */
    want(post(l, key.printed, "", honour(l, code, 2, "")), 200, NULL);
    a = post(l, key.printed, "Idempotency-Key: one\r\n", honour(l, code, 3, ""));
    want(a, 409, "conflict");
    assert_non_null(strstr(a, "submission-reused"));
    free(where);
}

/* Z11: let in with a live key, judged with a dead one. */
static void filing_stops_with_the_key_while_a_body_comes(void **state)
{
    struct live *l = *state;
    const char *code = firm(l, 3);
    struct access_fresh key = key_of(l, "mr-990101");
    static const char *const types[] = {"application/json", "application/x-ndjson"};
    for (size_t i = 0; i < 2; i++) {
        struct str r = request(l, key.printed, types[i], "", honour(l, code, 30 + (int)i, ""));
        int s = live_connect(l);
        assert_int_equal(send(s, r.p, r.n - 40, 0), r.n - 40);
        (void)nanosleep(&(struct timespec){.tv_nsec = 100000000}, NULL);
        key_gone(l, "mr-990101", key.id);
        int64_t before = act_server_feed(l->site.acts);
        assert_int_equal(send(s, r.p + r.n - 40, 40, 0), 40);
        want(live_read(l, s, 10000), 401, "key-unknown");
        close(s);
        assert_int_equal(act_server_feed(l->site.acts), before);
        key = key_of(l, "mr-990101");
    }
}

/* One connection, two requests: the second one's key has gone in between. */
static void filing_stops_with_the_key_on_an_open_connection(void **state)
{
    struct live *l = *state;
    const char *code = firm(l, 4);
    struct access_fresh key = key_of(l, "mr-990101");
    char *r = (char *)(uintptr_t)request(l, key.printed, "application/json", "", honour(l, code, 4, "")).p;
    memcpy(strstr(r, "Connection: close"), "X-Kept-Opened: 1 ", 17);
    int s = live_connect(l);
    (void)send(s, r, strlen(r), 0);
    want(live_read(l, s, 500), 201, NULL);
    key_gone(l, "mr-990101", key.id);
    (void)send(s, r, strlen(r), 0);
    want(live_read(l, s, 500), 401, "key-unknown");
    close(s);
}

static const char *lines(struct live *l, const char *code, int from, int n, const char *last)
{
    struct buf b = {0};
    for (int i = 0; i < n; i++)
        buf_printf(&b, "%s\n", honour(l, code, from + i, ""));
    buf_z(&b, last);
    const char *kept = str_z(l->bench->arena, buf_view(&b));
    buf_free(&b);
    return kept;
}

static void filing_batch_reports_or_refuses_whole(void **state)
{
    struct live *l = *state;
    const char *code = firm(l, 5);
    struct access_fresh key = key_of(l, "mr-990101");
    int64_t before = act_server_feed(l->site.acts);
    const char *a =
        post_lines(l, key.printed, "Idempotency-Key: b1\r\n", lines(l, code, 0, 20, "\r\n{\"kind\":\"x\"}\n"));
    assert_int_equal(live_status(a), 201);
    assert_non_null(strstr(a, "\"rows\":21,\"accepted\":20,\"held\":0,\"unchanged\":0,\"refused\":1,\"seq\":["));
    assert_non_null(strstr(a, "\"line\":22,"));
    assert_int_equal(act_server_feed(l->site.acts), before + 20);
    a = post_lines(l, key.printed, "Idempotency-Key: b1\r\n", lines(l, code, 0, 20, "\r\n{\"kind\":\"x\"}\n"));
    assert_int_equal(live_status(a), 200); /* and what was refused is said again */
    assert_non_null(strstr(a, "\"unchanged\":20,\"refused\":1,\"seq\":["));
    want(post_lines(l, key.printed, "Idempotency-Key: b1\r\n", lines(l, code, 0, 19, "")), 409, "conflict");
    static const struct {
        const char *last, *code;
        int status;
    } rows[] = {
        {"{\"kind\":\"honour.grant\",\"type\":\"honour\",\"agency\":\"mr-990100\"}", "key-agency", 403},
        {"{\"kind\":\"officer.add\",\"by\":\"operator\",\"agency\":\"mr-990101\"}", "key-operator", 403},
    };
    for (size_t i = 0; i < 2; i++) /* one such row, and none of the good ones enters */
        want(post_lines(l, key.printed, "", lines(l, code, 100, 3, rows[i].last)), rows[i].status, rows[i].code);
    assert_int_equal(act_server_feed(l->site.acts), before + 20);
    a = post_lines(l, key.printed, "", "{\"kind\":\"x\"}\n");
    want(a, 422, "shape");
    want(post_lines(l, key.printed, "", "{\"a\":"), 422, "json");
    assert_int_equal(live_status(post_lines(l, key.printed, "", "\n\n")), 200);
    want(post_lines(l, key.printed, "", honour(l, code, 1, ",'submission':'s'")), 422, "shape");
    want(post_lines(l, key.printed, "", honour(l, code, 1, ",'doc_no2':'11010519491231002X'")), 422, "shape");
    a = post_lines(
        l, key.printed, "",
        "{\"kind\":\"honour.grant\",\"type\":\"honour\",\"agency\":\"mr-990101\",\"doc_no\":\"11010519491231002X\"}");
    want(a, 422, "id-in-field");
    assert_null(strstr(a, "11010519491231002X"));
}

static void filing_batch_strict_is_all_or_nothing(void **state)
{
    struct live *l = *state;
    const char *code = firm(l, 6);
    struct access_fresh key = key_of(l, "mr-990101");
    int64_t before = act_server_feed(l->site.acts);
    static const char *const asks[] = {"?strict", "?strict=true", "?strict=1"};
    for (size_t i = 0; i < 3; i++) {
        struct str r =
            request(l, key.printed, "application/x-ndjson", "",
                    lines(l, code, 0, 3, "{\"kind\":\"honour.grant\",\"type\":\"honour\",\"agency\":\"mr-990101\"}"));
        struct str s = str_printf(l->bench->arena, "POST /api/v1/acts%s%.*s", asks[i], (int)(r.n - 17), r.p + 17);
        want(live_send(l, s.p, s.n), 422, "required");
    }
    assert_int_equal(act_server_feed(l->site.acts), before);
    struct str r = request(l, key.printed, "application/x-ndjson", "", lines(l, code, 0, 3, ""));
    struct str s = str_printf(l->bench->arena, "POST /api/v1/acts?strict=maybe%.*s", (int)(r.n - 17), r.p + 17);
    want(live_send(l, s.p, s.n), 400, "bad-request");
    r = request(l, key.printed, "application/json", "", honour(l, code, 0, ""));
    s = str_printf(l->bench->arena, "POST /api/v1/acts?strict%.*s", (int)(r.n - 17), r.p + 17);
    want(live_send(l, s.p, s.n), 400, "unknown-parameter");
}

/* The clock of a rehearsal comes with the act, and for a batch with its rows. */
static void filing_brings_the_clock_of_a_rehearsal(void **state)
{
    struct live *l = *state;
    const char *code = firm(l, 7);
    struct access_fresh key = key_of(l, "mr-990101");
    struct journal_entry en;
    struct err e = {0};
    struct instant at;
    want(post(l, key.printed, "", honour(l, code, 1, ",'at':'2026-05-01T00:00:00Z'")), 201, NULL);
    want(post(l, key.printed, "", honour(l, code, 2, ",'at':'2026-04-30T00:00:00Z'")), 422, "date-order");
    const char *two = str_printf(l->bench->arena, "%s\n%s\n", honour(l, code, 3, ",'at':'2026-06-01T00:00:00Z'"),
                                 honour(l, code, 4, ",'at':'2026-06-01T00:00:00Z'"))
                          .p;
    assert_int_equal(live_status(post_lines(l, key.printed, "", two)), 201);
    int64_t last = act_server_feed(l->site.acts);
    struct store *s = bench_reader(l->bench);
    assert_true(journal_get(s, last, l->bench->arena, &en, &e));
    assert_true(instant_parse(STR("2026-06-01T00:00:00Z"), &at));
    assert_int_equal(en.at.s, at.s);
    assert_true(str_is(en.actor, key.id));
    assert_true(journal_get(s, last - 2, l->bench->arena, &en, &e));
    assert_true(instant_parse(STR("2026-05-01T00:00:00Z"), &at));
    assert_int_equal(en.at.s, at.s);
    store_close(s);
    assert_true(l->site.now(&l->site).s >= at.s);
}

/* Many half bodies of one agency: its sixty-fifth request is turned away, another agency and readers are not. */
static void filing_places_are_an_agencys_own(void **state)
{
    enum { PLACES = 64 };
    struct live *l = *state;
    const char *code = firm(l, 8);
    struct access_fresh key = key_of(l, "mr-990101"), other = key_of(l, "mr-990100");
    struct str r = request(l, key.printed, "application/json", "", honour(l, code, 8, ""));
    int s[PLACES];
    for (int i = 0; i < PLACES; i++) {
        s[i] = live_connect(l);
        assert_int_equal(send(s[i], r.p, r.n - 10, 0), r.n - 10);
    }
    for (int i = 0; i < 100 && act_server_enter(l->site.acts, STR("mr-990101")); i++) { /* until all have come in */
        act_server_leave(l->site.acts, STR("mr-990101"));
        (void)nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
    }
    const char *a = post(l, key.printed, "", honour(l, code, 9, ""));
    want(a, 503, "busy");
    assert_string_equal(live_header(a, "Retry-After"), "5");
    want(post(l, other.printed, "", honour(l, code, 9, "")), 403, "key-agency"); /* let in, and judged */
    assert_int_equal(live_status(live_get(l, "", "/api/v1/entities/%s", code)), 200);
    for (int i = 0; i < PLACES; i++)
        close(s[i]);
    for (int i = 0; i < 200; i++) {
        a = post(l, key.printed, "", honour(l, code, 9, ""));
        if (live_status(a) != 503)
            break;
        (void)nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
    }
    want(a, 201, NULL);
}

/* Whatever is fetched, the journal stays as it was. */
static void filing_reading_changes_nothing(void **state)
{
    static const char *const methods[] = {"GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"};
    struct live *l = *state;
    const char *code = firm(l, 9);
    struct access_fresh key = key_of(l, "mr-990101");
    int64_t before = act_server_feed(l->site.acts);
    const struct http_route *const tables[] = {api_routes, portal_routes, NULL};
    for (size_t i = 0; tables[i]; i++)
        for (const struct http_route *r = tables[i]; r->method; r++) {
            assert_string_equal(r->method, "GET");
            assert_null(r->takes);
            struct str path = str_of(r->pattern), at = path;
            ptrdiff_t open = str_find(path, STR("{"));
            if (open >= 0)
                at = str_printf(l->bench->arena, "%.*s%s", (int)open, path.p, code);
            struct str auth = str_printf(l->bench->arena, "Authorization: Bearer %s\r\n", key.printed);
            (void)live_get(l, auth.p, "%.*s", STR_FMT(at));
        }
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        struct str t =
            str_printf(l->bench->arena,
                       "%s /api/v1/acts HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer %s\r\n\r\n",
                       methods[i], key.printed);
        const char *a = live_send(l, t.p, t.n);
        assert_int_equal(live_status(a), 405);
        assert_string_equal(live_header(a, "Allow"), "POST");
    }
    assert_int_equal(act_server_feed(l->site.acts), before);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, live_write_open, live_write_close)
int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(filing_is_refused_at_the_door_without_a_trace),
        CASE(filing_answers_after_the_commit),
        CASE(filing_stops_with_the_key_while_a_body_comes),
        CASE(filing_stops_with_the_key_on_an_open_connection),
        CASE(filing_batch_reports_or_refuses_whole),
        CASE(filing_batch_strict_is_all_or_nothing),
        CASE(filing_brings_the_clock_of_a_rehearsal),
        CASE(filing_places_are_an_agencys_own),
        CASE(filing_reading_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
