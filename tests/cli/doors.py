#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A full case by every door: from the notice to the listing, a measure, an objection, a repair, the removal and the end of the measure.

By the command line (act submit), by the API (POST /api/v1/acts) and by tables (import): the three journals hold the same acts,
verdicts and moments, and what skips a step is refused by each with the same code and the same sentence. Prints a line a
difference; exit 1 when there is one. environment: GONGSHI"""
import csv
import ctypes
import ctypes.util
import json
import os
import pathlib
import sqlite3
import struct
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request

REPO = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("GONGSHI", str(REPO / "build" / "gongshi"))
RULES = REPO / "data" / "demo"
CITY, OFFICE, LIST, MEASURE = "mr-990100", "approve-990101", "ql-prepaid", "ql-no-pledge"


def run(*words, ok=(0,)):
    done = subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True)
    if done.returncode not in ok:
        raise RuntimeError(f"{' '.join(map(str, words))}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


# ---- the case ----
def papers(*kinds):
    return [{"kind": k, "name": k + ".pdf", "sha256": "ab" * 32} for k in kinds]


def ref(kind, kind_type, doc_no, agency=CITY):
    return {"agency": agency, "kind": kind, "type": kind_type, "doc_no": doc_no}


class Case:
    """The acts of one firm's case, each of a day; `number` tells its papers from those of another firm."""

    def __init__(self, code, name, number):
        self.who, self.name, self.number = {"agency": CITY, "subject": code}, name, number
        self.named = {"penalty": ref("penalty.decide", "penalty", self.paper("岚市监处罚")), "notice": ref("list.notice", LIST, self.paper("岚市监告")),
                      "decision": ref("list.decide", LIST, self.paper("岚市监决")),
                      "measure": ref("measure.apply", MEASURE, self.paper("望审批信"), OFFICE)}
        self.why = {"name": name, "grounds": ["vanished", "diverted"], "facts": "收取预付款后停业，\"失联\"；挪用资金",
                    "basis": [{"instrument": "ql-credit", "article": "34"}, {"instrument": "ql-prepaid-r", "article": "12"}], "term_months": 12}

    def paper(self, word):
        return f"{word}〔2026〕{self.number}号"

    def act(self, kind, on, fields, pair=(1, 2), **more):
        signed = {} if kind.startswith("penalty") or more.get("by") else {"drafted_by": f"o{pair[0]}", "approved_by": f"o{pair[1]}"}
        typed = {} if kind.startswith(("objection", "repair")) else {"type": LIST}
        return {**self.who, "kind": kind, **typed, "on": on, "at": on + "T02:00:00Z", "fields": fields, **signed, **more}

    def step(self, kind, on, fields, of="notice", **more):
        return self.act(kind, on, fields, refers_to=self.named[of], **more)

    def fined(self, on="2026-07-01"):
        return self.act("penalty.decide", on, {
            "name": self.name, "unlawful_act": "收款后停业", "facts": "试验", "basis": "《试验条例》第一条", "penalty_kind": "fine", "content": "罚款2000元",
            "fine": "0.200000", "severity": "serious", "severity_basis": "试验"}, type="penalty", doc_no=self.named["penalty"]["doc_no"])

    def noticed(self, on="2026-07-02"):
        return self.step("list.notice", on, {**self.why, "measures": [MEASURE]}, "penalty", doc_no=self.named["notice"]["doc_no"],
                         papers=papers("notice"))

    def served(self, on="2026-07-03", of="notice"):
        return self.step("list.serve", on, {"served_on": on, "served_how": "direct"}, of, papers=papers("service-proof"))

    def replied(self, on="2026-07-07"):
        return self.step("list.reply", on, {"text": "请求听证", "hearing_requested": True}, by="subject", papers=papers("statement"))

    def hearing(self, on, stage="set"):
        fields = {"stage": stage, "hearing_on": "2026-07-24"} if stage == "set" else {"stage": stage}
        return self.step("list.hearing", on, fields, papers=papers("request" if stage == "set" else "record"))

    def decided(self, on="2026-07-24", **more):
        fields = {**self.why, "measures": [MEASURE], "way_out": "退清预付款", "remedies": "异议、复议、诉讼", "reply_answer": "已复核", **more}
        return self.step("list.decide", on, fields, doc_no=self.named["decision"]["doc_no"], papers=papers("decision", "repair-notice"))

    def published(self, on="2026-07-27"):
        return self.served(on, "decision")

    def applied(self, on="2026-07-30"):
        fields = {"name": self.name, "basis": [{"instrument": "ql-credit", "article": "31"}], "until": "listed"}
        return self.step("measure.apply", on, fields, "decision", agency=OFFICE, type=MEASURE, doc_no=self.named["measure"]["doc_no"],
                         papers=papers("decision"))

    def objected(self, on="2026-08-03"):
        return self.step("objection.file", on, {"reason": "已退款", "about": "wrong-content"}, "decision", by="anyone",
                         papers=papers("statement", "proof"))

    def answered(self, on="2026-08-06", pair=(3, 4)):
        return self.step("objection.answer", on, {"outcome": "rejected", "reason": "事实清楚"}, "decision", pair=pair,
                         doc_no=self.paper("岚市监异复"), papers=papers("answer"))

    def repair(self, on="2027-02-01"):
        return self.step("repair.apply", on, {"performed_on": "2027-01-20", "text": "已退清"}, "decision", by="subject",
                         papers=papers("proof", "undertaking"))

    def repaired(self, on="2027-02-03", outcome="granted", pair=(3, 4)):
        return self.step("repair.decide", on, {"outcome": outcome, "reason": "已核实"}, "decision", pair=pair,
                         doc_no=self.paper("岚市监修复"), papers=papers("decision"))

    def removed(self, on="2027-02-05", met="2027-01-20"):
        fields = {"reason": "已退清预付款", **({"condition_met_on": met} if met else {})}
        return self.step("list.remove", on, fields, "decision", doc_no=self.paper("岚市监移出"), papers=papers("decision"))

    def ended(self, on="2027-02-08", reason="所依据的列入已终结"):
        return self.step("measure.end", on, {"reason": reason}, "measure", agency=OFFICE, type=MEASURE)


