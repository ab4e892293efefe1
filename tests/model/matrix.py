#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The exhaustive matrix: role × agency × type × region × state × act, generated from the rulebook, the expected answer from
the model, judged by the program.

Usage: matrix.py [--share N] [--kinds-from KINDS.DEF] [--api DESCRIPTION.json]
For every machine of the rulebook, every type that names it and every state that can be reached, a matter is brought into that
state; then every act kind is tried by every role for a set of agencies of right and wrong kind, level and region.
--share N: only every N-th cell. The test fails when an act kind of the program, or a write route of its API, has no cell."""
import argparse
import collections
import itertools
import json
import random
import re
import sys
import time

import drive
import gen
from model import Model
from words import KINDS
from rulebook import Rules, civil, day, text
from world import DIRECT, GROUNDS, LISTS, Maker, agencies_of, code_of

PROBE = day("2027-03-10")           # a Wednesday; every matter is in its state on this day
ROLES = ["agency", "subject", "anyone", "operator"]
REGIONS = ["990101", "990102", "990201", "110101"]
MEASURES = {"m-pref": "m-serious", "m-funds": "m-wages", "m-range": "m-court", "m-fix": "m-dept", "m-done": "m-ban", "m-reward": "m-red"}
OUTSIDE = {"licence.grant", "licence.change", "licence.end", "record.publish", "record.change", "record.end", "penalty.change",
           "rules.adopt", "key.add", "key.revoke"}  # kinds of other machines than due process: their own tests, cells of roles here


class Case(Maker):
    """A matter brought into a state: the path of (row id, days waited before) that leads there."""

    def __init__(self, rules, model, tag, lines):
        super().__init__(rules, model, tag)
        self.lines = lines

    def put(self, a, on):
        a = {**a, "at": f"{text(on)}T01:00:00Z"}  # in their order, and before the probes of the day
        answer = self.model.file(a)
        self.lines.append((a, answer))
        return answer


def opened(case, typ, agency, subject):
    """Opens a matter of a type today, with what it rests on; the matter or None."""
    rules, today = case.rules, case.today
    row = rules.type_on(typ, today)
    penal = None

    def penalty():
        case.put(case.penalty(agency if agency.startswith(case.tag) else f"{case.tag}-c", subject), today)
        return case.model.acts[-1]
    if row["family"] == "penalty":
        answer = case.put(case.penalty(agency, subject), today)
    elif row["family"] == "honour":
        answer = case.put(case.honour(agency, subject), today)
    elif row["family"] == "measure":
        ground = MEASURES[typ]
        owner = "m-court" if ground == "m-court" else f"{case.tag}-p" if ground == "m-dept" else f"{case.tag}-c"
        path = PATHS[ground]["listed"] if ground != "m-red" else ()
        case.today -= sum(w for _, w in path)
        m = brought(case, ground, owner, subject, path)
        if m is None:
            return None
        answer = case.put(case.measure(typ, agency, subject, case.opening_of(m)), case.today)
    else:
        if case.needs(typ, GROUNDS[typ], today) & {"penalty", "penalty-final"}:
            penal = penalty()
        if typ in LISTS:
            answer = case.put(case.notice(typ, agency, subject, penal), today)
        else:
            grounds = ["instant"] if typ == "m-abnormal" else None
            answer = case.put(case.direct(typ, agency, subject, penal, grounds), today)
    return case.model.acts[-1]["matter"] if answer[0] in ("accepted", "held") else None


def brought(case, typ, agency, subject, path):
    """Follows a path from none; the matter or None when a step is refused."""
    m = opened(case, typ, agency, subject)
    for row_id, wait in path:
        if m is None:
            return None
        case.today += wait
        if not row_id:
            continue
        row = next((r for r in case.model.rows(m.types, m.opening_on, case.today) if r["id"] == row_id), None)
        if row is None or case.put(case.step(row, m), case.today)[0] != "accepted":
            return None
    return m


PATHS = {}


def find_paths(rules, typ, agency, deepest=6):
    """{state: path} of every state of a type's machines that can be reached, the shortest paths first."""
    PATHS[typ] = found = {}
    reached, queue, serial = set(), collections.deque([()]), itertools.count()
    pattern = Case(rules, Model(rules), "x0", [])
    prepare(pattern, "x0")
    while queue:
        path = queue.popleft()
        case = Case(rules, Model(rules), "x0", [])
        case.model.officers = pattern.model.officers
        case.today = PROBE - sum(w for _, w in path)
        subject = code_of("990101", next(serial) % 1000)
        case.put(case.act("entity.register", "x0-p", subject, day("2019-06-03"), fields={"name": case.name(subject)}), case.today)
        m = brought(case, typ, agency, subject, path)
        if m is None:
            continue
        state = case.model.state_on(m, PROBE)
        sign = (state, m.asked, m.served_on is not None, bool(m.open_objections), m.decision is not None, bool(m.waived))
        if sign in reached:
            continue
        reached.add(sign)
        found.setdefault(state, path)
        found.setdefault((state, *sign[1:]), path)
        if len(path) >= deepest:
            continue
        for wait in (0, 20, 100, 400, 1200):
            if wait:
                queue.append((*path, ("", wait)))
            later = case.model.state_on(m, PROBE + wait)
            queue.extend((*path, (r["id"], wait)) for r in rules_rows(rules, m) if r["act"] and later in r["from_states"])
    return found


