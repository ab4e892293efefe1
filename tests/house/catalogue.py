#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares two of the domain papers, the catalogue of information and the actors, with the tables made from them: ids,
official names, lengths, required marks, code values, what is public, agencies and their successors, rules of findings.

usage: catalogue.py PAPERS RULEBOOK RULES      folder of the papers, folder of the tables, rules.def
Prints one line a difference; exit 1 when there is any.
"""
import csv
import datetime
import pathlib
import re
import sys

KINDS = {"L": "licence.grant", "P": "penalty.decide"}
# Values of the register that a type of the paper may have become.
VALUES = {"text": {"text", "enum", "enums", "code"}, "date": {"day"}, "decimal": {"money-wan"}}
# Classes of penalty that only persons can get, and those that the law had before: no options for organisations.
PERSONS_ONLY = {"detention"}
FORMER = {"suspend_or_revoke"}
# Local bodies among the predecessors of section 5, and one that only changed its name.
LOCAL = {"国税局", "地税局"}


def plain(cell):
    return re.sub(r"[`*]", "", cell).strip()


def tables_of(text):
    """Each table of a paper: (heading above it, header cells, rows of cells)."""
    heading, table = "", []
    for line in text.splitlines() + [""]:
        if line.startswith("#"):
            heading = line.strip("# ")
        if line.startswith("|"):
            table.append([c.strip() for c in re.split(r"(?<!\\)\|", line.strip().strip("|"))])
        elif table:
            yield heading, table[0], table[2:]
            table = []


class Paper:
    def __init__(self, path):
        self.tables = list(tables_of(path.read_text(encoding="utf-8")))

    def rows(self, heading, first=None):
        """Rows of the tables under a heading that begins so (and whose first column has that name)."""
        for h, head, rows in self.tables:
            if h.startswith(heading) and (first is None or plain(head[0]) == first):
                yield from rows


class Rulebook:
    def __init__(self, folder):
        self.folder = folder
        self.fields = self.read("fields")
        self.options = self.read("options")
        self.labels = {(r["group"], r["id"]): r for r in self.read("glossary")}

    def read(self, table):
        with (self.folder / f"{table}.csv").open(encoding="utf-8", newline="") as f:
            return list(csv.DictReader(f))

    def field(self, kind, key, value):
        found = [r for r in self.fields if r["kind"] == kind and r["type"] == "*" and r[key] == value]
        return found[0] if found else None

    def by_header(self, kind, header, types=("*",)):
        for wanted in reversed(types):  # a row of the type stands before that of all
            for r in self.fields:
                names = [r["official"], r["zh"], *r["aliases"].split(";")]
                if r["kind"] == kind and r["type"] == wanted and header.lower() in [n.lower() for n in names]:
                    return r
        return None

    def option(self, name, word):
        for r in self.options:
            if r["set"] == name and word in [r["id"], r["zh"], *r["aliases"].split(";")]:
                return r
        return None


def is_marked(cell):
    return bool(re.search(r"\bS\d", cell)) and "(unverified)" not in cell


def standard_of(length_cell, required_cell):
    """"M 200?" from "text 200" and "M (S7)": each part with '?' unless the paper marks a source for it."""
    out = required_cell[0] + ("" if is_marked(required_cell) else "?")
    length = re.match(r"text (\d+)\s*(\(S\d\w*\))?$|text (\d+)", length_cell)
    if length:
        out += f" {length[1] or length[3]}{'' if length[2] else '?'}"
    return out


def compare_standard(paper, rules, heading, kind, ids):
    rows = [r for r in paper.rows(heading, "#")]
    if not rows:
        yield f"{heading}: no table"
    for row in rows:
        pos, official, zh, length, required, public = int(row[0]), plain(row[1]), row[2], row[4], row[5], row[7]
        f = rules.field(kind, "official", official)
        where = f"{kind} {official}"
        if not f:
            yield f"{where}: no field"
            continue
        restricted = public.startswith(("**R**", "R"))
        wanted = {"pos": str(pos), "zh": zh, "id": ids.get(pos), "standard": standard_of(length, required)}
        for column, value in wanted.items():
            if f[column] != value:
                yield f"{where}: {column} is {f[column]!r}, the paper says {value!r}"
        kind_of_value = length.split()[0].strip(",")
        if not restricted and f["value"] not in VALUES[kind_of_value]:
            yield f"{where}: value is {f['value']}, the paper says {kind_of_value}"
        if (f["klass"] == "restricted") != restricted:
            yield f"{where}: klass is {f['klass']}, the paper says {public}"
        if re.search("after (test|scan)", public) and f["scan"] != "yes":
            yield f"{where}: not looked through, the paper says {public}"
        for former in re.findall(r"\b(?:XK|CF)_\w+", row[6]):
            if not rules.by_header(kind, former):
                yield f"{where}: no field takes {former}"
    known = {plain(r[1]) for r in rows}
    for f in rules.fields:
        if f["kind"] == kind and f["type"] == "*" and f["standard"] and f["official"] not in known:
            yield f"{kind} {f['id']}: has a standard, the paper no such row"


def ids_of(paper, column):
    """Our ids by row of the paper's table: 2.1a has three of them side by side."""
    out = {}
    for row in paper.rows("2.1a"):
        for i in range(0, len(row) - 2, 3):
            at = row[i + 1 if column == "L" else i + 2]
            if at.isdigit():
                out[int(at)] = plain(row[i])
    return out


