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
    return t ? page_pick(pg, t->zh, t->en) : label_in(pg, "family", scope);
}

static size_t lists_of(const struct page *pg, struct str agency)
{
    const struct cat_type *types;
    size_t n = catalog_types(pg->site->catalog, &types), k = 0;
    for (size_t i = 0; i < n; i++)
        k += str_eq(types[i].owner, agency) && catalog_list(pg->site->catalog, types[i].id, DAY_NONE);
    return k;
}

static int by_kind(const void *px, const void *py)
{
    const struct cat_agency *x = ((const struct known_agency *)px)->agency,
                            *y = ((const struct known_agency *)py)->agency;
    int order = str_cmp(x->kind, y->kind);
    return order ? order : str_cmp(x->id, y->id);
}

bool is_known_agency(const struct page *pg, const struct cat_agency *x)
{
    bool high = str_is(x->level, "nation") || str_is(x->level, "province");
    return high && catalog_in_force(x->valid_from, x->valid_to, pg->ask->when.today);
}

/* Those of the nation and of provinces; the others are too many for a page. */
static size_t known_agencies(const struct page *pg, struct known_agency **out)
{
    const struct cat_agency *rows;
    size_t n = catalog_agencies(pg->site->catalog, &rows), k = 0;
    struct known_agency *v = arena_alloc(pg->a, n * sizeof *v + 1);
    for (size_t i = 0; i < n; i++)
        if (is_known_agency(pg, &rows[i]))
            v[k++] = (struct known_agency){&rows[i], lists_of(pg, rows[i].id), false};
    if (k)
        qsort(v, k, sizeof *v, by_kind);
    for (size_t i = 0; i < k; i++)
        v[i].first = !i || !str_eq(v[i].agency->kind, v[i - 1].agency->kind);
    *out = v;
    return k;
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
    const struct cat_agency *all;
    struct known_agency *known;
    size_t n_known = known_agencies(pg, &known);
    tpl_agencies(pg, v, k, known, n_known, catalog_agencies(pg->site->catalog, &all));
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
    struct table_count *counts;
    size_t n_counts = table_counts(pg, &counts);
    tpl_rules(pg, editions, n, counts, n_counts);
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
