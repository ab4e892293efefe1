#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0
# What changed between two editions of the rulebook, as a page.
bats_require_minimum_version 1.5.0
load common

page() { curl -s "$(cat server.url)${1#/}"; }

@test "the page of an edition tells what it changed against the one before, in both languages" {
    rehearsal
    cp -r "$REPO/data" ours
    sed -i 's/^ql-prepaid-list-term,ql-prepaid,list-term,,24,/ql-prepaid-list-term,ql-prepaid,list-term,,18,/' ours/demo/terms.csv
    "$G" rules adopt ours/demo >/dev/null 2>&1
    serve
    page /en/rules | grep -oE '/en/rules/editions/[0-9a-f]+' >links
    [ "$(wc -l <links)" -eq 2 ]
    for link in $(<links); do page "$link" >>both; done
    grep -q 'This is the first edition adopted' both
    grep -q '1 differences from the edition before; 1 of them follow' both
    grep -qE '<td>terms</td>.*ql-prepaid-list-term.*<td>count</td><td>24</td><td>18</td>' both
    page "$(tail -n 1 links | sed 's|^/en||')" | grep -qE '规则版本的变化'
    [ "$(curl -s -o /dev/null -w '%{http_code}' "$(cat server.url)rules/editions/0000")" = 404 ]
}
