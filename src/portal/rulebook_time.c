/* SPDX-License-Identifier: Apache-2.0 */
/* The rulebook in time: as of a day, what changed on which day. */
#include "portal_int.h"

struct day rule_day(const struct page *pg)
{
    return http_param(pg->q, "as_of").n ? pg->ask->when.as_of : DAY_NONE;
}

struct str rule_to(const struct page *pg, const char *kind, struct str id)
{
    struct str at = page_to(pg, kind, id), day = page_day(pg, pg->ask->when.as_of);
    return day_is(rule_day(pg)) ? str_printf(pg->a, "%.*s?as_of=%.*s", STR_FMT(at), STR_FMT(day)) : at;
}

struct str rule_here(const struct page *pg)
{
    return page_path(pg, str_z(pg->a, pg->path));
}

static const struct {
    const char *table;
    enum portal_word_id one, many;
} tables[] = {
    {"instruments", PORTAL_W_row_instrument, PORTAL_W_table_instruments},
    {"agencies", PORTAL_W_row_agency, PORTAL_W_table_agencies},
    {"record_types", PORTAL_W_row_type, PORTAL_W_table_types},
    {"lists", PORTAL_W_row_list, PORTAL_W_table_lists},
    {"grounds", PORTAL_W_row_ground, PORTAL_W_table_grounds},
    {"transitions", PORTAL_W_row_step, PORTAL_W_table_steps},
    {"measures", PORTAL_W_row_measure, PORTAL_W_table_measures},
    {"list_measures", PORTAL_W_row_tie, PORTAL_W_table_ties},
    {"fields", PORTAL_W_row_field, PORTAL_W_table_fields},
    {"terms", PORTAL_W_row_term, PORTAL_W_table_terms},
    {"powers", PORTAL_W_row_power, PORTAL_W_table_powers},
};

struct str table_label(const struct page *pg, const char *table)
{
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (strcmp(tables[i].table, table) == 0)
            return page_say(pg, tables[i].many);
    return str_of(table);
}

struct str row_label(const struct page *pg, const char *table)
{
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (strcmp(tables[i].table, table) == 0)
            return page_say(pg, tables[i].one);
    return str_of(table);
}

/* Where rows of the table are read, or nowhere of its own. */
struct str table_address(const struct page *pg, const char *table)
{
    static const char *const rows[][2] = {{"instruments", "/rules/instruments"},
                                          {"lists", "/lists"},
                                          {"measures", "/measures"},
                                          {"terms", "/rules/terms"},
                                          {"agencies", "/agencies"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i][0], table) == 0)
            return page_path(pg, rows[i][1]);
    return STR_NONE;
}

size_t table_counts(const struct page *pg, struct table_count **out)
{
    const struct catalog *c = pg->site->catalog;
    struct table_count *v = arena_alloc(pg->a, sizeof tables / sizeof *tables * sizeof *v);
    struct cat_count one;
    size_t k = 0;
    for (size_t i = 0; catalog_count(c, i, &one); i++)
        for (size_t t = 0; t < sizeof tables / sizeof *tables; t++)
            if (strcmp(tables[t].table, one.table) == 0)
                v[k++] = (struct table_count){one, view_rule_in_force(c, one.table, pg->ask->when.as_of)};
    *out = v;
    return k;
}

/* ---- what changed on which day ---- */

static struct str cell(const struct page *pg, const struct view_turn *t, const char *column)
{
    return catalog_cell(pg->site->catalog, t->table, t->row, column);
}

static bool is_of(const struct view_turn *t, const char *table)
{
    return strcmp(t->table, table) == 0;
}

static struct str type_name(const struct page *pg, struct str id)
{
    const struct cat_type *x = catalog_type(pg->site->catalog, id);
    return x ? page_pick(pg, x->zh, x->en) : id;
}

static struct str pair(const struct page *pg, struct str x, struct str y)
{
    return str_printf(pg->a, pg->lang == LANG_EN ? "%.*s: %.*s" : "%.*s：%.*s", STR_FMT(x), STR_FMT(y));
}

/* "penalty: longest display, general, 12 months" */
static struct str term_words(const struct page *pg, const struct view_turn *t)
{
    struct str grade = cell(pg, t, "grade"), between = pg->lang == LANG_EN ? STR(", ") : STR("，");
    struct str gap = pg->lang == LANG_EN ? STR(" ") : STR_NONE;
    struct str words =
        str_printf(pg->a, "%.*s%.*s%.*s%.*s%.*s%.*s%.*s", STR_FMT(label_in(pg, "clock", cell(pg, t, "what"))),
                   STR_FMT(grade.n ? between : STR_NONE), STR_FMT(label_in(pg, "severity", grade)), STR_FMT(between),
                   STR_FMT(cell(pg, t, "count")), STR_FMT(gap), STR_FMT(label_in(pg, "unit", cell(pg, t, "unit"))));
    return pair(pg, scope_label(pg, cell(pg, t, "scope")), words);
}

struct str turn_label(const struct page *pg, const struct view_turn *t)
{
    struct str own = page_pick(pg, cell(pg, t, "zh"), cell(pg, t, "en"));
    if (is_of(t, "terms"))
        return term_words(pg, t);
    if (is_of(t, "list_measures"))
        return pair(pg, type_name(pg, cell(pg, t, "list")), type_name(pg, cell(pg, t, "measure")));
    if (is_of(t, "grounds"))
        return pair(pg, type_name(pg, cell(pg, t, "list")), own);
    if (is_of(t, "powers"))
        return pair(pg, label_in(pg, "agency-kind", cell(pg, t, "agency_kind")), type_name(pg, cell(pg, t, "type")));
    return own;
}

/* The page of a list or a measure as it is from that day on, or was up to the day before. */
static struct str dated_page(const struct page *pg, const struct view_turn *t, const char *kind, struct str id)
{
    struct day in = t->begins ? t->on : day_add(t->on, -1);
    struct str at = page_to(pg, kind, id);
    return in.n > pg->ask->when.today.n ? at
                                        : str_printf(pg->a, "%.*s?as_of=%.*s", STR_FMT(at), STR_FMT(page_day(pg, in)));
}

struct str turn_address(const struct page *pg, const struct view_turn *t)
{
    struct str scope = cell(pg, t, "scope");
    if (is_of(t, "instruments"))
        return page_to(pg, "rules/instruments", cell(pg, t, "id"));
    if (is_of(t, "lists"))
        return dated_page(pg, t, "lists", cell(pg, t, "id"));
    if (is_of(t, "measures"))
        return dated_page(pg, t, "measures", cell(pg, t, "id"));
    if (is_of(t, "list_measures") || is_of(t, "grounds"))
        return dated_page(pg, t, "lists", cell(pg, t, "list"));
    if (is_of(t, "terms") && catalog_list(pg->site->catalog, scope, DAY_NONE))
        return dated_page(pg, t, "lists", scope);
    return is_of(t, "terms") ? page_path(pg, "/rules/terms") : STR_NONE;
}

bool page_changes(struct page *pg, struct http_answer *out, struct err *e)
{
    struct view_turn *v;
    size_t n = view_rule_turns(pg->site->catalog, pg->a, &v);
    (void)out;
    (void)e;
    pg->title = page_say(pg, PORTAL_W_rules_changes);
    tpl_changes(pg, v, n);
    return true;
}
