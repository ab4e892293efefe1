/* SPDX-License-Identifier: Apache-2.0 */
/* One organisation: its identity as it stood, and those of its records that may be shown. */
#include "uscc/uscc.h"

#include "view_int.h"

bool view_feed(struct store *s, int64_t *seq, struct instant *at, struct err *e)
{
    struct rows *q;
    bool got = false;
    if (!store_query(s, &q, e, ST_JOURNAL_LAST, ""))
        return false;
    bool ok = rows_next(q, &got, e);
    if (ok) {
        *seq = got ? rows_i64(q, 0) : 0;
        at->s = got ? rows_i64(q, 1) : 0;
    }
    rows_end(q);
    return ok;
}

bool view_ask_feed(const struct view_ask *ask, int64_t *seq, struct instant *at, struct err *e)
{
    if (!ask->feed)
        return view_feed(ask->store, seq, at, e);
    *seq = ask->feed;
    *at = ask->feed_at;
    return true;
}

static bool is_asked_for_past(const struct view_ask *ask)
{
    return ask->when.known.s || ask->when.as_of.n != ask->when.today.n;
}

/* Whether the register had heard of it at the instant that is asked for. */
static bool was_known(const struct view_ask *ask, const struct reg_entity *x, struct arena *a, bool *known,
                      struct err *e)
{
    struct journal_entry open;
    *known = true;
    if (!ask->when.known.s)
        return true;
    if (!journal_get(ask->store, x->open_seq, a, &open, e))
        return false;
    *known = open.at.s <= ask->when.known.s;
    return true;
}

static bool had_begun(const struct view_ask *ask, struct day from)
{
    struct day last = ask->when.as_of;
    if (ask->when.known.s && day_of_instant(ask->when.known).n < last.n)
        last = day_of_instant(ask->when.known);
    return !day_is(from) || from.n <= last.n;
}

static bool names_fill(const struct view_ask *ask, const struct reg_entity *x, struct arena *a, struct view_entity *out,
                       struct err *e)
{
    struct reg_name *names;
    size_t n;
    if (!registry_names(ask->store, x, a, &names, &n, e))
        return false;
    out->names = arena_alloc(a, n * sizeof *out->names + 1);
    for (size_t i = 0; i < n; i++)
        if (had_begun(ask, names[i].from))
            out->names[out->n_names++] = (struct view_name){names[i].name, names[i].from, names[i].to};
    out->name = x->name;
    if (is_asked_for_past(ask) && out->n_names) {
        struct view_name *newest = &out->names[out->n_names - 1];
        out->name = newest->name;
        if (!had_begun(ask, newest->to))
            newest->to = DAY_NONE;
    }
    return true;
}

/* For a past day, the status of that day: as the fields say, and active before the end of the organisation. */
static struct str status_then(const struct view_ask *ask, const struct reg_entity *x, const struct act_field *fields,
                              size_t n)
{
    if (!is_asked_for_past(ask) || (day_is(x->ended_on) && had_begun(ask, x->ended_on)))
        return x->status;
    for (size_t i = 0; i < n; i++)
        if (str_is(fields[i].id, "status"))
            return fields[i].value;
    return day_is(x->ended_on) ? STR("active") : x->status;
}

static bool identity_fill(const struct view_ask *ask, const struct reg_entity *x, struct arena *a,
                          struct view_entity *out, struct err *e)
{
    static const char *const kinds[] = {"entity.register", "entity.change", NULL};
    struct act_field *fields;
    size_t n;
    bool ok = is_asked_for_past(ask)
                  ? registry_entity_fields(ask->store, x, ask->when.as_of, ask->when.known, a, &fields, &n, e)
                  : registry_entity_latest(ask->store, x, a, &fields, &n, e);
    if (!ok)
        return false;
    out->status = status_then(ask, x, fields, n);
    out->status_label = catalog_label(ask->catalog, out->status, ask->lang);
    size_t kept = 0;
    struct act_field *own = arena_alloc(a, n * sizeof *own + 1);
    for (size_t i = 0; i < n; i++) /* these stand above the fields already */
        if (!str_is(fields[i].id, "status") && !str_is(fields[i].id, "name") && !str_is(fields[i].id, "former_names"))
            own[kept++] = fields[i];
    view_fields(ask, kinds, STR("*"), own, kept, a, &out->fields, &out->n_fields);
    return true;
}

static bool records_fill(const struct view_ask *ask, const struct reg_entity *x, struct arena *a,
                         struct view_entity *out, struct err *e)
{
    struct reg_record *all;
    size_t n;
    if (ask->who == VIEW_PUBLIC && !(x->flags & ENTITY_HAS_RECORDS)) /* what is held back does not set it */
        return true;
    if (!registry_records(ask->store, out->uscc, a, &all, &n, e))
        return false;
    out->records = arena_alloc(a, n * sizeof *out->records + 1);
    for (size_t i = 0; i < n; i++) {
        enum reg_shown shown;
        if (!view_shown(ask, &all[i], a, &shown, e))
            return false;
        if (shown == SHOWN_NOT)
            continue;
        if (!view_record_fill(ask, &all[i], shown, a, &out->records[out->n_records], e))
            return false;
        out->n_records++;
    }
    return true;
}

