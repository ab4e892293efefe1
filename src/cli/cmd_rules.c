/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/verbs.h"

static struct str day_text(struct arena *a, struct day d)
{
    char out[DAY_CHARS];
    return str_dup(a, str_of(day_format(d, out)));
}

static struct str state_text(enum cat_state s)
{
    static const char *const names[] = {
        [STATE_USABLE] = "usable", [STATE_DISPLAY_ONLY] = "display-only", [STATE_HISTORIC] = "historic"};
    return str_of(names[s]);
}

static struct str tone_text(enum cat_tone t)
{
    static const char *const names[] = {
        [TONE_ADVERSE] = "adverse", [TONE_NEUTRAL] = "neutral", [TONE_FAVOURABLE] = "favourable"};
    return str_of(names[t]);
}

static bool rules_list(struct cli *c, const struct catalog *k, struct err *e)
{
    static const struct column columns[] = {
        {"id", "编号", "id"},       {"family", "类别", "family"},   {"tone", "性质", "tone"},
        {"state", "状态", "state"}, {"owner", "所属机关", "owner"}, {"zh", "名称", "Chinese"},
        {"en", "英文", "English"},
    };
    struct sheet s = {columns, 7, {0}};
    const struct cat_type *rows;
    size_t n = catalog_types(k, &rows);
    for (size_t i = 0; i < n; i++) {
        const struct cat_type *t = &rows[i];
        sheet_row(&s, (struct str[]){t->id, str_of(cat_family_name(t->family)), tone_text(t->tone),
                                     state_text(t->state), t->owner, t->zh, t->en});
    }
    return sheet_write(c, &s, e);
}

static void pair(struct sheet *s, const char *name, struct str value)
{
    if (value.n)
        sheet_row(s, (struct str[]){str_of(name), value});
}

static bool type_show(struct cli *c, const struct cat_type *t, struct err *e)
{
    static const struct column columns[] = {{"name", "项目", "name"}, {"value", "内容", "value"}};
    struct sheet s = {columns, 2, {0}};
    pair(&s, "id", t->id);
    pair(&s, "zh", t->zh);
    pair(&s, "en", t->en);
    pair(&s, "family", str_of(cat_family_name(t->family)));
    pair(&s, "tone", tone_text(t->tone));
    pair(&s, "state", state_text(t->state));
    pair(&s, "state_why", t->state_why);
    pair(&s, "owner", t->owner);
    pair(&s, "natural_key", t->natural_key);
    pair(&s, "catalogue", t->catalogue);
    pair(&s, "basis_tier", t->basis_tier);
    pair(&s, "basis", t->basis);
    pair(&s, "valid_from", day_text(c->a, t->valid_from));
    pair(&s, "valid_to", day_text(c->a, t->valid_to));
    pair(&s, "past_stays", t->past_stays ? STR("yes") : STR("no"));
    pair(&s, "external", t->external ? STR("yes") : STR("no"));
    pair(&s, "source", t->source);
    pair(&s, "verified", t->verified ? STR("yes") : STR("no"));
    return sheet_write(c, &s, e);
}

/* The fields of an act kind, in the order of its template. */
static bool kind_show(struct cli *c, const struct catalog *k, struct str kind, struct err *e)
{
    static const struct column columns[] = {
        {"id", "字段", "field"},          {"official", "交换名", "official"}, {"required", "必填", "required"},
        {"standard", "标准", "standard"}, {"zh", "中文", "Chinese"},          {"en", "英文", "English"},
    };
    size_t n;
    const struct cat_field *const *f = catalog_fields(k, kind, opt_str(c, "type"), &n);
    struct sheet s = {columns, 6, {0}};
    for (size_t i = 0; i < n; i++)
        if (f[i]->klass != CLASS_RESTRICTED)
            sheet_row(&s, (struct str[]){f[i]->id, f[i]->official, str_n(&f[i]->required, 1), f[i]->standard, f[i]->zh,
                                         f[i]->en});
    return sheet_write(c, &s, e);
}

