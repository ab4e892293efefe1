/* SPDX-License-Identifier: Apache-2.0 */
/* Who files a row: --agency, or the authority that the row names; where both are given they must agree. */
#include "ingest_int.h"

#include "text/text.h"

static struct str cell_at(const struct str *cells, int column)
{
    return column == NO_COLUMN ? STR_NONE : str_trim(cells[column]);
}

static const struct cat_agency *look_up(const struct plan *p, struct str code, struct str name)
{
    const struct cat_agency *a = code.n ? catalog_agency_by_uscc(p->c, code) : NULL;
    if (!a && code.n)
        a = catalog_agency(p->c, code); /* our own short id in the code's column */
    return !a && name.n ? catalog_agency_by_name(p->c, name) : a;
}

/* Neighbouring rows mostly come from one authority. */
static const struct cat_agency *remembered(struct plan *p, struct str code, struct str name)
{
    struct agency_memo *m = &p->memo;
    if (m->known && str_eq(m->code, code) && str_eq(m->name, name))
        return m->agency;
    const struct cat_agency *a = look_up(p, code, name);
    arena_reset(p->memo_arena);
    *m = (struct agency_memo){str_dup(p->memo_arena, code), str_dup(p->memo_arena, name), a, true};
    return a;
}

static const struct cat_agency *agreed(struct plan *p, struct str code, struct str name, int64_t line)
{
    const struct cat_agency *found = remembered(p, code, name);
    if (found == p->agency)
        return found;
    bool code_differs = code.n && p->agency->uscc.n && !str_eq(code, p->agency->uscc);
    if (!found && !code_differs && !name.n) /* a code nobody has told us yet */
        return p->agency;
    int column = code.n ? p->authority_code : p->authority_name;
    row_fault(p, line, column + 1, "power", p->agency->id, code.n ? code : name, STR_NONE);
    return NULL;
}

const struct cat_agency *row_agency(struct plan *p, const struct str *cells, int64_t line)
{
    struct str code = cell_at(cells, p->authority_code), name = cell_at(cells, p->authority_name);
    if (p->agency)
        return p->copy || (!code.n && !name.n) ? p->agency : agreed(p, code, name, line);
    if (!code.n && !name.n) {
        row_fault(p, line, 0, "required", STR("agency"), STR_NONE, STR_NONE);
        return NULL;
    }
    const struct cat_agency *a = remembered(p, code, name);
    if (!a)
        row_fault(p, line, (code.n ? p->authority_code : p->authority_name) + 1, "agency-unknown", code.n ? code : name,
                  STR_NONE, STR_NONE);
    return a;
}
