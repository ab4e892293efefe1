/* SPDX-License-Identifier: Apache-2.0 */
#include "catalog/catalog_int.h"

/* Each step needs what the one before it promised: a faulty cell is never looked up. */
static bool load_steps(struct loader *l, const char *dir, struct err *e)
{
    int64_t before = findings_count(l->f, FINDING_ERROR);
    void (*const steps[])(struct loader *) = {merge_tables, build_tables, build_types, index_tables, check_tables};
    if (!read_chain(l, dir, e))
        return false;
    for (size_t i = 0; findings_count(l->f, FINDING_ERROR) == before && i < sizeof steps / sizeof *steps; i++)
        steps[i](l);
    int64_t errors = findings_count(l->f, FINDING_ERROR) - before;
    if (errors)
        return ERR(e, ERR_DATA, "the rulebook in %s has %lld errors", dir, (long long)errors);
    return true;
}

bool catalog_load(const char *dir, struct findings *f, struct catalog **out, struct err *e)
{
    struct catalog *c = mem_alloc(sizeof *c);
    c->arena = arena_new();
    struct loader l = {c, f};
    if (!load_steps(&l, dir, e)) {
        catalog_free(c);
        return false;
    }
    c->jurisdiction = ROW(c, TABLE_JURISDICTION, struct jurisdiction_row, 0)->public_;
    digest_make(c);
    *out = c;
    return true;
}

void catalog_free(struct catalog *c)
{
    if (!c)
        return;
    index_free(c);
    for (int t = 0; t < TABLE_COUNT; t++)
        VEC_FREE(&c->tables[t]);
    arena_free(c->arena);
    mem_free(c);
}
