#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0
# Cases on pages and in their JSON: what stands there, what has left everywhere, and the repair calculator.
load common

province() {
    GONGSHI=$G "$BATS_TEST_DIRNAME/province.py" gongshi-data >names.json
}

code() { json "x['codes']['$1']" <names.json; }
record() { json "x['records']['$1']" <names.json; }
get() { curl -s "$(cat server.url)$1"; }
status() { curl -s -o /dev/null -w '%{http_code}' "$(cat server.url)$1"; }

# Fails where the text is found: `!` before a command would not.
lacks() { # lacks EXPRESSION [FILE]
    if grep -E "$1" "${2:--}"; then return 1; fi
}

# Words of a page without its tags, one a line.
words() { get "$1" | sed 's/<[^>]*>/\n/g' | sed 's/^ *//; s/ *$//' | grep -v '^$'; }

@test "an organisation's page groups listings and measures by list and agency, with ground, basis, end and way out" {
    province
    serve
    words "en/entities/$(code listed)" >page
    grep -q '^Qinglan prepaid-services dishonesty$' page
    grep -q "Wanglan District, Lan&#39;an City Administration for Market Regulation" page
    grep -q '^closed and vanished with prepaid money$' page
    grep -q '^article 12$' page
    grep -q '^2026-04-17 to 2028-04-17$' page
    grep -q 'early removal on application' page
    grep -q '^no approval on a pledge (invented)$' page
    grep -q '^for as long as the listing or honour it rests on lasts$' page
    get "en/entities/$(code listed)" | grep -q 'href="/en/rules/instruments/ql-prepaid-r"'
    words "entities/$(code listed)" | grep -q '^收取预付款后停业失联$'
    get "api/v1/entities/$(code listed)" >x.json
    [ "$(json '[r["type"] for r in x["records"]]' <x.json)" = "['ql-no-pledge', 'ql-prepaid', 'penalty']" ]
    [ "$(json '[r["rests_on"] for r in x["records"] if r["type"] == "ql-no-pledge"][0]' <x.json)" = "$(record listed)" ]
}

@test "rewards stand apart from measures" {
    province
    serve
    words "en/entities/$(code annulled)" >page
    grep -q '^Rewards$' page
    get "en/entities/$(code annulled)" | lacks 'id="measures"'
    grep -q 'fewer checks of building sites' page
}

@test "a decision's page tells each step with its day, number, papers and clocks" {
    province
    serve
    words "en/records/$(record listed)" >page
    for step in 'notice of intended listing' 'service' 'listing decided' '望市监列告〔2026〕1号' '望市监列决〔2026〕1号' 'proof of service' \
        'reply window' '5 working days' '2026-04-15' 'done on 2026-04-17' 'An application may be made from 2026-10-18 on.'; do
        grep -qF "$step" page
    done
    lacks '\.pdf' page
    get "api/v1/records/$(record listed)" >x.json
    [ "$(json '[s["kind"] for s in x["steps"]]' <x.json)" = "['list.notice', 'list.serve', 'list.decide', 'list.serve']" ]
    [ "$(json '[r["id"] for r in x["resting"]] == ["'"$(record listed-measure)"'"]' <x.json)" = True ]
    [ "$(json '[(c["what"], c["until"], c["state"]) for c in x["clocks"]][0]' <x.json)" = "('reply-window', '2026-04-15', 'over')" ]
    "$G" show "$(record listed)" --format json >cli.json
    [ "$(json 'len(x["steps"])' <cli.json)" = 4 ]
}

@test "steps filed afterwards are said to be" {
    province
    serve
    words "en/records/$(record afterwards)" | grep -q 'Some steps were filed afterwards'
    words "en/records/$(record listed)" | lacks 'filed afterwards'
    [ "$(get "api/v1/records/$(record afterwards)" | json 'x["steps_filed_afterwards"]')" = True ]
    words "en/records/$(record bureau)" | grep -q 'The procedure that led to the decision is not recorded here'
}

@test "a person is named on the page of the decision alone, with the number masked" {
    province
    serve
    words "records/$(record person)" >page
    grep -q 洛试人 page
    grep -q '110101\*\*\*\*' page
    for at in "records/$(record person)" "api/v1/records/$(record person)"; do
        get "$at" | lacks 'person:|id_hmac'
    done
    for at in lists/spc-dishonest api/v1/lists/spc-dishonest/entries 'api/v1/search?q=%E6%B4%9B%E8%AF%95%E4%BA%BA' agencies/court-990101; do
        get "$at" | sed 's/"query":"[^"]*"//' | lacks 洛试人
    done
    get lists/spc-dishonest | grep -q 自然人
}

@test "a government body is a subject like any other: its agency's page leads to its file" {
    province
    serve
    own=$(get en/agencies/hc-990101 | sed -n 's|.*href="\(/en/entities/[0-9A-Z]*\)".*|\1|p')
    words "${own#/}" | grep -q '^dishonest judgment debtors$'
}

