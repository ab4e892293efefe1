#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0
# What screen may say: four results, in the order of the rows; a name alone is never a match, a stranger never possible.
bats_require_minimum_version 1.5.0
load common

field() { # NAME: that member of every answer
    "$G" screen list.csv --format jsonl 2>/dev/null | jq -r ".$1"
}

@test "code and name, code under another name, name alone, stranger, failing code" {
    peopled
    cat >list.csv <<'L'
uscc,name
919901013889433626,岚安市岫溪食品有限公司
919901013889433626,岚安市别家有限公司
,岚安市岫溪食品有限公司
,无此名称有限公司
91990101388943362X,
L
    [ "$(field result | tr '\n' ' ')" = "match possible possible no_match insufficient_data " ]
    [ "$(field row | tr '\n' ' ')" = "1 2 3 4 5 " ]
}

@test "names alone never match, whatever the list" {
    peopled
    { echo name; "$G" export out >/dev/null 2>&1; tail -n +2 out/entities.csv | cut -d, -f2; } >list.csv
    [ "$(wc -l <list.csv)" -gt 20 ]
    [ "$(field result | grep -cx match || true)" -eq 0 ]
}

@test "strangers are never possible, and every row has its answer" {
    peopled
    { echo uscc,name; for i in $(seq 5000); do echo ",外地第$i号陌生有限公司"; done; } >list.csv
    field result | sort | uniq -c >counts
    grep -qx ' *5000 no_match' counts
}

@test "an identity number in the list is not echoed" {
    peopled
    printf 'uscc,name\n11010519491231002X,甲\n' >list.csv
    run "$G" screen list.csv --format jsonl
    [[ $output != *19491231* ]]
    [[ $output == *insufficient_data* ]]
}
