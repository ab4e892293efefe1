/* SPDX-License-Identifier: Apache-2.0 */
/* The rulebook's JSON. Ids as they stand in the tables, words in both languages. */
#include "view_int.h"

static void name(struct buf *out, const char *id)
{
    char last = out->n ? out->p[out->n - 1] : '{';
    if (last != '{' && last != '[')
        buf_char(out, ',');
    buf_printf(out, "\"%s\":", id);
}

static void text(struct buf *out, const char *id, struct str s)
{
    name(out, id);
    if (s.n)
        json_put_string(out, s);
    else
        buf_z(out, "null");
}

static void truth(struct buf *out, const char *id, bool v)
{
    name(out, id);
    buf_z(out, v ? "true" : "false");
}

static void number(struct buf *out, const char *id, int64_t v)
{
    name(out, id);
    buf_i64(out, v);
}

static void day(struct buf *out, const char *id, struct day d)
{
    char s[DAY_CHARS];
    text(out, id, str_of(day_format(d, s)));
}

static void item(struct buf *out, size_t i)
{
    if (i)
        buf_char(out, ',');
    buf_char(out, '{');
}

/* Blank-separated ids as a list. */
static void words(struct buf *out, const char *id, struct str s)
{
    struct str rest = s, one;
    bool first = true;
    name(out, id);
    buf_char(out, '[');
    while (str_split(&rest, ' ', &one)) {
        if (!one.n)
            continue;
        if (!first)
            buf_char(out, ',');
        first = false;
        json_put_string(out, one);
    }
    buf_char(out, ']');
}

static const char *state_name(enum cat_state s)
{
    static const char *const names[] = {"usable", "display-only", "historic"};
    return names[s];
}

static void type_head(struct buf *out, const struct cat_type *t)
{
    text(out, "id", t->id);
    text(out, "zh", t->zh);
    text(out, "en", t->en);
    text(out, "state", str_of(state_name(t->state)));
    text(out, "state_why", t->state_why);
    text(out, "state_why_en", t->state_why_en);
}

static void type_rest(struct buf *out, const struct cat_type *t)
{
    text(out, "basis_tier", t->basis_tier);
    day(out, "valid_from", t->valid_from);
    day(out, "valid_to", t->valid_to);
    truth(out, "local", t->local);
    text(out, "source", t->source);
    truth(out, "verified", t->verified);
}

