/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The part of catalog that due process rests on: lists with their grounds, the steps of their machines, measures and
 * which of them may follow which list. Included by catalog.h; include that.
 *
 * Rows of one id may follow each other in time (one a legal regime): every look-up takes the day it is asked for.
 */
#ifndef GONGSHI_CATALOG_PROCESS_H
#define GONGSHI_CATALOG_PROCESS_H

#include "catalog/types.h"

struct catalog;

/* ---- lists ---- */
enum cat_list_class { LIST_SERIOUS, LIST_ABNORMAL, LIST_FAVOURABLE, LIST_DEPARTMENT, LIST_PERSONS };
struct cat_list {
    struct cat_type type;      /* first: a list is a type, of family list (adverse) or honour (favourable) */
    enum cat_list_class klass; /* which section of the field's lists it belongs to; never merged (N2) */
    struct str owner_kind;     /* blank-separated agency kinds that keep it; who may file what: powers */
    struct str levels;         /* blank-separated levels, or "*" */
    struct str subjects;       /* blank-separated: organisation individual responsible person government */
    struct str field; /* the one of four fields of 国办发〔2020〕49号 (六), glossary group field4; may be empty */
    struct str requires;                /* what a listing must rest on: penalty penalty-final order ruling, or empty */
    struct str consent_levels;          /* levels whose decision needs the consent of the next one up */
    struct str entry, entry_en;         /* conditions of entry in words */
    struct str exit, exit_en;           /* conditions and way of removal in words (N6) */
    struct str remedy, remedy_en;       /* what the subject may do against it */
    struct str publicity, publicity_en; /* where it is published */
    struct str replaces;                /* id of the list of the earlier regime */
    struct str reach; /* "registered": only where the subject is registered; empty: also where the matter lies */
};
/* The row of that list in force on the day, else the newest; NULL: no such list. DAY_NONE asks for the newest. */
const struct cat_list *catalog_list(const struct catalog *c, struct str id, struct day on);
size_t catalog_lists(const struct catalog *c, const struct cat_list **rows); /* all rows, by id, then valid_from */

/* One reason for which a list may be entered; every usable list has some. */
struct cat_ground {
    struct str list, id, zh, en;
    struct str basis;         /* instrument and article, as in a type's basis */
    struct str requires;      /* overrides that of the list; "none" asks for nothing */
    struct str trigger;       /* what opens it where no notice does: "day:MM-DD" of each year, or "paper" */
    struct str papers;        /* papers that show the trigger, blank-separated */
    struct str cure, cure_en; /* what ends it, where it differs from the list's way out */
    bool open_ended;          /* no term: ends by its condition alone */
    struct day valid_from, valid_to;
    struct str source;
    bool verified;
};
const struct cat_ground *catalog_ground(const struct catalog *c, struct str list, struct str id,
                                        struct day on); /* or NULL */
/* Grounds of a list, in order of id; n = 0 when none. */
const struct cat_ground *catalog_grounds(const struct catalog *c, struct str list, size_t *n);

/* ---- the machines: rows of (state, act, next state) ---- */
struct cat_transition {
    struct str machine, id;   /* T1 … */
    struct str from;          /* blank-separated states; "none" opens a case */
    struct str act;           /* act kind, or empty: time brings it */
    struct str when;          /* FIELD=VALUE that tells rows of one act apart, or empty */
    struct str to;            /* state */
    struct str by;            /* blank-separated roles that may file it; empty for time */
    struct str gates;         /* blank-separated gate ids of listing.h */
    struct str papers;        /* paper kinds that must be there, blank-separated */
    struct str owes, owed_by; /* act kind that must follow, and by whom (agency subject), or empty */
    struct str clock;         /* `what` of the terms row that says how soon it must follow */
    struct str basis;
    struct str zh, en; /* the step in words */
    struct day valid_from, valid_to;
    struct day running_from; /* applies to running cases from that day; DAY_NONE: only to cases opened later */
    struct str source;
    bool verified;
};
/* Rows of a machine, in order of id; n = 0: no such machine. */
const struct cat_transition *catalog_machine(const struct catalog *c, struct str machine, size_t *n);

/* ---- measures ---- */
enum cat_measure_kind { MEASURE_PUNISHMENT, MEASURE_REWARD };
enum cat_measure_class { MEASURE_REDUCE, MEASURE_MANAGE, MEASURE_MARKET };
/* How it takes effect: by law itself, in the penalty, by own decision, by notice to another authority, weighed in a
 * later decision, voluntary. Only a decision or a notice is an act of its own (measure.apply). E P O N C V of
 * measures.md 3. */
enum cat_effect { EFFECT_LAW, EFFECT_PENALTY, EFFECT_DECISION, EFFECT_NOTICE, EFFECT_WEIGHED, EFFECT_VOLUNTARY };
enum cat_ends { ENDS_FIXED, ENDS_RANGE, ENDS_LISTED, ENDS_DONE, ENDS_LIFE, ENDS_RECORD, ENDS_ONCE, ENDS_UNKNOWN };
struct cat_measure {
    struct cat_type type; /* first: a measure is a type, of family measure */
    enum cat_measure_kind kind;
    struct str category; /* glossary group measure-category */
    enum cat_measure_class klass;
    enum cat_effect effect;
    struct str duty;     /* must may must-if-grave consider */
    struct str subjects; /* circle: organisation individual legal-rep main-person responsible affecting controller
                          * person government */
    struct str by_kinds, by_levels; /* who applies it; the outer limit is powers */
    struct str ground, ground_en;   /* upon what, in words */
    enum cat_ends ends;
    int months_min, months_max; /* of a fixed term or a range; 0: none */
    struct str end, end_en;     /* the stated end or condition of ending, in words (N6) */
    struct str what, what_en;   /* what it is, in words */
    struct str fields;          /* option set of `field` of measure.apply, or empty */
    struct str listed_in;       /* national-row national-category local none: how far the national list names it */
    bool third_persons;         /* it reaches others than the subject, and says so (N4) */
};
const struct cat_measure *catalog_measure(const struct catalog *c, struct str id, struct day on); /* as catalog_list */
size_t catalog_measures(const struct catalog *c, const struct cat_measure **rows);

/* A measure that must or may follow a listing, or an honour. */
struct cat_list_measure {
    struct str list, measure;
    bool must;          /* must, or may */
    struct str grounds; /* blank-separated ground codes it is tied to; empty: any */
    struct str basis;
    bool read; /* the chain was read to an article */
    struct day valid_from, valid_to;
    struct str source;
    bool verified;
};
/* The row for the pair in force on the day, or NULL. */
const struct cat_list_measure *catalog_list_measure(const struct catalog *c, struct str list, struct str measure,
                                                    struct day on);
size_t catalog_list_measures(const struct catalog *c, const struct cat_list_measure **rows); /* by list, then measure */

#endif
