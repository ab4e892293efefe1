/* SPDX-License-Identifier: Apache-2.0 */
#include "registry_int.h"

#include "text/text.h"

static bool put_name(struct registry *r, struct str uscc, int64_t ord, const struct reg_name *x, struct err *e)
{
    return store_run(r->store, NULL, e, ST_NAME_PUT, "titddi", uscc, ord, x->name, x->from, x->to,
                     (int64_t)x->registered);
}

static bool put_names(struct registry *r, struct str uscc, const struct reg_name *names, size_t n, struct err *e)
{
    if (!store_run(r->store, NULL, e, ST_NAME_CLEAR, "t", uscc))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!put_name(r, uscc, (int64_t)i, &names[i], e))
            return false;
    return true;
}

/* "A~2019-06-30;B": each former name with its last day where known; the next one starts the day after. */
static size_t parse_former(struct arena *a, struct str former, struct str current, struct reg_name **out)
{
    size_t cap = 2;
    for (size_t i = 0; i < former.n; i++)
        cap += former.p[i] == ';';
    struct reg_name *v = arena_alloc(a, cap * sizeof *v);
    size_t n = 0;
    struct day from = DAY_NONE;
    struct str rest = former, one;
    while (str_split(&rest, ';', &one)) {
        struct str name;
        struct day to = DAY_NONE;
        if (str_split(&one, '~', &name))
            day_parse(str_trim(one), &to);
        name = str_trim(name);
        if (!name.n)
            continue;
        v[n++] = (struct reg_name){name, from, to, true};
        from = day_is(to) ? day_add(to, 1) : DAY_NONE;
    }
    v[n++] = (struct reg_name){current, from, DAY_NONE, true};
    *out = v;
    return n;
}

/* A registrar has filed: what was held back under this code goes public if its name fits. */
static bool release_held(struct registry *r, const struct journal_entry *en, const struct reg_name *names, size_t n,
                         struct err *e)
{
    struct reg_record *records;
    size_t n_records;
    if (!registry_records(r->store, en->act.subject, r->arena, &records, &n_records, e))
        return false;
    for (size_t i = 0; i < n_records; i++) {
        struct record_row row;
        struct act_field *fields;
        size_t n_fields;
        bool found;
        if (!(records[i].flags & RECORD_HELD))
            continue;
        if (!record_row_by_seq(r->store, en->act.subject, records[i].seq, r->arena, &found, &row, e) ||
            !registry_fold(r->store, &records[i], DAY_NONE, (struct instant){0}, r->arena, &fields, &n_fields, e))
            return false;
        struct act as_filed = {.fields = fields, .n_fields = n_fields};
        if (!registry_name_fits(names, n, act_text(&as_filed, "name"), row.r.decided_on))
            continue;
        row.r.flags &= ~(unsigned)RECORD_HELD;
        struct day today = day_of_instant(en->at);
        bool waits = row.r.flags & RECORD_UNPUBLISHED;
        if (!waits && (!day_is(row.r.public_from) || row.r.public_from.n < today.n))
            row.r.public_from = today;
        if (!waits && !record_row_published(r->store, &row, en->at, e))
            return false;
        if (!record_row_set(r->store, &row, e))
            return false;
    }
    return true;
}

static bool subject_has_records(struct registry *r, struct str uscc, bool *has, struct err *e)
{
    *has = false;
    if (!r->has_records)
        return true;
    struct rows *q;
    if (!store_query(r->store, &q, e, ST_RECORD_OF_SUBJECT, "t", uscc))
        return false;
    bool ok = rows_next(q, has, e);
    rows_end(q);
    return ok;
}

static bool put_alias(struct registry *r, const struct act *a, const char *field, struct err *e)
{
    struct str old = act_text(a, field);
    if (!old.n)
        return true;
    buf_clear(&r->key);
    registry_old_key(old, &r->key);
    old = buf_view(&r->key);
    if (!old.n || str_eq(old, a->subject))
        return true;
    return store_run(r->store, NULL, e, ST_ALIAS_PUT, "tt", old, a->subject);
}

static bool put_aliases(struct registry *r, const struct act *a, struct err *e)
{
    return put_alias(r, a, "reg_no", e) && put_alias(r, a, "tax_no", e) && put_alias(r, a, "org_code", e);
}

