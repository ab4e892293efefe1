/* SPDX-License-Identifier: Apache-2.0 */
/* Completions for three shells, drawn from the table of verbs. */
#include <stdio.h>

#include "cli/cli_int.h"

static void words_put(struct buf *out, const struct verb *v)
{
    if (v->words)
        buf_printf(out, "%s ", v->words);
    for (const struct opt *o = v->opts; o && o->name; o++)
        buf_printf(out, "--%s ", o->name);
    for (const struct opt *o = opts_global(); o->name; o++)
        buf_printf(out, "--%s ", o->name);
}

static void bash_put(struct buf *out)
{
    size_t n;
    const struct verb *const *rows = verbs_all(&n);
    buf_z(out, "_gongshi() {\n    local cur=${COMP_WORDS[COMP_CWORD]} words=\n    case ${COMP_WORDS[1]} in\n");
    for (size_t i = 0; i < n; i++) {
        buf_printf(out, "    %s) words='", rows[i]->name);
        words_put(out, rows[i]);
        buf_z(out, "' ;;\n");
    }
    buf_z(out, "    esac\n    [ \"$COMP_CWORD\" = 1 ] && words='");
    for (size_t i = 0; i < n; i++)
        buf_printf(out, "%s ", rows[i]->name);
    buf_z(out, "'\n    COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n}\n"
               "complete -o default -F _gongshi gongshi\n");
}

static void zsh_put(struct buf *out)
{
    buf_z(out, "#compdef gongshi\nautoload -U +X bashcompinit && bashcompinit\n");
    bash_put(out);
}

static void fish_opts_put(struct buf *out, const char *verb, const struct opt *o)
{
    for (; o && o->name; o++) {
        buf_printf(out, "complete -c gongshi%s%s%s -l %s%s -d '", verb ? " -n '__fish_seen_subcommand_from " : "",
                   verb ? verb : "", verb ? "'" : "", o->name, o->value ? " -r" : "");
        for (const char *p = o->en; *p; p++) { /* fish escapes a quote inside quotes with a backslash */
            if (*p == '\'')
                buf_char(out, '\\');
            buf_char(out, *p);
        }
        buf_z(out, "'\n");
    }
}

static void fish_put(struct buf *out)
{
    size_t n;
    const struct verb *const *rows = verbs_all(&n);
    for (size_t i = 0; i < n; i++) {
        buf_printf(out, "complete -c gongshi -n __fish_use_subcommand -f -a %s\n", rows[i]->name);
        if (rows[i]->words)
            buf_printf(out, "complete -c gongshi -n '__fish_seen_subcommand_from %s' -a '%s'\n", rows[i]->name,
                       rows[i]->words);
        fish_opts_put(out, rows[i]->name, rows[i]->opts);
    }
    fish_opts_put(out, NULL, opts_global());
}

void completion_put(struct buf *out, const char *shell)
{
    static const struct {
        const char *shell;
        void (*put)(struct buf *out);
    } rows[] = {{"bash", bash_put}, {"zsh", zsh_put}, {"fish", fish_put}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].shell, shell) == 0)
            rows[i].put(out);
}
