/* SPDX-License-Identifier: Apache-2.0 */
/* One organisation, or one record, as the public sees it, or as those entitled to more do. */
#include "cli/verbs.h"
#include "uscc/uscc.h"

static bool who_read(const struct cli *c, struct view_ask *ask, struct err *e)
{
    struct str v = opt_str(c, "view");
    if (!v.n || str_is(v, "public"))
        return true;
    if (str_is(v, "subject"))
        ask->who = VIEW_SUBJECT;
    else if (str_is(v, "auditor"))
        ask->who = VIEW_AUDITOR;
    else if (str_starts(v, STR("agency:")) && v.n > 7)
        ask->who = VIEW_AGENCY;
    else
        return ERR(e, ERR_INVALID, "--view is public, subject, auditor or agency:ID, not '%.*s'", STR_FMT(v));
    if (ask->who == VIEW_AGENCY)
        ask->agency = str_n(v.p + 7, v.n - 7);
    return true;
}

static bool when_read(const struct cli *c, struct view_ask *ask, struct err *e)
{
    struct day as_of;
    if (!opt_day(c, "as-of", &as_of, e))
        return false;
    if (day_is(as_of))
        ask->when.as_of = as_of;
    const char *known = opt_value(c, "known-at");
    if (known && !instant_parse(str_of(known), &ask->when.known))
        return ERR(e, ERR_INVALID, "--known-at: '%s' is no instant like 2026-06-30T02:00:00Z", known);
    return true;
}

static void days_put(const struct cli *c, struct buf *out, const char *zh, const char *en, struct day from,
                     struct day until, struct str ends)
{
    if (!day_is(from) && !day_is(until))
        return;
    char f[DAY_CHARS], u[DAY_CHARS];
    struct str last = day_is(until) ? str_of(day_format(until, u)) : ends;
    buf_printf(out, "    %s %s – %.*s\n", say(c, zh, en), day_format(from, f), STR_FMT(last));
}

static void fields_put(const struct cli *c, struct buf *out, const char *indent, const struct view_field *fields,
                       size_t n)
{
    for (size_t i = 0; i < n; i++)
        buf_printf(out, "%s%.*s%s%.*s\n", indent, STR_FMT(fields[i].label), say(c, "：", ": "),
                   STR_FMT(fields[i].value));
}

static void record_put(const struct cli *c, struct buf *out, const struct view_record *r)
{
    char d[DAY_CHARS];
    buf_printf(out, "\n  %.*s  %.*s%s\n", STR_FMT(r->type_label), STR_FMT(r->doc_no),
               r->past ? say(c, "（已过去）", " (past)") : "");
    buf_printf(out, "    %.*s  %s\n", STR_FMT(r->agency_name), day_format(r->decided_on, d));
    if (r->basis.n)
        buf_printf(out, "    %s%.*s\n", say(c, "依据：", "basis: "), STR_FMT(r->basis));
    days_put(c, out, "有效", "in force", r->in_force_from, r->in_force_until, r->ends);
    days_put(c, out, "公示", "public", r->public_from, r->public_until, STR_NONE);
    if (r->public_until_computed)
        buf_printf(out, "    %s\n",
                   say(c, "公示截止期由系统按最短期限计算", "end of publication computed from the shortest term"));
    if (r->origin_note.n)
        buf_printf(out, "    %.*s\n", STR_FMT(r->origin_note));
    if (r->ended_note.n)
        buf_printf(out, "    %.*s\n", STR_FMT(r->ended_note));
    fields_put(c, out, "    ", r->fields, r->n_fields);
    buf_printf(out, "    %s %.*s\n", say(c, "编号", "id"), STR_FMT(r->id));
}

static void entity_put(const struct cli *c, struct buf *out, const struct view_entity *x)
{
    char d[DAY_CHARS], until[DAY_CHARS];
    buf_printf(out, "%.*s  %.*s  %.*s\n", STR_FMT(x->uscc), STR_FMT(x->name), STR_FMT(x->status_label));
    if (!x->registered)
        buf_printf(
            out, "%s\n",
            say(c, "名称由报送机关提供，登记机关尚未报送", "as named by the filing agency; no registrar has filed it"));
    for (size_t i = 0; i + 1 < x->n_names; i++)
        buf_printf(out, "  %s %.*s  %s – %s\n", say(c, "曾用名", "former name"), STR_FMT(x->names[i].name),
                   day_format(x->names[i].from, d), day_format(x->names[i].to, until));
    fields_put(c, out, "  ", x->fields, x->n_fields);
    for (size_t i = 0; i < x->n_records; i++)
        record_put(c, out, &x->records[i]);
    if (x->n_records)
        return;
    day_format(x->as_of, d);
    if (c->lang == LANG_ZH)
        buf_printf(out, "  截至 %s，%lld 个机关报送的记录中，没有该主体在公示的\n", d, (long long)x->agencies_filing);
    else
        buf_printf(out, "  of the records received from %lld agencies none is on public display as of %s\n",
                   (long long)x->agencies_filing, d);
}

