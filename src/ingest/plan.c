/* SPDX-License-Identifier: Apache-2.0 */
/* From header, --map and --set to slots: which column or fixed value fills which member of an act. */
#include "ingest_int.h"

#include <stdlib.h>

#include "text/text.h"

static void plan_fault(struct plan *p, int column, const char *rule, struct str a1, struct str a2, struct str a3)
{
    row_fault(p, p->header_line, column, rule, a1, a2, a3);
}

struct str plan_label(const struct plan *p, int column)
{
    if (column < 0 || (size_t)column >= p->n_columns)
        return STR("?");
    return p->header && p->header[column].n ? p->header[column] : str_printf(p->a, "%d", column + 1);
}

static struct slot *slot_of(struct plan *p, const struct cat_field *f)
{
    for (size_t i = 0; i < p->slots.n; i++)
        if (str_eq(p->slots.v[i].f->id, f->id))
            return &p->slots.v[i];
    return NULL;
}

const struct cat_field *words_field(const struct plan *p, const struct cat_field *f)
{
    char id[64];
    int n = snprintf(id, sizeof id, "%.*s_words", STR_FMT(f->id));
    const struct cat_field *w =
        n > 0 && (size_t)n < sizeof id ? catalog_field(p->c, p->kind, p->type, str_n(id, (size_t)n)) : NULL;
    return w && plan_column_of(p, w->id) == 0 ? w : NULL;
}

int plan_column_of(const struct plan *p, struct str field)
{
    for (size_t i = 0; i < p->slots.n; i++)
        if (str_eq(p->slots.v[i].f->id, field) || (p->slots.v[i].f->member.n && str_eq(p->slots.v[i].f->member, field)))
            return p->slots.v[i].column + 1;
    return 0;
}

static const struct cat_field *field_by_id(const struct plan *p, struct str id)
{
    const struct cat_field *f = catalog_field(p->c, p->kind, p->type, id);
    return f ? f : catalog_field_by_header(p->c, p->kind, p->type, id);
}

static bool same_text(struct str a, struct str b)
{
    struct buf x = {0}, y = {0};
    text_name_key(a, &x);
    text_name_key(b, &y);
    bool same = str_eq(buf_view(&x), buf_view(&y));
    buf_free(&x);
    buf_free(&y);
    return same;
}

/* COLUMN of --map: a number from 1, or the text of a header; NO_COLUMN when there is none. */
static int column_named(const struct plan *p, struct str text, bool *numbered)
{
    int64_t n;
    *numbered = str_int(text, &n);
    if (*numbered)
        return n >= 1 && (size_t)n <= p->n_columns ? (int)n - 1 : NO_COLUMN;
    for (size_t i = 0; p->header && i < p->n_columns; i++)
        if (same_text(p->header[i], text))
            return (int)i;
    return NO_COLUMN;
}

static void note_authority(struct plan *p, const struct cat_field *f, int column)
{
    if (str_is(f->id, "authority_uscc"))
        p->authority_code = column;
    else if (str_is(f->id, "authority") || str_is(f->member, "agency"))
        p->authority_name = column;
}

/* A file of an older column set: there the same figures mean other things (information-catalogue 2.1, row 25). */
static bool is_older(const struct plan *p, const struct cat_field *f)
{
    struct str rest = f->older_headers, one;
    while (str_split(&rest, ';', &one))
        for (size_t i = 0; p->header && i < p->n_columns; i++)
            if (same_text(p->header[i], one))
                return true;
    return false;
}

static void use_column(struct plan *p, const struct cat_field *f, int column, bool numbered)
{
    f = f->older && is_older(p, f) ? f->older : f;
    struct slot s = {.f = f, .target = target_of(f, p->schema), .column = column, .numbered = numbered};
    p->use[column] = COLUMN_USED;
    note_authority(p, f, column);
    VEC_PUSH(&p->slots, s);
}

static void map_one(struct plan *p, const struct ingest_pair *m)
{
    const struct cat_field *f = field_by_id(p, m->field);
    bool numbered;
    if (!f) {
        plan_fault(p, 0, "map-unknown", m->field, STR_NONE, STR_NONE);
        return;
    }
    int column = column_named(p, m->value, &numbered);
    if (column == NO_COLUMN)
        plan_fault(p, 0, "header-missing", m->value, f->zh, f->id);
    else if (f->klass == CLASS_RESTRICTED)
        p->use[column] = COLUMN_RESTRICTED;
    else if (slot_of(p, f) || p->use[column] != COLUMN_UNKNOWN)
        plan_fault(p, column + 1, "column-duplicate", f->id, STR_NONE, STR_NONE);
    else
        use_column(p, f, column, numbered);
}

static bool is_mapped(const struct plan *p, const struct cat_field *f)
{
    for (size_t i = 0; i < p->o->n_maps; i++)
        if (field_by_id(p, p->o->maps[i].field) == f)
            return true;
    return false;
}

