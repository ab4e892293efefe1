/* SPDX-License-Identifier: Apache-2.0 */
/* Which address is which page. Each page stands twice: Chinese at its address, English under /en. */
#include "portal_int.h"

#define HANDLER(page)                                                                                                  \
    static void get_##page(void *context, const struct http_request *q, struct http_answer *out)                       \
    {                                                                                                                  \
        page_serve(context, q, out, page_##page);                                                                      \
    }
HANDLER(home)
HANDLER(search)
HANDLER(entity)
HANDLER(record)
HANDLER(about)
HANDLER(lists)
HANDLER(list)
HANDLER(measures)
HANDLER(measure)
HANDLER(agencies)
HANDLER(agency)
HANDLER(edition)
HANDLER(rules)
HANDLER(terms)
HANDLER(instruments)
HANDLER(instrument)
HANDLER(lenders)
HANDLER(changes)
HANDLER(problem)
HANDLER(repair)

static void get_asset(void *context, const struct http_request *q, struct http_answer *out)
{
    struct str name = http_segment(q, "name");
    for (size_t i = 0; i < ASSETS_N; i++)
        if (str_is(name, ASSETS[i].name)) {
            out->content_type = ASSETS[i].type;
            out->cache = "public, max-age=31536000, immutable";
            buf_put(&out->body, ASSETS[i].data, ASSETS[i].n);
            return;
        }
    portal_fail(context, q, 404, "not-found", out);
}

static void get_english(void *context, const struct http_request *q, struct http_answer *out)
{
    (void)context;
    (void)q;
    out->status = 308;
    out->location = STR("/en/");
}

static void get_robots(void *context, const struct http_request *q, struct http_answer *out)
{
    (void)context;
    (void)q;
    buf_z(&out->body, "User-agent: *\nDisallow: /search\nDisallow: /en/search\nDisallow: /api/\n");
}

#define PAGE(pattern, params, handle)                                                                                  \
    {"GET", pattern, params, handle},                                                                                  \
    {                                                                                                                  \
        "GET", "/en" pattern, params, handle                                                                           \
    }

const struct http_route portal_routes[] = {
    PAGE("/", NULL, get_home),
    PAGE("/search", "q cursor limit", get_search),
    PAGE("/entities/{uscc}", "as_of known_at", get_entity),
    PAGE("/records/{id}", "as_of known_at", get_record),
    PAGE("/lists", "as_of", get_lists),
    PAGE("/lists/{id}", "as_of after", get_list),
    PAGE("/measures", "as_of", get_measures),
    PAGE("/measures/{id}", "as_of", get_measure),
    PAGE("/agencies", NULL, get_agencies),
    PAGE("/agencies/{id}", "as_of", get_agency),
    PAGE("/rules", "as_of", get_rules),
    PAGE("/rules/editions/{id}", NULL, get_edition),
    PAGE("/rules/terms", "as_of", get_terms),
    PAGE("/rules/instruments", "as_of", get_instruments),
    PAGE("/rules/instruments/{id}", NULL, get_instrument),
    PAGE("/rules/lenders", NULL, get_lenders),
    PAGE("/rules/changes", NULL, get_changes),
    PAGE("/repair", SITE_REPAIR_PARAMS, get_repair),
    PAGE("/about", NULL, get_about),
    PAGE("/problems/{code}", NULL, get_problem),
    {"GET", "/en", NULL, get_english},
    {"GET", "/assets/{name}", NULL, get_asset},
    {"GET", "/robots.txt", NULL, get_robots},
    {0},
};
