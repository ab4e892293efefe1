/* SPDX-License-Identifier: Apache-2.0 */
/* What a sheet's cells point to: shared strings and number formats; and which sheets there are. */
#include "codec/book_int.h"

/* A cell of 32,767 characters is at most this long; escapes make the raw text longer. */
enum { TEXT_BYTES_MAX = TABLE_MAX_CELL_CHARS * 4 + 1 };

bool book_text_put(struct buf *b, size_t cell_start, struct str text)
{
    size_t have = b->n - cell_start, room = have < TEXT_BYTES_MAX ? TEXT_BYTES_MAX - have : 0;
    buf_put(b, text.p, text.n < room ? text.n : room);
    return text.n <= room;
}

/* ---- shared strings ---- */

struct shared_reading {
    struct book_xml xml;
    struct book_parts *p;
    size_t start;
    bool in_item, in_text, is_phonetic, is_long;
};

static void shared_start(void *context, const char *name, const char **attributes)
{
    struct shared_reading *r = context;
    (void)attributes;
    if (strcmp(name, "si") == 0) {
        r->in_item = true;
        r->is_long = false;
        r->start = r->p->shared_text.n;
    } else if (strcmp(name, "rPh") == 0) {
        r->is_phonetic = true; /* how the text is spoken, not what it says */
    } else if (strcmp(name, "t") == 0) {
        r->in_text = r->in_item && !r->is_phonetic;
    }
}

static void shared_end_item(struct shared_reading *r)
{
    struct book_parts *p = r->p;
    book_unescape(&p->shared_text, r->start);
    struct book_shared one = {(uint32_t)r->start, (uint32_t)(p->shared_text.n - r->start), r->is_long};
    VEC_PUSH(&p->shared, one);
    r->in_item = false;
    if (p->shared_text.n + p->shared.n * sizeof one > BOOK_MAX_SHARED)
        book_xml_fail(&r->xml, BOOK_LIMIT, "shared strings > 256 MiB");
}

static void shared_end(void *context, const char *name)
{
    struct shared_reading *r = context;
    if (strcmp(name, "t") == 0)
        r->in_text = false;
    else if (strcmp(name, "rPh") == 0)
        r->is_phonetic = false;
    else if (strcmp(name, "si") == 0 && r->in_item)
        shared_end_item(r);
}

static void shared_put(void *context, struct str text)
{
    struct shared_reading *r = context;
    if (r->in_text && !book_text_put(&r->p->shared_text, r->start, text))
        r->is_long = true;
}

static bool read_shared(struct book_parts *p, struct book_zip *z, const char *member)
{
    struct shared_reading r = {.p = p,
                               .xml = {.start = shared_start, .end = shared_end, .text = shared_put, .context = &r}};
    return book_xml_all(&r.xml, z, member, false);
}

/* ---- number formats ---- */

struct format_row {
    int64_t id;
    struct book_format format;
};
struct format_reading {
    struct book_xml xml;
    struct book_parts *p;
    VEC(struct format_row) codes;
    bool in_cells;
};

static int64_t number_of(struct str s, int64_t otherwise)
{
    int64_t n;
    return str_int(s, &n) ? n : otherwise;
}

static struct book_format format_find(const struct format_reading *r, int64_t id)
{
    for (size_t i = 0; i < r->codes.n; i++)
        if (r->codes.v[i].id == id)
            return r->codes.v[i].format;
    return book_format_of_id(id);
}

static void format_start(void *context, const char *name, const char **attributes)
{
    enum { CODES_MAX = 4096 };
    struct format_reading *r = context;
    int64_t id = number_of(book_attribute(attributes, "numFmtId"), 0);
    if (strcmp(name, "cellXfs") == 0)
        r->in_cells = true;
    if (strcmp(name, "numFmt") == 0) {
        struct format_row row = {id, book_format_of_code(book_attribute(attributes, "formatCode"))};
        VEC_PUSH(&r->codes, row);
    } else if (r->in_cells && strcmp(name, "xf") == 0) {
        VEC_PUSH(&r->p->formats, format_find(r, id));
    }
    if (r->codes.n > CODES_MAX || r->p->formats.n > BOOK_MAX_FORMATS)
        book_xml_fail(&r->xml, BOOK_LIMIT, "cell formats");
}

