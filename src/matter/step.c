/* SPDX-License-Identifier: Apache-2.0 */
/* Which state a case is in, and which row of its machines rules the next step (sections 3 and 4). */
#include "matter/matter.h"

enum { MACHINE_ROWS_MAX = 256 };

bool step_refuse(struct step *s, const char *rule, struct str arg1, struct str arg2)
{
    s->refused = rule;
    s->arg1 = arg1;
    s->arg2 = arg2;
    return false;
}

/* ---- the rows, in the order in which they are tried ---- */

struct tried {
    const struct cat_transition *v[MACHINE_ROWS_MAX];
    size_t n;
};

static bool holds_on(const struct cat_transition *r, struct day on)
{
    return day_within(r->valid_from, r->valid_to, on);
}

static void take(struct tried *t, const struct catalog *c, struct str machine, bool running, struct day opened,
                 struct day on)
{
    size_t n;
    const struct cat_transition *rows = catalog_machine(c, machine, &n);
    for (size_t i = 0; i < n && t->n < MACHINE_ROWS_MAX; i++) {
        bool runs = day_is(rows[i].running_from);
        bool fits =
            running ? runs && rows[i].running_from.n <= on.n && holds_on(&rows[i], on) : holds_on(&rows[i], opened);
        if (fits && running == (runs && rows[i].running_from.n <= on.n))
            t->v[t->n++] = &rows[i];
    }
}

/* Rows that reach into running cases come first, then those of the opening day; machines in the order of the cell. */
static void rows_of(const struct matter *m, const struct catalog *c, struct day on, struct tried *t)
{
    t->n = 0;
    for (int running = 1; running >= 0; running--) {
        struct str machines = m->type ? m->type->machine : STR_NONE, one;
        while (str_split(&machines, ' ', &one))
            if (one.n)
                take(t, running ? c : m->rows, one, running, m->opened, on);
    }
}

/* ---- what time brings ---- */

static bool grounds_arisen(struct step *s)
{
    struct str *ids;
    size_t n;
    int year, month, day;
    if (!s->act || !act_items(s->act, "grounds", s->a, &ids, &n) || n == 0)
        return false;
    day_to_date(s->on, &year, &month, &day);
    for (size_t i = 0; i < n; i++) {
        const struct cat_ground *g =
            s->m->type ? catalog_ground(s->m->rows, s->m->type->id, ids[i], s->m->opened) : NULL;
        struct str trigger = g ? g->trigger : STR_NONE, kind;
        int64_t mm, dd;
        if (str_is(trigger, "paper"))
            continue;
        if (!str_split(&trigger, ':', &kind) || !str_is(kind, "day") || trigger.n != 5 ||
            !str_int(str_n(trigger.p, 2), &mm) || !str_int(str_n(trigger.p + 3, 2), &dd) ||
            s->on.n <= day_of_date(year, (int)mm, (int)dd).n)
            return false;
    }
    return true;
}

static bool window_over(struct step *s)
{
    struct clock_end w = matter_window(s->m, s->c);
    return s->m->waived_reply || s->m->hearing_held || (day_is(w.last) && w.last.n < s->on.n);
}

bool gate_term_over(struct step *s)
{
    return day_is(s->m->last) && s->on.n > s->m->last.n;
}

static bool time_brings(struct step *s, const struct cat_transition *r)
{
    static const struct {
        const char *gate;
        step_gate *holds;
    } gates[] = {{"window", window_over}, {"trigger", grounds_arisen}, {"term-over", gate_term_over}};
    struct str rest = r->gates, one;
    while (str_split(&rest, ' ', &one)) {
        bool holds = !one.n;
        for (size_t i = 0; i < sizeof gates / sizeof *gates; i++)
            holds = holds || (str_is(one, gates[i].gate) && gates[i].holds(s));
        if (!holds)
            return false;
    }
    return true;
}

struct str step_state(struct step *s)
{
    struct tried t;
    struct str state = s->m->made;
    rows_of(s->m, s->c, s->on, &t);
    for (size_t i = 0; i < t.n; i++)
        if (!t.v[i]->act.n && str_has_word(t.v[i]->from, state) && time_brings(s, t.v[i]))
            state = t.v[i]->to;
    return state;
}

