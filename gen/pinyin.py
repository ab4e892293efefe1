#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Readings of Chinese characters, tone-less, to C: pinyin.py Unihan_Readings.txt.bz2 overrides.csv out.h

A character's readings, likeliest first: those counted in texts (kHanyuPinlu) by their counts, the usual one
(kMandarin), those of the official table of characters (kTGHZ2013). The first costs nothing, the others the more the
rarer they are. A row of the overrides replaces all that for its word or character.
"""
import bz2
import csv
import re
import sys
import unicodedata

OFTEN, SELDOM, RARE, ALTERNATIVE = 2, 4, 6, 2
MOST = 4


def toneless(syllable):
    letters = unicodedata.normalize("NFD", syllable.replace("ü", "v").replace("Ü", "v"))
    letters = letters.replace("u\u0308", "v")
    plain = "".join(c for c in letters if not unicodedata.combining(c)).lower()
    if not re.fullmatch(r"[a-z]+", plain):
        raise SystemExit(f"no syllable: {syllable}")
    return plain


def unihan(path):
    fields = {}
    with bz2.open(path, "rt", encoding="utf-8") as f:
        for line in f:
            part = line.rstrip("\n").split("\t")
            if len(part) == 3 and part[1] in ("kHanyuPinlu", "kMandarin", "kTGHZ2013"):
                fields.setdefault(int(part[0][2:], 16), {})[part[1]] = part[2]
    return fields


def counted(text):
    counts = {}
    for reading, n in re.findall(r"(\S+?)\((\d+)\)", text):
        counts[toneless(reading)] = counts.get(toneless(reading), 0) + int(n)
    return sorted(counts.items(), key=lambda x: (-x[1], x[0]))


def choices(field):
    """[(syllable, cost)], the likeliest first."""
    counts = counted(field.get("kHanyuPinlu", ""))
    total = sum(n for _, n in counts)
    found = {s: OFTEN if n * 10 >= total else SELDOM for s, n in counts}
    for syllable in field.get("kMandarin", "").split():
        found.setdefault(toneless(syllable), OFTEN)
    for group in field.get("kTGHZ2013", "").split():
        for syllable in group.split(":")[1].split(","):
            found.setdefault(toneless(syllable), RARE)
    return [(s, 0 if i == 0 else c) for i, (s, c) in enumerate(found.items())][:MOST]


def overrides(path):
    words = {}
    with open(path, encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f):
            readings = [r.strip() for r in row["pinyin"].split(";")]
            if row["zh"] in words or len(readings) > MOST:
                raise SystemExit(f"{path}: {row['zh']} stands twice or has too many readings")
            if any(len(r.split(" ")) != len(row["zh"]) or not re.fullmatch(r"[a-z]+( [a-z]+)*", r) for r in readings):
                raise SystemExit(f"{path}: {row['zh']}: a syllable for each character, a blank between")
            words[row["zh"]] = [(r, i and ALTERNATIVE) for i, r in enumerate(readings)]
    return words


def main():
    readings, own, out = sys.argv[1:]
    words = overrides(own)
    chars = {cp: choices(field) for cp, field in unihan(readings).items()}
    for word in [w for w in words if len(w) == 1]:
        chars[ord(word)] = words.pop(word)
    pool, at = [], {}

    def place(options):
        key = tuple(options)
        if key not in at:
            at[key] = len(pool)
            pool.extend(options)
        return at[key], len(options)

    with open(out, "w", encoding="utf-8") as f:
        f.write("/* Made by gen/pinyin.py from Unicode's Unihan readings (Unicode licence) and own tables. */\n")
        f.write("static const struct pinyin_char pinyin_chars[] = {\n")
        for cp in sorted(chars):
            first, n = place(chars[cp])
            f.write(f"    {{0x{cp:X}, {first}, {n}}},\n")
        f.write("};\nstatic const struct pinyin_word pinyin_words[] = {\n")
        for word in sorted(words, key=str.encode):
            first, n = place(words[word])
            f.write(f'    {{"{word}", {first}, {n}}},\n')
        f.write("};\nstatic const struct pinyin_option pinyin_options[] = {\n")
        f.writelines(f'    {{"{s}", {c}}},\n' for s, c in pool)
        f.write(f"}};\nenum {{ PINYIN_WORD_CHARS = {max(map(len, words))} }};\n")


if __name__ == "__main__":
    main()
