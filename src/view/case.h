/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A decision with all that led to it and hangs on it: steps, clocks, papers, what it rests on and what rests on it; and
 * the repair calculator. Included by view.h; include that.
 *
 *   V4  A case is shown as its record is, or not at all: a proceeding, and what has ended, have none in public.
 *   V5  Of a paper the public sees its kind and digest, never what it was called: names of files name people.
 */
#ifndef GONGSHI_VIEW_CASE_H
#define GONGSHI_VIEW_CASE_H

struct view_paper {
    struct str kind, label, sha256;
    struct str name; /* empty for the public */
};
struct view_step {
    struct str id; /* receipt of the act */
    struct str kind, label;
    struct str words; /* the step as its machine's row calls it; empty where none ruled it */
    struct day on;
    struct str by_label, agency, agency_name, doc_no;
    struct str state, state_label; /* of the case behind it */
    struct view_field *fields;
    struct view_paper *papers;
    size_t n_fields, n_papers;
    bool afterwards; /* came in one row with others, filed afterwards */
    bool emptied;    /* its content is gone */
};
enum view_clock_state { CLOCK_RUNS, CLOCK_MET, CLOCK_LATE, CLOCK_OVER, CLOCK_OVERDUE, CLOCK_UNKNOWN };
struct view_clock {
    struct str what;             /* glossary group clock, or act-kind for a duty whose period is not known */
    struct str label, owed_by;   /* in words */
    struct day from, until, met; /* until: DAY_NONE where no period is known; met: when what was owed was done */
    struct str period;           /* "7 working days", or empty */
    const struct cat_term *by;   /* the row that ruled, or NULL */
    enum view_clock_state state;
    struct str state_label;
    bool provisional;
};

/* ---- when a repair may be asked for, with what, of whom, and how long the answer may take ---- */
enum view_way { WAY_NONE, WAY_REPAIR, WAY_REMOVAL }; /* by application for repair; by application for removal */
struct view_repair_ask {
    struct str type, grade; /* a list or a type of penalty; slight general serious, for penalties */
    struct day decided, listed, corrected;
};
struct view_repair {
    const struct cat_type *type;
    struct str type_label, grade;
    struct str id, subject_name, doc_no; /* of the record, where one is asked about */
    enum view_way way;
    bool copied; /* it is asked for where it was copied from */
    struct repair_earliest earliest;
    struct str words;             /* the answer in a sentence */
    struct str start_label, rule; /* what the period starts with; the period in words */
    struct view_paper *papers;    /* kind and label */
    size_t n_papers;
    struct str to; /* who decides, in words */
    struct str to_agency;
    const struct cat_term *decides; /* how long that may take, or NULL: no period is known */
    struct str decides_words;
    struct day
        decided_by;  /* where it is asked for on the first day (or, when that has gone by, on the day of the ask) */
    struct str exit; /* the rulebook's own words about the way out */
    struct str cure; /* and those of the grounds */
};
/* *found false: no list and no type of penalty of that id. */
bool view_repair(const struct view_ask *ask, const struct view_repair_ask *q, struct arena *a, bool *found,
                 struct view_repair *out, struct err *e) MUST_CHECK;
/* Of a record that may be shown to who asks. */
bool view_repair_of(const struct view_ask *ask, struct str id, struct day corrected, struct arena *a, bool *found,
                    struct view_repair *out, struct err *e) MUST_CHECK;
void view_repair_json(const struct view_repair *x, struct buf *out);
/* RFC 5545: the first day, and the last one of the answer. false, and nothing written, where neither is known: a
 * calendar without an event is none. */
bool view_repair_calendar(const struct view_ask *ask, const struct view_repair *x, struct buf *out);

struct view_case {
    struct view_record record;
    struct str state, state_label;
    bool afterwards; /* some steps were filed afterwards */
    struct view_step *steps;
    struct view_clock *clocks;
    struct view_record *resting; /* what rests on it and may be shown */
    size_t n_steps, n_clocks, n_resting;
    bool has_repair;
    struct view_repair repair;
};
bool view_case(const struct view_ask *ask, struct str id, struct arena *a, enum view_gone *there, struct view_case *out,
               struct view_withdrawn *gone, struct err *e) MUST_CHECK;
void view_case_json(const struct view_case *x, struct buf *out);

#endif
