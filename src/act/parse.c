/* SPDX-License-Identifier: Apache-2.0 */
#include "act/act.h"

/* A number that is not whole has no one canonical form: amounts and codes are texts. */
static bool has_real(const json_t *j)
{
    const char *key;
    json_t *item;
    size_t i;
    if (json_is_real(j))
        return true;
    json_array_foreach((json_t *)j, i, item) if (has_real(item)) return true;
    json_object_foreach((json_t *)j, key, item) if (has_real(item)) return true;
    return false;
}

bool act_parse(const json_t *j, struct arena *a, struct act *out, struct findings *f)
{
    struct err why;
    if (!has_real(j) ? act_of_json(j, a, out, &why) : ERR(&why, ERR_INVALID, "numbers must be whole; write amounts as text"))
        return true;
    finding_at(f, FINDING_ERROR, 0, 0, "shape", str_of(why.msg), STR_NONE, STR_NONE);
    return false;
}
