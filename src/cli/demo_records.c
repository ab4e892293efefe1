/* SPDX-License-Identifier: Apache-2.0 */
/* Licences, penalties and honours: what the authorities of the invented province decided, row by row. */
#include "cli/demo_int.h"

const char demo_licence_columns[] = "name subject_class uscc reg_no legal_rep doc_title doc_no licence_class "
                                    "licence_name licence_no content decided_on "
                                    "valid_from valid_to authority authority_uscc state source source_uscc";
const char demo_penalty_columns[] =
    "name subject_class uscc reg_no legal_rep doc_no unlawful_act facts basis penalty_kind content fine confiscated "
    "licence_affected decided_on valid_to public_until authority authority_uscc source source_uscc severity";
const char demo_honour_columns[] = "uscc name year authority title decided_on";
const char demo_entity_columns[] =
    "uscc name entity_type status registered_on address capital currency industry reg_no former_names";

static const struct {
    const char *agency, *name, *klass, *content, *word;
    int years;
} licences[] = {
    {"mr", "食品经营许可证", "普通", "准予从事食品经营活动", "市监许", 5},
    {"mr", "食品生产许可证", "普通", "准予从事食品生产活动", "市监许", 5},
    {"trans", "道路运输经营许可证", "普通", "准予从事道路普通货物运输", "交运许", 4},
    {"env", "排污许可证", "普通", "准予按许可证载明的要求排放污染物", "环许", 5},
    {"hc", "建筑业企业资质证书", "认可", "核定建筑工程施工总承包资质", "建许", 5},
    {"em", "安全生产许可证", "普通", "准予从事许可范围内的生产活动", "应急许", 3},
    {"hrss", "人力资源服务许可证", "普通", "准予从事职业中介活动", "人社许", 5},
    {"approve", "公共场所卫生许可证", "普通", "准予经营公共场所", "审批许", 4},
};

static const struct {
    const char *agency, *act, *facts, *basis, *word;
    int fine_low, fine_high; /* in 1,000 yuan */
} penalties[] = {
    {"mr", "经营超过保质期的食品", "检查发现货架上有超过保质期的食品待售",
     "《中华人民共和国食品安全法》第一百二十四条第一款", "市监处罚", 5, 80},
    {"mr", "发布虚假广告", "在经营场所发布与实际不符的广告内容", "《中华人民共和国广告法》第五十五条第一款", "市监处罚",
     10, 200},
    {"mr", "使用未经检定的计量器具", "经营中使用未经检定的电子秤", "《中华人民共和国计量法》第二十五条", "市监处罚", 1,
     10},
    {"env", "未按排污许可证要求排放污染物", "监测显示外排废水超过许可排放浓度", "《排污许可管理条例》第三十四条",
     "环罚", 50, 600},
    {"trans", "未取得许可擅自从事道路运输经营", "检查时未能出示道路运输经营许可",
     "《中华人民共和国道路运输条例》第六十三条", "交罚", 10, 100},
    {"em", "未对从业人员进行安全生产教育和培训", "抽查的从业人员没有培训记录", "《中华人民共和国安全生产法》第九十七条",
     "应急罚", 20, 100},
    {"hc", "未取得施工许可证擅自施工", "检查时工程已开工而未取得施工许可证", "《中华人民共和国建筑法》第六十四条",
     "建罚", 20, 300},
    {"hrss", "未按规定办理社会保险登记", "未在规定期限内办理社会保险登记", "《中华人民共和国社会保险法》第八十四条",
     "人社罚", 5, 30},
};

/* What the first cases went through, so that the home page can tell of it. */
static const struct {
    int org;
    enum act_kind kind;
    int year, month, day;
    size_t which; /* row of licences or penalties */
} case_records[] = {
    {0, KIND_LICENCE_GRANT, 2026, 1, 15, 0},  {0, KIND_PENALTY_DECIDE, 2026, 3, 10, 0},
    {1, KIND_PENALTY_DECIDE, 2023, 8, 22, 3}, {2, KIND_LICENCE_GRANT, 2023, 5, 30, 3},
    {3, KIND_LICENCE_GRANT, 2024, 11, 6, 0},  {4, KIND_PENALTY_DECIDE, 2025, 11, 20, 6},
};
enum { CASE_RECORDS = sizeof case_records / sizeof *case_records };

static struct str subject_class(const struct demo_org *o)
{
    return o->kind == DEMO_TRADER ? STR("个体工商户") : STR("法人及非法人组织");
}

/* The name that the organisation had on that day. */
static struct str name_on(const struct demo_org *o, struct day on)
{
    return day_is(o->renamed) && on.n < o->renamed.n ? o->other_name : o->name;
}

static int year_of(struct day d)
{
    int y, m, date;
    day_to_date(d, &y, &m, &date);
    return y;
}

static void subject_cells(struct demo_table *t, const struct demo_org *o, struct day on)
{
    demo_cell(t, "name", name_on(o, on));
    demo_cell(t, "subject_class", subject_class(o));
    demo_cell(t, "uscc", str_of(o->uscc));
    demo_cell(t, "reg_no", str_of(o->reg_no));
}

