#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reads every #include of src/ and compares it with the table of floors in MAP.md: stairs lead down only."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def floors():
    table, exceptions = {}, set()
    for line in (ROOT / "MAP.md").read_text(encoding="utf-8").splitlines():
        row = re.match(r"\| (\d) \| (.*?) \|", line)
        if row:
            for room in re.findall(r"`([a-z]+)`", row[2]):
                table[room] = int(row[1])
        door = re.match(r"- `([a-z]+)` may use `([a-z]+)`:", line)
        if door:
            exceptions.add((door[1], door[2]))
    return table, exceptions


def faults():
    table, exceptions = floors()
    rooms = {p.name for p in (ROOT / "src").iterdir() if p.is_dir()}
    yield from (f"MAP.md: room {r} has no floor" for r in sorted(rooms - table.keys()))
    for path in sorted((ROOT / "src").rglob("*.[ch]")) + sorted((ROOT / "src").rglob("*.tpl")):
        room = path.relative_to(ROOT / "src").parts[0]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            used = re.match(r'%?\s*#include "([a-z]+)/([a-z_]+\.h)"', line)
            if not used or used[1] == room or room not in table:
                continue
            where = f"{path.relative_to(ROOT)}:{number}"
            if used[1] not in table:
                yield f"{where}: includes unknown room {used[1]}"
            elif used[2] != f"{used[1]}.h":
                yield f"{where}: {used[1]} has one door, {used[1]}.h, not {used[2]}"
            elif table[used[1]] >= table[room] and (room, used[1]) not in exceptions:
                yield f"{where}: {room} (floor {table[room]}) may not use {used[1]} (floor {table[used[1]]})"


def main():
    found = list(faults())
    print(*(found or ["every include leads down"]), sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
