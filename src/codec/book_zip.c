/* SPDX-License-Identifier: Apache-2.0 */
/* One member of an archive, inflated piece by piece and counted: against its own word and against all limits. */
#include <archive.h>
#include <archive_entry.h>

#include "codec/book_int.h"

static bool find_entry(struct archive *a, struct str name)
{
    struct archive_entry *entry;
    int r;
    while ((r = archive_read_next_header(a, &entry)) == ARCHIVE_OK || r == ARCHIVE_WARN) {
        const char *path = archive_entry_pathname(entry);
        if (path && str_is(name, path))
            return archive_entry_filetype(entry) == AE_IFREG;
    }
    return false;
}

bool book_stream_open(struct book_stream *s, struct book_zip *z, const struct book_member *m)
{
    *s = (struct book_stream){.zip = z, .member = m, .archive = archive_read_new()};
    ASSERT(s->archive != NULL);
    if (archive_read_support_format_zip_seekable(s->archive) == ARCHIVE_OK &&
        archive_read_open_memory(s->archive, z->bytes.p, z->bytes.n) == ARCHIVE_OK && find_entry(s->archive, m->name))
        return true;
    book_stream_close(s);
    return book_fail(&z->fault, BOOK_BROKEN, "ZIP member");
}

static bool check_spent(struct book_stream *s)
{
    struct book_fault *fault = &s->zip->fault;
    if (s->got > s->member->unpacked)
        return book_fail(fault, BOOK_LIMIT, "a member is not as long as it says");
    if (s->zip->spent > BOOK_MAX_UNPACKED)
        return book_fail(fault, BOOK_LIMIT, "> 1 GiB");
    return true;
}

bool book_stream_read(struct book_stream *s, char *out, size_t most, size_t *n)
{
    la_ssize_t got;
    do
        got = archive_read_data(s->archive, out, most);
    while (got == ARCHIVE_RETRY);
    bool is_short = s->got != s->member->unpacked;
    if (got < 0 && !(got == ARCHIVE_WARN && is_short)) /* other warnings: a wrong checksum */
        return book_fail(&s->zip->fault, BOOK_BROKEN, "ZIP data");
    if (got <= 0 && is_short)
        return book_fail(&s->zip->fault, BOOK_LIMIT, "a member is not as long as it says");
    if (s->got == 0 && book_is_zip(str_n(out, (size_t)got)))
        return book_fail(&s->zip->fault, BOOK_LIMIT, "an archive in the archive");
    *n = (size_t)got;
    s->got += *n;
    s->zip->spent += *n;
    return check_spent(s);
}

void book_stream_close(struct book_stream *s)
{
    if (s->archive)
        archive_read_free(s->archive);
    s->archive = NULL;
}