def rules_rows(rules, m):
    return [r for name in m.types["machine"].split() for r in rules.machines.get(name, ())]


def prepare(case, tag):
    at = "2022-01-03T01:00:00Z"
    for agency in [a["id"] for a in agencies_of(tag)] + gen.SHARED:
        for n in (1, 2, 3, 4, 8):
            a = gen.officer(agency, n, "draft approve confirm", at)
            case.lines.append((a, case.model.file(a)))


def probes(case, m, typ, subject, kind):
    """Good acts of a kind against a matter: one a row that has the kind, else one that opens, else one that could be."""
    rows = [r for r in rules_rows(case.rules, m) if r["act"] == kind and "none" not in r["from_states"] and "warned" not in r["from_states"]]
    if rows:
        return [case.step(r, m) for r in rows]
    agency = m.agency
    ref = {"refers_to": case.ref(case.opening_of(m))}
    doc = case.doc("探")
    base = case.act(kind, agency, subject, doc_no=doc)
    who = case.officers(agency, (3, 4))
    if kind == "list.notice":
        return [case.notice(typ if typ in GROUNDS else "m-wages", agency, subject)]
    if kind == "list.decide":
        return [case.direct(typ if typ in GROUNDS else "m-court", agency, subject)]
    if kind == "measure.apply":
        return [case.measure(next((x for x, g in MEASURES.items() if g == typ), "m-pref"), f"{case.tag}-x", subject, case.opening_of(m))]
    if kind == "penalty.decide":
        return [case.penalty(agency, subject)]
    if kind == "honour.grant":
        return [case.honour(agency, subject)]
    if kind.startswith(("list.", "measure.")):
        f = {"list.reply": {"text": "陈述"}, "list.waive": {"waives": ["reply"]}, "list.hearing": {"stage": "set", "hearing_on": text(PROBE)},
             "list.serve": {"served_on": text(PROBE)}, "list.remove": {"reason": "试验", "condition_met_on": text(PROBE)}}.get(kind, {"reason": "试验"})
        by = KINDS[kind].split()[0]
        family = case.rules.type_on(typ, PROBE)["family"]
        fits = typ if family == kind.split(".")[0] else "m-serious" if kind[0] == "l" else "m-pref"
        return [{**base, **ref, "type": fits, "fields": f, **({"by": by} if by != "agency" else who),
                 "papers": case.papers({"list.serve": ["service-proof"], "list.reply": ["statement"], "list.waive": ["waiver"],
                                        "list.hearing": ["request"], "list.remove": ["decision"], "list.annul": ["decision"]}.get(kind, []))}]
    if kind.startswith(("objection.", "repair.")):
        by = KINDS[kind].split()[0]
        f = {"objection.answer": {"outcome": "rejected", "reason": "试验"}, "repair.decide": {"outcome": "granted", "reason": "试验"},
             "objection.file": {"about": "wrong-entry", "reason": "试验"}, "repair.apply": {"performed_on": text(PROBE - 500)}}[kind]
        p = {"objection.answer": ["answer"], "repair.decide": ["decision"], "objection.file": ["statement", "proof"], "repair.apply": ["proof", "undertaking"]}[kind]
        return [{**base, **ref, "fields": f, "papers": case.papers(p), **({"by": by} if by != "agency" else who)}]
    if kind in ("penalty.revoke", "honour.end"):
        return [{**base, **ref, "type": "m-penalty" if kind[0] == "p" else "m-red", "fields": {"reason": "试验"}}]
    if kind in ("record.correct", "record.withdraw"):
        return [{**base, **ref, "fields": {"reason": "试验"}}]
    if kind.startswith("entity."):
        return [{**case.act(kind, f"{case.tag}-p", subject), "fields": {} if kind == "entity.cancel" else {"name": case.name(subject) + "新"}}]
    plain = {"kind": kind, "agency": agency, "on": text(PROBE)}
    if kind.startswith("officer."):
        return [{**plain, "by": "operator", "fields": {"officer": f"{agency}-8" if kind.endswith("revoke") else f"{agency}-9", **({} if kind.endswith("revoke") else {"roles": "draft"})}}]
    if kind == "power.grant":
        return [{**plain, "agency": "m-gov", "doc_no": doc, "fields": {"grantee": "m-far", "act_kind": "list.", "for_type": "m-ban", "basis": "m-law 1"}}]
    if kind == "power.revoke":
        return [{**plain, "agency": "m-gov", "refers_to": "a" * 26, "fields": {"reason": "试验"}}]
    if kind == "copy.take":
        return [case.take("m-wages", agency, "https://example.org/x.csv")]
    if kind == "copy.end":
        return [{**case.act(kind, agency, subject), "by": "operator", "type": typ, **ref}]
    return []


