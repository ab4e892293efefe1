/* SPDX-License-Identifier: Apache-2.0 */
/* Ids of the rulebook as words on a page. */
#include "portal_int.h"

static const struct catalog *rules(const struct page *pg)
{
    return pg->site->catalog;
}

struct str label_in(const struct page *pg, const char *group, struct str id)
{
    if (!id.n)
        return STR_NONE;
    struct str key = str_printf(pg->a, "%s.%.*s", group, STR_FMT(id)), label = catalog_label(rules(pg), key, pg->lang);
    return str_eq(label, key) ? catalog_label(rules(pg), id, pg->lang) : label;
}

static struct str between(const struct page *pg)
{
    return pg->lang == LANG_EN ? STR(", ") : STR("、");
}

static void add(const struct page *pg, struct buf *b, struct str s)
{
    if (!s.n)
        return;
    if (b->n)
        buf_str(b, between(pg));
    buf_str(b, s);
}

static struct str take(const struct page *pg, struct buf *b)
{
    struct str out = str_dup(pg->a, buf_view(b));
    buf_free(b);
    return out;
}

struct str labels_in(const struct page *pg, const char *group, struct str ids)
{
    struct buf b = {0};
    struct str rest = ids, one;
    while (str_split(&rest, ' ', &one))
        add(pg, &b, label_in(pg, group, one));
    return take(pg, &b);
}

struct str levels_label(const struct page *pg, struct str levels)
{
    return !levels.n || str_is(levels, "*") ? page_say(pg, PORTAL_W_scope_all) : labels_in(pg, "level", levels);
}

struct str state_label(const struct page *pg, enum cat_state s)
{
    static const enum portal_word_id words[] = {PORTAL_W_state_tag_usable, PORTAL_W_state_tag_display,
                                                PORTAL_W_state_tag_historic};
    return page_say(pg, words[s]);
}

struct str class_id(enum cat_list_class k)
{
    static const char *const ids[] = {"serious", "abnormal", "favourable", "department", "persons"};
    return str_of(ids[k]);
}

struct str effect_id(enum cat_effect e)
{
    static const char *const ids[] = {"law", "penalty", "decision", "notice", "weighed", "voluntary"};
    return str_of(ids[e]);
}

struct str measure_class_id(enum cat_measure_class k)
{
    static const char *const ids[] = {"reduce", "manage", "market"};
    return str_of(ids[k]);
}

bool is_weak(const struct cat_type *t)
{
    return t->tone == TONE_ADVERSE && (str_is(t->basis_tier, "D") || str_is(t->basis_tier, "E"));
}

struct str owner_label(const struct page *pg, const struct cat_type *t, struct str kinds)
{
    const struct cat_agency *x = catalog_agency(rules(pg), t->owner);
    struct str of_kinds = labels_in(pg, "agency-kind", kinds);
    return x ? page_pick(pg, x->zh, x->en) : of_kinds.n ? of_kinds : page_say(pg, PORTAL_W_many_agencies);
}

struct str filers_label(const struct page *pg, const struct view_filer *v, size_t n)
{
    struct buf b = {0};
    for (size_t i = 0; i < n; i++)
        add(pg, &b,
            str_printf(pg->a, pg->lang == LANG_EN ? "%.*s (%.*s)" : "%.*s（%.*s）",
                       STR_FMT(label_in(pg, "agency-kind", v[i].kind)), STR_FMT(levels_label(pg, v[i].levels))));
    return take(pg, &b);
}

struct str by_label(const struct page *pg, const struct cat_measure *m)
{
    struct str kinds = labels_in(pg, "agency-kind", m->by_kinds), levels = levels_label(pg, m->by_levels);
    if (!kinds.n)
        return STR_NONE;
    return str_printf(pg->a, pg->lang == LANG_EN ? "%.*s (%.*s)" : "%.*s（%.*s）", STR_FMT(kinds), STR_FMT(levels));
}

static struct str filled(const struct page *pg, enum portal_word_id id, struct str arg)
{
    const char *p = portal_word(pg->lang, id);
    struct buf b = {0};
    for (; *p; p++) {
        if (p[0] == '%' && p[1] == '1') {
            buf_str(&b, arg);
            p++;
        } else {
            buf_char(&b, *p);
        }
    }
    return take(pg, &b);
}

static int64_t words_in(struct str ids)
{
    struct str one;
    int64_t n = 0;
    while (str_split(&ids, ' ', &one))
        n += one.n > 0;
    return n;
}

