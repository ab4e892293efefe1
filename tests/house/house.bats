#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0
# Rules of the house that a program can check.

setup() {
    root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
    cd "$root" || exit 1
}

@test "house: every include leads down the floors of MAP.md, through one door a room" {
    run tests/house/floors.py
    echo "$output"
    [ "$status" -eq 0 ]
}

@test "house: the floors test can fail" {
    copy=$BATS_TEST_TMPDIR/house
    mkdir -p "$copy/tests/house"
    cp -r src MAP.md "$copy"
    cp tests/house/floors.py "$copy/tests/house"
    echo '#include "cli/cli.h"' >>"$copy/src/base/str.c"
    run "$copy/tests/house/floors.py"
    [ "$status" -eq 1 ]
    [[ $output == *"base (floor 0) may not use cli (floor 9)"* ]]
}

@test "house: SQL stands in store only" {
    run grep -rnE '"(SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA) ' src --include='*.[ch]' --exclude-dir=store
    echo "$output"
    [ "$status" -eq 1 ]
}

@test "house: sqlite3.h is included by store only" {
    run grep -rln 'sqlite3.h' src --include='*.[ch]'
    for file in $output; do [[ $file == src/store/* ]]; done
}

@test "house: HTML stands in templates only" {
    run grep -rnE '"[^"]*</?(div|p|a|span|table|td|tr|h[1-6]|ul|li|section|html|body)[ >]' src --include='*.[ch]'
    echo "$output"
    [ "$status" -eq 1 ]
}

@test "house: malloc and free stand in base only, but for what foreign libraries hand over" {
    run bash -c "grep -rnE '[^_a-z](malloc|calloc|realloc|free)\(' src --include='*.[ch]' | grep -v '^src/base/' | grep -v \"own allocation\""
    echo "$output"
    [ "$status" -eq 1 ]
}

@test "house: no machine path, no unfinished mark" {
    run git grep -nE '(TODO|FIXME)' -- . ':!tests/house' ':!data' ':!LICENSES' ':!docs'
    echo "$output"
    [ "$status" -eq 1 ]
}

@test "house: every file of source says its licence" {
    missing=$(git ls-files 'src/*.[ch]' 'tests/*.[ch]' | xargs grep -L 'SPDX-License-Identifier' || true)
    echo "$missing"
    [ -z "$missing" ]
}

@test "house: every rule of a finding has words in both languages and is sorted" {
    run bash -c "grep -oE '^RULE\(\"[a-z-]+\"' src/base/rules.def | sort -c"
    echo "$output"
    [ "$status" -eq 0 ]
}

@test "house: every refusal says what to do about it" {
    run tests/house/advice.py
    echo "$output"
    [ "$status" -eq 0 ]
}

@test "house: the public header of uscc compiles alone, as C and as C++" {
    for lang in c c++; do
        printf '#include "uscc/uscc.h"\nint main(void) { return 0; }\n' >"$BATS_TEST_TMPDIR/alone.$lang"
        gcc -x "$lang" -Wall -Wextra -Werror -Isrc -fsyntax-only "$BATS_TEST_TMPDIR/alone.$lang"
    done
}
