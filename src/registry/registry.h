/* SPDX-License-Identifier: Apache-2.0 */
/*
 * registry: what the acts of the journal add up to. Entities with names in time, records with both
 * intervals, officers, powers, sources of copies, editions of the rulebook. All of it is a projection:
 * registry_apply is the only writer (of the table of keys: access_apply), it takes act and verdict as they stand in the
 * journal and judges nothing, so that a rebuild gives the same rows.
 *
 *   R1  Applying the journal from the start gives the same projections, emptied content or not.
 *   R2  The public rule (design section 6) is computed when reading; nothing has to be filed for an end.
 *   R3  No reader gets an adverse record past its public end, held back or withdrawn, through any
 *       combination of as_of and known_at (N7).
 *
 * Readers take any connection; texts live in the arena passed in.
 */
#ifndef GONGSHI_REGISTRY_H
#define GONGSHI_REGISTRY_H

#include "catalog/catalog.h"
#include "journal/journal.h"

/* Every text here and elsewhere is UTF-8; `status` is one of information-catalogue 4.1 (active, revoked …), or
 * "not_filed" where no registrar has. */
enum { ENTITY_REGISTERED = 1, ENTITY_HAS_NAMES = 2, ENTITY_HAS_RECORDS = 4 };
struct reg_entity {
    struct str uscc, name; /* the current name */
    struct str status;
    unsigned flags; /* ENTITY_… */
    struct day registered_on;
    struct str agency;        /* registrar, or the agency that first named it */
    int64_t open_seq;         /* act that opened the file: entity.register, or the first record */
    int64_t head_seq;         /* newest entity.* act; 0 when no registrar filed */
    struct day ended_on;      /* cancelled; DAY_NONE otherwise */
    struct str shape, values; /* for insiders: shape.c */
};
bool registry_entity_find(struct store *s, struct str uscc, struct arena *a, bool *found, struct reg_entity *out,
                          struct err *e) MUST_CHECK;
/* Entities in order of code, after `after` (empty: from the start). */
bool registry_entity_each(struct store *s, struct str after,
                          bool (*each)(void *context, const struct reg_entity *x, struct err *e), void *context,
                          struct err *e) MUST_CHECK;

struct reg_name {
    struct str name;
    struct day from, to; /* DAY_NONE: open */
    bool registered;     /* filed by a registrar, not merely named by a filing agency */
};
/* All names, oldest first; one row for an entity that never changed its name. */
bool registry_names(struct store *s, const struct reg_entity *x, struct arena *a, struct reg_name **names, size_t *n,
                    struct err *e) MUST_CHECK;
/* The wrong-firm guard's test: some name whose start is <= day equals `name` by text_name_key. */
bool registry_name_fits(const struct reg_name *names, size_t n, struct str name, struct day on);

enum {
    RECORD_ADVERSE = 1,
    RECORD_PAST_STAYS = 2,
    RECORD_HELD = 4,
    RECORD_COMPUTED_END = 8,
    RECORD_CHAINED = 16,
    RECORD_WITHDRAWN = 32,
    RECORD_EXTERNAL = 64,
    RECORD_WITHHELD = 128,   /* out of view though not ended: to be annulled, or shielded for the time being */
    RECORD_UNPUBLISHED = 256 /* never public (a proceeding), or not yet (a decision that was not served) */
};
struct reg_record {
    int64_t seq; /* act that opened it; its receipt is the record's id */
    struct str subject, type;
    enum act_kind kind;
    enum act_origin origin;
    struct str agency, doc_no;
    struct day decided_on, in_force_from, in_force_until, public_from, public_until;
    unsigned flags;           /* RECORD_… */
    struct instant ended_at;  /* s = 0: no act has ended it */
    int64_t end_seq;          /* act that ended or withdrew it */
    int64_t source;           /* seq of the copy.take that opened its source; 0 when not a copy */
    int64_t ground;           /* record that it rests on (seq of its opening act); 0: none */
    struct instant public_at; /* commit from which it is public; s = 0: the one that opened it */
};
/* All records of a subject, newest decision first, public or not. */
bool registry_records(struct store *s, struct str subject, struct arena *a, struct reg_record **out, size_t *n,
                      struct err *e) MUST_CHECK;
/* The record opened by the act of that subject and number. */
bool registry_record_by_seq(struct store *s, struct str subject, int64_t seq, struct arena *a, bool *found,
                            struct reg_record *out, struct err *e) MUST_CHECK;
/* What stands where a withdrawn record was. *found false: none was withdrawn there. */
struct reg_withdrawn {
    struct str reason;
    struct day on;
    bool erased;
};
bool registry_withdrawn(struct store *s, int64_t open_seq, struct arena *a, bool *found, struct reg_withdrawn *out,
                        struct err *e) MUST_CHECK;