def course(c):
    """(act, code) in order: without a code the act is a step of the case; with one it skips a step and is refused by it."""
    yield c.fined(), None
    yield from [(c.served("2026-07-01"), "ref-unknown"), (c.decided("2026-07-01"), "ref-unknown"), (c.applied("2026-07-01"), "no-ground")]
    yield c.noticed(), None
    yield from [(c.decided("2026-07-02"), "window-open"), (c.hearing("2026-07-02", "held"), "step-order"), (c.published("2026-07-02"), "ref-unknown")]
    yield c.served(), None
    yield from [(c.decided("2026-07-03"), "window-open"), (c.removed("2026-07-03", None), "ref-unknown")]
    yield c.replied(), None
    yield c.decided("2026-07-13"), "hearing-open"
    yield c.hearing("2026-07-14"), None
    yield from [(c.decided("2026-07-15"), "hearing-open"), (c.hearing("2026-07-16", "held"), "too-early")]
    yield c.hearing("2026-07-24", "held"), None
    yield from [(c.decided(reply_answer=""), "reply-unanswered"), (c.decided(term_months=18), "heavier-than-notice"),
                (c.repair("2026-07-24"), "ref-unknown")]
    yield c.decided(), None
    yield from [(c.applied("2026-07-24"), "no-ground"), (c.removed("2026-07-24", "2026-07-24"), "step-order"), (c.objected("2026-07-24"), "step-order")]
    yield c.published(), None
    yield c.ended("2026-07-27"), "ref-unknown"
    yield c.applied(), None
    yield from [(c.answered("2026-08-03"), "step-order"), (c.repaired("2026-08-03"), "step-order"), (c.repair("2026-08-03"), "too-early")]
    yield c.objected(), None
    yield c.answered(pair=(1, 3)), "officer-involved"
    yield c.answered(), None
    yield c.repair(), None
    yield c.repaired(pair=(1, 3)), "officer-involved"


def removal(c):
    yield from course(c)
    yield from [(c.repaired(outcome="refused"), None), (c.removed(met=None), "condition-unmet"), (c.removed(), None),
                (c.applied("2027-02-05") | {"doc_no": "望审批信〔2027〕1号"}, "no-ground"), (c.repair("2027-02-05"), "step-order"),
                (c.ended(), None), (c.ended(reason="再次"), "step-order")]


def by_repair(c):
    yield from course(c)
    yield from [(c.repaired(), None), (c.removed(), "step-order"), (c.ended(), None)]


