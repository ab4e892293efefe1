/* SPDX-License-Identifier: Apache-2.0 */
/* A register's folder: making one, locking it, what it says of itself. */
#include "act_int.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

bool lock_take(const char *dir, int *fd, struct err *e)
{
    struct arena *a = arena_new();
    const char *path = path_join(a, dir, "lock");
    int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    bool ok = lock >= 0 || ERR_ERRNO(e, "cannot open %s", path);
    if (ok && flock(lock, LOCK_EX | LOCK_NB) != 0) {
        ok = errno == EWOULDBLOCK ? ERR(e, ERR_BUSY, "another process is writing to %s", dir)
                                  : ERR_ERRNO(e, "cannot lock %s", path);
        close(lock);
    }
    arena_free(a);
    if (ok)
        *fd = lock;
    return ok;
}

bool act_is_register(const char *dir)
{
    struct arena *a = arena_new();
    bool is = file_exists(path_join(a, dir, "register.db"));
    arena_free(a);
    return is;
}

static bool meta_get(struct store *s, const char *key, struct arena *a, struct str *out, struct err *e)
{
    struct rows *q;
    bool got;
    if (!store_query(s, &q, e, ST_META_GET, "t", str_of(key)))
        return false;
    bool ok = rows_next(q, &got, e);
    if (ok)
        *out = got ? str_dup(a, rows_str(q, 0)) : STR_NONE;
    rows_end(q);
    return ok;
}

bool act_info(const char *dir, struct store *reader, struct register_info *out, struct err *e)
{
    (void)dir;
    struct arena *a = arena_new();
    struct str rehearsal = STR_NONE;
    struct rows *q = NULL;
    bool got = false;
    bool ok = meta_get(reader, "rehearsal", a, &rehearsal, e) && store_query(reader, &q, e, ST_JOURNAL_LAST, "") &&
              rows_next(q, &got, e);
    if (ok) {
        *out = (struct register_info){.rehearsal = str_is(rehearsal, "1"), .clock = instant_now()};
        out->feed = got ? rows_i64(q, 0) : 0;
        if (out->rehearsal && got)
            out->clock.s = rows_i64(q, 1);
    }
    rows_end(q);
    arena_free(a);
    return ok;
}

/* The first transaction of a register: what it is, and its rulebook. */
static bool found(const char *dir, struct store *s, const struct keys *k, const struct catalog *c, bool rehearsal,
                  struct instant now, struct err *e)
{
    struct arena *a = arena_new();
    struct journal *j = NULL;
    struct registry *r = NULL;
    struct journal_entry en = {.kind = KIND_RULES_ADOPT, .actor = STR("local")};
    struct act act = {0};
    struct verdict v = {.in_force_from = DAY_NONE, .in_force_until = DAY_NONE, .public_from = DAY_NONE, .public_until = DAY_NONE};
    bool ok = journal_open(s, k, &j, e) && registry_open(s, k, &r, e) && store_begin(s, e);
    if (ok)
        en.at = journal_begin(j, now);
    ok = ok && edition_store(dir, c, day_of_instant(en.at), a, &act, e) &&
         store_run(s, NULL, e, ST_META_PUT, "tt", STR("rehearsal"), rehearsal ? STR("1") : STR("0"));
    en.act = act;
    en.verdict = v;
    ok = ok && journal_append(j, &act, &v, en.actor, &en.seq, e) && registry_apply(r, &en, NULL, e) &&
         journal_finish(j, e) && registry_finish(r, e) && store_commit(s, e);
    if (!ok)
        store_rollback(s);
    registry_close(r);
    journal_close(j);
    arena_free(a);
    return ok;
}

bool act_init(const char *dir, const char *rules_dir, bool rehearsal, struct instant now, struct findings *f, struct err *e)
{
    struct catalog *c = NULL;
    struct store *s = NULL;
    struct keys keys;
    int lock = -1;
    if (now.s && !rehearsal)
        return ERR(e, ERR_INVALID, "only a rehearsal register takes another clock");
    bool ok = edition_read(rules_dir, f, &c, e) && dir_make(dir, 0755, e) && lock_take(dir, &lock, e);
    if (ok && act_is_register(dir))
        ok = ERR(e, ERR_CONFLICT, "%s holds a register already", dir);
    ok = ok && keys_load(dir, true, &keys, e) && store_open_writer(dir, &s, e) &&
         found(dir, s, &keys, c, rehearsal, now.s ? now : instant_now(), e);
    store_close(s);
    catalog_free(c);
    if (lock >= 0)
        close(lock);
    mem_wipe(&keys, sizeof keys);
    return ok;
}
