/* SPDX-License-Identifier: Apache-2.0 */
/*
 * DATA/staging/ID.acts holds packed acts in the order of the file, ID.index their places in the order of subjects. Both
 * are read through a map: what the writer needs next lies near what it had, and memory stays bounded by the kernel.
 */
#include "act_int.h"

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

enum { WRITE_AT = 1 << 20, SUBJECT_CHARS = 18, LOAD_MOST_BYTES = 1 << 30 };

struct place {
    char subject[SUBJECT_CHARS];
    uint16_t pad;
    uint32_t size;
    int64_t line;
    uint64_t offset;
};

struct stage {
    struct arena *arena;
    const char *acts_path, *index_path;
    struct str id;
    int fd;
    struct buf pending, one;
    uint64_t written;
    VEC(struct place) places;
};

static const char *staging_dir(struct arena *a, const char *dir)
{
    return path_join(a, dir, "staging");
}

bool stage_create(const char *dir, struct stage **out, struct err *e)
{
    uint8_t random[10];
    struct buf id = {0};
    struct stage *st = mem_alloc(sizeof *st);
    st->arena = arena_new();
    random_bytes(random, sizeof random);
    base32_put(&id, random, sizeof random);
    st->id = str_dup(st->arena, buf_view(&id));
    buf_free(&id);
    const char *folder = staging_dir(st->arena, dir), *base = path_join(st->arena, folder, st->id.p);
    st->acts_path = str_printf(st->arena, "%s.acts", base).p;
    st->index_path = str_printf(st->arena, "%s.index", base).p;
    st->fd = -1;
    bool ok = dir_make(folder, 0700, e);
    if (ok) {
        st->fd = open(st->acts_path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
        ok = st->fd >= 0 || ERR_ERRNO(e, "cannot write to %s", folder);
    }
    if (ok)
        *out = st;
    else
        stage_discard(st);
    return ok;
}

static bool write_all(int fd, struct str s, struct err *e)
{
    while (s.n) {
        ssize_t n = write(fd, s.p, s.n);
        if (n < 0)
            return ERR_ERRNO(e, "cannot stage the file");
        s.p += n;
        s.n -= (size_t)n;
    }
    return true;
}

static bool drain(struct stage *st, struct err *e)
{
    bool ok = write_all(st->fd, buf_view(&st->pending), e);
    buf_clear(&st->pending);
    return ok;
}

static void put_int(struct buf *b, int64_t v)
{
    buf_put(b, &v, sizeof v);
}

static void pack_ref(struct buf *b, const struct act *a)
{
    buf_char(b, (char)a->has_ref);
    if (!a->has_ref)
        return;
    buf_put_lp(b, a->refers_to.receipt);
    buf_put_lp(b, a->refers_to.agency);
    buf_put_lp(b, a->refers_to.type);
    buf_put_lp(b, a->refers_to.doc_no);
    buf_char(b, (char)a->refers_to.kind);
}

static void pack(struct buf *b, const struct act *a)
{
    const struct str texts[] = {a->type,        a->agency,         a->subject,       a->doc_no,
                                a->drafted_by,  a->approved_by,    a->confirmed_by,  a->submission,
                                a->person.name, a->person.id_hmac, a->person.id_mask};
    buf_char(b, (char)a->kind);
    buf_char(b, (char)a->by);
    buf_char(b, (char)a->origin);
    put_int(b, a->on.n);
    put_int(b, a->at.s);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        buf_put_lp(b, texts[i]);
    pack_ref(b, a);
    put_int(b, (int64_t)a->n_papers);
    for (size_t i = 0; i < a->n_papers; i++) {
        buf_put_lp(b, a->papers[i].kind);
        buf_put_lp(b, a->papers[i].name);
        buf_put_lp(b, a->papers[i].sha256);
    }
    put_int(b, (int64_t)a->n_fields);
    for (size_t i = 0; i < a->n_fields; i++) {
        buf_put_lp(b, a->fields[i].id);
        buf_char(b, (char)a->fields[i].form);
        buf_put_lp(b, a->fields[i].value);
    }
}

bool stage_put(struct stage *st, const struct act *a, int64_t line, struct err *e)
{
    buf_clear(&st->one);
    pack(&st->one, a);
    struct place p = {.line = line, .offset = st->written, .size = (uint32_t)st->one.n};
    memset(p.subject, 0, sizeof p.subject);
    if (a->subject.n)
        memcpy(p.subject, a->subject.p, a->subject.n < SUBJECT_CHARS ? a->subject.n : SUBJECT_CHARS);
    VEC_PUSH(&st->places, p);
    buf_str(&st->pending, buf_view(&st->one));
    st->written += st->one.n;
    return st->pending.n < WRITE_AT || drain(st, e);
}

static int by_subject(const void *pa, const void *pb)
{
    const struct place *a = pa, *b = pb;
    int order = memcmp(a->subject, b->subject, SUBJECT_CHARS);
    return order ? order : (a->line > b->line) - (a->line < b->line);
}

bool stage_finish(struct stage *st, struct err *e)
{
    if (!drain(st, e))
        return false;
    if (st->places.n)
        qsort(st->places.v, st->places.n, sizeof *st->places.v, by_subject);
    int fd = open(st->index_path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (fd < 0)
        return ERR_ERRNO(e, "cannot stage the file");
    bool ok = write_all(fd, str_n((const char *)st->places.v, st->places.n * sizeof *st->places.v), e);
    close(fd);
    return ok;
}

struct str stage_id(const struct stage *st)
{
    return st->id;
}

int64_t stage_rows(const struct stage *st)
{
    return (int64_t)st->places.n;
}

void stage_discard(struct stage *st)
{
    if (!st)
        return;
    if (st->fd >= 0)
        close(st->fd);
    unlink(st->acts_path);
    unlink(st->index_path);
    buf_free(&st->pending);
    buf_free(&st->one);
    VEC_FREE(&st->places);
    arena_free(st->arena);
    mem_free(st);
}

/* ---- the writer's side ---- */

struct stage_reader {
    struct file_map acts, index;
    const struct place *places;
    int64_t n;
};

bool stage_open(const char *dir, struct str id, struct stage_reader **out, struct err *e)
{
    struct arena *a = arena_new();
    struct stage_reader *r = mem_alloc(sizeof *r);
    const char *folder = staging_dir(a, dir);
    const char *acts = path_join(a, folder, str_printf(a, "%.*s.acts", STR_FMT(id)).p);
    const char *index = path_join(a, folder, str_printf(a, "%.*s.index", STR_FMT(id)).p);
    bool ok = str_find(id, STR("/")) < 0 || ERR(e, ERR_INVALID, "no staging id");
    ok = ok && file_map_open(acts, &r->acts, e) && file_map_open(index, &r->index, e);
    arena_free(a);
    if (!ok) {
        stage_close(r);
        return false;
    }
    r->places = (const struct place *)(const void *)r->index.data.p;
    r->n = (int64_t)(r->index.data.n / sizeof *r->places);
    file_map_load(&r->acts, LOAD_MOST_BYTES);
    file_map_load(&r->index, LOAD_MOST_BYTES);
    *out = r;
    return true;
}

void stage_close(struct stage_reader *r)
{
    if (!r)
        return;
    file_map_close(&r->acts);
    file_map_close(&r->index);
    mem_free(r);
}

int64_t stage_count(const struct stage_reader *r)
{
    return r->n;
}

static bool take_int(struct str *rest, int64_t *v)
{
    if (rest->n < sizeof *v)
        return false;
    memcpy(v, rest->p, sizeof *v);
    *rest = str_n(rest->p + sizeof *v, rest->n - sizeof *v);
    return true;
}

static bool take_char(struct str *rest, int *v)
{
    if (!rest->n)
        return false;
    *v = (unsigned char)rest->p[0];
    *rest = str_n(rest->p + 1, rest->n - 1);
    return true;
}

static bool unpack_ref(struct str *rest, struct act *a)
{
    int has, kind = 0;
    if (!take_char(rest, &has))
        return false;
    a->has_ref = has;
    if (!has)
        return true;
    bool ok = str_take_lp(rest, &a->refers_to.receipt) && str_take_lp(rest, &a->refers_to.agency) &&
              str_take_lp(rest, &a->refers_to.type) && str_take_lp(rest, &a->refers_to.doc_no) &&
              take_char(rest, &kind);
    a->refers_to.kind = (enum act_kind)kind;
    return ok;
}

static bool unpack_papers(struct str *rest, struct arena *arena, struct act *a)
{
    int64_t n;
    if (!take_int(rest, &n) || n < 0 || (size_t)n > rest->n)
        return false;
    a->n_papers = (size_t)n;
    a->papers = arena_alloc(arena, (size_t)n * sizeof *a->papers + 1);
    for (int64_t i = 0; i < n; i++) {
        struct act_paper *p = &a->papers[i];
        if (!str_take_lp(rest, &p->kind) || !str_take_lp(rest, &p->name) || !str_take_lp(rest, &p->sha256))
            return false;
    }
    return true;
}

static bool unpack_fields(struct str *rest, struct arena *arena, struct act *a)
{
    int64_t n;
    if (!take_int(rest, &n) || n < 0 || (size_t)n > rest->n)
        return false;
    a->n_fields = (size_t)n;
    a->fields = arena_alloc(arena, (size_t)n * sizeof *a->fields + 1);
    for (int64_t i = 0; i < n; i++) {
        int form;
        struct act_field *f = &a->fields[i];
        if (!str_take_lp(rest, &f->id) || !take_char(rest, &form) || !str_take_lp(rest, &f->value))
            return false;
        f->form = (enum field_form)form;
    }
    return true;
}

static bool unpack(struct str rest, struct arena *arena, struct act *a)
{
    int kind, by, origin;
    int64_t on, at;
    *a = (struct act){0};
    if (!take_char(&rest, &kind) || !take_char(&rest, &by) || !take_char(&rest, &origin) || !take_int(&rest, &on) ||
        !take_int(&rest, &at))
        return false;
    a->kind = (enum act_kind)kind;
    a->by = (enum act_by)by;
    a->origin = (enum act_origin)origin;
    a->on.n = (int32_t)on;
    a->at.s = at;
    struct str *texts[] = {&a->type,        &a->agency,         &a->subject,       &a->doc_no,
                           &a->drafted_by,  &a->approved_by,    &a->confirmed_by,  &a->submission,
                           &a->person.name, &a->person.id_hmac, &a->person.id_mask};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!str_take_lp(&rest, texts[i]))
            return false;
    return unpack_ref(&rest, a) && unpack_papers(&rest, arena, a) && unpack_fields(&rest, arena, a);
}

/* In the order of subjects one act is seldom near the next: those that come soon are asked for now. */
static void fetch_ahead(const struct stage_reader *r, int64_t i)
{
    enum { AHEAD = 6, LINE = 64, LINES = 6 };
    if (i + AHEAD >= r->n || r->places[i + AHEAD].offset > r->acts.data.n)
        return;
    const char *p = r->acts.data.p + r->places[i + AHEAD].offset;
    for (int k = 0; k < LINES; k++) /* past the end it is harmless */
        __builtin_prefetch((const void *)((uintptr_t)p + (unsigned)(k * LINE)));
}

bool stage_get(const struct stage_reader *r, int64_t i, struct arena *a, struct act *out, int64_t *line, struct err *e)
{
    const struct place *p = &r->places[i];
    fetch_ahead(r, i);
    if (p->offset > r->acts.data.n || p->size > r->acts.data.n - p->offset ||
        !unpack(str_n(r->acts.data.p + p->offset, p->size), a, out))
        return ERR(e, ERR_CORRUPT, "the staged file is damaged");
    *line = p->line;
    return true;
}

void stage_sweep(const char *dir)
{
    struct arena *a = arena_new();
    struct err ignored;
    if (!dir_remove(staging_dir(a, dir), &ignored))
        log_event(LOG_WARN, "staging.sweep", "error=%s", err_kind_name(ignored.kind));
    arena_free(a);
}
