#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0
# The manual cannot lie: each page of docs/howto is taken apart and done.

load common

# A clone as the page sees it: data and examples beside build/gongshi.
clone() {
    export LC_ALL=C.UTF-8 LANG=en_GB.UTF-8
    unset GONGSHI_RULES
    cp -r "$REPO/data" "$REPO/examples" .
    mkdir -p build
    ln -s "$(realpath "$G")" build/gongshi
}

follow() {
    clone
    run python3 "$REPO/tests/cli/howto.py" "$REPO/docs/howto/$1.md"
    echo "$output"
    [ "$status" -eq 0 ]
}

@test "howto: add a list" {
    follow add-a-list
}

@test "howto: add a measure" {
    follow add-a-measure
}

@test "howto: add a record type" {
    follow add-a-record-type
}

@test "howto: add a jurisdiction" {
    follow add-a-jurisdiction
}

@test "howto: every page has a test, and the README leads to it" {
    for page in "$REPO"/docs/howto/add-*.md; do
        name=$(basename "$page" .md)
        grep -q "follow $name\$" "$REPO/tests/cli/howto_rules.bats"
        grep -q "($name.md)" "$REPO/docs/howto/README.md"
    done
}

@test "howto: a page that promises what does not happen is found" {
    clone
    printf 'One.\n\n```sh\nbuild/gongshi version\n```\n\n```text\ngongshi 99\n```\n' >wrong.md
    run python3 "$REPO/tests/cli/howto.py" wrong.md
    [ "$status" -ne 0 ]
    [[ $output == *"wrong.md:7: not printed: gongshi 99"* ]]
    printf 'One.\n\n```sh\nbuild/gongshi no-such-verb\n```\n' >wrong.md
    run python3 "$REPO/tests/cli/howto.py" wrong.md
    [[ $status -ne 0 && $output == *"exit 2"* ]]
    printf 'No block.\n' >wrong.md
    run python3 "$REPO/tests/cli/howto.py" wrong.md
    [ "$status" -ne 0 ]
}
