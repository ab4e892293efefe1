/* SPDX-License-Identifier: Apache-2.0 */
/*
 * act: the one way in. The schema of each act kind, the one check, submit, and the writer: lock, queue,
 * group commit, both ends of the control socket. It alone opens a write transaction.
 *
 *   A1  Every act from every door passes act_check, in the order of acts.md: shape, code and name, actor and
 *       officers, dates, list usable, power, region, natural key, refers_to and step, gates, papers.
 *   A2  An act is judged once; act and verdict enter the journal together, the projections follow from both.
 *   A3  A file is committed wholly or not at all; refused rows are reported and leave nothing behind.
 *   A4  One writer: the holder of DATA/lock. Another writing process talks to it over DATA/control.sock, or is told.
 *   A5  Order: stage, commit (durable), publish, answer.
 */
#ifndef GONGSHI_ACT_H
#define GONGSHI_ACT_H

#include "access/access.h"
#include "registry/registry.h"

/* ---- the row of a kind ---- */
struct act_schema {
    enum act_kind kind;
    enum cat_family family; /* family whose types it takes; FAMILY_REGISTRATION for entity.* */
    bool takes_type;        /* `type` is required */
    bool takes_subject;
    bool opens;            /* opens a record or an entity file */
    bool needs_ref;        /* refers_to is required */
    bool adverse_if_typed; /* adverse when its type is */
    bool officers;         /* drafter and approver required */
    const char *by;        /* blank-separated roles that may file it */
    const char *on_field;  /* column that gives its `on` in a table */
    bool process;          /* a step of due process: the machine of its type decides whether it may be taken */
};
const struct act_schema *act_schema_of(enum act_kind k); /* NULL for KIND_NONE */

/* Its JSON Schema (2020-12), with the fields of a type, or of every type where that is empty. The caller decrefs it.
 * The kind has a row; the type is known. */
json_t *act_schema_json(const struct catalog *c, enum act_kind kind, struct str type);

/* Parses one act in the shape of design section 8. Failures are findings with a JSON Pointer. Text lives in `a`. */
bool act_parse(const json_t *j, struct arena *a, struct act *out, struct findings *f);

/* ---- an act's own texts ---- */
/* Those outside its fields and papers, but for the submission: none is a place for a number of a person. */
enum { ACT_SAID = 11 };
struct act_said {
    const char *member, *pointer; /* RFC 6901 */
    struct str text;
};
void act_envelope(const struct act *a, struct act_said v[ACT_SAID]);

/* ---- who files ---- */
/*
 * Design section 4, "Officers and credentials". On the machine itself access to the folder is the credential; once an
 * agency has a live key, what it files of adverse acts needs that key there too. Over TCP the key of `agency` is needed
 * for every act, and none is taken for the operator. A key that fits is the act's actor in the journal. Refusals:
 * key-missing, key-unknown (also revoked), key-agency, key-operator; nothing of a refused act is kept, nor is it told
 * whether its submission was known. Looked at when the act is judged, so a revocation reaches what was queued (Z11).
 */
struct act_caller {
    bool tcp;
    struct str key;    /* as printed; empty: none shown */
    struct str key_id; /* of a key that fitted when the request's head came; in place of `key` */
};

/* Takes the number out of a person who is the subject; the rule that forbids it, with its finding, or NULL. */
const char *person_seal(const struct keys *k, struct arena *a, struct day today, struct act *act, struct findings *f);

/* ---- a register's folder ---- */
struct register_info {
    bool rehearsal;
    struct instant clock; /* what time it is there: the machine's, or a rehearsal's last `at` */
    int64_t feed;         /* last seq */
};
/* An empty register under the rulebook in rules_dir: folder, keys, database, rules.adopt. ERR_CONFLICT when one is
 * there. */
bool act_init(const char *dir, const char *rules_dir, bool rehearsal, struct instant now, struct findings *f,
              struct err *e) MUST_CHECK;
bool act_is_register(const char *dir);
bool act_info(const char *dir, struct store *reader, struct register_info *out, struct err *e) MUST_CHECK;
/* The rulebook copy of the newest edition whose day has come; ERR_CORRUPT with the difference when its files were
 * edited. */
bool act_catalog(const char *dir, struct store *reader, struct day today, struct catalog **out,
                 struct err *e) MUST_CHECK;
/* The copy of one edition that was adopted: by the seq of its act, or by the beginning (four characters or more) of its
 * digest. ERR_NOT_FOUND; ERR_INVALID when several begin so. */
bool act_edition(const char *dir, struct store *reader, struct str which, struct catalog **out,
                 struct err *e) MUST_CHECK;

/* ---- answers ---- */
enum act_status { STATUS_ACCEPTED, STATUS_HELD, STATUS_UNCHANGED, STATUS_REFUSED };
struct act_answer {
    enum act_status status;
    int64_t seq;        /* 0 when refused; the record's own when unchanged; receipt_of makes its receipt */
    const char *code;   /* rule that refused, NULL otherwise */
    enum act_kind kind; /* KIND_NONE when it could not be read */
};
/* {"status":…,"seq":…,"receipt":…,"code":…,"findings":[{"level","rule","pointer","message","suggestion"}]} */
void act_answer_json(const struct keys *k, const struct act_answer *x, const struct findings *f, enum lang lang,
                     struct buf *out);
const char *act_status_name(enum act_status s);

