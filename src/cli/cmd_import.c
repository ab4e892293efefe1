/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "cli/verbs.h"

struct pairs {
    VEC(struct ingest_pair) v;
};

static bool pairs_read(const struct cli *c, const char *option, struct pairs *out, struct err *e)
{
    for (size_t i = 0; i < c->n_given; i++) {
        if (strcmp(c->given[i].name, option) != 0)
            continue;
        struct str s = str_of(c->given[i].value);
        ptrdiff_t eq = str_find(s, STR("="));
        if (eq <= 0)
            return ERR(e, ERR_INVALID, "--%s takes FIELD=%s, not '%.*s'", option,
                       strcmp(option, "map") == 0 ? "COLUMN" : "VALUE", STR_FMT(s));
        struct ingest_pair one = {str_n(s.p, (size_t)eq), str_n(s.p + eq + 1, s.n - (size_t)eq - 1)};
        VEC_PUSH(&out->v, one);
    }
    return true;
}

static bool kind_read(const char *text, enum act_kind *out, struct err *e)
{
    enum act_kind k = act_kind_of(str_of(text));
    if (k == KIND_NONE)
        return ERR(e, ERR_INVALID, "there is no kind of act '%s'; gongshi act schema lists them", text);
    *out = k;
    return true;
}

static bool options_of(const struct cli *c, struct pairs *maps, struct pairs *sets, struct ingest_options *o,
                       struct err *e)
{
    const char *kind = opt_value(c, "kind");
    if (!kind)
        return ERR(e, ERR_INVALID, "--kind is missing: which kind of act the rows are");
    if (!kind_read(kind, &o->kind, e) || !pairs_read(c, "map", maps, e) || !pairs_read(c, "set", sets, e) ||
        !opt_day(c, "retrieved", &o->retrieved, e))
        return false;
    o->type = opt_str(c, "type");
    o->agency = opt_str(c, "agency");
    o->encoding = opt_value(c, "encoding");
    o->sheet = opt_value(c, "sheet");
    o->maps = maps->v.v;
    o->n_maps = maps->v.n;
    o->sets = sets->v.v;
    o->n_sets = sets->v.n;
    o->carried = opt_flag(c, "carried");
    o->strict = opt_flag(c, "strict");
    o->dry_run = opt_flag(c, "dry-run");
    o->complete = opt_flag(c, "complete");
    o->yes = opt_flag(c, "yes");
    o->no_header = opt_flag(c, "no-header");
    o->copied_from = opt_str(c, "copied-from");
    o->submission = opt_str(c, "submission");
    o->now = c->now;
    bool copy = o->copied_from.n > 0;
    if (copy != day_is(o->retrieved))
        return ERR(e, ERR_INVALID, "--copied-from and --retrieved go together");
    if (o->complete && !copy)
        return ERR(e, ERR_INVALID, "--complete is for copies (--copied-from)");
    return !(o->carried && copy) || ERR(e, ERR_INVALID, "--carried and --copied-from exclude each other");
}

static void refused_by_rule(const struct cli *c, const struct findings *f)
{
    const char *id, *zh, *en;
    for (size_t i = 0; finding_rule_at(i, &id, &zh, &en); i++) {
        int64_t errors = 0;
        for (size_t k = 0; k < findings_kept(f); k++) {
            const struct finding *one = findings_get(f, k);
            errors += one->level == FINDING_ERROR && strcmp(one->rule, id) == 0;
        }
        if (errors)
            tell(c, "    %s：%lld", "    %s: %lld", id,
                 (long long)(errors == 1000 ? findings_count_rule(f, id) : errors));
    }
}

static void sum_tell(const struct cli *c, const struct ingest_report *r, const struct findings *f)
{
    const struct import_sum *s = &r->sum;
    tell(c, "%.*s：%lld 行，接收 %lld，暂不公示 %lld，未变 %lld，退回 %lld",
         "%.*s: %lld rows, %lld accepted, %lld held, %lld unchanged, %lld refused", STR_FMT(r->file),
         (long long)r->rows, (long long)s->accepted, (long long)s->held, (long long)s->unchanged,
         (long long)s->refused);
    if (s->ended)
        tell(c, "  结束旧条目 %lld", "  %lld earlier entries ended", (long long)s->ended);
    if (s->refused)
        refused_by_rule(c, f);
    if (s->rolled_back)
        tell(c, "  未写入任何内容", "  nothing was written");
    if (s->indexed)
        tell(c, "  %lld 个名称在提交后 %lld 毫秒可查", "  %lld names searchable %lld ms after the commit",
             (long long)s->indexed, (long long)s->index_ms);
    if (s->waited_ms)
        tell(c, "  其他报送最多等待 %lld 毫秒", "  other acts waited %lld ms at most", (long long)s->waited_ms);
}

