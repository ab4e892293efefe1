# SPDX-License-Identifier: Apache-2.0
"""Good acts: given a matter and a row of its machine, the act that passes; and what opens matters.

The generators of histories and of the matrix both build from here and then spoil what they built."""
from rulebook import months, text

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LISTS = ["m-serious", "m-wages", "m-dept", "m-split", "m-turn"]           # with notice
DIRECT = ["m-abnormal", "m-ban", "m-court", "m-future", "m-past"]         # by decision alone
GROUNDS = {"m-serious": ["food"], "m-wages": ["amount"], "m-dept": ["ruling"], "m-split": ["any"], "m-turn": ["any"],
           "m-abnormal": ["annual"], "m-ban": ["ban"], "m-court": ["debt"], "m-future": ["any"], "m-past": ["any"],
           "m-display": ["any"], "m-old-list": ["any"]}
TIED = {"m-serious": ["m-pref", "m-range", "m-gov", "m-low", "m-hist"], "m-wages": ["m-funds"], "m-dept": ["m-fix", "m-done"],
        "m-ban": ["m-done"], "m-abnormal": ["m-pref"], "m-split": ["m-pref"], "m-turn": ["m-pref"], "m-court": ["m-range"],
        "m-red": ["m-reward"]}
LONGEST = {"m-serious": 36, "m-wages": 36, "m-dept": 12, "m-ban": 24, "m-court": 24, "m-turn": 6, "m-split": 12}
LEVELS = {"c": ("county", "990101"), "b": ("city", "990100"), "p": ("province", "990000")}
MADE_BY = {"m-court": "m-court"}


def code_of(region, serial, category="91"):
    """A code whose checks are right; its body begins with TX."""
    def value(c):
        return int(c) if c.isdigit() else ord(c) - 55
    body = f"TX{serial:06}"
    inner = 11 - sum(value(c) * w for c, w in zip(body, (3, 7, 9, 10, 5, 8, 4, 2))) % 11
    start = category + region + body + {10: "X", 11: "0"}.get(inner, str(inner))
    return start + ALPHABET[(31 - sum(ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(start))) % 31]


def agencies_of(tag):
    """The agencies of one history: county, city, province of one kind, and one that approves."""
    rows = []
    for letter, (level, region) in LEVELS.items():
        above = {"c": f"{tag}-b", "b": f"{tag}-p"}.get(letter, "")
        rows.append({"id": f"{tag}-{letter}", "kind": "mr", "level": level, "region": region, "parent": above})
    rows.append({"id": f"{tag}-x", "kind": "approve", "level": "county", "region": "990101", "parent": ""})
    rows.append({"id": f"{tag}-y", "kind": "approve", "level": "province", "region": "990000", "parent": ""})
    rows.append({"id": f"{tag}-z", "kind": "mr", "level": "county", "region": "990101", "parent": f"{tag}-b", "valid_to": "2026-06-30",
                 "successor": f"{tag}-c"})
    return rows


