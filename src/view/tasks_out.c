/* SPDX-License-Identifier: Apache-2.0 */
/* Tasks as JSON and as a calendar. */
#include "codec/codec.h"

#include "view_int.h"

/* The period by its unit: wd of working days, as people who count them write it. */
static void put_period(struct buf *out, const struct view_task *t)
{
    if (t->unit.n)
        buf_printf(out, ",\"%.*s\":%d", STR_FMT(str_is(t->unit, "workday") ? STR("wd") : t->unit), t->count);
}

void view_task_json(const struct view_task *t, struct buf *out)
{
    buf_char(out, '{');
    json_put_text(out, "do", str_of(act_kind_text(t->does)));
    buf_z(out, ",\"for\":{");
    json_put_text(out, "agency", t->agency);
    json_put_text(out, "kind", t->kind);
    json_put_text(out, "type", t->type);
    json_put_text(out, "doc_no", t->doc_no);
    json_put_text(out, "receipt", t->id);
    buf_char(out, '}');
    json_put_text(out, "subject", t->subject);
    json_put_text(out, "subject_name", t->subject_name);
    json_put_day(out, "from", t->from);
    json_put_day(out, "due", t->due);
    put_period(out, t);
    json_put_bool(out, "overdue", t->overdue);
    json_put_bool(out, "provisional", t->provisional);
    json_put_text(out, "clock", t->clock);
    buf_char(out, '}');
}

void view_tasks_calendar(const struct view_ask *ask, struct str agency, const struct view_task *v, size_t n,
                         struct buf *out)
{
    struct buf title = {0}, text = {0}, uid = {0};
    struct arena *a = arena_new();
    calendar_begin(out, view_word(ask, a, VIEW_W_tasks_of, view_agency_name(ask, agency), STR_NONE));
    for (size_t i = 0; i < n; i++) {
        const struct view_task *t = &v[i];
        title.n = text.n = uid.n = 0;
        buf_printf(&title, "%.*s %.*s %.*s", STR_FMT(t->does_label), STR_FMT(t->type_label),
                   STR_FMT(t->subject_name.n ? t->subject_name : t->doc_no));
        buf_printf(&text, "%.*s\n%.*s", STR_FMT(t->doc_no), STR_FMT(t->clock));
        buf_printf(&uid, "%.*s-%s-%.*s-%d@gongshi", STR_FMT(t->id), act_kind_text(t->does), STR_FMT(t->type),
                   t->from.n);
        calendar_day(out, &(struct calendar_event){.uid = buf_view(&uid),
                                                   .stamp = ask->now,
                                                   .on = day_is(t->due) ? t->due : t->from,
                                                   .title = buf_view(&title),
                                                   .text = buf_view(&text)});
    }
    calendar_end(out);
    arena_free(a);
    buf_free(&title);
    buf_free(&text);
    buf_free(&uid);
}
