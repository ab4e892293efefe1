/* SPDX-License-Identifier: Apache-2.0 */
/* One record: may it be shown, what stands in it, and the words beside it. */
#include "view_int.h"

static bool sees_all_of(const struct view_ask *ask, const struct reg_record *r)
{
    switch (ask->who) {
    case VIEW_SUBJECT:
    case VIEW_AUDITOR:
        return true;
    case VIEW_AGENCY:
        return str_eq(ask->agency, r->agency);
    default:
        return false;
    }
}

/* The full view: all that is not withdrawn and was known; what has ended is past. */
static bool shown_in_full(const struct view_ask *ask, const struct reg_record *r, struct arena *a, enum reg_shown *out,
                          struct err *e)
{
    struct journal_entry open;
    *out = SHOWN_NOT;
    if (r->flags & RECORD_WITHDRAWN)
        return true;
    if (ask->when.known.s) {
        if (!journal_get(ask->store, r->seq, a, &open, e))
            return false;
        if (open.at.s > ask->when.known.s)
            return true;
    }
    bool is_over = day_is(r->in_force_until) && ask->when.as_of.n > r->in_force_until.n;
    bool was_ended = r->ended_at.s && (!ask->when.known.s || r->ended_at.s <= ask->when.known.s);
    *out = is_over || was_ended ? SHOWN_PAST : SHOWN_CURRENT;
    return true;
}

bool view_shown(const struct view_ask *ask, const struct reg_record *r, struct arena *a, enum reg_shown *out,
                struct err *e)
{
    if (sees_all_of(ask, r))
        return shown_in_full(ask, r, a, out, e);
    return registry_shown(ask->store, r, &ask->when, a, out, e);
}

static bool origin_note(const struct view_ask *ask, const struct reg_record *r, struct arena *a, struct str *out,
                        struct err *e)
{
    struct reg_source source;
    enum view_word_id word = r->flags & RECORD_EXTERNAL ? VIEW_W_origin_external : VIEW_W_origin_filed;
    if (r->origin == ORIGIN_CARRIED)
        word = VIEW_W_origin_carried;
    if (r->origin != ORIGIN_COPIED || !r->source) {
        *out = view_word(ask, a, word, STR_NONE, STR_NONE);
        return true;
    }
    if (!registry_source_get(ask->store, r->source, a, &source, e))
        return false;
    *out = view_word(ask, a, VIEW_W_origin_copied, source.url, view_day(a, source.last_taken));
    return true;
}

/* Why an act ended it. The reason is a field of that act, shown only where the catalogue calls it public. */
static bool ended_note(const struct view_ask *ask, const struct reg_record *r, struct arena *a, struct str *out,
                       struct err *e)
{
    struct journal_entry end;
    *out = STR_NONE;
    if (!r->ended_at.s || !r->end_seq || (ask->when.known.s && r->ended_at.s > ask->when.known.s))
        return true;
    if (!journal_get(ask->store, r->end_seq, a, &end, e))
        return false;
    struct str day = view_day(a, day_is(end.act.on) ? end.act.on : day_of_instant(r->ended_at));
    const char *kinds[] = {act_kind_text(end.kind), NULL};
    struct view_field *fields;
    size_t n;
    view_fields(ask, kinds, r->type, end.act.fields, end.act.n_fields, a, &fields, &n);
    for (size_t i = 0; i < n; i++)
        if (str_is(fields[i].id, "reason")) {
            *out = view_word(ask, a, VIEW_W_ended_reason, day, fields[i].value);
            return true;
        }
    *out = view_word(ask, a, end.kind == KIND_COPY_END ? VIEW_W_ended_copy : VIEW_W_ended_plain, day, STR_NONE);
    return true;
}

static void type_fill(const struct view_ask *ask, const struct reg_record *r, struct view_record *out)
{
    out->type = catalog_type(ask->catalog, r->type);
    out->type_id = r->type;
    out->type_label = out->type ? view_lang(ask, out->type->zh, out->type->en) : r->type;
    out->family = out->type ? out->type->family : FAMILY_RECORD;
    out->kind = str_of(act_kind_text(r->kind));
    out->origin = str_of(act_origin_text(r->origin));
    out->agency = r->agency;
    out->agency_name = view_agency_name(ask, r->agency);
    out->doc_no = r->doc_no;
    out->adverse = (r->flags & RECORD_ADVERSE) != 0;
    out->held = (r->flags & RECORD_HELD) != 0;
    out->public_until_computed = (r->flags & RECORD_COMPUTED_END) != 0;
}

