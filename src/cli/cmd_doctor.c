/* SPDX-License-Identifier: Apache-2.0 */
/* Is this register whole? Every check gives a line; one fault makes the exit 5. */
#include "cli/verbs.h"

struct doctor {
    struct cli *c;
    struct sheet sheet;
    bool fault;
};

static void line(struct doctor *d, const char *check, bool ok, struct str note)
{
    d->fault = d->fault || !ok;
    sheet_row(&d->sheet, (struct str[]){str_of(check), ok ? STR("ok") : STR("FAULT"), note});
}

static void line_err(struct doctor *d, const char *check, const struct err *e)
{
    line(d, check, false, str_dup(d->c->a, str_of(e->msg)));
}

static void size_line(void *context, const char *table, int64_t bytes, int64_t rows)
{
    struct doctor *d = context;
    struct str name = str_printf(d->c->a, "size %s", table);
    line(d, name.p, true, str_printf(d->c->a, "%lld bytes, %lld rows", (long long)bytes, (long long)rows));
}

static void check_keys(struct doctor *d)
{
    struct keys k;
    struct err e = {0};
    if (!keys_load(d->c->data, false, &k, &e)) {
        line_err(d, "keys", &e);
        return;
    }
    line(d, "keys", true,
         k.has_person ? STR("register and person")
                      : STR("register; the person key is missing: identity numbers cannot be compared"));
    mem_wipe(&k, sizeof k);
}

static void check_store(struct doctor *d, struct store *s)
{
    struct err e = {0};
    int64_t checked = 0, position = 0;
    struct register_info info = {0};
    struct catalog *k = NULL;
    store_integrity(s, &e) ? line(d, "database", true, STR("")) : line_err(d, "database", &e);
    if (journal_verify(s, &checked, &e))
        line(d, "journal", true, str_printf(d->c->a, "%lld acts", (long long)checked));
    else
        line_err(d, "journal", &e);
    if (!act_info(d->c->data, s, &info, &e)) {
        line_err(d, "register", &e);
        return;
    }
    struct day today = day_of_instant(info.clock);
    if (act_catalog(d->c->data, s, today, &k, &e))
        line(d, "rulebook", true, str_dup(d->c->a, catalog_jurisdiction(k)->id));
    else
        line_err(d, "rulebook", &e);
    catalog_free(k);
    if (search_position(s, &position, &e))
        line(d, "search", position <= info.feed,
             str_printf(d->c->a, "%lld of %lld acts searchable", (long long)position, (long long)info.feed));
    else
        line_err(d, "search", &e);
    if (opt_flag(d->c, "sizes") && !store_sizes(s, size_line, d, &e))
        line_err(d, "sizes", &e);
}

static bool rebuild(struct doctor *d, struct err *e)
{
    struct writer *w = NULL;
    struct writer_options o = {0};
    bool equal = false;
    int64_t acts = 0;
    struct err why = {0};
    if (!writer_open(d->c->data, &o, &w, &why)) {
        if (why.kind == ERR_BUSY)
            return ERR(e, why.kind, "%s", why.msg);
        line_err(d, "rebuild", &why);
        return true;
    }
    if (writer_rebuild(w, &equal, &acts, &why))
        line(d, "rebuild", equal,
             str_printf(d->c->a,
                        equal ? "%lld acts, projections are the same" : "%lld acts, projections came out different",
                        (long long)acts));
    else
        line_err(d, "rebuild", &why);
    writer_close(w);
    return true;
}

static bool run(struct cli *c, struct err *e)
{
    static const struct column columns[] = {
        {"check", "检查", "check"}, {"result", "结果", "result"}, {"note", "说明", "note"}};
    struct doctor d = {.c = c, .sheet = {columns, 3, {0}}};
    struct store *s = NULL;
    struct err why = {0};
    if (!args_at_most(c, 0, e) || !register_need(c, e))
        return false;
    check_keys(&d);
    if (store_open_reader(c->data, &s, &why))
        check_store(&d, s);
    else if (why.kind == ERR_CORRUPT)
        line_err(&d, "database", &why);
    else
        *e = why;
    store_close(s);
    bool ok = why.kind == ERR_OK || why.kind == ERR_CORRUPT;
    if (ok && opt_flag(c, "rebuild") && !d.fault)
        ok = rebuild(&d, e);
    ok = ok && sheet_write(c, &d.sheet, e);
    VEC_FREE(&d.sheet.cells);
    if (d.fault)
        c->exit = EXIT_VERIFY;
    return ok;
}

static const struct opt opts[] = {
    {"rebuild", NULL, "由日志重建全部投影并比较", "make all projections again from the journal and compare"},
    {"sizes", NULL, "各表大小", "bytes and rows by table"},
    {0},
};
const struct verb verb_doctor = {
    .name = "doctor",
    .usage = "[--rebuild] [--sizes]",
    .zh = "检查登记库是否完整",
    .en = "check that the register is whole",
    .examples = "gongshi doctor\ngongshi doctor --rebuild\ngongshi doctor --sizes --format json",
    .opts = opts,
    .run = run,
};
