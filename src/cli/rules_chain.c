/* SPDX-License-Identifier: Apache-2.0 */
/* From a list to its grounds, steps, terms, measures, to who may act and on what basis; and back. */
#include "cli/rules_show.h"

static void add(struct buf *b, const char *before, struct str text)
{
    if (text.n)
        buf_printf(b, "%s%.*s", b->n ? before : "", STR_FMT(text));
}

static void put_buf(struct show *s, const char *part, struct str name, struct buf *b)
{
    show_put(s, part, name, str_dup(s->c->a, buf_view(b)));
    buf_clear(b);
}

static struct str cell(const struct show *s, const char *table, size_t row, const char *column)
{
    return catalog_cell(s->k, table, row, column);
}

static bool row_counts(const struct show *s, const char *table, size_t row)
{
    return show_in_force(s, cell(s, table, row, "valid_from"), cell(s, table, row, "valid_to"));
}

static bool counts(const struct show *s, struct day from, struct day to)
{
    return day_within(from, to, s->on);
}

/* ---- basis ---- */

void show_basis(struct show *s, struct str basis)
{
    struct str one, id;
    struct buf b = {0};
    while (str_split(&basis, ';', &one)) {
        one = str_trim(one);
        if (!str_split(&one, ' ', &id))
            continue;
        const struct cat_instrument *x = catalog_instrument(s->k, id);
        add(&b, "", show_label(s, x->zh, x->en));
        add(&b, ", ", x->number);
        add(&b, s->c->lang == LANG_ZH ? "，第" : ", article ", str_trim(one));
        add(&b, s->c->lang == LANG_ZH && str_trim(one).n ? "条，层级 " : say(s->c, "，层级 ", ", tier "), x->tier);
        put_buf(s, "basis", id, &b);
    }
    buf_free(&b);
}

/* ---- who ---- */

static void put_power(struct show *s, size_t row)
{
    struct buf b = {0};
    struct str kind = cell(s, "powers", row, "agency_kind"), rest = cell(s, "powers", row, "levels"), level;
    add(&b, "",
        str_is(kind, "*") ? str_of(say(s->c, "任何机关", "any agency")) : rules_word(s->c, s->k, "agency-kind", kind));
    while (!str_is(rest, "*") && str_split(&rest, ' ', &level))
        add(&b, ", ", rules_word(s->c, s->k, "level", level));
    add(&b, ": ", cell(s, "powers", row, "act_kind"));
    add(&b, " ", cell(s, "powers", row, "type"));
    add(&b, ", ",
        str_is(cell(s, "powers", row, "region"), "own") ? str_of(say(s->c, "限本地区", "in its region")) : STR_NONE);
    add(&b, "; ", cell(s, "powers", row, "basis"));
    put_buf(s, "who", kind, &b);
    buf_free(&b);
}

void show_powers(struct show *s, struct str type)
{
    for (size_t i = 0; i < catalog_rows(s->k, "powers"); i++)
        if (str_eq(cell(s, "powers", i, "type"), type) && row_counts(s, "powers", i))
            put_power(s, i);
}

static bool covers(struct str cell, struct str word)
{
    return str_is(cell, "*") || str_has_word(cell, word);
}

void show_agency_powers(struct show *s, struct str id)
{
    const struct cat_agency *x = catalog_agency(s->k, id);
    for (size_t i = 0; i < catalog_rows(s->k, "powers"); i++)
        if (str_eq(cell(s, "powers", i, "agency_kind"), x->kind) && covers(cell(s, "powers", i, "levels"), x->level) &&
            row_counts(s, "powers", i))
            put_power(s, i);
}

/* ---- terms ---- */

static void put_term(struct show *s, const struct cat_term *t)
{
    struct buf b = {0};
    buf_printf(&b, "%d %.*s", t->count, STR_FMT(rules_word(s->c, s->k, "unit", t->unit)));
    if (t->start.n)
        add(&b, say(s->c, "，自", " from "), rules_word(s->c, s->k, "term-start", t->start));
    add(&b, ", ", rules_word(s->c, s->k, "severity", t->grade));
    add(&b, "; ", t->basis);
    if (!t->verified)
        add(&b, " ", str_of(say(s->c, "（未核实）", "(unverified)")));
    put_buf(s, "term", t->what, &b);
    buf_free(&b);
}

void show_terms(struct show *s, const struct cat_type *type)
{
    const struct cat_term **t;
    size_t n = view_rule_terms(s->k, type, s->on, s->c->a, &t);
    for (size_t i = 0; i < n; i++)
        put_term(s, t[i]);
}

void show_term_basis(struct show *s, struct str id)
{
    const struct cat_term *t;
    size_t n = catalog_terms(s->k, &t);
    for (size_t i = 0; i < n; i++)
        if (str_eq(t[i].id, id))
            show_basis(s, t[i].basis);
}

/* ---- steps ---- */

static void put_step(struct show *s, const struct cat_transition *t)
{
    struct buf b = {0};
    struct str rest = t->from, state;
    while (str_split(&rest, ' ', &state))
        add(&b, ", ", rules_word(s->c, s->k, "list-state", state));
    add(&b, " → ",
        str_is(t->to, "=") ? str_of(say(s->c, "不变", "the same")) : rules_word(s->c, s->k, "list-state", t->to));
    add(&b, ": ", show_label(s, t->zh, t->en));
    add(&b, " [", t->act.n ? t->act : str_of(say(s->c, "时间", "time")));
    add(&b, ", ", t->when);
    buf_char(&b, ']');
    add(&b, say(s->c, "；关口：", "; gates: "), t->gates);
    add(&b, say(s->c, "；随后应：", "; then owed: "), t->owes);
    put_buf(s, "step", t->id, &b);
    buf_free(&b);
}

