/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "cli/cli_int.h"
#include "text/text.h"

static void opts_print(FILE *out, const struct opt *o, enum lang lang)
{
    for (; o && o->name; o++) {
        int used = fprintf(out, "  --%s%s%s", o->name, o->value ? " " : "", o->value ? o->value : "");
        fprintf(out, "%*s%s\n", used < 34 ? 34 - used : 1, "", lang == LANG_ZH ? o->zh : o->en);
    }
}

void help_verb(FILE *out, const struct verb *v, enum lang lang)
{
    bool zh = lang == LANG_ZH;
    fprintf(out, "%s\n", zh ? "示例：" : "Examples:");
    struct str rest = str_of(v->examples), line;
    while (str_split(&rest, '\n', &line))
        fprintf(out, "  %.*s\n", STR_FMT(line));
    fprintf(out, "\ngongshi %s %s\n  %s\n", v->name, v->usage, zh ? v->zh : v->en);
    if (v->opts)
        fprintf(out, "\n%s\n", zh ? "选项：" : "Options:");
    opts_print(out, v->opts, lang);
    fprintf(out, "\n%s\n", zh ? "通用选项：" : "For every verb:");
    opts_print(out, opts_global(), lang);
}

void help_all(FILE *out, enum lang lang)
{
    bool zh = lang == LANG_ZH;
    size_t n;
    const struct verb *const *rows = verbs_all(&n);
    fprintf(out, "%s\n", zh ? "示例：" : "Examples:");
    fprintf(out, "  gongshi demo\n  gongshi import --kind penalty.decide examples/penalties-official.csv\n"
                 "  gongshi search 岚安\n  gongshi serve\n\n");
    fprintf(out, "%s\n",
            zh ? "gongshi：公示机关对单位作出的正式决定"
               : "gongshi: a public register of formal decisions about organisations");
    for (size_t i = 0; i < n; i++)
        fprintf(out, "  %-12s%s\n", rows[i]->name, zh ? rows[i]->zh : rows[i]->en);
    fprintf(
        out, "\n%s\n",
        zh ? "gongshi 动词 --help 给出示例与选项。退出码：0 成功，1 失败，2 用法，3 数据有错，4 未找到，5 校验失败。"
           : "gongshi VERB --help shows examples and options. Exit: 0 ok, 1 failed, 2 usage, "
             "3 data has errors, 4 not found, 5 verification failed.");
}
