/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest_int.h"

static void put_place(struct buf *out, const char *name, int64_t v)
{
    if (v > 0)
        json_put_int(out, name, v);
    else
        json_put_text(out, name, STR_NONE);
}

/* 表1!C17, for findings that have a row in a sheet. */
static void put_cell_name(struct buf *out, struct str sheet, const struct finding *one)
{
    struct buf place = {0};
    table_place_put(&place, sheet, one->line, one->column);
    json_put_text(out, "cell", buf_view(&place));
    buf_free(&place);
}

static void put_finding(struct buf *out, const struct finding *one, struct str sheet, enum lang lang)
{
    struct buf message = {0};
    finding_message(one, lang, &message);
    buf_char(out, '{');
    json_put_text(out, "level", str_of(finding_level_name(one->level)));
    put_place(out, "line", one->line);
    put_place(out, "column", one->column);
    if (sheet.n && one->line)
        put_cell_name(out, sheet, one);
    if (!one->column && one->pointer.n)
        json_put_text(out, "pointer", one->pointer);
    json_put_text(out, "rule", str_of(one->rule));
    json_put_text(out, "message", buf_view(&message));
    json_put_text(out, "suggestion", finding_suggestion(one, lang));
    buf_char(out, '}');
    buf_free(&message);
}

void ingest_report_json(const struct ingest_report *r, const struct findings *f, enum lang lang, struct buf *out)
{
    buf_z(out, "{\"file\":");
    json_put_string(out, r->file);
    if (r->sheet[0])
        json_put_text(out, "sheet", str_of(r->sheet));
    json_put_int(out, "rows", r->rows);
    json_put_int(out, "accepted", r->sum.accepted);
    json_put_int(out, "held", r->sum.held);
    json_put_int(out, "unchanged", r->sum.unchanged);
    json_put_int(out, "refused", r->sum.refused);
    json_put_name(out, "seq");
    buf_char(out, '[');
    if (r->sum.first_seq)
        buf_printf(out, "%lld,%lld", (long long)r->sum.first_seq, (long long)r->sum.last_seq);
    buf_z(out, "],\"findings\":[");
    for (size_t i = 0; i < findings_kept(f); i++) {
        buf_z(out, i ? "," : "");
        put_finding(out, findings_get(f, i), str_of(r->sheet), lang);
    }
    buf_z(out, "]}");
}

static void place_text(int64_t place, char out[24])
{
    snprintf(out, 24, "%lld", (long long)place);
    if (place <= 0)
        out[0] = '\0';
}

void ingest_findings_csv(const struct findings *f, struct str sheet, enum lang lang, struct buf *out)
{
    static const struct str head[] = {{"level", 5},   {"line", 4},        {"column", 6}, {"rule", 4},
                                      {"message", 7}, {"suggestion", 10}, {"cell", 4}};
    enum { COLUMNS = sizeof head / sizeof *head };
    const size_t columns = sheet.n ? COLUMNS : COLUMNS - 1;
    struct buf message = {0}, cell = {0};
    csv_put_row(out, head, columns, true);
    for (size_t i = 0; i < findings_kept(f); i++) {
        const struct finding *one = findings_get(f, i);
        char line[24], column[24];
        place_text(one->line, line);
        place_text(one->column, column);
        buf_clear(&message);
        finding_message(one, lang, &message);
        buf_clear(&cell);
        table_place_put(&cell, sheet, one->line, one->column);
        struct str cells[COLUMNS] = {str_of(finding_level_name(one->level)),
                                     str_of(line),
                                     str_of(column),
                                     str_of(one->rule),
                                     buf_view(&message),
                                     finding_suggestion(one, lang),
                                     buf_view(&cell)};
        csv_put_row(out, cells, columns, true);
    }
    buf_free(&message);
    buf_free(&cell);
}