/* Several columns under several names may hold the values of one list (CF_CFLB1, CF_CFLB2). */
static bool may_join(const struct plan *p, const struct cat_field *f, struct str header)
{
    if (f->value != VALUE_ENUMS || is_mapped(p, f))
        return false;
    for (size_t i = 0; i < p->slots.n; i++)
        if (str_eq(p->slots.v[i].f->id, f->id) && same_text(plan_label(p, p->slots.v[i].column), header))
            return false;
    return true;
}

static void header_one(struct plan *p, int column, bool mapped)
{
    struct str h = p->header[column];
    const struct cat_field *f = h.n ? catalog_field_by_header(p->c, p->kind, p->type, h) : NULL;
    if (mapped || !h.n)
        return;
    if (!f || target_of(f, p->schema) == TO_NOTHING) {
        finding_at(p->f, FINDING_NOTE, p->header_line, column + 1, "column-unknown", h, STR_NONE, STR_NONE);
    } else if (f->klass == CLASS_RESTRICTED) {
        p->use[column] = COLUMN_RESTRICTED;
    } else if (!slot_of(p, f) || may_join(p, f, h)) {
        use_column(p, f, column, false);
    } else if (!is_mapped(p, f)) { /* where --map names another column, this header is overruled */
        plan_fault(p, column + 1, "column-duplicate", h, STR_NONE, STR_NONE);
    }
}

static void note_restricted(struct plan *p)
{
    struct buf names = {0};
    int first = NO_COLUMN;
    for (size_t i = 0; i < p->n_columns; i++) {
        if (p->use[i] != COLUMN_RESTRICTED)
            continue;
        first = first == NO_COLUMN ? (int)i : first;
        buf_z(&names, names.n ? "、" : "");
        buf_str(&names, plan_label(p, (int)i));
    }
    if (names.n)
        finding_at(p->f, FINDING_NOTE, p->header_line, first + 1, "restricted-dropped", buf_view(&names), STR_NONE,
                   STR_NONE);
    buf_free(&names);
}

/* In place of whatever columns filled that field. */
static void fix_slot(struct plan *p, struct slot s)
{
    size_t n = 0;
    for (size_t i = 0; i < p->slots.n; i++)
        if (!str_eq(p->slots.v[i].f->id, s.f->id))
            p->slots.v[n++] = p->slots.v[i];
    p->slots.n = n;
    VEC_PUSH(&p->slots, s);
}

/* A fixed value is brought to its normal form once, and stands in place of a column of the same field. */
static void set_one(struct plan *p, const struct ingest_pair *m)
{
    const struct cat_field *f = field_by_id(p, m->field);
    struct slot s = {.f = f, .column = NO_COLUMN};
    struct str found;
    if (!f || f->klass == CLASS_RESTRICTED) {
        plan_fault(p, 0, "map-unknown", m->field, STR_NONE, STR_NONE);
        return;
    }
    if (tripwire(m->value, p->today, &found)) {
        plan_fault(p, 0, "id-in-field", f->id, masked(p->a, found), STR_NONE);
        return;
    }
    if (!str_utf8_valid(m->value) || text_forbidden(m->value) >= 0) {
        plan_fault(p, 0, "bad-character", f->id, STR_NONE, STR_NONE);
        return;
    }
    s.target = target_of(f, p->schema);
    if (!cell_value(p, f, str_trim(m->value), 0, 0, p->a, &s.fixed, &s.form))
        return;
    fix_slot(p, s);
    const struct cat_field *w = p->words.n ? words_field(p, f) : NULL;
    if (w)
        fix_slot(p, (struct slot){.f = w, .target = TO_FIELD, .column = NO_COLUMN, .fixed = p->words});
}

static void fix_field(struct plan *p, const char *id, struct str value)
{
    const struct cat_field *f = catalog_field(p->c, p->kind, p->type, str_of(id));
    if (!f)
        return;
    fix_slot(p, (struct slot){.f = f, .target = TO_FIELD, .column = NO_COLUMN, .fixed = value});
}

static void fix_copy_fields(struct plan *p)
{
    char day[DAY_CHARS];
    fix_field(p, "copied_from", p->o->copied_from);
    fix_field(p, "retrieved_on", str_dup(p->a, str_of(day_format(p->o->retrieved, day))));
}

/* What comes from elsewhere than a column of its own. */
static bool is_provided(struct plan *p, const struct cat_field *f)
{
    bool authority = str_is(f->id, "authority") || str_is(f->id, "authority_uscc") || str_is(f->member, "agency");
    bool may_be_open = p->schema->kind == KIND_ENTITY_REGISTER && target_of(f, p->schema) == TO_ON;
    return slot_of(p, f) || f->value == VALUE_PAPER || may_be_open ||
           (authority && (p->agency || p->authority_code != NO_COLUMN || p->authority_name != NO_COLUMN));
}

