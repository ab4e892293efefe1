/* SPDX-License-Identifier: Apache-2.0 */
/* Single acts as JSON: filed, described, shown by example. */
#include "cli/verbs.h"

enum { SUBMIT_MAX_BYTES = 64 << 20 };

/* With --now an act without `at` of its own takes it; only a rehearsal accepts either. */
static bool at_given(const struct cli *c, struct str line, struct buf *out, struct err *e)
{
    buf_clear(out);
    if (!c->now.s) {
        buf_str(out, line);
        return true;
    }
    json_t *j = NULL;
    char at[INSTANT_CHARS];
    if (!json_read(line, JSON_MAX_BYTES, &j, e))
        return false;
    if (json_is_object(j) && !json_object_get(j, "at"))
        json_object_set_new(j, "at", json_string(instant_format(c->now, at)));
    json_put_value(j, out); /* whatever it holds is for the check to refuse */
    json_decref(j);
    return true;
}

static bool submit_one(struct cli *c, struct door *door, struct str line, struct err *e)
{
    struct buf act = {0}, answer = {0};
    bool ok = at_given(c, line, &act, e) && door_submit(door, buf_view(&act), &answer, e);
    if (ok) {
        if (str_find(buf_view(&answer), STR("\"status\":\"refused\"")) >= 0)
            c->exit = EXIT_DATA;
        buf_char(&answer, '\n');
        ok = out_write(buf_view(&answer), e);
    }
    buf_free(&act);
    buf_free(&answer);
    return ok;
}

static bool submit_text(struct cli *c, struct door *door, struct str text, bool lines, struct err *e)
{
    if (!lines)
        return submit_one(c, door, str_trim(text), e);
    struct str line;
    for (int64_t n = 1; str_split(&text, '\n', &line); n++) {
        struct err why = {0};
        line = str_trim(line);
        if (!line.n || submit_one(c, door, line, &why))
            continue;
        return ERR(e, why.kind, "line %lld: %s", (long long)n, why.msg);
    }
    return true;
}

static bool submit(struct cli *c, struct err *e)
{
    const char *path;
    struct buf text = {0};
    struct door *door = NULL;
    struct writer_options w = {.now = c->now};
    if (!arg_need(c, 1, "the file to submit (.json or .jsonl)", &path, e) || !args_at_most(c, 2, e))
        return false;
    const char *real = strcmp(path, "-") == 0 ? "/dev/stdin" : path;
    bool lines = !str_ends(str_of(path), STR(".json"));
    bool ok = register_need(c, e) && key_file_read(c, &w.caller, e) && file_read(real, SUBMIT_MAX_BYTES, &text, e) &&
              door_open(c->data, &w, &door, e) && submit_text(c, door, buf_view(&text), lines, e);
    door_close(door);
    key_file_forget(&w.caller);
    buf_free(&text);
    return ok;
}

static bool kinds_write(struct cli *c, struct err *e)
{
    static const struct column columns[] = {{"kind", "行为种类", "kind"}, {"by", "由谁报送", "filed by"}};
    struct sheet s = {columns, 2, {0}};
#define KIND(name, number, text)                                                                                       \
    sheet_row(&s, (struct str[]){STR(text), str_of(act_schema_of(KIND_##name) ? act_schema_of(KIND_##name)->by : "")});
#include "journal/kinds.def"
#undef KIND
    return sheet_write(c, &s, e);
}

static bool is_member(const json_t *act, const char *name, const char *value)
{
    const char *text = json_string_value(json_object_get(act, name));
    return text && strcmp(text, value) == 0;
}

/* A step needs a case that is open to it: templates.jsonl of the demo's rulebook names one of cases.jsonl for each
 * kind. */
static bool step_template(struct cli *c, const char *kind, struct buf *out, struct err *e)
{
    struct buf text = {0};
    struct str rest = STR_NONE, line;
    const char *type = opt_value(c, "type");
    bool ok = file_read(path_join(c->a, rules_dir(c->a, "demo"), "templates.jsonl"), SUBMIT_MAX_BYTES, &text, e);
    for (rest = buf_view(&text); ok && !out->n && str_split(&rest, '\n', &line);) {
        json_t *act = NULL;
        ok = json_read(line, JSON_MAX_BYTES, &act, e);
        if (ok && is_member(act, "kind", kind) && (!type || is_member(act, "type", type)))
            json_pretty(act, out);
        json_decref(act);
    }
    buf_free(&text);
    if (ok && !out->n)
        ok = ERR(e, ERR_NOT_FOUND, "no agency of the demo has a case for %s of that type", kind);
    return ok;
}

static bool describe(struct cli *c, bool schema, struct err *e)
{
    if (c->n_args < 2)
        return kinds_write(c, e);
    enum act_kind kind = act_kind_of(str_of(c->args[1]));
    if (kind == KIND_NONE)
        return ERR(e, ERR_NOT_FOUND, "there is no kind of act '%s'; gongshi act schema lists them", c->args[1]);
    if (!act_schema_of(kind))
        return ERR(e, ERR_NOT_FOUND, "no agency files %s here yet", c->args[1]);
    struct catalog *k = NULL;
    struct buf out = {0};
    bool ok = args_at_most(c, 2, e);
    if (!schema && act_schema_of(kind)->process)
        ok = ok && step_template(c, c->args[1], &out, e);
    else
        ok = ok && catalog_here(c, "demo", &k, e) &&
             (schema ? act_schema_put : act_template_put)(k, kind, opt_str(c, "type"), &out, e);
    ok = ok && out_write(buf_view(&out), e);
    buf_free(&out);
    catalog_free(k);
    return ok;
}

static bool run(struct cli *c, struct err *e)
{
    const char *what;
    if (!arg_need(c, 0, "submit, schema or template", &what, e))
        return false;
    if (strcmp(what, "submit") == 0)
        return submit(c, e);
    bool schema = strcmp(what, "schema") == 0;
    if (!schema && strcmp(what, "template") != 0)
        return ERR(e, ERR_INVALID, "act knows submit, schema and template, not '%s'", what);
    return describe(c, schema, e);
}

static const struct opt opts[] = {
    {"type", "ID", "记录类型", "record type"},
    {"key-file", "FILE", "机关密钥所在文件；机关有密钥后，不利行为须出示",
     "file with the agency's key, which its adverse acts need once it has one"},
    {0},
};
const struct verb verb_act = {
    .name = "act",
    .usage = "submit FILE.json|.jsonl | schema [KIND] | template KIND",
    .zh = "单个行为：报送、格式、样例",
    .en = "single acts as JSON: file them, their schema, an example",
    .examples = "gongshi act template penalty.decide > act.json\ngongshi act submit act.json --data ./demo-data\n"
                "gongshi act submit examples/acts.jsonl\ngongshi act schema licence.grant",
    .opts = opts,
    .words = "submit schema template",
    .run = run,
};
