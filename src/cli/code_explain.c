/* SPDX-License-Identifier: Apache-2.0 */
/* A code or a number from before there were codes, taken apart: what each piece says, and how sure that is. */
#include "cli/code_int.h"

enum { FACTS = 16, GUESSES = 3 };

struct fact {
    const char *id, *zh, *en; /* what the piece is */
    struct str piece, text;
};
struct facts {
    const struct code_work *w;
    struct arena *a;
    struct fact v[FACTS];
    size_t n;
};

static void add(struct facts *f, const char *id, const char *zh, const char *en, struct str piece, struct str text)
{
    ASSERT(f->n < FACTS);
    f->v[f->n++] = (struct fact){id, zh, en, piece, text};
}

static struct str words(const struct facts *f, const char *zh, const char *en)
{
    return str_of(say(f->w->c, zh, en));
}

static struct str should_be(const struct facts *f, char expected)
{
    return expected ? str_printf(f->a, "%s %c", say(f->w->c, "应为", "should be"), expected)
                    : words(f, "相符", "right");
}

/* ---- regions ---- */

static struct str years(const struct facts *f, const struct cat_region *r)
{
    const struct cli *c = f->w->c;
    int from = r->from_rev, to = r->to_rev;
    if (!from)
        return STR("");
    const char *open = say(c, "（", " (editions "), *close = say(c, "）", ")");
    if (!to)
        return str_printf(f->a, "%s%04d-%02d%s%s", open, from / 100, from % 100, say(c, "版起", " on"), close);
    return str_printf(f->a, "%s%04d-%02d%s%04d-%02d%s%s", open, from / 100, from % 100, say(c, "版至", " to "),
                      to / 100, to % 100, say(c, "版", ""), close);
}

/* Every place the number has stood for, the newest first; a retired number stays valid inside issued codes. */
static struct str region_text(const struct facts *f, struct str code)
{
    const struct cat_region *now = f->w->catalog ? catalog_region(f->w->catalog, code) : NULL, *rows;
    struct buf b = {0};
    if (!now)
        return words(f, "不在行政区划表中，仅作提示", "in no table of regions: a warning, real codes have it");
    catalog_region_name(f->w->catalog, code, f->w->c->lang, &b);
    buf_str(&b, years(f, now));
    size_t n = catalog_regions(f->w->catalog, &rows);
    for (size_t i = 0; i < n; i++) {
        if (&rows[i] == now || !str_eq(rows[i].code, code))
            continue;
        buf_z(&b, say(f->w->c, "；曾为", "; once "));
        buf_str(&b, rows[i].zh);
        buf_str(&b, years(f, &rows[i]));
    }
    struct str text = str_dup(f->a, buf_view(&b));
    buf_free(&b);
    return text;
}

/* ---- codes ---- */

static void add_category(struct facts *f, const char *code)
{
    const struct uscc_category *g = uscc_category_of(code[0], code[1]);
    struct str none = words(f, "不在表中", "in no table");
    struct str category = g ? words(f, g->category_zh, g->category_en) : none;
    if (g && g->extended)
        category = str_printf(f->a, "%.*s%s", STR_FMT(category),
                              say(f->w->c, "（见于后来的公开表格，不在2016年修改单中）",
                                  " (known from later public tables, not from the amendment of 2016)"));
    add(f, "department", "登记管理部门", "department", str_n(code, 1),
        g ? words(f, g->department_zh, g->department_en) : none);
    add(f, "category", "机构类别", "category", str_n(code + 1, 1), category);
}

static void explain_code(struct facts *f, const struct uscc_report *r)
{
    const char *code = r->code;
    add_category(f, code);
    add(f, "region", "登记机关行政区划", "region of the registrar", str_n(code + 2, 6),
        region_text(f, str_n(code + 2, 6)));
    add(f, "organisation_code", "主体标识码（组织机构代码）", "organisation code", str_n(code + 8, 9),
        str_printf(f->a, "%s: %.*s", say(f->w->c, "末位校验", "its check character"),
                   STR_FMT(should_be(f, r->expected_org))));
    add(f, "check", "校验码", "check character", str_n(code + 17, 1), should_be(f, r->expected));
}

