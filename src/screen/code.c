/* SPDX-License-Identifier: Apache-2.0 */
/* From the code cell of a row to public organisations: a code, or a number from before there were codes. */
#include "screen_int.h"

#include "text/text.h"

enum { SUGGESTIONS = 3, OLD_MIN_CHARS = 6, OLD_MAX_CHARS = 20 };

/* ---- what may not be kept ---- */

struct str screen_mask(struct arena *a, struct str secret)
{
    size_t at = 0;
    for (int i = 0; i < 2 && at < secret.n; i++)
        str_utf8_next(secret, &at);
    return str_printf(a, "%.*s…(%zu)", (int)at, secret.p, str_utf8_len(secret));
}

bool secret_in(const struct screen *s, struct str text, struct str *found)
{
    size_t at, n;
    if (uscc_is_resident_id(text.p, text.n, true, s->today)) {
        *found = text;
        return true;
    }
    if (text.n < USCC_CHARS || !uscc_find_resident_id(text.p, text.n, s->today, &at, &n))
        return false;
    *found = str_n(text.p + at, n);
    return true;
}

/* An identity number whose last place was mistyped, or zeroed by a spreadsheet, still tells whose it is. */
static bool is_spoiled_person(const struct screen *s, struct str code)
{
    static const char ends[] = "0123456789X";
    char text[USCC_CHARS];
    if (code.n != USCC_CHARS)
        return false;
    memcpy(text, code.p, USCC_CHARS);
    for (const char *end = ends; *end; end++) {
        text[USCC_CHARS - 1] = *end;
        if (uscc_is_resident_id(text, USCC_CHARS, false, s->today))
            return true;
    }
    return false;
}

/* ---- organisations ---- */

static bool add_public(struct screen *s, struct str code, struct arena *a, struct code_answer *out, struct err *e)
{
    struct reg_entity x;
    bool found, is_public = false;
    for (size_t i = 0; i < out->n; i++)
        if (str_eq(out->found[i].uscc, code))
            return true;
    if (!registry_entity_find(s->ask.store, code, a, &found, &x, e) ||
        (found && !registry_entity_is_public(s->ask.store, &x, &s->ask.when, a, &is_public, e)))
        return false;
    if (is_public && out->n == SCREEN_MAX_CANDIDATES)
        out->more = true;
    else if (is_public)
        out->found[out->n++] = x;
    return true;
}

static bool add_old(struct screen *s, struct str number, struct arena *a, struct code_answer *out, struct err *e)
{
    struct str *codes;
    size_t n;
    if (!registry_old_number(s->ask.store, number, a, &codes, &n, e))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!add_public(s, codes[i], a, out, e))
            return false;
    return true;
}

/* Letters and digits in upper case; empty when anything but hyphens and blanks is among them. */
static struct str number_of(struct str given, struct arena *a)
{
    struct buf key = {0};
    text_name_key(given, &key);
    char *p = arena_alloc(a, key.n + 1);
    size_t n = 0;
    bool plain = true;
    for (size_t i = 0; i < key.n && plain; i++) {
        char c = key.p[i];
        bool letter = c >= 'a' && c <= 'z', digit = c >= '0' && c <= '9';
        plain = letter || digit || c == '-';
        if (letter || digit)
            p[n++] = letter ? (char)(c - 'a' + 'A') : c;
    }
    buf_free(&key);
    return str_n(p, plain ? n : 0);
}

static void decide_old(const struct uscc_old *old, struct str number, struct str given, struct arena *a,
                       struct code_answer *out)
{
    if (out->n) {
        out->state = out->n == 1 ? CODE_ONE : CODE_SEVERAL;
    } else if (old->readings & USCC_OLD_PERSON) { /* what is on file is an old number; any other may be a person's */
        out->state = CODE_PERSON;
    } else if (old->readings) {
        out->state = CODE_UNKNOWN;
        out->why = reason("screen-old-unknown", STR_NONE, STR_NONE);
    } else {
        size_t chars = str_utf8_len(number.n ? number : given);
        out->state = CODE_BROKEN;
        out->why = old->near_miss ? reason("screen-old-broken", STR_NONE, STR_NONE)
                                  : reason("length", STR_NONE, str_printf(a, "%zu", chars));
    }
}

static bool look_up_old(struct screen *s, struct str given, struct arena *a, struct code_answer *out, struct err *e)
{
    struct uscc_old old;
    struct str number = number_of(given, a);
    uscc_old_check(given.p, given.n, &old);
    out->old = true;
    bool fits = number.n >= OLD_MIN_CHARS && number.n <= OLD_MAX_CHARS;
    if (fits && !add_old(s, number, a, out, e))
        return false;
    decide_old(&old, number, given, a, out);
    return true;
}

/* ---- what is wrong with a code ---- */

