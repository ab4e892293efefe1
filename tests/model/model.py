# SPDX-License-Identifier: Apache-2.0
"""The reference model: what the register answers to an act, what it shows, what agencies owe.

Written from docs/design/due-process.md (section numbers below are its) and the tables of a rulebook,
not from the program. One Model is one history: the acts of a few subjects and agencies in order of time."""
from effects import Effects
from gates import Gates
from rulebook import FOREVER, civil, day, holds, text
from view import View
from words import ENVELOPE, GUARDED, KINDS, MUST_REFER, NAMED, OPENINGS, TYPED, Matter, Refused, canonical, code_fault, need


def f_outcome(a):
    return a.get("fields", {}).get("outcome", "list")


class Model(Gates, Effects, View):
    def __init__(self, rules):
        self.rules = rules
        self.acts, self.refs, self.keys, self.matters, self.by_subject = [], {}, {}, [], {}
        self.submissions, self.entities, self.officers, self.grants, self.takes = {}, {}, {}, [], {}
        self.at, self.lines = "", []  # lines: the act that each filed line made, or None

    # ================ the door ================
    def file(self, act):
        """(status, code) of one act; what it changes, it changes."""
        before = len(self.acts)
        answer = self.answer(act)
        made = self.acts[before:]
        made = next((x for x in reversed(made) if x["a"]["kind"] == act["kind"]), None)  # of one row: its decision
        if made:
            made["line"] = len(self.lines)
        self.lines.append(made)
        return answer

    def answer(self, act):
        self.at = act["at"]
        key = (act.get("agency"), act["submission"]) if act.get("submission") else None
        body = canonical(act)
        if key in self.submissions:
            return ("unchanged", None) if self.submissions[key] == body else ("refused", "conflict")
        act = {**act, "fields": dict(act.get("fields", {}))}
        if act.get("kind") == "copy.take":  # its own words for the address and the day (design, section 4)
            f = act["fields"]
            if "url" in f:
                f["copied_from"] = f.pop("url")
            if f.get("retrieved") == act.get("on"):
                f.pop("retrieved", None)
        try:
            status = self.expand(act) if self.one_row(act) else self.one(act)
        except Refused as refusal:
            return "refused", refusal.args[0]
        if key and status in ("accepted", "held"):
            self.submissions[key] = body
        return status, None

    @staticmethod
    def one_row(a):
        f = a.get("fields", {})
        return a.get("kind") == "list.decide" and a.get("origin", "filed") == "filed" and "notice_doc_no" in f and \
            "notice_served_on" in f

    def expand(self, a):
        """Section 10: one row with all its steps, all or none."""
        self.shape(a)
        f, papers = dict(a["fields"]), {p["kind"]: p for p in a.get("papers", ())}
        on, served, held, last = (f.pop(k, None) for k in ("notice_on", "notice_served_on", "hearing_on", "served_on"))
        on, number, how, until = on or served, f.pop("notice_doc_no"), f.pop("served_how", None), f.pop("reply_until", None)
        notice_how = f.pop("notice_served_how", None)
        who = {"drafted_by": f.pop("notice_drafted_by", a.get("drafted_by")),
               "approved_by": f.pop("notice_approved_by", a.get("approved_by"))}
        base = {"type": a["type"], "agency": a["agency"], "subject": a["subject"], "at": a["at"], "by": a.get("by", "agency")}
        here = {"drafted_by": a.get("drafted_by"), "approved_by": a.get("approved_by")}
        if "confirmed_by" in a:
            base["confirmed_by"] = a["confirmed_by"]

        def pick(*kinds):
            return [papers[k] for k in kinds if k in papers]

        def ref(kind, doc):
            return {"agency": a["agency"], "kind": kind, "type": a["type"], "doc_no": doc}
        to_notice = ref("list.notice", number)
        noticed = set(self.rules.fields_of("list.notice", a["type"]))
        steps = [{**base, **who, "kind": "list.notice", "doc_no": number, "on": on,
                  "fields": {k: v for k, v in f.items() if k in noticed}, "papers": pick("notice", "order"),
                  **({"refers_to": a["refers_to"]} if "refers_to" in a else {})},
                 {**base, **here, "kind": "list.serve", "on": served, "refers_to": to_notice, "papers": pick("service-proof"),
                  "fields": {"served_on": served, **({"served_how": notice_how} if notice_how else {}), **({"reply_until": until} if until else {})}}]
        if held:
            steps += [{**base, **here, "kind": "list.hearing", "on": served, "refers_to": to_notice, "papers": pick("request"),
                       "fields": {"stage": "set", "hearing_on": held}},
                      {**base, **here, "kind": "list.hearing", "on": held, "refers_to": to_notice, "papers": pick("record"),
                       "fields": {"stage": "held", "hearing_on": held}}]
        asked = {"order_doc_no", "order_due_on", "final_on", "ruling_doc_no"}
        steps.append({**a, "fields": {k: v for k, v in f.items() if k not in asked}, "refers_to": to_notice,
                      "papers": [p for p in a.get("papers", ()) if p["kind"] not in
                                 ("notice", "order", "service-proof", "request", "record")]})
        steps[-1].pop("submission", None)
        if last:
            steps.append({**base, **here, "kind": "list.serve", "on": last, "refers_to": ref("list.decide", a["doc_no"]),
                          "papers": pick("service-proof"), "fields": {"served_on": last, **({"served_how": how} if how else {})}})
        copies = [(r, r.ended_at) for m in self.by_subject.get(a["subject"], ()) if m.origin == "copied" for r in m.records]
        keep = len(self.acts), len(self.matters), dict(self.refs), dict(self.keys), {k: list(v) for k, v in self.by_subject.items()}
        try:
            status = [self.one(s) for s in steps]
        except Refused:
            del self.acts[keep[0]:], self.matters[keep[1]:]
            self.refs, self.keys, self.by_subject = keep[2:]
            for r, ended in copies:
                r.ended_at = ended
            raise
        return status[-2 if last else -1]

    def one(self, a):
        """Sections 5 and 6, in order; the first failure is the code."""
        on = self.shape(a)
        held = self.guard(a, on)
        self.actor(a)
        today, typ = civil(self.at), None
        origin = a.get("origin", "filed")
        need(on <= today or a["kind"] in ("power.grant", "officer.add"), "date-order")
        agency = self.rules.agencies[a["agency"]]
        if origin == "carried":
            opening, window = day(agency["opening"] or ""), self.rules.term({"id": "*", "family": "*"}, "carried-window", on)
            need(opening and on < opening and today <= self.rules.add(window, opening), "carried-after-opening")
        if a["kind"] in OPENINGS and a["kind"] != "measure.apply" or a["kind"] == "measure.apply":
            typ = self.rules.type_on(a["type"], on)
            need(typ["state"] == "usable" and typ["from_"] <= on <= typ["to_"] or not self.opens(a), "list-not-usable")
        target = self.find(a)
        matter = target["matter"] if target else None
        if a.get("by", "agency") == "agency" and origin != "copied":
            self.power(a, agency, on, matter)
        key, content = self.natural_key(a, on, target)
        same = self.same(key, content, a)
        if same:
            return same
        handler = getattr(self, "do_" + a["kind"].replace(".", "_"), None) or self.step
        number = len(self.acts)
        act = {"n": number, "a": a, "on": on, "matter": None, "under": None, "status": "held" if held else "accepted"}
        handler(a, on, act, target, held)
        self.acts.append(act)
        if key:
            self.keys[key] = (content, act)
        if act["matter"]:
            act["matter"].chain.append(act)
            if a["kind"] in OPENINGS and f_outcome(a) != "drop":
                act["matter"].head = act
            act["under"] = act["matter"].head
            act["matter"].last_on = max(act["matter"].last_on, on)
        if f_outcome(a) != "drop":  # a decision that drops a case opens nothing: found by receipt alone
            self.refs.setdefault((a.get("subject"), a["agency"], a["kind"], a.get("type"), a.get("doc_no")), []).append(act)
        return act["status"]

    @staticmethod
    def opens(a):
        return a["kind"] in OPENINGS and a.get("fields", {}).get("outcome", "list") == "list" and \
            not (a["kind"] == "list.decide" and isinstance(a.get("refers_to"), dict) and
                 a["refers_to"].get("kind") in ("list.notice", "list.decide"))

    # ================ steps 1 to 8 ================
    def shape(self, a):
        need(a.get("kind") in KINDS and not set(a) - ENVELOPE, "shape")
        kind, f = a["kind"], a.get("fields", {})
        family = TYPED.get(kind.split(".")[0])
        need(a.get("agency") in self.rules.agencies, "agency-unknown")
        if family == "measure":
            need((self.rules.type_on(a.get("type"), 0) or {}).get("family") == family, "not-in-catalogue")
        elif family:
            need(a.get("type"), "shape")
            need((self.rules.type_on(a["type"], 0) or {}).get("family") == family, "type-unknown")
        elif kind.startswith("copy."):
            need(self.rules.type_on(a.get("type"), 0), "type-unknown")
        elif kind.split(".")[0] in ("record", "entity", "power", "officer", "objection", "repair"):
            need("type" not in a, "shape")
        on = day(a.get("on"))
        need(on, "shape")
        fields = self.rules.fields_of(kind, a.get("type"))
        paper = {p["kind"] for p in a.get("papers", ())}
        for name, value in f.items():
            row = fields.get(name)
            need(row and not row["member"] and row["value"] != "paper" and row["klass"] != "restricted", "field-unknown")
            if row["value"] == "day":
                need(day(value) or (name == "until" and value == "listed"), "format")
            elif row["value"] in ("enum", "enums", "list") and row["options"]:
                values = value if isinstance(value, list) else [value]
                need(all(v in self.rules.options.get(row["options"], ()) for v in values), "enum")
        listed = {n for n, r in fields.items() if r["value"] == "paper" and n != "papers"}
        need(paper <= listed, "field-unknown")
        if kind == "measure.apply":
            options = self.rules.type_on(a["type"], on).get("fields")
            if options:
                need("field" in f, "required")
                need(f["field"] in self.rules.options[options], "enum")
        if a.get("origin") == "copied":
            need("copied_from" in f and "retrieved_on" in f, "required")
        for name, row in fields.items():
            there = name in f or (row["member"] and row["member"].split(".")[0] in a) or name in paper
            if row["required"] == "M":
                need(there or a.get("origin") == "copied" and name != "name", {"basis": "no-basis", "name": "name-missing"}.get(name, "required"))
            elif row["required"] == "C" and row["condition"] and not there:
                other, _, values = row["condition"].partition("=")
                given = f.get(other)
                given = [str(g).lower() if isinstance(g, bool) else g for g in (given if isinstance(given, list) else [given])]
                need(not (any(g in values.split("|") for g in given) if values else other in f), "cond-required")
        return on

    def guard(self, a, on):
        """Code and name; True: held back, no registrar has filed this code."""
        code = a.get("subject")
        if a["kind"].split(".")[0] in ("officer", "power") or a["kind"] == "copy.take":
            return False
        need(not code_fault(code), code_fault(code))
        need(a["kind"] not in ("entity.change", "entity.cancel") or code in self.entities, "entity-unknown")
        if a["kind"] not in GUARDED or self.rules.type_on(a["type"], on)["tone"] != "adverse":
            return False
        names = self.entities.get(code)
        if names is None:
            return not a.get("confirmed_by")
        need(any(n == a["fields"]["name"] and (start is None or start <= on) for n, start in names["names"]), "code-name")
        return False

    def actor(self, a):
        kind, by, copied = a["kind"], a.get("by", "agency"), a.get("origin") == "copied"
        need(by == "operator" if copied else by in KINDS[kind].split(), "wrong-actor")
        if by != "agency":
            return
        required = kind.startswith(("list.", "measure.")) or kind in ("repair.decide", "objection.answer")
        for member, role in (("drafted_by", "draft"), ("approved_by", "approve"), ("confirmed_by", "confirm")):
            who = a.get(member)
            if who is None:
                need(not required or role == "confirm", "officer-unknown")
                continue
            rows = self.officers.get((a["agency"], who), ())
            today = civil(self.at)
            need(any(role in r["roles"] and r["from"] <= today <= r["to"] and not r["revoked"] for r in rows), "officer-unknown")
        need(not a.get("drafted_by") or a.get("drafted_by") != a.get("approved_by"), "same-officer")

    def power(self, a, agency, on, matter):
        kind, typ = a["kind"], a.get("type")
        if kind in ("repair.decide", "objection.answer"):
            typ = matter.type if matter else None
        elif kind.startswith(("record.", "entity.", "power.")):
            typ = typ or "*"
        rows, other_level = self.rules.powers(agency, kind, typ, on)
        code = "wrong-authority" if kind.startswith("measure.") else "power"
        need(rows or not other_level, "wrong-level-or-region")
        need(rows and agency["from_"] <= on <= agency["to_"], code)
        grants = [g for g in self.grants if g["grantee"] == agency["id"] and g["type"] == typ]
        if grants:
            need(any((g["kind"] == kind or g["kind"].endswith(".") and kind.startswith(g["kind"])) and
                     g["from"] <= on <= g["to"] for g in grants), code)
        if a.get("subject"):
            inner, place = a["subject"][2:8], a.get("fields", {}).get("matter_region")
            if matter and matter.type == a.get("type", matter.type):
                place = place or matter.place
            row = self.rules.type_on(typ, on) if typ and typ != "*" else None
            only_code = row and row.get("reach") == "registered"
            need(any(r["region"] == "any" or holds(agency["region"], inner) or
                     (place and not (only_code and r["region"] == "own") and holds(agency["region"], place))
                     for r in rows), "wrong-level-or-region")

    def natural_key(self, a, on, target):
        matter = target["matter"] if target else None
        kind, f = a["kind"], a.get("fields", {})
        noted = self.rules.noted(kind, a.get("type"))
        whole = {k: v for k, v in a.items() if k not in ("at", "submission", "papers", "drafted_by", "approved_by", "confirmed_by")}
        if target and "refers_to" in whole:
            whole["refers_to"] = self.head(target)["n"]  # however it was named
        content = {**{k: v for k, v in whole.items() if k not in noted}, "fields": {k: v for k, v in f.items() if k not in noted}}
        content.setdefault("by", "agency")
        content = canonical(content)
        if kind == "entity.register":
            return (kind, a["subject"]), content
        if kind in OPENINGS:
            parts = []
            for part in self.rules.type_on(a["type"], on)["natural_key"].split():
                parts.append(next((str(v) for v in (a.get(p) or f.get(p) for p in part.split("|")) if v), ""))
            source = (f.get("copied_from"),) if a.get("origin") == "copied" else ()
            return (*source, kind, a["type"], a["subject"], *parts), content
        if kind in ("entity.change", "entity.cancel"):
            return (kind, a["subject"], content), content
        if kind in MUST_REFER and matter is None or kind.startswith(("officer.", "entity.", "copy.take", "power.")):
            return None, content
        stage = f.get("stage")
        if a.get("doc_no"):
            return (id(matter), kind, stage, a["doc_no"]), content
        return (id(matter), kind, stage, on, a.get("by", "agency"), content), content

    def same(self, key, content, a):
        """Step 8: None when the key is free."""
        if key not in self.keys:
            return None
        old, act = self.keys[key]
        if act.get("withdrawn"):
            named = a.get("refers_to")
            need(named and self.resolve(a["subject"], named) is act["withdrawn"], "withdrawn")
            return None
        if act.get("copy_ended"):
            return None
        need(old == content or content in act.get("also", ()), "conflict")
        return "unchanged"

    # ================ step 9: what an act refers to ================
    def resolve(self, subject, ref):
        if isinstance(ref, str):
            n = int(ref[1:]) if ref[1:].isdigit() else len(self.lines)
            act = self.lines[n] if n < len(self.lines) else None
            return act if act and act["a"].get("subject") == subject and not self.gone(act) else None
        if ref.get("kind") not in NAMED:
            return None
        found = self.refs.get((subject, ref.get("agency"), ref.get("kind"), ref.get("type"), ref.get("doc_no")))
        return found[-1] if found and not self.gone(found[-1]) else None

    @staticmethod
    def gone(act):
        """A withdrawn record is found no more; its withdrawal is."""
        m = act["matter"]
        return bool(m and m.withdrawn and act is not m.withdrawn)

    @staticmethod
    def head(act):
        """The notice or decision under which an act of a chain stands."""
        return act["under"] or act

    def find(self, a):
        ref = a.get("refers_to")
        return self.resolve(a.get("subject"), ref) if ref is not None else None

    def rows(self, types, opening_on, on):
        """Section 3: the machine rows that rule a step, in order."""
        for name in types["machine"].split():
            rows = self.rules.machines.get(name, ())
            yield from (r for r in rows if r["running_"] and r["running_"] <= on and r["from_"] <= on <= r["to_"])
            yield from (r for r in rows if r["from_"] <= opening_on <= r["to_"])

    def state_on(self, m, on):
        state = m.state
        for r in self.rows(m.types, m.opening_on, on):
            if not r["act"] and state in r["from_states"] and self.time_gate(r, m, on):
                state = r["to"]
        return state

    def time_gate(self, r, m, on):
        for gate in r["gates_"]:
            if gate == "window" and not self.window_over(m, on):
                return False
            if gate == "term-over" and not (m.record and m.last and on > m.last):
                return False
            if gate == "trigger":  # an opening's own grounds, see row_for
                return False
        return True

    @staticmethod
    def window_over(m, on):
        return "reply" in m.waived or (m.window_end is not None and m.window_end < on) or m.held_once

    def fits(self, r, a, m, on, target):
        f = a.get("fields", {})
        for cond in r["when_"]:
            name, eq, value = cond.partition("=")
            if eq:
                given = f.get(name, "list" if name == "outcome" and value == "list" else None)
                given = [str(g).lower() if isinstance(g, bool) else g for g in (given if isinstance(given, list) else [given])]
                if value not in given:
                    return False
            elif cond == "in-window" and m.served_on is not None:
                row = self.rules.term(m.types, "hearing-window", m.served_on)
                if row and on > self.rules.add(row, m.served_on, roll=True):
                    return False
            elif cond == "unserved" and m.served_on is not None:
                return False
            elif cond == "unset" and m.set_on is not None:
                return False
        if a["kind"] == "list.serve" and m.notice:  # it serves what it names
            return (self.head(target)["a"]["kind"] == "list.notice") == (m.decision is None)
        return True

    def ours(self, a, m):
        """Whose act it may be."""
        agency, mine = self.rules.agencies[m.agency], a["agency"]
        if mine == m.agency or a.get("by", "agency") == "agency" and agency["successor"] and mine == agency["successor"]:
            return True
        if a.get("by", "agency") != "agency":
            return False
        if any("by-superior-too" in r["when_"] and r["act"] == a["kind"] for r in self.rows(m.types, m.opening_on, day(a["on"]))):
            while agency["parent"]:
                agency = self.rules.agencies[agency["parent"]]
                if agency["id"] == mine:
                    return True
        return False

    def row_for(self, a, m, on, target, grounds=()):
        state = self.state_on(m, on)
        if state == "none":
            for r in self.rows(m.types, m.opening_on, on):
                if not r["act"] and "none" in r["from_states"] and self.triggered(m, grounds, on):
                    state = r["to"]
        for r in self.rows(m.types, m.opening_on, on):
            if r["act"] == a["kind"] and state in r["from_states"] and self.fits(r, a, m, on, target):
                return r
        raise Refused("step-order")

    def triggered(self, m, grounds, on):
        for name in grounds:
            g = self.rules.ground(m.type, name, m.opening_on)
            trigger = g["trigger"] if g else ""
            if trigger.startswith("day:"):
                if on <= day(text(on)[:5] + trigger[4:]):
                    return False
            elif trigger != "paper":
                return False
        return bool(grounds)

    def step(self, a, on, act, target, held):
        """Any step of a matter by the rows of its machine."""
        kind = a["kind"]
        need(target and target["matter"], "ref-unknown")
        m = target["matter"]
        if a.get("type"):
            need(a["type"] == m.type, "ref-unknown")
        need(self.ours(a, m), "power")
        need(on >= target["on"] and on >= m.last_on and on >= m.opening_on, "date-order")
        need(not m.closed and m.origin != "copied", "step-order")
        row = self.row_for(a, m, on, target)
        objection = None
        if kind == "objection.answer" and m.open_objections:
            objection = target["n"] if target["n"] in m.open_objections else None
            if objection is None:
                need(len(m.open_objections) == 1, "ref-unknown")
                objection = next(iter(m.open_objections))
        self.gates(row, a, m, on, target)
        self.papers(row, a, m, on)
        self.advance(row, a, m, on, act, target, objection)