def spread(case, a):
    """The act by every role and for every agency of the set; officers follow the agency."""
    out = []
    right = KINDS[a["kind"]].split()
    for role in ROLES:
        every = [f"{case.tag}-{x}" for x in "cbpxy"] + ["m-far", "m-tax", "m-court", "m-gov"]
        for agency in every if role in right else [a["agency"], "m-far"]:  # a wrong role is refused before the agency is looked at
            b = {k: v for k, v in a.items() if k not in ("drafted_by", "approved_by", "by")}
            b["agency"] = agency
            if role == "agency" and ("drafted_by" in a or KINDS[a["kind"]] == "agency"):
                if a["kind"].startswith(("list.", "measure.")) or a["kind"] in ("repair.decide", "objection.answer"):
                    b.update(case.officers(agency, (3, 4) if a.get("drafted_by", "-3").endswith("-3") else (1, 2)))
            if role != "agency":
                b["by"] = role
            if a["kind"] in ("officer.add", "officer.revoke"):
                b["fields"] = {**a["fields"], "officer": f"{agency}-{'8' if a['kind'].endswith('revoke') else '9'}"}
            out.append(b)
    return out


ADVANCING = {"entity.change", "entity.cancel", "entity.register", "officer.add", "officer.revoke", "power.grant", "power.revoke", "copy.take"}


