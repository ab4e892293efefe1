#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0
# The rulebook as pages: readable from either end, for any day, with no dead end.
load common

SITE=$BATS_TEST_DIRNAME/site.py

nation() {
    "$G" init --rules "$REPO/data/cn" --rehearsal --now "$DEMO_NOW" 2>/dev/null
    serve
}

url() { head -n 1 server.url | sed 's,/$,,'; }
text() { "$SITE" text "$(url)" "$1"; }
status() { curl -s -o /dev/null -w '%{http_code}' "$(url)$1"; }
lacks() { # lacks WORDS: fails where they stand on standard input
    if grep -F "$1"; then return 1; fi
}

# The province, and a second edition.
two_editions() {
    rehearsal
    cp -r "$REPO/data" mine
    sed -i 's/^ql-green,青岚省绿色工地评选办法（虚构）/ql-green,青岚省绿色工地办法（虚构）/' mine/demo/instruments.csv
    "$G" rules adopt mine/demo 2>/dev/null
    serve
}

@test "ten questions are answered by the English pages alone" {
    nation
    [ "$(cut -d, -f1 "$REPO/tests/data/questions.csv" | tail -n +2 | sort -u | wc -l)" -ge 10 ]
    run "$SITE" questions "$(url)" "$REPO/tests/data/questions.csv"
    echo "$output"
    [ "$status" -eq 0 ]
}

@test "an answer that is not there is told" {
    nation
    printf 'number,question,page,line,answer\n1,For how long?,/en/lists/hrss-wages,yes,earliest repair | 7 months\n' >wrong.csv
    printf '2,Apart?,/en/lists/hrss-wages,yes,earliest repair~Must rest on\n' >>wrong.csv
    run "$SITE" questions "$(url)" wrong.csv
    echo "$output"
    [ "$status" -eq 1 ]
    [[ $output == *"2 answers, 2 missing"* ]]
}

@test "no link of the nation's rulebook is dead, in both languages, and every list and measure has a page" {
    nation
    run "$SITE" crawl "$(url)" /rules /en/rules
    echo "$output"
    [ "$status" -eq 0 ]
    for kind in lists measures; do
        "$G" rules list --rules "$REPO/data/cn" --table $kind --format csv | cut -d, -f1 | tail -n +2 | sort -u | sed "s,^,/en/$kind/,"
    done >rows
    curl -s "$(url)/en/lists" "$(url)/en/measures" | grep -oE 'href="/en/(lists|measures)/[^"?]+"' | cut -d'"' -f2 | sort -u >linked
    diff <(sort rows) linked
}

@test "no link of the province's rulebook is dead, editions and days included" {
    two_editions
    run "$SITE" crawl "$(url)" /rules /en/rules '/lists?as_of=2024-06-30' '/en/measures?as_of=2025-12-31'
    echo "$output"
    [ "$status" -eq 0 ]
    run "$SITE" crawl "$(url)" /rules/nowhere
    [ "$status" -eq 1 ]
}

@test "every step says within what time, counted how, by which article; every list who may be listed" {
    nation
    text /en/lists/samr-serious >page
    grep -F 'service of the decision: 7 working days, counted from day of the decision (agency) · Administrative Penalty Law (2021 revision), article 61,85' page
    grep -F 'window for asking for a hearing: 5 working days, counted from service of the notice (the organisation) · Administrative Penalty Law (2021 revision), article 64,85' page
    grep -F '“Days” are calendar days; “working days” leave out weekends and public holidays.' page
    text /lists/samr-serious | grep -F '送达期限：7工作日，自决定之日起（机关）'
    curl -s "$(url)/api/v1/lists/samr-serious" >twin.json
    [ "$(json 'next(s["terms"] for s in x["steps"] if s["id"]=="T15")' <twin.json)" = "['accept-repair', 'decide-repair', 'repair-earliest']" ]
    [ "$(json 'next(s["terms"] for s in x["steps"] if s["id"]=="T20")' <twin.json)" = "['list-term']" ]
    text /en/lists >page
    grep -F 'debtors of small and medium firms: organs, institutions, large firms' page | grep -F '| organisation'
    rows=$(($(wc -l <"$REPO/data/cn/lists.csv") - 1))
    ids=$(tail -n +2 "$REPO/data/cn/lists.csv" | cut -d, -f1 | sort -u | wc -l)
    grep -F "The table of lists has $rows rows for $ids lists" page
    for page in /en/ /en/rules; do
        curl -s "$(url)$page" | grep -F 'href="/en/rules/lenders">For banks and other lenders'
    done
}

