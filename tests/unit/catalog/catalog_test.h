/* SPDX-License-Identifier: Apache-2.0 */
/* What all tests of this room share: where rulebooks lie, and copies of them to break. */
#ifndef GONGSHI_CATALOG_TEST_H
#define GONGSHI_CATALOG_TEST_H

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "catalog/catalog.h"

static inline const char *repository(struct arena *a, const char *path)
{
    const char *root = getenv("GONGSHI_ROOT");
    return path_join(a, root ? root : ".", path);
}

static inline void print_findings(const struct findings *f)
{
    for (size_t i = 0; i < findings_kept(f); i++) {
        const struct finding *x = findings_get(f, i);
        struct buf words = {0};
        finding_message(x, LANG_EN, &words);
        print_message("%.*s:%d:%d %s: %.*s\n", STR_FMT(x->file), (int)x->line, x->column, x->rule,
                      STR_FMT(buf_view(&words)));
        buf_free(&words);
    }
}

static inline struct catalog *load_good(const char *dir)
{
    struct findings *f = findings_new();
    struct catalog *c = NULL;
    struct err e = {0};
    if (!catalog_load(dir, f, &c, &e)) {
        print_findings(f);
        fail_msg("%s", e.msg);
    }
    assert_int_equal(findings_kept(f), 0);
    findings_free(f);
    return c;
}

static inline struct catalog *load_repository(const char *path)
{
    struct arena *a = arena_new();
    struct catalog *c = load_good(repository(a, path));
    arena_free(a);
    return c;
}

static inline const char *temp_dir(struct arena *a)
{
    struct str path = str_printf(a, "%s/gongshi-catalog-XXXXXX", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
    assert_non_null(mkdtemp((char *)path.p));
    return path.p;
}

static inline struct str read_text(struct arena *a, const char *path)
{
    struct buf b = {0};
    struct err e;
    assert_true(file_read(path, 1 << 20, &b, &e));
    struct str text = str_dup(a, buf_view(&b));
    buf_free(&b);
    return text;
}

/* Not by file_write_atomic: nothing here has to outlive a power cut, and there are many. */
static inline void write_text(const char *path, struct str text)
{
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(text.p, 1, text.n, out), text.n);
    assert_int_equal(fclose(out), 0);
}

/* Every table of a rulebook folder into another one. */
static inline void copy_folder(struct arena *a, const char *from, const char *to)
{
    struct str *names;
    size_t n;
    struct err e;
    assert_true(dir_make(to, 0755, &e));
    assert_true(dir_list(from, a, &names, &n, &e));
    for (size_t i = 0; i < n; i++)
        write_text(path_join(a, to, names[i].p), read_text(a, path_join(a, from, names[i].p)));
}

/* Replaces the one place where `old` stands. */
static inline void change_text(struct arena *a, const char *path, const char *old, const char *new)
{
    struct str text = read_text(a, path), needle = str_of(old);
    ptrdiff_t at = str_find(text, needle);
    if (at < 0)
        fail_msg("'%s' is not in %s", old, path);
    struct str rest = str_n(text.p + at + needle.n, text.n - (size_t)at - needle.n);
    assert_int_equal(str_find(rest, needle), -1);
    write_text(path, str_printf(a, "%.*s%s%.*s", (int)at, text.p, new, STR_FMT(rest)));
}

#define assert_str(s, z) assert_string_equal(str_z(arena, (s)), (z))

#endif
