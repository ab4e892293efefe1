/* SPDX-License-Identifier: Apache-2.0 */
/* One cell for one field: what a spreadsheet did to it is named, then its value is brought to the normal form. */
#include "ingest_int.h"

#include "text/text.h"
#include "uscc/uscc.h"

static const enum cell_want wants[] = {
    [VALUE_TEXT] = WANT_TEXT,  [VALUE_DAY] = WANT_DAY,    [VALUE_MONEY_WAN] = WANT_MONEY, [VALUE_ENUM] = WANT_TEXT,
    [VALUE_ENUMS] = WANT_TEXT, [VALUE_CODE] = WANT_CODE,  [VALUE_INT] = WANT_INT,         [VALUE_BOOL] = WANT_TEXT,
    [VALUE_NAMES] = WANT_TEXT, [VALUE_PAPER] = WANT_TEXT, [VALUE_LIST] = WANT_TEXT,       [VALUE_BASIS] = WANT_TEXT,
};
static const char *const damage_rules[] = {
    [DAMAGE_EXPONENT] = "excel-exponent",
    [DAMAGE_LEADING_ZEROS] = "excel-zeros",
    [DAMAGE_TRAILING_ZEROS] = "excel-precision",
    [DAMAGE_ERROR_VALUE] = "excel-error",
};

/* Only organisation codes have one fixed length; a subject's wrong length is told by the check itself. */
static size_t full_length(const struct cat_field *f)
{
    return f->value == VALUE_CODE && f->max_chars == 9 ? 9 : 0;
}

static bool is_number_text(const struct cat_field *f)
{
    return f->value == VALUE_TEXT && str_ends(f->id, STR("_no"));
}

/* One code in a thousand really ends in three zeros: its check decides, not its look. */
static bool is_sound_code(const struct cat_field *f, struct str cell)
{
    struct uscc_report r;
    if (f->value != VALUE_CODE || f->max_chars != USCC_CHARS)
        return false;
    uscc_check(cell.p, cell.n, NULL, &r);
    return r.verdict == USCC_VALID;
}

static bool undamaged(struct plan *p, const struct cat_field *f, struct str cell, int64_t line, int column,
                      struct arena *a)
{
    enum cell_want want = is_number_text(f) ? WANT_NUMBER_TEXT : wants[f->value];
    enum cell_damage d = cell_damage_of(cell, want, full_length(f));
    if (d == DAMAGE_NONE || d == DAMAGE_DAY_NUMBER || (d == DAMAGE_TRAILING_ZEROS && is_sound_code(f, cell)))
        return true;
    row_fault(p, line, column, damage_rules[d], cell, str_printf(a, "%zu", full_length(f)), STR_NONE);
    return false;
}

static bool bad_form(struct plan *p, struct str cell, int64_t line, int column, const char *what)
{
    row_fault(p, line, column, "format", cell, str_of(what), STR_NONE);
    return false;
}

bool cell_as_day(struct plan *p, const struct cat_field *f, struct str cell, int64_t line, int column, struct day *out)
{
    char text[DAY_CHARS];
    *out = DAY_NONE;
    switch (cell_day(cell, out)) {
    case DAY_FORM_EMPTY:
    case DAY_FORM_OK:
        return true;
    case DAY_FORM_SERIAL:
        finding_at(p->f, FINDING_NOTE, line, column, "excel-day", cell, str_of(day_format(*out, text)), STR_NONE);
        return true;
    case DAY_FORM_NO_END:
        *out = DAY_NONE;
        if (!str_is(f->id, "public_until"))
            return true;
        row_fault(p, line, column, "pub-end", cell, STR_NONE, STR_NONE);
        return false;
    case DAY_FORM_ZERO:
        *out = DAY_NONE;
        finding_at(p->f, FINDING_WARNING, line, column, "format", cell, STR("YYYY-MM-DD"), STR_NONE);
        return true;
    case DAY_FORM_BAD:
        break;
    }
    return bad_form(p, cell, line, column, "YYYY-MM-DD");
}

static bool day_value(struct plan *p, const struct cat_field *f, struct str cell, int64_t line, int column,
                      struct arena *a, struct str *out)
{
    struct day d;
    char text[DAY_CHARS];
    if (!cell_as_day(p, f, cell, line, column, &d))
        return false;
    *out = day_is(d) ? str_dup(a, str_of(day_format(d, text))) : STR_NONE;
    return true;
}

/* A number of the usual form, though maybe no sum of money: below zero, or with more decimals than there are. */
static bool is_number(struct str s)
{
    size_t i = s.n && *s.p == '-' ? 1 : 0, points = 0, digits = 0;
    for (; i < s.n; i++) {
        bool digit = s.p[i] >= '0' && s.p[i] <= '9';
        digits += digit;
        points += s.p[i] == '.';
        if (!digit && s.p[i] != '.')
            return false;
    }
    return digits && points <= 1;
}

