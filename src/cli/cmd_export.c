/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/export.h"
#include "cli/verbs.h"

struct each {
    struct exporting *x;
    struct view_ask ask;
    bool official;
};

static bool each_entity(void *context, const struct reg_entity *r, struct err *e)
{
    struct each *k = context;
    struct arena *a = arena_new();
    bool found;
    struct view_entity v;
    bool ok = view_entity(&k->ask, r->uscc, a, &found, &v, e);
    if (ok && found)
        ok = (k->official ? official_entity : plain_entity)(k->x, &v, e);
    arena_free(a);
    return ok;
}

static bool export_all(struct exporting *x, bool official, struct err *e)
{
    struct each k = {x, session_ask(x->c, x->s), official};
    bool ok = official || (export_file(x->dir, "entities.csv", x->a, &x->entities, e) &&
                           export_file(x->dir, "records.jsonl", x->a, &x->records, e));
    ok = ok && registry_entity_each(x->s->store, STR_NONE, each_entity, &k, e);
    ok = export_end(x->entities, ok ? e : NULL) && ok;
    ok = export_end(x->records, ok ? e : NULL) && ok;
    return official_end(x, ok ? e : NULL) && ok;
}

static bool run(struct cli *c, struct err *e)
{
    struct session s = {0};
    struct exporting x = {.c = c, .s = &s, .a = c->a};
    const char *as = opt_value(c, "as");
    if (!arg_need(c, 0, "the folder to write", &x.dir, e) || !args_at_most(c, 1, e))
        return false;
    if (as && strcmp(as, "official") != 0)
        return ERR(e, ERR_INVALID, "--as knows official, not '%s'", as);
    if (file_exists(x.dir))
        return ERR(e, ERR_CONFLICT, "%s is there already; an export takes a new folder", x.dir);
    if (!session_open(c, &s, e))
        return false;
    x.tables = map_new();
    bool ok = dir_make(x.dir, 0755, e) && export_all(&x, as != NULL, e);
    if (ok)
        tell(c, "已导出 %lld 个主体、%lld 条记录到 %s", "exported %lld entities and %lld records to %s",
             (long long)x.n_entities, (long long)x.n_records, x.dir);
    map_free(x.tables);
    session_close(&s);
    return ok;
}

static const struct opt opts[] = {
    {"as", "official", "按官方交换格式", "in the official exchange form"},
    {0},
};
const struct verb verb_export = {
    .name = "export",
    .usage = "DIR [--as official]",
    .zh = "导出公开内容",
    .en = "write what is public as files",
    .examples = "gongshi export ./out\ngongshi export ./out --as official",
    .opts = opts,
    .run = run,
};
