/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What an agency owes: steps of its cases, ends of measures whose ground is gone, measures that must follow a listing.
 * For that agency alone: a task names the firm, which the public sees only as a count. Included by view.h.
 */
#ifndef GONGSHI_VIEW_TASKS_H
#define GONGSHI_VIEW_TASKS_H

struct view_task {
    enum act_kind does;
    struct str agency, kind, type, doc_no; /* the act that it is for: the opening one of its record */
    struct str id;                         /* receipt of that act */
    struct str subject, subject_name;
    struct str does_label, type_label; /* in the asked language */
    struct day from, due;              /* due: DAY_NONE where no period is known */
    struct str unit;                   /* of the period; empty where none is known */
    int count;
    bool overdue, provisional;
    struct str clock; /* the period in words */
};
/* By due day, those without one last. Open at the latest knowledge, overdue on ask->when.as_of. ERR_NOT_FOUND: no such
 * agency in the rulebook. */
bool view_tasks(const struct view_ask *ask, struct str agency, struct arena *a, struct view_task **out, size_t *n,
                struct err *e) MUST_CHECK;
/* One task as a JSON object, appended. */
void view_task_json(const struct view_task *t, struct buf *out);
/* All of them as a calendar (RFC 5545): a day each, the last one or, where none is known, the first. */
void view_tasks_calendar(const struct view_ask *ask, struct str agency, const struct view_task *v, size_t n,
                         struct buf *out);

#endif
