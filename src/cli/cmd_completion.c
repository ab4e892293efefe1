/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/verbs.h"

static bool run(struct cli *c, struct err *e)
{
    const char *shell;
    if (!arg_need(c, 0, "the shell (bash, zsh or fish)", &shell, e) || !args_at_most(c, 1, e))
        return false;
    struct buf out = {0};
    completion_put(&out, shell);
    bool ok =
        out.n ? out_write(buf_view(&out), e) : ERR(e, ERR_INVALID, "no completion for '%s': bash, zsh or fish", shell);
    buf_free(&out);
    return ok;
}

const struct verb verb_completion = {
    .name = "completion",
    .usage = "bash|zsh|fish",
    .zh = "命令行补全脚本",
    .en = "a completion script for a shell",
    .examples = "gongshi completion bash > ~/.local/share/bash-completion/completions/gongshi\n"
                "gongshi completion fish > ~/.config/fish/completions/gongshi.fish",
    .words = "bash zsh fish",
    .run = run,
};
