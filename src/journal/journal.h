/* SPDX-License-Identifier: Apache-2.0 */
/*
 * journal: the append-only sequence of acts, the only truth. The act's envelope and verdict as one
 * object, their canonical JSON, the commitment `body`, the compressed content, receipts, and
 * submissions. It judges nothing.
 *
 *   J1  seq is gapless from 1, assigned at commit, in commit order.
 *   J2  journal rows are never updated or deleted. Content is only ever emptied, by journal_erase.
 *   J3  body = SHA-256("gongshi-body/v1\n" || 16 random bytes || canonical JSON of {act, verdict}).
 *   J4  Before a commit is published, what was written is read back and its bodies are compared.
 *   J5  A receipt shows nothing: without the register key it is 128 random-looking bits.
 *   J6  `at` never falls: at = max(last at, now).
 */
#ifndef GONGSHI_JOURNAL_H
#define GONGSHI_JOURNAL_H

#include <jansson.h>

#include "store/store.h"

enum act_kind {
    KIND_NONE = 0,
#define KIND(name, number, text) KIND_##name = number,
#include "kinds.def"
#undef KIND
};
const char *act_kind_text(enum act_kind k);
enum act_kind act_kind_of(struct str text); /* KIND_NONE when unknown */

enum act_by { BY_AGENCY, BY_SUBJECT, BY_OPERATOR, BY_ANYONE };
enum act_origin { ORIGIN_FILED, ORIGIN_CARRIED, ORIGIN_COPIED };
const char *act_by_text(enum act_by b);
const char *act_origin_text(enum act_origin o);

enum field_form { FORM_TEXT, FORM_INT, FORM_BOOL, FORM_JSON }; /* JSON: canonical text of a list or object */
struct act_field {
    struct str id;
    enum field_form form;
    struct str value; /* the text; digits; "true" or "false"; canonical JSON */
};

struct act_ref { /* what refers_to names: a receipt, or an act by its agency, kind, type and number */
    struct str receipt;
    struct str agency, type, doc_no;
    enum act_kind kind;
};

struct act_paper { /* a document that a step rests on: its kind, its digest, what it was called */
    struct str kind, name, sha256;
};

/* A person as subject of a formal decision. The number itself is never stored: only a mask and a keyed hash (P1). */
struct act_person {
    struct str name, id_hmac, id_mask;
    struct str id_no; /* as it came in; the door takes it out before anything looks at the act, and no act is written
                         with it */
};
#define PERSON_PREFIX                                                                                                  \
    "person:" /* what stands as `subject` for a person: this and id_hmac, which no reader can ask for */

/* One formal step. All text is borrowed; whoever makes an act says where it lives. */
struct act {
    enum act_kind kind;
    struct str type;
    enum act_by by;
    struct str agency;
    struct str subject;       /* USCC, PERSON_PREFIX and id_hmac, or empty where the kind has none */
    struct act_person person; /* name is empty where the subject is none */
    struct str doc_no;
    struct day on;
    struct str drafted_by, approved_by, confirmed_by;
    struct str submission;
    enum act_origin origin;
    bool has_ref;
    struct act_ref refers_to;
    struct act_field *fields; /* sorted by id, unique */
    size_t n_fields;
    struct act_paper *papers; /* in the order given */
    size_t n_papers;
    struct instant at; /* rehearsal only; 0: the writer's clock */
};
const struct act_field *act_field_find(const struct act *a, struct str id); /* NULL when absent */
struct str act_text(const struct act *a, const char *field_id);             /* its value, or empty */
bool act_has_paper(const struct act *a, struct str kind);
struct act_basis {
    struct str instrument, article; /* article may be empty */
};
/* The items of a field that is a list of texts, or of {instrument, article}; they live in ar. Absent: true and none.
 * False: it is there and is no such list. */
bool act_items(const struct act *a, const char *field_id, struct arena *ar, struct str **items, size_t *n);
bool act_bases(const struct act *a, const char *field_id, struct arena *ar, struct act_basis **items, size_t *n);
static inline bool act_of_person(const struct act *a)
{
    return a->person.name.n > 0;
}

/* What must follow a step, by whom and until when. */
struct duty {
    enum act_kind does;
    struct str owed_by;   /* agency, subject … */
    struct str agency;    /* that owes it, or is addressed */
    struct day from, due; /* due: DAY_NONE where no period is known */
    struct str term;      /* id of the terms row that rules, or empty */
    int64_t count;        /* of that row, with its unit: what was counted */
    struct str unit;
    bool provisional; /* counted past the calendar's last year */
    int64_t matter;   /* seq of the record it belongs to; 0: that of the act itself */
};

/* ---- keys of a register: two files outside the database ---- */
struct keys {
    uint8_t receipt[16], register_[32], person[32];
    bool has_person; /* false after a restore: identity numbers cannot be compared */
};
/* Makes DATA/keys/register (and person) on first use, mode 0600; reads them afterwards. */
bool keys_load(const char *dir, bool create, struct keys *out, struct err *e) MUST_CHECK;

