#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0
# What screen may say: four results, in the order of the rows; a name alone is never a match, a stranger never possible.
load common

NAME=岚安市岫溪食品有限公司
CODE=919901013889433626

results() { # how each line ended, in order
    python3 -c 'import json,sys; print(" ".join(json.loads(x)["result"] for x in sys.stdin))'
}

@test "each row ends in one of four results, in the order of the rows, with reasons" {
    peopled
    printf '统一社会信用代码,企业名称\n%s,%s\n,%s\n,没有的名称\n123,\n' $CODE $NAME $NAME >list.csv
    printf '%s,岚安市别家有限公司\n91990101388943362X,\n' $CODE >>list.csv
    "$G" screen list.csv --format jsonl >out 2>words
    [ "$(results <out)" = "match possible no_match insufficient_data possible insufficient_data" ]
    [ "$(wc -l <out)" -eq 6 ]
    python3 - <<'P'
import json
lines = [json.loads(x) for x in open('out', encoding='utf-8')]
assert [x['row'] for x in lines] == [1, 2, 3, 4, 5, 6] and [x['line'] for x in lines] == [2, 3, 4, 5, 6, 7]
assert all(x['reasons'] and all(r['message'] for r in x['reasons']) for x in lines)
assert lines[0]['candidates'][0]['uscc'] == lines[0]['input']['code']
P
    grep -q '6 ' words
}

@test "names alone never match, whatever the list" {
    peopled
    "$G" export out >/dev/null 2>&1
    { echo name; tail -n +2 out/entities.csv | cut -d, -f2; } >list.csv
    [ "$(wc -l <list.csv)" -gt 20 ]
    "$G" screen list.csv --format jsonl 2>/dev/null | results | tr ' ' '\n' | sort | uniq -c >counts
    grep -q possible counts
    ! grep -qw match counts
}

@test "strangers are never possible, and every row has its answer" {
    peopled
    { echo uscc,name; for i in $(seq 5000); do echo ",外地第$i号陌生有限公司"; done; } >list.csv
    "$G" screen list.csv --format jsonl 2>/dev/null | results | tr ' ' '\n' | sort | uniq -c >counts
    [ "$(xargs <counts)" = "5000 no_match" ]
}

@test "old numbers lead to the organisation: as filed, or as parts of its code" {
    peopled
    printf 'uscc,name\n38894336-2,\n990101388943362,%s\n990101388943362,别家有限公司\n38894337-0,\n' $NAME >list.csv
    "$G" screen list.csv --format jsonl 2>/dev/null >out
    [ "$(results <out)" = "match match possible no_match" ]
    [ "$(head -1 out | json 'x["candidates"][0]["uscc"], x["candidates"][0]["found_by"]')" = "$CODE old-number" ]
}

@test "a penalty stands by type and agency, with its number, and leaves when its time is over" {
    peopled
    import_penalties "$EXAMPLES/penalties-official.csv" 2>/dev/null
    echo $CODE >list
    "$G" screen list --format jsonl 2>/dev/null >now
    [ "$(json 'x["candidates"][0]["current"][0]["type"]' <now)" = penalty ]
    [ -n "$(json 'x["candidates"][0]["current"][0]["records"][0]["doc_no"]' <now)" ]
    id=$(json 'x["candidates"][0]["current"][0]["records"][0]["id"]' <now)
    [ "$("$G" show "$id" --format json | json 'x["id"]')" = "$id" ]
    "$G" screen list --now 2040-01-01T00:00:00Z --format jsonl 2>/dev/null >later
    [ "$(json 'x["candidates"][0]["current"]' <later)" = "[]" ]
}

@test "the answer names feed position, edition and day, in every format" {
    peopled
    echo $CODE >list
    feed=$("$G" screen list --format jsonl 2>/dev/null | json 'x["feed"]')
    [ "$feed" = "$(acts)" ]
    edition=$("$G" screen list --format jsonl 2>/dev/null | json 'x["edition"]')
    [ "${#edition}" -eq 64 ]
    [ "$("$G" screen list --format json 2>/dev/null | json 'x["feed"], x["edition"], x["as_of"], x["rows"], x["match"]')" = \
        "$feed $edition 2026-06-30 1 1" ]
    "$G" screen list --format csv 2>/dev/null | tail -1 | grep -q "$feed,$edition,2026-06-30"
    "$G" screen list 2>&1 >/dev/null | grep -q "$feed"
}

