/* SPDX-License-Identifier: Apache-2.0 */
/* A decision with its chain: the steps, and what rests on it. */
#include "view_int.h"

struct chain {
    const struct view_ask *ask;
    struct arena *a;
    const struct reg_record *record;
    struct journal_entry *acts;
    size_t n;
    struct view_case *out;
};

/* ---- steps ---- */

static bool is_known(const struct view_ask *ask, const struct journal_entry *en)
{
    bool known = !ask->when.known.s || en->at.s <= ask->when.known.s;
    return known && (!day_is(en->act.on) || en->act.on.n <= ask->when.as_of.n);
}

/* "serious/T13" to the row that ruled the step. */
static const struct cat_transition *row_of(const struct catalog *c, struct str rules)
{
    struct str one, machine;
    while (str_split(&rules, ' ', &one)) {
        size_t n = 0;
        const struct cat_transition *rows = str_split(&one, '/', &machine) ? catalog_machine(c, machine, &n) : NULL;
        for (size_t i = 0; i < n; i++)
            if (str_eq(rows[i].id, one))
                return &rows[i];
    }
    return NULL;
}

static void papers_fill(const struct chain *c, const struct act *act, struct view_step *s)
{
    s->papers = arena_alloc(c->a, act->n_papers * sizeof *s->papers + 1);
    for (size_t i = 0; i < act->n_papers; i++) {
        const struct act_paper *p = &act->papers[i];
        s->papers[s->n_papers++] = (struct view_paper){.kind = p->kind,
                                                       .label = view_label(c->ask, "paper", p->kind, c->a),
                                                       .sha256 = p->sha256,
                                                       .name = c->ask->who == VIEW_PUBLIC ? STR_NONE : p->name};
    }
}

/* The record's own content stands above; of the other steps what is public of them, but for the name that all bear. */
static void fields_fill(const struct chain *c, const struct journal_entry *en, struct view_step *s)
{
    const char *kinds[] = {act_kind_text(en->kind), NULL};
    struct view_field *all;
    size_t n;
    if (en->seq == c->record->seq)
        return;
    view_fields(c->ask, kinds, c->record->type, en->act.fields, en->act.n_fields, c->a, &all, &n);
    s->fields = arena_alloc(c->a, n * sizeof *all + 1);
    for (size_t i = 0; i < n; i++)
        if (!str_is(all[i].id, "name"))
            s->fields[s->n_fields++] = all[i];
}

static struct view_step step_of(const struct chain *c, const struct journal_entry *en)
{
    char id[RECEIPT_CHARS];
    const struct view_ask *ask = c->ask;
    const struct cat_transition *row = row_of(ask->catalog, en->verdict.rules);
    struct view_step s = {.id = str_dup(c->a, str_of(receipt_of(ask->keys, en->seq, id))),
                          .kind = str_of(act_kind_text(en->kind)),
                          .label = view_label(ask, "act-kind", str_of(act_kind_text(en->kind)), c->a),
                          .words = row ? view_lang(ask, row->zh, row->en) : STR_NONE,
                          .on = en->act.on,
                          .by_label = view_label(ask, "by", str_of(act_by_text(en->act.by)), c->a),
                          .agency = en->act.agency,
                          .agency_name = view_agency_name(ask, en->act.agency),
                          .doc_no = en->act.doc_no,
                          .state = en->verdict.state,
                          .state_label = view_label(ask, "list-state", en->verdict.state, c->a),
                          .afterwards = en->verdict.expanded,
                          .emptied = en->emptied};
    papers_fill(c, &en->act, &s);
    fields_fill(c, en, &s);
    return s;
}

static void steps_fill(struct chain *c)
{
    struct view_case *x = c->out;
    x->steps = arena_alloc(c->a, c->n * sizeof *x->steps + 1);
    for (size_t i = 0; i < c->n; i++) {
        if (!is_known(c->ask, &c->acts[i]))
            continue;
        x->steps[x->n_steps++] = step_of(c, &c->acts[i]);
        x->afterwards = x->afterwards || c->acts[i].verdict.expanded;
    }
}

/* ---- what rests on it ---- */

static bool resting_fill(struct chain *c, struct err *e)
{
    VEC(struct view_record) v = {0};
    bool ok = true;
    for (size_t i = 0; i < c->n && ok; i++) {
        struct reg_record *rows;
        size_t n;
        ok = registry_resting(c->ask->store, c->acts[i].seq, c->a, &rows, &n, e);
        for (size_t k = 0; ok && k < n; k++) {
            enum reg_shown shown;
            struct view_record r;
            ok = view_shown(c->ask, &rows[k], c->a, &shown, e) &&
                 (shown == SHOWN_NOT || view_record_fill(c->ask, &rows[k], shown, c->a, &r, e));
            if (ok && shown != SHOWN_NOT)
                VEC_PUSH(&v, r);
        }
    }
    VEC_KEEP(&v, c->a, &c->out->resting, &c->out->n_resting);
    VEC_FREE(&v);
    return ok;
}

/* ---- all of it ---- */

static bool has_way_out(const struct view_record *r)
{
    return r->adverse && !r->past && (r->family == FAMILY_LIST || r->family == FAMILY_PENALTY);
}

static bool case_fill(const struct view_ask *ask, const struct reg_record *r, struct arena *a, struct view_case *x,
                      struct err *e)
{
    struct chain c = {.ask = ask, .a = a, .record = r, .out = x};
    struct reg_record head;
    struct matter m;
    if (!registry_case(ask->store, r, a, &head, &c.acts, &c.n, e))
        return false;
    matter_fold(ask->catalog, c.acts, c.n, r->type, r->decided_on, a, &m);
    m.last = r->in_force_until;
    x->state = matter_state(&m, ask->catalog, ask->when.as_of, a);
    x->state_label = str_is(x->state, "none") ? STR_NONE : view_label(ask, "list-state", x->state, a);
    steps_fill(&c);
    if (!view_clocks(ask, r, &m, a, &x->clocks, &x->n_clocks, e) || !resting_fill(&c, e))
        return false;
    return !has_way_out(&x->record) || view_repair_of_matter(ask, r, &m, DAY_NONE, a, &x->has_repair, &x->repair, e);
}

bool view_case(const struct view_ask *ask, struct str id, struct arena *a, enum view_gone *there, struct view_case *out,
               struct view_withdrawn *gone, struct err *e)
{
    struct view_case x = {0};
    struct reg_record r;
    if (!view_record_open(ask, id, a, there, &x.record, &r, gone, e))
        return false;
    if (*there == VIEW_THERE && !case_fill(ask, &r, a, &x, e))
        return false;
    *out = x;
    return true;
}
