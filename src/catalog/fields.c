/* SPDX-License-Identifier: Apache-2.0 */
/* Fields by kind and type. A row of a type stands before the row of "*" with the same id. */
#include <stdlib.h>

#include "catalog/catalog_int.h"
#include "text/text.h"

static void take_options(const struct catalog *c, struct cat_field *f, struct str name)
{
    const struct option_set *set = name.n ? map_find(c->by_set, name) : NULL;
    f->options = set ? set->v : NULL;
    f->n_options = set ? set->n : 0;
}

static void index_options(struct catalog *c)
{
    c->by_set = map_new();
    for (size_t i = 0; i < c->tables[TABLE_OPTIONS].n; i++) {
        const struct option_row *x = ROW(c, TABLE_OPTIONS, struct option_row, i);
        struct option_set *set = map_find(c->by_set, x->set);
        if (!set) {
            set = arena_alloc(c->arena, sizeof *set);
            map_put(c->by_set, x->set, set);
        }
        VEC_PUSH(set, x->public_);
    }
    for (size_t i = 0; i < c->tables[TABLE_FIELDS].n; i++) {
        struct field_row *f = ROW(c, TABLE_FIELDS, struct field_row, i);
        take_options(c, &f->public_, f->set);
        if (!f->older_set.n)
            continue;
        struct cat_field *older = arena_alloc(c->arena, sizeof *older);
        *older = f->public_;
        take_options(c, older, f->older_set);
        f->public_.older = older;
    }
}

static int compare_fields(const void *x, const void *y)
{
    const struct cat_field *a = *(const struct cat_field *const *)x, *b = *(const struct cat_field *const *)y;
    int left = a->pos ? a->pos : INT_MAX, right = b->pos ? b->pos : INT_MAX;
    return left != right ? (left > right) - (left < right) : str_cmp(a->id, b->id);
}

static struct field_group *group_new(struct catalog *c, struct str kind, struct str type)
{
    struct field_group *g = arena_alloc(c->arena, sizeof *g);
    struct pair key;
    g->by_id = map_new();
    g->by_header = map_new();
    map_put(c->by_fields, pair_key(&key, kind, type), g);
    return g;
}

static struct field_group *group_find(const struct catalog *c, struct str kind, struct str type)
{
    struct pair key;
    return map_find(c->by_fields, pair_key(&key, kind, type));
}

/* Rows of the wanted type (those of "*" too) into the group's map of ids. */
static void group_take(struct catalog *c, struct field_group *g, struct str kind, struct str type)
{
    for (size_t i = 0; i < c->tables[TABLE_FIELDS].n; i++) {
        struct cat_field *f = &ROW(c, TABLE_FIELDS, struct field_row, i)->public_;
        if (str_eq(f->kind, kind) && str_eq(f->type, type))
            map_put(g->by_id, f->id, f);
    }
}

static void group_sort(struct catalog *c, struct field_group *g)
{
    size_t at = 0;
    struct str id;
    void *value;
    g->v = arena_alloc(c->arena, map_count(g->by_id) * sizeof *g->v + 1);
    while (map_each(g->by_id, &at, &id, &value))
        g->v[g->n++] = value;
    if (g->n)
        qsort(g->v, g->n, sizeof *g->v, compare_fields);
}

struct header_put {
    struct loader *l;
    struct field_group *group;
    const struct cat_field *field;
    struct buf key;
};

static const struct raw_row *row_of_field(const struct catalog *c, const struct cat_field *f)
{
    const struct raw_table *t = &c->tables[TABLE_FIELDS];
    return &t->v[(size_t)((const char *)f - t->items) / sizeof(struct field_row)];
}

static void put_header(struct header_put *p, struct str name)
{
    buf_clear(&p->key);
    text_name_key(name, &p->key);
    if (!p->key.n)
        return;
    const struct cat_field *old = map_find(p->group->by_header, buf_view(&p->key));
    if (!old)
        map_put(p->group->by_header, buf_view(&p->key), (void *)p->field);
    else if (old != p->field)
        loader_bad(p->l, TABLE_FIELDS, row_of_field(p->l->c, p->field), NULL, "rules-header", name, old->id);
}