def compare_classes(paper, rules):
    seen = set()
    for row in paper.rows("2.3", "Group"):
        zh, word, en, needs = row[1], plain(row[2]), re.sub(r" \(.*\)$", "", row[3]), plain(row[4])
        option = next((o for o in rules.options if o["set"] == "penalty_kind" and o["id"] == word), None)
        seen.add(word)
        if word in PERSONS_ONLY:
            if option:
                yield f"penalty_kind {word}: is of persons only, yet an option"
            continue
        if not option or option["zh"] != zh or option["en"] != en:
            yield f"penalty_kind {word}: is {option and (option['zh'], option['en'])}, the paper says {zh}, {en}"
        for official in re.findall(r"CF_\w+", needs):
            f = rules.field("penalty.decide", "official", official)
            if not f or word not in re.split("[=|]", f["condition"]):
                yield f"penalty_kind {word}: does not ask for {official}"
        end = rules.field("penalty.decide", "id", "valid_to")
        if "end date" in needs and word not in re.split("[=|]", end["condition"] if end else ""):
            yield f"penalty_kind {word}: does not ask for an end"
        if needs.startswith("words") and option and option.get("words") != "yes":
            yield f"penalty_kind {word}: does not ask for words"
    for o in rules.options:
        if o["set"] == "penalty_kind" and o["id"] not in seen | FORMER:
            yield f"penalty_kind {o['id']}: is not in the paper"


def compare_older(paper, rules):
    for row in paper.rows("2.5", "New"):
        for kind, cell in (("licence.grant", row[1]), ("penalty.decide", row[2])):
            for name in re.findall(r"[A-Z]+(?:_\w+)?\d?", cell.replace("`", "")):
                if not rules.by_header(kind, name):
                    yield f"{kind}: no field takes the older {name} ({row[0]})"


def compare_categories(paper, rules):
    taken = {r["catalogue"] for t in ("record_types", "lists") for r in rules.read(t)}
    wanted = []
    for row in paper.rows("1.2", "id"):
        wanted.append((plain(row[0]), row[1]))
    for row in paper.rows("1.3", "id"):
        wanted.append((plain(row[0]), row[1]))
    for word, zh in wanted:
        label = rules.labels.get(("catalogue", word))
        # full-width brackets in the label, half-width ones in the paper
        if not label or label["zh"].replace("（", "(").replace("）", ")") != zh:
            yield f"catalogue {word}: is {label and label['zh']}, the paper says {zh}"
        inside = any(c.startswith(word + ".") for c, _ in wanted)
        if word not in taken and not inside:
            yield f"catalogue {word}: no record type and no list belongs to it"
    for group, word in rules.labels:
        if group == "catalogue" and word not in dict(wanted):
            yield f"catalogue {word}: is not in the paper"


