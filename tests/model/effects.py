# SPDX-License-Identifier: Apache-2.0
"""The reference model: what an accepted act opens, does and ends (docs/design/due-process.md, sections 7, 9 and 11)."""
from rulebook import FOREVER, civil, day, months
from words import ENDED, OPENINGS, Matter, Record, need


class Effects:
    # ================ openings ================
    def open(self, a, on, act):
        m = Matter(a, on, self.rules.type_on(a["type"], on))
        act["matter"] = m
        return m

    def register(self, m):
        self.matters.append(m)
        self.by_subject.setdefault(m.subject, []).append(m)

    def record(self, m, a, on, held):
        r = Record(a, m, on)
        r.held, r.stays = held, m.types.get("past_stays") == "yes"
        m.records.append(r)
        return r

    def publish(self, m):
        r = m.record
        r.public_at = r.public_at or self.at
        m.listed_on = civil(self.at)

    @staticmethod
    def may_rest_on(a, target):
        """An opening names nothing, or a penalty, or a matter of its own type."""
        m = target["matter"] if target else None
        return "refers_to" not in a or bool(m) and (m.type == a["type"] or m.types["family"] == "penalty")

    def do_list_notice(self, a, on, act, target, held):
        need(self.may_rest_on(a, target), "ref-unknown")
        need(not target or on >= target["on"], "date-order")
        m = Matter(a, on, self.rules.type_on(a["type"], on))
        row = self.row_for(a, m, on, target, a["fields"].get("grounds", ()))
        self.gates(row, a, m, on, target)
        self.papers(row, a, m, on)
        act["matter"], m.notice = m, {"fields": a["fields"], "on": on}
        m.penalty = target["matter"] if target else None
        self.register(m)
        self.duty(m, row, on, act)
        m.state = row["to"]

    def do_list_decide(self, a, on, act, target, held):
        f, origin = a.get("fields", {}), a.get("origin", "filed")
        typ = self.rules.type_on(a["type"], on)
        step = bool(target and target["matter"] and target["matter"].type == a["type"])
        need(origin == "filed" or f.get("outcome", "list") == "list", "step-order")
        if origin == "copied":
            need((a["agency"], a["type"], f["copied_from"]) in self.takes, "ref-unknown")
            m = self.open(a, on, act)
            self.decided(m, a, on, held)
            m.state = "listed"
            m.last = day(f.get("until") or "") or (months(on, int(f["term_months"])) if f.get("term_months") else None)
            m.record.last, m.record.public_at = m.last, self.at
            self.register(m)
            return
        need(self.may_rest_on(a, target), "ref-unknown")
        need(origin != "carried" or not step, "step-order")
        m = target["matter"] if step else Matter(a, on, typ)
        if step:
            need(self.ours(a, m), "power")
        if target:
            need(on >= target["on"] and (not step or on >= m.last_on and on >= m.opening_on), "date-order")
        if origin == "carried":
            for gate in ("basis", "ground"):
                self.gates({"gates_": [gate]}, a, m, on, target)
            self.term_fits(a, m, on)
            row = None
        else:
            need(not m.closed and m.origin != "copied", "step-order")
            row = self.row_for(a, m, on, target, f.get("grounds", ()))
            self.gates(row, a, m, on, target)
            if f.get("outcome", "list") == "list":
                self.term_fits(a, m, on)
            self.papers(row, a, m, on)
        act["matter"] = m
        outcome = f.get("outcome", "list")
        if not step:
            self.register(m)
        if outcome != "drop":
            if outcome == "restore" and m.record.ended_at is None:
                m.record.ended_at = self.at
                self.ground_ended(m)
            self.decided(m, a, on, held)
            self.end_copies(a)
        if row:
            self.advance(row, a, m, on, act, target, None)
        else:
            m.state = "listed"
        if m.state == "listed":
            self.publish(m)
            if origin == "carried":
                m.listed_on = on
        self.set_last(m)
        if m.penalty is None and target and not step:
            m.penalty = target["matter"]

    def decided(self, m, a, on, held):
        f = a.get("fields", {})
        m.decision = {"on": on, "drafter": a.get("drafted_by"), "who": {a.get("drafted_by"), a.get("approved_by")} - {None},
                      "grounds": f.get("grounds") or (m.decision or {}).get("grounds", ()), "severity": f.get("severity") or "",
                      "until": day(f.get("until") or ""), "months": int(f.get("term_months") or 0), "again": f.get("outcome") == "restore"}
        m.agency = a["agency"]
        self.record(m, a, on, held)

    def end_copies(self, a):
        """A filed record of the same agency, type, number and subject ends the copy."""
        for m in self.by_subject.get(a["subject"], ()):
            if m.origin == "copied" and m.type == a["type"] and m.agency == a["agency"] and \
                    m.record.act.get("doc_no") == a.get("doc_no") and m.record.ended_at is None:
                self.finish(m)

    def set_last(self, m):
        """Section 9: the last day of a listing; None: it ends by its condition, or has not begun."""
        d = m.decision
        if d is None or d["again"]:
            if m.record and d:
                m.record.last = m.last
            return
        opened = any((self.rules.ground(m.type, g, m.opening_on) or {}).get("open_ended") == "yes" for g in d["grounds"])
        term = self.rules.term(m.types, "list-term", d["on"])
        start = d["on"] if term and term["start"] in ("decision", "determination") else m.listed_on
        if d["until"]:
            m.last = d["until"]
        elif start is None:
            m.last = None
        elif d["months"]:
            m.last = months(start, d["months"])
        else:
            term = self.rules.term(m.types, "list-term-shortest", d["on"]) or term
            m.last = None if opened or not term else self.rules.add(term, start)
        m.record.last = m.last

    def do_measure_apply(self, a, on, act, target, held):
        ground = target["matter"] if target and target["a"]["kind"] in ("list.decide", "honour.grant") else None
        rec = ground.record if ground else None
        need(rec and rec.ended_at is None and rec.withheld_at is None and (rec.public_at or ground.origin == "copied"), "no-ground")
        need(ground.origin != "copied", "ground-copied")
        need(not (ground.last and on > ground.last), "past-end")
        pair = self.rules.pair(ground.type, a["type"], on)
        need(pair and (not pair["grounds_"] or pair["grounds_"] & set(ground.decision["grounds"])), "not-tied-to-list")
        typ = self.rules.type_on(a["type"], on)
        if typ["kind"] == "reward":
            need(not any(x.types.get("class") == "serious" and x.types["family"] == "list" and x.origin != "copied" and x.record and
                         self.shown(x.record, self.at, running=True) for x in self.by_subject.get(a["subject"], ())), "serious-listing")
        need(on >= target["on"], "date-order")
        m = Matter(a, on, typ)
        m.measure, m.granted_ground = typ, ground
        row = self.row_for(a, m, on, target)
        self.gates(row, a, m, on, target)
        self.papers(row, a, m, on)
        act["matter"] = m
        self.register(m)
        self.decided(m, a, on, held)
        m.record.ground = rec
        m.record.public_at = self.at
        m.record.last = m.last = day(a["fields"]["until"]) if a["fields"]["until"] != "listed" else None
        m.state = row["to"]

    def do_penalty_decide(self, a, on, act, target, held):
        m = self.open(a, on, act)
        last = self.penalty_end(a["fields"], m, on)
        self.decided(m, a, on, held)
        self.end_copies(a)
        m.last = m.record.last = last
        m.record.public_at, m.state = self.at, "shown"
        self.register(m)

    def penalty_end(self, f, m, on):
        """Design 6: as given where lawful; else by its grade; without one the shortest term."""
        given, grades = day(f.get("public_until") or ""), [f["severity"]] if f.get("severity") else ["slight", "general", "serious"]

        def ends(what):
            found = [self.rules.term(m.types, what, on, grade=g) for g in grades]
            return [self.rules.add(t, on) for t in found if t]
        if given:
            need(given >= on and given <= max(ends("display-longest"), default=FOREVER), "pub-end")
            return given
        found = ends("display-longest") if f.get("severity") else ends("display-shortest")
        need(found, "pub-end")
        return min(found) - 1

    def do_honour_grant(self, a, on, act, target, held):
        m = self.open(a, on, act)
        self.decided(m, a, on, False)
        m.last = m.record.last = day(a["fields"].get("valid_until") or "")
        m.record.public_at, m.state = self.at, "shown"
        self.register(m)

    # ================ what an accepted step does (section 11) ================
    def advance(self, row, a, m, on, act, target, objection):
        kind, f, rec = a["kind"], a.get("fields", {}), m.record
        act["matter"] = m
        before, m.state = m.state, (self.state_on(m, on) if row["to"] == "=" else row["to"])
        self.close_duties(m, kind, objection, f)
        if kind == "list.serve":
            if self.head(target)["a"]["kind"] == "list.notice" and m.decision is None:
                m.served_on = on
                term = self.rules.term(m.types, "reply-window", on, only_type=True)
                m.window_end = self.rules.add(term, on, roll=True) if term else None
                if term and f.get("reply_until"):
                    m.window_end = max(m.window_end, day(f["reply_until"]))
            else:
                self.publish(m)
                self.set_last(m)
        elif kind == "list.reply":
            m.replies += 1
        elif kind == "list.waive":
            m.waived |= set(f.get("waives", ()))
            if "hearing" in m.waived:
                m.asked, m.set_on = False, None
        elif kind == "list.hearing":
            if f.get("stage") == "set":
                m.set_on = on
            else:
                m.held_once, m.asked, m.set_on = True, False, None
        elif kind == "objection.file":
            m.open_objections[act["n"]] = on
        elif kind == "objection.answer":
            m.open_objections.pop(objection, None)
            if f.get("outcome") == "annul":
                rec.withheld_at = self.at
        elif kind == "repair.apply":
            m.application = on
        elif kind == "repair.decide" and row["to"] == "shielded":
            rec.withheld_at = self.at
        if row["to"] == "hearing":
            m.asked = True
        if row["to"] in ENDED:
            self.finish(m)
        self.duty(m, row, on, act)

    def finish(self, m):
        """An act ended the matter: out of view, its duties closed, what rests on it to be ended."""
        for r in m.records:
            r.ended_at = r.ended_at or self.at
        for d in m.duties:
            d["closed"] = d["closed"] or self.at
        self.ground_ended(m)

    def ground_ended(self, m):
        if m.records and m.records[-1].public_at is None and len(m.records) == 1:
            return
        for x in self.by_subject.get(m.subject, ()):
            if x.granted_ground is m and x.record.ended_at is None:
                x.ground_end = getattr(x, "ground_end", None) or (civil(self.at), self.at)

    def close_duties(self, m, kind, objection, f):
        for d in m.duties:
            if d["closed"]:
                continue
            if d["do"] == kind and (kind != "objection.answer" or d["by"] == objection) or \
                    kind == "repair.decide" and d["made"] == "repair.apply" or \
                    kind == "list.waive" and d["do"] == "list.hearing" and "hearing" in f.get("waives", ()) or \
                    kind == "objection.answer" and f.get("outcome") == "annul" and d["made"] != "objection.answer":
                d["closed"] = self.at

    def duty(self, m, row, on, act):
        if row["owes"] and row["owed_by"] == "agency":
            self.owe(m, row["owes"], row["clock"], on, act)

    def owe(self, m, do, clock, on, act):
        term = self.rules.term(m.types, clock, on) if clock else None
        m.duties.append({"do": do, "from": on, "due": self.rules.add(term, on, roll=True) if term else None,
                         "by": act["n"], "made": act["a"]["kind"], "opened": self.at, "closed": None})

    # ================ records, entities, officers, powers: as before due process ================
    def own_record(self, a, on, target):
        need(target and target["matter"], "ref-unknown")
        m = target["matter"]
        need(not a.get("type") or a["type"] == m.type, "ref-unknown")
        need(m.record or a["kind"] == "record.withdraw", "ref-unknown")
        need(m.origin != "copied" or a["kind"] == "record.withdraw", "step-order")
        need(self.ours(a, m), "power")
        need(a["kind"] in ("record.correct", "record.withdraw") or m.record.ended_at is None, "record-ended")
        need(on >= target["on"], "date-order")
        return m

    def do_penalty_revoke(self, a, on, act, target, held):
        m = self.own_record(a, on, target)
        act["matter"], m.closed = m, True
        self.finish(m)
        self.fallen(m, on, act)

    def fallen(self, penalty, on, act):
        for m in self.by_subject.get(penalty.subject, ()):
            if m.penalty is penalty and m.decision and m.record.ended_at is None and not m.closed:
                self.owe(m, "list.annul", "withdraw", on, act)

    def do_honour_end(self, a, on, act, target, held):
        m = self.own_record(a, on, target)
        act["matter"], m.closed = m, True
        self.finish(m)

    def do_record_correct(self, a, on, act, target, held):
        m = self.own_record(a, on, target)
        act["matter"] = m
        self.close_duties(m, a["kind"], None, {})

    def do_record_withdraw(self, a, on, act, target, held):
        m = self.own_record(a, on, target)
        act["matter"], m.closed = m, True
        for x in m.chain:
            if x["a"]["kind"] in OPENINGS:
                x["withdrawn"] = act
        m.withdrawn = act
        for r in m.records:
            r.withdrawn_at = self.at
        self.finish(m)
        if m.types["family"] == "penalty":
            self.fallen(m, on, act)

    def do_entity_register(self, a, on, act, target, held):
        e = self.entities[a["subject"]] = {"names": [(a["fields"]["name"], None)]}
        for m in self.by_subject.get(a["subject"], ()):
            for r in m.records:
                if r.held and any(n == r.act["fields"]["name"] for n, _ in e["names"]):
                    r.released_at = r.released_at or self.at

    def do_entity_change(self, a, on, act, target, held):
        if a["fields"].get("name"):
            self.entities[a["subject"]]["names"].append((a["fields"]["name"], on))

    def do_entity_cancel(self, a, on, act, target, held):
        need(not self.entities[a["subject"]].get("cancelled"), "record-ended")
        self.entities[a["subject"]]["cancelled"] = True

    def do_officer_add(self, a, on, act, target, held):
        f = a["fields"]
        self.officers.setdefault((a["agency"], f["officer"]), []).append(
            {"roles": f["roles"].split(), "from": on, "to": day(f.get("valid_to") or "") or FOREVER, "revoked": False})

    def do_officer_revoke(self, a, on, act, target, held):
        for r in self.officers.get((a["agency"], a["fields"]["officer"]), ()):
            r["revoked"] = True

    def do_power_grant(self, a, on, act, target, held):
        f = a["fields"]
        grantee = self.rules.agencies[f["grantee"]]
        rows, _ = self.rules.powers(grantee, f["act_kind"], f["for_type"], on)
        mine = self.rules.agencies[a["agency"]]
        need(any(r["granter"] in (mine["id"], mine["kind"]) for r in rows if r["granter"]), "power")
        self.grants.append({"grantee": f["grantee"], "kind": f["act_kind"], "type": f["for_type"], "from": on,
                            "to": day(f.get("valid_to") or "") or FOREVER, "act": act})

    def do_power_revoke(self, a, on, act, target, held):
        need(target and target["a"]["kind"] == "power.grant", "ref-unknown")
        need(target["a"]["agency"] == a["agency"], "power")
        need(on >= target["on"], "date-order")
        for g in self.grants:
            if g["act"] is target:
                g["to"] = min(g["to"], on - 1)

    def do_copy_take(self, a, on, act, target, held):
        self.takes.setdefault((a["agency"], a["type"], a["fields"]["copied_from"]), []).append((self.at, on))

    def do_copy_end(self, a, on, act, target, held):
        need(target and target["matter"], "ref-unknown")
        m = target["matter"]
        need(a["type"] == m.type, "ref-unknown")
        need(m.origin == "copied" and m.record.ended_at is None, "step-order")
        need(on >= target["on"], "date-order")
        m.closed = True
        for x in m.chain:
            x["copy_ended"] = True
        self.finish(m)
