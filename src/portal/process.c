/* SPDX-License-Identifier: Apache-2.0 */
/* What due process has made, on pages: the entries of a list, an agency's filings, the repair calculator. */
#include "portal_int.h"

bool list_now_read(const struct page *pg, struct str list, struct list_now *out, struct err *e)
{
    *out = (struct list_now){.list = list};
    return view_entries(pg->ask, list, http_param(pg->q, "after"), SITE_ENTRIES, pg->a, &out->entries, &out->n_entries,
                        &out->next, e) &&
           view_counts(pg->ask, STR_NONE, list, pg->a, &out->counts, &out->n_counts, e);
}

struct str entries_address(const struct page *pg, const struct list_now *x)
{
    struct str as_of = http_param(pg->q, "as_of"), at = page_to(pg, "lists", x->list);
    return str_printf(pg->a, "%.*s?after=%.*s%s%.*s#entries", STR_FMT(at), STR_FMT(x->next), as_of.n ? "&as_of=" : "",
                      STR_FMT(as_of));
}

struct str repair_address(const struct page *pg, const struct view_record *r)
{
    return str_printf(pg->a, "%.*s?record=%.*s", STR_FMT(page_path(pg, "/repair")), STR_FMT(r->id));
}

/* Lists and kinds of penalties whose records may be repaired or removed on application. */
static void types_fill(const struct page *pg, struct repair_form *x)
{
    const struct cat_type *types;
    size_t n = catalog_types(pg->site->catalog, &types);
    x->types = arena_alloc(pg->a, n * sizeof *x->types + 1);
    for (int penalties = 0; penalties <= 1; penalties++)
        for (size_t i = 0; i < n; i++)
            if (types[i].tone == TONE_ADVERSE && types[i].state != STATE_HISTORIC &&
                types[i].family == (penalties ? FAMILY_PENALTY : FAMILY_LIST))
                x->types[x->n_types++] = &types[i];
}

bool page_repair(struct page *pg, struct http_answer *out, struct err *e)
{
    struct repair_form x = {0};
    struct str query = site_query(pg->q);
    (void)out;
    types_fill(pg, &x);
    if (!site_repair(pg->ask, pg->q, &x.asked, &x.found, &x.answer, e))
        return false;
    pg->title = page_say(pg, PORTAL_W_h_repair);
    pg->noindex = x.asked;
    if (x.found)
        pg->json = str_printf(pg->a, "/api/v1/repair?%.*s", STR_FMT(query));
    if (x.found && x.answer.earliest.when == REPAIR_FROM_DAY && x.answer.way != WAY_NONE)
        x.calendar = str_printf(pg->a, "/api/v1/repair.ics?%.*s", STR_FMT(query));
    tpl_repair(pg, &x);
    return true;
}
