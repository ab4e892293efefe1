/* SPDX-License-Identifier: Apache-2.0 */
#include "uscc_int.h"

#include <string.h>

enum { ORG_CHARS = 9, OLD_CHARS = 15, OWNER_TAX_CHARS = 20, REGION_CHARS = 6 };

static bool all_digits(const char *c, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!is_digit(c[i]))
            return false;
    return true;
}

static bool all_alphanumeric(const char *c, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!is_digit(c[i]) && (c[i] < 'A' || c[i] > 'Z'))
            return false;
    return true;
}

static void read_org_code(const char *c, struct uscc_old *out)
{
    if (!all_alphanumeric(c, ORG_CHARS))
        return;
    memcpy(out->text, c, ORG_CHARS);
    out->expected_org = uscc_org_check_char(c);
    if (out->expected_org != c[8]) {
        out->near_miss = true;
        return;
    }
    out->expected_org = 0;
    out->readings |= USCC_OLD_ORG_CODE;
    memcpy(out->org_code, c, ORG_CHARS);
}

static void read_tax_no(const char *c, struct uscc_old *out)
{
    const char *org = c + REGION_CHARS;
    out->expected_org = uscc_org_check_char(org);
    if (out->expected_org != org[8])
        return;
    out->expected_org = 0;
    out->readings |= USCC_OLD_TAX_NO;
    memcpy(out->org_code, org, ORG_CHARS);
}

static void read_reg_no(const char *c, struct uscc_old *out)
{
    if (!all_digits(c, OLD_CHARS))
        return;
    out->expected_reg_no = uscc_reg_no_check_digit(c);
    if (out->expected_reg_no != c[OLD_CHARS - 1])
        return;
    out->expected_reg_no = 0;
    out->readings |= USCC_OLD_REG_NO;
}

static void read_15(const char *c, struct uscc_old *out)
{
    bool person = uscc_is_resident_id(c, OLD_CHARS, true, 0);
    if (!all_digits(c, REGION_CHARS) || !all_alphanumeric(c, OLD_CHARS))
        return;
    read_tax_no(c, out);
    read_reg_no(c, out);
    out->near_miss = !out->readings && !person;
    if (out->readings || !person) {
        memcpy(out->text, c, OLD_CHARS);
        memcpy(out->region, c, REGION_CHARS);
    } else {
        out->expected_org = out->expected_reg_no = 0;
    }
    if (person)
        out->readings |= USCC_OLD_PERSON;
}

/* Tax numbers of individual businesses: the owner's identity number, and a count of shops. */
static void read_20(const char *c, struct uscc_old *out)
{
    bool owner = uscc_is_resident_id(c, 18, false, 0) || uscc_is_resident_id(c, OLD_CHARS, true, 0);
    if (owner && all_digits(c + 18, 2))
        out->readings = USCC_OLD_PERSON;
}

void uscc_old_check(const char *text, size_t n, struct uscc_old *out)
{
    static const struct {
        size_t chars;
        void (*read)(const char *c, struct uscc_old *out);
    } rows[] = {{ORG_CHARS, read_org_code}, {OLD_CHARS, read_15}, {OWNER_TAX_CHARS, read_20}};
    char c[OWNER_TAX_CHARS];
    bool changed = false;
    struct uscc_old o = {0};
    size_t count = clean(text, n, c, sizeof c, &changed);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].chars == count)
            rows[i].read(c, &o);
    *out = o;
}

size_t uscc_candidates(const char org9[9], const char region[6], struct uscc_candidate *out, size_t room)
{
    /* By how many organisations have them; unions without legal personality and the like are left out. */
    static const char pairs[][2] = {{'9', '1'}, {'9', '2'}, {'9', '3'}, {'5', '2'}, {'1', '2'}, {'5', '1'},
                                    {'1', '1'}, {'8', '1'}, {'5', '4'}, {'N', '2'}, {'N', '1'}, {'5', '5'},
                                    {'3', '1'}, {'1', '3'}, {'5', '3'}, {'7', '1'}, {'N', '3'}, {'3', '3'},
                                    {'3', '2'}, {'1', '9'}, {'5', '9'}, {'Y', '1'}};
    size_t n = sizeof pairs / sizeof *pairs;
    for (size_t i = 0; i < n; i++) {
        struct uscc_candidate c = {.row = uscc_category_of(pairs[i][0], pairs[i][1])};
        if (!uscc_compose(pairs[i][0], pairs[i][1], region, org9, c.code) || c.code[16] != org9[8])
            return 0;
        if (i < room)
            out[i] = c;
    }
    return n;
}