@test "a list's page shows who stands on it, and counts without names" {
    province
    serve
    words en/lists/ql-prepaid >page
    grep -q "^$(code listed)$" page
    lacks "^($(code annulled)|$(code repaired))$" page
    grep -q '^annulled as wrong$' page
    grep -q '^&lt;5$' page
    get api/v1/lists/ql-prepaid/entries >x.json
    [ "$(json 'len(x["entries"])' <x.json)" = 2 ]
    [ "$(json 'sorted({c["what"] for c in x["counts"]})' <x.json)" = "['annulled', 'listed', 'objection', 'repaired', 'upheld']" ]
    [ "$(json '{c["n"] for c in x["counts"]}' <x.json)" = "{'<5'}" ]
    after=$(json 'x["entries"][0]["id"]' <x.json)
    [ "$(get "api/v1/lists/ql-prepaid/entries?after=$after" | json 'len(x["entries"])')" = 1 ]
    [ "$(status "api/v1/lists/ql-prepaid/entries?after=$(record penalty)")" = 400 ]
    [ "$(status api/v1/lists/no-such-list/entries)" = 404 ]
}

@test "an agency's page counts what it filed and what it left undone, and names no firm for it" {
    province
    serve
    get api/v1/agencies/approve-990101/filings >x.json
    [ "$(json 'x["overdue_ends"]' <x.json)" = 1 ]
    [ "$(json '[c["what"] for c in x["counts"]]' <x.json)" = "['late-end']" ]
    get agencies/approve-990101 | lacks "$(code annulled)|岫溪"
    [ "$(get api/v1/agencies/mr-990101/filings | json 'x["overdue_steps"]')" = 1 ]
    words "en/records/$(record afterwards)" | grep -q '^overdue$'
    [ "$(get api/v1/agencies/mr-990101/filings | json '{f["type"]: f["records"] for f in x["filings"]}')" = "{'penalty': 4, 'ql-prepaid': 4}" ]
}

@test "penalties filed late are counted against the agency" {
    rehearsal
    import_penalties "$EXAMPLES/penalties-official.csv" 2>/dev/null
    serve
    for agency in $(get status.json | json '" ".join(a["agency"] for a in x["agencies"])'); do
        get "api/v1/agencies/$agency/filings" | json '[c["what"] for c in x["counts"]]'
    done | grep -q late-filing
}

