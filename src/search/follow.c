/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Following the feed. A chunk of acts is read, the entities they touch are looked up as they stand now, and their
 * names enter the index in order of doc number (the full-text table flushes whenever numbers fall). Index and
 * position move in one transaction, so a crash repeats a chunk or does not, and never half of it.
 */
#include "search_int.h"

#include <stdlib.h>

#include "text/text.h"

enum { CHUNK_ACTS = 200000, CODE_MAX = 24 };

struct touched {
    char uscc[CODE_MAX];
    uint8_t n;
    bool renames; /* the act may change names or state of a registered entity; others only open a file */
    int64_t seq;
};
struct entry {
    struct str key, uscc;
    int64_t bucket, ord;
};
struct follow {
    struct store *s;
    struct arena *a;
    VEC(struct touched) touched;
    VEC(struct entry) entries;
    int64_t from, to;
    bool more;
};

static bool touches(const struct journal_entry *en, bool *renames)
{
    *renames = false;
    switch (en->kind) {
    case KIND_ENTITY_REGISTER:
    case KIND_ENTITY_CHANGE:
    case KIND_ENTITY_CANCEL:
    case KIND_RECORD_CORRECT:
    case KIND_RECORD_WITHDRAW: /* an erased record may have given a name */
        *renames = true;
        return true;
    case KIND_LICENCE_GRANT:
    case KIND_PENALTY_DECIDE:
    case KIND_HONOUR_GRANT:
    case KIND_RECORD_PUBLISH:
        return true;
    default:
        return false;
    }
}

static bool note_act(void *context, const struct journal_entry *en, struct arena *a, struct err *e)
{
    struct follow *fo = context;
    (void)a;
    if (en->seq - fo->from > CHUNK_ACTS) { /* the way to stop the journal's walk; journal_each hands it back */
        fo->more = true;
        return ERR(e, ERR_LIMIT, "chunk full");
    }
    fo->to = en->seq;
    struct touched t = {.seq = en->seq};
    struct str uscc = en->act.subject;
    if (!touches(en, &t.renames) || !uscc.n || uscc.n > CODE_MAX)
        return true;
    memcpy(t.uscc, uscc.p, uscc.n);
    t.n = (uint8_t)uscc.n;
    VEC_PUSH(&fo->touched, t);
    return true;
}

static bool read_chunk(struct follow *fo, struct err *e)
{
    struct err local = {0};
    fo->more = false;
    fo->to = fo->from;
    if (journal_each_subject(fo->s, fo->from, note_act, fo, &local) || fo->more)
        return true;
    if (e)
        *e = local;
    return false;
}

static int by_code(const void *pa, const void *pb)
{
    const struct touched *a = pa, *b = pb;
    int c = str_cmp(str_n(a->uscc, a->n), str_n(b->uscc, b->n));
    return c ? c : (a->seq > b->seq) - (a->seq < b->seq);
}

/* Leaves one row an entity: does any of its acts rename, and which act is its first in the chunk. */
static void merge_touched(struct follow *fo)
{
    struct touched *v = fo->touched.v;
    size_t n = 0;
    if (!fo->touched.n)
        return;
    qsort(v, fo->touched.n, sizeof *v, by_code);
    for (size_t i = 0; i < fo->touched.n; i++) {
        if (n && v[n - 1].n == v[i].n && memcmp(v[n - 1].uscc, v[i].uscc, v[i].n) == 0)
            v[n - 1].renames |= v[i].renames;
        else
            v[n++] = v[i];
    }
    fo->touched.n = n;
}

static bool doc_is_of(struct follow *fo, int64_t doc, const struct entry *want, bool *is, struct err *e)
{
    struct rows *rows;
    uint8_t room[USCC_KEY_BYTES];
    bool got;
    if (!store_query(fo->s, &rows, e, ST_DOC_GET, "i", doc))
        return false;
    bool ok = rows_next(rows, &got, e);
    *is = ok && got && str_eq(rows_str(rows, 0), code_packed(want->uscc, room)) && rows_i64(rows, 1) == want->ord;
    rows_end(rows);
    return ok;
}

