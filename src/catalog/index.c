/* SPDX-License-Identifier: Apache-2.0 */
/* The maps by which rows are found. Names that would lead to two rows are faults of the rulebook. */
#include "catalog/catalog_int.h"
#include "text/text.h"

struct str pair_key(struct pair *out, struct str a, struct str b)
{
    if (a.n > KEY_CELL_MAX || b.n > KEY_CELL_MAX)
        return STR_NONE;
    memcpy(out->text, a.n ? a.p : "", a.n);
    out->text[a.n] = '\x1f';
    memcpy(out->text + a.n + 1, b.n ? b.p : "", b.n);
    return str_n(out->text, a.n + 1 + b.n);
}

static void index_regions(struct catalog *c)
{
    c->by_region = map_new();
    for (size_t i = 0; i < c->tables[TABLE_REGIONS].n; i++) {
        struct cat_region *r = ROW(c, TABLE_REGIONS, struct cat_region, i);
        const struct cat_region *old = map_find(c->by_region, r->code);
        int last = r->to_rev ? r->to_rev : INT_MAX;
        int old_last = old && !old->to_rev ? INT_MAX : old ? old->to_rev : -1;
        if (last > old_last || (last == old_last && r->from_rev > old->from_rev))
            map_put(c->by_region, r->code, r);
    }
}

static void put_agency_name(struct loader *l, size_t i, const char *column, struct str name, struct buf *key)
{
    struct cat_agency *x = ROW(l->c, TABLE_AGENCIES, struct cat_agency, i);
    buf_clear(key);
    text_name_key(name, key);
    if (!key->n)
        return;
    const struct cat_agency *old = map_put(l->c->by_agency_name, buf_view(key), x);
    if (old && old != x)
        loader_bad(l, TABLE_AGENCIES, &l->c->tables[TABLE_AGENCIES].v[i], column, "rules-key", name, STR_NONE);
}

static void index_agency(struct loader *l, size_t i, struct buf *key)
{
    struct catalog *c = l->c;
    struct cat_agency *x = ROW(c, TABLE_AGENCIES, struct cat_agency, i);
    map_put(c->by_agency, x->id, x);
    if (x->uscc.n && map_put(c->by_agency_uscc, x->uscc, x))
        loader_bad(l, TABLE_AGENCIES, &c->tables[TABLE_AGENCIES].v[i], "uscc", "rules-key", x->uscc, STR_NONE);
    put_agency_name(l, i, "zh", x->zh, key);
    put_agency_name(l, i, "en", x->en, key);
    struct str rest = x->aliases, one;
    while (str_split(&rest, ';', &one))
        put_agency_name(l, i, "aliases", one, key);
}

static void index_agencies(struct loader *l)
{
    struct buf key = {0};
    l->c->by_agency = map_new();
    l->c->by_agency_uscc = map_new();
    l->c->by_agency_name = map_new();
    for (size_t i = 0; i < l->c->tables[TABLE_AGENCIES].n; i++)
        index_agency(l, i, &key);
    buf_free(&key);
}

static void index_labels(struct catalog *c)
{
    c->by_label = map_new();
    c->by_agency_kind = map_new();
    c->by_act_kind = map_new();
    struct buf key = {0};
    for (size_t i = 0; i < c->tables[TABLE_GLOSSARY].n; i++) {
        struct label_row *x = ROW(c, TABLE_GLOSSARY, struct label_row, i);
        if (!map_find(c->by_label, x->id))
            map_put(c->by_label, x->id, x);
        buf_clear(&key);
        buf_printf(&key, "%.*s.%.*s", STR_FMT(x->group), STR_FMT(x->id));
        map_put(c->by_label, buf_view(&key), x);
        if (str_is(x->group, "agency-kind"))
            map_put(c->by_agency_kind, x->id, x);
        if (str_is(x->group, "act-kind"))
            map_put(c->by_act_kind, x->id, x);
    }
    buf_free(&key);
}

