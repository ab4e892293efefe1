/* SPDX-License-Identifier: Apache-2.0 */
/* What rules and who files: the rulebook in force, the agencies, what this product is. */
#include "portal_int.h"

static struct filer filer_of(const struct page *pg, struct str id)
{
    const struct cat_agency *x = catalog_agency(pg->site->catalog, id);
    if (!x)
        return (struct filer){.id = id, .name = id};
    return (struct filer){.id = id,
                          .name = page_pick(pg, x->zh, x->en),
                          .region = region_label(pg, x->region),
                          .level = catalog_label(pg->site->catalog, x->level, pg->lang)};
}

struct str scope_label(const struct page *pg, struct str scope)
{
    const struct cat_type *t = catalog_type(pg->site->catalog, scope);
    if (str_is(scope, "*"))
        return page_say(pg, PORTAL_W_scope_all);
    return t ? page_pick(pg, t->zh, t->en) : catalog_label(pg->site->catalog, scope, pg->lang);
}

/* The instruments by their names; where the rulebook names none, the row's source. */
struct str basis_label(const struct page *pg, const struct cat_term *t)
{
    struct str rest = t->basis, id;
    struct buf b = {0};
    while (str_split(&rest, ';', &id)) {
        const struct cat_instrument *x = catalog_instrument(pg->site->catalog, id);
        if (b.n)
            buf_z(&b, pg->lang == LANG_EN ? "; " : "；");
        buf_str(&b, x ? page_pick(pg, x->zh, x->en) : id);
    }
    struct str out = b.n ? str_dup(pg->a, buf_view(&b)) : t->source;
    buf_free(&b);
    return out;
}

bool page_agencies(struct page *pg, struct http_answer *out, struct err *e)
{
    struct reg_filing *f;
    size_t n, k = 0;
    (void)out;
    if (!registry_filings(pg->ask->store, pg->a, &f, &n, e))
        return false;
    struct filer *v = arena_alloc(pg->a, n * sizeof *v + 1);
    for (size_t i = 0; i < n; i++) {
        if (!k || !str_eq(v[k - 1].id, f[i].agency))
            v[k++] = filer_of(pg, f[i].agency);
        v[k - 1].records += f[i].records;
        if (f[i].last.s > v[k - 1].last.s)
            v[k - 1].last = f[i].last;
    }
    pg->title = page_say(pg, PORTAL_W_nav_agencies);
    const struct cat_agency *known;
    tpl_agencies(pg, v, k, catalog_agencies(pg->site->catalog, &known));
    return true;
}

bool page_rules(struct page *pg, struct http_answer *out, struct err *e)
{
    struct reg_edition *editions;
    size_t n;
    (void)out;
    if (!registry_editions(pg->ask->store, pg->a, &editions, &n, e))
        return false;
    pg->title = page_say(pg, PORTAL_W_nav_rules);
    tpl_rules(pg, editions, n);
    return true;
}

bool page_about(struct page *pg, struct http_answer *out, struct err *e)
{
    (void)out;
    (void)e;
    pg->title = page_say(pg, PORTAL_W_nav_about);
    tpl_about(pg);
    return true;
}

bool page_problem(struct page *pg, struct http_answer *out, struct err *e)
{
    struct site_problem p;
    struct str code = http_segment(pg->q, "code");
    (void)e;
    if (!site_problem(code, pg->lang, pg->a, &p)) {
        page_fail(pg, out, 404, PORTAL_W_error_none, PORTAL_W_error_none_words);
        return true;
    }
    pg->title = p.title;
    tpl_problem(pg, code, &p);
    return true;
}
