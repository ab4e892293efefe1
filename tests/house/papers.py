#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares the tables of a rulebook with the papers they were taken from: papers.py PAPERS RULEBOOK

Every list, clock and instrument of the papers is a row, and the row says what the paper says: owner, levels, tier of
basis, term, earliest removal, length and unit of a clock, number and days of an instrument. A figure that the paper
marks unverified is not marked verified in the table, and a period that the paper leaves open has no row. Prints each
difference; ends with 1 when there is one."""
import csv
import re
import sys
from pathlib import Path

WORDS_LEVELS = {"N": "nation", "P": "province", "C": "city", "K": "county"}
UNITS = {"wd": "workday", "WD": "workday", "d": "day", "ND": "day", "m": "month", "month": "month", "y": "year", "year": "year"}
ISO = r"\d{4}-\d{2}-\d{2}"
differences = []


def differs(place, what):
    differences.append(f"{place}: {what}")


# ---- the papers ----

def section(text, number):
    """The part of a paper under the heading `## NUMBER`."""
    start = re.search(rf"^## {number}[. ]", text, re.M)
    end = re.search(r"^## ", text[start.end():], re.M) if start else None
    return text[start.start():start.end() + end.start() if end else len(text)] if start else ""


def rows(part):
    """Rows of the tables of a part, as (ids in backticks of the first cell, {heading: cell})."""
    heading = []
    for line in part.split("\n"):
        if not line.startswith("|"):
            heading = []
            continue
        cells = [c.strip() for c in line.strip().strip("|").split("|")]
        if not heading:
            heading = cells
        elif not set(line) <= set("|-: "):
            yield re.findall(r"`([^`]+)`", cells[0]) or [cells[0]], dict(zip(heading, cells))


def cell(row, *names):
    """The cell under the first heading that begins with one of the names."""
    for name in names:
        for heading, value in row.items():
            if heading.lower().startswith(name):
                return value
    return ""


def without_brackets(text):
    while True:
        less = re.sub(r"\([^()]*\)", "", text)
        if less == text:
            return text.strip()
        text = less


def figures(text):
    """(count, unit, unverified) of each period in a cell; figures of a draft may be left out, so they are."""
    for m in re.finditer(r"(?<![\d–-])(\d+) (wd|d|m|y)\b(?! \(draft)", text):
        yield int(m[1]), UNITS[m[2]], text[m.end():].startswith(" (unverified")


def months(count, unit):
    return (count * 12, "month") if unit == "year" else (count, unit)


# ---- the tables ----

class Rulebook:
    def __init__(self, folder):
        def table(name):
            with open(folder / f"{name}.csv", encoding="utf-8", newline="") as f:
                return list(csv.DictReader(f))
        self.lists = {}
        for r in sorted(table("lists"), key=lambda r: r["valid_from"]):
            self.lists[r["id"]] = r  # the newest row of an id stays
        self.terms = table("terms")
        self.instruments = {r["id"]: r for r in table("instruments")}
        self.agencies = {r["id"]: r for r in table("agencies")}

    def terms_of(self, scope, *what):
        return [t for t in self.terms if t["scope"] == scope and t["what"] in what]


# ---- lists ----

def plain_levels(text):
    text = without_brackets(text)
    if m := re.fullmatch(r"([NPCK]) and above", text):
        return {WORDS_LEVELS[c] for c in "NPCK"[:"NPCK".index(m[1]) + 1]}
    text = text.replace("customs districts", "P").replace(" and ", " ")
    return {WORDS_LEVELS[c] for c in text.split()} if re.fullmatch(r"[NPCK]( [NPCK])*", text) else None


def check_tier(rules, name, got, tier):
    """As the paper says; weaker only where nothing of that tier could be cited."""
    cited = [rules.instruments[b.split()[0]]["tier"] for b in got["basis"].split(";") if b.split()]
    if got["basis_tier"] != tier and not (got["basis_tier"] > tier and tier not in cited):
        differs(f"lists {name}", f"tier {got['basis_tier']}, the paper says {tier}")


def check_figures(rules, place, scope, what, text):
    for count, unit, unverified in figures(text):
        found = [t for t in rules.terms_of(scope, *what) if months(int(t["count"]), t["unit"]) == months(count, unit)]
        if not found:
            differs(place, f"no term of {count} {unit} under {' or '.join(what)}")
        elif unverified and any(t["verified"] == "yes" for t in found):
            differs(place, f"{count} {unit} is unverified in the paper and verified in the table")


def check_lists(paper, actors, rules):
    measures = set()
    if m := re.search(r"((?:`[^`]+`, )*`[^`]+`) get no row in `lists`", paper):
        measures = set(re.findall(r"`([^`]+)`", m[1]))
    owners = {}
    for ids, row in rows(section(actors, 3)):
        for name in re.findall(r"`([^`]+)`", cell(row, "lists owned")):
            owners.setdefault(name, set()).add(ids[0])
    for part in "23456":
        for ids, row in rows(section(paper, part)):
            for name in ids:
                if name not in measures:
                    check_list(rules, name, row, owners.get(name))
    return measures


def check_list(rules, name, row, owners):
    got = rules.lists.get(name)
    if not got:
        return differs(f"lists {name}", "no row")
    if got["owner"] and owners and got["owner"] not in owners:
        differs(f"lists {name}", f"owner {got['owner']}, the paper says {' or '.join(sorted(owners))}")
    if got["owner"] and rules.agencies[got["owner"]]["kind"] not in got["owner_kind"].split():
        differs(f"lists {name}", f"the kind of {got['owner']} is not among {got['owner_kind']}")
    levels = plain_levels(cell(row, "levels"))
    if levels and set(got["levels"].split()) != levels:
        differs(f"lists {name}", f"levels {got['levels']}, the paper says {' '.join(sorted(levels))}")
    if tier := re.match(r"[A-E]\b", cell(row, "tier")):
        check_tier(rules, name, got, tier[0])
    if got["zh"] and not got["en"]:
        differs(f"lists {name}", "no English label")
    if m := re.match(r"\d+ [ym]\b( \(unverified)?", cell(row, "term")):
        check_figures(rules, f"lists {name}, term", name, ("list-term", "list-term-shortest"), m[0])
    if m := re.match(r"\d+ [ym]\b( \(unverified)?", cell(row, "early removal")):
        check_figures(rules, f"lists {name}, early removal", name, ("repair-earliest",), m[0])


COLUMNS = (("reply window", ("reply-window",)), ("publication", ("publish",)), ("accept repair", ("accept-repair",)),
           ("decide repair", ("decide-repair",)), ("take-down", ("take-down",)), ("earliest repair", ("repair-earliest",)),
           ("objection", ("accept-objection", "answer-objection", "correct", "reconsideration-window", "reconsideration-decide")))


def check_list_clocks(paper, rules):
    early = {i for part in "23" for ids, row in rows(section(paper, part)) for i in ids if list(figures(cell(row, "early")))}
    for ids, row in rows(section(paper, 9)):
        name = ids[0]
        if name not in rules.lists:
            continue
        for heading, what in COLUMNS:
            text = cell(row, heading)
            check_figures(rules, f"lists 9 {name}, {heading}", name, what, text)
            elsewhere = heading == "earliest repair" and name in early
            if text in ("", "(unverified)") and rules.terms_of(name, *what) and not elsewhere:
                differs(f"lists 9 {name}, {heading}", "open in the paper, but a term in the table")


# ---- clocks ----

def check_clocks(paper, rules):
    for ids, row in rows(section(paper, 8)):
        name, length, unit = ids[0], cell(row, "length"), cell(row, "unit")
        got = [t for t in rules.terms if t["clock"] == name]
        if not got:
            differs(f"clock {name}", "no term")
            continue
        if cell(row, "g").strip() == "U" and any(t["verified"] == "yes" for t in got):
            differs(f"clock {name}", "not read in the paper, but verified in the table")
        like = re.search(r"restart (K\d+)", length)
        counts = {int(n) for n in re.findall(r"(?<!K)(?<!\d)\d+", length)}
        if like:
            wanted = {(t["count"], t["unit"]) for t in rules.terms if t["clock"] == like[1]}
        elif unit == "date":
            wanted = {(t["count"], t["unit"]) for t in got if t["start"] == "year-end"}
        elif unit == "per row":
            continue
        elif unit == "none":
            wanted = {("0", t["unit"]) for t in got}
        else:
            longer = re.match(r"(\d+) \(\+\d+…(\d+)", length)  # 24 (+12…36 …): 60 at most
            counts |= {int(longer[1]) + int(longer[2])} if longer else set()
            wanted = {(str(n), UNITS[unit]) for n in counts}
            wanted |= {(str(n // 12), "year") for n in counts if UNITS[unit] == "month" and n % 12 == 0}
        for t in got:
            portal_now = unit == "WD" and "same time" in length and t["count"] == "0"
            if (t["count"], t["unit"]) not in wanted and not portal_now:
                differs(f"clock {name}", f"{t['id']} has {t['count']} {t['unit']}, the paper says {length} {unit}")


# ---- instruments ----

def parts(text, n):
    """The n parts of a cell about n instruments; one part serves all; another number says nothing."""
    split = [p.strip() for p in without_brackets(text).split(";")]
    return split if len(split) == n else split[:1] * n if len(split) == 1 or n == 1 else [""] * n


def check_instrument(place, got, number, issued, in_force):
    number = re.sub(r"\bart\. .*", "", number)
    if "not found" in number or number.count("号") > 1:  # unknown; of several instruments, and not told apart
        number = ""
    missing = [n for n in re.findall(r"\d+", number) if n not in re.findall(r"\d+", got["number"])]
    if missing:
        differs(place, f"number {got['number']}, the paper says {number.strip()}")
    day = re.match(rf"(?:ed\. )?({ISO})", issued)
    if day and got["issued"] != day[1]:
        differs(place, f"issued {got['issued'] or '-'}, the paper says {day[1]}")
    if span := re.match(rf"({ISO})(?: to ({ISO}))?", in_force):
        if got["valid_from"] != span[1] or (span[2] and got["valid_to"] != span[2]):
            differs(place, f"in force {got['valid_from'] or '-'} to {got['valid_to'] or '-'}, the paper says {span[0]}")
    elif in_force.startswith("same") and day and got["valid_from"] != day[1]:
        differs(place, f"in force {got['valid_from'] or '-'}, the paper says the day of issue")


def check_instruments(part, place, rules):
    for ids, row in rows(part):
        if "`" not in list(row.values())[0]:
            continue
        ids = [i for i in ids if i in re.findall(r"`([^`]+)`", list(row.values())[0].split(";")[0])]
        cells = [parts(cell(row, *names), len(ids)) for names in (("number",), ("issued", "date"), ("in force",))]
        if "issued by" in " ".join(row):
            cells[1] = parts(row.get("date", ""), len(ids))
        for i, name in enumerate(ids):
            if name not in rules.instruments:
                differs(f"{place} {name}", "no row")
            else:
                check_instrument(f"{place} {name}", rules.instruments[name], *(c[i] for c in cells))


def main():
    folder, rules = Path(sys.argv[1]), Rulebook(Path(sys.argv[2]))
    paper = {p: (folder / f"{p}.md").read_text(encoding="utf-8") for p in ("lists", "procedure", "actors", "measures")}
    check_lists(paper["lists"], paper["actors"], rules)
    check_list_clocks(paper["lists"], rules)
    check_clocks(paper["procedure"], rules)
    check_instruments(section(paper["lists"], 12), "instruments (lists 12)", rules)
    check_instruments(section(paper["measures"], 16), "instruments (measures 16)", rules)
    for line in differences:
        print(line)
    print(f"{len(rules.lists)} lists, {len(rules.terms)} terms, {len(rules.instruments)} instruments: {len(differences)} differences")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