static struct str status_of(const struct act *a)
{
    struct str status = act_text(a, "status");
    return status.n ? status : STR("active");
}

static bool register_entity(struct registry *r, const struct journal_entry *en, struct err *e)
{
    const struct act *a = &en->act;
    struct reg_entity old = {0};
    bool found = false, has_records;
    if ((registry_may_have(r, a->subject) && !registry_entity_find(r->store, a->subject, r->arena, &found, &old, e)) ||
        !subject_has_records(r, a->subject, &has_records, e))
        return false;
    struct reg_entity x = {.uscc = a->subject,
                           .name = act_text(a, "name"),
                           .status = status_of(a),
                           .flags = ENTITY_REGISTERED | (has_records ? ENTITY_HAS_RECORDS : 0),
                           .registered_on = a->on,
                           .agency = a->agency,
                           .open_seq = en->seq,
                           .head_seq = en->seq,
                           .ended_on = DAY_NONE};
    struct reg_name *names;
    size_t n = parse_former(r->arena, act_text(a, "former_names"), x.name, &names);
    if (n > 1)
        x.flags |= ENTITY_HAS_NAMES;
    if (n > 1 || (found && (old.flags & ENTITY_HAS_NAMES)))
        if (!put_names(r, a->subject, names, n > 1 ? n : 0, e))
            return false;
    registry_note_entity(r, a->subject);
    shape_pack(r, a->fields, a->n_fields, &x);
    return entity_write(r, &x, !found, e) && put_aliases(r, a, e) && (!has_records || release_held(r, en, names, n, e));
}

static bool rename_entity(struct registry *r, struct reg_entity *x, struct str name, struct day from, struct err *e)
{
    struct reg_name *names;
    size_t n;
    if (!registry_names(r->store, x, r->arena, &names, &n, e))
        return false;
    struct reg_name *v = arena_alloc(r->arena, (n + 1) * sizeof *v);
    memcpy(v, names, n * sizeof *v);
    v[n - 1].to = day_is(from) ? day_add(from, -1) : DAY_NONE;
    v[n] = (struct reg_name){name, from, DAY_NONE, true};
    x->name = name;
    x->flags |= ENTITY_HAS_NAMES;
    return put_names(r, x->uscc, v, n + 1, e);
}

/* A corrected name replaces the wrong one, which was never the firm's. */
static bool correct_name(struct registry *r, struct reg_entity *x, struct str name, struct err *e)
{
    struct reg_name *names;
    size_t n;
    if (!registry_names(r->store, x, r->arena, &names, &n, e))
        return false;
    names[n - 1].name = name;
    x->name = name;
    return !(x->flags & ENTITY_HAS_NAMES) || put_names(r, x->uscc, names, n, e);
}

/* The change stands in the chain already: what the row holds is folded from the journal. */
static bool fields_anew(struct registry *r, struct reg_entity *x, struct err *e)
{
    struct act_field *fields;
    size_t n;
    if (!registry_entity_fields(r->store, x, DAY_NONE, (struct instant){0}, r->arena, &fields, &n, e))
        return false;
    shape_pack(r, fields, n, x);
    return true;
}

static bool change_entity(struct registry *r, const struct journal_entry *en, struct err *e)
{
    const struct act *a = &en->act;
    struct reg_entity x;
    bool found;
    if (!registry_entity_find(r->store, a->subject, r->arena, &found, &x, e))
        return false;
    if (!found)
        return ERR(e, ERR_CORRUPT, "act %lld changes an entity that is not there", (long long)en->seq);
    struct str name = act_text(a, "name"), status = act_text(a, "status");
    bool correction = en->kind == KIND_RECORD_CORRECT, ok = true;
    if (name.n && !str_eq(name, x.name))
        ok = correction ? correct_name(r, &x, name, e) : rename_entity(r, &x, name, a->on, e);
    if (status.n)
        x.status = status;
    if (en->kind == KIND_ENTITY_CANCEL) {
        x.status = status.n ? status : STR("cancelled");
        x.ended_on = a->on;
    }
    x.head_seq = en->seq;
    return ok && store_run(r->store, NULL, e, ST_CHAIN_PUT, "ii", x.open_seq, en->seq) && fields_anew(r, &x, e) &&
           entity_write(r, &x, false, e) && put_aliases(r, a, e);
}

