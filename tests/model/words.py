# SPDX-License-Identifier: Apache-2.0
"""The reference model: kinds of acts, records, matters."""
import functools
import json

KINDS = {  # who may file it
    "entity.register": "agency", "entity.change": "agency", "entity.cancel": "agency",
    "penalty.decide": "agency", "penalty.revoke": "agency", "honour.grant": "agency", "honour.end": "agency",
    "record.correct": "agency", "record.withdraw": "agency",
    "list.notice": "agency", "list.serve": "agency", "list.reply": "subject", "list.hearing": "agency",
    "list.waive": "subject", "list.decide": "agency", "list.remove": "agency", "list.annul": "agency",
    "measure.apply": "agency", "measure.end": "agency", "objection.file": "subject anyone",
    "objection.answer": "agency", "repair.apply": "subject", "repair.decide": "agency",
    "power.grant": "agency", "power.revoke": "agency", "officer.add": "operator", "officer.revoke": "operator",
    "copy.take": "operator", "copy.end": "operator",
}
TYPED = {"penalty": "penalty", "honour": "honour", "list": "list", "measure": "measure"}  # kind's group: family
OPENINGS = {"penalty.decide", "honour.grant", "list.notice", "list.decide", "measure.apply"}
NAMED = OPENINGS  # what a reference by number finds; by receipt: any act
GUARDED = {"list.notice", "list.decide", "measure.apply", "penalty.decide"}
MUST_REFER = {"list.serve", "list.reply", "list.hearing", "list.waive", "list.remove", "list.annul", "measure.end",
              "objection.file", "objection.answer", "repair.apply", "repair.decide", "penalty.revoke",
              "honour.end", "record.correct", "record.withdraw", "power.revoke", "copy.end"}
ENVELOPE = {"kind", "type", "by", "agency", "subject", "doc_no", "on", "drafted_by", "approved_by", "confirmed_by",
            "submission", "origin", "refers_to", "fields", "papers", "at"}
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ENDED = {"repaired", "removed", "annulled", "dropped", "ended"}  # states that an act makes and that end a chain


canonical = json.JSONEncoder(sort_keys=True, ensure_ascii=False, check_circular=False).encode


class Refused(Exception):
    pass


def need(holds_, code):
    if not holds_:
        raise Refused(code)


@functools.lru_cache(None)
def code_fault(code):
    """What `gongshi code check` would say against a code of 18 places; None: nothing."""
    if len(code) != 18:
        return "length"
    digits = code[:17].isdigit()
    if any(c not in ALPHABET for c in code):
        return "resident-id-shaped" if digits else "alphabet"
    if ALPHABET[(31 - sum(ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(code[:17]))) % 31] == code[17]:
        return None
    return "resident-id-shaped" if digits and code[6:8] in ("18", "19", "20") else "code-check"


class Record:
    """What the public may see of a decision."""

    def __init__(self, act, matter, on):
        self.act, self.matter, self.on = act, matter, on
        self.public_at = self.ended_at = self.withheld_at = self.withdrawn_at = self.released_at = None
        self.last = self.ground = None
        self.held = self.stays = False


class Matter:
    def __init__(self, act, on, types):
        self.type, self.agency, self.subject = act.get("type"), act["agency"], act["subject"]
        self.first, self.types, self.origin, self.opening_on, self.last_on = act, types, act.get("origin", "filed"), on, on
        self.state, self.closed, self.records, self.open_objections, self.duties, self.chain = "none", False, [], {}, [], []
        self.served_on = self.window_end = self.set_on = self.decision = self.listed_on = self.application = None
        self.withdrawn = None  # the act that withdrew it
        self.head = None  # the act under which later ones stand
        self.place = act.get("fields", {}).get("matter_region")
        self.notice = self.last = self.penalty = self.measure = self.granted_ground = None
        self.waived, self.asked, self.held_once, self.replies, self.corrected = set(), False, False, 0, set()

    @property
    def record(self):
        return self.records[-1] if self.records else None
