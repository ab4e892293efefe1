/* SPDX-License-Identifier: Apache-2.0 */
/* JSON of a case, of the repair calculator, of lists' entries and of counts: the content of their pages. */
#include "codec/codec.h"

#include "view_int.h"

static void item_open(struct buf *out)
{
    if (out->p[out->n - 1] != '[')
        buf_char(out, ',');
    buf_char(out, '{');
}

static void list_open(struct buf *out, const char *name)
{
    json_put_name(out, name);
    buf_char(out, '[');
}

static void put_papers(struct buf *out, const struct view_paper *v, size_t n)
{
    list_open(out, "papers");
    for (size_t i = 0; i < n; i++) {
        item_open(out);
        json_put_text(out, "kind", v[i].kind);
        json_put_text(out, "label", v[i].label);
        if (v[i].sha256.n)
            json_put_text(out, "sha256", v[i].sha256);
        if (v[i].name.n)
            json_put_text(out, "name", v[i].name);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}

/* ---- a case ---- */

static void put_step(struct buf *out, const struct view_step *s)
{
    item_open(out);
    json_put_text(out, "id", s->id);
    json_put_text(out, "kind", s->kind);
    json_put_text(out, "label", s->label);
    json_put_text(out, "words", s->words);
    json_put_day(out, "on", s->on);
    json_put_text(out, "by", s->by_label);
    json_put_text(out, "agency", s->agency);
    json_put_text(out, "doc_no", s->doc_no);
    json_put_text(out, "state", s->state);
    json_put_bool(out, "filed_afterwards", s->afterwards);
    put_papers(out, s->papers, s->n_papers);
    json_put_name(out, "fields");
    buf_char(out, '{');
    for (size_t i = 0; i < s->n_fields; i++) {
        if (i)
            buf_char(out, ',');
        json_put_string(out, s->fields[i].id);
        buf_char(out, ':');
        if (s->fields[i].form == FORM_TEXT)
            json_put_string(out, s->fields[i].raw);
        else
            buf_str(out, s->fields[i].raw);
    }
    buf_z(out, "}}");
}

static void put_clock(struct buf *out, const struct view_clock *k)
{
    static const char *const states[] = {"runs", "met", "late", "over", "overdue", "unknown"};
    item_open(out);
    json_put_text(out, "what", k->what);
    json_put_text(out, "label", k->label);
    json_put_text(out, "owed_by", k->owed_by);
    json_put_day(out, "from", k->from);
    json_put_day(out, "until", k->until);
    json_put_day(out, "met", k->met);
    json_put_text(out, "period", k->period);
    json_put_text(out, "rule", k->by ? k->by->id : STR_NONE);
    json_put_text(out, "state", str_of(states[k->state]));
    json_put_bool(out, "provisional", k->provisional);
    buf_char(out, '}');
}

void view_case_json(const struct view_case *x, struct buf *out)
{
    view_record_json(&x->record, out);
    out->n--; /* before the closing brace */
    json_put_text(out, "state", x->state);
    json_put_text(out, "origin_note", x->record.origin_note);
    json_put_bool(out, "steps_filed_afterwards", x->afterwards);
    list_open(out, "steps");
    for (size_t i = 0; i < x->n_steps; i++)
        put_step(out, &x->steps[i]);
    buf_char(out, ']');
    list_open(out, "clocks");
    for (size_t i = 0; i < x->n_clocks; i++)
        put_clock(out, &x->clocks[i]);
    buf_char(out, ']');
    list_open(out, "resting");
    for (size_t i = 0; i < x->n_resting; i++) {
        if (i)
            buf_char(out, ',');
        view_record_json(&x->resting[i], out);
    }
    buf_char(out, ']');
    if (x->has_repair) {
        json_put_name(out, "repair");
        view_repair_json(&x->repair, out);
    }
    buf_char(out, '}');
}

/* ---- the calculator ---- */

void view_repair_json(const struct view_repair *x, struct buf *out)
{
    static const char *const ways[] = {"none", "repair", "removal"};
    static const char *const whens[] = {"at-once", "from-day", "unknown", "needs-start"};
    const struct cat_term *by = x->earliest.by;
    buf_char(out, '{');
    json_put_text(out, "type", x->type->id);
    json_put_text(out, "type_label", x->type_label);
    json_put_text(out, "record", x->id);
    json_put_text(out, "grade", x->grade);
    json_put_text(out, "way", str_of(ways[x->way]));
    json_put_text(out, "when", x->way == WAY_NONE ? STR_NONE : str_of(whens[x->earliest.when]));
    json_put_day(out, "from", x->way == WAY_NONE ? DAY_NONE : x->earliest.day);
    json_put_bool(out, "provisional", x->earliest.provisional);
    json_put_text(out, "starts_with", x->earliest.start);
    json_put_text(out, "rule", by ? by->id : STR_NONE);
    json_put_text(out, "rule_basis", by ? by->basis : STR_NONE);
    json_put_text(out, "rule_source", by ? by->source : STR_NONE);
    put_papers(out, x->papers, x->n_papers);
    json_put_text(out, "to", x->to);
    json_put_text(out, "to_agency", x->to_agency);
    json_put_text(out, "decision_rule", x->decides ? x->decides->id : STR_NONE);
    json_put_text(out, "decision_within", x->decides_words);
    json_put_day(out, "decision_by", x->decided_by);
    json_put_text(out, "words", x->words);
    json_put_text(out, "way_out", x->exit);
    buf_char(out, '}');
}

/* ---- entries and counts ---- */

static void put_counts(struct buf *out, const struct view_count *v, size_t n)
{
    list_open(out, "counts");
    for (size_t i = 0; i < n; i++) {
        item_open(out);
        json_put_int(out, "year", v[i].year);
        json_put_text(out, "agency", v[i].agency);
        json_put_text(out, "type", v[i].type);
        json_put_text(out, "what", v[i].what);
        json_put_text(out, "n", v[i].text);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}

void view_entries_json(const struct view_record *v, size_t n, struct str next, const struct view_count *counts,
                       size_t n_counts, struct buf *out)
{
    buf_char(out, '{');
    list_open(out, "entries");
    for (size_t i = 0; i < n; i++) {
        if (i)
            buf_char(out, ',');
        view_record_json(&v[i], out);
    }
    buf_char(out, ']');
    json_put_text(out, "next", next);
    put_counts(out, counts, n_counts);
    buf_char(out, '}');
}

void view_filings_json(const struct view_filings *x, struct buf *out)
{
    char text[INSTANT_CHARS];
    buf_char(out, '{');
    list_open(out, "filings");
    for (size_t i = 0; i < x->n; i++) {
        item_open(out);
        json_put_text(out, "type", x->v[i].type);
        json_put_int(out, "records", x->v[i].records);
        json_put_text(out, "last_filed_at", str_of(instant_format(x->v[i].last, text)));
        buf_char(out, '}');
    }
    buf_char(out, ']');
    json_put_int(out, "overdue_ends", x->overdue_ends);
    json_put_int(out, "overdue_steps", x->overdue_steps);
    put_counts(out, x->counts, x->n_counts);
    buf_char(out, '}');
}
