/* SPDX-License-Identifier: Apache-2.0 */
#include "uscc_int.h"

#include <string.h>

/* Places of the code, counted from 0. */
enum { AT_REGION = 2, AT_ORG = 8, AT_ORG_CHECK = 16, AT_CHECK = 17 };

static const char alphabet[] = USCC_ALPHABET;

/* GB 32100 values plus one, so that a foreign byte is 0. J is 18 here and 19 in GB 11714: two tables. */
const uint8_t value_plus_1[256] = {
    ['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,  ['6'] = 7,  ['7'] = 8,
    ['8'] = 9,  ['9'] = 10, ['A'] = 11, ['B'] = 12, ['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16,
    ['G'] = 17, ['H'] = 18, ['J'] = 19, ['K'] = 20, ['L'] = 21, ['M'] = 22, ['N'] = 23, ['P'] = 24,
    ['Q'] = 25, ['R'] = 26, ['T'] = 27, ['U'] = 28, ['W'] = 29, ['X'] = 30, ['Y'] = 31,
};

char uscc_check_char(const char first17[17])
{
    static const uint8_t weights[17] = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    enum { WEIGHTS = 305 }; /* all of them: the values are one too large */
    unsigned sum = 0;
    bool foreign = false;
    for (int i = 0; i < 17; i++) {
        unsigned value = value_plus_1[(unsigned char)first17[i]];
        foreign |= value == 0;
        sum += value * weights[i];
    }
    return foreign ? 0 : alphabet[(31 - (sum - WEIGHTS) % 31) % 31];
}

char uscc_org_check_char(const char body8[8])
{
    static const uint8_t weights[8] = {3, 7, 9, 10, 5, 8, 4, 2};
    unsigned sum = 0;
    bool foreign = false;
    for (int i = 0; i < 8; i++) { /* letters and digits come mixed: no jumps */
        unsigned digit = (unsigned char)body8[i] - (unsigned)'0', letter = (unsigned char)body8[i] - (unsigned)'A';
        foreign |= (digit > 9) & (letter > 25);
        sum += (digit > 9 ? letter + 10 : digit) * weights[i];
    }
    return foreign ? 0 : "0123456789X"[(11 - sum % 11) % 11];
}

char uscc_reg_no_check_digit(const char first14[14])
{
    int product = 10;
    for (int i = 0; i < 14; i++) {
        if (!is_digit(first14[i]))
            return 0;
        int sum = (product + (first14[i] - '0')) % 10;
        product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    return (char)('0' + (11 - product) % 10);
}

const char *uscc_verdict_name(enum uscc_verdict v)
{
    static const char *const names[USCC_VERDICTS] = {
        [USCC_VALID] = "valid",
        [USCC_LENGTH] = "length",
        [USCC_ALPHABET_BAD] = "alphabet",
        [USCC_RESIDENT_ID_SHAPED] = "resident-id-shaped",
        [USCC_REGION] = "region",
        [USCC_CHECK] = "check",
        [USCC_ISSUED_EXCEPTION] = "issued-exception",
    };
    return (unsigned)v < USCC_VERDICTS ? names[v] : "";
}

bool uscc_is_acceptable(enum uscc_verdict v)
{
    return v == USCC_VALID || v == USCC_ISSUED_EXCEPTION;
}

/* 1-based place of the first character that fails, 0 when none does. */
static int foreign_place(const char *code)
{
    bool foreign = false;
    for (int i = 0; i < USCC_CHARS; i++)
        foreign |= !value_plus_1[(unsigned char)code[i]];
    if (!foreign)
        return 0;
    for (int i = 0; i < USCC_CHARS; i++)
        if (!value_plus_1[(unsigned char)code[i]])
            return i + 1;
    return 0;
}

static int region_place(const char *code)
{
    for (int i = AT_REGION; i < AT_ORG; i++)
        if (!is_digit(code[i]))
            return i + 1;
    return 0;
}

static unsigned category_note(const char *code)
{
    const struct uscc_category *row = uscc_category_of(code[0], code[1]);
    if (!row)
        return USCC_NOTE_CATEGORY_UNKNOWN;
    return row->extended ? USCC_NOTE_CATEGORY_EXTENDED : 0;
}

static bool region_is_known(const char *region, const struct uscc_facts *facts)
{
    if (!facts || !facts->region_known || memcmp(region, "100000", 6) == 0) /* national: in no table of places */
        return true;
    return facts->region_known(facts->context, region);
}

/* Notes of a code whose shape is right. */
static void add_notes(const struct uscc_facts *facts, struct uscc_report *r)
{
    char org = uscc_org_check_char(r->code + AT_ORG);
    if (org != r->code[AT_ORG_CHECK]) {
        r->notes |= USCC_NOTE_ORG_CHECK;
        r->expected_org = org;
    }
    r->notes |= category_note(r->code);
    if (!region_is_known(r->code + AT_REGION, facts))
        r->notes |= USCC_NOTE_REGION_UNKNOWN;
}

static enum uscc_verdict check_fault(const struct uscc_facts *facts, struct uscc_report *r)
{
    if (memcmp(r->code + AT_REGION, "35", 2) == 0 && memcmp(r->code + AT_ORG, "M000", 4) == 0 && !r->expected_org)
        r->notes |= USCC_NOTE_EARLY_PILOT;
    r->at = AT_CHECK + 1;
    bool issued = facts && facts->is_exception && facts->is_exception(facts->context, r->code);
    return issued ? USCC_ISSUED_EXCEPTION : USCC_CHECK;
}

/* The verdict on 18 characters, in the order of U1. */
static enum uscc_verdict decide(const struct uscc_facts *facts, struct uscc_report *r)
{
    if ((r->at = foreign_place(r->code)) != 0)
        return USCC_ALPHABET_BAD;
    if (resident_is_18(r->code, 0))
        return USCC_RESIDENT_ID_SHAPED;
    if ((r->at = region_place(r->code)) != 0)
        return USCC_REGION;
    add_notes(facts, r);
    char right = uscc_check_char(r->code);
    if (right == r->code[AT_CHECK])
        return USCC_VALID;
    r->expected = right;
    return check_fault(facts, r);
}

/* Most codes come clean: then no character needs decoding. */
static bool copy_clean(const char *text, size_t n, char code[USCC_CHARS])
{
    if (n != USCC_CHARS)
        return false;
    memcpy(code, text, USCC_CHARS);
    return foreign_place(code) == 0;
}

void uscc_check(const char *text, size_t n, const struct uscc_facts *facts, struct uscc_report *out)
{
    bool changed = false;
    struct uscc_report r = {.verdict = USCC_LENGTH};
    if (copy_clean(text, n, r.code) || clean(text, n, r.code, USCC_CHARS, &changed) == USCC_CHARS)
        r.verdict = decide(facts, &r);
    if (r.verdict == USCC_LENGTH || r.verdict == USCC_RESIDENT_ID_SHAPED)
        memset(r.code, 0, sizeof r.code);
    if (changed)
        r.notes |= USCC_NOTE_CLEANED;
    *out = r;
}
