/* SPDX-License-Identifier: Apache-2.0 */
/* A key's forms and its table: made, found, not found in any other way, revoked. */
/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
/* clang-format on */

#include <stdlib.h>

#include "access/access.h"

struct shelf {
    char dir[64];
    struct store *store;
    struct keys keys;
    struct arena *a;
};

static void must(bool ok, const struct err *e)
{
    if (!ok)
        fail_msg("%s (%s:%d)", e->msg, e->file, e->line);
}

static int setup(void **state)
{
    struct shelf *s = calloc(1, sizeof *s);
    struct err e = {0};
    strcpy(s->dir, "/tmp/gongshi-access-XXXXXX");
    assert_non_null(mkdtemp(s->dir));
    must(keys_load(s->dir, true, &s->keys, &e) && store_open_writer(s->dir, &s->store, &e), &e);
    s->a = arena_new();
    *state = s;
    return 0;
}

static int teardown(void **state)
{
    struct shelf *s = *state;
    struct err e = {0};
    store_close(s->store);
    must(dir_remove(s->dir, &e), &e);
    arena_free(s->a);
    free(s);
    return 0;
}

/* As the writer does it: key.add and key.revoke as they stand in the journal. */
static void apply(struct shelf *s, enum act_kind kind, const char *agency, const struct access_fresh *key, int64_t seq)
{
    struct act_field fields[] = {{STR("hmac"), FORM_TEXT, str_of(key->mac)},
                                 {STR("key"), FORM_TEXT, str_of(key->id)},
                                 {STR("label"), FORM_TEXT, STR("")}};
    struct journal_entry en = {.seq = seq,
                               .at = {1000 + seq},
                               .kind = kind,
                               .act = {.kind = kind, .agency = str_of(agency), .fields = fields, .n_fields = 3}};
    struct err e = {0};
    must(store_begin(s->store, &e) && access_apply(s->store, &en, &e) && store_commit(s->store, &e), &e);
}

static bool fits(struct shelf *s, const char *printed)
{
    struct access_key key;
    struct err e = {0};
    bool yes;
    must(access_key_shown(s->store, &s->keys, str_of(printed), s->a, &yes, &key, &e), &e);
    return yes;
}

static void access_key_form_is_as_documented(void **state)
{
    struct shelf *s = *state;
    struct access_fresh one, other;
    access_key_make(&s->keys, STR("mr-990101"), &one);
    access_key_make(&s->keys, STR("mr-990101"), &other);
    assert_int_equal(strlen(one.printed), 73);
    assert_true(str_starts(str_of(one.printed), STR("gsk_")));
    assert_memory_equal(one.printed + 4, one.id, 16);
    assert_int_equal(one.printed[20], '_');
    assert_int_equal(strspn(one.printed + 21, "abcdefghijklmnopqrstuvwxyz234567"), 52);
    assert_true(access_id_is_formed(str_of(one.id)) && access_mac_is_formed(str_of(one.mac)));
    assert_string_not_equal(one.id, other.id);
    assert_string_not_equal(one.printed + 21, other.printed + 21);
    assert_null(strstr(one.mac, one.printed + 21));
}

static void access_key_only_the_whole_key_fits(void **state)
{
    struct shelf *s = *state;
    struct access_fresh key, other;
    access_key_make(&s->keys, STR("mr-990101"), &key);
    access_key_make(&s->keys, STR("mr-990102"), &other);
    apply(s, KIND_KEY_ADD, "mr-990101", &key, 1);
    apply(s, KIND_KEY_ADD, "mr-990102", &other, 2);
    assert_true(fits(s, key.printed));
    for (size_t i = 0; i < sizeof key.printed - 1; i++) { /* one character changed, at every place */
        char bad[sizeof key.printed];
        strcpy(bad, key.printed);
        bad[i] = bad[i] == 'b' ? 'c' : 'b';
        if (fits(s, bad))
            fail_msg("a key changed at %zu fits", i);
    }
    char mixed[sizeof key.printed];
    strcpy(mixed, key.printed);
    strcpy(mixed + 21, other.printed + 21);
    assert_false(fits(s, mixed));
    assert_false(fits(s, ""));
    assert_false(fits(s, "gsk_"));
    key.printed[72] = 0;
    assert_false(fits(s, key.printed));
}

/* The MAC is bound to the agency: a row whose agency was changed behind the register fits nobody. */
static void access_key_mac_names_the_agency(void **state)
{
    struct shelf *s = *state;
    struct access_fresh key;
    access_key_make(&s->keys, STR("mr-990101"), &key);
    apply(s, KIND_KEY_ADD, "mr-990102", &key, 1);
    assert_false(fits(s, key.printed));
}

static void access_key_revoked_is_as_unknown(void **state)
{
    struct shelf *s = *state;
    struct access_fresh key;
    struct access_key *all, row;
    struct err e = {0};
    bool has, found;
    size_t n;
    must(access_has_key(s->store, STR(""), &has, &e), &e);
    assert_false(has);
    access_key_make(&s->keys, STR("mr-990101"), &key);
    apply(s, KIND_KEY_ADD, "mr-990101", &key, 1);
    must(access_has_key(s->store, STR("mr-990101"), &has, &e), &e);
    assert_true(has);
    must(access_has_key(s->store, STR("mr-990102"), &has, &e), &e);
    assert_false(has);
    apply(s, KIND_KEY_REVOKE, "mr-990101", &key, 2);
    assert_false(fits(s, key.printed));
    must(access_has_key(s->store, STR("mr-990101"), &has, &e), &e);
    assert_false(has);
    must(access_key_find(s->store, str_of(key.id), s->a, &found, &row, &e), &e);
    assert_true(found && row.add_seq == 1 && row.revoke_seq == 2 && row.revoked.s == 1002);
    must(access_keys(s->store, STR(""), s->a, &all, &n, &e), &e);
    assert_int_equal(n, 1);
    must(access_keys(s->store, STR("mr-990102"), s->a, &all, &n, &e), &e);
    assert_int_equal(n, 0);
}

/* Of another register's key the same secret is another MAC. */
static void access_key_is_this_registers(void **state)
{
    struct shelf *s = *state;
    struct access_fresh key;
    access_key_make(&s->keys, STR("mr-990101"), &key);
    apply(s, KIND_KEY_ADD, "mr-990101", &key, 1);
    s->keys.register_[0] ^= 1;
    assert_false(fits(s, key.printed));
    s->keys.register_[0] ^= 1;
    assert_true(fits(s, key.printed));
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(access_key_form_is_as_documented), CASE(access_key_only_the_whole_key_fits),
        CASE(access_key_mac_names_the_agency),  CASE(access_key_revoked_is_as_unknown),
        CASE(access_key_is_this_registers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
