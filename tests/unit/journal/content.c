/* SPDX-License-Identifier: Apache-2.0 */
/* An act as JSON and back, and the names of kinds. */
#include "codec/codec.h"
#include "journal_test.h"

static const char full[] =
    "{\"agency\":\"yl-amr\",\"approved_by\":\"o2\",\"at\":\"2026-07-01T02:00:00Z\",\"by\":\"operator\","
    "\"confirmed_by\":\"o3\",\"doc_no\":\"云市监〔2026〕7号\",\"drafted_by\":\"o1\",\"fields\":{\"a\":\"text "
    "\\\"\\\\\\n\",\"b\":12,\"c\":true,\"d\":[1,\"x\",{\"k\":null}],\"e\":\"\"},\"kind\":\"penalty.decide\","
    "\"on\":\"2026-06-30\",\"origin\":\"copied\",\"papers\":[{\"kind\":\"notice\",\"sha256\":\"00\"}],"
    "\"refers_to\":{\"agency\":\"yl-amr\",\"doc_no\":\"7\",\"kind\":\"licence.grant\",\"type\":\"t\"},"
    "\"subject\":\"91990000TEST000011\",\"submission\":\"s-1\",\"type\":\"cf\"}";

static struct act act_of(const char *text, struct arena *a)
{
    json_t *j = NULL;
    struct act act;
    MUST(json_read(str_of(text), 1 << 20, &j, err));
    MUST(act_of_json(j, a, &act, err));
    json_decref(j);
    return act;
}

static void assert_text(const struct buf *b, const char *want)
{
    if (!str_is(buf_view(b), want))
        fail_msg("got  %.*s\nwant %s", STR_FMT(buf_view(b)), want);
}

static void journal_content_full_act_round_trips(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct buf out = {0};
    struct act act = act_of(full, a);
    assert_int_equal(act.kind, KIND_PENALTY_DECIDE);
    assert_true(act.by == BY_OPERATOR && act.origin == ORIGIN_COPIED && act.has_ref && act.n_fields == 5);
    assert_int_equal(act.refers_to.kind, KIND_LICENCE_GRANT);
    act_json(&act, &out);
    assert_text(&out, full);
    json_t *j = NULL; /* and it is what the general writer makes of it */
    struct buf again = {0};
    MUST(json_read(buf_view(&out), 1 << 20, &j, err));
    json_canonical(j, &again);
    assert_text(&again, full);
    json_decref(j);
    buf_free(&again);
    buf_free(&out);
    arena_free(a);
}

static void journal_content_defaults_are_left_out(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct buf out = {0};
    struct act act = act_of("{\"kind\":\"licence.end\",\"by\":\"agency\",\"origin\":\"filed\",\"doc_no\":\"\","
                            "\"refers_to\":\"receipt\"}",
                            a);
    act_json(&act, &out);
    assert_text(&out, "{\"kind\":\"licence.end\",\"refers_to\":\"receipt\"}");
    assert_false(day_is(act.on));
    buf_free(&out);
    arena_free(a);
}

static void journal_content_for_comparing_leaves_handling_out(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct buf one = {0}, other = {0};
    struct act act = act_of(full, a);
    act_content_json(&act, &one);
    act.submission = act.approved_by = act.drafted_by = act.confirmed_by = STR_NONE;
    act.n_papers = 0;
    act.at.s = 0;
    act_json(&act, &other);
    assert_true(str_eq(buf_view(&one), buf_view(&other)));
    buf_free(&one);
    buf_free(&other);
    arena_free(a);
}

