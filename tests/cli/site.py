#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The rulebook's pages as a stranger meets them.

site.py crawl URL PATH…       follows every link of the rulebook's pages; tells dead ones and marks that are not there, and words
                              that only the working papers explain
site.py text URL PATH         the words of a page, a row of a table on a line, cells divided by |
site.py questions URL CSV     number,question,page,line,answer: each phrase of the answer (divided by ~) stands on the page,
                              and all on one line where `line` says yes
"""
import csv
import html
import html.parser
import re
import sys
import urllib.error
import urllib.request

# Marks by which the tables name the working papers behind them; a reader has no use for them.
PAPERS = re.compile(r"\b(lists|measures|actors|acts|uscc|design|information-catalogue) \d|\(procedure \d|\bprocedure \d+[.;]|\b[KS]\d\d[a-z]?\b")
RULES = re.compile(r"(/en)?/(rules|lists|measures|agencies)\b")
LINES = {"p", "tr", "li", "h1", "h2", "h3", "caption", "dt", "div", "section"}
CELLS = {"td", "th", "dd"}


class Words(html.parser.HTMLParser):
    """What a reader sees: no head, no menu."""

    def __init__(self):
        super().__init__()
        self.out, self.hidden = [], 0

    def handle_starttag(self, tag, attrs):
        self.hidden += tag in ("head", "header", "footer")
        self.out.append("\n" if tag in LINES else " | " if tag in CELLS else " " if tag in ("span", "br") else "")

    def handle_endtag(self, tag):
        self.hidden -= tag in ("head", "header", "footer")

    def handle_data(self, data):
        if not self.hidden:
            self.out.append(re.sub(r"\s+", " ", data))

    def lines(self):
        lines = (" ".join(line.split()).removeprefix("| ") for line in "".join(self.out).split("\n"))
        return [line for line in lines if line]


def fetch(base, path):
    with urllib.request.urlopen(base + path) as answer:
        return answer.read().decode()


def lines_of(page):
    w = Words()
    w.feed(page)
    return w.lines()


def words(base, path):
    return lines_of(fetch(base, path))


def paper_marks(path, page):
    found = [line for line in lines_of(page) if PAPERS.search(line)]
    for line in found:
        print(f"{path}: a mark of the working papers: {line}")
    return len(found)


def crawl(base, starts):
    pages, todo, links, faults = {}, [(p, "the start") for p in starts], [], 0
    while todo:
        path, source = todo.pop()
        if path in pages:
            continue
        try:
            pages[path] = fetch(base, path)
        except urllib.error.HTTPError as e:
            pages[path] = ""
            faults += 1
            print(f"{path}: {e.code}, linked from {source}")
        if not RULES.match(path):
            continue
        faults += paper_marks(path, pages[path])
        for link in re.findall(r'(?:href|action)="([^"]*)"', pages[path]):
            target, _, mark = html.unescape(link).partition("#")
            target = target or path
            if not target.startswith("/"):
                faults += 1
                print(f"{link}: leads elsewhere, from {path}")
                continue
            links.append((target, mark, path))
            todo.append((target, path))
    for target, mark, path in links:
        if mark and pages[target] and f'id="{mark}"' not in pages[target]:
            faults += 1
            print(f"{target}#{mark}: nothing there, linked from {path}")
    rules = sum(1 for p in pages if RULES.match(p))
    print(f"{len(pages)} pages, {rules} of the rulebook, {len(links)} links, {faults} faults")
    return faults


def questions(base, path):
    faults = n = 0
    with open(path, encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f):
            n += 1
            text = words(base, row["page"])
            parts = row["answer"].split("~")
            missing = [p for p in parts if p not in "\n".join(text)]
            apart = row["line"] == "yes" and not any(all(p in line for p in parts) for line in text)
            if missing or apart:
                faults += 1
                print(f"{row['question']} ({row['page']}): not there: {missing or 'on one line'}")
    print(f"{n} answers, {faults} missing")
    return faults


def main():
    what, base, rest = sys.argv[1], sys.argv[2].rstrip("/"), sys.argv[3:]
    if what == "text":
        print("\n".join(words(base, rest[0])))
        return 0
    return 1 if (crawl(base, rest) if what == "crawl" else questions(base, rest[0])) else 0


if __name__ == "__main__":
    sys.exit(main())
