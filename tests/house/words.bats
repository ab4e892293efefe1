#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0
# One word each: the glossary binds the Chinese term, the English label and the identifier.

setup() {
    root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
    cd "$root" || exit 1
}

@test "words: every word of code and tables has Chinese and English, and docs/glossary.md agrees" {
    run tests/house/words.py
    echo "$output"
    [ "$status" -eq 0 ]
}

breaks() { # breaks WHAT EXPRESSION FILE: sed on a copy of the tables, the page or the columns is found
    copy=$BATS_TEST_TMPDIR/copy
    rm -rf "$copy"
    mkdir -p "$copy/cn" "$copy/specs"
    cp data/cn/*.csv "$copy/cn"
    rm "$copy/cn/regions.csv"
    cp docs/glossary.md "$copy"
    cp src/catalog/spec*.c "$copy/specs"
    sed -i "$2" "$copy/$3"
    run tests/house/words.py "$copy/cn" "$copy/glossary.md" "$copy/specs"
    echo "$output"
    [ "$status" -eq 1 ]
    [[ $output == *"$1"* ]]
}

@test "words: the test can fail" {
    breaks 'level.township' '/^level,township,/d' cn/glossary.csv
    breaks 'has not both names' 's/^tone,adverse,不利,/tone,adverse,,/' cn/glossary.csv
    breaks 'agency-kind.archery' '/^samr,/s/,mr,/,archery,/' cn/agencies.csv
    breaks 'samr has not both names' '/^samr,/s/,国家市场监督管理总局,/,,/' cn/agencies.csv
    breaks 'penalty_kind.fine is not what' '/^penalty_kind,fine,/s/罚款/罚金/' cn/options.csv
    breaks 'feed is' 's/| feed |/| stream |/' glossary.md
    breaks 'belong to no group' 's/calendar_kinds\[\]/almanac_kinds[]/' specs/spec.c
    breaks 'tone.sour' 's/"favourable", NULL/"favourable", "sour", NULL/' specs/spec.c
}