static void days_fill(const struct reg_record *r, struct view_record *out)
{
    out->decided_on = r->decided_on;
    out->in_force_from = r->in_force_from;
    out->in_force_until = r->in_force_until;
    out->public_from = r->public_from;
    out->public_until = r->public_until;
}

bool view_record_fill(const struct view_ask *ask, struct reg_record *r, enum reg_shown shown, struct arena *a,
                      struct view_record *out, struct err *e)
{
    const char *kinds[] = {act_kind_text(r->kind), NULL};
    char id[RECEIPT_CHARS];
    struct act_field *fields;
    size_t n;
    struct view_record x = {.past = shown == SHOWN_PAST, .id = str_dup(a, str_of(receipt_of(ask->keys, r->seq, id)))};
    type_fill(ask, r, &x);
    if (!registry_fold(ask->store, r, ask->when.as_of, ask->when.known, a, &fields, &n, e))
        return false;
    days_fill(r, &x);
    if (!view_due_fill(ask, r, fields, n, a, &x, e))
        return false;
    x.basis = view_basis(ask, fields, n, a);
    view_fields(ask, kinds, r->type, fields, n, a, &x.fields, &x.n_fields);
    if (!origin_note(ask, r, a, &x.origin_note, e) || !ended_note(ask, r, a, &x.ended_note, e))
        return false;
    *out = x;
    return true;
}

static bool find_withdrawn(const struct view_ask *ask, int64_t seq, struct arena *a, enum view_gone *there,
                           struct view_withdrawn *gone, struct err *e)
{
    struct reg_withdrawn w;
    bool found;
    if (!registry_withdrawn(ask->store, seq, a, &found, &w, e))
        return false;
    *there = found ? VIEW_WITHDRAWN : VIEW_UNKNOWN;
    if (found)
        *gone = (struct view_withdrawn){catalog_label(ask->catalog, w.reason, ask->lang), w.on};
    return true;
}

/* A person stands here by name and mask alone: what the register keeps them under does not leave it (N4). */
static bool subject_fill(const struct view_ask *ask, const struct act *open, struct arena *a, struct view_record *out,
                         struct err *e)
{
    struct reg_entity x;
    bool found;
    if (act_of_person(open)) {
        out->person = true;
        out->subject_name = open->person.name;
        out->id_mask = open->person.id_mask;
        return true;
    }
    if (!registry_entity_find(ask->store, open->subject, a, &found, &x, e))
        return false;
    out->subject = open->subject;
    out->subject_name = found ? x.name : STR_NONE;
    return true;
}

/* The act that opened it; *there VIEW_UNKNOWN: none, or nothing that a subject has. */
static bool opening_read(const struct view_ask *ask, int64_t seq, struct arena *a, enum view_gone *there,
                         struct journal_entry *open, struct err *e)
{
    struct err why = {0};
    bool ok = journal_get(ask->store, seq, a, open, &why);
    *there = ok && !open->emptied && open->act.subject.n ? VIEW_THERE : VIEW_UNKNOWN;
    if (!ok && why.kind != ERR_NOT_FOUND && e)
        *e = why;
    return ok || why.kind == ERR_NOT_FOUND;
}

bool view_record_open(const struct view_ask *ask, struct str id, struct arena *a, enum view_gone *there,
                      struct view_record *out, struct reg_record *r, struct view_withdrawn *gone, struct err *e)
{
    int64_t seq;
    struct journal_entry open;
    enum reg_shown shown = SHOWN_NOT;
    bool found;
    *there = VIEW_UNKNOWN;
    if (!receipt_parse(ask->keys, id, &seq))
        return true;
    if (!find_withdrawn(ask, seq, a, there, gone, e))
        return false;
    if (*there == VIEW_WITHDRAWN)
        return true;
    if (!opening_read(ask, seq, a, there, &open, e))
        return false;
    if (*there == VIEW_UNKNOWN)
        return true;
    if (!registry_record_by_seq(ask->store, open.act.subject, seq, a, &found, r, e) ||
        (found && !view_shown(ask, r, a, &shown, e)))
        return false;
    *there = shown == SHOWN_NOT ? VIEW_UNKNOWN : VIEW_THERE;
    return shown == SHOWN_NOT ||
           (view_record_fill(ask, r, shown, a, out, e) && subject_fill(ask, &open.act, a, out, e));
}

bool view_record(const struct view_ask *ask, struct str id, struct arena *a, enum view_gone *there,
                 struct view_record *out, struct view_withdrawn *gone, struct err *e)
{
    struct reg_record r;
    return view_record_open(ask, id, a, there, out, &r, gone, e);
}
