/* SPDX-License-Identifier: Apache-2.0 */
/* For the files of this room only: cleaning, and the tripwire for people's numbers. */
#ifndef GONGSHI_USCC_INT_H
#define GONGSHI_USCC_INT_H

#include "uscc.h"

/* What stands in a cleaned text for a character that ASCII does not have. */
#define CLEAN_FOREIGN '?'

/* Reads one character at text[*at] and moves on: 0 for a blank or hyphen, which cleaning drops, else its
 * ASCII form in upper case or CLEAN_FOREIGN. *changed becomes true when that differs from what stood there. */
char clean_next(const char *text, size_t n, size_t *at, bool *changed);
/* Cleans at most room characters into out and returns how many there are in all. Bytes past room are not kept. */
size_t clean(const char *text, size_t n, char *out, size_t room, bool *changed);

/* True when 18 cleaned characters read as an identity number born on last_ymd (0: 2099) at the latest. */
bool resident_is_18(const char c[18], int last_ymd);

/* Value of a byte in GB 32100 plus one; 0 for a foreign one. */
extern const uint8_t value_plus_1[256];
static inline bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A text of lines on its way through the stream checker. */
struct lines {
    const char *at, *end;
    bool last;
    const struct uscc_facts *facts;
    struct uscc_counts counts;
    uscc_line_fn *each;
    void *context;
};
bool lines_one(struct lines *l);                                          /* false: no whole line is left */
void lines_known(struct lines *l, const char *line, enum uscc_verdict v); /* 18 plain characters, judged */
void lines_scalar(struct lines *l);
#if defined(__x86_64__)
void lines_avx2(struct lines *l); /* only where the processor has it */
#endif

/* Upper case letters and digits that are taken for each other by the eye, or by the finger. */
bool look_alike(char a, char b);
bool keys_touch(char a, char b);

#endif
