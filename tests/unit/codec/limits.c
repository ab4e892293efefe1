/* SPDX-License-Identifier: Apache-2.0 */
/* Every stated limit: one below, at it, one above; and what claims to be endless. */
#include <pthread.h>
#include <unistd.h>

#include "codec_test.h"

static void put_many(struct buf *b, const char *what, size_t n)
{
    for (size_t i = 0; i < n; i++)
        buf_z(b, what);
}

/* The first row of `bytes` (behind a header of as many columns as asked) and the rule of the first finding. */
static enum table_next first_row(struct str bytes, const char *encoding, char rule[32], int64_t *read)
{
    struct findings *f = findings_new();
    struct table *t = NULL;
    struct table_row row;
    struct table_options options = {.encoding = encoding, .separator = ','};
    enum table_next next = TABLE_END;
    if (table_open_bytes(bytes, &options, f, &t, NULL))
        next = table_next(t, &row, f);
    snprintf(rule, 32, "%s", findings_kept(f) ? findings_get(f, 0)->rule : "");
    if (read && t)
        *read = table_bytes_read(t);
    table_close(t);
    findings_free(f);
    return next;
}

static void codec_limits_columns_of_the_header(void **state)
{
    (void)state;
    for (int n = TABLE_MAX_COLUMNS - 1; n <= TABLE_MAX_COLUMNS + 1; n++) {
        struct buf b = {0};
        char rule[32];
        put_many(&b, "a,", (size_t)n - 1);
        buf_z(&b, "a\n");
        put_many(&b, "1,", (size_t)n - 1);
        buf_z(&b, "1\n");
        bool is_good = n <= TABLE_MAX_COLUMNS;
        assert_int_equal(first_row(buf_view(&b), NULL, rule, NULL), is_good ? TABLE_ROW : TABLE_END);
        assert_string_equal(rule, is_good ? "" : "too-many-columns");
        buf_free(&b);
    }
}

static void codec_limits_a_million_columns(void **state)
{
    (void)state;
    struct buf b = {0}, out = {0};
    put_many(&b, ",", 1000000);
    buf_z(&b, "\n");
    put_many(&b, "\"1\",", 1000000);
    show_table(&out, buf_view(&b), NULL);
    assert_true(str_is(buf_view(&out), "Odata\nF1:257 too-many-columns 256\n"));
    buf_clear(&b);
    buf_z(&b, "a,b\n");
    put_many(&b, "\"1\",", 1000000);
    buf_z(&b, "\n3,4\n");
    show_table(&out, buf_view(&b), NULL);
    assert_true(str_is(buf_view(&out), "H1|a|b\nB2\nR3|3|4\nF2:3 column-count 1000001 2\n"));
    buf_free(&b);
    buf_free(&out);
}

static void codec_limits_characters_of_a_cell(void **state)
{
    (void)state;
    static const char *const characters[] = {"x", "公", "\xF0\xA0\x80\x80"};
    for (int n = TABLE_MAX_CELL_CHARS - 1; n <= TABLE_MAX_CELL_CHARS + 1; n++) {
        for (size_t i = 0; i < 6; i++) {
            struct buf b = {0};
            char rule[32];
            const char *quote = i % 2 ? "\"" : "";
            buf_printf(&b, "a,b\n1,%s", quote);
            put_many(&b, characters[i / 2], (size_t)n);
            buf_printf(&b, "%s\n", quote);
            bool is_good = n <= TABLE_MAX_CELL_CHARS;
            assert_int_equal(first_row(buf_view(&b), NULL, rule, NULL), is_good ? TABLE_ROW : TABLE_BAD_ROW);
            assert_string_equal(rule, is_good ? "" : "cell-too-long");
            buf_free(&b);
        }
    }
}

/* A row of n bytes in 255 cells, quoted or not, and what ends it. */
static void put_long_row(struct buf *b, size_t n, bool is_quoted, const char *end)
{
    size_t start = b->n, cell = n / 256 - 3;
    for (int i = 0; i < 255; i++) {
        buf_z(b, is_quoted ? "\"" : "");
        put_many(b, "x", cell);
        buf_z(b, is_quoted ? "\"," : ",");
    }
    put_many(b, "y", n - (b->n - start));
    buf_z(b, end);
}

