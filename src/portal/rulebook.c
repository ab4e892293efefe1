/* SPDX-License-Identifier: Apache-2.0 */
/* Pages of lists, measures, authorities and instruments: the rulebook, readable from either end. */
#include "portal_int.h"

static bool not_found(struct page *pg, struct http_answer *out)
{
    page_fail(pg, out, 404, PORTAL_W_error_none, PORTAL_W_error_none_words);
    return true;
}

static struct str json_twin(const struct page *pg)
{
    struct str query = http_query(pg->q);
    return str_printf(pg->a, "/api/v1%.*s%s%.*s", STR_FMT(pg->path), query.n ? "?" : "", STR_FMT(query));
}

bool page_lists(struct page *pg, struct http_answer *out, struct err *e)
{
    const struct cat_type *types;
    size_t n = catalog_types(pg->site->catalog, &types), k = 0;
    struct list_group groups[LIST_PERSONS + 1] = {0};
    (void)out;
    (void)e;
    for (int c = 0; c <= LIST_PERSONS; c++) {
        struct list_group *g = &groups[k];
        g->v = arena_alloc(pg->a, n * sizeof *g->v + 1);
        g->n = 0;
        g->title = label_in(pg, "list-class", class_id((enum cat_list_class)c));
        for (size_t i = 0; i < n; i++) {
            const struct cat_list *l = catalog_list(pg->site->catalog, types[i].id, rule_day(pg));
            if (l && l->klass == (enum cat_list_class)c &&
                catalog_in_force(l->type.valid_from, l->type.valid_to, rule_day(pg)))
                g->v[g->n++] = l;
        }
        k += g->n > 0;
    }
    pg->title = page_say(pg, PORTAL_W_nav_lists);
    pg->json = json_twin(pg);
    tpl_lists(pg, groups, k, view_tally_lists(pg->site->catalog, rule_day(pg)));
    return true;
}

bool page_list(struct page *pg, struct http_answer *out, struct err *e)
{
    struct view_list x;
    struct list_now now;
    if (!view_rule_list(pg->site->catalog, http_segment(pg->q, "id"), pg->ask->when.as_of, pg->a, &x))
        return not_found(pg, out);
    if (!list_now_read(pg, x.list->type.id, &now, e))
        return false;
    pg->title = page_pick(pg, x.list->type.zh, x.list->type.en);
    pg->json = json_twin(pg);
    pg->noindex = now.n_entries > 0;
    tpl_list(pg, &x, &now);
    return true;
}

/* Groups in the order in which the categories are met in the glossary of the table: by the category's own id. */
static struct measure_group *group_of(const struct page *pg, struct measure_group *groups, size_t *n, size_t most,
                                      struct str category)
{
    for (size_t i = 0; i < *n; i++)
        if (str_eq(groups[i].category, category))
            return &groups[i];
    struct measure_group *g = &groups[(*n)++];
    g->category = category;
    g->title = label_in(pg, "measure-category", category);
    g->v = arena_alloc(pg->a, most * sizeof *g->v + 1);
    return g;
}

static int by_category(const void *pa, const void *pb)
{
    return str_cmp(((const struct measure_group *)pa)->category, ((const struct measure_group *)pb)->category);
}

bool page_measures(struct page *pg, struct http_answer *out, struct err *e)
{
    const struct cat_type *types;
    size_t n = catalog_types(pg->site->catalog, &types), k = 0;
    struct measure_group *groups = arena_alloc(pg->a, n * sizeof *groups + 1);
    (void)out;
    (void)e;
    for (size_t i = 0; i < n; i++) {
        const struct cat_measure *m = catalog_measure(pg->site->catalog, types[i].id, rule_day(pg));
        if (!m || !catalog_in_force(m->type.valid_from, m->type.valid_to, rule_day(pg)))
            continue;
        struct measure_group *g = group_of(pg, groups, &k, n, m->category);
        g->v[g->n++] = m;
    }
    if (k)
        qsort(groups, k, sizeof *groups, by_category);
    pg->title = page_say(pg, PORTAL_W_nav_measures);
    pg->json = json_twin(pg);
    tpl_measures(pg, groups, k, view_tally_measures(pg->site->catalog, rule_day(pg)));
    return true;
}

bool page_measure(struct page *pg, struct http_answer *out, struct err *e)
{
    struct view_measure x;
    (void)e;
    if (!view_rule_measure(pg->site->catalog, http_segment(pg->q, "id"), pg->ask->when.as_of, pg->a, &x))
        return not_found(pg, out);
    pg->title = page_pick(pg, x.measure->type.zh, x.measure->type.en);
    pg->json = json_twin(pg);
    tpl_measure(pg, &x);
    return true;
}

bool page_agency(struct page *pg, struct http_answer *out, struct err *e)
{
    struct view_agency x;
    struct view_filings filings;
    if (!view_rule_agency(pg->site->catalog, http_segment(pg->q, "id"), pg->ask->when.as_of, pg->a, &x))
        return not_found(pg, out);
    struct view_entity own;
    bool has_file = false;
    if (x.agency->uscc.n && !view_entity(pg->ask, x.agency->uscc, pg->a, &has_file, &own, e))
        return false;
    if (!view_filings(pg->ask, x.agency->id, pg->a, &filings, e))
        return false;
    pg->title = page_pick(pg, x.agency->zh, x.agency->en);
    pg->json = json_twin(pg);
    tpl_agency(pg, &x, &filings, has_file);
    return true;
}

bool page_terms(struct page *pg, struct http_answer *out, struct err *e)
{
    (void)out;
    (void)e;
    pg->title = page_say(pg, PORTAL_W_rules_terms);
    tpl_terms(pg);
    return true;
}

bool page_instruments(struct page *pg, struct http_answer *out, struct err *e)
{
    (void)out;
    (void)e;
    pg->title = page_say(pg, PORTAL_W_rules_instruments);
    tpl_instruments(pg);
    return true;
}

/* Which rows cite it, with the articles. */
static size_t citations_of(const struct page *pg, struct str id, struct citation **out)
{
    const struct cat_type *types;
    size_t n = catalog_types(pg->site->catalog, &types), k = 0;
    struct citation *v = arena_alloc(pg->a, n * sizeof *v + 1);
    for (size_t i = 0; i < n; i++) {
        struct view_law *laws;
        size_t n_laws = view_laws(pg->site->catalog, types[i].basis, pg->a, &laws);
        bool measure = types[i].family == FAMILY_MEASURE, list = catalog_list(pg->site->catalog, types[i].id, DAY_NONE);
        for (size_t j = 0; j < n_laws; j++)
            if (str_eq(laws[j].id, id))
                v[k++] = (struct citation){&types[i], laws[j].articles,
                                           measure ? page_to(pg, "measures", types[i].id)
                                           : list  ? page_to(pg, "lists", types[i].id)
                                                   : page_path(pg, "/rules")};
    }
    *out = v;
    return k;
}

bool page_instrument(struct page *pg, struct http_answer *out, struct err *e)
{
    const struct cat_instrument *x = catalog_instrument(pg->site->catalog, http_segment(pg->q, "id"));
    struct citation *v;
    (void)e;
    if (!x)
        return not_found(pg, out);
    size_t n = citations_of(pg, x->id, &v);
    pg->title = page_pick(pg, x->zh, x->en);
    pg->json = json_twin(pg);
    tpl_instrument(pg, x, v, n);
    return true;
}

bool page_lenders(struct page *pg, struct http_answer *out, struct err *e)
{
    (void)out;
    (void)e;
    pg->title = page_say(pg, PORTAL_W_lenders_h1);
    tpl_lenders(pg);
    return true;
}
