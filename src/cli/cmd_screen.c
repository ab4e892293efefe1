/* SPDX-License-Identifier: Apache-2.0 */
/* A file of suppliers against the register, on this machine: one reader, one snapshot, one answer a row. */
#include "cli/screen_int.h"
#include "cli/verbs.h"

struct maps {
    VEC(struct screen_map) v;
};

static bool maps_read(const struct cli *c, struct maps *out, struct err *e)
{
    for (size_t i = 0; i < c->n_given; i++) {
        if (strcmp(c->given[i].name, "map") != 0)
            continue;
        struct str s = str_of(c->given[i].value);
        ptrdiff_t eq = str_find(s, STR("="));
        if (eq <= 0)
            return ERR(e, ERR_INVALID, "--map takes FIELD=COLUMN, not '%.*s'", STR_FMT(s));
        struct screen_map one = {str_n(s.p, (size_t)eq), str_n(s.p + eq + 1, s.n - (size_t)eq - 1)};
        VEC_PUSH(&out->v, one);
    }
    return true;
}

static bool answer_all(struct screen_file *file, struct answers *x, struct err *e)
{
    struct arena *a = arena_new();
    struct screen_line line;
    struct tick t;
    bool got = true, ok = true;
    tick_start(&t, x->c);
    while (ok && got) {
        int64_t done, total;
        arena_reset(a);
        ok = screen_file_next(file, a, &got, &line, e) && (!got || answers_line(x, &line, e));
        if (x->rows % 1024)
            continue;
        screen_file_progress(file, &done, &total);
        tick_progress(&t, "screen", done, total);
    }
    tick_end(&t);
    arena_free(a);
    return ok;
}

static void sum_tell(const struct answers *x)
{
    const struct cli *c = x->c;
    const struct screen_basis *b = screen_basis(x->s);
    char day[DAY_CHARS];
    tell(c, "%lld 行：一致 %lld，待核对 %lld，未找到 %lld，信息不足 %lld",
         "%lld rows: %lld match, %lld possible, %lld no match, %lld insufficient data", (long long)x->rows,
         (long long)x->counts[SCREEN_MATCH], (long long)x->counts[SCREEN_POSSIBLE],
         (long long)x->counts[SCREEN_NO_MATCH], (long long)x->counts[SCREEN_INSUFFICIENT]);
    tell(c, "截至 %s，行为号 %lld，规则版本 %.12s；数据未离开本机",
         "as of %s, feed position %lld, rulebook edition %.12s; nothing left this machine", day_format(b->as_of, day),
         (long long)b->feed, b->edition.p);
}

static bool screen_all(const struct cli *c, struct screen *s, const char *path, const struct screen_options *o,
                       struct findings *f, struct err *e)
{
    const char *to = opt_value(c, "out");
    struct screen_file *file = NULL;
    struct answers x;
    if (!screen_file_open(s, path, o, f, &file, e))
        return false;
    bool open = answers_open(c, s, to && strcmp(to, "-") != 0 ? to : NULL, &x, e);
    bool ok = open && answer_all(file, &x, e) && answers_finish(&x, e);
    if (ok)
        sum_tell(&x);
    if (open)
        answers_close(&x);
    screen_file_close(file);
    return ok;
}

static bool screen_path(struct cli *c, const char *path, const struct screen_options *o, struct err *e)
{
    enum { FINDINGS_TOLD = 20 };
    struct session session = {0};
    struct screen *s = NULL;
    struct err why = {0};
    if (!session_open(c, &session, e))
        return false;
    struct findings *f = findings_new();
    struct view_ask ask = session_ask(c, &session);
    bool ok = screen_new(&ask, &s, &why) && screen_all(c, s, path, o, f, &why);
    findings_tell(c, path, f, FINDINGS_TOLD);
    screen_free(s);
    findings_free(f);
    session_close(&session);
    if (!ok)
        *e = why;
    return ok;
}

static bool run(struct cli *c, struct err *e)
{
    const char *path;
    struct maps maps = {0};
    if (!arg_need(c, 0, "the file to screen", &path, e) || !args_at_most(c, 1, e) || !maps_read(c, &maps, e)) {
        VEC_FREE(&maps.v);
        return false;
    }
    struct screen_options o = {.encoding = opt_value(c, "encoding"),
                               .sheet = opt_value(c, "sheet"),
                               .no_header = opt_flag(c, "no-header"),
                               .list = opt_flag(c, "list"),
                               .maps = maps.v.v,
                               .n_maps = maps.v.n};
    bool ok = screen_path(c, path, &o, e);
    VEC_FREE(&maps.v);
    return ok;
}

static const struct opt opts[] = {
    {"out", "FILE", "写入文件：.csv、.json、.jsonl、.xlsx", "write a file: .csv, .json, .jsonl or .xlsx"},
    {"map", "FIELD=COLUMN", "uscc、name、reg_no、tax_no、org_code 取自哪一列，可多次",
     "which column holds uscc, name, reg_no, tax_no or org_code; repeatable"},
    {"list", NULL, "每行只有一个代码或名称", "each line is one code or one name"},
    {"no-header", NULL, "首行即数据", "the first row is data"},
    {"sheet", "NAME", "工作簿中的工作表", "the sheet of a workbook"},
    {"encoding", "E", "utf-8、gb18030、utf-16", "utf-8, gb18030 or utf-16; detected unless given"},
    {0},
};
const struct verb verb_screen = {
    .name = "screen",
    .usage = "FILE [--out FILE]",
    .zh = "在本机将一份名单与公示信息核对",
    .en = "compare a list of organisations with the register, on this machine",
    .examples = "gongshi screen suppliers.csv --out answers.csv\n"
                "gongshi screen suppliers.xlsx --out answers.xlsx\n"
                "gongshi screen suppliers.csv --map uscc=3 --map name=供应商 --format jsonl\n"
                "gongshi search 岚安 --format csv | gongshi screen - --format jsonl",
    .opts = opts,
    .run = run,
};
