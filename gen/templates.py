#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compiles page templates to C: templates.py words.csv out.h out.c FILE.tpl…

A template is HTML. Its first line is `%template name(parameters)`; it becomes `void tpl_name(struct page *pg, …)`.
Other lines that start with % are C. In the HTML:

    {{ expr }}                a struct str, escaped
    {{= expr }}               an integer
    {{t word}}                a word of words.csv in the page's language; {{t word, expr, expr}} fills %1, %2, %3
    {{u expr }}               a struct str as one part of an address, percent-encoded
    {{@ expr }}               a whole address of this site: anything but one that starts with a single / becomes #

A line's end is a blank on the page; a backslash at the end takes it away. There is no form that writes a value as it is. The compiler follows the HTML and refuses a value anywhere but in text
or in a double-quoted attribute, in scripts and styles, in event attributes, and plain values in addresses.
"""
import re
import sys

import words as word_table

TOKEN = re.compile(r"\{\{(.*?)\}\}", re.S)
ADDRESSES = {"href", "src", "action", "formaction", "cite", "data", "poster", "srcset"}


class Html:
    """Where in the HTML we are: in text, in a tag, or in the value of a double-quoted attribute."""

    def __init__(self, path):
        self.path, self.line = path, 0
        self.state, self.tag, self.attr, self.fresh = "text", "", "", False

    def fail(self, words):
        raise SystemExit(f"{self.path}:{self.line}: {words}")

    def feed(self, text):
        steps = {"text": self.in_text, "tag": self.in_tag, "value": self.in_value}
        for ch in text:
            steps[self.state](ch)

    def in_text(self, ch):
        if ch == "<":
            self.state, self.tag = "tag", ""

    def in_tag(self, ch):
        if ch == ">":
            if re.match(r"(script|style|iframe|object|embed|base)\b", self.tag, re.I):
                self.fail(f"<{self.tag}> has no place in a page")
            self.state = "text"
        elif ch == '"':
            self.open_value()
        elif ch == "'":
            self.fail("attributes are quoted with double quotes")
        else:
            self.tag += ch

    def open_value(self):
        m = re.search(r"([a-zA-Z-]+)=$", self.tag)
        if not m:
            self.fail("a quote without an attribute")
        self.attr, self.state, self.fresh = m.group(1).lower(), "value", True
        if self.attr.startswith("on") or self.attr in ("style", "srcdoc"):
            self.fail(f"the attribute {self.attr} is not allowed")

    def in_value(self, ch):
        self.fresh = False
        if ch == '"':
            self.state = "tag"

    def check(self, form):
        """May a value of this form stand here?"""
        if self.state == "tag":
            self.fail("a value inside a tag must stand in a quoted attribute")
        if self.state == "text":
            if form == "@":
                self.fail("{{@ }} is for addresses")
            return
        address = self.attr in ADDRESSES
        if address and form == "@" and not self.fresh:
            self.fail("{{@ }} must be the whole address")
        if address and form != "@" and (self.fresh or form not in ("u", "=")):
            self.fail("in an address: a literal start, then {{u }} or {{= }}; or {{@ }} alone")
        if not address and form == "@":
            self.fail("{{@ }} is for addresses")
        self.fresh = False


def literal(text):
    out = []
    for piece in re.findall(r"[^\n]*\n|[^\n]+", text):
        out.append('"' + piece.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("??", '?""?') + '"')
    return "\n        ".join(out)


class Piece(str):
    """HTML as it stands in the template; neighbours are joined."""


def emit_text(out, text):
    if not text:
        return
    if out and isinstance(out[-1], Piece):
        text = out.pop() + text
    out.append(Piece(text))


def split_args(text):
    """Splits at commas outside brackets and quotes."""
    parts, depth, start, quoted = [], 0, 0, False
    for i, ch in enumerate(text):
        if ch == '"':
            quoted = not quoted
        elif not quoted and ch in "([{":
            depth += 1
        elif not quoted and ch in ")]}":
            depth -= 1
        elif not quoted and ch == "," and depth == 0:
            parts.append(text[start:i].strip())
            start = i + 1
    return parts + [text[start:].strip()]


def emit_token(out, html, body, known, used):
    form, expr = (body[0], body[1:].strip()) if body[:1] in ("=", "@") else ("", body.strip())
    if re.match(r"[tu]\s", body):
        form, expr = body[0], body[1:].strip()
    html.check(form)
    if form == "t":
        parts = split_args(expr)
        if parts[0] not in known:
            html.fail(f"no word {parts[0]} in words.csv")
        wanted = len(set(re.findall(r"%[1-3]", known[parts[0]])))
        if wanted != len(parts) - 1:
            html.fail(f"the word {parts[0]} takes {wanted} arguments")
        used.add(parts[0])
        args = parts[1:] + ["STR_NONE"] * (4 - len(parts))
        out.append(f"    page_word(pg, PORTAL_W_{parts[0]}, {', '.join(args)});")
        return
    call = {"": "page_text", "=": "page_int", "u": "page_part", "@": "page_address"}[form]
    out.append(f"    {call}(pg, {expr});")


def emit_html(out, html, lines, known, used):
    """lines: (number, text). Indentation and empty lines are for the reader of the template, not of the page."""
    for number, line in lines:
        html.line = number
        text, at = line.strip(), 0
        if not text:
            continue
        text = text[:-1] if text.endswith("\\") else text + "\n"
        for m in TOKEN.finditer(text):
            html.feed(text[at:m.start()])
            emit_text(out, text[at:m.start()])
            emit_token(out, html, m.group(1), known, used)
            at = m.end()
        html.feed(text[at:])
        emit_text(out, text[at:])


def compile_one(path, known, used):
    with open(path, encoding="utf-8") as f:
        lines = f.read().split("\n")
    head = re.fullmatch(r"%template (\w+)\((.*)\)", lines[0].strip())
    if not head:
        raise SystemExit(f"{path}:1: starts with %template name(parameters)")
    params = head.group(2).strip()
    proto = f"void tpl_{head.group(1)}(struct page *pg{', ' + params if params else ''})"
    html, out = Html(path), [proto, "{"]
    for number, line in enumerate(lines[1:], 2):
        used.update(re.findall(r"PORTAL_W_(\w+)", line))
        if line.startswith("%"):
            out.append(f'#line {number} "{path.split("/")[-1]}"')
            out.append("    " + line[1:].strip())
        else:
            emit_html(out, html, [(number, line)], known, used)
    if html.state != "text":
        html.fail("the template ends inside a tag")
    out.append("}\n")
    return proto, render(out)


def render(lines):
    return "\n".join(f"    page_html(pg, STR({literal(x)}));" if isinstance(x, Piece) else x for x in lines)


def main():
    words_csv, out_h, out_c = sys.argv[1:4]
    files = sorted(p for p in sys.argv[4:] if p.endswith(".tpl"))
    rows = word_table.read(words_csv)
    known = {r["id"]: r["zh"] for r in rows}
    used, protos, bodies = set(), [], []
    for path in sys.argv[4:]:
        if path.endswith(".c"):
            with open(path, encoding="utf-8") as f:
                used.update(re.findall(r"PORTAL_W_(\w+)", f.read()))
    for path in files:
        proto, body = compile_one(path, known, used)
        protos.append(proto)
        bodies.append(body)
    if set(known) - used:
        raise SystemExit(f"{words_csv}: no page uses {', '.join(sorted(set(known) - used))}")
    with open(out_h, "w", encoding="utf-8") as f:
        f.write("/* Made by gen/templates.py. */\n#ifndef PORTAL_TEMPLATES_H\n#define PORTAL_TEMPLATES_H\n")
        f.write("".join(f"{p};\n" for p in protos) + "#endif\n")
    with open(out_c, "w", encoding="utf-8") as f:
        f.write('/* Made by gen/templates.py. */\n#include "portal/portal_int.h"\n\n' + "\n".join(bodies))


if __name__ == "__main__":
    main()
