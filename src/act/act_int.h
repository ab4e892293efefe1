/* SPDX-License-Identifier: Apache-2.0 */
/* For insiders of act: the writer, a batch, and what the steps of the check hand to each other. */
#ifndef GONGSHI_ACT_INT_H
#define GONGSHI_ACT_INT_H

#include "act/act.h"
#include "listing/listing.h"
#include "measure/measure.h"
#include "remedy/remedy.h"

struct edition {
    int64_t seq;
    struct day effective; /* never before its adoption */
    struct catalog *catalog;
};

/* What neighbouring rows of a file ask again: whether any power of this agency and type was ever filed by act. */
struct power_memo {
    struct str agency, type;
    bool none_filed;
    struct arena *arena;
};

struct writer {
    char *dir;
    int lock_fd;
    struct store *store;
    struct journal *journal;
    struct registry *registry;
    struct keys keys;
    bool rehearsal;
    struct instant now; /* --now of a rehearsal; s = 0 otherwise */
    int64_t started_ms; /* a served rehearsal's clock runs on from `clock` */
    struct instant clock;
    bool has_sources; /* some list was copied: a filed record may end a copy */
    VEC(struct edition) editions;
    struct power_memo memo;
};
struct instant writer_now(const struct writer *w);
const struct edition *edition_on(const struct writer *w, struct day today);
/* Loads the copies named by the registry and compares them with what was adopted. */
bool editions_load(struct writer *w, struct err *e) MUST_CHECK;
void editions_free(struct writer *w);
/* One copy, compared with its act; s is any connection. */
bool edition_open(const char *dir, struct store *s, const struct reg_edition *row, struct catalog **out,
                  struct err *e) MUST_CHECK;
/* A rulebook that may be adopted: it loads, and the lint finds no error. */
bool edition_read(const char *rules_dir, struct findings *f, struct catalog **out, struct err *e) MUST_CHECK;
/* Copies a loaded rulebook into the register's folder and makes the act that adopts it; `a` keeps the act's text. */
bool edition_store(const char *dir, const struct catalog *c, struct day today, struct arena *a, struct act *out,
                   struct err *e) MUST_CHECK;
/* What an act changes, now or when it is replayed. */
bool projections_apply(struct writer *w, const struct journal_entry *en, const struct cat_type *type,
                       struct err *e) MUST_CHECK;
/* ---- existing.c: terms that reach back to what is on file ---- */
struct existing {
    const struct catalog *catalog;
    const struct cat_type *type;
    struct day decided, shown_from; /* shown_from: the day it became public */
    struct str grade;               /* its severity, empty where none is given */
    bool computed;                  /* its end was computed, not given */
    bool open_ended;                /* a listing that ends by its condition alone */
};
/* The earlier of the old end and what rows with `existing_from` leave of it. */
struct day existing_end(const struct existing *x, struct day old);
/* Applies an adopted edition to the records on file; *shortened: how many leave earlier than they would have. */
bool existing_apply(struct writer *w, const struct catalog *c, int64_t *shortened, struct err *e) MUST_CHECK;
/* check_terms.c: of a term that starts on that day */
struct day term_last_day(const struct catalog *c, const struct cat_term *t, struct day from);
bool lock_take(const char *dir, int *fd, struct err *e) MUST_CHECK;

/* A caller, looked up: what its key stands for at this moment. */
struct credential {
    struct act_caller caller; /* borrowed; whoever adds acts keeps it alive */
    bool known;               /* looked up since the caller was named and since keys last changed */
    bool fits;                /* a live key was shown */
    struct str id, agency;    /* of the key that fits */
    struct arena *arena;
};

/* Where a batch stood before a part of it. */
struct batch_mark {
    int64_t last_seq, appended;
};

struct act_batch {
    struct writer *w;
    struct credential who;
    struct buf holder;               /* agency last asked for a live key; empty: none */
    bool holder_has_key;             /* the answer */
    char actor[ACCESS_ID_CHARS + 1]; /* of what is appended: a key's id, or empty: "local" */
    const struct edition *edition;
    struct instant at;
    struct day today;
    struct arena *arena; /* for one act */
    int64_t first_seq, last_seq, appended;
    struct batch_mark kept;
};
/* Whose acts follow. Until it is said: local, no key. */
void batch_caller(struct act_batch *b, const struct act_caller *caller);
/* Keys changed: what was looked up of them is forgotten. */
void batch_keys_changed(struct act_batch *b);
/* Whether the caller may file this act at all; else *refused is the rule, with its finding. */
bool credential_check(struct act_batch *b, const struct act *a, int64_t line, struct findings *f, const char **refused,
                      struct err *e) MUST_CHECK;
