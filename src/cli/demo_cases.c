/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Cases of due process: cases.jsonl of the rulebook's folder, one act a line, each with its moment (`at`), the same for
 * every seed. They are submitted as an agency's program would, between the half-yearly files. cases.csv beside it says
 * what the home page tells of them.
 */
#include "cli/demo_int.h"

enum { CASES_BYTES = 1024 * 1024 };

bool demo_acts_open(struct demo *d, struct err *e)
{
    struct buf text = {0};
    bool ok = file_read(path_join(d->a, d->rules, "cases.jsonl"), CASES_BYTES, &text, e);
    d->acts = ok ? str_dup(d->a, buf_view(&text)) : STR_NONE;
    buf_free(&text);
    return ok;
}

static struct instant at_of(const json_t *act)
{
    struct instant at = {0};
    const char *text = json_string_value(json_object_get(act, "at"));
    if (text && !instant_parse(str_of(text), &at))
        at = (struct instant){0};
    return at;
}

/* Organisations that the files register already: an agency of the rulebook, where the province is large enough. */
static bool is_registered(const struct demo *d, const json_t *act)
{
    const char *kind = json_string_value(json_object_get(act, "kind"));
    const char *subject = json_string_value(json_object_get(act, "subject"));
    return kind && subject && act_kind_of(str_of(kind)) == KIND_ENTITY_REGISTER && map_find(d->codes, str_of(subject));
}

static bool act_file(struct door *door, struct str line, struct err *e)
{
    struct buf answer = {0};
    bool ok = door_submit(door, line, &answer, e);
    if (ok && str_find(buf_view(&answer), STR("\"status\":\"accepted\"")) < 0)
        ok = ERR(e, ERR_DATA, "cases.jsonl: %.*s", STR_FMT(buf_view(&answer)));
    buf_free(&answer);
    return ok;
}

bool demo_acts_load(struct demo *d, struct door *door, struct instant until, struct err *e)
{
    bool ok = true;
    while (ok && d->acts.n) {
        struct str rest = d->acts, line;
        json_t *act = NULL;
        str_split(&rest, '\n', &line);
        if (!json_read(line, JSON_MAX_BYTES, &act, e))
            return false;
        bool later = at_of(act).s > until.s, known = is_registered(d, act);
        json_decref(act);
        if (later)
            return true;
        ok = known || act_file(door, line, e);
        d->acts = rest;
    }
    return ok;
}

bool demo_acts_tell(struct demo *d, struct buf *out, struct err *e)
{
    struct buf text = {0};
    struct str rest, line;
    bool ok = file_read(path_join(d->a, d->rules, "cases.csv"), CASES_BYTES, &text, e);
    rest = buf_view(&text);
    ok = ok && str_split(&rest, '\n', &line); /* the header is the caller's */
    while (ok && str_split(&rest, '\n', &line)) {
        buf_str(out, line);
        buf_z(out, "\r\n");
    }
    buf_free(&text);
    return ok;
}
