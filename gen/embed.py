#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Files to C arrays: embed.py out.c FILE…

A style sheet gets a digest of its content into its name, so that its address may be cached for ever; other files keep
their names.
"""
import hashlib
import os
import re
import sys

TYPES = {".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}


def squeeze(name, data):
    """A style sheet without comments, indentation and empty lines."""
    if not name.endswith(".css"):
        return data
    text = re.sub(r"/\*.*?\*/", "", data.decode("utf-8"), flags=re.S)
    lines = [line.strip() for line in text.split("\n")]
    return "\n".join(line for line in lines if line).encode("utf-8")


def main():
    out = ['/* Made by gen/embed.py. */\n#include "portal/portal_int.h"\n']
    rows = []
    for i, path in enumerate(sys.argv[2:]):
        stem, end = os.path.splitext(os.path.basename(path))
        with open(path, "rb") as f:
            data = squeeze(path, f.read())
        name = f"{stem}-{hashlib.sha256(data).hexdigest()[:12]}{end}" if end == ".css" else stem + end
        out.append(f"static const unsigned char FILE_{i}[] = {{")
        out += ["    " + "".join(f"{b}," for b in data[k:k + 24]) for k in range(0, len(data), 24)]
        out.append("};")
        rows.append(f'    {{"{name}", "{TYPES[end]}", FILE_{i}, sizeof FILE_{i}}},')
    out += ["const struct asset ASSETS[] = {", *rows, "};"]
    out.append("const size_t ASSETS_N = sizeof ASSETS / sizeof *ASSETS;\n")
    with open(sys.argv[1], "w", encoding="utf-8") as f:
        f.write("\n".join(out))


if __name__ == "__main__":
    main()
