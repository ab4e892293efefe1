/* SPDX-License-Identifier: Apache-2.0 */
/* The splitter against libcsv, on random input; and against itself when the window ends at every byte. */
#include <csv.h>

#include "codec/codec_int.h"
#include "codec_test.h"

enum { INPUTS = 60000, LONGEST = 60 };

static int is_never_blank(unsigned char c)
{
    (void)c;
    return 0;
}

static void witness_cell(void *cell, size_t n, void *out)
{
    buf_char(out, '|');
    buf_put(out, cell, n);
}

static void witness_row(int c, void *out)
{
    (void)c;
    buf_z(out, "\x1E");
}

static void ask_witness(struct str input, struct buf *out)
{
    struct csv_parser p;
    assert_int_equal(csv_init(&p, 0), 0);
    csv_set_space_func(&p, is_never_blank); /* it would trim cells */
    csv_parse(&p, input.p, input.n, witness_cell, witness_row, out);
    csv_fini(&p, witness_cell, witness_row, out);
    csv_free(&p);
}

/* Every row that is well formed, up to the first that is not; false when there was such a one. */
static bool ask_splitter(struct str input, struct buf *out)
{
    struct codec_scan scan = {0};
    struct codec_row row;
    const char *p = input.p, *end = p + input.n;
    bool is_whole = true;
    codec_scan_init(&scan, ',');
    while (p < end && is_whole) {
        is_whole = codec_scan_row(&scan, p, end, true, &row) == SCAN_ROW && !row.stray_column;
        for (size_t i = 0; is_whole && row.raw.n && i < row.n; i++)
            witness_cell((char *)(uintptr_t)row.cells[i].p, row.cells[i].n, out);
        if (is_whole && row.raw.n)
            witness_row(0, out);
        p = row.after;
    }
    codec_scan_fini(&scan);
    return is_whole;
}

/* A text of pieces that mean something to a splitter. */
static void random_text(uint64_t *seed, struct buf *out)
{
    static const char *const pieces[] = {"a",  "名",   ",",  ",", "\"",    "\"",  "\"\"",
                                         "\n", "\r\n", "\r", " ", "\",\"", "\"\n"};
    buf_clear(out);
    for (size_t n = 1 + next_random(seed) % LONGEST; n; n--)
        buf_z(out, pieces[next_random(seed) % (sizeof pieces / sizeof pieces[0])]);
}

static void codec_witness_agrees_on_every_row(void **state)
{
    (void)state;
    uint64_t seed = 20260401;
    struct buf text = {0}, ours = {0}, theirs = {0};
    size_t n_whole = 0;
    for (int i = 0; i < INPUTS; i++) {
        random_text(&seed, &text);
        buf_clear(&ours);
        buf_clear(&theirs);
        bool is_whole = ask_splitter(buf_view(&text), &ours);
        ask_witness(buf_view(&text), &theirs);
        n_whole += is_whole;
        bool agrees =
            is_whole ? str_eq(buf_view(&ours), buf_view(&theirs)) : str_starts(buf_view(&theirs), buf_view(&ours));
        if (!agrees)
            fail_msg("input %d: <%.*s> ours <%.*s> theirs <%.*s>", i, (int)text.n, text.p, (int)ours.n, ours.p,
                     (int)theirs.n, theirs.p);
    }
    assert_true(n_whole > INPUTS / 20); /* the comparison is not empty */
    buf_free(&text);
    buf_free(&ours);
    buf_free(&theirs);
}

static bool is_same_row(const struct codec_row *a, const struct codec_row *b)
{
    bool same = a->n == b->n && a->after == b->after && a->line_ends == b->line_ends &&
                a->stray_column == b->stray_column && str_eq(a->raw, b->raw);
    for (size_t i = 0; same && i < a->n; i++)
        same = str_eq(a->cells[i], b->cells[i]) && a->starts[i] == b->starts[i];
    return same;
}

/* A window that ends anywhere gives "more" or the row that the whole text gives. */
static void codec_witness_windows_change_nothing(void **state)
{
    (void)state;
    static struct codec_row whole, part;
    uint64_t seed = 7;
    struct buf text = {0};
    struct codec_scan one = {0}, two = {0};
    for (int i = 0; i < INPUTS / 4; i++) {
        random_text(&seed, &text);
        const char *end = text.p + text.n;
        codec_scan_init(&one, ',');
        enum codec_scan_result r = codec_scan_row(&one, text.p, end, true, &whole);
        for (const char *cut = text.p + 1; cut <= end; cut++) {
            codec_scan_init(&two, ',');
            enum codec_scan_result now = codec_scan_row(&two, text.p, cut, false, &part);
            if (now != SCAN_MORE && (now != r || !is_same_row(&whole, &part)))
                fail_msg("input %d <%.*s> cut at %d", i, (int)text.n, text.p, (int)(cut - text.p));
        }
    }
    codec_scan_fini(&one);
    codec_scan_fini(&two);
    buf_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codec_witness_agrees_on_every_row),
        cmocka_unit_test(codec_witness_windows_change_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
