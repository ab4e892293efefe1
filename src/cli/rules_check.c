/* SPDX-License-Identifier: Apache-2.0 */
/* Is this rulebook sound? What loading refuses, what the lint finds, and how much of it was read. */
#include "cli/rules_int.h"

#include "codec/codec.h"

/* In order of file, line and column, so that an official goes through a table from top to bottom. */
static int by_place(const void *x, const void *y)
{
    const struct finding *a = *(const struct finding *const *)x, *b = *(const struct finding *const *)y;
    int order = (int)b->level - (int)a->level;
    order = order ? order : str_cmp(a->file, b->file);
    if (order)
        return order;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return (a->column > b->column) - (a->column < b->column);
}

static const struct finding **sorted(struct cli *c, const struct findings *f, size_t *n)
{
    *n = findings_kept(f);
    const struct finding **v = arena_alloc(c->a, (*n + 1) * sizeof *v);
    for (size_t i = 0; i < *n; i++)
        v[i] = findings_get(f, i);
    if (*n)
        qsort(v, *n, sizeof *v, by_place);
    return v;
}

static struct str number(struct cli *c, int64_t n)
{
    return n ? str_printf(c->a, "%lld", (long long)n) : STR("");
}

static struct str fix(const struct cli *c, const struct finding *x)
{
    const struct cat_rule *rule = catalog_rule_of(x->rule);
    return rule ? str_of(c->lang == LANG_ZH ? rule->fix_zh : rule->fix_en) : x->suggestion;
}

static struct str source(const struct finding *x)
{
    const struct cat_rule *rule = catalog_rule_of(x->rule);
    return str_of(rule ? rule->source : "design 5");
}

enum { FINDING_COLUMNS = 8 };
static const struct column finding_columns[FINDING_COLUMNS] = {
    {"level", "级别", "level"},   {"file", "文件", "file"},       {"line", "行", "line"},
    {"column", "列", "column"},   {"rule", "规则", "rule"},       {"message", "问题", "message"},
    {"suggestion", "建议", "do"}, {"source", "出处", "asked by"},
};

static struct sheet finding_sheet(struct cli *c, const struct findings *f)
{
    struct sheet s = {finding_columns, FINDING_COLUMNS, {0}};
    size_t n;
    const struct finding **v = sorted(c, f, &n);
    for (size_t i = 0; i < n; i++)
        sheet_row(&s, (struct str[]){str_of(finding_level_name(v[i]->level)), v[i]->file, number(c, v[i]->line),
                                     number(c, v[i]->column), str_of(v[i]->rule), finding_words(c, v[i]), fix(c, v[i]),
                                     source(v[i])});
    return s;
}

static bool json_write(struct cli *c, const char *dir, const struct catalog *k, const struct findings *f, struct err *e)
{
    struct buf out = {0};
    struct sheet s = finding_sheet(c, f);
    buf_z(&out, "{\"rules\":");
    json_put_string(&out, str_of(dir));
    buf_printf(&out, ",\"sound\":%s", findings_count(f, FINDING_ERROR) ? "false" : "true");
    if (k)
        buf_printf(&out, ",\"digest\":\"%.*s\"", STR_FMT(catalog_digest(k)));
    json_put_int(&out, "errors", findings_count(f, FINDING_ERROR));
    json_put_int(&out, "warnings", findings_count(f, FINDING_WARNING));
    json_put_int(&out, "notes", findings_count(f, FINDING_NOTE));
    buf_z(&out, ",\"tables\":");
    if (k)
        rules_counts_json(c, k, &out);
    else
        buf_z(&out, "[]");
    buf_z(&out, ",\"findings\":");
    sheet_render(&s, OUT_JSON, c->lang, &out);
    out.n--; /* the line's end comes after the object */
    buf_z(&out, "}\n");
    bool ok = out_write(buf_view(&out), e);
    VEC_FREE(&s.cells);
    buf_free(&out);
    return ok;
}

/* On a terminal the place is one word, as editors and compilers write it. */
static struct str place(struct cli *c, const struct finding *x)
{
    struct buf b = {0};
    buf_printf(&b, "%.*s:%lld", STR_FMT(x->file), (long long)x->line);
    if (x->column)
        buf_printf(&b, ":%d", x->column);
    struct str s = str_dup(c->a, buf_view(&b));
    buf_free(&b);
    return s;
}

