/* SPDX-License-Identifier: Apache-2.0 */
/*
 * uscc: the Unified Social Credit Code of GB 32100-2015 (with amendment XG1-2016), checked and
 * explained. Allocates nothing, uses no other room, is reentrant; C and C++ may include it.
 *
 *   U1  A verdict follows the order length, alphabet, resident-id-shaped, region, check, valid.
 *   U2  Both check characters are reported apart; a wrong inner one is never a reason to refuse.
 *   U3  Nothing is repaired silently: cleaning is reported, and only width, case and blanks are cleaned.
 *   U4  A suggestion is right in both check characters, and none is made for what reads as a person's number.
 *   U5  The stream checker gives each line the verdict of uscc_check, whichever instructions it uses.
 */
#ifndef GONGSHI_USCC_H
#define GONGSHI_USCC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define USCC_API __attribute__((visibility("default")))
#else
#define USCC_API
#endif

#define USCC_CHARS    18
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
    USCC_NOTE_CLEANED = 1,           /* width, case or blanks were changed */
    USCC_NOTE_ORG_CHECK = 2,         /* place 17 does not fit GB 11714 */
    USCC_NOTE_REGION_UNKNOWN = 4,    /* not in the caller's region table: a warning, real codes have it */
    USCC_NOTE_CATEGORY_UNKNOWN = 8,  /* places 1 and 2 not in the table of departments */
    USCC_NOTE_EARLY_PILOT = 16,      /* organisation part of the early Fujian pilot (M000…), rule broken at 18 */
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
USCC_API void uscc_check(const char *text, size_t n, const struct uscc_facts *facts, struct uscc_report *out);

/* "valid", "length", "alphabet", "resident-id-shaped", "region", "check", "issued-exception". */
USCC_API const char *uscc_verdict_name(enum uscc_verdict v);
/* True when an organisation's code may be taken: valid or issued-exception. */
USCC_API bool uscc_is_acceptable(enum uscc_verdict v);

/* The check character for 17 characters of the alphabet (GB 32100 section 5); 0 if one is foreign. */
USCC_API char uscc_check_char(const char first17[17]);
/* The check character of an organisation code for its 8 body characters (GB 11714-1997); 0 if one is foreign. */
USCC_API char uscc_org_check_char(const char body8[8]);
/* The check digit of a 15-digit registration number for its first 14 digits (ISO 7064 MOD 11,10); 0 if not digits. */
USCC_API char uscc_reg_no_check_digit(const char first14[14]);

/* One row of the table of departments and categories (places 1 and 2). */
struct uscc_category {
    char department, category;
    const char *department_zh, *department_en, *category_zh, *category_en;
    bool extended; /* seen in later public tables only, not in the 2016 amendment */
};
/* NULL when the pair is in no table. */
USCC_API const struct uscc_category *uscc_category_of(char department, char category);

/*
 * Resident identity number tripwire: 18 characters of GB 11643-1999 (province prefix, a real date from
 * 1850 on and not after today_ymd, MOD 11-2), or the older 15 digits (prefix and date only, when
 * with_15 is set). today_ymd is YYYYMMDD as a number; 0 stands for 2099-12-31, as in uscc_check. Foreigners'
 * permits (9, province, nationality) count too, but not when both check characters of a USCC are right.
 */
USCC_API bool uscc_is_resident_id(const char *text, size_t n, bool with_15, int today_ymd);
/* True when any run of 17 digits and a digit or X inside the text reads as an identity number;
 * *at and *len give the first one, in bytes. Full-width digits count. For free text. */
USCC_API bool uscc_find_resident_id(const char *text, size_t n, int today_ymd, size_t *at, size_t *len);

/* ---- parts and keys: all take 18 cleaned characters, as struct uscc_report has them in `code` ---- */

struct uscc_parts {
    char department, category;
    char region[7];   /* zero-terminated */
    char subject[10]; /* places 9 to 17: the organisation code with its check character */
    char check;
    char expected;                   /* right character for place 18 */
    char expected_org;               /* right character for place 17 */
    const struct uscc_category *row; /* NULL when the pair is in no table */
};
/* false when a character is foreign or the region holds a letter; wrong check characters are no hindrance. */
USCC_API bool uscc_parse(const char code[USCC_CHARS], struct uscc_parts *out);
/* Makes both check characters. false when a character is foreign or the region holds a letter. */
USCC_API bool uscc_compose(char department, char category, const char region[6], const char body8[8],
                           char out[USCC_CHARS + 1]);