/* Appends without checking: what the writer itself files (copy.end). The actor is that of the act in hand. */
bool batch_append(struct act_batch *b, const struct act *a, const struct verdict *v, const struct cat_type *type,
                  int64_t *seq, struct err *e) MUST_CHECK;

/* A part of the batch that may be taken back alone; parts do not nest. */
bool batch_mark(struct act_batch *b, struct err *e) MUST_CHECK;
bool batch_mark_keep(struct act_batch *b, struct err *e) MUST_CHECK;
bool batch_mark_back(struct act_batch *b, struct err *e) MUST_CHECK;
/* Credential and shape alone; *refused is the rule or NULL. Warnings are not kept: who appends says them. */
bool batch_shape(struct act_batch *b, const struct act *a, int64_t line, struct findings *f, const char **refused,
                 struct err *e) MUST_CHECK;
/* One act, checked and appended alone. */
bool batch_add_step(struct act_batch *b, const struct act *a, bool expanded, int64_t line, struct findings *f,
                    struct act_answer *out, struct err *e) MUST_CHECK;
/* A decision that tells its steps: each of them checked, all appended or none; the answer is that of the decision, or
 * of the first step refused. */
bool is_one_row(const struct act *a);
bool expand_add(struct act_batch *b, const struct act *a, int64_t line, struct findings *f, struct act_answer *out,
                struct err *e) MUST_CHECK;

/* The case that an act of due process concerns, and the step that it is of it. */
struct casefile {
    bool found;             /* refers_to led to a record */
    bool is_step;           /* of the case found; else the act opens one of its own, and what was found is its ground */
    struct reg_record head; /* record that the case found is now */
    struct matter found_case, fresh;
    const struct journal_entry *named; /* act that refers_to names */
    const struct journal_entry *objection;
    struct str state; /* before the step */
    struct step step;
};

struct check {
    struct act_batch *b;
    const struct catalog *c;
    struct act *act; /* a copy: the code is cleaned, defaults are set */
    int64_t line;
    struct findings *f;
    const struct act_schema *schema;
    const struct cat_type *type;
    const struct cat_agency *agency;
    struct reg_entity entity;
    bool has_entity;
    struct reg_record target; /* record that the act changes */
    struct reg_record head;   /* what the case of that record is now; the record itself where it has none */
    bool has_target, target_is_entity;
    struct day copy_taken; /* of a copy: when its source was last taken */
    struct casefile *cf;   /* of acts of due process that are no copies */
    struct verdict v;
    struct str place;    /* id of the field that is looked at, for findings */
    const char *refused; /* rule of the first failure */
    bool unchanged;
    int64_t unchanged_seq;
};
/* Notes a failure; the first one names the answer's code. Always returns true: a refusal is no error. */
bool refuse(struct check *k, const char *rule, struct str a1, struct str a2, struct str a3);
/* The same, with what was probably meant; a remark names the field that it is about. */
bool refuse_hinting(struct check *k, const char *rule, struct str a1, struct str a2, struct str suggestion);
void remark_hinting(struct check *k, enum finding_level level, const char *rule, struct str field, struct str a1,
                    struct str suggestion);
void remark(struct check *k, enum finding_level level, const char *rule, struct str a1, struct str a2, struct str a3);

/* What would make it right, by ids of the rulebook; empty where it cannot say. */
struct str hint_for(struct check *k, const char *code);

/* Where the rule looks, as a JSON Pointer; empty where it is no one place. */
struct str pointer_of(const struct check *k, const char *rule, struct str argument);

/* The steps, in the order of acts.md. Each returns false only for an error. */
bool check_shape(struct check *k, struct err *e) MUST_CHECK;
bool check_code(struct check *k, struct err *e) MUST_CHECK;
bool check_actor(struct check *k, struct err *e) MUST_CHECK;
bool check_dates(struct check *k, struct err *e) MUST_CHECK;
bool check_usable(struct check *k, struct err *e) MUST_CHECK;
bool check_power(struct check *k, struct err *e) MUST_CHECK;
bool check_region(struct check *k, struct err *e) MUST_CHECK;
bool check_key(struct check *k, struct err *e) MUST_CHECK;
bool check_ref(struct check *k, struct err *e) MUST_CHECK;
bool check_terms(struct check *k, struct err *e) MUST_CHECK;
/* check_correct.c: whether a correction of a listing or measure, which says `now`, leaves it no heavier; else refused.
 */
