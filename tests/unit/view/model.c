/* SPDX-License-Identifier: Apache-2.0 */
/* The model of an organisation and of a record over a whole register: what it shows, and what never leaves it (V1, V2).
 */
#include "../act/bench.h"

#include "view/view_int.h"

static const char *CODE;

static void fill(struct bench *b)
{
    CODE = bench_code(b, "91", "990101", 71);
    bench_expect(b, "accepted", NULL,
                 "{'kind':'entity.register'," MR
                 ",'subject':'%s','on':'2019-06-03','fields':{'name':'岚安市试验食品有限公司',"
                 "'legal_rep':'任某','capital':'500.000000','status':'active'}}",
                 CODE);
    bench_expect(
        b, "accepted", NULL,
        "{'kind':'penalty.decide','type':'penalty'," MR
        ",'subject':'%s','doc_no':'岚市监处罚〔2026〕71号','on':'2026-03-30',"
        "'fields':{'name':'岚安市试验食品有限公司','subject_class':'organisation','unlawful_act':'甲','facts':'乙',"
        "'basis':'某法第一条','penalty_kind':'fine','content':'罚款2000元','fine':'0.200000','severity':'general'}}",
        CODE);
}

static struct view_ask ask_of(struct bench *b, struct store *s, struct catalog **c, struct keys *k)
{
    struct err e = {0};
    struct day today = day_of_instant(b->now);
    if (!keys_load(b->dir, false, k, &e) || !act_catalog(b->dir, s, today, c, &e))
        fail_msg("%s", e.msg);
    return (struct view_ask){
        .store = s, .catalog = *c, .keys = k, .now = b->now, .lang = LANG_EN, .when = {.today = today, .as_of = today}};
}

struct opened {
    struct store *store;
    struct catalog *catalog;
    struct keys keys;
    struct view_ask ask;
    struct arena *a;
};

static void look(struct bench *b, struct opened *o)
{
    o->store = bench_reader(b);
    o->a = arena_new();
    o->ask = ask_of(b, o->store, &o->catalog, &o->keys);
}

static void leave(struct opened *o)
{
    arena_free(o->a);
    catalog_free(o->catalog);
    store_close(o->store);
}

static bool entity(struct opened *o, const char *code, struct view_entity *x)
{
    struct err e = {0};
    bool found = false;
    if (!view_entity(&o->ask, str_of(code), o->a, &found, x, &e))
        fail_msg("%s", e.msg);
    return found;
}

static struct str field(const struct view_field *f, size_t n, const char *id)
{
    for (size_t i = 0; i < n; i++)
        if (str_is(f[i].id, id))
            return f[i].value;
    return STR_NONE;
}

static void view_model_shows_identity_and_records(void **state)
{
    struct bench *b = *state;
    struct opened o;
    struct view_entity x;
    fill(b);
    look(b, &o);
    assert_true(entity(&o, CODE, &x));
    assert_true(str_is(x.name, "岚安市试验食品有限公司"));
    assert_true(x.registered);
    assert_true(str_is(field(x.fields, x.n_fields, "legal_rep"), "任某"));
    assert_true(str_is(field(x.fields, x.n_fields, "capital"), "500"));
    assert_int_equal(x.n_records, 1);
    const struct view_record *r = &x.records[0];
    assert_true(r->adverse && !r->past && !r->held);
    assert_true(str_is(r->basis, "某法第一条"));
    assert_true(str_is(r->kind, "penalty.decide"));
    assert_true(str_is(r->origin, "filed"));
    assert_true(str_find(r->origin_note, STR("procedure is not recorded here")) >= 0);
    assert_true(day_is(r->public_until));
    assert_int_equal(field(r->fields, r->n_fields, "basis").n, 0);
    leave(&o);
}

