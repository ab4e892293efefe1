/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest_int.h"

#include <stdlib.h>

static bool is_offered(const struct cat_field *f)
{
    return f->pos > 0 && f->klass != CLASS_RESTRICTED;
}

static struct str english(struct arena *a, const struct cat_field *f)
{
    struct str name = f->en.n ? f->en : f->id;
    return f->required == 'M' ? str_printf(a, "%.*s *", STR_FMT(name)) : name;
}

bool ingest_template(const struct catalog *c, enum act_kind kind, struct str type, struct buf *csv, struct err *e)
{
    size_t n, used = 0;
    const char *kind_text = act_kind_text(kind);
    const struct cat_field *const *fields = kind_text ? catalog_fields(c, str_of(kind_text), type, &n) : NULL;
    if (!fields || !n)
        return ERR(e, ERR_NOT_FOUND, "the rulebook has no table of columns for this kind and type");
    struct arena *a = arena_new();
    struct str *zh = arena_alloc(a, n * sizeof *zh), *en = arena_alloc(a, n * sizeof *en);
    for (size_t i = 0; i < n; i++) {
        if (!is_offered(fields[i]))
            continue;
        zh[used] = fields[i]->zh.n ? fields[i]->zh : fields[i]->id;
        en[used] = english(a, fields[i]);
        if (!used) /* the mark by which readers know the row and skip it */
            en[used] = str_printf(a, "填表说明 (* required): %.*s", STR_FMT(en[0]));
        used++;
    }
    bool ok = used > 0 || ERR(e, ERR_NOT_FOUND, "this kind has no columns to fill in");
    if (ok) {
        buf_z(csv, "\xEF\xBB\xBF"); /* spreadsheet programs take a file without the mark for their local encoding */
        csv_put_row(csv, zh, used, true);
        csv_put_row(csv, en, used, true);
    }
    arena_free(a);
    return ok;
}
