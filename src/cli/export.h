/* SPDX-License-Identifier: Apache-2.0 */
/* What `export` writes: the public part of the register as files, in our names or in the official ones. */
#ifndef GONGSHI_CLI_EXPORT_H
#define GONGSHI_CLI_EXPORT_H

#include <stdio.h>

#include "cli/cli_int.h"

struct exporting { /* what each writer is handed, entity by entity */
    struct cli *c;
    const struct session *s;
    const char *dir;
    struct arena *a; /* of the whole export */
    FILE *entities, *records;
    struct map *tables; /* official: "kind type" to struct official */
    int64_t n_entities, n_records;
};
bool export_file(const char *dir, const char *name, struct arena *a, FILE **out, struct err *e) MUST_CHECK;
bool export_put(FILE *out, struct str text, struct err *e) MUST_CHECK;
bool export_end(FILE *out, struct err *e) MUST_CHECK; /* flushes, syncs and closes; NULL is harmless */
/* True for fields that name a person: never in an export (N4). */
bool export_is_personal(const struct cat_field *f);

bool plain_entity(struct exporting *x, const struct view_entity *v, struct err *e) MUST_CHECK;
bool official_entity(struct exporting *x, const struct view_entity *v, struct err *e) MUST_CHECK;
bool official_end(struct exporting *x, struct err *e) MUST_CHECK;

#endif
