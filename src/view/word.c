/* SPDX-License-Identifier: Apache-2.0 */
/* Words beside facts, in the asked language. */
#include "view_int.h"

struct str view_word(const struct view_ask *ask, struct arena *a, enum view_word_id id, struct str a1, struct str a2)
{
    const char *p = ask->lang == LANG_EN ? VIEW_WORDS[id].en : VIEW_WORDS[id].zh;
    struct buf b = {0};
    for (; *p; p++) {
        if (p[0] == '%' && (p[1] == '1' || p[1] == '2'))
            buf_str(&b, *++p == '1' ? a1 : a2);
        else
            buf_char(&b, *p);
    }
    struct str out = str_dup(a, buf_view(&b));
    buf_free(&b);
    return out;
}

struct str view_lang(const struct view_ask *ask, struct str zh, struct str en)
{
    return (ask->lang == LANG_EN && en.n) || !zh.n ? en : zh;
}

struct str view_day(struct arena *a, struct day d)
{
    char text[DAY_CHARS];
    return str_dup(a, str_of(day_format(d, text)));
}

struct str view_agency_name(const struct view_ask *ask, struct str id)
{
    const struct cat_agency *x = catalog_agency(ask->catalog, id);
    struct str name = x ? view_lang(ask, x->zh, x->en) : STR_NONE;
    return name.n ? name : id;
}

void view_hit_feature(const struct search_hit *h, enum lang lang, struct arena *a, struct str *id, struct str *text)
{
    static const enum view_word_id words[] = {[FOUND_CODE] = VIEW_W_feature_code,
                                              [FOUND_OLD_NUMBER] = VIEW_W_feature_old_number,
                                              [FOUND_EXACT] = VIEW_W_feature_exact,
                                              [FOUND_PREFIX] = VIEW_W_feature_prefix,
                                              [FOUND_PART] = VIEW_W_feature_part};
    struct view_ask ask = {.lang = lang};
    *id = str_of(search_how_name(h->how));
    enum view_word_id word = h->former_name.n ? VIEW_W_feature_former : words[h->how];
    *text = view_word(&ask, a, word, h->former_name, STR_NONE);
}

const struct cat_term *view_term(const struct catalog *c, struct str id)
{
    const struct cat_term *rows;
    size_t n = catalog_terms(c, &rows);
    for (size_t i = 0; i < n && id.n; i++)
        if (str_eq(rows[i].id, id))
            return &rows[i];
    return NULL;
}

struct str view_label(const struct view_ask *ask, const char *group, struct str id, struct arena *a)
{
    if (!id.n)
        return STR_NONE;
    struct str key = str_printf(a, "%s.%.*s", group, STR_FMT(id)), label = catalog_label(ask->catalog, key, ask->lang);
    return str_eq(label, key) ? catalog_label(ask->catalog, id, ask->lang) : label;
}

struct str view_labels(const struct view_ask *ask, const char *group, struct str ids, struct arena *a)
{
    struct buf b = {0};
    struct str one;
    while (str_split(&ids, ' ', &one)) {
        if (!one.n)
            continue;
        if (b.n)
            buf_z(&b, ask->lang == LANG_EN ? ", " : "、");
        buf_str(&b, view_label(ask, group, one, a));
    }
    struct str out = str_dup(a, buf_view(&b));
    buf_free(&b);
    return out;
}

struct str view_count(const struct view_ask *ask, const struct cat_term *t, struct arena *a)
{
    if (!t)
        return STR_NONE;
    struct str unit = view_label(ask, "unit", t->unit, a);
    return str_printf(a, ask->lang == LANG_EN ? "%d %.*s" : "%d%.*s", t->count, STR_FMT(unit));
}

struct str view_period(const struct view_ask *ask, const struct cat_term *t, struct arena *a)
{
    if (!t)
        return view_word(ask, a, VIEW_W_clock_none, STR_NONE, STR_NONE);
    struct str count = str_printf(a, "%d %.*s", t->count, STR_FMT(catalog_label(ask->catalog, t->unit, ask->lang)));
    struct str period = view_word(ask, a, VIEW_W_clock_count, view_label(ask, "clock", t->what, a), count);
    return view_word(ask, a, VIEW_W_clock_start, period, view_label(ask, "term-start", t->start, a));
}
