/* SPDX-License-Identifier: Apache-2.0 */
/* The repair calculator: from the rulebook's rows alone, for a case on file or for days that are given. */
#include "codec/codec.h"

#include "view_int.h"

struct asked {
    const struct view_ask *ask;
    const struct matter *m;
    struct arena *a;
    struct str grade;
    struct day corrected;
};

/* The row by which it is asked for; NULL: this kind of record is not repaired. */
static const struct cat_transition *way_row(const struct catalog *c, const struct cat_type *type, struct day on)
{
    struct str machines = type->machine, one;
    while (str_split(&machines, ' ', &one)) {
        size_t n;
        const struct cat_transition *rows = catalog_machine(c, one, &n);
        for (size_t i = 0; i < n; i++)
            if (str_is(rows[i].act, "repair.apply") && day_within(rows[i].valid_from, rows[i].valid_to, on))
                return &rows[i];
    }
    return NULL;
}

static void papers_fill(const struct asked *q, struct str kinds, struct view_repair *out)
{
    struct str one;
    out->papers = arena_alloc(q->a, (kinds.n + 1) * sizeof *out->papers);
    while (str_split(&kinds, ' ', &one))
        if (one.n)
            out->papers[out->n_papers++] =
                (struct view_paper){.kind = one, .label = view_label(q->ask, "paper", one, q->a)};
}

static struct str earliest_words(const struct asked *q, const struct view_repair *x)
{
    static const enum view_word_id words[] = {[REPAIR_AT_ONCE] = VIEW_W_repair_at_once,
                                              [REPAIR_FROM_DAY] = VIEW_W_repair_from,
                                              [REPAIR_UNKNOWN] = VIEW_W_repair_unknown,
                                              [REPAIR_NEEDS_START] = VIEW_W_repair_needs_start};
    if (x->copied)
        return view_word(q->ask, q->a, VIEW_W_repair_copied, STR_NONE, STR_NONE);
    if (x->way == WAY_NONE)
        return view_word(q->ask, q->a, VIEW_W_repair_none, STR_NONE, STR_NONE);
    struct str arg = x->earliest.when == REPAIR_FROM_DAY ? view_day(q->a, x->earliest.day) : x->start_label;
    return view_word(q->ask, q->a, words[x->earliest.when], arg, STR_NONE);
}

/* How long the answer may take, were it asked for on the first day that is open. */
static void answer_fill(const struct asked *q, const struct cat_transition *row, struct view_repair *x)
{
    struct day first = q->ask->when.as_of;
    if (x->earliest.when == REPAIR_FROM_DAY && x->earliest.day.n > first.n)
        first = x->earliest.day;
    struct clock_end due = clock_due(q->ask->catalog, x->type, row->clock, first);
    x->decides = due.term;
    x->decides_words = view_count(q->ask, due.term, q->a);
    x->decided_by = x->earliest.when == REPAIR_NEEDS_START ? DAY_NONE : due.last;
}

/* Kinds of agencies by the powers table, where no record says which one. */
static struct str deciders(const struct asked *q, struct str type, struct str kind)
{
    struct view_filer *v;
    struct buf b = {0};
    size_t n = view_filers(q->ask->catalog, str_z(q->a, kind), type, q->ask->when.as_of, q->a, &v);
    for (size_t i = 0; i < n; i++)
        buf_printf(&b, "%s%.*s", b.n ? (q->ask->lang == LANG_EN ? ", " : "、") : "",
                   STR_FMT(str_is(v[i].kind, "*")
                               ? view_word(q->ask, q->a, VIEW_W_repair_to_decider, STR_NONE, STR_NONE)
                               : view_label(q->ask, "agency-kind", v[i].kind, q->a)));
    struct str out = str_dup(q->a, buf_view(&b));
    buf_free(&b);
    return out;
}

static void repair_fill(const struct asked *q, struct view_repair *x)
{
    const struct view_ask *ask = q->ask;
    const struct cat_list *l = q->m->list;
    const struct cat_transition *row = way_row(ask->catalog, x->type, ask->when.as_of);
    x->grade = q->grade;
    x->type_label = view_lang(ask, x->type->zh, x->type->en);
    x->exit = l ? view_lang(ask, l->exit, l->exit_en) : STR_NONE;
    if (row && !x->copied) {
        x->way = str_is(row->owes, "list.remove") ? WAY_REMOVAL : WAY_REPAIR;
        repair_earliest(q->m, ask->catalog, q->grade, q->corrected, ask->when.as_of, &x->earliest);
        x->start_label = view_label(ask, "term-start", x->earliest.start, q->a);
        x->rule = x->earliest.by ? view_period(ask, x->earliest.by, q->a) : STR_NONE;
        papers_fill(q, row->papers, x);
        answer_fill(q, row, x);
        if (!x->to.n)
            x->to = deciders(q, x->type->id, row->owes);
    }
    x->words = earliest_words(q, x);
}

