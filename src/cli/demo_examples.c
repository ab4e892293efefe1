/* SPDX-License-Identifier: Apache-2.0 */
/*
 * examples/: small files in the shapes that real agencies send, all about the demo's invented province. They need each
 * other in this order: entities first, then what was decided about them.
 */
#include <iconv.h>
#include <stdio.h>

#include "cli/demo_int.h"

enum { EXAMPLE_ORGS = 40, EXAMPLE_FROM = 900, EXAMPLE_SCALE = 20 };

struct examples {
    struct demo *d;
    const char *dir;
};

static bool write_text(struct examples *x, const char *name, const struct buf *text, struct err *e)
{
    return file_write_atomic(path_join(x->d->a, x->dir, name), buf_view(text), 0644, e);
}

/* The file as a spreadsheet program saves it: a byte-order mark in front. */
static bool write_table(struct examples *x, const char *name, struct demo_table *t, struct err *e)
{
    struct buf out = {0};
    buf_z(&out, "\xef\xbb\xbf");
    buf_str(&out, buf_view(&t->csv));
    bool ok = write_text(x, name, &out, e);
    buf_free(&out);
    demo_table_end(t);
    return ok;
}

/* Organisations of the demo itself, so that the examples go into it: one city's, still there, never renamed. */
static void orgs_choose(struct demo *d)
{
    size_t kept = DEMO_CASES;
    struct day before = day_of_date(2025, 1, 1);
    for (size_t i = DEMO_CASES; i < d->n_orgs && kept < EXAMPLE_ORGS; i++) {
        const struct demo_org *o = &d->orgs[i];
        bool business = strcmp(demo_kinds[o->kind].registrar, "mr") == 0;
        bool steady = !day_is(o->renamed) && !day_is(o->ended) && o->born.n < before.n;
        if (business && steady && str_eq(d->places[o->place].city, d->places[0].city))
            d->orgs[kept++] = *o;
    }
    d->n_orgs = kept;
}

static bool changes_write(struct examples *x, struct err *e)
{
    struct demo_table t;
    const struct demo_org *o = &x->d->orgs[2]; /* the renamed case */
    demo_table_start(&t, x->d->catalog, KIND_ENTITY_CHANGE, STR_NONE, "uscc name changed_on", HEADER_ZH);
    demo_cell(&t, "uscc", str_of(o->uscc));
    demo_cell(&t, "name", o->name);
    demo_cell(&t, "changed_on", demo_day(x->d->a, o->renamed));
    demo_row(&t);
    return write_table(x, "changes.csv", &t, e);
}

static bool entities_write(struct examples *x, struct err *e)
{
    struct demo_table t;
    demo_table_start(&t, x->d->catalog, KIND_ENTITY_REGISTER, STR_NONE, demo_entity_columns, HEADER_OFFICIAL);
    for (size_t i = 0; i < x->d->n_orgs; i++)
        if (strcmp(demo_kinds[x->d->orgs[i].kind].registrar, "mr") == 0)
            demo_entity_row(x->d, &x->d->orgs[i], &t);
    return write_table(x, "entities.csv", &t, e);
}

static struct demo_step this_year(void)
{
    return (struct demo_step){.from = day_of_date(2026, 1, 1), .to = day_of_date(2026, 6, 20)};
}

static bool licences_write(struct examples *x, struct err *e)
{
    struct demo_table t;
    struct demo_step s = this_year();
    demo_table_start(&t, x->d->catalog, KIND_LICENCE_GRANT, STR("licence"), demo_licence_columns, HEADER_ZH);
    demo_licences(x->d, &s, &t);
    return write_table(x, "licences-official.csv", &t, e);
}

static bool penalties_write(struct examples *x, struct err *e)
{
    struct demo_table t;
    struct demo_step s = this_year();
    demo_table_start(&t, x->d->catalog, KIND_PENALTY_DECIDE, STR("penalty"), demo_penalty_columns, HEADER_OFFICIAL);
    demo_penalties(x->d, &s, &t);
    return write_table(x, "penalties-official.csv", &t, e);
}