static bool is_workbook(const char *path)
{
    size_t n = path ? strlen(path) : 0;
    return n > 5 && strcasecmp(path + n - 5, ".xlsx") == 0;
}

static bool report_write(const struct cli *c, const struct ingest_report *r, const struct findings *f, struct buf *csv,
                         struct err *e)
{
    const char *path = opt_value(c, "findings");
    if (path && !is_workbook(path))
        ingest_findings_csv(f, str_of(r->sheet), c->lang, csv);
    if (c->format == OUT_TABLE || c->format == OUT_CSV)
        return true;
    struct buf out = {0};
    ingest_report_json(r, f, c->lang, &out);
    buf_char(&out, '\n');
    bool ok = out_write(buf_view(&out), e);
    buf_free(&out);
    return ok;
}

struct importing {
    struct cli *c;
    struct door *door;
    struct catalog *catalog;
    struct ingest_options *options;
    struct buf findings_csv;
};

static bool import_one(struct importing *m, const char *path, struct err *e)
{
    enum { FINDINGS_TOLD = 40 };
    struct cli *c = m->c;
    struct findings *f = findings_new();
    struct ingest_report r = {.file = str_of(path)};
    struct tick t;
    struct err refused = {0};
    tick_start(&t, c);
    m->options->progress = tick_progress;
    m->options->context = &t;
    bool ok = ingest_file(m->door, c->data, m->catalog, path, m->options, f, &r, &refused);
    tick_end(&t);
    if (!ok)
        r.file = str_of(path);
    bool data = !ok && refused.kind == ERR_DATA;
    findings_tell_sheet(c, path, str_of(r.sheet), f, FINDINGS_TOLD);
    if (ok)
        sum_tell(c, &r, f);
    else if (data)
        tell(c, "%s：整个文件被退回，未写入任何内容", "%s: the whole file is refused, nothing was written", path);
    else
        *e = refused;
    bool written = report_write(c, &r, f, &m->findings_csv, ok || data ? e : NULL);
    const char *marked = opt_value(c, "findings");
    if (written && (ok || data) && is_workbook(marked))
        written = ingest_findings_xlsx(path, m->options, &r, f, c->lang, marked, e);
    if (data || r.sum.refused > 0)
        c->exit = EXIT_DATA;
    findings_free(f);
    return written && (ok || data);
}

/* The rulebook of the register, as of its clock or --now. */
static bool catalog_open(struct cli *c, struct catalog **out, struct err *e)
{
    struct store *reader = NULL;
    struct register_info info;
    bool ok = store_open_reader(c->data, &reader, e) && act_info(c->data, reader, &info, e) &&
              act_catalog(c->data, reader, day_of_instant(c->now.s ? c->now : info.clock), out, e);
    store_close(reader);
    return ok;
}

static bool import_all(struct cli *c, struct ingest_options *o, struct err *e)
{
    struct importing m = {.c = c, .options = o};
    struct writer_options w = {.now = c->now};
    const char *findings = opt_value(c, "findings");
    if (c->n_args > 1 && is_workbook(findings))
        return ERR(e, ERR_INVALID, "a marked workbook is of one file: import them one by one, or give a .csv");
    bool ok = register_ensure(c, e) && key_file_read(c, &w.caller, e) && catalog_open(c, &m.catalog, e) &&
              door_open(c->data, &w, &m.door, e);
    for (size_t i = 0; ok && i < c->n_args; i++)
        ok = import_one(&m, c->args[i], e);
    if (ok && findings && !is_workbook(findings))
        ok = out_file(findings, buf_view(&m.findings_csv), e);
    buf_free(&m.findings_csv);
    door_close(m.door);
    key_file_forget(&w.caller);
    catalog_free(m.catalog);
    return ok;
}

