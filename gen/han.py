#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Traditional to simplified, from OpenCC's t2s dictionaries to C: han.py OPENCC_DICT out.h

OPENCC_DICT is the program that reads the dictionaries, which lie in ../share/opencc from it. Checks what the C relies
on: a phrase and its simplified form have the same length, and no chain of conversions comes back to where it began.
"""
import os
import subprocess
import sys
import tempfile

FIRST, LAST = 0x4E00, 0x9FFF


def read(tool, path):
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "dict.txt")
        subprocess.run([tool, "-i", path, "-o", out, "-f", "ocd2", "-t", "text"], check=True, stdout=subprocess.DEVNULL)
        with open(out, encoding="utf-8") as f:
            rows = [line.rstrip("\n").split("\t") for line in f if line.strip()]
    return {source: targets.split(" ")[0] for source, targets in rows}


def refuse_rounds(edges):
    """Conversion is repeated until nothing changes: it must come to an end."""
    settled = set()

    def walk(c, path):
        if c in path:
            raise SystemExit(f"conversion goes round: {''.join(path)}{c}")
        if c not in settled:
            for d in sorted(edges.get(c, ())):
                walk(d, path + [c])
        settled.add(c)

    for c in edges:
        walk(c, [])


def edges_of(chars, phrases):
    edges = {}
    for source, target in list(chars.items()) + list(phrases.items()):
        for a, b in zip(source, target):
            if a != b:
                edges.setdefault(a, set()).add(b)
    return edges


def bits(trigger):
    words = [0] * ((LAST - FIRST) // 64 + 1)
    for c in trigger:
        if FIRST <= ord(c) <= LAST:
            words[(ord(c) - FIRST) // 64] |= 1 << (ord(c) - FIRST) % 64
    return words


def points(text):
    return ", ".join(f"0x{ord(c):X}" for c in text)


def lines(f, name, kind, items, n):
    scope = "" if name == "han_common" else "static "
    f.write(f"{scope}const {kind} {name}[] = {{\n")
    for i in range(0, len(items), n):
        f.write("    " + " ".join(x + "," for x in items[i:i + n]) + "\n")
    f.write("};\n")


def main():
    tool, out = sys.argv[1:]
    folder = os.path.join(os.path.dirname(os.path.realpath(tool)), "..", "share", "opencc")
    chars = read(tool, os.path.join(folder, "TSCharacters.ocd2"))
    phrases = read(tool, os.path.join(folder, "TSPhrases.ocd2"))
    for source, target in list(chars.items()) + list(phrases.items()):
        if len(source) != len(target):
            raise SystemExit(f"{source} and {target} differ in length")
    refuse_rounds(edges_of(chars, phrases))
    change = {a: b for a, b in chars.items() if a != b}
    # A name in which none of these stands is simplified already.
    trigger = set(change)
    trigger |= {a[0] for a, b in phrases.items() if a != b and not set(a) & trigger}
    order = sorted(phrases, key=lambda p: (p[0], -len(p), p))
    pool, at = "", []
    for p in order:
        at.append((len(pool), len(p)))
        pool += p + phrases[p]
    with open(out, "w", encoding="utf-8") as f:
        f.write("/* Made by gen/han.py from OpenCC's dictionaries (Apache-2.0). */\n")
        lines(f, "han_common", "uint64_t", [f"0x{w:X}u" for w in bits(trigger)], 5)
        far = sorted(c for c in trigger if not FIRST <= ord(c) <= LAST)
        lines(f, "han_far", "int32_t", [points(c) for c in far], 12)
        lines(f, "han_chars", "struct han_char", [f"{{{points(a)}, {points(change[a])}}}" for a in sorted(change)], 5)
        lines(f, "han_phrases", "struct han_phrase", [f"{{{a}, {n}}}" for a, n in at], 12)
        lines(f, "han_pool", "int32_t", [points(c) for c in pool], 14)


if __name__ == "__main__":
    main()
