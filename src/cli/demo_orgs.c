/* SPDX-License-Identifier: Apache-2.0 */
/* Organisations: a code whose two checks are right, a name nobody else has, a life between founding and today. */
#include "cli/demo_int.h"

const struct demo_kind_row demo_kinds[DEMO_KINDS] = {
    [DEMO_FIRM] = {'9', '1', 396, "mr", "1190"},    [DEMO_TRADER] = {'9', '2', 500, "mr", "9999"},
    [DEMO_COOP] = {'9', '3', 25, "mr", "9100"},     [DEMO_ORGAN] = {'1', '1', 6, "sco", ""},
    [DEMO_INSTITUTION] = {'1', '2', 25, "sco", ""}, [DEMO_ASSOCIATION] = {'5', '1', 15, "civil", ""},
    [DEMO_PRIVATE] = {'5', '2', 17, "civil", ""},   [DEMO_FUND] = {'5', '3', 1, "civil", ""},
    [DEMO_VILLAGE] = {'N', '2', 15, "ag", ""},
};

/* ---- codes ---- */

static void body_put(char out[8], bool since_reform, uint64_t r)
{
    static const char letters[] = USCC_ALPHABET;
    size_t i = 0;
    if (since_reform) {
        out[i++] = 'M';
        out[i++] = 'A';
    }
    for (; i < 8; i++, r /= 31)
        out[i] = since_reform ? letters[r % 31] : (char)('0' + r % 10);
}

static void code_put(struct demo_org *o, struct str region, bool since_reform, uint64_t r)
{
    char *p = o->uscc;
    p[0] = demo_kinds[o->kind].department;
    p[1] = demo_kinds[o->kind].category;
    memcpy(p + 2, region.p, 6);
    body_put(p + 8, since_reform, r);
    p[16] = uscc_org_check_char(p + 8);
    p[17] = uscc_check_char(p);
    p[18] = 0;
}

/* A code that GB 32100 allows and nobody in this demo has, place 17 included. */
static void code_make(struct demo *d, struct demo_org *o)
{
    struct day reform = day_of_date(2015, 10, 1);
    do
        code_put(o, d->places[o->place].code, o->born.n >= reform.n, chance_next(&d->chance));
    while (!o->uscc[16] || !o->uscc[17] || map_find(d->codes, str_of(o->uscc)));
    map_put(d->codes, str_of(o->uscc), o);
}

static void reg_no_make(struct demo *d, struct demo_org *o)
{
    bool business = o->kind == DEMO_FIRM || o->kind == DEMO_TRADER || o->kind == DEMO_COOP;
    if (!business || o->born.n >= day_of_date(2015, 10, 1).n)
        return;
    char *p = o->reg_no;
    memcpy(p, d->places[o->place].code.p, 6);
    p[6] = o->kind == DEMO_TRADER ? '6' : '2';
    for (int i = 7; i < 14; i++)
        p[i] = (char)('0' + chance_below(&d->chance, 10));
    p[14] = uscc_reg_no_check_digit(p);
    p[15] = 0;
}

/* ---- names ---- */

static struct str brand(struct demo *d)
{
    const char *first = word_brand(&d->chance, 0), *second = word_brand(&d->chance, 1);
    return str_printf(d->a, "%s%s", first, second);
}

static struct str firm_name(struct demo *d, struct demo_org *o)
{
    const struct demo_place *p = &d->places[o->place];
    const struct str heads[] = {p->city_name, p->city_short, d->province_short, p->name, p->short_name};
    struct str head = heads[chance_below(&d->chance, 5)], b = brand(d);
    const struct trade *t = word_trade(&d->chance);
    const char *form = word_firm_form(&d->chance);
    o->industry = t->industry;
    if (chance_hit(&d->chance, 60))
        return str_printf(d->a, "%.*s（%.*s）%s%s", STR_FMT(b), STR_FMT(p->city_short), t->word, form);
    return str_printf(d->a, "%.*s%.*s%s%s", STR_FMT(head), STR_FMT(b), t->word, form);
}

