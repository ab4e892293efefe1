/* SPDX-License-Identifier: Apache-2.0 */
/*
 * matter: a case, from its acts. Which facts they make, which state it is in on a day, which row of its machine rules a
 * next step, what that step must follow with, and the counting of days. Pure: rulebook and acts in, answers out; no
 * store, no clock, no file. docs/design/due-process.md is the law of this room, section by section.
 *
 *   M1  The state comes from the verdicts of the acts and from time rows; there is no other way to one (E1).
 *   M2  A case keeps the rows of its opening act, unless a row says running_from (E9).
 *   M3  An unknown period is never replaced: what hangs on it has no day (E8).
 *   M4  Clocks compare civil days; the day of the event is not counted (section 8).
 */
#ifndef GONGSHI_MATTER_H
#define GONGSHI_MATTER_H

#include "catalog/catalog.h"
#include "journal/journal.h"

/* ---- clocks (section 8) ---- */
struct clock_end {
    struct day last;  /* last day of the period, itself included; DAY_NONE: no row, no day */
    bool provisional; /* counted past the calendar's last year */
    const struct cat_term *term;
};
/* The period of a row counted from the day of the event. `rolls`: a last day that is no working day moves to the next
 * one, as it does for what a party or an authority must do, and not for terms of listings and display. */
struct clock_end clock_count(const struct catalog *c, const struct cat_term *t, struct day event, bool rolls);
/* The same for the row (type, then family, then *) named `what` that is in force on the day of the event. */
struct clock_end clock_run(const struct catalog *c, const struct cat_type *type, const char *what, struct day event,
                           bool rolls);
/* What must follow by then: a duty's day. */
struct clock_end clock_due(const struct catalog *c, const struct cat_type *type, struct str what, struct day event);

/* The day by which a duty is to be done, and by which row. */
void duty_by(struct duty *d, const struct clock_end *due);

/* ---- a case (section 4) ---- */
struct matter {
    const struct journal_entry *acts; /* of the proceeding, the listing, its restoration, in order of seq */
    size_t n;                         /* 0: nothing yet, a case that the next act opens */
    const struct catalog *rows;       /* rulebook of the opening act: its list, ground and machine rows */
    const struct cat_type *type;      /* row on the opening day; NULL: not in that rulebook */
    const struct cat_list *list;      /* the same where the type is a list */
    int64_t seq;                      /* record that it is now: the newest act that opened one */
    struct str agency;                /* whose case it is */
    struct day opened, latest;        /* `on` of the first act, and of the latest step */
    struct day last;                  /* last day of the term of what was decided, as the register knows it; given */
    struct str made;                  /* state made by the verdicts; "none" */
    bool ended;                       /* otherwise than by a state of its machine: withdrawn, revoked, a copy's end */
    bool copied, held_back;

    const struct journal_entry *notice, *decision; /* decision: the newest that opened a record, or NULL */
    const struct journal_entry *first_decision;
    bool served;
    struct day served_on, reply_until; /* of the notice */
    bool decision_served;
    bool waived_reply, hearing_open, hearing_set, hearing_held;
    struct day set_on;
    int replies;
    struct day listed_on;                    /* civil day of becoming public; DAY_NONE before */
    const struct journal_entry *application; /* for repair, not decided yet */
    const struct journal_entry **objections; /* open ones */
    size_t n_objections;
};
/* Folds the acts of a case. Everything lives in a. `on`: the opening day where there is no act yet. */
void matter_fold(const struct catalog *rows, const struct journal_entry *acts, size_t n, struct str type, struct day on,
                 struct arena *a, struct matter *out);
/* The notice or decision under which an act of the case stands: the last one that opened a record by then. */
const struct journal_entry *matter_head(const struct matter *m, const struct journal_entry *act);
/* Last day of the reply window by the rules of `c`; DAY_NONE: not served, or no period known. */
struct clock_end matter_window(const struct matter *m, const struct catalog *c);
/* ---- a step (sections 3 and 5) ---- */
struct step {
    const struct matter *m;
    const struct catalog *c; /* the rulebook now: terms, powers, instruments, running rows */
    const struct act *act;
    const struct cat_agency *agency;   /* filer, or addressee; NULL: not in the rulebook */
    const struct journal_entry *named; /* act that refers_to names, of this case or of the ground; NULL */
    struct day on, today;
    struct arena *a;
    const struct cat_list *list;       /* of the case, or of the act that opens one */
    const struct cat_measure *measure; /* of the act */
    const struct matter *ground;       /* what refers_to names where it is no act of the case; NULL */
    struct str severity;               /* of a penalty, as it stands */
    bool serious_in_view;              /* the subject has a live serious listing (section 7) */
    /* what was found: */
    const struct cat_transition *row;
    const char *refused; /* rule id */
    struct str arg1, arg2;
};
/* A gate: true passes; false fills refused and its arguments. */
typedef bool step_gate(struct step *s);
bool step_refuse(struct step *s, const char *rule, struct str arg1, struct str arg2); /* returns false */

/* The state on the step's day: what the acts made, then what time brings. */
struct str step_state(struct step *s);
/* State of a case on a day, with no act in hand. */
struct str matter_state(const struct matter *m, const struct catalog *c, struct day day, struct arena *a);
/* The row that rules the step from the state; false: none fits (step-order). */
bool step_row(struct step *s, struct str state);
/* Kinds of act that have a row from the state, blank-separated, each once; in s->a. */
struct str step_next(const struct step *s, struct str state);
/* Whether some row of the case's machines lets a superior file this kind. */
bool step_superior_may(const struct step *s);
/* The state after the step, given the one before it. */
struct str step_made(const struct step *s, struct str before);
/* The duty that the row owes; false: none. */
bool step_duty(const struct step *s, struct duty *out);

/* ---- gates that every machine shares (section 6) ---- */
bool gate_basis(struct step *s);
bool gate_reason(struct step *s);
bool gate_term_over(struct step *s);
/* Papers of the row (step 12). */
bool step_papers(struct step *s);

/* ---- looking into acts ---- */
bool act_has(const struct act *a, const char *field, struct str value, struct arena *ar); /* equal, or in its list */
struct day act_on(const struct act *a, const char *field); /* a day among the fields; DAY_NONE */
bool items_within(const struct str *v, size_t n, const struct str *of, size_t n_of); /* each of v is in of */
struct str act_outcome(const struct act *a); /* `outcome`; "list" where list.decide has none */

#endif
