#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every code that may refuse something has words in both languages and a row that says what to do (advice.def); no row is
about a code that is none."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
ROOMS = ("act", "listing", "measure", "remedy")
# refuse(k, "code", …), *refused = "code", return "code" of the steps that hand a code up, fault(r, "code", …)
CODE = re.compile(r'(?:refuse\w*\(\s*&?\w+,\s*|\*refused = |fault\(r, |return (?:"[^"]*" : )?)"([a-z]+(?:-[a-z]+)*)"')


def words(path, call):
    return set(re.findall(rf'^{call}\("([a-z-]+)"', (ROOT / path).read_text(encoding="utf-8"), re.M))


def refusals():
    found = {}
    for room in ROOMS:
        for path in sorted((ROOT / "src" / room).glob("*.c")) + [ROOT / "src" / "ingest" / "lines.c"]:
            for code in CODE.findall(path.read_text(encoding="utf-8")):
                found.setdefault(code, path.relative_to(ROOT))
    return found


def problems():
    text = (ROOT / "src/api/problem.c").read_text(encoding="utf-8")
    return set(re.findall(r'^    \{"([a-z-]+)", API_W_', text, re.M))


def faults():
    rules, advice, doors = words("src/base/rules.def", "RULE"), words("src/base/advice.def", "ADVICE"), problems()
    paper = set(re.findall(r"`([a-z-]+)`", (ROOT / "docs/design/due-process.md").read_text(encoding="utf-8")))
    for code, path in sorted(refusals().items()):
        if code in rules and code not in advice:
            yield f"{path}: refuses with {code}, which has no row in src/base/advice.def"
    yield from (f"src/api/problem.c: {code} has no row in src/base/advice.def" for code in sorted(doors - advice))
    yield from (f"src/base/advice.def: {code} is no rule, no problem, and in no paper" for code in sorted(advice - rules - doors - paper))
    text = (ROOT / "src/base/advice.def").read_text(encoding="utf-8")
    ids = re.findall(r'^ADVICE\("([a-z-]+)"', text, re.M)
    if ids != sorted(set(ids)):
        yield "src/base/advice.def: rows are sorted by id, each once"


def main():
    found = list(faults())
    print(*(found or [f"{len(refusals())} refusals, each with advice"]), sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
