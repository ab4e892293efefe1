/* SPDX-License-Identifier: Apache-2.0 */
/* What is current about an organisation, by type and agency: a list of decisions, never a verdict over them. */
#include "screen_int.h"

#include <stdlib.h>

/* The newest first inside a group, which is how the registry hands them out. */
struct shown {
    const struct reg_record *r;
    size_t at;
};

static int by_group(const void *pa, const void *pb)
{
    const struct shown *a = pa, *b = pb;
    int c = str_cmp(a->r->type, b->r->type);
    if (!c)
        c = str_cmp(a->r->agency, b->r->agency);
    return c ? c : a->at < b->at ? -1 : a->at > b->at;
}

/* Records that the public sees today and that are not past. */
static bool current_records(struct screen *s, struct str uscc, struct arena *a, struct shown **out, size_t *n,
                            struct err *e)
{
    struct reg_record *all;
    size_t n_all, kept = 0;
    if (!registry_records(s->ask.store, uscc, a, &all, &n_all, e))
        return false;
    struct shown *rows = arena_alloc(a, n_all * sizeof *rows + 1);
    for (size_t i = 0; i < n_all; i++) {
        enum reg_shown shown;
        if (!registry_shown(s->ask.store, &all[i], &s->ask.when, a, &shown, e))
            return false;
        if (shown == SHOWN_CURRENT)
            rows[kept++] = (struct shown){&all[i], i};
    }
    qsort(rows, kept, sizeof *rows, by_group);
    *out = rows;
    *n = kept;
    return true;
}

static struct str in_lang(const struct screen *s, struct str zh, struct str en, struct str id)
{
    struct str text = (s->ask.lang == LANG_EN && en.n) || !zh.n ? en : zh;
    return text.n ? text : id;
}

static void group_begin(const struct screen *s, const struct reg_record *r, struct screen_group *g)
{
    const struct cat_type *type = catalog_type(s->ask.catalog, r->type);
    const struct cat_agency *agency = catalog_agency(s->ask.catalog, r->agency);
    *g = (struct screen_group){.type = r->type,
                               .agency = r->agency,
                               .type_label = type ? in_lang(s, type->zh, type->en, r->type) : r->type,
                               .agency_name = agency ? in_lang(s, agency->zh, agency->en, r->agency) : r->agency,
                               .tone = r->flags & RECORD_ADVERSE ? TONE_ADVERSE
                                       : type                    ? type->tone
                                                                 : TONE_NEUTRAL};
}

static struct screen_record record_of(const struct screen *s, const struct reg_record *r, struct arena *a)
{
    char id[RECEIPT_CHARS];
    return (struct screen_record){.id = str_dup(a, str_of(receipt_of(s->ask.keys, r->seq, id))),
                                  .doc_no = r->doc_no,
                                  .decided_on = r->decided_on,
                                  .in_force_from = r->in_force_from,
                                  .in_force_until = r->in_force_until,
                                  .public_until = r->public_until};
}

static void groups_make(struct screen *s, const struct shown *rows, size_t n, struct arena *a,
                        struct screen_candidate *out)
{
    struct screen_record *records = arena_alloc(a, n * sizeof *records + 1);
    out->groups = arena_alloc(a, n * sizeof *out->groups + 1);
    for (size_t i = 0; i < n; i++) {
        struct screen_group *g = out->n_groups ? &out->groups[out->n_groups - 1] : NULL;
        if (!g || !str_eq(g->type, rows[i].r->type) || !str_eq(g->agency, rows[i].r->agency)) {
            g = &out->groups[out->n_groups++];
            group_begin(s, rows[i].r, g);
            g->records = records + i;
        }
        records[i] = record_of(s, rows[i].r, a);
        g->n++;
    }
}

bool candidate_add(struct screen *s, const struct reg_entity *x, enum screen_found found, struct str former_name,
                   struct arena *a, struct screen_line *out, struct err *e)
{
    struct shown *rows = NULL;
    size_t n = 0;
    for (size_t i = 0; i < out->n_candidates; i++)
        if (str_eq(out->candidates[i].uscc, x->uscc))
            return true;
    if (out->n_candidates == SCREEN_MAX_CANDIDATES) {
        out->more = true;
        return true;
    }
    if (x->flags & ENTITY_HAS_RECORDS && !current_records(s, x->uscc, a, &rows, &n, e))
        return false;
    if (!out->candidates)
        out->candidates = arena_alloc(a, SCREEN_MAX_CANDIDATES * sizeof *out->candidates);
    struct screen_candidate *c = &out->candidates[out->n_candidates++];
    *c = (struct screen_candidate){.uscc = x->uscc,
                                   .name = x->name,
                                   .status = x->status,
                                   .status_label = catalog_label(s->ask.catalog, x->status, s->ask.lang),
                                   .former_name = former_name,
                                   .found = found};
    groups_make(s, rows, n, a, c);
    return true;
}
