/* SPDX-License-Identifier: Apache-2.0 */
/* The page of an organisation, and the way to it from an old number; the page of one record. */
#include <stdlib.h>

#include "portal_int.h"

static const struct {
    enum portal_word_id title;
    const char *anchor;
    unsigned families;
    enum { ANY_TONE, ADVERSE, FAVOURABLE } tone; /* rewards and measures are one family, and stand apart */
    bool grouped;
} SECTION[SECTIONS] = {
    {PORTAL_W_sec_licences, "licences", 1u << FAMILY_LICENCE, ANY_TONE, false},
    {PORTAL_W_sec_penalties, "penalties", 1u << FAMILY_PENALTY, ANY_TONE, false},
    {PORTAL_W_sec_lists, "lists", 1u << FAMILY_LIST, ANY_TONE, true},
    {PORTAL_W_sec_measures, "measures", 1u << FAMILY_MEASURE, ADVERSE, true},
    {PORTAL_W_sec_honours, "honours", 1u << FAMILY_HONOUR, ANY_TONE, false},
    {PORTAL_W_sec_rewards, "rewards", 1u << FAMILY_MEASURE, FAVOURABLE, true},
    {PORTAL_W_sec_others, "others", 1u << FAMILY_RECORD | 1u << FAMILY_REGISTRATION, ANY_TONE, false},
};

bool same_group(const struct view_record *a, const struct view_record *b)
{
    return str_eq(a->type_id, b->type_id) && str_eq(a->agency, b->agency);
}

struct str group_address(const struct page *pg, const struct view_record *r)
{
    return page_to(pg, r->family == FAMILY_MEASURE ? "measures" : "lists", r->type_id);
}

static int by_group(const void *pa, const void *pb)
{
    const struct view_record *a = *(const struct view_record *const *)pa, *b = *(const struct view_record *const *)pb;
    int order = str_cmp(a->type_id, b->type_id);
    order = order ? order : str_cmp(a->agency, b->agency);
    return order ? order : (a > b) - (a < b); /* as they stood: newest first */
}

static void group(const struct view_record **v, size_t n)
{
    if (n)
        qsort((void *)v, n, sizeof *v, by_group);
}

static bool belongs(size_t s, const struct view_record *r)
{
    return (SECTION[s].families >> r->family & 1) &&
           (SECTION[s].tone == ANY_TONE || (SECTION[s].tone == ADVERSE) == r->adverse);
}

void sections_of(const struct view_entity *x, struct arena *a, struct section out[SECTIONS])
{
    for (size_t s = 0; s < SECTIONS; s++) {
        out[s] =
            (struct section){.title = SECTION[s].title, .anchor = SECTION[s].anchor, .grouped = SECTION[s].grouped};
        out[s].current = arena_alloc(a, x->n_records * sizeof *out[s].current + 1);
        out[s].past = arena_alloc(a, x->n_records * sizeof *out[s].past + 1);
        for (size_t i = 0; i < x->n_records; i++) {
            const struct view_record *r = &x->records[i];
            if (!belongs(s, r))
                continue;
            if (r->past)
                out[s].past[out[s].n_past++] = r;
            else
                out[s].current[out[s].n_current++] = r;
        }
        if (out[s].grouped) {
            group(out[s].current, out[s].n_current);
            group(out[s].past, out[s].n_past);
        }
    }
}

static const struct view_field *headline_field(const struct view_record *r)
{
    static const char *const ids[] = {"licence_name", "title", "honour_name", "unlawful_act", "doc_title"};
    for (size_t k = 0; k < sizeof ids / sizeof *ids; k++)
        for (size_t i = 0; i < r->n_fields; i++)
            if (str_is(r->fields[i].id, ids[k]) && !r->fields[i].is_long)
                return &r->fields[i];
    return NULL;
}

struct str headline_of(const struct view_record *r)
{
    const struct view_field *f = headline_field(r);
    return f ? f->value : r->type_label;
}

struct str headline_lang(const struct page *pg, const struct view_record *r)
{
    return headline_field(r) ? STR("zh-Hans") : page_lang_tag(pg->lang);
}

static bool answer_unknown(struct page *pg, struct http_answer *out, struct err *e)
{
    bool moved;
    if (!site_moved(pg->ask, pg->q, &moved, out, e))
        return false;
    if (moved)
        out->etag = STR_NONE;
    else
        page_fail(pg, out, 404, PORTAL_W_error_none, PORTAL_W_error_entity_words);
    return true;
}

bool page_entity(struct page *pg, struct http_answer *out, struct err *e)
{
    struct view_entity x;
    struct section sections[SECTIONS];
    bool found;
    pg->noindex = true;
    if (site_is_person_number(http_segment(pg->q, "uscc"))) {
        page_fail(pg, out, 400, PORTAL_W_error_person, PORTAL_W_error_person_words);
        return true;
    }
    if (!view_entity(pg->ask, http_segment(pg->q, "uscc"), pg->a, &found, &x, e))
        return false;
    if (!found)
        return answer_unknown(pg, out, e);
    sections_of(&x, pg->a, sections);
    pg->title = x.name;
    struct str query = site_query(pg->q);
    pg->json = str_printf(pg->a, "/api/v1/entities/%.*s%s%.*s", STR_FMT(x.uscc), query.n ? "?" : "", STR_FMT(query));
    tpl_entity(pg, &x, sections);
    return true;
}

bool page_record(struct page *pg, struct http_answer *out, struct err *e)
{
    struct view_case x;
    struct view_withdrawn gone;
    enum view_gone there;
    pg->noindex = true;
    if (!view_case(pg->ask, http_segment(pg->q, "id"), pg->a, &there, &x, &gone, e))
        return false;
    if (there == VIEW_UNKNOWN) {
        page_fail(pg, out, 404, PORTAL_W_error_none, PORTAL_W_error_record_words);
        return true;
    }
    if (there == VIEW_WITHDRAWN) {
        out->status = 410;
        out->cache = NULL;
        out->etag = STR_NONE;
        pg->title = page_say(pg, PORTAL_W_gone_title);
        tpl_gone(pg, &gone);
        return true;
    }
    pg->title = x.record.type_label;
    pg->json = str_printf(pg->a, "/api/v1/records/%.*s", STR_FMT(x.record.id));
    tpl_record_page(pg, &x);
    return true;
}
