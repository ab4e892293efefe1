#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""One file to one C array: bytes.py NAME file out.c gives `const unsigned char NAME[]` and `const size_t NAME_N`."""
import sys


def main():
    name, source, out = sys.argv[1:]
    with open(source, "rb") as f:
        data = f.read()
    lines = [f"/* Made by gen/bytes.py. */", "#include <stddef.h>", f"extern const unsigned char {name}[];",
             f"extern const size_t {name}_N;", f"const unsigned char {name}[] = {{"]
    lines += ["    " + "".join(f"{b}," for b in data[k:k + 24]) for k in range(0, len(data), 24)]
    lines += ["};", f"const size_t {name}_N = sizeof {name};", ""]
    with open(out, "w", encoding="utf-8") as f:
        f.write("\n".join(lines))


if __name__ == "__main__":
    main()
