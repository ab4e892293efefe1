/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A backup is a folder: the database as of one moment, the register key, the rulebook copies, and a manifest with
 * the digest of each. The database is copied first: rulebook folders are only ever added, so those copied after it
 * are at least those it names. The person key is never in it.
 */
#include "cli/backup.h"
#include "cli/verbs.h"

static bool note_file(struct manifest *m, const char *dir, const char *name, struct err *e)
{
    struct manifest_file f = {.name = str_dup(m->a, str_of(name))};
    if (!manifest_digest(path_join(m->a, dir, name), f.sha256, &f.bytes, e))
        return false;
    VEC_PUSH(&m->files, f);
    return true;
}

static bool copy_into(struct manifest *m, const char *from_dir, const char *to_dir, const char *name, unsigned mode,
                      struct err *e)
{
    return file_copy(path_join(m->a, from_dir, name), path_join(m->a, to_dir, name), mode, e) &&
           note_file(m, to_dir, name, e);
}

/* rules/ with one folder an edition, each holding tables. */
static bool copy_folder(struct manifest *m, const char *from, const char *to, const char *name, struct err *e)
{
    const char *source = path_join(m->a, from, name);
    if (!file_is_dir(source))
        return true;
    struct str *names;
    size_t n;
    if (!dir_make(path_join(m->a, to, name), 0700, e) || !dir_list(source, m->a, &names, &n, e))
        return false;
    for (size_t i = 0; i < n; i++) {
        const char *one = path_join(m->a, name, str_z(m->a, names[i]));
        bool folder = file_is_dir(path_join(m->a, from, one));
        if (!(folder ? copy_folder(m, from, to, one, e) : copy_into(m, from, to, one, 0600, e)))
            return false;
    }
    return true;
}

static bool backup_fill(struct cli *c, struct manifest *m, const char *to, struct err *e)
{
    struct store *s = NULL, *copy = NULL;
    struct register_info info = {0};
    bool ok = dir_make(path_join(c->a, to, "keys"), 0700, e) && store_open_reader(c->data, &s, e) &&
              store_backup(s, to, e) && copy_into(m, c->data, to, "keys/register", 0600, e) &&
              copy_folder(m, c->data, to, "rules", e) && store_open_reader(to, &copy, e) &&
              act_info(to, copy, &info, e);
    store_close(copy);
    store_close(s);
    /* Reading the copy may have left the database's own side files; they belong to the reader, not to the backup. */
    ok = ok && dir_remove(path_join(c->a, to, "register.db-wal"), e) &&
         dir_remove(path_join(c->a, to, "register.db-shm"), e) && note_file(m, to, "register.db", e);
    m->feed = info.feed;
    return ok && manifest_write(m, to, e) && file_sync_dir(to, e);
}

static bool run(struct cli *c, struct err *e)
{
    const char *to;
    if (!arg_need(c, 0, "the folder of the backup", &to, e) || !args_at_most(c, 1, e) || !register_need(c, e))
        return false;
    if (file_exists(to))
        return ERR(e, ERR_CONFLICT, "%s is there already; a backup takes a new folder", to);
    const char *part = str_printf(c->a, "%s.part", to).p;
    struct manifest m = {.a = c->a};
    bool ok = dir_remove(part, e) && dir_make(part, 0700, e) && backup_fill(c, &m, part, e);
    if (ok && rename(part, to) != 0)
        ok = ERR_ERRNO(e, "%s", to);
    if (ok)
        tell(c, "已备份到 %s：%lld 个行为；身份号码密钥（keys/person）不在其中",
             "backed up to %s: %lld acts; the person key (keys/person) is not in it", to, (long long)m.feed);
    else
        (void)!dir_remove(part, NULL);
    VEC_FREE(&m.files);
    return ok;
}

const struct verb verb_backup = {
    .name = "backup",
    .usage = "DIR",
    .zh = "备份（可在写入时进行）",
    .en = "copy the register, also while others write",
    .examples = "gongshi backup ../backup-2026-06-30\ngongshi backup ../b --data ./demo-data",
    .run = run,
};
