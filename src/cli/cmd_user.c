/* SPDX-License-Identifier: Apache-2.0 */
/* Officers of an agency, filed by the operator: an id and what it may do, never a name. */
#include "cli/verbs.h"

static void field_put(struct buf *out, bool *first, const char *id, struct str value)
{
    if (!value.n)
        return;
    buf_printf(out, "%s\"%s\":", *first ? "" : ",", id);
    json_put_string(out, value);
    *first = false;
}

static void act_put(const struct cli *c, const char *kind, struct str officer, struct buf *out)
{
    bool first = true;
    buf_printf(out, "{\"kind\":\"%s\",\"by\":\"operator\",\"agency\":", kind);
    json_put_string(out, opt_str(c, "agency"));
    if (opt_str(c, "from").n) {
        buf_z(out, ",\"on\":");
        json_put_string(out, opt_str(c, "from"));
    }
    buf_z(out, ",\"fields\":{");
    field_put(out, &first, "officer", officer);
    field_put(out, &first, "roles", opt_str(c, "roles"));
    field_put(out, &first, "valid_to", opt_str(c, "to"));
    buf_char(out, '}');
    if (c->now.s) {
        char at[INSTANT_CHARS];
        buf_printf(out, ",\"at\":\"%s\"", instant_format(c->now, at));
    }
    buf_char(out, '}');
}

static bool run(struct cli *c, struct err *e)
{
    const char *what, *officer;
    struct door *door = NULL;
    struct buf act = {0}, answer = {0};
    struct writer_options w = {.now = c->now};
    bool ok = arg_need(c, 0, "add or revoke", &what, e) && arg_need(c, 1, "the officer's id", &officer, e) &&
              args_at_most(c, 2, e);
    bool add = ok && strcmp(what, "add") == 0;
    if (ok && !add && strcmp(what, "revoke") != 0)
        ok = ERR(e, ERR_INVALID, "user knows add and revoke, not '%s'", what);
    if (ok && !opt_value(c, "agency"))
        ok = ERR(e, ERR_INVALID, "--agency is missing");
    if (ok && add && !opt_value(c, "roles"))
        ok = ERR(e, ERR_INVALID, "--roles is missing: draft, approve, confirm, blank-separated");
    if (ok) {
        act_put(c, add ? "officer.add" : "officer.revoke", str_of(officer), &act);
        ok = register_need(c, e) && door_open(c->data, &w, &door, e) && door_submit(door, buf_view(&act), &answer, e);
    }
    if (ok) {
        buf_char(&answer, '\n');
        if (str_find(buf_view(&answer), STR("\"status\":\"refused\"")) >= 0)
            c->exit = EXIT_DATA;
        ok = out_write(buf_view(&answer), e);
    }
    door_close(door);
    buf_free(&act);
    buf_free(&answer);
    return ok;
}

static const struct opt opts[] = {
    {"agency", "ID", "机关编号", "the agency"},
    {"roles", "ROLES", "draft、approve、confirm，空格分隔", "draft, approve, confirm, blank-separated"},
    {"from", "DAY", "起始日（revoke：终止日）", "first day (revoke: the day it ends)"},
    {"to", "DAY", "截止日", "last day"},
    {0},
};
const struct verb verb_user = {
    .name = "user",
    .usage = "add|revoke --agency ID OFFICER",
    .zh = "机关经办人的增减",
    .en = "officers of an agency",
    .examples = "gongshi user add --agency mr-990101 --roles \"draft approve\" officer-7\n"
                "gongshi user revoke --agency mr-990101 officer-7",
    .opts = opts,
    .words = "add revoke",
    .run = run,
};
