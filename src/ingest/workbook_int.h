/* SPDX-License-Identifier: Apache-2.0 */
/* Inside ingest: a workbook of text cells, written row by row, complete under its name or not there at all. */
#ifndef GONGSHI_INGEST_WORKBOOK_INT_H
#define GONGSHI_INGEST_WORKBOOK_INT_H

#include <xlsxwriter.h>

#include "ingest_int.h"

enum { WORKBOOK_ROWS = 1048576, MARKS = FINDING_ERROR + 2, MARK_NONE = FINDING_ERROR + 1 };

struct workbook {
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *formats[MARKS]; /* by finding level, and MARK_NONE */
    struct str path, part;
    struct arena *names, *a; /* a: of the row at hand */
    lxw_row_t row;
    lxw_error failed;
};
bool workbook_start(struct workbook *w, const char *path, struct str sheet, size_t columns, struct err *e) MUST_CHECK;
/* Cells are any bytes; what no workbook can hold becomes U+0001, which no reader of ours lets pass. */
void workbook_put(struct workbook *w, size_t column, struct str text, int mark);
void workbook_comment(struct workbook *w, size_t column, struct str text);
bool workbook_end_row(struct workbook *w, struct err *e) MUST_CHECK;         /* ERR_LIMIT beyond WORKBOOK_ROWS */
bool workbook_finish(struct workbook *w, bool ok, struct err *e) MUST_CHECK; /* !ok: nothing is left; false again */

#endif
