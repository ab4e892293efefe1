# SPDX-License-Identifier: Apache-2.0
"""The public view on past days: served on that day (`export --now`), and `as_of` asked today over HTTP."""
import datetime as dt
import random

from gen import END, START, instant
from rulebook import civil, text
from world import agencies_of


def past_instants(seed, n=20):
    """Some moments of the three years, the same for all histories of a register."""
    rng = random.Random(seed)
    span = int((END - START).total_seconds())
    return sorted(instant(START + dt.timedelta(seconds=rng.randrange(span))) for _ in range(n))


def on_that_day(register, histories, receipts, at):
    """[(seed, words)] where what is served at an instant differs from the model. A record's id is the receipt of its act."""
    wrong, seen = [], {}
    owner = {receipt: (h, h.lines[int(line[1:]) - h.first][0]) for h in histories for line, receipt in receipts[h.seed].items()}
    for number, record in register.exported(at).items():
        h, act = owner[number]
        seen.setdefault((h.seed, act["subject"]), []).append(record)
    for h in histories:
        for code in h.subjects:
            want, got = h.model.public(code, at), sorted(seen.get((h.seed, code), []))
            if want != got:
                wrong.append((h.seed, f"public on {at}: {code}: expected {want}, got {got}"))
    return wrong


def last_act(histories):
    """Where the clock of the register stands: at its last accepted act."""
    return max(a["at"] for h in histories for a, answer in h.lines if answer[0] in ("accepted", "held"))


def as_of_today(register, histories, moments):
    """The same for `as_of` each of the days, asked when all is filed."""
    wrong, last = [], last_act(histories)
    with register.serve() as site:
        for h in histories:
            for code in h.subjects:
                for on in (civil(at) for at in moments if at <= last):
                    want, got = h.model.public(code, last, on), site.records(code, text(on))
                    if want != got:
                        wrong.append((h.seed, f"as of {text(on)}, asked {last}: {code}: expected {want}, got {got}"))
    return wrong


def tasks_today(register, histories):
    """[(seed, words)] where the open tasks of a history's agencies differ; those about other histories do not count."""
    wrong, last = [], last_act(histories)
    with register.serve() as site:
        for h in histories:
            for agency in agencies_of(h.tag):
                got = site.tasks(agency["id"])
                if got is None:
                    return wrong
                got = sorted(t for t in got if f"{h.tag}-" in (t[2] or ""))
                want = sorted((d, t, doc, text(f), text(u) if u else None, o) for d, t, doc, f, u, o in h.model.tasks(agency["id"], last))
                if got != want:
                    wrong.append((h.seed, f"tasks of {agency['id']} at {last}: expected {want}, got {got}"))
    return wrong