static void demand(struct plan *p, const struct cat_field *f)
{
    bool needed = p->copy ? str_is(f->id, "name") || str_is(f->member, "subject") : f->required == 'M';
    if (!needed || is_provided(p, f))
        return;
    struct str names = f->official.n ? str_printf(p->a, "%.*s / %.*s", STR_FMT(f->zh), STR_FMT(f->official)) : f->zh;
    plan_fault(p, 0, "header-missing", f->zh.n ? f->zh : f->id, names, f->id);
}

static void demand_required(struct plan *p)
{
    size_t n;
    const struct cat_field *const *fields = catalog_fields(p->c, p->kind, p->type, &n);
    for (size_t i = 0; i < n; i++)
        demand(p, fields[i]);
    if (!p->agency && p->authority_code == NO_COLUMN && p->authority_name == NO_COLUMN)
        plan_fault(p, 0, "header-missing", STR("agency"), STR("--agency"), STR("authority_uscc"));
}

static int by_field(const void *pa, const void *pb)
{
    const struct slot *a = pa, *b = pb;
    int order = str_cmp(a->f->id, b->f->id);
    return order ? order : a->column - b->column;
}

static void sort_slots(struct plan *p)
{
    if (p->slots.n)
        qsort(p->slots.v, p->slots.n, sizeof *p->slots.v, by_field);
    p->fields = arena_alloc(p->a, (2 * p->slots.n + 1) * sizeof *p->fields); /* each with words behind it at most */
}

bool plan_columns(struct plan *p, struct err *e)
{
    p->bad_row = false;
    p->authority_code = p->authority_name = NO_COLUMN;
    for (size_t i = 0; i < p->o->n_maps; i++)
        map_one(p, &p->o->maps[i]);
    bool mapped[TABLE_MAX_COLUMNS];
    for (size_t i = 0; i < p->n_columns; i++)
        mapped[i] = p->use[i] != COLUMN_UNKNOWN;
    for (size_t i = 0; p->header && i < p->n_columns; i++)
        header_one(p, (int)i, mapped[i]);
    note_restricted(p);
    for (size_t i = 0; i < p->o->n_sets; i++)
        set_one(p, &p->o->sets[i]);
    if (p->copy)
        fix_copy_fields(p);
    demand_required(p);
    sort_slots(p);
    return !p->bad_row || ERR(e, ERR_DATA, "the columns of the file do not fit");
}

static struct str default_type(const struct plan *p)
{
    const struct cat_type *rows, *only = catalog_type(p->c, str_of(cat_family_name(p->schema->family)));
    size_t n = catalog_types(p->c, &rows), fitting = 0;
    if (only && only->family == p->schema->family)
        return only->id;
    for (size_t i = 0; i < n; i++)
        if (rows[i].family == p->schema->family && rows[i].state == STATE_USABLE) {
            only = &rows[i];
            fitting++;
        }
    return fitting == 1 ? only->id : STR_NONE;
}

static bool find_type(struct plan *p)
{
    p->type = p->o->type;
    if (!p->schema->takes_type)
        return !p->type.n;
    if (!p->type.n)
        p->type = default_type(p);
    const struct cat_type *t = p->type.n ? catalog_type(p->c, p->type) : NULL;
    return t && t->family == p->schema->family;
}

static bool find_agency(struct plan *p)
{
    const struct cat_type *t = p->type.n ? catalog_type(p->c, p->type) : NULL;
    struct str id = p->o->agency.n ? p->o->agency : p->copy && t ? t->owner : STR_NONE;
    if (!id.n)
        return !p->copy;
    p->agency = catalog_agency(p->c, id);
    if (!p->agency)
        p->agency = catalog_agency_by_uscc(p->c, id);
    return p->agency != NULL;
}

int today_number(const struct ingest_options *o)
{
    int y, m, d;
    day_to_date(day_of_instant(o->now.s ? o->now : instant_now()), &y, &m, &d);
    return y * 10000 + m * 100 + d;
}

bool plan_start(struct plan *p, struct err *e)
{
    p->schema = act_schema_of(p->o->kind);
    p->copy = p->o->copied_from.n > 0;
    p->today = today_number(p->o);
    p->memo_arena = arena_new();
    p->authority_code = p->authority_name = NO_COLUMN;
    if (!p->schema)
        return ERR(e, ERR_INVALID, "no such kind of act");
    p->kind = str_of(act_kind_text(p->o->kind));
    if (!find_type(p)) {
        plan_fault(p, 0, "type-unknown", p->o->type.n ? p->o->type : STR("--type"), STR_NONE, STR_NONE);
        return ERR(e, ERR_DATA, "no such type for %s", act_kind_text(p->o->kind));
    }
    if (!find_agency(p)) {
        plan_fault(p, 0, "agency-unknown", p->o->agency.n ? p->o->agency : STR("--agency"), STR_NONE, STR_NONE);
        return ERR(e, ERR_DATA, "no such agency");
    }
    return true;
}

void plan_free(struct plan *p)
{
    VEC_FREE(&p->slots);
    arena_free(p->memo_arena);
}
