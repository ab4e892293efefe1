/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The control socket, DATA/control.sock, mode 0600: whoever may open the data directory may use it. Frames are a 4-byte
 * little-endian length and one JSON object. A request is {"op":"submit"|"import"|"adopt",…}; the answers to an import
 * are any number of {"progress":n,"total":n} and one {"sum":…,"findings":…} or {"error":…}.
 */
#include "act_int.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { FRAME_MAX = 256 << 20 };

static bool send_all(int fd, const char *p, size_t n, struct err *e)
{
    while (n) {
        ssize_t k = send(fd, p, n, MSG_NOSIGNAL);
        if (k < 0 && errno == EINTR)
            continue;
        if (k <= 0)
            return ERR_ERRNO(e, "control socket");
        p += k;
        n -= (size_t)k;
    }
    return true;
}

static bool receive_all(int fd, char *p, size_t n, struct err *e)
{
    while (n) {
        ssize_t k = recv(fd, p, n, 0);
        if (k < 0 && errno == EINTR)
            continue;
        if (k == 0)
            return ERR(e, ERR_IO, "the other end of the control socket went away");
        if (k < 0)
            return ERR_ERRNO(e, "control socket");
        p += k;
        n -= (size_t)k;
    }
    return true;
}

bool frame_send(int fd, const json_t *j, struct err *e)
{
    char *text = json_dumps(j, JSON_COMPACT);
    size_t n = strlen(text);
    uint32_t size = (uint32_t)n;
    bool ok = send_all(fd, (const char *)&size, sizeof size, e) && send_all(fd, text, n, e);
    free(text); /* jansson's own allocation */
    return ok;
}

bool frame_receive(int fd, json_t **out, struct err *e)
{
    uint32_t size;
    if (!receive_all(fd, (char *)&size, sizeof size, e))
        return false;
    if (size > FRAME_MAX)
        return ERR(e, ERR_LIMIT, "control frame of %u bytes", size);
    char *text = mem_alloc((size_t)size + 1);
    bool ok = receive_all(fd, text, size, e);
    json_t *j = ok ? json_loadb(text, size, 0, NULL) : NULL;
    mem_free(text);
    if (ok && !j)
        return ERR(e, ERR_INVALID, "control frame is no JSON");
    if (ok)
        *out = j;
    return ok;
}

static bool control_address(const char *dir, struct sockaddr_un *at, struct err *e)
{
    *at = (struct sockaddr_un){.sun_family = AF_UNIX};
    int n = snprintf(at->sun_path, sizeof at->sun_path, "%s/control.sock", dir);
    if (n < 0 || (size_t)n >= sizeof at->sun_path)
        return ERR(e, ERR_LIMIT, "the path of the data directory is too long for a socket");
    return true;
}

bool control_connect(const char *dir, int *fd, struct err *e)
{
    struct sockaddr_un at;
    if (!control_address(dir, &at, e))
        return false;
    int s = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (s < 0)
        return ERR_ERRNO(e, "socket");
    if (connect(s, (struct sockaddr *)&at, sizeof at) != 0) {
        close(s);
        return ERR(e, ERR_BUSY, "another process is writing to %s and takes no acts; try again", dir);
    }
    *fd = s;
    return true;
}

bool control_listen(const char *dir, int *fd, struct err *e)
{
    struct sockaddr_un at;
    if (!control_address(dir, &at, e))
        return false;
    int s = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (s < 0)
        return ERR_ERRNO(e, "socket");
    unlink(at.sun_path); /* we hold the lock: a socket that is there is a dead one */
    mode_t mask = umask(0177);
    bool ok = bind(s, (struct sockaddr *)&at, sizeof at) == 0 && listen(s, 64) == 0;
    umask(mask);
    if (!ok) {
        close(s);
        return ERR_ERRNO(e, "cannot open %s", at.sun_path);
    }
    *fd = s;
    return true;
}

/* ---- what travels ---- */

static json_t *text(struct str s)
{
    return json_stringn(s.p ? s.p : "", s.n);
}

static struct str text_of(const json_t *j, const char *key)
{
    const json_t *v = json_object_get(j, key);
    return json_is_string(v) ? str_n(json_string_value(v), json_string_length(v)) : STR_NONE;
}

static int64_t int_of(const json_t *j, const char *key)
{
    return json_integer_value(json_object_get(j, key));
}

