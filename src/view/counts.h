/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What stands on a list today, and what an agency files and owes, as the public may know it: firms by their live
 * entries, everything else as counts without names (N7). No count is compared with another one (N1). Included by
 * view.h.
 */
#ifndef GONGSHI_VIEW_COUNTS_H
#define GONGSHI_VIEW_COUNTS_H

/* Live entries in order of code, at most `limit`, behind the record `after` (empty: from the first). *next: the record
 * to go on behind, empty at the end. ERR_INVALID: `after` is no entry of that list. */
bool view_entries(const struct view_ask *ask, struct str list, struct str after, size_t limit, struct arena *a,
                  struct view_record **out, size_t *n, struct str *next, struct err *e) MUST_CHECK;

/* One yearly count. Below VIEW_COUNT_LEAST the number is not told: text is "<5" and n is 0. */
enum { VIEW_COUNT_LEAST = 5 };
struct view_count {
    struct str agency, agency_name, type, type_label, what, what_label, text;
    int64_t year, n;
};
/* By year, newest first, then type, agency, word. An empty agency or list: all. One of them is given. */
bool view_counts(const struct view_ask *ask, struct str agency, struct str list, struct arena *a,
                 struct view_count **out, size_t *n, struct err *e) MUST_CHECK;

struct view_filing {
    struct str type, type_label;
    int64_t records;
    struct instant last;
};
struct view_filings {
    struct view_filing *v;
    size_t n;
    int64_t overdue_ends;  /* measures whose ground is gone and whose day to end them has passed */
    int64_t overdue_steps; /* steps of its cases past their day */
    struct view_count *counts;
    size_t n_counts;
};
bool view_filings(const struct view_ask *ask, struct str agency, struct arena *a, struct view_filings *out,
                  struct err *e) MUST_CHECK;

/* Their JSON. */
void view_entries_json(const struct view_record *v, size_t n, struct str next, const struct view_count *counts,
                       size_t n_counts, struct buf *out);
void view_filings_json(const struct view_filings *x, struct buf *out);

#endif
