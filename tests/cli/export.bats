#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0
load common

full() {
    peopled
    import_penalties "$EXAMPLES/penalties-official.csv" 2>/dev/null
    "$G" import --kind licence.grant "$EXAMPLES/licences-official.csv" 2>/dev/null
    "$G" import --kind honour.grant --type sta-a "$EXAMPLES/honours.csv" 2>/dev/null
}

@test "an official export goes in again and every row is unchanged" {
    full
    "$G" export out --as official 2>/dev/null
    for kind in penalty.decide:penalty licence.grant:licence honour.grant:sta-a; do
        run "$G" import --kind "${kind%:*}" --type "${kind#*:}" --format json "out/${kind%:*}.${kind#*:}.csv"
        echo "$output"
        [ "$status" -eq 0 ]
        report=$(grep '^{' <<<"$output")
        [ "$(json 'x["accepted"]+x["refused"]' <<<"$report")" = 0 ]
        [ "$(json 'x["unchanged"]==x["rows"]>0' <<<"$report")" = True ]
    done
}

@test "an official export gives back every public column that was filed" {
    full
    "$G" export out --as official 2>/dev/null
    python3 - "$EXAMPLES/penalties-official.csv" out/penalty.decide.penalty.csv <<'P'
import csv, sys
read = lambda p: list(csv.DictReader(open(p, encoding='utf-8-sig', newline='')))
filed, back = read(sys.argv[1]), {r['CF_WSH']: r for r in read(sys.argv[2])}
lost = []
for row in filed:
    got = back[row['CF_WSH']]
    for column, value in row.items():
        if column in ('CF_YXQ',):  # 2099/12/31 stands for no end
            continue
        same = value == (got.get(column) or '') or (column == 'CF_NR_FK' and float(value) == float(got[column]))
        if not same and not (column == 'CF_GSJZQ' and not value):
            lost.append((row['CF_WSH'], column, value, got.get(column)))
print(lost)
sys.exit(bool(lost))
P
}

@test "official files are for spreadsheets: a byte-order mark, CRLF, guarded cells, no person" {
    full
    "$G" export out --as official 2>/dev/null
    [ "$(head -c 3 out/penalty.decide.penalty.csv | xxd -p)" = efbbbf ]
    [ "$(grep -c $'\r$' out/penalty.decide.penalty.csv)" = "$(wc -l <out/penalty.decide.penalty.csv)" ]
    run grep -l 'CF_FRDB\|XK_FRDB\|LEREP' out/*
    [ "$status" -eq 1 ]
}

@test "a cell that a spreadsheet would compute is guarded" {
    peopled
    penalty 'CF_NR==HYPERLINK("http://x.example")'
    import_penalties row.csv 2>/dev/null
    "$G" export out --as official 2>/dev/null
    grep -q "\"'=HYPERLINK" out/penalty.decide.penalty.csv
}

@test "the name of an office-holder is in no export" {
    peopled
    penalty CF_FRDB=试验员甲
    import_penalties row.csv 2>/dev/null
    "$G" show 919901013889433626 | grep -q 试验员甲
    "$G" export plain 2>/dev/null
    "$G" export official --as official 2>/dev/null
    run grep -r 试验员甲 plain official
    [ "$status" -eq 1 ]
}

@test "a plain export has one line an entity and one JSON object a record" {
    full
    "$G" export out 2>/dev/null
    [ "$(wc -l <out/entities.csv)" -ge "$(wc -l <"$EXAMPLES/entities.csv")" ]
    python3 -c "
import json
rows = [json.loads(l) for l in open('out/records.jsonl')]
assert rows and all(r['id'] and r['type'] and r['agency'] for r in rows)"
}

@test "what has ended is in no export" {
    rehearsal
    "$G" import --kind entity.register --agency mr-990100 "$EXAMPLES/entities.csv" 2>/dev/null
    penalty CF_JDRQ=2026/06/01 CF_GSJZQ=2026/09/30
    import_penalties row.csv 2>/dev/null
    "$G" export now 2>/dev/null
    "$G" export later --now 2026-10-01T02:00:00Z 2>/dev/null
    grep -q penalty now/records.jsonl
    run grep -c penalty later/records.jsonl
    [ "$output" = 0 ]
}

@test "an export takes a new folder only" {
    peopled
    mkdir out
    run "$G" export out
    [ "$status" -eq 1 ]
}

@test "words behind an option go out behind it, and in again unchanged" {
    peopled
    python3 - "$EXAMPLES/licences-official.csv" >other.csv <<'P'
import csv, sys
head, row = list(csv.reader(open(sys.argv[1], encoding='utf-8-sig', newline='')))[:2]
row[head.index('许可类别')] = '其他-补办'
csv.writer(sys.stdout).writerows([head, row])
P
    "$G" import --kind licence.grant other.csv 2>/dev/null
    "$G" export out --as official 2>/dev/null
    grep -q '其他-补办' out/licence.grant.licence.csv
    run "$G" import --kind licence.grant out/licence.grant.licence.csv
    [[ $output == *"1 unchanged"* ]]
}