static bool table_write(struct cli *c, const struct findings *f, struct err *e)
{
    static const struct column columns[] = {{"place", "位置", "place"},
                                            {"level", "级别", "level"},
                                            {"rule", "规则", "rule"},
                                            {"message", "问题", "message"},
                                            {"suggestion", "建议", "do"}};
    struct sheet s = {columns, 5, {0}};
    size_t n;
    const struct finding **v = sorted(c, f, &n);
    for (size_t i = 0; i < n; i++)
        sheet_row(&s, (struct str[]){place(c, v[i]), str_of(finding_level_name(v[i]->level)), str_of(v[i]->rule),
                                     finding_words(c, v[i]), fix(c, v[i])});
    return !n || sheet_write(c, &s, e);
}

static bool findings_write(struct cli *c, const struct findings *f, struct err *e)
{
    if (c->format == OUT_TABLE)
        return table_write(c, f, e);
    struct sheet s = finding_sheet(c, f);
    return sheet_write(c, &s, e);
}

/* The rules themselves: what each asks, what to do, and which paper asks it. */
static bool rules_explain(struct cli *c, struct err *e)
{
    static const struct column columns[] = {{"rule", "规则", "rule"},
                                            {"level", "级别", "level"},
                                            {"words", "问题", "finds"},
                                            {"suggestion", "建议", "do"},
                                            {"source", "出处", "asked by"}};
    struct sheet s = {columns, 5, {0}};
    const struct cat_rule *rule;
    for (size_t i = 0; (rule = catalog_rule(i)); i++) {
        struct finding one = {.rule = rule->id, .args = {STR("…"), STR("…"), STR("…")}};
        sheet_row(&s, (struct str[]){str_of(rule->id), str_of(finding_level_name(rule->level)), finding_words(c, &one),
                                     str_of(c->lang == LANG_ZH ? rule->fix_zh : rule->fix_en), str_of(rule->source)});
    }
    return sheet_write(c, &s, e);
}

static void tell_verdict(struct cli *c, const char *dir, const struct catalog *k, const struct findings *f)
{
    int64_t errors = findings_count(f, FINDING_ERROR);
    if (k && c->format == OUT_TABLE)
        rules_counts_tell(c, k);
    tell(c, "%lld 项错误，%lld 项警告，%lld 项提示", "%lld errors, %lld warnings, %lld notes", (long long)errors,
         (long long)findings_count(f, FINDING_WARNING), (long long)findings_count(f, FINDING_NOTE));
    if (k && !errors)
        tell(c, "%s：规则无误，摘要 %.*s", "%s: a sound rulebook, digest %.*s", dir, STR_FMT(catalog_digest(k)));
}

static bool least_level(const struct cli *c, enum finding_level *out, struct err *e)
{
    const char *given = opt_value(c, "level");
    for (int level = FINDING_NOTE; level <= FINDING_ERROR; level++) {
        *out = (enum finding_level)level;
        if (!given || strcmp(given, finding_level_name(*out)) == 0)
            return true;
    }
    return ERR(e, ERR_INVALID, "--level takes error, warning or note, not '%s'", given);
}

bool rules_check(struct cli *c, struct err *e)
{
    enum finding_level least;
    if (!args_at_most(c, 2, e) || !least_level(c, &least, e))
        return false;
    if (opt_flag(c, "explain"))
        return rules_explain(c, e);
    const char *dir = c->n_args > 1 ? rules_folder(c, c->args[1]) : rules_dir(c->a, "cn");
    struct findings *f = findings_new();
    struct catalog *k = NULL;
    bool loaded = catalog_load(dir, f, &k, e);
    bool ok = loaded || e->kind == ERR_DATA;
    if (loaded)
        catalog_lint(k, least, f);
    int64_t errors = findings_count(f, FINDING_ERROR);
    struct err why = loaded ? (struct err){0} : *e;
    if (ok)
        ok = c->format == OUT_JSON ? json_write(c, dir, k, f, e) : findings_write(c, f, e);
    if (ok && c->format != OUT_JSON)
        tell_verdict(c, dir, k, f);
    if (ok && errors)
        ok = loaded ? ERR(e, ERR_DATA, "the rulebook in %s has %lld errors", dir, (long long)errors)
                    : ERR(e, why.kind, "%s", why.msg);
    catalog_free(k);
    findings_free(f);
    return ok;
}