static void laws(struct buf *out, const struct view_law *v, size_t n)
{
    name(out, "basis");
    buf_char(out, '[');
    for (size_t i = 0; i < n; i++) {
        item(out, i);
        text(out, "instrument", v[i].id);
        text(out, "articles", v[i].articles);
        text(out, "zh", v[i].row ? v[i].row->zh : STR_NONE);
        text(out, "en", v[i].row ? v[i].row->en : STR_NONE);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}

static void who(struct buf *out, const char *id, const struct view_filer *v, size_t n)
{
    name(out, id);
    buf_char(out, '[');
    for (size_t i = 0; i < n; i++) {
        item(out, i);
        text(out, "agency_kind", v[i].kind);
        words(out, "levels", v[i].levels);
        text(out, "region", v[i].power->region);
        text(out, "basis", v[i].power->basis);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}

static void ties(struct buf *out, const char *id, const struct view_tie *v, size_t n, bool of_list)
{
    name(out, id);
    buf_char(out, '[');
    for (size_t i = 0; i < n; i++) {
        item(out, i);
        text(out, of_list ? "measure" : "list", of_list ? v[i].row->measure : v[i].row->list);
        truth(out, "must", v[i].row->must);
        words(out, "grounds", v[i].row->grounds);
        text(out, "basis", v[i].row->basis);
        day(out, "valid_from", v[i].row->valid_from);
        day(out, "valid_to", v[i].row->valid_to);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}

static void grounds(struct buf *out, const struct view_list *x)
{
    name(out, "grounds");
    buf_char(out, '[');
    for (size_t i = 0; i < x->n_grounds; i++) {
        const struct cat_ground *g = x->grounds[i];
        item(out, i);
        text(out, "id", g->id);
        text(out, "zh", g->zh);
        text(out, "en", g->en);
        text(out, "basis", g->basis);
        text(out, "requires", g->requires);
        text(out, "trigger", g->trigger);
        words(out, "papers", g->papers);
        text(out, "cure", g->cure);
        text(out, "cure_en", g->cure_en);
        truth(out, "open_ended", g->open_ended);
        truth(out, "verified", g->verified);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}

static void steps(struct buf *out, const struct view_list *x)
{
    name(out, "steps");
    buf_char(out, '[');
    for (size_t i = 0; i < x->n_steps; i++) {
        const struct cat_transition *t = x->steps[i];
        item(out, i);
        text(out, "machine", t->machine);
        text(out, "id", t->id);
        words(out, "from", t->from);
        text(out, "act", t->act);
        words(out, "when", t->when);
        text(out, "to", t->to);
        words(out, "by", t->by);
        words(out, "gates", t->gates);
        words(out, "papers", t->papers);
        text(out, "owes", t->owes);
        text(out, "owed_by", t->owed_by);
        text(out, "clock", t->clock);
        text(out, "basis", t->basis);
        text(out, "zh", t->zh);
        text(out, "en", t->en);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}

static void terms(struct buf *out, const struct view_list *x)
{
    name(out, "terms");
    buf_char(out, '[');
    for (size_t i = 0; i < x->n_terms; i++) {
        const struct cat_term *t = x->terms[i];
        item(out, i);
        text(out, "what", t->what);
        text(out, "grade", t->grade);
        number(out, "count", t->count);
        text(out, "unit", t->unit);
        text(out, "start", t->start);
        day(out, "valid_from", t->valid_from);
        day(out, "valid_to", t->valid_to);
        text(out, "basis", t->basis);
        truth(out, "verified", t->verified);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}

static const char *class_name(enum cat_list_class k)
{
    static const char *const names[] = {"serious", "abnormal", "favourable", "department", "persons"};
    return names[k];
}

void view_rule_list_json(const struct catalog *c, const struct view_list *x, struct buf *out)
{
    const struct cat_list *l = x->list;
    (void)c;
    buf_char(out, '{');
    type_head(out, &l->type);
    text(out, "class", str_of(class_name(l->klass)));
    text(out, "owner", l->type.owner);
    words(out, "owner_kind", l->owner_kind);
    words(out, "levels", l->levels);
    words(out, "subjects", l->subjects);
    text(out, "field", l->field);
    text(out, "requires", l->requires);
    words(out, "consent_levels", l->consent_levels);
    text(out, "entry", l->entry);
    text(out, "entry_en", l->entry_en);
    text(out, "exit", l->exit);
    text(out, "exit_en", l->exit_en);
    text(out, "remedy", l->remedy);
    text(out, "remedy_en", l->remedy_en);
    text(out, "publicity", l->publicity);
    text(out, "publicity_en", l->publicity_en);
    text(out, "replaces", l->replaces);
    laws(out, x->laws, x->n_laws);
    type_rest(out, &l->type);
    grounds(out, x);
    steps(out, x);
    terms(out, x);
    ties(out, "measures", x->ties, x->n_ties, true);
    who(out, "filed_by", x->listers, x->n_listers);
    buf_char(out, '}');
}

static const char *of_effect(enum cat_effect e)
{
    static const char *const names[] = {"law", "penalty", "decision", "notice", "weighed", "voluntary"};
    return names[e];
}

static const char *of_ends(enum cat_ends e)
{
    static const char *const names[] = {"fixed", "range", "listed", "done", "life", "record", "once", "unknown"};
    return names[e];
}

static const char *of_class(enum cat_measure_class k)
{
    static const char *const names[] = {"reduce", "manage", "market"};
    return names[k];
}

static void measure_head(struct buf *out, const struct cat_measure *m)
{
    type_head(out, &m->type);
    text(out, "kind", m->kind == MEASURE_REWARD ? STR("reward") : STR("punishment"));
    text(out, "category", m->category);
    text(out, "class", str_of(of_class(m->klass)));
}

void view_rule_measure_json(const struct catalog *c, const struct view_measure *x, struct buf *out)
{
    const struct cat_measure *m = x->measure;
    (void)c;
    buf_char(out, '{');
    measure_head(out, m);
    text(out, "effect", str_of(of_effect(m->effect)));
    text(out, "duty", m->duty);
    words(out, "subjects", m->subjects);
    words(out, "by_kinds", m->by_kinds);
    words(out, "by_levels", m->by_levels);
    text(out, "ground", m->ground);
    text(out, "ground_en", m->ground_en);
    text(out, "ends", str_of(of_ends(m->ends)));
    number(out, "months_min", m->months_min);
    number(out, "months_max", m->months_max);
    text(out, "end", m->end);
    text(out, "end_en", m->end_en);
    text(out, "what", m->what);
    text(out, "what_en", m->what_en);
    text(out, "listed_in", m->listed_in);
    truth(out, "third_persons", m->third_persons);
    laws(out, x->laws, x->n_laws);
    type_rest(out, &m->type);
    ties(out, "lists", x->ties, x->n_ties, false);
    who(out, "applied_by", x->appliers, x->n_appliers);
    buf_char(out, '}');
}

void view_rule_agency_json(const struct catalog *c, const struct view_agency *x, struct buf *out)
{
    const struct cat_agency *g = x->agency;
    (void)c;
    buf_char(out, '{');
    text(out, "id", g->id);
    text(out, "zh", g->zh);
    text(out, "en", g->en);
    text(out, "kind", g->kind);
    text(out, "level", g->level);
    text(out, "region", g->region);
    text(out, "uscc", g->uscc);
    text(out, "parent", g->parent);
    text(out, "successor", g->successor);
    day(out, "opening", g->opening);
    day(out, "valid_from", g->valid_from);
    day(out, "valid_to", g->valid_to);
    name(out, "lists");
    buf_char(out, '[');
    for (size_t i = 0; i < x->n_lists; i++) {
        if (i)
            buf_char(out, ',');
        json_put_string(out, x->lists[i]->type.id);
    }
    buf_char(out, ']');
    name(out, "measures");
    buf_char(out, '[');
    for (size_t i = 0; i < x->n_measures; i++) {
        if (i)
            buf_char(out, ',');
        json_put_string(out, x->measures[i]->type.id);
    }
    buf_char(out, ']');
    name(out, "record_types");
    buf_char(out, '[');
    for (size_t i = 0; i < x->n_types; i++) {
        if (i)
            buf_char(out, ',');
        json_put_string(out, x->types[i]->id);
    }
    buf_z(out, "]}");
}

static void counts(struct buf *out, struct view_tally t)
{
    name(out, "counts");
    buf_char(out, '{');
    number(out, "all", (int64_t)t.all);
    number(out, "usable", (int64_t)t.usable);
    number(out, "display_only", (int64_t)t.display_only);
    number(out, "historic", (int64_t)t.historic);
    buf_char(out, '}');
}

void view_rule_lists_json(const struct catalog *c, struct day on, struct buf *out)
{
    const struct cat_type *types;
    size_t n = catalog_types(c, &types), k = 0;
    buf_char(out, '{');
    counts(out, view_tally_lists(c, on));
    name(out, "lists");
    buf_char(out, '[');
    for (size_t i = 0; i < n; i++) {
        const struct cat_list *l = catalog_list(c, types[i].id, on);
        if (!l || !catalog_in_force(l->type.valid_from, l->type.valid_to, on))
            continue;
        item(out, k++);
        type_head(out, &l->type);
        text(out, "class", str_of(class_name(l->klass)));
        text(out, "owner", l->type.owner);
        text(out, "basis_tier", l->type.basis_tier);
        buf_char(out, '}');
    }
    buf_z(out, "]}");
}

void view_rule_measures_json(const struct catalog *c, struct day on, struct buf *out)
{
    const struct cat_type *types;
    size_t n = catalog_types(c, &types), k = 0;
    buf_char(out, '{');
    counts(out, view_tally_measures(c, on));
    name(out, "measures");
    buf_char(out, '[');
    for (size_t i = 0; i < n; i++) {
        const struct cat_measure *m = catalog_measure(c, types[i].id, on);
        if (!m || !catalog_in_force(m->type.valid_from, m->type.valid_to, on))
            continue;
        item(out, k++);
        measure_head(out, m);
        buf_char(out, '}');
    }
    buf_z(out, "]}");
}

void view_rule_instrument_json(const struct cat_instrument *x, struct buf *out)
{
    buf_char(out, '{');
    text(out, "id", x->id);
    text(out, "zh", x->zh);
    text(out, "en", x->en);
    text(out, "number", x->number);
    text(out, "issuer", x->issuer);
    text(out, "kind", x->kind);
    text(out, "tier", x->tier);
    text(out, "region", x->region);
    text(out, "edition", x->edition);
    text(out, "url", x->url);
    text(out, "translation", x->translation);
    day(out, "issued", x->issued);
    day(out, "valid_from", x->valid_from);
    day(out, "valid_to", x->valid_to);
    text(out, "source", x->source);
    truth(out, "verified", x->verified);
    buf_char(out, '}');
}
