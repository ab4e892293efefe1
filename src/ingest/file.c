/* SPDX-License-Identifier: Apache-2.0 */
/* One file: sample, plan, rows into staging, and then the door commits. */
#include "ingest_int.h"

#include <unistd.h>

enum { PROGRESS_EVERY = 4096, DISK_TIMES = 3, STDIN_MAX = 1 << 30 };

struct run {
    struct door *door;
    const char *dir, *path;
    const struct ingest_options *o;
    struct arena *a, *row;
    struct findings *f;
    struct table *t;
    struct buf piped; /* standard input, when it must be read twice */
    struct plan p;
    struct sample sample;
    struct stage *stage;
    struct ingest_report report;
    int64_t refused;
    char sha256[SHA256_BYTES * 2 + 1];
};

static bool is_pipe(const char *path)
{
    return strcmp(path, "-") == 0;
}

static void tell(const struct run *r, const char *phase, int64_t done, int64_t total)
{
    if (r->o->progress)
        r->o->progress(r->o->context, phase, done, total);
}

static bool read_pipe(struct buf *out, struct err *e)
{
    enum { PIECE = 1 << 16 };
    for (;;) {
        buf_reserve(out, PIECE);
        ssize_t n = read(STDIN_FILENO, out->p + out->n, PIECE);
        if (n < 0)
            return ERR_ERRNO(e, "cannot read standard input");
        if (!n)
            return true;
        out->n += (size_t)n;
        if (out->n > STDIN_MAX)
            return ERR(e, ERR_LIMIT, "standard input is too large to be read twice; give a file");
    }
}

static void digest_text(struct run *r, struct str bytes)
{
    uint8_t digest[SHA256_BYTES];
    struct buf hex = {0};
    sha256_of(bytes.p, bytes.n, digest);
    hex_put(&hex, digest, sizeof digest);
    snprintf(r->sha256, sizeof r->sha256, "%.*s", STR_FMT(buf_view(&hex)));
    buf_free(&hex);
}

/* A copy names the bytes it was taken from; a submission is known again by them. */
static bool digest_file(struct run *r, struct err *e)
{
    struct file_map m;
    if (!r->p.copy && !r->o->submission.n)
        return true;
    if (is_pipe(r->path)) {
        digest_text(r, buf_view(&r->piped));
        return true;
    }
    if (!file_map_open(r->path, &m, e))
        return false;
    digest_text(r, m.data);
    file_map_close(&m);
    return true;
}

static bool open_table(struct run *r, struct err *e)
{
    struct table_options options = {.encoding = r->o->encoding, .no_header = r->o->no_header, .sheet = r->o->sheet};
    bool twice = is_pipe(r->path) && (r->p.copy || r->o->submission.n);
    if (twice && !read_pipe(&r->piped, e))
        return false;
    bool ok = twice ? table_open_bytes(buf_view(&r->piped), &options, r->f, &r->t, e)
                    : table_open(r->path, &options, r->f, &r->t, e);
    if (!ok)
        return false;
    snprintf(r->report.encoding, sizeof r->report.encoding, "%s", table_encoding(r->t));
    r->report.separator = table_separator(r->t);
    snprintf(r->report.sheet, sizeof r->report.sheet, "%.*s", STR_FMT(table_sheet(r->t)));
    return digest_file(r, e);
}

static bool disk_has_room(const struct run *r, struct err *e)
{
    uint64_t free_bytes, block;
    uint64_t need = (uint64_t)table_bytes_total(r->t) * DISK_TIMES;
    if (!dir_free_bytes(r->dir, &free_bytes, &block, e))
        return false;
    return need <= free_bytes ||
           ERR(e, ERR_FULL, "the import needs %llu bytes free beside the register, there are %llu",
               (unsigned long long)need, (unsigned long long)free_bytes);
}

static struct str *copy_cells(struct arena *a, const struct table_row *row)
{
    struct str *cells = arena_alloc(a, row->n * sizeof *cells + 1);
    for (size_t i = 0; i < row->n; i++)
        cells[i] = str_dup(a, row->cells[i]);
    return cells;
}

