/* SPDX-License-Identifier: Apache-2.0 */
/* The JSON twins of what due process has made: entries of a list, what an agency files, the repair calculator. */
#include "codec/codec.h"

#include "api_int.h"

bool site_repair(const struct view_ask *ask, const struct http_request *q, bool *asked, bool *found,
                 struct view_repair *out, struct err *e)
{
    static const struct {
        const char *name;
        size_t at;
    } days[] = {{"decided", offsetof(struct view_repair_ask, decided)},
                {"listed", offsetof(struct view_repair_ask, listed)},
                {"corrected", offsetof(struct view_repair_ask, corrected)}};
    struct str id = http_param(q, "record");
    struct view_repair_ask x = {http_param(q, "type"), http_param(q, "grade"), DAY_NONE, DAY_NONE, DAY_NONE};
    *asked = id.n > 0 || x.type.n > 0;
    *found = false;
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        struct str text = http_param(q, days[i].name);
        if (text.n && !day_parse(text, (struct day *)(void *)((char *)&x + days[i].at)))
            return ERR(e, ERR_INVALID, "%s", api_word(ask->lang, API_W_bad_day));
    }
    if (id.n)
        return view_repair_of(ask, id, x.corrected, http_arena(q), found, out, e);
    return !x.type.n || view_repair(ask, &x, http_arena(q), found, out, e);
}

/* *found: the question is answered, and the answer has its head; else it is a 404 already. */
static bool repair_found(const struct view_ask *ask, const struct http_request *q, struct http_answer *out, bool *found,
                         struct view_repair *x, struct err *e)
{
    bool asked;
    if (!site_repair(ask, q, &asked, found, x, e))
        return false;
    if (*found)
        api_json_answer(q, ask, out);
    else
        api_problem(q, 404, STR("not-found"), STR_NONE, out);
    return true;
}

static bool answer_repair(const struct view_ask *ask, const struct http_request *q, struct http_answer *out,
                          struct err *e)
{
    struct view_repair x;
    bool found;
    if (!repair_found(ask, q, out, &found, &x, e))
        return false;
    if (found) {
        out->link = api_page_link(q);
        view_repair_json(&x, &out->body);
    }
    return true;
}

static bool answer_calendar(const struct view_ask *ask, const struct http_request *q, struct http_answer *out,
                            struct err *e)
{
    struct view_repair x;
    bool found;
    if (!repair_found(ask, q, out, &found, &x, e))
        return false;
    if (found && view_repair_calendar(ask, &x, &out->body))
        out->content_type = "text/calendar; charset=utf-8";
    else if (found)
        api_problem(q, 404, STR("not-found"), STR_NONE, out);
    return true;
}

static bool answer_entries(const struct view_ask *ask, const struct http_request *q, struct http_answer *out,
                           struct err *e)
{
    struct arena *a = http_arena(q);
    struct str list = http_segment(q, "id"), next;
    struct view_record *v;
    struct view_count *counts;
    size_t n, n_counts;
    if (!catalog_list(ask->catalog, list, DAY_NONE)) {
        api_problem(q, 404, STR("not-found"), STR_NONE, out);
        return true;
    }
    if (!view_entries(ask, list, http_param(q, "after"), SITE_ENTRIES, a, &v, &n, &next, e) ||
        !view_counts(ask, STR_NONE, list, a, &counts, &n_counts, e))
        return false;
    api_json_answer(q, ask, out);
    view_entries_json(v, n, next, counts, n_counts, &out->body);
    if (next.n)
        out->link =
            str_printf(a, "</api/v1/lists/%.*s/entries?after=%.*s>; rel=\"next\"", STR_FMT(list), STR_FMT(next));
    return true;
}

static bool answer_filings(const struct view_ask *ask, const struct http_request *q, struct http_answer *out,
                           struct err *e)
{
    struct view_filings x;
    struct str agency = http_segment(q, "id");
    if (!catalog_agency(ask->catalog, agency)) {
        api_problem(q, 404, STR("not-found"), STR_NONE, out);
        return true;
    }
    if (!view_filings(ask, agency, http_arena(q), &x, e))
        return false;
    api_json_answer(q, ask, out);
    out->noindex = false; /* no organisation stands here */
    view_filings_json(&x, &out->body);
    return true;
}

#define HANDLER(what)                                                                                                  \
    void api_get_##what(void *context, const struct http_request *q, struct http_answer *out)                          \
    {                                                                                                                  \
        api_with_ask(context, q, out, answer_##what);                                                                  \
    }
HANDLER(repair)
HANDLER(calendar)
HANDLER(entries)
HANDLER(filings)
