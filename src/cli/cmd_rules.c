/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/rules_int.h"
#include "cli/verbs.h"

static const struct {
    const char *word;
    bool (*run)(struct cli *c, struct err *e);
} words[] = {
    {"list", rules_list}, {"show", rules_show}, {"check", rules_check}, {"diff", rules_diff}, {"adopt", rules_adopt},
    {"lint", rules_lint}};

static bool run(struct cli *c, struct err *e)
{
    const char *what;
    if (!arg_need(c, 0, "list, show, check, diff, adopt or lint", &what, e))
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i].word, what) == 0)
            return words[i].run(c, e);
    return ERR(e, ERR_INVALID, "rules knows list, show, check, diff, adopt and lint, not '%s'", what);
}

static const struct opt opts[] = {
    {"table", "NAME", "list：types、lists、measures、terms、instruments、powers、transitions、editions",
     "list: types, lists, measures, terms, instruments, powers, transitions, editions"},
    {"state", "STATE", "list：usable、display-only、historic", "list: usable, display-only, historic"},
    {"as-of", "DAY", "该日有效的行", "rows in force on that day"},
    {"rules", "DIR|NAME|EDITION", "list、show：哪一套规则，默认登记库所采用的",
     "list, show: which rulebook, the register's unless given"},
    {"type", "ID", "show：行为种类的记录类型", "show: record type, when an act kind is shown"},
    {"level", "LEVEL", "check：error、warning、note 起", "check: findings from error, warning or note upward"},
    {"key-file", "FILE", "lint：机关密钥所在文件", "lint: file with the agency's key"},
    {"explain", NULL, "check：列出检查规则", "check: list what is looked for, and why"},
    {0},
};
const struct verb verb_rules = {
    .name = "rules",
    .usage = "list | show ID | check [DIR] | diff A B | adopt DIR | lint FILE",
    .zh = "规则：列出、查看、检查、比较、采用、报送前核对",
    .en = "the rulebook: list, show, check, diff, adopt; lint acts before they are filed",
    .examples = "gongshi rules list --table lists --state usable\ngongshi rules show samr-serious --as-of 2025-06-30\n"
                "gongshi rules show penalty.decide\ngongshi rules check data/demo\ngongshi rules diff cn data/demo\n"
                "gongshi rules adopt data/demo\ngongshi rules lint acts.jsonl --data ./demo-data",
    .opts = opts,
    .words = "list show check diff adopt lint",
    .run = run,
};
