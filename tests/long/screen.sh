#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# A list of suppliers against the invented province: each row made so that its answer is known. A name alone is never a
# match, a stranger never a possible one. usage: screen.sh [PROGRAM [ROWS [ORGANISATIONS]]]
set -eu
program=$(realpath "${1:-${GONGSHI:-$(dirname "$0")/../../build/gongshi}}")
rows=${2:-100000}
organisations=${3:-100000}
repo=$(cd "$(dirname "$0")/../.." && pwd)
export GONGSHI_RULES=${GONGSHI_RULES:-$repo/data} LC_ALL=C.UTF-8
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

"$program" demo --no-serve --organisations "$organisations" --dir demo 2>/dev/null
"$program" export out --data demo >/dev/null 2>&1
cat >make.py <<'P'
import collections, csv, glob, random, sys
r = random.Random(20260630)
rows, A = int(sys.argv[1]), "0123456789ABCDEFGHJKLMNPQRTUWXY"
def check(c): return A[-sum(A.index(x) * pow(3, i, 31) for i, x in enumerate(c)) % 31]
def org(b): return "0123456789X"[-sum("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".index(x) * w for x, w in zip(b, (3, 7, 9, 10, 5, 8, 4, 2))) % 11]
names = {x["uscc"]: x["name"] for x in csv.DictReader(open("out/entities.csv", encoding="utf-8-sig", newline=""))}
codes, number = list(names), {}
for f in glob.glob("demo/files/*-registrations.csv"):
    for x in csv.DictReader(open(f, encoding="utf-8-sig", newline="")):
        no = x.get("REGNO") or x.get("注册号") or x.get("reg_no")
        if no:
            number.setdefault(no, set()).add(x.get("UNISCID") or x.get("统一社会信用代码") or x["uscc"])
old = [n for n, of in number.items() if len(of) == 1 and of <= names.keys()]
bodies = {c[8:16] for c in codes}
shared = collections.Counter(c[8:17] for c in codes)
lone = [c for c in codes if shared[c[8:17]] == 1] # an organisation code that two carry leads to neither alone
def stranger():
    while True:
        body = f"{r.randrange(10**8):08d}"
        if body not in bodies:
            first = "9199" + f"{r.randrange(10000):04d}" + body + org(body)
            return first + check(first)
def spoiled(c): return c[:17] + r.choice([x for x in A if x != c[17]])
kinds = [ # share, what the row says, what it must be answered
    (30, "code and name", lambda c: (c, names[c]), "match"),
    (20, "code alone", lambda c: (c, ""), "match"),
    (5, "registration number of old", lambda c: (r.choice(old), ""), "match"),
    (5, "organisation code of old", lambda c: ((c := r.choice(lone))[8:16] + "-" + c[16], ""), "match"),
    (15, "name alone", lambda c: ("", names[c]), "possible"),
    (5, "code under another's name", lambda c: (c, "外地陌生有限公司"), "possible"),
    (8, "stranger's code, name on file", lambda c: (stranger(), names[c]), "no_match"),
    (7, "stranger's name alone", lambda c: ("", f"外地第{r.randrange(10**9)}号陌生有限公司"), "no_match"),
    (5, "wrong check character", lambda c: (spoiled(c), ""), "insufficient_data"),
]
out = csv.writer(open("list.csv", "w", encoding="utf-8", newline=""))
out.writerow(["统一社会信用代码", "企业名称"])
with open("want", "w", encoding="utf-8") as want:
    for _ in range(rows):
        share, what, make, answer = r.choices(kinds, [k[0] for k in kinds])[0]
        out.writerow(make(r.choice(codes)))
        print(what, answer, sep="\t", file=want)
P
python3 make.py "$rows"
/usr/bin/time -f '%e %M' -o time "$program" screen list.csv --data demo --out answers.jsonl 2>/dev/null
cat >judge.py <<'P'
import collections, json, sys
counts, wrong = collections.Counter(), 0
with open("answers.jsonl", encoding="utf-8") as answers, open("want", encoding="utf-8") as want:
    for n, (a, w) in enumerate(zip(answers, want, strict=True), 1):
        x, (what, answer) = json.loads(a), w.rstrip("\n").split("\t")
        counts[what, x["result"]] += 1
        if x["row"] != n or x["result"] != answer:
            wrong += 1
            if wrong < 5:
                print("row", n, what, x["result"], "instead of", answer)
for (what, result), n in sorted(counts.items()):
    print(f"  {n:6d} {what}: {result}")
seconds, kib = (float(x) for x in open("time").read().split())
print(f"{sum(counts.values())} rows in {seconds:.1f} s ({sum(counts.values()) / seconds:.0f} rows/s), peak {kib / 1024:.0f} MiB, {wrong} answers wrong")
sys.exit(wrong > 0)
P
python3 judge.py
