/* SPDX-License-Identifier: Apache-2.0 */
/* What an agency owes and by when. */
#include "cli/verbs.h"

static const struct column columns[] = {
    {"due", "期限", "due"},       {"do", "待办", "to do"},        {"type", "事项", "type"},
    {"doc_no", "文号", "number"}, {"subject", "主体", "subject"}, {"name", "名称", "name"},
    {"from", "起算", "from"},     {"overdue", "逾期", "overdue"}, {"clock", "期限依据", "period"},
};

static struct str day_cell(struct arena *a, struct day d)
{
    char text[DAY_CHARS];
    return str_dup(a, str_of(day_format(d, text)));
}

static bool table_write(struct cli *c, const struct view_task *v, size_t n, struct err *e)
{
    struct sheet s = {columns, sizeof columns / sizeof *columns, {0}};
    bool words = c->format == OUT_TABLE;
    for (size_t i = 0; i < n; i++) {
        const struct view_task *t = &v[i];
        struct str late = t->overdue ? str_of(say(c, "是", "yes")) : STR_NONE;
        const struct str cells[] = {day_cell(c->a, t->due),
                                    words ? t->does_label : str_of(act_kind_text(t->does)),
                                    words ? t->type_label : t->type,
                                    t->doc_no,
                                    t->subject,
                                    t->subject_name,
                                    day_cell(c->a, t->from),
                                    words ? late : str_of(t->overdue ? "true" : "false"),
                                    t->clock};
        sheet_row(&s, cells);
    }
    return sheet_write(c, &s, e);
}

static void json_put(const struct cli *c, const struct view_task *v, size_t n, struct buf *out)
{
    bool lines = c->format == OUT_JSONL;
    buf_z(out, lines ? "" : "[");
    for (size_t i = 0; i < n; i++) {
        if (i && !lines)
            buf_char(out, ',');
        view_task_json(&v[i], out);
        buf_z(out, lines ? "\n" : "");
    }
    buf_z(out, lines ? "" : "]\n");
}

static bool tasks_write(struct cli *c, const struct view_ask *ask, struct str agency, struct err *e)
{
    struct view_task *v;
    size_t n;
    struct buf out = {0};
    if (!view_tasks(ask, agency, c->a, &v, &n, e))
        return false;
    if (c->format == OUT_TABLE || c->format == OUT_CSV)
        return table_write(c, v, n, e);
    if (c->format == OUT_CALENDAR)
        view_tasks_calendar(ask, agency, v, n, &out);
    else
        json_put(c, v, n, &out);
    bool ok = out_write(buf_view(&out), e);
    buf_free(&out);
    return ok;
}

static bool run(struct cli *c, struct err *e)
{
    struct session s = {0};
    struct str agency = opt_str(c, "agency");
    struct day as_of;
    if (!agency.n)
        return ERR(e, ERR_INVALID, "--agency is missing");
    if (!args_at_most(c, 0, e) || !opt_day(c, "as-of", &as_of, e) || !session_open(c, &s, e))
        return false;
    struct view_ask ask = session_ask(c, &s);
    if (day_is(as_of))
        ask.when.as_of = as_of;
    bool ok = tasks_write(c, &ask, agency, e);
    session_close(&s);
    return ok;
}

static const struct opt opts[] = {
    {"agency", "ID", "哪个机关", "whose tasks"},
    {"as-of", "DAY", "以该日计算逾期", "overdue on that day"},
    {0},
};
const struct verb verb_tasks = {
    .name = "tasks",
    .usage = "--agency ID",
    .zh = "一个机关的待办事项：应作出的步骤、应解除和应实施的措施",
    .en = "what an agency owes: steps of its cases, measures to end and to apply",
    .examples = "gongshi tasks --agency mr-990101\ngongshi tasks --agency mr-990101 --format ics",
    .calendar = true,
    .opts = opts,
    .run = run,
};
