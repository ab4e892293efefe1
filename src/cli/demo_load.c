/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The ordinary road, again and again: every half year of the invented province each agency sends its files, the clock
 * of the rehearsal stands at that moment, and `ingest` takes them. The files stay in DIR/files for whoever is curious.
 */
#include <stdio.h>

#include "cli/demo_int.h"

struct loading {
    struct cli *c;
    struct demo *d;
    const char *dir;
    struct door *door;
    struct tick tick;
    int64_t rows, accepted, refused, files;
    char title[64];
};

/* ---- one file ---- */

static bool file_load(struct loading *l, const struct demo_step *s, const char *name, enum act_kind kind,
                      struct str type, struct str agency, struct demo_table *t, struct err *e)
{
    if (t->rows == 0)
        return true;
    struct arena *a = arena_new();
    struct findings *f = findings_new();
    struct ingest_report r = {0};
    struct err why = {0};
    const char *path = path_join(a, l->dir, str_printf(a, "files/%s.csv", name).p);
    struct ingest_options o = {.kind = kind, .type = type, .agency = agency, .now = s->at};
    bool ok = file_write_atomic(path, buf_view(&t->csv), 0644, e);
    if (ok && !ingest_file(l->door, l->dir, l->d->catalog, path, &o, f, &r, &why))
        ok = ERR(e, why.kind, "%s: %s", path, why.msg);
    if (findings_count(f, FINDING_ERROR) > 0)
        findings_tell(l->c, path, f, 5);
    l->rows += t->rows;
    l->accepted += r.sum.accepted;
    l->refused += r.sum.refused;
    l->files++;
    tick_progress(&l->tick, l->title, l->accepted, 0);
    findings_free(f);
    arena_free(a);
    return ok;
}

/* ---- what a registrar sends ---- */

struct registrar {
    const char *kind;
    struct str city; /* its places; empty: all of them */
    const struct cat_agency *agency;
};

static bool is_theirs(const struct demo *d, const struct registrar *g, const struct demo_org *o)
{
    return strcmp(demo_kinds[o->kind].registrar, g->kind) == 0 &&
           (!g->city.n || str_eq(d->places[o->place].city, g->city));
}

static bool in_step(const struct demo_step *s, struct day d)
{
    return day_is(d) && d.n >= s->from.n && d.n < s->to.n;
}

static bool registrations_load(struct loading *l, struct demo_step *s, const struct registrar *g, const char *stem,
                               struct err *e)
{
    struct demo_table t;
    bool business = strcmp(g->kind, "mr") == 0; /* market regulation sends official names, the others Chinese headers */
    demo_table_start(&t, l->d->catalog, KIND_ENTITY_REGISTER, STR_NONE, demo_entity_columns,
                     business ? HEADER_OFFICIAL : HEADER_ZH);
    for (size_t i = 0; i < l->d->n_orgs; i++)
        if (is_theirs(l->d, g, &l->d->orgs[i]) && in_step(s, l->d->orgs[i].born))
            demo_entity_row(l->d, &l->d->orgs[i], &t);
    struct str name = str_printf(l->d->a, "%s-registrations", stem);
    bool ok = file_load(l, s, name.p, KIND_ENTITY_REGISTER, STR_NONE, g->agency->id, &t, e);
    demo_table_end(&t);
    return ok;
}

static bool renamings_load(struct loading *l, struct demo_step *s, const struct registrar *g, const char *stem,
                           struct err *e)
{
    struct demo_table t;
    demo_table_start(&t, l->d->catalog, KIND_ENTITY_CHANGE, STR_NONE, "uscc name changed_on", HEADER_ZH);
    for (size_t i = 0; i < l->d->n_orgs; i++) {
        const struct demo_org *o = &l->d->orgs[i];
        if (!is_theirs(l->d, g, o) || !in_step(s, o->renamed) || o->renamed.n < l->d->first.n)
            continue;
        demo_cell(&t, "uscc", str_of(o->uscc));
        demo_cell(&t, "name", o->name);
        demo_cell(&t, "changed_on", demo_day(l->d->a, o->renamed));
        demo_row(&t);
    }
    struct str name = str_printf(l->d->a, "%s-changes", stem);
    bool ok = file_load(l, s, name.p, KIND_ENTITY_CHANGE, STR_NONE, g->agency->id, &t, e);
    demo_table_end(&t);
    return ok;
}

