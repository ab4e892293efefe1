#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The words of a room, from a table id,zh,en to C: words.py ROOM words.csv out.h out.c

%1, %2, %3 in a text stand for arguments and must be the same set in both languages.
"""
import csv
import re
import sys


def read(path):
    with open(path, encoding="utf-8", newline="") as f:
        lines = [line for line in f if not line.startswith("#")]
    rows = list(csv.DictReader(lines))
    ids = [r["id"] for r in rows]
    if ids != sorted(set(ids)):
        raise SystemExit(f"{path}: ids must be unique and sorted: {next(b for a, b in zip(ids, ids[1:]) if a >= b)}")
    for r in rows:
        if not re.fullmatch(r"[a-z][a-z0-9_]*", r["id"]) or not r["zh"] or not r["en"]:
            raise SystemExit(f"{path}: {r['id']}: needs a plain id and both languages")
        if set(re.findall(r"%[1-3]", r["zh"])) != set(re.findall(r"%[1-3]", r["en"])):
            raise SystemExit(f"{path}: {r['id']}: the two languages take different arguments")
    return rows


def quote(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def main():
    room, source, out_h, out_c = sys.argv[1:]
    rows = read(source)
    up = room.upper()
    with open(out_h, "w", encoding="utf-8") as f:
        f.write(f"/* Made by gen/words.py. */\n#ifndef {up}_WORDS_H\n#define {up}_WORDS_H\n")
        f.write(f"struct {room}_word {{\n    const char *id, *zh, *en;\n}};\nenum {room}_word_id {{\n")
        for r in rows:
            f.write(f"    {up}_W_{r['id']},\n")
        f.write(f"    {up}_W_COUNT\n}};\nextern const struct {room}_word {up}_WORDS[{up}_W_COUNT];\n#endif\n")
    with open(out_c, "w", encoding="utf-8") as f:
        f.write(f'/* Made by gen/words.py. */\n#include "{room}_words.h"\n\n')
        f.write(f"const struct {room}_word {up}_WORDS[{up}_W_COUNT] = {{\n")
        for r in rows:
            f.write(f"    {{{quote(r['id'])}, {quote(r['zh'])}, {quote(r['en'])}}},\n")
        f.write("};\n")


if __name__ == "__main__":
    main()
