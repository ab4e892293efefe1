/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The FTS5 tokenizer 'gongshi': text arrives as grams that `text` already made, so it is cut at single
 * spaces and everything else is taken as it stands.
 */
#include "store_int.h"

static int create(void *context, const char **args, int n_args, Fts5Tokenizer **out)
{
    (void)args, (void)n_args;
    *out = context; /* it keeps nothing; FTS5 only asks that the pointer is not NULL */
    return SQLITE_OK;
}

static void drop(Fts5Tokenizer *t)
{
    (void)t;
}

static int tokenize(Fts5Tokenizer *t, void *context, int flags, const char *text, int n,
                    int (*token)(void *, int, const char *, int, int, int))
{
    (void)t, (void)flags;
    for (int from = 0; from < n;) {
        const char *space = memchr(text + from, ' ', (size_t)(n - from));
        int to = space ? (int)(space - text) : n;
        int rc = to > from ? token(context, 0, text + from, to - from, from, to) : SQLITE_OK;
        if (rc != SQLITE_OK)
            return rc;
        from = to + 1;
    }
    return SQLITE_OK;
}

static fts5_api *api_of(sqlite3 *db)
{
    fts5_api *api = NULL;
    sqlite3_stmt *stmt = NULL;
    if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &stmt, NULL) == SQLITE_OK) {
        sqlite3_bind_pointer(stmt, 1, &api, "fts5_api_ptr", NULL);
        (void)sqlite3_step(stmt);
    }
    sqlite3_finalize(stmt);
    return api;
}

bool tokenizer_register(sqlite3 *db, struct err *e)
{
    fts5_api *api = api_of(db);
    if (!api)
        return ERR(e, ERR_IO, "this SQLite has no FTS5");
    fts5_tokenizer ours = {create, drop, tokenize};
    int rc = api->xCreateTokenizer(api, "gongshi", api, &ours, NULL);
    return rc == SQLITE_OK ? true : store_fail(db, rc, e, "tokenizer");
}