static void view_model_json_is_the_contract(void **state)
{
    static const char *const members[] = {"uscc",  "name",  "status",   "registered",
                                          "names", "as_of", "known_at", "records"};
    static const char *const of_record[] = {
        "id",         "type",          "kind",           "origin",      "agency",       "basis", "doc_no",
        "decided_on", "in_force_from", "in_force_until", "public_from", "public_until", "past",  "fields"};
    struct bench *b = *state;
    struct opened o;
    struct view_entity x;
    struct buf out = {0};
    fill(b);
    look(b, &o);
    assert_true(entity(&o, CODE, &x));
    view_entity_json(&x, &out);
    json_t *j = json_loadb(out.p, out.n, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(j);
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        assert_non_null(json_object_get(j, members[i]));
    json_t *r = json_array_get(json_object_get(j, "records"), 0);
    for (size_t i = 0; i < sizeof of_record / sizeof *of_record; i++)
        assert_non_null(json_object_get(r, of_record[i]));
    assert_string_equal(json_string_value(json_object_get(json_object_get(r, "fields"), "penalty_kind")), "fine");
    assert_true(json_is_null(json_object_get(r, "in_force_until")));
    assert_string_equal(json_string_value(json_object_get(j, "as_of")), "2026-04-01");
    assert_int_equal(strlen(json_string_value(json_object_get(j, "known_at"))), 20);
    json_decref(j);
    buf_free(&out);
    leave(&o);
}

/* Even if such a field had got into the journal: whoever asks, it is not there. Unknown ones are not either. */
static void view_model_restricted_fields_never_leave(void **state)
{
    static const char *const kinds[] = {"entity.register", "entity.change", NULL};
    struct act_field fields[] = {{STR("legal_rep"), FORM_TEXT, STR("任某")},
                                 {STR("legal_rep_doc_no"), FORM_TEXT, STR("1")},
                                 {STR("legal_rep_doc_type"), FORM_TEXT, STR("2")},
                                 {STR("no_such_field"), FORM_TEXT, STR("3")},
                                 {STR("remark"), FORM_TEXT, STR("4")}};
    struct bench *b = *state;
    struct opened o;
    look(b, &o);
    for (int who = VIEW_PUBLIC; who <= VIEW_AUDITOR; who++) {
        struct view_field *shown;
        size_t n;
        o.ask.who = (enum view_who)who;
        view_fields(&o.ask, kinds, STR("*"), fields, sizeof fields / sizeof *fields, o.a, &shown, &n);
        assert_int_equal(n, 1);
        assert_true(str_is(shown[0].id, "legal_rep"));
    }
    leave(&o);
}

static void view_model_ended_penalty_is_gone_in_every_mode(void **state)
{
    struct bench *b = *state;
    fill(b);
    bench_at(b, "2031-06-01T00:00:00Z");
    struct opened o;
    struct view_entity x;
    look(b, &o);
    assert_true(entity(&o, CODE, &x));
    assert_int_equal(x.n_records, 0);
    assert_true(x.agencies_filing >= 1);
    assert_true(day_parse(STR("2026-05-01"), &o.ask.when.as_of));
    assert_true(entity(&o, CODE, &x));
    assert_int_equal(x.n_records, 0);
    assert_true(instant_parse(STR("2026-05-01T00:00:00Z"), &o.ask.when.known));
    assert_true(entity(&o, CODE, &x));
    assert_int_equal(x.n_records, 0);
    o.ask.when.known.s = 0;
    o.ask.who = VIEW_SUBJECT;
    assert_true(entity(&o, CODE, &x));
    assert_int_equal(x.n_records, 1);
    leave(&o);
}

static void view_model_unknown_and_unpublic_look_the_same(void **state)
{
    struct bench *b = *state;
    struct opened o;
    struct view_entity x = {.feed = -7};
    const char *held = bench_code(b, "91", "990101", 73);
    bench_expect(
        b, "held", NULL,
        "{'kind':'penalty.decide','type':'penalty'," MR
        ",'subject':'%s','doc_no':'岚市监处罚〔2026〕73号','on':'2026-03-30',"
        "'fields':{'name':'乙有限公司','subject_class':'organisation','unlawful_act':'甲','facts':'乙',"
        "'basis':'某法第一条','penalty_kind':'fine','content':'罚款2000元','fine':'0.200000','severity':'general'}}",
        held);
    look(b, &o);
    assert_false(entity(&o, held, &x));
    assert_false(entity(&o, bench_code(b, "91", "990101", 74), &x));
    assert_false(entity(&o, "", &x));
    assert_false(entity(&o, "' OR 1=1 --", &x));
    assert_int_equal(x.feed, -7); /* untouched */
    leave(&o);
}

static void view_model_before_it_was_known(void **state)
{
    struct bench *b = *state;
    struct opened o;
    struct view_entity x;
    bench_at(b, "2026-05-01T00:00:00Z");
    fill(b);
    bench_at(b, "2026-05-02T00:00:00Z");
    look(b, &o);
    assert_true(instant_parse(STR("2026-04-20T00:00:00Z"), &o.ask.when.known));
    assert_false(entity(&o, CODE, &x));
    assert_true(instant_parse(STR("2026-05-01T12:00:00Z"), &o.ask.when.known));
    assert_true(entity(&o, CODE, &x));
    leave(&o);
}

static enum view_gone record(struct opened *o, const char *id, struct view_record *r, struct view_withdrawn *gone)
{
    enum view_gone there;
    struct err e = {0};
    if (!view_record(&o->ask, str_of(id), o->a, &there, r, gone, &e))
        fail_msg("%s", e.msg);
    return there;
}

static void view_model_withdrawn_record_says_only_why_and_when(void **state)
{
    struct bench *b = *state;
    struct opened o;
    struct view_record r;
    struct view_withdrawn gone;
    fill(b);
    struct answer a = bench_expect(b, "accepted", NULL,
                                   "{'kind':'honour.grant','type':'honour'," MR
                                   ",'subject':'%s','doc_no':'岚市监表〔2026〕71号','on':'2026-03-30',"
                                   "'fields':{'name':'岚安市试验食品有限公司','title':'诚信经营示范单位'}}",
                                   CODE);
    look(b, &o);
    assert_int_equal(record(&o, a.receipt, &r, &gone), VIEW_THERE);
    assert_true(str_is(r.subject, CODE));
    assert_int_equal(record(&o, "aaaaaaaaaaaaaaaaaaaaaaaaaa", &r, &gone), VIEW_UNKNOWN);
    assert_int_equal(record(&o, "", &r, &gone), VIEW_UNKNOWN);
    leave(&o);
    bench_expect(b, "accepted", NULL,
                 "{'kind':'record.withdraw'," MR
                 ",'subject':'%s','on':'2026-04-01','refers_to':'%s','fields':{'reason':'error'}}",
                 CODE, a.receipt);
    look(b, &o);
    assert_int_equal(record(&o, a.receipt, &r, &gone), VIEW_WITHDRAWN);
    assert_true(gone.reason.n > 0);
    assert_true(day_is(gone.on));
    leave(&o);
}

static void view_model_registration_receipt_is_no_record(void **state)
{
    struct bench *b = *state;
    struct opened o;
    struct view_record r;
    struct view_withdrawn gone;
    const char *code = bench_code(b, "91", "990101", 75);
    struct answer a = bench_expect(
        b, "accepted", NULL, "{'kind':'entity.register'," MR ",'subject':'%s','fields':{'name':'丙有限公司'}}", code);
    look(b, &o);
    assert_int_equal(record(&o, a.receipt, &r, &gone), VIEW_UNKNOWN);
    leave(&o);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, bench_open, bench_close)
int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(view_model_shows_identity_and_records),
        CASE(view_model_json_is_the_contract),
        CASE(view_model_restricted_fields_never_leave),
        CASE(view_model_ended_penalty_is_gone_in_every_mode),
        CASE(view_model_unknown_and_unpublic_look_the_same),
        CASE(view_model_before_it_was_known),
        CASE(view_model_withdrawn_record_says_only_why_and_when),
        CASE(view_model_registration_receipt_is_no_record),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
