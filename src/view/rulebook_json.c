/* SPDX-License-Identifier: Apache-2.0 */
/* The rulebook's JSON. Ids as they stand in the tables, words in both languages. */
#include "view_int.h"

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
    json_put_name(out, id);
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
    json_put_text(out, "id", t->id);
    json_put_text(out, "zh", t->zh);
    json_put_text(out, "en", t->en);
    json_put_text(out, "state", str_of(state_name(t->state)));
    json_put_text(out, "state_why", t->state_why);
    json_put_text(out, "state_why_en", t->state_why_en);
}

static void type_rest(struct buf *out, const struct cat_type *t)
{
    json_put_text(out, "basis_tier", t->basis_tier);
    json_put_day(out, "valid_from", t->valid_from);
    json_put_day(out, "valid_to", t->valid_to);
    json_put_bool(out, "local", t->local);
    json_put_text(out, "source", t->source);
    json_put_bool(out, "verified", t->verified);
}

static void laws(struct buf *out, const struct view_law *v, size_t n)
{
    json_put_name(out, "basis");
    buf_char(out, '[');
    for (size_t i = 0; i < n; i++) {
        item(out, i);
        json_put_text(out, "instrument", v[i].id);
        json_put_text(out, "articles", v[i].articles);
        json_put_text(out, "zh", v[i].row ? v[i].row->zh : STR_NONE);
        json_put_text(out, "en", v[i].row ? v[i].row->en : STR_NONE);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}

static void who(struct buf *out, const char *id, const struct view_filer *v, size_t n)
{
    json_put_name(out, id);
    buf_char(out, '[');
    for (size_t i = 0; i < n; i++) {
        item(out, i);
        json_put_text(out, "agency_kind", v[i].kind);
        words(out, "levels", v[i].levels);
        json_put_text(out, "region", v[i].power->region);
        json_put_text(out, "basis", v[i].power->basis);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}

static void ties(struct buf *out, const char *id, const struct view_tie *v, size_t n, bool of_list)
{
    json_put_name(out, id);
    buf_char(out, '[');
    for (size_t i = 0; i < n; i++) {
        item(out, i);
        json_put_text(out, of_list ? "measure" : "list", of_list ? v[i].row->measure : v[i].row->list);
        json_put_bool(out, "must", v[i].row->must);
        words(out, "grounds", v[i].row->grounds);
        json_put_text(out, "basis", v[i].row->basis);
        json_put_day(out, "valid_from", v[i].row->valid_from);
        json_put_day(out, "valid_to", v[i].row->valid_to);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}

static void grounds(struct buf *out, const struct view_list *x)
{
    json_put_name(out, "grounds");
    buf_char(out, '[');
    for (size_t i = 0; i < x->n_grounds; i++) {
        const struct cat_ground *g = x->grounds[i];
        item(out, i);
        json_put_text(out, "id", g->id);
        json_put_text(out, "zh", g->zh);
        json_put_text(out, "en", g->en);
        json_put_text(out, "basis", g->basis);
        json_put_text(out, "requires", g->requires);
        json_put_text(out, "trigger", g->trigger);
        words(out, "papers", g->papers);
        json_put_text(out, "cure", g->cure);
        json_put_text(out, "cure_en", g->cure_en);
        json_put_bool(out, "open_ended", g->open_ended);
        json_put_bool(out, "verified", g->verified);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}

static void step_terms(struct buf *out, const struct view_list *x, const struct cat_transition *t)
{
    bool first = true;
    json_put_name(out, "terms");
    buf_char(out, '[');
    for (size_t i = 0; i < x->n_terms; i++) {
        if (!view_step_runs(t, x->terms[i]->what))
            continue;
        if (!first)
            buf_char(out, ',');
        first = false;
        json_put_string(out, x->terms[i]->what);
    }
    buf_char(out, ']');
}

static void steps(struct buf *out, const struct view_list *x)
{
    json_put_name(out, "steps");
    buf_char(out, '[');
    for (size_t i = 0; i < x->n_steps; i++) {
        const struct cat_transition *t = x->steps[i];
        item(out, i);
        json_put_text(out, "machine", t->machine);
        json_put_text(out, "id", t->id);
        words(out, "from", t->from);
        json_put_text(out, "act", t->act);
        words(out, "when", t->when);
        json_put_text(out, "to", t->to);
        words(out, "by", t->by);
        words(out, "gates", t->gates);
        words(out, "papers", t->papers);
        json_put_text(out, "owes", t->owes);
        json_put_text(out, "owed_by", t->owed_by);
        json_put_text(out, "clock", t->clock);
        step_terms(out, x, t);
        json_put_text(out, "basis", t->basis);
        json_put_text(out, "zh", t->zh);
        json_put_text(out, "en", t->en);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}

static void terms(struct buf *out, const struct view_list *x)
{
    json_put_name(out, "terms");
    buf_char(out, '[');
    for (size_t i = 0; i < x->n_terms; i++) {
        const struct cat_term *t = x->terms[i];
        item(out, i);
        json_put_text(out, "what", t->what);
        json_put_text(out, "grade", t->grade);
        json_put_int(out, "count", t->count);
        json_put_text(out, "unit", t->unit);
        json_put_text(out, "start", t->start);
        json_put_day(out, "valid_from", t->valid_from);
        json_put_day(out, "valid_to", t->valid_to);
        json_put_text(out, "basis", t->basis);
        json_put_bool(out, "verified", t->verified);
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
    json_put_text(out, "class", str_of(class_name(l->klass)));
    json_put_text(out, "owner", l->type.owner);
    words(out, "owner_kind", l->owner_kind);
    words(out, "levels", l->levels);
    words(out, "subjects", l->subjects);
    json_put_text(out, "field", l->field);
    json_put_text(out, "requires", l->requires);
    words(out, "consent_levels", l->consent_levels);
    json_put_text(out, "entry", l->entry);
    json_put_text(out, "entry_en", l->entry_en);
    json_put_text(out, "exit", l->exit);
    json_put_text(out, "exit_en", l->exit_en);
    json_put_text(out, "remedy", l->remedy);
    json_put_text(out, "remedy_en", l->remedy_en);
    json_put_text(out, "publicity", l->publicity);
    json_put_text(out, "publicity_en", l->publicity_en);
    json_put_text(out, "replaces", l->replaces);
    json_put_text(out, "reach", l->reach);
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
    json_put_text(out, "kind", m->kind == MEASURE_REWARD ? STR("reward") : STR("punishment"));
    json_put_text(out, "category", m->category);
    json_put_text(out, "class", str_of(of_class(m->klass)));
}

void view_rule_measure_json(const struct catalog *c, const struct view_measure *x, struct buf *out)
{
    const struct cat_measure *m = x->measure;
    (void)c;
    buf_char(out, '{');
    measure_head(out, m);
    json_put_text(out, "effect", str_of(of_effect(m->effect)));
    json_put_text(out, "duty", m->duty);
    words(out, "subjects", m->subjects);
    words(out, "by_kinds", m->by_kinds);
    words(out, "by_levels", m->by_levels);
    json_put_text(out, "ground", m->ground);
    json_put_text(out, "ground_en", m->ground_en);
    json_put_text(out, "ends", str_of(of_ends(m->ends)));
    json_put_int(out, "months_min", m->months_min);
    json_put_int(out, "months_max", m->months_max);
    json_put_text(out, "end", m->end);
    json_put_text(out, "end_en", m->end_en);
    json_put_text(out, "what", m->what);
    json_put_text(out, "what_en", m->what_en);
    json_put_text(out, "listed_in", m->listed_in);
    json_put_bool(out, "third_persons", m->third_persons);
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
    json_put_text(out, "id", g->id);
    json_put_text(out, "zh", g->zh);
    json_put_text(out, "en", g->en);
    json_put_text(out, "kind", g->kind);
    json_put_text(out, "level", g->level);
    json_put_text(out, "region", g->region);
    json_put_text(out, "uscc", g->uscc);
    json_put_text(out, "parent", g->parent);
    json_put_text(out, "successor", g->successor);
    json_put_day(out, "opening", g->opening);
    json_put_day(out, "valid_from", g->valid_from);
    json_put_day(out, "valid_to", g->valid_to);
    json_put_name(out, "lists");
    buf_char(out, '[');
    for (size_t i = 0; i < x->n_lists; i++) {
        if (i)
            buf_char(out, ',');
        json_put_string(out, x->lists[i]->type.id);
    }
    buf_char(out, ']');
    json_put_name(out, "measures");
    buf_char(out, '[');
    for (size_t i = 0; i < x->n_measures; i++) {
        if (i)
            buf_char(out, ',');
        json_put_string(out, x->measures[i]->type.id);
    }
    buf_char(out, ']');
    json_put_name(out, "record_types");
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
    json_put_name(out, "counts");
    buf_char(out, '{');
    json_put_int(out, "all", (int64_t)t.all);
    json_put_int(out, "usable", (int64_t)t.usable);
    json_put_int(out, "display_only", (int64_t)t.display_only);
    json_put_int(out, "historic", (int64_t)t.historic);
    buf_char(out, '}');
}

void view_rule_lists_json(const struct catalog *c, struct day on, struct buf *out)
{
    const struct cat_type *types;
    size_t n = catalog_types(c, &types), k = 0;
    buf_char(out, '{');
    counts(out, view_tally_lists(c, on));
    json_put_name(out, "lists");
    buf_char(out, '[');
    for (size_t i = 0; i < n; i++) {
        const struct cat_list *l = catalog_list(c, types[i].id, on);
        if (!l || !catalog_in_force(l->type.valid_from, l->type.valid_to, on))
            continue;
        item(out, k++);
        type_head(out, &l->type);
        json_put_text(out, "class", str_of(class_name(l->klass)));
        json_put_text(out, "owner", l->type.owner);
        json_put_text(out, "basis_tier", l->type.basis_tier);
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
    json_put_name(out, "measures");
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
    json_put_text(out, "id", x->id);
    json_put_text(out, "zh", x->zh);
    json_put_text(out, "en", x->en);
    json_put_text(out, "number", x->number);
    json_put_text(out, "issuer", x->issuer);
    json_put_text(out, "kind", x->kind);
    json_put_text(out, "tier", x->tier);
    json_put_text(out, "region", x->region);
    json_put_text(out, "edition", x->edition);
    json_put_text(out, "url", x->url);
    json_put_text(out, "translation", x->translation);
    json_put_day(out, "issued", x->issued);
    json_put_day(out, "valid_from", x->valid_from);
    json_put_day(out, "valid_to", x->valid_to);
    json_put_text(out, "source", x->source);
    json_put_bool(out, "verified", x->verified);
    buf_char(out, '}');
}
