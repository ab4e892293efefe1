/* SPDX-License-Identifier: Apache-2.0 */
/*
 * For insiders of journal: canonical JSON (RFC 8785) read in place. Texts without an escape are pieces of the input,
 * which the caller keeps as long as they are used; others live in the arena. What is not canonical may be refused, and
 * nothing beyond the input is read, whatever it holds.
 */
#ifndef GONGSHI_JOURNAL_SCAN_H
#define GONGSHI_JOURNAL_SCAN_H

#include "base/base.h"

enum scan_kind { SCAN_TEXT, SCAN_INT, SCAN_TRUE, SCAN_FALSE, SCAN_LIST, SCAN_OBJECT, SCAN_OTHER };
struct scan_value {
    enum scan_kind kind;
    struct str text; /* a text without quotes and escapes; else the value as it is written */
};
struct scan {
    const char *p, *end;
    struct arena *a;
};
/* One value, and nothing behind it. */
bool scan_whole(struct str json, struct arena *a, struct scan_value *out);
/* Walks the members of an object: starts over its text, then gives one after the other; *more false at the end. */
bool scan_object(struct scan_value object, struct arena *a, struct scan *s);
bool scan_member(struct scan *s, struct str *name, struct scan_value *value, bool *more);
/* The same over the items of a list. */
bool scan_list(struct scan_value list, struct arena *a, struct scan *s);
bool scan_item(struct scan *s, struct scan_value *value, bool *more);

#endif