class Matrix:
    """All cells as one history: set-up lines and probes, each with the model's answer."""

    def __init__(self, rules, share):
        self.rules, self.share, self.tag, self.first, self.seed = rules, share, "x1", 0, "x1"
        for t in ("x0", self.tag):
            for agency in agencies_of(t):
                rules.add_agency(agency, "2022-06-01")
        self.rng = random.Random(7)
        self.lines, self.cells, self.kinds, self.serial, self.counter = [], {}, collections.Counter(), 0, 0
        self.case = Case(rules, Model(rules), self.tag, self.lines)
        prepare(self.case, self.tag)

    def subject(self, region, category="91"):
        self.serial += 1
        code = code_of(region, self.serial, category)
        self.case.put(self.case.act("entity.register", f"{self.tag}-p", code, day("2019-06-03"), fields={"name": self.case.name(code)}), PROBE - 1600)
        return code

    def fresh(self, typ, path, region, letter):
        subject, case = self.subject(region), self.case
        case.today = PROBE - sum(w for _, w in path)
        owner = "m-court" if typ == "m-court" else f"{self.tag}-{letter}"
        m = brought(case, typ, owner, subject, path)
        case.today = PROBE
        return subject, m

    def probe(self, cell, a):
        """One cell; True when it was accepted and the matter is spent."""
        self.counter += 1
        n = self.counter
        at = f"{text(PROBE)}T{2 + n // 36000:02}:{n // 600 % 60:02}:{n // 10 % 60:02}Z"
        a = {**a, "at": at}
        answer = self.case.model.file(a)
        self.cells[len(self.lines)] = cell
        self.lines.append((a, answer))
        self.kinds[a["kind"]] += 1
        return answer[0] in ("accepted", "held") and a["kind"] not in ADVANCING

    def chosen(self):
        self.total = getattr(self, "total", 0) + 1
        return self.share == 1 or self.rng.randrange(self.share) == 0

    def states(self, typ, letter, region):
        for sign, path in PATHS[typ].items():
            if isinstance(sign, str):
                continue
            subject = m = None
            for kind in KINDS:
                for variant in range(9):
                    cells = None
                    for n in range(22):
                        if not self.chosen():
                            continue
                        if m is None:
                            subject, m = self.fresh(typ, path, region, letter)
                            if m is None:
                                return
                            cells = None
                        if cells is None:
                            acts = probes(self.case, m, typ, subject, kind)
                            cells = spread(self.case, acts[variant]) if variant < len(acts) else []
                        if n >= len(cells):
                            break
                        b = cells[n]
                        if self.probe((typ, *sign, region, b.get("by", "agency"), b["agency"], kind, variant), b):
                            m = None
                    if cells == []:
                        break

    def openings(self, typ, letter):
        """State none: every region, every agency, every role."""
        case = self.case
        for region in REGIONS:
            for category in ("91", "92", "11"):
                subject = penal = None
                for n in range(22):
                    if not self.chosen():
                        continue
                    if subject is None:
                        subject = self.subject(region, category)
                        penal = None
                        if typ in GROUNDS and case.needs(typ, GROUNDS[typ], PROBE) & {"penalty", "penalty-final"}:
                            case.today = PROBE - 20
                            case.put(case.penalty(f"{self.tag}-p", subject), case.today)
                            penal = case.model.lines[-1]
                    case.today = PROBE
                    agency = "m-court" if typ == "m-court" else f"{self.tag}-{letter}"
                    if typ == "m-penalty":
                        a = case.penalty(agency, subject)
                    elif typ == "m-red":
                        a = case.honour(agency, subject)
                    elif typ in LISTS:
                        a = case.notice(typ, agency, subject, penal)
                    elif typ in GROUNDS:
                        a = case.direct(typ, agency, subject, penal, ["instant"] if typ == "m-abnormal" else None)
                    else:
                        return
                    every = spread(case, a)
                    if n >= len(every):
                        break
                    b = every[n]
                    if self.probe((typ, "none", region, category, b.get("by", "agency"), b["agency"], a["kind"]), b):
                        subject = None

    def run(self):
        owner = {"m-dept": "p", **{x: "x" for x in MEASURES}}
        types = [*LISTS, *DIRECT, "m-display", "m-old-list", "m-penalty", "m-red", *MEASURES]
        for typ in types:
            letter = owner.get(typ, "c")
            self.openings(typ, letter)
            if typ in ("m-red", "m-display", "m-old-list"):
                continue
            find_paths(self.rules, typ, "m-court" if typ == "m-court" else f"x0-{letter}")
            self.states(typ, letter, "990101")
            if typ in ("m-serious", "m-penalty"):
                self.states(typ, "b", "990102")


