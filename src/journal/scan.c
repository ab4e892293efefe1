/* SPDX-License-Identifier: Apache-2.0 */
#include "scan.h"

static bool take(struct scan *s, char c)
{
    if (s->p == s->end || *s->p != c)
        return false;
    s->p++;
    return true;
}

static bool take_word(struct scan *s, struct str word)
{
    if ((size_t)(s->end - s->p) < word.n || memcmp(s->p, word.p, word.n) != 0)
        return false;
    s->p += word.n;
    return true;
}

/* Canonical JSON escapes controls, the quote and the backslash, nothing else. */
static bool unescape(const char **p, const char *end, char *out)
{
    static const char from[] = "\"\\bfnrt", to[] = "\"\\\b\f\n\r\t";
    uint8_t code[2];
    if (*p == end)
        return false;
    const char *known = memchr(from, **p, sizeof from - 1);
    if (known) {
        *out = to[known - from];
        *p += 1;
        return true;
    }
    if (end - *p < 5 || **p != 'u' || !hex_parse(str_n(*p + 1, 4), code, 2) || code[0] != 0 || code[1] >= 0x20)
        return false;
    *out = (char)code[1];
    *p += 5;
    return true;
}

static bool unescaped(struct scan *s, struct str raw, struct str *out)
{
    char *text = arena_alloc(s->a, raw.n);
    size_t n = 0;
    for (const char *p = raw.p, *end = raw.p + raw.n; p < end;) {
        if (*p != '\\') {
            text[n++] = *p++;
            continue;
        }
        p++;
        if (!unescape(&p, end, &text[n++]))
            return false;
    }
    *out = str_n(text, n);
    return true;
}

/* Behind the opening quote; *escapes tells whether a backslash is inside. */
static bool pass_text(struct scan *s, struct str *raw, bool *escapes)
{
    const char *from = s->p;
    *escapes = false;
    for (; s->p < s->end && *s->p != '"'; s->p++) {
        if (*s->p != '\\')
            continue;
        *escapes = true;
        if (++s->p == s->end)
            return false;
    }
    *raw = str_n(from, (size_t)(s->p - from));
    return take(s, '"');
}

static bool text(struct scan *s, struct str *out)
{
    bool escapes;
    return take(s, '"') && pass_text(s, out, &escapes) && (!escapes || unescaped(s, *out, out));
}

/* A list or object: to the bracket that closes it. What stands inside is looked at when it is asked for. */
static bool nested(struct scan *s)
{
    int depth = 0;
    while (s->p < s->end) {
        char c = *s->p++;
        struct str raw;
        bool escapes;
        if (c == '"' && !pass_text(s, &raw, &escapes))
            return false;
        depth += (c == '{' || c == '[') - (c == '}' || c == ']');
        if (depth == 0)
            return true;
    }
    return false;
}

static bool number(struct scan *s, enum scan_kind *kind)
{
    const char *from = s->p;
    *kind = SCAN_INT;
    for (; s->p < s->end && *s->p != ',' && *s->p != '}' && *s->p != ']'; s->p++)
        if ((*s->p < '0' || *s->p > '9') && !(s->p == from && *s->p == '-'))
            *kind = SCAN_OTHER;
    return s->p > from;
}

static bool value(struct scan *s, struct scan_value *out)
{
    const char *from = s->p;
    bool ok;
    switch (s->p < s->end ? *s->p : '\0') {
    case '"':
        out->kind = SCAN_TEXT;
        return text(s, &out->text);
    case '{':
    case '[':
        out->kind = *s->p == '{' ? SCAN_OBJECT : SCAN_LIST;
        ok = nested(s);
        break;
    case 't':
        out->kind = SCAN_TRUE;
        ok = take_word(s, STR("true"));
        break;
    case 'f':
        out->kind = SCAN_FALSE;
        ok = take_word(s, STR("false"));
        break;
    default:
        ok = number(s, &out->kind);
    }
    out->text = str_n(from, (size_t)(s->p - from));
    return ok;
}

bool scan_whole(struct str json, struct arena *a, struct scan_value *out)
{
    struct scan s = {json.p, json.p + json.n, a};
    return value(&s, out) && s.p == s.end;
}

bool scan_object(struct scan_value object, struct arena *a, struct scan *s)
{
    ASSERT(object.kind == SCAN_OBJECT);
    *s = (struct scan){object.text.p + 1, object.text.p + object.text.n - 1, a};
    return object.text.n >= 2 && object.text.p[object.text.n - 1] == '}';
}

bool scan_member(struct scan *s, struct str *name, struct scan_value *out, bool *more)
{
    *more = s->p < s->end;
    if (!*more)
        return true;
    if (!text(s, name) || !take(s, ':') || !value(s, out))
        return false;
    return s->p == s->end || (take(s, ',') && s->p < s->end);
}

bool scan_list(struct scan_value list, struct arena *a, struct scan *s)
{
    ASSERT(list.kind == SCAN_LIST);
    *s = (struct scan){list.text.p + 1, list.text.p + list.text.n - 1, a};
    return list.text.n >= 2 && list.text.p[list.text.n - 1] == ']';
}

bool scan_item(struct scan *s, struct scan_value *out, bool *more)
{
    *more = s->p < s->end;
    if (!*more)
        return true;
    return value(s, out) && (s->p == s->end || (take(s, ',') && s->p < s->end));
}