static void codec_limits_bytes_of_a_row(void **state)
{
    (void)state;
    for (int n = TABLE_MAX_ROW_BYTES - 1; n <= TABLE_MAX_ROW_BYTES + 1; n++) {
        for (int i = 0; i < 8; i++) {
            struct buf b = {0};
            char rule[32];
            put_many(&b, "a,", 255);
            buf_z(&b, "a\n");
            put_long_row(&b, (size_t)n, i & 1, i & 2 ? "\r\n1,2\n" : "");
            bool is_good = n <= TABLE_MAX_ROW_BYTES;
            enum table_next next = first_row(buf_view(&b), i & 4 ? "gb18030" : NULL, rule, NULL);
            /* A row of full length always has a cell beyond its own limit. */
            assert_int_equal(next, is_good ? TABLE_BAD_ROW : TABLE_BROKEN);
            assert_string_equal(rule, is_good ? "cell-too-long" : "row-too-long");
            buf_free(&b);
        }
    }
}

static void codec_limits_sixty_megabytes_of_open_quote(void **state)
{
    (void)state;
    static const char *const encodings[] = {"utf-8", "gb18030"};
    struct buf b = {0};
    buf_z(&b, "a,b\n1,2\n3,\"4\n");
    while (b.n < 60u << 20)
        buf_z(&b, "91990000MA00000000,0123456789012345678901234567890123456789\r\n");
    for (size_t i = 0; i < 2; i++) {
        struct findings *f = findings_new();
        struct table *t = NULL;
        struct table_row row;
        assert_true(table_open_bytes(buf_view(&b), &(struct table_options){.encoding = encodings[i]}, f, &t, NULL));
        assert_int_equal(table_next(t, &row, f), TABLE_ROW);
        assert_int_equal(table_next(t, &row, f), TABLE_BROKEN);
        assert_int_equal(row.line, 3);
        assert_string_equal(findings_get(f, 0)->rule, "unclosed-quote");
        assert_true(str_is(findings_get(f, 0)->args[0], "3"));
        assert_true(table_bytes_read(t) <= 2 * TABLE_MAX_ROW_BYTES + (1 << 20)); /* C3: the rest was not taken */
        table_close(t);
        findings_free(f);
    }
    buf_free(&b);
}

struct pump {
    int fd;
    size_t rows;
};

static void *pump_rows(void *arg)
{
    struct pump *p = arg;
    struct buf b = {0};
    buf_z(&b, "代码,名称\n");
    for (size_t i = 0; i < p->rows; i++) {
        buf_printf(&b, "%zu,甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸\n", i);
        bool is_due = b.n > 60000 || i + 1 == p->rows;
        for (size_t at = 0; is_due && at < b.n;)
            at += (size_t)write(p->fd, b.p + at, b.n - at);
        if (is_due)
            buf_clear(&b);
    }
    close(p->fd);
    buf_free(&b);
    return NULL;
}

/* Rows read from standard input, which is a pipe here. */
static size_t rows_through_pipe(size_t rows)
{
    int ends[2], kept = dup(0);
    assert_int_equal(pipe(ends), 0);
    dup2(ends[0], 0);
    close(ends[0]);
    pthread_t thread;
    struct pump p = {ends[1], rows};
    assert_int_equal(pthread_create(&thread, NULL, pump_rows, &p), 0);
    struct findings *f = findings_new();
    struct table *t = NULL;
    struct table_row row;
    size_t n = 0;
    assert_true(table_open("-", NULL, f, &t, NULL));
    assert_int_equal(table_bytes_total(t), 0);
    int64_t value = -1;
    while (table_next(t, &row, f) == TABLE_ROW) {
        assert_true(str_int(row.cells[0], &value));
        assert_int_equal(value, n);
        n++;
    }
    table_close(t);
    findings_free(f);
    pthread_join(thread, NULL);
    dup2(kept, 0);
    close(kept);
    return n;
}

static void codec_limits_pipes_short_and_longer_than_memory_allows(void **state)
{
    (void)state;
    assert_int_equal(rows_through_pipe(10), 10);
    assert_int_equal(rows_through_pipe(1100000), 1100000); /* 75 MB: spooled */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codec_limits_columns_of_the_header),
        cmocka_unit_test(codec_limits_a_million_columns),
        cmocka_unit_test(codec_limits_characters_of_a_cell),
        cmocka_unit_test(codec_limits_bytes_of_a_row),
        cmocka_unit_test(codec_limits_sixty_megabytes_of_open_quote),
        cmocka_unit_test(codec_limits_pipes_short_and_longer_than_memory_allows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
