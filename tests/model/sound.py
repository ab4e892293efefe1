#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Can every machine of a rulebook be walked? What a row asks for must be something an act can carry, every state that a row
starts from must be made by another, and every duty must be one that some row discharges.

Usage: sound.py RULES…    one line a fault, exit 1 when there is one"""
import sys

from rulebook import Rules
from words import KINDS

OUTSIDE = {"record.publish"}
DISCHARGED_ELSEWHERE = {"record.correct", "record.withdraw", "penalty.revoke", "measure.end", "list.annul"}


def faults(rules):
    machines = {m: [n for n, rows in rules.types.items() for r in rows if m in r["machine"].split()] for m in rules.machines}
    for name, rows in rules.machines.items():
        others = [x for n, t in machines.items() for x in rules.machines[n] if not t or not machines[name] or set(t) & set(machines[name])]
        made = {r["to"] for r in rows + others} | {"none"}
        for r in rows:
            where = f"machine {name}, row {r['id']}"
            if r["act"] and r["act"] not in KINDS and r["act"] not in OUTSIDE:
                yield f"{where}: no act kind {r['act']}"
                continue
            fields = rules.fields_of(r["act"], "*") if r["act"] else {}
            for paper in r["papers_"]:
                if fields.get(paper, {}).get("value") != "paper":
                    yield f"{where}: {r['act']} can carry no paper {paper}"
            for cond in r["when_"]:
                field, eq, value = cond.partition("=")
                row = fields.get(field)
                if eq and row is None:
                    yield f"{where}: {r['act']} has no field {field}"
                elif eq and row["options"] and value not in rules.options.get(row["options"], {}):
                    yield f"{where}: {field} has no value {value}"
            for gate, field in (("reason", "reason"), ("reply-answered", "reply_answer"), ("consent", "consent_by"), ("end", "until"),
                                ("condition-met", "condition_met_on"), ("basis", "basis"), ("ground", "grounds")):
                if gate in r["gates_"] and field not in fields:
                    yield f"{where}: the gate {gate} looks at {field}, which {r['act']} cannot carry"
            for state in sorted(r["from_states"] - made):
                yield f"{where}: nothing makes the state {state}"
            owed = r["owes"]
            if owed and owed not in DISCHARGED_ELSEWHERE:
                after = r["from_states"] if r["to"] == "=" else {r["to"]}
                if not any(x["act"] == owed and x["from_states"] & after for x in rows + others):
                    yield f"{where}: owes {owed}, which no row takes from {' '.join(sorted(after))}"
    for (lst, ground), rows in rules.grounds.items():
        for g in rows:
            for paper in g["papers"].split():
                if rules.fields_of("list.decide", lst).get(paper, {}).get("value") != "paper":
                    yield f"list {lst}, ground {ground}: list.decide can carry no paper {paper}"


def main(argv):
    found = [f"{folder}: {words}" for folder in argv for words in faults(Rules(folder))]
    print(*found, sep="\n", end="\n" if found else "")
    print(f"{len(argv)} rulebooks, {len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
