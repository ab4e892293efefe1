/* SPDX-License-Identifier: Apache-2.0 */
/* What is said of one code: its verdict, or what it may have been meant to be. */
#include "cli/code_int.h"

enum { REGIONS = 1000000, CELLS = 3 };

static unsigned region_number(const char *digits)
{
    unsigned number = 0;
    for (int i = 0; i < 6; i++)
        number = number * 10 + (unsigned)(digits[i] - '0');
    return number;
}

static bool region_known(void *context, const char region[6])
{
    const struct code_work *w = context;
    unsigned number = region_number(region);
    return w->regions[number / 8] >> number % 8 & 1;
}

static bool is_exception(void *context, const char code[USCC_CHARS])
{
    const struct code_work *w = context;
    return catalog_code_is_exception(w->catalog, str_n(code, USCC_CHARS));
}

void code_facts(struct code_work *w, const struct catalog *catalog)
{
    const struct cat_region *rows;
    size_t n = catalog_regions(catalog, &rows);
    uint8_t *bits = arena_alloc(w->c->a, REGIONS / 8);
    for (size_t i = 0; i < n; i++) {
        int64_t number;
        if (rows[i].code.n == 6 && str_int(rows[i].code, &number) && number >= 0 && number < REGIONS)
            bits[number / 8] |= (uint8_t)(1 << number % 8);
    }
    w->regions = bits;
    w->catalog = catalog;
    w->facts = (struct uscc_facts){region_known, is_exception, w};
}

/* ---- rows of three cells, in any format ---- */

static const char *const *labels(const struct code_work *w)
{
    static const char *const check[CELLS] = {"code", "verdict", "note"};
    static const char *const suggest[CELLS] = {"code", "suggestion", "note"};
    return w->task == CODE_SUGGEST ? suggest : check;
}

void code_head_put(const struct code_work *w, struct buf *out)
{
    if (w->c->format != OUT_CSV || w->summary)
        return;
    struct str cells[CELLS];
    for (int i = 0; i < CELLS; i++)
        cells[i] = str_of(labels(w)[i]);
    csv_put_row(out, cells, CELLS, false);
}

static void json_row_put(const struct code_work *w, const struct str cells[CELLS], struct str more, struct buf *out)
{
    for (int i = 0; i < CELLS; i++) {
        buf_char(out, i ? ',' : '{');
        json_put_string(out, str_of(labels(w)[i]));
        buf_char(out, ':');
        json_put_string(out, cells[i]);
    }
    buf_str(out, more);
    buf_z(out, "}\n");
}

/* `more` is what the JSON of the row has behind the cells. */
static void row_put(const struct code_work *w, const struct str cells[CELLS], struct str more, struct buf *out)
{
    if (w->c->format == OUT_CSV) {
        csv_put_row(out, cells, CELLS, true);
        return;
    }
    if (w->c->format != OUT_TABLE) {
        json_row_put(w, cells, more, out);
        return;
    }
    for (int i = 0; i < CELLS; i++) {
        buf_str(out, cells[i]);
        buf_char(out, i + 1 < CELLS ? '\t' : '\n');
    }
}

/* ---- verdicts ---- */

static struct str notes_of(struct arena *a, const struct uscc_report *r)
{
    static const struct {
        unsigned bit;
        const char *name;
    } rows[] = {
        {USCC_NOTE_CLEANED, "cleaned"},
        {USCC_NOTE_ORG_CHECK, "org-check"},
        {USCC_NOTE_REGION_UNKNOWN, "region-unknown"},
        {USCC_NOTE_CATEGORY_UNKNOWN, "category-unknown"},
        {USCC_NOTE_EARLY_PILOT, "early-pilot"},
        {USCC_NOTE_CATEGORY_EXTENDED, "category-extended"},
    };
    if (!r->notes && !r->at && !r->expected)
        return STR("");
    for (size_t i = 0; !r->at && i < sizeof rows / sizeof *rows; i++)
        if (r->notes == rows[i].bit) /* most that have notes have one */
            return str_of(rows[i].name);
    struct buf out = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (r->notes & rows[i].bit)
            buf_printf(&out, "%s%s", out.n ? "," : "", rows[i].name);
    if (r->at)
        buf_printf(&out, "%splace %d", out.n ? "," : "", r->at);
    if (r->expected)
        buf_printf(&out, "%sexpected %c", out.n ? "," : "", r->expected);
    struct str kept = str_dup(a, buf_view(&out));
    buf_free(&out);
    return kept;
}