json_t *order_to_json(const struct import_order *o)
{
    return json_pack("{s:o,s:b,s:b,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:I,s:b,s:I,s:b}", "stage", text(o->stage), "dry_run", o->dry_run,
                     "strict", o->strict, "submission", text(o->submission), "submission_agency", text(o->submission_agency),
                     "submission_digest", text(o->submission_digest), "copied_from", text(o->copied_from), "copy_type",
                     text(o->copy_type), "copy_agency", text(o->copy_agency), "copy_sha256", text(o->copy_sha256), "retrieved",
                     (json_int_t)o->retrieved.n, "complete", o->complete, "copy_rows", (json_int_t)o->copy_rows, "yes", o->yes);
}

void order_of_json(const json_t *j, struct import_order *o)
{
    *o = (struct import_order){
        .stage = text_of(j, "stage"),
        .dry_run = json_is_true(json_object_get(j, "dry_run")),
        .strict = json_is_true(json_object_get(j, "strict")),
        .submission = text_of(j, "submission"),
        .submission_agency = text_of(j, "submission_agency"),
        .submission_digest = text_of(j, "submission_digest"),
        .copied_from = text_of(j, "copied_from"),
        .copy_type = text_of(j, "copy_type"),
        .copy_agency = text_of(j, "copy_agency"),
        .copy_sha256 = text_of(j, "copy_sha256"),
        .retrieved = {(int32_t)int_of(j, "retrieved")},
        .complete = json_is_true(json_object_get(j, "complete")),
        .copy_rows = int_of(j, "copy_rows"),
        .yes = json_is_true(json_object_get(j, "yes")),
    };
}

json_t *sum_to_json(const struct import_sum *s)
{
    return json_pack("{s:I,s:I,s:I,s:I,s:I,s:I,s:I,s:I,s:I,s:I,s:b}", "accepted", (json_int_t)s->accepted, "held",
                     (json_int_t)s->held, "unchanged", (json_int_t)s->unchanged, "refused", (json_int_t)s->refused, "ended",
                     (json_int_t)s->ended, "first_seq", (json_int_t)s->first_seq, "last_seq", (json_int_t)s->last_seq,
                     "waited_ms", (json_int_t)s->waited_ms, "indexed", (json_int_t)s->indexed, "index_ms",
                     (json_int_t)s->index_ms, "rolled_back", s->rolled_back);
}

void sum_of_json(const json_t *j, struct import_sum *s)
{
    *s = (struct import_sum){
        .accepted = int_of(j, "accepted"),
        .held = int_of(j, "held"),
        .unchanged = int_of(j, "unchanged"),
        .refused = int_of(j, "refused"),
        .ended = int_of(j, "ended"),
        .first_seq = int_of(j, "first_seq"),
        .last_seq = int_of(j, "last_seq"),
        .waited_ms = int_of(j, "waited_ms"),
        .indexed = int_of(j, "indexed"),
        .index_ms = int_of(j, "index_ms"),
        .rolled_back = json_is_true(json_object_get(j, "rolled_back")),
    };
}

json_t *findings_to_json(const struct findings *f)
{
    json_t *list = json_array();
    for (size_t i = 0; i < findings_kept(f); i++) {
        const struct finding *x = findings_get(f, i);
        json_array_append_new(list, json_pack("[i,I,i,s,o,o,o,o,o]", (int)x->level, (json_int_t)x->line, x->column, x->rule,
                                              text(x->args[0]), text(x->args[1]), text(x->args[2]), text(x->suggestion),
                                              text(x->file)));
    }
    return list;
}

static struct str item_text(const json_t *item, size_t i)
{
    const json_t *v = json_array_get(item, i);
    return json_is_string(v) ? str_n(json_string_value(v), json_string_length(v)) : STR_NONE;
}

void findings_of_json(const json_t *j, struct findings *f)
{
    size_t i;
    const json_t *item;
    json_array_foreach((json_t *)j, i, item) {
        struct finding x = {
            .level = (enum finding_level)json_integer_value(json_array_get(item, 0)),
            .line = json_integer_value(json_array_get(item, 1)),
            .column = (int)json_integer_value(json_array_get(item, 2)),
            .rule = json_string_value(json_array_get(item, 3)),
            .args = {item_text(item, 4), item_text(item, 5), item_text(item, 6)},
            .suggestion = item_text(item, 7),
            .file = item_text(item, 8),
        };
        if (x.rule && finding_rule_known(x.rule))
            findings_add(f, &x);
    }
}