/* ---- old numbers ---- */

static void add_guesses(struct facts *f, const struct uscc_old *old)
{
    struct uscc_candidate rows[GUESSES];
    size_t n = uscc_candidates(old->org_code, old->region, rows, GUESSES);
    for (size_t i = 0; i < n && i < GUESSES; i++)
        add(f, "guess", "可能的代码", "it may have become", str_dup(f->a, str_of(rows[i].code)),
            str_printf(f->a, "%s%s",
                       rows[i].row ? say(f->w->c, rows[i].row->category_zh, rows[i].row->category_en) : "",
                       say(f->w->c, "：推算，须在登记册中核对", ": a guess, to be looked up in a register")));
}

static void add_near_miss(struct facts *f, const struct uscc_old *old)
{
    if (old->expected_org)
        add(f, "org_check", "若为组织机构代码，末位", "as an organisation code its last character", str_of(old->text),
            should_be(f, old->expected_org));
    if (old->expected_reg_no)
        add(f, "reg_check", "若为注册号，末位", "as a registration number its last digit", str_of(old->text),
            should_be(f, old->expected_reg_no));
}

static void explain_old(struct facts *f, const struct uscc_old *old)
{
    struct str text = str_of(old->text), region = str_of(old->region);
    if (old->readings & USCC_OLD_PERSON)
        add(f, "person", "自然人号码", "a person's number", STR(""),
            words(f, "按位数和日期读作身份证号码或业主的税号，勿作代码保存",
                  "by length and date an identity number, or a tax number made of one: not to be kept as a code"));
    if (old->readings & USCC_OLD_REG_NO)
        add(f, "reg_no", "工商注册号", "registration number", text,
            words(f, "末位相符；不能推算代码，须查登记册",
                  "its check digit is right; leads to no code by arithmetic, a register knows"));
    if (old->readings & USCC_OLD_TAX_NO)
        add(f, "tax_no", "原税务登记号", "tax number of old", text,
            words(f, "后9位是代码的第9至17位，可靠", "its last 9 are places 9 to 17 of the code: certain"));
    if (region.n)
        add(f, "region", "行政区划", "region", region, region_text(f, region));
    if (old->org_code[0])
        add(f, "organisation_code", "组织机构代码", "organisation code", str_of(old->org_code),
            words(f, "末位相符；是代码的第9至17位，每个主体唯一",
                  "its check is right; places 9 to 17 of the code, unique to one subject"));
    if (old->near_miss)
        add_near_miss(f, old);
    if (old->readings & USCC_OLD_TAX_NO)
        add_guesses(f, old);
}

/* ---- both ---- */

static void facts_find(struct facts *f, const struct uscc_report *r, const struct uscc_old *old)
{
    if (strlen(r->code) == USCC_CHARS && (r->verdict != USCC_ALPHABET_BAD || !strchr(r->code, '?')))
        explain_code(f, r);
    else if (r->verdict == USCC_LENGTH)
        explain_old(f, old);
}

void code_explain_lines(const struct code_work *w, struct arena *a, const struct uscc_report *r,
                        const struct uscc_old *old, struct buf *out)
{
    struct facts f = {.w = w, .a = a};
    facts_find(&f, r, old);
    for (size_t i = 0; i < f.n; i++)
        buf_printf(out, "  %.*s%s%s  %.*s\n", STR_FMT(f.v[i].piece), f.v[i].piece.n ? "  " : "",
                   say(w->c, f.v[i].zh, f.v[i].en), STR_FMT(f.v[i].text));
}

void code_explain_json(const struct code_work *w, struct arena *a, const struct uscc_report *r,
                       const struct uscc_old *old, struct buf *out)
{
    struct facts f = {.w = w, .a = a};
    facts_find(&f, r, old);
    buf_z(out, ",\"parts\":[");
    for (size_t i = 0; i < f.n; i++) {
        buf_z(out, i ? ",{\"id\":" : "{\"id\":");
        json_put_string(out, str_of(f.v[i].id));
        buf_z(out, ",\"piece\":");
        json_put_string(out, f.v[i].piece);
        buf_z(out, ",\"text\":");
        json_put_string(out, f.v[i].text);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}
