#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0
# P1-P3: a resident identity number that comes in is nowhere afterwards; a name is where its record is.
load common

@test "marked people go in by every door: no number stays, no name is told elsewhere" {
    [ "${GONGSHI_MODE:-core}" != asan ] || skip "a sanitizer keeps what was freed, and terabytes of its own: its memory is not the product's"
    run python3 "$REPO/tests/cli/canary.py" 20
    echo "$output"
    [ "$status" -eq 0 ]
    [[ $output == *"20 people, 0 traces" ]]
}
