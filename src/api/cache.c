/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Answers of one thread, kept by their key in a table of fixed size: a newer answer takes the place of an older one
 * that falls on the same slot. Bounded by slots times the size of an answer; larger answers are not kept.
 */
#include "api_int.h"

enum { SLOTS = 1024, KEPT_BYTES = 32 * 1024 };

struct slot {
    struct buf key, body;
    const char *content_type, *cache;
    struct buf etag, language, link;
    bool noindex, any_origin;
};
struct answer_cache {
    struct slot slots[SLOTS];
    uint64_t asked[SLOTS]; /* the last key that was not there: what is asked once is not kept */
};

struct answer_cache *answer_cache_new(void)
{
    return mem_alloc(sizeof(struct answer_cache));
}

static void slot_clear(struct slot *s)
{
    struct buf *all[] = {&s->key, &s->body, &s->etag, &s->language, &s->link};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        buf_free(all[i]);
    *s = (struct slot){0};
}

void answer_cache_free(struct answer_cache *c)
{
    for (size_t i = 0; c && i < SLOTS; i++)
        slot_clear(&c->slots[i]);
    mem_free(c);
}

/* FNV-1a: the keys are compared, so a hit by chance cannot happen. */
static size_t slot_of(struct str key, uint64_t *hash)
{
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < key.n; i++)
        h = (h ^ (unsigned char)key.p[i]) * 1099511628211u;
    *hash = h;
    return (h >> 32) % SLOTS;
}

bool answer_cache_get(struct answer_cache *c, struct str key, struct arena *a, struct http_answer *out)
{
    uint64_t hash;
    const struct slot *s = &c->slots[slot_of(key, &hash)];
    if (!s->key.n || !str_eq(buf_view(&s->key), key))
        return false;
    out->status = 200;
    out->content_type = s->content_type;
    out->cache = s->cache;
    out->noindex = s->noindex;
    out->any_origin = s->any_origin;
    out->etag = str_dup(a, buf_view(&s->etag));
    out->language = str_dup(a, buf_view(&s->language));
    out->link = str_dup(a, buf_view(&s->link));
    buf_str(&out->body, buf_view(&s->body));
    return true;
}

void answer_cache_put(struct answer_cache *c, struct str key, const struct http_answer *out)
{
    if (out->body.n > KEPT_BYTES)
        return;
    uint64_t hash;
    size_t at = slot_of(key, &hash);
    struct slot *s = &c->slots[at];
    if (c->asked[at] != hash) {
        c->asked[at] = hash;
        return;
    }
    slot_clear(s);
    s->content_type = out->content_type;
    s->cache = out->cache;
    s->noindex = out->noindex;
    s->any_origin = out->any_origin;
    buf_str(&s->key, key);
    buf_str(&s->body, buf_view(&out->body));
    buf_str(&s->etag, out->etag);
    buf_str(&s->language, out->language);
    buf_str(&s->link, out->link);
}
