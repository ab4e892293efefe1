/* SPDX-License-Identifier: Apache-2.0 */
/* The door of a process that wants to write: its own writer when it gets the lock, else the server's. */
#include "act_int.h"

#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

struct door {
    struct writer *writer; /* NULL: remote */
    int fd;
    struct instant now;
    struct act_caller caller;
};

bool door_open(const char *dir, const struct writer_options *o, struct door **out, struct err *e)
{
    struct err busy;
    struct door *d = mem_alloc(sizeof *d);
    d->fd = -1;
    d->now = o ? o->now : (struct instant){0};
    d->caller = o ? o->caller : (struct act_caller){0};
    bool ok = writer_open(dir, o, &d->writer, &busy);
    if (!ok && busy.kind == ERR_BUSY)
        ok = control_connect(dir, &d->fd, e);
    else if (!ok && e)
        *e = busy;
    if (ok)
        *out = d;
    else
        door_close(d);
    return ok;
}

void door_close(struct door *d)
{
    if (!d)
        return;
    writer_close(d->writer);
    if (d->fd >= 0)
        close(d->fd);
    mem_free(d);
}

bool door_is_remote(const struct door *d)
{
    return d->fd >= 0;
}

static bool failed(const json_t *reply, struct err *e)
{
    const json_t *why = json_object_get(reply, "error");
    if (!why)
        return false;
    ERR(e, (enum err_kind)json_integer_value(json_object_get(reply, "kind")), "%s", json_string_value(why));
    return true;
}

static bool ask(struct door *d, json_t *request, json_t **reply, struct err *e)
{
    if (d->now.s)
        json_object_set_new(request, "now", json_integer(d->now.s));
    if (d->caller.key.n)
        json_object_set_new(request, "key", json_stringn(d->caller.key.p, d->caller.key.n));
    bool ok = frame_send(d->fd, request, e) && frame_receive(d->fd, reply, e);
    json_decref(request);
    return ok;
}

bool door_submit(struct door *d, struct str act_text_json, struct buf *answer, struct err *e)
{
    if (d->writer)
        return submit_run(d->writer, &d->caller, act_text_json, answer, e);
    json_t *reply;
    json_t *act = json_stringn_nocheck(act_text_json.p, act_text_json.n);
    if (!ask(d, json_pack("{s:s,s:o}", "op", "submit", "act", act), &reply, e))
        return false;
    bool ok = !failed(reply, e);
    if (ok) {
        const json_t *x = json_object_get(reply, "answer");
        buf_put(answer, json_string_value(x), json_string_length(x));
    }
    json_decref(reply);
    return ok;
}

static bool remote_import(struct door *d, const struct import_order *o, struct findings *f,
                          void (*progress)(void *context, int64_t done, int64_t total), void *context,
                          struct import_sum *out, struct err *e)
{
    json_t *reply;
    if (!ask(d, json_pack("{s:s,s:o}", "op", "import", "order", order_to_json(o)), &reply, e))
        return false;
    while (json_object_get(reply, "progress")) {
        if (progress)
            progress(context, json_integer_value(json_object_get(reply, "progress")),
                     json_integer_value(json_object_get(reply, "total")));
        json_decref(reply);
        if (!frame_receive(d->fd, &reply, e))
            return false;
    }
    findings_of_json(json_object_get(reply, "findings"), f);
    bool ok = !failed(reply, e);
    if (ok)
        sum_of_json(json_object_get(reply, "sum"), out);
    json_decref(reply);
    return ok;
}

bool door_import(struct door *d, const struct import_order *o, struct findings *f,
                 void (*progress)(void *context, int64_t done, int64_t total), void *context, struct import_sum *out,
                 struct err *e)
{
    struct import_order mine = *o;
    mine.caller = d->caller;
    return d->writer ? import_run(d->writer, &mine, f, progress, context, out, e)
                     : remote_import(d, &mine, f, progress, context, out, e);
}

bool door_adopt(struct door *d, const char *rules_dir, struct findings *f, struct adopt_sum *sum, struct err *e)
{
    json_t *reply;
    char whole[PATH_MAX];
    if (d->writer)
        return writer_adopt(d->writer, rules_dir, f, sum, e);
    if (!realpath(rules_dir, whole)) /* the server stands in another folder */
        return ERR_ERRNO(e, "no rulebook in %s", rules_dir);
    if (!ask(d, json_pack("{s:s,s:s}", "op", "adopt", "rules", whole), &reply, e))
        return false;
    findings_of_json(json_object_get(reply, "findings"), f);
    bool ok = !failed(reply, e);
    sum->shortened = json_integer_value(json_object_get(reply, "shortened"));
    json_decref(reply);
    return ok;
}