static void group_headers(struct loader *l, struct field_group *g)
{
    struct header_put put = {.l = l, .group = g};
    for (size_t i = 0; i < g->n; i++) {
        const struct cat_field *f = put.field = g->v[i];
        const struct str names[] = {f->id, f->official, f->zh, f->en};
        for (size_t k = 0; k < sizeof names / sizeof *names; k++)
            put_header(&put, names[k]);
        struct str rest = f->aliases, one;
        while (str_split(&rest, ';', &one))
            put_header(&put, one);
    }
    buf_free(&put.key);
}

static void group_make(struct loader *l, struct str kind, struct str type)
{
    if (group_find(l->c, kind, type))
        return;
    struct field_group *g = group_new(l->c, kind, type);
    group_take(l->c, g, kind, STR("*"));
    if (!str_is(type, "*"))
        group_take(l->c, g, kind, type);
    group_sort(l->c, g);
    group_headers(l, g);
}

void index_fields(struct loader *l)
{
    index_options(l->c);
    l->c->by_fields = map_new();
    for (size_t i = 0; i < l->c->tables[TABLE_FIELDS].n; i++) {
        const struct cat_field *f = &ROW(l->c, TABLE_FIELDS, struct field_row, i)->public_;
        group_make(l, f->kind, f->type);
    }
}

void index_fields_free(struct catalog *c)
{
    size_t at = 0;
    struct str key;
    void *value;
    while (c->by_fields && map_each(c->by_fields, &at, &key, &value)) {
        struct field_group *g = value;
        map_free(g->by_id);
        map_free(g->by_header);
    }
    map_free(c->by_fields);
    at = 0;
    while (c->by_set && map_each(c->by_set, &at, &key, &value)) {
        struct option_set *set = value;
        VEC_FREE(set);
    }
    map_free(c->by_set);
}

/* ---- look-ups ---- */

static const struct field_group *fields_of(const struct catalog *c, struct str kind, struct str type)
{
    const struct field_group *g = type.n ? group_find(c, kind, type) : NULL;
    return g ? g : group_find(c, kind, STR("*"));
}

const struct cat_field *const *catalog_fields(const struct catalog *c, struct str kind, struct str type, size_t *n)
{
    const struct field_group *g = fields_of(c, kind, type);
    *n = g ? g->n : 0;
    return g ? g->v : NULL;
}

const struct cat_field *catalog_field(const struct catalog *c, struct str kind, struct str type, struct str id)
{
    const struct field_group *g = fields_of(c, kind, type);
    return g ? map_find(g->by_id, id) : NULL;
}

size_t catalog_options(const struct catalog *c, struct str set, const struct cat_option **rows)
{
    const struct option_set *x = set.n ? map_find(c->by_set, set) : NULL;
    *rows = x ? x->v : NULL;
    return x ? x->n : 0;
}

const struct cat_field *catalog_field_by_header(const struct catalog *c, struct str kind, struct str type,
                                                struct str header)
{
    const struct field_group *g = fields_of(c, kind, type);
    if (!g)
        return NULL;
    struct buf key = {0};
    text_name_key(header, &key);
    const struct cat_field *f = key.n ? map_find(g->by_header, buf_view(&key)) : NULL;
    buf_free(&key);
    return f;
}

static bool same_key(struct str name, struct str key, struct buf *scratch)
{
    buf_clear(scratch);
    text_name_key(name, scratch);
    return str_eq(buf_view(scratch), key);
}

static bool option_means(const struct cat_option *o, struct str key, struct buf *scratch)
{
    struct str rest = o->aliases, one;
    if (same_key(o->id, key, scratch) || same_key(o->zh, key, scratch) || same_key(o->en, key, scratch))
        return true;
    while (str_split(&rest, ';', &one))
        if (same_key(one, key, scratch))
            return true;
    return false;
}

const struct cat_option *cat_field_option(const struct cat_field *f, struct str cell)
{
    for (size_t i = 0; i < f->n_options; i++)
        if (str_eq(f->options[i].id, cell) || str_eq(f->options[i].zh, cell))
            return &f->options[i];
    struct buf key = {0}, scratch = {0};
    const struct cat_option *found = NULL;
    text_name_key(cell, &key);
    for (size_t i = 0; key.n && !found && i < f->n_options; i++)
        if (option_means(&f->options[i], buf_view(&key), &scratch))
            found = &f->options[i];
    buf_free(&key);
    buf_free(&scratch);
    return found;
}
