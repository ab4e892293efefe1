/* SPDX-License-Identifier: Apache-2.0 */
/* Reading acts back, one or all. */
#include "journal_int.h"

#define EMPTIED "{\"erased\":true,\"residue\":"

static void row_read(struct rows *r, struct arena *a, struct journal_entry *out)
{
    *out = (struct journal_entry){
        .seq = rows_i64(r, 0),
        .at = {rows_i64(r, 1)},
        .kind = (enum act_kind)rows_i64(r, 2),
        .agency = str_dup(a, rows_str(r, 3)),
        .actor = str_dup(a, rows_str(r, 4)),
        .ref = rows_i64(r, 5),
    };
}

static struct verdict no_verdict(void)
{
    return (struct verdict){
        .in_force_from = DAY_NONE, .in_force_until = DAY_NONE, .public_from = DAY_NONE, .public_until = DAY_NONE};
}

bool entry_fill(const struct block *b, struct arena *a, struct journal_entry *out, struct err *e)
{
    int i = (int)(out->seq - b->first);
    struct str json = block_json(b, i);
    if (!block_emptied(b, i)) {
        struct err mine = {0};
        if (act_verdict_of_json(json, a, &out->act, &out->verdict, &mine))
            return true;
        return ERR(e, ERR_CORRUPT, "act %lld does not read: %.300s", (long long)out->seq, mine.msg);
    }
    struct str head = STR(EMPTIED);
    if (!str_starts(json, head) || !str_ends(json, STR("}")) || json.n < head.n + 1)
        return ERR(e, ERR_CORRUPT, "what remains of act %lld does not read", (long long)out->seq);
    out->emptied = true;
    out->residue = str_dup(a, str_n(json.p + head.n, json.n - head.n - 1));
    out->act = (struct act){.kind = out->kind, .on = DAY_NONE};
    out->verdict = no_verdict();
    return true;
}

static bool row_of(struct store *s, int64_t seq, struct arena *a, struct journal_entry *out, struct err *e)
{
    struct rows *r;
    bool got = false;
    if (!store_query(s, &r, e, ST_JOURNAL_GET, "i", seq))
        return false;
    bool ok = rows_next(r, &got, e);
    if (ok && !got)
        ok = ERR(e, ERR_NOT_FOUND, "there is no act %lld", (long long)seq);
    if (ok)
        row_read(r, a, out);
    rows_end(r);
    return ok;
}

bool journal_get(struct store *s, int64_t seq, struct arena *a, struct journal_entry *out, struct err *e)
{
    struct journal_entry entry;
    const struct block *b;
    if (!row_of(s, seq, a, &entry, e) || !block_find(s, seq, &b, e) || !entry_fill(b, a, &entry, e))
        return false;
    *out = entry;
    return true;
}

bool journal_content(struct store *s, int64_t seq, struct arena *a, struct journal_entry *out, struct err *e)
{
    struct journal_entry entry = {.seq = seq};
    const struct block *b;
    if (!block_find(s, seq, &b, e) || !entry_fill(b, a, &entry, e))
        return false;
    entry.kind = entry.act.kind;
    entry.agency = entry.act.agency;
    *out = entry;
    return true;
}

struct walk {
    bool (*each)(void *context, const struct journal_entry *entry, struct arena *a, struct err *e);
    void *context;
    struct arena *arena;
    struct block block; /* its own: the callback may read other acts */
    bool more, brief;
};

/* The acts not stored yet are there to be read as well, for whoever walks inside the writer's transaction. */
static bool walk_block(struct store *s, int64_t seq, struct walk *w, const struct block **out, struct err *e)
{
    *out = block_in_hand(cache_of(s), seq);
    if (*out)
        return true;
    *out = &w->block;
    return block_has(*out, seq) || block_load(s, seq, &w->block, e);
}

/* In canonical JSON a quote inside a text is escaped, so these bytes are a member's name; the envelope's stands last.
 */
static void subject_fill(const struct block *b, struct journal_entry *out)
{
    struct str json = block_json(b, (int)(out->seq - b->first)), name = STR("\"subject\":\"");
    out->emptied = block_emptied(b, (int)(out->seq - b->first));
    out->act = (struct act){.kind = out->kind, .on = DAY_NONE};
    for (size_t end = json.n; !out->emptied && end >= name.n; end--) {
        if (json.p[end - 1] != '"' || memcmp(json.p + end - name.n, name.p, name.n) != 0)
            continue;
        struct str rest = str_n(json.p + end, json.n - end);
        str_split(&rest, '"', &out->act.subject);
        return;
    }
}

static bool walk_row(struct store *s, struct rows *r, struct walk *w, struct err *e)
{
    struct journal_entry entry;
    const struct block *b;
    arena_reset(w->arena);
    row_read(r, w->arena, &entry);
    if (!walk_block(s, entry.seq, w, &b, e))
        return false;
    if (w->brief)
        subject_fill(b, &entry);
    else if (!entry_fill(b, w->arena, &entry, e))
        return false;
    struct err mine = {0};
    w->more = w->each(w->context, &entry, w->arena, &mine);
    if (!w->more && mine.kind != ERR_OK) {
        if (e)
            *e = mine;
        return false;
    }
    return true;
}

static bool walk_all(struct store *s, int64_t after, struct walk w, struct err *e)
{
    struct rows *r;
    bool got = true;
    if (!store_query(s, &r, e, ST_JOURNAL_AFTER, "i", after))
        return false;
    w.arena = arena_new();
    bool ok = true;
    while (ok && w.more && (ok = rows_next(r, &got, e)) && got)
        ok = walk_row(s, r, &w, e);
    rows_end(r);
    buf_free(&w.block.raw);
    arena_free(w.arena);
    return ok;
}

bool journal_each(struct store *s, int64_t after,
                  bool (*each)(void *context, const struct journal_entry *entry, struct arena *a, struct err *e),
                  void *context, struct err *e)
{
    return walk_all(s, after, (struct walk){.each = each, .context = context, .more = true}, e);
}

bool journal_each_subject(struct store *s, int64_t after,
                          bool (*each)(void *context, const struct journal_entry *entry, struct arena *a,
                                       struct err *e),
                          void *context, struct err *e)
{
    return walk_all(s, after, (struct walk){.each = each, .context = context, .more = true, .brief = true}, e);
}