/* ---- the writer of this process ---- */
struct writer;
struct writer_options {
    struct instant now;       /* --now; s = 0: the register's clock. Refused unless a rehearsal */
    struct act_caller caller; /* of all that goes through the door; borrowed */
};
/* Takes the lock. ERR_BUSY when another process holds it. Recovers what a crash left (staging, index). */
bool writer_open(const char *dir, const struct writer_options *o, struct writer **out, struct err *e) MUST_CHECK;
void writer_close(struct writer *w);          /* NULL is harmless */
struct store *writer_store(struct writer *w); /* for search_follow and doctor, between batches only */
const struct catalog *writer_catalog(struct writer *w);
/* Files rules.adopt for the folder, copies it in, and lets its terms with `existing_from` shorten what is on file. */
struct adopt_sum {
    int64_t shortened; /* adverse records that leave earlier than they would have */
};
bool writer_adopt(struct writer *w, const char *rules_dir, struct findings *f, struct adopt_sum *sum,
                  struct err *e) MUST_CHECK;
/* All projections again from the journal; *equal tells whether they came out the same. */
bool writer_rebuild(struct writer *w, bool *equal, int64_t *acts, struct err *e) MUST_CHECK;

/* One transaction of acts. All of it is written by commit, nothing by abort. */
struct act_batch;
bool act_batch_open(struct writer *w, struct act_batch **out, struct err *e) MUST_CHECK;
/* Checks and, if it passes, appends and applies. A refusal is an answer, not an error. Findings get `line`. */
bool act_batch_add(struct act_batch *b, const struct act *a, int64_t line, struct findings *f, struct act_answer *out,
                   struct err *e) MUST_CHECK;
bool act_batch_commit(struct act_batch *b, struct err *e) MUST_CHECK; /* frees b, also on failure */
void act_batch_abort(struct act_batch *b);                            /* frees b; NULL is harmless */

/* ---- staging: a file, parsed, on its way to the writer ---- */
struct stage;
/* DATA/staging/ID, made by the process that parses. */
bool stage_create(const char *dir, struct stage **out, struct err *e) MUST_CHECK;
bool stage_put(struct stage *st, const struct act *a, int64_t line, struct err *e) MUST_CHECK;
bool stage_finish(struct stage *st, struct err *e) MUST_CHECK; /* sorts by subject, ties by line; fsync is not needed */
struct str stage_id(const struct stage *st);
int64_t stage_rows(const struct stage *st);
void stage_discard(struct stage *st); /* removes its files and frees; NULL is harmless */

/* ---- the door: this process's writer, or the server's over the control socket ---- */
struct import_order {
    struct act_caller caller; /* a door puts its own in; over the control socket only what it shows travels */
    struct str stage;         /* id; empty when the file had no good row */
    bool dry_run, strict;
    struct instant now; /* clock that the rows of a batch bring, in a rehearsal; s = 0: none */
    struct str submission, submission_agency;
    struct str submission_digest;
    /* copies: */
    struct str copied_from, copy_type, copy_agency, copy_sha256;
    struct day retrieved;
    bool complete;
    int64_t copy_rows;
    bool yes; /* go on although a complete copy shrank beyond the set share */
};
struct import_sum {
    int64_t accepted, held, unchanged, refused, ended;
    int64_t first_seq, last_seq; /* 0, 0 when nothing was written */
    int64_t waited_ms;           /* other acts waited this long at most */
    int64_t indexed, index_ms;   /* names made searchable, and how long after the commit */
    bool rolled_back;            /* strict or dry run */
};
struct door;
bool door_open(const char *dir, const struct writer_options *o, struct door **out, struct err *e) MUST_CHECK;
void door_close(struct door *d);
bool door_is_remote(const struct door *d);
/* One act as JSON text; the answer as a JSON object of design section 8. */
bool door_submit(struct door *d, struct str act_json, struct buf *answer_json, struct err *e) MUST_CHECK;
/* Commits a staged file. progress (may be NULL) is called with rows done. Findings carry line and column. */
bool door_import(struct door *d, const struct import_order *o, struct findings *f,
                 void (*progress)(void *context, int64_t done, int64_t total), void *context, struct import_sum *out,
                 struct err *e) MUST_CHECK;
bool door_adopt(struct door *d, const char *rules_dir, struct findings *f, struct adopt_sum *sum,
                struct err *e) MUST_CHECK;

/* ---- the server's end ---- */
struct act_server; /* the writer in a thread of its own, fed by a queue and by DATA/control.sock */
bool act_server_start(const char *dir, const struct writer_options *o, struct act_server **out,
                      struct err *e) MUST_CHECK;
void act_server_stop(struct act_server *s);          /* finishes what is queued, closes the socket, frees the lock */
int64_t act_server_feed(const struct act_server *s); /* last published seq; any thread */
struct instant act_server_now(const struct act_server *s); /* the register's clock; any thread */
/*
 * What comes over TCP, from any thread. A place first: at most 256 requests wait, 64 an agency; false: full. Whoever
 * was let in leaves, once.
 */
bool act_server_enter(struct act_server *s, struct str agency);
void act_server_leave(struct act_server *s, struct str agency);
/* Hands an act over and returns. `done` is called once, from the writer's thread, behind the commit; with `failed`
 * there is no answer. The texts are copied. ERR_BUSY: the server is stopping, `done` is not called. */
typedef void act_done(void *context, const struct act_answer *x, const struct findings *f, const struct err *failed);
bool act_server_post(struct act_server *s, const struct act_caller *caller, struct str act_json, act_done *done,
                     void *context, struct err *e) MUST_CHECK;
/* Commits a staged batch and waits for it. */
bool act_server_import(struct act_server *s, const struct import_order *o, struct findings *f, struct import_sum *out,
                       struct err *e) MUST_CHECK;
/* One act, waiting for its commit: the answer as a JSON object. */
bool act_server_submit(struct act_server *s, const struct act_caller *caller, struct str act_json,
                       struct buf *answer_json, struct err *e) MUST_CHECK;

#endif
