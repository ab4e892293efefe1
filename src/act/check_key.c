/* SPDX-License-Identifier: Apache-2.0 */
/* The natural key: filed before with the same content, with other content, or withdrawn. */
#include "act_int.h"

#include "codec/codec.h"
#include "text/text.h"

static bool is_own_of_act(struct str id) /* says how a copy came, not what the record is */
{
    return str_is(id, "copied_from") || str_is(id, "retrieved_on");
}

static const struct act_field *find_in(const struct act_field *fields, size_t n, struct str id)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(fields[i].id, id))
            return &fields[i];
    return NULL;
}

static void note_difference(const struct check *k, struct str id, struct str *unlike, struct str *noted)
{
    const struct cat_field *f = catalog_field(k->c, str_of(act_kind_text(k->act->kind)), k->act->type, id);
    struct str *to = f && f->compare == COMPARE_NOTE ? noted : unlike;
    if (!to->n)
        *to = id;
}

static bool same_text(struct str a, struct str b, bool as_name)
{
    if (str_eq(a, b) || !as_name)
        return str_eq(a, b);
    struct buf x = {0}, y = {0};
    text_name_key(a, &x);
    text_name_key(b, &y);
    bool same = str_eq(buf_view(&x), buf_view(&y));
    buf_free(&x);
    buf_free(&y);
    return same;
}

/* Members that are content too; how and by which officers it was filed is not. */
static struct str member_unlike(const struct act *a, const struct act *b)
{
    if (a->on.n != b->on.n)
        return STR("on");
    if (!str_eq(a->agency, b->agency) || a->by != b->by)
        return STR("agency");
    return !str_eq(a->type, b->type) ? STR("type") : a->origin != b->origin ? STR("origin") : STR_NONE;
}

/* The act of the case found that another act of it, or one resting on it, named. */
static const struct journal_entry *named_then(const struct check *k, const struct matter *m,
                                              const struct journal_entry *other)
{
    const struct act_ref *ref = &other->act.refers_to;
    const struct journal_entry *found = NULL;
    int64_t seq;
    bool by_receipt = ref->receipt.n > 0;
    if (by_receipt && !receipt_parse(&k->b->w->keys, ref->receipt, &seq))
        return NULL;
    for (size_t i = 0; i < m->n && m->acts[i].seq < other->seq; i++)
        if (by_receipt ? m->acts[i].seq == seq
                       : m->acts[i].kind == ref->kind && text_doc_same(m->acts[i].act.doc_no, ref->doc_no))
            found = &m->acts[i];
    return found;
}

/* What an act refers to is content: the notice or decision under which that stands, however it was named. */
bool same_reference(const struct check *k, const struct journal_entry *other)
{
    const struct casefile *cf = k->cf;
    if (!cf || (!k->act->has_ref && !other->act.has_ref))
        return true;
    if (!cf->found || !other->act.has_ref)
        return false;
    const struct journal_entry *then = named_then(k, &cf->found_case, other);
    return then && matter_head(&cf->found_case, then) == matter_head(&cf->found_case, cf->named);
}

void content_compare(const struct check *k, const struct act *other, const struct act_field *fields, size_t n,
                     struct str *unlike, struct str *noted)
{
    const struct act *a = k->act;
    if (k->act->kind != KIND_ENTITY_REGISTER) /* a registrar's old rows may say another day */
        *unlike = member_unlike(a, other);
    for (size_t i = 0; i < a->n_fields; i++) {
        const struct act_field *x = &a->fields[i], *y = find_in(fields, n, x->id);
        if (!is_own_of_act(x->id) && (!y || !same_text(x->value, y->value, str_is(x->id, "name"))))
            note_difference(k, x->id, unlike, noted);
    }
    for (size_t i = 0; i < n; i++)
        if (!is_own_of_act(fields[i].id) && !find_in(a->fields, a->n_fields, fields[i].id))
            note_difference(k, fields[i].id, unlike, noted);
}

static void settle(struct check *k, int64_t seq, struct str unlike, struct str noted)
{
    if (unlike.n) {
        refuse(k, "conflict", unlike, STR_NONE, STR_NONE);
        return;
    }
    if (noted.n)
        remark(k, FINDING_NOTE, "dup", noted, STR_NONE, STR_NONE);
    k->unchanged = true;
    k->unchanged_seq = seq;
}