static void authority_cells(struct demo_table *t, const struct cat_agency *g)
{
    demo_cell(t, "authority", g->zh);
    demo_cell(t, "authority_uscc", g->uscc);
    demo_cell(t, "source", g->zh);
    demo_cell(t, "source_uscc", g->uscc);
}

static struct str doc_no_make(struct demo *d, const struct demo_place *p, const char *word, struct day on)
{
    return str_printf(d->a, "%.*s%s〔%d〕%d号", STR_FMT(p->short_name), word, year_of(on), ++d->serial);
}

static void licence_row(struct demo *d, const struct demo_org *o, struct day on, size_t which, struct str doc_no,
                        struct demo_table *t)
{
    const struct demo_place *p = &d->places[o->place];
    const struct cat_agency *g = demo_agency(d, p, licences[which].agency);
    if (!g || !g->uscc.n)
        return;
    subject_cells(t, o, on);
    authority_cells(t, g);
    demo_cell(t, "doc_title", str_printf(d->a, "%s准予行政许可决定书", licences[which].name));
    demo_cell(t, "doc_no", doc_no.n ? doc_no : doc_no_make(d, p, licences[which].word, on));
    demo_cell(t, "licence_class", str_of(licences[which].klass));
    demo_cell(t, "licence_name", str_of(licences[which].name));
    int number = doc_no.n ? year_of(on) : d->serial + 1000 * year_of(on);
    demo_cell(t, "licence_no", str_printf(d->a, "QL%.*s%07d", STR_FMT(p->code), number));
    demo_cell(t, "content", str_of(licences[which].content));
    demo_cell(t, "decided_on", demo_day(d->a, on));
    demo_cell(t, "valid_from", demo_day(d->a, on));
    demo_cell(t, "valid_to", demo_day(d->a, day_add(day_add_months(on, 12 * licences[which].years), -1)));
    demo_cell(t, "state", STR("1"));
    demo_row(t);
}

/* The grade, with the last lawful day of display that an agency would write down; half of them leave it to the
 * register. */
static void severity_cells(struct demo *d, struct demo_table *t, struct day on, bool is_case)
{
    uint32_t r = is_case ? 0 : chance_below(&d->chance, 100);
    if (r >= 95)
        return;
    bool serious = r >= 85;
    demo_cell(t, "severity", serious ? STR("严重") : STR("一般"));
    if (is_case || chance_hit(&d->chance, 500))
        demo_cell(t, "public_until", demo_day(d->a, day_add(day_add_months(on, serious ? 36 : 12), -1)));
}

static void penalty_row(struct demo *d, const struct demo_org *o, struct day on, size_t which, struct str doc_no,
                        struct demo_table *t)
{
    const struct demo_place *p = &d->places[o->place];
    const struct cat_agency *g = demo_agency(d, p, penalties[which].agency);
    if (!g || !g->uscc.n)
        return;
    int span = penalties[which].fine_high - penalties[which].fine_low;
    int fine = penalties[which].fine_low + (doc_no.n ? 0 : (int)chance_below(&d->chance, (uint32_t)span + 1));
    subject_cells(t, o, on);
    authority_cells(t, g);
    demo_cell(t, "doc_no", doc_no.n ? doc_no : doc_no_make(d, p, penalties[which].word, on));
    demo_cell(t, "unlawful_act", str_of(penalties[which].act));
    demo_cell(t, "facts", str_of(penalties[which].facts));
    demo_cell(t, "basis", str_of(penalties[which].basis));
    demo_cell(t, "penalty_kind", STR("罚款"));
    demo_cell(t, "content", str_printf(d->a, "罚款%d元", fine * 1000));
    demo_cell(t, "fine", str_printf(d->a, "%d.%d", fine / 10, fine % 10));
    demo_cell(t, "decided_on", demo_day(d->a, on));
    demo_cell(t, "valid_to", STR("2099/12/31"));
    severity_cells(d, t, on, doc_no.n > 0);
    demo_row(t);
}

/* A day of the step on which the organisation was there; DAY_NONE when there is none. Nothing decided long before the
 * first filing is sent: no term of display is known for it. */
static struct day day_in_step(struct demo *d, const struct demo_org *o, const struct demo_step *s)
{
    struct day from = o->born.n > s->from.n ? o->born : s->from, to = s->to, earliest = day_add_months(d->first, -5);
    if (from.n < earliest.n)
        from = earliest;
    if (day_is(o->ended) && o->ended.n < to.n)
        to = o->ended;
    if (to.n - from.n < 20)
        return DAY_NONE;
    return day_add(from, 5 + (int32_t)chance_below(&d->chance, (uint32_t)(to.n - from.n - 15)));
}

