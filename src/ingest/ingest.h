/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ingest: an agency's table becomes staged acts. Headers in three names, mapping by position, fixed values,
 * what spreadsheets do to columns, the identity-number tripwire; then the door commits.
 *
 *   I1  A row is an act or a finding, never lost: rows = accepted + held + unchanged + refused.
 *   I2  An identity-number-shaped value outside a dropped column refuses its row and is masked everywhere.
 *   I3  Restricted columns are dropped unread, with one note a file.
 */
#ifndef GONGSHI_INGEST_H
#define GONGSHI_INGEST_H

#include "act/act.h"
#include "codec/codec.h"

struct ingest_pair {
    struct str field, value;
}; /* --map FIELD=COLUMN, --set FIELD=VALUE */
struct ingest_options {
    enum act_kind kind;
    struct str type, agency; /* empty: from the row */
    const char *encoding;    /* NULL: detect */
    const char *sheet;       /* of a workbook; NULL: the first visible one that holds something */
    const struct ingest_pair *maps, *sets;
    size_t n_maps, n_sets;
    bool carried, strict, dry_run, complete, yes, no_header;
    struct str copied_from; /* empty: not a copy */
    struct day retrieved;
    struct str submission;
    struct instant now; /* rehearsal clock, s = 0 when not given */
    void (*progress)(void *context, const char *phase, int64_t done, int64_t total); /* may be NULL */
    void *context;
};
struct ingest_report {
    struct str file;
    int64_t rows; /* data rows read */
    struct import_sum sum;
    char encoding[16];
    char separator;
    char sheet[TABLE_SHEET_BYTES];      /* the workbook's sheet; empty when it was no workbook */
    bool restricted[TABLE_MAX_COLUMNS]; /* columns that were dropped unread */
};
/*
 * Imports one file through the door. Findings are sorted by place. Answers false with ERR_DATA when the file as a
 * whole is refused (nothing entered; *out then tells what had been read); refused rows alone are not an error.
 */
bool ingest_file(struct door *door, const char *dir, const struct catalog *c, const char *path,
                 const struct ingest_options *o, struct findings *f, struct ingest_report *out,
                 struct err *e) MUST_CHECK;
/*
 * A batch of acts of any kinds, one JSON object a line (blank lines are passed over). Committed like a file: all good
 * rows or none. Findings carry line and JSON Pointer.
 */
enum { LINES_MAX_ROWS = 200000 };
struct lines_order {
    const char *dir;               /* the register's folder */
    const struct catalog *catalog; /* in force */
    const struct keys *keys;       /* for the numbers of people, which leave before anything is staged */
    struct str bytes;
    struct act_caller caller;
    struct str agency;     /* whose the caller's key is; a row of another bars the batch (`key-agency`) */
    struct str submission; /* of the batch; its agency is `agency` */
    bool strict;           /* one refused row refuses all */
    bool rehearse;         /* judges each line after those before it and writes nothing; rows may bring a submission */
    struct day today;
    bool (*commit)(void *context, const struct import_order *o, struct findings *f, struct import_sum *out,
                   struct err *e);
    void *context;
};
/* ERR_LIMIT: too many rows. Refused rows are no error; with `strict` report.sum.rolled_back tells. */
bool ingest_lines(const struct lines_order *o, struct findings *f, struct ingest_report *out, struct err *e) MUST_CHECK;
/* A spreadsheet to fill in for a kind (and type): one header row in Chinese, one comment row marked 填表说明 with
 * English names. */
bool ingest_template(const struct catalog *c, enum act_kind kind, struct str type, struct buf *csv,
                     struct err *e) MUST_CHECK;
/* {"file":…,"rows":…,"accepted":…,…,"findings":[…]} of design section 8. */
void ingest_report_json(const struct ingest_report *r, const struct findings *f, enum lang lang, struct buf *out);
/* The findings as CSV: level,line,column,rule,message,suggestion; with a sheet also cell. */
void ingest_findings_csv(const struct findings *f, struct str sheet, enum lang lang, struct buf *out);
/*
 * The imported file once more as a workbook, all rows of it, the cells with findings filled and explained in comments.
 * Corrected there, it can be imported as it is. Restricted columns are empty, identity numbers masked (I2, I3).
 */
bool ingest_findings_xlsx(const char *path, const struct ingest_options *o, const struct ingest_report *r,
                          const struct findings *f, enum lang lang, const char *out, struct err *e) MUST_CHECK;
bool ingest_csv_to_xlsx(struct str csv, const char *out, struct err *e) MUST_CHECK; /* our own CSV, all cells text */

#endif
