/* SPDX-License-Identifier: Apache-2.0 */
/*
 * uscc: the Unified Social Credit Code of GB 32100-2015 (with amendment XG1-2016), checked and
 * explained. Allocates nothing, uses no other room, is reentrant; C and C++ may include it.
 *
 *   U1  A verdict follows the order length, alphabet, resident-id-shaped, region, check, valid.
 *   U2  Both check characters are reported apart; a wrong inner one is never a reason to refuse.
 *   U3  Nothing is repaired silently: cleaning is reported, and only width, case and blanks are cleaned.
 */
#ifndef GONGSHI_USCC_H
#define GONGSHI_USCC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define USCC_CHARS 18
#define USCC_ALPHABET "0123456789ABCDEFGHJKLMNPQRTUWXY" /* GB 32100: no I O S V Z */

enum uscc_verdict {
    USCC_VALID,
    USCC_LENGTH,             /* not 18 characters after cleaning */
    USCC_ALPHABET_BAD,       /* a character outside the alphabet; its place is in `at` */
    USCC_RESIDENT_ID_SHAPED, /* reads as a resident identity number (GB 11643-1999): never store it */
    USCC_REGION,             /* places 3 to 8 are not all digits; the first such place is in `at` */
    USCC_CHECK,              /* place 18 is wrong; `expected` is what it should be */
    USCC_ISSUED_EXCEPTION,   /* wrong at place 18, yet really issued (curated list of the caller) */
    USCC_VERDICTS
};

/* Notes that ride on a verdict, as bits. */
enum {
    USCC_NOTE_CLEANED = 1,          /* width, case or blanks were changed */
    USCC_NOTE_ORG_CHECK = 2,        /* place 17 does not fit GB 11714 */
    USCC_NOTE_REGION_UNKNOWN = 4,   /* not in the caller's region table: a warning, real codes have it */
    USCC_NOTE_CATEGORY_UNKNOWN = 8, /* places 1 and 2 not in the table of departments */
    USCC_NOTE_EARLY_PILOT = 16,     /* organisation part of the early Fujian pilot (M000…), rule broken at 18 */
    USCC_NOTE_CATEGORY_EXTENDED = 32 /* places 1 and 2 known only from later public tables */
};

struct uscc_report {
    enum uscc_verdict verdict;
    unsigned notes;            /* USCC_NOTE_… */
    char code[USCC_CHARS + 1]; /* cleaned, '?' for what is not ASCII; empty for length and resident-id-shaped */
    int at;                    /* 1-based place of the fault, 0 when none */
    char expected;             /* right character for place 18, 0 unless verdict is CHECK or EXCEPTION */
    char expected_org;         /* right character for place 17, 0 unless USCC_NOTE_ORG_CHECK */
};

/*
 * What the checker cannot know by itself. Any pointer may be NULL: then every region counts as known
 * and no exception is granted. `context` is handed back as it is.
 */
struct uscc_facts {
    bool (*region_known)(void *context, const char region[6]);
    bool (*is_exception)(void *context, const char code[USCC_CHARS]);
    void *context;
};

/* Cleans (full width to ASCII, lower to upper case, blanks and hyphens out) and decides. `text` is UTF-8,
 * n bytes, any content. facts may be NULL. Never fails: the answer is the report. */
void uscc_check(const char *text, size_t n, const struct uscc_facts *facts, struct uscc_report *out);

/* "valid", "length", "alphabet", "resident-id-shaped", "region", "check", "issued-exception". */
const char *uscc_verdict_name(enum uscc_verdict v);
/* True when an organisation's code may be taken: valid or issued-exception. */
bool uscc_is_acceptable(enum uscc_verdict v);

/* The check character for 17 characters of the alphabet (GB 32100 section 5); 0 if one is foreign. */
char uscc_check_char(const char first17[17]);
/* The check character of an organisation code for its 8 body characters (GB 11714-1997); 0 if one is foreign. */
char uscc_org_check_char(const char body8[8]);
/* The check digit of a 15-digit registration number for its first 14 digits (ISO 7064 MOD 11,10); 0 if not digits. */
char uscc_reg_no_check_digit(const char first14[14]);

/* One row of the table of departments and categories (places 1 and 2). */
struct uscc_category {
    char department, category;
    const char *department_zh, *department_en, *category_zh, *category_en;
    bool extended; /* seen in later public tables only, not in the 2016 amendment */
};
/* NULL when the pair is in no table. */
const struct uscc_category *uscc_category_of(char department, char category);

/*
 * Resident identity number tripwire: 18 characters of GB 11643-1999 (province prefix, a real date from
 * 1850 on and not after today_ymd, MOD 11-2), or the older 15 digits (prefix and date only, when
 * with_15 is set). today_ymd is YYYYMMDD as a number; 0 stands for 2099-12-31, as in uscc_check. Foreigners'
 * permits (9, province, nationality) count too, but not when both check characters of a USCC are right.
 */
bool uscc_is_resident_id(const char *text, size_t n, bool with_15, int today_ymd);
/* True when any run of 17 digits and a digit or X inside the text reads as an identity number;
 * *at and *len give the first one, in bytes. Full-width digits count. For free text. */
bool uscc_find_resident_id(const char *text, size_t n, int today_ymd, size_t *at, size_t *len);

#ifdef __cplusplus
}
#endif
#endif