static void case_rows(struct demo *d, const struct demo_step *s, enum act_kind kind, struct demo_table *t)
{
    for (size_t i = 0; i < CASE_RECORDS; i++) {
        struct day on = day_of_date(case_records[i].year, case_records[i].month, case_records[i].day);
        const struct demo_org *o = &d->orgs[case_records[i].org];
        if (case_records[i].kind != kind || on.n < s->from.n || on.n >= s->to.n)
            continue;
        struct str doc_no =
            case_records[i].org == 0 ? STR(DEMO_CASE_DOC_NO) : str_printf(d->a, "青例〔%d〕%zu号", year_of(on), i);
        if (kind == KIND_LICENCE_GRANT)
            licence_row(d, o, on, case_records[i].which, doc_no, t);
        else
            penalty_row(d, o, on, case_records[i].which, doc_no, t);
    }
}

void demo_licences(struct demo *d, const struct demo_step *s, struct demo_table *t)
{
    static const uint32_t permille[DEMO_KINDS] = {
        [DEMO_FIRM] = 34, [DEMO_TRADER] = 28, [DEMO_COOP] = 12, [DEMO_INSTITUTION] = 8, [DEMO_PRIVATE] = 12};
    case_rows(d, s, KIND_LICENCE_GRANT, t);
    for (size_t i = DEMO_CASES; i < d->n_orgs; i++) {
        const struct demo_org *o = &d->orgs[i];
        if (!chance_hit(&d->chance, permille[o->kind] * d->scale))
            continue;
        struct day on = day_in_step(d, o, s);
        size_t which = o->kind == DEMO_TRADER ? 0 : chance_below(&d->chance, sizeof licences / sizeof *licences);
        if (day_is(on))
            licence_row(d, o, on, which, STR_NONE, t);
    }
}

void demo_penalties(struct demo *d, const struct demo_step *s, struct demo_table *t)
{
    static const uint32_t permille[DEMO_KINDS] = {
        [DEMO_FIRM] = 9, [DEMO_TRADER] = 5, [DEMO_COOP] = 2, [DEMO_PRIVATE] = 2};
    case_rows(d, s, KIND_PENALTY_DECIDE, t);
    for (size_t i = DEMO_CASES; i < d->n_orgs; i++) {
        const struct demo_org *o = &d->orgs[i];
        if (!chance_hit(&d->chance, permille[o->kind] * d->scale))
            continue;
        struct day on = day_in_step(d, o, s);
        size_t which = chance_below(&d->chance, o->kind == DEMO_TRADER ? 3 : sizeof penalties / sizeof *penalties);
        if (day_is(on))
            penalty_row(d, o, on, which, STR_NONE, t);
    }
}

void demo_honours(struct demo *d, const struct demo_step *s, struct str city, const char *title, struct demo_table *t)
{
    int year = year_of(s->to) - 1;
    for (size_t i = DEMO_CASES; i < d->n_orgs; i++) {
        const struct demo_org *o = &d->orgs[i];
        const struct demo_place *p = &d->places[o->place];
        bool there = o->born.n < day_of_date(year, 1, 1).n && (!day_is(o->ended) || o->ended.n > s->to.n);
        if (o->kind != DEMO_FIRM || !there || !str_eq(p->city, city) || !chance_hit(&d->chance, 60 * d->scale))
            continue;
        const struct cat_agency *g = demo_agency(d, p, "tax");
        demo_cell(t, "uscc", str_of(o->uscc));
        demo_cell(t, "name", name_on(o, s->to));
        demo_cell(t, "year", str_printf(d->a, "%d", year));
        demo_cell(t, "authority", g ? g->zh : STR(""));
        demo_cell(t, "title", str_of(title));
        demo_cell(t, "decided_on", demo_day(d->a, day_of_date(year + 1, 4, 20)));
        demo_row(t);
    }
}

/* With its last day, as import reads it: 旧名~2019-06-30. */
static struct str former_name(struct demo *d, const struct demo_org *o)
{
    char last[DAY_CHARS];
    return str_printf(d->a, "%.*s~%s", STR_FMT(o->other_name), day_format(day_add(o->renamed, -1), last));
}

void demo_entity_row(struct demo *d, const struct demo_org *o, struct demo_table *t)
{
    bool before = day_is(o->renamed) && o->renamed.n < d->first.n;
    demo_cell(t, "uscc", str_of(o->uscc));
    demo_cell(t, "name", before || !day_is(o->renamed) ? o->name : o->other_name);
    demo_cell(t, "entity_type", str_of(demo_kinds[o->kind].type_code));
    demo_cell(t, "status", STR("存续（在营、开业、在册）"));
    demo_cell(t, "registered_on", demo_day(d->a, o->born));
    demo_cell(t, "address", o->address);
    demo_cell(t, "industry", str_of(o->industry));
    demo_cell(t, "reg_no", str_of(o->reg_no));
    if (before)
        demo_cell(t, "former_names", former_name(d, o));
    if (o->capital_wan) {
        demo_cell(t, "capital", str_printf(d->a, "%d", o->capital_wan));
        demo_cell(t, "currency", STR("人民币"));
    }
    demo_row(t);
}
