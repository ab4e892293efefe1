# SPDX-License-Identifier: Apache-2.0
"""The reference model: what is public on a day as known at an instant, and which tasks an agency has."""
from rulebook import FOREVER, civil, day, holds


class View:
    # ================ what is seen ================
    def last_day(self, r, at):
        last = r.last
        if r.matter.origin == "copied":
            term = self.rules.term(r.matter.types, "copied-view", r.on)
            takes = [d for when, d in self.takes.get((r.matter.agency, r.matter.type, r.act["fields"]["copied_from"]), ()) if when <= at]
            lease = self.rules.add(term, max(takes))
            last = min(last or FOREVER, lease)
        return last

    def shown(self, r, at, on=None, running=False):
        """Public on the day `on`, as known at the instant `at` (section 6 of the design); running: and not merely as past."""
        on = civil(at) if on is None else on
        start = r.public_at
        if r.held and start:
            start = max(start, r.released_at) if r.released_at else None
        if start is None or start > at or civil(start) > on:
            return False
        stays = r.stays and not running
        gone = [r.withheld_at, r.withdrawn_at, None if stays else r.ended_at]
        if any(when and when <= at for when in gone):
            return False
        last = self.last_day(r, at)
        if last and not stays and (on > last or civil(at) > last):
            return False
        return r.ground is None or self.shown(r.ground, at, on, running=True)

    def public(self, subject, at, on=None):
        """[(type, doc_no, agency)] of the records of a subject that are in view."""
        return sorted((m.type, r.act.get("doc_no") or "", m.agency) for m in self.by_subject.get(subject, ())
                      for r in m.records if self.shown(r, at, on))

    def tasks(self, agency, at):
        """[(do, type, doc_no of the record, from, due, overdue)] open for an agency."""
        today, out = civil(at), []
        for m in self.matters:
            if m.origin == "copied":
                continue
            doc = m.record.act if m.record else None
            for d in m.duties:
                if d["opened"] <= at and not (d["closed"] and d["closed"] <= at) and m.agency == agency and \
                        self.state_on(m, today) != "expired":
                    out.append((d["do"], m.type, (doc or m.first)["doc_no"], d["from"], d["due"]))
            if m.granted_ground and m.agency == agency and not (m.record.ended_at and m.record.ended_at <= at) and \
                    self.state_on(m, today) != "expired":
                end = getattr(m, "ground_end", None)
                start = end[0] if end and end[1] <= at else None
                g = m.granted_ground
                if g.last and today > g.last and (start is None or g.last + 1 < start):
                    start = g.last + 1
                if start:
                    term = self.rules.term(m.types, "end-measure", start)
                    out.append(("measure.end", m.type, m.record.act["doc_no"], start, self.rules.add(term, start, roll=True) if term else None))
            if m.agency and m.types["family"] in ("list", "honour") and m.record and self.shown(m.record, at):
                out += self.musts(m, agency, at, today)
        return sorted(((*t, bool(t[4] and today > t[4])) for t in out), key=lambda t: (*t[:4], t[4] or 0))

    def musts(self, m, agency, at, today):
        mine = self.rules.agencies[agency]
        for (lst, measure), rows in self.rules.pairs.items():
            pair = self.rules.in_force(rows, m.listed_on or m.decision["on"]) if lst == m.type else None
            if not pair or pair["must"] != "yes" or pair["grounds_"] and not pair["grounds_"] & set(m.decision["grounds"]):
                continue
            if not self.rules.powers(mine, "measure.apply", measure, today)[0] or not holds(mine["region"], m.subject[2:8]):
                continue
            if any(x.granted_ground is m and x.type == measure and x.agency == agency for x in self.matters):
                continue
            term = self.rules.term(self.rules.type_on(measure, today), "decide-measure", today)
            yield ("measure.apply", measure, m.record.act["doc_no"], m.listed_on, self.rules.add(term, m.listed_on, roll=True) if term else None)