static struct str category_label(const struct view_ask *ask, struct str uscc)
{
    const struct uscc_category *c = uscc.n == USCC_CHARS ? uscc_category_of(uscc.p[0], uscc.p[1]) : NULL;
    if (!c)
        return str_of(ask->lang == LANG_EN ? VIEW_WORDS[VIEW_W_category_unknown].en
                                           : VIEW_WORDS[VIEW_W_category_unknown].zh);
    return str_of(ask->lang == LANG_EN ? c->category_en : c->category_zh);
}

static struct str region_name(const struct view_ask *ask, struct str uscc, struct arena *a)
{
    struct buf b = {0};
    if (uscc.n == USCC_CHARS)
        catalog_region_name(ask->catalog, str_n(uscc.p + 2, 6), ask->lang, &b);
    struct str out = str_dup(a, buf_view(&b));
    buf_free(&b);
    return out;
}

/* Agencies that have filed at all: what an empty page may claim to have heard from. */
static bool agencies_filing(const struct view_ask *ask, struct arena *a, int64_t *out, struct err *e)
{
    struct reg_filing *f;
    size_t n;
    int64_t agencies = 0;
    if (!registry_filings(ask->store, a, &f, &n, e))
        return false;
    for (size_t i = 0; i < n; i++)
        agencies += i == 0 || !str_eq(f[i].agency, f[i - 1].agency);
    *out = agencies;
    return true;
}

static bool entity_fill(const struct view_ask *ask, const struct reg_entity *x, struct arena *a,
                        struct view_entity *out, struct err *e)
{
    out->uscc = x->uscc;
    out->registered = (x->flags & ENTITY_REGISTERED) != 0;
    out->agency_name = view_agency_name(ask, x->agency);
    out->region_name = region_name(ask, x->uscc, a);
    out->category_label = category_label(ask, x->uscc);
    out->registered_on = x->registered_on;
    out->ended_on = had_begun(ask, x->ended_on) ? x->ended_on : DAY_NONE;
    out->as_of = ask->when.as_of;
    if (!view_ask_feed(ask, &out->feed, &out->known_at, e))
        return false;
    if (ask->when.known.s)
        out->known_at = ask->when.known;
    if (!identity_fill(ask, x, a, out, e) || !names_fill(ask, x, a, out, e) || !records_fill(ask, x, a, out, e))
        return false;
    return out->n_records || ask->lean || agencies_filing(ask, a, &out->agencies_filing, e);
}

/* *there false: unknown, not public, or not yet known at the instant asked for. */
static bool find_shown(const struct view_ask *ask, struct str uscc, struct arena *a, bool *there, struct reg_entity *x,
                       struct err *e)
{
    if (!registry_entity_find(ask->store, uscc, a, there, x, e))
        return false;
    if (*there && ask->who == VIEW_PUBLIC && !registry_entity_is_public(ask->store, x, &ask->when, a, there, e))
        return false;
    return !*there || was_known(ask, x, a, there, e);
}

bool view_entity(const struct view_ask *ask, struct str uscc, struct arena *a, bool *found, struct view_entity *out,
                 struct err *e)
{
    struct reg_entity x;
    struct view_entity v = {0};
    bool there;
    if (!find_shown(ask, uscc, a, &there, &x, e) || (there && !entity_fill(ask, &x, a, &v, e)))
        return false;
    *found = there;
    if (there)
        *out = v;
    return true;
}

bool view_old_number(const struct view_ask *ask, struct str number, struct arena *a, struct str **codes, size_t *n,
                     struct err *e)
{
    struct str *all;
    size_t n_all, kept = 0;
    if (!registry_old_number(ask->store, number, a, &all, &n_all, e))
        return false;
    for (size_t i = 0; i < n_all; i++) {
        struct reg_entity x;
        bool there;
        if (!find_shown(ask, all[i], a, &there, &x, e))
            return false;
        if (there)
            all[kept++] = all[i];
    }
    *codes = all;
    *n = kept;
    return true;
}

bool view_search(const struct view_ask *ask, struct str query, size_t offset, size_t limit, struct arena *a,
                 struct view_search *out, struct err *e)
{
    struct view_search v = {0};
    if (!search_run(ask->store, query, offset, limit, &ask->when, a, &v.result, e))
        return false;
    size_t n = v.result.n;
    v.status_labels = arena_alloc(a, n * sizeof(struct str) + 1);
    v.categories = arena_alloc(a, n * sizeof(struct str) + 1);
    v.regions = arena_alloc(a, n * sizeof(struct str) + 1);
    for (size_t i = 0; i < n; i++) {
        const struct reg_entity *x = &v.result.hits[i].entity;
        v.status_labels[i] = catalog_label(ask->catalog, x->status, ask->lang);
        v.categories[i] = category_label(ask, x->uscc);
        v.regions[i] = region_name(ask, x->uscc, a);
    }
    *out = v;
    return true;
}