/* As filed, or as the record now stands after corrections. */
static bool compare_with(struct check *k, int64_t open_seq, const struct act_field *now, size_t n_now, struct err *e)
{
    struct journal_entry open;
    if (!journal_get(k->b->w->store, open_seq, k->b->arena, &open, e))
        return false;
    struct str unlike = STR_NONE, noted = STR_NONE, unlike_now = STR_NONE, noted_now = STR_NONE;
    content_compare(k, &open.act, open.act.fields, open.act.n_fields, &unlike, &noted);
    if (!unlike.n && !same_reference(k, &open))
        unlike = STR("refers_to");
    else if (unlike.n && now) {
        content_compare(k, &open.act, now, n_now, &unlike_now, &noted_now);
        if (!unlike_now.n) {
            unlike = unlike_now;
            noted = noted_now;
        }
    }
    settle(k, open_seq, unlike, noted);
    return true;
}

static bool check_entity_key(struct check *k, struct err *e)
{
    struct act_field *now = NULL;
    size_t n = 0;
    if (!k->has_entity || !(k->entity.flags & ENTITY_REGISTERED))
        return true;
    if (k->entity.head_seq != k->entity.open_seq &&
        !registry_entity_fields(k->b->w->store, &k->entity, DAY_NONE, (struct instant){0}, k->b->arena, &now, &n, e))
        return false;
    return compare_with(k, k->entity.open_seq, now, n, e);
}

/* Free again: a withdrawn record's key for an act that names the withdrawal, an ended copy's for anybody. */
static bool key_is_free(const struct check *k, const struct reg_record *r, const struct reg_record *head)
{
    if (!(head->flags & RECORD_WITHDRAWN))
        return r->origin == ORIGIN_COPIED && r->ended_at.s;
    return names_withdrawal(k, head);
}

static void record_key(const struct check *k, struct buf *key)
{
    struct buf plain = {0};
    if (k->act->origin != ORIGIN_COPIED) {
        registry_natural_key(k->type, k->act, key);
        return;
    }
    registry_natural_key(k->type, k->act, &plain);
    registry_copy_key(act_text(k->act, "copied_from"), buf_view(&plain), key);
    buf_free(&plain);
}

static bool check_record_key(struct check *k, struct err *e)
{
    struct reg_record r, head;
    struct act_field *now = NULL;
    bool found, erased;
    size_t n = 0;
    struct buf key = {0};
    record_key(k, &key);
    bool ok = registry_key_find(k->b->w->store, &k->b->w->keys, k->act->subject, buf_view(&key), k->b->arena, &found,
                                &r, &erased, e);
    buf_free(&key);
    if (!ok)
        return false;
    if (erased)
        return refuse(k, "withdrawn", STR_NONE, STR_NONE, STR_NONE);
    if (!found)
        return true;
    if (!case_head(k, &r, &head, e))
        return false;
    if (key_is_free(k, &r, &head))
        return true;
    if (head.flags & RECORD_WITHDRAWN)
        return refuse(k, "withdrawn", STR_NONE, STR_NONE, STR_NONE);
    if ((r.flags & RECORD_CHAINED) &&
        !registry_fold(k->b->w->store, &r, DAY_NONE, (struct instant){0}, k->b->arena, &now, &n, e))
        return false;
    return compare_with(k, r.seq, now, n, e);
}

/* An id is used once; a key is revoked once, by naming it and its agency. */
static bool check_credential_key(struct check *k, struct err *e)
{
    struct arena *a = k->b->arena;
    struct access_key key;
    struct journal_entry add;
    bool found, adds = k->act->kind == KIND_KEY_ADD;
    struct str id = act_text(k->act, "key"), mac = act_text(k->act, "hmac");
    if (!access_id_is_formed(id))
        return refuse(k, "format", id, STR("key"), STR_NONE);
    if (adds && !access_mac_is_formed(mac))
        return refuse(k, "format", mac, STR("hmac"), STR_NONE);
    if (!access_key_find(k->b->w->store, id, a, &found, &key, e))
        return false;
    if (!found || !str_eq(key.agency, k->act->agency)) {
        if (!adds || found)
            refuse(k, adds ? "conflict" : "key-unknown", id, STR_NONE, STR_NONE);
        return true;
    }
    k->unchanged_seq = adds ? key.add_seq : key.revoke_seq;
    k->unchanged = k->unchanged_seq != 0;
    if (!adds)
        return true;
    if (!journal_get(k->b->w->store, key.add_seq, a, &add, e))
        return false;
    k->unchanged = str_eq(act_text(&add.act, "hmac"), mac);
    return k->unchanged || refuse(k, "conflict", id, STR_NONE, STR_NONE);
}

bool check_key(struct check *k, struct err *e)
{
    if (k->act->kind == KIND_KEY_ADD || k->act->kind == KIND_KEY_REVOKE)
        return check_credential_key(k, e);
    if (k->schema->opens &&
        !(k->schema->family == FAMILY_REGISTRATION ? check_entity_key(k, e) : check_record_key(k, e)))
        return false;
    return !k->cf || k->unchanged || k->refused || check_case_key(k, e);
}
