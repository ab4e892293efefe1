/* SPDX-License-Identifier: Apache-2.0 */
/* Who may file what: keys locally and over TCP (design section 4, Z9, Z11). One row a case, for each role and key. */
#include "bench.h"

#include "uscc/uscc.h"

static struct access_fresh key_add(struct bench *b, const char *agency)
{
    struct keys k;
    struct err e = {0};
    struct access_fresh key;
    assert_true(keys_load(b->dir, false, &k, &e));
    access_key_make(&k, str_of(agency), &key);
    bench_expect(b, "accepted", NULL,
                 "{'kind':'key.add','by':'operator','agency':'%s','fields':{'key':'%s','hmac':'%s','label':'a'}}",
                 agency, key.id, key.mac);
    return key;
}

static void key_revoke(struct bench *b, const char *agency, const char *id)
{
    bench_expect(b, "accepted", NULL, "{'kind':'key.revoke','by':'operator','agency':'%s','fields':{'key':'%s'}}",
                 agency, id);
}

static const char *entity(struct bench *b, int serial)
{
    const char *code = bench_code(b, "91", "990101", serial);
    bench_expect(b, "accepted", NULL, "{'kind':'entity.register'," MR ",'subject':'%s','fields':{'name':'甲有限公司'}}",
                 code);
    return code;
}

/* An adverse act of mr-990101 about the code, with its own number. */
static const char *penalty(struct bench *b, const char *code, int no)
{
    return str_printf(b->arena,
                      "{'kind':'penalty.decide','type':'penalty'," MR
                      ",'subject':'%s','doc_no':'岚市监处罚〔2026〕%d号','on':'2026-03-30',"
                      "'fields':{'name':'甲有限公司','subject_class':'organisation','unlawful_act':'甲','facts':'乙','"
                      "basis':'某法第一条',"
                      "'penalty_kind':'fine','content':'罚款2000元','fine':'0.200000','severity':'general'}}",
                      code, no)
        .p;
}

static const char *honour(struct bench *b, const char *code, int no)
{
    return str_printf(b->arena,
                      "{'kind':'honour.grant','type':'honour'," MR
                      ",'subject':'%s','doc_no':'岚市监表〔2026〕%d号','on':'2026-03-30',"
                      "'fields':{'name':'甲有限公司','title':'诚信经营示范单位'}}",
                      code, no)
        .p;
}

static struct str actor_of(struct bench *b, int64_t seq)
{
    struct store *s = bench_reader(b);
    struct journal_entry en;
    struct err e = {0};
    assert_true(journal_get(s, seq, b->arena, &en, &e));
    store_close(s);
    return en.actor;
}

static int64_t acts(struct bench *b)
{
    struct store *s = bench_reader(b);
    struct register_info info;
    struct err e = {0};
    assert_true(act_info(b->dir, s, &info, &e));
    store_close(s);
    return info.feed;
}

