#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0
# The program against the reference model, which is written from docs/design/due-process.md and the tables. The long suite
# (tests/long/model.sh) does the same with more: 10,000 histories, the whole matrix, every condition of the check broken.
load common

model() {
    local script=$1
    shift
    GONGSHI=$G python3 "$REPO/tests/model/$script.py" "$@"
}

share() { # CORE SANITIZER: the sanitizer's build is slower
    [ "${GONGSHI_MODE:-core}" = asan ] && echo "$2" || echo "$1"
}

@test "every machine of every rulebook can be walked" {
    model sound "$REPO/data/cn" "$REPO/data/demo" "$REPO/tests/model/rules"
}

@test "worked cases: each line answered, shown and owed as expected, by model and program" {
    model cases "$REPO/tests/model/rules" "$REPO"/tests/model/cases/*.jsonl
}

@test "the five worked cases of the papers under the national rulebook" {
    cases=${GONGSHI_SHARED:-$REPO/../shared}/data/cases
    [ -d "$cases" ] || skip "the papers' cases are not here"
    model cases --agencies "$cases/agencies.csv" "$REPO/data/cn" "$cases"/0*.jsonl
}

@test "role, agency and key: who may file at all" {
    model keys
}

@test "200 random histories: every answer, what is public on past days, what agencies owe" {
    model histories --quick --no-shrink --count "$(share 200 60)" --together 100
}

@test "the matrix of role, agency, list, region, state and act: every eighth cell" {
    model matrix --share "$(share 8 32)"
}
