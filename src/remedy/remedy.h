/* SPDX-License-Identifier: Apache-2.0 */
/*
 * remedy: the subject's ways out. When a repair may be asked for at the earliest and with which papers, who may not
 * answer an objection, when a list's own condition of removal is met. Pure (docs/design/due-process.md, 6 and 9).
 */
#ifndef GONGSHI_REMEDY_H
#define GONGSHI_REMEDY_H

#include "matter/matter.h"

step_gate remedy_gate_eligible;
step_gate remedy_gate_other_officer;
step_gate remedy_gate_other_drafter;
step_gate remedy_gate_objected;
step_gate remedy_gate_condition_met;

/* The repair calculator: for a case, or for none with the days given. */
enum repair_when {
    REPAIR_AT_ONCE,     /* no shortest term */
    REPAIR_FROM_DAY,    /* from `day` on */
    REPAIR_UNKNOWN,     /* no statutory period is known: nothing is computed, the application is taken */
    REPAIR_NEEDS_START, /* the period starts with something that is not known: `start` says what */
};
struct repair_earliest {
    enum repair_when when;
    struct day day; /* first day on which it may be asked for */
    bool provisional;
    const struct cat_term *by; /* row that ruled, or NULL */
    struct str start;
};
/* corrected: day of correction or performance, DAY_NONE where none is known. `on`: day of the application. */
void repair_earliest(const struct matter *m, const struct catalog *c, struct str severity, struct day corrected,
                     struct day on, struct repair_earliest *out);
/* Paper kinds that an application needs, blank-separated: of the row that takes repair.apply from the state. Empty: no
 * such row, this case knows no repair. */
struct str repair_papers(const struct matter *m, const struct catalog *c, struct day on, struct arena *a);

/* The open objection that an answer or a withdrawal of it means: named by receipt, or the only one. NULL: none, or
 * several and not said which (*several). */
const struct journal_entry *remedy_objection(const struct step *s, bool by_receipt, bool *several);

#endif
