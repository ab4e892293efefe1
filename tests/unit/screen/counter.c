/* SPDX-License-Identifier: Apache-2.0 */
#include "counter.h"

static void must(bool ok, const struct err *e)
{
    if (!ok)
        fail_msg("%s (%s:%d)", e->msg, e->file, e->line);
}

void counter_open(struct bench *b, struct counter *c)
{
    struct err e = {0};
    struct day today = day_of_instant(b->now);
    *c = (struct counter){.store = bench_reader(b), .a = arena_new()};
    must(keys_load(b->dir, false, &c->keys, &e), &e);
    must(act_catalog(b->dir, c->store, today, &c->catalog, &e), &e);
    must(store_read_begin(c->store, &e), &e);
    struct view_ask ask = {.store = c->store,
                           .catalog = c->catalog,
                           .keys = &c->keys,
                           .now = b->now,
                           .lang = LANG_EN,
                           .when = {.today = today, .as_of = today}};
    must(screen_new(&ask, &c->screen, &e), &e);
}

void counter_close(struct counter *c)
{
    screen_free(c->screen);
    store_read_end(c->store);
    store_close(c->store);
    catalog_free(c->catalog);
    arena_free(c->a);
}

struct screen_line counter_judge(struct counter *c, const char *code, const char *name)
{
    struct err e = {0};
    struct screen_line line;
    struct screen_input in = {str_of(code), str_of(name)};
    must(screen_judge(c->screen, &in, c->a, &line, &e), &e);
    return line;
}

const char *counter_says(struct counter *c, const char *code, const char *name)
{
    struct screen_line line = counter_judge(c, code, name);
    struct str out = str_of(screen_result_name(line.result));
    for (size_t i = 0; i < line.n_reasons; i++)
        out = str_printf(c->a, "%.*s %s", STR_FMT(out), line.reasons[i].rule);
    for (size_t i = 0; i < line.n_candidates; i++)
        out = str_printf(c->a, "%.*s %.*s", STR_FMT(out), STR_FMT(line.candidates[i].uscc));
    return str_z(c->a, out);
}

const char *counter_json(struct counter *c, const struct screen_line *line)
{
    struct buf out = {0};
    screen_line_json(c->screen, line, &out);
    json_t *j = json_loadb(out.p, out.n, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(j);
    json_decref(j);
    const char *text = str_z(c->a, buf_view(&out));
    buf_free(&out);
    return text;
}

void counter_register(struct bench *b, const char *code, const char *name, const char *extra)
{
    bench_expect(b, "accepted", NULL,
                 "{'kind':'entity.register'," MR
                 ",'subject':'%s','on':'2019-06-03','fields':{'name':'%s','status':'active'%s}}",
                 code, name, extra);
}

void counter_fine(struct bench *b, const char *code, const char *name, int number, const char *status)
{
    bench_expect(b, status, NULL,
                 "{'kind':'penalty.decide','type':'penalty'," MR
                 ",'subject':'%s','doc_no':'岚市监处罚〔2026〕%d号','on':'2026-03-30','fields':{'name':'%s',"
                 "'subject_class':'organisation','unlawful_act':'甲','facts':'乙','basis':'某法第一条','penalty_kind':"
                 "'fine','content':'罚款2000元','fine':'0.200000','severity':'general'}}",
                 code, number, name);
}