static void journal_content_verdict_round_trips(void **state)
{
    (void)state;
    static const char *const verdicts[] = {
        "{\"edition\":3,\"in_force_from\":\"2026-01-01\",\"in_force_until\":\"2026-12-31\",\"public_from\":\"2026-01-"
        "02\","
        "\"public_until\":\"2027-01-01\",\"public_until_computed\":true,\"rules\":\"a "
        "b\",\"status\":\"held\",\"target\":9}",
        "{\"status\":\"accepted\"}",
        "{\"answers\":7,\"counts\":\"upheld\",\"done\":[5,7],\"duties\":[{\"agency\":\"yl-amr\",\"count\":3,"
        "\"does\":\"list.annul\",\"due\":\"2026-05-12\",\"from\":\"2026-05-08\",\"matter\":4,"
        "\"owed_by\":\"agency\",\"provisional\":true,\"term\":\"withdraw\",\"unit\":\"workday\"},"
        "{\"agency\":\"yl-amr\",\"does\":\"list.serve\",\"owed_by\":\"agency\"}],\"edition\":1,"
        "\"expanded\":true,\"ground\":2,\"rules\":\"serious/O3\",\"state\":\"withheld\",\"status\":"
        "\"accepted\",\"target\":4}",
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof verdicts / sizeof *verdicts; i++) {
        struct str text = str_printf(a, "{\"act\":{\"kind\":\"honour.end\"},\"verdict\":%s}", verdicts[i]);
        struct act act;
        struct verdict v;
        struct buf out = {0};
        MUST(act_verdict_of_json(text, a, &act, &v, err));
        assert_true(v.held == (i == 0) && v.public_until_computed == (i == 0));
        act_verdict_json(&act, &v, &out);
        assert_text(&out, text.p);
        buf_free(&out);
    }
    arena_free(a);
}

/* Bit rot that the packing let through: every piece of content is refused; with any byte changed it is refused or
 * whole. */
static void journal_content_damage_is_refused_or_seen(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct str good = str_printf(a, "{\"act\":%s,\"verdict\":{\"status\":\"held\",\"target\":9}}", full);
    struct act act;
    struct verdict v;
    struct err e = {0};
    MUST(act_verdict_of_json(good, a, &act, &v, err));
    for (size_t n = 0; n < good.n; n++)
        assert_false(act_verdict_of_json(str_dup(a, str_n(good.p, n)), a, &act, &v, &e));
    for (size_t i = 0; i < good.n; i++)
        for (int bit = 0; bit < 8; bit++) {
            char *bad = (char *)(uintptr_t)str_dup(a, good).p;
            bad[i] = (char)(bad[i] ^ 1 << bit);
            struct buf out = {0};
            if (act_verdict_of_json(str_n(bad, good.n), a, &act, &v, &e))
                act_verdict_json(&act, &v, &out);
            else
                assert_int_equal(e.kind, ERR_INVALID);
            assert_true(str_utf8_valid(buf_view(&out)));
            buf_free(&out);
        }
    arena_free(a);
}

/* A person stands under the keyed hash, and the number that came in is never written. */
static void journal_content_person_round_trips(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct buf out = {0};
    struct act act = act_of("{\"kind\":\"list.decide\",\"papers\":[{\"sha256\":\"00\",\"kind\":\"decision\"},"
                            "{\"kind\":\"proof\"}],\"subject\":{\"person\":{\"name\":\"张某\",\"id_mask\":\"41…\","
                            "\"id_hmac\":\"ab\",\"id_no\":\"secret\"}}}",
                            a);
    assert_true(act_of_person(&act) && str_is(act.subject, PERSON_PREFIX "ab"));
    assert_true(act_has_paper(&act, STR("proof")) && !act_has_paper(&act, STR("notice")));
    act_json(&act, &out);
    assert_text(&out, "{\"kind\":\"list.decide\",\"papers\":[{\"kind\":\"decision\",\"sha256\":\"00\"},"
                      "{\"kind\":\"proof\"}],\"subject\":{\"person\":{\"id_hmac\":\"ab\",\"id_mask\":\"41…\","
                      "\"name\":\"张某\"}}}");
    buf_free(&out);
    arena_free(a);
}

