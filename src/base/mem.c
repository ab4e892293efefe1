/* SPDX-License-Identifier: Apache-2.0 */
#include "mem.h"

#include <malloc.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Small enough that a short-lived arena costs little, large enough that a busy one seldom asks again. */
#define ARENA_FIRST_BYTES ((size_t)4096)
#define ARENA_BLOCK_MAX   ((size_t)1 << 20)
#define ARENA_ALIGN       alignof(max_align_t)

struct arena_block {
    struct arena_block *next; /* the older ones */
    size_t size, used;        /* of data */
    alignas(max_align_t) char data[];
};

struct arena {
    struct arena_block *head;  /* the block that is filled now */
    struct arena_block *first; /* the one that a reset keeps */
    size_t handed_out;
};

_Noreturn static void out_of_memory(void)
{
    fputs("gongshi: out of memory\n", stderr);
    abort();
}

void *mem_alloc(size_t size_bytes)
{
    void *p = calloc(1, size_bytes ? size_bytes : 1);
    if (!p)
        out_of_memory();
    return p;
}

/* A block that moves leaves nothing behind: a small one is copied and wiped, a large one moves by its pages. */
void *mem_realloc(void *p, size_t size_bytes)
{
    enum { BY_PAGES = 128 * 1024 };
    size_t had = p ? malloc_usable_size(p) : 0, size = size_bytes ? size_bytes : 1;
    bool copies = p && had < BY_PAGES && size > had;
    void *q = copies ? malloc(size) : realloc(p, size);
    if (!q)
        out_of_memory();
    if (copies) {
        memcpy(q, p, had);
        mem_free(p);
    }
    return q;
}

/* What is given back is wiped: a number that came in with a body must not be read in memory afterwards (P3). */
void mem_free(void *p)
{
    if (p)
        mem_wipe(p, malloc_usable_size(p));
    free(p);
}

size_t mem_mul(size_t a, size_t b)
{
    size_t product;
    if (__builtin_mul_overflow(a, b, &product))
        out_of_memory();
    return product;
}

void mem_wipe(void *p, size_t n)
{
    if (n)
        explicit_bzero(p, n);
}

static struct arena_block *block_new(size_t size, struct arena_block *next)
{
    size_t total;
    if (__builtin_add_overflow(sizeof(struct arena_block), size, &total))
        out_of_memory();
    /* The data is zeroed as it is handed out, so that a block can serve again after a reset. */
    struct arena_block *b = mem_realloc(NULL, total);
    b->next = next;
    b->size = size;
    b->used = 0;
    return b;
}

struct arena *arena_new(void)
{
    struct arena *a = mem_alloc(sizeof *a);
    a->first = a->head = block_new(ARENA_FIRST_BYTES, NULL);
    return a;
}

static void free_blocks_until(struct arena_block *b, const struct arena_block *last)
{
    while (b != last) {
        struct arena_block *next = b->next;
        mem_free(b);
        b = next;
    }
}

void arena_free(struct arena *a)
{
    if (!a)
        return;
    free_blocks_until(a->head, NULL);
    mem_free(a);
}

void arena_reset(struct arena *a)
{
    free_blocks_until(a->head, a->first);
    a->head = a->first;
    mem_wipe(a->head->data, a->head->used);
    a->head->used = 0;
    a->handed_out = 0;
}

static void arena_grow(struct arena *a, size_t need)
{
    size_t size = a->head->size >= ARENA_BLOCK_MAX / 2 ? ARENA_BLOCK_MAX : a->head->size * 2;
    a->head = block_new(size < need ? need : size, a->head);
}

void *arena_alloc(struct arena *a, size_t size_bytes)
{
    if (size_bytes > SIZE_MAX - ARENA_ALIGN)
        out_of_memory();
    size_t need = (size_bytes + ARENA_ALIGN - 1) / ARENA_ALIGN * ARENA_ALIGN;
    if (need == 0)
        need = ARENA_ALIGN;
    if (a->head->size - a->head->used < need)
        arena_grow(a, need);
    void *p = a->head->data + a->head->used;
    a->head->used += need;
    a->handed_out += size_bytes;
    return memset(p, 0, need);
}

size_t arena_used(const struct arena *a)
{
    return a->handed_out;
}

void *vec_grow_(void *v, size_t n, size_t *cap, size_t item_bytes)
{
    if (n < *cap)
        return v;
    size_t larger = *cap ? mem_mul(*cap, 2) : 8;
    void *grown = mem_realloc(v, mem_mul(larger, item_bytes));
    *cap = larger;
    return grown;
}

void *vec_keep_(struct arena *a, const void *v, size_t n, size_t item_bytes)
{
    void *kept = arena_alloc(a, mem_mul(n, item_bytes) + 1);
    if (n)
        memcpy(kept, v, n * item_bytes);
    return kept;
}
