/* SPDX-License-Identifier: Apache-2.0 */
/* Home and search. */
#include "codec/codec.h"
#include "uscc/uscc.h"

#include "portal_int.h"

enum { CASES = 12, CASES_FILE_BYTES = 64 * 1024 };

static int column_of(const struct str *header, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (str_is(header[i], name))
            return (int)i;
    return -1;
}

static void cases_read(struct table *t, struct findings *f, struct arena *a, struct home *out)
{
    size_t n;
    const struct str *header = table_header(t, &n);
    int code = column_of(header, n, "code"), zh = column_of(header, n, "zh"), en = column_of(header, n, "en");
    int page = column_of(header, n, "page"); /* an address of this site, where it is not the organisation's */
    struct table_row row;
    enum table_next next = TABLE_ROW;
    if (code < 0 || zh < 0 || en < 0)
        return;
    out->cases = arena_alloc(a, CASES * sizeof *out->cases);
    while (out->n < CASES && (next = table_next(t, &row, f)) != TABLE_END && next != TABLE_BROKEN)
        if (next == TABLE_ROW)
            out->cases[out->n++] = (struct home_case){.code = str_dup(a, row.cells[code]),
                                                      .zh = str_dup(a, row.cells[zh]),
                                                      .en = str_dup(a, row.cells[en]),
                                                      .page = page < 0 ? STR_NONE : str_dup(a, row.cells[page])};
}

/* DATA/cases.csv: what to open first. Absent or unreadable: the section is left out. */
static void cases_load(struct page *pg, struct home *out)
{
    struct findings *f = findings_new();
    struct buf bytes = {0};
    struct table *t = NULL;
    const struct table_options o = {.encoding = "utf-8", .separator = ','};
    const char *path = path_join(pg->a, pg->site->dir, "cases.csv");
    if (file_read(path, CASES_FILE_BYTES, &bytes, NULL) && table_open_bytes(buf_view(&bytes), &o, f, &t, NULL))
        cases_read(t, f, pg->a, out);
    table_close(t);
    buf_free(&bytes);
    findings_free(f);
}

struct str case_address(const struct page *pg, const struct home_case *x)
{
    return x->page.n ? page_path(pg, str_z(pg->a, x->page)) : page_to(pg, "entities", x->code);
}

bool page_home(struct page *pg, struct http_answer *out, struct err *e)
{
    struct home h = {0};
    (void)out;
    if (!registry_counts(pg->ask->store, &h.counts, e))
        return false;
    cases_load(pg, &h);
    pg->title = page_say(pg, PORTAL_W_home_title);
    pg->is_home = true;
    tpl_home(pg, &h);
    return true;
}

/* A whole code that cannot be right deserves to be told so. */
static void hint_of(struct page *pg, struct results *r)
{
    struct uscc_report report;
    r->hint = PORTAL_W_COUNT;
    uscc_check(r->query.p, r->query.n, NULL, &report);
    if (report.verdict == USCC_CHECK && report.expected) {
        r->hint = PORTAL_W_hint_check;
        r->hint_arg = str_printf(pg->a, "%c", report.expected);
    }
}

static void search_json(struct page *pg)
{
    struct str query = site_query(pg->q);
    pg->json = str_printf(pg->a, "/api/v1/search%s%.*s", query.n ? "?" : "", STR_FMT(query));
}

bool page_search(struct page *pg, struct http_answer *out, struct err *e)
{
    struct results r = {.query = str_trim(http_param(pg->q, "q")), .hint = PORTAL_W_COUNT};
    pg->title = page_say(pg, PORTAL_W_search_title);
    pg->noindex = true;
    if (site_is_person_number(r.query)) { /* nor is it shown again */
        pg->zh = STR("/search");
        pg->en = STR("/en/search");
        page_fail(pg, out, 400, PORTAL_W_error_person, PORTAL_W_error_person_words);
        return true;
    }
    if (str_utf8_len(r.query) > SEARCH_MAX_QUERY_CHARS) {
        page_fail(pg, out, 400, PORTAL_W_error_request, PORTAL_W_error_query_words);
        return true;
    }
    pg->query = r.query;
    if (!site_paging(pg->q, http_param(pg->q, "q"), &r.first, &r.limit, e) ||
        !view_search(pg->ask, r.query, r.first, r.limit, pg->a, &r.found, e))
        return false;
    r.next = site_next_cursor(http_param(pg->q, "q"), &r.found, r.first, r.limit, pg->a);
    if (!r.found.result.n && r.query.n)
        hint_of(pg, &r);
    search_json(pg);
    tpl_search(pg, &r);
    return true;
}
