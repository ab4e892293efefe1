/* SPDX-License-Identifier: Apache-2.0 */
/* Where things are: the rulebooks that came with the program, and the register of this command. */
#include <stdlib.h>
#include <unistd.h>

#include "cli/cli_int.h"

#ifndef GONGSHI_DATADIR
#define GONGSHI_DATADIR "/usr/share/gongshi"
#endif

static const char *parent_of(struct arena *a, const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? str_z(a, str_n(path, (size_t)(slash - path))) : ".";
}

/* data/ beside the folder of the executable: build/gongshi finds data/. NULL when it is not there. */
static const char *beside_executable(struct arena *a)
{
    char self[4096];
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    if (n <= 0)
        return NULL;
    const char *folder = parent_of(a, str_z(a, str_n(self, (size_t)n)));
    const char *data = path_join(a, parent_of(a, folder), "data");
    return file_exists(path_join(a, data, "cn/jurisdiction.csv")) ? data : NULL;
}

const char *rules_dir(struct arena *a, const char *jurisdiction)
{
    const char *root = getenv("GONGSHI_RULES");
    if (root && file_exists(path_join(a, root, "jurisdiction.csv")))
        root = path_join(a, root, "..");
    if (!root || !*root)
        root = beside_executable(a);
    return path_join(a, root ? root : GONGSHI_DATADIR, jurisdiction);
}

bool register_need(const struct cli *c, struct err *e)
{
    if (act_is_register(c->data))
        return true;
    return ERR(e, ERR_NOT_FOUND, "there is no register in %s; gongshi init makes one, --data names another", c->data);
}

bool register_ensure(const struct cli *c, struct err *e)
{
    if (act_is_register(c->data))
        return true;
    struct findings *f = findings_new();
    const char *rules = rules_dir(c->a, "cn");
    bool ok = act_init(c->data, rules, false, (struct instant){0}, f, e);
    if (!ok)
        findings_tell(c, NULL, f, 20);
    else
        tell(c, "新建登记库 %s，规则 %s", "made a new register in %s under the rulebook %s", c->data, rules);
    findings_free(f);
    return ok;
}
