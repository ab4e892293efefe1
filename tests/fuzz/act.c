/* SPDX-License-Identifier: Apache-2.0 */
/* What a damaged file might hold where an act should be: it is refused, or written again and read the same. */
#include "fuzz.h"
#include "journal/journal.h"

static void check_texts(const struct act *act)
{
    ASSERT(str_utf8_valid(act->agency) && str_utf8_valid(act->subject) && str_utf8_valid(act->doc_no));
    for (size_t i = 0; i < act->n_fields; i++) {
        ASSERT(str_utf8_valid(act->fields[i].id) && str_utf8_valid(act->fields[i].value));
        ASSERT(i == 0 || str_cmp(act->fields[i - 1].id, act->fields[i].id) < 0);
    }
}

static void check_settled(struct arena *a, const struct act *act, const struct verdict *v)
{
    struct buf once = {0}, twice = {0};
    struct act again;
    struct verdict same;
    act_verdict_json(act, v, &once);
    ASSERT(act_verdict_of_json(buf_view(&once), a, &again, &same, NULL));
    act_verdict_json(&again, &same, &twice);
    ASSERT(str_eq(buf_view(&once), buf_view(&twice)));
    buf_free(&once);
    buf_free(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new();
    struct act act;
    struct verdict v;
    struct err e = {0};
    if (!act_verdict_of_json(str_n((const char *)data, size), a, &act, &v, &e)) {
        ASSERT(e.kind == ERR_INVALID);
    } else {
        check_texts(&act);
        check_settled(a, &act, &v);
    }
    arena_free(a);
    return 0;
}
