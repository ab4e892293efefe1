/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "cli/demo_int.h"
#include "cli/verbs.h"

enum { DEMO_SEED = 20260630, DEMO_ORGANISATIONS = 100000, DEMO_MOST = 5000000 };

static bool demo_make(struct cli *c, const char *dir, int64_t seed, int64_t n, struct err *e)
{
    struct demo d = {0};
    struct catalog *k = NULL;
    struct findings *f = findings_new();
    const char *rules = rules_dir(c->a, "demo");
    struct instant founded = {day_start(day_of_date(2020, 1, 2)).s + 36000};
    bool ok = catalog_load(rules, f, &k, e) && demo_open(&d, k, (uint64_t)seed, e);
    if (ok) {
        d.rules = rules;
        tell(c, "正在生成虚构的%.*s：%lld 个主体", "making the invented province %.*s: %lld organisations",
             STR_FMT(d.province_name), (long long)n);
        ok = demo_orgs_make(&d, (size_t)n, e) && act_init(dir, rules, true, founded, f, e) &&
             demo_load(c, &d, dir, e) && demo_cases_write(&d, dir, e) &&
             file_write_atomic(path_join(c->a, dir, "demo.done"), STR("1\n"), 0644, e);
    }
    if (!ok)
        findings_tell(c, NULL, f, 20);
    if (d.a)
        demo_close(&d);
    catalog_free(k);
    findings_free(f);
    return ok;
}

static void three_things(const struct cli *c, const char *url, void *context)
{
    const char *dir = context;
    tell(c,
         "可以试试：\n  1. 打开 %s，在首页点一个例子\n  2. gongshi search 食品 --data %s\n"
         "  3. gongshi import --data %s --kind penalty.decide examples/penalties-official.csv",
         "three things to try:\n  1. open %s and follow one of the cases\n  2. gongshi search 食品 --data %s\n"
         "  3. gongshi import --data %s --kind penalty.decide examples/penalties-official.csv",
         url, dir, dir);
}

static bool demo_ready(struct cli *c, const char *dir, struct err *e)
{
    int64_t seed = DEMO_SEED, n = DEMO_ORGANISATIONS;
    if (!opt_int(c, "seed", 0, INT64_MAX, &seed, e) || !opt_int(c, "organisations", DEMO_CASES, DEMO_MOST, &n, e))
        return false;
    if (file_exists(path_join(c->a, dir, "demo.done"))) {
        tell(c, "%s 已有演示库，直接使用", "%s holds a demo already, it is used as it is", dir);
        return true;
    }
    if (file_exists(path_join(c->a, dir, "register.db")))
        return ERR(e, ERR_CONFLICT, "%s holds a register that is no finished demo; name another folder with --dir",
                   dir);
    return demo_make(c, dir, seed, n, e);
}

static bool examples_make(struct cli *c, const char *dir, struct err *e)
{
    struct demo d = {0};
    struct catalog *k = NULL;
    struct findings *f = findings_new();
    bool ok = catalog_load(rules_dir(c->a, "demo"), f, &k, e) && demo_open(&d, k, DEMO_SEED, e);
    ok = ok && demo_examples_write(&d, dir, e);
    if (d.a)
        demo_close(&d);
    catalog_free(k);
    findings_free(f);
    return ok;
}

static bool run(struct cli *c, struct err *e)
{
    const char *dir = opt_value(c, "dir"), *examples = opt_value(c, "examples");
    const char *listen = opt_value(c, "listen") ? opt_value(c, "listen") : "127.0.0.1:8080";
    if (!dir)
        dir = opt_value(c, "data") ? c->data : "./demo-data";
    if (!args_at_most(c, 0, e))
        return false;
    if (examples)
        return examples_make(c, examples, e);
    if (!demo_ready(c, dir, e))
        return false;
    return opt_flag(c, "no-serve") || serve_until_told(c, dir, listen, three_things, (void *)dir, e);
}

static const struct opt opts[] = {
    {"no-serve", NULL, "只生成，不提供网页", "make it, do not serve it"},
    {"dir", "DIR", "目录，默认 ./demo-data", "its folder, ./demo-data unless given"},
    {"seed", "N", "随机种子：相同种子，相同内容", "the same seed gives the same province"},
    {"organisations", "N", "主体数，默认 100000", "how many organisations, 100000 unless given"},
    {"listen", "ADDRESS:PORT", "监听地址", "where to listen"},
    {"examples", "DIR", "只写出 examples/ 的文件", "write the files of examples/ and nothing else"},
    {0},
};
const struct verb verb_demo = {
    .name = "demo",
    .usage = "[--no-serve] [--dir DIR]",
    .zh = "一个虚构的省，约一分钟，然后提供网页",
    .en = "an invented province in about a minute, then serve it",
    .examples = "gongshi demo\ngongshi demo --no-serve --organisations 2000 --dir ./small\n"
                "gongshi demo --listen 127.0.0.1:9000",
    .opts = opts,
    .run = run,
};