static bool money_value(struct plan *p, struct str cell, int64_t line, int column, struct arena *a, struct str *out)
{
    int64_t fen;
    if (!cell_money_wan(cell, &fen) && is_number(cell)) {
        row_fault(p, line, column, "money-unit", cell, STR_NONE, STR_NONE);
        return false;
    }
    if (!cell_money_wan(cell, &fen))
        return bad_form(p, cell, line, column, "0.000000");
    *out = str_printf(a, "%lld.%06lld", (long long)(fen / 1000000), (long long)(fen % 1000000));
    return true;
}

static void no_option(struct plan *p, const struct cat_field *f, struct str cell, int64_t line, int column)
{
    enum { SHOWN = 12 };
    struct buf b = {0};
    for (size_t i = 0; i < f->n_options && i < SHOWN; i++) {
        if (i)
            buf_z(&b, "、");
        buf_str(&b, f->options[i].zh.n ? f->options[i].zh : f->options[i].id);
    }
    if (f->n_options > SHOWN)
        buf_z(&b, "…");
    row_fault(p, line, column, "enum", cell, buf_view(&b), STR_NONE);
    buf_free(&b);
}

static const struct cat_option *option_of(struct plan *p, const struct cat_field *f, struct str cell)
{
    struct option_memo *m = &p->options[((uintptr_t)f / sizeof *f) % OPTION_MEMOS];
    if (m->f == f && str_eq(str_n(m->cell, m->n), cell))
        return m->option;
    const struct cat_option *o = cat_field_option(f, cell);
    if (cell.n <= sizeof m->cell) {
        memcpy(m->cell, cell.p, cell.n);
        m->n = cell.n;
        m->f = f;
        m->option = o;
    }
    return o;
}

/* 其他-补办: the option, with words of the agency's own behind it. */
static const struct cat_option *option_with_words(const struct cat_field *f, struct str cell, struct str *words)
{
    static const char *const dashes[] = {"-", "－", "—", "：", ":"};
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        ptrdiff_t at = str_find(cell, str_of(dashes[i]));
        size_t behind = (size_t)at + strlen(dashes[i]);
        if (at <= 0)
            continue;
        *words = str_trim(str_n(cell.p + behind, cell.n - behind));
        return cat_field_option(f, str_n(cell.p, (size_t)at));
    }
    return NULL;
}

static void keep_words(struct plan *p, const struct cat_field *f, const struct cat_option *o, struct str cell,
                       struct str words, int64_t line, int column, struct arena *a)
{
    if (!words_field(p, f))
        finding_at(p->f, FINDING_WARNING, line, column, "words-dropped", cell, o->zh, STR_NONE);
    else if (p->words.n)
        p->words = str_printf(a, "%.*s;%.*s", STR_FMT(p->words), STR_FMT(words));
    else
        p->words = words;
}

static const struct cat_option *one_option(struct plan *p, const struct cat_field *f, struct str cell, int64_t line,
                                           int column, struct arena *a)
{
    const struct cat_option *o = option_of(p, f, cell);
    struct str words = STR_NONE;
    if (o) {
        bool own_word = str_eq(cell, o->id) || str_eq(cell, o->zh) || str_eq(cell, o->en);
        if (!own_word && str_is(f->id, "status"))
            finding_at(p->f, FINDING_NOTE, line, column, "status-mapped", cell, o->id, STR_NONE);
        return o;
    }
    o = option_with_words(f, cell, &words);
    if (!o)
        no_option(p, f, cell, line, column);
    else if (words.n)
        keep_words(p, f, o, cell, words, line, column, a);
    return o;
}

static bool enum_value(struct plan *p, const struct cat_field *f, struct str cell, int64_t line, int column,
                       struct arena *a, struct str *out)
{
    const struct cat_option *o = one_option(p, f, cell, line, column, a);
    if (o)
        *out = o->id;
    return o != NULL;
}

/* Every separator that clerks put between several values, as the one that stands in an act. */
static struct str semicolons(struct arena *a, struct str s)
{
    static const char *const separators[] = {"；", "、", "，", ",", "\n"};
    char *p = arena_alloc(a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        size_t skip = 0;
        for (size_t k = 0; k < sizeof separators / sizeof *separators && !skip; k++)
            if (str_starts(str_n(s.p + i, s.n - i), str_of(separators[k])))
                skip = strlen(separators[k]);
        p[n++] = skip ? ';' : s.p[i];
        i += skip ? skip : 1;
    }
    return str_n(p, n);
}

static bool has_item(struct str list, struct str item)
{
    struct str one;
    while (str_split(&list, ';', &one))
        if (str_eq(one, item))
            return true;
    return false;
}

