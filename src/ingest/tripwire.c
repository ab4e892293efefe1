/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The identity-number tripwire (I2): 18 characters anywhere in a text, and, where a whole cell is one number, also in
 * groups, and the older forms: 15 digits, and the 20 digits that tax numbers made of them.
 */
#include "ingest_int.h"

#include "uscc/uscc.h"

enum { OLD_ID = 15, OLD_TAX_NO = 20, SHORTEST = 15 };

/* Nearly every cell leaves here: too few digits for any form. */
static bool may_hold_one(struct str s)
{
    size_t digits = 0;
    bool wide = false;
    if (s.n < SHORTEST)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        digits += s.p[i] >= '0' && s.p[i] <= '9';
        wide = wide || (unsigned char)s.p[i] == 0xEF; /* full-width digits begin so */
    }
    return digits >= SHORTEST || wide;
}

static bool all_digits(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return true;
}

/* Fifteen digits are an identity number only when they cannot be an old registration or tax number (uscc.md 7). */
static bool is_old_id(struct str s, int today)
{
    return uscc_is_resident_id(s.p, OLD_ID, true, today) && uscc_reg_no_check_digit(s.p) != s.p[14] &&
           uscc_org_check_char(s.p + 6) != s.p[14];
}

bool tripwire(struct str text, int today, struct str *found)
{
    size_t at, n;
    if (!may_hold_one(text))
        return false;
    struct str s = str_trim(text);
    if (uscc_find_resident_id(s.p, s.n, today, &at, &n)) {
        *found = str_n(s.p + at, n);
        return true;
    }
    if (uscc_is_resident_id(s.p, s.n, false, today)) { /* a whole cell that is one, written in groups */
        *found = s;
        return true;
    }
    bool one = all_digits(s) && (s.n == OLD_ID || (s.n == OLD_TAX_NO && memcmp(s.p + OLD_ID, "000", 3) == 0));
    if (!one || !(s.n == OLD_ID ? is_old_id(s, today) : uscc_is_resident_id(s.p, OLD_ID, true, today)))
        return false;
    *found = s;
    return true;
}

struct str masked(struct arena *a, struct str secret)
{
    size_t at = 0;
    for (int i = 0; i < 2 && at < secret.n; i++)
        str_utf8_next(secret, &at);
    return str_printf(a, "%.*s…(%zu)", (int)at, secret.p, str_utf8_len(secret));
}