static void act_credential_folder_is_enough_until_a_key_lives(void **state)
{
    struct bench *b = *state;
    const char *code = entity(b, 1);
    struct answer first = bench_expect(b, "accepted", NULL, "%s", penalty(b, code, 1));
    assert_true(str_is(actor_of(b, first.seq), "local"));
    struct access_fresh key = key_add(b, "mr-990101"), other = key_add(b, "mr-990100");
    int64_t before = acts(b);
    bench_expect(b, "refused", "key-missing", "%s", penalty(b, code, 2));
    bench_as(b, other.printed);
    bench_expect(b, "refused", "key-agency", "%s", penalty(b, code, 2));
    bench_as(b, "gsk_0000000000000000_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
    bench_expect(b, "refused", "key-unknown", "%s", penalty(b, code, 2));
    assert_int_equal(acts(b), before);
    bench_as(b, key.printed);
    struct answer second = bench_expect(b, "accepted", NULL, "%s", penalty(b, code, 2));
    assert_true(str_is(actor_of(b, second.seq), key.id));
    bench_as(b, NULL);
    key_revoke(b, "mr-990101", key.id);
    bench_expect(b, "accepted", NULL, "%s", penalty(b, code, 3)); /* it has none any more */
    bench_as(b, key.printed);
    bench_expect(b, "refused", "key-unknown", "%s", penalty(b, code, 4));
    bench_as(b, NULL);
    assert_true(bench_rebuilds_equal(b));
}

/* Registration and what is good for its subject go on without a key; what changes a record needs it. */
static void act_credential_only_adverse_acts_need_it_locally(void **state)
{
    struct bench *b = *state;
    struct access_fresh key = key_add(b, "mr-990101");
    const char *code = entity(b, 2);
    struct answer h = bench_expect(b, "accepted", NULL, "%s", honour(b, code, 2));
    bench_expect(b, "refused", "key-missing",
                 "{'kind':'record.withdraw'," MR
                 ",'subject':'%s','on':'2026-04-01','refers_to':'%s','fields':{'reason':'error'}}",
                 code, h.receipt);
    bench_as(b, key.printed);
    bench_expect(b, "accepted", NULL,
                 "{'kind':'record.withdraw'," MR
                 ",'subject':'%s','on':'2026-04-01','refers_to':'%s','fields':{'reason':'error'}}",
                 code, h.receipt);
    bench_as(b, NULL);
}

static void act_credential_keys_are_added_and_revoked_once(void **state)
{
    struct bench *b = *state;
    struct access_fresh key = key_add(b, "mr-990101");
    static const char add[] =
        "{'kind':'key.add','by':'%s','agency':'%s','fields':{'key':'%s','hmac':'%s','label':'a'}}";
    static const char revoke[] = "{'kind':'key.revoke','by':'%s','agency':'%s','fields':{'key':'%s'}}";
    bench_expect(b, "unchanged", NULL, add, "operator", "mr-990101", key.id, key.mac);
    bench_expect(b, "refused", "conflict", add, "operator", "mr-990100", key.id, key.mac);
    bench_expect(b, "refused", "format", add, "operator", "mr-990101", "0123", key.mac);
    bench_expect(b, "refused", "format", add, "operator", "mr-990101", "0123456789abcdef", "aaaa");
    bench_expect(b, "refused", "wrong-actor", add, "agency", "mr-990100", "0123456789abcdef", key.mac);
    bench_expect(b, "refused", "agency-unknown", add, "operator", "nobody", "0123456789abcdef", key.mac);
    bench_expect(b, "refused", "key-unknown", revoke, "operator", "mr-990100", key.id);
    bench_expect(b, "refused", "key-unknown", revoke, "operator", "mr-990101", "0123456789abcdef");
    bench_expect(b, "accepted", NULL, revoke, "operator", "mr-990101", key.id);
    bench_expect(b, "unchanged", NULL, revoke, "operator", "mr-990101", key.id);
}

/* ---- over TCP ---- */

struct wire {
    struct bench *b;
    struct act_server *server;
};

static void wire_open(struct wire *w, struct bench *b)
{
    struct err e = {0};
    struct writer_options o = {b->now};
    *w = (struct wire){.b = b};
    door_close(b->door);
    b->door = NULL;
    assert_true(act_server_start(b->dir, &o, &w->server, &e));
}

static void wire_close(struct wire *w)
{
    struct err e = {0};
    struct writer_options o = {w->b->now};
    act_server_stop(w->server);
    assert_true(door_open(w->b->dir, &o, &w->b->door, &e));
}

/* Status and code of an act sent over TCP with that key's id, NULL: none. */
static const char *wired(struct wire *w, const char *key_id, const char *act)
{
    struct act_caller caller = {.tcp = true, .key_id = str_of(key_id)};
    struct buf answer = {0};
    struct err e = {0};
    char *text = arena_alloc(w->b->arena, strlen(act) + 1);
    for (size_t i = 0; act[i]; i++)
        text[i] = act[i] == '\'' ? '"' : act[i];
    if (!act_server_submit(w->server, &caller, str_of(text), &answer, &e))
        fail_msg("%s", e.msg);
    json_t *j = json_loadb(answer.p, answer.n, 0, NULL);
    const char *code = json_string_value(json_object_get(j, "code")),
               *status = json_string_value(json_object_get(j, "status"));
    const char *kept = str_z(w->b->arena, str_of(code ? code : status));
    json_decref(j);
    buf_free(&answer);
    return kept;
}

static void act_credential_tcp_needs_the_agencys_key_for_every_role(void **state)
{
    struct bench *b = *state;
    struct wire w;
    const char *code = entity(b, 3);
    struct access_fresh key = key_add(b, "mr-990101"), other = key_add(b, "mr-990100"), dead = key_add(b, "mr-990101");
    key_revoke(b, "mr-990101", dead.id);
    int64_t before = acts(b);
    const struct {
        const char *key, *act, *want;
    } rows[] = {
        {NULL, honour(b, code, 1), "key-missing"},
        {"", honour(b, code, 1), "key-missing"},
        {"0123456789abcdef", honour(b, code, 1), "key-unknown"},
        {dead.id, honour(b, code, 1), "key-unknown"},
        {other.id, honour(b, code, 1), "key-agency"},
        {other.id, penalty(b, code, 1), "key-agency"},
        {key.id, "{'kind':'officer.add','by':'operator'," MR ",'fields':{'officer':'x','roles':'draft'}}",
         "key-operator"},
        {key.id, "{'kind':'key.revoke','by':'operator'," MR ",'fields':{'key':'0123456789abcdef'}}", "key-operator"},
        {key.id, "{'kind':'rules.adopt','by':'operator'}", "key-operator"},
        {key.id, "{'kind':'honour.grant','type':'honour','subject':'91990101TX0000000X'}", "agency-unknown"},
        {key.id, "{'kind':'honour.grant','type':'honour','by':'subject'," MR ",'subject':'91990101TX0000000X'}",
         "paper-missing"},
        {key.id, "{'kind':'honour.grant','type':'honour','by':'anyone'," MR ",'papers':[{'kind':'x'}]}",
         "paper-missing"},
        {key.id, "{'kind':'honour.grant','type':'honour','by':'anyone'," MR ",'papers':[{'kind':'x','sha256':'12'}]}",
         "paper-missing"},
        {other.id, "{'kind':'honour.grant','type':'honour','by':'anyone'," MR "}", "key-agency"},
        {NULL, "{'kind':'honour.grant','type':'honour','by':'anyone'," MR "}", "key-missing"},
    };
    wire_open(&w, b);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *got = wired(&w, rows[i].key, rows[i].act);
        if (strcmp(got, rows[i].want) != 0)
            fail_msg("row %zu: wanted %s, got %s", i, rows[i].want, got);
    }
    assert_int_equal(act_server_feed(w.server), before);
    assert_string_equal(wired(&w, key.id, honour(b, code, 1)), "accepted");
    assert_true(str_is(actor_of(b, before + 1), key.id));
    wire_close(&w);
}