static bool template_write(struct cli *c, const char *kind_text, struct err *e)
{
    enum act_kind kind = KIND_NONE;
    struct catalog *catalog = NULL;
    struct findings *f = findings_new();
    struct buf out = {0};
    bool ok = kind_read(kind_text, &kind, e);
    if (ok)
        ok = act_is_register(c->data) ? catalog_open(c, &catalog, e)
                                      : catalog_load(rules_dir(c->a, "cn"), f, &catalog, e);
    const char *path = opt_value(c, "out");
    ok = ok && ingest_template(catalog, kind, opt_str(c, "type"), &out, e);
    if (ok)
        ok = is_workbook(path) ? ingest_csv_to_xlsx(buf_view(&out), path, e)
                               : out_file(path ? path : "-", buf_view(&out), e);
    buf_free(&out);
    findings_free(f);
    catalog_free(catalog);
    return ok;
}

static bool run(struct cli *c, struct err *e)
{
    const char *template = opt_value(c, "template"), *first;
    if (template)
        return args_at_most(c, 0, e) && template_write(c, template, e);
    struct pairs maps = {0}, sets = {0};
    struct ingest_options o = {0};
    bool ok =
        arg_need(c, 0, "the file to import", &first, e) && options_of(c, &maps, &sets, &o, e) && import_all(c, &o, e);
    VEC_FREE(&maps.v);
    VEC_FREE(&sets.v);
    return ok;
}

static const struct opt opts[] = {
    {"kind", "KIND", "行为种类，如 penalty.decide", "kind of act, as penalty.decide"},
    {"type", "ID", "记录类型或名单编号", "record type or list"},
    {"agency", "ID", "报送机关；不给则按每行的机关代码",
     "filing agency; each row's authority code decides unless given"},
    {"carried", NULL, "机关接入前作出、仍在期的列入", "running entries from before the agency's opening day"},
    {"copied-from", "URL", "取自别处公开名单的地址", "address of the public list this is a copy of"},
    {"retrieved", "DAY", "取得日期", "day the copy was taken"},
    {"complete", NULL, "完整副本：结束其中已没有的条目", "the copy is complete: entries that it no longer has end"},
    {"map", "FIELD=COLUMN", "字段取自哪一列（表头或从 1 起的列号），可多次",
     "which column holds a field, by header or number from 1; repeatable"},
    {"set", "FIELD=VALUE", "给每一行同一个值，可多次", "one value for every row; repeatable"},
    {"encoding", "E", "utf-8、gb18030、utf-16", "utf-8, gb18030 or utf-16; detected unless given"},
    {"no-header", NULL, "首行即数据", "the first row is data"},
    {"strict", NULL, "有一行被退回就整个退回", "one refused row refuses the file"},
    {"dry-run", NULL, "只检查，不写入", "check, write nothing"},
    {"yes", NULL, "新副本大幅减少时仍继续", "go on although a complete copy shrank"},
    {"submission", "ID", "报送编号：同号同内容不重复", "submission id: the same bytes under it are taken once"},
    {"key-file", "FILE", "机关密钥所在文件；机关有密钥后，不利行为须出示",
     "file with the agency's key, which its adverse acts need once it has one"},
    {"findings", "FILE", "校验问题写入 CSV；.xlsx 则在原表中标出",
     "write the findings as CSV; as .xlsx, marked in the table"},
    {"sheet", "NAME", "读取工作簿的哪张表", "which sheet of a workbook; the first visible one that holds something"},
    {"template", "KIND", "输出待填写的表格", "write a spreadsheet to fill in"},
    {"out", "FILE", "表格写入文件（.csv 或 .xlsx）", "where the template goes (.csv or .xlsx)"},
    {0},
};
const struct verb verb_import = {
    .name = "import",
    .usage = "--kind KIND [options] FILE…",
    .zh = "导入机关的表格",
    .en = "take in an agency's spreadsheets",
    .examples = "gongshi import --kind entity.register --agency mr-990100 examples/entities.csv\n"
                "gongshi import --kind penalty.decide examples/penalties-official.csv\n"
                "gongshi import --kind licence.grant --dry-run --findings out.csv examples/licences-official.csv\n"
                "gongshi import --kind licence.grant --findings marked.xlsx licences.xlsx\n"
                "gongshi import --template penalty.decide --out penalties.xlsx",
    .opts = opts,
    .run = run,
};
