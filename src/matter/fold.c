/* SPDX-License-Identifier: Apache-2.0 */
/* The facts of a case, all from its acts, in their order (section 4). */
#include "matter/matter.h"

struct fold {
    struct matter *m;
    struct arena *a;
    const struct journal_entry *en;
};

static void opened_by(struct matter *m, const struct journal_entry *en)
{
    m->decision = en;
    m->first_decision = m->first_decision ? m->first_decision : en;
    m->seq = en->seq;
    m->copied = en->act.origin == ORIGIN_COPIED;
    m->held_back = en->verdict.held;
    m->decision_served = false;
}

/* Public at once where the verdict says from when; a running listing that was carried in has been listed since its day.
 */
static void shown_by(struct matter *m, const struct journal_entry *en)
{
    if (day_is(en->verdict.public_from))
        m->listed_on = en->act.origin == ORIGIN_CARRIED ? en->act.on : day_of_instant(en->at);
}

static void on_notice(struct fold *f)
{
    f->m->notice = f->en;
    f->m->seq = f->en->seq;
}

static void on_serve(struct fold *f)
{
    struct matter *m = f->m;
    if (m->decision) {
        m->decision_served = true;
        shown_by(m, f->en);
    } else if (!m->served) {
        m->served = true;
        m->served_on = f->en->act.on;
        m->reply_until = act_on(&f->en->act, "reply_until");
    }
}

static void on_reply(struct fold *f)
{
    struct matter *m = f->m;
    m->replies++;
    if (str_is(f->en->verdict.state, "hearing") && !str_is(m->made, "hearing")) {
        m->hearing_open = true;
        m->hearing_set = false;
    }
}

static void on_hearing(struct fold *f)
{
    struct matter *m = f->m;
    bool set = str_is(act_text(&f->en->act, "stage"), "set");
    m->hearing_open = set;
    m->hearing_set = set;
    m->hearing_held = m->hearing_held || !set;
    m->set_on = set ? f->en->act.on : DAY_NONE;
}

static void on_waive(struct fold *f)
{
    struct matter *m = f->m;
    m->waived_reply = m->waived_reply || act_has(&f->en->act, "waives", STR("reply"), f->a);
    if (act_has(&f->en->act, "waives", STR("hearing"), f->a)) {
        m->hearing_open = false;
        m->hearing_set = false;
        m->set_on = DAY_NONE;
    }
}

static void on_decision(struct fold *f)
{
    if (f->en->kind == KIND_LIST_DECIDE && str_is(act_outcome(&f->en->act), "drop"))
        return;
    opened_by(f->m, f->en);
    shown_by(f->m, f->en);
}

static void on_objection(struct fold *f)
{
    struct matter *m = f->m;
    m->objections[m->n_objections++] = f->en;
}

static void on_answer(struct fold *f)
{
    struct matter *m = f->m;
    for (size_t i = 0; i < m->n_objections; i++)
        if (m->objections[i]->seq == f->en->verdict.answers) {
            memmove(m->objections + i, m->objections + i + 1, (m->n_objections - i - 1) * sizeof *m->objections);
            m->n_objections--;
            return;
        }
}

static void on_application(struct fold *f)
{
    f->m->application = f->en;
}

static void on_application_decided(struct fold *f)
{
    f->m->application = NULL;
}

static void on_other_end(struct fold *f)
{
    f->m->ended = true;
}