/* What the text is as a number of old; nothing where it is none. */
static struct uscc_old old_of(const struct uscc_report *r, struct str given)
{
    struct uscc_old old = {0};
    if (r->verdict == USCC_LENGTH)
        uscc_old_check(given.p, given.n, &old);
    return old;
}

/* Full-width digits are three bytes each: two bytes of them are no text. */
static bool begins_plainly(struct str s)
{
    return s.n >= 2 && (unsigned char)s.p[0] < 0x80 && (unsigned char)s.p[1] < 0x80;
}

/* The code as it may be shown: a person's number is masked, control characters are gone. */
static struct str code_shown(struct arena *a, const struct uscc_report *r, const struct uscc_old *old, struct str given)
{
    if (r->verdict == USCC_RESIDENT_ID_SHAPED || old->readings == USCC_OLD_PERSON)
        return str_printf(a, "%.2s****************", begins_plainly(given) ? given.p : "**");
    if (r->code[0])
        return str_n(r->code, USCC_CHARS);
    char *p = arena_alloc(a, given.n + 1);
    for (size_t i = 0; i < given.n; i++)
        p[i] = (unsigned char)given.p[i] < 0x20 || given.p[i] == 0x7f ? ' ' : given.p[i];
    return str_n(p, given.n);
}

static void check_put(const struct code_work *w, struct arena *a, const struct uscc_report *r, struct str given,
                      struct buf *out)
{
    struct uscc_old old = old_of(r, given);
    struct str cells[CELLS] = {code_shown(a, r, &old, given), str_of(uscc_verdict_name(r->verdict)), notes_of(a, r)};
    struct buf more = {0};
    bool explained = w->task == CODE_EXPLAIN;
    if (explained && w->c->format != OUT_TABLE && w->c->format != OUT_CSV)
        code_explain_json(w, a, r, &old, &more);
    row_put(w, cells, buf_view(&more), out);
    if (explained && w->c->format == OUT_TABLE)
        code_explain_lines(w, a, r, &old, out);
    buf_free(&more);
}

/* ---- suggestions ---- */

static struct str edit_words(struct arena *a, const struct uscc_suggestion *s)
{
    const char *name = uscc_edit_name(s->edit);
    if (!s->at)
        return str_of(s->edit == USCC_EDIT_NONE ? uscc_verdict_name(USCC_VALID) : name);
    char from[2] = {s->from}, to[2] = {s->to};
    return str_printf(a, "%s,place %d,%s>%s", name, s->at, from, to);
}

static void suggest_put(const struct code_work *w, struct arena *a, const struct uscc_report *r, struct str given,
                        struct buf *out)
{
    enum { MOST = 16 };
    struct uscc_suggestion s[MOST];
    size_t n = uscc_suggest(given.p, given.n, &w->facts, s, w->top < MOST ? w->top : MOST);
    struct uscc_old old = old_of(r, given);
    struct str shown = code_shown(a, r, &old, given);
    for (size_t i = 0; i < n; i++) {
        struct str cells[CELLS] = {shown, str_n(s[i].code, USCC_CHARS), edit_words(a, &s[i])};
        row_put(w, cells, STR(""), out);
    }
    if (n == 0) {
        struct str cells[CELLS] = {shown, STR(""), str_of(uscc_verdict_name(r->verdict))};
        row_put(w, cells, STR(""), out);
    }
}

void code_put(const struct code_work *w, struct arena *a, struct str given, struct buf *out)
{
    struct uscc_report r;
    uscc_check(given.p, given.n, &w->facts, &r);
    if (w->task == CODE_SUGGEST) {
        suggest_put(w, a, &r, given, out);
        return;
    }
    check_put(w, a, &r, given, out);
}
