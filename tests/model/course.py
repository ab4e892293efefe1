#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every usable list of a rulebook runs its full course in a rehearsal, with its own clocks and papers.

Usage: course.py [RULES [DAY [LIST…]]]      RULES: folder, default data/cn; DAY: of the first act, default 2026-05-06
Each step is taken on the first day on which the reference model takes it. On the day before and without each of its papers
both must refuse it, with the same code. Prints a line a list; exit 1 where program and model differ or a course ends early."""
import copy
import pathlib
import sys

import drive
from model import Model
from rulebook import Rules, day, text
from world import code_of

REPO = pathlib.Path(__file__).resolve().parents[2]
HOME, YEARS = "410122", 4
# What is done on a list, by its first machine: act, and what tells rows of one act apart.
COURSES = {
    "serious": [("list.notice", {}), ("list.serve", {}), ("list.decide", {}), ("list.serve", {}), ("repair.apply", {}),
                ("repair.decide", {"outcome": "granted"})],
    "abnormal": [("list.decide", {}), ("repair.apply", {}), ("list.remove", {})],
    "court": [("list.decide", {}), ("list.remove", {})],
    "by-penalty": [("list.decide", {}), ("list.remove", {})],
    "": [("honour.grant", {}), ("honour.end", {})],
}


def at_noon(number):
    return f"{text(number)}T04:00:00Z"


class Course:
    def __init__(self, rules, program, lst, serial, first):
        self.rules, self.model, self.program, self.list = rules, Model(rules), program, lst
        self.today, self.serial, self.number, self.says, self.wrong = first, serial, 0, [], []
        category = "11" if lst["subjects"].split() == ["government"] else "91"
        self.subject = code_of(HOME, serial, category)
        self.name = f"明县第{serial}号试验有限公司"
        self.refs = {}

    # ---- who ----
    def agency(self, kind, typ):
        on = self.today
        for a in self.rules.agencies.values():
            if a["source"] == "invented" and self.rules.powers(a, kind, typ, on)[0]:
                return a
        raise SystemExit(f"{self.list['id']}: nobody may file {kind}")

    def doc(self):
        self.number += 1
        return f"试〔{text(self.today)[:4]}〕{self.serial}-{self.number}号"

    # ---- what ----
    def act(self, kind, agency, fields, papers=(), ref=None, typ=None, **more):
        a = {"kind": kind, "agency": agency["id"], "subject": self.subject, "fields": fields, **more}
        if typ:
            a["type"] = typ
        if papers:
            a["papers"] = [{"kind": p, "name": f"{p}.pdf", "sha256": "cd" * 32} for p in papers]
        if ref:
            a["refers_to"] = ref
        if a.get("by", "agency") == "agency" and kind.split(".")[0] not in ("entity", "penalty", "honour"):
            pair = (3, 4) if kind in ("repair.decide", "objection.answer") else (1, 2)
            a.update(drafted_by=f"{agency['id']}-{pair[0]}", approved_by=f"{agency['id']}-{pair[1]}")
        return a

    def ground(self):
        rows = [g[0] for (lst, _), g in sorted(self.rules.grounds.items()) if lst == self.list["id"] and g[0]["from_"] <= self.today <= g[0]["to_"]]
        return next((g for g in rows if g["trigger"] in ("", "paper")), rows[0])

    def basis(self, typ, ground=None):
        cited = {**typ["basis_"], **(ground["basis_"] if ground else {})}
        good = [(i, a) for i, a in cited.items()
                if self.rules.instruments[i]["from_"] <= self.today <= self.rules.instruments[i]["to_"]]
        name, article = good[0]
        return [{"instrument": name, **({"article": "1"} if article else {})}]

    def requirements(self, fields, papers, ground):
        wanted = set((ground["requires"] or self.list["requires"]).split())
        if "order" in wanted:
            fields.update(order_doc_no=f"令{self.serial}号", order_due_on=text(self.today - 5))
            papers.append("order")
        if "ruling" in wanted:
            fields["ruling_doc_no"] = f"裁{self.serial}号"
        if "penalty-final" in wanted:
            fields["final_on"] = text(self.today)
        return self.refs.get("penalty") if wanted & {"penalty", "penalty-final"} else None

    def make(self, kind, told):
        typ, head = self.list["id"], self.refs.get("decision") or self.refs.get("notice")
        ground = self.ground() if kind.startswith("list.") else None
        listing = {"name": self.name, "facts": "试验事实。"}
        if kind in ("list.notice", "list.decide"):
            listing.update(grounds=[ground["id"]], basis=self.basis(self.list, ground))
            agency = self.agency("list.decide", typ)
        if kind == "list.notice":
            papers = ["notice"]
            ref = self.requirements(listing, papers, ground)
            return self.act(kind, agency, listing, papers, ref, typ, doc_no=self.doc())
        if kind == "list.decide":
            listing.update(way_out="条件满足", remedies="复议、诉讼")
            row = next(r for m in self.list["machine"].split() for r in self.rules.machines[m]
                       if r["act"] == kind and "outcome=list" in r["when_"])
            papers = [*row["papers_"], *(ground["papers"].split() if "trigger-papers" in row["gates_"] else [])]
            ref = head
            if not head:
                ref = self.requirements(listing, papers, ground)
            if agency["level"] in self.list["consent_levels"].split():
                listing.update(consent_by=agency["parent"], consent_doc_no="同意1号", consent_on=text(self.today))
                papers.append("consent")
            return self.act(kind, agency, listing, papers, ref, typ, doc_no=self.doc())
        if kind == "list.serve":
            return self.act(kind, self.agency(kind, typ), {"served_on": text(self.today), "served_how": "direct"}, ["service-proof"], head, typ)
        if kind == "list.remove":
            papers = [p for r in self.rules.machines[self.list["machine"].split()[0]] if r["act"] == kind for p in r["papers_"]]
            return self.act(kind, self.agency(kind, typ), {"condition_met_on": text(self.met), "reason": "条件已满足"}, papers[:1], head, typ,
                            doc_no=self.doc())
        if kind == "repair.apply":
            papers = next(r["papers_"] for m in self.list["machine"].split() for r in self.rules.machines[m] if r["act"] == kind)
            return self.act(kind, self.agency("list.decide", typ), {"corrected_on": text(self.met)}, papers, head, by="subject")
        if kind == "list.waive":
            return self.act(kind, self.agency("list.decide", typ), told, ["waiver"], head, typ, by="subject")
        if kind == "repair.decide":
            return self.act(kind, self.agency(kind, typ), {**told, "reason": "已纠正"}, ["decision"], head, doc_no=self.doc())
        if kind == "honour.grant":
            return self.act(kind, self.agency(kind, typ), {"name": self.name, "title": "试验", "basis": "试验依据", "year": "2026"}, (), None, typ, doc_no=self.doc())
        return self.act(kind, self.agency(kind, typ), {"reason": "不再符合条件"}, (), head, typ, doc_no=self.doc())

    # ---- both judges ----
    def trial(self, act, on):
        twin = copy.deepcopy(self.model, {id(self.rules): self.rules})
        return twin.file({**act, "on": text(on), "at": at_noon(on)})

    def both(self, act, on):
        act = {**act, "on": text(on), "at": at_noon(on)}
        want = self.model.file(act)
        got = self.program.submit([act])[0]
        if (got["status"], got["code"]) != tuple(want):
            said = "; ".join(f["message"] for f in got.get("findings", ()) if f["level"] == "error")
            self.wrong.append(f"{act['kind']} {act['on']}: model {want}, program {got['status']} {got['code']} {said}")
        return want

    def dated(self, kind, told, on):
        self.today = on
        a = self.make(kind, told)
        return {**a, "on": text(on)}

    def step(self, kind, told):
        start, number = self.today, self.number
        for on in range(start, start + YEARS * 366):
            self.number = number
            act = self.dated(kind, told, on)
            answer = self.trial(act, on)
            if answer[0] == "accepted":
                break
        else:
            self.wrong.append(f"{kind}: never taken, last {answer}")
            return None
        if on > start:
            self.number = number
            early = self.dated(kind, told, on - 1)
            if self.both(early, on - 1)[0] == "accepted":
                self.wrong.append(f"{kind}: taken a day early")
        self.number = number
        act = self.dated(kind, told, on)
        for missing in act.get("papers", ()):
            less = {**act, "papers": [p for p in act["papers"] if p is not missing]}
            if self.both(less, on)[0] == "accepted":
                self.wrong.append(f"{kind}: taken without {missing['kind']}")
        self.both(act, on)
        self.says.append(f"{kind} {text(on)}" + (f" [{' '.join(p['kind'] for p in act['papers'])}]" if act.get("papers") else ""))
        return act

    def public(self):
        return any(t == self.list["id"] for t, _, _ in self.model.public(self.subject, at_noon(self.today)))

    def remember(self, act):
        ref = {"agency": act["agency"], "kind": act["kind"], "type": act["type"], "doc_no": act["doc_no"]} if "doc_no" in act and "type" in act else None
        if act["kind"] == "list.notice":
            self.refs["notice"] = ref
        elif act["kind"] in ("list.decide", "honour.grant"):
            self.refs["decision"], self.met = ref, self.today
        elif act["kind"] == "penalty.decide":
            self.refs["penalty"] = ref

    def prepare(self):
        registrar = self.agency("entity.register", "*")
        self.both(self.act("entity.register", registrar, {"name": self.name}), self.today)
        grounds = [g[0] for (lst, _), g in self.rules.grounds.items() if lst == self.list["id"]]
        if "penalty" in " ".join([self.list["requires"], *(g["requires"] for g in grounds)]):
            maker = self.agency("penalty.decide", "penalty")
            act = self.act("penalty.decide", maker, {
                "name": self.name, "unlawful_act": "试验行为", "facts": "试验", "basis": "《试验法》第一条", "penalty_kind": ["罚款"], "content": "罚款二十万元",
                "fine": "20.000000", "severity": "serious", "severity_basis": "试验"}, typ="penalty", doc_no=self.doc())
            if self.both(act, self.today)[0] == "accepted":
                self.remember(act)

    def steps(self):
        """Where no period to reply is known, only a waiver ends the window."""
        steps = COURSES[(self.list["machine"].split() or [""])[0]]
        known = self.rules.term({"id": self.list["id"], "family": "list"}, "reply-window", self.today, only_type=True)
        return steps if known or len(steps) < 6 else [*steps[:2], ("list.waive", {"waives": ["reply"]}), *steps[2:]]

    def run(self):
        self.prepare()
        seen = False
        for kind, told in self.steps():
            act = self.step(kind, told)
            if not act:
                break
            self.remember(act)
            seen = seen or self.public()
        if not seen:
            self.wrong.append("never public")
        elif self.public() and self.list["machine"]:  # an honour stays, as one of the past
            self.wrong.append("still public at the end")


def agencies():
    """Of every kind that keeps a list, at the county, and one level up."""
    return [{"id": f"{kind}-{level}", "kind": kind, "level": level, "region": region, "zh": f"试验{kind}{level}", "en": f"{kind} {level}",
             "parent": parent and f"{kind}-{parent}", "opening": "2026-01-01"}
            for kind in KINDS for level, region, parent in (("county", HOME, "city"), ("city", "410100", "province"), ("province", "410000", ""))]


def officers(first):
    return [{"kind": "officer.add", "by": "operator", "agency": a["id"], "on": text(first),
             "fields": {"officer": f"{a['id']}-{n}", "roles": "draft approve confirm"}} for a in agencies() for n in range(1, 5)]


def main():
    lower = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else REPO / "data" / "cn").resolve()
    first = day(sys.argv[2]) if len(sys.argv) > 2 else day("2026-05-06")
    global KINDS
    base = Rules(lower)
    usable = [r for r in base.rows["lists"] if r["state"] == "usable" and r["from_"] <= first <= r["to_"]]
    KINDS = sorted({k for r in usable for k in r["owner_kind"].split()} | {"mr", "civil", "sco"})
    wrong = 0
    usable = [r for r in usable if r["id"] in (sys.argv[3:] or [r["id"]])]
    for serial, row in enumerate(usable, 700):
        folder = drive.scratch()
        drive.extend_rules(folder / "over", lower, agencies())
        rules = Rules(folder / "over")
        program = drive.Register([], folder=folder, base=folder / "over", now=at_noon(first))
        c = Course(rules, program, row, serial, first)
        staff = [{**a, "at": at_noon(first)} for a in officers(first)]
        for a in staff:
            c.model.file(a)
        program.submit(staff)
        c.run()
        program.close()
        wrong += len(c.wrong)
        print(f"{row['id']}: {'; '.join(c.says)}")
        for words in c.wrong:
            print(f"  DIFFERS {words}")
    print(f"{len(usable)} lists, {wrong} differences")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