@test "lists and measures open with the counts that the command line gives" {
    nation
    for kind in lists measures; do
        "$G" rules list --rules "$REPO/data/cn" --table $kind --format json >rows.json
        counts=$(json 'next("Takes acts: %d. Display only: %d (each page says what is missing). Historic: %d." % (c["usable"],c["display_only"],c["historic"]) for c in x["counts"] if c["table"]=="'$kind'")' <rows.json)
        text /en/$kind >page.txt
        head -n 12 page.txt | grep -Fx "$counts"
        curl -s "$(url)/api/v1/$kind" >twin.json
        [ "$(json 'next((c["ids"],c["usable"],c["historic"]) for c in x["counts"] if c["table"]=="'$kind'")' <rows.json)" = "$(json '(x["counts"]["all"],x["counts"]["usable"],x["counts"]["historic"])' <twin.json)" ]
        [ "$(json 'len(x["'$kind'"])' <twin.json)" = "$(json 'x["counts"]["all"]' <twin.json)" ]
        curl -s "$(url)/api/v1/$kind?as_of=2024-06-30" >then.json
        [ "$(json 'len(x["'$kind'"])==x["counts"]["all"]' <then.json)" = True ]
        [ "$(json 'len(x["'$kind'"])' <then.json)" -lt "$(json 'len(x["'$kind'"])' <twin.json)" ]
    done
    text /en/rules | grep -E '^lists \| [0-9]+ \| [0-9]+ \| [0-9]+ \| [0-9]+$'
}

@test "three days give three answers: repair terms, abnormal list, customs levels" {
    nation
    for day in 2024-06-30 2025-12-31 2026-04-01; do
        text "/en/rules/terms?as_of=$day" | grep '^penalty ' >terms-$day
        text "/en/lists?as_of=$day" >lists-$day
        text "/en/lists/samr-abnormal?as_of=$day" >abnormal-$day
        text "/en/lists/gacc-serious?as_of=$day" >customs-$day
    done
    grep 'shortest display by market regulation' terms-2024-06-30 | grep -F '| general | 6 months |'
    grep 'longest display' terms-2024-06-30 | grep -F '| general | 36 months | day of the decision'
    grep 'shortest display by market regulation' terms-2025-12-31 | grep -F '| general | 3 months |'
    grep 'longest display' terms-2025-12-31 | grep -F '| general | 36 months | day of the decision'
    grep 'longest display' terms-2026-04-01 | grep -F '| general | 12 months | day of the decision'
    grep 'longest display' terms-2026-04-01 | lacks '| general | 36 months'
    grep -F 'Interim Measures for the List of Abnormal Operations' abnormal-2024-06-30
    lacks 'Interim Measures for the List of Abnormal Operations' <abnormal-2025-12-31
    grep -F 'Measures for the List of Abnormal Operations (revised 2025)' abnormal-2025-12-31
    lacks ' gacc-certified ' <lists-2024-06-30
    lacks ' gacc-certified ' <lists-2025-12-31
    grep -F ' gacc-certified ' lists-2026-04-01
    grep -F 'Measures for Credit Management of Enterprises at Customs (2026)' customs-2026-04-01
    lacks 'Measures for Credit Management of Enterprises at Customs (2026)' <customs-2025-12-31
    text '/en/lists/gacc-certified?as_of=2025-12-31' | grep -F 'On 2025-12-31 this rule was not in force.'
    text '/lists/gacc-certified?as_of=2025-12-31' | grep -F '2025-12-31 当天本规则不在施行'
    curl -s "$(url)/en/lists?as_of=2024-06-30" | grep -q 'href="/en/lists/samr-abnormal?as_of=2024-06-30"'
    [ "$(status '/lists?as_of=2024-02-30')" = 400 ]
}

@test "what changed on which day" {
    nation
    text /en/rules/changes >changes
    grep -m 1 '^20' changes | grep -Fx '2026-04-01'
    grep -Fx 'ends: period market-regulation serious-violation list: decision on repair, 15 working days' changes
    grep -Fx 'begins: period market-regulation serious-violation list: decision on repair, 7 working days' changes
    text /rules/changes | grep -F '开始施行： 名单 海关认证企业'
    [ "$(grep -c '^begins' changes)" -gt 200 ]
    sed -n '/^2025-12-25$/,/^20/p' changes | grep -F 'Measures for Credit Repair in Market Regulation (2025)'
}