static bool honours_write(struct examples *x, struct err *e)
{
    struct demo_table t;
    struct demo_step s = this_year();
    demo_table_start(&t, x->d->catalog, KIND_HONOUR_GRANT, STR("sta-a"), demo_honour_columns, HEADER_ZH);
    demo_honours(x->d, &s, x->d->places[0].city, "2025年度纳税信用A级纳税人名单", &t);
    return write_table(x, "honours.csv", &t, e);
}

/* ---- the yearly list: GB18030, names over the wrong columns, one tab, rows as found in the wild ---- */

static bool to_gb18030(const struct buf *text, struct buf *out, struct err *e)
{
    iconv_t cd = iconv_open("GB18030", "UTF-8");
    if (cd == (iconv_t)-1)
        return ERR_ERRNO(e, "GB18030");
    buf_clear(out);
    buf_reserve(out, text->n * 2 + 16);
    char *from = text->p, *to = out->p;
    size_t from_n = text->n, to_n = text->n * 2 + 16;
    size_t n = iconv(cd, &from, &from_n, &to, &to_n);
    iconv_close(cd);
    out->n = (size_t)(to - out->p);
    return n != (size_t)-1 || ERR_ERRNO(e, "GB18030");
}

static void list_row(struct buf *b, const char *code, struct str name, const char *office)
{
    buf_printf(b, "1,%s,%.*s,2025,%s\n", code, STR_FMT(name), office);
}

static void list_rows(struct demo *d, struct buf *b)
{
    static const char *const offices[] = {"税务局税源管理一股", "税务局税源管理二股", "税务局第二税务所"};
    for (size_t i = 0; i < d->n_orgs; i++)
        if (d->orgs[i].kind == DEMO_FIRM)
            list_row(b, d->orgs[i].uscc, d->orgs[i].name, offices[i % 3]);
    const struct demo_org *first = &d->orgs[0], *second = &d->orgs[1], *third = &d->orgs[2];
    list_row(b, first->uscc, first->name, offices[0]);                   /* the same row again */
    list_row(b, second->uscc, second->name, "税务局第三税务所");         /* another office: a note */
    list_row(b, third->uscc, second->name, offices[2]);                  /* another name: a conflict */
    list_row(b, "990101700000015", STR("旧号商贸有限公司"), offices[1]); /* an old 15-digit number */
    list_row(b, "990102600000021", STR("旧号面馆"), offices[1]);
    list_row(b, "9199010", STR("短号有限公司"), offices[0]); /* cut off */
}

static bool list_write(struct examples *x, struct err *e)
{
    struct buf b = {0}, gb = {0};
    buf_z(&b, "编号\t纳税人识别号,纳税人名称,信用级别,评价年度,税务机关\n");
    list_rows(x->d, &b);
    bool ok = to_gb18030(&b, &gb, e) && write_text(x, "a-level-list-2025.gb18030.csv", &gb, e);
    buf_free(&b);
    buf_free(&gb);
    return ok;
}

/* ---- single acts ---- */

static bool acts_write(struct examples *x, struct err *e)
{
    static const enum act_kind kinds[] = {KIND_ENTITY_REGISTER, KIND_LICENCE_GRANT, KIND_PENALTY_DECIDE,
                                          KIND_HONOUR_GRANT};
    struct buf out = {0}, pretty = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < sizeof kinds / sizeof *kinds; i++) {
        json_t *j = NULL;
        buf_clear(&pretty);
        ok = act_template_put(x->d->catalog, kinds[i], STR_NONE, &pretty, e) &&
             json_read(buf_view(&pretty), JSON_MAX_BYTES, &j, e);
        if (ok) {
            json_canonical(j, &out);
            buf_char(&out, '\n');
        }
        json_decref(j);
    }
    ok = ok && write_text(x, "acts.jsonl", &out, e);
    buf_free(&out);
    buf_free(&pretty);
    return ok;
}

bool demo_examples_write(struct demo *d, const char *dir, struct err *e)
{
    struct examples x = {d, dir};
    if (!demo_orgs_make(d, EXAMPLE_FROM, e) || !dir_make(dir, 0755, e))
        return false;
    orgs_choose(d);
    d->scale = EXAMPLE_SCALE;
    return entities_write(&x, e) && changes_write(&x, e) && licences_write(&x, e) && penalties_write(&x, e) &&
           honours_write(&x, e) && list_write(&x, e) && acts_write(&x, e);
}
