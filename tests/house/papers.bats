#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0
# The tables of the national rulebook against the papers they were taken from; its twin on invented ones.

setup() {
    root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
    papers=${GONGSHI_SHARED:-$root/../shared}/domain
}

@test "papers: every list, clock and instrument of them is a row of data/cn and says what they say" {
    [ -d "$papers" ] || skip "no papers at ../shared/domain"
    run "$root/tests/house/papers.py" "$papers" "$root/data/cn"
    echo "$output"
    [ "$status" -eq 0 ]
    [[ $output == "77 lists, "*" 0 differences" ]]
}

@test "papers: the twin on invented papers finds no difference" {
    run "$root/tests/house/papers.py" "$root/tests/data/papers" "$root/tests/data/papers/rules"
    echo "$output"
    [ "$status" -eq 0 ]
    [ "$output" = "6 lists, 18 terms, 4 instruments: 0 differences" ]
}

fault() { # TABLE OLD NEW WORDS: the one change in the tables, and what must be said of it
    rm -rf "$BATS_TEST_TMPDIR/rules"
    cp -r "$root/tests/data/papers/rules" "$BATS_TEST_TMPDIR"
    sed -i "s/$2/$3/" "$BATS_TEST_TMPDIR/rules/$1.csv"
    ! cmp -s "$root/tests/data/papers/rules/$1.csv" "$BATS_TEST_TMPDIR/rules/$1.csv" || { echo "nothing changed: $2"; return 1; }
    run "$root/tests/house/papers.py" "$root/tests/data/papers" "$BATS_TEST_TMPDIR/rules"
    [ "$status" -eq 1 ] && [[ $output == *"$4"* && $output == *" 1 differences" ]] || { echo "$2 -> $3: $output"; return 1; }
}

@test "papers: each kind of difference is told" {
    fault lists '^mossy,.*' '' "lists mossy: no row"
    fault lists '^swift,.*' '' "lists swift: no row"
    fault lists 'leaky boats,harbour,warden guild' 'leaky boats,guild,warden guild' "lists leaky: owner guild, the paper says harbour"
    fault lists 'noisy boats,harbour,warden' 'noisy boats,harbour,guild' "lists noisy: the kind of harbour is not among guild"
    fault lists 'nation province city county,A' 'nation province city,A' "lists adrift: levels nation province city,"
    fault lists ',county,D,fish-order 2' ',city,D,fish-order 2' "lists mossy: levels city"
    fault lists 'county,A,' 'county,B,' "lists adrift: tier B, the paper says A"
    fault lists ',D,fish-order 2' ',D,pier-act 2' "lists mossy: tier D, the paper says C"
    fault lists ',county,D,fish' ',county,B,fish' "lists mossy: tier B, the paper says C"
    fault lists '长苔名录,mossy boats' '长苔名录,' "lists mossy: no English label"
    fault terms 'adrift,list-term,3,' 'adrift,list-term,4,' "lists adrift, term: no term of 3 year"
    fault terms 'leaky,list-term-shortest,24,' 'leaky,list-term-shortest,60,' "lists leaky, term: no term of 2 year"
    fault terms 'noisy,list-term,12,month,,,' 'noisy,list-term,12,month,,,yes' "lists noisy, term: 1 year is unverified in the paper"
    fault terms 'adrift,decide-repair,7,workday' 'adrift,decide-repair,7,day' "lists 9 adrift, decide repair: no term of 7 workday"
    fault terms 'adrift,reply-window,5,workday,notice-served,,' 'adrift,reply-window,5,workday,notice-served,,yes' "lists 9 adrift, reply window: 5 workday is unverified"
    fault terms '^adrift-reply,.*' 'x,leaky,reply-window,5,workday,notice-served,,\nadrift-reply,adrift,reply-window,5,workday,notice-served,,' "lists 9 leaky, reply window: open in the paper"
    fault terms ',K12,yes' ',,yes' "clock K12: no term"
    fault terms 'lawsuit-window,6,month' 'lawsuit-window,6,year' "clock K12: suit has 6 year, the paper says 6 month"
    fault terms 'legal-review,0' 'legal-review,3' "clock K04: review has 3 day"
    fault terms 'penalty,hearing-window,5' 'penalty,hearing-window,7' "clock K05: heavier has 7 workday"
    fault terms 'annual-report,6,month,year-end' 'annual-report,6,month,event' "clock K60: report has 6 month"
    fault terms ',K17,' ',K17,yes' "clock K17: not read in the paper, but verified"
    fault instruments '^net-order,Order 8' 'net-order,Order 9' "instruments (lists 12) net-order: number Order 9"
    fault instruments '2022-02-02' '2022-02-03' "instruments (measures 16) pier-act: issued 2022-02-03"
    fault instruments '2023-12-31' '2024-12-31' "instruments (lists 12) fish-order: in force 2020-05-01 to 2024-12-31"
    fault instruments 'D,2020-05-01,2020-05-01' 'D,2020-05-01,2020-05-02' "fish-order: in force 2020-05-02"
}
