/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The central directory of a ZIP archive. The library that unpacks reads it too, but tells neither places nor packed
 * sizes: whether members overlap, and what they promise to become, is seen here before a byte is inflated.
 */
#include <stdlib.h>

#include "codec/book_int.h"

enum { END_BYTES = 22, CENTRAL_BYTES = 46, LOCAL_BYTES = 30, COMMENT_MAX = 65535 };

bool book_fail(struct book_fault *f, enum book_fault_kind kind, const char *words)
{
    if (f->kind == BOOK_FINE) {
        f->kind = kind;
        snprintf(f->words, sizeof f->words, "%s", words);
    }
    return false;
}

static uint64_t le(struct str s, size_t at, size_t bytes)
{
    uint64_t v = 0;
    ASSERT(at + bytes <= s.n);
    for (size_t i = bytes; i-- > 0;)
        v = v << 8 | (unsigned char)s.p[at + i];
    return v;
}

static bool has_mark(struct str s, uint64_t at, const char mark[4], size_t bytes)
{
    return at <= s.n && s.n - at >= bytes && memcmp(s.p + at, mark, 4) == 0;
}

bool book_is_zip(struct str bytes)
{
    return has_mark(bytes, 0, "PK\3\4", LOCAL_BYTES);
}

static bool find_end(struct str s, size_t *at)
{
    if (s.n < END_BYTES)
        return false;
    size_t last = s.n - END_BYTES, least = last > COMMENT_MAX ? last - COMMENT_MAX : 0;
    for (*at = last;; --*at) {
        if (has_mark(s, *at, "PK\5\6", END_BYTES))
            return true;
        if (*at == least)
            return false;
    }
}

/* Sizes and place of a member may stand in an extra field (ZIP64), in this order, only where 32 bits were too few. */
static void read_wide(struct str extra, struct book_member *m)
{
    uint64_t *const wide[] = {&m->unpacked, &m->packed, &m->at};
    size_t at = 0;
    while (at + 4 <= extra.n) {
        size_t id = le(extra, at, 2), n = le(extra, at + 2, 2);
        struct str field = str_n(extra.p + at + 4, n < extra.n - at - 4 ? n : extra.n - at - 4);
        at += 4 + field.n;
        if (id != 1)
            continue;
        for (size_t i = 0, k = 0; i < 3 && k + 8 <= field.n; i++) {
            if (*wide[i] != UINT32_MAX)
                continue;
            *wide[i] = le(field, k, 8);
            k += 8;
        }
    }
}

static bool is_link(struct str s, size_t at)
{
    enum { MADE_BY_UNIX = 3, MODE_KIND = 0170000, MODE_LINK = 0120000 };
    return le(s, at + 5, 1) == MADE_BY_UNIX && (le(s, at + 40, 2) & MODE_KIND) == MODE_LINK;
}

/* One row of the directory at *at, which moves behind it. */
static bool read_member(struct book_zip *z, size_t *at, struct book_member *m)
{
    struct str s = z->bytes;
    if (!has_mark(s, *at, "PK\1\2", CENTRAL_BYTES))
        return book_fail(&z->fault, BOOK_BROKEN, "ZIP directory");
    size_t name = le(s, *at + 28, 2), extra = le(s, *at + 30, 2), comment = le(s, *at + 32, 2);
    if (s.n - *at - CENTRAL_BYTES < name + extra + comment)
        return book_fail(&z->fault, BOOK_BROKEN, "ZIP directory");
    *m = (struct book_member){.name = str_n(s.p + *at + CENTRAL_BYTES, name),
                              .at = le(s, *at + 42, 4),
                              .packed = le(s, *at + 20, 4),
                              .unpacked = le(s, *at + 24, 4)};
    read_wide(str_n(s.p + *at + CENTRAL_BYTES + name, extra), m);
    if (le(s, *at + 8, 2) & 1)
        return book_fail(&z->fault, BOOK_LIMIT, "encrypted member");
    if (is_link(s, *at))
        return book_fail(&z->fault, BOOK_LIMIT, "link");
    *at += CENTRAL_BYTES + name + extra + comment;
    return true;
}

static int by_place(const void *pa, const void *pb)
{
    const struct book_member *a = pa, *b = pb;
    return a->at < b->at ? -1 : a->at > b->at;
}

/* In the order of their places each member ends before the next one starts. */
static bool check_places(struct book_zip *z, size_t directory)
{
    qsort(z->members, z->n, sizeof *z->members, by_place);
    for (size_t i = 0; i < z->n; i++) {
        const struct book_member *m = &z->members[i];
        uint64_t limit = i + 1 < z->n ? z->members[i + 1].at : directory;
        if (!has_mark(z->bytes, m->at, "PK\3\4", LOCAL_BYTES))
            return book_fail(&z->fault, BOOK_BROKEN, "ZIP member");
        uint64_t head = LOCAL_BYTES + le(z->bytes, m->at + 26, 2) + le(z->bytes, m->at + 28, 2);
        if (limit < m->at + head || m->packed > limit - m->at - head)
            return book_fail(&z->fault, BOOK_LIMIT, "overlapping members");
    }
    return true;
}

static bool check_sizes(struct book_zip *z)
{
    uint64_t all = 0;
    for (size_t i = 0; i < z->n; i++) {
        const struct book_member *m = &z->members[i];
        if (m->unpacked > BOOK_MAX_UNPACKED || (all += m->unpacked) > BOOK_MAX_UNPACKED)
            return book_fail(&z->fault, BOOK_LIMIT, "> 1 GiB");
        if (m->unpacked > BOOK_RATIO_FROM && m->unpacked / BOOK_MAX_RATIO > m->packed)
            return book_fail(&z->fault, BOOK_LIMIT, "> 100:1");
    }
    return true;
}

bool book_zip_open(struct book_zip *z, struct str bytes)
{
    size_t end;
    *z = (struct book_zip){.bytes = bytes};
    if (!find_end(bytes, &end))
        return book_fail(&z->fault, BOOK_BROKEN, "ZIP directory");
    size_t n = le(bytes, end + 10, 2), directory = le(bytes, end + 16, 4), at = directory;
    if (n > BOOK_MAX_MEMBERS)
        return book_fail(&z->fault, BOOK_LIMIT, "> 64 members");
    if (at > end)
        return book_fail(&z->fault, BOOK_BROKEN, "ZIP directory");
    for (; z->n < n; z->n++)
        if (!read_member(z, &at, &z->members[z->n]))
            return false;
    return check_places(z, directory) && check_sizes(z);
}

const struct book_member *book_zip_member(const struct book_zip *z, struct str name)
{
    for (size_t i = 0; i < z->n; i++)
        if (str_eq(z->members[i].name, name))
            return &z->members[i];
    return NULL;
}
