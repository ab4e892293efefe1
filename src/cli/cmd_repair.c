/* SPDX-License-Identifier: Apache-2.0 */
/* The repair calculator: of a record on file, or of a list or penalty with the days given. */
#include "cli/verbs.h"

static void line_put(const struct cli *c, struct buf *out, const char *zh, const char *en, struct str value)
{
    if (value.n)
        buf_printf(out, "  %s%s%.*s\n", say(c, zh, en), say(c, "：", ": "), STR_FMT(value));
}

static struct str day_text(const struct cli *c, struct day d)
{
    char text[DAY_CHARS];
    return day_is(d) ? str_dup(c->a, str_of(day_format(d, text))) : STR_NONE;
}

static struct str rule_text(const struct cli *c, struct str words, const struct cat_term *t)
{
    return t ? str_printf(c->a, "%.*s [%.*s; %.*s]", STR_FMT(words), STR_FMT(t->id),
                          STR_FMT(t->basis.n ? t->basis : t->source))
             : STR_NONE;
}

static void words_put(const struct cli *c, const struct view_repair *x, struct buf *out)
{
    struct buf papers = {0};
    buf_printf(out, "%.*s  %.*s %.*s\n", STR_FMT(x->type_label), STR_FMT(x->subject_name), STR_FMT(x->doc_no));
    buf_printf(out, "  %.*s\n", STR_FMT(x->words));
    for (size_t i = 0; i < x->n_papers; i++)
        buf_printf(&papers, "%s%.*s", i ? say(c, "、", ", ") : "", STR_FMT(x->papers[i].label));
    line_put(c, out, "依据", "rule", rule_text(c, x->rule, x->earliest.by));
    line_put(c, out, "材料", "papers", buf_view(&papers));
    line_put(c, out, "向谁申请", "to whom", x->to);
    if (x->way != WAY_NONE)
        line_put(c, out, "决定期限", "decision within",
                 x->decides ? rule_text(c, x->decides_words, x->decides)
                            : str_of(say(c, "没有查明期限", "no period is known")));
    line_put(c, out, "最早申请时，决定不晚于", "applied for at the earliest, decision by", day_text(c, x->decided_by));
    line_put(c, out, "如何退出", "way out", x->exit);
    buf_free(&papers);
}

static bool answer_write(struct cli *c, const struct view_ask *ask, const struct view_repair *x, struct err *e)
{
    struct buf out = {0};
    if (c->format == OUT_CALENDAR) {
        if (!view_repair_calendar(ask, x, &out))
            return ERR(e, ERR_NOT_FOUND, "no day is known, so there is nothing for a calendar");
    } else if (c->format == OUT_TABLE || c->format == OUT_CSV) {
        words_put(c, x, &out);
    } else {
        view_repair_json(x, &out);
        buf_char(&out, '\n');
    }
    bool ok = out_write(buf_view(&out), e);
    buf_free(&out);
    return ok;
}

static bool days_read(const struct cli *c, struct view_repair_ask *q, struct err *e)
{
    return opt_day(c, "decided", &q->decided, e) && opt_day(c, "listed", &q->listed, e) &&
           opt_day(c, "corrected", &q->corrected, e);
}

static bool run(struct cli *c, struct err *e)
{
    struct session s = {0};
    struct view_repair_ask q = {.type = opt_str(c, "type"), .grade = opt_str(c, "grade")};
    struct view_repair x;
    bool found = false;
    if (!args_at_most(c, 1, e) || !days_read(c, &q, e))
        return false;
    if ((c->n_args == 1) == (q.type.n > 0))
        return ERR(e, ERR_INVALID, "either a record id or --type");
    if (!session_open(c, &s, e))
        return false;
    struct view_ask ask = session_ask(c, &s);
    ask.who = VIEW_SUBJECT; /* who has the data directory calculates for the subject */
    bool ok = c->n_args ? view_repair_of(&ask, str_of(c->args[0]), q.corrected, c->a, &found, &x, e)
                        : view_repair(&ask, &q, c->a, &found, &x, e);
    if (ok && !found)
        ok = ERR(e, ERR_NOT_FOUND, "no listing or penalty under this id, and no list or type of penalty so called");
    ok = ok && answer_write(c, &ask, &x, e);
    session_close(&s);
    return ok;
}

static const struct opt opts[] = {
    {"type", "ID", "名单或处罚类型", "a list, or a type of penalty"},
    {"grade", "GRADE", "处罚的失信程度：slight、general、serious", "degree of a penalty: slight, general or serious"},
    {"decided", "DAY", "决定之日", "day of the decision"},
    {"listed", "DAY", "列入（公布）之日", "day of the listing"},
    {"corrected", "DAY", "改正或履行完毕之日", "day of correction or performance"},
    {0},
};
const struct verb verb_repair = {
    .name = "repair",
    .usage = "RECORD-ID|--type ID",
    .zh = "信用修复计算器：何时可以申请、要哪些材料、向谁申请、多久答复",
    .en = "the repair calculator: from which day, with which papers, to whom, how soon answered",
    .examples = "gongshi repair --type samr-serious --listed 2026-05-08\n"
                "gongshi repair --type penalty --grade serious --decided 2026-04-07 --format ics",
    .calendar = true,
    .opts = opts,
    .run = run,
};
