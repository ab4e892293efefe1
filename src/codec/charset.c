/* SPDX-License-Identifier: Apache-2.0 */
/* Which encoding a file is in, and whether it is text at all. */
#include <strings.h>

#include "codec/codec_int.h"

static const struct codec_charset_row rows[CHARSET_COUNT] = {
    [CHARSET_UNKNOWN] = {"unknown", "UTF-8/GB18030", NULL, 1},
    [CHARSET_UTF8] = {"utf-8", "UTF-8", NULL, 1},
    [CHARSET_GB18030] = {"gb18030", "GB18030", "GB18030", 1},
    [CHARSET_UTF16LE] = {"utf-16le", "UTF-16LE", "UTF-16LE", 2},
    [CHARSET_UTF16BE] = {"utf-16be", "UTF-16BE", "UTF-16BE", 2},
};

static const struct {
    const char *name;
    enum codec_charset charset;
    bool bom_decides;
} names[] = {
    {"utf-8", CHARSET_UTF8, false},       {"utf8", CHARSET_UTF8, false},        {"gb18030", CHARSET_GB18030, false},
    {"gb-18030", CHARSET_GB18030, false}, {"gbk", CHARSET_GB18030, false},      {"gb2312", CHARSET_GB18030, false},
    {"cp936", CHARSET_GB18030, false},    {"utf-16", CHARSET_UTF16LE, true},    {"utf16", CHARSET_UTF16LE, true},
    {"utf-16le", CHARSET_UTF16LE, false}, {"utf-16be", CHARSET_UTF16BE, false},
};

static const struct {
    struct str mark;
    enum codec_charset charset;
} marks[] = {
    {{"\xEF\xBB\xBF", 3}, CHARSET_UTF8},
    {{"\xFF\xFE", 2}, CHARSET_UTF16LE},
    {{"\xFE\xFF", 2}, CHARSET_UTF16BE},
    {{"\x84\x31\x95\x33", 4}, CHARSET_GB18030},
};

static const struct {
    struct str mark;
    const char *kind;
} archives[] = {
    {{"PK\x03\x04", 4}, "XLSX/ZIP"},
    {{"PK\x05\x06", 4}, "ZIP"},
    {{"\xD0\xCF\x11\xE0", 4}, "XLS/DOC"},
    {{"%PDF-", 5}, "PDF"},
    {{"\x1F\x8B\x08", 3}, "GZIP"},
    {{"Rar!\x1A\x07", 6}, "RAR"},
    {{"7z\xBC\xAF\x27\x1C", 6}, "7-ZIP"},
    {{"\x28\xB5\x2F\xFD", 4}, "ZSTD"},
    {{"\xFD"
      "7zXZ",
      5},
     "XZ"},
    {{"SQLite format 3", 15}, "SQLite"},
};

#define ROWS(table) (sizeof(table) / sizeof(table)[0])

const struct codec_charset_row *codec_charset_row(enum codec_charset c)
{
    return &rows[c];
}

bool codec_charset_named(const char *name, enum codec_charset *out, bool *bom_decides)
{
    for (size_t i = 0; i < ROWS(names); i++) {
        if (strcasecmp(name, names[i].name) != 0)
            continue;
        *out = names[i].charset;
        *bom_decides = names[i].bom_decides;
        return true;
    }
    return false;
}

enum codec_charset codec_charset_bom(struct str raw, size_t *bom_bytes)
{
    for (size_t i = 0; i < ROWS(marks); i++) {
        if (!str_starts(raw, marks[i].mark))
            continue;
        *bom_bytes = marks[i].mark.n;
        return marks[i].charset;
    }
    *bom_bytes = 0;
    return CHARSET_UNKNOWN;
}

enum codec_charset codec_charset_utf16(struct str raw)
{
    size_t zeros[2] = {0, 0}, ends[2] = {0, 0};
    for (size_t i = 0; i + 1 < raw.n; i += 2) {
        for (size_t half = 0; half < 2; half++) {
            char other = raw.p[i + 1 - half];
            zeros[half] += raw.p[i + half] == 0;
            ends[half] += raw.p[i + half] == 0 && (other == '\n' || other == '\r');
        }
    }
    /* A zero in the second half is little-endian ASCII. U+4E00 and its like put a few into the first; one or two
     * zeros alone are more likely dirt in a text of bytes. */
    for (size_t half = 0; half < 2; half++) {
        bool is_common = zeros[half] > 2 && zeros[half] > 4 * zeros[1 - half] && zeros[half] * 64 >= raw.n;
        if (raw.n % 2 == 0 && ends[half] && is_common)
            return half ? CHARSET_UTF16LE : CHARSET_UTF16BE;
    }
    return CHARSET_UNKNOWN;
}

struct census {
    size_t wide, bad, bad_at; /* multi-byte characters, malformed places, the first of these */
};

static void census_bad(struct census *c, size_t at)
{
    if (!c->bad++)
        c->bad_at = at;
}

static struct census census_utf8(struct str raw)
{
    struct census c = {0};
    for (size_t at = 0; at < raw.n;) {
        size_t here = at;
        int32_t cp = str_utf8_next(raw, &at);
        if (cp >= 0x80)
            c.wide++;
        else if (cp < 0)
            census_bad(&c, here);
    }
    return c;
}

/* The length of the GB18030 character at p, 0 when there is none. */
static size_t gb18030_length(const unsigned char *p, size_t n)
{
    if (p[0] < 0x80)
        return 1;
    if (p[0] == 0x80 || p[0] == 0xFF || n < 2)
        return 0;
    if (p[1] >= 0x40 && p[1] != 0x7F && p[1] != 0xFF)
        return 2;
    bool is_four = n >= 4 && p[1] >= '0' && p[1] <= '9' && p[2] > 0x80 && p[2] < 0xFF && p[3] >= '0' && p[3] <= '9';
    return is_four ? 4 : 0;
}

static struct census census_gb18030(struct str raw)
{
    struct census c = {0};
    for (size_t at = 0; at < raw.n;) {
        size_t n = gb18030_length((const unsigned char *)raw.p + at, raw.n - at);
        c.wide += n > 1;
        if (!n)
            census_bad(&c, at);
        at += n ? n : 1;
    }
    return c;
}

enum codec_charset codec_charset_guess(struct str raw, size_t *bad_at)
{
    enum { UTF8_WIDE_PER_BAD = 4, GB18030_WIDE_PER_BAD = 16 };
    struct census utf8 = census_utf8(raw);
    /* A few spoiled rows do not change what the rest of the file is. GB18030 takes nearly every pair of high
     * bytes, so it must fit better than UTF-8, which text in another encoding hardly ever resembles. */
    if (utf8.bad * UTF8_WIDE_PER_BAD <= utf8.wide)
        return CHARSET_UTF8;
    struct census gb = census_gb18030(raw);
    if (gb.bad * GB18030_WIDE_PER_BAD <= gb.wide)
        return CHARSET_GB18030;
    *bad_at = utf8.bad_at;
    return CHARSET_UNKNOWN;
}

const char *codec_binary_kind(struct str raw, bool wide, size_t *at)
{
    *at = 0;
    for (size_t i = 0; i < ROWS(archives); i++)
        if (str_starts(raw, archives[i].mark))
            return archives[i].kind;
    const char *zero = wide || !raw.n ? NULL : memchr(raw.p, 0, raw.n);
    if (!zero)
        return NULL;
    *at = (size_t)(zero - raw.p);
    return "NUL";
}
