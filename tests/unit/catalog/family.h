/* SPDX-License-Identifier: Apache-2.0 */
/* The tiny jurisdiction as a parent, and a folder that extends it. */
#ifndef GONGSHI_CATALOG_FAMILY_H
#define GONGSHI_CATALOG_FAMILY_H

#include "catalog_test.h"

static const char term_head[] =
    "id,scope,what,grade,count,unit,start,valid_from,valid_to,existing_from,basis,source,verified\n";
static const char jurisdiction_head[] = "id,zh,en,extends,effective,invented,source\n";

struct family {
    struct arena *a;
    const char *dir, *parent, *child;
};

static inline struct family family_new(void)
{
    struct family f = {.a = arena_new()};
    struct err e;
    f.dir = temp_dir(f.a);
    f.parent = path_join(f.a, f.dir, "parent");
    f.child = path_join(f.a, f.dir, "child");
    copy_folder(f.a, repository(f.a, "tests/data/tiny"), f.parent);
    assert_true(dir_make(f.child, 0755, &e));
    write_text(path_join(f.a, f.child, "jurisdiction.csv"),
               str_printf(f.a, "%sbay,海湾,The Bay,../parent,2024-02-01,yes,invented\n", jurisdiction_head));
    return f;
}

static inline void family_free(struct family *f)
{
    struct err e;
    assert_true(dir_remove(f->dir, &e));
    arena_free(f->a);
}

static inline void add_table(struct family *f, const char *name, const char *head, const char *rows)
{
    write_text(path_join(f->a, f->child, name), str_printf(f->a, "%s%s", head, rows));
}

static inline int64_t refusals(struct family *f, const char *rule)
{
    struct findings *found = findings_new();
    struct catalog *c = NULL;
    struct err e = {0};
    assert_false(catalog_load(f->child, found, &c, &e));
    assert_int_equal(e.kind, ERR_DATA);
    int64_t n = findings_count_rule(found, rule);
    findings_free(found);
    return n;
}

#endif
