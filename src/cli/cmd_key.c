/* SPDX-License-Identifier: Apache-2.0 */
/* Keys of agencies: made and shown once, listed without their secret, revoked by their id. */
#include "cli/verbs.h"

struct filing {
    const char *kind;
    struct str agency, id, mac, label;
};

static void act_put(const struct cli *c, const struct filing *x, struct buf *out)
{
    char at[INSTANT_CHARS];
    buf_char(out, '{');
    json_put_text(out, "kind", str_of(x->kind));
    json_put_text(out, "by", STR("operator"));
    json_put_text(out, "agency", x->agency);
    if (c->now.s)
        json_put_text(out, "at", str_of(instant_format(c->now, at)));
    buf_z(out, ",\"fields\":{");
    json_put_text(out, "key", x->id);
    if (x->mac.n)
        json_put_text(out, "hmac", x->mac);
    if (x->label.n)
        json_put_text(out, "label", x->label);
    buf_z(out, "}}");
}

/* The answer as a line of JSON; *accepted tells whether the act stands. */
static bool file(struct cli *c, const struct filing *x, struct buf *answer, bool *accepted, struct err *e)
{
    struct door *door = NULL;
    struct buf act = {0};
    struct writer_options w = {.now = c->now};
    act_put(c, x, &act);
    bool ok = door_open(c->data, &w, &door, e) && door_submit(door, buf_view(&act), answer, e);
    door_close(door);
    buf_free(&act);
    *accepted = ok && str_find(buf_view(answer), STR("\"status\":\"refused\"")) < 0;
    if (ok && !*accepted)
        c->exit = EXIT_DATA;
    buf_char(answer, '\n');
    return ok;
}

/* The key alone on standard output, unless another form is asked for: so it goes into a file by `>`. */
static bool show_once(struct cli *c, struct str agency, const struct access_fresh *key, struct err *e)
{
    struct buf out = {0};
    buf_reserve(&out, 1024);
    if (c->format == OUT_JSON || c->format == OUT_JSONL) {
        buf_char(&out, '{');
        json_put_text(&out, "agency", agency);
        json_put_text(&out, "id", str_of(key->id));
        json_put_text(&out, "key", str_of(key->printed));
        buf_char(&out, '}');
    } else {
        buf_z(&out, key->printed);
    }
    buf_char(&out, '\n');
    bool ok = out_write(buf_view(&out), e);
    mem_wipe(out.p, out.cap);
    buf_free(&out);
    tell(c, "密钥 %s 只显示这一次，请妥善保存；遗失或泄露时：gongshi key revoke --agency %.*s %s",
         "key %s is shown this once: keep it safe; lost or leaked: gongshi key revoke --agency %.*s %s", key->id,
         STR_FMT(agency), key->id);
    return ok;
}

static bool add(struct cli *c, struct str agency, struct err *e)
{
    struct keys keys;
    struct access_fresh key;
    struct buf answer = {0};
    bool accepted = false;
    bool ok = args_at_most(c, 1, e) && keys_load(c->data, false, &keys, e);
    if (!ok)
        return false;
    access_key_make(&keys, agency, &key);
    mem_wipe(&keys, sizeof keys);
    struct filing x = {.kind = "key.add",
                       .agency = agency,
                       .id = str_of(key.id),
                       .mac = str_of(key.mac),
                       .label = opt_str(c, "label")};
    ok = file(c, &x, &answer, &accepted, e);
    if (ok)
        ok = accepted ? show_once(c, agency, &key, e) : out_write(buf_view(&answer), e);
    mem_wipe(&key, sizeof key);
    buf_free(&answer);
    return ok;
}

static bool revoke(struct cli *c, struct str agency, struct err *e)
{
    const char *id;
    struct buf answer = {0};
    bool accepted;
    if (!arg_need(c, 1, "the key's id (gongshi key list)", &id, e) || !args_at_most(c, 2, e))
        return false;
    struct filing x = {.kind = "key.revoke", .agency = agency, .id = str_of(id)};
    bool ok = file(c, &x, &answer, &accepted, e) && out_write(buf_view(&answer), e);
    buf_free(&answer);
    return ok;
}

static struct str instant_text(struct cli *c, struct instant t)
{
    char text[INSTANT_CHARS];
    return t.s ? str_dup(c->a, str_of(instant_format(t, text))) : STR_NONE;
}

static bool list(struct cli *c, struct str agency, struct err *e)
{
    static const struct column columns[] = {{"agency", "机关", "agency"},
                                            {"id", "密钥编号", "key"},
                                            {"label", "用途", "label"},
                                            {"added_at", "签发", "made"},
                                            {"revoked_at", "撤销", "revoked"}};
    struct sheet s = {columns, sizeof columns / sizeof *columns, {0}};
    struct session session;
    struct access_key *v;
    size_t n;
    if (!args_at_most(c, 1, e) || !session_open(c, &session, e))
        return false;
    bool ok = access_keys(session.store, agency, c->a, &v, &n, e);
    for (size_t i = 0; ok && i < n; i++)
        sheet_row(&s, (struct str[]){v[i].agency, v[i].id, v[i].label, instant_text(c, v[i].added),
                                     instant_text(c, v[i].revoked)});
    ok = ok && sheet_write(c, &s, e);
    session_close(&session);
    return ok;
}

static bool run(struct cli *c, struct err *e)
{
    static const struct {
        const char *word;
        bool of_agency;
        bool (*run)(struct cli *c, struct str agency, struct err *e);
    } words[] = {{"add", true, add}, {"revoke", true, revoke}, {"list", false, list}};
    const char *what;
    if (!arg_need(c, 0, "add, revoke or list", &what, e))
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(what, words[i].word) != 0)
            continue;
        if (words[i].of_agency && !opt_value(c, "agency"))
            return ERR(e, ERR_INVALID, "--agency is missing");
        return register_need(c, e) && words[i].run(c, opt_str(c, "agency"), e);
    }
    return ERR(e, ERR_INVALID, "key knows add, revoke and list, not '%s'", what);
}

static const struct opt opts[] = {
    {"agency", "ID", "机关编号", "the agency"},
    {"label", "TEXT", "用途说明", "what the key is for"},
    {0},
};
const struct verb verb_key = {
    .name = "key",
    .usage = "add|revoke --agency ID [KEY] | list [--agency ID]",
    .zh = "机关密钥：签发、撤销、列出",
    .en = "keys of agencies: make, revoke, list",
    .examples = "gongshi key add --agency mr-990101 --label \"case system\" > mr-990101.key\n"
                "gongshi key list\ngongshi key revoke --agency mr-990101 9f3a61c2d04b7e15",
    .opts = opts,
    .words = "add revoke list",
    .run = run,
};
