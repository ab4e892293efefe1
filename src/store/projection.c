/* SPDX-License-Identifier: Apache-2.0 */
/* All projection tables at once: a digest over them, and emptying them for a rebuild. */
#include "store_int.h"

/* The name index (doc, gram, search_state) is emptied with them but not compared: it may keep a doc of a name that is
 * no more, which can show nothing; search says why. */
static const struct {
    const char *table;
    enum store_statement digest, clear;
} projections[] = {
    {"agency_key", ST_DIGEST_AGENCY_KEY, ST_CLEAR_AGENCY_KEY},
    {"alias", ST_DIGEST_ALIAS, ST_CLEAR_ALIAS},
    {"chain", ST_DIGEST_CHAIN, ST_CLEAR_CHAIN},
    {"duty", ST_DIGEST_DUTY, ST_CLEAR_DUTY},
    {"edition", ST_DIGEST_EDITION, ST_CLEAR_EDITION},
    {"entity", ST_DIGEST_ENTITY, ST_CLEAR_ENTITY},
    {"filing", ST_DIGEST_FILING, ST_CLEAR_FILING},
    {"gone_key", ST_DIGEST_GONE_KEY, ST_CLEAR_GONE_KEY},
    {"name", ST_DIGEST_NAME, ST_CLEAR_NAME},
    {"officer", ST_DIGEST_OFFICER, ST_CLEAR_OFFICER},
    {"power", ST_DIGEST_POWER, ST_CLEAR_POWER},
    {"record", ST_DIGEST_RECORD, ST_CLEAR_RECORD},
    {"source", ST_DIGEST_SOURCE, ST_CLEAR_SOURCE},
    {"tally", ST_DIGEST_TALLY, ST_CLEAR_TALLY},
    {"withdrawn", ST_DIGEST_WITHDRAWN, ST_CLEAR_WITHDRAWN},
};
enum { N_PROJECTIONS = sizeof projections / sizeof projections[0] };

/* A row is its columns, each with the letter of its type in front: text "1" is not the number 1. */
static void put_row(struct rows *r, struct buf *out)
{
    int n = sqlite3_column_count(r->stmt);
    buf_char(out, 'r');
    for (int i = 0; i < n; i++) {
        int type = sqlite3_column_type(r->stmt, i);
        buf_char(out, (char)('0' + type));
        if (type != SQLITE_NULL)
            buf_put_lp(out, rows_str(r, i));
    }
}

static bool digest_table(struct store *s, size_t i, struct sha256 *h, struct buf *b, struct err *e)
{
    struct rows *r;
    bool got = true;
    bool ok = store_query(s, &r, e, projections[i].digest, "");
    if (!ok)
        return false;
    buf_clear(b);
    buf_put_lp(b, str_of(projections[i].table));
    while ((ok = rows_next(r, &got, e)) && got) {
        put_row(r, b);
        if (b->n >= 64 << 10) {
            sha256_add(h, b->p, b->n);
            buf_clear(b);
        }
    }
    sha256_add(h, b->p, b->n);
    rows_end(r);
    return ok;
}

bool store_digest_projections(struct store *s, uint8_t out[SHA256_BYTES], struct err *e)
{
    struct sha256 *h = sha256_new();
    struct buf b = {0};
    bool own = !s->in_write && !s->in_read;
    bool ok = !own || store_read_begin(s, e);
    sha256_start(h);
    for (size_t i = 0; ok && i < N_PROJECTIONS; i++)
        ok = digest_table(s, i, h, &b, e);
    if (ok)
        sha256_end(h, out);
    if (own)
        store_read_end(s);
    buf_free(&b);
    sha256_free(h);
    return ok;
}

bool store_clear_projections(struct store *s, struct err *e)
{
    ASSERT(s->in_write);
    for (size_t i = 0; i < N_PROJECTIONS; i++) {
        if (!store_run(s, NULL, e, projections[i].clear, ""))
            return false;
    }
    /* Shapes are compared with the entities that have them; their numbers, and those in no use any more, say nothing.
     */
    return store_run(s, NULL, e, ST_CLEAR_SHAPE, "") && store_run(s, NULL, e, ST_CLEAR_DOC, "") &&
           store_run(s, NULL, e, ST_CLEAR_GRAM, "") && store_run(s, NULL, e, ST_CLEAR_SEARCH_STATE, "");
}