class Maker:
    """Builds acts for one history. `model` is asked for states, `today` is the civil day."""

    def __init__(self, rules, model, tag):
        self.rules, self.model, self.tag, self.number = rules, model, tag, 0
        self.today = 0

    def doc(self, word):
        self.number += 1
        return f"{word}〔{text(self.today)[:4]}〕{self.tag}-{self.number}号"

    def officers(self, agency, pair=(1, 2)):
        return {"drafted_by": f"{agency}-{pair[0]}", "approved_by": f"{agency}-{pair[1]}"}

    def act(self, kind, agency, subject, on=None, **more):
        return {"kind": kind, "agency": agency, "subject": subject, "on": text(on or self.today), **more}

    @staticmethod
    def papers(kinds):
        return [{"kind": k, "sha256": "ab" * 32, "name": k + ".pdf"} for k in kinds]

    def name(self, subject):
        return self.names.get(subject, f"试验{subject[10:16]}有限公司")

    names = {}

    @staticmethod
    def ref(act):
        a = act["a"]
        return {"agency": a["agency"], "kind": a["kind"], **({"type": a["type"]} if a.get("type") else {}), "doc_no": a["doc_no"]}

    def opening_of(self, m):
        """The act that the next step of a matter names: the decision, before it the notice."""
        kinds = ("list.decide", "measure.apply", "penalty.decide", "honour.grant")
        found = [x for x in m.chain if x["a"].get("doc_no")]
        for x in reversed(found):
            if x["a"]["kind"] in kinds and x["a"].get("fields", {}).get("outcome") not in ("restore", "drop"):
                return x
        return found[0] if found else None

    # ---- fields and papers of a listing ----
    def basis(self, typ, on):
        return [{"instrument": "m-law", "article": "3" if typ.get("kind") else "1"}]

    def list_fields(self, lst, subject, grounds=None, measures=None, term=None):
        f = {"name": self.name(subject), "grounds": grounds or GROUNDS[lst], "facts": "试验事实。", "basis": self.basis({}, 0)}
        if measures is not None:
            f["measures"] = measures
        if term:
            f["term_months"] = term
        return f

    def needs(self, lst, grounds, on):
        row = self.rules.type_on(lst, on)
        wanted = set()
        for g in grounds:
            g = self.rules.ground(lst, g, on)
            wanted.update((g["requires"] if g and g["requires"] else row["requires"]).split())
        return wanted - {"none"}

    def with_requirements(self, a, penalty):
        """Adds what the list or ground requires."""
        wanted, f = self.needs(a["type"], a["fields"]["grounds"], self.today), a["fields"]
        if wanted & {"penalty", "penalty-final"} and penalty:
            a["refers_to"] = self.ref(penalty)
        if "penalty-final" in wanted:
            f["final_on"] = a["on"]
        if "order" in wanted:
            f["order_doc_no"], f["order_due_on"] = f"令{self.tag}-{self.number}号", text(self.today - 10)
            a["papers"] = a.get("papers", []) + self.papers(["order"])
        if "ruling" in wanted:
            f["ruling_doc_no"] = f"裁{self.tag}-{self.number}号"
        return a

    def notice(self, lst, agency, subject, penalty=None, grounds=None, measures=(), term=None):
        f = self.list_fields(lst, subject, grounds, list(measures), term)
        a = self.act("list.notice", agency, subject, type=lst, doc_no=self.doc("告"), fields=f, papers=self.papers(["notice"]),
                     **self.officers(agency))
        return self.with_requirements(a, penalty)

    def direct(self, lst, agency, subject, penalty=None, grounds=None, term=None):
        """A decision on a list that has no notice."""
        f = {**self.list_fields(lst, subject, grounds, None, term), "way_out": "条件满足", "remedies": "异议"}
        a = self.act("list.decide", agency, subject, type=lst, doc_no=self.doc("决"), fields=f, papers=self.papers(["decision", "repair-notice"]),
                     **self.officers(agency))
        for g in f["grounds"]:
            g = self.rules.ground(lst, g, self.today)
            a["papers"] += self.papers((g["papers"] if g else "").split())
        return self.with_requirements(a, penalty)

    def penalty(self, agency, subject, severity="serious", until=None):
        f = {"name": self.name(subject), "unlawful_act": "试验行为", "basis": "试验条例第一条", "penalty_kind": "fine", "content": "罚款",
             "fine": "20.000000", "severity": severity, "severity_basis": "试验"}
        if until:
            f["public_until"] = text(until)
        return self.act("penalty.decide", agency, subject, type="m-penalty", doc_no=self.doc("罚"), fields=f)

    def honour(self, agency, subject, until=None):
        f = {"name": self.name(subject), "basis": "试验", "title": "守信", **({"valid_until": text(until)} if until else {})}
        return self.act("honour.grant", agency, subject, type="m-red", doc_no=self.doc("誉"), fields=f)

    def measure(self, measure, agency, subject, ground, until="listed"):
        f = {"name": self.name(subject), "basis": self.basis({"kind": 1}, 0), "until": until}
        if measure == "m-funds":
            f["field"] = "bidding"
        lo = {"m-range": 18, "m-fix": 24}.get(measure)
        if lo:
            f["until"] = text(months(self.today, lo))
        return self.act("measure.apply", agency, subject, type=measure, doc_no=self.doc("措"), fields=f, papers=self.papers(["decision"]),
                        refers_to=self.ref(ground), **self.officers(agency))

    def carried(self, lst, agency, subject, on, until):
        f = {**self.list_fields(lst, subject), "until": text(until)}
        return self.act("list.decide", agency, subject, on, type=lst, doc_no=self.doc("并"), fields=f, origin="carried",
                        **self.officers(agency))

    def take(self, lst, agency, url):
        return {"kind": "copy.take", "by": "operator", "type": lst, "agency": agency, "on": text(self.today),
                "fields": {"copied_from": url, "rows": 1, "complete": False}}

    def copied(self, lst, agency, subject, on, url, until):
        f = {**self.list_fields(lst, subject), "copied_from": url, "retrieved_on": text(self.today), **({"until": text(until)} if until else {})}
        return self.act("list.decide", agency, subject, on, by="operator", type=lst, doc_no=self.doc("转"), fields=f, origin="copied")

    def one_row(self, lst, agency, subject, noticed, decided, served=None, hearing=None, penalty=None):
        """A decision with all its steps in one row."""
        a = self.notice(lst, agency, subject, penalty)
        f = a["fields"]
        f.update(notice_doc_no=a["doc_no"], notice_served_on=text(noticed), way_out="期满", remedies="异议")
        a.update(kind="list.decide", doc_no=self.doc("决"), on=text(decided))
        kinds = ["notice", "decision", "repair-notice", "service-proof"] + (["order"] if "order_doc_no" in f else [])
        if hearing:
            f["hearing_on"] = text(hearing)
            kinds += ["request", "record"]
        if served:
            f["served_on"] = text(served)
        a["papers"] = self.papers(kinds)
        return self.with_consent(a, lst)

    def with_consent(self, a, lst):
        row, agency = self.rules.type_on(lst, self.today), self.rules.agencies[a["agency"]]
        if agency["level"] in row["consent_levels"].split() and agency["parent"]:
            a["fields"].update(consent_by=agency["parent"], consent_doc_no=f"同{self.number}", consent_on=a["on"])
            a["papers"] = a["papers"] + self.papers(["consent"])
        return a

    # ---- the next step of a matter, by a row of its machine ----
    def step(self, row, m, rng=None):
        kind, f, agency = row["act"], {}, m.agency
        first = self.opening_of(m)
        decided = m.decision["on"] if m.decision else m.opening_on
        by = (row["by"] or "agency").split()[0]
        a = self.act(kind, agency, m.subject)
        if kind.split(".")[0] in ("list", "measure"):
            a["type"] = m.type
        if by != "agency":
            a["by"] = by
        a["refers_to"] = self.ref(first)
        for cond in row["when_"]:
            name, eq, value = cond.partition("=")
            if eq:
                f[name] = [value] if name == "waives" else value == "true" if value in ("true", "false") else value
        if kind == "list.serve":
            f.update(served_on=a["on"], served_how="direct")
        elif kind == "list.reply":
            self.number += 1
            f["text"] = f"陈述{self.number}"
        elif kind == "list.hearing":
            f["hearing_on"] = a["on"]
        elif kind == "list.decide":
            a["doc_no"] = self.doc("决")
            if f.get("outcome") == "list":
                f.pop("outcome")
            noticed = m.notice["fields"] if m.notice else {}
            f.update(name=self.name(m.subject), basis=self.basis({}, 0), facts="试验事实。", way_out="期满", remedies="异议",
                     grounds=list(noticed.get("grounds") or (m.decision or {}).get("grounds") or ["any"]))
            if noticed.get("measures"):
                f["measures"] = list(noticed["measures"])
            if noticed.get("term_months"):
                f["term_months"] = noticed["term_months"]
            if m.replies:
                f["reply_answer"] = "已复核。"
        elif kind == "list.remove":
            f["condition_met_on"] = text(decided)
        elif kind == "repair.apply":
            f["performed_on" if m.types["family"] == "penalty" else "corrected_on"] = text(decided)
        elif kind == "objection.file":
            self.number += 1
            f.update(about="wrong-entry", reason=f"异议{self.number}")
        if kind in ("list.remove", "list.annul", "measure.end", "repair.decide", "objection.answer"):
            a["doc_no"] = self.doc("步")
        if "reason" in row["gates_"]:
            f["reason"] = "试验理由。"
        pair = (3, 4) if kind in ("objection.answer", "repair.decide") else (1, 2)
        if by == "agency":
            a.update(self.officers(agency, pair))
        a["fields"], a["papers"] = f, self.papers(row["papers_"])
        if kind == "list.decide" and "consent" in row["gates_"]:
            self.with_consent(a, m.type)
        return a

    def rows_now(self, m):
        """The rows that may come next for a matter today."""
        state = self.model.state_on(m, self.today)
        return [r for r in self.model.rows(m.types, m.opening_on, self.today) if r["act"] and state in r["from_states"]]
