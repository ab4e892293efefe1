/* SPDX-License-Identifier: Apache-2.0 */
/* Codes checked and explained: arguments that are no files are codes, files and standard input hold one a line. */
#include <stdio.h>

#include "cli/verbs.h"
#include "uscc/uscc.h"

struct checker {
    const struct cli *c;
    const struct catalog *catalog; /* NULL when no rulebook is at hand: regions and exceptions stay unknown */
    struct uscc_facts facts;
    bool explain;
    int64_t bad;
    struct buf out;
};

static bool region_known(void *context, const char region[6])
{
    return catalog_region(context, str_n(region, 6)) != NULL;
}

static bool is_exception(void *context, const char code[USCC_CHARS])
{
    return catalog_code_is_exception(context, str_n(code, USCC_CHARS));
}

static void notes_put(const struct uscc_report *r, struct buf *out)
{
    static const struct {
        unsigned bit;
        const char *name;
    } rows[] = {
        {USCC_NOTE_CLEANED, "cleaned"},
        {USCC_NOTE_ORG_CHECK, "org-check"},
        {USCC_NOTE_REGION_UNKNOWN, "region-unknown"},
        {USCC_NOTE_CATEGORY_UNKNOWN, "category-unknown"},
        {USCC_NOTE_EARLY_PILOT, "early-pilot"},
        {USCC_NOTE_CATEGORY_EXTENDED, "category-extended"},
    };
    bool first = true;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (r->notes & rows[i].bit) {
            buf_printf(out, "%s%s", first ? "" : ",", rows[i].name);
            first = false;
        }
    if (r->at)
        buf_printf(out, "%splace %d", first ? "" : ",", r->at);
    if (r->expected)
        buf_printf(out, "%sexpected %c", first && !r->at ? "" : ",", r->expected);
}

/* The code as it may be shown: an identity number is masked, control characters are gone. */
static struct str code_shown(struct arena *a, const struct uscc_report *r, struct str given)
{
    if (r->verdict == USCC_RESIDENT_ID_SHAPED)
        return str_printf(a, "%.2s****************", given.n >= 2 ? given.p : "**");
    if (r->code[0])
        return str_dup(a, str_of(r->code));
    char *p = arena_alloc(a, given.n + 1);
    for (size_t i = 0; i < given.n; i++)
        p[i] = (unsigned char)given.p[i] < 0x20 || given.p[i] == 0x7f ? ' ' : given.p[i];
    return str_n(p, given.n);
}

static struct str facet(const struct checker *k, const char *zh, const char *en)
{
    return str_of(k->c->lang == LANG_ZH ? zh : en);
}

static void fact_put(struct checker *k, const char *zh, const char *en, struct str code, struct str what)
{
    buf_printf(&k->out, "  %.*s  %.*s  %.*s\n", STR_FMT(code), STR_FMT(facet(k, zh, en)), STR_FMT(what));
}

static void explain_put(struct checker *k, const struct uscc_report *r)
{
    struct str code = str_of(r->code), region = {0};
    if (code.n != USCC_CHARS)
        return;
    const struct uscc_category *g = uscc_category_of(code.p[0], code.p[1]);
    if (g) {
        fact_put(k, "登记管理部门", "department", str_n(code.p, 1), facet(k, g->department_zh, g->department_en));
        fact_put(k, "机构类别", "category", str_n(code.p + 1, 1), facet(k, g->category_zh, g->category_en));
    }
    struct buf name = {0};
    region = str_n(code.p + 2, 6);
    if (k->catalog)
        catalog_region_name(k->catalog, region, k->c->lang, &name);
    fact_put(k, "登记机关行政区划", "region of the registrar", region, buf_view(&name));
    fact_put(k, "主体标识码", "organisation code", str_n(code.p + 8, 9),
             r->expected_org
                 ? str_printf(k->c->a, "(%s %c)", say(k->c, "校验位应为", "check should be"), r->expected_org)
                 : STR(""));
    fact_put(k, "校验码", "check", str_n(code.p + 17, 1),
             r->expected ? str_printf(k->c->a, "(%s %c)", say(k->c, "应为", "should be"), r->expected) : STR(""));
    buf_free(&name);
}

