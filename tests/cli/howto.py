#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""howto.py PAGE.md: does what the page says, in the folder it is run in, and compares what is printed with what is shown."""
import re
import subprocess
import sys
from pathlib import Path


def blocks(text):
    """(line, kind, name, body) of each fenced block."""
    for m in re.finditer(r"^```(\S+)(?: (\S+))?\n(.*?)^```$", text, re.M | re.S):
        yield text.count("\n", 0, m.start()) + 1, m.group(1), m.group(2), m.group(3)


def fits(shown, printed):
    """A shown line is printed as it stands, but for blanks and for what … leaves out; it may stand inside a longer one."""
    parts = [r"\s+".join(re.escape(w) for w in part.split()) for part in shown.split("…")]
    return re.search(r".*".join(r"\s*" + p + r"\s*" for p in parts), printed) is not None


def missing(shown, output):
    """The first shown line that is not printed behind those before it."""
    lines = iter(output.splitlines())
    for line in filter(str.strip, shown.splitlines()):
        if not any(fits(line, printed) for printed in lines):
            return line
    return None


def main(page):
    output = ""
    ran = compared = 0
    for at, kind, name, body in blocks(Path(page).read_text(encoding="utf-8")):
        place = f"{page}:{at}"
        if kind == "sh":
            done = subprocess.run(["bash", "-euo", "pipefail", "-c", body], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            output = done.stdout
            ran += 1
            if done.returncode:
                sys.exit(f"{place}: exit {done.returncode}\n{body}{output}")
        elif kind == "text":
            lost = missing(body, output)
            compared += 1
            if lost:
                sys.exit(f"{place}: not printed: {lost}\n{output}")
        elif name:
            file = Path(name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(body, encoding="utf-8")
        else:
            sys.exit(f"{place}: a block of no kind: {kind}")
    if not ran or not compared:
        sys.exit(f"{page}: nothing was run or nothing compared")


main(sys.argv[1])
