/* SPDX-License-Identifier: Apache-2.0 */
/* What a listing, an honour or a measure says of itself beside the fields: grounds, instruments, end, way out. */
#include "view_int.h"

static bool is_process(const struct reg_record *r)
{
    return r->kind == KIND_LIST_DECIDE || r->kind == KIND_HONOUR_GRANT || r->kind == KIND_MEASURE_APPLY;
}

static void laws_fill(struct act *act, const struct catalog *c, struct arena *a, struct view_record *out)
{
    struct act_basis *bases;
    size_t n;
    const struct act_field *f = act_field_find(act, STR("basis"));
    if (!f || f->form != FORM_JSON || !act_bases(act, "basis", a, &bases, &n))
        return;
    out->laws = arena_alloc(a, n * sizeof *out->laws + 1);
    for (size_t i = 0; i < n; i++)
        out->laws[i] =
            (struct view_law){bases[i].instrument, bases[i].article, catalog_instrument(c, bases[i].instrument)};
    out->n_laws = n;
}

static void join(const struct view_ask *ask, struct buf *b, struct str s)
{
    if (!s.n)
        return;
    if (b->n)
        buf_z(b, ask->lang == LANG_EN ? "; " : "；");
    buf_str(b, s);
}

static struct str taken(struct buf *b, struct arena *a)
{
    struct str out = str_dup(a, buf_view(b));
    buf_free(b);
    return out;
}

/* Grounds by the list's own codes, and what ends each where the rulebook says it. */
static void grounds_fill(const struct view_ask *ask, const struct reg_record *r, const struct act *act, struct arena *a,
                         struct view_record *out)
{
    struct str *ids;
    size_t n;
    struct buf words = {0}, cures = {0};
    if (!act_items(act, "grounds", a, &ids, &n))
        return;
    for (size_t i = 0; i < n; i++) {
        const struct cat_ground *g = catalog_ground(ask->catalog, r->type, ids[i], r->decided_on);
        join(ask, &words, g ? view_lang(ask, g->zh, g->en) : ids[i]);
        if (g)
            join(ask, &cures, view_lang(ask, g->cure, g->cure_en));
    }
    out->grounds = taken(&words, a);
    out->way_out = taken(&cures, a);
}

static void list_fill(const struct view_ask *ask, const struct reg_record *r, const struct act *act, struct arena *a,
                      struct view_record *out)
{
    const struct cat_list *l = catalog_list(ask->catalog, r->type, r->decided_on);
    struct buf b = {0};
    grounds_fill(ask, r, act, a, out);
    if (l) {
        join(ask, &b, out->way_out);
        join(ask, &b, view_lang(ask, l->exit, l->exit_en));
        out->way_out = taken(&b, a);
    }
    if (!day_is(r->in_force_until))
        out->ends = view_word(ask, a, VIEW_W_ends_condition, STR_NONE, STR_NONE);
}

static void measure_fill(const struct view_ask *ask, const struct reg_record *r, const struct act *act, struct arena *a,
                         struct view_record *out)
{
    const struct cat_measure *m = catalog_measure(ask->catalog, r->type, r->decided_on);
    if (m)
        out->way_out = view_lang(ask, m->end, m->end_en);
    if (str_is(act_text(act, "until"), "listed"))
        out->ends = view_word(ask, a, VIEW_W_ends_ground, STR_NONE, STR_NONE);
}

/* The record it rests on, where that may be shown too. */
static bool ground_fill(const struct view_ask *ask, const struct reg_record *r, struct arena *a,
                        struct view_record *out, struct err *e)
{
    struct reg_record g;
    enum reg_shown shown = SHOWN_NOT;
    char id[RECEIPT_CHARS];
    bool found = false;
    if (!r->ground)
        return true;
    if (!registry_record_by_seq(ask->store, r->subject, r->ground, a, &found, &g, e) ||
        (found && !view_shown(ask, &g, a, &shown, e)))
        return false;
    if (shown == SHOWN_NOT)
        return true;
    const struct cat_type *type = catalog_type_on(ask->catalog, g.type, g.decided_on);
    out->rests_on = str_dup(a, str_of(receipt_of(ask->keys, g.seq, id)));
    out->rests_on_label = type ? view_lang(ask, type->zh, type->en) : g.type;
    out->rests_on_doc_no = g.doc_no;
    return true;
}

bool view_due_fill(const struct view_ask *ask, const struct reg_record *r, struct act_field *fields, size_t n,
                   struct arena *a, struct view_record *out, struct err *e)
{
    struct act act = {.kind = r->kind, .fields = fields, .n_fields = n};
    laws_fill(&act, ask->catalog, a, out);
    if (!is_process(r))
        return true;
    if (r->kind == KIND_LIST_DECIDE)
        list_fill(ask, r, &act, a, out);
    else if (r->kind == KIND_MEASURE_APPLY)
        measure_fill(ask, r, &act, a, out);
    return ground_fill(ask, r, a, out, e);
}
