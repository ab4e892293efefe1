/* SPDX-License-Identifier: Apache-2.0 */
/* Papers in a table: what each is, what it was called, and its digest. */
#include "ingest_int.h"

enum { DIGEST_CHARS = SHA256_BYTES * 2, PAPERS_MOST = 64 };

/* The kind that a label means; what no row has is left for act to refuse. */
static struct str paper_kind(const struct plan *p, struct str said)
{
    const struct cat_field *f = catalog_field(p->c, p->kind, p->type, said);
    if (!f)
        f = catalog_field_by_header(p->c, p->kind, p->type, said);
    return f && f->value == VALUE_PAPER && !f->member.n ? f->id : said;
}

/* The digest at the end of an item, in small letters; empty when it has none. */
static struct str digest_cut(struct arena *a, struct str *item)
{
    uint8_t digest[SHA256_BYTES];
    if (item->n < DIGEST_CHARS || (item->n > DIGEST_CHARS && item->p[item->n - DIGEST_CHARS - 1] != ' '))
        return STR_NONE;
    char *lower = arena_alloc(a, DIGEST_CHARS);
    const char *tail = item->p + item->n - DIGEST_CHARS;
    for (size_t i = 0; i < DIGEST_CHARS; i++)
        lower[i] = (char)(tail[i] >= 'A' && tail[i] <= 'F' ? tail[i] | 0x20 : tail[i]);
    if (!hex_parse(str_n(lower, DIGEST_CHARS), digest, sizeof digest))
        return STR_NONE;
    *item = str_trim(str_n(item->p, item->n - DIGEST_CHARS));
    return str_n(lower, DIGEST_CHARS);
}

static bool one_paper(struct plan *p, const struct cat_field *f, struct str item, int64_t line, int column,
                      struct arena *a, struct act *out)
{
    struct str kind = f->id, whole = item;
    struct str sha256 = digest_cut(a, &item);
    if (f->member.n) /* the column of all papers */
        kind = str_split(&item, ' ', &kind) ? paper_kind(p, kind) : STR_NONE;
    if (!sha256.n || !kind.n || out->n_papers == PAPERS_MOST) {
        row_fault(p, line, column, "format", whole, f->member.n ? STR("kind name sha256; …") : STR("name sha256; …"),
                  STR_NONE);
        return false;
    }
    if (!out->papers)
        out->papers = arena_alloc(a, PAPERS_MOST * sizeof *out->papers);
    out->papers[out->n_papers++] = (struct act_paper){.kind = kind, .name = str_trim(item), .sha256 = sha256};
    return true;
}

/* Papers are told apart by semicolons and line ends alone: their names may hold commas. */
static struct str next_item(struct str *rest)
{
    static const char *const ends[] = {"；", ";", "\n"};
    size_t at = rest->n, skip = 0;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        ptrdiff_t found = str_find(*rest, str_of(ends[i]));
        if (found >= 0 && (size_t)found < at) {
            at = (size_t)found;
            skip = strlen(ends[i]);
        }
    }
    struct str item = str_trim(str_n(rest->p, at));
    *rest = str_n(rest->p + at + skip, rest->n - at - skip);
    return item;
}

bool cell_papers(struct plan *p, const struct cat_field *f, struct str cell, int64_t line, int column, struct arena *a,
                 struct act *out)
{
    while (cell.n) {
        struct str item = next_item(&cell);
        if (item.n && !one_paper(p, f, item, line, column, a, out))
            return false;
    }
    return true;
}
