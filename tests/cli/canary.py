#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Marked people go in by every door; then everything that the program wrote, answered or still holds in memory is searched.

canary.py [PEOPLE]   Numbers: nowhere, in no form (needles.py). Names: in the register, where the record is; to the public only on
the page of their decision; in no log, export or counted list. Once while it serves, its memory with it, once after a restore and a
rebuild. Exit 1 when one is found or when the search does not find what was planted for it. Environment: GONGSHI"""
import collections
import csv
import http.client
import json
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse
import zipfile

import needles

REPO = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("GONGSHI", str(REPO / "build" / "gongshi"))
NOW, DAY, COURT, CITY = "2026-06-30T02:00:00Z", "2026-06-29", "court-990101", "mr-990100"
FIRM, FIRM_NAME = "919901013889433626", "岚安市岫溪食品有限公司"


def listing(p, n, **more):
    return {"kind": "list.decide", "type": "spc-dishonest", "agency": COURT, "subject": {"person": {"name": p.name, "id_no": p.number}},
            "doc_no": f"（2026）望执{n}号", "on": DAY, "drafted_by": "o1", "approved_by": "o2",
            "papers": [{"kind": "decision", "name": "d.pdf", "sha256": "ab" * 32}],
            "fields": {"name": p.name, "grounds": ["able"], "basis": [{"instrument": "spc-2017-7", "article": "1"}],
                       "ruling_doc_no": "（2026）望民1号", "term_months": 24, "matter_region": "990101"}, **more}


def honour(text, member="title"):
    act = {"kind": "honour.grant", "type": "honour", "agency": CITY, "subject": FIRM, "doc_no": "岚〔2026〕1号", "on": DAY,
           "fields": {"name": FIRM_NAME, "title": "诚信经营示范单位"}}
    act["fields" if member in ("title", "name") or member[0] == "+" else "-"] = act["fields"]
    act.pop("-", None)
    if member[0] == "+":
        act["fields"][text] = "x"
    elif member in act["fields"]:
        act["fields"][member] = text
    else:
        act[member] = text
    return act


SPOILED = ("title", "name", "+", "doc_no", "type", "kind", "agency", "subject", "on", "drafted_by", "submission", "by", "refers_to", "papers", "unknown")


class Canary:
    def __init__(self, scratch, n):
        self.people = [needles.Person(i) for i in range(n)]
        self.given, self.left, self.logs = scratch / "given", scratch / "left", scratch / "logs"  # ours; the program's; what it said
        for d in (self.given, self.left, self.logs):
            d.mkdir()
        self.data, self.scratch, self.calls, self.answers, self.erasable = self.left / "register", scratch, 0, [], []

    def run(self, *words, ok=(0, 3)):
        """Both languages by turns."""
        self.calls += 1
        done = subprocess.run([PROGRAM, *map(str, words), "--lang", ("zh", "en")[self.calls % 2]], capture_output=True)
        (self.logs / f"{self.calls:04}").write_bytes(done.stdout + b"\n" + done.stderr)
        if done.returncode not in ok:
            raise RuntimeError(f"{words}: exit {done.returncode}\n{done.stdout.decode()[-1500:]}{done.stderr.decode()[-1500:]}")
        return done.stdout.decode()

    def submit(self, acts, *more):
        path = self.given / f"acts-{self.calls}.jsonl"
        path.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in acts), encoding="utf-8")
        return [json.loads(x) for x in self.run("act", "submit", path, "--data", self.data, *more).splitlines() if x.startswith("{")]

    def register(self):
        self.run("init", "--rules", REPO / "data" / "demo", "--rehearsal", "--now", NOW, "--data", self.data)
        self.run("import", "--kind", "entity.register", "--agency", CITY, "--data", self.data, REPO / "examples" / "entities.csv")
        self.submit([{"kind": "officer.add", "by": "operator", "agency": a, "on": DAY, "fields": {"officer": f"o{n}", "roles": "draft|approve"}}
                     for a in (COURT, CITY) for n in (1, 2)])

    # ---- tables ----
    def table(self, name, head, rows):
        path = self.given / f"{name}.csv"
        with open(path, "w", encoding="utf-8", newline="") as f:
            csv.writer(f).writerows([head, *rows])
        return path

    def workbook(self, table):
        path = table.with_suffix(".xlsx")
        self.run("import", "--template", "penalty.decide", "--out", path)
        with zipfile.ZipFile(path) as z:
            parts = {n: z.read(n) for n in z.namelist() if not n.endswith("sharedStrings.xml")}
        sheet = next(n for n in parts if n.endswith("sheet1.xml"))
        with open(table, encoding="utf-8", newline="") as f:
            cells = "".join("<row>" + "".join(f'<c t="inlineStr"><is><t>{x}</t></is></c>' for x in r) + "</row>" for r in csv.reader(f))
        parts[sheet] = ('<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
                        f"{cells}</sheetData></worksheet>").encode()
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
            for n, x in parts.items():
                z.writestr(n, x)
        return path

    def tables(self, tag):
        """Columns that are for numbers are dropped unread; anywhere else a number refuses its row, or its file."""
        with open(REPO / "examples" / "penalties-official.csv", encoding="utf-8-sig", newline="") as f:
            head, good, *_ = csv.reader(f)
        dropped = head + ["CF_FR_ZJHM", "CF_XDR_ZJHM", "备注"]
        row = lambda at, text, n: [text if i == at else f"{tag}〔2026〕{n}号" if i == head.index("CF_WSH") else x for i, x in enumerate(good)]
        rows = [[*good[:-1], good[-1], p.number, p.old, "无"] for p in self.people]
        for i, r in enumerate(rows):
            r[head.index("CF_WSH")], r[head.index("CF_FRDB")] = f"{tag}〔2025〕{i}号", self.people[i].name
        wrong = []
        for i, p in enumerate(self.people):
            text = (p.number, "号" + p.number + "。", p.wide, p.spaced, p.number.lower(), p.number + "00", p.old)[i % 7]
            wrong.append([*row(i % len(head), text, i), p.number, p.old, "无"] if i % 2 else [*row(-1, "", i), "", "", p.number])
        for name, rs in (("dropped", rows), ("wrong", wrong)):
            path = self.table(f"{tag}-{name}", dropped, rs)
            for f in (path, self.workbook(path)):
                for ending, form in (("csv", "table"), ("xlsx", "json"), ("csv", "json")):
                    out = self.left / f"{f.name}-{form}-findings.{ending}"
                    self.run("import", "--kind", "penalty.decide", "--agency", CITY, "--data", self.data, "--format", form, "--findings", out, f)
        p = self.people[0]
        self.run("import", "--kind", "penalty.decide", "--agency", CITY, "--data", self.data, "--no-header", self.table(f"{tag}-bare", [p.number], [[p.wide]]))
        self.run("import", "--kind", "penalty.decide", "--agency", CITY, "--data", self.data, "--set", "facts=" + p.number,
                 self.given / f"{tag}-wrong.csv", ok=(0, 2, 3))

    # ---- acts ----
    def persons(self, tag, filed):
        """Decisions about people, each person by one door; what is wrong with a person's number is told without it."""
        for i in range(0, len(self.people), 25):
            for a in filed([listing(p, f"{tag}{i + n}") for n, p in enumerate(self.people[i:i + 25])]):
                if a["status"] not in ("accepted", "held"):
                    raise RuntimeError(f"a decision about a person: {a}")
                self.erasable.append(a["receipt"])
        some = self.people[::10]
        bad = [listing(p, f"{tag}x{n}", subject={"person": {"name": p.name, "id_no": x}})
               for n, p in enumerate(some) for x in (p.wrong, p.old, p.spaced, p.wide, p.number[:17], p.number + "1")]
        bad += [listing(p, f"{tag}y{n}", subject={"person": {"name": p.name, "id_mask": p.number, "id_hmac": p.number}}) for n, p in enumerate(some)]
        bad += [listing(p, f"{tag}z{n}", subject={"person": {"name": p.number, "id_no": p.number}}) for n, p in enumerate(some)]
        bad += [listing(p, f"{tag}w{n}", type="ql-prepaid") for n, p in enumerate(some)]
        return bad + [honour(x, member) for p in some for x in (p.number, p.wide) for member in SPOILED]

    def objections(self):
        """By anybody, about an honour: the reason may name people, and is shown to the parties alone; a number refuses it."""
        granted = self.submit([honour("诚信经营示范单位")])[0]["receipt"]
        acts = [{"kind": "objection.file", "by": "anyone", "agency": CITY, "subject": FIRM, "on": DAY, "refers_to": granted,
                 "papers": [{"kind": "statement", "name": "s.pdf", "sha256": "cd" * 32}, {"kind": "proof", "name": "p.pdf", "sha256": "ef" * 32}],
                 "fields": {"about": "wrong-content", "reason": text}} for p in self.people[:10] for text in (f"{p.name}称", f"{p.name}{p.number}称")]
        return self.submit(acts)

    # ---- other verbs ----
    def verbs(self):
        p = self.people[3]
        lists = self.table("suppliers", ["code", "姓名", "地址"], [[(q.number, q.old, q.wrong, q.spaced)[i % 4], q.name, q.number] for i, q in enumerate(self.people)])
        codes = self.given / "codes.txt"
        codes.write_text("\n".join((q.number, q.old, q.spaced, q.wide)[i % 4] for i, q in enumerate(self.people)), encoding="utf-8")
        for ending in ("csv", "jsonl", "json", "xlsx"):
            self.run("screen", lists, "--map", "uscc=1", "--map", "name=2", "--data", self.data, "--out", self.left / f"screened.{ending}")
        for verb in ("check", "explain", "suggest"):
            for form in ("table", "json"):
                self.run("code", verb, codes, "--format", form)
        for text in (p.number, p.old, p.wide, p.spaced, p.wrong):
            self.run("search", text, "--data", self.data, ok=range(5))
            self.run("show", text, "--data", self.data, ok=range(5))
        self.run("show", FIRM, "--data", self.data, "--format", "json")
        self.run("rules", "lint", self.spoiled, "--data", self.data, ok=range(5))
        self.run("tasks", "--agency", CITY, "--data", self.data)
        self.run("export", self.left / "out", "--data", self.data)
        self.run("export", self.left / "official", "--as", "official", "--data", self.data)

    # ---- the server ----
    def serve(self):
        log = open(self.logs / "server", "ab")
        self.server = subprocess.Popen([PROGRAM, "serve", "--listen", "127.0.0.1:0", "--data", self.data], stdout=subprocess.PIPE, stderr=log, text=True,
                                       preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (0, 0)))
        self.host = urllib.parse.urlsplit(self.server.stdout.readline().strip()).netloc

    def ask(self, method, path, body=None, **head):
        c = http.client.HTTPConnection(self.host)
        c.request(method, path, body, {k.replace("_", "-"): v for k, v in head.items()})
        answer = c.getresponse()
        text = answer.read()
        self.answers.append((method + " " + path, bytes(f"{answer.status} {answer.getheaders()}\n", "utf-8") + text))
        c.close()
        return text

    def asked(self):
        """Everybody: addresses, queries, header fields, bodies without a key."""
        for i, p in enumerate(self.people):
            text = (p.number, p.wide, p.spaced, p.old)[i % 4]
            quoted = urllib.parse.quote(text)
            path = ("/search?q=", "/api/v1/search?q=", "/entities/", "/api/v1/entities/", "/records/", "/api/v1/records/", "/", "/lists?id=", "/en/search?q=",
                    "/api/v1/lists/", "/?", "/api/v1/search?limit=5&x=", "/search?lang=", "/api/v1/entities/%s/records?as_of=" % FIRM)[i % 14]
            self.ask("GET", path + quoted, User_Agent=p.number, Referer=p.number, Cookie="n=" + p.number, Accept_Language=p.number, X_Request_Id=p.number)
            act = json.dumps(honour(p.number)).encode()
            kind = ("application/json", "application/x-ndjson", "text/plain", "application/x-www-form-urlencoded")[i % 4]
            self.ask("POST", ("/api/v1/acts", "/search", "/api/v1/" + p.number)[i % 3], act, Content_Type=kind, Idempotency_Key=p.number)
            self.ask("POST", "/api/v1/acts", act, Content_Type=kind, Authorization="Bearer " + p.number)
        for p in self.people[:50]:
            for path in ("/search?q=", "/api/v1/search?q=", "/people/"):
                self.ask("GET", path + urllib.parse.quote(p.name))

    def public(self):
        """What anybody may read: the lists, the firm, the exports, some of the decisions."""
        for path in ("/", "/lists/spc-dishonest", "/api/v1/lists/spc-dishonest/entries", "/agencies/court-990101", "/entities/" + FIRM,
                     "/api/v1/entities/" + FIRM, *("/records/" + r for r in self.erasable[:20]), *("/api/v1/records/" + r for r in self.erasable[:20])):
            self.ask("GET", path)

    def by_key(self, agency, key):
        head = {"Authorization": "Bearer " + key.read_text().strip()}

        def filed(acts):
            """The first one by itself, the others as a batch."""
            for a in acts[:1]:
                yield json.loads(self.ask("POST", "/api/v1/acts", json.dumps(a).encode(), Content_Type="application/json", **head))
            batch = "".join(json.dumps(a, ensure_ascii=False) + "\n" for a in acts[1:]).encode()
            text = self.ask("POST", "/api/v1/acts", batch, Content_Type="application/x-ndjson", **head)
            answer = json.loads(text)
            yield from answer["results"] if "results" in answer else []

        return filed

    def key(self, agency):
        path = self.given / agency
        path.write_text(self.run("key", "add", "--agency", agency, "--data", self.data).splitlines()[0])
        path.chmod(0o600)
        return path

    # ---- searching ----
    def collect(self, name):
        """Answers as files, what is packed unpacked; the folders to search."""
        told = self.scratch / f"answers-{name}"
        told.mkdir()
        for n, (asked, text) in enumerate(self.answers):
            (told / f"{n:05}").write_bytes(text + b"\n" + urllib.parse.unquote_to_bytes(text))
        packed = self.scratch / f"packed-{name}"
        return told, packed, needles.opened(self.left, packed)


