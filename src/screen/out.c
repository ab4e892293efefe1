/* SPDX-License-Identifier: Apache-2.0 */
/* A line as JSON and as cells. */
#include "screen_int.h"

#define JOINT_ZH "；"
#define JOINT_EN "; "

struct word {
    const char *id, *zh, *en;
};
static const struct word results[SCREEN_RESULTS] = {
    [SCREEN_MATCH] = {"match", "一致", "match"},
    [SCREEN_POSSIBLE] = {"possible", "待核对", "possible"},
    [SCREEN_NO_MATCH] = {"no_match", "未找到", "no match"},
    [SCREEN_INSUFFICIENT] = {"insufficient_data", "信息不足", "insufficient data"},
};
static const char *const found_names[] = {[SCREEN_BY_CODE] = "code",
                                          [SCREEN_BY_OLD_NUMBER] = "old-number",
                                          [SCREEN_BY_NAME] = "name",
                                          [SCREEN_BY_FORMER_NAME] = "former-name"};
static const char *const tone_names[] = {
    [TONE_ADVERSE] = "adverse", [TONE_NEUTRAL] = "neutral", [TONE_FAVOURABLE] = "favourable"};

const char *screen_result_name(enum screen_result r)
{
    return results[r].id;
}

const char *screen_result_word(enum screen_result r, enum lang lang)
{
    return lang == LANG_EN ? results[r].en : results[r].zh;
}

/* ---- JSON ---- */

static void put_record(struct buf *out, const struct screen_record *r)
{
    buf_z(out, "{\"id\":");
    json_put_string(out, r->id);
    json_put_text(out, "doc_no", r->doc_no);
    json_put_day(out, "decided_on", r->decided_on);
    json_put_day(out, "in_force_from", r->in_force_from);
    json_put_day(out, "in_force_until", r->in_force_until);
    json_put_day(out, "public_until", r->public_until);
    buf_char(out, '}');
}

static void put_group(struct buf *out, const struct screen_group *g)
{
    buf_z(out, "{\"type\":");
    json_put_string(out, g->type);
    json_put_text(out, "label", g->type_label);
    json_put_text(out, "tone", str_of(tone_names[g->tone]));
    json_put_text(out, "agency", g->agency);
    json_put_text(out, "agency_name", g->agency_name);
    buf_z(out, ",\"records\":[");
    for (size_t i = 0; i < g->n; i++) {
        if (i)
            buf_char(out, ',');
        put_record(out, &g->records[i]);
    }
    buf_z(out, "]}");
}

static void put_candidate(struct buf *out, const struct screen_candidate *c)
{
    buf_z(out, "{\"uscc\":");
    json_put_string(out, c->uscc);
    json_put_text(out, "name", c->name);
    json_put_text(out, "status", c->status);
    json_put_text(out, "found_by", str_of(found_names[c->found]));
    json_put_text(out, "former_name", c->former_name);
    buf_z(out, ",\"current\":[");
    for (size_t i = 0; i < c->n_groups; i++) {
        if (i)
            buf_char(out, ',');
        put_group(out, &c->groups[i]);
    }
    buf_z(out, "]}");
}

static void put_reasons(const struct screen *s, const struct screen_line *x, struct buf *out)
{
    struct buf words = {0};
    for (size_t i = 0; i < x->n_reasons; i++) {
        const struct finding *why = &x->reasons[i];
        buf_z(out, i ? ",{\"rule\":" : "{\"rule\":");
        json_put_string(out, str_of(why->rule));
        buf_clear(&words);
        finding_message(why, s->ask.lang, &words);
        json_put_text(out, "message", buf_view(&words));
        if (why->suggestion.n)
            json_put_text(out, "suggestion", why->suggestion);
        buf_char(out, '}');
    }
    buf_free(&words);
}

void screen_basis_json(const struct screen *s, struct buf *out)
{
    buf_printf(out, "\"feed\":%lld", (long long)s->basis.feed);
    json_put_text(out, "edition", s->basis.edition);
    json_put_day(out, "as_of", s->basis.as_of);
}

void screen_line_json(const struct screen *s, const struct screen_line *x, struct buf *out)
{
    buf_printf(out, "{\"row\":%lld,\"line\":%lld,\"input\":{\"code\":", (long long)x->row, (long long)x->line);
    if (x->input.code.n)
        json_put_string(out, x->input.code);
    else
        buf_z(out, "null");
    json_put_text(out, "name", x->input.name);
    buf_printf(out, "},\"result\":\"%s\",\"reasons\":[", screen_result_name(x->result));
    put_reasons(s, x, out);
    buf_z(out, "],\"candidates\":[");
    for (size_t i = 0; i < x->n_candidates; i++) {
        if (i)
            buf_char(out, ',');
        put_candidate(out, &x->candidates[i]);
    }
    buf_printf(out, "],\"more\":%s,", x->more ? "true" : "false");
    screen_basis_json(s, out);
    buf_char(out, '}');
}

/* ---- cells ---- */

static struct str kept(struct buf *b, struct arena *a)
{
    struct str text = str_dup(a, buf_view(b));
    buf_free(b);
    return text;
}

