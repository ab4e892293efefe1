/* SPDX-License-Identifier: Apache-2.0 */
#include "bench.h"

#pragma GCC diagnostic ignored "-Wformat-nonliteral" /* acts are written as formats, by tests only */

#include <stdlib.h>
#include <unistd.h>

#include "uscc/uscc.h"

static void must(bool ok, const struct err *e)
{
    if (!ok)
        fail_msg("%s (%s:%d)", e->msg, e->file, e->line);
}

static void open_door(struct bench *b)
{
    struct err e;
    struct writer_options o = {b->now, {.key = str_of(b->key)}};
    must(door_open(b->dir, &o, &b->door, &e), &e);
}

int bench_open(void **state)
{
    struct bench *b = calloc(1, sizeof *b);
    struct findings *f = findings_new();
    struct err e;
    strcpy(b->dir, "/tmp/gongshi-act-XXXXXX");
    assert_non_null(mkdtemp(b->dir));
    b->arena = arena_new();
    assert_true(instant_parse(STR("2026-04-01T00:00:00Z"), &b->now));
    must(act_init(b->dir, RULES, true, b->now, f, &e), &e);
    findings_free(f);
    open_door(b);
    *state = b;
    return 0;
}

int bench_close(void **state)
{
    struct bench *b = *state;
    struct err e;
    door_close(b->door);
    must(dir_remove(b->dir, &e), &e);
    arena_free(b->arena);
    free(b);
    return 0;
}

void bench_at(struct bench *b, const char *instant)
{
    assert_true(instant_parse(str_of(instant), &b->now));
    door_close(b->door);
    open_door(b);
}

void bench_as(struct bench *b, const char *key)
{
    b->key = key;
    door_close(b->door);
    open_door(b);
}

const char *bench_code(struct bench *b, const char *kind, const char *region, int serial)
{
    char *code = arena_alloc(b->arena, USCC_CHARS + 1), body[9];
    snprintf(body, sizeof body, "TX%06d", serial);
    snprintf(code, USCC_CHARS + 1, "%s%s%s%c", kind, region, body, uscc_org_check_char(body));
    code[17] = uscc_check_char(code);
    return code;
}

static struct answer submit(struct bench *b, const char *fmt, va_list args)
{
    struct err e;
    struct buf out = {0};
    char *text = NULL;
    assert_true(vasprintf(&text, fmt, args) > 0);
    for (char *p = text; *p; p++)
        if (*p == '\'')
            *p = '"';
    must(door_submit(b->door, str_of(text), &out, &e), &e);
    free(text);
    const char *kept = str_z(b->arena, buf_view(&out));
    json_t *j = json_loads(kept, 0, NULL);
    struct answer a = {
        .status = str_z(b->arena, str_of(json_string_value(json_object_get(j, "status")))),
        .code = json_is_null(json_object_get(j, "code")) ? NULL : str_z(b->arena, str_of(json_string_value(json_object_get(j, "code")))),
        .receipt = str_z(b->arena, str_of(json_string_value(json_object_get(j, "receipt")))),
        .text = kept,
        .seq = json_integer_value(json_object_get(j, "seq")),
    };
    json_decref(j);
    buf_free(&out);
    return a;
}

struct answer bench_submit(struct bench *b, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    struct answer a = submit(b, fmt, args);
    va_end(args);
    return a;
}

struct answer bench_expect(struct bench *b, const char *status, const char *code, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    struct answer a = submit(b, fmt, args);
    va_end(args);
    if (strcmp(a.status, status) != 0 || (code ? !a.code || strcmp(a.code, code) != 0 : a.code != NULL))
        fail_msg("expected %s %s, got %s", status, code ? code : "", a.text);
    return a;
}

struct store *bench_reader(struct bench *b)
{
    struct store *s;
    struct err e;
    must(store_open_reader(b->dir, &s, &e), &e);
    return s;
}

int bench_shown(struct bench *b, const char *code, const char *type, const char *as_of, const char *known)
{
    struct store *s = bench_reader(b);
    struct arena *a = arena_new();
    struct reg_record *records;
    struct err e;
    size_t n;
    int shown_count = 0;
    struct reg_when when = {.today = day_of_instant(b->now), .as_of = day_of_instant(b->now)};
    assert_true(!as_of || day_parse(str_of(as_of), &when.as_of));
    assert_true(!known || instant_parse(str_of(known), &when.known));
    must(registry_records(s, str_of(code), a, &records, &n, &e), &e);
    for (size_t i = 0; i < n; i++) {
        enum reg_shown shown;
        must(registry_shown(s, &records[i], &when, a, &shown, &e), &e);
        shown_count += shown != SHOWN_NOT && str_is(records[i].type, type);
    }
    arena_free(a);
    store_close(s);
    return shown_count;
}

bool bench_rebuilds_equal(struct bench *b)
{
    struct writer *w;
    struct err e;
    bool equal;
    int64_t acts;
    door_close(b->door);
    struct writer_options o = {b->now};
    must(writer_open(b->dir, &o, &w, &e), &e);
    must(writer_rebuild(w, &equal, &acts, &e), &e);
    assert_true(acts > 0);
    writer_close(w);
    open_door(b);
    return equal;
}
