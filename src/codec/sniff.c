/* SPDX-License-Identifier: Apache-2.0 */
/* Which separator a table uses: the one that cuts its first rows most evenly. */
#include "codec/codec_int.h"

enum { SNIFF_ROWS = 50, SNIFF_BYTES = 1 << 18 };

struct evenness {
    int per_mille;  /* share of rows that have the commonest number of columns; 0 when that is one */
    size_t columns; /* of the first row */
};

/* Cells a row for the first rows; how many rows there are. */
static int sample_columns(const char *p, const char *end, bool is_final, char separator, size_t counts[SNIFF_ROWS])
{
    struct codec_scan scan = {0};
    struct codec_row row;
    int n = 0;
    codec_scan_init(&scan, separator);
    while (n < SNIFF_ROWS && p < end && codec_scan_row(&scan, p, end, is_final, &row) == SCAN_ROW) {
        if (str_trim(row.raw).n)
            counts[n++] = row.n;
        p = row.after;
    }
    codec_scan_fini(&scan);
    return n;
}

static struct evenness evenness_of(const size_t *counts, int n)
{
    struct evenness best = {0, n ? counts[0] : 0};
    int most = 0;
    for (int i = 0; i < n; i++) {
        int same = 0;
        for (int j = 0; j < n; j++)
            same += counts[j] == counts[i];
        if (same <= most)
            continue;
        most = same;
        best.per_mille = counts[i] > 1 ? same * 1000 / n : 0;
    }
    return best;
}

/* Spreadsheet programs write and read a first line "sep=;". */
static char separator_hint(const char *p, const char *end, size_t *hint_bytes)
{
    static const struct str word = {"sep=", 4};
    *hint_bytes = 0;
    struct str s = str_n(p, (size_t)(end - p));
    if (s.n < word.n + 2 || !str_starts(s, word) || (p[5] != '\r' && p[5] != '\n'))
        return 0;
    *hint_bytes = word.n + 2;
    if (p[5] == '\r' && s.n > 6 && p[6] == '\n')
        ++*hint_bytes;
    return p[4];
}

char codec_sniff_separator(const char *p, const char *end, bool is_final, size_t *hint_bytes)
{
    static const char candidates[] = {',', '\t', ';'};
    char best = separator_hint(p, end, hint_bytes);
    if (best && strchr(",\t;|", best))
        return best;
    *hint_bytes = 0;
    best = candidates[0];
    if (end - p > SNIFF_BYTES) {
        end = p + SNIFF_BYTES;
        is_final = false;
    }
    struct evenness top = {-1, 0};
    for (size_t i = 0; i < sizeof candidates; i++) {
        size_t counts[SNIFF_ROWS];
        struct evenness now = evenness_of(counts, sample_columns(p, end, is_final, candidates[i], counts));
        if (now.per_mille < top.per_mille || (now.per_mille == top.per_mille && now.columns <= top.columns))
            continue;
        top = now;
        best = candidates[i];
    }
    return best;
}
