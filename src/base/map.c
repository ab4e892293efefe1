/* SPDX-License-Identifier: Apache-2.0 */
#include "map.h"

#include "hash.h"

/* Entries in order of insertion; beside them a table of open addressing that holds entry number + 1. */
struct map_entry {
    struct str key;
    uint64_t hash;
    void *value;
};

struct map {
    struct arena *keys;
    VEC(struct map_entry) entries;
    uint32_t *slots;
    size_t slot_count; /* a power of two, at least twice the entries */
    uint64_t seed;     /* own to each map, so that no sender of data can choose colliding keys */
};

static uint64_t mix(uint64_t a, uint64_t b)
{
    __extension__ unsigned __int128 product = (unsigned __int128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t hash_of(const struct map *m, struct str key)
{
    uint64_t h = m->seed ^ key.n, word;
    for (; key.n >= 8; key = str_n(key.p + 8, key.n - 8)) {
        memcpy(&word, key.p, 8);
        h = mix(h ^ word, 0x9E3779B97F4A7C15u ^ m->seed);
    }
    word = 0;
    if (key.n)
        memcpy(&word, key.p, key.n);
    return mix(h ^ word, 0xD6E8FEB86659FD93u);
}

struct map *map_new(void)
{
    struct map *m = mem_alloc(sizeof *m);
    m->keys = arena_new();
    m->slot_count = 16;
    m->slots = mem_alloc(m->slot_count * sizeof *m->slots);
    random_bytes(&m->seed, sizeof m->seed);
    return m;
}

void map_free(struct map *m)
{
    if (!m)
        return;
    arena_free(m->keys);
    VEC_FREE(&m->entries);
    mem_free(m->slots);
    mem_free(m);
}

/* The slot that holds the key, or the empty one where it belongs. */
static size_t slot_of(const struct map *m, struct str key, uint64_t hash)
{
    size_t i = hash & (m->slot_count - 1);
    while (m->slots[i]) {
        const struct map_entry *entry = &m->entries.v[m->slots[i] - 1];
        if (entry->hash == hash && str_eq(entry->key, key))
            break;
        i = (i + 1) & (m->slot_count - 1);
    }
    return i;
}

void *map_find(const struct map *m, struct str key)
{
    size_t i = slot_of(m, key, hash_of(m, key));
    return m->slots[i] ? m->entries.v[m->slots[i] - 1].value : NULL;
}

static void grow(struct map *m)
{
    mem_free(m->slots);
    m->slot_count *= 2;
    m->slots = mem_alloc(mem_mul(m->slot_count, sizeof *m->slots));
    for (size_t n = 0; n < m->entries.n; n++) {
        size_t i = m->entries.v[n].hash & (m->slot_count - 1);
        while (m->slots[i])
            i = (i + 1) & (m->slot_count - 1);
        m->slots[i] = (uint32_t)(n + 1);
    }
}

void *map_put(struct map *m, struct str key, void *value)
{
    ASSERT(value && m->entries.n < UINT32_MAX / 2);
    uint64_t hash = hash_of(m, key);
    size_t i = slot_of(m, key, hash);
    if (m->slots[i]) {
        struct map_entry *entry = &m->entries.v[m->slots[i] - 1];
        void *old = entry->value;
        entry->value = value;
        return old;
    }
    struct map_entry entry = {str_dup(m->keys, key), hash, value};
    VEC_PUSH(&m->entries, entry);
    m->slots[i] = (uint32_t)m->entries.n;
    if (m->entries.n * 2 > m->slot_count)
        grow(m);
    return NULL;
}

size_t map_count(const struct map *m)
{
    return m->entries.n;
}

bool map_each(const struct map *m, size_t *at, struct str *key, void **value)
{
    if (*at >= m->entries.n)
        return false;
    *key = m->entries.v[*at].key;
    *value = m->entries.v[*at].value;
    *at += 1;
    return true;
}
