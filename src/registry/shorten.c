/* SPDX-License-Identifier: Apache-2.0 */
/* Public ends that come earlier than they did: what the adoption of an edition does to records on file. */
#include "registry_int.h"

struct shorter {
    struct str subject, nkey;
    int64_t gen;
    struct day until;
};

/* Read first, written afterwards: the query walks over the table that the writing changes. */
struct shortening {
    struct arena *row, *kept;
    VEC(struct shorter) v;
};

static void take_if_earlier(struct shortening *x, const struct record_row *row, struct day until)
{
    if (!day_is(until) || (day_is(row->r.public_until) && until.n >= row->r.public_until.n))
        return;
    struct shorter one = {str_dup(x->kept, row->r.subject), str_dup(x->kept, row->nkey), row->gen, until};
    VEC_PUSH(&x->v, one);
}

static bool write_all(struct store *s, const struct shortening *x, struct err *e)
{
    for (size_t i = 0; i < x->v.n; i++) {
        const struct shorter *one = &x->v.v[i];
        if (!store_run(s, NULL, e, ST_RECORD_UNTIL, "ttid", one->subject, one->nkey, one->gen, one->until))
            return false;
    }
    return true;
}

bool registry_shorten(struct registry *r, struct day past, registry_end_fn new_end, void *context, int64_t *n,
                      struct err *e)
{
    struct shortening x = {.row = arena_new(), .kept = arena_new()};
    struct rows *q = NULL;
    bool got = false, ok = store_query(r->store, &q, e, ST_RECORD_ADVERSE_PAST, "d", day_add(past, -1));
    while (ok && (ok = rows_next(q, &got, e)) && got) {
        struct record_row row;
        arena_reset(x.row);
        record_row_read(q, x.row, &row);
        struct day until = row.r.public_until;
        ok = new_end(context, &row.r, x.row, &until, e);
        take_if_earlier(&x, &row, until);
    }
    rows_end(q);
    ok = ok && write_all(r->store, &x, e);
    *n = ok ? (int64_t)x.v.n : 0;
    VEC_FREE(&x.v);
    arena_free(x.row);
    arena_free(x.kept);
    return ok;
}
