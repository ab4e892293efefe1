/* SPDX-License-Identifier: Apache-2.0 */
/* Emptying: a block is written anew without the acts named and without their salts. */
#include "journal_int.h"

static void residue_put(struct str residue, struct buf *out)
{
    buf_clear(out);
    buf_str(out, STR("{\"erased\":true,\"residue\":"));
    buf_str(out, residue.n ? residue : STR("{}"));
    buf_char(out, '}');
}

/* How many of the acts named (sorted) lie in b. */
static size_t count_in(const struct block *b, const int64_t *seqs, size_t n)
{
    size_t i = 0;
    while (i < n && block_has(b, seqs[i]))
        i++;
    return i;
}

/* Copies `from` to `to` with the acts named replaced; the salts go with them. */
static void rewrite(struct journal *j, const struct block *from, const int64_t *seqs, const struct str *residues,
                    size_t n, struct block *to)
{
    block_start(to, from->first);
    memcpy(to->salts, from->salts, sizeof to->salts);
    size_t at = 0;
    for (int i = 0; i < from->n; i++) {
        if (at == n || seqs[at] != from->first + i) {
            block_push(to, block_json(from, i));
            continue;
        }
        residue_put(residues[at++], &j->json);
        memset(to->salts + (size_t)i * SALT_BYTES, 0, SALT_BYTES);
        block_push(to, buf_view(&j->json));
    }
}

static bool store_block(struct journal *j, const struct block *b, struct err *e)
{
    struct str salts = str_n((const char *)b->salts, (size_t)b->n * SALT_BYTES);
    int64_t changed = 0;
    if (!block_encode(j->deflate, b, &j->packed, e) ||
        !store_run(j->store, &changed, e, ST_CONTENT_EMPTY, "ibb", b->first, salts, buf_view(&j->packed)))
        return false;
    ASSERT(changed == 1);
    return stored_read(j->store, b->first, &j->stored, e) &&
           stored_check(&j->stored, j->cache->inflate, j->cache->hash, &j->scratch, e);
}

/* Empties what lies in the block of the first act named; *done is how many that were. */
static bool erase_in_block(struct journal *j, const int64_t *seqs, const struct str *residues, size_t n, size_t *done,
                           struct err *e)
{
    struct block fresh = {0};
    bool ok = block_load(j->store, seqs[0], &j->scratch, e);
    if (ok) {
        *done = count_in(&j->scratch, seqs, n);
        rewrite(j, &j->scratch, seqs, residues, *done, &fresh);
        size_t bytes = (size_t)fresh.n * SALT_BYTES;
        /* all of them were emptied before: nothing is left to take out */
        bool same = memcmp(fresh.salts, j->scratch.salts, bytes) == 0;
        ok = same || store_block(j, &fresh, e);
    }
    buf_free(&fresh.raw);
    return ok;
}

bool journal_erase(struct journal *j, const int64_t *seqs, const struct str *residues, size_t n, struct err *e)
{
    if (!journal_flush(j, e))
        return false;
    for (size_t i = 0; i < n; i++) {
        ASSERT(i == 0 || seqs[i - 1] < seqs[i]);
        if (seqs[i] < 1 || seqs[i] > j->last_seq)
            return ERR(e, ERR_NOT_FOUND, "there is no act %lld", (long long)seqs[i]);
    }
    for (size_t i = 0, done; i < n; i += done) {
        if (!erase_in_block(j, seqs + i, residues + i, n - i, &done, e))
            return false;
    }
    return true;
}
