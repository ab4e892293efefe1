/* SPDX-License-Identifier: Apache-2.0 */
#include "act/act.h"

bool act_parse(const json_t *j, struct arena *a, struct act *out, struct findings *f)
{
    struct err why;
    if (act_of_json(j, a, out, &why))
        return true;
    finding_at(f, FINDING_ERROR, 0, 0, "shape", str_of(why.msg), STR_NONE, STR_NONE);
    return false;
}
