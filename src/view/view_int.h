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
/* The fields that may be shown, in the order of the catalogue's table. `kinds` ends with NULL: where to look them up.
 */
void view_fields(const struct view_ask *ask, const char *const *kinds, struct str type, const struct act_field *fields,
                 size_t n, struct arena *a, struct view_field **out, size_t *n_out);
/* One value in words. */
struct str view_value(const struct view_ask *ask, const struct cat_field *f, const struct act_field *v,
                      struct arena *a);
/* The legal basis, which is free text or a list of instrument and article. */
struct str view_basis(const struct view_ask *ask, struct act_field *fields, size_t n, struct arena *a);
/* Whether and how a record may be shown to who asks. */
bool view_shown(const struct view_ask *ask, const struct reg_record *r, struct arena *a, enum reg_shown *out,
                struct err *e) MUST_CHECK;
bool view_record_fill(const struct view_ask *ask, struct reg_record *r, enum reg_shown shown, struct arena *a,
                      struct view_record *out, struct err *e) MUST_CHECK;

#endif