static bool cancellations_load(struct loading *l, struct demo_step *s, const struct registrar *g, const char *stem,
                               struct err *e)
{
    struct demo_table t;
    demo_table_start(&t, l->d->catalog, KIND_ENTITY_CANCEL, STR_NONE, "uscc status ended_on reason", HEADER_ZH);
    for (size_t i = 0; i < l->d->n_orgs; i++) {
        const struct demo_org *o = &l->d->orgs[i];
        if (!is_theirs(l->d, g, o) || !in_step(s, o->ended))
            continue;
        demo_cell(&t, "uscc", str_of(o->uscc));
        demo_cell(&t, "status", STR("注销"));
        demo_cell(&t, "ended_on", demo_day(l->d->a, o->ended));
        demo_cell(&t, "reason", STR("决议解散"));
        demo_row(&t);
    }
    struct str name = str_printf(l->d->a, "%s-cancellations", stem);
    bool ok = file_load(l, s, name.p, KIND_ENTITY_CANCEL, STR_NONE, g->agency->id, &t, e);
    demo_table_end(&t);
    return ok;
}

static bool registrar_load(struct loading *l, struct demo_step *s, const struct registrar *g, const char *day,
                           struct err *e)
{
    struct str stem = str_printf(l->d->a, "%s-%.*s", day, STR_FMT(g->agency->id));
    return registrations_load(l, s, g, stem.p, e) && renamings_load(l, s, g, stem.p, e) &&
           cancellations_load(l, s, g, stem.p, e);
}

/* The registrars of every city; where a city has none of that kind, the province's for all. */
static bool registrars_load(struct loading *l, struct demo_step *s, const char *day, struct err *e)
{
    static const char *const kinds[] = {"mr", "sco", "civil", "ag"};
    struct demo *d = l->d;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        struct str last = STR_NONE;
        for (size_t i = 0; i <= d->n_places; i++) { /* the province is the last */
            struct demo_place city = {.code = d->places[i].city, .city = d->places[i].city};
            const struct cat_agency *g = str_eq(last, city.code) ? NULL : demo_agency(d, &city, kinds[k]);
            struct registrar r = {kinds[k], city.code, g};
            last = city.code;
            if (g && !registrar_load(l, s, &r, day, e))
                return false;
        }
    }
    return true;
}

/* ---- what everybody sends ---- */

static bool decisions_load(struct loading *l, struct demo_step *s, const char *day, struct err *e)
{
    struct demo_table t;
    struct demo *d = l->d;
    struct str name = str_printf(d->a, "%s-licences", day);
    demo_table_start(&t, d->catalog, KIND_LICENCE_GRANT, STR("licence"), demo_licence_columns, HEADER_ZH);
    demo_licences(d, s, &t);
    bool ok = file_load(l, s, name.p, KIND_LICENCE_GRANT, STR("licence"), STR_NONE, &t, e);
    demo_table_end(&t);
    if (!ok)
        return false;
    name = str_printf(d->a, "%s-penalties", day);
    demo_table_start(&t, d->catalog, KIND_PENALTY_DECIDE, STR("penalty"), demo_penalty_columns, HEADER_OFFICIAL);
    demo_penalties(d, s, &t);
    ok = file_load(l, s, name.p, KIND_PENALTY_DECIDE, STR("penalty"), STR_NONE, &t, e);
    demo_table_end(&t);
    return ok;
}

/* A yearly list from each city's tax office, of what its districts decided; the national list of A-level taxpayers. */
static bool honours_load(struct loading *l, struct demo_step *s, const char *day, struct err *e)
{
    struct demo *d = l->d;
    struct str last = STR_NONE;
    bool ok = true;
    for (size_t i = 0; ok && i < d->n_places; i++) {
        const struct demo_place *p = &d->places[i];
        if (str_eq(last, p->city))
            continue;
        last = p->city;
        struct demo_place city = {.code = p->city, .city = p->city};
        const struct cat_agency *g = demo_agency(d, &city, "tax");
        struct str type = STR("sta-a");
        if (!g)
            continue;
        struct demo_table t;
        struct str name = str_printf(d->a, "%s-honours-%.*s", day, STR_FMT(g->id));
        demo_table_start(&t, d->catalog, KIND_HONOUR_GRANT, type, demo_honour_columns, HEADER_ZH);
        demo_honours(d, s, p->city, "年度名单", &t);
        ok = file_load(l, s, name.p, KIND_HONOUR_GRANT, type, STR_NONE, &t, e);
        demo_table_end(&t);
    }
    return ok;
}

