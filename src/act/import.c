/* SPDX-License-Identifier: Apache-2.0 */
/* A staged file becomes one transaction: all of its good rows or nothing (A3). */
#include "act_int.h"

#include "search/search.h"

enum { PROGRESS_EVERY = 4096 };

struct run {
    struct writer *w;
    const struct import_order *o;
    struct findings *f;
    struct act_batch *batch;
    struct import_sum sum;
    VEC(int64_t) seen; /* records that a complete copy still has */
};

static bool is_copy(const struct import_order *o)
{
    return o->copied_from.n > 0;
}

static bool take_copy(struct run *r, struct err *e)
{
    const struct import_order *o = r->o;
    struct act_answer answer;
    char rows_text[24];
    snprintf(rows_text, sizeof rows_text, "%lld", (long long)o->copy_rows);
    struct str rows = str_of(rows_text);
    struct act_field fields[] = {
        {STR("complete"), FORM_BOOL, o->complete ? STR("true") : STR("false")},
        {STR("copied_from"), FORM_TEXT, o->copied_from},
        {STR("rows"), FORM_INT, rows},
        {STR("sha256"), FORM_TEXT, o->copy_sha256},
    };
    struct act take = {.kind = KIND_COPY_TAKE, .type = o->copy_type, .by = BY_OPERATOR, .agency = o->copy_agency,
                       .on = o->retrieved, .fields = fields, .n_fields = sizeof fields / sizeof *fields};
    if (!act_batch_add(r->batch, &take, 0, r->f, &answer, e))
        return false;
    return answer.status != STATUS_REFUSED || ERR(e, ERR_DATA, "the copy itself was refused (%s)", answer.code);
}

static void count(struct run *r, const struct act_answer *x)
{
    int64_t *const counters[] = {&r->sum.accepted, &r->sum.held, &r->sum.unchanged, &r->sum.refused};
    ++*counters[x->status];
    if (r->o->complete && x->status != STATUS_REFUSED)
        VEC_PUSH(&r->seen, x->seq);
}

static bool add_rows(struct run *r, const struct stage_reader *stage,
                     void (*progress)(void *context, int64_t done, int64_t total), void *context, struct err *e)
{
    struct arena *a = arena_new();
    int64_t n = stage_count(stage);
    bool ok = true;
    for (int64_t i = 0; ok && i < n; i++) {
        struct act act;
        struct act_answer answer;
        int64_t line;
        arena_reset(a);
        ok = stage_get(stage, i, a, &act, &line, e) && act_batch_add(r->batch, &act, line, r->f, &answer, e);
        if (ok)
            count(r, &answer);
        if (progress && i % PROGRESS_EVERY == 0)
            progress(context, i, n);
    }
    arena_free(a);
    return ok;
}

static int by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

struct missing {
    struct run *run;
    struct arena *arena;
    VEC(struct reg_record) gone;
    int64_t live;
};

static bool note_missing(void *context, const struct reg_record *rec, struct err *e)
{
    struct missing *m = context;
    (void)e;
    m->live++;
    if (m->run->seen.n && bsearch(&rec->seq, m->run->seen.v, m->run->seen.n, sizeof(int64_t), by_number))
        return true;
    struct reg_record keep = {.seq = rec->seq, .subject = str_dup(m->arena, rec->subject), .type = str_dup(m->arena, rec->type)};
    VEC_PUSH(&m->gone, keep);
    return true;
}

static bool end_copy(struct run *r, const struct reg_record *rec, struct err *e)
{
    struct act end = {.kind = KIND_COPY_END, .type = rec->type, .by = BY_OPERATOR, .agency = r->o->copy_agency,
                      .subject = rec->subject, .on = r->o->retrieved};
    struct verdict v = {.edition = r->batch->edition->seq, .target = rec->seq, .in_force_from = DAY_NONE,
                        .in_force_until = DAY_NONE, .public_from = DAY_NONE, .public_until = DAY_NONE};
    int64_t seq;
    r->sum.ended++;
    return batch_append(r->batch, &end, &v, catalog_type(r->batch->edition->catalog, rec->type), &seq, e);
}