/* ---- cases: a proceeding, its listing, a restoration ---- */
/* All acts of the case that the record belongs to, in order of seq, and the record that it is now (*head). */
bool registry_case(struct store *s, const struct reg_record *r, struct arena *a, struct reg_record *head,
                   struct journal_entry **acts, size_t *n, struct err *e) MUST_CHECK;
/* Records resting on the one opened by that act, in order of seq, ended ones too. */
bool registry_resting(struct store *s, int64_t ground, struct arena *a, struct reg_record **out, size_t *n,
                      struct err *e) MUST_CHECK;
/* Called for one record after the other; *r and its texts are borrowed for the call. False ends it with the error. */
typedef bool (*registry_each_fn)(void *context, const struct reg_record *r, struct err *e);
/* Entries of a list, and measures of an agency, in order of subject, ended ones too. */
bool registry_list_each(struct store *s, struct str list, registry_each_fn each, void *context,
                        struct err *e) MUST_CHECK;
/* The same of a list or an honour from a subject on; `each` may end it by *stop. */
bool registry_list_from(struct store *s, struct str list, struct str subject, registry_each_fn each, void *context,
                        const bool *stop, struct err *e) MUST_CHECK;
/* Entries of a list that are one agency's. */
bool registry_list_of(struct store *s, struct str list, struct str agency, registry_each_fn each, void *context,
                      struct err *e) MUST_CHECK;
bool registry_measure_each(struct store *s, struct str agency, registry_each_fn each, void *context,
                           struct err *e) MUST_CHECK;

/* Day on which the ground of a measure ended, as far as it has by then: that of the ending commit, or the day after the
 * last one of its term. DAY_NONE: it stands. */
bool registry_ground_end(struct store *s, const struct reg_record *measure, struct day today, struct arena *a,
                         struct day *out, struct err *e) MUST_CHECK;

struct reg_duty {
    int64_t matter, opened; /* record it belongs to; act that opened it */
    enum act_kind does;
    struct str subject, agency, owed_by;
    struct day from, due; /* due: DAY_NONE where no period is known */
    struct str term, unit;
    int64_t count;
    bool provisional;
};
/* Open duties of a record, in the order they were opened; those that an agency owes or is addressed with, by due day.
 */
bool registry_duties(struct store *s, int64_t matter, struct arena *a, struct reg_duty **out, size_t *n,
                     struct err *e) MUST_CHECK;
bool registry_duties_of(struct store *s, struct str agency, struct arena *a, struct reg_duty **out, size_t *n,
                        struct err *e) MUST_CHECK;
/* Nameless yearly counts of an agency (N7), by type, year, word. */
struct reg_tally {
    struct str agency, type, what;
    int64_t year, n;
};
bool registry_tallies(struct store *s, struct str agency, struct arena *a, struct reg_tally **out, size_t *n,
                      struct err *e) MUST_CHECK;
/* The same of one type, by agency, year, word. */
bool registry_tallies_of(struct store *s, struct str type, struct arena *a, struct reg_tally **out, size_t *n,
                         struct err *e) MUST_CHECK;

/* The acts of a record, from the opening one on, in order of seq. */
bool registry_chain(struct store *s, const struct reg_record *r, struct arena *a, struct journal_entry **out, size_t *n,
                    struct err *e) MUST_CHECK;
/*
 * Fields and days of a record as they stand after the acts of its chain known at `known` (s = 0: all), and, for
 * changes that have a day of effect, in force on `as_of` (DAY_NONE: latest). Updates *r in place.
 */
bool registry_fold(struct store *s, struct reg_record *r, struct day as_of, struct instant known, struct arena *a,
                   struct act_field **fields, size_t *n, struct err *e) MUST_CHECK;
/* The fields of an entity's registration, folded over register and changes likewise. */
bool registry_entity_fields(struct store *s, const struct reg_entity *x, struct day as_of, struct instant known,
                            struct arena *a, struct act_field **fields, size_t *n, struct err *e) MUST_CHECK;
/* The same as they are known latest, from the row alone: it costs nothing. Without those that have a place of their
 * own: name, status, former_names (which may be there all the same). */
bool registry_entity_latest(struct store *s, const struct reg_entity *x, struct arena *a, struct act_field **fields,
                            size_t *n, struct err *e) MUST_CHECK;

/* ---- the public rule ---- */
struct reg_when {
    struct day today;     /* the civil day of the clock */
    struct day as_of;     /* = today when not asked */
    struct instant known; /* s = 0 when not asked */
};
enum reg_shown { SHOWN_NOT, SHOWN_CURRENT, SHOWN_PAST };
/* By the row alone, at latest knowledge, on one day. */
enum reg_shown registry_shown_on(const struct reg_record *r, struct day on);
/* The whole rule: on as_of as known then, and today by the latest knowledge. May read the chain. */
bool registry_shown(struct store *s, const struct reg_record *r, const struct reg_when *when, struct arena *a,
                    enum reg_shown *out, struct err *e) MUST_CHECK;
