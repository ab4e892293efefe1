# SPDX-License-Identifier: Apache-2.0
"""Random histories: from a seed, 50 to 200 acts of three agencies of one kind, an approving one, officers, an operator and
strangers, from 2025 to 2027. Mostly legal next steps, a share of every kind of fault. The model is asked while making them, so
each line comes with its expected answer."""
import copy
import datetime as dt
import random

from model import Model
from rulebook import civil, day, text
from world import DIRECT, GROUNDS, LISTS, LONGEST, MADE_BY, TIED, Maker, agencies_of, code_of

START, END = dt.datetime(2025, 1, 2, 1), dt.datetime(2027, 12, 20)
CLOSING = day("2026-06-30")  # the last day of an agency that another succeeds
SHARED = ["m-far", "m-city2", "m-gov", "m-tax", "m-court"]  # strangers: agencies of every history of a register


def instant(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def preamble():
    """Officers of the agencies that histories share; filed once a register, first in every history."""
    at, out = instant(START), []
    for agency in SHARED:
        out += [officer(agency, n, "draft approve confirm", at) for n in (1, 2, 3, 4)]
    return out


def officer(agency, n, roles, at, until=None):
    return {"kind": "officer.add", "by": "operator", "agency": agency, "at": at, "on": text(civil(at)),
            "fields": {"officer": f"{agency}-{n}", "roles": roles, **({"valid_to": until} if until else {})}}


SHY = {"list.annul": .1, "list.remove": .15, "objection.file": .12, "objection.answer": 2, "list.serve": 3, "repair.decide": 3, "list.hearing": .6,
       "list.waive": .5, "list.decide": 1.2}


class History(Maker):
    def __init__(self, rules, seed, length=None):
        super().__init__(rules, Model(rules), f"h{seed}")
        self.seed, self.rng, self.lines = seed, random.Random(seed), []
        for agency in agencies_of(self.tag):
            rules.add_agency(agency, self.opening_day(seed))
        for a in preamble():
            self.model.file(a)
        self.first = len(self.model.lines)
        self.clock = START + dt.timedelta(minutes=self.rng.randrange(600))
        self.length = length or self.rng.randint(50, 200)
        self.gap = (END - START).days / self.length
        self.mr = [f"{self.tag}-{x}" for x in "cbp"]
        self.subjects, self.names, self.unregistered, self.counter = [], {}, set(), 0
        self.begin()
        while len(self.lines) < self.length:
            self.next()

    @staticmethod
    def opening_day(seed):
        return text(day("2025-02-01") + seed * 37 % 400)

    # ---- filing ----
    def put(self, a):
        """One line: the act, and what the model answers."""
        self.counter += 1
        a = copy.deepcopy(a)
        a["at"] = instant(self.clock)
        a.setdefault("submission", f"{self.tag}-{self.counter}")
        answer = self.model.file(a)
        self.lines.append((a, answer))
        return answer[0] in ("accepted", "held")

    def tick(self):
        r = self.rng.random()
        days = 0 if r < .35 else self.rng.expovariate(1.5 / self.gap) * (.3 if r < .7 else 2)
        self.clock += dt.timedelta(days=days, minutes=self.rng.randrange(1, 300))
        self.clock = min(self.clock, END + dt.timedelta(minutes=self.counter))
        self.today = civil(instant(self.clock))

    def begin(self):
        self.today = civil(instant(self.clock))
        rng = self.rng
        for agency in [a["id"] for a in agencies_of(self.tag)]:
            roles = ["draft", "approve", "draft approve", "draft approve confirm"]
            for n, r in enumerate(roles if rng.random() < .3 else ["draft approve confirm"] * 4, 1):
                self.put(officer(agency, n, r, instant(self.clock), "2026-10-31" if n == 1 and rng.random() < .1 else None))
        for n in range(rng.randint(2, 4)):
            region = rng.choice(["990101"] * 6 + ["990102", "990201", "110101"])
            category = rng.choice(["91"] * 6 + ["92", "11", "12"])
            code = code_of(region, (self.seed * 8 + n) % 1000000, category)
            self.subjects.append(code)
            self.names[code] = f"试验{code[10:16]}有限公司"
            if rng.random() < .12:
                self.unregistered.add(code)
            else:
                self.register(code)

    def register(self, code):
        self.unregistered.discard(code)
        agency = f"{self.tag}-p" if code[2:4] == "99" else None
        if agency:
            self.put(self.act("entity.register", agency, code, day("2019-06-03"), fields={"name": self.names[code]}))

    # ---- choosing ----
    def matters(self, families, live=True):
        out = [m for m in self.model.matters if m.types["family"] in families and m.origin != "copied"]
        return [m for m in out if not live or not m.closed and not (m.record and m.record.ended_at)]

    def some_penalty(self, subject, agency=None):
        found = [x for m in self.matters(["penalty"]) if m.subject == subject for x in self.model.acts if x["matter"] is m][:6]
        found = [x for x in found if x["a"]["kind"] == "penalty.decide"]
        return self.rng.choice(found) if found else None

    def agency_for(self, lst=None):
        if lst in MADE_BY:
            return MADE_BY[lst]
        letters = "bp" if lst == "m-dept" else "ccbbpz" if self.today < CLOSING + 20 else "ccbbp"
        return f"{self.tag}-{self.rng.choice(letters)}"

    def open_something(self):
        rng, subject = self.rng, self.rng.choice(self.subjects)
        what = rng.choices(["penalty", "notice", "direct", "measure", "honour", "carried", "copied", "row", "other"], [14, 22, 10, 22, 4, 6, 5, 9, 5])[0]
        if what == "penalty":
            grade = rng.choice(["serious", "serious", "general"])
            until = self.today + rng.choice([100, 200, 350, 400, 900, 1500]) if rng.random() < .5 else None
            return self.penalty(self.agency_for(), subject, grade, until)
        if what == "notice":
            lst = rng.choice(LISTS)
            grounds = {"m-serious": ["food", "refusal", "final", "free", "open"], "m-wages": ["amount", "incident"], "m-dept": ["ruling", "open"]}.get(lst, ["any"])
            grounds = rng.sample(grounds, min(len(grounds), rng.choice([1, 1, 2])))
            term = rng.choice([None, LONGEST[lst], LONGEST[lst] // 2])
            tied = [x for x in TIED[lst] if self.rules.pair(lst, x, self.today)]
            return self.notice(lst, self.agency_for(lst), subject, self.some_penalty(subject), grounds, rng.sample(tied, rng.randint(0, len(tied))), term)
        if what == "direct":
            lst = rng.choice(DIRECT)
            grounds = {"m-abnormal": ["annual", "instant", "false", "bare"], "m-court": ["debt", "open"]}.get(lst, GROUNDS[lst])
            grounds = rng.sample(grounds, min(len(grounds), rng.choice([1, 1, 1, 2])))
            return self.direct(lst, self.agency_for(lst), subject, self.some_penalty(subject), grounds, rng.choice([None, None, 6, 12]))
        if what == "measure":
            grounds = [m for m in self.matters(["list", "honour"], rng.random() < .2) if m.decision]
            if not grounds:
                return self.open_something()
            m = rng.choice([x for x in grounds if x.record.public_at] or grounds)
            measure = rng.choice(TIED.get(m.type, ["m-pref"]))
            agency = f"{self.tag}-" + ("y" if measure == "m-low" or m.subject[2:6] != "9901" or rng.random() < .2 else "x")
            until = rng.choice(["listed", "listed", text(self.today + rng.randint(10, 900))])
            return self.measure(measure, agency, m.subject, self.opening_of(m), until)
        if what == "honour":
            return self.honour(self.agency_for(), subject, rng.choice([None, self.today + 200, self.today + 500]))
        if what == "carried":
            lst, agency = rng.choice(["m-serious", "m-wages", "m-ban", "m-abnormal"]), rng.choice(self.mr)
            opening = day(self.rules.agencies[agency]["opening"])
            return self.carried(lst, agency, subject, min(self.today, opening - rng.choice([1, 1, 30, 200, 0])), self.today + rng.choice([-30, 90, 400]))
        if what == "copied":
            return self.copy_acts(subject)
        if what == "row":
            lst = rng.choice(["m-serious", "m-wages", "m-dept", "m-split", "m-turn"])
            noticed = self.today - rng.randint(1, 40)
            decided = noticed + rng.randint(1, 35)
            decided = min(decided, self.today)
            hearing = rng.randint(noticed, decided) if rng.random() < .3 else None
            served = rng.randint(decided, self.today) if rng.random() < .6 else None
            return self.one_row(lst, self.agency_for(lst), subject, noticed, decided, served, hearing, self.some_penalty(subject))
        return self.other(subject)

    def copy_acts(self, subject):
        rng, lst = self.rng, self.rng.choice(["m-serious", "m-wages", "m-court"])
        agency, url = self.agency_for(lst), f"https://example.org/{self.tag}/{rng.randint(1, 2)}.csv"
        copies = [x for x in self.model.acts if x["a"].get("origin") == "copied" and not x.get("copy_ended")]
        if copies and rng.random() < .3:
            x = rng.choice(copies)
            return {**self.act("copy.end", x["a"]["agency"], x["a"]["subject"]), "by": "operator", "type": x["a"]["type"], "refers_to": self.ref(x)}
        if (agency, lst, url) not in self.model.takes or rng.random() < .3:
            self.put(self.take(lst, agency, url))
        return self.copied(lst, agency, subject, self.today - rng.randint(0, 100), url, rng.choice([None, self.today + 20, self.today + 400]))

    def other(self, subject):
        rng = self.rng
        kind = rng.choice(["name", "officer", "power", "revoke", "end", "correct", "withdraw", "register"])
        if kind == "name" and subject in self.model.entities:
            self.names = {**self.names, subject: self.names[subject] + "改"}
            return self.act("entity.change", f"{self.tag}-p", subject, fields={"name": self.names[subject]})
        if kind == "officer":
            agency = rng.choice(self.mr)
            return {"kind": "officer.revoke", "by": "operator", "agency": agency, "on": text(self.today), "fields": {"officer": f"{agency}-4"}}
        if kind == "power":
            granted = [x for x in self.model.acts if x["a"]["kind"] == "power.grant" and x["a"]["fields"]["grantee"].startswith(self.tag)]
            if granted and rng.random() < .4:
                x = rng.choice(granted)
                return {"kind": "power.revoke", "agency": "m-gov", "on": text(self.today), "refers_to": f"@{x['line']}", "fields": {"reason": "试验"}}
            return {"kind": "power.grant", "agency": "m-gov", "on": text(self.today), "doc_no": self.doc("权"),
                    "fields": {"grantee": rng.choice(self.mr), "act_kind": rng.choice(["list.", "list.decide"]), "for_type": "m-ban", "basis": "m-law 1",
                               **({"valid_to": text(self.today + 200)} if rng.random() < .5 else {})}}
        if kind == "register" and self.unregistered:
            code = rng.choice(sorted(self.unregistered))
            self.unregistered.discard(code)
            name = self.names[code] + ("" if rng.random() < .7 else "异")
            return self.act("entity.register", f"{self.tag}-p", code, day("2019-06-03"), fields={"name": name})
        m = [m for m in self.matters(["penalty", "honour"] if kind in ("revoke", "end") else ["penalty", "list", "honour"]) if m.record]
        if not m:
            return self.penalty(self.agency_for(), subject)
        m = rng.choice(m)
        penal = m.types["family"] == "penalty"
        name = {"revoke": "penalty.revoke", "end": "penalty.revoke"}.get(kind) if penal else {"revoke": "honour.end", "end": "honour.end"}.get(kind)
        name = name or ("record.correct" if kind == "correct" else "record.withdraw")
        a = self.act(name, m.agency, m.subject, doc_no=self.doc("更"), refers_to=self.ref(self.opening_of(m)), fields={"reason": "试验"})
        if name.startswith(("penalty.", "honour.")):
            a["type"] = m.type
        if name == "record.correct":
            a["fields"]["content"] = f"更正{self.number}"
        return a

    def next_step(self):
        """The next step of a running matter; None when there is none."""
        found = [(m, r) for m in self.matters(["list", "measure", "penalty"], self.rng.random() < .97) for r in self.rows_now(m)]
        if not found:
            return None
        m, row = self.rng.choices(found, [self.weight(m, r) for m, r in found])[0]
        a = self.step(row, m)
        later = self.rules.agencies[m.agency]["successor"]
        if later and self.today > self.rules.agencies[m.agency]["to_"] and self.rng.random() < .9:
            a["agency"] = later
            if "drafted_by" in a:
                a.update(self.officers(later, (3, 4) if a["drafted_by"].endswith("3") else (1, 2)))
        if row["act"] == "objection.answer" and m.open_objections and (len(m.open_objections) > 1 or self.rng.random() < .3):
            n = self.rng.choice(sorted(m.open_objections))
            a["refers_to"] = self.receipt(self.model.acts[n]) or a["refers_to"]
        elif self.rng.random() < .1:
            chain = m.chain
            a["refers_to"] = self.receipt(self.rng.choice(chain)) or a["refers_to"] if chain else a["refers_to"]
        if row["act"] == "objection.file" and self.rng.random() < .3:
            a["by"] = "anyone"
        if row["act"] == "list.annul" and self.rng.random() < .3 and m.agency.startswith(self.tag):
            above = self.rules.agencies[m.agency]["parent"]
            if above:
                a.update(agency=above, **self.officers(above))
        if row["act"] in ("repair.decide", "objection.answer") and self.rng.random() < .15:
            a.update(self.officers(a["agency"], self.rng.choice([(1, 2), (3, 1), (2, 4), (1, 3)])))
        if self.rng.random() < .15:
            a["on"] = text(self.today - self.rng.randint(1, 6))
        return a

    def weight(self, m, row):
        """How likely a next step is: what its gates would refuse today is tried now and then."""
        kind, weight = row["act"], SHY.get(row["act"], 1)
        if "outcome=drop" in row["when"]:
            weight *= .15
        if kind == "objection.answer" and not m.open_objections:
            return .004
        if kind == "list.decide" and "window" in row["gates_"]:
            weight *= (4 if self.model.window_over(m, self.today) else .25) * (.2 if m.asked else 1)
        if kind == "repair.apply" and m.listed_on and self.today - m.listed_on < 370:
            weight *= .15
        if kind == "repair.apply" and m.types["family"] == "penalty" and self.today - m.decision["on"] < 370:
            weight *= .15
        if "stage=held" in row["when_"] and m.set_on and self.today - m.set_on < 12:
            weight *= .2
        if kind == "measure.end" and not getattr(m, "ground_end", None):
            weight *= .2
        if kind == "list.reply" and m.replies:
            weight *= .1
        return weight

    @staticmethod
    def receipt(x):
        """A receipt that is known when a line is filed: that of an act whose own line was answered."""
        return f"@{x['line']}" if x.get("line") is not None else None

    # ---- faults ----
    def spoil(self, a):
        """One fault, of a random kind that the act can have."""
        rng, f = self.rng, a.setdefault("fields", {})
        ways = [w for w in FAULTS if FAULTS[w](self, a, None)]
        way = rng.choices(ways, [1 if w in PLAIN else 3 for w in ways])[0]
        FAULTS[way](self, a, rng)
        if not f:
            a.pop("fields", None)
        return a

    def next(self):
        self.tick()
        rng = self.rng
        a = self.next_step() if rng.random() < .62 else self.open_something()
        if a is None:
            a = self.open_something()
        r = rng.random()
        if r < .07 and self.lines:
            again = copy.deepcopy(rng.choice(self.lines)[0])
            again.pop("at")
            if rng.random() < .6:
                again.pop("submission")
            if rng.random() < .5 and again.get("fields", {}).get("content"):
                again["fields"]["content"] += "变"
            self.put(again)
            return
        if r < .30:
            spoiled = self.spoil(copy.deepcopy(a))
            if self.put(spoiled) or rng.random() < .5:
                return
        elif a["kind"] in RARE:  # acts that many conditions stand before: some faults first, then the good one
            for _ in range(rng.choice([0, 0, 1, 1, 2])):
                if len(self.lines) + 1 < self.length and self.put(self.spoil(copy.deepcopy(a))):
                    return
        if len(self.lines) < self.length:
            self.put(a)


RARE = {"list.decide", "measure.apply", "repair.decide", "objection.answer", "list.remove", "measure.end", "repair.apply"}
PLAIN = {"agency", "by", "future", "early", "no-day", "paper-unknown", "field-unknown", "kind", "code", "subject", "ref", "no-officer", "confirm"}


# ---- faults: can(self, act, None) says whether it applies, do(self, act, rng) does it ----
def fault(can, do):
    return lambda h, a, rng: bool(can(h, a)) if rng is None else do(h, a, rng)


def _set(place, name, value):
    place[name] = value


def has(name):
    return lambda h, a: name in a.get("fields", {})


def drop_paper(h, a, rng):
    a["papers"].remove(rng.choice(a["papers"]))


def other_type(h, a, rng):
    lists = ["m-display", "m-old-list", "m-past", "m-future", "m-nothing", *LISTS, *DIRECT]
    a["type"] = rng.choice(lists if a["kind"].startswith("list") else ["m-hist", "m-nothing", "m-pref", "m-funds", "m-gov", "m-low"])


def other_agency(h, a, rng):
    a["agency"] = rng.choice(h.mr + SHARED + [f"{h.tag}-x", f"{h.tag}-y"])
    if "drafted_by" in a:
        a.update(h.officers(a["agency"], (3, 4)))


def other_ref(h, a, rng):
    way = rng.randrange(5)
    if way == 0:
        a.pop("refers_to", None)
    elif way == 1:
        a["refers_to"] = {"agency": a["agency"], "kind": "list.decide", "type": a.get("type", "m-serious"), "doc_no": "无此号"}
    elif way == 2:
        a["refers_to"] = "a" * 26
    else:
        same = [x for x in h.model.acts if x["a"].get("doc_no") and (way == 4 or x["a"].get("subject") == a.get("subject"))]
        if same:
            x = rng.choice(same)
            a["refers_to"] = h.ref(x) if rng.random() < .7 else h.receipt(x) or h.ref(x)


def basis(h, a, rng):
    b = a["fields"]["basis"]
    way = rng.randrange(8)
    a["fields"]["basis"] = [[], [{"instrument": "m-old", "article": "3"}], [{"instrument": "m-new", "article": "3"}], [{"instrument": "m-none", "article": "1"}],
                            [{"instrument": "m-other", "article": "7"}], [{"instrument": "m-law"}], [{"instrument": "m-local", "article": "2"}],
                            [*b, {"instrument": "m-bare"}]][way]


def grounds(h, a, rng):
    f, every = a["fields"], ["food", "refusal", "past", "final", "amount", "any", "nothing", "annual", "bare"]
    f["grounds"] = rng.choice([[], [rng.choice(every)], f["grounds"] + [rng.choice(every)]])


FAULTS = {
    "same-officer": fault(lambda h, a: "drafted_by" in a, lambda h, a, rng: _set(a, "approved_by", a["drafted_by"])),
    "officer": fault(lambda h, a: "drafted_by" in a, lambda h, a, rng: _set(a, rng.choice(["drafted_by", "approved_by", "confirmed_by"]), rng.choice([f"{h.tag}-c-1", f"{h.tag}-b-2", "nobody", "m-far-1", a["agency"] + "-1", a["agency"] + "-2"]))),
    "no-officer": fault(lambda h, a: "drafted_by" in a, lambda h, a, rng: a.pop(rng.choice(["drafted_by", "approved_by"]))),
    "agency": fault(lambda h, a: True, other_agency),
    "by": fault(lambda h, a: True, lambda h, a, rng: _set(a, "by", rng.choice(["agency", "subject", "anyone", "operator"]))),
    "future": fault(lambda h, a: True, lambda h, a, rng: _set(a, "on", text(h.today + rng.choice([1, 1, 30])))),
    "early": fault(lambda h, a: True, lambda h, a, rng: _set(a, "on", text(h.today - rng.choice([1, 5, 20, 100, 400])))),
    "no-day": fault(lambda h, a: True, lambda h, a, rng: _set(a, "on", rng.choice(["2026-02-30", "2026/01/05"]))),
    "paper": fault(lambda h, a: a.get("papers"), drop_paper),
    "paper-unknown": fault(lambda h, a: True, lambda h, a, rng: _set(a, "papers", a.get("papers", []) + h.papers(["portrait"]))),
    "field-unknown": fault(lambda h, a: True, lambda h, a, rng: _set(a["fields"], "score", "9")),
    "field-gone": fault(lambda h, a: a.get("fields"), lambda h, a, rng: a["fields"].pop(rng.choice(sorted(a["fields"])))),
    "kind": fault(lambda h, a: True, lambda h, a, rng: _set(a, "kind", rng.choice(["list.publish", "penalty.delete", "score.set"]))),
    "name": fault(has("name"), lambda h, a, rng: _set(a["fields"], "name", rng.choice([h.names[s] for s in h.subjects] + ["别人有限公司"]))),
    "code": fault(lambda h, a: a.get("subject"), lambda h, a, rng: _set(a, "subject", rng.choice([a["subject"][:-1] + ("0" if a["subject"][-1] != "0" else "1"), "410122190001010017", a["subject"][:-1]]))),
    "subject": fault(lambda h, a: a.get("subject"), lambda h, a, rng: _set(a, "subject", rng.choice(h.subjects))),
    "type": fault(lambda h, a: a.get("type") and a["kind"].split(".")[0] in ("list", "measure"), other_type),
    "ref": fault(lambda h, a: True, other_ref),
    "ref2": fault(lambda h, a: a.get("refers_to"), other_ref),
    "basis": fault(lambda h, a: isinstance(a.get("fields", {}).get("basis"), list), basis),
    "grounds": fault(has("grounds"), grounds),
    "measures": fault(lambda h, a: a["kind"] in ("list.notice", "list.decide"), lambda h, a, rng: _set(a["fields"], "measures", rng.choice([["m-fix"], ["m-pref", "m-done"], ["m-pref"], ["m-range", "m-nothing"]]))),
    "term": fault(lambda h, a: a["kind"] in ("list.notice", "list.decide"), lambda h, a, rng: _set(a["fields"], "term_months", rng.choice([1, 7, 13, 24, 36, 37, 60]))),
    "until": fault(lambda h, a: a["kind"] in ("list.decide", "measure.apply"), lambda h, a, rng: _set(a["fields"], "until", text(h.today + rng.choice([-1, 0, 30, 364, 800, 1200, 3000])))),
    "listed": fault(lambda h, a: a["kind"] == "measure.apply", lambda h, a, rng: _set(a["fields"], "until", "listed")),
    "consent": fault(has("consent_by"), lambda h, a, rng: _set(a["fields"], *rng.choice([("consent_by", h.mr[0]), ("consent_by", f"{h.tag}-p"), ("consent_on", text(h.today + 3)), ("consent_doc_no", "")]))),
    "reason": fault(has("reason"), lambda h, a, rng: _set(a["fields"], "reason", "")),
    "condition": fault(has("condition_met_on"), lambda h, a, rng: _set(a["fields"], "condition_met_on", text(h.today + rng.choice([1, 0, -3, -400])))),
    "corrected": fault(has("corrected_on"), lambda h, a, rng: _set(a["fields"], "corrected_on", text(h.today - rng.choice([1, 30, 183, 184, 190, 400])))),
    "outcome": fault(has("outcome"), lambda h, a, rng: _set(a["fields"], "outcome", rng.choice(["granted", "refused", "shielded", "annul", "correct", "rejected", "drop", "restore", "maybe"]))),
    "matter-region": fault(lambda h, a: a["kind"] in ("list.decide", "list.notice", "measure.apply", "penalty.decide"), lambda h, a, rng: _set(a["fields"], "matter_region", rng.choice(["990101", "990201", "990000"]))),
    "origin": fault(lambda h, a: a["kind"] == "list.decide", lambda h, a, rng: _set(a, "origin", rng.choice(["carried", "copied", "filed"]))),
    "order": fault(has("order_due_on"), lambda h, a, rng: _set(a["fields"], "order_due_on", text(h.today + rng.choice([0, 5])))),
    "final": fault(has("final_on"), lambda h, a, rng: _set(a["fields"], "final_on", text(h.today + 5))),
    "reply": fault(has("reply_answer"), lambda h, a, rng: _set(a["fields"], "reply_answer", "")),
    "hearing": fault(lambda h, a: a["kind"] == "list.reply", lambda h, a, rng: _set(a["fields"], "hearing_requested", True)),
    "waives": fault(has("waives"), lambda h, a, rng: _set(a["fields"], "waives", rng.choice([["reply"], ["hearing"], ["reply", "hearing"]]))),
    "reply-until": fault(lambda h, a: a["kind"] == "list.serve", lambda h, a, rng: _set(a["fields"], "reply_until", text(h.today + rng.choice([1, 9, 30])))),
    "severity": fault(has("severity"), lambda h, a, rng: _set(a["fields"], "severity", rng.choice(["slight", "general", "serious", "grave"]))),
    "confirm": fault(lambda h, a: a.get("subject") in h.unregistered and a.get("by", "agency") == "agency", lambda h, a, rng: _set(a, "confirmed_by", a["agency"] + "-4")),
}
