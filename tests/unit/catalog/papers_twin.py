# SPDX-License-Identifier: Apache-2.0
"""An invented paper, tables that agree with it, and the ways to break them. For papers_measures.py."""
TWIN = """## 2. Editions
### 2.1 Classes
| no. | id | zh | class | subjects |
|---|---|---|---|---|
| 1 | `entry` | 准入 | reduce | all |
| 2 | `watch` | 监管 | manage | all |
## 4. Measures
| id | what | on | by | ground | basis | f | m | ends | NL |
|---|---|---|---|---|---|---|---|---|---|
| `entry-boat` | no boats | O, LR | harbour | wreck | 航行法 (2020) 12, 14–15 L; 令第9号 (S3) | O | must if grave | 12: 1–2 years; 14: 3 (16) | R |
| `entry-net` | no nets | O | harbour | torn | 渔网法 7 L | E | must | life | c |
| `watch-*` | looked at | O | guild | any | 航行法 20 L | O | must weigh | `listed` | c |
| `note-a`, `note-b` | told | G | harbour | any | 航行法 30 L; 渔网法 31 L | N | may | `done` | c |
## 9. Follows
| list | zh | measures that **must** follow | measures that **may** follow | chain |
|---|---|---|---|---|
| `wrecks` | 沉船 | `entry-boat` (once), closer looks | `watch-close` | x |
| `mee-env` | 无 | `entry-net` | – | x |
## 14. Powers
| authority kind | level | may decide | may be asked to execute |
|---|---|---|---|
| customs | all | `entry-boat`, `watch-*` | – |
"""
MEASURE = dict(state="usable", effect="decision", duty="must", subjects="organisation", by_kinds="customs",
               ends="listed", months_min="", months_max="", end="止", end_en="over", basis="sail 12",
               category="entry", listed_in="national-category", **{"class": "reduce"})
TIE = dict(list="wrecks", must="", source="measures 9")
TABLES = {
    "measures": [
        dict(MEASURE, id="entry-boat", duty="must-if-grave", subjects="organisation legal-rep", basis="sail 12,14,15",
             ends="range", months_min="12", months_max="36", listed_in="national-row"),
        dict(MEASURE, id="entry-net", effect="law", state="display-only", ends="life", basis="net 7"),
        dict(MEASURE, id="watch-close", duty="consider", category="watch", basis="sail 20", **{"class": "manage"}),
        dict(MEASURE, id="note-a", effect="notice", duty="may", subjects="government", ends="done", basis="sail 30"),
        dict(MEASURE, id="note-b", effect="notice", duty="may", subjects="government", ends="done", basis="net 31")],
    "list_measures": [dict(TIE, measure="entry-boat", must="yes"), dict(TIE, measure="watch-close")],
    "lists": [dict(id="wrecks")],
    "powers": [dict(agency_kind="customs", act_kind="measure.", type=t) for t in ("entry-boat", "watch-close")],
}
# table, row, column, value (None: the row goes), what is then said
BROKEN = [
    ("measures", 0, None, None, "entry-boat: no row"),
    ("measures", 2, None, None, "watch-*: no row"),
    ("measures", 1, "id", "entry-rod", "entry-rod: not in the paper"),
    ("measures", 0, "effect", "notice", "entry-boat: form"),
    ("measures", 1, "state", "usable", "entry-net: usable, though"),
    ("measures", 3, "class", "market", "note-a: usable, though"),
    ("measures", 0, "duty", "must", "entry-boat: must"),
    ("measures", 2, "duty", "must", "watch-close: must"),
    ("measures", 0, "basis", "sail 12,15", "articles [14]"),
    ("measures", 4, "basis", "net", "articles [31]"),
    ("measures", 0, "months_min", "6", "at least 6"),
    ("measures", 0, "months_max", "60", "at most 60"),
    ("measures", 0, "months_max", "", "no longest term"),
    ("measures", 1, "ends", "fixed", "ends fixed"),
    ("measures", 2, "ends", "unknown", "usable without an end"),
    ("measures", 3, "end_en", "", "no end in words"),
    ("measures", 0, "subjects", "organisation", "legal-rep is not"),
    ("measures", 3, "subjects", "person", "government is not"),
    ("measures", 0, "listed_in", "none", "national list none"),
    ("measures", 0, "class", "manage", "class manage"),
    ("measures", 0, "by_kinds", "tax", "customs may decide it"),
    ("powers", 0, None, None, "no power row"),
    ("list_measures", 0, None, None, "wrecks -> entry-boat: no row"),
    ("list_measures", 0, "must", "", "must False"),
    ("list_measures", 1, "must", "yes", "must True"),
    ("list_measures", 1, "measure", "closer looks", "joins no list"),
    ("list_measures", 1, "measure", "entry-net", "not in section 9"),
    ("lists", 0, None, None, "joins no list"),
]
