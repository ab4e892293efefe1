/* SPDX-License-Identifier: Apache-2.0 */
/* One thing of the rulebook: what its row says, then what it leads to (rules_chain.c). */
#include "cli/rules_show.h"

void show_put(struct show *s, const char *part, struct str name, struct str value)
{
    if (value.n)
        sheet_row(&s->sheet, (struct str[]){str_of(part), name, value});
}

struct str show_label(const struct show *s, struct str zh, struct str en)
{
    return (s->c->lang == LANG_ZH || !en.n) && zh.n ? zh : en;
}

/* ---- cells of a row, as they stand ---- */

static bool is_left_out(const char *column)
{
    static const char *const internal[] = {"local", "uscc"};
    for (size_t i = 0; i < sizeof internal / sizeof *internal; i++)
        if (strcmp(internal[i], column) == 0)
            return true;
    return false;
}

static void put_row(struct show *s, const char *part, const char *table, size_t row)
{
    const char *column;
    for (size_t i = 0; (column = catalog_column(table, i)); i++)
        if (!is_left_out(column))
            show_put(s, part, str_of(column), catalog_cell(s->k, table, row, column));
}

/* The row of that id in force on the day; without --as-of also the newest one that is not. */
static bool row_of(const struct show *s, const char *table, struct str id, size_t *row)
{
    bool found = false;
    for (size_t i = 0; i < catalog_rows(s->k, table); i++) {
        if (!str_eq(catalog_cell(s->k, table, i, "id"), id))
            continue;
        bool counts =
            show_in_force(s, catalog_cell(s->k, table, i, "valid_from"), catalog_cell(s->k, table, i, "valid_to"));
        if (!counts && s->strict)
            continue;
        *row = i;
        found = true;
        if (counts)
            return true;
    }
    return found;
}

bool show_in_force(const struct show *s, struct str from, struct str to)
{
    struct day first = DAY_NONE, last = DAY_NONE;
    day_parse(from, &first);
    day_parse(to, &last);
    return day_within(first, last, s->on);
}

/* ---- what an id may be, in the order in which it is looked for ---- */

static void show_record_type(struct show *s, struct str id)
{
    show_terms(s, catalog_type_on(s->k, id, s->on));
    show_powers(s, id);
    show_basis(s, catalog_type_on(s->k, id, s->on)->basis);
}

static const struct {
    const char *table, *part;
    void (*more)(struct show *s, struct str id);
} things[] = {
    {"lists", "list", show_list_chain},         {"measures", "measure", show_measure_chain},
    {"record_types", "type", show_record_type}, {"instruments", "instrument", show_cited},
    {"agencies", "agency", show_agency_powers}, {"terms", "term", show_term_basis},
};

/* The fields of an act kind, in the order of its template. */
static bool kind_show(struct show *s, struct str kind, struct err *e)
{
    static const struct column columns[] = {
        {"id", "字段", "field"},          {"official", "交换名", "official"}, {"required", "必填", "required"},
        {"standard", "标准", "standard"}, {"zh", "中文", "Chinese"},          {"en", "英文", "English"},
    };
    size_t n;
    const struct cat_field *const *f = catalog_fields(s->k, kind, opt_str(s->c, "type"), &n);
    struct sheet sheet = {columns, 6, {0}};
    for (size_t i = 0; i < n; i++)
        if (f[i]->klass != CLASS_RESTRICTED)
            sheet_row(&sheet, (struct str[]){f[i]->id, f[i]->official, str_n(&f[i]->required, 1), f[i]->standard,
                                             f[i]->zh, f[i]->en});
    return sheet_write(s->c, &sheet, e);
}

static bool show_found(struct show *s, struct str id)
{
    size_t row, n;
    for (size_t i = 0; i < sizeof things / sizeof *things; i++) {
        if (!row_of(s, things[i].table, id, &row))
            continue;
        put_row(s, things[i].part, things[i].table, row);
        things[i].more(s, id);
        return true;
    }
    catalog_machine(s->k, id, &n);
    if (n)
        show_machine(s, id);
    return n > 0;
}

/* Today, as the register has it; without one, the machine's. */
static bool show_day(struct show *s, struct err *e)
{
    struct session session = {0};
    if (!opt_day(s->c, "as-of", &s->on, e))
        return false;
    s->strict = day_is(s->on);
    if (s->strict)
        return true;
    s->on = day_of_instant(instant_now());
    if (!act_is_register(s->c->data))
        return true;
    if (!session_open(s->c, &session, e))
        return false;
    s->on = session.when.today;
    session_close(&session);
    return true;
}

bool rules_show(struct cli *c, struct err *e)
{
    static const struct column columns[] = {
        {"part", "部分", "part"}, {"name", "项目", "name"}, {"value", "内容", "value"}};
    struct show s = {.c = c, .sheet = {columns, 3, {0}}};
    struct catalog *k = NULL;
    const char *id;
    if (!arg_need(c, 1, "the id of a list, measure, record type, act kind, instrument, agency, term or machine", &id,
                  e) ||
        !args_at_most(c, 2, e) || !show_day(&s, e) || !rules_open(c, opt_value(c, "rules"), &k, e))
        return false;
    s.k = k;
    char day[DAY_CHARS];
    bool ok = show_found(&s, str_of(id));
    if (!ok && act_kind_of(str_of(id)) != KIND_NONE)
        ok = kind_show(&s, str_of(id), e);
    else if (!ok && s.strict)
        ok = ERR(e, ERR_NOT_FOUND, "the rulebook has nothing '%s' in force on %s", id, day_format(s.on, day));
    else if (!ok)
        ok = ERR(e, ERR_NOT_FOUND,
                 "the rulebook has no list, measure, record type, act kind, instrument, agency, term or machine '%s'",
                 id);
    else
        ok = sheet_write(c, &s.sheet, e);
    catalog_free(k);
    return ok;
}