/* The doc that stands for this very name, or 0: found by its own grams among the names of its length. */
static bool find_doc(struct follow *fo, const struct entry *want, int64_t *doc, struct err *e)
{
    struct query q = {.whole = want->key};
    struct rows *rows;
    struct str match = query_match(&q, true, fo->a);
    size_t chars = (size_t)(want->bucket >> DOC_LENGTH_SHIFT);
    bool got = false, ok, is = false;
    *doc = 0;
    if (!store_query(fo->s, &rows, e, ST_GRAM_FIND_IN, "tii", match, doc_of_length(chars),
                     doc_of_length(chars) + (INT64_C(1) << DOC_LENGTH_SHIFT)))
        return false;
    while ((ok = rows_next(rows, &got, e)) && got && !is) {
        int64_t candidate = rows_i64(rows, 0);
        ok = doc_is_of(fo, candidate, want, &is, e);
        if (!ok)
            break;
        *doc = is ? candidate : 0;
    }
    rows_end(rows);
    return ok;
}

static bool drop_doc(struct follow *fo, int64_t doc, struct str key, struct err *e)
{
    struct buf grams = {0};
    text_grams(key, &grams);
    bool ok = store_run(fo->s, NULL, e, ST_GRAM_DROP, "it", doc, buf_view(&grams)) &&
              store_run(fo->s, NULL, e, ST_DOC_DROP, "i", doc);
    buf_free(&grams);
    return ok;
}

/* A name of an entity that may be indexed already: kept when its doc is right, moved when the entity has ended. */
static bool settle_known(struct follow *fo, const struct entry *want, bool *done, struct err *e)
{
    int64_t doc;
    *done = false;
    if (!find_doc(fo, want, &doc, e))
        return false;
    if (!doc)
        return true;
    *done = doc >> DOC_ENDED_SHIFT == want->bucket >> DOC_ENDED_SHIFT;
    return *done || drop_doc(fo, doc, want->key, e);
}

static bool enter_name(struct follow *fo, const struct reg_entity *x, struct str name, int64_t ord, bool fresh,
                       struct err *e)
{
    struct buf key = {0};
    text_name_key(name, &key);
    struct entry en = {str_dup(fo->a, buf_view(&key)), x->uscc, 0, ord};
    buf_free(&key);
    if (!en.key.n)
        return true;
    en.bucket = doc_of_length(str_utf8_len(en.key)) | (int64_t)entity_has_ended(x) << DOC_ENDED_SHIFT;
    bool done = false;
    if (!fresh && !settle_known(fo, &en, &done, e))
        return false;
    if (!done)
        VEC_PUSH(&fo->entries, en);
    return true;
}

static bool enter_entity(struct follow *fo, const struct touched *t, struct err *e)
{
    struct reg_entity x;
    struct reg_name *names;
    size_t n;
    bool found;
    if (!registry_entity_find(fo->s, str_n(t->uscc, t->n), fo->a, &found, &x, e))
        return false;
    if (!found || (!t->renames && (x.flags & ENTITY_REGISTERED) && x.open_seq != t->seq))
        return true;
    if (!registry_names(fo->s, &x, fo->a, &names, &n, e))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!enter_name(fo, &x, names[i].name, (int64_t)i, x.open_seq == t->seq, e))
            return false;
    return true;
}

static int by_doc(const void *pa, const void *pb)
{
    const struct entry *a = pa, *b = pb;
    if (a->bucket != b->bucket)
        return a->bucket < b->bucket ? -1 : 1;
    int c = str_cmp(a->uscc, b->uscc);
    return c ? c : (a->ord > b->ord) - (a->ord < b->ord);
}

static bool first_free(struct follow *fo, int64_t bucket, int64_t *doc, struct err *e)
{
    struct rows *rows;
    bool got;
    if (!store_query(fo->s, &rows, e, ST_DOC_LAST_IN, "ii", bucket, bucket + (INT64_C(1) << DOC_ENDED_SHIFT)))
        return false;
    bool ok = rows_next(rows, &got, e);
    *doc = ok && got && !rows_is_null(rows, 0) ? rows_i64(rows, 0) + 1 : bucket;
    rows_end(rows);
    return ok;
}

