#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The API keeps to its description: openapi.py BASE_URL KEYFILE

Checks /api/openapi.json for itself (every operation described, every reference there, every parameter declared), then
replays each operation's example against the running server and compares status, media type and body with what is
written. Prints a line an operation; exit 1 when one differs.
"""
import http.client
import json
import re
import sys
import urllib.parse

BASE = urllib.parse.urlparse(sys.argv[1])
KEY = open(sys.argv[2], encoding="ascii").read().strip() if len(sys.argv) > 2 else ""
FAULTS = []


def fault(words):
    FAULTS.append(words)


def ask(method, path, headers=None, body=None):
    c = http.client.HTTPConnection(BASE.hostname, BASE.port, timeout=20)
    c.request(method, path, body, headers or {})
    answer = c.getresponse()
    return answer.status, answer.getheader("Content-Type") or "", answer.read(), answer


# ---- JSON Schema, as much of it as the description uses ----
KINDS = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}
KNOWN = {"type", "required", "properties", "items", "enum", "const", "pattern", "$ref", "oneOf", "allOf", "format", "description", "title",
         "additionalProperties", "minLength", "maxLength", "minimum", "maximum", "default", "discriminator", "minItems"}


def resolve(doc, schema):
    while "$ref" in schema:
        node = doc
        for part in schema["$ref"].removeprefix("#/").split("/"):
            node = node[part]
        schema = node
    return schema


def is_kind(value, kind):
    return isinstance(value, KINDS[kind]) and not (kind == "integer" and isinstance(value, bool))


def differs(doc, schema, value, where="$"):
    """The first difference in words, or None."""
    schema = resolve(doc, schema)
    unknown = set(schema) - KNOWN
    if unknown:
        return f"{where}: the schema uses {unknown}"
    kinds = schema.get("type")
    if kinds and not any(is_kind(value, k) for k in ([kinds] if isinstance(kinds, str) else kinds)):
        return f"{where}: {value!r} is no {kinds}"
    if "enum" in schema and value not in schema["enum"]:
        return f"{where}: {value!r} is none of {schema['enum']}"
    if "const" in schema and value != schema["const"]:
        return f"{where}: {value!r} is not {schema['const']}"
    if "pattern" in schema and isinstance(value, str) and not re.search(schema["pattern"], value):
        return f"{where}: {value!r} does not fit {schema['pattern']}"
    if "oneOf" in schema:
        fits = [s for s in schema["oneOf"] if not differs(doc, s, value, where)]
        if len(fits) != 1:
            return f"{where}: fits {len(fits)} of {len(schema['oneOf'])}: {[differs(doc, s, value, where) for s in schema['oneOf']][:3]}"
    for part in schema.get("allOf", []):
        found = differs(doc, part, value, where)
        if found:
            return found
    if isinstance(value, dict):
        for name in schema.get("required", []):
            if name not in value:
                return f"{where}: lacks {name}"
        for name, item in value.items():
            inner = schema.get("properties", {}).get(name)
            if inner is None and schema.get("additionalProperties") is False:
                return f"{where}: has {name}"
            found = inner and differs(doc, inner, item, f"{where}.{name}")
            if found:
                return found
    if isinstance(value, list) and "items" in schema:
        for i, item in enumerate(value):
            found = differs(doc, schema["items"], item, f"{where}[{i}]")
            if found:
                return found
    return None


# ---- the description for itself ----
def operations(doc):
    for path, item in doc["paths"].items():
        for method, op in item.items():
            yield path, method, op


def check_refs(doc, node, where="#"):
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            try:
                resolve(doc, node)
            except (KeyError, TypeError):
                fault(f"{where}: {node['$ref']} is not there")
        for key, value in node.items():
            check_refs(doc, value, f"{where}/{key}")
    elif isinstance(node, list):
        for i, value in enumerate(node):
            check_refs(doc, value, f"{where}/{i}")


def check_description(doc):
    ids = [op.get("operationId") for _, _, op in operations(doc)]
    if not doc["openapi"].startswith("3.1.") or not doc["info"]["version"]:
        fault("no version")
    if len(set(ids)) != len(ids):
        fault(f"operationId twice: {ids}")
    check_refs(doc, doc)
    tags = {t["name"] for t in doc["tags"]}
    for path, method, op in operations(doc):
        name = f"{method} {path}"
        for member in ("operationId", "summary", "tags", "responses"):
            if not op.get(member):
                fault(f"{name} has no {member}: the route is not described")
        if not set(op.get("tags", [])) <= tags:
            fault(f"{name}: unknown tag")
        if any(k.startswith("x-") for k in op):
            fault(f"{name}: {list(op)}")
        declared = {resolve(doc, p)["name"] for p in op["parameters"] if resolve(doc, p)["in"] == "path"}
        if declared != set(re.findall(r"{(\w+)}", path)):
            fault(f"{name}: path parameters {declared}")
        for status, response in op["responses"].items():
            if not response.get("description"):
                fault(f"{name}: {status} has no description")
        if method == "post" and not op.get("security"):
            fault(f"{name}: needs a key")


# ---- replay ----
def linked(doc, op, got):
    """Values for an operation's parameters from the answer to another's example."""
    for path, method, other in operations(doc):
        for response in other["responses"].values():
            for link in response.get("links", {}).values():
                if link["operationId"] == op["operationId"] and other["operationId"] in got:
                    values = {}
                    for name, pointer in link["parameters"].items():
                        node = got[other["operationId"]]
                        for part in pointer.removeprefix("$response.body#/").split("/"):
                            node = node[int(part)] if part.isdigit() else node[part]
                        values[name] = node
                    return values
    return {}


def target(doc, path, op, extra):
    query, values = {}, dict(extra)
    for p in (resolve(doc, p) for p in op["parameters"]):
        if "example" in p:
            values[p["name"]] = p["example"]
        if p["in"] == "query" and p["name"] in values:
            query[p["name"]] = values[p["name"]]
        if p["in"] == "path":
            if p["name"] not in values:
                fault(f"{path}: no example for {p['name']}")
                return None
            path = path.replace("{%s}" % p["name"], urllib.parse.quote(str(values[p["name"]])))
    return path + ("?" + urllib.parse.urlencode(query) if query else "")


def compare(doc, name, op, status, media, body, wanted):
    row = op["responses"].get(str(status))
    if status not in wanted or row is None:
        fault(f"{name}: answered {status}: {body[:300]!r}")
        return None
    content = row.get("content", {})
    if media not in content:
        fault(f"{name}: answered as {media}, not {list(content)}")
        return None
    value = json.loads(body) if "json" in media else body.decode()
    found = differs(doc, content[media]["schema"], value)
    if found:
        fault(f"{name}: {found}")
    return value


def replay(doc):
    got = {}
    order = sorted(operations(doc), key=lambda o: (o[1] != "post", o[2].get("operationId") == "getRecord"))
    for path, method, op in order:
        if not op.get("operationId"):
            continue
        where = target(doc, path, op, linked(doc, op, got))
        if where is None:
            continue
        if method == "get":
            status, media, body, _ = ask("GET", where)
            got[op["operationId"]] = compare(doc, f"get {path}", op, status, media, body, (200,))
            head = ask("HEAD", where)
            if head[0] != status or head[2]:
                fault(f"head {path}: {head[0]}")
            print(f"get {where}: {status}")
            continue
        for media, content in op["requestBody"]["content"].items():
            example = content["example"]
            text = example if isinstance(example, str) else json.dumps(example)
            for act in [json.loads(l) for l in text.splitlines()]:
                found = differs(doc, doc["components"]["schemas"]["Act"], act)
                if found:
                    fault(f"the example {media}: {found}")
            for again in (201, 200):  # and once more: nothing new
                headers = {"Content-Type": media, "Authorization": f"Bearer {KEY}", "Idempotency-Key": f"example-{len(media)}"}
                status, kind, body, answer = ask("POST", where, headers, text.encode())
                compare(doc, f"post {path} {media}", op, status, kind, body, (again,))
                print(f"post {where} {media}: {status}")
            if media == "application/json" and answer.status == 200:
                status, kind, body, _ = ask("POST", where, {"Content-Type": media}, text.encode())
                compare(doc, f"post {path} without a key", op, status, kind, body, (401,))
    return got


def check_problems(doc):
    """What is asked wrongly is answered by a problem whose type is a page of this site, in both languages."""
    problem = {"$ref": "#/components/schemas/Problem"}
    for path in ("/api/v1/none", "/api/v1/search?q=a&limit=0", "/api/v1/search?nonsense=1", "/api/v1/entities/none"):
        for language, prefix in (("en", "/en/problems/"), ("zh", "/problems/")):
            status, media, body, _ = ask("GET", path, {"Accept-Language": language})
            value = json.loads(body)
            found = differs(doc, problem, value)
            if found or media != "application/problem+json" or not value["type"].startswith(prefix):
                fault(f"{path}: {found or body}")
            page = ask("GET", value["type"])
            if page[0] != 200 or value["title"].encode() not in page[2]:
                fault(f"{value['type']}: {page[0]}")


def main():
    status, media, body, _ = ask("GET", "/api/openapi.json")
    doc = json.loads(body)
    check_description(doc)
    got = replay(doc)
    check_problems(doc)
    print(*FAULTS, sep="\n")
    print(f"{len(got)} operations read, {len(FAULTS)} faults")
    return 1 if FAULTS or status != 200 or media != "application/json" else 0


if __name__ == "__main__":
    sys.exit(main())
