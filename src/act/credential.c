/* SPDX-License-Identifier: Apache-2.0 */
/* Who files: what a key stands for, and which acts need one. Judged before anything else of an act is. */
#include "act_int.h"

#include "codec/codec.h"

static const struct act_caller LOCAL = {0};

void batch_caller(struct act_batch *b, const struct act_caller *caller)
{
    b->who.caller = caller ? *caller : LOCAL;
    b->who.known = false;
}

void batch_keys_changed(struct act_batch *b)
{
    b->who.known = false;
    buf_clear(&b->holder);
}

static bool is_shown(const struct act_caller *c)
{
    return c->key.n || c->key_id.n;
}

static bool look_up(struct act_batch *b, struct err *e)
{
    struct credential *w = &b->who;
    struct access_key key;
    bool fits = false;
    if (!w->arena)
        w->arena = arena_new();
    arena_reset(w->arena);
    if (w->caller.key.n) {
        if (!access_key_shown(b->w->store, &b->w->keys, w->caller.key, w->arena, &fits, &key, e))
            return false;
    } else if (w->caller.key_id.n) {
        if (!access_key_find(b->w->store, w->caller.key_id, w->arena, &fits, &key, e))
            return false;
        fits = fits && !key.revoked.s;
    }
    w->known = true;
    w->fits = fits;
    w->id = fits ? key.id : STR_NONE;
    w->agency = fits ? key.agency : STR_NONE;
    return true;
}

/* An unknown type is refused later, in words of its own. */
static bool is_adverse(const struct act_batch *b, const struct act *a)
{
    if (act_schema_of(a->kind)->family == FAMILY_REGISTRATION)
        return false;
    const struct cat_type *t = a->type.n ? catalog_type(b->edition->catalog, a->type) : NULL;
    return a->type.n ? t && t->tone == TONE_ADVERSE : true;
}

static bool holder_has_key(struct act_batch *b, struct str agency, bool *has, struct err *e)
{
    if (!b->holder.n || !str_eq(buf_view(&b->holder), agency)) {
        if (!access_has_key(b->w->store, agency, &b->holder_has_key, e))
            return false;
        buf_clear(&b->holder);
        buf_str(&b->holder, agency);
    }
    *has = b->holder_has_key;
    return true;
}

/* A digest shows that the agency which enters somebody's act holds the paper it stands on. */
static bool has_paper(const struct act *a)
{
    uint8_t digest[SHA256_BYTES];
    for (size_t i = 0; i < a->n_papers; i++)
        if (hex_parse(a->papers[i].sha256, digest, sizeof digest))
            return true;
    return false;
}

/* What only the network asks for: a key always, an agency it can be compared with, a paper for what others say. */
static const char *over_tcp(const struct act_batch *b, const struct act *a)
{
    if (!b->who.fits)
        return "key-missing";
    if (a->by == BY_OPERATOR)
        return "key-operator";
    if (!a->agency.n)
        return "agency-unknown";
    return NULL;
}

static bool decide(struct act_batch *b, const struct act *a, const char **refused, struct err *e)
{
    const struct credential *w = &b->who;
    bool has = false;
    if (is_shown(&w->caller) && !w->fits)
        *refused = "key-unknown";
    else if (w->caller.tcp)
        *refused = over_tcp(b, a);
    if (*refused || a->by == BY_OPERATOR)
        return true;
    if (w->fits && a->agency.n && !str_eq(w->agency, a->agency))
        *refused = "key-agency";
    else if (w->caller.tcp && a->by != BY_AGENCY && !has_paper(a))
        *refused = "paper-missing";
    if (*refused || w->fits || a->by != BY_AGENCY || !a->agency.n || !is_adverse(b, a))
        return true;
    if (!holder_has_key(b, a->agency, &has, e))
        return false;
    if (has)
        *refused = "key-missing";
    return true;
}

bool credential_check(struct act_batch *b, const struct act *a, int64_t line, struct findings *f, const char **refused,
                      struct err *e)
{
    *refused = NULL;
    if ((!b->who.known && !look_up(b, e)) || !decide(b, a, refused, e))
        return false;
    struct str agency = sayable(b->arena, b->today, a->agency);
    bool by_key = b->who.fits && a->by != BY_OPERATOR;
    snprintf(b->actor, sizeof b->actor, "%.*s", STR_FMT(by_key ? b->who.id : STR_NONE));
    if (*refused && strcmp(*refused, "key-agency") == 0)
        finding_at(f, FINDING_ERROR, line, 0, *refused, b->who.agency, agency, STR_NONE);
    else if (*refused && strcmp(*refused, "paper-missing") == 0)
        finding_at(f, FINDING_ERROR, line, 0, *refused, STR("sha256"), STR_NONE, STR_NONE);
    else if (*refused)
        finding_at(f, FINDING_ERROR, line, 0, *refused, agency, STR_NONE, STR_NONE);
    return true;
}