static void format_end(void *context, const char *name)
{
    struct format_reading *r = context;
    if (strcmp(name, "cellXfs") == 0)
        r->in_cells = false;
}

static bool read_formats(struct book_parts *p, struct book_zip *z, const char *member)
{
    struct format_reading r = {.p = p, .xml = {.start = format_start, .end = format_end, .context = &r}};
    bool ok = book_xml_all(&r.xml, z, member, false);
    VEC_FREE(&r.codes);
    return ok;
}

/* ---- the list of sheets, and where each part lies ---- */

struct list_reading {
    struct book_xml xml;
    struct book_parts *p;
    struct map *targets; /* relation id to struct relation */
    const char *shared, *formats;
};
struct relation {
    struct str target;
    bool is_sheet;
};

/* A target is relative to xl/ or starts with a slash. */
static struct str member_of(struct arena *a, struct str target)
{
    if (target.n && *target.p == '/')
        return str_dup(a, str_n(target.p + 1, target.n - 1));
    return str_printf(a, "xl/%.*s", STR_FMT(target));
}

static void relation_start(void *context, const char *name, const char **attributes)
{
    struct list_reading *r = context;
    struct str type = book_attribute(attributes, "Type"), id = book_attribute(attributes, "Id");
    if (strcmp(name, "Relationship") != 0 || !id.n || str_is(book_attribute(attributes, "TargetMode"), "External"))
        return;
    struct relation *one = arena_alloc(r->p->arena, sizeof *one);
    one->target = member_of(r->p->arena, book_attribute(attributes, "Target"));
    one->is_sheet = str_ends(type, STR("/worksheet"));
    map_put(r->targets, id, one);
    if (str_ends(type, STR("/sharedStrings")))
        r->shared = one->target.p;
    if (str_ends(type, STR("/styles")))
        r->formats = one->target.p;
    if (map_count(r->targets) > BOOK_MAX_FORMATS)
        book_xml_fail(&r->xml, BOOK_LIMIT, "relations");
}

static bool is_true(struct str s)
{
    return str_is(s, "1") || str_is(s, "true");
}

static void sheet_start(void *context, const char *name, const char **attributes)
{
    struct list_reading *r = context;
    if (strcmp(name, "workbookPr") == 0)
        r->p->is_1904 = is_true(book_attribute(attributes, "date1904"));
    if (strcmp(name, "sheet") != 0)
        return;
    const struct relation *to = map_find(r->targets, book_attribute(attributes, "id"));
    struct str state = book_attribute(attributes, "state");
    struct book_sheet_row one = {.name = str_dup(r->p->arena, book_attribute(attributes, "name")),
                                 .target = to && to->is_sheet ? to->target : STR_NONE,
                                 .is_hidden = str_is(state, "hidden") || str_is(state, "veryHidden")};
    VEC_PUSH(&r->p->sheets, one);
    if (r->p->sheets.n > BOOK_MAX_MEMBERS)
        book_xml_fail(&r->xml, BOOK_LIMIT, "> 64 sheets");
}

bool book_parts_read(struct book_parts *p, struct book_zip *z)
{
    struct list_reading r = {.p = p,
                             .targets = map_new(),
                             .shared = "xl/sharedStrings.xml",
                             .formats = "xl/styles.xml",
                             .xml = {.start = relation_start, .context = &r}};
    p->arena = arena_new();
    bool ok = book_xml_all(&r.xml, z, "xl/_rels/workbook.xml.rels", true);
    r.xml = (struct book_xml){.start = sheet_start, .context = &r};
    ok = ok && book_xml_all(&r.xml, z, "xl/workbook.xml", true) && read_formats(p, z, r.formats) &&
         read_shared(p, z, r.shared);
    map_free(r.targets);
    return ok;
}

void book_parts_free(struct book_parts *p)
{
    VEC_FREE(&p->sheets);
    VEC_FREE(&p->formats);
    VEC_FREE(&p->shared);
    buf_free(&p->shared_text);
    arena_free(p->arena);
}