# ---- the doors ----
class Door:
    """A register of its own, made up to the moment at which the case begins; every agency has a key."""

    def __init__(self, folder):
        self.folder, self.data = folder, folder / "register"
        folder.mkdir()
        run("init", "--rules", RULES, "--rehearsal", "--now", "2026-06-30T02:00:00Z", "--data", self.data)
        run("import", "--kind", "entity.register", "--agency", CITY, REPO / "examples" / "entities.csv", "--data", self.data)
        made = [{"kind": "officer.add", "by": "operator", "agency": agency, "on": "2026-06-30",
                 "fields": {"officer": f"o{n}", "roles": "draft|approve|confirm"}} for agency in (CITY, OFFICE) for n in (1, 2, 3, 4)]
        path = folder / "officers.jsonl"
        path.write_text("".join(json.dumps(a) + "\n" for a in made))
        run("act", "submit", path, "--data", self.data)
        self.keys = {}
        for agency in (CITY, OFFICE):
            self.keys[agency] = folder / agency
            self.keys[agency].write_text(run("key", "add", "--agency", agency, "--data", self.data))
            self.keys[agency].chmod(0o600)

    def close(self):
        pass


class CommandLine(Door):
    def file(self, act):
        path = self.folder / "act.json"
        path.write_text(json.dumps(act, ensure_ascii=False), encoding="utf-8")
        out = json.loads(run("act", "submit", path, "--key-file", self.keys[act["agency"]], "--data", self.data, ok=(0, 3)))
        return out["status"], out["code"], [f["message"] for f in out["findings"] if f["level"] == "error"]


class Api(Door):
    def __init__(self, folder):
        super().__init__(folder)
        self.server = subprocess.Popen([PROGRAM, "serve", "--listen", "127.0.0.1:0", "--data", str(self.data)], stdout=subprocess.PIPE,
                                       stderr=subprocess.DEVNULL, text=True)
        self.url = self.server.stdout.readline().strip().rstrip("/")

    def close(self):
        self.server.terminate()
        self.server.wait()

    def file(self, act):
        head = {"Authorization": "Bearer " + self.keys[act["agency"]].read_text().strip(), "Content-Type": "application/json", "Accept-Language": "en"}
        request = urllib.request.Request(self.url + "/api/v1/acts", json.dumps(act).encode(), head)
        try:
            with urllib.request.urlopen(request) as answer:
                return json.load(answer)["status"], None, []
        except urllib.error.HTTPError as refused:
            body = json.load(refused)
            with urllib.request.urlopen(self.url + urllib.parse.urlsplit(body["type"]).path) as page:
                assert page.status == 200  # the page that explains the rule
            return "refused", body["code"], [x["message"] for x in body["errors"]]


class Table(Door):
    """One row a file: an act as an agency's clerk would type it."""

    def __init__(self, folder):
        super().__init__(folder)
        with open(REPO / "data" / "cn" / "fields.csv", encoding="utf-8", newline="") as f:
            self.fields = list(csv.DictReader(f))

    def header(self, kind, name):
        return next(f["zh"] for f in self.fields if f["kind"] == kind and f["type"] in ("*", "penalty") and name in (f["id"], f["member"]))

    @staticmethod
    def cell(name, value):
        if name == "basis" and isinstance(value, list):
            return "；".join(f"{b['instrument']} {b['article']}" for b in value)
        if isinstance(value, bool):
            return "是" if value else "否"
        return "；".join(value) if isinstance(value, list) else str(value)

    def row(self, act):
        kind, cells = act["kind"], {"subject": act["subject"]}
        if kind != "list.serve":  # there the day is a field's, of the same column
            cells["on"] = act["on"].replace("-", "/")
        cells |= {name: act[name] for name in ("doc_no", "drafted_by", "approved_by") if name in act}
        if kind == "objection.file":
            cells["by"] = {"anyone": "其他人", "subject": "当事人"}[act["by"]]
        cells |= {name: self.cell(name, value) for name, value in act["fields"].items()}
        cells |= {"refers_to." + name: value for name, value in act.get("refers_to", {}).items()}
        if act.get("papers"):
            cells["papers"] = "；".join(f"{p['kind']} {p['name']} {p['sha256']}" for p in act["papers"])
        return {self.header(kind, name): value for name, value in cells.items()}

    def file(self, act):
        path, row = self.folder / "act.csv", self.row(act)
        with open(path, "w", encoding="utf-8-sig", newline="") as f:
            w = csv.DictWriter(f, list(row))
            w.writeheader()
            w.writerow(row)
        typed = ["--type", act["type"]] if "type" in act else []
        report = json.loads(run("import", "--kind", act["kind"], *typed, "--agency", act["agency"], "--now", act["at"], "--format", "json",
                                "--key-file", self.keys[act["agency"]], "--data", self.data, path, ok=(0, 3)))
        errors = [f for f in report["findings"] if f["level"] == "error"]
        status = next((s for s in ("refused", "held", "unchanged") if report[s]), "accepted")
        return status, errors[0]["rule"] if errors else None, [f["message"] for f in errors]