static void read_sample(struct run *r)
{
    struct sample *s = &r->sample;
    s->end = TABLE_ROW;
    while (s->n < SAMPLE_ROWS && (s->end == TABLE_ROW || s->end == TABLE_BAD_ROW)) {
        struct table_row row;
        s->end = table_next(r->t, &row, r->f);
        if (s->end != TABLE_ROW && s->end != TABLE_BAD_ROW)
            return;
        s->lines[s->n] = row.line;
        s->bad[s->n] = s->end == TABLE_BAD_ROW;
        if (s->end == TABLE_ROW) {
            s->cells[s->n] = copy_cells(r->a, &row);
            s->columns = row.n;
        }
        s->n++;
    }
    s->end = TABLE_ROW;
}

/* A header that is no header may hold anything: what is shaped like an identity number is never said back. */
static void take_header(struct run *r)
{
    size_t n;
    const struct str *header = table_header(r->t, &n);
    r->p.n_columns = n ? n : r->sample.columns;
    r->p.header_line = table_header_line(r->t);
    if (!n)
        return;
    struct str *safe = arena_alloc(r->a, n * sizeof *safe);
    for (size_t i = 0; i < n; i++) {
        struct str found;
        safe[i] = tripwire(header[i], r->p.today, &found) ? masked(r->a, found) : str_dup(r->a, header[i]);
    }
    r->p.header = safe;
}

static bool take_row(struct run *r, const struct str *cells, int64_t line, struct err *e)
{
    struct act act;
    arena_reset(r->row);
    r->report.rows++;
    if (row_act(&r->p, cells, line, r->row, &act))
        return stage_put(r->stage, &act, line, e);
    r->refused++;
    return true;
}

static void take_bad_row(struct run *r)
{
    r->report.rows++;
    r->refused++;
}

static bool stage_sample(struct run *r, struct err *e)
{
    for (size_t i = 0; i < r->sample.n; i++) {
        if (r->sample.bad[i])
            take_bad_row(r);
        else if (!take_row(r, r->sample.cells[i], r->sample.lines[i], e))
            return false;
    }
    return true;
}

static bool stage_rest(struct run *r, struct err *e)
{
    enum table_next next = r->sample.end;
    while (next == TABLE_ROW || next == TABLE_BAD_ROW) {
        struct table_row row;
        next = table_next(r->t, &row, r->f);
        if (next == TABLE_BAD_ROW)
            take_bad_row(r);
        else if (next == TABLE_ROW && !take_row(r, row.cells, row.line, e))
            return false;
        if (r->report.rows % PROGRESS_EVERY == 0)
            tell(r, "read", table_bytes_read(r->t), table_bytes_total(r->t));
    }
    return next == TABLE_END || ERR(e, ERR_DATA, "the file cannot be read to its end");
}

static bool stage_all(struct run *r, struct err *e)
{
    return stage_create(r->dir, &r->stage, e) && stage_sample(r, e) && stage_rest(r, e) && stage_finish(r->stage, e);
}

/* ---- what the door found gets the column it speaks of ---- */

static struct str field_of_rule(const struct finding *one)
{
    static const char *const of_code[] = {
        "alphabet", "check",          "code-check",         "cleaned",      "length",         "org-check",
        "region",   "region-unknown", "resident-id-shaped", "unregistered", "entity-unknown", "issued-exception"};
    static const struct {
        const char *rule, *field;
    } others[] = {
        {"code-name", "name"},
        {"name-missing", "name"},
        {"doc-no", "doc_no"},
        {"doc-no-near", "doc_no"},
        {"doc-no-organ", "doc_no"},
        {"doc-no-year", "doc_no"},
        {"no-basis", "basis"},
        {"late", "on"},
        {"date-order", "on"},
        {"pub-end", "public_until"},
        {"severity-missing", "severity"},
        {"ref-unknown", "ref_doc_no"},
        {"summary", "penalty_kind"},
    };
    for (size_t i = 0; i < sizeof of_code / sizeof *of_code; i++)
        if (strcmp(one->rule, of_code[i]) == 0)
            return STR("subject");
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strcmp(one->rule, others[i].rule) == 0)
            return str_of(others[i].field);
    return STR_NONE;
}

