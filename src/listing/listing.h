/* SPDX-License-Identifier: Apache-2.0 */
/*
 * listing: what a step of a list must satisfy, and from when to when a listing lasts. Pure: from a step to a verdict;
 * it writes nothing (docs/design/due-process.md, sections 6 and 9).
 *
 *   G1  No decision before the notice was served and its window ended or was waived, none while a hearing is open (E2).
 *   G2  A decision is never heavier than its notice (E4).
 *   G3  What a list requires, a penalty, an order, a ruling, the consent of the next level, is there or the step is
 * not.
 */
#ifndef GONGSHI_LISTING_H
#define GONGSHI_LISTING_H

#include "matter/matter.h"

step_gate listing_gate_ground;
step_gate listing_gate_requires;
step_gate listing_gate_measures;
step_gate listing_gate_window;
step_gate listing_gate_hearing;
step_gate listing_gate_hearing_notice;
step_gate listing_gate_reply_answered;
step_gate listing_gate_not_heavier;
step_gate listing_gate_consent;

/* Papers that a list asks for beside those of the row: of the grounds' triggers where the row says so, the consent, the
 * order (step 12). */
bool listing_papers(struct step *s);

/* From when to when (section 9). `listed` is the day of becoming public, or the best guess before it is known. */
struct listing_term {
    struct day first, last;    /* last: DAY_NONE where a condition ends it */
    const struct cat_term *by; /* list-term row that ruled, or NULL */
};
/* False after a refusal: too-long, pub-end. `decision` is the act that decides or decided. */
bool listing_term(struct step *s, const struct act *decision, struct day listed, struct listing_term *out);
/* The day that a decision itself names, or makes by its months from the start; DAY_NONE: it names none. */
struct day listing_end_named(const struct act *decision, struct day start);
/* Whether an entry carried in says how it ends, and still runs; false after a refusal. */
bool listing_carried_ends(struct step *s);

#endif
