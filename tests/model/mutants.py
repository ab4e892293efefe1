#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Are the tests of the check good enough? Each condition of the check and of the pure rooms is negated, made true and made
false in turn; every such mutant must be noticed.

Usage: mutants.py BUILT-FROM [--files GLOB…] [--histories N] [--share N] [--workers W] [--only N-M] [--list] [--seen] [--again FILE]
BUILT-FROM is a copy of the source tree that may be changed: the conditions of the files are wrapped so that the environment
variable MUTANT chooses one fault, and the program is built, once. First the unchanged program passes every test (a killer) while
it notes which conditions were true and which were false; a mutant is then judged, soonest first, by the killers that could notice
it: the answers of worked cases, unit tests, the matrix, whole cases, random histories. It is killed by the first wrong answer or
failing test, by a crash or by time. --seen prints the conditions that no killer ever saw true, or false, and stops: the tests that
are missing, for the price of one run. Survivors are printed; exit 1 when there are some that equivalents.txt does not name.
Conditions that only hand on a failed operation (their last argument is the error) are left out: they decide nothing."""
import argparse
import atexit
import collections
import concurrent.futures
import fnmatch
import glob
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
SEEN_BYTES = 1 << 14  # a byte a condition: 1 was false, 2 was true
FILES = ["src/act/check*.c", "src/listing/*.c", "src/measure/*.c", "src/remedy/*.c"]
MACRO = """#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
static int mutant_chosen = -1;
static unsigned char *mutant_seen;
static int mutant_is(int n) {
    if (mutant_chosen < 0) {
        const char *s = getenv("MUTANT"), *seen = getenv("MUTANT_SEEN");
        int fd = seen ? open(seen, O_RDWR) : -1;
        void *map = fd < 0 ? MAP_FAILED : mmap(NULL, %d, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        mutant_seen = map == MAP_FAILED ? NULL : map;
        mutant_chosen = s ? atoi(s) : 0;
    }
    return mutant_chosen == n;
}
static int mutant(int n, int holds) {
    if (mutant_seen)
        mutant_seen[n] |= holds ? 2 : 1;
    return mutant_is(n) ? !holds : holds;
}
#define MUTANT(n, ...) (mutant_is((n) + 1) ? 1 : mutant_is((n) + 2) ? 0 : mutant(n, !!(__VA_ARGS__)))
""" % SEEN_BYTES


def blank(text):
    """The text with comments, literals and directives blanked, places kept."""
    def spaces(m):
        return re.sub(r"[^\n]", "0" if m.group()[0] in "\"'" else " ", m.group())
    text = re.sub(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', spaces, text, flags=re.S)
    return re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", spaces, text, flags=re.M)


def closing(code, at):
    """The place of the parenthesis that closes the one at `at`."""
    depth = 0
    for n in range(at, len(code)):
        depth += (code[n] in "([{") - (code[n] in ")]}")
        if depth == 0:
            return n
    return -1


def leaves(code, start, end):
    """(start, end) of the operands of && and || between two places, outermost to innermost."""
    while start < end and code[start].isspace():
        start += 1
    while end > start and code[end - 1].isspace():
        end -= 1
    parts, depth, last, n = [], 0, start, start
    while n < end:
        depth += (code[n] in "([{") - (code[n] in ")]}")
        if depth == 0 and code[n:n + 2] in ("&&", "||"):
            parts.append((last, n))
            last, n = n + 2, n + 1
        elif depth == 0 and code[n] == "?":
            return [(start, n)] if not parts else []
        n += 1
    if parts:
        return [x for a, b in [*parts, (last, end)] for x in leaves(code, a, b)]
    if code[start] == "(" and closing(code, start) == end - 1:
        return leaves(code, start + 1, end - 1)
    if code[start] == "!" and code[start + 1] == "(" and closing(code, start + 1) == end - 1:
        return leaves(code, start + 2, end - 1)
    return [(start, end)]


def conditions(text):
    """(start, end) of every condition of a C file: operands in `if`, in a logical `return`, in other && and ||."""
    code, found = blank(text), set()
    for m in re.finditer(r"\bif\s*\(", code):
        found.update(leaves(code, m.end(), closing(code, m.end() - 1)))
    for m in re.finditer(r"\breturn\b([^;{}]*);", code):
        if re.search(r"&&|\|\||[<>=!]=|[^-]>|<", m.group(1)):
            found.update(leaves(code, m.start(1), m.end(1)))
    for m in re.finditer(r"[^=!<>]=\s([^;{}=]*(?:&&|\|\|)[^;{}]*);", code):
        found.update(leaves(code, m.start(1), m.end(1)))
    out = []
    for a, b in sorted(found):
        words = text[a:b].strip()
        if not words or re.search(r",\s*e\)$", words) or "MUST" in words or "ASSERT" in words or words in ("true", "false"):
            continue
        out.append((a, b))
    return out


def instrument(tree, patterns, write=True):
    """Wraps the conditions of the files; [(number, file, line, words)], three mutants a number."""
    table, number = [], 1
    for pattern in patterns:
        for name in sorted(glob.glob(str(tree / pattern))):
            path = pathlib.Path(name)
            text = path.read_text(encoding="utf-8")
            spans = conditions(text)
            for k, (a, b) in reversed(list(enumerate(spans))):
                n = number + 3 * k
                table.append((n, str(path.relative_to(tree)), text.count("\n", 0, a) + 1, " ".join(text[a:b].split())))
                text = f"{text[:a]}MUTANT({n}, {text[a:b]}){text[b:]}"
            number += 3 * len(spans)
            if spans and write:
                path.write_text(MACRO + text, encoding="utf-8")
    return sorted(table)


KINDS = ["negated", "made true", "made false"]
ROOMS = ("act", "listing", "measure", "remedy")  # whose unit tests judge


COULD = [3, 1, 2]  # of a condition's byte: what must have been seen for the mutant to matter
ACTS = re.compile(r"\b(?:step_)?refuse|\bbad\(|fits\(k|check_\w+\(|_gate_|told\(")  # conditions that do more than hold: left out, they matter


class Judge:
    """What kills: prepared once, run for each mutant."""

    def __init__(self, build, histories, share):
        os.environ["GONGSHI"] = str(build / "gongshi")
        sys.path.insert(0, str(HERE))
        import drive
        drive.PROGRAM = os.environ["GONGSHI"]
        self.drive, self.killers = drive, []
        files = sorted((HERE / "cases").glob("*.jsonl"))
        self.killers += [(f"answers of {f.name}", self.answers(f)) for f in files]
        listed = json.loads(subprocess.run(["meson", "introspect", "--tests", str(build)], capture_output=True, text=True, check=True).stdout)
        self.killers += [(t["name"], self.unit(t["cmd"])) for t in listed if t["name"].split("/")[0] in ROOMS]
        self.killers.append(("matrix", self.matrix(share)))
        self.killers += [(f"case {f.name}", self.whole(f)) for f in files]
        self.killers.append(("histories", self.histories(histories)))
        self.seen = {}

    def answers(self, path):
        """Only what is answered to the acts of a worked case: one run of the program."""
        import cases
        from rulebook import Rules
        rules = Rules(self.drive.base_rules())
        with open(path, encoding="utf-8") as f:
            lines = [x for x in map(json.loads, filter(str.strip, f)) if "act" in x]
        first = self.drive.Register([], now=cases.START)
        atexit.register(first.close)
        first.submit(cases.officers(rules, lines[0]["at"]))
        acts, wanted = [{**x["act"], "at": x["at"]} for x in lines], [x["expect"] for x in lines]

        def passes():
            register = first.copy()
            try:
                return all(cases.fits(w, got) for w, got in zip(wanted, register.submit(acts)))
            finally:
                register.close()
        return passes

    def whole(self, path):
        import cases
        from rulebook import Rules
        rules = Rules(self.drive.base_rules())
        return lambda: not cases.run(path, rules, self.drive.base_rules(), False)[1]

    @staticmethod
    def unit(cmd):
        return lambda: subprocess.run(cmd, env=dict(os.environ), capture_output=True, timeout=60, check=False).returncode in (0, 77)

    def matrix(self, share):
        import matrix
        from rulebook import Rules
        rules = Rules(self.drive.base_rules())
        cells = matrix.Matrix(rules, share)
        cells.run()
        return self.filed([cells], self.drive.agencies_for([cells], rules), "2022-01-01T00:00:00Z", False)

    def histories(self, count):
        import gen
        from rulebook import Rules
        rules = Rules(self.drive.base_rules())
        many = [gen.History(rules, s) for s in range(50000, 50000 + count)]
        return self.filed(many, self.drive.agencies_for(many, rules), "2025-01-02T00:00:00Z", True)

    def filed(self, histories, agencies, now, shared):
        def passes():
            register = self.drive.Register(agencies, now=now)
            try:
                answers, _ = self.drive.file_all(register, histories, shared=shared, piece=700, stop=True)
                if answers is None:
                    return False
                if shared:
                    import views
                    moments = views.past_instants(1, 4)
                    return not views.as_of_today(register, histories, moments) and not views.tasks_today(register, histories)
                return True
            finally:
                register.close()
        return passes

    def look(self):
        """The unchanged program: what each killer saw of each condition; the names of those that do not pass."""
        failing, spent = [], {}
        with tempfile.NamedTemporaryFile() as f:
            os.environ["MUTANT_SEEN"] = f.name
            for name, passes in self.killers:
                f.seek(0)
                f.write(bytes(SEEN_BYTES))
                f.flush()
                start = time.monotonic()
                failing += [] if passes() else [name]
                spent[name] = time.monotonic() - start
                self.seen[name] = pathlib.Path(f.name).read_bytes()
            del os.environ["MUTANT_SEEN"]
        self.killers.sort(key=lambda k: spent[k[0]])
        print("seconds a killer: " + ", ".join(f"{n} {spent[n]:.1f}" for n, _ in self.killers), flush=True)
        return failing

    def noticed(self, condition, kind, words):
        """What noticed the mutant, or None."""
        could = 3 if ACTS.search(words) else COULD[kind]
        os.environ["MUTANT"] = str(condition + kind)
        for name, passes in self.killers:
            if not self.seen[name][condition] & could:
                continue
            try:
                if not passes():
                    return name
            except subprocess.TimeoutExpired:
                return "time"
            except (RuntimeError, ValueError, KeyError, OSError) as fault:
                return f"crash ({str(fault)[:60]})"
        return None


JUDGE = None


def work(job):
    return job[:2], JUDGE.noticed(*job)


def main(argv):
    global JUDGE
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("tree", type=pathlib.Path)
    p.add_argument("--files", nargs="*", default=FILES)
    p.add_argument("--histories", type=int, default=10)
    p.add_argument("--share", type=int, default=400, help="of the matrix")
    p.add_argument("--workers", type=int, default=2)
    p.add_argument("--only", default="")
    p.add_argument("--list", action="store_true")
    p.add_argument("--again", type=pathlib.Path, help="only what an earlier answer, kept in this file, names as survivors")
    p.add_argument("--seen", action="store_true")
    options = p.parse_args(argv)
    start = time.monotonic()
    build, kept = options.tree / "build-mutants", options.tree / "mutants.json"
    if options.list:
        for n, name, line, words in instrument(options.tree, options.files, False):
            print(f"{n} {name}:{line}: {words}")
        return 0
    if not kept.exists():  # built once; with other tests it is judged again as it stands
        table = instrument(options.tree, FILES)
        setup = ["meson", "setup", str(build), str(options.tree), "-Doptimization=1", "-Dwerror=false", "-Dwarning_level=0"]
        subprocess.run(setup, check=True, stdout=subprocess.DEVNULL)
        subprocess.run(["ninja", "-C", str(build)], check=True, stdout=subprocess.DEVNULL)
        kept.write_text(json.dumps(table), encoding="utf-8")
    table = [x for x in json.loads(kept.read_text(encoding="utf-8")) if any(fnmatch.fnmatch(x[1], f) for f in options.files)]
    JUDGE = Judge(build, options.histories, options.share)
    failing = JUDGE.look()
    if failing:
        print("the unchanged program does not pass: " + ", ".join(failing))
        return 1
    unseen = 0
    for n, name, line, words in table if options.seen else ():
        seen = 0
        for one in JUDGE.seen.values():
            seen |= one[n]
        if seen != 3:
            unseen += 1
            print(f"{name}:{line}: {words}: {['never reached', 'never true', 'never false'][seen]}")
    if options.seen:
        print(f"{unseen} of {len(table)} conditions")
        return 1 if unseen else 0
    equivalent = set()
    known = HERE / "equivalents.txt"
    if known.exists():
        equivalent = {line.split("#")[0].strip() for line in known.read_text(encoding="utf-8").splitlines()} - {""}
    jobs = [(n, k) for n, *_ in table for k in range(3)]
    if options.only:
        a, b = map(int, options.only.split("-"))
        jobs = [j for j in jobs if a <= sum(j) <= b]
    if options.again:
        left = set(map(int, re.findall(r"^survivor (\d+):", options.again.read_text(encoding="utf-8"), flags=re.M)))
        jobs = [j for j in jobs if sum(j) in left]
    names = {(n, k): f"{name}: {words}: {KINDS[k]}" for n, name, _, words in table for k in range(3)}
    lines, words = {n: line for n, _, line, _ in table}, {n: words for n, _, _, words in table}
    killed, survivors, known_ones = collections.Counter(), [], 0
    with concurrent.futures.ProcessPoolExecutor(options.workers) as pool:
        for mutant, by in pool.map(work, [(n, k, words[n]) for n, k in jobs]):
            if by:
                killed[by.split(" (")[0]] += 1
            elif names[mutant] in equivalent:
                known_ones += 1
            else:
                survivors.append(mutant)
                print(f"survivor {sum(mutant)}: line {lines[mutant[0]]}: {names[mutant]}", flush=True)
    print(f"{len(jobs)} mutants of {len(table)} conditions: {sum(killed.values())} killed, {known_ones} equivalent, {len(survivors)} survivors, "
          f"{time.monotonic() - start:.0f} s; killed by {dict(killed)}")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
