/* SPDX-License-Identifier: Apache-2.0 */
/* A hash map from text to pointer. Keys are copied; values are the caller's. */
#ifndef GONGSHI_BASE_MAP_H
#define GONGSHI_BASE_MAP_H

#include "str.h"

struct map;
struct map *map_new(void);
void map_free(struct map *m);                           /* NULL is harmless */
void *map_find(const struct map *m, struct str key);    /* NULL when absent */
void *map_put(struct map *m, struct str key, void *value); /* value not NULL; returns the old one or NULL */
size_t map_count(const struct map *m);
/* In order of insertion; start with *at = 0; false at the end. */
bool map_each(const struct map *m, size_t *at, struct str *key, void **value);

#endif
