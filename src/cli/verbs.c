/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/verbs.h"

const struct verb *const *verbs_all(size_t *n)
{
    static const struct verb *const rows[] = {
#define VERB(name) &verb_##name,
#include "cli/verbs.def"
#undef VERB
    };
    *n = sizeof rows / sizeof *rows;
    return rows;
}

const struct verb *verb_find(const char *name)
{
    size_t n;
    const struct verb *const *rows = verbs_all(&n);
    for (size_t i = 0; i < n; i++)
        if (strcmp(rows[i]->name, name) == 0)
            return rows[i];
    return NULL;
}
