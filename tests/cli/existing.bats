#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0
# What exists already comes in by two honest ways, and by neither of them anything else: carried by the agency that
# joins, copied from a list elsewhere.
bats_require_minimum_version 1.5.0
load common

URL=https://list.example/serious

# 500 firms with codes whose checks are right, registered; their rows as `firms.csv` (code, name).
firms() {
    rehearsal
    python3 - <<'P'
import csv
A = "0123456789ABCDEFGHJKLMNPQRTUWXY"
value = lambda c: int(c) if c.isdigit() else ord(c) - 55
def code(n):
    body = f"TX{n:06}"
    inner = 11 - sum(value(c) * w for c, w in zip(body, (3, 7, 9, 10, 5, 8, 4, 2))) % 11
    start = "91990101" + body + {10: "X", 11: "0"}.get(inner, str(inner))
    return start + A[(31 - sum(A.index(c) * pow(3, i, 31) for i, c in enumerate(start))) % 31]
firms = [(code(n), f"岚安市试验{n}号商贸有限公司") for n in range(500)]
csv.writer(open("firms.csv", "w", encoding="utf-8"), lineterminator="\n").writerows(firms)
w = csv.writer(open("entities.csv", "w", encoding="utf-8"))
w.writerow(["统一社会信用代码", "名称", "登记状态", "成立日期"])
w.writerows([c, n, "存续", "2015-03-02"] for c, n in firms)
P
    "$G" import --kind entity.register --agency mr-990100 entities.csv 2>/dev/null
    for n in 1 2; do
        for agency in mr-990100 approve-990101; do
            echo '{"kind":"officer.add","by":"operator","agency":"'$agency'","on":"2026-03-01","fields":{"officer":"o'$n'","roles":"draft approve"}}'
        done
    done >officers.jsonl
    "$G" act submit officers.jsonl >/dev/null
}

# rows DAY [FROM [TO]]: the listings of firms FROM to TO, decided on that day
rows() {
    python3 - "$@" <<'P'
import csv, sys
day, first, last = sys.argv[1], int((sys.argv[2:3] or ["1"])[0]), int((sys.argv[3:4] or ["500"])[0])
w = csv.writer(sys.stdout, lineterminator="\n")
w.writerow("统一社会信用代码 名称 决定日期 决定书文号 事由 依据 列入截止日 经办人编号 审批人编号".split())
for n, (code, name) in enumerate(csv.reader(open("firms.csv", encoding="utf-8", newline="")), 1):
    if first <= n <= last:
        w.writerow([code, name, day, f"岚市监决〔{day[:4]}〕{n}号", "vanished", "ql-prepaid-r 12", "2027-03-01", "o1", "o2"])
P
}

# The same as they stand on the public list of another place: nobody's officers are known there.
elsewhere() { sed 's/vanished/any/; s/ql-prepaid-r 12/samr-44 2/' | cut -d, -f1-7; }

carry() { "$G" import --kind list.decide --type ql-prepaid --agency mr-990100 --carried --format json "$@" 2>/dev/null; }

copy() { # copy DAY FILE [OPTION…]
    "$G" import --kind list.decide --type samr-serious --copied-from "$URL" --retrieved "$1" --complete --format json "${@:3}" "$2"
}

listed() { # listed LIST NOW: the firms that the public sees on it, by their names
    rm -rf out && "$G" export out --now "$2" >/dev/null 2>&1
    jq -r 'select(.type == "'"$1"'") | .fields.name' out/records.jsonl | LC_ALL=C sort
}

# measure REF: what the office for approvals does to the first firm because of it
measure() {
    python3 - "$1" "$(head -n 1 firms.csv | cut -d, -f1)" <<'P'
import json, sys
print(json.dumps({"kind": "measure.apply", "type": "ql-no-pledge", "agency": "approve-990101", "subject": sys.argv[2], "doc_no": "望审批信〔2026〕1号",
    "on": "2026-06-30", "drafted_by": "o1", "approved_by": "o2", "papers": [{"kind": "decision", "name": "d.pdf", "sha256": "ab" * 32}],
    "refers_to": json.loads(sys.argv[1]), "fields": {"name": "岚安市试验0号商贸有限公司", "until": "listed",
    "basis": [{"instrument": "ql-credit", "article": "31"}]}}, ensure_ascii=False))
P
}

