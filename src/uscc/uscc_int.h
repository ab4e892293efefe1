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

#endif
