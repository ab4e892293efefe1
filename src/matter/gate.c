/* SPDX-License-Identifier: Apache-2.0 */
/* Gates that lists, measures and remedies share: the legal basis, reasons, papers. */
#include "matter/matter.h"

/* ---- what the rulebook names: "instrument words;instrument" ---- */

struct named {
    bool there, article;
};

static void look_for(struct str cell, struct str instrument, struct named *out)
{
    struct str one, id;
    while (str_split(&cell, ';', &one)) {
        struct str words = str_trim(one);
        if (!str_split(&words, ' ', &id) || !str_eq(id, instrument))
            continue;
        out->there = true;
        out->article = out->article || str_trim(words).n > 0;
    }
}

static struct named named_by_rulebook(const struct step *s, struct str instrument)
{
    struct named out = {0};
    struct str *grounds;
    size_t n;
    if (s->measure) {
        look_for(s->measure->type.basis, instrument, &out);
        return out;
    }
    if (s->m->type)
        look_for(s->m->type->basis, instrument, &out);
    if (s->list && act_items(s->act, "grounds", s->a, &grounds, &n))
        for (size_t i = 0; i < n; i++) {
            const struct cat_ground *g = catalog_ground(s->m->rows, s->list->type.id, grounds[i], s->m->opened);
            if (g)
                look_for(g->basis, instrument, &out);
        }
    return out;
}

static bool in_force(const struct cat_instrument *x, struct day on)
{
    return day_within(x->valid_from, x->valid_to, on);
}

static bool is_local(const struct cat_instrument *x)
{
    return str_is(x->kind, "local") || x->region.n > 0;
}

/* Local law reaches its own region; an authority elsewhere needs something that holds everywhere beside it. */
static bool local_reaches(const struct step *s, const struct act_basis *b, size_t n)
{
    bool general = false, all = true;
    for (size_t i = 0; i < n; i++) {
        const struct cat_instrument *x = catalog_instrument(s->c, b[i].instrument);
        general = general || !is_local(x);
        all = all && (!is_local(x) || (s->agency && catalog_region_holds(x->region, s->agency->region)));
    }
    return all || general;
}

bool gate_basis(struct step *s)
{
    struct act_basis *b;
    size_t n;
    if (!act_bases(s->act, "basis", s->a, &b, &n) || n == 0)
        return step_refuse(s, "no-basis", STR_NONE, STR_NONE);
    for (size_t i = 0; i < n; i++)
        if (!catalog_instrument(s->c, b[i].instrument))
            return step_refuse(s, "no-basis", b[i].instrument, STR_NONE);
    for (size_t i = 0; i < n; i++)
        if (!in_force(catalog_instrument(s->c, b[i].instrument), s->on))
            return step_refuse(s, "edition-not-in-force", b[i].instrument, STR_NONE);
    for (size_t i = 0; i < n; i++) {
        struct named x = named_by_rulebook(s, b[i].instrument);
        if (!x.there || (x.article && !str_trim(b[i].article).n))
            return step_refuse(s, "no-basis", b[i].instrument, STR_NONE);
    }
    return local_reaches(s, b, n) || step_refuse(s, "local-only", b[0].instrument, STR_NONE);
}

bool gate_reason(struct step *s)
{
    return str_trim(act_text(s->act, "reason")).n > 0 || step_refuse(s, "reason-missing", STR_NONE, STR_NONE);
}

static bool papers_there(struct step *s, struct str kinds)
{
    struct str one;
    while (str_split(&kinds, ' ', &one))
        if (one.n && !act_has_paper(s->act, one))
            return step_refuse(s, "paper-missing", one, STR_NONE);
    return true;
}

bool step_papers(struct step *s)
{
    return papers_there(s, s->row->papers);
}