@test "CSV, JSON, lines and workbook say the same of every row" {
    peopled
    python3 - "$EXAMPLES/entities.csv" <<'P' >list.csv
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding='utf-8-sig', newline='')))[1:]
out = csv.writer(sys.stdout)
out.writerow(['USCC', '名称'])
for i, r in enumerate(rows):
    out.writerow([r[0] if i % 3 else '', r[1] if i % 2 else r[1] + '二'])
P
    for kind in csv json jsonl xlsx; do
        "$G" screen list.csv --out out.$kind 2>/dev/null
    done
    [ ! -e out.csv.part ]
    python3 - <<'P'
import csv, json
lines = [json.loads(x) for x in open('out.jsonl', encoding='utf-8')]
whole = json.load(open('out.json', encoding='utf-8'))
rows = list(csv.DictReader(open('out.csv', encoding='utf-8', newline='')))
assert whole['lines'] == lines and whole['rows'] == len(lines) == len(rows)
for a, b in zip(lines, rows):
    assert (str(a['row']), a['result'], a['input']['name'] or '') == (b['row'], b['result'], b['input_name'])
    assert (a['candidates'] or [{'uscc': ''}])[0]['uscc'] == b['uscc']
assert {x['result'] for x in lines} == {'match', 'possible', 'no_match'}
P
    "$G" screen out.xlsx --map uscc=3 --map name=4 --format jsonl 2>/dev/null | results >again
    results <out.jsonl | diff - again
}

@test "CSV guards what a spreadsheet would run" {
    peopled
    printf 'name\n=cmd|x\n@sum\n' >list.csv
    "$G" screen list.csv --format csv 2>/dev/null >out
    grep -q "'=cmd|x" out
    grep -q "'@sum" out
}

@test "no identity number comes back, in any format" {
    peopled
    printf 'uscc,name\n110101199003074477,某某\n%s,某110101199003074477\n110101900307447,\n' $CODE >list.csv
    for kind in table csv json jsonl; do
        run "$G" screen list.csv --format $kind
        [ "$status" -eq 0 ]
        [[ $output != *900307* ]]
    done
    [ "$("$G" screen list.csv --format jsonl 2>/dev/null | results)" = \
        "insufficient_data insufficient_data insufficient_data" ]
}

@test "a file that says nothing of its columns is refused with what to do; a broken one leaves no half answer" {
    peopled
    printf '供应商,电话\n甲,1\n' >list.csv
    run "$G" screen list.csv --out out.csv
    [ "$status" -eq 3 ]
    [[ $output == *--map* ]]
    run "$G" screen list.csv --map name=供应商 --format jsonl
    [ "$status" -eq 0 ]
    printf 'uscc\n%s\n"open\n' $CODE >broken.csv
    run "$G" screen broken.csv --out out.csv
    [ "$status" -eq 3 ]
    [[ $output == *unclosed-quote* ]]
    [ -z "$(ls | grep '^out')" ]
    run "$G" screen nothing-there.csv
    [ "$status" -eq 4 ]
    run "$G" screen
    [ "$status" -eq 2 ]
}

@test "standard input, GB18030 and a list of one column" {
    peopled
    printf '%s\n%s\n' $CODE $NAME | "$G" screen - --format jsonl 2>/dev/null >out
    [ "$(results <out)" = "match possible" ]
    printf '企业名称\n%s\n' $NAME | iconv -t GB18030 >gb.csv
    [ "$("$G" screen gb.csv --format jsonl 2>/dev/null | results)" = possible ]
}

@test "reading a list leaves the register as it was, and sends nothing" {
    peopled
    echo $CODE >list
    before=$(sha256sum <gongshi-data/register.db)
    if command -v strace >/dev/null; then
        # the leak check cannot run under a tracer
        ASAN_OPTIONS="${ASAN_OPTIONS:-}:detect_leaks=0" strace -f -e trace=network -o calls "$G" screen list >/dev/null 2>&1
        run grep -E 'AF_INET|sendto|connect' calls
        [ "$status" -eq 1 ]
    else
        "$G" screen list >/dev/null 2>&1
    fi
    [ "$before" = "$(sha256sum <gongshi-data/register.db)" ]
}
