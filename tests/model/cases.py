#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The worked cases, line by line: every answer, public view and task as the case expects, by the model and by the program.
A line may name in `findings` the rules that the program's answer tells, all of them in order: the model knows no warnings.
A `refers_to` of "@NAME" is the receipt of the line whose submission is NAME.
`"only": "program"`: about what the model does not speak of (licences, forms of values, money); the papers alone say what is expected.

Usage: cases.py [--model-only] [--agencies AGENCIES.csv] RULES CASE.jsonl…
RULES: a folder of rulebook; --agencies: further agencies in the columns of ../shared/data/cases. Exit 1 on a difference."""
import argparse
import csv
import json
import os
import pathlib
import sys

import drive
from model import Model
from rulebook import Rules, civil, text

START = "2025-01-02T00:00:00Z"


def officers(rules, at):
    """Every agency with an opening day has the officers ID-1 to ID-4, of all roles."""
    return [{"kind": "officer.add", "by": "operator", "agency": agency["id"], "at": at, "on": text(civil(at)),
             "fields": {"officer": f"{agency['id']}-{n}", "roles": "draft approve confirm"}}
            for agency in rules.agencies.values() for n in range(1, 5) if agency["opening"]]


def task(line):
    ref = line["for"]
    return line["do"], ref["type"], ref["doc_no"], line["from"], line["due"], line["overdue"]


def fits(expect, answer):
    """The program's answer is the expected one."""
    told = [f["rule"] for f in answer.get("findings") or ()]
    return (answer["status"], answer.get("code")) == (expect["status"], expect["code"]) and expect.get("findings", told) == told


def named(a, names):
    ref = a.get("refers_to")
    return {**a, "refers_to": names[ref]} if isinstance(ref, str) and ref in names else a


def pieces(acts):
    """A line that names a receipt is filed when the lines before it were answered."""
    out = [[]]
    for a in acts:
        if str(a.get("refers_to")).startswith("@"):
            out.append([])
        out[-1].append(a)
    return [x for x in out if x]


class Both:
    """The model, and the program on a register of its own."""

    def __init__(self, rules, folder, model_only):
        self.model, self.program = Model(rules), None
        self.lines, self.receipts = {}, {}  # by submission: the number of the model's line, the program's receipt
        if not model_only:
            self.program = drive.Register([], base=folder, now=START)

    def prepare(self, acts):
        for a in acts:
            self.model.file(a)
        if self.program:
            self.program.submit(acts)

    def file(self, acts, alone=()):
        """[(who, answers)]: acts that follow each other go to the program at once."""
        yield "model", [None if a in alone else self.by_model(a) for a in acts]
        if self.program:
            yield "program", [x for piece in pieces(acts) for x in self.by_program(piece)]

    def by_model(self, a):
        self.lines["@" + a.get("submission", "")] = f"@{len(self.model.lines)}"
        return self.model.file(named(a, self.lines))

    def by_program(self, acts):
        answers = self.program.submit([named(a, self.receipts) for a in acts])
        self.receipts.update({"@" + a.get("submission", ""): x["receipt"] for a, x in zip(acts, answers) if x.get("receipt")})
        return answers

    def public(self, subject, at):
        yield "model", {t for t, _, _ in self.model.public(subject, at)}
        if self.program:
            out = self.program.run("show", subject, "--now", at, "--format", "json", ok=(0, 4))
            yield "program", {r["type"] for r in json.loads(out)["records"]} if out.strip() else set()

    def tasks(self, agency, at):
        yield "model", [(d, t, doc, text(f), text(u) if u else None, o) for d, t, doc, f, u, o in self.model.tasks(agency, at)]
        if self.program:
            out = json.loads(self.program.run("tasks", "--agency", agency, "--now", at, "--format", "json"))
            yield "program", drive.tasks_of(out)

    def close(self):
        if self.program:
            self.program.close()


def run(path, rules, folder, model_only):
    """(lines, differences) of one case file."""
    wrong = []
    with open(path, encoding="utf-8") as f:
        lines = [json.loads(x) for x in f if x.strip()]
    both = Both(rules, folder, model_only)
    try:
        both.prepare(officers(rules, lines[0]["at"]))
        waiting = []

        def flush():
            acts = [{**line["act"], "at": line["at"]} for _, line in waiting]
            alone = [a for a, (_, line) in zip(acts, waiting) if line.get("only") == "program"]
            for who, answers in both.file(acts, alone) if waiting else ():
                for (number, line), got in zip(waiting, answers):
                    want = line["expect"]
                    if got and (got != (want["status"], want["code"]) if who == "model" else not fits(want, got)):
                        wrong.append(f"{os.path.basename(path)}:{number}: {line['act']['kind']}: expected {want}, {who} says {got}")
            waiting.clear()
        for n, line in enumerate(lines, 1):
            if "act" in line:
                waiting.append((n, line))
                continue
            flush()
            at, where = line["at"], f"{os.path.basename(path)}:{n}"
            if "public" in line:
                for who, have in both.public(line["public"]["subject"], at):
                    wrong += [] if who == "model" and line.get("only") else [f"{where}: {r['type']}: expected public {r['public']}, {who} differs"
                              for r in line["public"]["records"] if (r["type"] in have) != r["public"]]
            else:
                want = [task(t) for t in line["tasks"]["open"]]
                wrong += [f"{where}: tasks of {line['tasks']['agency']}: expected {want}, {who} says {have}"
                          for who, have in both.tasks(line["tasks"]["agency"], at) if not set(want) <= set(have) or have and not want]
        flush()
    finally:
        both.close()
    return len(lines), wrong


def with_agencies(rules_folder, path):
    """A rulebook of its own: the one given and the agencies of the cases, the next level up as parent."""
    folder = drive.scratch() / "rules"
    with open(path, encoding="utf-8", newline="") as f:
        rows = [{"id": r["id"], "kind": r["kind"], "level": r["level"], "region": r["region"], "zh": r["name"], "en": r["id"],
                 "parent": r["next_level"], "opening": r["opening_day"]} for r in csv.DictReader(f)]
    drive.extend_rules(folder, pathlib.Path(rules_folder), rows)
    return folder


def main(argv):
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--model-only", action="store_true")
    p.add_argument("--agencies")
    p.add_argument("rules")
    p.add_argument("cases", nargs="+")
    options = p.parse_args(argv)
    folder = with_agencies(options.rules, options.agencies) if options.agencies else pathlib.Path(options.rules)
    rules, total, wrong = Rules(folder), 0, []
    for path in options.cases:
        lines, differences = run(path, rules, folder, options.model_only)
        total += lines
        wrong += differences
    print(*wrong, sep="\n", end="\n" if wrong else "")
    print(f"{total} lines of {len(options.cases)} cases, {len(wrong)} differences")
    return 1 if wrong or not total else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
