/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Files as the official exchange has them: one a record type, header in official names, a byte-order mark and CRLF for
 * spreadsheets, days as 2026/06/30, values of lists in Chinese, cells guarded. What it writes, import takes again.
 */
#include "cli/export.h"

struct official {
    enum act_kind kind;
    const struct cat_field *columns[TABLE_MAX_COLUMNS];
    size_t n;
    FILE *file;
};

static void header_put(const struct official *t, struct buf *out)
{
    struct str cells[TABLE_MAX_COLUMNS];
    for (size_t i = 0; i < t->n; i++)
        cells[i] = t->columns[i]->official.n ? t->columns[i]->official : t->columns[i]->zh;
    buf_z(out, "\xef\xbb\xbf");
    csv_put_row(out, cells, t->n, false);
}

static bool table_open_for(struct exporting *x, struct str kind, struct str type, struct official **out, struct err *e)
{
    struct str key = str_printf(x->a, "%.*s %.*s", STR_FMT(kind), STR_FMT(type));
    struct official *t = map_find(x->tables, key);
    if (t) {
        *out = t;
        return true;
    }
    t = arena_alloc(x->a, sizeof *t);
    t->kind = act_kind_of(kind);
    size_t n;
    const struct cat_field *const *f = catalog_fields(x->s->catalog, kind, type.n ? type : STR("*"), &n);
    for (size_t i = 0; i < n && t->n < TABLE_MAX_COLUMNS; i++)
        if (f[i]->pos > 0 && !export_is_personal(f[i]))
            t->columns[t->n++] = f[i];
    struct buf header = {0};
    header_put(t, &header);
    const char *name = type.n ? str_printf(x->a, "%.*s.%.*s.csv", STR_FMT(kind), STR_FMT(type)).p
                              : str_printf(x->a, "%.*s.csv", STR_FMT(kind)).p;
    bool ok = export_file(x->dir, name, x->a, &t->file, e) && export_put(t->file, buf_view(&header), e);
    buf_free(&header);
    if (t->file)
        map_put(x->tables, key, t);
    *out = t;
    return ok;
}

static struct str day_cell(struct arena *a, struct str value)
{
    struct day d;
    int year, month, date;
    if (!day_parse(value, &d))
        return value;
    day_to_date(d, &year, &month, &date);
    return str_printf(a, "%04d/%02d/%02d", year, month, date);
}

static struct str option_cell(const struct cat_field *f, struct str id)
{
    for (size_t i = 0; i < f->n_options; i++)
        if (str_eq(f->options[i].id, id))
            return f->options[i].zh;
    return id;
}

/* Several options are kept as ids joined by ";": the same in Chinese. */
static struct str list_cell(struct arena *a, const struct cat_field *f, struct str value)
{
    struct buf out = {0};
    struct str one;
    while (str_split(&value, ';', &one)) {
        struct str label = option_cell(f, one);
        buf_printf(&out, "%s%.*s", out.n ? ";" : "", STR_FMT(label));
    }
    struct str joined = str_dup(a, buf_view(&out));
    buf_free(&out);
    return joined;
}

static struct str cell_of(struct arena *a, const struct cat_field *f, struct str value)
{
    switch (f->value) {
    case VALUE_DAY:
        return day_cell(a, value);
    case VALUE_ENUM:
        return option_cell(f, value);
    case VALUE_ENUMS:
        return list_cell(a, f, value);
    default:
        return value;
    }
}

static struct str field_value(const struct view_field *fields, size_t n, struct str id)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(fields[i].id, id))
            return fields[i].raw;
    return STR_NONE;
}

/* 其他-补办: with the words that stand in a field of their own. */
static struct str with_words(struct arena *a, const struct cat_field *f, const struct view_record *r, struct str cell)
{
    if (!f->n_options || !cell.n)
        return cell;
    struct str words = field_value(r->fields, r->n_fields, str_printf(a, "%.*s_words", STR_FMT(f->id)));
    return words.n ? str_printf(a, "%.*s-%.*s", STR_FMT(cell), STR_FMT(words)) : cell;
}

static struct str day_text(struct arena *a, struct day d)
{
    char text[DAY_CHARS];
    return str_dup(a, str_of(day_format(d, text)));
}

/* What was filed: an end that the register computed is no part of it. */
static struct str record_value(struct arena *a, const struct cat_field *f, const struct view_entity *v,
                               const struct view_record *r)
{
    if (str_is(f->member, "subject"))
        return v->uscc;
    if (str_is(f->member, "doc_no"))
        return r->doc_no;
    if (str_is(f->member, "on"))
        return day_text(a, r->decided_on);
    struct str value = field_value(r->fields, r->n_fields, f->id);
    if (value.n)
        return value;
    if (str_is(f->id, "name"))
        return v->name;
    if (str_is(f->id, "basis"))
        return r->basis;
    return value;
}

static bool record_row(struct exporting *x, const struct view_entity *v, const struct view_record *r, struct err *e)
{
    struct official *t;
    if (!table_open_for(x, r->kind, r->type_id, &t, e))
        return false;
    struct arena *a = arena_new();
    struct str cells[TABLE_MAX_COLUMNS];
    struct buf out = {0};
    for (size_t i = 0; i < t->n; i++)
        cells[i] = with_words(a, t->columns[i], r, cell_of(a, t->columns[i], record_value(a, t->columns[i], v, r)));
    csv_put_row(&out, cells, t->n, true);
    bool ok = export_put(t->file, buf_view(&out), e);
    buf_free(&out);
    arena_free(a);
    return ok;
}

static struct str entity_value(struct arena *a, const struct cat_field *f, const struct view_entity *v)
{
    if (str_is(f->member, "subject"))
        return v->uscc;
    if (str_is(f->member, "on"))
        return day_text(a, v->registered_on);
    if (str_is(f->id, "name"))
        return v->name;
    if (str_is(f->id, "status"))
        return v->status;
    return field_value(v->fields, v->n_fields, f->id);
}

static bool entity_row(struct exporting *x, const struct view_entity *v, struct err *e)
{
    struct official *t;
    if (!table_open_for(x, STR("entity.register"), STR_NONE, &t, e))
        return false;
    struct arena *a = arena_new();
    struct str cells[TABLE_MAX_COLUMNS];
    struct buf out = {0};
    for (size_t i = 0; i < t->n; i++)
        cells[i] = cell_of(a, t->columns[i], entity_value(a, t->columns[i], v));
    csv_put_row(&out, cells, t->n, true);
    bool ok = export_put(t->file, buf_view(&out), e);
    buf_free(&out);
    arena_free(a);
    return ok;
}

bool official_entity(struct exporting *x, const struct view_entity *v, struct err *e)
{
    bool ok = !v->registered || entity_row(x, v, e);
    for (size_t i = 0; ok && i < v->n_records; i++)
        ok = record_row(x, v, &v->records[i], e);
    x->n_entities++;
    x->n_records += (int64_t)v->n_records;
    return ok;
}

bool official_end(struct exporting *x, struct err *e)
{
    size_t at = 0;
    struct str key;
    void *t;
    bool ok = true;
    while (map_each(x->tables, &at, &key, &t))
        ok = export_end(((struct official *)t)->file, ok ? e : NULL) && ok;
    return ok;
}
