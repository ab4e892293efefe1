#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0
load common

@test "part of a name finds exactly the names that contain it" {
    peopled
    for word in 岚 面馆 岚安 有限公司; do
        "$G" search "$word" --limit 1000 --format jsonl 2>/dev/null | sed 's/.*"uscc":"\([^"]*\)".*/\1/' | sort >found
        python3 - "$EXAMPLES/entities.csv" "$EXAMPLES/changes.csv" "$word" <<'P' | sort >wanted
import csv, sys
rows = lambda p: list(csv.reader(open(p, encoding='utf-8-sig', newline='')))[1:]
print('\n'.join(sorted({r[0] for p in sys.argv[1:3] for r in rows(p) if sys.argv[3] in r[1]})))
P
        diff found wanted
    done
}

@test "a renamed firm is found by its old name" {
    peopled
    run "$G" search 岚安市汀洲商贸有限公司 --format json
    [ "$(json 'x[0]["name"]' <<<"$(grep '^\[' <<<"$output")")" = 岚安市汀洲新能源有限公司 ]
}

@test "a code finds its holder; nothing found is no failure" {
    peopled
    run "$G" search 919901013889433626 --format jsonl
    [ "${#lines[@]}" -eq 1 ]
    run "$G" search 不存在的名称甲乙丙 --format jsonl
    [ "$status" -eq 0 ]
    [ -z "$output" ]
}

@test "show by code, by old number and by record id tell the same" {
    peopled
    import_penalties "$EXAMPLES/penalties-official.csv" 2>/dev/null
    "$G" show 919901013889433626 --format json >by-code
    [ "$(json 'x["uscc"]' <by-code)" = 919901013889433626 ]
    old=$(sed -n '2p' "$EXAMPLES/entities.csv" | grep -o '99[0-9]\{13\}' | tail -1)
    "$G" show "$old" --format json >by-number
    [ "$(json 'x["uscc"]' <by-number)" = 919901013889433626 ]
    for old in 38894336-2 388943362 990101388943362; do # organisation code and tax number are parts of the code
        "$G" show "$old" --format json | cmp - by-code
        [ "$("$G" search "$old" --format jsonl | json 'x["uscc"]')" = 919901013889433626 ]
    done
    id=$(json 'x["records"][0]["id"]' <by-code)
    "$G" show "$id" --format json >by-id
    [ "$(json 'x["id"]' <by-id)" = "$id" ]
}

@test "an unknown code, number or id is exit 4" {
    peopled
    for what in 91990101MA0TRYA145 123456789012345 aaaaaaaaaaaaaaaaaaaaaaaaaa; do
        run "$G" show "$what"
        [ "$status" -eq 4 ]
    done
}

@test "what has left the public stays away, whatever day is asked for; the auditor sees it" {
    rehearsal
    "$G" import --kind entity.register --agency mr-990100 "$EXAMPLES/entities.csv" 2>/dev/null
    penalty CF_JDRQ=2026/06/01 CF_GSJZQ=2026/09/30
    import_penalties row.csv 2>/dev/null
    code=919901013889433626
    [ "$("$G" show $code --format json | json 'len(x["records"])')" = 1 ]
    later=2026-10-01T02:00:00Z
    [ "$("$G" show $code --format json --now $later | json 'len(x["records"])')" = 0 ]
    [ "$("$G" show $code --format json --now $later --as-of 2026-07-15 | json 'len(x["records"])')" = 0 ]
    [ "$("$G" show $code --format json --now $later --view auditor | json 'len(x["records"])')" = 1 ]
}

@test "bad days, instants and views are usage errors" {
    peopled
    for bad in "--as-of 2023-02-30" "--known-at yesterday" "--view everybody" "--view agency:"; do
        run "$G" show 919901013889433626 $bad
        [ "$status" -eq 2 ]
    done
}

@test "tables line up with wide characters" {
    peopled
    run "$G" search 岚安 --limit 5
    width=$(python3 -c "
import sys, unicodedata
lines = [l for l in sys.argv[1].split('\n') if 'in existence' in l]
cols = lambda s: sum(2 if unicodedata.east_asian_width(c) in 'WF' else 1 for c in s)
print(len({cols(l[:l.index('in existence')]) for l in lines}))" "$output")
    [ "$width" = 1 ]
}

@test "the schema names every required field; the template passes for what it says" {
    rehearsal
    for kind in entity.register licence.grant penalty.decide honour.grant; do
        "$G" act schema $kind >schema
        "$G" act template $kind >template
        python3 - <<'P'
import json
s, t = json.load(open('schema')), json.load(open('template'))
assert t['kind'] == s['properties']['kind']['const']
assert set(s['required']) <= set(t), s['required']
assert set(t) <= set(s['properties'])
f = s['properties']['fields']
assert set(f['required']) <= set(t['fields']) <= set(f['properties'])
P
    done
}
