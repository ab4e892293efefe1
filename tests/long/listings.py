#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""20,000 listings in one file, each with all its steps in one row, while readers ask: they see none of them or all.

Firms and penalties are filed first; then a server runs, two readers ask for the list and for single firms again and again, and the
file is imported beside them. Prints how fast; exit 1 when a reader saw a part. usage: listings.py [FIRMS]   environment: GONGSHI"""
import collections
import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

REPO = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("GONGSHI", str(REPO / "build" / "gongshi"))
CITY, LIST, STEPS = "mr-990100", "ql-prepaid", 4  # notice, its service, decision, its service
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def run(*words):
    done = subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(map(str, words))}: exit {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def code_of(n):
    value = lambda c: int(c) if c.isdigit() else ord(c) - 55
    body = f"TX{n:06}"
    inner = 11 - sum(value(c) * w for c, w in zip(body, (3, 7, 9, 10, 5, 8, 4, 2))) % 11
    start = "91990101" + body + {10: "X", 11: "0"}.get(inner, str(inner))
    return start + ALPHABET[(31 - sum(ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(start))) % 31]


def table(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as f:
        w = csv.DictWriter(f, list(rows[0]))
        w.writeheader()
        w.writerows(rows)
    return path


def penalty(code, name, n):
    return {"uscc": code, "name": name, "doc_no": f"岚市监处罚〔2026〕{n}号", "decided_on": "2026-05-06", "unlawful_act": "收款后停业", "facts": "试验",
            "basis": "《试验条例》第一条", "penalty_kind": "fine", "content": "罚款2000元", "fine": "0.2", "severity": "serious", "severity_basis": "试验",
            "subject_class": "organisation"}


def listing(code, name, n):
    kinds = ("notice", "service-proof", "decision", "repair-notice")
    return {"uscc": code, "name": name, "decided_on": "2026-05-20", "doc_no": f"岚市监决〔2026〕{n}号", "grounds": "vanished", "facts": "收取预付款后停业",
            "basis": "ql-prepaid-r 12", "way_out": "退款", "remedies": "异议", "notice_doc_no": f"岚市监告〔2026〕{n}号", "notice_served_on": "2026-05-11",
            "served_on": "2026-05-21", "served_how": "direct", "notice_served_how": "direct", "ref_kind": "penalty.decide", "ref_type": "penalty",
            "ref_doc_no": f"岚市监处罚〔2026〕{n}号", "drafted_by": "o1", "approved_by": "o2",
            "papers": "；".join(f"{k} {k}.pdf {'ab' * 32}" for k in kinds)}


class Reader(threading.Thread):
    """Asks for the list and for firms in turn, and keeps what it was told."""

    def __init__(self, url, codes):
        super().__init__()
        self.url, self.codes, self.stop, self.asked = url, codes, False, 0
        self.totals, self.parts = collections.Counter(), []

    def get(self, path):
        with urllib.request.urlopen(self.url + path) as answer:
            return json.load(answer)

    def listed(self):
        """How many the list's yearly counts tell; its first page holds some of them or none."""
        page = self.get(f"/api/v1/lists/{LIST}/entries")
        n = sum(int(c["n"]) for c in page["counts"] if c["what"] == "listed")
        if bool(page["entries"]) != (n > 0):
            self.parts.append((n, len(page["entries"])))
        return n

    def run(self):
        while not self.stop:
            before = self.listed()
            self.totals[before] += 1
            seen = [any(r["type"] == LIST for r in self.get("/api/v1/entities/" + c)["records"]) for c in self.codes]
            after = self.listed()
            self.asked += 2 + len(self.codes)
            if before == after and any(s != (before > 0) for s in seen):
                self.parts.append((before, seen))
            time.sleep(0.02)


def register(scratch, firms):
    data = scratch / "register"
    run("init", "--rules", REPO / "data" / "demo", "--rehearsal", "--now", "2026-06-30T02:00:00Z", "--data", data)
    run("import", "--kind", "entity.register", "--agency", CITY, "--data", data,
        table(scratch / "firms.csv", [{"uscc": c, "name": name, "status": "active", "registered_on": "2015-03-02"} for c, name in firms]))
    officers = scratch / "officers.jsonl"
    officers.write_text("".join(json.dumps({"kind": "officer.add", "by": "operator", "agency": CITY, "on": "2026-05-01",
                                            "fields": {"officer": o, "roles": "draft|approve"}}) + "\n" for o in ("o1", "o2")))
    run("act", "submit", officers, "--data", data)
    run("import", "--kind", "penalty.decide", "--agency", CITY, "--data", data,
        table(scratch / "penalties.csv", [penalty(c, name, i) for i, (c, name) in enumerate(firms)]))
    return data


def upload(data, listings, codes):
    """Imports the table beside two readers: the report, the seconds, the readers."""
    server = subprocess.Popen([PROGRAM, "serve", "--listen", "127.0.0.1:0", "--per-address", "1000", "--data", str(data)], stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, text=True)
    url = server.stdout.readline().strip().rstrip("/")
    readers = [Reader(url, codes) for _ in range(2)]
    try:
        for r in readers:
            r.start()
        time.sleep(0.5)
        start = time.monotonic()
        report = json.loads(run("import", "--kind", "list.decide", "--type", LIST, "--agency", CITY, "--format", "json", "--data", data, listings))
        spent = time.monotonic() - start
        time.sleep(1.5)
    finally:
        for r in readers:
            r.stop = True
        for r in readers:
            if r.ident:
                r.join()
        server.terminate()
        server.wait()
    return report, spent, readers


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 20000
    firms = [(code_of(i), f"岚安市试验{i}号商贸有限公司") for i in range(n)]
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        data = register(scratch, firms)
        listings = table(scratch / "listings.csv", [listing(c, name, i) for i, (c, name) in enumerate(firms)])
        report, spent, readers = upload(data, listings, [firms[0][0], firms[n // 2][0], firms[-1][0]])
    totals = sum((r.totals for r in readers), collections.Counter())
    parts = [p for r in readers for p in r.parts]
    print(f"{report['accepted']} of {n} rows accepted, {n * STEPS} acts in {spent:.1f} s: {n * STEPS / spent:.0f} acts/s, {n / spent:.0f} rows/s; "
          f"readers asked {sum(r.asked for r in readers)} times and were told of {dict(totals)} entries, {len(parts)} parts")
    return 0 if report["accepted"] == n and set(totals) == {0, n} and not parts else 1


if __name__ == "__main__":
    sys.exit(main())
