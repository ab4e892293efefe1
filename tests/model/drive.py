# SPDX-License-Identifier: Apache-2.0
"""The real program, driven for the model tests: a rehearsal register under a rulebook made for the run, acts by
`act submit`, what is public by `export --now` (on that day) and by HTTP `as_of` (asked today), tasks by HTTP."""
import concurrent.futures
import csv
import http.client
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

from gen import preamble
from world import agencies_of

HERE = pathlib.Path(__file__).resolve().parent
REPO = HERE.parent.parent
PATIENCE = 600  # seconds; only a program that hangs needs more
PROGRAM = os.environ.get("GONGSHI", str(REPO / "build" / "gongshi"))


def scratch():
    """A folder for registers: in memory where there is one, as the test is about answers, not about disks."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    return pathlib.Path(tempfile.mkdtemp(prefix="gongshi-model-", dir=os.environ.get("GONGSHI_MODEL_TMP", memory)))


def base_rules():
    return pathlib.Path(os.environ.get("GONGSHI_MODEL_RULES") or HERE / "rules")


def make_rules(folder, agencies, base=None):
    """The rulebook of the tests with the agencies of the histories, as a folder of its own."""
    base = pathlib.Path(base or base_rules())
    shutil.copytree(base, folder)
    path = folder / "jurisdiction.csv"
    with open(path, encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f))
    rows[0]["extends"] = os.path.relpath((base / rows[0]["extends"]).resolve(), folder.resolve())
    write(path, rows)
    path = folder / "agencies.csv"
    with open(path, encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f))
    for a in agencies:
        rows.append({**{k: "" for k in rows[0]}, "zh": "试验" + a["id"], "en": "trial " + a["id"], "source": "invented", **a})
    write(path, rows)


def extend_rules(folder, lower, agencies):
    """A jurisdiction that only adds agencies to another."""
    folder.mkdir(parents=True)
    with open(lower / "agencies.csv", encoding="utf-8", newline="") as f:
        head = next(csv.reader(f))
    write(folder / "agencies.csv", [{**{k: "" for k in head}, "source": "invented", **a} for a in agencies])
    write(folder / "jurisdiction.csv", [{"id": "cases", "zh": "试验", "en": "cases", "effective": "2019-01-01", "invented": "yes", "source": "",
                                         "extends": os.path.relpath(lower.resolve(), folder.resolve())}])


def tasks_of(answer):
    """[(do, type, doc_no of what it is for, from, due, overdue)] of an answer of `gongshi tasks` or its API twin."""
    rows = answer["open"] if isinstance(answer, dict) else answer
    return [(t["do"], t["for"].get("type"), t["for"].get("doc_no"), t["from"], t["due"], t["overdue"]) for t in rows]


def write(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as f:
        w = csv.DictWriter(f, list(rows[0]), lineterminator="\n", extrasaction="ignore")
        w.writeheader()
        w.writerows(rows)


class Register:
    def __init__(self, agencies, folder=None, base=None, now="2025-01-02T00:00:00Z"):
        self.folder = folder or scratch()
        make_rules(self.folder / "rules", agencies, base)
        self.data, self.count = self.folder / "data", 0
        self.run("init", "--rules", self.folder / "rules", "--rehearsal", "--now", now)

    def copy(self):
        """Another one that holds the same: quicker than filing it again."""
        other = Register.__new__(Register)
        other.folder = scratch()
        shutil.copytree(self.folder, other.folder, dirs_exist_ok=True)
        other.data, other.count = other.folder / "data", self.count
        return other

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, *words, ok=(0,), **more):
        done = subprocess.run([PROGRAM, *map(str, words), "--data", str(self.data)], capture_output=True, text=True, check=False, timeout=PATIENCE, **more)
        if done.returncode not in ok:
            raise RuntimeError(f"gongshi {' '.join(map(str, words))}: {done.returncode}: {done.stderr[-2000:]}")
        return done.stdout

    def submit(self, acts, *words):
        """Files acts in order; the answers, one a line."""
        if not acts:
            return []
        path = self.folder / "acts.jsonl"
        with open(path, "w", encoding="utf-8") as f:
            f.writelines(json.dumps(a, ensure_ascii=False) + "\n" for a in acts)
        done = subprocess.run([PROGRAM, "act", "submit", str(path), "--format", "jsonl", "--data", str(self.data), *words],
                              capture_output=True, text=True, check=False, timeout=PATIENCE)
        answers = [json.loads(x) for x in done.stdout.splitlines()]
        if done.returncode in (0, 3) and len(answers) == len(acts):
            return answers
        failed = {"status": "failed", "code": f"exit {done.returncode}: {done.stderr.strip()[-120:]}"}  # an answer too, and a wrong one
        return [*answers, failed, *self.submit(acts[len(answers) + 1:], *words)] if len(answers) < len(acts) else answers

    def exported(self, now):
        """{record id: (type, doc_no, agency)} of what is public at an instant, acts after it unknown."""
        out = self.folder / "export"
        shutil.rmtree(out, ignore_errors=True)
        self.run("export", out, "--now", now)
        found = {}
        with open(out / "records.jsonl", encoding="utf-8") as f:
            for line in f:
                r = json.loads(line)
                found[r["id"]] = (r["type"], r.get("doc_no") or "", r["agency"])
        return found

    def serve(self):
        return Served(self)


class Served:
    """The register served on loopback, read over one connection."""

    def __init__(self, register):
        self.process = subprocess.Popen([PROGRAM, "serve", "--listen", "127.0.0.1:0", "--data", str(register.data)],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        url = self.process.stdout.readline().strip()
        self.address = url.split("//")[1].strip("/")
        self.http = http.client.HTTPConnection(self.address, timeout=PATIENCE)

    def get(self, path):
        self.http.request("GET", path)
        answer = self.http.getresponse()
        body = answer.read()
        return answer.status, json.loads(body) if body else None

    def records(self, code, as_of):
        status, body = self.get(f"/api/v1/entities/{code}?as_of={as_of}")
        if status == 404:
            return []
        if status != 200:
            return [("answer", status, body.get("detail"))]
        return sorted((r["type"], r.get("doc_no") or "", r["agency"]) for r in body["records"])

    def tasks(self, agency):
        """[(do, type, doc_no, from, due, overdue)] open now, days as text; None where there is no such answer."""
        status, body = self.get(f"/api/v1/agencies/{agency}/tasks")
        if status != 200:
            return None
        return tasks_of(body)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def resolve(act, receipts):
    """The act as it is sent: a reference to a line becomes that line's receipt."""
    ref = act.get("refers_to")
    if isinstance(ref, str) and ref.startswith("@"):
        return {**act, "refers_to": receipts.get(ref) or "a" * 26}
    return act