def compare_commitment(paper, rules):
    kind, types = "record.publish", ("*", "commitment")
    for row in paper.rows("3.4", "Field (zh)"):
        names = re.split("; | / ", row[0])
        names = [n if n.startswith(("承诺", "未", "违", "公", "备")) else "承诺履行状态认定" + n for n in names]
        lengths = re.findall(r"\d+", row[1])
        marks = [m[0] for m in row[2].split("; ")]
        for i, name in enumerate(names):
            f = rules.by_header(kind, name, types)
            if not f:
                yield f"commitment: no field takes {name}"
                continue
            length = lengths[min(i, len(lengths) - 1)] if lengths else ""
            if name.endswith(("日期", "有效期")):
                length = ""
            if name.endswith("单位") and len(lengths) > 1:
                length = lengths[0]
            if name.endswith("单位代码") and len(lengths) > 1:
                length = lengths[-1]
            wanted = f"{marks[min(i, len(marks) - 1)]}{' ' + length if length else ''}"
            if f["klass"] != "restricted" and f["standard"] != wanted:
                yield f"commitment {name}: standard is {f['standard']!r}, the paper says {wanted!r}"
    for word in ("审批替代型", "容缺受理型", "证明事项型", "信用修复型", "行业自律型", "主动型", "其他"):
        if any(word in row[3] for row in paper.rows("3.4", "Field (zh)")) and not rules.option("commit_kind", word):
            yield f"commit_kind: no {word}"


def compare_registration(paper, rules):
    for row in paper.rows("3.6", "Field (exchange code)"):
        for name in re.findall(r"`(\w+)`", row[0]):
            f = rules.by_header("entity.register", name)
            if name != "NAME" and not f:  # NAME would be our own id `name`
                yield f"entity.register: no field takes {name}"
            elif f and "R" in row[3] and f["klass"] != "restricted":
                yield f"entity.register {name}: is not restricted"
    for row in paper.rows("3.3", "Record"):
        for name in re.findall(r"`([A-Z_]+)`", row[1]) if row[0].startswith("generic red") else []:
            if not rules.by_header("honour.grant", name):
                yield f"honour.grant: no field takes {name}"


def compare_codes(paper, rules):
    for row in paper.rows("4.1", "Exchange code (S18, S34)"):
        found, word = rules.option("entity_status", row[0]), plain(row[2])
        if not found or found["id"] != word or found["zh"] != row[1]:
            yield f"entity_status {row[0]}: is {found and (found['id'], found['zh'])}, the paper says {word}, {row[1]}"
    for row in paper.rows("4.2", "Code"):
        for code in re.findall(r"\d{4}(?!\d)", row[0]):
            if not rules.option("entity_type", code):
                yield f"entity_type: no {code}"
        for low, high in re.findall(r"(\d{4})–(\d{4})", row[0]):
            # a range whose members the paper names by their ends only is told by its first and last
            if int(high) - int(low) < 10:
                for code in range(int(low), int(high) + 1):
                    if not rules.option("entity_type", str(code)):
                        yield f"entity_type: no {code}"
    for h, head, rows in paper.tables:
        if h.startswith("4.3") and all(re.fullmatch("[A-T]", c) for c in head):
            for letter in head:
                if not rules.option("industry", letter):
                    yield f"industry: no {letter}"