# Everywhere that the public looks: nothing of that decision, under no day and no instant.
is_nowhere() { # is_nowhere KEY NUMBER INSTANT
    day=${3%T*}
    [ "$(status "records/$(record "$1")")" = 404 ]
    for q in '' "?known_at=$3" "?as_of=$day" "?as_of=$day&known_at=$3"; do
        [ "$(status "api/v1/records/$(record "$1")$q")" = 404 ]
        for at in "entities/$(code "$1")$q" "en/entities/$(code "$1")$q" "api/v1/entities/$(code "$1")$q" "api/v1/entities/$(code "$1")/records$q"; do
            get "$at" >answer
            lacks "$2|ql-prepaid|ql-no-pledge|$(record "$1")|$(record "$1-measure")" answer
        done
    done
    for at in lists/ql-prepaid "lists/ql-prepaid?as_of=$day" api/v1/lists/ql-prepaid/entries "api/v1/lists/ql-prepaid/entries?as_of=$day&known_at=$3" \
        agencies/mr-990101 agencies/approve-990101 "records/$(record listed)" "repair?record=$(record "$1")" "search?q=$(code "$1")"; do
        get "$at" | sed "s|$at||g" | lacks "$2|$(record "$1")" # but for the address that was asked
    done
    rm -rf out
    "$G" export out 2>/dev/null
    cat out/* | lacks "$2|$(record "$1")"
}

@test "what was repaired or annulled has left everywhere; those entitled still see it" {
    province
    serve
    is_nowhere repaired '望市监列决〔2026〕3号' 2026-10-19T03:00:00Z
    is_nowhere annulled '望市监列决〔2026〕2号' 2026-05-01T03:00:00Z
    for who in auditor subject agency:mr-990101; do
        "$G" show "$(record repaired)" --view $who --format json >x.json
        [ "$(json '(x["past"], x["steps"][-1]["kind"])' <x.json)" = "(True, 'repair.decide')" ]
    done
    run "$G" show "$(record repaired)" --view agency:em-990101
    [ "$status" -eq 4 ]
    run "$G" show "$(record repaired)"
    [ "$status" -eq 4 ]
}

@test "a decision that falls while the server runs leaves every answer with its commit, the day before included" {
    province
    serve
    for at in "records/$(record listed)" "entities/$(code listed)" lists/ql-prepaid "api/v1/records/$(record listed)"; do
        get "$at" >/dev/null # into the caches
    done
    [ "$(status "records/$(record listed)")" = 200 ]
    python3 - "$(record listed)" "$(code listed)" >acts.jsonl <<'P'
import json, sys
ref, code = sys.argv[1:]
at = {"agency": "mr-990101", "subject": code, "refers_to": ref, "on": "2026-10-20"}
paper = lambda *kinds: [{"kind": k, "name": k, "sha256": "0" * 64} for k in kinds]
print(json.dumps({**at, "kind": "objection.file", "by": "subject", "fields": {"about": "wrong-entry", "reason": "x"}, "papers": paper("statement", "proof")}))
print(json.dumps({**at, "kind": "objection.answer", "doc_no": "A1", "drafted_by": "mr-990101-3", "approved_by": "mr-990101-4",
                  "fields": {"outcome": "annul", "reason": "x", "remedies": "x"}, "papers": paper("answer")}))
P
    "$G" act submit acts.jsonl
    is_nowhere listed '望市监列决〔2026〕1号' 2026-10-19T03:00:00Z
    "$G" show "$(record listed)" --view auditor --format json | json 'x["state"]' | grep -q withheld
}

@test "the repair calculator answers alike on the command line, by API and on its page" {
    province
    serve
    "$G" repair --type ql-prepaid --listed 2026-04-17 --lang en --format json >a.json
    curl -s -H 'Accept-Language: en' "$(cat server.url)api/v1/repair?type=ql-prepaid&listed=2026-04-17" >b.json
    cmp <(jq -S . a.json) <(jq -S . b.json)
    [ "$(json '(x["from"], x["rule"], x["decision_within"], [p["kind"] for p in x["papers"]])' <a.json)" = \
        "('2026-10-18', 'ql-prepaid-repair-earliest', '7 working days', ['proof', 'undertaking'])" ]
    words "en/repair?type=ql-prepaid&listed=2026-04-17" | grep -q '^An application may be made from 2026-10-18 on.$'
    [ "$("$G" repair "$(record listed)" --format json | json '(x["from"], x["to_agency"])')" = "('2026-10-18', 'mr-990101')" ]
    get "api/v1/repair.ics?record=$(record listed)" | tr -d '\r' | grep -v DTSTAMP >x.ics
    grep -q '^DTSTART;VALUE=DATE:20261018$' x.ics
    cmp x.ics <("$G" repair "$(record listed)" --format ics --lang zh | tr -d '\r' | grep -v DTSTAMP)
    [ "$(status 'api/v1/repair?type=ql-prepaid&listed=2026-13-01')" = 400 ]
    [ "$(status 'api/v1/repair?type=no-such')" = 404 ]
    [ "$(status 'api/v1/repair.ics?type=sme-debts')" = 404 ] # no day is known: a calendar without an event is none
    [ "$(status "api/v1/repair?record=$(record repaired)")" = 404 ]
}

@test "the calculator knows every list and each grade of penalty, and computes nothing from an unknown period" {
    rehearsal
    from() { "$G" repair "$@" --format json | json '(x["way"], x["when"], x["from"])'; }
    [ "$(from --type penalty --grade general --decided 2026-04-07)" = "('repair', 'from-day', '2026-07-08')" ]
    [ "$(from --type penalty --grade serious --decided 2026-04-07)" = "('repair', 'from-day', '2027-04-08')" ]
    [ "$(from --type penalty --grade slight --decided 2026-04-07)" = "('repair', 'at-once', None)" ]
    [ "$(from --type samr-serious --listed 2026-05-08)" = "('repair', 'from-day', '2027-05-09')" ]
    [ "$(from --type samr-serious)" = "('repair', 'needs-start', None)" ]
    [ "$(from --type hrss-wages --corrected 2026-05-08)" = "('repair', 'from-day', '2026-11-09')" ]
    [ "$(from --type samr-abnormal)" = "('removal', 'at-once', None)" ]
    [ "$(from --type spc-dishonest --listed 2026-05-08)" = "('none', None, None)" ]
    for list in $(cut -d, -f1,4,5,6 "$REPO/data/cn/lists.csv" "$REPO/data/demo/lists.csv" | grep ',list,adverse,\(usable\|display-only\)' | cut -d, -f1 | sort -u); do
        "$G" repair --type "$list" --listed 2026-05-08 --decided 2026-05-06 --corrected 2026-05-20 --format json | json 'x["words"]' | grep -q .
    done
    run "$G" repair --type sta-a
    [ "$status" -eq 4 ]
    run "$G" repair
    [ "$status" -eq 2 ] || [ "$status" -eq 1 ]
}

@test "home leads to cases, also to a decision or an agency" {
    province
    printf 'code,zh,en,page\n%s,一,one,\n%s,二,two,/records/%s\n,三,three,/agencies/approve-990101\n,四,four,//elsewhere.invalid/\n' \
        "$(code listed)" "$(code listed)" "$(record listed)" >gongshi-data/cases.csv
    serve
    get en/ >page
    grep -q "href=\"/en/entities/$(code listed)\">one" page
    grep -q "href=\"/en/records/$(record listed)\">two" page
    grep -q 'href="/en/agencies/approve-990101">three' page
    get '' | lacks 'href="//elsewhere'
}
