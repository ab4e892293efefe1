/* SPDX-License-Identifier: Apache-2.0 */
/* What base says: errors and log lines. */
#include <errno.h>

#include "base_test.h"

static void base_words_an_error_knows_kind_place_and_words(void **state)
{
    struct err e = {0};
    (void)state;
    assert_false(ERR(&e, ERR_CONFLICT, "seq %d is taken", 7));
    assert_int_equal(e.kind, ERR_CONFLICT);
    assert_string_equal(e.msg, "seq 7 is taken");
    assert_non_null(strstr(e.file, "words.c"));
    assert_true(e.line > 0);
    assert_false(ERR(&e, ERR_IO, "saving: %s", e.msg)); /* an error may quote itself */
    assert_string_equal(e.msg, "saving: seq 7 is taken");
    assert_false(ERR(NULL, ERR_IO, "nobody listens"));
    assert_string_equal(err_kind_name(ERR_NOT_FOUND), "not-found");
    for (int k = 0; k < ERR_KINDS; k++)
        assert_true(err_kind_name((enum err_kind)k)[0] != '\0');
}

static void base_words_errno_chooses_the_kind(void **state)
{
    static const struct {
        int number;
        enum err_kind kind;
    } rows[] = {{ENOSPC, ERR_FULL},  {EDQUOT, ERR_FULL},  {ENOENT, ERR_NOT_FOUND}, {EACCES, ERR_DENIED},
                {EPERM, ERR_DENIED}, {EROFS, ERR_DENIED}, {EIO, ERR_IO},           {EMFILE, ERR_IO}};
    struct err e;
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        errno = rows[i].number;
        assert_false(ERR_ERRNO(&e, "cannot open %s", "x"));
        assert_int_equal(e.kind, rows[i].kind);
    }
    errno = ENOENT;
    ERR_ERRNO(&e, "cannot open %s", "x");
    assert_string_equal(e.msg, "cannot open x: No such file or directory");
}

static void base_words_a_cut_message_ends_in_a_whole_character(void **state)
{
    struct err e;
    struct buf b = {0};
    (void)state;
    for (size_t lead = 0; lead < 3; lead++) {
        buf_clear(&b);
        buf_put(&b, "xx", lead);
        for (int i = 0; i < 300; i++)
            buf_z(&b, "公");
        ERR(&e, ERR_IO, "%.*s", STR_FMT(buf_view(&b)));
        assert_true(str_utf8_valid(str_of(e.msg)));
        assert_in_range(strlen(e.msg), 508, 511);
    }
    buf_free(&b);
}

static char logged[8192];

/* What the call writes on stderr. */
static const char *log_of(void (*f)(void))
{
    FILE *sink = tmpfile();
    int saved = dup(2);
    assert_non_null(sink);
    fflush(stderr);
    dup2(fileno(sink), 2);
    f();
    fflush(stderr);
    dup2(saved, 2);
    close(saved);
    rewind(sink);
    logged[fread(logged, 1, sizeof logged - 1, sink)] = '\0';
    fclose(sink);
    return logged;
}

static void log_three(void)
{
    log_event(LOG_DEBUG, "too.low", "x=%d", 1);
    log_event(LOG_WARN, "serve.start", "listen=%s", "a\nat=forged\x1b[1m");
}

static void log_long(void)
{
    static char value[5000];
    memset(value, 'v', sizeof value - 1);
    log_event(LOG_ERROR, "long", "value=%s", value);
}

static void base_words_an_event_is_one_line(void **state)
{
    (void)state;
    const char *line = log_of(log_three);
    assert_non_null(strstr(line, " level=warn event=serve.start listen=a at=forged [1m\n"));
    assert_null(strstr(line, "too.low"));
    assert_ptr_equal(strchr(line, '\n'), line + strlen(line) - 1);
    assert_int_equal(strncmp(line, "at=20", 5), 0);
    line = log_of(log_long);
    assert_ptr_equal(strchr(line, '\n'), line + strlen(line) - 1);
    log_set_level(LOG_DEBUG);
    assert_non_null(strstr(log_of(log_three), "too.low"));
    log_set_level(LOG_INFO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(base_words_an_error_knows_kind_place_and_words),
        cmocka_unit_test(base_words_errno_chooses_the_kind),
        cmocka_unit_test(base_words_a_cut_message_ends_in_a_whole_character),
        cmocka_unit_test(base_words_an_event_is_one_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
