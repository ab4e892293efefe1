#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0
load common

setup_file() {
    G=${GONGSHI:-$REPO/build/gongshi}
    cd "$BATS_FILE_TMPDIR" || return 1
    "$G" demo --no-serve --organisations 1500 --dir first 2>/dev/null
}

first=$BATS_FILE_TMPDIR/first

@test "the demo is whole, and all organisations are in it" {
    run "$G" doctor --rebuild --data "$first"
    [ "$status" -eq 0 ]
    "$G" export out --data "$first" 2>/dev/null
    [ "$(wc -l <out/entities.csv)" = 1510 ] # with the nine that the cases of due process register themselves
}

@test "the same seed gives the same files, another one does not" {
    "$G" demo --no-serve --organisations 1500 --dir second 2>/dev/null
    diff -r "$first/files" second/files
    "$G" demo --no-serve --organisations 1500 --seed 7 --dir third 2>/dev/null
    run diff -rq "$first/files" third/files
    [ "$status" -ne 0 ]
}

@test "every code of the demo passes both checks, no name stands twice" {
    cat "$first"/files/*-registrations.csv | cut -d, -f1 | grep '^[0-9A-Z]\{18\}' >codes
    [ "$(wc -l <codes)" = 1500 ]
    run "$G" code check codes
    [ "$status" -eq 0 ]
    [[ $output != *org-check* ]]
    [ -z "$(sort codes | uniq -d)" ]
    cat "$first"/files/*-registrations.csv | cut -d, -f2 | sort | uniq -d | grep -v '^ENTNAME$\|^名称$' >twice || true
    [ ! -s twice ]
}

@test "the six cases are what they say" {
    [ "$(wc -l <"$first/cases.csv")" = 13 ] # behind them those of due process
    records() { "$G" show "$(sed -n "$1p" "$first/cases.csv" | cut -d, -f1)" --data "$first" --format json | json 'sorted(r["type"] for r in x["records"])'; }
    [[ $(records 2) == *licence*penalty* ]]
    [ "$(records 3)" = "[]" ]
    code=$(sed -n 3p "$first/cases.csv" | cut -d, -f1)
    [ "$("$G" show "$code" --data "$first" --format json --view auditor | json 'x["records"][0]["type"]')" = penalty ]
    [[ $("$G" search 岚安市汀洲商贸有限公司 --data "$first" --format jsonl) == *$(sed -n 4p "$first/cases.csv" | cut -d, -f1)* ]]
    [ "$(records 7)" = "[]" ]
}

@test "the cases of due process are what they say" {
    shown() { "$G" show "$(sed -n "$1p" "$first/cases.csv" | cut -d, -f1)" --data "$first" --format json | json 'sorted(r["type"] for r in x["records"])'; }
    overdue() { "$G" tasks --agency "$1" --data "$first" --format json | json '[t["do"] for t in x if t["overdue"]]'; }
    [ "$(shown 8)" = "[]" ]  # listed by mistake, annulled
    [ "$(shown 9)" = "[]" ]  # wage arrears, repaired, the measure ended
    [ "$(shown 10)" = "['sme-debts']" ]
    [ "$(shown 11)" = "['ql-fewer-checks', 'ql-green-site']" ]
    [ "$(shown 12)" = "['penalty']" ] # the listing removed, the measure out of view with it
    [ "$(overdue approve-990101)" = "['measure.end']" ]
    [ "$(overdue mr-990100)$(overdue hc-990100)$(overdue hrss-990100)" = "[][][]" ]
    sed -n 13p "$first/cases.csv" | grep -q ',/problems/wrong-authority'
    head -n -1 "$first/cases.csv" | cut -d, -f1 | sed 1d >codes
    run "$G" code check codes
    [ "$status" -eq 0 ]
}

@test "the demo has cases in every state and of every origin" {
    cases() { "$G" show "$1" --data "$first" --format json --view "$2" | json '[(r["kind"], r["origin"], r["public_until"]) for r in x["records"] if r["type"] != "penalty"]'; }
    # replied to, heard, dropped: never public
    [ "$(cases 91990101TX00000602 public)" = "[]" ]
    [ "$(cases 91990101TX00000602 auditor)" = "[('list.notice', 'filed', '2026-05-28')]" ]
    # carried and expired; carried and running; copied
    [ "$(cases 91990101TX0000079Y public)" = "[]" ]
    [ "$(cases 91990101TX0000079Y auditor)" = "[('list.decide', 'carried', '2026-06-08')]" ]
    [ "$(cases 91990101TX0000087R public)" = "[('list.decide', 'carried', '2027-08-14')]" ]
    [[ $(cases 91990101TX0000095L public) == *"'copied'"* ]]
    # no term and no measures: said in words
    shown=$("$G" show 11990121QL0002271X --data "$first" --lang en)
    [[ $shown == *"in force 2026-05-22 – no fixed term"* && $shown == *"measures: none"* ]]
}

@test "a case of the demo that is not accepted stops it, saying why" {
    cp -r "$REPO/data/." rules
    sed -i 's/"hrss-wages"/"no-such-list"/' rules/demo/cases.jsonl
    GONGSHI_RULES=$PWD/rules run "$G" demo --no-serve --organisations 20 --dir other
    [ "$status" -ne 0 ]
    [[ $output == *cases.jsonl*type-unknown* ]]
}

@test "a penalty with seventy listings falls: seventy are to be annulled" {
    cp -r "$first" copy
    python3 - "$REPO/data/demo/cases.jsonl" >acts.jsonl <<'PY'
import copy, json, sys
acts = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
number = "青填告〔2025〕11号"
decided = "青填决〔2025〕11号"
steps = [a for a in acts if number in (a.get("doc_no"), a.get("refers_to", {}).get("doc_no")) or
         decided in (a.get("doc_no"), a.get("refers_to", {}).get("doc_no"))]
assert [a["kind"] for a in steps] == ["list.notice", "list.serve", "list.waive", "list.decide", "list.serve"]
for n in range(70):
    for a in steps:
        a = json.loads(json.dumps(a, ensure_ascii=False).replace("〕11号", f"〕{1000 + n}号"))
        a.pop("at")
        print(json.dumps(a, ensure_ascii=False))
fall = copy.deepcopy(next(a for a in acts if a["kind"] == "penalty.revoke"))
penalty = next(a for a in acts if a.get("doc_no") == "青填罚〔2025〕1号")
fall.pop("at")
fall.update(subject=penalty["subject"], doc_no="青填撤〔2026〕1号", on="2026-06-30")
fall["refers_to"]["doc_no"] = penalty["doc_no"]
print(json.dumps(fall, ensure_ascii=False))
PY
    run "$G" act submit acts.jsonl --data copy
    [ "$status" -eq 0 ] || { echo "$output" | tail -3; false; }
    owed() { "$G" tasks --agency mr-990100 --data copy --format json | json 'len([t for t in x if t["do"] == "list.annul"])'; }
    [ "$(owed)" = 76 ] # with the six that the demo listed on it
}

@test "the template of every kind is accepted by the demo, or says why there is none" {
    cp -r "$first" copy
    for kind in $("$G" act schema --format csv --data copy | tr -d '\r' | sed 1d | cut -d, -f1); do
        if "$G" act template "$kind" --data copy >act.json 2>why; then
            run "$G" act submit act.json --data copy
            echo "$kind: $output"
            [ "$status" -eq 0 ]
        else
            grep -q 'is filed by\|no agency' why
        fi
    done
    for kind in list.{notice,serve,reply,waive,hearing,decide,remove,annul} measure.{apply,end} objection.{file,answer} repair.{apply,decide}; do
        "$G" act template "$kind" >/dev/null # each step has a case that is open to it
    done
    run "$G" act template list.notice --type sme-debts
    [[ $status -ne 0 && $output == *"no agency of the demo"* ]]
    run "$G" doctor --rebuild --data copy
    [ "$status" -eq 0 ]
}

@test "the examples go into the demo" {
    cp -r "$first" copy
    for file in penalty.decide:penalties-official licence.grant:licences-official; do
        run "$G" import --data copy --kind "${file%:*}" "$EXAMPLES/${file#*:}.csv"
        echo "$output"
        [[ $output == *"0 refused"* ]]
    done
}

@test "examples/ is what the program writes" {
    "$G" demo --examples made
    diff -r made "$EXAMPLES"
}

@test "a demo is not made over a register, and a finished one is used again" {
    "$G" init --data mine 2>/dev/null
    run "$G" demo --no-serve --dir mine
    [ "$status" -eq 1 ]
    run "$G" demo --no-serve --dir "$first"
    [ "$status" -eq 0 ]
}

@test "a calendar without a day is not written" {
    run "$G" repair --type sme-debts --data "$first" --format ics
    [ "$status" -eq 4 ]
    [[ $output == *"no day is known"* ]]
}
