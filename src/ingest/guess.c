/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does a header promise what its column does not hold? Published lists have their labels shifted by a column
 * (information-catalogue 5), so the first rows are judged by shape. A column that was mapped by number is believed.
 */
#include "ingest_int.h"

#include "uscc/uscc.h"

enum { ENOUGH = 4, CODE_LEAST = 9, CODE_MOST = 20 };

struct shape {
    size_t filled, codes, code_like, days, day_like;
};

/* Letters and digits of about a code's length, most of them digits: also a code that is wrong, old or damaged. */
static bool is_code_like(struct str s)
{
    size_t digits = 0, others = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool digit = s.p[i] >= '0' && s.p[i] <= '9';
        bool letter = (s.p[i] >= 'A' && s.p[i] <= 'Z') || (s.p[i] >= 'a' && s.p[i] <= 'z');
        if (!digit && !letter && s.p[i] != '-' && s.p[i] != ' ' && s.p[i] != '.' && s.p[i] != '+')
            return (unsigned char)s.p[i] == 0xEF; /* full-width letters and digits begin so */
        digits += digit;
        others += letter;
    }
    size_t n = digits + others;
    return (n >= CODE_LEAST && n <= CODE_MOST && digits >= others) || cell_damage_of(s, WANT_CODE, 0) != DAMAGE_NONE;
}

static void look_at(struct str cell, struct shape *x)
{
    struct uscc_report r;
    struct day d;
    struct str s = str_trim(cell);
    if (!s.n)
        return;
    uscc_check(s.p, s.n, NULL, &r);
    enum day_form form = cell_day(s, &d);
    bool code = uscc_is_acceptable(r.verdict) || r.verdict == USCC_CHECK;
    bool short_number = form == DAY_FORM_SERIAL || s.n < 8;
    x->filled++;
    x->codes += code;
    x->code_like += code || is_code_like(s);
    x->day_like += form != DAY_FORM_BAD && form != DAY_FORM_EMPTY;
    x->days += form == DAY_FORM_OK && !short_number;
}

static struct shape shape_of(const struct sample *s, int column)
{
    struct shape x = {0};
    for (size_t i = 0; i < s->n; i++)
        if (!s->bad[i])
            look_at(s->cells[i][column], &x);
    return x;
}

/* Fields where a code is at home although they are text: other numbers of the same firm, other bodies' codes. */
static bool may_hold_codes(const struct cat_field *f)
{
    return f->value == VALUE_CODE || str_ends(f->id, STR("_no")) || str_ends(f->id, STR("_code")) ||
           str_ends(f->id, STR("_uscc")) || str_ends(f->id, STR("_id"));
}

static bool most(size_t part, size_t of)
{
    return part * 2 > of;
}

/* What the column seems to hold instead, or NULL when the header may stand. */
static const char *contradiction(const struct slot *s, const struct shape *x)
{
    if (!x->filled)
        return NULL;
    if (most(x->codes, x->filled) && !may_hold_codes(s->f))
        return "统一社会信用代码 (uscc)";
    if (x->filled < ENOUGH)
        return NULL;
    bool subject = s->target == TO_SUBJECT;
    if (subject && !most(x->code_like, x->filled))
        return most(x->days, x->filled) ? "日期 (day)" : "文字 (text)";
    if (s->f->value == VALUE_DAY && !most(x->day_like, x->filled))
        return most(x->code_like, x->filled) ? "代码 (code)" : "文字 (text)";
    if (str_is(s->f->id, "name") && most(x->days, x->filled))
        return "日期 (day)";
    return NULL;
}

bool plan_compare_content(struct plan *p, const struct sample *s, struct err *e)
{
    p->bad_row = false;
    for (size_t i = 0; i < p->slots.n; i++) {
        const struct slot *slot = &p->slots.v[i];
        if (slot->column == NO_COLUMN || slot->numbered)
            continue;
        struct shape x = shape_of(s, slot->column);
        const char *seems = contradiction(slot, &x);
        if (seems)
            row_fault(p, p->header_line, slot->column + 1, "column-content", plan_label(p, slot->column), str_of(seems),
                      slot->f->id);
    }
    return !p->bad_row || ERR(e, ERR_DATA, "the header does not fit the columns below it");
}
