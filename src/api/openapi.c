/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The API's description, OpenAPI 3.1. Paths, methods and parameters are those of the route tables, the schemas of acts
 * those of the rulebook in force; words, answers and examples stand in openapi.json, and a route that has none there
 * shows as one without operationId.
 */
#include <ctype.h>

#include "codec/codec.h"

#include "api_int.h"

extern const unsigned char OPENAPI[];
extern const size_t OPENAPI_N;

static json_t *ref(const char *kind, const char *name)
{
    char path[128];
    snprintf(path, sizeof path, "#/components/%s/%s", kind, name);
    return json_pack("{s:s}", "$ref", path);
}

static json_t *content_of(const char *media, json_t *schema)
{
    return json_pack("{s:{s:o}}", media, "schema", schema);
}

/* {"description","schema"|"schemas","media","headers","links"} to a Response Object. */
static json_t *response_of(const json_t *row)
{
    json_t *out = json_object(), *several = json_object_get(row, "schemas"), *one;
    static const char *const kept[] = {"description", "headers", "links"};
    const char *schema = json_string_value(json_object_get(row, "schema"));
    const char *media = json_string_value(json_object_get(row, "media"));
    size_t i;
    for (i = 0; i < sizeof kept / sizeof *kept; i++)
        if (json_object_get(row, kept[i]))
            json_object_set(out, kept[i], json_object_get(row, kept[i]));
    media = media ? media : "application/json";
    if (schema)
        json_object_set_new(out, "content", content_of(media, ref("schemas", schema)));
    if (several) {
        json_t *any = json_array();
        json_array_foreach(several, i, one) json_array_append_new(any, ref("schemas", json_string_value(one)));
        json_object_set_new(out, "content", content_of(media, json_pack("{s:o}", "oneOf", any)));
    }
    return out;
}

static json_t *responses_of(const json_t *rows)
{
    static const char PROBLEM[] = "application/problem+json";
    json_t *out = json_object(), *row;
    const char *status;
    json_object_foreach((json_t *)(uintptr_t)rows, status, row) json_object_set_new(out, status, response_of(row));
    json_t *problem = json_pack("{s:s,s:o}", "description", "A problem: its type is a page that explains it", "content",
                                content_of(PROBLEM, ref("schemas", "Problem")));
    json_object_set_new(out, "default", problem);
    return out;
}

/* A reference, or with an example of its own a copy. */
static void parameter_add(json_t *list, const json_t *root, struct str name, const json_t *examples)
{
    char key[64];
    snprintf(key, sizeof key, "%.*s", STR_FMT(name));
    json_t *example = json_object_get(examples, key);
    if (!example) {
        json_array_append_new(list, ref("parameters", key));
        return;
    }
    const json_t *known = json_object_get(json_object_get(json_object_get(root, "components"), "parameters"), key);
    json_t *own = known ? json_copy((json_t *)(uintptr_t)known) : json_object();
    json_object_set(own, "example", example);
    json_array_append_new(list, own);
}

static json_t *parameters_of(const json_t *root, const struct http_route *r, const json_t *examples)
{
    json_t *list = json_array();
    struct str rest = str_of(r->pattern), part, name;
    while (str_split(&rest, '/', &part))
        if (part.n > 2 && part.p[0] == '{')
            parameter_add(list, root, str_n(part.p + 1, part.n - 2), examples);
    rest = str_of(r->params);
    while (str_split(&rest, ' ', &name))
        parameter_add(list, root, name, examples);
    if (r->takes)
        parameter_add(list, root, STR("Idempotency-Key"), NULL);
    parameter_add(list, root, STR("Accept-Language"), NULL);
    return list;
}

