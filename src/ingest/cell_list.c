/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Cells that hold several things, as the canonical JSON that stands in an act: grounds as vanished;diverted or by their
 * names, bases as ql-credit 34;ql-prepaid-r 12,14 (in the manner of the rulebook's own tables) or as papers cite them,
 * 《…》第十二条. Whether there are such grounds and instruments is judged by act.
 */
#include "ingest_int.h"

#include "codec/codec.h"

/* ---- what people call a ground, a measure, an instrument ---- */

static struct str ground_id(const struct plan *p, struct str said)
{
    size_t n;
    const struct cat_ground *rows = p->type.n ? catalog_grounds(p->c, p->type, &n) : NULL;
    for (size_t i = 0; rows && i < n; i++)
        if (str_eq(rows[i].zh, said) || str_eq(rows[i].en, said))
            return rows[i].id;
    return said;
}

static struct str measure_id(const struct plan *p, struct str said)
{
    const struct cat_type *rows;
    size_t n = catalog_types(p->c, &rows);
    for (size_t i = 0; i < n; i++)
        if (rows[i].family == FAMILY_MEASURE && (str_eq(rows[i].zh, said) || str_eq(rows[i].en, said)))
            return rows[i].id;
    return said;
}

static struct str list_id(const struct plan *p, const struct cat_field *f, struct str said)
{
    return str_is(f->id, "grounds") ? ground_id(p, said) : str_is(f->id, "measures") ? measure_id(p, said) : said;
}

/* What stands behind a title says more about it, (虚构) or the year of its text; papers leave it out. */
static struct str bare_title(struct str title)
{
    ptrdiff_t at = str_find(title, STR("（"));
    return at > 0 && str_ends(title, STR("）")) ? str_n(title.p, (size_t)at) : title;
}

static struct str instrument_id(const struct plan *p, struct str title)
{
    const struct cat_instrument *rows;
    size_t n = catalog_instruments(p->c, &rows);
    for (size_t i = 0; i < n; i++)
        if (str_eq(rows[i].zh, title) || str_eq(bare_title(rows[i].zh), title))
            return rows[i].id;
    return title;
}

/* 一百二十六: the number, 0 when it is none. Up to four figures, as articles have. */
static int64_t chinese_number(struct str s)
{
    static const struct str_numeral digits[] = {{"〇", 0}, {"零", 0}, {"一", 1}, {"二", 2}, {"三", 3}, {"四", 4},
                                                {"五", 5}, {"六", 6}, {"七", 7}, {"八", 8}, {"九", 9}};
    static const struct str_numeral tens[] = {{"十", 10}, {"百", 100}, {"千", 1000}};
    int64_t sum = 0, digit = 0, value;
    while (s.n) {
        if (STR_TAKE(digits, &s, &value)) {
            digit = value;
        } else if (STR_TAKE(tens, &s, &value)) {
            sum += (digit ? digit : 1) * value;
            digit = 0;
        } else {
            return 0;
        }
    }
    return sum + digit;
}

/* 第十二条 is 12; a paragraph or item behind it keeps the words of the paper. */
static struct str article_of(struct arena *a, struct str cited)
{
    struct str s = str_trim(cited);
    int64_t n;
    if (!str_starts(s, STR("第")) || !str_ends(s, STR("条")) || s.n <= 2 * strlen("第"))
        return s;
    struct str number = str_n(s.p + strlen("第"), s.n - strlen("第") - strlen("条"));
    if (!str_int(number, &n))
        n = chinese_number(number);
    return n > 0 ? str_printf(a, "%lld", (long long)n) : s;
}

/* ---- cells ---- */

/* The separators that clerks write, as the plain ones; both stay apart from each other. */
static struct str plain_separators(struct arena *a, struct str s)
{
    static const struct {
        const char *wide;
        char plain;
    } separators[] = {{"；", ';'}, {"\n", ';'}, {"，", ','}, {"、", ','}, {"　", ' '}};
    char *p = arena_alloc(a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        size_t skip = 1;
        p[n] = s.p[i];
        for (size_t k = 0; k < sizeof separators / sizeof *separators; k++)
            if (str_starts(str_n(s.p + i, s.n - i), str_of(separators[k].wide))) {
                p[n] = separators[k].plain;
                skip = strlen(separators[k].wide);
            }
        n++;
        i += skip;
    }
    return str_n(p, n);
}

static struct str closed(struct arena *a, struct buf *b)
{
    if (b->n)
        buf_char(b, ']');
    struct str out = str_dup(a, buf_view(b));
    buf_free(b);
    return out;
}

struct str cell_list_json(const struct plan *p, const struct cat_field *f, struct arena *a, struct str items)
{
    struct buf b = {0};
    struct str one;
    while (str_split(&items, ';', &one)) {
        one = str_trim(one);
        if (!one.n)
            continue;
        buf_char(&b, b.n ? ',' : '[');
        json_put_string(&b, list_id(p, f, one));
    }
    return closed(a, &b);
}

static void basis_put(struct buf *b, struct str instrument, struct str article)
{
    buf_z(b, b->n ? ",{" : "[{");
    if (article.n) {
        buf_z(b, "\"article\":");
        json_put_string(b, article);
        buf_char(b, ',');
    }
    buf_z(b, "\"instrument\":");
    json_put_string(b, instrument);
    buf_char(b, '}');
}

/* The instrument in front of a citation, which is left with the articles; `one` is not empty. */
static struct str instrument_split(const struct plan *p, struct str *one)
{
    ptrdiff_t end = str_starts(*one, STR("《")) ? str_find(*one, STR("》")) : -1;
    struct str instrument = STR_NONE;
    if (end < 0) {
        (void)str_split(one, ' ', &instrument);
        return instrument;
    }
    size_t open = strlen("《"), behind = (size_t)end + strlen("》");
    instrument = str_n(one->p + open, (size_t)end - open);
    *one = str_n(one->p + behind, one->n - behind);
    return instrument_id(p, str_trim(instrument));
}

struct str cell_basis_json(const struct plan *p, struct arena *a, struct str cell)
{
    struct buf b = {0};
    struct str rest = plain_separators(a, cell), one, article;
    while (str_split(&rest, ';', &one)) {
        bool cited = false;
        one = str_trim(one);
        if (!one.n)
            continue;
        struct str instrument = instrument_split(p, &one);
        while (str_split(&one, ',', &article)) {
            article = article_of(a, article);
            if (article.n)
                basis_put(&b, instrument, article);
            cited = cited || article.n;
        }
        if (!cited)
            basis_put(&b, instrument, STR_NONE);
    }
    return closed(a, &b);
}
