/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/verbs.h"

static bool hits_table(const struct cli *c, const struct view_search *v, struct err *e)
{
    static const struct column columns[] = {{"uscc", "统一社会信用代码", "code"},
                                            {"name", "名称", "name"},
                                            {"status", "状态", "status"},
                                            {"former_name", "曾用名", "former name"}};
    struct sheet s = {columns, 4, {0}};
    for (size_t i = 0; i < v->result.n; i++) {
        const struct search_hit *h = &v->result.hits[i];
        struct str status = c->format == OUT_TABLE ? v->status_labels[i] : h->entity.status;
        sheet_row(&s, (struct str[]){h->entity.uscc, h->entity.name, status, h->former_name});
    }
    return sheet_write(c, &s, e);
}

static bool hits_json(const struct cli *c, const struct view_search *v, struct err *e)
{
    struct buf out = {0};
    bool lines = c->format == OUT_JSONL;
    buf_z(&out, lines ? "" : "[");
    for (size_t i = 0; i < v->result.n; i++) {
        if (i && !lines)
            buf_char(&out, ',');
        view_hit_json(&v->result.hits[i], &out);
        if (lines)
            buf_char(&out, '\n');
    }
    buf_z(&out, lines ? "" : "]\n");
    bool ok = out_write(buf_view(&out), e);
    buf_free(&out);
    return ok;
}

static bool run(struct cli *c, struct err *e)
{
    const char *text;
    int64_t limit = 20;
    if (!arg_need(c, 0, "what to search for", &text, e) || !opt_int(c, "limit", 1, SEARCH_MAX_CANDIDATES, &limit, e))
        return false;
    struct buf query = {0};
    for (size_t i = 0; i < c->n_args; i++)
        buf_printf(&query, "%s%s", i ? " " : "", c->args[i]);
    struct session s = {0};
    struct view_search v;
    bool open = session_open(c, &s, e);
    bool ok = open;
    if (ok) {
        struct view_ask ask = session_ask(c, &s);
        ok = view_search(&ask, buf_view(&query), 0, (size_t)limit, c->a, &v, e);
    }
    if (ok)
        ok = c->format == OUT_JSON || c->format == OUT_JSONL ? hits_json(c, &v, e) : hits_table(c, &v, e);
    if (ok && c->format == OUT_TABLE)
        tell(c, "找到 %s%lld 个主体", "%s%lld found", v.result.partial ? say(c, "至少 ", "at least ") : "",
             (long long)v.result.total);
    if (open)
        session_close(&s);
    buf_free(&query);
    return ok;
}

static const struct opt opts[] = {{"limit", "N", "最多行数，默认 20", "at most so many lines, 20 unless given"}, {0}};
const struct verb verb_search = {
    .name = "search",
    .usage = "TEXT",
    .zh = "按名称、代码或旧号查找",
    .en = "find by name, part of a name, code or old number",
    .examples =
        "gongshi search 岚安\ngongshi search 岚安 小学 --limit 5\ngongshi search 990101000000015 --format jsonl",
    .opts = opts,
    .run = run,
};
