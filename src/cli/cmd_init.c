/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/verbs.h"

static bool run(struct cli *c, struct err *e)
{
    if (!args_at_most(c, 0, e))
        return false;
    bool rehearsal = opt_flag(c, "rehearsal");
    if (c->now.s && !rehearsal)
        return ERR(e, ERR_INVALID, "--now is for rehearsal registers only");
    const char *rules = opt_value(c, "rules") ? opt_value(c, "rules") : rules_dir(c->a, "cn");
    struct findings *f = findings_new();
    bool ok = act_init(c->data, rules, rehearsal, c->now, f, e);
    findings_tell(c, NULL, f, 20);
    findings_free(f);
    if (ok)
        tell(c, "已建立登记库 %s，规则 %s", "made a register in %s under the rulebook %s", c->data, rules);
    return ok;
}

static const struct opt opts[] = {
    {"rules", "DIR", "规则目录，默认全国规则", "folder of the rulebook, the national one unless given"},
    {"rehearsal", NULL, "演练库：时钟可由 --now 指定", "a rehearsal: takes another clock by --now, every page says so"},
    {0},
};
const struct verb verb_init = {
    .name = "init",
    .usage = "[--rules DIR] [--rehearsal]",
    .zh = "建立空登记库",
    .en = "make an empty register under a rulebook",
    .examples = "gongshi init\ngongshi init --rules data/demo --rehearsal --data ./try",
    .opts = opts,
    .run = run,
};
