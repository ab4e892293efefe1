/* SPDX-License-Identifier: Apache-2.0 */
/* For insiders of screen: a code as it was given, what it leads to, and the gathering of an answer. */
#ifndef GONGSHI_SCREEN_INT_H
#define GONGSHI_SCREEN_INT_H

#include "screen/screen.h"
#include "uscc/uscc.h"

struct screen {
    struct view_ask ask;
    struct uscc_facts facts;
    struct search_names *names;
    struct screen_basis basis;
    int today; /* YYYYMMDD, for the tripwire */
};

/* What the code of a row leads to. */
enum code_state {
    CODE_NONE,    /* none was given */
    CODE_PERSON,  /* an identity number: the row is refused */
    CODE_BROKEN,  /* no code and no old number; `why` tells */
    CODE_UNKNOWN, /* sound, and nothing public bears it */
    CODE_ONE,
    CODE_SEVERAL /* an old number of more than one */
};
struct code_answer {
    enum code_state state;
    bool old, cleaned;
    struct finding why;       /* of BROKEN and UNKNOWN */
    struct str shown;         /* the input, masked where it must be */
    struct reg_entity *found; /* of ONE and SEVERAL: public ones, at most SCREEN_MAX_CANDIDATES */
    size_t n;
    bool more;
};
bool code_look_up(struct screen *s, struct str given, struct arena *a, struct code_answer *out,
                  struct err *e) MUST_CHECK;

/* Where an identity number stands in a name, of any form that a name can hold. */
bool secret_in(const struct screen *s, struct str text, struct str *found);
struct str screen_mask(struct arena *a, struct str secret);
/* Of a list's line: is it meant as a code, or as a name? */
bool looks_like_code(struct str text, struct arena *a);

struct finding reason(const char *rule, struct str a1, struct str a2);
void reason_add(struct screen_line *out, struct finding why);

/* Adds the entity with what is current about it, once. */
bool candidate_add(struct screen *s, const struct reg_entity *x, enum screen_found found, struct str former_name,
                   struct arena *a, struct screen_line *out, struct err *e) MUST_CHECK;

#endif
