/* SPDX-License-Identifier: Apache-2.0 */
/* The sub-verbs of `rules`, one file each. */
#ifndef GONGSHI_CLI_RULES_INT_H
#define GONGSHI_CLI_RULES_INT_H

#include "cli/cli_int.h"

/* ---- rules_open.c ---- */
/* The folder that an argument means: itself, or a jurisdiction that came with the program ("cn"). */
const char *rules_folder(struct cli *c, const char *arg);
/* A rulebook by folder, by name ("cn"), or by the register's edition (seq, or the beginning of its digest); NULL: the
 * register's own, or the national one. */
bool rules_open(struct cli *c, const char *which, struct catalog **out, struct err *e) MUST_CHECK;
bool rules_editions(struct cli *c, struct err *e) MUST_CHECK;
/* The word of an id of that group of the glossary, in the caller's language; the id where it has none. */
struct str rules_word(const struct cli *c, const struct catalog *k, const char *group, struct str id);
struct str rules_day(struct cli *c, struct day d);

/* rules_check.c */
bool rules_check(struct cli *c, struct err *e) MUST_CHECK;
/* rules_list.c */
bool rules_list(struct cli *c, struct err *e) MUST_CHECK;
void rules_counts_json(struct cli *c, const struct catalog *k, struct buf *out);
void rules_counts_tell(struct cli *c, const struct catalog *k);
/* rules_show.c */
bool rules_show(struct cli *c, struct err *e) MUST_CHECK;
/* rules_lint.c: acts before they are filed */
bool rules_lint(struct cli *c, struct err *e) MUST_CHECK;
/* rules_diff.c */
bool rules_diff(struct cli *c, struct err *e) MUST_CHECK;
/* Adopts a folder, and says what it changes. */
bool rules_adopt(struct cli *c, struct err *e) MUST_CHECK;

#endif
