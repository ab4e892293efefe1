/* SPDX-License-Identifier: Apache-2.0 */
/* JSON from strangers: what is read and written canonically reads the same and is written the same. */
#include "codec/codec.h"
#include "fuzz.h"

static bool has_real(const json_t *v)
{
    size_t i;
    const char *key;
    json_t *item;
    bool found = json_is_real(v);
    json_array_foreach(v, i, item)
    {
        found = found || has_real(item);
    }
    json_object_foreach((json_t *)(uintptr_t)v, key, item)
    {
        found = found || has_real(item);
    }
    return found;
}

static void check_round_trip(const json_t *v)
{
    struct buf first = {0}, second = {0};
    json_t *again = NULL;
    json_canonical(v, &first);
    ASSERT(json_read(buf_view(&first), (size_t)JSON_MAX_BYTES * 8, &again, NULL));
    ASSERT(json_equal(v, again));
    json_canonical(again, &second);
    ASSERT(str_eq(buf_view(&first), buf_view(&second)));
    json_decref(again);
    buf_free(&first);
    buf_free(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    json_t *v = NULL;
    struct err e = {0};
    if (!json_read(str_n((const char *)data, size), JSON_MAX_BYTES, &v, &e)) {
        ASSERT(!v && (e.kind == ERR_INVALID || e.kind == ERR_LIMIT) && strstr(e.msg, "line"));
        return 0;
    }
    if (!has_real(v))
        check_round_trip(v);
    json_decref(v);
    return 0;
}