static bool enums_value(struct plan *p, const struct cat_field *f, struct str cell, int64_t line, int column,
                        struct arena *a, struct str *out)
{
    const struct cat_option *whole = option_of(p, f, cell); /* an option's own label may hold a separator */
    struct str rest = whole ? whole->id : semicolons(a, cell), one, list = STR_NONE;
    while (str_split(&rest, ';', &one)) {
        one = str_trim(one);
        const struct cat_option *o = one.n ? one_option(p, f, one, line, column, a) : NULL;
        if (one.n && !o)
            return false;
        if (o && !has_item(list, o->id))
            list = list.n ? str_printf(a, "%.*s;%.*s", STR_FMT(list), STR_FMT(o->id)) : o->id;
    }
    *out = list;
    return true;
}

/* Of options where the field has some, else of ids. */
static bool list_value(struct plan *p, const struct cat_field *f, struct str cell, int64_t line, int column,
                       struct arena *a, struct str *out)
{
    struct str items = semicolons(a, cell);
    bool ok = !f->n_options || enums_value(p, f, cell, line, column, a, &items);
    *out = ok ? cell_list_json(p, f, a, items) : STR_NONE;
    return ok;
}

static bool int_value(struct plan *p, struct str cell, int64_t line, int column, struct str *out)
{
    int64_t n;
    struct str s = cell;
    static const char *const units[] = {"年度", "年"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (str_ends(s, str_of(units[i])))
            s.n -= strlen(units[i]);
    if (!str_int(s, &n))
        return bad_form(p, cell, line, column, "0-9");
    *out = s;
    return true;
}

static bool bool_value(struct plan *p, struct str cell, int64_t line, int column, struct str *out)
{
    static const char *const yes[] = {"是", "true", "TRUE", "True", "1", "yes", "Y", "y"};
    static const char *const no[] = {"否", "false", "FALSE", "False", "0", "no", "N", "n"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
        if (!str_is(cell, yes[i]) && !str_is(cell, no[i]))
            continue;
        *out = str_is(cell, yes[i]) ? STR("true") : STR("false");
        return true;
    }
    return bad_form(p, cell, line, column, "true/false (是/否)");
}

/* 旧名甲~2019-06-30;旧名乙: each former name with its last day where it is known. */
static bool names_value(struct plan *p, const struct cat_field *f, struct str cell, int64_t line, int column,
                        struct arena *a, struct str *out)
{
    struct buf b = {0};
    struct str rest = cell, one;
    bool ok = true;
    while (ok && (str_split(&rest, ';', &one))) {
        struct str name;
        struct day to = DAY_NONE;
        if (!str_split(&one, '~', &name) || !str_trim(name).n)
            continue;
        ok = cell_as_day(p, f, str_trim(one), line, column, &to);
        buf_z(&b, b.n ? ";" : "");
        buf_str(&b, str_trim(name));
        buf_z(&b, day_is(to) ? "~" : "");
        day_put(&b, to);
    }
    *out = str_dup(a, buf_view(&b));
    buf_free(&b);
    return ok;
}

/* Codes are cleaned of width, case and blanks where that gives one; others stay as they are. */
static struct str code_value(struct plan *p, struct str cell, int64_t line, int column, struct arena *a)
{
    struct uscc_report r;
    uscc_check(cell.p, cell.n, NULL, &r);
    if (!r.code[0] || !(r.notes & USCC_NOTE_CLEANED))
        return cell;
    finding_at(p->f, FINDING_NOTE, line, column, "cleaned", STR_NONE, STR_NONE, STR_NONE);
    return str_dup(a, str_of(r.code));
}

static enum field_form form_of(enum cat_value value)
{
    static const enum field_form forms[] = {
        [VALUE_INT] = FORM_INT, [VALUE_BOOL] = FORM_BOOL, [VALUE_LIST] = FORM_JSON, [VALUE_BASIS] = FORM_JSON};
    return forms[value];
}

bool cell_value(struct plan *p, const struct cat_field *f, struct str cell, int64_t line, int column, struct arena *a,
                struct str *out, enum field_form *form)
{
    *form = form_of(f->value);
    *out = p->words = STR_NONE;
    if (!cell.n)
        return true;
    if (!undamaged(p, f, cell, line, column, a))
        return false;
    switch (f->value) {
    case VALUE_DAY:
        return day_value(p, f, cell, line, column, a, out);
    case VALUE_MONEY_WAN:
        return money_value(p, cell, line, column, a, out);
    case VALUE_ENUM:
        return enum_value(p, f, cell, line, column, a, out);
    case VALUE_ENUMS:
        return enums_value(p, f, cell, line, column, a, out);
    case VALUE_LIST:
        return list_value(p, f, cell, line, column, a, out);
    case VALUE_BASIS:
        *out = cell_basis_json(p, a, cell);
        return true;
    case VALUE_INT:
        return int_value(p, cell, line, column, out);
    case VALUE_BOOL:
        return bool_value(p, cell, line, column, out);
    case VALUE_NAMES:
        return names_value(p, f, semicolons(a, cell), line, column, a, out);
    case VALUE_CODE:
        *out = code_value(p, cell, line, column, a);
        return true;
    case VALUE_TEXT:
    case VALUE_PAPER:
        break;
    }
    *out = cell;
    return true;
}