@test "a list with 500 running cases is carried" {
    firms
    rows 2025-03-03 >list.csv
    carry list.csv >report
    [ "$(json '(x["accepted"], x["refused"])' <report)" = "(500, 0)" ]
    carry list.csv >report
    [ "$(json '(x["unchanged"], x["refused"])' <report)" = "(500, 0)" ]
    "$G" show "$(head -n 1 firms.csv | cut -d, -f1)" --format json >shown
    [ "$(json '[(r["origin"], r["public_until"]) for r in x["records"]]' <shown)" = "[('carried', '2027-03-01')]" ]
    listed ql-prepaid 2026-06-30T03:00:00Z | diff - <(cut -d, -f2 firms.csv | sort)
    # a measure may rest on it: it is the agency's own
    measure '{"agency":"mr-990100","kind":"list.decide","type":"ql-prepaid","doc_no":"岚市监决〔2025〕1号"}' >measure.json
    "$G" act submit measure.json
}

@test "nothing decided from the opening day on is carried, and nothing once the days of joining are over" {
    firms
    rows 2026-03-31 1 1 >before.csv
    rows 2026-04-01 2 2 >on.csv
    rows 2026-06-29 3 3 >after.csv
    for file in on after; do
        run --separate-stderr carry "$file.csv"
        [ "$status" -eq 3 ]
        [ "$(json '[f["rule"] for f in x["findings"] if f["level"] == "error"]' <<<"$output")" = "['carried-after-opening']" ]
    done
    carry before.csv
    # nor is it filed as one of the register's own: that needs its notice
    run --separate-stderr "$G" import --kind list.decide --type ql-prepaid --agency mr-990100 --format json after.csv
    echo "$output"
    [ "$status" -eq 3 ]
    [[ $output == *'"step-order"'* || $output == *'"ref-unknown"'* ]]
    rows 2026-03-30 4 4 >late.csv
    run --separate-stderr carry late.csv --now 2026-07-01T02:00:00Z
    [ "$status" -eq 3 ]
    [[ $output == *'"carried-after-opening"'* ]]
}

@test "a newer copy with 40 firms gone ends exactly those 40, one that lost more asks" {
    firms
    rows 2025-03-03 | elsewhere >first.csv
    copy 2026-06-29 first.csv >report
    [ "$(json '(x["accepted"], x["refused"])' <report)" = "(500, 0)" ]
    listed samr-serious 2026-06-30T03:00:00Z >all
    diff all <(cut -d, -f2 firms.csv | sort)
    sed '101,140d' first.csv >second.csv
    sed -n '101,140p' first.csv | cut -d, -f2 | sort >gone
    copy 2026-06-30 second.csv --now 2026-06-30T03:00:00Z >report
    [ "$(json '(x["unchanged"], x["refused"])' <report)" = "(460, 0)" ]
    listed samr-serious 2026-06-30T04:00:00Z >left
    [ "$(wc -l <left)" -eq 460 ]
    comm -23 all left | diff - gone
    head -n 401 second.csv >third.csv # 60 of 460 less
    run copy 2026-07-01 third.csv --now 2026-07-01T03:00:00Z
    echo "$output"
    [ "$status" -ne 0 ]
    [[ $output == *copy-shrunk* ]]
    listed samr-serious 2026-07-01T04:00:00Z | diff - left
    copy 2026-07-01 third.csv --now 2026-07-01T05:00:00Z --yes
    [ "$(listed samr-serious 2026-07-01T06:00:00Z | wc -l)" -eq 400 ]
    run "$G" doctor --rebuild
    [ "$status" -eq 0 ]
}

@test "no measure and no task rests on a copy" {
    firms
    rows 2025-03-03 1 1 | elsewhere >one.csv
    copy 2026-06-29 one.csv >/dev/null
    "$G" show "$(head -n 1 firms.csv | cut -d, -f1)" --format json >shown
    [ "$(json '[r["origin"] for r in x["records"]]' <shown)" = "['copied']" ]
    measure "\"$(json 'x["records"][0]["id"]' <shown)\"" >measure.json
    run "$G" act submit measure.json
    echo "$output"
    [ "$status" -eq 3 ]
    [[ $output == *'"code":"ground-copied"'* ]]
    measure '{"agency":"samr","kind":"list.decide","type":"samr-serious","doc_no":"岚市监决〔2025〕1号"}' >measure.json
    run "$G" act submit measure.json
    echo "$output"
    [ "$status" -eq 3 ]
    [[ $output == *'"code":"ground-copied"'* || $output == *'"code":"no-ground"'* ]]
    for agency in approve-990101 mr-990101 hc-990100; do
        [ "$("$G" tasks --agency $agency --format json)" = "[]" ]
    done
}
