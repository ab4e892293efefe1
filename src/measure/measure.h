/* SPDX-License-Identifier: Apache-2.0 */
/*
 * measure: what may or must follow a listing or an honour. Pure (docs/design/due-process.md, section 7).
 *
 *   W1  A measure exists only on a live, witnessed ground that the rulebook ties it to, within its circle and its
 * longest term (E5).
 */
#ifndef GONGSHI_MEASURE_H
#define GONGSHI_MEASURE_H

#include "matter/matter.h"

/* The ground, in the order of section 7: no-ground, ground-copied, past-end, not-tied-to-list, serious-listing. */
bool measure_ground(struct step *s);
step_gate measure_gate_subject_kind;
step_gate measure_gate_end;
/* The value of `field` against the measure's option set; false after a refusal (step 1). */
bool measure_field(struct step *s);

/* Last day of the measure by its own `until`; DAY_NONE where it ends with its ground. */
struct day measure_last(const struct act *apply);
/* Whether the case still carries a measure on the day: decided, in force, not withheld. */
bool ground_is_live(const struct matter *g, const struct catalog *c, struct day on, struct arena *a);

/* Whether the subject is within the measure's circle. */
bool measure_reaches(const struct cat_measure *x, struct str subject);
/* Agencies that may apply the measure to who is at home in the region, the nearest of each kind (section 7). */
size_t measure_agencies(const struct catalog *c, const struct cat_measure *x, struct str region, struct day on,
                        struct arena *a, const struct cat_agency ***out);

#endif