static void index_powers(struct catalog *c)
{
    c->by_power = map_new();
    for (size_t i = 0; i < c->tables[TABLE_POWERS].n; i++) {
        const struct cat_power *x = ROW(c, TABLE_POWERS, struct cat_power, i);
        struct pair pair;
        struct str key = pair_key(&pair, x->agency_kind, x->act_kind);
        struct power_list *list = map_find(c->by_power, key);
        if (!list) {
            list = arena_alloc(c->arena, sizeof *list);
            map_put(c->by_power, key, list);
        }
        VEC_PUSH(list, x);
    }
}

/* By scope and clock: every act asks for several, and a rulebook has hundreds. */
static void index_terms(struct catalog *c)
{
    c->by_term = map_new();
    for (size_t i = 0; i < c->tables[TABLE_TERMS].n; i++) {
        const struct cat_term *x = ROW(c, TABLE_TERMS, struct cat_term, i);
        struct pair pair;
        struct str key = pair_key(&pair, x->scope, x->what);
        struct term_list *list = map_find(c->by_term, key);
        if (!list) {
            list = arena_alloc(c->arena, sizeof *list);
            map_put(c->by_term, key, list);
        }
        VEC_PUSH(list, x);
    }
}

static void index_calendar(struct catalog *c)
{
    c->calendar_from = c->calendar_until = DAY_NONE;
    size_t n = c->tables[TABLE_CALENDAR].n;
    if (!n)
        return;
    int first, last, month, day;
    day_to_date(ROW(c, TABLE_CALENDAR, struct calendar_row, 0)->day, &first, &month, &day);
    day_to_date(ROW(c, TABLE_CALENDAR, struct calendar_row, n - 1)->day, &last, &month, &day);
    c->calendar_from = day_of_date(first, 1, 1);
    c->calendar_until = day_of_date(last, 12, 31);
}

static void index_ids(struct catalog *c)
{
    c->by_type = map_new();
    for (size_t i = 0; i < c->n_types; i++)
        map_put(c->by_type, c->types[i].id, &c->types[i]);
    c->by_instrument = map_new();
    for (size_t i = 0; i < c->tables[TABLE_INSTRUMENTS].n; i++) {
        struct cat_instrument *x = ROW(c, TABLE_INSTRUMENTS, struct cat_instrument, i);
        map_put(c->by_instrument, x->id, x);
    }
    c->by_exception = map_new();
    for (size_t i = 0; i < c->tables[TABLE_EXCEPTIONS].n; i++) {
        struct exception_row *x = ROW(c, TABLE_EXCEPTIONS, struct exception_row, i);
        map_put(c->by_exception, x->code, x);
    }
}

void index_tables(struct loader *l)
{
    index_regions(l->c);
    index_agencies(l);
    index_labels(l->c);
    index_powers(l->c);
    index_terms(l->c);
    index_calendar(l->c);
    index_ids(l->c);
    index_process(l->c);
    index_fields(l);
}

static void power_lists_free(struct map *m)
{
    size_t at = 0;
    struct str key;
    void *value;
    while (m && map_each(m, &at, &key, &value)) {
        struct power_list *list = value;
        VEC_FREE(list);
    }
    map_free(m);
}

static void term_lists_free(struct map *m)
{
    size_t at = 0;
    struct str key;
    void *value;
    while (m && map_each(m, &at, &key, &value)) {
        struct term_list *list = value;
        VEC_FREE(list);
    }
    map_free(m);
}

void index_free(struct catalog *c)
{
    term_lists_free(c->by_term);
    index_fields_free(c);
    power_lists_free(c->by_power);
    struct map *const maps[] = {c->by_region,      c->by_agency,     c->by_agency_uscc, c->by_agency_name,
                                c->by_type,        c->by_instrument, c->by_label,       c->by_exception,
                                c->by_agency_kind, c->by_act_kind,   c->by_machine,     c->by_grounds};
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
        map_free(maps[i]);
}
