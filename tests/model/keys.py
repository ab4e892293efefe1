#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The credential, step 0 of the check: role × agency × key shown × act kind, on the local command line.

Written from docs/design/due-process.md, section 5 (0). Agencies: one with a live key, one whose key was revoked, one that never
had one, and a stranger with a key. Exit 1 on a difference."""
import sys

import drive
import gen
from model import Model
from rulebook import Rules, civil, text
from words import KINDS
from world import Maker, agencies_of, code_of

AT = "2026-06-03T02:00:00Z"
TAG = "k1"
ROLES = ["agency", "subject", "anyone", "operator"]


def adverse(a, rules):
    """Every act but entity.* and those whose type is neutral or favourable; kinds without a type count as adverse."""
    if a["kind"].startswith("entity."):
        return False
    typ = rules.type_on(a["type"], civil(AT)) if a.get("type") else None
    return typ is None or typ["tone"] == "adverse"


def credential(a, shown, keys, rules):
    """The code with which step 0 refuses, or None. keys: {name: (agency, live)}; shown: a name or None."""
    if shown:
        agency, live = keys[shown]
        if not live:
            return "key-unknown"
        return None if agency == a["agency"] or a.get("by") == "operator" else "key-agency"
    has = any(agency == a["agency"] and live for agency, live in keys.values())
    return "key-missing" if has and a.get("by", "agency") == "agency" and adverse(a, rules) else None


def acts(make, agency, subject, role):
    """An act of every sort: adverse, favourable, of a registrar, without a type, by others."""
    penal = make.penalty(agency, subject)
    ref = {"agency": agency, "kind": "penalty.decide", "type": "m-penalty", "doc_no": "无此号"}
    who = {} if role != "agency" else make.officers(agency)
    every = [penal, make.honour(agency, subject), make.act("entity.register", agency, subject, fields={"name": make.name(subject)}),
             make.act("record.withdraw", agency, subject, refers_to=ref, fields={"reason": "试验"}),
             {**make.notice("m-wages", agency, subject), **who},
             make.act("objection.file", agency, subject, refers_to=ref, fields={"about": "wrong-entry", "reason": "试验"}, papers=make.papers(["statement", "proof"])),
             make.take("m-wages", agency, "https://example.org/k.csv"),
             {"kind": "officer.add", "agency": agency, "on": text(civil(AT)), "fields": {"officer": f"{agency}-{make.number}", "roles": "draft"}}]
    for a in every:
        a.pop("by", None)
        if role != "agency":
            a["by"] = role
            a.pop("drafted_by", None)
            a.pop("approved_by", None)
        yield {**a, "at": AT}


def main():
    rules = Rules(drive.base_rules())
    rows = agencies_of(TAG)
    for r in rows:
        rules.add_agency(r, "2025-06-01")
    register = drive.Register([{**r, "opening": "2025-06-01"} for r in rows])
    wrong, cells, seen = [], 0, set()
    try:
        model = Model(rules)
        make = Maker(rules, model, TAG)
        make.today = civil(AT)
        start = [gen.officer(f"{TAG}-{x}", n, "draft approve confirm", "2026-06-01T02:00:00Z") for x in "cbp" for n in (1, 2, 3, 4)]
        for a in start:
            model.file(a)
        register.submit(start)
        files, keys = {}, {}
        for name, agency in (("own", f"{TAG}-c"), ("revoked", f"{TAG}-b"), ("other", "m-far")):
            key = register.run("key", "add", "--agency", agency, "--now", "2026-06-01T03:00:00Z").strip()
            files[name], keys[name] = register.folder / name, (agency, name != "revoked")
            files[name].write_text(key + "\n")
            files[name].chmod(0o600)
        number = files["revoked"].read_text().split("_")[1]
        register.run("key", "revoke", "--agency", keys["revoked"][0], number, "--now", "2026-06-01T04:00:00Z")
        serial = 0
        for shown in (None, "own", "revoked", "other"):
            batch = []
            for role in ROLES:
                for agency in (f"{TAG}-c", f"{TAG}-b", f"{TAG}-p"):
                    serial += 1
                    subject = code_of("990101", 700000 + serial)
                    batch += list(acts(make, agency, subject, role))
            words = ["--key-file", str(files[shown])] if shown else []
            for a, answer in zip(batch, register.submit(batch, *words)):
                code = credential(a, shown, keys, rules)
                want = ("refused", code) if code else model.file(a)
                cells += 1
                seen.add(a["kind"])
                if want != (answer["status"], answer["code"]):
                    wrong.append(f"{a['kind']} by {a.get('by', 'agency')} of {a['agency']}, key {shown}: expected {want}, got {(answer['status'], answer['code'])}")
    finally:
        register.close()
    print(*wrong[:40], sep="\n", end="\n" if wrong else "")
    print(f"{cells} cells of {len(ROLES)} roles, 4 keys, {len(seen)} of {len(KINDS)} kinds: {len(wrong)} differences")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