/* An entity is public when a registrar filed it or one of its records is. */
bool registry_entity_is_public(struct store *s, const struct reg_entity *x, const struct reg_when *when,
                               struct arena *a, bool *out, struct err *e) MUST_CHECK;

/* ---- keys, old numbers, copies ---- */
/* The natural key of an opening act, as a clear text that starts with nothing of the subject (it is the second half).
 */
void registry_natural_key(const struct cat_type *type, const struct act *a, struct buf *out);
/* The key of a copy: the address of its source in front (hashed: it is long), so that it never meets a filed one. */
void registry_copy_key(struct str url, struct str key, struct buf *out);
/* The newest record under (subject, key), live or ended. *erased: the key answers `withdrawn` for ever. */
bool registry_key_find(struct store *s, const struct keys *k, struct str subject, struct str key, struct arena *a,
                       bool *found, struct reg_record *out, bool *erased, struct err *e) MUST_CHECK;
/* What remains of a record's key when it is erased: hex of its HMAC. */
bool registry_record_key_hex(struct store *s, const struct keys *k, const struct reg_record *r, struct arena *a,
                             struct str *out, struct err *e) MUST_CHECK;
/* Codes that an old number leads to: registration, tax and organisation numbers as filed, however they are written; an
 * organisation code or tax number also by what it has in common with a code on file. Public or not. */
bool registry_old_number(struct store *s, struct str number, struct arena *a, struct str **codes, size_t *n,
                         struct err *e) MUST_CHECK;

struct reg_source {
    int64_t seq; /* its first copy.take */
    struct str agency, type, url;
    struct day last_taken;
    bool complete;
    int64_t live; /* entries that have not ended */
};
bool registry_source_find(struct store *s, struct str agency, struct str type, struct str url, struct arena *a,
                          bool *found, struct reg_source *out, struct err *e) MUST_CHECK;
bool registry_source_get(struct store *s, int64_t seq, struct arena *a, struct reg_source *out,
                         struct err *e) MUST_CHECK;
/* Live entries of a source, in order of subject. */
bool registry_source_each(struct store *s, int64_t source, registry_each_fn each, void *context,
                          struct err *e) MUST_CHECK;

/* ---- officers, powers, editions, filing figures ---- */
struct reg_officer {
    struct str agency, id, roles;
    struct day from, to;
};
bool registry_officer_find(struct store *s, struct str agency, struct str id, struct arena *a, bool *found,
                           struct reg_officer *out, struct err *e) MUST_CHECK;
/* Powers by act for an agency: none ever filed for (agency, type): *any false. Else whether one holds on the day. */
bool registry_power(struct store *s, struct str agency, struct str act_kind, struct str type, struct day on, bool *any,
                    bool *holds, struct err *e) MUST_CHECK;
struct reg_edition {
    int64_t seq;
    struct str digest;
    struct day effective;
    struct instant adopted;
};
bool registry_editions(struct store *s, struct arena *a, struct reg_edition **out, size_t *n, struct err *e) MUST_CHECK;
struct reg_filing {
    struct str agency, type;
    int64_t records;
    struct instant last;
};
bool registry_filings(struct store *s, struct arena *a, struct reg_filing **out, size_t *n, struct err *e) MUST_CHECK;
struct reg_counts {
    int64_t entities, registered, records, agencies_filing, acts;
    struct instant last_at;
};
bool registry_counts(struct store *s, struct reg_counts *out, struct err *e) MUST_CHECK;

/* ---- writing: `act` alone calls these, inside its transaction ---- */
struct registry; /* prepared state of the writer */
bool registry_open(struct store *s, const struct keys *k, struct registry **out, struct err *e) MUST_CHECK;
void registry_close(struct registry *r);
/* Applies one journaled act. `type` is its row in the edition that ruled, NULL for kinds without one. */
bool registry_apply(struct registry *r, const struct journal_entry *entry, const struct cat_type *type,
                    struct err *e) MUST_CHECK;
/* False when no file of that code exists; cheap for codes beyond the last one, which is how a sorted file arrives. True
 * may be wrong: then registry_entity_find tells. */
bool registry_may_have(struct registry *r, struct str uscc);
/* Asks for the public end of every adverse record, no copy, that no act has ended and that is public on `past` or
 * later; writes those that are earlier than they were (*until untouched: no change). *n: how many. */
typedef bool (*registry_end_fn)(void *context, const struct reg_record *x, struct arena *a, struct day *until,
                                struct err *e);
bool registry_shorten(struct registry *r, struct day past, registry_end_fn new_end, void *context, int64_t *n,
                      struct err *e) MUST_CHECK;
/* After a rollback: forgets what was held in memory. */
void registry_abandon(struct registry *r);
/* Ends the count keeping of a commit (filing figures); call before store_commit. */
bool registry_finish(struct registry *r, struct err *e) MUST_CHECK;

#endif
