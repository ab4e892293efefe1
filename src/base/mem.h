/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Memory. Only base calls malloc. Out of memory is a bug-class event: it ends the process with a
 * plain message. Results that live together live in an arena; a parameter `struct arena *a` means
 * "the result lives there". An arena and a buf belong to one thread at a time.
 */
#ifndef GONGSHI_BASE_MEM_H
#define GONGSHI_BASE_MEM_H

#include <stddef.h>
#include <stdint.h>

void *mem_alloc(size_t size_bytes);            /* zeroed; never NULL; mem_free it */
void *mem_realloc(void *p, size_t size_bytes); /* never NULL; new bytes are not zeroed */
void mem_free(void *p);                        /* wipes; NULL is harmless */
size_t mem_mul(size_t a, size_t b);            /* a*b, ends the process on overflow */
void mem_wipe(void *p, size_t n);              /* zeroes in a way no compiler removes */

struct arena;
struct arena *arena_new(void);
void arena_free(struct arena *a);                      /* NULL is harmless */
void arena_reset(struct arena *a);                     /* forgets everything, keeps a first block */
void *arena_alloc(struct arena *a, size_t size_bytes); /* zeroed, aligned for any type, never NULL */
size_t arena_used(const struct arena *a);              /* bytes handed out since new or reset */

/* A typed growing array on the heap: struct { T *v; size_t n, cap; }. Free with VEC_FREE. */
#define VEC(T)                                                                                                         \
    struct {                                                                                                           \
        T *v;                                                                                                          \
        size_t n, cap;                                                                                                 \
    }
void *vec_grow_(void *v, size_t n, size_t *cap, size_t item_bytes);
#define VEC_PUSH(vec, item)                                                                                            \
    do {                                                                                                               \
        (vec)->v = vec_grow_((vec)->v, (vec)->n, &(vec)->cap, sizeof *(vec)->v);                                       \
        (vec)->v[(vec)->n++] = (item);                                                                                 \
    } while (0)
/* Its items as an array in an arena: *out and *n_out. The vec stays as it is. */
void *vec_keep_(struct arena *a, const void *v, size_t n, size_t item_bytes);
#define VEC_KEEP(vec, arena, out, n_out)                                                                               \
    (*(out) = vec_keep_(arena, (vec)->v, (vec)->n, sizeof *(vec)->v), *(n_out) = (vec)->n)
#define VEC_FREE(vec) (mem_free((vec)->v), (vec)->v = NULL, (vec)->n = (vec)->cap = 0)

#endif
