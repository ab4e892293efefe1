/* SPDX-License-Identifier: Apache-2.0 */
/* For tests of journal: invented acts, and a register opened for writing. */
#ifndef GONGSHI_TEST_JOURNAL_H
#define GONGSHI_TEST_JOURNAL_H

#include "../store/scratch.h"
#include "journal/journal.h"

struct reg { /* an open register */
    struct store *store;
    struct journal *journal;
    struct keys keys;
};

static inline void reg_open(struct reg *r, const char *dir)
{
    MUST(store_open_writer(dir, &r->store, err));
    MUST(keys_load(dir, true, &r->keys, err));
    MUST(journal_open(r->store, &r->keys, &r->journal, err));
}

static inline void reg_close(struct reg *r)
{
    journal_close(r->journal);
    store_close(r->store);
}

static inline struct verdict plain_verdict(void)
{
    return (struct verdict){
        .in_force_from = DAY_NONE, .in_force_until = DAY_NONE, .public_from = DAY_NONE, .public_until = DAY_NONE};
}

/* Act number i of an invented office; its texts live in a. */
static inline struct act invented_act(struct arena *a, int64_t i)
{
    struct act_field *fields = arena_alloc(a, 2 * sizeof *fields);
    fields[0] = (struct act_field){STR("name"), FORM_TEXT, str_printf(a, "云岭试验工贸第%lld有限公司", (long long)i)};
    fields[1] = (struct act_field){STR("seat"), FORM_TEXT, STR("云岭市 \"东\" 区\\一路\n三号")};
    return (struct act){.kind = KIND_ENTITY_REGISTER,
                        .agency = STR("yl-amr"),
                        .subject = str_printf(a, "9199%014lld", (long long)i),
                        .on = {20000 + (int32_t)(i % 1000)},
                        .fields = fields,
                        .n_fields = 2};
}

/* One commit of n acts. */
static inline void reg_add(struct reg *r, int64_t n, int64_t now)
{
    struct arena *a = arena_new();
    MUST(store_begin(r->store, err));
    (void)journal_begin(r->journal, (struct instant){now});
    for (int64_t i = 0; i < n; i++) {
        int64_t seq, want = journal_last_seq(r->journal) + 1;
        struct act act = invented_act(a, want);
        struct verdict v = plain_verdict();
        MUST(journal_append(r->journal, &act, &v, STR("local"), &seq, err));
        assert_int_equal(seq, want);
        arena_reset(a);
    }
    MUST(journal_finish(r->journal, err));
    MUST(store_commit(r->store, err));
    arena_free(a);
}

#endif
