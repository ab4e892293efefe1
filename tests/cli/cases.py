#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""One worked case, line by line, through the real program: every answer, public view and task as the case expects.

Usage: cases.py AGENCIES.csv CASE.jsonl…     environment: GONGSHI, RULES (folder of the lower rulebook, default data/cn)
A line is {"at","expect","act"}, {"at","public"} or {"at","tasks"}. Prints a line a difference; exit 1 when there is one."""
import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile

REPO = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("GONGSHI", str(REPO / "build" / "gongshi"))
LOWER = pathlib.Path(os.environ.get("RULES", REPO / "data" / "cn")).resolve()


def run(*words, ok=(0,)):
    done = subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True)
    if done.returncode not in ok:
        raise SystemExit(f"{' '.join(map(str, words))}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def write(path, head, rows):
    with open(path, "w", encoding="utf-8", newline="") as f:
        w = csv.DictWriter(f, head, restval="")
        w.writeheader()
        w.writerows(rows)


def rulebook(folder, agencies):
    """A jurisdiction of the case's agencies over the lower one."""
    folder.mkdir()
    with open(LOWER / "agencies.csv", encoding="utf-8", newline="") as f:
        head = next(csv.reader(f))
    rows = [{"id": a["id"], "kind": a["kind"], "level": a["level"], "region": a["region"], "zh": a["name"], "en": a["id"],
             "parent": a["next_level"], "opening": a["opening_day"], "source": "invented"} for a in agencies]
    write(folder / "agencies.csv", head, rows)
    write(folder / "jurisdiction.csv", ["id", "zh", "en", "extends", "effective", "invented", "source"],
          [{"id": "cases", "zh": "试验", "en": "cases", "effective": "2019-01-01", "invented": "yes",
            "extends": os.path.relpath(LOWER, folder.resolve())}])


class Register:
    def __init__(self, folder, rules, agencies, at):
        self.data = folder
        run("init", "--rules", rules, "--rehearsal", "--now", at, "--data", folder)
        acts = [{"kind": "officer.add", "by": "operator", "agency": a["id"], "on": at[:10], "at": at,
                 "fields": {"officer": o, "roles": "draft|approve|confirm"}} for a in agencies for o in a["officers"].split()]
        self.submit(acts)

    def submit(self, acts):
        path = self.data.parent / "acts.jsonl"
        path.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in acts), encoding="utf-8")
        out = run("act", "submit", path, "--data", self.data, ok=(0, 3))
        return [json.loads(line) for line in out.splitlines()]

    def public(self, subject, at):
        out = run("show", subject, "--now", at, "--format", "json", "--data", self.data, ok=(0, 4))
        return {r["type"] for r in json.loads(out)["records"]} if out.strip() else set()

    def tasks(self, agency, at):
        return json.loads(run("tasks", "--agency", agency, "--now", at, "--format", "json", "--data", self.data))


def task_differs(want, have):
    for task in have:
        if task["do"] == want["do"] and all(task["for"].get(k) == v for k, v in want["for"].items()):
            return next((f"{k} {task.get(k)}, expected {want[k]}" for k in ("from", "wd", "due", "overdue")
                         if task.get(k) != want[k]), None)
    return "is not open"


def differences(register, line):
    at = line["at"]
    if "act" in line:
        got = register.submit([{**line["act"], "at": at}])[0]
        want = line["expect"]
        if (got["status"], got["code"]) != (want["status"], want["code"]):
            said = "; ".join(f["message"] for f in got["findings"] if f["level"] == "error")
            yield f"{line['act']['kind']}: {got['status']} {got['code']}, expected {want['status']} {want['code']} ({said})"
    elif "public" in line:
        shown = register.public(line["public"]["subject"], at)
        for r in line["public"]["records"]:
            if (r["type"] in shown) != r["public"]:
                yield f"public: {r['type']} {'shown' if r['type'] in shown else 'not shown'}"
    else:
        have = register.tasks(line["tasks"]["agency"], at)
        if not line["tasks"]["open"] and have:
            yield f"tasks of {line['tasks']['agency']}: {[t['do'] for t in have]}, expected none"
        for want in line["tasks"]["open"]:
            fault = task_differs(want, have)
            if fault:
                yield f"task {want['do']} of {line['tasks']['agency']}: {fault}"


def main():
    with open(sys.argv[1], encoding="utf-8", newline="") as f:
        agencies = list(csv.DictReader(f))
    wrong = count = 0
    for name in map(pathlib.Path, sys.argv[2:]):
        with tempfile.TemporaryDirectory() as scratch:
            scratch = pathlib.Path(scratch)
            rulebook(scratch / "rules", agencies)
            register = Register(scratch / "register", scratch / "rules", agencies, "2026-04-01T00:00:00Z")
            for number, text in enumerate(name.read_text(encoding="utf-8").splitlines(), 1):
                count += 1
                for words in differences(register, json.loads(text)):
                    wrong += 1
                    print(f"{name.name}:{number}: {words}")
            rebuilt = run("doctor", "--rebuild", "--data", register.data, "--format", "json", ok=(0, 5))
            if not all(r["result"] == "ok" for r in json.loads(rebuilt)):
                wrong += 1
                print(f"{name.name}: a rebuild gives other projections: {rebuilt}")
    print(f"{count} lines, {wrong} differences")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
