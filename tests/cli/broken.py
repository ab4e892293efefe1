#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Rulebooks with one cell changed, each through the program: broken.py GONGSHI RULEBOOK broken.csv

Each is refused, with one error and no more: the rule that the table names, in the file and line that it names.
"""
import csv
import json
import pathlib
import shutil
import subprocess
import sys


def change(folder, row):
    path = folder / f"{row['table']}.csv"
    with path.open(encoding="utf-8", newline="") as f:
        cells = list(csv.reader(f))
    cells[int(row["line"]) - 1][cells[0].index(row["column"])] = row["value"]
    with path.open("w", encoding="utf-8", newline="") as f:
        csv.writer(f, lineterminator="\n").writerows(cells)


def check(gongshi, folder):
    run = subprocess.run([gongshi, "rules", "check", folder, "--format", "json"], capture_output=True, text=True)
    found = json.loads(run.stdout)
    return run.returncode, found["sound"], [f for f in found["findings"] if f["level"] == "error"]


def main():
    gongshi, rulebook, table = sys.argv[1:]
    folder, faults, n = pathlib.Path("broken"), 0, 0
    with open(table, encoding="utf-8", newline="") as f:
        for n, row in enumerate(csv.DictReader(f), 1):
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(rulebook, folder)
            change(folder, row)
            status, sound, errors = check(gongshi, folder)
            told = [(pathlib.Path(x["file"]).stem, x["line"], x["rule"]) for x in errors]
            if (status, sound, told) != (3, False, [(row["told_table"], row["told_line"], row["rule"])]):
                faults += 1
                print(f"{row}: {status} {told}")
    print(f"{n} broken rulebooks, {faults} not told")
    return 1 if faults or n < 40 else 0


if __name__ == "__main__":
    sys.exit(main())
