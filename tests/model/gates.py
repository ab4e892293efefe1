# SPDX-License-Identifier: Apache-2.0
"""The reference model, steps 10 to 12: gates, terms, papers (docs/design/due-process.md, section 6)."""
from rulebook import FOREVER, civil, day, holds, months
from words import need


class Gates:
    # ================ step 10: gates ================
    def gates(self, row, a, m, on, target):
        f = a.get("fields", {})
        for gate in row["gates_"]:
            if gate == "basis":
                self.basis(a, m, on)
            elif gate == "ground":
                need(f.get("grounds") and all(self.rules.ground(m.type, g, m.opening_on) and
                     self.rules.ground(m.type, g, on) for g in f["grounds"]), "ground-unknown")
            elif gate == "requires":
                self.requires(a, m, on, target)
            elif gate == "measures":
                need(all(self.rules.pair(m.type, x, on) for x in f.get("measures", ())), "not-tied-to-list")
            elif gate == "window":
                need(self.window_over(m, on), "window-open")
            elif gate == "hearing":
                need(not m.asked, "hearing-open")
            elif gate == "hearing-notice" and m.set_on is not None:
                term = self.rules.term(m.types, "hearing-notice", m.set_on)
                need(not term or on > self.rules.add(term, m.set_on), "too-early")
            elif gate == "reply-answered":
                need(not m.replies or (f.get("reply_answer") or "").strip(), "reply-unanswered")
            elif gate == "not-heavier":
                self.not_heavier(f, m, on)
            elif gate == "consent" and self.needs_consent(m):
                above, agency = set(), self.rules.agencies[m.agency]
                while agency["parent"]:
                    above.add(agency["parent"])
                    agency = self.rules.agencies[agency["parent"]]
                need(f.get("consent_by") in above and f.get("consent_doc_no") and
                     (day(f.get("consent_on")) or FOREVER) <= on, "consent-missing")
            elif gate == "eligible":
                self.eligible(f, m, on)
            elif gate == "other-officer":
                need(not {a.get("drafted_by"), a.get("approved_by")} & m.decision["who"], "officer-involved")
            elif gate == "other-drafter":
                need(a.get("drafted_by") != m.decision["drafter"], "officer-involved")
            elif gate == "objected":
                need(m.open_objections, "step-order")
            elif gate == "condition-met":
                met = day(f.get("condition_met_on"))
                need(met and m.decision["on"] <= met <= on and
                     (self.state_on(m, on) != "repair_pending" or met <= m.application), "condition-unmet")
            elif gate == "reason":
                need(f.get("reason"), "reason-missing")
            elif gate == "subject-kind":
                need(self.in_circle(m.measure["subjects"].split(), m.subject), "wrong-subject-kind")
            elif gate == "end":
                self.measure_end(f, m, on)

    def basis(self, a, m, on):
        cited = a.get("fields", {}).get("basis")
        need(cited and all(b.get("instrument") in self.rules.instruments for b in cited), "no-basis")
        need(all(i["from_"] <= on <= i["to_"] for i in (self.rules.instruments[b["instrument"]] for b in cited)), "edition-not-in-force")
        allowed = dict(m.types["basis_"])
        for g in a["fields"].get("grounds", ()) if m.types["family"] == "list" else ():
            g = self.rules.ground(m.type, g, m.opening_on)
            for name, articles in (g["basis_"] if g else {}).items():
                allowed[name] = allowed.get(name, False) or articles
        need(all(b["instrument"] in allowed and (b.get("article") or not allowed[b["instrument"]]) for b in cited), "no-basis")
        region = self.rules.agencies[a["agency"]]["region"]
        rows = [self.rules.instruments[b["instrument"]] for b in cited]
        local = [r for r in rows if (r.get("kind") or "") == "local"]
        need(len(local) < len(rows) or all(holds(r["region"], region) for r in local), "local-only")

    def wanted(self, m, grounds):
        """What the list, or each cited ground in its place, requires."""
        out = set()
        for g in grounds or ("",):
            row = self.rules.ground(m.type, g, m.opening_on)
            out.update((row["requires"] if row and row["requires"] else m.types["requires"]).split())
        return out - {"none"}

    def requires(self, a, m, on, target):
        f = a.get("fields", {})
        wanted = self.wanted(m, f.get("grounds"))
        if wanted & {"penalty", "penalty-final"}:
            p = target["matter"] if target else None
            need(p and p.types["family"] == "penalty" and self.live(p, on), "requires-missing")
            need("penalty-final" not in wanted or (day(f.get("final_on")) or FOREVER) <= on, "requires-missing")
        if "order" in wanted:
            need(f.get("order_doc_no") and (day(f.get("order_due_on")) or FOREVER) < on, "requires-missing")
        if "ruling" in wanted:
            need(f.get("ruling_doc_no"), "requires-missing")

    def live(self, m, on):
        r = m.record
        return bool(r) and r.ended_at is None and r.withheld_at is None and not m.closed and not (m.last and on > m.last)

    def not_heavier(self, f, m, on):
        n = m.notice["fields"]
        need(set(f.get("grounds", ())) <= set(n.get("grounds", ())), "heavier-than-notice")
        need(set(f.get("measures", ())) <= set(n.get("measures", ())), "heavier-than-notice")
        noticed = n.get("term_months")
        if noticed:
            last = day(f["until"]) if f.get("until") else months(on, int(f["term_months"])) if f.get("term_months") else self.own_term(m, f, on)
            need(last and last <= months(on, noticed), "heavier-than-notice")

    def own_term(self, m, f, on):
        """Section 9: the last day where the decision names neither months nor a day; None: it ends by its condition."""
        opened = any((self.rules.ground(m.type, g, m.opening_on) or {}).get("open_ended") == "yes" for g in f.get("grounds", ()))
        term = self.rules.term(m.types, "list-term-shortest", on) or self.rules.term(m.types, "list-term", on)
        return None if opened or not term else self.rules.add(term, on)

    def needs_consent(self, m):
        return self.rules.agencies[m.agency]["level"] in m.types["consent_levels"].split()

    def eligible(self, f, m, on):
        if m.types["family"] == "penalty":
            term, start = self.rules.term(m.types, "display-shortest", m.decision["on"], grade=m.decision["severity"]), m.decision["on"]
        else:
            term, start = self.rules.term(m.types, "repair-earliest", on, only_type=True), None
            if term and term["start"] == "correction":
                start = day(f.get("corrected_on")) or day(f.get("performed_on"))
                need(start, "too-early")
            elif term:
                start = m.decision["on"] if term["start"] in ("decision", "determination") else m.listed_on
        need(not term or on > self.rules.add(term, start), "too-early")

    @staticmethod
    def in_circle(circle, code):
        if code.startswith("92"):
            return "individual" in circle
        return "organisation" in circle or "government" in circle and code[:2] in ("11", "12")

    def measure_end(self, f, m, on):
        until, x = f.get("until"), m.measure
        need(until, "end-missing")
        lo, hi = (int(x[k] or 0) for k in ("months_min", "months_max"))
        if until == "listed":
            need(x["ends"] in ("listed", "done", "record"), "end-missing")
            return
        last = day(until)
        need(not hi or last <= months(on, hi), "too-long")
        need(x["ends"] != "listed" or not m.granted_ground.last or last <= m.granted_ground.last, "too-long")
        need(last >= on and (not lo or last >= months(on, lo)), "too-short")

    # ================ steps 11 and 12 ================
    def term_fits(self, a, m, on):
        f, term = a.get("fields", {}), self.rules.term(m.types, "list-term", on)
        opened = any((self.rules.ground(m.type, g, m.opening_on) or {}).get("open_ended") == "yes" for g in f.get("grounds", ()))
        need(not f.get("until") or day(f["until"]) >= on, "pub-end")
        if a.get("origin") == "carried":  # it has an end, and still runs
            last = day(f["until"]) if f.get("until") else months(on, int(f["term_months"])) if f.get("term_months") else None
            need(last is not None and last >= civil(self.at) or last is None and opened, "pub-end")
        if term and f.get("until"):
            need(day(f["until"]) <= self.rules.add(term, on), "too-long")
        elif term and f.get("term_months"):
            need(months(on, int(f["term_months"])) <= self.rules.add(term, on), "too-long")

    def papers(self, row, a, m, on):
        have, f = {p["kind"] for p in a.get("papers", ())}, a.get("fields", {})
        wanted = set(row["papers_"])
        if "trigger-papers" in row["gates_"]:
            for g in f.get("grounds", ()):
                wanted.update((self.rules.ground(m.type, g, m.opening_on) or {"papers": ""})["papers"].split())
        if "consent" in row["gates_"] and self.needs_consent(m):
            wanted.add("consent")
        if "requires" in row["gates_"] and "order" in self.wanted(m, f.get("grounds")):
            wanted.add("order")
        need(wanted <= have, "paper-missing")