def compare_agencies(actors, rules):
    held = {r["id"]: r for r in rules.read("agencies")}
    for row in actors.rows("3.", "id"):
        word, zh, en = plain(row[0]), row[1], re.sub(r" \(enterprise\)$", "", row[2])
        a = held.get(word)
        if not a or (a["zh"], a["en"], a["level"]) != (zh, en, "nation"):
            yield f"agency {word}: is {a and (a['zh'], a['en'])}, the paper says {zh}, {en}"
    for row in actors.rows("4.", "kind"):
        for word in re.findall(r"`(\w+)`", row[0]):
            if ("agency-kind", word) not in rules.labels:
                yield f"agency-kind: no {word}"
            for national in re.findall(r"`(\w+)`", row[3]) if len(row) == 4 and row[0].count("`") == 2 else []:
                if held.get(national, {}).get("kind") != word:
                    yield f"agency {national}: is of kind {held.get(national, {}).get('kind')}, the paper says {word}"
    names = {n: r for r in held.values() for n in [r["zh"], *r["aliases"].split(";")] if n}
    for row in actors.rows("5.", "Date"):
        for name in predecessors(row[1]):
            if name not in names:
                yield f"agency: nobody is called {name} ({row[0]})"
            elif not (names[name]["valid_to"] and names[name]["successor"]):
                yield f"agency {names[name]['id']}: {name} has no last day or no successor"
    for word, r in held.items():
        for after in filter(None, r["successor"].split(";")):
            if not begins_in_time(held.get(after), r):
                yield f"agency {word}: {after} does not follow it"


def predecessors(cell):
    """Names of national bodies in the column From; parts of bodies and local ones have no row of their own."""
    while "(" in cell:
        cell = re.sub(r"\([^()]*\)", "", cell)
    for name in re.split("[,;+、]", re.sub("parts of.*", "", cell)):
        if re.match(r"[\u4e00-\u9fff]+$", name.strip()) and name.strip() not in LOCAL:
            yield name.strip()


def begins_in_time(after, before):
    """The successor is there, and began on the former one's last day or the day after it, if not before."""
    if not after:
        return False
    if not after["valid_from"] or not before["valid_to"]:
        return True
    last, first = (datetime.date.fromisoformat(d) for d in (before["valid_to"], after["valid_from"]))
    return first <= last + datetime.timedelta(days=1)


def compare_public_codes(path, rules):
    held = {r["id"]: r["uscc"] for r in rules.read("agencies")}
    said = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("USCC seen"):
            said = dict(re.findall(r"`(\w+)` ([0-9A-Z]{18})", line))
    for word in sorted(said.keys() | {w for w, code in held.items() if code}):
        if said.get(word, "") != held.get(word, ""):
            yield f"agency {word}: code {held.get(word)!r}, the paper says {said.get(word, '')!r}"


def compare_rules(paper, rules_def):
    known = set(re.findall(r'^RULE\("([a-z-]+)"', rules_def.read_text(encoding="utf-8"), re.M))
    for row in paper.rows("7.", "Rule"):
        for word in re.findall(r"`([a-z-]+)`", row[0]):
            if word not in known:
                yield f"rules: no {word}"


def faults(papers, folder, rules_def):
    catalogue, actors = papers / "information-catalogue.md", papers / "actors.md"
    paper, rules = Paper(catalogue), Rulebook(folder)
    for heading, letter in (("2.1 Licence", "L"), ("2.2 Penalty", "P")):
        yield from compare_standard(paper, rules, heading, KINDS[letter], ids_of(paper, letter))
    yield from compare_classes(paper, rules)
    yield from compare_older(paper, rules)
    yield from compare_categories(paper, rules)
    yield from compare_commitment(paper, rules)
    yield from compare_registration(paper, rules)
    yield from compare_codes(paper, rules)
    yield from compare_agencies(Paper(actors), rules)
    yield from compare_public_codes(actors, rules)
    yield from compare_rules(paper, rules_def)


def main(argv):
    if len(argv) != 4:
        sys.exit(__doc__)
    found = list(faults(*map(pathlib.Path, argv[1:])))
    print(*(found or ["papers and tables agree"]), sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