struct str matter_state(const struct matter *m, const struct catalog *c, struct day day, struct arena *a)
{
    struct step s = {.m = m, .c = c, .on = day, .today = day, .a = a, .list = m->list};
    return step_state(&s);
}

/* ---- the row of a step ---- */

static bool hearing_window_open(const struct step *s)
{
    if (!s->m->served)
        return true;
    struct clock_end w = clock_run(s->c, s->m->type, "hearing-window", s->m->served_on, true);
    return !day_is(w.last) || s->on.n <= w.last.n;
}

static bool condition_holds(const struct step *s, struct str one)
{
    struct str value = one, id;
    char field[64];
    if (str_is(one, "in-window"))
        return hearing_window_open(s);
    if (str_is(one, "unserved"))
        return !s->m->served;
    if (str_is(one, "unset"))
        return !s->m->hearing_set;
    if (str_is(one, "by-superior-too"))
        return true;
    if (!str_split(&value, '=', &id) || id.n >= sizeof field)
        return false;
    memcpy(field, id.p, id.n);
    field[id.n] = 0;
    if (str_is(id, "outcome"))
        return str_eq(act_outcome(s->act), value);
    return act_has(s->act, field, value, s->a);
}

static bool when_holds(const struct step *s, struct str when)
{
    struct str one;
    while (str_split(&when, ' ', &one))
        if (one.n && !condition_holds(s, one))
            return false;
    return true;
}

/* A service serves what it names, or what that stands under: the notice before the decision, the decision after it. */
static bool serves_what_it_names(const struct step *s)
{
    if (s->act->kind != KIND_LIST_SERVE || !s->named)
        return true;
    return matter_head(s->m, s->named)->kind == (s->m->decision ? KIND_LIST_DECIDE : KIND_LIST_NOTICE);
}

bool step_row(struct step *s, struct str state)
{
    struct tried t;
    struct str kind = str_of(act_kind_text(s->act->kind));
    rows_of(s->m, s->c, s->on, &t);
    for (size_t i = 0; i < t.n && !s->m->ended && !s->m->copied && serves_what_it_names(s); i++) {
        if (!str_eq(t.v[i]->act, kind) || !str_has_word(t.v[i]->from, state) || !when_holds(s, t.v[i]->when))
            continue;
        s->row = t.v[i];
        return true;
    }
    return step_refuse(s, "step-order", kind, state);
}

struct str step_next(const struct step *s, struct str state)
{
    struct tried t;
    struct str next = STR_NONE;
    rows_of(s->m, s->c, s->on, &t);
    for (size_t i = 0; i < t.n && !s->m->ended && !s->m->copied; i++) {
        struct str act = t.v[i]->act;
        if (act.n && str_has_word(t.v[i]->from, state) && !str_has_word(next, act))
            next = next.n ? str_printf(s->a, "%.*s %.*s", STR_FMT(next), STR_FMT(act)) : act;
    }
    return next;
}

bool step_superior_may(const struct step *s)
{
    struct tried t;
    rows_of(s->m, s->c, s->on, &t);
    for (size_t i = 0; i < t.n; i++)
        if (str_is(t.v[i]->act, act_kind_text(s->act->kind)) && str_has_word(t.v[i]->when, STR("by-superior-too")))
            return true;
    return false;
}

struct str step_made(const struct step *s, struct str before)
{
    return str_is(s->row->to, "=") ? before : s->row->to;
}

bool step_duty(const struct step *s, struct duty *out)
{
    if (!s->row->owes.n)
        return false;
    struct clock_end due = clock_due(s->c, s->m->type, s->row->clock, s->on);
    *out = (struct duty){.does = act_kind_of(s->row->owes),
                         .owed_by = s->row->owed_by.n ? s->row->owed_by : STR("agency"),
                         .agency = s->m->n ? s->m->agency : s->act->agency,
                         .from = s->on};
    duty_by(out, &due);
    return true;
}