def told(found, what, limit=12):
    counts = collections.Counter((f, kind) for f, kind, *_ in found)
    for (f, kind), n in list(counts.items())[:limit]:
        print(f"  {what}: {f}: {n} times in {kind}{around(f, next(p for g, k, _, p in found if (g, k) == (f, kind)))}")
    return len(found)


def around(path, pattern):
    """Some of what stands about a find."""
    data = pathlib.Path(path).read_bytes() if pathlib.Path(path).is_file() else b""
    at = data.find(pattern)
    return f": {data[max(at - 120, 0):at + 40]!r}" if at >= 0 else ""


def planted(people, numbers, scratch):
    """The search finds each form of each number in a file like those it reads; else its zeroes mean nothing."""
    folder = scratch / "planted"
    folder.mkdir()
    (folder / "all").write_bytes(b"\n".join(b"\0a" + x + b"z\xff" for x in numbers.of))
    seen = {(kind, i) for _, kind, i, _ in numbers.search(folder)}
    return seen == set(numbers.of.values()) and len({i for _, i in seen}) == len(people)


def echo(asked, text):
    """What a searcher typed is theirs: their own words in the answer are no find."""
    url = urllib.parse.urlsplit(asked.split(" ", 1)[1])
    q = urllib.parse.parse_qs(url.query).get("q", [""])[0] or urllib.parse.unquote(url.path).removeprefix("/people/")
    for form in (q, urllib.parse.quote(q)):
        text = text.replace(form.encode(), b"") if q else text
    return text