static bool code_line(struct checker *k, struct str given, struct err *e)
{
    struct arena *a = arena_new();
    struct uscc_report r;
    uscc_check(given.p, given.n, &k->facts, &r);
    k->bad += !uscc_is_acceptable(r.verdict);
    struct buf note = {0};
    notes_put(&r, &note);
    struct str shown = code_shown(a, &r, given);
    if (k->c->format == OUT_JSON || k->c->format == OUT_JSONL) {
        struct str v[] = {shown, str_of(uscc_verdict_name(r.verdict)), buf_view(&note)};
        static const struct column columns[] = {{"code", "", ""}, {"verdict", "", ""}, {"note", "", ""}};
        struct sheet s = {columns, 3, {0}};
        sheet_row(&s, v);
        sheet_render(&s, OUT_JSONL, k->c->lang, &k->out);
        VEC_FREE(&s.cells);
    } else {
        buf_printf(&k->out, "%.*s\t%s\t%.*s\n", STR_FMT(shown), uscc_verdict_name(r.verdict), STR_FMT(buf_view(&note)));
    }
    if (k->explain && k->c->format == OUT_TABLE)
        explain_put(k, &r);
    buf_free(&note);
    arena_free(a);
    if (k->out.n < 1 << 16)
        return true;
    bool ok = out_write(buf_view(&k->out), e);
    buf_clear(&k->out);
    return ok;
}

/* One code a line. A line too long to be one is judged by its first 4,095 bytes: its length is wrong anyhow. */
static bool code_stream(struct checker *k, FILE *in, struct err *e)
{
    char line[4096];
    while (fgets(line, sizeof line, in)) {
        struct str s = str_of(line);
        bool whole = s.n && s.p[s.n - 1] == '\n';
        for (int ch = 0; !whole && ch != '\n' && ch != EOF;)
            ch = fgetc(in);
        while (s.n && (s.p[s.n - 1] == '\n' || s.p[s.n - 1] == '\r'))
            s.n--;
        if (s.n && !code_line(k, s, e))
            return false;
    }
    return ferror(in) ? ERR_ERRNO(e, "reading codes") : true;
}

static bool code_argument(struct checker *k, const char *arg, struct err *e)
{
    if (strcmp(arg, "-") == 0)
        return code_stream(k, stdin, e);
    if (!file_exists(arg))
        return code_line(k, str_of(arg), e);
    FILE *in = fopen(arg, "rb");
    if (!in)
        return ERR_ERRNO(e, "%s", arg);
    bool ok = code_stream(k, in, e);
    fclose(in);
    return ok;
}

static bool run(struct cli *c, struct err *e)
{
    const char *what;
    if (!arg_need(c, 0, "check or explain", &what, e))
        return false;
    struct checker k = {.c = c, .explain = strcmp(what, "explain") == 0};
    if (!k.explain && strcmp(what, "check") != 0)
        return ERR(e, ERR_INVALID, "code knows check and explain, not '%s'", what);
    struct findings *f = findings_new();
    struct catalog *catalog = NULL;
    if (catalog_load(rules_dir(c->a, "cn"), f, &catalog, NULL)) {
        k.catalog = catalog;
        k.facts = (struct uscc_facts){region_known, is_exception, catalog};
    }
    bool ok = c->n_args > 1 || code_stream(&k, stdin, e);
    for (size_t i = 1; ok && i < c->n_args; i++)
        ok = code_argument(&k, c->args[i], e);
    ok = ok && out_write(buf_view(&k.out), e);
    if (ok && k.bad)
        c->exit = EXIT_DATA;
    buf_free(&k.out);
    catalog_free(catalog);
    findings_free(f);
    return ok;
}

const struct verb verb_code = {
    .name = "code",
    .usage = "check|explain [FILE or CODE …]",
    .zh = "核对、解释统一社会信用代码",
    .en = "check or explain codes: arguments, a file, or standard input, one a line",
    .examples = "gongshi code check 919901013889433626\ngongshi code explain 919901013889433626\n"
                "cut -d, -f1 suppliers.csv | gongshi code check -",
    .words = "check explain",
    .run = run,
};