static const struct {
    enum act_kind kind;
    void (*fold)(struct fold *f);
} folds[] = {
    {KIND_LIST_NOTICE, on_notice},
    {KIND_LIST_SERVE, on_serve},
    {KIND_LIST_REPLY, on_reply},
    {KIND_LIST_HEARING, on_hearing},
    {KIND_LIST_WAIVE, on_waive},
    {KIND_LIST_DECIDE, on_decision},
    {KIND_LIST_REMOVE, on_application_decided},
    {KIND_PENALTY_DECIDE, on_decision},
    {KIND_LICENCE_GRANT, on_decision},
    {KIND_HONOUR_GRANT, on_decision},
    {KIND_RECORD_PUBLISH, on_decision},
    {KIND_MEASURE_APPLY, on_decision},
    {KIND_OBJECTION_FILE, on_objection},
    {KIND_OBJECTION_ANSWER, on_answer},
    {KIND_REPAIR_APPLY, on_application},
    {KIND_REPAIR_DECIDE, on_application_decided},
    {KIND_RECORD_WITHDRAW, on_other_end},
    {KIND_LICENCE_END, on_other_end},
    {KIND_PENALTY_REVOKE, on_other_end},
    {KIND_HONOUR_END, on_other_end},
    {KIND_RECORD_END, on_other_end},
    {KIND_COPY_END, on_other_end},
};

static void fold_one(struct fold *f)
{
    struct matter *m = f->m;
    for (size_t i = 0; i < sizeof folds / sizeof *folds; i++)
        if (folds[i].kind == f->en->kind)
            folds[i].fold(f);
    if (f->en->verdict.state.n)
        m->made = f->en->verdict.state;
    if (!day_is(m->latest) || (day_is(f->en->act.on) && f->en->act.on.n > m->latest.n))
        m->latest = f->en->act.on;
}

/* A plain record's opening act keeps no state of its own: it is the one its machine makes of it. */
static struct str state_at_first(const struct matter *m)
{
    struct str machines = m->type ? m->type->machine : STR_NONE, one;
    if (!m->n || m->acts[0].verdict.state.n || m->copied)
        return STR("none");
    while (str_split(&machines, ' ', &one)) {
        size_t n;
        const struct cat_transition *rows = catalog_machine(m->rows, one, &n);
        for (size_t i = 0; i < n; i++)
            if (str_has_word(rows[i].from, STR("none")) && act_kind_of(rows[i].act) == m->acts[0].kind)
                return rows[i].to;
    }
    return STR("none");
}

void matter_fold(const struct catalog *rows, const struct journal_entry *acts, size_t n, struct str type, struct day on,
                 struct arena *a, struct matter *out)
{
    struct matter *m = out;
    *m = (struct matter){.acts = acts,
                         .n = n,
                         .rows = rows,
                         .opened = n ? acts[0].act.on : on,
                         .latest = DAY_NONE,
                         .last = DAY_NONE,
                         .served_on = DAY_NONE,
                         .reply_until = DAY_NONE,
                         .set_on = DAY_NONE,
                         .listed_on = DAY_NONE};
    m->type = type.n ? catalog_type_on(rows, type, m->opened) : NULL;
    m->list = type.n ? catalog_list(rows, type, m->opened) : NULL;
    m->objections = arena_alloc(a, n * sizeof(const struct journal_entry *) + 1);
    m->copied = n && acts[0].act.origin == ORIGIN_COPIED;
    m->made = state_at_first(m);
    for (size_t i = 0; i < n; i++)
        fold_one(&(struct fold){m, a, &acts[i]});
    const struct journal_entry *open = m->decision ? m->decision : n ? &acts[0] : NULL;
    m->agency = open ? open->act.agency : STR_NONE;
}

const struct journal_entry *matter_head(const struct matter *m, const struct journal_entry *act)
{
    const struct journal_entry *head = m->acts;
    for (size_t i = 1; i < m->n && m->acts[i].seq <= act->seq; i++)
        if (m->acts[i].kind == KIND_LIST_DECIDE && !str_is(act_outcome(&m->acts[i].act), "drop"))
            head = &m->acts[i];
    return head;
}

struct clock_end matter_window(const struct matter *m, const struct catalog *c)
{
    if (!m->served)
        return (struct clock_end){.last = DAY_NONE};
    struct clock_end w = clock_run(c, m->type, "reply-window", m->served_on, true);
    if (day_is(w.last) && day_is(m->reply_until) && m->reply_until.n > w.last.n)
        w.last = m->reply_until;
    return w;
}