bool check_correction(struct check *k, const struct cat_type *type, const struct act *now);
/* false: refused, the number is none. */
bool check_doc_no(struct check *k) MUST_CHECK;
/* Warns where the words and the figure of a penalty differ. */
void check_money(struct check *k);
bool check_papers(struct check *k, struct err *e) MUST_CHECK;
/* What an act of due process is about, found before it is judged; nothing is refused here. */
bool check_case(struct check *k, struct err *e) MUST_CHECK;
/* Steps 8 to 12 for an act of due process. */
bool check_case_key(struct check *k, struct err *e) MUST_CHECK;
bool check_step(struct check *k, struct err *e) MUST_CHECK;
/* What an accepted act opens, closes and counts: fills k->v. */
bool check_effect(struct check *k, struct err *e) MUST_CHECK;
/* Of the type of the case that was found. */
bool is_of_same_type(const struct check *k);
/* The act is judged by its machine: of due process, and no copy. */
bool is_step_of_process(const struct check *k);
/* An act that makes a case or record, as far as its own words go: a decision in a running case is none. */
bool opens_case(const struct check *k);
/* What refers_to names: a record (k->target), or the entity's registration. */
bool ref_find(struct check *k, struct err *e) MUST_CHECK;
/* The record that the case of r is now; of what has no case, r itself. */
bool case_head(struct check *k, const struct reg_record *r, struct reg_record *head, struct err *e) MUST_CHECK;
/* refers_to is the receipt of the act that withdrew it. */
bool names_withdrawal(const struct check *k, const struct reg_record *head);
/* Filed again: the same number, or where it has none the same content; sets unchanged or refuses. */
bool check_repeat(struct check *k, const struct journal_entry *chain, size_t n);
/* All of them. */
bool act_check(struct check *k, struct err *e) MUST_CHECK;
/* Whether both refer to the same notice or decision. */
bool same_reference(const struct check *k, const struct journal_entry *other);
/* Same content, field by field: *unlike is a field whose difference is a conflict, *noted one whose is only a note. */
void content_compare(const struct check *k, const struct act *other, const struct act_field *fields, size_t n,
                     struct str *unlike, struct str *noted);
/* The act's fields as an array of its own, which may be brought to normal form; known aliases get their ids. */
void fields_own(struct check *k);
/* Brings a value to its normal form; false after a refusal. */
bool value_normal(struct check *k, const struct cat_field *f, struct act_field *x);
/* First two characters and the length: all that may be said of what may be a person's number. */
struct str masked_text(struct arena *a, struct str value);
/* The same where it holds an identity number; as it is where it holds none: what a finding may say back. */
struct str sayable(struct arena *a, struct day today, struct str value);

/* ---- staging, read by the writer ---- */
struct stage_reader;
bool stage_open(const char *dir, struct str id, struct stage_reader **out, struct err *e) MUST_CHECK;
int64_t stage_count(const struct stage_reader *r);
/* The i-th act in order of subject; fields live in a. */
bool stage_get(const struct stage_reader *r, int64_t i, struct arena *a, struct act *out, int64_t *line,
               struct err *e) MUST_CHECK;
void stage_close(struct stage_reader *r);
void stage_sweep(const char *dir); /* removes what a crash left */

/* ---- work that both doors hand to a writer ---- */
bool import_run(struct writer *w, const struct import_order *o, struct findings *f,
                void (*progress)(void *context, int64_t done, int64_t total), void *context, struct import_sum *out,
                struct err *e) MUST_CHECK;
bool submit_run(struct writer *w, const struct act_caller *caller, struct str act_json, struct buf *answer,
                struct err *e) MUST_CHECK;
/* The same inside an open batch whose caller is named, for group commit: *wrote tells whether it appended. */
bool submit_add(struct act_batch *b, struct str act_json, struct findings *f, struct act_answer *out, bool *wrote,
                struct err *e) MUST_CHECK;
/* In a rehearsal an act brings its own clock; s = 0: it brings none. */
struct instant submit_clock(struct str act_json);

/* ---- frames on the control socket: 4-byte length, JSON ---- */
bool frame_send(int fd, const json_t *j, struct err *e) MUST_CHECK;
bool frame_receive(int fd, json_t **out, struct err *e) MUST_CHECK;
bool control_connect(const char *dir, int *fd, struct err *e) MUST_CHECK;
bool control_listen(const char *dir, int *fd, struct err *e) MUST_CHECK;
json_t *order_to_json(const struct import_order *o);
void order_of_json(const json_t *j, struct import_order *o);
json_t *sum_to_json(const struct import_sum *s);
void sum_of_json(const json_t *j, struct import_sum *s);
json_t *findings_to_json(const struct findings *f);
void findings_of_json(const json_t *j, struct findings *f);

#endif
