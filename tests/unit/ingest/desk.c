/* SPDX-License-Identifier: Apache-2.0 */
#include "desk.h"

#include <stdlib.h>

#include "uscc/uscc.h"

void desk_must(bool ok, const struct err *e)
{
    if (!ok)
        fail_msg("%s (%s:%d)", e->msg, e->file, e->line);
}

int desk_open(void **state)
{
    struct desk *d = mem_alloc(sizeof *d);
    struct err e = {0};
    strcpy(d->dir, "/tmp/gongshi-ingest-XXXXXX");
    assert_non_null(mkdtemp(d->dir));
    d->arena = arena_new();
    d->f = findings_new();
    assert_true(instant_parse(STR("2026-04-01T00:00:00Z"), &d->now));
    desk_must(act_init(d->dir, RULES, true, d->now, d->f, &e), &e);
    struct writer_options o = {d->now};
    desk_must(door_open(d->dir, &o, &d->door, &e), &e);
    desk_must(catalog_load(RULES, d->f, &d->catalog, &e), &e);
    *state = d;
    return 0;
}

int desk_close(void **state)
{
    struct desk *d = *state;
    struct err e = {0};
    door_close(d->door);
    catalog_free(d->catalog);
    findings_free(d->f);
    desk_must(dir_remove(d->dir, &e), &e);
    arena_free(d->arena);
    mem_free(d);
    return 0;
}

struct ingest_options desk_options(enum act_kind kind, const char *agency)
{
    struct ingest_options o = {.kind = kind, .agency = str_of(agency), .retrieved = DAY_NONE};
    assert_true(instant_parse(STR("2026-04-01T00:00:00Z"), &o.now));
    return o;
}

bool desk_import_path(struct desk *d, const struct ingest_options *o, const char *path)
{
    findings_free(d->f);
    d->f = findings_new();
    d->report = (struct ingest_report){0};
    d->err = (struct err){0};
    return ingest_file(d->door, d->dir, d->catalog, path, o, d->f, &d->report, &d->err);
}

bool desk_import_bytes(struct desk *d, const struct ingest_options *o, struct str bytes)
{
    struct err e = {0};
    const char *path = path_join(d->arena, d->dir, "file.csv");
    desk_must(file_write_atomic(path, bytes, 0600, &e), &e);
    return desk_import_path(d, o, path);
}

bool desk_import(struct desk *d, const struct ingest_options *o, const char *text)
{
    return desk_import_bytes(d, o, str_of(text));
}

static void tell_findings(struct desk *d)
{
    for (size_t i = 0; i < findings_kept(d->f); i++) {
        const struct finding *one = findings_get(d->f, i);
        struct buf b = {0};
        finding_message(one, LANG_EN, &b);
        print_message("%s %lld:%d %s: %.*s\n", finding_level_name(one->level), (long long)one->line, one->column,
                      one->rule, STR_FMT(buf_view(&b)));
        buf_free(&b);
    }
}

void desk_expect(struct desk *d, int64_t accepted, int64_t held, int64_t unchanged, int64_t refused)
{
    const struct import_sum *s = &d->report.sum;
    bool same = s->accepted == accepted && s->held == held && s->unchanged == unchanged && s->refused == refused &&
                d->report.rows == accepted + held + unchanged + refused;
    if (same)
        return;
    tell_findings(d);
    fail_msg("of %lld rows %lld accepted, %lld held, %lld unchanged, %lld refused (%s)", (long long)d->report.rows,
             (long long)s->accepted, (long long)s->held, (long long)s->unchanged, (long long)s->refused, d->err.msg);
}

const struct finding *desk_finding(struct desk *d, const char *rule)
{
    for (size_t i = 0; i < findings_kept(d->f); i++)
        if (strcmp(findings_get(d->f, i)->rule, rule) == 0)
            return findings_get(d->f, i);
    return NULL;
}

void desk_expect_at(struct desk *d, const char *rule, enum finding_level level, int64_t line, int column)
{
    for (size_t i = 0; i < findings_kept(d->f); i++) {
        const struct finding *one = findings_get(d->f, i);
        if (strcmp(one->rule, rule) == 0 && one->level == level && one->line == line && one->column == column)
            return;
    }
    tell_findings(d);
    fail_msg("no %s %s at %lld:%d", finding_level_name(level), rule, (long long)line, column);
}

const char *desk_code(struct desk *d, int serial)
{
    char body[9], *code = arena_alloc(d->arena, USCC_CHARS + 1);
    snprintf(body, sizeof body, "QY%06d", serial);
    snprintf(code, USCC_CHARS + 1, "91990101%s%c", body, uscc_org_check_char(body));
    code[17] = uscc_check_char(code);
    return code;
}

static struct str field_in(const struct act_field *fields, size_t n, const char *field)
{
    for (size_t i = 0; i < n; i++)
        if (str_is(fields[i].id, field))
            return fields[i].value;
    return STR("");
}

const char *desk_field(struct desk *d, const char *code, const char *field)
{
    struct store *s;
    struct err e = {0};
    struct reg_record *records;
    struct reg_entity x;
    struct act_field *fields = NULL;
    size_t n, n_fields = 0;
    bool found;
    struct instant latest = {0};
    desk_must(store_open_reader(d->dir, &s, &e), &e);
    desk_must(registry_records(s, str_of(code), d->arena, &records, &n, &e), &e);
    if (n) {
        desk_must(registry_fold(s, &records[0], DAY_NONE, latest, d->arena, &fields, &n_fields, &e), &e);
    } else {
        desk_must(registry_entity_find(s, str_of(code), d->arena, &found, &x, &e), &e);
        if (found)
            desk_must(registry_entity_fields(s, &x, DAY_NONE, latest, d->arena, &fields, &n_fields, &e), &e);
    }
    const char *value = str_z(d->arena, field_in(fields, n_fields, field));
    store_close(s);
    return value;
}

int64_t desk_feed(struct desk *d)
{
    struct store *s;
    struct err e = {0};
    struct register_info info;
    desk_must(store_open_reader(d->dir, &s, &e), &e);
    desk_must(act_info(d->dir, s, &info, &e), &e);
    store_close(s);
    return info.feed;
}