/* What the check decided once and for all (design section 4): replayed, never judged again. */
struct verdict {
    bool held;                                /* accepted, kept from the public (wrong-firm guard) */
    int64_t edition;                          /* seq of the rules.adopt that ruled; 0 for the first one */
    struct day in_force_from, in_force_until; /* DAY_NONE: open */
    struct day public_from, public_until;     /* DAY_NONE: not set by this act, or open */
    bool public_until_computed;               /* marked "computed" where shown */
    int64_t target;                           /* seq of the act that opened the record this one changes; 0 */
    struct str rules;                         /* ids of the rows that ruled, blank-separated; may be empty */
    struct str state;                         /* of its matter, as this step made it; empty where it has none */
    struct duty *duties;                      /* opened by this step */
    size_t n_duties;
    int64_t *done; /* acts whose duties it closes */
    size_t n_done;
    int64_t ground;    /* seq of the record that the one it opens rests on; 0 */
    int64_t answers;   /* seq of the objection or application it answers; 0 */
    bool expanded;     /* one of several steps that came in one row, filed afterwards */
    struct str counts; /* what it adds to the yearly counts, blank-separated words */
};

/* Canonical JSON of an act's content for comparing: all members but submission, officers, papers, at. */
void act_content_json(const struct act *a, struct buf *out);
/* Canonical JSON of the whole act, and of {"act":…,"verdict":…}. */
void act_json(const struct act *a, struct buf *out);
void act_verdict_json(const struct act *a, const struct verdict *v, struct buf *out);
/* Back again. Text lives in `a`. ERR_INVALID names the member that is wrong or unknown. j holds no reals; the text is
 * canonical, as act_verdict_json writes it. */
bool act_of_json(const json_t *j, struct arena *a, struct act *out, struct err *e) MUST_CHECK;
bool act_verdict_of_json(struct str text, struct arena *a, struct act *act, struct verdict *v,
                         struct err *e) MUST_CHECK;

/* ---- receipts ---- */
#define RECEIPT_CHARS 27
const char *receipt_of(const struct keys *k, int64_t seq, char out[RECEIPT_CHARS]); /* returns out */
bool receipt_parse(const struct keys *k, struct str s, int64_t *seq);               /* false: unknown id */

/* ---- writing: inside a store transaction of the writer ---- */
struct journal;
bool journal_open(struct store *s, const struct keys *k, struct journal **out, struct err *e) MUST_CHECK;
void journal_close(struct journal *j);
int64_t journal_last_seq(const struct journal *j);
struct instant journal_last_at(const struct journal *j);
/* Starts the commit's clock: at = max(last, now). Call once after store_begin. */
struct instant journal_begin(struct journal *j, struct instant now);
/* Appends; *seq is its number if the commit succeeds. A group of 64 is written as one block. `actor` is who showed
 * what: "local", or the id of an agency's key. */
bool journal_append(struct journal *j, const struct act *a, const struct verdict *v, struct str actor, int64_t *seq,
                    struct err *e) MUST_CHECK;
/* Writes the open block, reads it back and compares (J4). Call before store_commit. */
bool journal_finish(struct journal *j, struct err *e) MUST_CHECK;
/* A part of a commit that may be taken back alone, with store_mark. Parts do not nest. */
bool journal_mark(struct journal *j, struct err *e) MUST_CHECK; /* before store_mark */
void journal_mark_back(struct journal *j);
void journal_abandon(struct journal *j); /* after a rollback: back to the last committed seq */
bool journal_submission_put(struct journal *j, struct str agency, struct str id, struct str request, int64_t first_seq,
                            int64_t last_seq, struct err *e) MUST_CHECK;

/* ---- reading: any connection ---- */
struct journal_entry {
    int64_t seq;
    struct instant at;
    enum act_kind kind;
    struct str agency, actor;
    int64_t ref;        /* seq it answers or changes, 0 none */
    bool emptied;       /* its content is gone; act and verdict are empty but for the kind */
    struct str residue; /* canonical JSON kept when emptied: type, year, outcome, keys */
    struct act act;
    struct verdict verdict;
};
/* One act. ERR_NOT_FOUND past the end. Text lives in `a`. */
bool journal_get(struct store *s, int64_t seq, struct arena *a, struct journal_entry *out, struct err *e) MUST_CHECK;
/* The same without its row, at half the price: at, actor and ref stay empty, and where it is emptied also kind and
 * agency. */
bool journal_content(struct store *s, int64_t seq, struct arena *a, struct journal_entry *out,
                     struct err *e) MUST_CHECK;
/* All acts from `after`+1 on, in order; the arena given to the callback lives for one call. Stops when it returns
 * false. */
bool journal_each(struct store *s, int64_t after,
                  bool (*each)(void *context, const struct journal_entry *entry, struct arena *a, struct err *e),
                  void *context, struct err *e) MUST_CHECK;
/* The same for who only follows along: of each act no more is read than seq, at, kind, agency and act.subject. */
bool journal_each_subject(struct store *s, int64_t after,
                          bool (*each)(void *context, const struct journal_entry *entry, struct arena *a,
                                       struct err *e),
                          void *context, struct err *e) MUST_CHECK;
/* Known submission: *found, and whether the request bytes are the same. */
bool journal_submission_find(struct store *s, const struct keys *k, struct str agency, struct str id,
                             struct str request, bool *found, bool *same, int64_t *first_seq, int64_t *last_seq,
                             struct err *e) MUST_CHECK;
/* Every body against its content, density of seq, order of at. ERR_CORRUPT names the first fault. */
bool journal_verify(struct store *s, int64_t *checked, struct err *e) MUST_CHECK;

/* Empties the content of the acts named (sorted), leaving each its residue JSON. Inside the writer's transaction. */
bool journal_erase(struct journal *j, const int64_t *seqs, const struct str *residues, size_t n,
                   struct err *e) MUST_CHECK;

#endif
