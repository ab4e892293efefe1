/* SPDX-License-Identifier: Apache-2.0 */
/* A key as a program keeps it: one line in a file, never an argument, which every user of the machine could read. */
#include <sys/stat.h>

#include "cli/cli_int.h"

enum { KEY_FILE_MAX = 256 };

bool key_file_read(const struct cli *c, struct act_caller *out, struct err *e)
{
    const char *path = opt_value(c, "key-file");
    struct buf text = {0};
    struct stat st;
    if (!path)
        return true;
    buf_reserve(&text, KEY_FILE_MAX + 1); /* grown once, so that one wipe reaches all of it */
    bool ok = file_read(strcmp(path, "-") == 0 ? "/dev/stdin" : path, KEY_FILE_MAX, &text, e);
    if (ok && stat(path, &st) == 0 && S_ISREG(st.st_mode) && (st.st_mode & (S_IRWXG | S_IRWXO)))
        tell(c, "提醒：其他用户可读取 %s，请执行 chmod 600", "note: others may read %s; chmod 600 it", path);
    struct str key = str_trim(buf_view(&text));
    if (ok && key.n != ACCESS_KEY_CHARS)
        ok = ERR(e, ERR_INVALID, "%s holds no key of %d characters", path, (int)ACCESS_KEY_CHARS);
    if (ok)
        out->key = str_dup(c->a, key);
    mem_wipe(text.p, text.cap);
    buf_free(&text);
    return ok;
}

void key_file_forget(struct act_caller *caller)
{
    if (caller->key.n)
        mem_wipe((void *)(uintptr_t)caller->key.p, caller->key.n);
    caller->key = STR_NONE;
}