#define USCC_KEY_BYTES 12
/* A key of fixed width that memcmp orders as strcmp orders the codes. false when a character is foreign. */
USCC_API bool uscc_pack(const char code[USCC_CHARS], uint8_t key[USCC_KEY_BYTES]);
USCC_API bool uscc_unpack(const uint8_t key[USCC_KEY_BYTES], char code[USCC_CHARS + 1]); /* false: no packed key */

/* ---- the numbers before the code ---- */

/* What a text may be read as, as bits; several may hold for 15 digits. */
enum {
    USCC_OLD_ORG_CODE = 1, /* 9 characters, GB 11714 */
    USCC_OLD_TAX_NO = 2,   /* 15: region and organisation code whose check is right */
    USCC_OLD_REG_NO = 4,   /* 15 digits whose check (MOD 11,10) is right */
    USCC_OLD_PERSON = 8    /* 15 or 20 characters that begin as a resident identity number does: ask before keeping */
};
struct uscc_old {
    unsigned readings;                  /* 0: none fits */
    bool near_miss;                     /* length and alphabet of an old number, but no check is right */
    char text[16];                      /* cleaned; empty when nothing fits, or PERSON alone */
    char region[7];                     /* of a tax or registration number, else empty */
    char org_code[10];                  /* of an organisation code or tax number, else empty */
    char expected_org, expected_reg_no; /* right last characters of a near miss, 0 when they make no sense */
};
/* Cleans as uscc_check does and tries every reading. Never fails: the answer is *out. */
USCC_API void uscc_old_check(const char *text, size_t n, struct uscc_old *out);

/* How far an old number goes towards a code. The organisation code is certain (unique for each subject); the rest
 * of a candidate is a guess to look up, never to store. A registration number leads nowhere by arithmetic. */
struct uscc_candidate {
    char code[USCC_CHARS + 1];
    const struct uscc_category *row;
};
/* The codes with this organisation code and region, the commonest categories first: writes at most room, returns how
 * many there are (0 when org9 or region is malformed or the check of org9 is wrong). out may be NULL when room is 0. */
USCC_API size_t uscc_candidates(const char org9[9], const char region[6], struct uscc_candidate *out, size_t room);

/* ---- suggestions ---- */

enum uscc_edit {
    USCC_EDIT_NONE,      /* the text is acceptable as it stands */
    USCC_EDIT_CLEANED,   /* width, case or blanks only */
    USCC_EDIT_CONFUSION, /* characters that look alike: O 0, I 1, Z 2, S 5, B 8, V U … */
    USCC_EDIT_KEY,       /* a key beside the right one */
    USCC_EDIT_SWAP,      /* two neighbours the wrong way round */
    USCC_EDIT_OTHER,     /* any other single character */
    USCC_EDIT_MISSING,   /* one character was left out */
    USCC_EDIT_EXTRA,     /* one character too many */
    USCC_EDITS
};
struct uscc_suggestion {
    char code[USCC_CHARS + 1];
    enum uscc_edit edit;
    int at;        /* 1-based place in the cleaned text, 0 for NONE and CLEANED */
    char from, to; /* what stood there and what should; 0 where there is none; '?' for a foreign one */
    int cost;      /* smaller is likelier; only its order means something */
};
/* Codes one typing error away from the text that are right in both check characters, the likeliest first. Writes at
 * most room, returns how many it wrote. facts may be NULL; known regions are preferred. */
USCC_API size_t uscc_suggest(const char *text, size_t n, const struct uscc_facts *facts, struct uscc_suggestion *out,
                             size_t room);
/* "none", "cleaned", "confusion", "key", "swap", "other", "missing", "extra". */
USCC_API const char *uscc_edit_name(enum uscc_edit e);

/* ---- many at once ---- */

struct uscc_counts {
    uint64_t lines;
    uint64_t of[USCC_VERDICTS];
};
/* One line without its end: LF, CR LF or the end of the text. */
typedef void uscc_line_fn(void *context, const char *line, size_t n, enum uscc_verdict v);
/*
 * Checks a text of one code a line, adds to *counts (may be NULL), and calls `each` (may be NULL) once a line in
 * order; a blank line is a line of length 0. Returns how many bytes were used: all when `last`, else up to the
 * last LF, so that the caller can bring the rest again with more. Plain lines run at about the speed of memory
 * where the processor has AVX2; facts->region_known is not asked for them, since no verdict hangs on it.
 */
USCC_API size_t uscc_check_lines(const char *text, size_t n, bool last, const struct uscc_facts *facts,
                                 struct uscc_counts *counts, uscc_line_fn *each, void *context);
/* "avx2" or "scalar": what uscc_check_lines uses here. */
USCC_API const char *uscc_instructions(void);

#ifdef __cplusplus
}
#endif
#endif
