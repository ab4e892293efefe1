#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the template compiler lets through and what it refuses. Speaks TAP."""
import os
import subprocess
import sys
import tempfile

COMPILER = sys.argv[1]
GOOD = [
    ("text", "<p>{{ x }}</p>"),
    ("attribute", '<p title="a {{ x }} b">c</p>'),
    ("number", "<td>{{= 3 }}</td>"),
    ("word", "<p>{{t one}}</p>"),
    ("word with an argument", "<p>{{t two, f(x, y)}}</p>"),
    ("address of this site", '<a href="{{@ x }}">a</a>'),
    ("part of an address", '<a href="/search?q={{u x }}&amp;n={{= 3 }}">a</a>'),
    ("C between", "%if (x) {\n<p>a</p>\n%}"),
]
BAD = [
    ("plain value as an address", '<a href="{{ x }}">a</a>'),
    ("plain value inside an address", '<a href="/a/{{ x }}">a</a>'),
    ("part as a whole address", '<a href="{{u x }}">a</a>'),
    ("image source", '<img src="{{ x }}">'),
    ("form action", '<form action="{{ x }}"></form>'),
    ("address behind a start", '<a href="/a{{@ x }}">a</a>'),
    ("address form in text", "<p>{{@ x }}</p>"),
    ("address form in another attribute", '<p title="{{@ x }}">a</p>'),
    ("value in a tag", "<p {{ x }}>a</p>"),
    ("value as a tag", "<{{ x }}>a</p>"),
    ("unquoted attribute", "<p title={{ x }}>a</p>"),
    ("single quotes", "<p title='{{ x }}'>a</p>"),
    ("event attribute", '<p onclick="{{ x }}">a</p>'),
    ("style attribute", '<p style="color: red">a</p>'),
    ("script", "<script>alert(1)</script>"),
    ("upper-case script", "<SCRIPT>alert(1)</SCRIPT>"),
    ("style", "<style>p{}</style>"),
    ("frame", '<iframe src="/"></iframe>'),
    ("base", '<base href="/">'),
    ("unknown word", "<p>{{t none}}</p>"),
    ("too few arguments", "<p>{{t two}}</p>"),
    ("too many arguments", "<p>{{t one, x}}</p>"),
    ("open tag at the end", "<p>a</p><p"),
]


def compiles(body, words="id,zh,en\none,一,one\ntwo,二%1,two %1\n", head="%template t()"):
    with tempfile.TemporaryDirectory() as d:
        tpl, csv = os.path.join(d, "t.tpl"), os.path.join(d, "words.csv")
        uses = "\n%PORTAL_W_one; PORTAL_W_two;\n" if "two" in words else "\n"
        with open(tpl, "w", encoding="utf-8") as f:
            f.write(head + uses + body + "\n")
        with open(csv, "w", encoding="utf-8") as f:
            f.write(words)
        out = subprocess.run([sys.executable, COMPILER, csv, os.path.join(d, "o.h"), os.path.join(d, "o.c"), tpl],
                             capture_output=True, text=True)
        if out.returncode and "Traceback" in out.stderr:
            raise SystemExit(out.stderr)
        return out.returncode == 0


def main():
    cases = [(f"compiles: {n}", compiles(b), True) for n, b in GOOD]
    cases += [(f"refuses: {n}", compiles(b), False) for n, b in BAD]
    cases += [
        ("refuses: no head line", compiles("<p>a</p>", head="<p>"), False),
        ("refuses: a word nobody uses", compiles("<p>a</p>", "id,zh,en\nlone,一,one\n"), False),
        ("refuses: words out of order", compiles("<p>a</p>", "id,zh,en\ntwo,二,two\none,一,one\n"), False),
        ("refuses: a word without English", compiles("<p>a</p>", "id,zh,en\none,一,\ntwo,二,two\n"), False),
        ("refuses: other arguments in English", compiles("<p>a</p>", "id,zh,en\none,一%1,one\ntwo,二,two\n"), False),
    ]
    print(f"1..{len(cases)}")
    for i, (name, got, want) in enumerate(cases, 1):
        print(f"{'ok' if got == want else 'not ok'} {i} - portal_templates_{name}")
    return any(got != want for _, got, want in cases)


if __name__ == "__main__":
    sys.exit(main())
