#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Resubmission is harmless (D4, D2): ledger.py PROGRAM DATA KEYFILE [SEED]

Eight clients send each request one to five times in random order, through a proxy that cuts every third answer, to a
server that is killed and started again while they do. A client keeps a ledger of what it was answered. At the end the
journal must hold every answered request exactly once, under the one receipt that was ever given for it, and every
request that never got an answer at most once; a batch wholly or not at all. Of two contents under one key, one enters,
whichever comes first, and the other is a conflict for ever.
"""
import http.client
import json
import os
import random
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time

PROGRAM, DATA, KEYFILE = sys.argv[1:4]
SEED = int(sys.argv[4]) if len(sys.argv) > 4 else int.from_bytes(os.urandom(4), "big")
CLIENTS, SINGLES, BATCHES, ROWS, RACES, KILLS = 8, 110, 15, 7, 10, 4
AGENCY, SUBJECT, NAME = "mr-990101", "919901013889433626", "岚安市岫溪食品有限公司"
chance = random.Random(SEED)


class Server:
    """The program, which may die and come again on another port."""

    def __init__(self):
        self.process, self.port, self.lock = None, 0, threading.Lock()

    def start(self):
        self.process = subprocess.Popen([PROGRAM, "serve", "--data", DATA, "--listen", "127.0.0.1:0"],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        line = self.process.stdout.readline().decode()
        self.port = int(re.search(r":(\d+)/", line)[1])

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)


class Proxy(threading.Thread):
    """One connection in, one out; of every third answer the client sees a part or nothing."""

    def __init__(self, server):
        super().__init__(daemon=True)
        self.server, self.answers, self.cut, self.lock = server, 0, 0, threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]

    def run(self):
        while True:
            client, _ = self.listener.accept()
            threading.Thread(target=self.carry, args=(client,), daemon=True).start()

    def carry(self, client):
        try:
            with client, socket.create_connection(("127.0.0.1", self.server.port), 20) as far:
                while self.one(client, far):
                    pass
        except OSError:
            pass

    def one(self, client, far):
        request = whole_message(client)
        if not request:
            return False
        far.sendall(request)
        answer = whole_message(far)
        if not answer:
            return False
        with self.lock:
            self.answers += 1
            cut = self.answers % 3 == 0
            self.cut += cut
            keep = chance.choice([0, 0, 20, len(answer) // 2, len(answer) - 1])
        client.sendall(answer[:keep] if cut else answer)
        return not cut


def whole_message(s):
    data = b""
    while b"\r\n\r\n" not in data:
        piece = s.recv(65536)
        if not piece:
            return b""
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    length = int((re.search(rb"(?i)content-length: *(\d+)", head) or [0, 0])[1])
    while len(body) < length:
        piece = s.recv(65536)
        if not piece:
            return b""
        body += piece
    return head + b"\r\n\r\n" + body


def act(number):
    return {"kind": "honour.grant", "type": "honour", "agency": AGENCY, "subject": SUBJECT, "doc_no": f"台〔2026〕{number}号",
            "on": "2026-06-29", "fields": {"name": NAME, "title": f"第{number}项"}}


def requests():
    made = []
    for n in range(SINGLES):
        made.append((f"one-{n}", "application/json", json.dumps(act(n)).encode(), 1))
    for n in range(BATCHES):
        rows = "\n".join(json.dumps(act(1000 + n * ROWS + i)) for i in range(ROWS))
        made.append((f"many-{n}", "application/x-ndjson", rows.encode(), ROWS))
    for n in range(RACES):
        for other in (0, 1):
            made.append((f"race-{n}", "application/json", json.dumps(act(5000 + 2 * n + other)).encode(), 1))
    return made


class Ledger:
    def __init__(self):
        self.answers, self.faults, self.sent, self.lost, self.lock = {}, [], 0, 0, threading.Lock()
        self.conflicts = 0

    def answered(self, name, status, body, rows):
        with self.lock:
            if status == 503:
                return
            if status == 409 and name.startswith("race-") and body["code"] == "conflict":
                self.conflicts += 1
                return
            if status not in (200, 201):
                self.faults.append(f"{name}: {status} {body}")
                return
            seqs = tuple(body["seq"]) if isinstance(body["seq"], list) else (body["seq"], body["seq"])
            if body.get("refused"):
                self.faults.append(f"{name}: rows refused {body}")
            self.answers.setdefault(name, set()).add(seqs)
            if seqs[1] - seqs[0] + 1 != rows:
                self.faults.append(f"{name}: {rows} rows under {seqs}")


def send(proxy, key, ledger, request, keep):
    """One attempt; True when it was answered."""
    name, kind, body, rows = request
    ledger.sent += 1
    try:
        if keep[0] is None:
            keep[0] = http.client.HTTPConnection("127.0.0.1", proxy.port, timeout=20)
        keep[0].request("POST", "/api/v1/acts", body,
                        {"Authorization": f"Bearer {key}", "Content-Type": kind, "Idempotency-Key": name})
        answer = keep[0].getresponse()
        text = answer.read()
        ledger.answered(name, answer.status, json.loads(text), rows)
        return answer.status != 503
    except (OSError, http.client.HTTPException, json.JSONDecodeError):
        ledger.lost += 1
        if keep[0]:
            keep[0].close()
        keep[0] = None
        time.sleep(0.05)
        return False


def client(proxy, key, ledger, tasks, lock):
    keep = [None]
    while True:
        with lock:
            if not tasks:
                return
            request = tasks.pop()
        send(proxy, key, ledger, request, keep)


def run_clients(proxy, key, ledger, tasks):
    lock = threading.Lock()
    threads = [threading.Thread(target=client, args=(proxy, key, ledger, tasks, lock)) for _ in range(CLIENTS)]
    for t in threads:
        t.start()
    return threads


def check(ledger, made):
    db = sqlite3.connect(f"file:{DATA}/register.db?mode=ro", uri=True)
    stored = {i: (a, b) for i, a, b in db.execute("SELECT id, first_seq, last_seq FROM submission WHERE agency = ?", (AGENCY,))}
    honours = [s for (s,) in db.execute("SELECT seq FROM journal WHERE kind = 30 ORDER BY seq")]
    actors = {a for (a,) in db.execute("SELECT DISTINCT actor FROM journal WHERE kind = 30")}
    rows = {name: n for name, _, _, n in made}
    faults = list(ledger.faults)
    for name, seqs in ledger.answers.items():
        if len(seqs) != 1:
            faults.append(f"{name}: answered with {seqs}")
        elif stored.get(name) != next(iter(seqs)):
            faults.append(f"{name}: answered {seqs}, stored {stored.get(name)}")
    covered = [s for name, (a, b) in stored.items() for s in range(a, b + 1)]
    if sorted(covered) != honours:
        faults.append("journal and submissions differ")
    if any(b - a + 1 != rows[name] for name, (a, b) in stored.items()):
        faults.append("a batch entered in part")
    if len(actors) != 1 or actors == {"local"}:
        faults.append(f"actors {actors}")
    return faults, len(stored), len(honours)


def main():
    print(f"seed {SEED}")
    key = open(KEYFILE, encoding="ascii").read().strip()
    server, ledger, made = Server(), Ledger(), requests()
    server.start()
    proxy = Proxy(server)
    proxy.start()
    tasks = [r for r in made for _ in range(chance.randint(1, 5))]
    chance.shuffle(tasks)
    for n, request in enumerate(made[::5]):  # and some by several at once, the first still under way
        tasks[n * 15:n * 15] = [request] * 5
    planned = len(tasks)
    threads = run_clients(proxy, key, ledger, tasks)
    for _ in range(KILLS):
        time.sleep(chance.uniform(0, 0.8))
        server.kill()
        server.start()
    for t in threads:
        t.join()
    keep = [None]
    for request in made:  # a client goes on until it has its answer; of a race both sides ask once more
        raced = request[0].startswith("race-")
        while (raced or request[0] not in ledger.answers) and not send(proxy, key, ledger, request, keep):
            pass
    if server.stop() != 0:
        ledger.faults.append("the server did not end well")
    faults, stored, honours = check(ledger, made)
    print(f"{len(made)} requests, {planned} sendings planned, {ledger.sent} sent, {ledger.lost} without an answer, "
          f"{proxy.cut} answers cut, {ledger.conflicts} conflicts, {KILLS} kills; stored {stored} requests, {honours} acts")
    print(*faults[:20], sep="\n")
    whole = stored == SINGLES + BATCHES + RACES and honours == SINGLES + BATCHES * ROWS + RACES and ledger.conflicts >= RACES
    return 0 if whole and not faults else 1


if __name__ == "__main__":
    sys.exit(main())