/* Entries that a complete newer copy no longer has end; a great shrink is more likely a broken file. */
static bool shrink_is_fine(struct run *r, const struct missing *m, struct err *e)
{
    const struct catalog *c = r->batch->edition->catalog;
    const struct cat_term *t = catalog_term(c, catalog_type(c, r->o->copy_type), "shrink-share", STR_NONE, r->batch->today);
    int64_t share = t ? t->count : 0;
    if (r->o->yes || !m->live || (int64_t)m->gone.n * 100 <= share * m->live)
        return true;
    char lost[24], most[24];
    snprintf(lost, sizeof lost, "%lld", (long long)((int64_t)m->gone.n * 100 / m->live));
    snprintf(most, sizeof most, "%lld", (long long)share);
    finding_at(r->f, FINDING_ERROR, 0, 0, "copy-shrunk", str_of(lost), str_of(most), STR_NONE);
    return ERR(e, ERR_CONFLICT, "the newer copy lost %s%% of the entries; nothing was changed", lost);
}

static bool end_missing(struct run *r, struct err *e)
{
    struct missing m = {.run = r, .arena = arena_new()};
    struct reg_source source;
    bool found, ok = registry_source_find(r->w->store, r->o->copy_agency, r->o->copy_type, r->o->copied_from, m.arena, &found,
                                          &source, e);
    if (r->seen.n)
        qsort(r->seen.v, r->seen.n, sizeof *r->seen.v, by_number);
    ok = ok && (!found || registry_source_each(r->w->store, source.seq, note_missing, &m, e)) && shrink_is_fine(r, &m, e);
    for (size_t i = 0; ok && i < m.gone.n; i++)
        ok = end_copy(r, &m.gone.v[i], e);
    VEC_FREE(&m.gone);
    arena_free(m.arena);
    return ok;
}

static bool known_submission(struct run *r, bool *done, struct err *e)
{
    const struct import_order *o = r->o;
    bool found, same;
    int64_t first, last;
    *done = false;
    if (!o->submission.n)
        return true;
    if (!journal_submission_find(r->w->store, &r->w->keys, o->submission_agency, o->submission, o->submission_digest, &found,
                                 &same, &first, &last, e))
        return false;
    if (found && !same)
        return ERR(e, ERR_CONFLICT, "the submission id was used for other content");
    *done = found;
    r->sum.first_seq = found ? first : 0;
    r->sum.last_seq = found ? last : 0;
    return true;
}

static bool fill(struct run *r, const struct stage_reader *stage,
                 void (*progress)(void *context, int64_t done, int64_t total), void *context, struct err *e)
{
    return (!is_copy(r->o) || take_copy(r, e)) && (!stage || add_rows(r, stage, progress, context, e)) &&
           (!r->o->complete || end_missing(r, e));
}

/* The answer to a submission that is known may have been lost: its rows are judged once more, for what became of each,
 * and nothing is written. What would be taken now was taken then. */
static void answer_again(struct run *r)
{
    struct import_sum *s = &r->sum;
    act_batch_abort(r->batch);
    s->unchanged += s->accepted + s->held;
    s->accepted = s->held = 0;
}

static bool finish(struct run *r, struct err *e)
{
    const struct import_order *o = r->o;
    struct act_batch *b = r->batch;
    r->sum.rolled_back = o->dry_run || (o->strict && r->sum.refused);
    if (r->sum.rolled_back) {
        act_batch_abort(b);
        return true;
    }
    int64_t first = b->first_seq, last = b->last_seq;
    bool wrote = b->appended > 0;
    bool ok = !o->submission.n || !wrote ||
              journal_submission_put(r->w->journal, o->submission_agency, o->submission, o->submission_digest, first, last, e);
    if (!ok) {
        act_batch_abort(b);
        return false;
    }
    if (!act_batch_commit(b, e))
        return false;
    r->sum.first_seq = wrote ? first : 0;
    r->sum.last_seq = wrote ? last : 0;
    int64_t start = monotonic_ms();
    ok = search_follow(r->w->store, NULL, NULL, &r->sum.indexed, e);
    r->sum.index_ms = monotonic_ms() - start;
    return ok;
}

bool import_run(struct writer *w, const struct import_order *o, struct findings *f,
                void (*progress)(void *context, int64_t done, int64_t total), void *context, struct import_sum *out,
                struct err *e)
{
    struct run r = {.w = w, .o = o, .f = f};
    struct stage_reader *stage = NULL;
    bool done, ok = known_submission(&r, &done, e);
    if (ok && !(done && is_copy(o))) {
        ok = (!o->stage.n || stage_open(w->dir, o->stage, &stage, e)) && act_batch_open(w, &r.batch, e);
        if (ok)
            batch_caller(r.batch, &o->caller);
        if (ok && !fill(&r, stage, progress, context, e)) {
            act_batch_abort(r.batch);
            ok = false;
        }
        if (ok && done)
            answer_again(&r);
        else
            ok = ok && finish(&r, e);
    }
    stage_close(stage);
    VEC_FREE(&r.seen);
    if (ok)
        *out = r.sum;
    return ok;
}