static void put_machine(struct show *s, struct str machine)
{
    size_t n;
    const struct cat_transition *t = catalog_machine(s->k, machine, &n);
    for (size_t i = 0; i < n; i++)
        if (counts(s, t[i].valid_from, t[i].valid_to))
            put_step(s, &t[i]);
}

void show_machine(struct show *s, struct str id)
{
    static const char *const tables[] = {"record_types", "lists", "measures"};
    put_machine(s, id);
    for (size_t k = 0; k < sizeof tables / sizeof *tables; k++)
        for (size_t i = 0; i < catalog_rows(s->k, tables[k]); i++)
            if (covers(cell(s, tables[k], i, "machine"), id) && row_counts(s, tables[k], i))
                show_put(s, "used by", cell(s, tables[k], i, "id"),
                         show_label(s, cell(s, tables[k], i, "zh"), cell(s, tables[k], i, "en")));
}

/* ---- list and measure ---- */

static void put_ground(struct show *s, const struct cat_ground *g)
{
    struct buf b = {0};
    add(&b, "", show_label(s, g->zh, g->en));
    add(&b, "; ", g->basis);
    add(&b, say(s->c, "；触发：", "; opened by: "), g->trigger);
    add(&b, say(s->c, "；终结：", "; ends when: "), show_label(s, g->cure, g->cure_en));
    put_buf(s, "ground", g->id, &b);
    buf_free(&b);
}

static void put_tie(struct show *s, const char *part, struct str name, struct str label,
                    const struct cat_list_measure *x)
{
    struct buf b = {0};
    add(&b, "", label);
    add(&b, ", ", str_of(x->must ? say(s->c, "应当", "must") : say(s->c, "可以", "may")));
    add(&b, say(s->c, "，事由：", ", grounds: "), x->grounds);
    add(&b, "; ", x->basis);
    put_buf(s, part, name, &b);
    buf_free(&b);
}

static void put_measure_kinds(struct show *s, struct str measure, struct str kinds)
{
    struct str kind;
    struct buf b = {0};
    while (str_split(&kinds, ' ', &kind))
        add(&b, ", ",
            str_is(kind, "*") ? str_of(say(s->c, "任何机关", "any agency"))
                              : rules_word(s->c, s->k, "agency-kind", kind));
    put_buf(s, "applied by", measure, &b);
    buf_free(&b);
}

void show_list_chain(struct show *s, struct str id)
{
    size_t n;
    const struct cat_list *x = catalog_list(s->k, id, s->on);
    const struct cat_ground *g = catalog_grounds(s->k, id, &n);
    for (size_t i = 0; i < n; i++)
        if (counts(s, g[i].valid_from, g[i].valid_to))
            put_ground(s, &g[i]);
    struct str machines = x->type.machine, machine;
    while (str_split(&machines, ' ', &machine))
        put_machine(s, machine);
    show_terms(s, &x->type);
    const struct cat_list_measure *ties;
    n = catalog_list_measures(s->k, &ties);
    for (size_t i = 0; i < n; i++) {
        const struct cat_measure *m = catalog_measure(s->k, ties[i].measure, s->on);
        if (!str_eq(ties[i].list, id) || !m || !counts(s, ties[i].valid_from, ties[i].valid_to))
            continue;
        put_tie(s, "measure", m->type.id, show_label(s, m->type.zh, m->type.en), &ties[i]);
        put_measure_kinds(s, m->type.id, m->by_kinds);
    }
    show_powers(s, id);
    show_basis(s, x->type.basis);
}

void show_measure_chain(struct show *s, struct str id)
{
    const struct cat_measure *m = catalog_measure(s->k, id, s->on);
    const struct cat_list_measure *ties;
    size_t n = catalog_list_measures(s->k, &ties);
    for (size_t i = 0; i < n; i++) {
        const struct cat_list *x = catalog_list(s->k, ties[i].list, s->on);
        if (str_eq(ties[i].measure, id) && x && counts(s, ties[i].valid_from, ties[i].valid_to))
            put_tie(s, "follows", x->type.id, show_label(s, x->type.zh, x->type.en), &ties[i]);
    }
    show_powers(s, id);
    show_basis(s, m->type.basis);
}

/* ---- an instrument, backwards ---- */

static bool cites(struct str basis, struct str id)
{
    struct str one, first;
    while (str_split(&basis, ';', &one)) {
        one = str_trim(one);
        if (str_split(&one, ' ', &first) && str_eq(first, id))
            return true;
    }
    return false;
}

/* Where a basis stands, and what names the row there. */
static const struct {
    const char *table, *keys[3];
} citing[] = {
    {"record_types", {"id"}},
    {"lists", {"id"}},
    {"measures", {"id"}},
    {"grounds", {"list", "id"}},
    {"transitions", {"machine", "id"}},
    {"list_measures", {"list", "measure"}},
    {"terms", {"id"}},
    {"powers", {"agency_kind", "act_kind", "type"}},
};

static void put_citing(struct show *s, size_t k, size_t row)
{
    struct buf b = {0};
    for (size_t i = 0; i < 3 && citing[k].keys[i]; i++)
        add(&b, " ", cell(s, citing[k].table, row, citing[k].keys[i]));
    put_buf(s, "cited by", str_of(citing[k].table), &b);
    buf_free(&b);
}

void show_cited(struct show *s, struct str id)
{
    for (size_t k = 0; k < sizeof citing / sizeof *citing; k++)
        for (size_t i = 0; i < catalog_rows(s->k, citing[k].table); i++)
            if (cites(cell(s, citing[k].table, i, "basis"), id) && row_counts(s, citing[k].table, i))
                put_citing(s, k, i);
}
