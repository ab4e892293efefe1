/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Money said twice (information-catalogue 4.5): the content speaks in yuan, the figure is in units of 10,000. A warning
 * only: the decision's own words rule.
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

/* Digits with thousands commas, stray blanks and up to two decimals, from *at on: in fen. */
static bool take_number(struct str s, size_t *at, int64_t *fen)
{
    int64_t whole = 0, part = 0;
    int decimals = -1;
    size_t i = *at;
    for (; i < s.n; i++) {
        char c = s.p[i];
        if (c == '.' && decimals < 0)
            decimals = 0;
        else if (is_digit(c) && decimals < 0 && whole < INT64_MAX / 100000000)
            whole = whole * 10 + (c - '0');
        else if (is_digit(c) && decimals >= 0 && decimals < 6)
            part = part * 10 + (c - '0'), decimals++;
        else if (c != ',' && c != ' ')
            break;
    }
    for (int d = decimals < 0 ? 0 : decimals; d < 6; d++)
        part *= 10;
    *at = i;
    *fen = whole * 100 + part / 10000;
    return decimals <= 2; /* more decimals come only with 万元 */
}

static int64_t unit_factor(struct str rest)
{
    return str_starts(rest, STR("亿元"))   ? 100000000
           : str_starts(rest, STR("万元")) ? 10000
           : str_starts(rest, STR("元"))   ? 1
                                           : 0;
}

static void find_amounts(struct str s, struct amounts *out)
{
    for (size_t i = 0; i < s.n && out->n < MAX_AMOUNTS;) {
        int64_t fen;
        if (!is_digit(s.p[i])) {
            i++;
            continue;
        }
        take_number(s, &i, &fen);
        int64_t factor = unit_factor(str_n(s.p + i, s.n - i));
        if (factor && fen <= INT64_MAX / factor)
            out->fen[out->n++] = fen * factor;
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

void check_money(struct check *k)
{
    static const char *const figures[] = {"fine", "confiscated"};
    struct amounts words = {.n = 0};
    int64_t fen, sum = 0;
    find_amounts(act_text(k->act, "content"), &words);
    if (!words.n)
        return;
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        if (cell_money_wan(act_text(k->act, figures[i]), &fen))
            sum += fen;
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        if (cell_money_wan(act_text(k->act, figures[i]), &fen) && !has_amount(&words, fen) && !has_amount(&words, sum))
            remark(k, FINDING_WARNING, "money-unit", yuan(k, words.fen[0]), yuan(k, fen), STR_NONE);
}
