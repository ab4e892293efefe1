/* SPDX-License-Identifier: Apache-2.0 */
#include "catalog/catalog_int.h"
#include "text/text.h"

const struct cat_jurisdiction *catalog_jurisdiction(const struct catalog *c)
{
    return &c->jurisdiction;
}

struct str catalog_digest(const struct catalog *c)
{
    return str_of(c->digest);
}

/* ---- regions ---- */

const struct cat_region *catalog_region(const struct catalog *c, struct str code)
{
    return map_find(c->by_region, code);
}

size_t catalog_regions(const struct catalog *c, const struct cat_region **rows)
{
    *rows = ROW(c, TABLE_REGIONS, struct cat_region, 0);
    return c->tables[TABLE_REGIONS].n;
}

bool catalog_region_holds(struct str outer, struct str inner)
{
    if (str_is(outer, "000000") || str_is(outer, "100000"))
        return true;
    if (outer.n != 6 || inner.n != 6)
        return false;
    size_t n = str_ends(outer, STR("0000")) ? 2 : str_ends(outer, STR("00")) ? 4 : 6;
    return !memcmp(outer.p, inner.p, n);
}

/* Province, prefecture and the region itself; NULL where a level is the same as the one below, or unknown. */
static size_t region_line(const struct catalog *c, struct str code, const struct cat_region *line[3])
{
    char upper[6];
    size_t n = 0;
    for (size_t cut = 2; cut <= 4 && code.n == 6; cut += 2) {
        memcpy(upper, code.p, 6);
        memset(upper + cut, '0', 6 - cut);
        const struct cat_region *r = catalog_region(c, str_n(upper, 6));
        if (r && !r->filler && memcmp(upper, code.p, 6) && (!n || line[n - 1] != r))
            line[n++] = r;
    }
    line[n++] = catalog_region(c, code);
    return n;
}

void catalog_region_name(const struct catalog *c, struct str code, enum lang lang, struct buf *out)
{
    const struct cat_region *line[3];
    if (!catalog_region(c, code)) {
        buf_str(out, code);
        return;
    }
    size_t n = region_line(c, code, line);
    for (size_t i = 0; lang == LANG_ZH && i < n; i++)
        buf_str(out, line[i]->zh);
    for (size_t i = n; lang == LANG_EN && i-- > 0;) {
        buf_str(out, line[i]->en.n ? line[i]->en : line[i]->zh);
        if (i)
            buf_z(out, ", ");
    }
}

/* ---- agencies ---- */

const struct cat_agency *catalog_agency(const struct catalog *c, struct str id)
{
    return map_find(c->by_agency, id);
}

const struct cat_agency *catalog_agency_by_uscc(const struct catalog *c, struct str uscc)
{
    return map_find(c->by_agency_uscc, uscc);
}

const struct cat_agency *catalog_agency_by_name(const struct catalog *c, struct str name)
{
    struct buf key = {0};
    text_name_key(name, &key);
    const struct cat_agency *x = key.n ? map_find(c->by_agency_name, buf_view(&key)) : NULL;
    buf_free(&key);
    return x;
}

size_t catalog_agencies(const struct catalog *c, const struct cat_agency **rows)
{
    *rows = ROW(c, TABLE_AGENCIES, struct cat_agency, 0);
    return c->tables[TABLE_AGENCIES].n;
}

static bool succeeds(const struct catalog *c, struct str old, struct str now, int hops)
{
    const struct cat_agency *g = catalog_agency(c, old);
    struct str rest = g ? g->successor : STR_NONE, one;
    while (hops > 0 && str_split(&rest, ';', &one))
        if (str_eq(str_trim(one), now) || succeeds(c, str_trim(one), now, hops - 1))
            return true;
    return false;
}

bool catalog_agency_succeeds(const struct catalog *c, struct str old, struct str now)
{
    enum { MOST_REFORMS = 8 };
    return succeeds(c, old, now, MOST_REFORMS);
}

/* ---- types, instruments, words, exceptions ---- */

static size_t by_id_first(const struct cat_type *const *v, size_t n, struct str id)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (str_cmp(v[mid]->id, id) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

const struct cat_type *catalog_type(const struct catalog *c, struct str id)
{
    return map_find(c->by_type, id);
}

const struct cat_type *type_row_on(const struct catalog *c, struct str id, struct day on)
{
    size_t i = by_id_first(c->all_types, c->n_all_types, id);
    const struct cat_type *last = NULL;
    for (; i < c->n_all_types && str_eq(c->all_types[i]->id, id); i++) {
        last = c->all_types[i];
        if (day_is(on) && catalog_in_force(last->valid_from, last->valid_to, on))
            return last;
    }
    return last;
}

const struct cat_type *catalog_type_on(const struct catalog *c, struct str id, struct day on)
{
    const struct cat_type *newest = catalog_type(c, id), *row = newest ? type_row_on(c, id, on) : NULL;
    bool is_newest = row && row->valid_from.n == newest->valid_from.n;
    return is_newest ? newest : row; /* one address a row: that of catalog_type */
}

size_t catalog_types(const struct catalog *c, const struct cat_type **rows)
{
    *rows = c->types;
    return c->n_types;
}

const struct cat_instrument *catalog_instrument(const struct catalog *c, struct str id)
{
    return map_find(c->by_instrument, id);
}

size_t catalog_instruments(const struct catalog *c, const struct cat_instrument **rows)
{
    *rows = ROW(c, TABLE_INSTRUMENTS, struct cat_instrument, 0);
    return c->tables[TABLE_INSTRUMENTS].n;
}

struct str catalog_label(const struct catalog *c, struct str id, enum lang lang)
{
    const struct label_row *x = map_find(c->by_label, id);
    return !x ? id : lang == LANG_ZH ? x->zh : x->en;
}

bool catalog_code_is_exception(const struct catalog *c, struct str code)
{
    uint8_t digest[SHA256_BYTES];
    struct buf key = {0};
    if (map_find(c->by_exception, code))
        return true;
    sha256_of(code.p, code.n, digest);
    buf_z(&key, "sha256:");
    hex_put(&key, digest, sizeof digest);
    bool is = map_find(c->by_exception, buf_view(&key)) != NULL;
    buf_free(&key);
    return is;
}
