/* SPDX-License-Identifier: Apache-2.0 */
/* For insiders of view: words, and how a stored field becomes something to show. */
#ifndef GONGSHI_VIEW_INT_H
#define GONGSHI_VIEW_INT_H

#include "view/view.h"
#include "view_words.h"

/* A word in the asked language with %1 and %2 replaced. */
struct str view_word(const struct view_ask *ask, struct arena *a, enum view_word_id id, struct str a1, struct str a2);
struct str view_lang(const struct view_ask *ask, struct str zh, struct str en); /* en only where there is one */
struct str view_day(struct arena *a, struct day d);
struct str view_agency_name(const struct view_ask *ask, struct str id);
const struct cat_term *view_term(const struct catalog *c, struct str id); /* NULL: none */
/* An id of that glossary group in words; blank-separated ids joined. */
struct str view_label(const struct view_ask *ask, const char *group, struct str id, struct arena *a);
struct str view_labels(const struct view_ask *ask, const char *group, struct str ids, struct arena *a);
/* "7 working days"; the period with its name and what it is counted from, or that none is known. */
struct str view_count(const struct view_ask *ask, const struct cat_term *t, struct arena *a);
struct str view_period(const struct view_ask *ask, const struct cat_term *t, struct arena *a);
/* The fields that may be shown, in the order of the catalogue's table. `kinds` ends with NULL: where to look them up.
 */
void view_fields(const struct view_ask *ask, const char *const *kinds, struct str type, const struct act_field *fields,
                 size_t n, struct arena *a, struct view_field **out, size_t *n_out);
/* One value in words; `type` is the record's, whose grounds it may name. */
struct str view_value(const struct view_ask *ask, const struct cat_field *f, struct str type, const struct act_field *v,
                      struct arena *a);
/* The legal basis, which is free text or a list of instrument and article. */
struct str view_basis(const struct view_ask *ask, struct act_field *fields, size_t n, struct arena *a);
/* Whether and how a record may be shown to who asks. */
bool view_shown(const struct view_ask *ask, const struct reg_record *r, struct arena *a, enum reg_shown *out,
                struct err *e) MUST_CHECK;
bool view_record_fill(const struct view_ask *ask, struct reg_record *r, enum reg_shown shown, struct arena *a,
                      struct view_record *out, struct err *e) MUST_CHECK;
/* view_record, with the row it is made from. */
bool view_record_open(const struct view_ask *ask, struct str id, struct arena *a, enum view_gone *there,
                      struct view_record *out, struct reg_record *r, struct view_withdrawn *gone,
                      struct err *e) MUST_CHECK;
/* due.c: grounds, instruments, the end and the way out in words, what it rests on. `fields` as they stand. */
bool view_due_fill(const struct view_ask *ask, const struct reg_record *r, struct act_field *fields, size_t n,
                   struct arena *a, struct view_record *out, struct err *e) MUST_CHECK;
/* tasks.c: how many steps of its cases are past their day; cheap, as the public may ask for it. */
bool view_overdue_steps(const struct view_ask *ask, struct str agency, struct arena *a, int64_t *out,
                        struct err *e) MUST_CHECK;
/* clock.c */
bool view_clocks(const struct view_ask *ask, const struct reg_record *r, const struct matter *m, struct arena *a,
                 struct view_clock **out, size_t *n, struct err *e) MUST_CHECK;
/* repair.c: of a case that is read already. *found false: it knows no way out by application. */
bool view_repair_of_matter(const struct view_ask *ask, const struct reg_record *r, const struct matter *m,
                           struct day corrected, struct arena *a, bool *found, struct view_repair *out,
                           struct err *e) MUST_CHECK;

#endif
