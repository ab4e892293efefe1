/* SPDX-License-Identifier: Apache-2.0 */
#include "act_int.h"

#include <unistd.h>

#include "search/search.h"

enum { CLOCK_MAY_FALL_S = 300 };

struct instant writer_now(const struct writer *w)
{
    if (!w->rehearsal)
        return instant_now();
    if (w->started_ms)
        return (struct instant){w->clock.s + (monotonic_ms() - w->started_ms) / 1000};
    return w->now.s ? w->now : journal_last_at(w->journal);
}

/* A clock that fell far behind the journal would date every act wrongly (D11). */
static bool clock_is_sound(const struct writer *w, struct err *e)
{
    struct instant last = journal_last_at(w->journal);
    char last_text[INSTANT_CHARS];
    if (!w->rehearsal && instant_now().s + CLOCK_MAY_FALL_S < last.s)
        return ERR(e, ERR_BUSY, "the machine's clock is behind the last act (%s): set it right",
                   instant_format(last, last_text));
    if (w->rehearsal && w->now.s && w->now.s < last.s)
        return ERR(e, ERR_INVALID, "--now is before the last act (%s)", instant_format(last, last_text));
    return true;
}

static bool has_sources(struct store *s, bool *has, struct err *e)
{
    struct rows *q;
    if (!store_query(s, &q, e, ST_SOURCE_ANY, ""))
        return false;
    bool ok = rows_next(q, has, e);
    rows_end(q);
    return ok;
}

bool writer_open(const char *dir, const struct writer_options *o, struct writer **out, struct err *e)
{
    if (!act_is_register(dir))
        return ERR(e, ERR_NOT_FOUND, "no register in %s", dir);
    struct writer *w = mem_alloc(sizeof *w);
    struct register_info info;
    int64_t names;
    w->lock_fd = -1;
    w->dir = mem_alloc(strlen(dir) + 1);
    memcpy(w->dir, dir, strlen(dir));
    bool ok = lock_take(dir, &w->lock_fd, e) && keys_load(dir, false, &w->keys, e) &&
              store_open_writer(dir, &w->store, e) && act_info(dir, w->store, &info, e) &&
              journal_open(w->store, &w->keys, &w->journal, e) && registry_open(w->store, &w->keys, &w->registry, e) &&
              has_sources(w->store, &w->has_sources, e);
    if (ok) {
        w->rehearsal = info.rehearsal;
        w->now = o ? o->now : (struct instant){0};
        ok = !w->now.s || w->rehearsal || ERR(e, ERR_INVALID, "only a rehearsal register takes another clock");
    }
    ok = ok && clock_is_sound(w, e) && editions_load(w, e);
    if (ok)
        stage_sweep(dir);
    ok = ok && search_follow(w->store, NULL, NULL, &names, e);
    if (ok)
        *out = w;
    else
        writer_close(w);
    return ok;
}

void writer_close(struct writer *w)
{
    if (!w)
        return;
    registry_close(w->registry);
    journal_close(w->journal);
    store_close(w->store);
    editions_free(w);
    arena_free(w->memo.arena);
    if (w->lock_fd >= 0)
        close(w->lock_fd);
    mem_wipe(&w->keys, sizeof w->keys);
    mem_free(w->dir);
    mem_free(w);
}

struct store *writer_store(struct writer *w)
{
    return w->store;
}

const struct catalog *writer_catalog(struct writer *w)
{
    return edition_on(w, day_of_instant(writer_now(w)))->catalog;
}

bool writer_adopt(struct writer *w, const char *rules_dir, struct findings *f, struct adopt_sum *sum, struct err *e)
{
    struct catalog *c;
    struct act_batch *b = NULL;
    struct act act;
    int64_t seq;
    if (!edition_read(rules_dir, f, &c, e))
        return false;
    struct arena *a = arena_new();
    struct verdict v = {
        .in_force_from = DAY_NONE, .in_force_until = DAY_NONE, .public_from = DAY_NONE, .public_until = DAY_NONE};
    bool ok = edition_store(w->dir, c, day_of_instant(writer_now(w)), a, &act, e) && act_batch_open(w, &b, e);
    ok = ok && batch_append(b, &act, &v, NULL, &seq, e) && existing_apply(w, c, &sum->shortened, e);
    if (ok)
        ok = act_batch_commit(b, e);
    else
        act_batch_abort(b);
    arena_free(a);
    catalog_free(c);
    return ok && editions_load(w, e);
}

static const struct cat_type *type_of(struct writer *w, const struct journal_entry *en)
{
    for (size_t i = 0; i < w->editions.n; i++)
        if (w->editions.v[i].seq == en->verdict.edition)
            return en->act.type.n ? catalog_type_on(w->editions.v[i].catalog, en->act.type, en->act.on) : NULL;
    return NULL;
}

/* What the adoption did to the records on file, done again. */
static bool adopt_again(struct writer *w, int64_t seq, struct err *e)
{
    int64_t shortened;
    for (size_t i = 0; i < w->editions.n; i++)
        if (w->editions.v[i].seq == seq)
            return existing_apply(w, w->editions.v[i].catalog, &shortened, e);
    return ERR(e, ERR_CORRUPT, "act %lld adopts a rulebook that is not there", (long long)seq);
}

struct replay {
    struct writer *w;
    int64_t acts;
};

static bool replay_one(void *context, const struct journal_entry *en, struct arena *a, struct err *e)
{
    struct replay *r = context;
    (void)a;
    r->acts++;
    return projections_apply(r->w, en, type_of(r->w, en), e) &&
           (en->kind != KIND_RULES_ADOPT || adopt_again(r->w, en->seq, e));
}

static bool rebuild_all(struct writer *w, int64_t *acts, struct err *e)
{
    struct replay r = {w, 0};
    registry_close(w->registry);
    w->registry = NULL;
    if (!store_clear_projections(w->store, e) || !registry_open(w->store, &w->keys, &w->registry, e) ||
        !journal_each(w->store, 0, replay_one, &r, e) || !registry_finish(w->registry, e))
        return false;
    *acts = r.acts;
    return true;
}

bool writer_rebuild(struct writer *w, bool *equal, int64_t *acts, struct err *e)
{
    uint8_t before[SHA256_BYTES], after[SHA256_BYTES];
    int64_t names;
    if (!search_follow(w->store, NULL, NULL, &names, e) || !store_digest_projections(w->store, before, e) ||
        !store_begin(w->store, e))
        return false;
    bool ok = rebuild_all(w, acts, e) && store_commit(w->store, e);
    if (!ok)
        store_rollback(w->store);
    ok = ok && search_follow(w->store, NULL, NULL, &names, e) && store_digest_projections(w->store, after, e);
    if (ok)
        *equal = memcmp(before, after, sizeof before) == 0;
    return ok;
}
