/* SPDX-License-Identifier: Apache-2.0 */
#include "registry_int.h"

void record_row_read(struct rows *q, struct arena *a, struct record_row *out)
{
    *out = (struct record_row){.nkey = str_dup(a, rows_str(q, 1)),
                               .gen = rows_i64(q, 2),
                               .r = {
                                   .subject = str_dup(a, rows_str(q, 0)),
                                   .seq = rows_i64(q, 3),
                                   .type = str_dup(a, rows_str(q, 4)),
                                   .kind = (enum act_kind)rows_i64(q, 5),
                                   .origin = (enum act_origin)rows_i64(q, 6),
                                   .agency = str_dup(a, rows_str(q, 7)),
                                   .doc_no = str_dup(a, rows_str(q, 8)),
                                   .decided_on = rows_day(q, 9),
                                   .in_force_from = rows_day(q, 10),
                                   .in_force_until = rows_day(q, 11),
                                   .public_from = rows_day(q, 12),
                                   .public_until = rows_day(q, 13),
                                   .flags = (unsigned)rows_i64(q, 14),
                                   .ended_at = {rows_i64(q, 15)},
                                   .end_seq = rows_i64(q, 16),
                                   .source = rows_i64(q, 17),
                                   .ground = rows_i64(q, 18),
                                   .public_at = {rows_i64(q, 19)},
                               }};
}

static int newer_first(const void *pa, const void *pb)
{
    const struct reg_record *a = pa, *b = pb;
    if (a->decided_on.n != b->decided_on.n)
        return a->decided_on.n > b->decided_on.n ? -1 : 1;
    return a->seq > b->seq ? -1 : a->seq < b->seq;
}

bool record_rows_collect(struct rows *q, struct arena *a, struct reg_record **out, size_t *n, struct err *e)
{
    VEC(struct reg_record) v = {0};
    bool got = false, ok;
    while ((ok = rows_next(q, &got, e)) && got) {
        struct record_row row;
        record_row_read(q, a, &row);
        VEC_PUSH(&v, row.r);
    }
    rows_end(q);
    if (ok)
        VEC_KEEP(&v, a, out, n);
    VEC_FREE(&v);
    return ok;
}

bool record_rows_each(struct rows *q, registry_each_fn each, void *context, const bool *stop, struct err *e)
{
    struct arena *a = arena_new();
    bool got = false, ok = true;
    while (ok && !(stop && *stop) && (ok = rows_next(q, &got, e)) && got) {
        struct record_row row;
        arena_reset(a);
        record_row_read(q, a, &row);
        ok = each(context, &row.r, e);
    }
    rows_end(q);
    arena_free(a);
    return ok;
}

bool registry_records(struct store *s, struct str subject, struct arena *a, struct reg_record **out, size_t *n,
                      struct err *e)
{
    struct rows *q;
    if (!store_query(s, &q, e, ST_RECORD_OF_SUBJECT, "t", subject) || !record_rows_collect(q, a, out, n, e))
        return false;
    if (*n)
        qsort(*out, *n, sizeof **out, newer_first);
    return true;
}

bool record_row_by_seq(struct store *s, struct str subject, int64_t seq, struct arena *a, bool *found,
                       struct record_row *out, struct err *e)
{
    struct rows *q;
    bool got;
    if (!store_query(s, &q, e, ST_RECORD_OF_SEQ, "ti", subject, seq))
        return false;
    bool ok = rows_next(q, &got, e);
    if (ok && got)
        record_row_read(q, a, out);
    if (ok)
        *found = got;
    rows_end(q);
    return ok;
}

bool registry_record_by_seq(struct store *s, struct str subject, int64_t seq, struct arena *a, bool *found,
                            struct reg_record *out, struct err *e)
{
    struct record_row row;
    bool got;
    if (!record_row_by_seq(s, subject, seq, a, &got, &row, e))
        return false;
    if (got)
        *out = row.r;
    *found = got;
    return true;
}

bool record_row_published(struct store *s, const struct record_row *row, struct instant at, struct err *e)
{
    return store_run(s, NULL, e, ST_RECORD_PUBLISH, "ttii", row->r.subject, row->nkey, row->gen, at.s);
}

bool record_row_set(struct store *s, const struct record_row *row, struct err *e)
{
    const struct reg_record *r = &row->r;
    int64_t flags = r->flags;
    if (!r->ended_at.s)
        return store_run(s, NULL, e, ST_RECORD_SET, "ttidddddinn", r->subject, row->nkey, row->gen, r->decided_on,
                         r->in_force_from, r->in_force_until, r->public_from, r->public_until, flags);
    return store_run(s, NULL, e, ST_RECORD_SET, "ttidddddiii", r->subject, row->nkey, row->gen, r->decided_on,
                     r->in_force_from, r->in_force_until, r->public_from, r->public_until, flags, r->ended_at.s,
                     r->end_seq);
}

bool registry_withdrawn(struct store *s, int64_t open_seq, struct arena *a, bool *found, struct reg_withdrawn *out,
                        struct err *e)
{
    struct rows *q;
    bool got;
    if (!store_query(s, &q, e, ST_WITHDRAWN_GET, "i", open_seq))
        return false;
    bool ok = rows_next(q, &got, e);
    if (ok && got)
        *out = (struct reg_withdrawn){str_dup(a, rows_str(q, 2)), rows_day(q, 3), rows_i64(q, 4) != 0};
    if (ok)
        *found = got;
    rows_end(q);
    return ok;
}