/* One act of that kind about the first case, numbered DEMO_CASE_DOC_NO: later templates name it. */
static bool case_load(struct loading *l, enum act_kind kind, struct err *e)
{
    struct buf text = {0}, answer = {0};
    json_t *j = NULL;
    bool ok =
        act_template_put(l->d->catalog, kind, STR_NONE, &text, e) && json_read(buf_view(&text), JSON_MAX_BYTES, &j, e);
    if (ok) {
        char on[DAY_CHARS];
        json_object_set_new(j, "doc_no", json_string(DEMO_CASE_DOC_NO));
        json_object_set_new(j, "on", json_string(day_format(day_add(l->d->last, -20), on)));
        buf_clear(&text);
        json_canonical(j, &text);
        ok = door_submit(l->door, buf_view(&text), &answer, e);
    }
    if (ok && str_find(buf_view(&answer), STR("\"accepted\"")) < 0)
        ok = ERR(e, ERR_DATA, "%s: %.*s", act_kind_text(kind), STR_FMT(buf_view(&answer)));
    json_decref(j);
    buf_free(&text);
    buf_free(&answer);
    return ok;
}

static bool step_load(struct loading *l, struct demo_step *s, struct err *e)
{
    char day[DAY_CHARS];
    struct writer_options w = {.now = s->at};
    day_format(day_of_instant(s->at), day);
    snprintf(l->title, sizeof l->title, "%s", day);
    int year, month, date;
    day_to_date(day_of_instant(s->at), &year, &month, &date);
    bool ok = door_open(l->dir, &w, &l->door, e) && demo_acts_load(l->d, l->door, s->at, e) &&
              registrars_load(l, s, day, e) && decisions_load(l, s, day, e) &&
              (month != 7 || honours_load(l, s, day, e));
    if (s->to.n == l->d->last.n)
        ok = ok && case_load(l, KIND_HONOUR_GRANT, e) && case_load(l, KIND_RECORD_PUBLISH, e);
    door_close(l->door);
    l->door = NULL;
    return ok;
}

/* Moments of filing: the sixth of every January and July, and at last the day on which the demo's clock stands. */
static struct demo_step step_at(const struct demo *d, int i, struct day from)
{
    enum { AT_10_H = 10 * 3600 };
    struct day to = i == 0 ? d->first : day_add_months(d->first, 6 * i);
    bool last = to.n >= d->last.n;
    struct day filed = last ? d->last : day_add(to, 5);
    return (struct demo_step){.at = {day_start(filed).s + AT_10_H}, .from = from, .to = last ? d->last : to};
}

bool demo_load(struct cli *c, struct demo *d, const char *dir, struct err *e)
{
    struct loading l = {.c = c, .d = d, .dir = dir};
    struct day from = day_of_date(1900, 1, 1);
    bool ok = demo_acts_open(d, e) && dir_make(path_join(d->a, dir, "files"), 0755, e);
    tick_start(&l.tick, c);
    for (int i = 0; ok && from.n < d->last.n; i++) {
        struct demo_step s = step_at(d, i, from);
        ok = step_load(&l, &s, e);
        from = s.to;
    }
    tick_end(&l.tick);
    if (ok && l.refused > 0)
        ok = ERR(e, ERR_DATA, "%lld rows of the demo's own files were refused", (long long)l.refused);
    if (ok)
        tell(c, "%lld 个文件，%lld 行，%lld 毫秒", "%lld files, %lld rows, %lld ms", (long long)l.files,
             (long long)l.rows, (long long)(monotonic_ms() - l.tick.started_ms));
    return ok;
}

bool demo_cases_write(struct demo *d, const char *dir, struct err *e)
{
    static const struct {
        const char *zh, *en;
    } words[DEMO_CASES] = {
        {"一家企业：许可在有效期内，行政处罚在公示期内", "a firm with a licence in force and a penalty on display"},
        {"一家企业：行政处罚公示期满，已按时退出公示", "a firm whose penalty left the public on time"},
        {"一家改过名的企业：用旧名也能找到", "a renamed firm, found by its old name too"},
        {"一家个体工商户", "an individual business"},
        {"一个政府机关：机关也有自己的档案", "a government bureau: it has a file of its own"},
        {"一家没有任何记录的企业", "a firm about which nothing was filed"},
    };
    struct buf out = {0};
    buf_z(&out, "code,zh,en,page\r\n");
    for (size_t i = 0; i < DEMO_CASES; i++)
        csv_put_row(&out, (struct str[]){str_of(d->orgs[i].uscc), str_of(words[i].zh), str_of(words[i].en), STR_NONE},
                    4, false);
    bool ok =
        demo_acts_tell(d, &out, e) && file_write_atomic(path_join(d->a, dir, "cases.csv"), buf_view(&out), 0644, e);
    buf_free(&out);
    return ok;
}
