/* SPDX-License-Identifier: Apache-2.0 */
/* One candidate: is it public, and which of its names says so? */
#include "search_int.h"

#include "text/text.h"

bool entity_has_ended(const struct reg_entity *x)
{
    return day_is(x->ended_on) || str_is(x->status, "cancelled") || str_is(x->status, "revoked_cancelled") ||
           str_is(x->status, "annulled");
}

static bool how_key_matches(const struct query *q, struct str key, enum search_how *how)
{
    *how = FOUND_PART;
    if (str_starts(key, q->whole))
        *how = key.n == q->whole.n ? FOUND_EXACT : FOUND_PREFIX;
    for (size_t i = 0; i < q->n_terms; i++)
        if (str_find(key, q->terms[i]) < 0)
            return false;
    return true;
}

/* The best of the entity's names: nearer the query first, then the shorter, then the current one. */
static bool best_name(struct gathering *g, const struct reg_entity *x, const struct reg_name *names, size_t n,
                      struct hit *h)
{
    bool any = false;
    for (size_t i = n; i-- > 0;) { /* the current one is the last */
        enum search_how how;
        buf_clear(&g->key);
        text_name_key(names[i].name, &g->key);
        if (!how_key_matches(g->q, buf_view(&g->key), &how))
            continue;
        size_t chars = str_utf8_len(buf_view(&g->key));
        if (any && (how > h->out.how || (how == h->out.how && chars >= h->chars)))
            continue;
        h->out.how = how;
        h->chars = chars;
        h->out.former_name = str_eq(names[i].name, x->name) ? STR_NONE : names[i].name;
        any = true;
    }
    return any;
}

static void number_hit(struct gathering *g, const struct reg_entity *x, enum search_how how, struct hit *h)
{
    buf_clear(&g->key);
    text_name_key(x->name, &g->key);
    h->out.how = how;
    h->chars = str_utf8_len(buf_view(&g->key));
}

static void keep(struct gathering *g, const struct reg_entity *x, const struct hit *h)
{
    struct hit kept = *h;
    kept.ended = entity_has_ended(x);
    kept.out.entity = *x;
    kept.out.entity.uscc = str_dup(g->a, x->uscc);
    kept.out.entity.name = str_dup(g->a, x->name);
    kept.out.entity.status = str_dup(g->a, x->status);
    kept.out.entity.agency = str_dup(g->a, x->agency);
    kept.out.former_name = h->out.former_name.n ? str_dup(g->a, h->out.former_name) : STR_NONE;
    VEC_PUSH(&g->hits, kept);
}

bool gather_entity(struct gathering *g, struct str uscc, enum search_how how, bool *added, struct err *e)
{
    struct reg_entity x;
    struct reg_name *names;
    struct hit h = {0};
    size_t n;
    bool found, is_public;
    if (added)
        *added = false;
    arena_reset(g->scratch);
    if (!registry_entity_find(g->s, uscc, g->scratch, &found, &x, e))
        return false;
    if (!found)
        return true;
    if (how != FOUND_PART) {
        number_hit(g, &x, how, &h);
    } else {
        if (!registry_names(g->s, &x, g->scratch, &names, &n, e))
            return false;
        if (!best_name(g, &x, names, n, &h))
            return true;
    }
    if (!registry_entity_is_public(g->s, &x, g->when, g->scratch, &is_public, e))
        return false;
    if (is_public)
        keep(g, &x, &h);
    if (added)
        *added = is_public;
    return true;
}
