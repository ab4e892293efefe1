/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Money said twice (information-catalogue 4.5): the content speaks in yuan, the figure is in units of 10,000. A warning
 * only: the decision's own words rule. Where they differ by exactly 10,000, the unit was mixed up: it says what was
 * meant.
 */
#include "act_int.h"

#include "codec/codec.h"

enum { MAX_AMOUNTS = 16 };
struct amounts {
    int64_t fen[MAX_AMOUNTS];
    size_t n;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Digits with thousands commas, stray blanks and up to six decimals, from *at on: in millionths of whatever follows. */
static int64_t take_number(struct str s, size_t *at)
{
    enum { DECIMALS = 6 };
    int64_t whole = 0, part = 0;
    int decimals = -1;
    size_t i = *at;
    for (; i < s.n; i++) {
        char c = s.p[i];
        if (c == '.' && decimals < 0)
            decimals = 0;
        else if (is_digit(c) && decimals < 0 && whole < INT64_MAX / 100000000)
            whole = whole * 10 + (c - '0');
        else if (is_digit(c) && decimals >= 0 && decimals < DECIMALS)
            part = part * 10 + (c - '0'), decimals++;
        else if (c != ',' && c != ' ')
            break;
    }
    for (int d = decimals < 0 ? 0 : decimals; d < DECIMALS; d++)
        part *= 10;
    *at = i;
    return whole * 1000000 + part;
}

static int64_t unit_factor(struct str rest)
{
    return str_starts(rest, STR("亿元"))   ? 100000000
           : str_starts(rest, STR("万元")) ? 10000
           : str_starts(rest, STR("元"))   ? 1
                                           : 0;
}

/* ---- sums in Chinese capitals: 壹佰柒拾柒万玖仟圆整 ---- */

static const struct str_numeral digits[] = {{"零", 0}, {"壹", 1}, {"贰", 2}, {"叁", 3}, {"肆", 4},
                                            {"伍", 5}, {"陆", 6}, {"柒", 7}, {"捌", 8}, {"玖", 9}};
static const struct str_numeral tens[] = {{"拾", 10}, {"佰", 100}, {"仟", 1000}};
static const struct str_numeral myriads[] = {{"万", 10000}, {"亿", 100000000}};
static const struct str_numeral units[] = {{"圆", 100}, {"元", 100}, {"角", 10}, {"分", 1}};

/* One sum from the start of s on, in fen; false: none stands there. No sum reaches 10^12 yuan. */
static bool take_capitals(struct str *s, int64_t *fen)
{
    enum { FEN_PER_YUAN = 100, WAN = 10000 };
    const int64_t most = 1000000000000;
    int64_t whole = 0, part = 0, digit = 0, value, sum = 0;
    const char *start = s->p;
    bool has_yuan = false;
    for (;;) {
        if (STR_TAKE(digits, s, &value)) {
            digit = value;
        } else if (STR_TAKE(tens, s, &value)) {
            part += (digit ? digit : 1) * value;
            digit = 0;
        } else if (STR_TAKE(myriads, s, &value)) {
            int64_t before = value == WAN ? 0 : whole; /* 叁万亿: all of it times 亿 */
            if (before + part + digit >= most / value)
                return false;
            whole += (before + part + digit) * value - before;
            part = digit = 0;
        } else if (s->p != start && STR_TAKE(units, s, &value)) {
            sum += (whole + part + digit) * value;
            whole = part = digit = 0;
            has_yuan = has_yuan || value == FEN_PER_YUAN;
        } else {
            break;
        }
    }
    *fen = sum;
    return has_yuan && sum > 0;
}

static void add_amount(struct amounts *out, int64_t fen)
{
    if (out->n < MAX_AMOUNTS)
        out->fen[out->n++] = fen;
}

static void find_amounts(struct str s, struct amounts *out)
{
    for (size_t i = 0; i < s.n;) {
        int64_t fen;
        struct str rest = str_n(s.p + i, s.n - i);
        if (take_capitals(&rest, &fen)) {
            add_amount(out, fen);
            i = s.n - rest.n;
        } else if (!is_digit(s.p[i])) {
            i++;
        } else {
            enum { PER_FEN = 10000 }; /* millionths of a yuan */
            int64_t millionths = take_number(s, &i), factor = unit_factor(str_n(s.p + i, s.n - i));
            if (factor && millionths <= INT64_MAX / factor)
                add_amount(out, millionths * factor / PER_FEN);
        }
    }
}

static bool has_amount(const struct amounts *a, int64_t fen)
{
    for (size_t i = 0; i < a->n; i++)
        if (a->fen[i] == fen)
            return true;
    return false;
}

static struct str yuan(struct check *k, int64_t fen)
{
    return str_printf(k->b->arena, "%lld.%02d", (long long)(fen / 100), (int)(fen % 100));
}

/* The figure that was meant, in units of 10,000, where the words name the same sum in the other unit. */
static struct str meant(struct check *k, const struct amounts *words, int64_t fen)
{
    enum { TIMES = 10000, FEN_PER_WAN = 1000000 };
    for (size_t i = 0; i < words->n; i++)
        if ((fen <= INT64_MAX / TIMES && words->fen[i] == fen * TIMES) ||
            (words->fen[i] <= INT64_MAX / TIMES && words->fen[i] * TIMES == fen))
            return str_printf(k->b->arena, "%lld.%06lld", (long long)(words->fen[i] / FEN_PER_WAN),
                              (long long)(words->fen[i] % FEN_PER_WAN));
    return STR_NONE;
}

static void differs(struct check *k, const char *field, const struct amounts *words, int64_t fen)
{
    struct str both = str_printf(k->b->arena, "%.*s ≠ %.*s 元", STR_FMT(yuan(k, words->fen[0])), STR_FMT(yuan(k, fen)));
    remark_hinting(k, FINDING_WARNING, "money-unit", str_of(field), both, meant(k, words, fen));
}

/* What a column of seven digits makes of every larger sum (DECIMAL(7,6), met in schemas of agencies). */
static bool is_cut_off(int64_t fen)
{
    return fen == 9999999;
}

void check_money(struct check *k)
{
    static const char *const figures[] = {"fine", "confiscated"};
    struct amounts words = {.n = 0};
    int64_t fen, sum = 0;
    find_amounts(act_text(k->act, "content"), &words);
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        if (cell_money_wan(act_text(k->act, figures[i]), &fen))
            sum += fen;
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        struct str figure = act_text(k->act, figures[i]);
        if (!cell_money_wan(figure, &fen) || has_amount(&words, fen) || has_amount(&words, sum))
            continue;
        if (words.n)
            differs(k, figures[i], &words, fen);
        else if (is_cut_off(fen))
            remark_hinting(k, FINDING_WARNING, "money-unit", str_of(figures[i]), figure, STR_NONE);
    }
}