bool apply_entity_act(struct registry *r, const struct journal_entry *en, struct err *e)
{
    return en->kind == KIND_ENTITY_REGISTER ? register_entity(r, en, e) : change_entity(r, en, e);
}

bool apply_entity_correction(struct registry *r, const struct journal_entry *en, struct err *e)
{
    return change_entity(r, en, e);
}

/* On a code that no registrar filed, each filing agency's name for it is kept, so that it is found by it. */
static bool add_given_name(struct registry *r, struct reg_entity *x, struct str name, struct err *e)
{
    struct reg_name *names;
    size_t n;
    if (!registry_names(r->store, x, r->arena, &names, &n, e))
        return false;
    if (!name.n || registry_name_fits(names, n, name, DAY_NONE))
        return true;
    struct reg_name *v = arena_alloc(r->arena, (n + 1) * sizeof *v);
    memcpy(v + 1, names, n * sizeof *v); /* the first name given stays the current, that is the last one */
    v[0] = (struct reg_name){name, DAY_NONE, DAY_NONE, false};
    x->flags |= ENTITY_HAS_NAMES;
    return put_names(r, x->uscc, v, n + 1, e) && entity_write(r, x, false, e);
}

static bool open_as_named(struct registry *r, const struct act *a, int64_t seq, struct err *e)
{
    struct reg_entity x;
    bool found;
    if (!registry_entity_find(r->store, a->subject, r->arena, &found, &x, e))
        return false;
    if (found && (x.flags & ENTITY_REGISTERED))
        return (x.flags & ENTITY_HAS_RECORDS) ||
               store_run(r->store, NULL, e, ST_ENTITY_FLAG, "ti", a->subject, (int64_t)ENTITY_HAS_RECORDS);
    if (found)
        return add_given_name(r, &x, act_text(a, "name"), e);
    x = (struct reg_entity){.uscc = a->subject,
                            .name = act_text(a, "name"),
                            .status = STR("not_filed"),
                            .flags = ENTITY_HAS_RECORDS,
                            .registered_on = DAY_NONE,
                            .agency = a->agency,
                            .open_seq = seq,
                            .ended_on = DAY_NONE};
    registry_note_entity(r, a->subject);
    return entity_write(r, &x, true, e);
}

bool apply_entity_of_record(struct registry *r, const struct journal_entry *en, struct err *e)
{
    r->has_records = true;
    bool nobody = !en->act.subject.n || act_of_person(&en->act);
    if (en->verdict.held || nobody) /* an unproven name opens no file, and people have none */
        return true;
    return open_as_named(r, &en->act, en->seq, e);
}

static int older_first(const void *pa, const void *pb)
{
    const struct reg_record *a = pa, *b = pb;
    return a->seq < b->seq ? -1 : a->seq > b->seq;
}

bool apply_entity_after_erasure(struct registry *r, struct str uscc, struct err *e)
{
    struct reg_entity x;
    struct reg_record *records;
    bool found;
    size_t n;
    if (!registry_entity_find(r->store, uscc, r->arena, &found, &x, e) ||
        !registry_records(r->store, uscc, r->arena, &records, &n, e))
        return false;
    if (!found)
        return true;
    if (x.flags & ENTITY_REGISTERED) {
        if (n)
            return true;
        x.flags &= ~(unsigned)ENTITY_HAS_RECORDS;
        return entity_write(r, &x, false, e);
    }
    if (!store_run(r->store, NULL, e, ST_NAME_CLEAR, "t", uscc) ||
        !store_run(r->store, NULL, e, ST_ENTITY_DROP, "t", uscc))
        return false;
    qsort(records, n, sizeof *records, older_first);
    for (size_t i = 0; i < n; i++) {
        struct journal_entry open;
        if ((records[i].flags & RECORD_HELD) || records[i].kind == KIND_LIST_NOTICE)
            continue;
        if (!journal_get(r->store, records[i].seq, r->arena, &open, e) || !open_as_named(r, &open.act, open.seq, e))
            return false;
    }
    return true;
}
