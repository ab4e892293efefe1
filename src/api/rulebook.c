/* SPDX-License-Identifier: Apache-2.0 */
/* The JSON twins of the rulebook's pages. */
#include "codec/codec.h"

#include "api_int.h"

static bool not_found(const struct http_request *q, struct http_answer *out)
{
    api_problem(q, 404, STR("not-found"), STR_NONE, out);
    return true;
}

static void found(const struct view_ask *ask, const struct http_request *q, struct http_answer *out)
{
    api_json_answer(q, ask, out);
    out->noindex = false; /* no organisation stands here */
    out->link = api_page_link(q);
}

/* The day that was asked for; none: all rows. */
static struct day asked_day(const struct view_ask *ask, const struct http_request *q)
{
    return http_param(q, "as_of").n ? ask->when.as_of : DAY_NONE;
}

static bool answer_lists(const struct view_ask *ask, const struct http_request *q, struct http_answer *out,
                         struct err *e)
{
    (void)e;
    found(ask, q, out);
    view_rule_lists_json(ask->catalog, asked_day(ask, q), &out->body);
    return true;
}

static bool answer_measures(const struct view_ask *ask, const struct http_request *q, struct http_answer *out,
                            struct err *e)
{
    (void)e;
    found(ask, q, out);
    view_rule_measures_json(ask->catalog, asked_day(ask, q), &out->body);
    return true;
}

static bool answer_list(const struct view_ask *ask, const struct http_request *q, struct http_answer *out,
                        struct err *e)
{
    struct view_list x;
    (void)e;
    if (!view_rule_list(ask->catalog, http_segment(q, "id"), ask->when.as_of, http_arena(q), &x))
        return not_found(q, out);
    found(ask, q, out);
    view_rule_list_json(ask->catalog, &x, &out->body);
    return true;
}

static bool answer_measure(const struct view_ask *ask, const struct http_request *q, struct http_answer *out,
                           struct err *e)
{
    struct view_measure x;
    (void)e;
    if (!view_rule_measure(ask->catalog, http_segment(q, "id"), ask->when.as_of, http_arena(q), &x))
        return not_found(q, out);
    found(ask, q, out);
    view_rule_measure_json(ask->catalog, &x, &out->body);
    return true;
}

static bool answer_agency(const struct view_ask *ask, const struct http_request *q, struct http_answer *out,
                          struct err *e)
{
    struct view_agency x;
    (void)e;
    if (!view_rule_agency(ask->catalog, http_segment(q, "id"), ask->when.as_of, http_arena(q), &x))
        return not_found(q, out);
    found(ask, q, out);
    view_rule_agency_json(ask->catalog, &x, &out->body);
    return true;
}

static bool answer_instrument(const struct view_ask *ask, const struct http_request *q, struct http_answer *out,
                              struct err *e)
{
    const struct cat_instrument *x = catalog_instrument(ask->catalog, http_segment(q, "id"));
    (void)e;
    if (!x)
        return not_found(q, out);
    found(ask, q, out);
    view_rule_instrument_json(x, &out->body);
    return true;
}

#define HANDLER(what)                                                                                                  \
    void api_get_##what(void *context, const struct http_request *q, struct http_answer *out)                          \
    {                                                                                                                  \
        api_with_ask(context, q, out, answer_##what);                                                                  \
    }
HANDLER(lists)
HANDLER(list)
HANDLER(measures)
HANDLER(measure)
HANDLER(agency)
HANDLER(instrument)
