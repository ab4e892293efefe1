#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Random histories, judged by the real program and by the reference model.

Usage: histories.py [--count N] [--seed S] [--together M] [--workers W] [--quick] [--no-shrink]
       histories.py --replay FILE.jsonl
Every answer and refusal code is compared line by line; what is public on 20 past days, both served on that day and asked for
by as_of at the end; open tasks at the end. A history that differs is shrunk to the shortest that still does and printed.
--together: histories that share one register (other subjects, one axis of time). Exit 1 on a difference."""
import argparse
import collections
import json
import sys
import time

import drive
import gen
import views
from rulebook import Rules

KNOWN = {}  # (kind, expected, got): reason. Differences that are reported and not yet settled; empty when all is well.


def differences(histories, answers):
    """[(seed, line, words)] where the program answers otherwise than the model."""
    out = []
    for h in histories:
        for n, ((a, want), got) in enumerate(zip(h.lines, answers[h.seed])):
            if tuple(want) != got[:2]:
                rules = sorted({f["rule"] for f in got[2] or ()})
                out.append((h.seed, n, f"{a['kind']} {a.get('type', '')}: expected {show(want)}, got {show(got)} {rules}"))
    return out


def show(answer):
    return answer[1] or answer[0]


def batch(job):
    """One register of several histories: (acts, seconds, answer differences, view differences, codes)."""
    seeds, quick = job
    rules = Rules(drive.base_rules())
    histories = [gen.History(rules, s) for s in seeds]
    register = drive.Register(drive.agencies_for(histories, rules))
    try:
        moments = views.past_instants(seeds[0], 5 if quick else 20)
        seen = []
        start = time.monotonic()
        answers, receipts = drive.file_all(register, histories, moments,
                                           lambda at, known: seen.extend(views.on_that_day(register, histories, known, at)))
        filed = time.monotonic() - start
        seen += views.as_of_today(register, histories, moments)
        seen += views.tasks_today(register, histories)
    finally:
        register.close()
    codes = collections.Counter((a["kind"], show(want)) for h in histories for a, want in h.lines)
    return sum(len(h.lines) for h in histories), filed, differences(histories, answers), seen, codes


# ---- shrinking ----
class Replay:
    """A history given by its lines: judged anew by both."""

    def __init__(self, rules, seed, acts):
        self.seed, self.tag = seed, f"h{seed}"
        original = gen.History.__new__(gen.History)
        self.rules = rules
        from model import Model
        self.model = Model(rules)
        for a in gen.preamble():
            self.model.file(a)
        self.first = len(self.model.lines)
        self.lines, numbers = [], {}
        for old, a in acts:
            numbers[f"@{old}"] = f"@{self.first + len(self.lines)}"
            ref = a.get("refers_to")
            if isinstance(ref, str) and ref.startswith("@"):
                a = {**a, "refers_to": numbers.get(ref, "a" * 26)}
            self.lines.append((a, self.model.file(a)))
        self.subjects = sorted({a["subject"] for a, _ in self.lines if len(a.get("subject") or "") == 18})
        del original


def fails(rules, seed, acts, agencies):
    """The first difference of these lines alone, or None."""
    h = Replay(rules, seed, acts)
    register = drive.Register(agencies)
    try:
        moments = views.past_instants(seed, 20)
        seen = []
        answers, receipts = drive.file_all(register, [h], moments, lambda at, known: seen.extend(views.on_that_day(register, [h], known, at)))
        found = differences([h], answers)
        if found:
            return found[0][2]
        seen += views.as_of_today(register, [h], moments) + views.tasks_today(register, [h])
        return seen[0][1] if seen else None
    finally:
        register.close()


def shrink(seed):
    """(words, acts): the shortest list of lines found that still differs."""
    rules = Rules(drive.base_rules())
    h = gen.History(rules, seed)
    agencies = drive.agencies_for([h], rules)
    acts = [(h.first + n, a) for n, (a, _) in enumerate(h.lines)]
    words = fails(rules, seed, acts, agencies)
    if not words:
        return "differs only together with others", []
    low = 1
    while low < len(acts):  # the shortest beginning that differs, by halving
        middle = (low + len(acts)) // 2
        found = fails(rules, seed, acts[:middle], agencies)
        if found:
            acts, words = acts[:middle], found
        else:
            low = middle + 1
    step = max(len(acts) // 2, 1)
    while step:
        at = 0
        while at < len(acts) - 1:
            fewer = acts[:at] + acts[at + step:]
            found = fails(rules, seed, fewer, agencies) if fewer else None
            if found:
                acts, words = fewer, found
            else:
                at += step
        step //= 2
    return words, acts


def main(argv):
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--count", type=int, default=200)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--together", type=int, default=200)
    p.add_argument("--workers", type=int, default=2)
    p.add_argument("--quick", action="store_true")
    p.add_argument("--no-shrink", action="store_true")
    p.add_argument("--codes", action="store_true", help="how often each answer was expected")
    options = p.parse_args(argv)
    start = time.monotonic()
    seeds = list(range(options.seed, options.seed + options.count))
    jobs = [(seeds[n:n + options.together], options.quick) for n in range(0, len(seeds), options.together)]
    acts, filed, wrong, seen, codes = 0, 0.0, [], [], collections.Counter()
    for n, seconds, w, s, c in drive.parallel(batch, jobs, min(options.workers, len(jobs))):
        acts, filed, codes = acts + n, filed + seconds, codes + c
        wrong += w
        seen += s
    if options.codes:
        for (kind, code), n in sorted(codes.items()):
            print(f"{n:8} {kind} {code}")
    bad = {}
    for seed, line, words in sorted(wrong):
        bad.setdefault(seed, f"line {line}: {words}")
    firsts = collections.defaultdict(list)  # what else differs in a history may follow from its first difference
    for seed, words in bad.items():
        firsts[words.split(": ", 1)[1]].append(seed)
    for words, seeds_ in sorted(firsts.items(), key=lambda x: -len(x[1])):
        print(f"{len(seeds_):6} {words} (seed {seeds_[0]}, {bad[seeds_[0]].split(':')[0]})")
    only_seen = [(s, w) for s, w in seen if s not in bad]
    for seed, words in only_seen[:20]:
        print(f"seed {seed}: {words}")
    print(f"{options.count} histories from seed {options.seed}, {acts} acts, {len(set(c for _, c in codes))} different answers, "
          f"{time.monotonic() - start:.0f} s ({acts / max(filed, .001):.0f} acts/s filed a register): "
          f"{len(bad)} histories differ in answers, {len({s for s, _ in only_seen})} more in what is seen")
    failing = sorted(bad) + sorted({s for s, _ in only_seen})
    if failing and not options.no_shrink:
        words, lines = shrink(failing[0])
        print(f"seed {failing[0]}, shrunk to {len(lines)} lines: {words}")
        for _, a in lines:
            print(json.dumps(a, ensure_ascii=False))
    return 1 if failing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
