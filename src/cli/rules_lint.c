/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `rules lint FILE`: acts, judged by the one check as if they were filed now in their order, each after those before it
 * that would be taken; then all is taken back. It says what would be refused, by which rule, and what would make it
 * right.
 */
#include "cli/rules_int.h"
#include "codec/codec.h"
#include "ingest/ingest.h"

enum { LINT_MAX_BYTES = 64 << 20 };

static void line_put(const json_t *act, struct buf *lines)
{
    json_put_value(act, lines);
    buf_char(lines, '\n');
}

/* One act or an array of them becomes lines; what is no JSON as a whole is lines already. */
static void as_lines(struct str text, struct buf *lines)
{
    json_t *j, *act;
    size_t i;
    struct err whole;
    if (!json_read(text, LINT_MAX_BYTES, &j, &whole)) {
        buf_str(lines, text);
        return;
    }
    if (json_is_array(j))
        json_array_foreach(j, i, act) line_put(act, lines);
    else
        line_put(j, lines);
    json_decref(j);
}

static bool judge(void *context, const struct import_order *o, struct findings *f, struct import_sum *out,
                  struct err *e)
{
    return door_import(context, o, f, NULL, NULL, out, e);
}

static bool rehearse(struct cli *c, struct str acts, struct findings *f, struct ingest_report *r, struct err *e)
{
    struct session s;
    struct door *door = NULL;
    struct writer_options w = {.now = c->now};
    if (!key_file_read(c, &w.caller, e) || !session_open(c, &s, e))
        return false;
    bool ok = door_open(c->data, &w, &door, e);
    struct lines_order o = {.dir = c->data,
                            .catalog = s.catalog,
                            .keys = &s.keys,
                            .bytes = acts,
                            .caller = w.caller,
                            .rehearse = true,
                            .today = day_of_instant(s.now),
                            .commit = judge,
                            .context = door};
    ok = ok && ingest_lines(&o, f, r, e);
    door_close(door);
    key_file_forget(&w.caller);
    session_close(&s);
    return ok;
}

static bool findings_write(struct cli *c, const struct findings *f, struct err *e)
{
    static const struct column columns[] = {{"line", "行", "line"},       {"level", "级别", "level"},
                                            {"rule", "规则", "rule"},     {"message", "问题", "message"},
                                            {"pointer", "位置", "place"}, {"suggestion", "改正", "what makes it right"},
                                            {"source", "出处", "source"}};
    struct sheet s = {columns, sizeof columns / sizeof *columns, {0}};
    for (size_t i = 0; i < findings_kept(f); i++) {
        const struct finding *x = findings_get(f, i);
        const struct advice *advice;
        const char *source = finding_advice(str_of(x->rule), &advice) ? advice->source : "";
        sheet_row(&s, (struct str[]){str_printf(c->a, "%lld", (long long)x->line), str_of(finding_level_name(x->level)),
                                     str_of(x->rule), finding_words(c, x), x->pointer, finding_suggestion(x, c->lang),
                                     str_of(source)});
    }
    return sheet_write(c, &s, e);
}

static void sum_tell(const struct cli *c, const struct ingest_report *r)
{
    tell(c, "%lld 个行为：%lld 个可接收，%lld 个已在库中，%lld 个会被退回；未写入任何内容",
         "%lld acts: %lld would be taken, %lld are on file, %lld would be refused; nothing was written",
         (long long)r->rows, (long long)(r->sum.accepted + r->sum.held), (long long)r->sum.unchanged,
         (long long)r->sum.refused);
}

bool rules_lint(struct cli *c, struct err *e)
{
    const char *path;
    struct buf text = {0}, lines = {0};
    struct findings *f = findings_new();
    struct ingest_report r = {0};
    if (!arg_need(c, 1, "the file of acts (.json or .jsonl)", &path, e) || !args_at_most(c, 2, e)) {
        findings_free(f);
        return false;
    }
    bool ok = register_need(c, e) && file_read(strcmp(path, "-") == 0 ? "/dev/stdin" : path, LINT_MAX_BYTES, &text, e);
    if (ok)
        as_lines(buf_view(&text), &lines);
    ok = ok && rehearse(c, buf_view(&lines), f, &r, e) && findings_write(c, f, e);
    if (ok)
        sum_tell(c, &r);
    if (ok && r.sum.refused)
        c->exit = EXIT_DATA;
    findings_free(f);
    buf_free(&text);
    buf_free(&lines);
    return ok;
}
