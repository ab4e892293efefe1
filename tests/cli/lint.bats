#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0
# Acts judged before they are filed: what would be refused, by which rule, and what would make it right.
bats_require_minimum_version 1.5.0
load common
load case

lint() { run --separate-stderr "$G" rules lint acts.jsonl --format json "$@"; }

rules_of() { json '[(r["line"], r["rule"]) for r in x if r["level"] == "error"]' <<<"$output"; }

@test "a step too soon: the line, the rule, what to wait for" {
    peopled && officers
    before=$(acts)
    case_of penalty notice serve decide >acts.jsonl
    lint --lang en
    [ "$status" -eq 3 ]
    [ "$(rules_of)" = "[('4', 'window-open')]" ]
    [[ $output == *"until 2026-07-06"* ]]
    [[ $stderr == *"4 acts: 3 would be taken, 0 are on file, 1 would be refused; nothing was written"* ]]
    [ "$(acts)" = "$before" ]
}

@test "a step that is not open: those that are" {
    peopled && officers
    case_of penalty notice remove >acts.jsonl
    lint
    [ "$(rules_of)" = "[('3', 'step-order')]" ]
    [[ $(json 'x[-1]["suggestion"]' <<<"$output") == *"list.serve list.reply"* ]]
}

@test "what may be filed passes, and is then accepted as it stands" {
    peopled && officers
    case_of penalty notice serve >acts.jsonl
    lint
    [ "$status" -eq 0 ]
    run "$G" act submit acts.jsonl
    [ "$status" -eq 0 ]
}

@test "an unknown ground: the grounds that there are" {
    peopled && officers
    case_of penalty unknown-ground >acts.jsonl
    lint
    [ "$status" -eq 3 ]
    [ "$(json 'next(r["suggestion"] for r in x if r["rule"] == "ground-unknown")' <<<"$output")" = "diverted vanished" ]
}

@test "one act, an array and lines read alike; what is no JSON is a finding" {
    peopled && officers
    case_of penalty >acts.jsonl
    lint
    [ "$status" -eq 0 ]
    python3 -c "import json; json.dump([json.loads(x) for x in open('acts.jsonl')], open('array.json', 'w'), indent=1)"
    run --separate-stderr "$G" rules lint array.json --lang en
    [[ $stderr == *"1 acts: 1 would be taken"* ]]
    echo '{"kind":' >acts.jsonl
    lint
    [ "$status" -eq 3 ]
    [ "$(json 'x[0]["rule"]' <<<"$output")" = json ]
}
