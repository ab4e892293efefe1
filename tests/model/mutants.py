#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Are the tests of the check good enough? Each condition of the check and of the pure rooms is negated, made true and made
false in turn; every such mutant must be noticed.

Usage: mutants.py BUILT-FROM [--files GLOB…] [--histories N] [--workers W] [--only N-M] [--list]
BUILT-FROM is a copy of the source tree that may be changed: the conditions of the files are wrapped so that the environment
variable MUTANT chooses one fault, and the program is built once. A mutant is killed by the first wrong answer (cases, histories,
matrix) or failing unit test, by a crash or by time. Survivors are printed; exit 1 when there are some that equivalents.txt does
not name. Conditions that only hand on a failed operation (their last argument is the error) are left out: they decide nothing."""
import argparse
import concurrent.futures
import glob
import json
import os
import pathlib
import re
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
FILES = ["src/act/check*.c", "src/listing/*.c", "src/measure/*.c", "src/remedy/*.c"]
MACRO = """#include <stdlib.h>
static int mutant_now(void) {
    static int chosen = -1;
    if (chosen < 0) {
        const char *s = getenv("MUTANT");
        chosen = s ? atoi(s) : 0;
    }
    return chosen;
}
#define MUTANT(n, ...) \\
    (mutant_now() == (n) ? !(__VA_ARGS__) : mutant_now() == (n) + 1 ? 1 : mutant_now() == (n) + 2 ? 0 : !!(__VA_ARGS__))
"""


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


class Judge:
    """What kills: prepared once, run for each mutant."""

    def __init__(self, build, count):
        os.environ["GONGSHI"] = str(build / "gongshi")
        sys.path.insert(0, str(HERE))
        import drive
        import gen
        import matrix
        from rulebook import Rules
        drive.PROGRAM = os.environ["GONGSHI"]
        import cases
        self.drive, self.cases_of, self.build = drive, cases, build
        self.rules = Rules(drive.base_rules())
        self.histories = [gen.History(self.rules, s) for s in range(50000, 50000 + count)]
        self.agencies = drive.agencies_for(self.histories, self.rules)
        rules = Rules(drive.base_rules())
        self.matrix = matrix.Matrix(rules, 120)
        self.matrix.run()
        self.matrix_agencies = drive.agencies_for([self.matrix], rules)
        listed = json.loads(subprocess.run(["meson", "introspect", "--tests", str(build)], capture_output=True, text=True, check=True).stdout)
        self.folder, self.cases = drive.base_rules(), sorted(map(str, (HERE / "cases").glob("*.jsonl")))
        rooms = ("act", "listing", "measure", "remedy")
        self.units = [t["cmd"] for t in listed if t["name"].split("/")[0] in rooms]

    def noticed(self, mutant):
        """What noticed the mutant, or None."""
        os.environ["MUTANT"] = str(mutant)
        env = dict(os.environ)
        try:
            for name, histories, agencies, now, shared in (("matrix", [self.matrix], self.matrix_agencies, "2022-01-01T00:00:00Z", False),
                                                           ("histories", self.histories, self.agencies, "2025-01-02T00:00:00Z", True)):
                if not self.same(histories, agencies, now, shared):
                    return name
            if any(self.cases_of.run(path, self.rules, self.folder, False)[1] for path in self.cases):
                return "cases"
        except (RuntimeError, ValueError, KeyError, OSError, subprocess.TimeoutExpired) as fault:
            return f"crash ({str(fault)[:60]})"
        for cmd in self.units:
            try:
                if subprocess.run(cmd, env=env, capture_output=True, timeout=60, check=False).returncode not in (0, 77):
                    return "unit test " + os.path.basename(cmd[0])
            except subprocess.TimeoutExpired:
                return "time"
        return None

    def same(self, histories, agencies, now, shared):
        register = self.drive.Register(agencies, now=now)
        try:
            answers, receipts = self.drive.file_all(register, histories, shared=shared, piece=700, stop=True)
            if answers is None:
                return False
            if shared:
                import views
                moments = views.past_instants(1, 4)
                return not views.as_of_today(register, histories, moments) and not views.tasks_today(register, histories)
            return True
        finally:
            register.close()


JUDGE = None


def work(mutant):
    return mutant, JUDGE.noticed(mutant)


def main(argv):
    global JUDGE
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("tree", type=pathlib.Path)
    p.add_argument("--files", nargs="*", default=FILES)
    p.add_argument("--histories", type=int, default=40)
    p.add_argument("--workers", type=int, default=2)
    p.add_argument("--only", default="")
    p.add_argument("--list", action="store_true")
    options = p.parse_args(argv)
    start = time.monotonic()
    table = instrument(options.tree, options.files, not options.list)
    if options.list:
        for n, name, line, words in table:
            print(f"{n} {name}:{line}: {words}")
        return 0
    build = options.tree / "build-mutants"
    setup = ["meson", "setup", str(build), str(options.tree), "-Doptimization=1", "-Dwerror=false", "-Dwarning_level=0"]
    subprocess.run(setup, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["ninja", "-C", str(build)], check=True, stdout=subprocess.DEVNULL)
    JUDGE = Judge(build, options.histories)
    first = JUDGE.noticed(0)
    if first:
        print(f"the unchanged program does not pass: {first}")
        return 1
    equivalent = set()
    known = HERE / "equivalents.txt"
    if known.exists():
        equivalent = {line.split("#")[0].strip() for line in known.read_text(encoding="utf-8").splitlines()} - {""}
    jobs = [n + k for n, *_ in table for k in range(3)]
    if options.only:
        a, b = map(int, options.only.split("-"))
        jobs = [j for j in jobs if a <= j <= b]
    names = {n + k: f"{name}: {words}: {KINDS[k]}" for n, name, _, words in table for k in range(3)}
    lines = {n + k: line for n, _, line, _ in table for k in range(3)}
    killed, survivors = {}, []
    with concurrent.futures.ProcessPoolExecutor(options.workers) as pool:
        for mutant, by in pool.map(work, jobs):
            if by:
                killed[by.split(" (")[0]] = killed.get(by.split(" (")[0], 0) + 1
            elif names[mutant] not in equivalent:
                survivors.append(mutant)
                print(f"survivor {mutant}: line {lines[mutant]}: {names[mutant]}", flush=True)
    print(f"{len(jobs)} mutants of {len(table)} conditions, {len(survivors)} survivors, killed by {killed}, {time.monotonic() - start:.0f} s")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
