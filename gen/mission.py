#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""docs/mission.md's table to C, for the page /about: mission.py mission.md out.c"""
import sys

COLUMNS = ["part", "state", "page", "command", "test", "reason"]


def rows(path):
    found, header = [], None
    with open(path, encoding="utf-8") as f:
        for number, line in enumerate(f, 1):
            if not line.startswith("|"):
                continue
            cells = [c.strip().replace("`", "") for c in line.strip().strip("|").split("|")]
            if header is None:
                header = cells
                if sorted(header) != sorted(COLUMNS):
                    raise SystemExit(f"{path}:{number}: the columns are {' | '.join(COLUMNS)}")
            elif not set("".join(cells)) <= set("-: "):
                if len(cells) != len(header):
                    raise SystemExit(f"{path}:{number}: {len(cells)} cells, {len(header)} columns")
                found.append(dict(zip(header, cells)))
    if not found:
        raise SystemExit(f"{path}: no table")
    return found


def quote(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def main():
    table = rows(sys.argv[1])
    with open(sys.argv[2], "w", encoding="utf-8") as f:
        f.write('/* Made by gen/mission.py. */\n#include "portal/portal_int.h"\n\n')
        f.write("const struct mission_row MISSION[] = {\n")
        for row in table:
            f.write("    {" + ", ".join(quote(row[c]) for c in COLUMNS) + "},\n")
        f.write("};\nconst size_t MISSION_ROWS = sizeof MISSION / sizeof *MISSION;\n")


if __name__ == "__main__":
    main()
