/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli_int.h"

const struct opt *opts_global(void)
{
    static const struct opt rows[] = {
        {"data", "DIR", "登记库目录，默认 ./gongshi-data", "the register's folder, ./gongshi-data unless given"},
        {"format", "table|json|jsonl|csv", "输出格式", "form of what goes to standard output"},
        {"now", "INSTANT", "演练库的时钟，如 2026-06-30T02:00:00Z", "clock of a rehearsal register"},
        {"lang", "zh|en", "语言，默认取自 LANG", "language of words, from LANG unless given"},
        {"help", NULL, "显示帮助", "show this help"},
        {0},
    };
    return rows;
}

bool opt_flag(const struct cli *c, const char *name)
{
    for (size_t i = 0; i < c->n_given; i++)
        if (strcmp(c->given[i].name, name) == 0)
            return true;
    return false;
}

const char *opt_value(const struct cli *c, const char *name)
{
    const char *value = NULL;
    for (size_t i = 0; i < c->n_given; i++)
        if (strcmp(c->given[i].name, name) == 0)
            value = c->given[i].value;
    return value;
}

struct str opt_str(const struct cli *c, const char *name)
{
    return str_of(opt_value(c, name));
}

bool opt_day(const struct cli *c, const char *name, struct day *out, struct err *e)
{
    const char *value = opt_value(c, name);
    struct day d = DAY_NONE;
    if (value && !day_parse(str_of(value), &d))
        return ERR(e, ERR_INVALID, "--%s: '%s' is no day like 2026-06-30", name, value);
    *out = d;
    return true;
}

bool opt_int(const struct cli *c, const char *name, int64_t least, int64_t most, int64_t *out, struct err *e)
{
    const char *value = opt_value(c, name);
    int64_t n;
    if (!value)
        return true;
    if (!str_int(str_of(value), &n) || n < least || n > most)
        return ERR(e, ERR_INVALID, "--%s takes a whole number from %lld to %lld", name, (long long)least,
                   (long long)most);
    *out = n;
    return true;
}

bool arg_need(const struct cli *c, size_t i, const char *what, const char **out, struct err *e)
{
    if (i >= c->n_args)
        return ERR(e, ERR_INVALID, "%s is missing", what);
    *out = c->args[i];
    return true;
}

bool args_at_most(const struct cli *c, size_t n, struct err *e)
{
    if (c->n_args > n)
        return ERR(e, ERR_INVALID, "'%s' is one argument too many", c->args[n]);
    return true;
}