/* With a paper's digest, what others say goes past the door to the check. */
static void act_credential_paper_opens_the_door_for_others(void **state)
{
    struct bench *b = *state;
    struct wire w;
    struct access_fresh key = key_add(b, "mr-990101");
    const char *code = entity(b, 4);
    wire_open(&w, b);
    const char *got = wired(&w, key.id,
                            str_printf(b->arena,
                                       "{'kind':'honour.grant','type':'honour','by':'subject'," MR
                                       ",'subject':'%s','doc_no':'x1','on':'2026-03-30',"
                                       "'fields':{'name':'甲有限公司','title':'乙'},'papers':[{'kind':'proof','sha256':"
                                       "'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'}]}",
                                       code)
                                .p);
    assert_string_equal(got, "wrong-actor"); /* of this kind; not the door's word any more */
    wire_close(&w);
}

/* A submission that is known is told to nobody else. */
static void act_credential_submission_is_no_oracle(void **state)
{
    struct bench *b = *state;
    struct wire w;
    const char *code = entity(b, 5);
    struct access_fresh key = key_add(b, "mr-990101"), other = key_add(b, "mr-990100");
    const char *act =
        str_printf(b->arena,
                   "{'kind':'honour.grant','type':'honour'," MR ",'submission':'s-1','subject':'%s','doc_no':'x1',"
                   "'on':'2026-03-30','fields':{'name':'甲有限公司','title':'乙'}}",
                   code)
            .p;
    wire_open(&w, b);
    assert_string_equal(wired(&w, key.id, act), "accepted");
    assert_string_equal(wired(&w, key.id, act), "unchanged");
    assert_string_equal(wired(&w, other.id, act), "key-agency");
    assert_string_equal(wired(&w, NULL, act), "key-missing");
    wire_close(&w);
}

static void act_credential_places_are_limited(void **state)
{
    struct bench *b = *state;
    struct wire w;
    char agency[16];
    wire_open(&w, b);
    for (int i = 0; i < 64; i++)
        assert_true(act_server_enter(w.server, STR("one")));
    assert_false(act_server_enter(w.server, STR("one")));
    for (int i = 0; i < 192; i++) {
        snprintf(agency, sizeof agency, "a%d", i % 4);
        assert_true(act_server_enter(w.server, str_of(agency)));
    }
    assert_false(act_server_enter(w.server, STR("another")));
    act_server_leave(w.server, STR("one"));
    assert_true(act_server_enter(w.server, STR("another")));
    act_server_leave(w.server, STR("another"));
    for (int i = 0; i < 63; i++)
        act_server_leave(w.server, STR("one"));
    for (int i = 0; i < 192; i++) {
        snprintf(agency, sizeof agency, "a%d", i % 4);
        act_server_leave(w.server, str_of(agency));
    }
    wire_close(&w);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, bench_open, bench_close)
int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(act_credential_folder_is_enough_until_a_key_lives),
        CASE(act_credential_only_adverse_acts_need_it_locally),
        CASE(act_credential_keys_are_added_and_revoked_once),
        CASE(act_credential_tcp_needs_the_agencys_key_for_every_role),
        CASE(act_credential_paper_opens_the_door_for_others),
        CASE(act_credential_submission_is_no_oracle),
        CASE(act_credential_places_are_limited),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