static bool instrument_show(struct cli *c, const struct cat_instrument *x, struct err *e)
{
    static const struct column columns[] = {{"name", "项目", "name"}, {"value", "内容", "value"}};
    struct sheet s = {columns, 2, {0}};
    pair(&s, "id", x->id);
    pair(&s, "zh", x->zh);
    pair(&s, "en", x->en);
    pair(&s, "number", x->number);
    pair(&s, "issuer", x->issuer);
    pair(&s, "tier", x->tier);
    pair(&s, "valid_from", day_text(c->a, x->valid_from));
    pair(&s, "valid_to", day_text(c->a, x->valid_to));
    pair(&s, "url", x->url);
    pair(&s, "source", x->source);
    pair(&s, "verified", x->verified ? STR("yes") : STR("no"));
    return sheet_write(c, &s, e);
}

static bool rules_show(struct cli *c, const struct catalog *k, struct err *e)
{
    const char *id;
    if (!arg_need(c, 1, "the id of a record type, act kind or instrument", &id, e))
        return false;
    const struct cat_type *t = catalog_type(k, str_of(id));
    const struct cat_instrument *x = catalog_instrument(k, str_of(id));
    if (t)
        return type_show(c, t, e);
    if (act_kind_of(str_of(id)) != KIND_NONE)
        return kind_show(c, k, str_of(id), e);
    if (x)
        return instrument_show(c, x, e);
    return ERR(e, ERR_NOT_FOUND, "the rulebook has no record type, act kind or instrument '%s'", id);
}

static bool rules_check(struct cli *c, struct err *e)
{
    const char *dir = c->n_args > 1 ? c->args[1] : rules_dir(c->a, "cn");
    struct findings *f = findings_new();
    struct catalog *k = NULL;
    bool ok = catalog_load(dir, f, &k, e);
    findings_tell(c, NULL, f, 100);
    if (ok)
        tell(c, "%s：规则无误，摘要 %.*s", "%s: a sound rulebook, digest %.*s", dir, STR_FMT(catalog_digest(k)));
    catalog_free(k);
    findings_free(f);
    return ok;
}

static bool rules_adopt(struct cli *c, struct err *e)
{
    const char *dir;
    struct door *door = NULL;
    struct writer_options w = {.now = c->now};
    struct findings *f = findings_new();
    bool ok = arg_need(c, 1, "the folder to adopt", &dir, e) && register_need(c, e) &&
              door_open(c->data, &w, &door, e) && door_adopt(door, dir, f, e);
    findings_tell(c, NULL, f, 100);
    if (ok)
        tell(c, "已采用 %s", "adopted %s", dir);
    door_close(door);
    findings_free(f);
    return ok;
}

static bool run(struct cli *c, struct err *e)
{
    const char *what;
    if (!arg_need(c, 0, "list, show, check or adopt", &what, e) || !args_at_most(c, 2, e))
        return false;
    if (strcmp(what, "check") == 0)
        return rules_check(c, e);
    if (strcmp(what, "adopt") == 0)
        return rules_adopt(c, e);
    bool list = strcmp(what, "list") == 0;
    if (!list && strcmp(what, "show") != 0)
        return ERR(e, ERR_INVALID, "rules knows list, show, check and adopt, not '%s'", what);
    struct catalog *k = NULL;
    bool ok = catalog_here(c, "cn", &k, e) && (list ? rules_list(c, k, e) : rules_show(c, k, e));
    catalog_free(k);
    return ok;
}

static const struct opt opts[] = {
    {"type", "ID", "记录类型（show 行为种类时）", "record type, when an act kind is shown"},
    {0},
};
const struct verb verb_rules = {
    .name = "rules",
    .usage = "list | show ID | check [DIR] | adopt DIR",
    .zh = "规则：列出、查看、检查、采用",
    .en = "the rulebook: list, show, check, adopt",
    .examples = "gongshi rules list\ngongshi rules show penalty\ngongshi rules show penalty.decide\n"
                "gongshi rules check data/demo\ngongshi rules adopt data/demo",
    .opts = opts,
    .words = "list show check adopt",
    .run = run,
};
