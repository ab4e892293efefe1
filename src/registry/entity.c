/* SPDX-License-Identifier: Apache-2.0 */
#include "registry_int.h"

#include "text/text.h"

/* What a null status stands for: a registrar's entity is active, of any other nobody has said. */
static struct str usual_status(unsigned flags)
{
    return flags & ENTITY_REGISTERED ? STR("active") : STR("not_filed");
}

static void entity_read(struct rows *q, struct arena *a, struct reg_entity *x)
{
    *x = (struct reg_entity){
        .uscc = str_dup(a, rows_str(q, 0)),
        .name = str_dup(a, rows_str(q, 1)),
        .status = rows_is_null(q, 2) ? usual_status((unsigned)rows_i64(q, 3)) : str_dup(a, rows_str(q, 2)),
        .flags = (unsigned)rows_i64(q, 3),
        .registered_on = rows_day(q, 4),
        .agency = str_dup(a, rows_str(q, 5)),
        .open_seq = rows_i64(q, 6),
        .head_seq = rows_i64(q, 7),
        .ended_on = rows_day(q, 8),
        .shape = str_dup(a, rows_str(q, 9)),
        .values = str_dup(a, rows_str(q, 10)),
    };
}

bool registry_entity_find(struct store *s, struct str uscc, struct arena *a, bool *found, struct reg_entity *out,
                          struct err *e)
{
    struct rows *q;
    bool got;
    if (!store_query(s, &q, e, ST_ENTITY_GET, "t", uscc))
        return false;
    bool ok = rows_next(q, &got, e);
    if (ok && got)
        entity_read(q, a, out);
    if (ok)
        *found = got;
    rows_end(q);
    return ok;
}

bool registry_entity_each(struct store *s, struct str after,
                          bool (*each)(void *context, const struct reg_entity *x, struct err *e), void *context,
                          struct err *e)
{
    struct rows *q;
    if (!store_query(s, &q, e, ST_ENTITY_AFTER, "t", after.p ? after : STR("")))
        return false;
    struct arena *a = arena_new();
    bool got = false, ok;
    while ((ok = rows_next(q, &got, e)) && got) {
        struct reg_entity x;
        arena_reset(a);
        entity_read(q, a, &x);
        if (!(ok = each(context, &x, e)))
            break;
    }
    rows_end(q);
    arena_free(a);
    return ok;
}

/* What is usual is null, which saves space: the status, a head that is the opening act, days and values there are none
 * of. */
bool entity_write(struct registry *r, const struct reg_entity *x, bool fresh, struct err *e)
{
    struct str status = str_eq(x->status, usual_status(x->flags)) ? STR_NONE : x->status;
    struct str values = x->values.n ? x->values : STR_NONE;
    bool usual = x->flags & ENTITY_REGISTERED ? x->head_seq == x->open_seq : x->head_seq == 0;
    enum store_statement st = fresh ? ST_ENTITY_PUT : ST_ENTITY_SET;
    int64_t flags = x->flags, shape;
    if (!shape_number(r, x, &shape, e))
        return false;
    if (usual)
        return store_run(r->store, NULL, e, st, "tttidiindb", x->uscc, x->name, status, flags, x->registered_on, shape,
                         x->open_seq, x->ended_on, values);
    return store_run(r->store, NULL, e, st, "tttidiiidb", x->uscc, x->name, status, flags, x->registered_on, shape,
                     x->open_seq, x->head_seq, x->ended_on, values);
}

bool registry_names(struct store *s, const struct reg_entity *x, struct arena *a, struct reg_name **names, size_t *n,
                    struct err *e)
{
    if (!(x->flags & ENTITY_HAS_NAMES)) {
        struct reg_name *one = arena_alloc(a, sizeof *one);
        *one = (struct reg_name){x->name, DAY_NONE, DAY_NONE, (x->flags & ENTITY_REGISTERED) != 0};
        *names = one;
        *n = 1;
        return true;
    }
    struct rows *q;
    if (!store_query(s, &q, e, ST_NAME_OF, "t", x->uscc))
        return false;
    VEC(struct reg_name) v = {0};
    bool got = false, ok;
    while ((ok = rows_next(q, &got, e)) && got) {
        struct reg_name name = {str_dup(a, rows_str(q, 1)), rows_day(q, 2), rows_day(q, 3), rows_i64(q, 4) != 0};
        VEC_PUSH(&v, name);
    }
    rows_end(q);
    if (ok)
        VEC_KEEP(&v, a, names, n);
    VEC_FREE(&v);
    return ok;
}

bool registry_name_fits(const struct reg_name *names, size_t n, struct str name, struct day on)
{
    struct buf want = {0}, have = {0};
    text_name_key(name, &want);
    bool fits = false;
    for (size_t i = 0; i < n && !fits; i++) {
        if (day_is(names[i].from) && day_is(on) && names[i].from.n > on.n)
            continue;
        buf_clear(&have);
        text_name_key(names[i].name, &have);
        fits = str_eq(buf_view(&want), buf_view(&have));
    }
    buf_free(&want);
    buf_free(&have);
    return fits;
}