bool view_repair(const struct view_ask *ask, const struct view_repair_ask *q, struct arena *a, bool *found,
                 struct view_repair *out, struct err *e)
{
    struct day opened = day_is(q->decided) ? q->decided : day_is(q->listed) ? q->listed : ask->when.as_of;
    struct journal_entry decision = {.act = {.on = q->decided}};
    struct view_repair x = {.type = q->type.n ? catalog_type_on(ask->catalog, q->type, opened) : NULL};
    struct matter m = {
        .rows = ask->catalog, .type = x.type, .opened = opened, .listed_on = q->listed, .decision = &decision};
    (void)e;
    *found =
        x.type && x.type->tone == TONE_ADVERSE && (x.type->family == FAMILY_LIST || x.type->family == FAMILY_PENALTY);
    if (!*found)
        return true;
    m.list = catalog_list(ask->catalog, q->type, opened);
    repair_fill(&(struct asked){ask, &m, a, q->grade, q->corrected}, &x);
    *out = x;
    return true;
}

/* The grade of a penalty as it stands: it chooses the shortest display and nothing else (N1). */
static bool grade_of(const struct view_ask *ask, const struct reg_record *r, struct arena *a, struct str *out,
                     struct err *e)
{
    struct reg_record now = *r;
    struct act act = {.kind = r->kind};
    if (!registry_fold(ask->store, &now, ask->when.as_of, ask->when.known, a, &act.fields, &act.n_fields, e))
        return false;
    *out = r->kind == KIND_PENALTY_DECIDE ? act_text(&act, "severity") : STR_NONE;
    return true;
}

bool view_repair_of_matter(const struct view_ask *ask, const struct reg_record *r, const struct matter *m,
                           struct day corrected, struct arena *a, bool *found, struct view_repair *out, struct err *e)
{
    char id[RECEIPT_CHARS];
    struct view_repair x = {.type = m->type,
                            .id = str_dup(a, str_of(receipt_of(ask->keys, r->seq, id))),
                            .doc_no = r->doc_no,
                            .copied = r->origin == ORIGIN_COPIED,
                            .to_agency = r->agency,
                            .to = view_agency_name(ask, r->agency)};
    struct asked q = {ask, m, a, STR_NONE, corrected};
    *found = m->type != NULL;
    if (!*found)
        return true;
    if (!grade_of(ask, r, a, &q.grade, e))
        return false;
    repair_fill(&q, &x);
    *out = x;
    return true;
}

bool view_repair_of(const struct view_ask *ask, struct str id, struct day corrected, struct arena *a, bool *found,
                    struct view_repair *out, struct err *e)
{
    enum view_gone there;
    struct view_record record;
    struct view_withdrawn gone;
    struct reg_record r, head;
    struct journal_entry *acts;
    struct matter m;
    size_t n;
    *found = false;
    if (!view_record_open(ask, id, a, &there, &record, &r, &gone, e))
        return false;
    if (there != VIEW_THERE || !record.adverse || (record.family != FAMILY_LIST && record.family != FAMILY_PENALTY))
        return true;
    if (!registry_case(ask->store, &r, a, &head, &acts, &n, e))
        return false;
    matter_fold(ask->catalog, acts, n, r.type, r.decided_on, a, &m);
    if (!view_repair_of_matter(ask, &r, &m, corrected, a, found, out, e))
        return false;
    out->subject_name = record.person ? STR_NONE : record.subject_name;
    return true;
}

static struct str event_words(const struct view_repair *x, struct arena *a)
{
    struct buf b = {0};
    for (size_t i = 0; i < x->n_papers; i++)
        buf_printf(&b, "%s%.*s", i ? ", " : "", STR_FMT(x->papers[i].label));
    struct str out = str_printf(a, "%.*s\n%.*s\n%.*s", STR_FMT(x->words), STR_FMT(x->to), STR_FMT(buf_view(&b)));
    buf_free(&b);
    return out;
}

bool view_repair_calendar(const struct view_ask *ask, const struct view_repair *x, struct buf *out)
{
    if (x->earliest.when != REPAIR_FROM_DAY && !day_is(x->decided_by))
        return false;
    struct arena *a = arena_new();
    struct str of = x->subject_name.n ? str_printf(a, "%.*s %.*s", STR_FMT(x->type_label), STR_FMT(x->subject_name))
                                      : x->type_label;
    struct str key = x->id.n ? x->id : x->type->id;
    calendar_begin(out, view_word(ask, a, VIEW_W_repair_calendar, of, STR_NONE));
    if (x->earliest.when == REPAIR_FROM_DAY)
        calendar_day(out, &(struct calendar_event){
                              .uid = str_printf(a, "%.*s-repair-%d@gongshi", STR_FMT(key), x->earliest.day.n),
                              .stamp = ask->now,
                              .on = x->earliest.day,
                              .title = view_word(ask, a, VIEW_W_repair_event_from, of, STR_NONE),
                              .text = event_words(x, a)});
    if (day_is(x->decided_by))
        calendar_day(
            out, &(struct calendar_event){.uid = str_printf(a, "%.*s-answer-%d@gongshi", STR_FMT(key), x->decided_by.n),
                                          .stamp = ask->now,
                                          .on = x->decided_by,
                                          .title = view_word(ask, a, VIEW_W_repair_event_by, of, STR_NONE),
                                          .text = x->to});
    calendar_end(out);
    arena_free(a);
    return true;
}
