/* SPDX-License-Identifier: Apache-2.0 */
/* The live entries of a list, a page at a time. */
#include "view_int.h"

struct entries {
    const struct view_ask *ask;
    struct arena *a;
    int64_t after; /* entries of its subject are left out up to this one; 0: none */
    size_t limit;
    VEC(struct view_record) v;
    struct str next;
    bool full;
};

/* A firm by its name; a person by none: names of people stand on the page of their decision alone (N4). */
static bool subject_fill(struct entries *x, const struct reg_record *r, struct view_record *out, struct err *e)
{
    struct reg_entity entity;
    bool found;
    out->n_fields = 0; /* what is public of a decision stands on its page; a list names no representative */
    out->person = str_starts(r->subject, STR(PERSON_PREFIX));
    if (out->person)
        return true;
    if (!registry_entity_find(x->ask->store, r->subject, x->a, &found, &entity, e))
        return false;
    out->subject = str_dup(x->a, r->subject);
    out->subject_name = found ? entity.name : STR_NONE;
    return true;
}

static bool entry_add(void *context, const struct reg_record *row, struct err *e)
{
    struct entries *x = context;
    struct reg_record r = *row;
    struct view_record out;
    enum reg_shown shown;
    if (x->after) {
        x->after = x->after == r.seq ? 0 : x->after;
        return true;
    }
    if (!view_shown(x->ask, &r, x->a, &shown, e))
        return false;
    if (shown != SHOWN_CURRENT)
        return true;
    if (x->v.n == x->limit) {
        x->next = x->v.v[x->v.n - 1].id;
        x->full = true;
        return true;
    }
    r.subject = str_dup(x->a, r.subject);
    r.type = str_dup(x->a, r.type);
    r.agency = str_dup(x->a, r.agency);
    r.doc_no = str_dup(x->a, r.doc_no);
    if (!view_record_fill(x->ask, &r, shown, x->a, &out, e) || !subject_fill(x, &r, &out, e))
        return false;
    VEC_PUSH(&x->v, out);
    return true;
}

static bool place_of(const struct view_ask *ask, struct str list, struct str id, struct arena *a, int64_t *seq,
                     struct str *subject, struct err *e)
{
    struct journal_entry open;
    *seq = 0;
    *subject = STR("");
    if (!id.n)
        return true;
    bool known = receipt_parse(ask->keys, id, seq) && journal_content(ask->store, *seq, a, &open, NULL);
    if (!known || open.emptied || !str_eq(open.act.type, list))
        return ERR(e, ERR_INVALID, "no entry of this list to go on behind");
    *subject = open.act.subject;
    return true;
}

bool view_entries(const struct view_ask *ask, struct str list, struct str after, size_t limit, struct arena *a,
                  struct view_record **out, size_t *n, struct str *next, struct err *e)
{
    struct entries x = {.ask = ask, .a = a, .limit = limit};
    struct str subject;
    if (!place_of(ask, list, after, a, &x.after, &subject, e))
        return false;
    bool ok = registry_list_from(ask->store, list, subject, entry_add, &x, &x.full, e);
    VEC_KEEP(&x.v, a, out, n);
    *next = x.next;
    VEC_FREE(&x.v);
    return ok;
}