static void journal_content_wrong_members_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *text, *names;
    } all[] = {
        {"{\"kind\":\"list.review\"}", "kind"},
        {"{\"agency\":\"x\"}", "kind"},
        {"{\"kind\":\"honour.end\",\"score\":1}", "score"},
        {"{\"kind\":\"honour.end\",\"on\":\"2026-02-30\"}", "on"},
        {"{\"kind\":\"honour.end\",\"by\":\"nobody\"}", "by"},
        {"{\"kind\":\"honour.end\",\"origin\":1}", "origin"},
        {"{\"kind\":\"honour.end\",\"fields\":[]}", "fields"},
        {"{\"kind\":\"honour.end\",\"fields\":{\"x\":null}}", "x"},
        {"{\"kind\":\"honour.end\",\"papers\":{}}", "papers"},
        {"{\"kind\":\"honour.end\",\"refers_to\":{\"subject\":\"x\"}}", "subject"},
        {"{\"kind\":\"honour.end\",\"refers_to\":7}", "refers_to"},
        {"{\"kind\":\"honour.end\",\"at\":\"soon\"}", "at"},
        {"{\"kind\":\"honour.end\",\"subject\":{\"person\":{}}}", "person"},
        {"{\"kind\":\"honour.end\",\"subject\":{\"person\":{\"name\":\"x\"},\"y\":1}}", "subject"},
        {"{\"kind\":\"honour.end\",\"subject\":\"person:00\"}", "subject"},
        {"{\"kind\":\"honour.end\",\"papers\":[7]}", "list"},
        {"{\"kind\":\"honour.end\",\"papers\":[{\"kind\":\"x\",\"size\":1}]}", "size"},
        {"[]", "object"},
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        json_t *j = NULL;
        struct act act;
        struct err e = {0};
        MUST(json_read(str_of(all[i].text), 1 << 20, &j, err));
        assert_false(act_of_json(j, a, &act, &e));
        assert_int_equal(e.kind, ERR_INVALID);
        if (!strstr(e.msg, all[i].names))
            fail_msg("%s: %s", all[i].text, e.msg);
        json_decref(j);
    }
    arena_free(a);
}

static void journal_content_unsorted_fields_are_sorted(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct act act = act_of("{\"kind\":\"honour.end\",\"fields\":{\"c\":\"3\",\"a\":\"1\",\"b\":\"2\"}}", a);
    assert_true(str_is(act_text(&act, "a"), "1") && str_is(act_text(&act, "b"), "2") &&
                str_is(act_text(&act, "c"), "3"));
    assert_true(act_text(&act, "d").n == 0 && !act_field_find(&act, STR("d")));
    assert_true(str_is(act.fields[0].id, "a") && str_is(act.fields[2].id, "c"));
    arena_free(a);
}

enum {
    KIND_ROWS = 0
#define KIND(name, number, text) +1
#include "journal/kinds.def"
#undef KIND
};

static void journal_content_kinds_are_their_texts(void **state)
{
    (void)state;
    int n = 0;
    for (int k = 1; k < 200; k++) {
        const char *text = act_kind_text((enum act_kind)k);
        if (*text)
            assert_int_equal(act_kind_of(str_of(text)), k);
        n += *text != 0;
    }
    assert_int_equal(n, KIND_ROWS);
    assert_int_equal(act_kind_of(STR("entity")), KIND_NONE);
    assert_int_equal(act_kind_of(STR_NONE), KIND_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(journal_content_full_act_round_trips),
        cmocka_unit_test(journal_content_defaults_are_left_out),
        cmocka_unit_test(journal_content_for_comparing_leaves_handling_out),
        cmocka_unit_test(journal_content_verdict_round_trips),
        cmocka_unit_test(journal_content_damage_is_refused_or_seen),
        cmocka_unit_test(journal_content_person_round_trips),
        cmocka_unit_test(journal_content_wrong_members_are_named),
        cmocka_unit_test(journal_content_unsorted_fields_are_sorted),
        cmocka_unit_test(journal_content_kinds_are_their_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
