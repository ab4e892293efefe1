/* SPDX-License-Identifier: Apache-2.0 */
/* One member as a stream of elements: no document type, no entities but the five, no endless tag, no deep nesting. */
#include "codec/book_int.h"

enum { PIECE = 1 << 16 };

static const char *local_name(const char *name)
{
    const char *colon = strchr(name, ':');
    return colon ? colon + 1 : name;
}

struct str book_attribute(const char **attributes, const char *name)
{
    for (; *attributes; attributes += 2)
        if (strcmp(local_name(*attributes), name) == 0)
            return str_of(attributes[1]);
    return STR_NONE;
}

void book_xml_fail(struct book_xml *x, enum book_fault_kind kind, const char *words)
{
    book_fail(&x->stream.zip->fault, kind, words);
    XML_StopParser(x->parser, XML_FALSE);
}

static bool has_failed(const struct book_xml *x)
{
    return x->stream.zip->fault.kind != BOOK_FINE;
}

static void on_start(void *user, const char *name, const char **attributes)
{
    struct book_xml *x = user;
    x->quiet = 0;
    if (has_failed(x))
        return;
    if (++x->depth > BOOK_MAX_DEPTH)
        book_xml_fail(x, BOOK_LIMIT, "XML depth > 32");
    else if (x->start)
        x->start(x->context, local_name(name), attributes);
}

static void on_end(void *user, const char *name)
{
    struct book_xml *x = user;
    x->quiet = 0;
    x->depth--;
    if (!has_failed(x) && x->end)
        x->end(x->context, local_name(name));
}

static void on_text(void *user, const char *text, int n)
{
    struct book_xml *x = user;
    x->quiet = 0;
    if (!has_failed(x) && x->text)
        x->text(x->context, str_n(text, (size_t)n));
}

static void on_doctype(void *user, const char *name, const char *system, const char *public, int has_internal)
{
    (void)name, (void)system, (void)public, (void)has_internal;
    book_xml_fail(user, BOOK_LIMIT, "XML DTD");
}

bool book_xml_open(struct book_xml *x, struct book_zip *z, const struct book_member *m)
{
    if (!book_stream_open(&x->stream, z, m))
        return false;
    x->parser = XML_ParserCreate(NULL);
    ASSERT(x->parser != NULL);
    XML_SetUserData(x->parser, x);
    XML_SetElementHandler(x->parser, on_start, on_end);
    XML_SetCharacterDataHandler(x->parser, on_text);
    XML_SetStartDoctypeDeclHandler(x->parser, on_doctype);
    return true;
}

void book_xml_pause(struct book_xml *x)
{
    x->is_paused = true;
    XML_StopParser(x->parser, XML_TRUE);
}

static bool feed(struct book_xml *x)
{
    size_t n;
    void *room = XML_GetBuffer(x->parser, PIECE);
    ASSERT(room != NULL);
    if (!book_stream_read(&x->stream, room, PIECE, &n))
        return false;
    x->quiet += n;
    if (x->quiet > BOOK_MAX_TOKEN)
        return book_fail(&x->stream.zip->fault, BOOK_LIMIT, "XML tag > 1 MiB");
    x->is_over = n == 0;
    return XML_ParseBuffer(x->parser, (int)n, x->is_over) != XML_STATUS_ERROR;
}

static bool resume(struct book_xml *x)
{
    x->is_paused = false;
    return XML_ResumeParser(x->parser) != XML_STATUS_ERROR;
}

enum book_xml_next book_xml_run(struct book_xml *x)
{
    if (has_failed(x))
        return BOOK_XML_FAULT;
    bool ok = true;
    if (x->is_paused)
        ok = resume(x);
    while (ok && !x->is_paused && !x->is_over)
        ok = feed(x);
    if (ok && !has_failed(x))
        return x->is_paused ? BOOK_XML_PAUSED : BOOK_XML_END;
    book_fail(&x->stream.zip->fault, BOOK_BROKEN, "XML");
    return BOOK_XML_FAULT;
}

void book_xml_close(struct book_xml *x)
{
    if (x->parser)
        XML_ParserFree(x->parser);
    x->parser = NULL;
    book_stream_close(&x->stream);
}

bool book_xml_all(struct book_xml *x, struct book_zip *z, const char *member, bool is_needed)
{
    const struct book_member *m = book_zip_member(z, str_of(member));
    if (!m)
        return !is_needed || book_fail(&z->fault, BOOK_BROKEN, member);
    bool ok = book_xml_open(x, z, m) && book_xml_run(x) == BOOK_XML_END;
    book_xml_close(x);
    return ok;
}
