/* SPDX-License-Identifier: Apache-2.0 */
/* Codes checked, explained, repaired: arguments that are no files are codes, files hold one a line or a column. */
#include "cli/code_int.h"
#include "cli/verbs.h"

/* What one run adds up. */
struct tally {
    struct uscc_counts counts;
    int64_t bad_rows;
};

static bool one_code(const struct code_work *w, const char *code, struct tally *t, struct err *e)
{
    struct arena *a = arena_new();
    struct buf out = {0};
    struct uscc_report r;
    uscc_check(code, strlen(code), &w->facts, &r);
    t->counts.lines++;
    t->counts.of[r.verdict]++;
    if (!w->summary)
        code_put(w, a, str_of(code), &out);
    bool ok = out_write(buf_view(&out), e);
    buf_free(&out);
    arena_free(a);
    return ok;
}

static bool one_source(const struct code_work *w, const char *path, struct tally *t, struct err *e)
{
    struct findings *f = findings_new();
    struct code_source s;
    bool ok = code_source_open(path, opt_value(w->c, "column"), f, &s, e);
    if (ok) {
        ok = code_stream(w, &s, &t->counts, e);
        t->bad_rows += s.bad_rows;
        s.close(&s);
    }
    findings_tell(w->c, path, f, 20);
    findings_free(f);
    return ok;
}

static bool one_argument(const struct code_work *w, const char *arg, struct tally *t, struct err *e)
{
    bool source = strcmp(arg, "-") == 0 || opt_value(w->c, "column") || file_exists(arg);
    return source ? one_source(w, arg, t, e) : one_code(w, arg, t, e);
}

static bool summary_write(const struct cli *c, const struct tally *t, struct err *e)
{
    static const struct column columns[] = {{"verdict", "结论", "verdict"}, {"lines", "行数", "lines"}};
    struct sheet s = {columns, 2, {0}};
    for (int v = 0; v < USCC_VERDICTS; v++) {
        struct str cells[] = {str_of(uscc_verdict_name((enum uscc_verdict)v)),
                              str_printf(c->a, "%llu", (unsigned long long)t->counts.of[v])};
        sheet_row(&s, cells);
    }
    struct str all[] = {STR("all"), str_printf(c->a, "%llu", (unsigned long long)t->counts.lines)};
    sheet_row(&s, all);
    return sheet_write(c, &s, e);
}

static bool run_all(struct cli *c, const struct code_work *w, struct err *e)
{
    struct tally t = {0};
    struct buf head = {0};
    code_head_put(w, &head);
    bool ok = out_write(buf_view(&head), e) && (c->n_args > 1 || one_source(w, "-", &t, e));
    buf_free(&head);
    for (size_t i = 1; ok && i < c->n_args; i++)
        ok = one_argument(w, c->args[i], &t, e);
    ok = ok && (!w->summary || summary_write(c, &t, e));
    uint64_t fine = t.counts.of[USCC_VALID] + t.counts.of[USCC_ISSUED_EXCEPTION];
    if (ok && (fine != t.counts.lines || t.bad_rows))
        c->exit = EXIT_DATA;
    return ok;
}

static bool task_read(const struct cli *c, struct code_work *w, struct err *e)
{
    static const char *const names[] = {[CODE_CHECK] = "check", [CODE_EXPLAIN] = "explain", [CODE_SUGGEST] = "suggest"};
    enum { TASKS = sizeof names / sizeof *names };
    const char *what;
    int64_t top = 3;
    if (!arg_need(c, 0, "check, explain or suggest", &what, e) || !opt_int(c, "top", 1, 16, &top, e))
        return false;
    int task = 0;
    while (task < TASKS && strcmp(what, names[task]) != 0)
        task++;
    if (task == TASKS)
        return ERR(e, ERR_INVALID, "code knows check, explain and suggest, not '%s'", what);
    *w =
        (struct code_work){.c = c, .task = (enum code_task)task, .summary = opt_flag(c, "summary"), .top = (size_t)top};
    return true;
}

static bool run(struct cli *c, struct err *e)
{
    struct code_work w;
    struct catalog *catalog = NULL;
    if (!task_read(c, &w, e))
        return false;
    struct findings *f = findings_new();
    if (catalog_load(rules_dir(c->a, "cn"), f, &catalog, NULL))
        code_facts(&w, catalog);
    bool ok = run_all(c, &w, e);
    catalog_free(catalog);
    findings_free(f);
    return ok;
}

static const struct opt opts[] = {
    {"column", "NAME", "表格中代码所在的列：表头文字或列号",
     "the table's column with the codes: header text or number"},
    {"summary", NULL, "只报告各结论的行数", "only how many lines have each verdict"},
    {"top", "N", "每个代码至多几条建议，默认 3", "at most N suggestions a code, 3 unless given"},
    {0},
};

const struct verb verb_code = {
    .name = "code",
    .usage = "check|explain|suggest [FILE or CODE …]",
    .zh = "核对、解释统一社会信用代码，并提示可能的正确写法",
    .en = "check or explain codes, or suggest what was meant: arguments, files, or standard input, one a line",
    .examples = "gongshi code check 91990101MA0000001A\ngongshi code explain 91990101MA0000001A\n"
                "gongshi code suggest 9199O1013889433626\n"
                "gongshi code check --column 统一社会信用代码 suppliers.csv\n"
                "gongshi code check --summary codes.txt",
    .opts = opts,
    .words = "check explain suggest",
    .run = run,
};