static struct str trader_name(struct demo *d, struct demo_org *o)
{
    const struct demo_place *p = &d->places[o->place];
    struct str b = brand(d);
    const char *shop = word_shop(&d->chance);
    o->industry = "F";
    if (chance_hit(&d->chance, 400))
        return str_printf(d->a, "%.*s%.*s%.*s%s", STR_FMT(p->city_name), STR_FMT(p->name), STR_FMT(b), shop);
    return str_printf(d->a, "%.*s%.*s%s", STR_FMT(p->name), STR_FMT(b), shop);
}

static struct str coop_name(struct demo *d, struct demo_org *o)
{
    struct str b = brand(d);
    o->industry = "A";
    return str_printf(d->a, "%.*s%.*s%s专业合作社", STR_FMT(d->places[o->place].name), STR_FMT(b),
                      word_coop(&d->chance));
}

static struct str organ_name(struct demo *d, struct demo_org *o)
{
    const struct demo_place *p = &d->places[o->place];
    const char *tail = word_organ(chance_below(&d->chance, 40));
    o->industry = "S";
    if (tail)
        return str_printf(d->a, "%.*s%s", STR_FMT(p->name), tail);
    struct str b = brand(d);
    return str_printf(d->a, "%.*s%.*s%s", STR_FMT(p->name), STR_FMT(b),
                      chance_hit(&d->chance, 500) ? "镇人民政府" : "街道办事处");
}

static struct str institution_name(struct demo *d, struct demo_org *o)
{
    const struct demo_place *p = &d->places[o->place];
    struct str place = chance_hit(&d->chance, 250) ? p->city_name : p->name;
    uint32_t number = chance_below(&d->chance, 60) + 1;
    o->industry = "P";
    return str_printf(d->a, "%.*s第%u%s", STR_FMT(place), number, word_institution(&d->chance));
}

static struct str association_name(struct demo *d, struct demo_org *o)
{
    const struct demo_place *p = &d->places[o->place];
    const struct str heads[] = {d->province_name, p->city_name, p->name};
    struct str head = heads[chance_below(&d->chance, 3)];
    struct str b = chance_hit(&d->chance, 700) ? brand(d) : STR("");
    o->industry = "S";
    return str_printf(d->a, "%.*s%.*s%s", STR_FMT(head), STR_FMT(b), word_association(&d->chance));
}

static struct str private_name(struct demo *d, struct demo_org *o)
{
    struct str b = brand(d);
    o->industry = "P";
    return str_printf(d->a, "%.*s%.*s%s", STR_FMT(d->places[o->place].name), STR_FMT(b), word_private_body(&d->chance));
}

static struct str fund_name(struct demo *d, struct demo_org *o)
{
    struct str b = brand(d);
    o->industry = "S";
    return str_printf(d->a, "%.*s%.*s公益基金会", STR_FMT(d->province_name), STR_FMT(b));
}

static struct str village_name(struct demo *d, struct demo_org *o)
{
    struct str town = brand(d), village = brand(d);
    o->industry = "A";
    return str_printf(d->a, "%.*s%.*s镇%.*s村股份经济合作社", STR_FMT(d->places[o->place].name), STR_FMT(town),
                      STR_FMT(village));
}

static struct str name_make(struct demo *d, struct demo_org *o)
{
    static struct str (*const makers[DEMO_KINDS])(struct demo * d, struct demo_org * o) = {
        firm_name,        trader_name,  coop_name, organ_name,   institution_name,
        association_name, private_name, fund_name, village_name,
    };
    enum { TRIES = 12 };
    struct str name = makers[o->kind](d, o);
    for (int i = 0; i < TRIES && map_find(d->names, name); i++)
        name = makers[o->kind](d, o);
    while (map_find(d->names, name)) { /* few names of this sort are left: a brand behind the place makes it new */
        struct str b = brand(d);
        name = str_printf(d->a, "%.*s%.*s", STR_FMT(name), STR_FMT(b));
    }
    map_put(d->names, name, o);
    return name;
}

