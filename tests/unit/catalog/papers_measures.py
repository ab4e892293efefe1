#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The measures of the domain paper against the tables: every id, its form, must or may, articles, end, circle, which
list it follows, who may decide it. The same comparison on an invented paper, whole and broken. Speaks TAP."""
import csv
import os
import re
import sys
import tempfile

from papers_twin import BROKEN, TABLES, TWIN

ROOT = sys.argv[1]
SHARED = os.environ.get("GONGSHI_SHARED") or os.path.join(ROOT, "..", "shared")
PAPER = os.path.join(SHARED, "domain", "measures.md")

FORMS = {"E": "law", "P": "penalty", "O": "decision", "N": "notice", "C": "weighed", "V": "voluntary"}
ROLES = [("organisation", r"\bO\b"), ("legal-rep", r"\bLR\b"), ("main-person", r"\bMR\b"), ("responsible", r"\bDR\b"),
         ("affecting", r"\bIA\b"), ("government", r"\bG\b")]
# How section 14 names the kinds of agencies, by the beginning of its first cell.
KINDS = [("court", "court"), ("market regulation", "mr"), ("finance", "fin"), ("development and reform", "dr"),
         ("trade supervisors", "hc trans water"), ("tax", "tax"), ("customs", "customs"), ("immigration", "imm"),
         ("human resources", "hrss"), ("work safety", "em"), ("ecology", "env"), ("civil affairs", "civil"),
         ("culture and tourism, film", "culture media"), ("agriculture", "ag"), ("CSRC", "sec finreg cb"),
         ("commerce", "com"), ("CAAC", "ca firm"), ("county government", "gov"), ("police", "ps")]
GROUNDS_NOT_LISTS = {"sta-arrears", "mee-env", "nmpa-drug"}  # section 9 says so itself


# ---- the paper ----

def sections(text):
    """Number -> tables: each a list of rows, each row a dict of its header's words."""
    out, number, head = {}, None, None
    for line in text.splitlines():
        title = re.match(r"#+ (\d+)\.", line)
        if title:
            number, head = title[1], None
        elif not line.startswith("|"):
            head = None
        elif number:
            cells = [c.strip() for c in line.strip().strip("|").split("|")]
            if head is None:
                head = cells
            elif not set(line) <= set("|-: "):
                out.setdefault(number, []).append(dict(zip(head, cells)))
    return out


def ids_in(cell):
    return re.findall(r"`([a-z0-9*-]+)`", cell)


def measures(paper):
    """Id -> its row, and under "ids" all ids of that row: some cells name two."""
    rows = {}
    for number in ("4", "5", "6", "7", "8", "10", "12"):
        for row in paper.get(number, []):
            ids = ids_in(row.get("id", ""))
            rows.update({one: dict(row, ids=ids) for one in ids})
    return rows


NO_ARTICLES = [r"\d{4}-\d\d-\d\d", r"〔[^〕]*〕\d+号", r"令第?\d+号?", r"第\d+号", r"\d+号", r"\*\*", r"\bS\d+\b",
               r"(?:before|check|from) \d+", r"\d+ (?:days|bodies|measures|groups)", r"\b(?:19|20)\d\d\b"]


def outside_brackets(cell):
    return re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\)", " ", cell)


def spans(text):
    """The numbers of "1, 3–5": 1 and 3 to 5 as pairs."""
    return [(int(a), int(b or a)) for a, b in re.findall(r"(?<![\d.])(\d{1,3})(?:\s*–\s*(\d{1,3}))?(?!\d)", text)]


def articles(cell):
    """Article numbers of a basis cell: years, numbers of documents and remarks in brackets are none."""
    text = outside_brackets(cell)
    for pattern in NO_ARTICLES:
        text = re.sub(pattern, " ", text)
    return {n for a, b in spans(text) for n in range(a, b + 1)}


def months(cell):
    """Terms that a cell names, in months: 3 years, 53: 1–2 years; 54: 1–3, 6 months to 3 years."""
    text = re.sub(r"[\d, –]+:|item \d+:|\d+ (?:working )?days", " ", outside_brackets(cell))
    found = {int(n) for n in re.findall(r"(\d+) months", text)}
    if "year" in text:
        text = re.sub(r"\d+ months", " ", text)
        found |= {12 * n for pair in spans(text) for n in pair}
    return found


# ---- the tables ----

