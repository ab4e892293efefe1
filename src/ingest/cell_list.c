/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Cells that hold several things, as the canonical JSON that stands in an act: grounds as vanished;diverted, bases as
 * ql-credit 34;ql-prepaid-r 12,14 (in the manner of the rulebook's own tables). Whether there are such grounds and
 * instruments is judged by act.
 */
#include "ingest_int.h"

#include "codec/codec.h"

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

struct str cell_list_json(struct arena *a, struct str items)
{
    struct buf b = {0};
    struct str one;
    while (str_split(&items, ';', &one)) {
        one = str_trim(one);
        if (!one.n)
            continue;
        buf_char(&b, b.n ? ',' : '[');
        json_put_string(&b, one);
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

struct str cell_basis_json(struct arena *a, struct str cell)
{
    struct buf b = {0};
    struct str rest = plain_separators(a, cell), one, instrument, article;
    while (str_split(&rest, ';', &one)) {
        bool cited = false;
        one = str_trim(one);
        if (!str_split(&one, ' ', &instrument))
            continue;
        while (str_split(&one, ',', &article)) {
            article = str_trim(article);
            if (article.n)
                basis_put(&b, instrument, article);
            cited = cited || article.n;
        }
        if (!cited)
            basis_put(&b, instrument, STR_NONE);
    }
    return closed(a, &b);
}
