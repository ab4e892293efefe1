/* SPDX-License-Identifier: Apache-2.0 */
/* For insiders of registry: a record's row with its key, and what the writer keeps between acts. */
#ifndef GONGSHI_REGISTRY_INT_H
#define GONGSHI_REGISTRY_INT_H

#include "registry/registry.h"

struct record_row {
    struct reg_record r;
    struct str nkey;
    int64_t gen;
};
/* Reads the current row of a RECORD_OF_… query; texts live in a. */
void record_row_read(struct rows *q, struct arena *a, struct record_row *out);
/* Ends q. All rows of it, as an array in a. */
bool record_rows_collect(struct rows *q, struct arena *a, struct reg_record **out, size_t *n, struct err *e) MUST_CHECK;
/* Ends q. One after the other, until `each` fails or sets *stop (NULL: never). */
bool record_rows_each(struct rows *q, registry_each_fn each, void *context, const bool *stop, struct err *e) MUST_CHECK;
bool record_row_by_seq(struct store *s, struct str subject, int64_t seq, struct arena *a, bool *found,
                       struct record_row *out, struct err *e) MUST_CHECK;
bool record_row_published(struct store *s, const struct record_row *row, struct instant at, struct err *e) MUST_CHECK;
bool record_row_set(struct store *s, const struct record_row *row, struct err *e) MUST_CHECK;
/* How an old number stands in the alias table: text_name_key, letters in upper case, no hyphens. */
void registry_old_key(struct str number, struct buf *out);
/* HMAC of (subject, natural key) under the register key: what remains of the key of an erased record. */
void record_key_hmac(const struct keys *k, struct str subject, struct str nkey, uint8_t out[SHA256_BYTES]);

bool entity_write(struct registry *r, const struct reg_entity *x, bool fresh, struct err *e) MUST_CHECK;
/* Where shape.c keeps no values: the journal has them. */
#define SHAPE_IN_JOURNAL "-"
/* Sets x->shape and x->values to what the row keeps of the fields; borrowed until the next call. */
void shape_pack(struct registry *r, const struct act_field *fields, size_t n, struct reg_entity *x);
/* The number of x->shape under x->agency, made when there is none yet. */
bool shape_number(struct registry *r, const struct reg_entity *x, int64_t *no, struct err *e) MUST_CHECK;
void shapes_forget(struct registry *r);
/* Folds the fields of later acts over earlier ones: same id replaces, result sorted by id. */
void fields_merge(struct arena *a, struct act_field **fields, size_t *n, const struct act_field *more, size_t n_more);

struct filing_delta {
    struct str agency, type;
    int64_t records;
    struct instant last; /* of its newest record, so that a replay in one go gives the same */
};
struct registry {
    struct store *store;
    const struct keys *keys;
    char last_uscc[24]; /* the highest code on file, zero-terminated; valid when last_known */
    bool last_known;
    bool has_records;    /* the record table is not empty: an entity may have records before its file is opened */
    struct arena *arena; /* for one act */
    struct arena *names; /* agency and type texts of deltas */
    VEC(struct filing_delta) deltas;
    struct instant last_at;
    struct buf key;
    struct reg_source source; /* the one that the last copied act belonged to; seq 0: none */
    struct arena *source_arena;
    struct map *shapes; /* "agency\nshape" to its number */
    struct arena *shape_arena;
    struct buf shape_key, shape, values;
};

/* A file was opened under this code. */
void registry_note_entity(struct registry *r, struct str uscc);
bool apply_entity_act(struct registry *r, const struct journal_entry *en, struct err *e) MUST_CHECK;
bool apply_entity_correction(struct registry *r, const struct journal_entry *en, struct err *e) MUST_CHECK;
/* After a record was opened under a code: its file is opened or flagged. */
bool apply_entity_of_record(struct registry *r, const struct journal_entry *en, struct err *e) MUST_CHECK;
/* After a record was erased: what an unregistered file knows of names comes from the records that remain. */
bool apply_entity_after_erasure(struct registry *r, struct str uscc, struct err *e) MUST_CHECK;
bool apply_open(struct registry *r, const struct journal_entry *en, const struct cat_type *type,
                struct err *e) MUST_CHECK;
bool apply_emptied(struct registry *r, const struct journal_entry *en, struct err *e) MUST_CHECK;
bool apply_change(struct registry *r, const struct journal_entry *en, struct err *e) MUST_CHECK;
bool apply_end(struct registry *r, const struct journal_entry *en, struct err *e) MUST_CHECK;
void record_row_end(struct record_row *row, const struct journal_entry *en); /* by an act, from its commit on */
bool apply_step(struct registry *r, const struct journal_entry *en, const struct cat_type *type,
                struct err *e) MUST_CHECK;
bool apply_duties(struct registry *r, const struct journal_entry *en, struct err *e) MUST_CHECK;
bool apply_counts(struct registry *r, const struct journal_entry *en, struct err *e) MUST_CHECK;
bool apply_tally(struct registry *r, struct str agency, struct str type, int64_t year, struct str words,
                 struct err *e) MUST_CHECK;
bool apply_withdraw(struct registry *r, const struct journal_entry *en, struct err *e) MUST_CHECK;
bool apply_copy_take(struct registry *r, const struct journal_entry *en, struct err *e) MUST_CHECK;
bool apply_officer(struct registry *r, const struct journal_entry *en, struct err *e) MUST_CHECK;
bool apply_power(struct registry *r, const struct journal_entry *en, struct err *e) MUST_CHECK;
bool apply_edition(struct registry *r, const struct journal_entry *en, struct err *e) MUST_CHECK;
void apply_count(struct registry *r, struct str agency, struct str type);

#endif
