/* SPDX-License-Identifier: Apache-2.0 */
/* The rulebook by table: first how many rows there are, how much of it was read and what can be used, then the rows. */
#include "cli/rules_int.h"

#include "codec/codec.h"

enum { SHOWN_MAX = 12 };
struct listing {
    const char *name;                 /* --table */
    const char *table;                /* of the rulebook; NULL: all types */
    struct column columns[SHOWN_MAX]; /* ended by id NULL */
};
static const struct listing listings[] = {
    {"types",
     NULL,
     {{"id", "编号", "id"},
      {"family", "类别", "family"},
      {"tone", "性质", "tone"},
      {"state", "状态", "state"},
      {"owner", "所属机关", "owner"},
      {"zh", "名称", "Chinese"},
      {"en", "英文", "English"}}},
    {"lists",
     "lists",
     {{"id", "编号", "id"},
      {"class", "类", "class"},
      {"state", "状态", "state"},
      {"owner", "所属机关", "owner"},
      {"levels", "级别", "levels"},
      {"subjects", "对象", "subjects"},
      {"basis_tier", "依据层级", "tier"},
      {"valid_from", "自", "from"},
      {"valid_to", "至", "to"},
      {"zh", "名称", "Chinese"},
      {"en", "英文", "English"}}},
    {"measures",
     "measures",
     {{"id", "编号", "id"},
      {"kind", "种类", "kind"},
      {"class", "类", "class"},
      {"effect", "生效方式", "effect"},
      {"duty", "必须或可以", "duty"},
      {"ends", "终结", "ends"},
      {"state", "状态", "state"},
      {"by_kinds", "实施机关", "by"},
      {"basis", "依据", "basis"},
      {"zh", "名称", "Chinese"},
      {"en", "英文", "English"}}},
    {"terms",
     "terms",
     {{"id", "编号", "id"},
      {"scope", "范围", "scope"},
      {"what", "事项", "what"},
      {"grade", "程度", "grade"},
      {"count", "数", "count"},
      {"unit", "单位", "unit"},
      {"start", "起算", "start"},
      {"valid_from", "自", "from"},
      {"valid_to", "至", "to"},
      {"basis", "依据", "basis"},
      {"verified", "已核实", "read"}}},
    {"instruments",
     "instruments",
     {{"id", "编号", "id"},
      {"tier", "层级", "tier"},
      {"kind", "种类", "kind"},
      {"number", "文号", "number"},
      {"valid_from", "自", "from"},
      {"valid_to", "至", "to"},
      {"verified", "已核实", "read"},
      {"zh", "名称", "Chinese"},
      {"en", "英文", "English"}}},
    {"powers",
     "powers",
     {{"agency_kind", "机关类别", "kind of agency"},
      {"levels", "级别", "levels"},
      {"act_kind", "行为", "act"},
      {"type", "类型", "type"},
      {"region", "地区", "region"},
      {"basis", "依据", "basis"},
      {"valid_from", "自", "from"},
      {"valid_to", "至", "to"}}},
    {"transitions",
     "transitions",
     {{"machine", "步骤表", "machine"},
      {"id", "编号", "id"},
      {"from", "状态", "from"},
      {"act", "行为", "act"},
      {"when", "条件", "when"},
      {"to", "到", "to"},
      {"by", "报送人", "by"},
      {"gates", "关口", "gates"},
      {"owes", "应随后", "owes"},
      {"clock", "期限", "clock"},
      {"zh", "步骤", "Chinese"},
      {"en", "英文", "English"}}},
};
enum { LISTINGS = sizeof listings / sizeof *listings };

/* ---- counts ---- */

static const char *const counted[] = {"record_types", "lists",         "measures", "grounds",
                                      "transitions",  "list_measures", "terms",    "powers",
                                      "instruments",  "agencies",      "fields"};

static bool is_counted(const char *table)
{
    for (size_t i = 0; i < sizeof counted / sizeof *counted; i++)
        if (strcmp(counted[i], table) == 0)
            return true;
    return false;
}

