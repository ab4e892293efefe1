#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every word that the code or a table may put into a cell has its Chinese and English in the glossary, every row of a
table that people see has both names, and docs/glossary.md says the same as the glossary's group `word`.

usage: words.py [RULEBOOK [DOCS [SPECS]]]    default: data/cn docs/glossary.md, and the columns in src/catalog/spec*.c
"""
import csv
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Arrays of words in the C source, and the group of the glossary that names them.
ARRAYS = {
    "words_levels": "level", "words_families": "family", "words_tones": "tone", "words_states": "state",
    "words_tiers": "tier", "values": "value", "classes": "klass", "compares": "compare", "requireds": "required",
    "reaches": "reach", "units": "unit", "owers": "owed-by", "instrument_kinds": "instrument-kind",
    "grades": "severity", "calendar_kinds": "calendar-kind", "list_classes": "list-class",
    "list_subjects": "list-subject", "list_reaches": "list-reach", "measure_kinds": "measure-kind", "measure_classes": "measure-class",
    "effects": "effect", "duties": "duty", "circles": "circle", "ends": "ends", "listed_ins": "listed-in",
}
# Cells that hold words of a group, blank-separated; a word with '=' is a condition, '*' and 'none' stand for themselves.
CELLS = [
    ("agencies", "kind", "agency-kind"), ("record_types", "catalogue", "catalogue"), ("lists", "catalogue", "catalogue"),
    ("lists", "owner_kind", "agency-kind"), ("lists", "field", "field4"), ("lists", "requires", "requires"),
    ("grounds", "requires", "requires"), ("grounds", "papers", "paper"), ("transitions", "from", "list-state"),
    ("transitions", "to", "list-state"), ("transitions", "gates", "gate"), ("transitions", "when", "when"),
    ("transitions", "papers", "paper"), ("transitions", "clock", "clock"), ("transitions", "by", "by"),
    ("measures", "category", "measure-category"), ("measures", "by_kinds", "agency-kind"), ("terms", "what", "clock"),
    ("terms", "start", "term-start"), ("fields", "kind", "act-kind"), ("powers", "agency_kind", "agency-kind"),
]
# Tables whose rows people see by name.
NAMED = ["agencies", "record_types", "lists", "grounds", "measures", "instruments", "fields", "options", "transitions"]
# Sets of options that are also words of the interface.
SETS = {"penalty_kind": "penalty_kind", "licence_class": "licence_class", "severity": "severity",
        "entity_status": "status"}
SET_ONLY = {("penalty_kind", "suspend_or_revoke")}  # a class that the law no longer has


def rows(folder, table):
    path = folder / f"{table}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as f:
        return [(i, r) for i, r in enumerate(csv.DictReader(f), 2)]


def arrays(specs):
    text = "".join(p.read_text(encoding="utf-8") for p in specs)
    for name, body in re.findall(r"const char \*const (\w+)\[\] = \{(.*?)\};", text, re.S):
        if name in ARRAYS or "NULL" in body:
            yield name, re.findall(r'"([^"]+)"', body)


def faults(folder, docs, specs):
    words = {(r["group"], r["id"]): (r["zh"], r["en"]) for _, r in rows(folder, "glossary")}
    for (group, word), (zh, en) in words.items():
        if not zh or not en or (zh == en and not re.fullmatch(r"\W+", zh)):
            yield f"glossary: {group}.{word} has not both names"
    for name, members in arrays(specs):
        if name not in ARRAYS:
            yield f"src/catalog: the words of {name} belong to no group of the glossary"
        for word in members if name in ARRAYS else []:
            if (ARRAYS[name], word) not in words:
                yield f"src/catalog: {name} has {word}, the glossary no {ARRAYS[name]}.{word}"
    for path in sorted(folder.glob("*.csv")):
        if ("table", path.stem) not in words:
            yield f"glossary: no table.{path.stem}"
    for table, column, group in CELLS:
        for line, row in rows(folder, table):
            for word in (row.get(column) or "").split():
                if "=" not in word and word not in ("*", "none") and (group, word) not in words:
                    yield f"{table}.csv:{line}: {column} has {word}, the glossary no {group}.{word}"
    for table in NAMED:
        for line, row in rows(folder, table):
            if not row.get("zh") or not row.get("en"):
                yield f"{table}.csv:{line}: {row.get('id')} has not both names"
    for line, row in rows(folder, "options"):
        group = SETS.get(row["set"])
        key = (row["set"], row["id"])
        if group and key not in SET_ONLY and words.get((group, row["id"])) != (row["zh"], row["en"]):
            yield f"options.csv:{line}: {row['set']}.{row['id']} is not what the glossary says"
    yield from compare_docs(words, docs)


def compare_docs(words, docs):
    said = {}
    for line in docs.read_text(encoding="utf-8").splitlines():
        cells = [c.strip() for c in line.strip("|").split("|")]
        if line.startswith("| `") and len(cells) == 4:
            said[cells[0].strip("`")] = (cells[1], cells[2])
    held = {word: names for (group, word), names in words.items() if group == "word"}
    for word in sorted(said.keys() | held.keys()):
        if said.get(word) != held.get(word):
            yield f"{docs.name}: {word} is {said.get(word)}, in glossary.csv (group word) {held.get(word)}"


def main(argv):
    folder = pathlib.Path(argv[1]) if len(argv) > 1 else ROOT / "data/cn"
    docs = pathlib.Path(argv[2]) if len(argv) > 2 else ROOT / "docs/glossary.md"
    specs = sorted(pathlib.Path(argv[3]).glob("spec*.c")) if len(argv) > 3 else sorted((ROOT / "src/catalog").glob("spec*.c"))
    found = list(faults(folder, docs, specs))
    print(*(found or ["every word has its names"]), sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
