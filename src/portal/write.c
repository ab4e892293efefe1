/* SPDX-License-Identifier: Apache-2.0 */
/* The writers of values. Text becomes HTML here and nowhere else. */
#include "portal_int.h"

void page_html(struct page *pg, struct str html)
{
    buf_str(pg->out, html);
}

static const char *entity_of(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void page_text(struct page *pg, struct str s)
{
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        const char *entity = entity_of(s.p[i]);
        if (!entity)
            continue;
        buf_put(pg->out, s.p + from, i - from);
        buf_z(pg->out, entity);
        from = i + 1;
    }
    if (s.n)
        buf_put(pg->out, s.p + from, s.n - from);
}

void page_int(struct page *pg, int64_t v)
{
    buf_i64(pg->out, v);
}

const char *portal_word(enum lang lang, enum portal_word_id id)
{
    return lang == LANG_EN ? PORTAL_WORDS[id].en : PORTAL_WORDS[id].zh;
}

void page_word(struct page *pg, enum portal_word_id id, struct str a1, struct str a2, struct str a3)
{
    const struct str args[] = {a1, a2, a3};
    const char *p = portal_word(pg->lang, id);
    for (; *p; p++) {
        if (p[0] == '%' && p[1] >= '1' && p[1] <= '3')
            page_text(pg, args[*++p - '1']);
        else
            page_text(pg, str_n(p, 1));
    }
}

void page_part(struct page *pg, struct str s)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    static const char hex[] = "0123456789ABCDEF";
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c && strchr(plain, c)) {
            buf_char(pg->out, (char)c);
            continue;
        }
        const char code[] = {'%', hex[c >> 4], hex[c & 15]};
        buf_put(pg->out, code, sizeof code);
    }
}

void page_address(struct page *pg, struct str s)
{
    bool is_ours = s.n && s.p[0] == '/' && !(s.n > 1 && (s.p[1] == '/' || s.p[1] == '\\'));
    page_text(pg, is_ours ? s : STR("#"));
}

struct str page_say(const struct page *pg, enum portal_word_id id)
{
    return str_of(portal_word(pg->lang, id));
}

struct str page_day(const struct page *pg, struct day d)
{
    char text[DAY_CHARS];
    return str_dup(pg->a, str_of(day_format(d, text)));
}

/* On the clock of the mainland, whose civil days rule. */
struct str page_instant(const struct page *pg, struct instant t)
{
    enum { EAST_S = 8 * 3600 };
    char text[INSTANT_CHARS];
    if (!t.s)
        return STR_NONE;
    (void)instant_format((struct instant){t.s + EAST_S}, text);
    return str_printf(pg->a, "%.10s %.5s (UTC+8)", text, text + 11);
}

struct str page_number(const struct page *pg, int64_t n)
{
    struct str digits = str_printf(pg->a, "%lld", (long long)n);
    struct buf b = {0};
    for (size_t i = 0; i < digits.n; i++) {
        if (i && (digits.n - i) % 3 == 0)
            buf_char(&b, ',');
        buf_char(&b, digits.p[i]);
    }
    struct str out = str_dup(pg->a, buf_view(&b));
    buf_free(&b);
    return out;
}

struct str page_path(const struct page *pg, const char *path)
{
    return str_printf(pg->a, "%s%s", pg->lang == LANG_EN ? "/en" : "", path);
}

struct str page_to(const struct page *pg, const char *kind, struct str id)
{
    return str_printf(pg->a, "%s/%s/%.*s", pg->lang == LANG_EN ? "/en" : "", kind, STR_FMT(id));
}

struct str page_style(const struct page *pg)
{
    return str_printf(pg->a, "/assets/%s", ASSETS[0].name);
}

struct str page_pick(const struct page *pg, struct str zh, struct str en)
{
    return (pg->lang == LANG_EN && en.n) || !zh.n ? en : zh;
}

struct str page_lang_tag(enum lang lang)
{
    return lang == LANG_EN ? STR("en") : STR("zh-Hans");
}