static bool write_and_free(struct buf *out, struct err *e)
{
    bool ok = out_write(buf_view(out), e);
    buf_free(out);
    return ok;
}

static bool show_entity(struct cli *c, const struct view_ask *ask, struct str code, struct err *e)
{
    bool found;
    struct view_entity x;
    struct buf out = {0};
    if (!view_entity(ask, code, c->a, &found, &x, e))
        return false;
    if (!found)
        return ERR(e, ERR_NOT_FOUND, "nothing public is on file under this code");
    if (c->format == OUT_TABLE) {
        entity_put(c, &out, &x);
    } else {
        view_entity_json(&x, &out);
        buf_char(&out, '\n');
    }
    return write_and_free(&out, e);
}

static void steps_put(const struct cli *c, struct buf *out, const struct view_case *x)
{
    char d[DAY_CHARS];
    for (size_t i = 0; i < x->n_steps; i++) {
        const struct view_step *s = &x->steps[i];
        buf_printf(out, "    %s  %.*s  %.*s  %.*s%s\n", day_format(s->on, d), STR_FMT(s->label), STR_FMT(s->doc_no),
                   STR_FMT(s->state_label), s->afterwards ? say(c, "（事后补报）", " (filed afterwards)") : "");
    }
    for (size_t i = 0; i < x->n_clocks; i++) {
        const struct view_clock *k = &x->clocks[i];
        buf_printf(out, "    %.*s%s%.*s  ", STR_FMT(k->label), say(c, "：", ": "), STR_FMT(k->period));
        buf_printf(out, "%s  %.*s\n", day_format(k->until, d), STR_FMT(k->state_label));
    }
}

static bool show_record(struct cli *c, const struct view_ask *ask, struct str id, struct err *e)
{
    enum view_gone there;
    struct view_case x;
    struct view_withdrawn gone;
    struct buf out = {0};
    char d[DAY_CHARS];
    if (!view_case(ask, id, c->a, &there, &x, &gone, e))
        return false;
    if (there == VIEW_UNKNOWN)
        return ERR(e, ERR_NOT_FOUND, "no public record has this id");
    if (there == VIEW_WITHDRAWN)
        return ERR(e, ERR_NOT_FOUND, "withdrawn on %s: %.*s", day_format(gone.on, d), STR_FMT(gone.reason));
    if (c->format == OUT_TABLE) {
        buf_printf(&out, "%.*s  %.*s\n", STR_FMT(x.record.subject), STR_FMT(x.record.subject_name));
        record_put(c, &out, &x.record);
        steps_put(c, &out, &x);
    } else {
        view_case_json(&x, &out);
        buf_char(&out, '\n');
    }
    return write_and_free(&out, e);
}

static bool show_old_number(struct cli *c, const struct view_ask *ask, struct str number, struct err *e)
{
    struct str *codes;
    size_t n;
    if (!view_old_number(ask, number, c->a, &codes, &n, e))
        return false;
    if (n == 0)
        return ERR(e, ERR_NOT_FOUND, "no code, old number or record id known here");
    if (n > 1)
        return ERR(e, ERR_NOT_FOUND, "the old number leads to %zu organisations; gongshi search lists them", n);
    return show_entity(c, ask, codes[0], e);
}

static bool show(struct cli *c, const struct view_ask *ask, struct str what, struct err *e)
{
    struct uscc_report r;
    uscc_check(what.p, what.n, NULL, &r);
    if (r.verdict == USCC_RESIDENT_ID_SHAPED)
        return ERR(e, ERR_INVALID, "this reads as a resident identity number; people cannot be looked up here");
    if (r.code[0])
        return show_entity(c, ask, str_of(r.code), e);
    if (what.n == RECEIPT_CHARS - 1)
        return show_record(c, ask, what, e);
    return show_old_number(c, ask, what, e);
}

static bool run(struct cli *c, struct err *e)
{
    const char *what;
    struct session s = {0};
    if (!arg_need(c, 0, "a code, an old number or a record id", &what, e) || !args_at_most(c, 1, e) ||
        !session_open(c, &s, e))
        return false;
    struct view_ask ask = session_ask(c, &s);
    bool ok = who_read(c, &ask, e) && when_read(c, &ask, e) && show(c, &ask, str_of(what), e);
    session_close(&s);
    return ok;
}

static const struct opt opts[] = {
    {"as-of", "DAY", "当日情况", "what was true on that day"},
    {"known-at", "INSTANT", "当时已公示的情况", "what the register knew at that instant"},
    {"view", "WHO", "public（默认）、subject、agency:ID、auditor",
     "public (unless given), subject, agency:ID or auditor"},
    {0},
};
const struct verb verb_show = {
    .name = "show",
    .usage = "CODE|OLD-NUMBER|RECORD-ID",
    .zh = "显示一个主体或一条记录",
    .en = "show one organisation with its records, or one record",
    .examples = "gongshi show 919901013889433626\ngongshi show 919901013889433626 --as-of 2024-01-01 --format json\n"
                "gongshi show 919901013889433626 --view subject",
    .opts = opts,
    .run = run,
};
