/* SPDX-License-Identifier: Apache-2.0 */
/* A backup becomes a register again, in a folder where nothing is: verified first, copied beside, renamed into place.
 */
#include "cli/backup.h"
#include "cli/verbs.h"

static bool target_is_free(struct cli *c, struct err *e)
{
    struct str *names;
    size_t n = 0;
    if (!file_exists(c->data))
        return true;
    if (!file_is_dir(c->data))
        return ERR(e, ERR_CONFLICT, "%s is no folder", c->data);
    if (!dir_list(c->data, c->a, &names, &n, e))
        return false;
    return n == 0 || ERR(e, ERR_CONFLICT, "%s is not empty; a restore takes an empty folder", c->data);
}

static const char *folder_of(struct arena *a, const char *path)
{
    const char *slash = strrchr(path, '/');
    return str_z(a, str_n(path, slash ? (size_t)(slash - path) : 0));
}

static bool copy_all(struct cli *c, const struct manifest *m, const char *from, const char *to, struct err *e)
{
    for (size_t i = 0; i < m->files.n; i++) {
        const char *target = path_join(c->a, to, m->files.v[i].name.p);
        if (!dir_make(folder_of(c->a, target), 0700, e) ||
            !file_copy(path_join(c->a, from, m->files.v[i].name.p), target, 0600, e))
            return false;
    }
    return file_sync_dir(to, e);
}

static bool run(struct cli *c, struct err *e)
{
    const char *from;
    struct manifest m = {.a = c->a};
    if (!arg_need(c, 0, "the folder of the backup", &from, e) || !args_at_most(c, 1, e))
        return false;
    const char *part = str_printf(c->a, "%s.part", c->data).p;
    bool ok = target_is_free(c, e) && manifest_verify(&m, from, e);
    if (ok && m.format > STORE_FORMAT)
        ok = ERR(e, ERR_CONFLICT, "the backup has format %lld, this program knows %d", (long long)m.format,
                 STORE_FORMAT);
    ok = ok && dir_remove(part, e) && dir_make(part, 0700, e) && copy_all(c, &m, from, part, e);
    if (ok && rename(part, c->data) != 0)
        ok = ERR_ERRNO(e, "%s", c->data);
    if (ok)
        tell(c, "已恢复到 %s：%lld 个行为。身份号码密钥（keys/person）不在备份中，需另行放回，否则无法比对身份号码",
             "restored into %s: %lld acts. The person key (keys/person) is in no backup: put it back from its own "
             "place, "
             "identity numbers cannot be compared without it",
             c->data, (long long)m.feed);
    VEC_FREE(&m.files);
    return ok;
}

const struct verb verb_restore = {
    .name = "restore",
    .usage = "DIR --data TARGET",
    .zh = "从备份恢复",
    .en = "make a register of a backup, in an empty folder",
    .examples = "gongshi restore ../backup-2026-06-30 --data ./gongshi-data",
    .run = run,
};
