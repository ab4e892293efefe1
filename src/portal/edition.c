/* SPDX-License-Identifier: Apache-2.0 */
/* What an edition of the rulebook changed against the one before it, row by row and cell by cell. */
#include "act/act.h"
#include "portal_int.h"

enum { CHANGES_SHOWN = 500 }; /* `gongshi rules diff` tells them all */

struct collecting {
    struct page *pg;
    struct edition_page *x;
};

static struct str copied(struct page *pg, struct str s)
{
    return str_dup(pg->a, s);
}

static bool change_take(void *context, const struct cat_change *c)
{
    struct collecting *t = context;
    struct edition_page *x = t->x;
    x->n_all++;
    if (x->n == CHANGES_SHOWN)
        return true;
    struct edition_change *v = &x->v[x->n++];
    struct str name = t->pg->lang == LANG_ZH && c->zh.n ? c->zh : STR_NONE;
    v->table = copied(t->pg, str_of(c->table));
    v->row = name.n ? str_printf(t->pg->a, "%.*s %.*s", STR_FMT(c->key), STR_FMT(name)) : copied(t->pg, c->key);
    v->column = c->kind == CHANGE_CELL    ? copied(t->pg, str_of(c->column))
                : c->kind == CHANGE_ADDED ? page_say(t->pg, PORTAL_W_edition_added)
                                          : page_say(t->pg, PORTAL_W_edition_removed);
    v->old = copied(t->pg, c->old);
    v->new = copied(t->pg, c->new);
    return true;
}

static bool compare(struct page *pg, struct edition_page *x, struct err *e)
{
    struct catalog *old = NULL, *new = NULL;
    struct collecting t = {pg, x};
    x->v = arena_alloc(pg->a, CHANGES_SHOWN * sizeof *x->v);
    bool ok = act_edition(pg->site->dir, pg->ask->store, x->before->digest, &old, e) &&
              act_edition(pg->site->dir, pg->ask->store, x->edition->digest, &new, e);
    if (ok)
        catalog_diff(old, new, change_take, &t);
    catalog_free(old);
    catalog_free(new);
    return ok;
}

bool page_edition(struct page *pg, struct http_answer *out, struct err *e)
{
    struct reg_edition *v;
    size_t n;
    struct str id = http_segment(pg->q, "id");
    struct edition_page x = {0};
    if (!registry_editions(pg->ask->store, pg->a, &v, &n, e))
        return false;
    for (size_t i = 0; i < n; i++)
        if (str_eq(v[i].digest, id))
            x.edition = &v[i];
    if (!x.edition) {
        page_fail(pg, out, 404, PORTAL_W_error_none, PORTAL_W_error_none_words);
        return true;
    }
    for (size_t i = 0; i < n; i++)
        if (v[i].seq < x.edition->seq && (!x.before || v[i].seq > x.before->seq))
            x.before = &v[i];
    if (x.before && !compare(pg, &x, e))
        return false;
    pg->title = page_say(pg, PORTAL_W_edition_title);
    tpl_edition(pg, &x);
    return true;
}
