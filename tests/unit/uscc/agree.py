#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""agree.py PROGRAM COUNT: random strings and mutated codes, judged here from the text of the standards and by PROGRAM
(uscc_check, the stream of lines and its scalar way); every line has to come out alike. Prints a TAP line."""
import datetime
import random
import subprocess
import sys

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015
VALUE = {c: i for i, c in enumerate(ALPHABET)}
WEIGHTS = [pow(3, i, 31) for i in range(18)]
ORG = {c: i for i, c in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")}  # GB 11714-1997
PROVINCES = {*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82, 83}
ANY = ALPHABET + "IOSVZ0123456789" * 2 + "abz*+/:;<=>?@[`{|}~_.,\"'"


def check_char(first17):
    return ALPHABET[-sum(VALUE[c] * w for c, w in zip(first17, WEIGHTS)) % 31]


def org_check(body):
    return "0123456789X"[-sum(ORG[c] * w for c, w in zip(body, (3, 7, 9, 10, 5, 8, 4, 2))) % 11]


def person_check(first17):  # GB 11643-1999, by its definition: weights are powers of two
    total = sum(int(c) * pow(2, 17 - i, 11) for i, c in enumerate(first17))
    return "10X98765432"[total % 11]


def is_person(code):
    # Cheap questions first; the shape of a year is digits anyhow.
    if code[6] not in "12" or not code[:17].isdigit() or person_check(code[:17]) != code[17]:
        return False
    try:
        born = datetime.date(int(code[6:10]), int(code[10:12]), int(code[12:14]))
    except ValueError:
        return False
    if born.year > 2099:
        return False
    if int(code[:2]) in PROVINCES:
        return born.year >= 1850
    whole = check_char(code[:17]) == code[17] and org_check(code[8:16]) == code[16]
    return code[0] == "9" and int(code[1:3]) in PROVINCES and born.year >= 1900 and not whole


WIDE = {0xFF01 + i: chr(0x21 + i) for i in range(94)} | {0x3000: " "}
NARROW = {ord(v): chr(k) for k, v in WIDE.items()}


def verdict(text):
    code = "".join(c for c in text.translate(WIDE) if c not in " -")
    code = "".join(chr(ord(c) - 32) if "a" <= c <= "z" else c for c in code)
    if len(code) != 18:
        return "L"
    if any(c not in VALUE for c in code):
        return "A"
    if is_person(code):
        return "R"
    if not code[2:8].isdigit():
        return "G"
    return "V" if check_char(code[:17]) == code[17] else "C"


def good(r):
    region = f"{r.choice((99, 99, 11, 35))}{r.randrange(10000):04d}"
    body = f"{r.randrange(10**8):08d}" if r.random() < 0.5 else "M" + "".join(r.choices(ALPHABET, k=7))
    first = r.choice(("91", "91", "92", "12", "51", "N1")) + region + body
    first += org_check(body)
    return first + check_char(first)


def person_like(r):
    first = f"{r.choice((11, 35, 90, 91, 99)):02d}{r.randrange(10000):04d}"
    first += f"{r.randrange(1840, 2110)}{r.randrange(14):02d}{r.randrange(33):02d}{r.randrange(1000):03d}"
    return first + (person_check(first) if r.random() < 0.8 else check_char(first))


def mutated(r):
    code = list(person_like(r) if r.random() < 0.1 else good(r))
    for _ in range(r.choice((0, 1, 1, 2))):
        code[r.randrange(len(code))] = r.choice(ANY)
    if r.random() < 0.05:
        code.insert(r.randrange(19), r.choice(" -0A"))
    if r.random() < 0.02:
        del code[r.randrange(len(code))]
    return "".join(code)


def line(r):
    text = mutated(r) if r.random() < 0.7 else "".join(r.choices(ALPHABET if r.random() < 0.7 else ANY, k=18))
    way = r.random()
    if way < 0.01:  # as an input method leaves it
        text = text.translate(NARROW)
    elif way < 0.02:
        at = r.randrange(len(text))
        text = text[:at] + r.choice((text[at:at + 1].translate(NARROW), "公", "\u3000", "é", text[at:].lower())) + text[at + 1:]
    return text


def batch(program, count, seed, seen):
    r = random.Random(seed)
    lines = [line(r) for _ in range(count)]
    end = "\r\n" if seed % 3 == 0 else "\n"
    ran = subprocess.run([program], input=(end.join(lines) + end).encode(), capture_output=True, check=False)
    got = ran.stdout.decode()
    faults = [] if ran.returncode == 0 else [ran.stderr.decode().strip() or f"ended with {ran.returncode}"]
    want = "".join(map(verdict, lines))
    faults += [f"{text!r}: {g}, should be {w}" for text, g, w in zip(lines, got, want) if g != w]
    if len(got) != len(want):
        faults.append(f"{len(got)} verdicts for {len(want)} lines")
    for v in want:
        seen[v] = seen.get(v, 0) + 1
    return faults


def main():
    program, count, step = sys.argv[1], int(sys.argv[2]), 200000
    seen, faults = {}, []
    for seed in range((count + step - 1) // step):
        faults += batch(program, min(step, count - seed * step), seed, seen)
    if min(seen.get(v, 0) for v in "VLARGC") < count // 2000:
        faults.append("a verdict is all but missing")
    print("1..1", *("# " + f for f in faults[:20]), f"# {count} lines: {dict(sorted(seen.items()))}", sep="\n")
    print("not ok" if faults else "ok", "1 - uscc_agree_with_an_independent_script")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