static int column_of_finding(void *context, const struct finding *one)
{
    const struct plan *p = context;
    struct str rest = one->pointer, part, last = STR_NONE;
    if (!one->line)
        return 0;
    while (str_split(&rest, '/', &part))
        last = part;
    int column = last.n ? plan_column_of(p, last) : 0;
    struct str field = column ? STR_NONE : field_of_rule(one);
    if (field.n)
        column = plan_column_of(p, field);
    for (int i = 0; i < 2 && !column; i++) /* most rules name the field they are about */
        column = one->args[i].n ? plan_column_of(p, one->args[i]) : 0;
    return column;
}

static void door_progress(void *context, int64_t done, int64_t total)
{
    tell(context, "commit", done, total);
}

static struct import_order order_of(const struct run *r)
{
    const struct ingest_options *o = r->o;
    struct import_order order = {.stage = stage_rows(r->stage) ? stage_id(r->stage) : STR_NONE,
                                 .strict = o->strict,
                                 .dry_run = o->dry_run || (o->strict && r->refused),
                                 .submission = o->submission,
                                 .yes = o->yes};
    if (o->submission.n) {
        order.submission_agency = r->p.agency->id;
        order.submission_digest = str_of(r->sha256);
    }
    if (r->p.copy) {
        order.copied_from = o->copied_from;
        order.copy_type = r->p.type;
        order.copy_agency = r->p.agency->id;
        order.copy_sha256 = str_of(r->sha256);
        order.retrieved = o->retrieved;
        order.complete = o->complete;
        order.copy_rows = r->report.rows;
    }
    return order;
}

/* I1: every row read is accounted for. Of a copy that is known already the rows are not judged again. */
static void account(struct run *r)
{
    struct import_sum *s = &r->report.sum;
    int64_t judged = s->accepted + s->held + s->unchanged + s->refused;
    if (!judged)
        s->unchanged = stage_rows(r->stage);
    s->refused += r->refused;
}

static bool commit(struct run *r, struct err *e)
{
    struct import_order order = order_of(r);
    struct findings *found = findings_new();
    bool ok = door_import(r->door, &order, found, door_progress, r, &r->report.sum, e);
    findings_place(found, column_of_finding, &r->p);
    findings_move(r->f, found);
    findings_free(found);
    if (!ok)
        return false;
    account(r);
    if (r->o->strict && r->report.sum.refused)
        return ERR(e, ERR_DATA, "%lld rows were refused, and --strict was asked for", (long long)r->report.sum.refused);
    return true;
}

static bool run_file(struct run *r, struct err *e)
{
    if (!plan_start(&r->p, e) || !open_table(r, e) || !disk_has_room(r, e))
        return false;
    if (r->o->submission.n && !r->p.agency)
        return ERR(e, ERR_INVALID, "a submission id belongs to one agency: give --agency");
    read_sample(r);
    take_header(r);
    bool columns = plan_columns(&r->p, e); /* one answer names what is missing and what is under the wrong label */
    for (size_t i = 0; i < r->p.n_columns; i++)
        r->report.restricted[i] = r->p.use[i] == COLUMN_RESTRICTED;
    bool content = plan_compare_content(&r->p, &r->sample, e);
    return columns && content && stage_all(r, e) && commit(r, e);
}

bool ingest_file(struct door *door, const char *dir, const struct catalog *c, const char *path,
                 const struct ingest_options *o, struct findings *f, struct ingest_report *out, struct err *e)
{
    struct err local = {0};
    struct run r = {.door = door,
                    .dir = dir,
                    .path = path,
                    .o = o,
                    .a = arena_new(),
                    .row = arena_new(),
                    .f = f,
                    .p = {.c = c, .o = o, .f = f},
                    .report = {.file = str_of(path)}};
    r.p.a = r.a;
    bool ok = run_file(&r, &local);
    findings_sort(f);
    if (ok || local.kind == ERR_DATA)
        *out = r.report;
    if (!ok && e)
        *e = local;
    stage_discard(r.stage);
    table_close(r.t);
    plan_free(&r.p);
    buf_free(&r.piped);
    arena_free(r.a);
    arena_free(r.row);
    return ok;
}