static struct str suggestions(struct screen *s, struct str given, struct arena *a)
{
    struct uscc_suggestion rows[SUGGESTIONS];
    struct str out = STR_NONE;
    size_t n = uscc_suggest(given.p, given.n, &s->facts, rows, SUGGESTIONS);
    for (size_t i = 0; i < n; i++)
        out = str_printf(a, "%.*s%s%s", STR_FMT(out), i ? ", " : "", rows[i].code);
    return out;
}

/* A spreadsheet's damage is named before the code's: it says what to do about the whole column. */
static const char *damage_rule(struct str given)
{
    static const char *const rules[] = {[DAMAGE_EXPONENT] = "excel-exponent",
                                        [DAMAGE_LEADING_ZEROS] = NULL, /* old numbers are shorter than codes */
                                        [DAMAGE_TRAILING_ZEROS] = "excel-precision",
                                        [DAMAGE_DAY_NUMBER] = NULL,
                                        [DAMAGE_ERROR_VALUE] = "excel-error"};
    return rules[cell_damage_of(given, WANT_CODE, USCC_CHARS)];
}

static struct finding fault_of(const struct uscc_report *r, struct arena *a)
{
    bool has_place = r->at >= 1 && (size_t)r->at <= strlen(r->code);
    struct str at = str_printf(a, "%d", r->at);
    struct str there = has_place ? str_dup(a, str_n(r->code + r->at - 1, 1)) : STR("?");
    struct finding why = reason(uscc_verdict_name(r->verdict), STR_NONE, at);
    why.args[2] = there;
    if (r->verdict == USCC_CHECK)
        why = reason("code-check", STR_NONE, str_printf(a, "%c", r->expected));
    return why;
}

static void explain_broken(struct screen *s, struct str given, const struct uscc_report *r, struct arena *a,
                           struct code_answer *out)
{
    const char *damage = damage_rule(given);
    if (damage)
        out->why = reason(damage, given, STR_NONE);
    else if (r->verdict != USCC_LENGTH) /* of a wrong length, the old numbers have said why */
        out->why = fault_of(r, a);
    if (!damage)
        out->why.suggestion = suggestions(s, given, a);
    out->why.level = FINDING_ERROR;
}

/* ---- the cell ---- */

/* A code that fails its check may yet be on file: an exception that nobody has curated. */
static bool look_up_code(struct screen *s, const struct uscc_report *r, struct arena *a, struct code_answer *out,
                         struct err *e)
{
    if (!add_public(s, str_dup(a, str_of(r->code)), a, out, e))
        return false;
    out->state = out->n ? CODE_ONE : uscc_is_acceptable(r->verdict) ? CODE_UNKNOWN : CODE_BROKEN;
    out->why = reason("screen-code-unknown", STR_NONE, STR_NONE);
    return true;
}

static bool look_up(struct screen *s, struct str given, const struct uscc_report *r, struct arena *a,
                    struct code_answer *out, struct err *e)
{
    if (uscc_is_acceptable(r->verdict) || r->verdict == USCC_CHECK)
        return look_up_code(s, r, a, out, e);
    if (r->verdict == USCC_LENGTH)
        return look_up_old(s, given, a, out, e);
    out->state = r->verdict == USCC_RESIDENT_ID_SHAPED ? CODE_PERSON : CODE_BROKEN;
    return true;
}

bool code_look_up(struct screen *s, struct str given, struct arena *a, struct code_answer *out, struct err *e)
{
    struct uscc_report r;
    *out = (struct code_answer){.shown = given, .found = arena_alloc(a, SCREEN_MAX_CANDIDATES * sizeof *out->found)};
    if (!given.n)
        return true;
    uscc_check(given.p, given.n, &s->facts, &r);
    if (!look_up(s, given, &r, a, out, e))
        return false;
    struct str secret;
    if (out->state == CODE_BROKEN && (secret_in(s, given, &secret) || is_spoiled_person(s, str_of(r.code))))
        out->state = CODE_PERSON;
    out->cleaned = (r.notes & USCC_NOTE_CLEANED) && !out->old;
    if (out->state == CODE_BROKEN)
        explain_broken(s, given, &r, a, out);
    if (out->state == CODE_PERSON) {
        out->shown = screen_mask(a, given);
        out->why = reason("resident-id-shaped", out->shown, STR_NONE);
        out->why.level = FINDING_ERROR;
    }
    return true;
}

bool looks_like_code(struct str text, struct arena *a)
{
    enum { LEAST_DIGITS = 6 }; /* a region's; a name in Latin letters has fewer */
    size_t digits = 0;
    struct str number = number_of(text, a);
    for (size_t i = 0; i < number.n; i++)
        digits += number.p[i] >= '0' && number.p[i] <= '9';
    return digits >= LEAST_DIGITS;
}