struct str by_short_label(const struct page *pg, const struct cat_measure *m)
{
    enum { NAMED = 8 };
    int64_t n = words_in(m->by_kinds);
    return n > NAMED ? filled(pg, PORTAL_W_by_many, page_number(pg, n)) : by_label(pg, m);
}

static struct str ends_id(enum cat_ends e)
{
    static const char *const ids[] = {"fixed", "range", "listed", "done", "life", "record", "once", "unknown"};
    return str_of(ids[e]);
}

/* The stated end in words; where there are none, its kind. */
struct str end_label(const struct page *pg, const struct cat_measure *m)
{
    struct str stated = page_pick(pg, m->end, m->end_en);
    return stated.n ? stated : label_in(pg, "ends", ends_id(m->ends));
}

struct str to_label(const struct page *pg, const struct cat_transition *t)
{
    return str_is(t->to, "=") ? STR("–") : label_in(pg, "list-state", t->to);
}

/* "service within 7 working days", or that no period is known. */
struct str next_label(const struct page *pg, const struct cat_list *l, const struct cat_transition *t)
{
    if (!t->owes.n)
        return STR_NONE;
    struct str act = label_in(pg, "act-kind", t->owes);
    const struct cat_term *term =
        t->clock.n ? catalog_term(rules(pg), &l->type, str_z(pg->a, t->clock), STR_NONE, pg->ask->when.as_of) : NULL;
    if (!term)
        return t->clock.n ? str_printf(pg->a, "%.*s (%s)", STR_FMT(act), portal_word(pg->lang, PORTAL_W_no_period))
                          : act;
    struct str unit = label_in(pg, "unit", term->unit);
    return str_printf(pg->a, pg->lang == LANG_EN ? "%.*s within %d %.*s" : "%.*s（%d%.*s内）", STR_FMT(act),
                      term->count, STR_FMT(unit));
}

struct str limit_label(const struct page *pg, const struct cat_term *t)
{
    bool en = pg->lang == LANG_EN;
    struct str what = label_in(pg, "clock", t->what), unit = label_in(pg, "unit", t->unit),
               start = label_in(pg, "term-start", t->start), who = label_in(pg, "owed-by", t->owed_by);
    struct str from =
        !start.n ? STR_NONE : str_printf(pg->a, en ? ", counted from %.*s" : "，自%.*s起", STR_FMT(start));
    struct str owed = !who.n ? STR_NONE : str_printf(pg->a, en ? " (%.*s)" : "（%.*s）", STR_FMT(who));
    return str_printf(pg->a, en ? "%.*s: %d %.*s%.*s%.*s" : "%.*s：%d%.*s%.*s%.*s", STR_FMT(what), t->count,
                      STR_FMT(unit), STR_FMT(from), STR_FMT(owed));
}

struct str opens_label(const struct page *pg, const struct cat_list *l, const struct cat_ground *g)
{
    struct str prefix = STR("day:");
    if (str_starts(g->trigger, prefix))
        return filled(pg, PORTAL_W_trigger_day, str_n(g->trigger.p + prefix.n, g->trigger.n - prefix.n));
    if (g->papers.n)
        return filled(pg, PORTAL_W_trigger_paper, labels_in(pg, "paper", g->papers));
    return labels_in(pg, "requires", g->requires.n ? g->requires : l->requires);
}

struct str regime_address(const struct page *pg, const struct cat_list *l)
{
    struct day in = day_is(l->type.valid_from) ? l->type.valid_from : l->type.valid_to;
    struct str at = page_to(pg, "lists", l->type.id);
    bool past = day_is(in) && in.n <= pg->ask->when.today.n;
    return past ? str_printf(pg->a, "%.*s?as_of=%.*s", STR_FMT(at), STR_FMT(page_day(pg, in))) : at;
}

struct str region_label(const struct page *pg, struct str code)
{
    struct buf b = {0};
    catalog_region_name(rules(pg), code, pg->lang, &b);
    return take(pg, &b);
}

struct str kind_address(const struct page *pg, struct str kind)
{
    const struct cat_agency *v;
    size_t n = catalog_agencies(rules(pg), &v);
    for (size_t i = 0; i < n; i++)
        if (str_eq(v[i].kind, kind) && is_known_agency(pg, &v[i]))
            return str_printf(pg->a, "%.*s#kind-%.*s", STR_FMT(page_path(pg, "/agencies")), STR_FMT(kind));
    return STR_NONE;
}
