/* SPDX-License-Identifier: Apache-2.0 */
/* C1: valid UTF-8 without NUL, C0 controls (but tab, LF, CR) and bidi controls. Every byte of a file passes here. */
#include "codec/codec_int.h"

enum { WORD = 8, HAN_PAIR = 6 };

static inline uint64_t load_word(const unsigned char *p)
{
    uint64_t w;
    memcpy(&w, p, sizeof w);
    return w;
}

/* Eight ASCII bytes from space on. */
static inline bool is_plain_ascii(uint64_t w)
{
    const uint64_t high = 0x8080808080808080u;
    return ((w | (w - 0x2020202020202020u)) & high) == 0;
}

/* A three-byte character with lead E3 to E9: kana, ideographs, full-width marks; nothing forbidden among them. */
static inline bool is_han(const unsigned char *p)
{
    return (unsigned)(p[0] - 0xE3) <= 0xE9 - 0xE3 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80;
}

static const unsigned char *skip_plain(const unsigned char *p, const unsigned char *end)
{
    while (end - p >= WORD) {
        if (is_han(p))
            p += is_han(p + 3) ? HAN_PAIR : HAN_PAIR / 2;
        else if (is_plain_ascii(load_word(p)))
            p += WORD;
        else if (*p >= 0x20 && *p < 0x80)
            p++;
        else
            break;
    }
    return p;
}

static bool is_forbidden(int32_t cp)
{
    if (cp < 0x20)
        return cp != '\t' && cp != '\n' && cp != '\r';
    return cp == 0x061C || cp == 0x200E || cp == 0x200F || (cp >= 0x202A && cp <= 0x202E) ||
           (cp >= 0x2066 && cp <= 0x2069);
}

size_t codec_text_fault(struct str s, size_t from, enum codec_fault *kind, int32_t *cp)
{
    const unsigned char *start = (const unsigned char *)s.p, *end = start + s.n;
    size_t at = from;
    *kind = FAULT_NONE;
    while (at < s.n) {
        at = (size_t)(skip_plain(start + at, end) - start);
        if (at == s.n)
            break;
        size_t here = at;
        *cp = str_utf8_next(s, &at);
        if (*cp >= 0 && !is_forbidden(*cp))
            continue;
        *kind = *cp < 0 ? FAULT_ENCODING : FAULT_CHARACTER;
        return here;
    }
    return s.n;
}

bool codec_text_ok(struct str s)
{
    enum codec_fault kind;
    int32_t cp;
    codec_text_fault(s, 0, &kind, &cp);
    return kind == FAULT_NONE;
}
