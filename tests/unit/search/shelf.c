/* SPDX-License-Identifier: Apache-2.0 */
#include "shelf.h"

#include <stdlib.h>

#include "uscc/uscc.h"

void shelf_must(bool ok, const struct err *e)
{
    if (!ok)
        fail_msg("%s (%s:%d)", e->msg, e->file, e->line);
}

int shelf_open(void **state)
{
    struct shelf *s = mem_alloc(sizeof *s);
    struct err e = {0};
    strcpy(s->dir, "/tmp/gongshi-search-XXXXXX");
    assert_non_null(mkdtemp(s->dir));
    s->arena = arena_new();
    shelf_must(store_open_writer(s->dir, &s->store, &e), &e);
    shelf_must(keys_load(s->dir, true, &s->keys, &e), &e);
    shelf_must(journal_open(s->store, &s->keys, &s->journal, &e), &e);
    shelf_must(registry_open(s->store, &s->keys, &s->registry, &e), &e);
    *state = s;
    return 0;
}

int shelf_close(void **state)
{
    struct shelf *s = *state;
    struct err e = {0};
    registry_close(s->registry);
    journal_close(s->journal);
    store_close(s->store);
    shelf_must(dir_remove(s->dir, &e), &e);
    arena_free(s->arena);
    mem_free(s);
    return 0;
}

struct str shelf_code(struct shelf *s, int serial)
{
    char body[9], *code = arena_alloc(s->arena, USCC_CHARS + 1);
    snprintf(body, sizeof body, "%08d", serial);
    snprintf(code, USCC_CHARS + 1, "91990101%s%c", body, uscc_org_check_char(body));
    code[17] = uscc_check_char(code);
    return str_n(code, USCC_CHARS);
}

static void append(struct shelf *s, const struct act *a, int64_t target)
{
    struct err e = {0};
    struct cat_type type = {.id = a->type, .tone = TONE_FAVOURABLE, .past_stays = true};
    struct verdict v = {.in_force_from = a->on,
                        .in_force_until = DAY_NONE,
                        .public_from = a->on,
                        .public_until = DAY_NONE,
                        .target = target};
    struct journal_entry en = {
        .at = journal_last_at(s->journal), .kind = a->kind, .agency = a->agency, .act = *a, .verdict = v};
    shelf_must(journal_append(s->journal, a, &v, STR("local"), &en.seq, &e), &e);
    shelf_must(registry_apply(s->registry, &en, a->type.n ? &type : NULL, &e), &e);
}

static void begin(struct shelf *s)
{
    struct err e = {0};
    shelf_must(store_begin(s->store, &e), &e);
    journal_begin(s->journal, (struct instant){1767225600});
}

static void commit(struct shelf *s)
{
    struct err e = {0};
    shelf_must(registry_finish(s->registry, &e) && journal_finish(s->journal, &e) && store_commit(s->store, &e), &e);
}

void shelf_act(struct shelf *s, enum act_kind kind, struct str subject, const char *on, ...)
{
    struct act_field fields[8];
    struct act a = {.kind = kind, .agency = STR("mr-990101"), .subject = subject, .fields = fields, .doc_no = STR_NONE};
    va_list args;
    const char *id;
    assert_true(day_parse(str_of(on), &a.on));
    if (kind == KIND_HONOUR_GRANT)
        a.type = STR("honour");
    va_start(args, on);
    while ((id = va_arg(args, const char *)))
        fields[a.n_fields++] = (struct act_field){str_of(id), FORM_TEXT, str_of(va_arg(args, const char *))};
    va_end(args);
    begin(s);
    append(s, &a, 0);
    commit(s);
}

void shelf_withdraw(struct shelf *s, struct str subject, int64_t seq)
{
    struct act_field reason = {STR("reason"), FORM_TEXT, STR("试验")};
    struct act a = {.kind = KIND_RECORD_WITHDRAW,
                    .agency = STR("mr-990101"),
                    .subject = subject,
                    .fields = &reason,
                    .n_fields = 1,
                    .on = {18000}};
    begin(s);
    append(s, &a, seq);
    commit(s);
}

void shelf_register(struct shelf *s, const struct str *names, size_t n, int first)
{
    begin(s);
    for (size_t i = 0; i < n; i++) {
        struct act_field field = {STR("name"), FORM_TEXT, names[i]};
        struct act a = {.kind = KIND_ENTITY_REGISTER,
                        .agency = STR("mr-990101"),
                        .subject = shelf_code(s, first + (int)i),
                        .fields = &field,
                        .n_fields = 1,
                        .on = {18000}};
        append(s, &a, 0);
    }
    commit(s);
}

int64_t shelf_follow(struct shelf *s)
{
    struct err e = {0};
    int64_t names;
    shelf_must(search_follow(s->store, NULL, NULL, &names, &e), &e);
    return names;
}

struct search_result shelf_search(struct shelf *s, const char *query, size_t offset, size_t limit)
{
    struct err e = {0};
    struct search_result r = {0};
    struct day today = day_of_date(2026, 1, 1);
    struct reg_when when = {.today = today, .as_of = today};
    shelf_must(store_read_begin(s->store, &e) &&
                   search_run(s->store, str_of(query), offset, limit, &when, s->arena, &r, &e),
               &e);
    store_read_end(s->store);
    return r;
}

const char *shelf_hits(struct shelf *s, const char *query)
{
    struct search_result r = shelf_search(s, query, 0, 100);
    struct str out = STR("");
    for (size_t i = 0; i < r.n; i++)
        out = str_printf(s->arena, "%.*s%s%.*s/%s", STR_FMT(out), out.n ? "|" : "", STR_FMT(r.hits[i].entity.name),
                         search_how_name(r.hits[i].how));
    return str_z(s->arena, out);
}