void rules_counts_json(struct cli *c, const struct catalog *k, struct buf *out)
{
    struct cat_count n;
    (void)c;
    buf_char(out, '[');
    for (size_t i = 0, some = 0; catalog_count(k, i, &n); i++) {
        buf_printf(out, "%s{\"table\":\"%s\",\"rows\":%zu", some++ ? "," : "", n.table, n.rows);
        if (n.has_read)
            buf_printf(out, ",\"read\":%zu,\"unverified\":%zu", n.read, n.rows - n.read);
        if (n.has_states)
            buf_printf(out, ",\"ids\":%zu,\"usable\":%zu,\"display_only\":%zu,\"historic\":%zu", n.ids, n.usable,
                       n.display_only, n.historic);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}

static void count_tell(struct cli *c, const struct cat_count *n)
{
    struct str read = STR(""), states = STR("");
    bool zh = c->lang == LANG_ZH;
    size_t unread = n->rows - n->read;
    if (n->has_read)
        read = zh ? str_printf(c->a, "，已核实 %zu，未核实 %zu", n->read, unread)
                  : str_printf(c->a, ", %zu with their source read, %zu unverified", n->read, unread);
    if (n->has_states)
        states = zh ? str_printf(c->a, "；%zu 项：可接收 %zu，仅展示 %zu，历史 %zu", n->ids, n->usable, n->display_only,
                                 n->historic)
                    : str_printf(c->a, "; by id %zu: %zu usable, %zu display-only, %zu historic", n->ids, n->usable,
                                 n->display_only, n->historic);
    tell(c, "%s：%zu 行%.*s%.*s", "%s: %zu rows%.*s%.*s", n->table, n->rows, STR_FMT(read), STR_FMT(states));
}

void rules_counts_tell(struct cli *c, const struct catalog *k)
{
    struct cat_count n;
    for (size_t i = 0; catalog_count(k, i, &n); i++)
        if (is_counted(n.table))
            count_tell(c, &n);
}

/* ---- rows ---- */

struct wanted {
    struct str state; /* empty: any */
    struct day on;    /* DAY_NONE: whenever */
};

static bool is_wanted(const struct catalog *k, const char *table, size_t row, const struct wanted *w)
{
    struct day from = DAY_NONE, to = DAY_NONE;
    day_parse(catalog_cell(k, table, row, "valid_from"), &from);
    day_parse(catalog_cell(k, table, row, "valid_to"), &to);
    if (day_is(w->on) && ((day_is(from) && w->on.n < from.n) || (day_is(to) && w->on.n > to.n)))
        return false;
    return !w->state.n || str_eq(catalog_cell(k, table, row, "state"), w->state);
}

static void put_table(struct sheet *s, const struct catalog *k, const char *table, const struct wanted *w)
{
    struct str cells[SHOWN_MAX];
    for (size_t i = 0; i < catalog_rows(k, table); i++) {
        if (!is_wanted(k, table, i, w))
            continue;
        for (size_t n = 0; n < s->n_columns; n++)
            cells[n] = catalog_cell(k, table, i, s->columns[n].id);
        sheet_row(s, cells);
    }
}

static const struct listing *listing_of(const char *name)
{
    for (size_t i = 0; i < LISTINGS; i++)
        if (strcmp(listings[i].name, name) == 0)
            return &listings[i];
    return NULL;
}

static bool wanted_read(const struct cli *c, const struct listing *l, struct wanted *out, struct err *e)
{
    static const char *const states[] = {"usable", "display-only", "historic"};
    const char *state = opt_value(c, "state");
    bool known = !state, has_states = !l->table || strcmp(l->name, "lists") == 0 || strcmp(l->name, "measures") == 0;
    for (size_t i = 0; state && i < sizeof states / sizeof *states; i++)
        known = known || strcmp(states[i], state) == 0;
    if (!known)
        return ERR(e, ERR_INVALID, "--state takes usable, display-only or historic, not '%s'", state);
    if (state && !has_states)
        return ERR(e, ERR_INVALID, "rows of %s have no state", l->name);
    out->state = str_of(state);
    return opt_day(c, "as-of", &out->on, e);
}

static void fill(struct sheet *s, const struct catalog *k, const struct listing *l, const struct wanted *w)
{
    if (l->table) {
        put_table(s, k, l->table, w);
        return;
    }
    put_table(s, k, "record_types", w);
    put_table(s, k, "lists", w);
    put_table(s, k, "measures", w);
}

static bool list_write(struct cli *c, const struct catalog *k, struct sheet *s, struct err *e)
{
    if (c->format == OUT_TABLE)
        rules_counts_tell(c, k);
    if (c->format != OUT_JSON)
        return sheet_write(c, s, e);
    struct buf out = {0};
    buf_z(&out, "{\"counts\":");
    rules_counts_json(c, k, &out);
    buf_z(&out, ",\"rows\":");
    sheet_render(s, OUT_JSON, c->lang, &out);
    out.n--; /* the line's end comes after the object */
    buf_z(&out, "}\n");
    bool ok = out_write(buf_view(&out), e);
    VEC_FREE(&s->cells);
    buf_free(&out);
    return ok;
}

bool rules_list(struct cli *c, struct err *e)
{
    const char *name = opt_value(c, "table") ? opt_value(c, "table") : "types";
    const struct listing *l = listing_of(name);
    struct wanted w;
    struct catalog *k = NULL;
    if (!args_at_most(c, 1, e))
        return false;
    if (strcmp(name, "editions") == 0)
        return rules_editions(c, e);
    if (!l)
        return ERR(
            e, ERR_INVALID,
            "--table takes types, lists, measures, terms, instruments, powers, transitions or editions, not '%s'",
            name);
    if (!wanted_read(c, l, &w, e) || !rules_open(c, opt_value(c, "rules"), &k, e))
        return false;
    struct sheet s = {l->columns, 0, {0}};
    while (s.n_columns < SHOWN_MAX && l->columns[s.n_columns].id)
        s.n_columns++;
    fill(&s, k, l, &w);
    bool ok = list_write(c, k, &s, e);
    catalog_free(k);
    return ok;
}