static const char *joint(const struct screen *s)
{
    return s->ask.lang == LANG_EN ? JOINT_EN : JOINT_ZH;
}

struct str screen_reasons_text(const struct screen *s, const struct screen_line *x, struct arena *a)
{
    struct buf out = {0};
    for (size_t i = 0; i < x->n_reasons; i++) {
        buf_z(&out, i ? joint(s) : "");
        finding_message(&x->reasons[i], s->ask.lang, &out);
        if (x->reasons[i].suggestion.n)
            buf_printf(&out, " (%.*s)", STR_FMT(x->reasons[i].suggestion));
    }
    return kept(&out, a);
}

/* 行政处罚 · 岚安市市场监督管理局: 岚市监处罚〔2026〕1号 2026-03-01, … */
static struct str current_text(const struct screen *s, const struct screen_candidate *c, struct arena *a)
{
    struct buf out = {0};
    for (size_t i = 0; i < c->n_groups; i++) {
        const struct screen_group *g = &c->groups[i];
        buf_printf(&out, "%s%.*s · %.*s: ", i ? joint(s) : "", STR_FMT(g->type_label), STR_FMT(g->agency_name));
        for (size_t k = 0; k < g->n; k++) {
            buf_printf(&out, "%s%.*s%s", k ? ", " : "", STR_FMT(g->records[k].doc_no),
                       g->records[k].doc_no.n ? " " : "");
            day_put(&out, g->records[k].decided_on);
        }
    }
    return kept(&out, a);
}

static struct str others_text(const struct screen *s, const struct screen_line *x, struct arena *a)
{
    struct buf out = {0};
    for (size_t i = 1; i < x->n_candidates; i++)
        buf_printf(&out, "%s%.*s %.*s", i > 1 ? joint(s) : "", STR_FMT(x->candidates[i].uscc),
                   STR_FMT(x->candidates[i].name));
    buf_z(&out, x->more ? " …" : "");
    return kept(&out, a);
}

enum cell {
    CELL_ROW,
    CELL_LINE,
    CELL_CODE,
    CELL_NAME,
    CELL_RESULT,
    CELL_REASONS,
    CELL_USCC,
    CELL_CURRENT_NAME,
    CELL_STATUS,
    CELL_CURRENT,
    CELL_OTHERS,
    CELL_FEED,
    CELL_EDITION,
    CELL_AS_OF,
    CELLS
};
static const struct screen_column columns[CELLS] = {
    [CELL_ROW] = {"row", "序号", "row"},
    [CELL_LINE] = {"line", "行号", "line"},
    [CELL_CODE] = {"input_code", "所给代码", "code given"},
    [CELL_NAME] = {"input_name", "所给名称", "name given"},
    [CELL_RESULT] = {"result", "结果", "result"},
    [CELL_REASONS] = {"reasons", "理由", "reasons"},
    [CELL_USCC] = {"uscc", "统一社会信用代码", "code on file"},
    [CELL_CURRENT_NAME] = {"name", "现用名称", "current name"},
    [CELL_STATUS] = {"status", "登记状态", "status"},
    [CELL_CURRENT] = {"current", "当前公示的信用信息", "what is current"},
    [CELL_OTHERS] = {"others", "其他可能的主体", "other candidates"},
    [CELL_FEED] = {"feed", "截至行为号", "feed position"},
    [CELL_EDITION] = {"edition", "规则版本", "rulebook edition"},
    [CELL_AS_OF] = {"as_of", "截至日期", "as of"},
};

const struct screen_column *screen_columns(size_t *n)
{
    *n = CELLS;
    return columns;
}

void screen_line_cells(const struct screen *s, const struct screen_line *x, bool words, struct arena *a,
                       struct str *cells)
{
    char day[DAY_CHARS];
    for (int i = 0; i < CELLS; i++)
        cells[i] = STR_NONE;
    cells[CELL_ROW] = str_printf(a, "%lld", (long long)x->row);
    cells[CELL_LINE] = x->line ? str_printf(a, "%lld", (long long)x->line) : STR_NONE;
    cells[CELL_CODE] = x->input.code;
    cells[CELL_NAME] = x->input.name;
    cells[CELL_RESULT] = str_of(words ? screen_result_word(x->result, s->ask.lang) : screen_result_name(x->result));
    cells[CELL_REASONS] = screen_reasons_text(s, x, a);
    cells[CELL_FEED] = str_printf(a, "%lld", (long long)s->basis.feed);
    cells[CELL_EDITION] = s->basis.edition;
    cells[CELL_AS_OF] = str_dup(a, str_of(day_format(s->basis.as_of, day)));
    if (!x->n_candidates)
        return;
    cells[CELL_USCC] = x->candidates[0].uscc;
    cells[CELL_CURRENT_NAME] = x->candidates[0].name;
    cells[CELL_STATUS] = words ? x->candidates[0].status_label : x->candidates[0].status;
    cells[CELL_CURRENT] = current_text(s, &x->candidates[0], a);
    cells[CELL_OTHERS] = others_text(s, x, a);
}