static json_t *body_of(const json_t *row)
{
    struct buf lines = {0};
    json_t *one;
    size_t i;
    json_array_foreach(json_object_get(row, "batch"), i, one)
    {
        json_put_value(one, &lines);
        buf_char(&lines, '\n');
    }
    json_t *act = json_pack("{s:o,s:O}", "schema", ref("schemas", "Act"), "example", json_object_get(row, "one"));
    json_t *batch = json_pack("{s:{s:s,s:s},s:o}", "schema", "type", "string", "description", "One Act a line",
                              "example", json_stringn(lines.p, lines.n));
    buf_free(&lines);
    return json_pack("{s:b,s:{s:o,s:o}}", "required", 1, "content", "application/json", act, "application/x-ndjson",
                     batch);
}

static json_t *operation_of(const json_t *root, const struct http_route *r, const json_t *row)
{
    static const char *const own[] = {"x-examples", "x-body", "responses"};
    json_t *op = row ? json_copy((json_t *)(uintptr_t)row) : json_object();
    json_object_set_new(op, "parameters", parameters_of(root, r, json_object_get(row, "x-examples")));
    if (json_object_get(row, "x-body"))
        json_object_set_new(op, "requestBody", body_of(json_object_get(row, "x-body")));
    json_t *responses = responses_of(json_object_get(row, "responses"));
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        json_object_del(op, own[i]);
    json_object_set_new(op, "responses", responses);
    return op;
}

static json_t *paths_of(const json_t *root)
{
    const struct http_route *const tables[] = {api_routes, filing_routes};
    json_t *out = json_object(), *rows = json_object_get(root, "paths");
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        for (const struct http_route *r = tables[i]; r->method; r++) {
            char method[8] = "";
            for (size_t k = 0; r->method[k] && k + 1 < sizeof method; k++)
                method[k] = (char)tolower((unsigned char)r->method[k]);
            json_t *item = json_object_get(out, r->pattern);
            if (!item) {
                item = json_object();
                json_object_set_new(out, r->pattern, item);
            }
            const json_t *row = json_object_get(json_object_get(rows, r->pattern), method);
            json_object_set_new(item, method, operation_of(root, r, row));
        }
    return out;
}

/* Every kind that may come over the network: what only the operator files is not described. */
static void acts_add(const struct catalog *c, json_t *schemas)
{
    json_t *any = json_array(), *mapping = json_object();
    char name[64], path[128];
    for (int k = 1; k < 256; k++) {
        enum act_kind kind = (enum act_kind)k;
        const struct act_schema *s = act_schema_of(kind);
        if (!s || strcmp(s->by, "operator") == 0)
            continue;
        snprintf(name, sizeof name, "act.%s", act_kind_text(kind));
        snprintf(path, sizeof path, "#/components/schemas/%s", name);
        json_object_set_new(schemas, name, act_schema_json(c, kind, STR_NONE));
        json_array_append_new(any, ref("schemas", name));
        json_object_set_new(mapping, act_kind_text(kind), json_string(path));
    }
    json_object_set_new(
        schemas, "Act",
        json_pack("{s:o,s:{s:s,s:o}}", "oneOf", any, "discriminator", "propertyName", "kind", "mapping", mapping));
}

void api_describe(const struct catalog *c, struct buf *out)
{
    json_t *root = json_loadb((const char *)OPENAPI, OPENAPI_N, 0, NULL);
    ASSERT(root);
    json_object_set_new(json_object_get(root, "info"), "version", json_string(GONGSHI_VERSION));
    json_object_set_new(root, "paths", paths_of(root));
    acts_add(c, json_object_get(json_object_get(root, "components"), "schemas"));
    json_put_value(root, out);
    json_decref(root);
}

void api_get_description(void *context, const struct http_request *q, struct http_answer *out)
{
    const struct site *s = context;
    out->content_type = "application/json";
    out->cache = "no-cache";
    out->etag = str_printf(http_arena(q), "%s.%.16s", GONGSHI_VERSION, catalog_digest(s->catalog).p);
    out->any_origin = true;
    if (s->description.n)
        buf_str(&out->body, buf_view(&s->description));
    else
        api_describe(s->catalog, &out->body);
}