def names_told(c, names):
    """Who is named to the public, and where; on the page of their own decision they may be."""
    folder = c.scratch / "names"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    asked = {}
    for n, (what, text) in enumerate(c.answers):
        own = re.search(r"^GET .*/records/", what) or what == f"GET /entities/{FIRM}" or what == f"GET /api/v1/entities/{FIRM}" or what.startswith("POST")
        if not own:
            (folder / f"{n:05}").write_bytes(echo(what, text))
            asked[f"{n:05}"] = what
    return [(asked[pathlib.Path(f).name], *rest) for f, *rest in names.search(folder)]


def check(c, numbers, names, name, faults):
    answers, packed, pieces = c.collect(name)
    faults += told(list(numbers.search(c.left, packed, answers, c.logs)), f"{name}: number")
    public = [d for d in (c.left / "out", c.left / "official") if d.exists()]
    faults += told(names_told(c, names) + list(names.search(c.logs / "server", *public)), f"{name}: name")
    print(f"{name}: {sum(1 for p in c.left.rglob('*') if p.is_file())} files, {pieces} pieces of packed ones, {len(c.answers)} answers searched")
    return faults, packed


def image(c, numbers, name, faults):
    """The serving process after its work."""
    time.sleep(1.2)  # connections end
    path = c.scratch / f"memory-{name}"
    path.mkdir()
    try:
        size = needles.memory(c.server.pid, path / "image")
    except PermissionError:
        print(f"{name}: memory not read: that takes root")
        return faults
    print(f"{name}: {size >> 20} MiB of the serving process searched")
    faults += told(list(numbers.search(path)), f"{name}: number in memory")
    shutil.rmtree(path)
    return faults


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    faults = 0
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        c = Canary(scratch, n)
        numbers, names = needles.Needles(c.people, needles.of_number, scratch), needles.Needles(c.people, needles.of_name, scratch)
        if not planted(c.people, numbers, scratch):
            print("the search does not find what was planted")
            faults += 1
        c.register()
        bad = c.persons("1", c.submit)
        c.submit(bad)
        c.spoiled = c.given / "spoiled.jsonl"
        c.spoiled.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in bad), encoding="utf-8")
        c.tables("甲")
        c.objections()
        c.verbs()
        c.serve()
        try:
            court, city = c.key(COURT), c.key(CITY)
            faults = image(c, numbers, "started", faults)
            for a in c.persons("2", c.by_key(COURT, court)):
                agency, key = (COURT, court) if a["agency"] == COURT else (CITY, city)
                for one in c.by_key(agency, key)([a, a]):
                    if one.get("status") == "accepted" and a["kind"] == "list.decide" and a["type"] == "ql-prepaid":
                        raise RuntimeError(f"accepted: {one}")
            c.submit(bad, "--key-file", court)
            c.tables("乙")
            c.asked()
            c.public()
            c.run("backup", c.left / "backup", "--data", c.data)
            faults = image(c, numbers, "served", faults)
            faults, packed = check(c, numbers, names, "filed", faults)
            held = {i for _, _, i, _ in names.search(packed)}
            if len(held) != n:  # the record holds the names: the search looks where they are
                print(f"{len(held)} of {n} names found in the register")
                faults += 1
            masks = {c.people[0].number[:6] + "********" + p.number[14:] for p in c.people}
            fewest = min(needles.candidates(m) for m in list(masks)[:20])
            print(f"the mask leaves at least {fewest} numbers")
            faults += fewest < 1000
        finally:
            c.server.terminate()
            c.server.wait()
        c.run("restore", c.left / "backup", "--data", c.left / "restored", ok=(0,))
        c.run("doctor", "--rebuild", "--data", c.data, ok=(0,))
        faults, _ = check(c, numbers, names, "ended", faults)
    print(f"{n} people, {faults} traces")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
