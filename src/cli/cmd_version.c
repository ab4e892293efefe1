/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/verbs.h"

static bool run(struct cli *c, struct err *e)
{
    static const struct column columns[] = {
        {"name", "名称", "name"}, {"version", "版本", "version"}, {"format", "数据格式", "format"}};
    if (!args_at_most(c, 0, e))
        return false;
    if (c->format == OUT_TABLE)
        return out_write(str_printf(c->a, "gongshi %s\n", GONGSHI_VERSION), e);
    struct sheet s = {columns, 3, {0}};
    sheet_row(&s, (struct str[]){STR("gongshi"), str_of(GONGSHI_VERSION), str_printf(c->a, "%d", STORE_FORMAT)});
    return sheet_write(c, &s, e);
}

const struct verb verb_version = {
    .name = "version",
    .usage = "",
    .zh = "版本",
    .en = "which version this is",
    .examples = "gongshi version\ngongshi version --format json",
    .run = run,
};
