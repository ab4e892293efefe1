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