def table(folder, name):
    with open(os.path.join(folder, name + ".csv"), encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def by_id(rows):
    out = {}
    for row in rows:
        out.setdefault(row["id"], []).append(row)
    return out


def cited(rows):
    found = set()
    for row in rows:
        for one in row["basis"].split(";"):
            found |= {int(n) for n in re.findall(r"\d+", one.partition(" ")[2])}
    return found


def has(rows, column, word):
    return any(word in row[column].split() for row in rows)


# ---- the comparison: every difference is a line of words ----

def differ_ids(said, held):
    stems = [one[:-1] for one in said if one.endswith("*")]
    for one in said:
        if not one.endswith("*") and one not in held:
            yield f"{one}: no row"
    for stem in stems:
        if not any(one.startswith(stem) for one in held):
            yield f"{stem}*: no row"
    for one in held:
        if one not in said and not any(one.startswith(stem) for stem in stems):
            yield f"{one}: not in the paper"


def differ_form(one, row, rows):
    letters = [c for c in re.findall(r"\b[EPONCV]\b", row.get("f", "") or ("V" if "V" in row.get("m", "") else ""))]
    acts = [c for c in letters if c in "ON"]
    wanted = {FORMS[c] for c in acts or letters}
    effects = {r["effect"] for r in rows}
    if wanted and not effects <= wanted:
        yield f"{one}: form {effects}, the paper says {wanted}"
    if not letters and not effects <= {"decision", "notice"}:
        yield f"{one}: form {effects}, the paper names none"
    for r in rows:
        if r["state"] == "usable" and (r["effect"] not in ("decision", "notice") or r["class"] == "market"):
            yield f"{one}: usable, though it is no act"


DUTIES = [(r"must if grave", {"must-if-grave"}), (r"must (consider|weigh)", {"consider"}),
          (r"may ?/ ?must|must ?/ ?may", {"may", "must"}), (r"must", {"must"}), (r"may|V", {"may"})]


def differ_duty(one, row, rows):
    said = row.get("m", "").replace("*", "") or "".join(re.findall(r"\((.*)\)", row.get("f", "")))
    wanted = next((words for pattern, words in DUTIES if re.match(pattern, said)), None)
    for r in rows:
        if wanted and r["duty"] not in wanted:
            yield f"{one}: {r['duty']}, the paper says {said}"


def differ_basis(one, row, rows):
    missing = articles(row.get("basis", "")) - cited(rows)
    if missing:
        yield f"{one}: articles {sorted(missing)} of the paper are not cited"
    named = row.get("basis", "–") not in ("–", "same") and "number unverified" not in row["basis"]
    if named and not any(r["basis"] for r in rows):
        yield f"{one}: no basis"


def differ_term(one, said, r):
    wanted = months(said)
    if not wanted or r["ends"] not in ("fixed", "range"):
        return
    if r["months_min"] and int(r["months_min"]) not in wanted:
        yield f"{one}: at least {r['months_min']} months, the paper says {said}"
    if r["months_max"] and int(r["months_max"]) != max(wanted):
        yield f"{one}: at most {r['months_max']} months, the paper says {said}"
    if not r["months_max"] and not re.search(r"life|for ever|without end", said):
        yield f"{one}: no longest term, the paper says {said}"


def differ_end(one, row, rows):
    """A row that says that a later text was read may differ in its term."""
    said = row.get("ends", "")
    wanted = {"`listed`": "listed", "`done`": "done", "`life`": "life", "life": "life"}.get(said)
    for r in rows:
        if not r["end"] or not r["end_en"]:
            yield f"{one}: no end in words"
        if "later text read" not in r.get("source", ""):
            yield from differ_term(one, said, r)
        if wanted and r["ends"] != wanted:
            yield f"{one}: ends {r['ends']}, the paper says {said}"
        if r["state"] == "usable" and r["ends"] == "unknown":
            yield f"{one}: usable without an end"


def differ_circle(one, row, rows):
    said = row.get("on", "") or row.get("who", "")
    for role, pattern in ROLES:
        if re.search(pattern, said) and not has(rows, "subjects", role):
            yield f"{one}: {role} is not in its circle"


def differ_listed(one, row, rows):
    wanted = {"R": "national-row", "c": "national-category"}.get(row.get("NL"))
    if wanted and any(r["listed_in"] != wanted for r in rows):
        yield f"{one}: national list {rows[0]['listed_in']}, the paper says {row['NL']}"


def differ_categories(paper, held):
    classes = {}
    for row in paper.get("2", []) + paper.get("2.1", []):
        if row.get("no.") and row.get("id"):
            classes[ids_in(row["id"])[0]] = re.match(r"\w+(/\w+)?", row["class"])[0].split("/")
    for one, rows in held.items():
        for r in rows:
            wanted = classes.get(r["category"])
            if wanted and r["class"] not in wanted and not (r["class"] == "manage" and r["category"] == "preferences"):
                yield f"{one}: class {r['class']}, the paper says {wanted} for {r['category']}"


def pairs(paper, held):
    """(list, measure) -> must, from section 9. Words that are no id are no rows."""
    out = {}
    for row in paper.get("9", []):
        for column, must in (("measures that **must** follow", True), ("measures that **may** follow", False)):
            for one in ids_in(row.get("list", "")):
                if one not in GROUNDS_NOT_LISTS:
                    out.update({(one, m): must for m in ids_in(row.get(column, "")) if m in held})
    return out


def differ_ties(paper, held, ties, lists):
    said = pairs(paper, held)
    rows = {}
    for t in ties:
        rows.setdefault((t["list"], t["measure"]), []).append(t)
        if t["list"] not in lists or t["measure"] not in held:
            yield f"{t['list']} -> {t['measure']}: joins no list and measure"
        if (t["list"], t["measure"]) not in said and t["source"] == "measures 9":
            yield f"{t['list']} -> {t['measure']}: not in section 9"
    for pair, must in said.items():
        if pair not in rows:
            yield f"{pair[0]} -> {pair[1]}: no row"
        elif any((t["must"] == "yes") != must for t in rows[pair]):
            yield f"{pair[0]} -> {pair[1]}: must {not must}, the paper says {must}"


def differ_powers(paper, held, powers):
    may = {(p["agency_kind"], p["type"]) for p in powers if p["act_kind"] in ("measure.", "measure.apply")}
    for row in paper.get("14", []):
        kinds = next((k.split() for word, k in KINDS if row.get("authority kind", "").startswith(word)), [])
        for stem in ids_in(row.get("may decide", "")):
            wide = stem.endswith("*")
            for one, rows in held.items():
                if not (one.startswith(stem[:-1]) if wide else one == stem) or not kinds:
                    continue
                known = any(has(rows, "by_kinds", k) for k in kinds)
                if not known and not wide:
                    yield f"{one}: {' '.join(kinds)} may decide it, by_kinds does not say so"
                acts = any(r["effect"] in ("decision", "notice", "penalty") and r["state"] != "historic" for r in rows)
                if known and acts and not any((k, one) in may for k in kinds + ["*"]):
                    if not all(k == "firm" for k in kinds if has(rows, "by_kinds", k)):
                        yield f"{one}: no power row for {' '.join(kinds)}"


def is_named(stem, one):
    return one.startswith(stem[:-1]) if stem.endswith("*") else one == stem


def differ(text, folder):
    paper = sections(text)
    said, held = measures(paper), by_id(table(folder, "measures"))
    yield from differ_ids(said, held)
    for stem, row in said.items():
        for one, rows in held.items():
            if is_named(stem, one):
                for part in (differ_form, differ_duty, differ_end, differ_circle, differ_listed):
                    yield from part(one, row, rows)
        rows = [r for one, v in held.items() if any(is_named(x, one) for x in row["ids"]) for r in v]
        if rows:
            yield from differ_basis(stem, row, rows)
    yield from differ_categories(paper, held)
    yield from differ_ties(paper, held, table(folder, "list_measures"), {r["id"] for r in table(folder, "lists")})
    yield from differ_powers(paper, held, table(folder, "powers"))


# ---- the invented paper ----

def write(folder, tables):
    for name, rows in tables.items():
        head = sorted({k for row in TABLES[name] for k in row})
        with open(os.path.join(folder, name + ".csv"), "w", encoding="utf-8", newline="") as f:
            out = csv.DictWriter(f, head)
            out.writeheader()
            out.writerows(rows)


def twin(change=None):
    tables = {name: [dict(row) for row in rows] for name, rows in TABLES.items()}
    if change:
        name, at, column, value, _ = change
        if column is None:
            del tables[name][at]
        else:
            tables[name][at][column] = value
    with tempfile.TemporaryDirectory() as folder:
        write(folder, tables)
        return list(differ(TWIN, folder))


def tap():
    if os.path.exists(PAPER):
        with open(PAPER, encoding="utf-8") as f:
            found = list(differ(f.read(), os.path.join(ROOT, "data", "cn")))
        yield "the tables say what the paper says", found, None
    else:
        yield "the tables say what the paper says", [], f"no {PAPER}"
    yield "an invented paper and its tables agree", twin(), None
    for change in BROKEN:
        found = twin(change)
        missed = not any(change[-1] in words for words in found)
        yield f"a break is told: {change[-1]}", [f"found only {found}"] if missed else [], None


def main():
    bad = 0
    for number, (name, found, skipped) in enumerate(tap(), 1):
        for words in found:
            print(f"# {words}")
        bad += bool(found)
        print(f"{'not ' if found else ''}ok {number} - {name}" + (f" # skip {skipped}" if skipped else ""))
    print(f"1..{number}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