def agencies_for(histories, rules):
    return [{**a, "opening": rules.agencies[a["id"]]["opening"]} for h in histories for a in agencies_of(h.tag)]


def file_all(register, histories, moments=(), look=None, shared=True, piece=20000, stop=False):
    """Files the lines of all histories in order of time; per history a list of (status, code, findings). At each moment
    `look(moment, receipts)` is called, when the register holds what was filed until then and nothing more. `stop`: (None, None) at the first difference."""
    if shared:
        register.submit(preamble())
    lines = sorted((a["at"], h.seed, n, h) for h in histories for n, (a, _) in enumerate(h.lines))
    answers = {h.seed: [None] * len(h.lines) for h in histories}
    receipts, chunk, known = {h.seed: {} for h in histories}, [], set()

    def flush():
        sent = [resolve(h.lines[n][0], receipts[h.seed]) for _, _, n, h in chunk]
        for (_, _, n, h), answer in zip(chunk, register.submit(sent)):
            answers[h.seed][n] = (answer["status"], answer.get("code"), answer.get("findings"))
            if answer.get("receipt"):
                receipts[h.seed][f"@{n + h.first}"] = answer["receipt"]
            wrong.extend([n] if stop and answers[h.seed][n][:2] != tuple(h.lines[n][1]) else [])
        chunk.clear()
        known.clear()

    ahead, wrong = sorted(moments), []
    for entry in lines:
        if wrong:
            return None, None
        at, seed, n, h = entry
        while ahead and at > ahead[0]:
            flush()
            look(ahead.pop(0), receipts)
        ref = h.lines[n][0].get("refers_to")
        if isinstance(ref, str) and (seed, ref) in known:
            flush()
        chunk.append(entry)
        known.add((seed, f"@{n + h.first}"))
        if len(chunk) >= piece:
            flush()
    flush()
    for moment in ahead:
        look(moment, receipts)
    return (None, None) if wrong else (answers, receipts)


def parallel(work, jobs, workers):
    if workers <= 1:
        return [work(j) for j in jobs]
    with concurrent.futures.ProcessPoolExecutor(workers) as pool:
        return list(pool.map(work, jobs))
