#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The words of data/text to C: terms.py out.h forms.csv trades.csv places.csv english-forms.csv"""
import csv
import sys

KINDS = {"": "NONE", "company": "COMPANY", "unit": "UNIT", "shop": "SHOP", "branch": "BRANCH", "rider": "RIDER"}
LONGEST = 12


def read(path, word):
    with open(path, encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f))
    words = [r[word] for r in rows]
    twice = {w for w in words if words.count(w) > 1} if len(set(words)) < len(words) else ()
    if twice or not all(words):
        raise SystemExit(f"{path}: empty or double: {sorted(twice)}")
    if word == "zh" and max(map(len, words)) > LONGEST:
        raise SystemExit(f"{path}: longer than {LONGEST} characters: {max(words, key=len)}")
    return sorted(rows, key=lambda r: r[word].encode())


def main():
    out, forms, trades, places, english = sys.argv[1:]
    with open(out, "w", encoding="utf-8") as f:
        f.write("/* Made by gen/terms.py. */\n")
        for name, path, word in (("form", forms, "zh"), ("trade", trades, "zh"), ("place", places, "zh"),
                                 ("english", english, "en")):
            f.write(f"static const struct term {name}_terms[] = {{\n")
            for r in read(path, word):
                means = f'"{r["zh"]}"' if word == "en" else "NULL"
                f.write(f'    {{"{r[word]}", KIND_{KINDS[r.get("kind") or ""]}, {means}}},\n')
            f.write("};\n")


if __name__ == "__main__":
    main()