/* ---- lives ---- */

static struct day day_between(struct demo *d, struct day from, struct day to)
{
    return to.n <= from.n ? from : day_add(from, (int32_t)chance_below(&d->chance, (uint32_t)(to.n - from.n)));
}

/* Most organisations are young, as in every register; a third was there before the code was. */
static struct day born_make(struct demo *d, enum demo_kind kind)
{
    if (kind == DEMO_ORGAN || kind == DEMO_INSTITUTION)
        return day_between(d, day_of_date(1990, 1, 1), day_of_date(2019, 1, 1));
    if (chance_hit(&d->chance, 330))
        return day_between(d, day_of_date(1996, 1, 1), day_of_date(2015, 10, 1));
    if (chance_hit(&d->chance, 500))
        return day_between(d, day_of_date(2015, 10, 1), d->first);
    return day_between(d, d->first, day_add(d->last, -40));
}

static void life_make(struct demo *d, struct demo_org *o)
{
    bool business = o->kind == DEMO_FIRM || o->kind == DEMO_TRADER || o->kind == DEMO_COOP;
    struct day from = o->born.n > d->first.n ? o->born : d->first;
    if (business && chance_hit(&d->chance, 90))
        o->ended = day_between(d, day_add(from, 200), day_add(d->last, -10));
    if (o->kind != DEMO_FIRM || day_is(o->ended) || !chance_hit(&d->chance, 40))
        return;
    o->renamed = day_between(d, day_add(o->born, 100), day_add(d->last, -10));
    o->other_name = o->name;
    o->name = name_make(d, o);
}

static void org_make(struct demo *d, struct demo_org *o, enum demo_kind kind)
{
    static const int32_t capitals[] = {10, 30, 50, 100, 200, 300, 500, 1000, 2000, 5000};
    o->kind = kind;
    o->place = chance_below(&d->chance, (uint32_t)d->n_places);
    o->renamed = o->ended = DAY_NONE;
    o->born = born_make(d, kind);
    code_make(d, o);
    reg_no_make(d, o);
    o->name = name_make(d, o);
    if (kind == DEMO_FIRM)
        o->capital_wan = capitals[chance_below(&d->chance, 10)];
    o->address = str_printf(d->a, "%.*s%s%u号", STR_FMT(d->places[o->place].full), word_road(&d->chance),
                            chance_below(&d->chance, 400) + 1);
    life_make(d, o);
}

static enum demo_kind kind_of(uint32_t permille)
{
    for (int k = 0; k < DEMO_KINDS; k++) {
        if (permille < demo_kinds[k].permille)
            return (enum demo_kind)k;
        permille -= demo_kinds[k].permille;
    }
    return DEMO_FIRM;
}

/* A bureau among the cases is the agency of the rulebook itself. */
static void case_identity(struct demo *d, struct demo_org *o, const char *tail)
{
    const struct demo_place *p = &d->places[o->place];
    const struct cat_agency *g = o->kind == DEMO_ORGAN ? demo_agency(d, p, "approve") : NULL;
    if (g && g->uscc.n == USCC_CHARS) {
        memcpy(o->uscc, g->uscc.p, USCC_CHARS);
        o->name = g->zh;
        map_put(d->codes, g->uscc, o);
        return;
    }
    code_make(d, o);
    reg_no_make(d, o);
    o->name = str_printf(d->a, "%.*s%s", STR_FMT(p->city_name), tail);
}

