/* SPDX-License-Identifier: Apache-2.0 */
/*
 * view: what a page, a JSON answer or a report says, before it is any of them. One model for all doors, so
 * that they cannot disagree. It reads, applies the public rule, and puts labels on things; it renders nothing
 * but the model's own JSON.
 *
 *   V1  For VIEW_PUBLIC nothing leaves this room that section 6 of the design does not show.
 *   V2  Restricted fields never leave it, whoever asks.
 */
#ifndef GONGSHI_VIEW_H
#define GONGSHI_VIEW_H

#include "remedy/remedy.h"
#include "search/search.h"
#include "view/rulebook.h"

enum view_who { VIEW_PUBLIC, VIEW_SUBJECT, VIEW_AGENCY, VIEW_AUDITOR };
struct view_ask {
    struct store *store; /* a reader; the caller holds its snapshot */
    const struct catalog *catalog;
    const struct keys *keys;
    struct reg_when when;
    struct instant now;
    enum view_who who;
    struct str agency; /* for VIEW_AGENCY */
    enum lang lang;
    bool lean;    /* agencies_filing is not wanted: counting it costs more than all the rest */
    int64_t feed; /* last act of the snapshot and its time, where the caller has read them; or 0 */
    struct instant feed_at;
};

struct view_field {
    struct str id, label, value;
    bool is_long; /* value is for display */
    struct str raw;
    enum field_form form;
};
struct view_record {
    struct str id;               /* receipt */
    const struct cat_type *type; /* may be NULL: not in this edition */
    struct str type_id, type_label, kind;
    enum cat_family family;
    struct str origin, origin_note; /* words beside it: "copied from … on …", "procedure not recorded here" */
    struct str agency, agency_name;
    struct str basis, doc_no;
    struct day decided_on, in_force_from, in_force_until, public_from, public_until;
    bool public_until_computed, past, adverse, held;
    struct str ended_note;            /* why it ended, where an act ended it */
    struct str subject, subject_name; /* of a person: no subject, the name, and the number's mask */
    struct str id_mask;
    bool person;
    struct view_law *laws; /* the basis taken apart, where it was filed as instruments and articles */
    size_t n_laws;
    /* of listings, honours and measures: */
    struct str grounds;                                   /* in words */
    struct str ends;                                      /* until when, in words, where no day says it */
    struct str way_out;                                   /* as the rulebook has it */
    struct str rests_on, rests_on_label, rests_on_doc_no; /* the record, where it may be shown */
    struct view_field *fields;
    size_t n_fields;
};
struct view_name {
    struct str name;
    struct day from, to;
};
struct view_entity {
    struct str uscc, name, status, status_label;
    bool registered; /* false: "as named by the filing agency" */
    struct str agency_name, region_name, category_label;
    struct day registered_on, ended_on;
    struct view_name *names;
    size_t n_names;
    struct view_field *fields; /* registration fields */
    size_t n_fields;
    struct view_record *records; /* those that may be shown, adverse and other, newest first */
    size_t n_records;
    struct day as_of;
    struct instant known_at;
    int64_t agencies_filing; /* of an entity without records: for "no records received from N agencies as of DATE" */
    int64_t feed;
};
/* *found false: unknown code, or nothing of it is public (the two look the same). Results live in a. */
bool view_entity(const struct view_ask *ask, struct str uscc, struct arena *a, bool *found, struct view_entity *out,
                 struct err *e) MUST_CHECK;
/* Codes of the organisations that an old number leads to, those that view_entity shows. */
bool view_old_number(const struct view_ask *ask, struct str number, struct arena *a, struct str **codes, size_t *n,
                     struct err *e) MUST_CHECK;
enum view_gone { VIEW_THERE, VIEW_UNKNOWN, VIEW_WITHDRAWN };
struct view_withdrawn {
    struct str reason;
    struct day on;
};
bool view_record(const struct view_ask *ask, struct str id, struct arena *a, enum view_gone *there,
                 struct view_record *out, struct view_withdrawn *gone, struct err *e) MUST_CHECK;
struct view_search {
    struct search_result result;
    struct str *status_labels, *categories, *regions; /* one a hit */
};
bool view_search(const struct view_ask *ask, struct str query, size_t offset, size_t limit, struct arena *a,
                 struct view_search *out, struct err *e) MUST_CHECK;

/* The JSON of design section 8 (and of /api/v1), appended. */
void view_entity_json(const struct view_entity *x, struct buf *out);
void view_record_json(const struct view_record *r, struct buf *out);
void view_hit_json(const struct search_hit *h, struct buf *out);
/* What matched: an id and the same in words. Texts live in a. */
void view_hit_feature(const struct search_hit *h, enum lang lang, struct arena *a, struct str *id, struct str *text);
/* Last act of the snapshot: its number, and its `at` (s = 0 in an empty register). */
bool view_feed(struct store *s, int64_t *seq, struct instant *at, struct err *e) MUST_CHECK;
/* The same, from the ask where it is known. */
bool view_ask_feed(const struct view_ask *ask, int64_t *seq, struct instant *at, struct err *e) MUST_CHECK;

#include "view/case.h"
#include "view/counts.h"
#include "view/tasks.h"

#endif