# ---- the journal ----
def journal(data):
    """What each act of the journal says, read from the database itself."""
    zstd = ctypes.CDLL(ctypes.util.find_library("zstd"))
    zstd.ZSTD_decompress.restype = zstd.ZSTD_getFrameContentSize.restype = ctypes.c_ulonglong
    zstd.ZSTD_decompress.argtypes = [ctypes.c_char_p, ctypes.c_size_t, ctypes.c_char_p, ctypes.c_size_t]
    zstd.ZSTD_getFrameContentSize.argtypes = [ctypes.c_char_p, ctypes.c_size_t]
    db = sqlite3.connect(f"file:{data}/register.db?mode=ro", uri=True)
    rows = {seq: row for seq, *row in db.execute("SELECT seq, at, kind, agency, ref FROM journal")}
    for first, n, block in db.execute("SELECT first_seq, n, block FROM content ORDER BY first_seq"):
        size = zstd.ZSTD_getFrameContentSize(block, len(block))
        raw = ctypes.create_string_buffer(size)
        zstd.ZSTD_decompress(raw, size, block, len(block))
        rest = raw.raw
        for seq in range(first, first + n):
            length, = struct.unpack_from("<I", rest)
            content, rest = json.loads(rest[4:4 + length]), rest[4 + length:]
            act = {k: v for k, v in content["act"].items() if k != "at"}  # the moment is the row's
            yield {"row": rows[seq], "act": act, "verdict": content["verdict"]}
    db.close()


def differences(doors, act, code):
    """Files an act by every door."""
    want = ("refused", code) if code else ("accepted", None)
    answers = [d.file(act) for d in doors]
    for door, (status, got, said) in zip(doors, answers):
        if (status, got) != want or (code and not (said and said[0])):
            yield f"{type(door).__name__}: {act['kind']} on {act['on']}: {status} {got}, expected {want} ({'; '.join(said)})"
    if code and len({tuple(said[:1]) for _, _, said in answers}) != 1:
        yield f"{act['kind']} on {act['on']}: other words by another door: {[said for _, _, said in answers]}"


def journal_differences(doors, begun, steps):
    first, *others = [list(journal(d.data))[n:] for d, n in zip(doors, begun)]
    if len(first) != steps:
        yield f"{len(first)} acts in the journal, {steps} steps"
    for door, other in zip(doors[1:], others):
        if len(other) != len(first):
            yield f"{type(door).__name__}: {len(other)} acts, by the command line {len(first)}"
        for n, (a, b) in enumerate(zip(first, other)):
            if a != b:
                yield f"{type(door).__name__}: act {n}: {json.dumps(b, ensure_ascii=False)}\n  by the command line: {json.dumps(a, ensure_ascii=False)}"


def main():
    with open(REPO / "examples" / "entities.csv", encoding="utf-8-sig", newline="") as f:
        firms = [r for r in csv.DictReader(f) if r["UNISCID"].startswith("91990101")][:2]
    cases = [f(Case(firm["UNISCID"], firm["ENTNAME"], n)) for n, (f, firm) in enumerate(zip((removal, by_repair), firms), 7)]
    acts = sorted((pair for c in cases for pair in c), key=lambda pair: pair[0]["at"])  # both firms' cases, day by day
    steps = sum(code is None for _, code in acts)
    wrong, doors = [], []
    with tempfile.TemporaryDirectory() as scratch:
        try:
            for kind in (CommandLine, Api, Table):
                doors.append(kind(pathlib.Path(scratch) / kind.__name__))
            begun = [len(list(journal(d.data))) for d in doors]
            for act, code in acts:
                wrong += differences(doors, act, code)
            wrong += journal_differences(doors, begun, steps)
        finally:
            for d in doors:
                d.close()
    print(*wrong, f"{steps} steps, {len(acts) - steps} skips, {len(doors)} doors, {len(wrong)} differences", sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