/* What the cases of the home page are; what was decided about them stands in demo_records.c. */
void demo_cases_make(struct demo *d)
{
    static const struct {
        enum demo_kind kind;
        const char *place_and_name, *former;
        int year, month, day;
    } rows[DEMO_CASES] = {
        {DEMO_FIRM, "岫溪食品有限公司", NULL, 2012, 5, 18},
        {DEMO_FIRM, "砚桥化工有限公司", NULL, 2014, 3, 11},
        {DEMO_FIRM, "汀洲新能源有限公司", "汀洲商贸有限公司", 2016, 8, 2},
        {DEMO_TRADER, "榆荫面馆", NULL, 2018, 11, 26},
        {DEMO_ORGAN, "行政审批局", NULL, 2016, 1, 12},
        {DEMO_FIRM, "棠苑软件有限公司", NULL, 2021, 9, 7},
    };
    struct chance kept = d->chance;
    d->chance.state = 20260630; /* the same six for every seed */
    for (size_t i = 0; i < DEMO_CASES; i++) {
        struct demo_org *o = &d->orgs[i];
        const struct demo_place *p = &d->places[0];
        *o = (struct demo_org){
            .kind = rows[i].kind, .place = 0, .renamed = DAY_NONE, .ended = DAY_NONE, .industry = "F"};
        o->born = day_of_date(rows[i].year, rows[i].month, rows[i].day);
        o->capital_wan = rows[i].kind == DEMO_FIRM ? 500 : 0;
        case_identity(d, o, rows[i].place_and_name);
        o->address = str_printf(d->a, "%.*s%s%zu号", STR_FMT(p->full), word_road(&d->chance), i + 1);
        map_put(d->names, o->name, o);
        if (!rows[i].former)
            continue;
        o->other_name = str_printf(d->a, "%.*s%s", STR_FMT(p->city_name), rows[i].former);
        o->renamed = day_of_date(2023, 4, 10);
        map_put(d->names, o->other_name, o);
    }
    d->chance = kept;
}

/* The place of an agency: its county, any county of its city, or the province. */
static size_t place_of(const struct demo *d, struct str region)
{
    for (size_t i = 0; i < d->n_places; i++)
        if (str_eq(d->places[i].code, region) || str_eq(d->places[i].city, region))
            return i;
    return d->n_places;
}

/* The agencies of the rulebook are organisations like all others. */
static size_t agencies_make(struct demo *d, size_t at, size_t n)
{
    const struct cat_agency *rows;
    size_t n_rows = catalog_agencies(d->catalog, &rows);
    for (size_t i = 0; i < n_rows && at < n; i++) {
        const struct cat_agency *g = &rows[i];
        if (g->uscc.n != USCC_CHARS || memcmp(g->region.p, DEMO_PROVINCE, 2) != 0 || map_find(d->codes, g->uscc))
            continue;
        struct demo_org *o = &d->orgs[at++];
        *o = (struct demo_org){
            .kind = DEMO_ORGAN, .name = g->zh, .industry = "S", .renamed = DAY_NONE, .ended = DAY_NONE};
        memcpy(o->uscc, g->uscc.p, USCC_CHARS);
        o->place = (uint32_t)place_of(d, g->region);
        o->born = day_of_date(2016, 1, 12);
        o->address =
            str_printf(d->a, "%.*s%s%zu号", STR_FMT(d->places[o->place].full), word_road(&d->chance), i % 90 + 1);
        map_put(d->names, o->name, o);
        map_put(d->codes, g->uscc, o);
    }
    return at;
}

bool demo_orgs_make(struct demo *d, size_t n, struct err *e)
{
    if (n < DEMO_CASES)
        return ERR(e, ERR_INVALID, "a demo has at least %d organisations", DEMO_CASES);
    d->orgs = arena_alloc(d->a, mem_mul(n, sizeof *d->orgs));
    d->n_orgs = n;
    demo_cases_make(d);
    for (size_t i = agencies_make(d, DEMO_CASES, n); i < n; i++) {
        enum demo_kind kind = kind_of(chance_below(&d->chance, 1000));
        bool registrar = demo_agency(d, &d->places[0], demo_kinds[kind].registrar) != NULL;
        org_make(d, &d->orgs[i], registrar ? kind : DEMO_FIRM);
    }
    return true;
}