def outside():
    """The kinds that other tests judge: here only that nobody files them in a role that may not. Examples are the program's own."""
    register = drive.Register([], base=drive.REPO / "data" / "demo")
    cells, wrong = 0, []
    try:
        for kind in sorted(OUTSIDE):
            right = "operator" if kind.startswith(("rules.", "key.")) else "agency"
            if kind == "rules.adopt":
                act = {"kind": kind, "on": "2025-01-02", "agency": "mr-990101", "fields": {"digest": "ab" * 32}}
            else:
                act = json.loads(register.run("act", "template", kind))
            acts = [{**act, "by": role, "on": "2025-01-02", "at": "2025-01-02T03:00:00Z"} for role in ROLES if role != right]
            for a, answer in zip(acts, register.submit(acts)):
                cells += 1
                if answer["code"] != "wrong-actor":
                    wrong.append(f"{kind} by {a['by']}: expected wrong-actor, got {answer['code'] or answer['status']}")
    finally:
        register.close()
    return cells, wrong


def kinds_of(path):
    with open(path, encoding="utf-8") as f:
        return set(re.findall(r'KIND\(\w+, \d+, "([a-z.]+)"\)', f.read()))


def main(argv):
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--share", type=int, default=1)
    p.add_argument("--kinds-from", default=str(drive.REPO / "src" / "journal" / "kinds.def"))
    p.add_argument("--paths", action="store_true", help="print the states and the way to each")
    p.add_argument("--dry", action="store_true", help="only the model")
    options = p.parse_args(argv)
    start = time.monotonic()
    rules = Rules(drive.base_rules())
    matrix = Matrix(rules, options.share)
    matrix.run()
    if options.paths:
        for typ, found in PATHS.items():
            for state, path in found.items():
                if isinstance(state, str):
                    print(typ, state, path)
    made = time.monotonic() - start
    wanted = kinds_of(options.kinds_from)
    absent = sorted(k for k in wanted if k not in matrix.kinds and k not in OUTSIDE)
    answers = collections.Counter(matrix.lines[n][1][1] or matrix.lines[n][1][0] for n in matrix.cells)
    print(f"{len(matrix.cells)} cells of {matrix.total}, {len(matrix.lines)} acts, {len(answers)} different answers, {made:.0f} s to make")
    print(", ".join(f"{k} {v}" for k, v in answers.most_common()))
    wrong = [f"no cell has the act kind {k}" for k in absent]
    if not options.dry:
        wrong += judge(rules, matrix)
        cells, more = outside()
        wrong += more
        print(f"{cells} cells of roles for {len(OUTSIDE)} other kinds")
    for words in wrong[:60]:
        print(words)
    print(f"{len(wrong)} differences, {time.monotonic() - start:.0f} s")
    return 1 if wrong else 0


def judge(rules, matrix):
    register = drive.Register(drive.agencies_for([matrix], rules), now="2022-01-01T00:00:00Z")
    try:
        answers, _ = drive.file_all(register, [matrix], shared=False)
    finally:
        register.close()
    groups = {}
    for n, ((a, want), got) in enumerate(zip(matrix.lines, answers[matrix.seed])):
        if tuple(want) != got[:2]:
            cell = matrix.cells.get(n, ("set-up",))
            key = (a["kind"], a.get("type"), want[1] or want[0], got[1] or got[0])
            groups.setdefault(key, []).append((n, cell, sorted({f["rule"] for f in got[2] or ()})))
    return [f"{len(v)} x {' '.join(map(str, k))}: first at line {v[0][0]}, {v[0][1]} {v[0][2]}" for k, v in sorted(groups.items(), key=lambda x: -len(x[1]))]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
