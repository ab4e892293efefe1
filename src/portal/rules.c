/* SPDX-License-Identifier: Apache-2.0 */
/* What rules and who files: the rulebook in force, the agencies, what this product is. */
#include "portal_int.h"

static struct str region_name(const struct page *pg, struct str code)
{
    struct buf b = {0};
    catalog_region_name(pg->site->catalog, code, pg->lang, &b);
    struct str out = str_dup(pg->a, buf_view(&b));
    buf_free(&b);
    return out;
}

static struct filer filer_of(const struct page *pg, struct str id)
{
    const struct cat_agency *x = catalog_agency(pg->site->catalog, id);
    if (!x)
        return (struct filer){.id = id, .name = id};
    return (struct filer){.id = id,
                          .name = page_pick(pg, x->zh, x->en),
                          .region = region_name(pg, x->region),
                          .level = catalog_label(pg->site->catalog, x->level, pg->lang)};
}

struct str scope_label(const struct page *pg, struct str scope)
{
    const struct cat_type *t = catalog_type(pg->site->catalog, scope);
    if (str_is(scope, "*"))
        return page_say(pg, PORTAL_W_scope_all);
    return t ? page_pick(pg, t->zh, t->en) : catalog_label(pg->site->catalog, scope, pg->lang);
}

struct str term_label(const struct page *pg, struct str what)
{
    static const struct {
        const char *what;
        enum portal_word_id word;
    } rows[] = {{"carried-window", PORTAL_W_term_carried_window},
                {"copied-view", PORTAL_W_term_copied_view},
                {"display-longest", PORTAL_W_term_display_longest},
                {"display-shortest", PORTAL_W_term_display_shortest},
                {"late", PORTAL_W_term_late},
                {"shrink-share", PORTAL_W_term_shrink_share}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_is(what, rows[i].what))
            return page_say(pg, rows[i].word);
    return what;
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
    tpl_agencies(pg, v, k);
    return true;
}

bool page_lists(struct page *pg, struct http_answer *out, struct err *e)
{
    const struct cat_type *types;
    size_t n = catalog_types(pg->site->catalog, &types), lists = 0;
    (void)out;
    (void)e;
    for (size_t i = 0; i < n; i++)
        lists += types[i].family == FAMILY_LIST;
    pg->title = page_say(pg, PORTAL_W_nav_lists);
    tpl_lists(pg, types, n, lists);
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

bool page_measures(struct page *pg, struct http_answer *out, struct err *e)
{
    (void)out;
    (void)e;
    pg->title = page_say(pg, PORTAL_W_nav_measures);
    tpl_measures(pg);
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
