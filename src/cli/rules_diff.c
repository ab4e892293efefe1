/* SPDX-License-Identifier: Apache-2.0 */
/* What two rulebooks differ in; adoption, which says what it changes before and after. */
#include "cli/rules_int.h"

struct diff {
    struct cli *c;
    struct sheet sheet;
    size_t rows;
};

static struct str kind_word(const struct cli *c, enum cat_change_kind kind)
{
    static const char *const zh[] = {[CHANGE_ADDED] = "增加", [CHANGE_REMOVED] = "删去", [CHANGE_CELL] = "改变"};
    static const char *const en[] = {[CHANGE_ADDED] = "added", [CHANGE_REMOVED] = "removed", [CHANGE_CELL] = "changed"};
    bool chinese = c->format == OUT_TABLE && c->lang == LANG_ZH;
    return str_of(chinese ? zh[kind] : en[kind]);
}

static bool put_change(void *context, const struct cat_change *x)
{
    struct diff *d = context;
    struct arena *a = d->c->a;
    bool cell = x->kind == CHANGE_CELL;
    sheet_row(&d->sheet,
              (struct str[]){str_of(x->table), kind_word(d->c, x->kind), str_dup(a, x->key),
                             str_of(cell ? x->column : ""), str_dup(a, x->old), str_dup(a, cell ? x->new : x->zh)});
    d->rows++;
    return true;
}

static const struct column diff_columns[] = {{"table", "表", "table"},  {"change", "变化", "change"},
                                             {"key", "行", "row"},      {"column", "列", "column"},
                                             {"old", "原值", "before"}, {"new", "新值", "after"}};

bool rules_diff(struct cli *c, struct err *e)
{
    const char *from, *to;
    struct catalog *a = NULL, *b = NULL;
    if (!arg_need(c, 1, "the first rulebook", &from, e) || !arg_need(c, 2, "the second rulebook", &to, e) ||
        !args_at_most(c, 3, e))
        return false;
    bool ok = rules_open(c, from, &a, e) && rules_open(c, to, &b, e);
    struct diff d = {.c = c, .sheet = {diff_columns, 6, {0}}};
    if (ok)
        catalog_diff(a, b, put_change, &d);
    ok = ok && sheet_write(c, &d.sheet, e);
    if (ok)
        tell(c, "%zu 处不同", "%zu differences", d.rows);
    catalog_free(a);
    catalog_free(b);
    return ok;
}

/* ---- adoption ---- */

struct tally {
    struct cli *c;
    const char *table;
    struct buf last; /* key of the row counted last: a row changes once, however many cells */
    size_t n[CHANGE_CELL + 1];
    size_t all;
};

static void tally_tell(struct tally *t)
{
    if (t->table && t->n[CHANGE_ADDED] + t->n[CHANGE_REMOVED] + t->n[CHANGE_CELL])
        tell(t->c, "  %s：增加 %zu 行，删去 %zu 行，改变 %zu 行", "  %s: %zu rows added, %zu removed, %zu changed",
             t->table, t->n[CHANGE_ADDED], t->n[CHANGE_REMOVED], t->n[CHANGE_CELL]);
    memset(t->n, 0, sizeof t->n);
}

static bool tally_add(void *context, const struct cat_change *x)
{
    struct tally *t = context;
    if (!t->table || strcmp(t->table, x->table) != 0) {
        tally_tell(t);
        t->table = x->table;
        buf_clear(&t->last);
    }
    if (x->kind == CHANGE_CELL && t->last.n && str_eq(buf_view(&t->last), x->key))
        return true;
    buf_clear(&t->last);
    buf_str(&t->last, x->key);
    t->n[x->kind]++;
    t->all++;
    return true;
}

/* Against the edition that rules now; the last word is the writer's, who loads the folder again. */
static bool tell_changes(struct cli *c, const char *dir, struct err *e)
{
    struct catalog *old = NULL, *new = NULL;
    struct findings *f = findings_new();
    struct tally t = {.c = c};
    struct err ignored;
    bool ok = catalog_here(c, "cn", &old, e);
    if (ok && catalog_load(dir, f, &new, &ignored)) {
        tell(c, "与现行规则相比：", "against the rulebook in force:");
        catalog_diff(old, new, tally_add, &t);
        tally_tell(&t);
        if (!t.all)
            tell(c, "  没有变化", "  nothing changes");
    }
    buf_free(&t.last);
    findings_free(f);
    catalog_free(old);
    catalog_free(new);
    return ok;
}

bool rules_adopt(struct cli *c, struct err *e)
{
    const char *dir;
    struct door *door = NULL;
    struct writer_options w = {.now = c->now};
    struct findings *f = findings_new();
    struct adopt_sum sum = {0};
    bool ok = arg_need(c, 1, "the folder to adopt", &dir, e) && args_at_most(c, 2, e) && register_need(c, e) &&
              tell_changes(c, dir, e) && door_open(c->data, &w, &door, e) && door_adopt(door, dir, f, &sum, e);
    findings_tell(c, NULL, f, 100);
    if (ok)
        tell(c, "已采用 %s：%lld 条不利信息的公示期缩短",
             "adopted %s: the publication of %lld adverse records was shortened", dir, (long long)sum.shortened);
    door_close(door);
    findings_free(f);
    return ok;
}