static bool write_entries(struct follow *fo, struct err *e)
{
    struct buf grams = {0};
    uint8_t room[USCC_KEY_BYTES];
    int64_t doc = 0, bucket = -1;
    bool ok = true;
    if (fo->entries.n)
        qsort(fo->entries.v, fo->entries.n, sizeof *fo->entries.v, by_doc);
    for (size_t i = 0; ok && i < fo->entries.n; i++) {
        const struct entry *en = &fo->entries.v[i];
        ok = en->bucket == bucket || first_free(fo, en->bucket, &doc, e);
        bucket = en->bucket;
        buf_clear(&grams);
        text_grams(en->key, &grams);
        ok = ok && store_run(fo->s, NULL, e, ST_DOC_PUT, "ibi", doc, code_packed(en->uscc, room), en->ord) &&
             store_run(fo->s, NULL, e, ST_GRAM_PUT, "it", doc, buf_view(&grams));
        doc++;
    }
    buf_free(&grams);
    return ok;
}

static bool index_chunk(struct follow *fo, struct err *e)
{
    for (size_t i = 0; i < fo->touched.n; i++)
        if (!enter_entity(fo, &fo->touched.v[i], e))
            return false;
    return write_entries(fo, e) && store_run(fo->s, NULL, e, ST_SEARCH_SEQ_SET, "i", fo->to);
}

static bool follow_chunk(struct follow *fo, struct err *e)
{
    fo->touched.n = fo->entries.n = 0;
    arena_reset(fo->a);
    if (!read_chunk(fo, e))
        return false;
    if (fo->to == fo->from)
        return true;
    merge_touched(fo);
    if (!store_begin(fo->s, e))
        return false;
    if (index_chunk(fo, e) && store_commit(fo->s, e))
        return true;
    store_rollback(fo->s);
    return false;
}

bool search_read_i64(struct store *s, enum store_statement st, int64_t *out, struct err *e)
{
    struct rows *rows;
    bool got;
    if (!store_query(s, &rows, e, st, ""))
        return false;
    bool ok = rows_next(rows, &got, e);
    if (ok)
        *out = got ? rows_i64(rows, 0) : 0;
    rows_end(rows);
    return ok;
}

bool search_forget(struct store *writer, struct str uscc, struct err *e)
{
    struct follow fo = {.s = writer, .a = arena_new()};
    struct reg_entity x;
    struct reg_name *names;
    size_t n = 0;
    bool found, ok = registry_entity_find(writer, uscc, fo.a, &found, &x, e);
    ok = ok && (!found || registry_names(writer, &x, fo.a, &names, &n, e));
    for (size_t i = 0; ok && i < n; i++) {
        struct buf key = {0};
        int64_t doc;
        text_name_key(names[i].name, &key);
        struct entry en = {str_dup(fo.a, buf_view(&key)), x.uscc, doc_of_length(str_utf8_len(buf_view(&key))),
                           (int64_t)i};
        buf_free(&key);
        ok = find_doc(&fo, &en, &doc, e) && (!doc || drop_doc(&fo, doc, en.key, e));
    }
    arena_free(fo.a);
    return ok;
}

bool search_position(struct store *s, int64_t *seq, struct err *e)
{
    return search_read_i64(s, ST_SEARCH_SEQ, seq, e);
}

bool search_follow(struct store *writer, void (*progress)(void *context, int64_t behind), void *context, int64_t *names,
                   struct err *e)
{
    struct follow fo = {.s = writer, .a = arena_new()};
    int64_t last, count = 0;
    bool ok = search_position(writer, &fo.from, e) && search_read_i64(writer, ST_JOURNAL_LAST, &last, e);
    while (ok && fo.from < last) {
        if (progress)
            progress(context, last - fo.from);
        ok = follow_chunk(&fo, e);
        if (ok && fo.to == fo.from)
            break;
        count += ok ? (int64_t)fo.entries.n : 0;
        fo.from = fo.to;
    }
    VEC_FREE(&fo.touched);
    VEC_FREE(&fo.entries);
    arena_free(fo.a);
    if (ok)
        *names = count;
    return ok;
}
