/* SPDX-License-Identifier: Apache-2.0 */
/* entities.csv and records.jsonl, in our own names. */
#include "cli/export.h"

#include <unistd.h>

bool export_file(const char *dir, const char *name, struct arena *a, FILE **out, struct err *e)
{
    const char *path = path_join(a, dir, name);
    FILE *f = fopen(path, "wb");
    if (!f)
        return ERR_ERRNO(e, "%s", path);
    *out = f;
    return true;
}

bool export_put(FILE *out, struct str text, struct err *e)
{
    return text.n == 0 || fwrite(text.p, 1, text.n, out) == text.n || ERR_ERRNO(e, "writing the export");
}

bool export_end(FILE *out, struct err *e)
{
    if (!out)
        return true;
    bool ok = fflush(out) == 0 && fsync(fileno(out)) == 0;
    if (!ok)
        ERR_ERRNO(e, "writing the export");
    return fclose(out) == 0 && ok;
}

bool export_is_personal(const struct cat_field *f)
{
    return f->klass != CLASS_PUBLIC || str_is(f->id, "legal_rep");
}

/* The record without the fields that name a person. */
static struct view_record without_people(const struct exporting *x, const struct view_record *r, struct arena *a)
{
    struct view_record out = *r;
    out.fields = arena_alloc(a, mem_mul(r->n_fields + 1, sizeof *out.fields));
    out.n_fields = 0;
    for (size_t i = 0; i < r->n_fields; i++) {
        const struct cat_field *f = catalog_field(x->s->catalog, r->kind, r->type_id, r->fields[i].id);
        if (f && !export_is_personal(f))
            out.fields[out.n_fields++] = r->fields[i];
    }
    return out;
}

/* An entity line of the export carries no field of a person: it is the identity without its office-holders. */
bool plain_entity(struct exporting *x, const struct view_entity *v, struct err *e)
{
    char from[DAY_CHARS], until[DAY_CHARS];
    struct str cells[] = {v->uscc,
                          v->name,
                          v->status,
                          v->registered ? STR("yes") : STR("no"),
                          str_of(day_format(v->registered_on, from)),
                          str_of(day_format(v->ended_on, until))};
    struct buf out = {0};
    struct arena *a = arena_new();
    if (x->n_entities == 0)
        buf_z(&out, "uscc,name,status,registered,registered_on,ended_on\r\n");
    csv_put_row(&out, cells, sizeof cells / sizeof *cells, true);
    bool ok = export_put(x->entities, buf_view(&out), e);
    for (size_t i = 0; ok && i < v->n_records; i++) {
        buf_clear(&out);
        struct view_record r = without_people(x, &v->records[i], a);
        view_record_json(&r, &out);
        buf_char(&out, '\n');
        ok = export_put(x->records, buf_view(&out), e);
    }
    x->n_entities++;
    x->n_records += (int64_t)v->n_records;
    buf_free(&out);
    arena_free(a);
    return ok;
}
