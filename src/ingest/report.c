/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest_int.h"

static void put_member(struct buf *out, const char *name, int64_t v)
{
    buf_printf(out, "\"%s\":%lld,", name, (long long)v);
}

static void put_place(struct buf *out, const char *name, int64_t v)
{
    if (v > 0)
        put_member(out, name, v);
    else
        buf_printf(out, "\"%s\":null,", name);
}

static void put_finding(struct buf *out, const struct finding *one, enum lang lang)
{
    struct buf message = {0};
    finding_message(one, lang, &message);
    buf_printf(out, "{\"level\":\"%s\",", finding_level_name(one->level));
    put_place(out, "line", one->line);
    put_place(out, "column", one->column);
    buf_printf(out, "\"rule\":\"%s\",\"message\":", one->rule);
    json_put_string(out, buf_view(&message));
    buf_z(out, ",\"suggestion\":");
    if (one->suggestion.n)
        json_put_string(out, one->suggestion);
    else
        buf_z(out, "null");
    buf_char(out, '}');
    buf_free(&message);
}

void ingest_report_json(const struct ingest_report *r, const struct findings *f, enum lang lang, struct buf *out)
{
    buf_z(out, "{\"file\":");
    json_put_string(out, r->file);
    buf_char(out, ',');
    put_member(out, "rows", r->rows);
    put_member(out, "accepted", r->sum.accepted);
    put_member(out, "held", r->sum.held);
    put_member(out, "unchanged", r->sum.unchanged);
    put_member(out, "refused", r->sum.refused);
    buf_z(out, "\"seq\":[");
    if (r->sum.first_seq)
        buf_printf(out, "%lld,%lld", (long long)r->sum.first_seq, (long long)r->sum.last_seq);
    buf_z(out, "],\"findings\":[");
    for (size_t i = 0; i < findings_kept(f); i++) {
        buf_z(out, i ? "," : "");
        put_finding(out, findings_get(f, i), lang);
    }
    buf_z(out, "]}");
}

static void place_text(int64_t place, char out[24])
{
    snprintf(out, 24, "%lld", (long long)place);
    if (place <= 0)
        out[0] = '\0';
}

void ingest_findings_csv(const struct findings *f, enum lang lang, struct buf *out)
{
    static const struct str head[] = {{"level", 5}, {"line", 4},    {"column", 6},
                                      {"rule", 4},  {"message", 7}, {"suggestion", 10}};
    enum { COLUMNS = sizeof head / sizeof *head };
    struct buf message = {0};
    csv_put_row(out, head, COLUMNS, true);
    for (size_t i = 0; i < findings_kept(f); i++) {
        const struct finding *one = findings_get(f, i);
        char line[24], column[24];
        place_text(one->line, line);
        place_text(one->column, column);
        buf_clear(&message);
        finding_message(one, lang, &message);
        struct str cells[COLUMNS] = {str_of(finding_level_name(one->level)),
                                     str_of(line),
                                     str_of(column),
                                     str_of(one->rule),
                                     buf_view(&message),
                                     one->suggestion};
        csv_put_row(out, cells, COLUMNS, true);
    }
    buf_free(&message);
}
