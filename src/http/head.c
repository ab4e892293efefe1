/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The head as it came. The library is lenient: it takes a bare CR or LF for a line's end, joins folded lines, and
 * lets fields repeat. Any of these lets a proxy in front and us count requests differently, so they are refused.
 *
 * The library cuts the head in place: "method\0target\0version\0\0name\0value\0\0…\0\0", two zeros where CR and LF
 * stood and one for a bare line end, the length being the number it reports. That is read again here. A version of
 * the library that cuts otherwise makes every request fail, which the first test shows.
 */
#include <ctype.h>
#include <strings.h>

#include "http_int.h"

static const struct http_fault FAULT_NONE = {0, NULL};

/* Moves *at past a text and its zero; false when there is none. */
static bool skip_text(const char *head, size_t n, size_t *at)
{
    const char *end = memchr(head + *at, 0, n - *at);
    if (!end)
        return false;
    *at = (size_t)(end - head) + 1;
    return true;
}

static bool is_token(const char *p)
{
    if (!*p)
        return false;
    for (; *p; p++)
        if (!isalnum((unsigned char)*p) && !strchr("!#$%&'*+-.^_`|~", *p))
            return false;
    return true;
}

static bool take_zero(const char *head, size_t n, size_t *at)
{
    if (*at >= n || head[*at])
        return false;
    (*at)++;
    return true;
}

/* From the end of the version on: CRLF, then fields each on one line ended by CRLF, then an empty line. */
static bool lines_are_whole(const char *head, size_t n, size_t at)
{
    if (!take_zero(head, n, &at))
        return false;
    while (at < n && head[at]) {
        if (!is_token(head + at))
            return false;
        if (!skip_text(head, n, &at) || !skip_text(head, n, &at) || !take_zero(head, n, &at))
            return false;
    }
    return take_zero(head, n, &at) && take_zero(head, n, &at) && at == n;
}

static bool is_clean(struct str v)
{
    for (size_t i = 0; i < v.n; i++)
        if (((unsigned char)v.p[i] < 0x20 && v.p[i] != '\t') || v.p[i] == 0x7f)
            return false;
    return true;
}

struct tally {
    size_t fields, hosts, lengths, codings;
    size_t once[5]; /* of the fields that may stand once: see ONCE */
    struct str length, expect;
    bool dirty;
};
/* Repeated, they could mean one thing to a proxy and another to us. */
static const char *const ONCE[] = {"Authorization", "Content-Type", "Content-Encoding", "Expect", "Idempotency-Key"};

static enum MHD_Result count_field(void *context, enum MHD_ValueKind kind, const char *name, size_t name_n,
                                   const char *value, size_t value_n)
{
    struct tally *t = context;
    (void)kind;
    (void)name_n;
    struct str v = str_n(value, value_n);
    t->fields++;
    t->dirty |= !is_clean(v);
    t->hosts += strcasecmp(name, "Host") == 0;
    for (size_t i = 0; i < sizeof ONCE / sizeof *ONCE; i++)
        t->once[i] += strcasecmp(name, ONCE[i]) == 0;
    if (strcasecmp(name, "Content-Length") == 0) {
        t->lengths++;
        t->length = v;
    }
    if (strcasecmp(name, "Expect") == 0)
        t->expect = v;
    if (strcasecmp(name, "Transfer-Encoding") == 0)
        t->codings++;
    return MHD_YES;
}

static struct http_fault fields_check(const struct tally *t, bool host_needed)
{
    if (t->fields > HTTP_FIELDS)
        return (struct http_fault){431, "head-too-large"};
    if (t->dirty || t->hosts > 1 || t->lengths > 1 || (t->lengths && t->codings) || (host_needed && !t->hosts))
        return (struct http_fault){400, "bad-request"};
    for (size_t i = 0; i < sizeof ONCE / sizeof *ONCE; i++)
        if (t->once[i] > 1)
            return (struct http_fault){400, "bad-request"};
    if (t->expect.n && (t->expect.n != 12 || strncasecmp(t->expect.p, "100-continue", 12) != 0))
        return (struct http_fault){417, "expectation"};
    return FAULT_NONE;
}

/* Digits alone, as RFC 9110 has it. */
static bool length_read(struct str text, int64_t *out)
{
    for (size_t i = 0; i < text.n; i++)
        if (!isdigit((unsigned char)text.p[i]))
            return false;
    return str_int(text, out);
}

struct http_fault http_head_check(struct http_request *q)
{
    const union MHD_ConnectionInfo *size =
        MHD_get_connection_info(q->connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    struct tally t = {0};
    (void)MHD_get_connection_values_n(q->connection, MHD_HEADER_KIND, count_field, &t);
    size_t n = size ? size->header_size : 0;
    if (q->uri.n > HTTP_URL_BYTES)
        return (struct http_fault){414, "url-too-long"};
    if (n > HTTP_HEAD_BYTES)
        return (struct http_fault){431, "head-too-large"};
    const char *head = q->method.p;
    size_t version = q->method.n + 1 + q->uri.n + 1, at = version;
    if (at >= n || head[at - 1] || !skip_text(head, n, &at))
        return (struct http_fault){400, "bad-request"};
    const char *v = head + version;
    bool is_11 = strcmp(v, "HTTP/1.1") == 0;
    if ((!is_11 && strcmp(v, "HTTP/1.0") != 0) || !lines_are_whole(head, n, at))
        return (struct http_fault){400, "bad-request"};
    q->coded = t.codings > 0;
    q->expects = is_11 && t.expect.n > 0;
    if (t.lengths == 1 && !length_read(t.length, &q->announced))
        return (struct http_fault){400, "bad-request"};
    return fields_check(&t, is_11);
}
