/* SPDX-License-Identifier: Apache-2.0 */
/* What can be recorded: the part that record types, lists and measures have in common. Included by catalog.h. */
#ifndef GONGSHI_CATALOG_TYPES_H
#define GONGSHI_CATALOG_TYPES_H

#include "base/base.h"

/* Whether a row counts on the day; DAY_NONE asks for no day in particular: then every row does. */
static inline bool catalog_in_force(struct day from, struct day to, struct day on)
{
    return !day_is(on) || day_within(from, to, on);
}

enum cat_family {
    FAMILY_REGISTRATION,
    FAMILY_LICENCE,
    FAMILY_PENALTY,
    FAMILY_HONOUR,
    FAMILY_RECORD,
    FAMILY_LIST,
    FAMILY_MEASURE
};
enum cat_tone { TONE_ADVERSE, TONE_NEUTRAL, TONE_FAVOURABLE };
enum cat_state { STATE_USABLE, STATE_DISPLAY_ONLY, STATE_HISTORIC };
struct cat_type {
    struct str id, zh, en;
    enum cat_family family;
    enum cat_tone tone;
    enum cat_state state;
    struct str state_why, state_why_en; /* what is missing, when display-only */
    bool past_stays;                    /* shown as past after the public end (never for adverse types) */
    bool external;                      /* procedure finished outside: "procedure not recorded here" */
    struct str owner;                   /* agency id that owns it, empty when many file it */
    struct str natural_key; /* blank-separated parts besides subject and type: agency doc_no licence_no year|doc_no */
    struct str catalogue;   /* category of the national basic catalogue: reg, adm.licence … */
    struct str basis_tier;  /* A to E */
    struct str basis;       /* instruments, each with its articles after a blank, separated by ';' */
    struct str machine;     /* its rows in transitions; empty: no steps of its own */
    struct day valid_from, valid_to;
    struct str source;
    bool verified, local;
};

#endif
