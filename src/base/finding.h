/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Findings: the data is wrong. A normal result, many at once, each with place, rule and suggestion.
 * Words live in one table (rules.def), in Chinese and English, with %1 … %3 for the arguments; a
 * finding holds the rule and its arguments, so that every door can say it in the reader's language.
 */
#ifndef GONGSHI_BASE_FINDING_H
#define GONGSHI_BASE_FINDING_H

#include "str.h"

enum finding_level { FINDING_NOTE, FINDING_WARNING, FINDING_ERROR };
enum lang { LANG_ZH, LANG_EN };

struct finding {
    enum finding_level level;
    int64_t line;           /* 1-based line of the input where the row starts; 0 when it has none */
    int column;             /* 1-based column of the table; 0 when it has none */
    struct str file;        /* empty: the input itself */
    struct str pointer;     /* JSON Pointer, for acts; may be empty */
    const char *rule;       /* id of a row of rules.def */
    struct str args[3];
    struct str suggestion;  /* may be empty */
};

struct findings; /* keeps copies of everything put into it */
struct findings *findings_new(void);
void findings_free(struct findings *f);
/* Keeps at most 1,000 findings a rule and level, counts all. Arguments are copied. An unknown rule is a bug. */
void findings_add(struct findings *f, const struct finding *one);
/* The short way: place, rule, and up to three arguments (STR_NONE where absent). */
void finding_at(struct findings *f, enum finding_level level, int64_t line, int column, const char *rule,
                struct str a1, struct str a2, struct str a3);
size_t findings_kept(const struct findings *f);
const struct finding *findings_get(const struct findings *f, size_t i);
int64_t findings_count(const struct findings *f, enum finding_level level); /* all, also those not kept */
int64_t findings_count_rule(const struct findings *f, const char *rule);
void findings_sort(struct findings *f);  /* by line, column, level descending; stable */
/* Gives each kept finding without a column the one that column_of answers (0: still none). */
void findings_place(struct findings *f, int (*column_of)(void *context, const struct finding *one), void *context);
void findings_move(struct findings *to, struct findings *from); /* from is left empty */

const char *finding_level_name(enum finding_level level);       /* "note", "warning", "error" */
/* The finding in words, one sentence; nothing else is added. */
void finding_message(const struct finding *one, enum lang lang, struct buf *out);
bool finding_rule_known(const char *rule);
/* What to do about a refusal (advice.def): false when nothing is said about that code. */
struct advice {
    const char *id, *zh, *en;
    const char *source; /* as it is cited; may be empty */
};
bool finding_advice(struct str code, const struct advice **out);
/* A finding's own suggestion; of an error without one, what its code advises. */
struct str finding_suggestion(const struct finding *one, enum lang lang);
/* Enumerates the rules: id and its words; false past the end. */
bool finding_rule_at(size_t i, const char **id, const char **zh, const char **en);

#endif
