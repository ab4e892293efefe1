/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Strict JSON in. jansson reads; what it lets pass and we do not is looked for before (depth, integers: there the
 * place is still known) and after (characters that C1 forbids and that an escape can bring in).
 */
#include "codec/codec_int.h"

struct place {
    int line, column; /* the column counts characters */
};

static struct place place_of(struct str text, size_t at)
{
    struct place p = {1, 1};
    for (size_t i = 0; i < at; i++) {
        bool is_new_line = text.p[i] == '\n';
        p.line += is_new_line;
        p.column = is_new_line ? 1 : p.column + ((text.p[i] & 0xC0) != 0x80);
    }
    return p;
}

static bool refuse_at(struct str text, size_t at, const char *why, struct err *e)
{
    struct place p = place_of(text, at);
    return ERR(e, ERR_INVALID, "JSON line %d column %d: %s", p.line, p.column, why);
}

/* Passes the string that opens at `at`; returns the place behind it. Broken ones are left for jansson. */
static size_t pass_string(struct str text, size_t at)
{
    for (at++; at < text.n && text.p[at] != '"'; at++)
        if (text.p[at] == '\\')
            at++;
    return at < text.n ? at + 1 : text.n;
}

static bool is_number_char(char c)
{
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

/* Passes the number at *at; false when it is an integer beyond what every reader holds exactly. */
static bool pass_number(struct str text, size_t *at)
{
    const int64_t most = (int64_t)1 << 53;
    size_t from = *at;
    bool is_real = false;
    while (*at < text.n && is_number_char(text.p[*at])) {
        is_real = is_real || strchr(".eE", text.p[*at]);
        ++*at;
    }
    int64_t v;
    struct str number = str_n(text.p + from, *at - from);
    if (is_real || number.n < 16)
        return true;
    return str_int(number, &v) && v <= most && v >= -most;
}

static bool check_limits(struct str text, struct err *e)
{
    int depth = 0;
    for (size_t at = 0; at < text.n;) {
        size_t here = at;
        char c = text.p[at];
        if (!c)
            return refuse_at(text, here, "a NUL byte", e); /* jansson takes it for the end */
        if (c == '"') {
            at = pass_string(text, at);
        } else if (c == '-' || (c >= '0' && c <= '9')) {
            if (!pass_number(text, &at))
                return refuse_at(text, here, "an integer beyond 2^53", e);
        } else {
            depth += (c == '[' || c == '{') - (c == ']' || c == '}');
            at++;
        }
        if (depth > JSON_MAX_DEPTH)
            return refuse_at(text, here, "nested too deeply", e);
    }
    return true;
}

/* Every string and key obeys C1; the place of an escape is not known any more, so the words name none. */
static bool check_strings(const json_t *v)
{
    const char *key;
    size_t i, key_length;
    json_t *item;
    if (json_is_string(v))
        return codec_text_ok(str_n(json_string_value(v), json_string_length(v)));
    json_array_foreach(v, i, item)
    {
        if (!check_strings(item))
            return false;
    }
    json_object_keylen_foreach((json_t *)(uintptr_t)v, key, key_length, item)
    {
        if (!codec_text_ok(str_n(key, key_length)) || !check_strings(item))
            return false;
    }
    return true;
}

/* jansson repeats the input behind " near": that may be somebody's name. */
static bool refuse_syntax(const json_error_t *error, struct err *e)
{
    const char *near = strstr(error->text, " near ");
    int n = (int)(near ? (size_t)(near - error->text) : strlen(error->text));
    return ERR(e, ERR_INVALID, "JSON line %d column %d: %.*s", error->line, error->column, n, error->text);
}

void json_wipes_memory(void)
{
    json_set_alloc_funcs(mem_alloc, mem_free);
}

bool json_read(struct str text, size_t max_bytes, json_t **out, struct err *e)
{
    json_error_t error;
    if (text.n > max_bytes)
        return ERR(e, ERR_LIMIT, "JSON line 1 column 1: %zu bytes, at most %zu are taken", text.n, max_bytes);
    if (!check_limits(text, e))
        return false;
    json_t *v = json_loadb(text.p ? text.p : "", text.n, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    if (!v)
        return refuse_syntax(&error, e);
    if (!check_strings(v)) {
        json_decref(v);
        return ERR(e, ERR_INVALID, "JSON line 1 column 1: a string holds a control character");
    }
    *out = v;
    return true;
}
